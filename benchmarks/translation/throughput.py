"""Characters a second of our batch path and of Argos Translate's own path, over the same articles in one run.

    python -m benchmarks.translation.throughput [--characters 5000] [--argos-python PYTHON] [--beams 2,1]

The package is of the size of the Argos zh→en one (6 and 6 layers, 512 wide, 8 heads, 2048 inside, 32,000 pieces, int8) and
is made anew each time; nothing is downloaded. Its weights are drawn at random, except that two of the 512 channels count the
pieces written against those read, so that a translation ends at about 1.2 times the source's pieces as a real one does:
with random weights alone none would ever end. What it writes means nothing; what it costs is what a real one costs.

Argos' loop is re-enacted as argostranslate 1.11 has it (`translate.apply_packaged_translation`): one paragraph after the
other, all its sentences to `translate_batch` with batches of 32 tokens, beam 4, one hypothesis, one inter-thread and all
cores inside. Argos Translate itself is run too where it is installed (in this Python, or in the one given); it also cuts
sentences, by a model. Sums of int8 products differ in the last place from batch to batch, and with random weights the next
piece is often a near draw: so some paragraphs come out otherwise.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece

from generator.content.reference import load_reference
from generator.language.sentences import sentences_of
from generator.model import Article
from generator.pipeline import extract
from generator.translate import BATCH
from generator.translate.argos import AS_ARGOS, ArgosEngine, Search
from generator.translate.engine import EngineSettings
from generator.translate.packages import install_package, installed_package

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "data" / "small_zh_en.argosmodel"
"""Where SentencePiece and sentence splitter come from."""
LAYERS, WIDTH, INNER, HEADS, PIECES = 6, 512, 2048, 8, 32_000
RATIO = 1.2
"""Pieces written for each piece read."""
SPREAD = 2.76
"""What the encoder's last layer norm divides by, with these random weights; the run prints the ratio that comes of it."""
GOAL = 3.0
ARGOS_BATCH = 32


class Quiet:
    """Nobody is told of the steps."""

    def each(self, _name: str, items: Sequence, _total: int | None = None) -> Sequence:
        return items

    def step(self, _name: str) -> AbstractContextManager[None]:
        return nullcontext()


def main() -> int:
    """Print the table; 1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=5_000, help="characters of articles to translate")
    parser.add_argument("--argos-python", default=sys.executable, help="a Python that has argostranslate")
    parser.add_argument("--beams", default="2,1", help="other beam sizes of our path to time")
    arguments = parser.parse_args()
    articles = some_articles(arguments.characters)
    paragraphs = [text for article in articles for text in paragraphs_of(article)]
    sentences = [sentence for text in paragraphs for sentence in sentences_of(text)]
    distinct = sorted(set(sentences), key=lambda zh: (-len(zh), zh))
    characters = sum(map(len, paragraphs))
    print(
        f"{len(articles)} articles, {characters} characters, {len(paragraphs)} paragraphs, {len(sentences)} sentences, "
        f"{len(distinct)} distinct; {os.cpu_count()} cores; ctranslate2 {ctranslate2.__version__}"
    )
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = temporary
        install_package(make_package(Path(temporary) / "real-size.argosmodel"))
        print(f"the model writes {written_for_each_read(distinct[::8]):.2f} pieces for each that it reads", flush=True)
        name = f"ours, Argos' search (beam {AS_ARGOS.beam})"
        first_s, ours = by_us(distinct, AS_ARGOS)
        row(name, first_s, characters)
        told = [" ".join(ours[sentence] for sentence in sentences_of(text)) for text in paragraphs]
        argos_s: list[float] = []
        for argos, elapsed, theirs in by_argos(paragraphs, arguments.argos_python):
            same = sum(a.split() == b.split() for a, b in zip(told, theirs, strict=True))
            argos_s.append(elapsed)
            row(argos, elapsed, characters, f"the same English in {same} of {len(paragraphs)} paragraphs")
        again_s, _ = by_us(distinct, AS_ARGOS)
        row(f"{name}, again", again_s, characters)
        for search in (Search(), *(Search(int(beam)) for beam in arguments.beams.split(",") if beam)):
            elapsed, _ = by_us(distinct, search)
            row(f"ours, beam {search.beam}, patience {search.patience:.0f}", elapsed, characters)
    ratio = 2 * min(argos_s) / (first_s + again_s)
    print(f"mean of ours by the faster of Argos': {ratio:.1f} (goal {GOAL:.0f})")
    return 0 if ratio >= GOAL else 1


def row(name: str, elapsed: float, characters: int, rest: str = "") -> None:
    print(f"{name:40} {elapsed:7.1f} s  {characters / elapsed:6.0f} characters/s  {rest}", flush=True)


def some_articles(characters: int) -> list[Article]:
    """Articles of the seeds, in page order, as many as fit."""
    reference, _ = load_reference(ROOT / "content")
    chosen: list[Article] = []
    for article in extract([ROOT / "seeds"], reference, Quiet()).articles:
        size = sum(map(len, paragraphs_of(article)))
        if size <= characters:
            chosen.append(article)
            characters -= size
    return chosen


def paragraphs_of(article: Article) -> list[str]:
    """What is to be translated of an article, paragraph by paragraph."""
    parts = (article.title, *article.subtitle, *(block.text for block in article.blocks), *article.captions)
    return [text for text in parts if text]


def written_for_each_read(sentences: Sequence[str]) -> float:
    """Pieces written by pieces read."""
    pieces, translator = loaded(inter_threads=1)
    read = [pieces.encode(sentence, out_type=str) for sentence in sentences]
    results = translator.translate_batch(read, beam_size=AS_ARGOS.beam, max_batch_size=1024, batch_type="tokens")
    return sum(len(result.hypotheses[0]) for result in results) / sum(map(len, read))


def loaded(*, inter_threads: int) -> tuple[sentencepiece.SentencePieceProcessor, ctranslate2.Translator]:
    """The installed package's parts."""
    package = installed_package()
    assert package is not None
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package.pieces))
    return pieces, ctranslate2.Translator(
        str(package.model), device="cpu", compute_type="auto", inter_threads=inter_threads, intra_threads=0
    )


def by_us(distinct: Sequence[str], search: Search) -> tuple[float, dict[str, str]]:
    """Seconds of our path with a search, and the English by Chinese."""
    engine = ArgosEngine(EngineSettings(), search)
    engine.translate(distinct[:8])
    started = time.perf_counter()
    english: dict[str, str] = {}
    for first in range(0, len(distinct), BATCH):
        batch = distinct[first : first + BATCH]
        english |= {zh: found[0].en for zh, found in zip(batch, engine.translate(batch), strict=True)}
    return time.perf_counter() - started, english


# ── Argos ────────────────────────────────────────────────────────────────────────────────────────────────

_ARGOS = """
import json, sys, time
from argostranslate import translate

texts = json.load(sys.stdin)
[translate.translate(text, "zh", "en") for text in texts[:4]]
started = time.perf_counter()
english = [translate.translate(text, "zh", "en") for text in texts]
json.dump([time.perf_counter() - started, english], sys.stdout)
"""


def by_argos(paragraphs: Sequence[str], python: str) -> Iterator[tuple[str, float, list[str]]]:
    """Name, seconds and English of Argos' loop re-enacted, and of Argos Translate itself where it is installed."""
    yield "Argos' loop, re-enacted", *timed(re_enacted, paragraphs)
    probe = (
        "import argostranslate.sbd, minisbd; from importlib.metadata import version; print(version('argostranslate'))"
    )
    found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
    if found.returncode:
        print("Argos Translate itself is not installed here: give --argos-python")
        return
    asked = json.dumps(list(paragraphs))
    done = subprocess.run([python, "-c", _ARGOS], input=asked, capture_output=True, text=True, check=True)
    elapsed, english = json.loads(done.stdout)
    yield f"argostranslate {found.stdout.strip()} itself", elapsed, english


def re_enacted(paragraphs: Sequence[str]) -> list[str]:
    """Argos Translate's loop with its settings."""
    pieces, translator = loaded(inter_threads=1)
    english: list[str] = []
    for text in paragraphs:
        results = translator.translate_batch(
            [pieces.encode(sentence, out_type=str) for sentence in sentences_of(text)],
            replace_unknowns=True,
            max_batch_size=ARGOS_BATCH,
            batch_type="tokens",
            beam_size=AS_ARGOS.beam,
            num_hypotheses=1,
            length_penalty=0.2,
            return_scores=True,
        )
        written = [piece for result in results for piece in result.hypotheses[0]]
        english.append(pieces.decode(written).replace("▁", " ").replace("_", " ").strip())
    return english


def timed(act: Callable[[Sequence[str]], list[str]], paragraphs: Sequence[str]) -> tuple[float, list[str]]:
    act(paragraphs[:4])
    started = time.perf_counter()
    english = act(paragraphs)
    return time.perf_counter() - started, english


# ── the package ──────────────────────────────────────────────────────────────────────────────────────────


def make_package(file: Path) -> Path:
    """A package of real size with SentencePiece and sentence splitter of the small one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "translate-zh_en-size"
        with zipfile.ZipFile(SMALL) as small:
            small.extractall(temporary)
        next(Path(temporary).iterdir()).rename(folder)
        shutil.rmtree(folder / "model")
        (folder / "model").mkdir()
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
        known = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
        vocabulary = known + [f"▁filler{number}" for number in range(len(known), PIECES)]
        make_model(vocabulary).save(str(folder / "model"))
        with zipfile.ZipFile(file, "w") as package:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                package.write(path, path.relative_to(temporary).as_posix())
    return file


STEP = 0.03
"""What one position adds to the counting channels 0 and 1; large enough to survive int8."""


def make_model(vocabulary: list[str]) -> ctranslate2.specs.TransformerSpec:
    """Random weights; channels 0 and 1 hold plus and minus the pieces written less `RATIO` times those read."""
    rng = np.random.default_rng(7)

    def draw(*shape: int, counting: float | None = None) -> np.ndarray:
        """Random weights; `counting` is what the rows of the two counting channels hold instead."""
        drawn = (rng.standard_normal(shape) * shape[-1] ** -0.5).astype(np.float32)
        if counting is not None:
            drawn[:2] = counting
        return drawn

    def linear(spec: object, rows: int, columns: int, *, counting: float | None = None) -> None:
        spec.weight, spec.bias = draw(rows, columns, counting=counting), np.zeros(rows, np.float32)

    def norm(spec: object) -> None:
        spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def table(size: int) -> np.ndarray:
        drawn = (rng.standard_normal((size, WIDTH)) * WIDTH**-0.5).astype(np.float32)
        drawn[:, :2] = 0
        return drawn

    spec = ctranslate2.specs.TransformerSpec.from_config((LAYERS, LAYERS), HEADS)
    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = table(len(vocabulary)), table(len(vocabulary))
    places = np.zeros((512, WIDTH), np.float32)
    places[:, 0] = STEP * np.arange(1, 513)
    places[:, 1] = -places[:, 0]
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = places
        norm(side.layer_norm)
        for number, layer in enumerate(side.layer):
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH, counting=0)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER, counting=0)
            if side is spec.decoder:
                norm(layer.attention.layer_norm)
                linear(layer.attention.linear[0], WIDTH, WIDTH)
                linear(layer.attention.linear[1], 2 * WIDTH, WIDTH)
                linear(layer.attention.linear[2], WIDTH, WIDTH, counting=0)
                if number == 0:
                    count_source(layer.attention)
    linear(spec.decoder.projection, len(vocabulary), WIDTH)
    spec.decoder.projection.weight[:, :2] = 0
    end = vocabulary.index("</s>")
    spec.decoder.projection.weight[end] = 0
    spec.decoder.projection.weight[end, :2] = 400, -400
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize("int8")
    return spec


def count_source(attention: object) -> None:
    """Give the first head of a cross attention one task: it looks at all places alike, so that what it reads is the mean
    place, half the source's length; `RATIO` times twice that is taken off the counting channels."""
    head = slice(0, WIDTH // HEADS)
    attention.linear[0].weight[head] = 0
    attention.linear[1].weight[head] = 0
    values = attention.linear[1].weight[WIDTH:]
    values[head] = 0
    values[0, 0] = 1
    attention.linear[2].weight[:2] = 0
    attention.linear[2].weight[0, 0] = -2 * RATIO * SPREAD
    attention.linear[2].weight[1, 0] = 2 * RATIO * SPREAD


if __name__ == "__main__":
    sys.exit(main())

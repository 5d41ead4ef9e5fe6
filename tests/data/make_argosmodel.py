"""Makes a small real Argos package (zh→en): SentencePiece trained on our own memory, a one-layer CTranslate2 Transformer.

    python tests/data/make_argosmodel.py OUT.argosmodel

The weights are drawn at random with a fixed seed: the package has the real format and runs on the real engine, but its
English means nothing.
"""

import io
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece

ROOT = Path(__file__).parent.parent.parent
WIDTH, INNER, HEADS, PIECES = 32, 64, 2, 3000


def main(out: Path) -> None:
    """Write the package."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pieces = train_pieces()
        (folder / "sentencepiece.model").write_bytes(pieces)
        processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
        vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
        model = folder / "model"
        model.mkdir()
        make_model(vocabulary).save(str(model))
        metadata = {
            "package_version": "0.1",
            "argos_version": "1.9",
            "from_code": "zh",
            "from_name": "Chinese",
            "to_code": "en",
            "to_name": "English",
        }
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=1))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = f"translate-zh_en-small/{path.relative_to(folder).as_posix()}"
                    package.writestr(zipfile.ZipInfo(name, (2023, 1, 1, 0, 0, 0)), path.read_bytes())


def train_pieces() -> bytes:
    """A SentencePiece model of both languages of the translation memory."""
    records = [
        json.loads(line) for path in sorted((ROOT / "content" / "memory").glob("*.jsonl")) for line in path.open()
    ]
    texts = [text for record in records for text in (record["zh"], record["en"]) if text]
    writer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=writer,
        vocab_size=PIECES,
        character_coverage=0.98,
        model_type="unigram",
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
    )
    return writer.getvalue()


def make_model(vocabulary: list[str]) -> ctranslate2.specs.TransformerSpec:
    """A Transformer with one layer a side and random weights."""
    rng = np.random.default_rng(7)

    def draw(*shape: int) -> np.ndarray:
        return (rng.standard_normal(shape) * 0.2).astype(np.float32)

    def linear(spec: ctranslate2.specs.common_spec.LinearSpec, rows: int, columns: int) -> None:
        spec.weight, spec.bias = draw(rows, columns), draw(rows)

    def norm(spec: ctranslate2.specs.common_spec.LayerNormSpec) -> None:
        spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), HEADS)
    size = len(vocabulary)
    spec.encoder.embeddings[0].weight = draw(size, WIDTH)
    spec.decoder.embeddings.weight = draw(size, WIDTH)
    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        layer = side.layer[0]
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
        linear(layer.self_attention.linear[1], WIDTH, WIDTH)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, INNER, WIDTH)
        linear(layer.ffn.linear_1, WIDTH, INNER)
    attention = spec.decoder.layer[0].attention
    norm(attention.layer_norm)
    linear(attention.linear[0], WIDTH, WIDTH)
    linear(attention.linear[1], 2 * WIDTH, WIDTH)
    linear(attention.linear[2], WIDTH, WIDTH)
    linear(spec.decoder.projection, size, WIDTH)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize("int8")
    return spec


if __name__ == "__main__":
    main(Path(sys.argv[1]))

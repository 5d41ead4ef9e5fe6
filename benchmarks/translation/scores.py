"""BLEU and chrF (sacreBLEU) of an engine on a test set given as two files, one sentence a line.

    python -m benchmarks.translation.scores CHINESE.txt ENGLISH.txt [--engine argos] [--package FILE.argosmodel]
    python -m benchmarks.translation.scores CHINESE.txt ENGLISH.txt --given OUTPUT.txt

Two rows: the engine as it is, and as the digest publishes it (checked, repaired, protected). With --given, a translation
that was made before is scored instead. The server of `--engine libretranslate` comes from DIGEST_SERVER and
DIGEST_SERVER_KEY.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from generator.content.reference import load_reference
from generator.errors import DigestError, InputError
from generator.language.sentences import sentences_of
from generator.translate import translate_missing
from generator.translate.engine import EngineSettings, find_engine

ROOT = Path(__file__).parent.parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 2 if something cannot be read or run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chinese", type=Path)
    parser.add_argument("english", type=Path, help="the reference, line by line")
    parser.add_argument("--engine", default="argos")
    parser.add_argument("--package", type=Path)
    parser.add_argument("--given", type=Path, help="score this translation instead of making one")
    options = parser.parse_args(arguments)
    try:
        run(options)
    except DigestError as error:
        print(error.problem, file=sys.stderr)
        return 2
    return 0


def run(options: argparse.Namespace) -> None:
    """Translate and score. Raises DigestError."""
    chinese, reference = lines_of(options.chinese), lines_of(options.english)
    same_length(options.chinese, chinese, options.english, reference)
    if options.given:
        given = lines_of(options.given)
        same_length(options.chinese, chinese, options.given, given)
        report(options.given.name, given, reference)
        return
    server, key = os.environ.get("DIGEST_SERVER", ""), os.environ.get("DIGEST_SERVER_KEY", "")
    engine = find_engine(options.engine, EngineSettings(options.package, server, key))
    parts = [sentences_of(line) or (line,) for line in chinese]
    distinct = sorted({part for some in parts for part in some}, key=lambda zh: (-len(zh), zh))
    plain = {zh: found[0].en for zh, found in zip(distinct, engine.translate(distinct), strict=True)}
    report(f"{engine.name} as it is", [" ".join(plain[part] for part in some) for some in parts], reference)
    glossary = load_reference(ROOT / "content")[0].glossary
    entries = (entry for batch in translate_missing(distinct, engine, glossary) for entry in batch)
    published = {entry.zh: entry.en for entry in entries}
    report(f"{engine.name} as published", [" ".join(published[part] for part in some) for some in parts], reference)


def lines_of(path: Path) -> list[str]:
    """The lines of a file. Raises InputError."""
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {error}", "give a file in UTF-8, one sentence a line", file=str(path)
        ) from error


def same_length(one: Path, lines: Sequence[str], other: Path, others: Sequence[str]) -> None:
    """Raises InputError unless both have as many lines, and at least one."""
    if not lines or len(lines) != len(others):
        found = f"has {len(others)} lines and {one.name} has {len(lines)}"
        raise InputError(found, "give files whose lines are pairs", file=str(other))


def report(name: str, english: Sequence[str], reference: Sequence[str]) -> None:
    """One row, and how it was measured."""
    bleu, chrf = BLEU(), CHRF()
    first, second = bleu.corpus_score(english, [reference]), chrf.corpus_score(english, [reference])
    print(f"{name:32} BLEU {first.score:5.1f}  chrF {second.score:5.1f}  {len(english)} lines")
    print(f"    {bleu.get_signature()}  {chrf.get_signature()}")


if __name__ == "__main__":
    sys.exit(main())

"""Learns by what captions and standing heads are told from headlines and running text.

python -m benchmarks.segmentation.kinds [--write] [--tell]
Prints how well each kind is told on lines not learnt from: one file of `short_lines` and half of the marked pages and of the
files of headlines, learnt from the others. `--write` writes the weights into `generator/segment/kind_weights.tsv`.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.segmentation.decks import ROOT, WRITTEN
from benchmarks.segmentation.loglinear import Choice, fit
from benchmarks.segmentation.marked_format import HELD, LATER, PAGES
from generator.segment.line_kinds import KINDS, LONGEST, WEIGHTS, Chances, chances_by, signs

SHORT = Path(__file__).parent / "short_lines"
OUT = ROOT / "generator" / "segment" / WEIGHTS
LETTERS = {"G": "caption", "L": "label", "D": "", "H": "", "T": "", "S": "", "P": ""}
"""What the letters before a line mean (D: notices); of the kickers of headlines (K) many are labels and many are not."""
RARE = 4
"""Lines that a sign must stand in to count."""
SURE = (0.5, 0.7, 0.9)
_ROW = re.compile(r"\d+([A-Za-z])\|([^{]+)$")
_CREDIT = re.compile(r"摄|图|供|记者|通讯员")


@dataclass(frozen=True)
class Line:
    """One short line, what it is, and in which half of the material it stands."""

    text: str
    kind: str
    half: int


def lines() -> list[Line]:
    """All short lines, each once."""
    found: dict[str, Line] = {}
    for folder in (SHORT, WRITTEN):
        for at, file in enumerate(sorted(folder.glob("*.txt"))):
            found |= _lettered(file, at % 2)
    files = sorted(file for folder in (PAGES, HELD, LATER) for file in Path(folder).glob("*.marked"))
    for at, file in enumerate(files):
        for letter, text in _marked(file.read_text(encoding="utf-8")):
            plain = text.strip(" 　#*")
            if 1 < len(plain) <= LONGEST and not (letter == "G" and _CREDIT.search(plain)):
                found.setdefault(plain, Line(plain, LETTERS[letter], at % 2))
    return list(found.values())


def _marked(page: str) -> Iterator[tuple[str, str]]:
    """The lines of a marked page that have no marks inside, running text by sentences, and what stands directly above a
    headline and is of no article as a label."""
    rows = [_ROW.match(row) for row in page.splitlines()]
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        letter, text = (row[1].upper(), row[2]) if row else ("", "")
        if letter == "P":
            yield from ((letter, part) for part in re.findall(r"[^。]+。”?", text))
        elif letter in LETTERS:
            yield letter, text
        elif letter == "F" and below and below[1] in "TK" and len(text) <= 20 and not re.search(r"[\d:：。]", text):
            yield "L", text


def _lettered(file: Path, half: int) -> dict[str, Line]:
    rows = (row.partition(" ") for row in file.read_text(encoding="utf-8").splitlines())
    return {
        text: Line(text, LETTERS[letter.upper()], half)
        for letter, _, text in rows
        if letter.upper() in LETTERS and text
    }


def learn(found: Sequence[Line]) -> dict[str, tuple[float, ...]]:
    """For each sign its weights for the kinds, in their order."""
    its_signs = [tuple(signs(line.text)) for line in found]
    counts = Counter(sign for its in its_signs for sign in its)
    kept = {sign for sign, count in counts.items() if count >= RARE}
    readings = ("", *KINDS)
    weights = fit(
        Choice(
            [{f"{kind} {sign}": 1.0 for sign in its if kind and sign in kept} for kind in readings],
            readings.index(line.kind),
        )
        for line, its in zip(found, its_signs, strict=True)
    )
    table = {sign: tuple(weights.get(f"{kind} {sign}", 0.0) for kind in KINDS) for sign in sorted(kept)}
    return {sign: its for sign, its in table.items() if any(abs(weight) >= 0.1 for weight in its)}


def main() -> int:
    """Learn, and print how well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--tell", action="store_true", help="tell the lines taken for a kind that they are not")
    options = parser.parse_args()
    found = lines()
    told = [(line, chances) for half in (0, 1) for line, chances in _crossed(found, half)]
    for at, kind in enumerate(KINDS):
        count = sum(line.kind == kind for line, _ in told)
        for sure in SURE:
            taken = [line for line, chances in told if chances[at] > sure]
            right = sum(line.kind == kind for line in taken)
            print(f"{kind:8} surer than {sure}: {right} of {len(taken)} right, {right / count:.0%} of {count} found")
            if options.tell:
                print("   " + " / ".join(line.text for line in taken if line.kind != kind))
    if options.write:
        rows = ["\t".join(["sign", *KINDS]), *("\t".join([sign, *map(str, its)]) for sign, its in learn(found).items())]
        OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


def _crossed(found: Sequence[Line], half: int) -> Iterator[tuple[Line, Chances]]:
    """The lines of one half and what those of the other tell of them."""
    weights = learn([line for line in found if line.half != half])
    for line in found:
        if line.half == half:
            yield line, chances_by(line.text, weights)


if __name__ == "__main__":
    sys.exit(main())

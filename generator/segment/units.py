"""Roled lines → units: paragraphs joined over wraps and interruptions, headline groups, and what stands beside them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.segment import patterns
from generator.segment.credits import closing_credit
from generator.segment.features import is_open
from generator.segment.roles import RoledLine

UnitKind = Literal[
    "text",
    "title",
    "caption",
    "separator",
    "people",
    "closing",
    "source",
    "number",
    "adoption",
    "signature",
    "jump",
    "furniture",
]


@dataclass(slots=True)
class Unit:
    """What is moved as a whole when the page is cut."""

    kind: UnitKind
    parts: list[str]
    """Texts of its lines."""
    lines: list[int]
    """1-based lines of the page."""
    opening: bool = False
    soft_opening: bool = False
    jump_from: int | None = None
    jump_to: int | None = None
    marked: bool = False
    """Bold, or a Markdown heading."""
    hash_level: int = 0
    interrupts: bool = False
    """A title that stands inside a sentence of the text around it."""
    margin: float = 9.0
    """Score points by which the reading of its lines won; small is unsure."""
    gap: int = 0
    """Blank lines before it."""
    joins: list[int] = field(default_factory=list)
    """Lines at which a paragraph was taken up again after an interruption."""
    after_furniture: bool = False
    """Furniture stands directly before it."""
    apart: bool = False
    """A headline of the body below it, although it stands directly below that of the body above."""
    brief: bool = False
    """It is an item of briefs: a text of its own without a headline."""
    credited: bool = False
    """It ends with the credit that closes an item."""
    column: int = 0
    """Width that most of a text's full lines have, in characters; 0 where it has few lines."""
    text: str = ""
    """The parts joined without a break, once the unit is whole."""


def build_units(roled: Sequence[RoledLine], newsroom: patterns.Newsroom) -> list[Unit]:
    """Units in the order in which they begin on the page."""
    units: list[Unit] = []
    paragraph: Unit | None = None
    for at, item in enumerate(roled):
        line = item.line
        if item.role == "X":
            kind: UnitKind = line.fixed or "jump"
            above = units[-1] if units else None
            if kind == "people" and above and above.kind == kind and above.lines[-1] == line.number - 1:
                above.parts.append(line.text)
                above.lines.append(line.number)
                continue
            unit = Unit(kind, [line.text] if line.text else [], [line.number])
            unit.jump_from, unit.jump_to, unit.marked = line.jump_from, line.jump_to, line.bold
            units.append(unit)
            if line.jump_to is not None:
                paragraph = None
        elif item.role == "T":
            previous = units[-1] if units else None
            same_group = (
                previous is not None
                and previous.kind == "title"
                and previous.lines[-1] == line.number - 1
                and (previous.hash_level, previous.marked) == (line.hash_level, line.bold or bool(line.hash_level))
                and not line.hash_level
                and previous.jump_to is None
                and not _numbered_apart(previous.parts[-1], line.text)
            )
            if same_group and previous is not None:
                previous.parts.append(line.text)
                previous.lines.append(line.number)
                previous.margin = min(previous.margin, item.margin)
            else:
                unit = Unit("title", [line.text], [line.number], margin=item.margin)
                unit.hash_level, unit.marked = line.hash_level, line.bold or bool(line.hash_level)
                unit.interrupts = _interrupts(roled, at)
                unit.jump_to = line.jump_to
                units.append(unit)
        elif item.role == "N" or paragraph is None:
            paragraph = Unit("text", [line.text], [line.number], margin=item.margin)
            paragraph.opening, paragraph.soft_opening, paragraph.brief = line.opening, line.soft_opening, line.brief
            paragraph.jump_from, paragraph.jump_to = line.jump_from, line.jump_to
            units.append(paragraph)
        else:
            if paragraph.lines[-1] < line.number - 1 and units[-1] is not paragraph:
                paragraph.joins.append(line.number)
            paragraph.parts.append(line.text)
            paragraph.lines.append(line.number)
            paragraph.jump_to = line.jump_to if line.jump_to is not None else paragraph.jump_to
            paragraph.margin = min(paragraph.margin, item.margin)
        if item.role in "NC" and line.jump_to is not None:
            paragraph = None
    return _finish(units, roled, newsroom)


FEW_LINES = 3
"""Lines of a text that tell nothing of its column."""


def _finish(units: list[Unit], roled: Sequence[RoledLine], newsroom: patterns.Newsroom) -> list[Unit]:
    width = {item.line.number: item.line.width for item in roled}
    before = {item.line.number: (roled[at - 1].line.number if at else 0) for at, item in enumerate(roled)}
    for at, unit in enumerate(units):
        unit.text = join_parts(unit.parts)
        unit.after_furniture = at > 0 and units[at - 1].kind == "furniture"
        unit.credited = unit.kind != "caption" and closing_credit(unit.text[-130:], newsroom) is not None
        unit.gap = unit.lines[0] - before[unit.lines[0]] - 1
        if unit.kind == "text" and len(unit.lines) > FEW_LINES:
            usual, count = Counter(round(width[line]) for line in unit.lines[1:-1]).most_common(1)[0]
            unit.column = usual if count > 1 else 0
    return units


def _interrupts(roled: Sequence[RoledLine], at: int) -> bool:
    """Whether the next running text goes on with an open sentence from before."""
    for item in roled[at + 1 : at + 12]:
        if item.role in "NC":
            return item.role == "C"
    return False


def _numbered_apart(before: str, text: str) -> bool:
    return patterns.numbering(text) is not None or (patterns.numbering(before) is not None and len(before) < 40)


def join_parts(parts: Sequence[str]) -> str:
    """Lines of one paragraph as one text: nothing between Chinese characters or digits, a space between Latin words."""
    text = ""
    for part in parts:
        if text and text[-1].isascii() and _LATIN_END.search(text[-1]) and _LATIN.match(part):
            text += " "
        text += part
    return _DATE_SPACE.sub("", text).strip()


_LATIN, _LATIN_END = re.compile(r"[A-Za-z]"), re.compile(r"[A-Za-z,.;]")
_DATE_SPACE = re.compile(r"(?<=[年月]) +(?=\d)|(?<=\d) +(?=[年月日])")


def ends_open(unit: Unit) -> bool:
    """Whether a text unit stops in the middle of a sentence."""
    return is_open(unit.text)

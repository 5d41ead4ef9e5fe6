"""Lines that stand together between blank lines and could be one headline broken over lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.segment.features import LineView
from generator.segment.patterns import MARKS

HEADLINE_WIDTH = 34
"""Characters of the longest usual headline line: a page's width in the largest type takes about 20, a subtitle 34."""
MOST_LINES, MOST_ABOVE = 5, 3
"""Lines of a block between blank lines, and of one that only the beginning of an article below it tells."""
UNPUNCTUATED = re.compile(r"[^，。；：、！？]+")
"""A line without a Chinese mark that parts clauses."""
_STOPS = re.compile(r"[。；]|[！？](?=.{12})")


@dataclass(frozen=True, slots=True)
class Block:
    """Up to five lines without a full stop, set apart by blank lines or by what is no running text."""

    text: str
    """Its lines joined."""
    lines: int
    begins_below: bool
    """Directly below it an article begins by its wording."""
    below_end: bool
    """What stands above it has ended: it cannot be the rest of a sentence."""
    filled: bool = False
    """All its lines but the last fill their column, and it holds a comma (two lines one each, or the last fills it, too) or
    ends in a question: the shape of a paragraph."""


def find_blocks(lines: Sequence[LineView]) -> list[Block | None]:
    """For each line the block it stands in, None where it stands in running text. On a page that indents its paragraphs
    an indented line ends the block above it."""
    found: list[Block | None] = [None] * len(lines)
    first = 0
    for at in range(1, len(lines) + 1):
        inside = at < len(lines) and not lines[at].blank_before and not _starts_paragraph(lines[at])
        if inside and not (_sets_apart(lines[at]) or _ends(lines[at - 1]) or _is_outside(lines, at)):
            continue
        run = lines[first:at]
        below_text = (
            first > 0
            and not _starts_paragraph(run[0])
            and not run[0].blank_before
            and not _ends(lines[first - 1])
            and not _is_outside(lines, first)
        )
        if len(run) <= MOST_LINES and not below_text and all(map(_could_be_headline, run)):
            begins = at < len(lines) and (begins_article(lines[at]) or lines[at].fixed == "people")
            ended = first == 0 or bool(lines[first - 1].fixed) or not lines[first - 1].open_end
            found[first:at] = [
                Block("".join(line.text for line in run), len(run), begins, ended, _is_filled(run))
            ] * len(run)
        first = at
    for at in range(1, len(lines)):
        if begins_article(lines[at]) and found[at - 1] is None:
            _mark_above(lines, at, found)
    return found


def _mark_above(lines: Sequence[LineView], below: int, found: list[Block | None]) -> None:
    """Lines without punctuation directly above the beginning of an article, under the end of a sentence, are a block too:
    no running text ends without a stop there."""
    first = below
    while first > 1 and below - first < MOST_ABOVE and UNPUNCTUATED.fullmatch(lines[first - 1].text):
        if lines[first - 1].blank_before or _starts_paragraph(lines[first - 1]) or _ends(lines[first - 1]):
            return
        first -= 1
    above, run = lines[first - 1], lines[first:below]
    if run and not above.open_end and not above.fixed and all(map(_could_be_headline, run)):
        block = Block("".join(line.text for line in run), len(run), begins_below=True, below_end=True)
        found[first:below] = [block] * len(run)


def _is_filled(run: Sequence[LineView]) -> bool:
    stops = any("，" in line.text for line in run) or run[-1].text[-1:] in ("？", "！")
    plain = not any(line.bold for line in run)
    two = len(run) == 2 and plain and (all("，" in line.text for line in run) or _fills_column(run[-1]))
    return stops and (len(run) > 2 or two) and all(map(_fills_column, run[:-1]))


def _fills_column(line: LineView) -> bool:
    return bool(line.column) and abs(line.width + 2 * line.indent - line.column) <= 1


def begins_article(line: LineView) -> bool:
    """Whether a line begins the text of an article by its wording: an opening, a jump from another page, or □ 记者."""
    return line.opening or line.jump_from is not None or (line.fixed == "people" and line.text[0] in MARKS)


def _is_outside(lines: Sequence[LineView], at: int) -> bool:
    """Whether a line is neither the beginning of a paragraph nor the middle of one: without indent, on a page that indents
    its paragraphs, directly below the short last line of one."""
    line, above = lines[at], lines[at - 1]
    ended = not above.open_end and bool(above.column) and above.width < above.column - 2
    return line.indented_page and not line.indent and ended


def _starts_paragraph(line: LineView) -> bool:
    return line.indented_page and line.indent


def _sets_apart(line: LineView) -> bool:
    return bool(line.fixed) or not line.text or line.opening or line.jump_from is not None or bool(line.hash_level)


def _ends(line: LineView) -> bool:
    """Whether the running text of an article cannot go on directly below a line: it is none, or the rest is on another
    page."""
    return _sets_apart(line) or line.jump_to is not None


def _could_be_headline(line: LineView) -> bool:
    running = line.jump_to is not None or _STOPS.search(line.text) or line.text[-1:] in ("，", "、")
    return bool(line.text) and line.width <= HEADLINE_WIDTH and not running

"""What a line of a page looks like by itself, before anything is decided."""

import re
from typing import Literal, NamedTuple

from generator.language.characters import CLOSING, SENTENCE_ENDS
from generator.segment import patterns
from generator.segment.credits import closing_credit, is_people_line
from generator.segment.furniture import is_furniture
from generator.segment.patterns import MARKS, Newsroom

Fixed = Literal[
    "", "furniture", "caption", "separator", "people", "closing", "source", "number", "adoption", "signature"
]
"""What a line is by its wording alone; empty when its neighbours must tell."""


class LineView(NamedTuple):
    """One non-blank line with what the search needs to know of it. A tuple, since pages have many and each is made anew
    when something is learnt of it."""

    number: int
    """1-based line of the page."""
    text: str
    """Stripped of space, Markdown marks and jump notes."""
    width: float
    """Length in Chinese characters; Latin letters and digits count a half."""
    column: float
    """Width of the column it stands in; 0 where lines are whole paragraphs."""
    blank_before: bool
    blank_after: bool
    indent: bool
    """Begins with an ideographic indent."""
    hash_level: int
    """Number of `#` before it."""
    bold: bool
    opening: bool
    """Begins as a news item does (本报讯, a dateline)."""
    fixed: Fixed
    jump_from: int | None
    jump_to: int | None
    open_end: bool
    """Ends in the middle of a sentence."""
    soft_opening: bool = False
    """Begins as many a news item does and now and then a paragraph inside one (近日, 5月16日, 记者从……获悉)."""
    brief: bool = False
    """An item of briefs, which has no headline."""
    indented_page: bool = False
    """The page indents its paragraphs."""
    goes_elsewhere: bool = False
    """The rest of its text is on another page (下转2版), as of no headline."""
    flush_page: bool = False
    """The first lines of the page's paragraphs fill their columns: no indent was lost that would make them shorter."""

    @property
    def full(self) -> bool:
        """Reaches the end of its column."""
        return bool(self.column) and self.width >= self.column - 1.2

    @property
    def full_with_indent(self) -> bool:
        """Reaches the end of its column, counted from its indent of two characters."""
        return bool(self.column) and self.width >= self.column - 3.2


def view_line(number: int, line: str, before: bool, after: bool, newsroom: Newsroom) -> LineView:
    """One line; `before` and `after` tell of blank lines beside it."""
    hashes = _HASHES.match(line) if "#" in line else None
    text = _bare(line)
    bold = ("**" in line or "__" in line) and bool(_BOLD.fullmatch(line))
    jump_from = jump_to = None
    goes_elsewhere = False
    if "版" in text:
        jump_from, jump_to = patterns.jump(patterns.JUMP_FROM, text), patterns.jump(patterns.JUMP_TO, text)
        goes_elsewhere = jump_to is not None and "下转" in text
        text = without_jumps(text)
    fixed = _fixed(text, newsroom) if text else ""
    return LineView(
        number=number,
        text=text,
        width=display_width(text),
        column=0.0,
        blank_before=before,
        blank_after=after,
        indent=bool(_INDENT.match(line)),
        hash_level=len(hashes[1]) if hashes else 0,
        bold=bold,
        opening=bool(patterns.OPENING.match(text)),
        soft_opening=bool(patterns.SOFT_OPENING.match(text)),
        fixed=fixed,
        jump_from=jump_from,
        jump_to=jump_to,
        goes_elsewhere=goes_elsewhere,
        open_end=(is_open(text) and not patterns.ends_alone(text)) or bool(patterns.OPENING_ALONE.match(text)),
    )


def _fixed(text: str, newsroom: Newsroom) -> Fixed:
    separates = bool(patterns.SEPARATOR.match(text))
    if is_furniture(text, newsroom):
        return "separator" if separates and not text.isdigit() else "furniture"
    if separates:
        return "separator"
    if text[:1] in MARKS and len(text) <= 7 and not is_people_line(text, newsroom):
        return "furniture"  # the standing head of a column: ■时评
    if text.endswith("号") and patterns.DOCUMENT_NUMBER.match(text):
        return "number"
    if len(text) <= 60 and text[0] in "（(" and patterns.CLOSING_DATELINE.match(text):
        return "closing"
    if len(text) <= 120 and (match := closing_credit(text, newsroom)) and match.start() == 0:
        return "closing"
    if len(text) <= 40 and patterns.REPRINT_CREDIT.match(text):
        return "closing"
    if len(text) <= 40 and patterns.SOURCE_LINE.match(text):
        return "source"
    if is_people_line(text, newsroom):
        return "people"
    if len(text) > 120 or not _OF_PICTURES.search(text):
        return ""
    if patterns.REPORTED.search(text):
        return ""
    if patterns.PICTURE_STORY.fullmatch(text) or patterns.PHOTOGRAPHER.fullmatch(text):
        return "closing"
    if len(text) <= 80 and patterns.PHOTO_CREDIT.search(text) and not text.endswith("。"):
        return "closing" if re.match(r"[\u4e00-\u9fff]{2,4}\s", text) else "caption"
    if patterns.CAPTION.search(text) or patterns.CAPTION_START.match(text):
        return "caption"
    return ""


_OF_PICTURES = re.compile(r"[摄图照▲▼◀▶△]|（[左右中前后]")
"""One of these stands in every caption and photographer's credit."""


def without_jumps(text: str) -> str:
    """A line's text without its jump notes."""
    if "版" not in text:
        return text
    return patterns.JUMP_TO.sub("", patterns.JUMP_FROM.sub("", text)).strip()


def _bare(line: str) -> str:
    """A line without indent, Markdown heading, emphasis and list marks, inner runs of spaces made single."""
    text = (_HASHES.sub("", line) if "#" in line else line).strip()
    if "**" in text or "__" in text:
        text = re.sub(r"\*\*(.+?)\*\*", r"\1", re.sub(r"^(\*\*|__)(.+?)\1$", r"\2", text))
    return _SPACES.sub(" ", text) if " " in text or "\u3000" in text else text


_HASHES = re.compile(r"^\s*(#{1,6})\s*")
_SPACES = re.compile(r"[ \u3000]+")
_BOLD = re.compile(r"\s*(?:#+\s*)?(\*\*|__).+?\1\s*")
_INDENT = re.compile(r"\u3000|  +(?=[\u4e00-\u9fff“])")


def display_width(text: str) -> float:
    """Length in full-width characters."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


_DASHED = re.compile(r"[。！？”]\s*—{1,3}\s*[\u4e00-\u9fff]{2,4}$")


def is_open(text: str) -> bool:
    """Whether a text stops in the middle of a sentence: no full stop, and no closing mark after one."""
    if "—" in text[-8:] and _DASHED.search(text):
        return False  # the author's name after a dash
    bare = text.rstrip(CLOSING + "\"' ")
    if not bare:
        return False
    if text.endswith("）") and "（" not in text and len(text) < 14:
        return False  # the end of a credit that began on the line above
    if bare != text and bare[-1] not in SENTENCE_ENDS:
        return not text.endswith("）") or not re.search(r"（[^（）]{2,80}）$", text)
    return bare[-1] not in SENTENCE_ENDS and bare[-1] not in "：:" and not text.endswith("——")


def han_bigrams(text: str) -> set[str]:
    """Pairs of adjoining Chinese characters."""
    return {run[at : at + 2] for run in _HAN_RUN.findall(text) for at in range(len(run) - 1)}


def share(words: set[str], others: set[str]) -> float:
    """Share of the words that are among the others, 0 to 1; 0 for no words."""
    return len(words & others) / len(words) if words else 0.0


_HAN_RUN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{2,}")

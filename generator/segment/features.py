"""What each line of a page looks like, before anything is decided."""

import re
from typing import Literal, NamedTuple

from generator.language.characters import CLOSING, OPENING, SENTENCE_ENDS
from generator.model import Page
from generator.segment import patterns
from generator.segment.columns import columns_of
from generator.segment.credits import NAMES_ALONE, ROLE_ALONE, closing_credit, is_bare_name, is_people_line
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
    indented_page: bool = False
    """The page indents its paragraphs."""

    @property
    def full(self) -> bool:
        """Reaches the end of its column."""
        return bool(self.column) and self.width >= self.column - 1.2

    @property
    def full_with_indent(self) -> bool:
        """Reaches the end of its column, counted from its indent of two characters."""
        return bool(self.column) and self.width >= self.column - 3.2


def view_lines(page: Page, newsroom: Newsroom) -> list[LineView]:
    """The non-blank lines of a page, in order."""
    stripped = _whole_jumps([(number, line) for number, line in enumerate(page.lines, 1) if line.strip()])
    views: list[LineView] = []
    for at, (number, line) in enumerate(stripped):
        previous = stripped[at - 1][0] if at else 0
        following = stripped[at + 1][0] if at + 1 < len(stripped) else len(page.lines) + 2
        views.append(_view(number, line, number - previous > 1 or not at, following - number > 1, newsroom))
    views = _point(_unmark_text(views))
    columns = columns_of([0.0 if view.fixed else view.width for view in views])
    views = [view._replace(column=column) if column else view for view, column in zip(views, columns, strict=True)]
    if _is_indented(views):
        views = [view._replace(indented_page=True) if not view.fixed else view for view in views]
    views = _mark_captions(views)
    views = _mark_broken_bylines(_mark_signatures(_mark_adoption(_mark_notices(_mark_mastheads(views), newsroom))))
    return _mark_authors(views, newsroom)


def _is_indented(views: list[LineView]) -> bool:
    """Whether a page indents its paragraphs: lines that fill their column from an indent, or whole paragraphs."""
    if sum(view.indent and view.open_end and view.full_with_indent for view in views) >= 4:
        return True
    whole = [
        view for view in views if not view.fixed and not view.column and view.text.endswith(("。", "。”", "！", "？"))
    ]
    return len(whole) >= 4 and sum(view.indent for view in whole) >= 0.8 * len(whole)


def _mark_captions(views: list[LineView]) -> list[LineView]:
    """What a picture shows, alone on its line, and the photographer's credit on the line below it are one caption."""
    marked = list(views)
    for at in range(len(views) - 1):
        line, below = views[at], views[at + 1]
        credit = (
            below.fixed == "caption"
            and below.number == line.number + 1
            and "。" not in below.text
            and below.width <= 16
        )
        if credit and not line.fixed and line.blank_before and line.width <= 40 and not line.opening:
            marked[at] = line._replace(fixed="caption")
    return marked


def _mark_authors(views: list[LineView], newsroom: Newsroom) -> list[LineView]:
    """A name alone on its line below a headline is the author's."""
    marked = list(views)
    for at in range(1, len(views)):
        above, line = marked[at - 1], views[at]
        if line.fixed or not is_bare_name(line.text, newsroom) or above.fixed or above.number != line.number - 1:
            continue
        top = _heads_block(marked, at - 1)
        below = views[at + 1] if at + 1 < len(views) else None
        ends = not below or below.blank_before or below.indent or below.width > line.width + 4 or not below.open_end
        if top and ends and above.open_end:
            marked[at] = line._replace(fixed="people")
    return marked


def _heads_block(views: list[LineView], at: int) -> bool:
    """Whether the line and those directly above it, up to a blank line, could all be headline."""
    while True:
        line = views[at]
        if line.fixed or line.width > 30 or re.search(r"[，。；]", line.text):
            return bool(line.fixed)
        if line.blank_before or at == 0 or bool(views[at - 1].fixed) or not views[at - 1].open_end:
            return True
        at -= 1


def _unmark_text(views: list[LineView]) -> list[LineView]:
    """Lines that read like furniture in the middle of a sentence are text: a date or a name that fills its line."""
    marked = list(views)
    for at in range(1, len(views) - 1):
        above, line, below = marked[at - 1], views[at], views[at + 1]
        if line.fixed != "furniture" or line.blank_before or line.blank_after or line.hash_level:
            continue
        same = abs(above.width - line.width) <= 1.5 and abs(below.width - line.width) <= 3
        if not above.fixed and not below.fixed and above.open_end and same:
            marked[at] = line._replace(fixed="")
    return marked


def _point(views: list[LineView]) -> list[LineView]:
    """A page number alone directly below a headline points to the page where the article is; elsewhere it is a folio."""
    marked = list(views)
    for at in range(1, len(views)):
        above, line = marked[at - 1], views[at]
        match = _POINTER.fullmatch(line.text) if line.fixed == "furniture" else None
        near = above.number == line.number - 1 and not above.fixed and above.open_end and above.width >= 6
        if match and near and above.jump_to is None:
            marked[at] = line._replace(text="", fixed="", jump_to=patterns.page_number(match[1]))
    return marked


_POINTER = re.compile(r"[▶►▷→>＞]?\s*第?([A-D]?\d{1,2}|[一二三四五六七八九十]{1,2})版")


def _mark_mastheads(views: list[LineView]) -> list[LineView]:
    """A few characters directly above furniture at the head of the page are a masthead or section."""
    marked = list(views)
    for at in range(len(views) - 1):
        line, below = views[at], views[at + 1]
        if not line.fixed and (line.open_end is False or line.width > 6):
            break
        if not line.fixed and below.fixed == "furniture" and below.number == line.number + 1 and not line.hash_level:
            marked[at] = line._replace(fixed="furniture")
    return marked


def _mark_notices(views: list[LineView], newsroom: Newsroom) -> list[LineView]:
    """The paper's notices and advertisements: their heading, and what stands below it up to a blank line."""
    marked: list[LineView] = []
    inside = False
    for view in views:
        if view.fixed == "" and _SPACE.sub("", view.text) in newsroom.notices:
            inside = True
        elif inside and (view.blank_before or view.opening or view.fixed == "people"):
            inside = False
        marked.append(view._replace(fixed="furniture") if inside else view)
    return marked


def _mark_adoption(views: list[LineView]) -> list[LineView]:
    """Bracketed lines that say when a document was adopted, also over several lines, become `adoption`."""
    at = 0
    while at < len(views):
        for end in range(at + 1, min(at + 5, len(views) + 1)):
            run = views[at:end]
            text = "".join(view.text for view in run)
            if not text.startswith("（") or len(text) > 120:
                break
            if text.endswith("）") and text.count("（") == text.count("）"):
                if patterns.ADOPTION.search(text) and re.search(r"\d{4}年|[〇零一二三四五六七八九]{4}年", text):
                    first = at
                    dated = patterns.ISSUE_DATE.match(text)
                    while dated and first > 1 and _issues(views[first - 1], views[first]):
                        first -= 1
                    views[first:end] = [view._replace(fixed="adoption") for view in views[first:end]]
                break
        at += 1
    return views


def _issues(view: LineView, below: LineView) -> bool:
    """Whether a line above a bracketed date names the offices that issued the document."""
    near = below.number == view.number + 1 and not view.blank_before
    return near and not view.fixed and bool(_OFFICES.match(view.text))


_OFFICES = re.compile(r"^(?:[\u4e00-\u9fff]{2,20}(?:局|委员会|委|办公室|政府|调查队|中心|厅|部|院|会|处)[\s、]*){1,3}$")


def _whole_jumps(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with a jump note that a wrap has broken in two moved whole to the line where it begins."""
    for at in range(len(lines) - 1):
        (number, line), (below, rest) = lines[at], lines[at + 1]
        tail, head = line.rstrip()[-9:], rest.lstrip()[:9]
        begin = max(tail.rfind("（"), tail.rfind("("))
        if begin < 0 or "）" in tail[begin:] or ")" in tail[begin:]:
            continue
        for pattern in (patterns.JUMP_TO, patterns.JUMP_FROM):
            if match := pattern.match(tail[begin:] + head):
                used = match.end() - len(tail[begin:])
                lines[at] = (number, line.rstrip() + head[:used])
                lines[at + 1] = (below, rest.lstrip()[used:])
    return lines


def _mark_signatures(views: list[LineView]) -> list[LineView]:
    """A bare date below the name of a body signs the notice above it; elsewhere it is a folio."""
    for at in range(2, len(views)):
        if not patterns.SIGNATURE_DATE.match(views[at].text):
            continue
        first = at
        while first > 1 and at - first < 4 and _signs(views[first - 1], views[first]):
            first -= 1
        if first < at and views[first - 1].fixed in ("", "signature"):
            views[first : at + 1] = [view._replace(fixed="signature") for view in views[first : at + 1]]
    return views


def _mark_broken_bylines(views: list[LineView]) -> list[LineView]:
    """A role alone on its line, and the names set below it line by line, are a byline."""
    at = 0
    while at < len(views):
        end = at + 1
        if not views[at].fixed and ROLE_ALONE.match(views[at].text):
            while end < len(views) and views[end].number == views[end - 1].number + 1 and _names_go_on(views[end]):
                end += 1
            if end > at + 1:
                views[at:end] = [view._replace(fixed="people") for view in views[at:end]]
        elif _runs_over(views, at):
            views[end] = views[end]._replace(fixed="people")
            end += 1
        at = end
    return views


def _names_go_on(view: LineView) -> bool:
    return view.fixed in ("", "people") and bool(NAMES_ALONE.match(view.text))


def _runs_over(views: list[LineView], at: int) -> bool:
    """Whether a byline fills its column and the end of its last name stands alone on the next line."""
    line, below = views[at], views[at + 1] if at + 1 < len(views) else None
    if line.fixed != "people" or not below or below.fixed or below.number != line.number + 1:
        return False
    rest = re.search(r"[\u4e00-\u9fff]{1,2}$", line.text)
    return bool(rest) and bool(re.fullmatch(r"[\u4e00-\u9fff]{1,2}", below.text))


def _signs(view: LineView, below: LineView) -> bool:
    near = below.number - view.number <= 2
    return near and not view.fixed and not view.bold and bool(patterns.SIGNATURE_BODY.match(view.text))


def _view(number: int, line: str, before: bool, after: bool, newsroom: Newsroom) -> LineView:
    hashes = _HASHES.match(line) if "#" in line else None
    text = _bare(line)
    bold = ("**" in line or "__" in line) and bool(_BOLD.fullmatch(line))
    jump_from = jump_to = None
    if "版" in text:
        jump_from, jump_to = patterns.jump(patterns.JUMP_FROM, text), patterns.jump(patterns.JUMP_TO, text)
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
        open_end=is_open(text) or bool(patterns.OPENING_ALONE.match(text)),
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
    if len(text) <= 40 and patterns.SOURCE_LINE.match(text):
        return "source"
    if is_people_line(text, newsroom):
        return "people"
    if len(text) > 120 or not _OF_PICTURES.search(text):
        return ""
    if len(text) <= 80 and patterns.PHOTO_CREDIT.search(text) and not text.endswith("。"):
        return "closing" if re.match(r"[\u4e00-\u9fff]{2,4}\s", text) else "caption"
    if patterns.CAPTION.search(text) or patterns.CAPTION_START.match(text):
        return "caption"
    return ""


_OF_PICTURES = re.compile(r"[摄图照▲▼◀▶△]")
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
_SPACE = re.compile(r"\s")
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


def open_marks(text: str) -> int:
    """How many quotation marks and brackets are opened and not closed."""
    return max(0, sum(text.count(ch) for ch in OPENING) - sum(text.count(ch) for ch in CLOSING))


def han_bigrams(text: str) -> set[str]:
    """Pairs of adjoining Chinese characters."""
    return {run[at : at + 2] for run in _HAN_RUN.findall(text) for at in range(len(run) - 1)}


_HAN_RUN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]{2,}")

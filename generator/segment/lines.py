"""The lines of a page as they look together: what a line is because of those above and below it."""

import re
from collections import Counter

from generator.model import Page
from generator.segment import patterns
from generator.segment.blocks import HEADLINE_WIDTH
from generator.segment.columns import columns_of
from generator.segment.credits import NAMES_ALONE, ROLE_ALONE, closing_credit, is_bare_name
from generator.segment.features import LineView, is_open, view_line
from generator.segment.line_kinds import chances
from generator.segment.notices import mark_copies, mark_letterheads, mark_mastheads, mark_notices
from generator.segment.patterns import SOFT_OPENING, Newsroom


def view_lines(page: Page, newsroom: Newsroom) -> list[LineView]:
    """The non-blank lines of a page, in order."""
    stripped = _whole_jumps([(number, line) for number, line in enumerate(page.lines, 1) if line.strip()])
    views: list[LineView] = []
    for at, (number, line) in enumerate(stripped):
        previous = stripped[at - 1][0] if at else 0
        following = stripped[at + 1][0] if at + 1 < len(stripped) else len(page.lines) + 2
        views.append(view_line(number, line, number - previous > 1 or not at, following - number > 1, newsroom))
    views = mark_copies(mark_notices(_point(_unmark_text(views)), newsroom))
    views = mark_letterheads(_mark_briefs(views, newsroom))
    columns = columns_of([0.0 if view.fixed else view.width for view in views])
    views = [view._replace(column=column) if column else view for view, column in zip(views, columns, strict=True)]
    if _is_indented(views):
        views = [view._replace(indented_page=True) if not view.fixed else view for view in views]
    if _is_flush(views):
        views = [view._replace(flush_page=True) if view.column else view for view in views]
    views = _mark_captions(views)
    views = _mark_broken_bylines(_mark_signatures(_mark_adoption(mark_mastheads(views))))
    return _mark_authors(views, newsroom)


def _is_indented(views: list[LineView]) -> bool:
    """Whether a page indents its paragraphs: lines that fill their column from an indent, or whole paragraphs."""
    if sum(view.indent and view.open_end and view.full_with_indent for view in views) >= 4:
        return True
    whole = [
        view for view in views if not view.fixed and not view.column and view.text.endswith(("。", "。”", "！", "？"))
    ]
    return len(whole) >= 4 and sum(view.indent for view in whole) >= 0.8 * len(whole)


def _is_flush(views: list[LineView]) -> bool:
    """Whether the lines that begin a paragraph after a full stop fill their columns, so that none has lost an indent."""
    full = short = 0
    for above, line, below in zip(views, views[1:], views[2:], strict=False):
        begins = not (above.fixed or above.open_end or line.fixed or line.indent or line.opening or below.blank_before)
        if begins and line.column and line.open_end and not below.fixed:
            full += abs(line.width - line.column) <= 1
            short += abs(line.width + 2 - line.column) <= 0.6
    return full >= 4 and full >= 4 * short


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
        if at and _is_caption(line, ended=bool(views[at - 1].fixed) or not views[at - 1].open_end):
            marked[at] = line._replace(fixed="caption")
        whole = line.blank_before or (at and not views[at - 1].open_end and "。" not in line.text[:-1])
        if credit and not line.fixed and whole and line.width <= 40 and not line.opening:
            marked[at] = line._replace(fixed="caption")
    return marked


SURE = 0.8
"""Chance from which a line between blank lines is a caption whatever stands around it."""


def _is_caption(line: LineView, *, ended: bool) -> bool:
    """Whether a line of its own is worded as what a picture shows. `ended` says that the text above has, or is none."""
    alone = line.blank_before and line.blank_after
    own = alone or (ended and not line.column)
    return own and not line.fixed and "，" not in line.text and chances(line.text).caption > SURE


def _mark_authors(views: list[LineView], newsroom: Newsroom) -> list[LineView]:
    """A name alone on its line below a headline or at the end of a text is the author's; after a sign even one that is none
    in real life."""
    marked = list(views)
    for at in range(1, len(views)):
        above, line = marked[at - 1], views[at]
        bare = not line.fixed and not line.bold and not line.hash_level and is_bare_name(line.text, newsroom)
        name = bare or (line.fixed == "furniture" and _PEN_NAME.fullmatch(line.text) is not None)
        if not name or above.fixed or line.number - above.number > 2:
            continue
        below = views[at + 1] if at + 1 < len(views) else None
        if bare and not above.open_end and (_is_foot(below) or (line.blank_after and _are_whole_names(line.text))):
            marked[at] = line._replace(fixed="closing")
            continue
        top = _heads_block(marked, at - 1) and (above.open_end or above.text.endswith(("？", "！")))
        ends = not below or below.blank_before or below.indent or below.width > line.width + 4 or not below.open_end
        if top and ends:
            marked[at] = line._replace(fixed="people")
    return marked


def _is_foot(below: LineView | None) -> bool:
    """Whether a line with this below it cannot be the first part of a headline."""
    if below is None or below.fixed:
        return True
    return below.blank_before and (below.opening or not below.open_end or below.width > HEADLINE_WIDTH)


def _are_whole_names(text: str) -> bool:
    """Whether each name has three characters, and none that ends the name of a place, which may be a kicker."""
    return all(len(name) == 3 and name[-1] not in _ENDS_OF_PLACES for name in text.split(" "))


_ENDS_OF_PLACES = "镇乡村区县市街路桥坝坪湾山寨岩沟河江湖城场铺滩园馆院会局队站校所"


_PEN_NAME = re.compile(r"[□○◎△]\s*[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}")


def _heads_block(views: list[LineView], at: int) -> bool:
    """Whether the line and those directly above it, up to a blank line, could all be headline."""
    while True:
        line = views[at]
        begins = line.blank_before or at == 0 or bool(views[at - 1].fixed)
        comma = begins or line.text.endswith(("？", "！"))
        if line.fixed or line.width > 30 or re.search("[。；]" if comma else "[，。；]", line.text):
            return bool(line.fixed)
        if begins or not views[at - 1].open_end:
            return True
        at -= 1


def _unmark_text(views: list[LineView]) -> list[LineView]:
    """Lines that read like furniture in the middle of a sentence are text: a date or a name that fills its line."""
    marked = list(views)
    for at in range(1, len(views) - 1):
        above, line, below = marked[at - 1], views[at], views[at + 1]
        if line.fixed == "caption" and not line.blank_before and _ends_paragraph(marked[:at][-2:], line):
            marked[at] = line._replace(fixed="", open_end=False)
        if line.fixed == "separator" and not line.blank_before and _in_mid_sentence(marked[:at][-2:]):
            marked[at] = line._replace(fixed="", open_end=True)
        if line.fixed != "furniture" or line.blank_before or line.blank_after or line.hash_level:
            continue
        same = abs(above.width - line.width) <= 1.5 and abs(below.width - line.width) <= 3
        if not above.fixed and not below.fixed and above.open_end and same:
            marked[at] = line._replace(fixed="")
    return marked


def _ends_paragraph(above: list[LineView], line: LineView) -> bool:
    """Whether a line with a photographer's credit goes on with the sentence above it: 启幕，吸引万人参与。 摄/某某."""
    return _in_mid_sentence(above) and line.width <= above[1].width + 2 and "。" in line.text


def _in_mid_sentence(above: list[LineView]) -> bool:
    """Whether two lines of running text break off inside a sentence, the second at the end of its column."""
    if len(above) < 2 or any(view.fixed for view in above):
        return False
    return above[1].open_end and not above[1].blank_before and abs(above[0].width - above[1].width) <= _INDENTED


_INDENTED = 4
"""Characters by which the lines of a paragraph differ at most: the first has an indent."""


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
_BULLET = re.compile(r"[▲△●○■□◆◇★☆▪▶►•·※]\s*(?=[\u4e00-\u9fff\d“《])")


def _mark_briefs(views: list[LineView], newsroom: Newsroom) -> list[LineView]:
    """Lines that begin with a sign are items of their own under a heading such as 简讯, and where several with one sign
    begin as news items do; elsewhere they are points of a list, captions or bylines."""
    signs = [match[0].strip() if (match := _BULLET.match(view.text)) else "" for view in views]
    texts = [view.text.lstrip(sign).strip() if sign else "" for sign, view in zip(signs, views, strict=True)]
    lines = list(zip(signs, texts, views, strict=True))
    items = Counter(sign for sign, text, view in lines if view.fixed in ("", "furniture") and SOFT_OPENING.match(text))
    titled = Counter(sign for sign, _, view in lines if sign and "。" not in view.text and len(view.text) <= 26)
    marked: list[LineView] = []
    under = False
    for at, (sign, text, view) in enumerate(lines):
        below = views[at + 1] if at + 1 < len(views) else None
        heading = view.fixed == "furniture" and newsroom.heads_briefs(patterns.bare_label(view.text))
        under = heading or (under and (view.fixed != "furniture" or bool(sign)))
        opens = bool(patterns.OPENING.match(text)) or (items[sign] >= 2 and bool(SOFT_OPENING.match(text)))
        item = bool(sign) and not heading and (under or opens) and (sign, view.fixed) != ("□", "people")
        opens_below = below is not None and below.opening
        heads = under and below is not None and not signs[at + 1] and _heads(text, view, below)
        headline = heads or text.endswith(patterns.COLONS) or (view.open_end and "。" not in text and opens_below)
        label = view.fixed and (view.fixed != "furniture" or newsroom.is_section(text) or patterns.is_rubric(text))
        title = titled[sign] >= 2 and "。" not in text and not label and not opens
        if (title and (opens_below or _signed_below(views, at, signs, newsroom))) or (item and text and headline):
            view = view._replace(text=text, fixed="")
        elif item and len(text) >= 8 and view.fixed in ("", "caption") and not patterns.CAPTION.search(text):
            view = view._replace(text=text, fixed="", opening=True, brief=True, open_end=is_open(text))
        marked.append(view)
    return marked


def _heads(text: str, view: LineView, below: LineView) -> bool:
    """Whether an item's first line is its headline: without punctuation, and set apart from the text or shorter than it."""
    apart = below.indent or view.blank_after or below.width >= view.width + 4
    return apart and len(text) <= 26 and not below.fixed and not re.search(r"[，。；]", text)


LONGEST_BRIEF = 40
"""Lines of a short item, at most."""


def _signed_below(views: list[LineView], at: int, signs: list[str], newsroom: Newsroom) -> bool:
    """Whether the text below a line ends with a credit before the next line with a sign, as an item of its own does."""
    for below in range(at + 1, min(at + LONGEST_BRIEF, len(views))):
        view = views[below]
        if signs[below] or view.opening or view.fixed in ("furniture", "people"):
            return False
        if view.fixed == "closing" or closing_credit(view.text[-130:], newsroom) is not None:
            return below > at + 1 or not view.fixed
    return False


def _mark_adoption(views: list[LineView]) -> list[LineView]:
    """Bracketed lines that say when a document was adopted, also over several lines, become `adoption`."""
    at = 0
    while at < len(views):
        for end in range(at + 1, min(at + 5, len(views) + 1)):
            run = views[at:end]
            text = "".join(view.text for view in run)
            if not text.startswith("（") or len(text) > 120:
                break
            closes = _closing_bracket(text)
            if 0 < closes < len(text) - 1:
                break
            if closes:
                if patterns.ADOPTION.search(text) and re.search(r"\d{4}年|[〇零一二三四五六七八九]{4}年", text):
                    first = at
                    dated = patterns.ISSUE_DATE.match(text)
                    while dated and first > 1 and _issues(views[first - 1], views[first]):
                        first -= 1
                    views[first:end] = [view._replace(fixed="adoption") for view in views[first:end]]
                break
        at += 1
    return views


def _closing_bracket(text: str) -> int:
    """Where the first bracket of a text is closed; 0 where it is not."""
    depth = 0
    for at, ch in enumerate(text):
        depth += (ch == "（") - (ch == "）")
        if ch == "）" and depth == 0:
            return at
    return 0


def _issues(view: LineView, below: LineView) -> bool:
    """Whether a line above a bracketed date names the offices that issued the document."""
    near = below.number == view.number + 1 and not view.blank_before
    return near and not view.fixed and bool(_OFFICES.match(view.text))


_OFFICES = re.compile(r"^(?:[\u4e00-\u9fff]{2,20}(?:局|委员会|委|办公室|政府|调查队|中心|厅|部|院|会|处)[\s、]*){1,3}$")


def _whole_jumps(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with a jump note or credit that a wrap has broken in two moved whole to one of them."""
    for at in range(len(lines) - 1):
        (number, line), (below, rest) = lines[at], lines[at + 1]
        tail, head = line.rstrip()[-9:], rest.lstrip()[:9]
        begin = max(tail.rfind("（"), tail.rfind("("))
        if begin == len(tail) - 1 >= 0 and _mend_credit(lines, at):
            continue
        if begin < 0 or "）" in tail[begin:] or ")" in tail[begin:]:
            continue
        if below > number + 1 and _CREDIT_BEGINS.match(line.rstrip()[begin - len(tail) :]) and _CREDIT_ENDS.match(rest):
            lines[at], lines[at + 1] = (number, line.rstrip() + rest.strip()), (below, "")
            continue
        for pattern in (patterns.JUMP_TO, patterns.JUMP_FROM):
            if match := pattern.match(tail[begin:] + head):
                used = match.end() - len(tail[begin:])
                lines[at] = (number, line.rstrip() + head[:used])
                lines[at + 1] = (below, rest.lstrip()[used:])
    return lines


def _mend_credit(lines: list[tuple[int, str]], at: int) -> bool:
    """Whether the bracket that ends a line opens a credit, which then is moved whole to the line below; it may be closed on
    a line of its own."""
    (number, line), (below, rest) = lines[at], lines[at + 1]
    last = lines[at + 2][1].strip() if at + 2 < len(lines) else ""
    closing = last if last in ("）", ")") else ""
    credit = line.rstrip()[-1] + rest.strip() + closing
    if not _CREDIT.fullmatch(credit):
        return False
    lines[at], lines[at + 1] = (number, line.rstrip()[:-1]), (below, credit)
    if closing:
        lines[at + 2] = (lines[at + 2][0], "")
    return True


_CREDIT_HEAD = r"[（(](?:本报|全媒体|特约)?(?:记者|通讯员|作者|实习生)[^（）()。]*"
_CREDIT_BEGINS = re.compile(rf"{_CREDIT_HEAD}$")
_CREDIT = re.compile(rf"{_CREDIT_HEAD}[）)]")
_CREDIT_ENDS = re.compile(r"\s*[\u4e00-\u9fff ]{1,10}[）)]\s*$")


def _mark_signatures(views: list[LineView]) -> list[LineView]:
    """A bare date below the name of a body signs the notice above it; elsewhere it is a folio."""
    for at in range(2, len(views)):
        if views[at].text[-1:] != "日" or not patterns.SIGNATURE_DATE.match(views[at].text):
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

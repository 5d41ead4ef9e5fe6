"""Lines → roles: which are running text, which stand above or between it. A Viterbi search over the whole page.

States: T (headline or subhead line), N (new paragraph), C (paragraph goes on), X (fixed by its wording). The search
also keeps whether the last running text was left open, so that an interruption is seen as one.
"""

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from generator.language.characters import CLOSING, PARTNER, SENTENCE_ENDS
from generator.segment.blocks import HEADLINE_WIDTH, UNPUNCTUATED, Block, begins_article, find_blocks
from generator.segment.features import LineView
from generator.segment.patterns import DOCUMENT_TITLE, LONGEST_KICKER, SALUTATION, is_note, is_row, numbering
from generator.segment.weights import Weights

Role = Literal["T", "N", "C", "X"]
LOOKUP_LIMIT = 400_000
"""Characters of a page above which joins are not looked up elsewhere on it: the table would take too much memory."""


_MARKS = frozenset(PARTNER) | frozenset(PARTNER.values())
_MARKED = re.compile(r"“[^”]*”|（[^（）]*）|《[^》]*》")
_CONNECTS = re.compile(
    r"(?:那么|然而|但是|不过|其实|因此|为此|可见|显然|当然|于是|而且|同时|此外|另外|目前|截至目前|随后|据悉|据了解|据介绍|下一步|接下来|今年以来|近年来|去年以来)，"
)
OVER = 20
"""Width of a headline directly above a paragraph that is one line."""
_PHRASES = re.compile(r"[\u4e00-\u9fff”》\d]{4} (?=[\u4e00-\u9fff“《\d]{4})")
_ADDED = re.compile(
    r"—{1,2}\s?\d{4}年\d{1,2}月\d{1,2}日在[^。；]{6,40}上|—{1,2}[^。；]{4,30}(?:之际|纪实|观察|见闻|侧记|综述|回眸|启示|述评|纪事|扫描|走笔|探访|访谈)(?:[（(].[）)])?"
)
"""The subtitle of a feature, or of a report: where it was given."""
_REPORTS = re.compile(r"(?:会议|大会|文章|通知|[他她]|[\u4e00-\u9fff]{2,4})(?:强调|指出|要求|认为|表示|介绍|说)，")
"""How running text tells what somebody said; a headline puts a colon."""
_SPEECH = re.compile(r"“[^”]*，[^”]*[！？]”")
_TAIL = re.compile(r"了(?![解不却结])|的(?![确士])|们|着(?![力眼重手实])|[吗呢吧]")
"""Particles with which neither sentence nor headline begins."""
_NOT_FIRST = frozenset("，。、；：）！？")
"""Marks with which neither begins."""
_ENDS_QUOTATION = re.compile(r"[^“”]+”")
"""The end of a quotation that begins on another line: no new paragraph."""
_BREAKS_OFF = re.compile(r"(?:表示|介绍说?|告诉|认为|透露|坦言)$")
"""How a line of running text breaks off before what somebody said; no headline ends so."""
_COUNTS = re.compile(r"[个家户人名元万亿余多年月日岁米里亩吨件项次所条座倍%℃](?!.{0,8}$)")
"""The unit of a figure at the end of the line above, with running text behind it."""
_FULL_STOPS = frozenset("。；…")


TINY = 4
"""Width of a line with a stop that is the end of a sentence from the line above, and no paragraph."""
SPACED = 0.08
"""Share of a page's lines with a blank line above them from which blank lines tell anything about headlines."""

_State = tuple[Role, bool]
"""The role of a line, and whether the running text is open after it."""
_Column = dict[_State, tuple[float, _State]]
"""State after a line → best score, the state before."""
_BEGINNING: _State = ("X", False)
"""What stands before the first line; nothing leads there."""


@dataclass(frozen=True, slots=True)
class RoledLine:
    """A line and the role it plays in the best reading."""

    line: LineView
    role: Role
    margin: float
    """How much better that role is than its strongest rival at this place, in score points."""


def assign_roles(lines: list[LineView], weights: Weights) -> list[RoledLine]:
    """The best role of every line. Cost is linear in the number of lines."""
    if not lines:
        return []
    marked_page = sum(line.bold or line.hash_level > 0 for line in lines) >= 3
    if sum(line.blank_before for line in lines[1:]) < SPACED * len(lines):
        weights = replace(weights, unspaced=0.0, t_after_comma=0.0)
    blocks = find_blocks(lines)
    emissions = [_emissions(lines, at, blocks[at], weights, marked_page=marked_page) for at in range(len(lines))]
    if any(line.indented_page for line in lines):
        _heed_indents(lines, emissions, weights)
    joins = _joins_seen(lines)
    # Whether the running text was left open is part of the state: a headline in between must not forget it.
    first = lines[0]
    best: list[_Column] = [
        {
            (role, role in "NC" and first.open_end and first.jump_to is None): (score, _BEGINNING)
            for role, score in emissions[0].items()
        }
    ]
    for at in range(1, len(lines)):
        line = lines[at]
        column: _Column = {}
        for role, emission in emissions[at].items():
            joined = weights.join_seen if role == "C" and joins[at] else 0.0
            for earlier, (score, _) in best[-1].items():
                previous, is_open = earlier
                total = score + emission + _transition(lines, at, previous, role, is_open, weights)
                if is_open:
                    total += joined
                opened = (line.open_end if role in "NC" else is_open) and line.jump_to is None
                key: _State = (role, opened)
                if key not in column or total > column[key][0]:
                    column[key] = (total, earlier)
        best.append(column)
    state = max(best[-1], key=lambda key: (best[-1][key][0], key))
    path = [state]
    for column in reversed(best[1:]):
        state = column[state][1]
        path.append(state)
    path.reverse()
    return [RoledLine(line, path[at][0], _margin(emissions[at], path[at][0])) for at, line in enumerate(lines)]


def _margin(emissions: dict[Role, float], role: Role) -> float:
    rivals = [score for other, score in emissions.items() if (other == "T") != (role == "T")]
    return abs(emissions[role] - max(rivals)) if rivals else 9.0


def _joins_seen(lines: list[LineView]) -> list[bool]:
    """For each line: whether the characters across the join with the last open line before it stand elsewhere on the
    page inside a line."""
    if sum(len(line.text) for line in lines) > LOOKUP_LIMIT:
        return [False] * len(lines)
    grams = {line.text[at : at + 4] for line in lines for at in range(len(line.text) - 3)}
    seen: list[bool] = []
    tails: list[str] = []
    for line in lines:
        seen.append(any(tail + line.text[:2] in grams for tail in tails))
        if line.fixed:
            continue
        tails = [*tails[-2:], line.text[-2:]] if line.open_end else []
    return seen


def _heed_indents(lines: list[LineView], emissions: list[dict[Role, float]], w: Weights) -> None:
    """On a page that indents its paragraphs an indented line is no headline, and one without indent no new paragraph."""
    for line, emission in zip(lines, emissions, strict=True):
        if "T" in emission and line.indent:
            emission["T"] += w.t_indent
        elif "T" in emission and not line.hash_level:
            emission["N"] += w.n_unindented


def _emissions(
    lines: list[LineView], at: int, block: Block | None, w: Weights, *, marked_page: bool
) -> dict[Role, float]:
    line = lines[at]
    if line.fixed or not line.text:
        return {"X": 0.0}
    text = _paragraph_score(line, w)
    if line.opening or line.jump_from is not None:
        return {"N": text}
    first = text
    if _is_first_line(lines, at):
        first += w.p_first_line - (w.p_lone_short if _is_lone_short(line) else 0.0)
    if line.width <= TINY and not line.indent and line.text.endswith("。"):
        first += w.n_tiny
    if at and lines[at - 1].jump_to is not None:
        first += w.n_after_jump
    if _TAIL.match(line.text) or line.text[0] in _NOT_FIRST:
        first += w.n_tail
    inside = text + (w.p_numbered if numbering(line.text) else 0.0)
    if line.goes_elsewhere:
        return {"N": first, "C": inside}
    title = _headline_score(lines, at, block, w)
    if marked_page and not (line.bold or line.hash_level):
        title += w.t_unmarked
    return {"T": title, "N": first, "C": inside}


def _is_first_line(lines: list[LineView], at: int) -> bool:
    line = lines[at]
    if line.flush_page or (line.indented_page and not line.indent):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    indented = bool(line.column) and abs(line.width + 2 - line.column) <= 1.6
    return indented and line.open_end and following is not None and (following.full or not following.open_end)


def _headline_score(lines: list[LineView], at: int, block: Block | None, w: Weights) -> float:
    line = lines[at]
    text = line.text
    unpunctuated = UNPUNCTUATED.fullmatch(text) is not None
    following = lines[at + 1] if at + 1 < len(lines) else None
    score = w.t_short if line.width <= HEADLINE_WIDTH else 0.0
    numbered = numbering(text) is not None and line.open_end
    if line.width > (80 if numbered else 46):
        score += w.t_long * (line.width - 36) / 10
    if line.hash_level or line.bold:
        score += w.t_marked
    score += w.t_blank * (line.blank_before + line.blank_after)
    if block and (line.column or block.lines > 1) and line.open_end and not _is_first_line(lines, at):
        score += w.t_isolated
    if block and block.filled:
        score += w.t_filled
    over = _is_over_paragraph(lines, at) or (_is_plain(following) and _is_over_paragraph(lines, at + 1))
    if unpunctuated and not line.column and line.width <= OVER and over:
        score += w.t_over_paragraph
    if line.column:
        apart = block and block.below_end and not line.indent and ("，" not in text or "、" not in text)
        alone = _stands_alone(lines, at) or apart or (block and block.begins_below)
        score += w.t_full if abs(line.width - line.column) <= 1.0 and not alone else 0.0
        score += w.t_off_column if abs(line.width - line.column) > 2.5 and not _is_first_line(lines, at) else 0.0
    inner = text if _MARKS.isdisjoint(text) else _MARKED.sub("", text)
    if (
        "。" in inner
        or "；" in inner
        or text.rstrip(CLOSING)[-1:] == "。"
        or (inner[-1:] in "！？" and len(text) > HEADLINE_WIDTH)
    ):
        score += w.t_stop
    if _CONNECTS.match(text) or _REPORTS.match(text):
        score += w.t_stop
    if _SPEECH.fullmatch(text):
        score += w.t_stop / 2
    if text[-1] in "，、":
        score += w.t_ends_comma
    else:
        score += w.t_comma * min(3, inner.count("，"))
    if text.endswith("——") or _ADDED.fullmatch(text):
        score += w.t_dash
    if _PHRASES.search(text) and "，" not in text and "。" not in text:
        score += w.t_phrases
    sets_off = line.blank_after or text[-1] in "？！"
    if sets_off and line.width <= HEADLINE_WIDTH and all(above.fixed for above in islice(lines, at)):
        score += w.t_page_top
    whole = block.text if block else text
    if not _MARKS.isdisjoint(whole) and any(whole.count(first) != whole.count(last) for first, last in PARTNER.items()):
        score += w.t_unbalanced
    if inner.count("！") + inner.count("？") > 1:
        score += w.t_sentences
    if numbered and "：" in inner[:-1] and line.width > 20:
        score += w.t_stop / 2  # 1.某某：指……
    elif numbered and line.width <= 80 and "。" not in inner and "；" not in inner:
        score += w.t_numbered / 3 if line.column else w.t_numbered
    if text[-1] in "：:" and line.width > LONGEST_KICKER:
        score += w.t_colon
    if text[-1] in "，、；" and line.jump_to is not None:
        score += w.t_stop
    if text[-1].isdigit() and following and not following.blank_before and _COUNTS.match(following.text):
        score += w.t_stop
    if (block and block.begins_below) or (following and begins_article(following) and line.open_end):
        score += w.t_before_opening
    opens = following is not None and following.soft_opening and line.width <= following.width - 4
    score += w.t_before_soft if unpunctuated and line.blank_before and opens else 0.0
    if unpunctuated and line.open_end and (not at or not lines[at - 1].open_end):
        score += w.t_before_end if _is_last(lines, at) else 0.0
        score += w.t_pointer if line.jump_to is not None and line.width <= HEADLINE_WIDTH else 0.0
    if at and not line.blank_before and lines[at - 1].open_end and not lines[at - 1].fixed:
        score += w.t_last_line if lines[at - 1].full else 0.0
        score += w.t_after_comma if lines[at - 1].text.endswith(("，", "、")) else 0.0
        score += w.t_tiny if line.width < TINY and lines[at - 1].column else 0.0
    if line.full and at > 1 and lines[at - 1].fixed == "people" and not lines[at - 2].fixed and lines[at - 2].open_end:
        score += w.t_below_byline
    if text.startswith("关于") and DOCUMENT_TITLE.match(text):
        score += w.t_document
    if is_row(text):
        score += w.t_row
    if (text[-1] in "：:" and SALUTATION.match(text)) or is_note(text):
        score += w.t_salutation
    if text[0] in _NOT_FIRST or text[0] == "”" or _TAIL.match(text):
        score += w.t_stop
    if "，" in text and following and not following.blank_before and following.text[:1] in _NOT_FIRST:
        score += w.t_stop
    return score


def _is_over_paragraph(lines: list[LineView], at: int) -> bool:
    """Whether a line stands directly above a paragraph that is one line."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and not below.blank_before and below.width >= 2 * OVER


def _is_plain(line: LineView | None) -> bool:
    """Whether a line directly below another has the length of a headline and no punctuation."""
    return line is not None and not line.blank_before and line.width <= OVER and bool(UNPUNCTUATED.fullmatch(line.text))


def _paragraph_score(line: LineView, w: Weights) -> float:
    text = line.text
    score = w.p_opening if line.opening or line.jump_from is not None else 0.0
    if not _FULL_STOPS.isdisjoint(text):
        score += w.p_stop
    elif not SENTENCE_ENDS.isdisjoint(text):
        score += w.p_question
    if "，" in text or "、" in text or text[-1] in "，、":
        score += w.p_comma
    if _BREAKS_OFF.search(text):
        score += w.p_says
    if line.width > HEADLINE_WIDTH:
        score += w.p_long
    if _PHRASES.search(text) and UNPUNCTUATED.fullmatch(text):
        score += w.p_phrases
    if line.column and abs(line.width - line.column) <= 1.2:
        score += w.p_full
    elif line.column and line.width > line.column + 2 and line.open_end:
        score += w.p_overfull
    if _is_lone_short(line) and text.count("“") <= text.count("”"):
        score += w.p_lone_short * (1 if line.column else 2)
    return score


def _is_last(lines: list[LineView], at: int) -> bool:
    """Whether nothing but furniture or the end of the page stands below a line, or below it and another like it."""
    below = lines[at + 1 : at + 3]
    if below and not below[0].fixed and below[0].open_end and UNPUNCTUATED.fullmatch(below[0].text):
        below = below[1:]
    return not below or below[0].fixed == "furniture"


def _stands_alone(lines: list[LineView], at: int) -> bool:
    """Whether a line without punctuation stands between blank lines, after a sentence that has ended."""
    return _is_lone_short(lines[at]) and not lines[at].indent and (at == 0 or not lines[at - 1].open_end)


def _stops_short(before: LineView, line: LineView) -> bool:
    """Whether a line leaves much of its column empty and the next one of the same column does not, or is short where
    lines are whole paragraphs: no running text does."""
    if not before.column and not line.column:
        return before.width <= 30 and line.width > before.width + 10 and not line.blank_before and not before.fixed
    same = bool(before.column) and abs(before.column - line.column) <= 1 and not line.blank_before
    first = before.indent or abs(before.width + 2 - before.column) <= 1.6
    return same and line.full and before.width < before.column - 2.5 and not first and not before.fixed


def _is_lone_short(line: LineView) -> bool:
    lone = line.blank_before and line.blank_after and line.width <= 26
    return lone and UNPUNCTUATED.fullmatch(line.text) is not None


def _signs_headline(lines: list[LineView], at: int) -> bool:
    """Whether a byline stands directly below a line that may be a headline's."""
    above = lines[at - 1] if at else None
    return above is not None and above.number == lines[at].number - 1 and not above.fixed and not above.full


def _transition(lines: list[LineView], at: int, previous: Role, role: Role, is_open: bool, w: Weights) -> float:
    line = lines[at]
    if role == "X":
        return 0.0
    before = lines[at - 1]
    if role == "T":
        if previous == "T":
            return w.t_after_t
        return w.interrupt if is_open and previous in "NC" else 0.0
    if role == "N":
        indented = line.indent and line.indented_page
        if previous == "T" and not (line.blank_before or line.opening or indented or numbering(before.text)):
            return w.unspaced + (w.break_open if is_open else 0.0)
        if is_open and line.jump_from is None and not line.opening:
            return w.break_open + (w.n_tail if _ENDS_QUOTATION.match(line.text) else 0.0)
        if previous in "NC" and not line.blank_before and not line.indent and before.full and line.column:
            return w.break_full
        return 0.0
    if before.fixed == "people" and is_open and _signs_headline(lines, at - 1):
        return w.resume
    if before.fixed in ("people", "closing", "number", "signature"):
        return -9.0
    if previous in "TX":
        return w.resume if is_open else -9.0
    if is_open:
        across = line.blank_before and not line.column
        gain = w.join_blank if across else w.join_open
        return gain + (w.join_short if _stops_short(before, line) else 0.0) - (0.8 if line.indent else 0.0)
    if line.blank_before or line.indent or not (before.full and line.column):
        return w.join_closed_blank
    return w.join_closed

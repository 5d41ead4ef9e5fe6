"""Lines that belong to the page because of what stands above them: the paper's notices, mastheads, letterheads, copies."""

import re

from generator.segment.features import LineView
from generator.segment.patterns import Newsroom

_SPACE = re.compile(r"\s")


def mark_copies(views: list[LineView]) -> list[LineView]:
    """Whom a document is copied to (抄送：……) is furniture up to its full stop, also over several lines."""
    marked: list[LineView] = []
    inside = False
    for view in views:
        inside = view.text.startswith(("抄送", "分送")) or (inside and not view.blank_before and not view.fixed)
        marked.append(view._replace(fixed="furniture") if inside else view)
        inside = inside and view.open_end
    return marked


def mark_letterheads(views: list[LineView]) -> list[LineView]:
    """The letterhead of an office (……文件) above the number of its document belongs to the page, not to the title."""
    marked = list(views)
    for at in range(len(views) - 1):
        line, below = views[at], views[at + 1]
        if below.fixed == "number" and not line.fixed and _LETTERHEAD.fullmatch(line.text):
            marked[at] = line._replace(fixed="furniture")
    return marked


_LETTERHEAD = re.compile(r"[\u4e00-\u9fff\s]{4,40}文\s*件")


def mark_mastheads(views: list[LineView]) -> list[LineView]:
    """A few characters directly above furniture at the head of the page are a masthead or section."""
    marked = list(views)
    for at in range(len(views) - 1):
        line, below = views[at], views[at + 1]
        if not line.fixed and (line.open_end is False or line.width > 6):
            break
        if not line.fixed and below.fixed == "furniture" and below.number == line.number + 1 and not line.hash_level:
            marked[at] = line._replace(fixed="furniture")
    return marked


def mark_notices(views: list[LineView], newsroom: Newsroom) -> list[LineView]:
    """The paper's notices and advertisements: their heading, and what stands below it up to a blank line."""
    marked: list[LineView] = []
    inside = False
    for view in views:
        heading = view.fixed in ("", "furniture") and _is_notice(view.text, newsroom)
        below_label = bool(marked) and view.fixed == "" and _is_label(marked[-1])
        if heading or (below_label and _ANNOUNCES.search(view.text)):
            inside = True
        elif inside and (view.blank_before or view.opening or view.fixed == "people"):
            inside = False
            if view.opening and not view.blank_before:
                _give_back(marked, views)
        marked.append(view._replace(fixed="furniture") if inside else view)
    return marked


def _is_notice(text: str, newsroom: Newsroom) -> bool:
    """Whether a line is the heading of a notice, or begins with one (遗失启事 某某遗失……)."""
    if _CUT_OFF.match(text):
        return True
    begins = {text.partition("：")[0], text.partition(" ")[0]}
    return _SPACE.sub("", text) in newsroom.notices or bool(begins & newsroom.notices) or bool(_FORECAST.match(text))


_FORECAST = re.compile(r"^[\u4e00-\u9fff]{2,5}天气[：:]")
_CUT_OFF = re.compile(r"^(?:关于)?.{0,10}停[水电气].{0,4}的?(?:通知|公告|通告)$")


def _give_back(marked: list[LineView], views: list[LineView]) -> None:
    """The lines without a stop directly above an opening are its headline and not of the notice above them."""
    at = len(marked) - 1
    while at > 0 and marked[at].fixed == "furniture" and not views[at].fixed and views[at].open_end:
        if not views[at - 1].open_end or views[at - 1].fixed:
            marked[at:] = views[at : len(marked)]
            return
        at -= 1


_ANNOUNCES = re.compile(r"特此(?:公告|声明|通知)|声明作废|敬请谅解|相关用户|停[电水气]|遗失|注销|清算")


def _is_label(view: LineView) -> bool:
    label = _SPACE.sub("", view.text)
    return view.fixed == "furniture" and (label in ("公告", "启事", "声明", "公示", "通告") or label.endswith("启事"))

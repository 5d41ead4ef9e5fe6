"""Headline lines → kicker, title, subtitles, as the Chinese press sets them: 引题 above, 主题, 副题 below.

A blank line or a change of marks divides lines of different type; lines of one type are one headline broken over lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.segment.units import Unit

_ATTENDEE = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,5}\s?(?:分别)?"
    r"(?:主持|参加|出席|讲话|致辞|陪同|列席|作报告|作批示|带队|宣读|主持会议|参加会议|出席会议)(?:[并、和][\u4e00-\u9fff]{2,4})?(?:等参加|等出席)?$"
)
_SERIES = re.compile(
    r"系列报道|系列评论|特别报道|特别策划|专题报道|[之（(][一二三四五六七八九十上中下][)）]?$|在行动$|进行时$|^[聚关]焦|大家谈$|看变化$"
)
_EVENT = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:主持召开|出席|会见|率队|参加|到|在|赴|前往).{2,30}(?:会议|[^的]会|一行|调研|活动|仪式|检查)$"
    r"|^.{6,40}(?:时|会上|中)(?:强调|指出|要求)[：:]?$"
)
"""Who did what, or spoke where: the kicker above the headline that says what about it."""
_OPEN_END = re.compile(r"[的和与及或在对为将把、“《（]$|第[一二三四五六七八九十百\d]+个?$")
_RUNS_ON = re.compile(r"^(?:的|和|与|及|暨|等|关于|年|月|、|”|》|）)")
_DOCUMENT = re.compile(r"(?:意见|通知|建议|决定|报告|办法|方案|公告|规划|纲要|条例|规定|细则|批复|决议|通告|公报)$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline; all empty when there is none."""

    kicker: str = ""
    title: str = ""
    subtitle: tuple[str, ...] = ()


def read_headline(units: Sequence[Unit]) -> Headline:
    """The parts of the headline that title units make, in page order."""
    groups = [group for unit in units for group in _groups(unit)]
    if not groups:
        return Headline()
    above: list[str] = []
    main: list[str] = []
    below: list[str] = []
    has_hash = any(level for _, level in groups)
    for text, level in groups:
        if has_hash and level:
            main.append(text)
        elif _is_kicker(text):
            above.append(text)
        elif (main and (_is_subtitle(text, main[0]) or has_hash)) or _ATTENDEE.match(text):
            below.append(text)
        elif has_hash:
            above.append(text)
        else:
            main.append(text)
    if not main:
        main = [(above or below).pop()]
    if len(main) > 1:
        above, main, below = [*above, main[0]], [main[1]], [*main[2:], *below]
    return Headline(" ".join(above), main[0], tuple(text.lstrip("—－- ") for text in below))


def _groups(unit: Unit) -> list[tuple[str, int]]:
    """Headlines of a unit: attendance lines stand for themselves, the other lines are one headline."""
    lines: list[str] = []
    groups: list[tuple[str, int]] = []
    for line in unit.parts:
        if len(lines) == 1 and not groups and (_EVENT.match(lines[0]) or lines[0][-1] in "：:"):
            groups.append((lines[0], unit.hash_level))
            lines = []
        if _ATTENDEE.match(line) and lines:
            groups += [(join_headline(lines), unit.hash_level), (line, unit.hash_level)]
            lines = []
        elif line.startswith("—") and lines:
            groups.append((join_headline(lines), unit.hash_level))
            lines = [line]
        else:
            lines.append(line)
    return [*groups, (join_headline(lines), unit.hash_level)] if lines else groups


def join_headline(lines: Sequence[str]) -> str:
    """Lines of one headline: a space between whole phrases, nothing where a phrase is broken."""
    document = bool(_DOCUMENT.search(lines[-1])) and len(lines) > 1 and "关于" in "".join(lines)
    text = lines[0]
    for line in lines[1:]:
        broken = document or _OPEN_END.search(text) or _RUNS_ON.match(line) or text.count("“") > text.count("”")
        text += line if broken else f" {line}"
    return text


def _is_kicker(text: str) -> bool:
    return (text[-1:] in "：:" and len(text) <= 16) or bool(
        _SERIES.search(text) and len(text) <= 24 and "——" not in text
    )


def _is_subtitle(text: str, title: str) -> bool:
    """Whether a line below the title adds to it: a dash, or a sentence with a comma where the title has none."""
    return text.startswith("—") or ("，" in text and "，" not in title and len(text) > 14)

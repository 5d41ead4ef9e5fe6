"""Headline lines → kicker, title, subtitles, as the Chinese press sets them: 引题 above, 主题, 副题 below.

A blank line or a change of marks divides lines of different type. Lines set directly below each other are one headline
broken over lines, unless their wording shows another part: a label or an event above, what adds to the title below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.segment.patterns import HeadlineWords, Newsroom, is_rubric
from generator.segment.units import Unit, join_parts

_WHO_DID = (
    r"(?:[\u4e00-\u9fff]{1,6}(?:书记|[区县市镇]长|主任|主席))?"
    r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,5}\s?(?:分别)?"
    r"(?:主持|参加|出席|讲话|致辞|陪同|列席|作报告|作批示|带队|宣读|主持会议|参加会议|出席会议)(?:[并、和][\u4e00-\u9fff]{2,4})?(?:等参加|等出席)?"
)
_ATTENDEE = re.compile(rf"^(?!.*工作报告$){_WHO_DID}(?: {_WHO_DID}){{0,3}}$")
_SERIES = re.compile(
    r"系列报道|系列评论|特别报道|特别策划|专题报道|[之（(][一二三四五六七八九十上中下][)）]?$|在行动$|进行时$|(?<=.{6})(?:日记|笔记|观察|纪实|侧记|综述|见闻|走笔)$|^[聚关]焦|大家谈$|看变化$"
)
_EVENT = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:主持召开|出席|会见|率队|参加|到|在|赴|前往).{2,30}(?:会议|[^的]会|一行|调研|活动|仪式|检查)$"
    r"|^.{6,40}(?:时|会上|中)(?:强调|指出|要求)[：:]?$"
)
"""Who did what, or spoke where: the kicker above the headline that says what about it."""
_ACTED = re.compile(
    r"^(?:主持|出席|会见|率队|带队|参加|调研|督导|检查|视察|慰问|看望|走访|考察|赴|到|在|前往|深入|与|等|专题|现场|实地|暗访|巡查|宣讲|接访|讲话|作|安排|部署|点评|讲授|宣布|见证).{2,}"
)
_MEETING = re.compile(r"^.{2,16}(?:召开|举行|举办|开展).{0,24}(?:会议|[^社协]会|活动|仪式|调研|视察|检查)$")
_SAID = re.compile(
    r"^《.+》(?:印发|发布|出台|出炉|公布|施行|实施)$|^.{4,40}(?:强调|指出|要求|提出)[：:]?$|^.{2,30}(?:会议|大会|推进会|[^社协机]会|仪式|活动)(?:在.{2,12})?(?:召开|举行)$"
)
"""The meeting above the headline that tells what it said."""
_GOES_ON = re.compile(r"^(?:要求|强调|指出|提出|研究|部署|审议|听取|传达|学习|安排)")
"""What the same meeting did besides."""
_LOCATIVE = re.compile(r"(?:里|上|下|中|旁|边|畔|间|内|外|前|后|深处|尽头|两岸)$")
"""How a line ends that says where, and is the beginning of the clause."""
_HELD = re.compile(r"^.{2,24}(?:会议|大会|[^社协机]会|活动|仪式)(?:召开|举行|开展|启动)$")
"""The meeting that a headline is about, below it."""
_OPEN_END = re.compile(r"[的和与及或在对为将把、“《（]$|第[一二三四五六七八九十百\d]+个?$|[日月年期天]起$")
_RUNS_ON = re.compile(r"^(?:的|和|与|及|暨|等|关于|年(?![产度内均底初终前来轻末])|月(?!底|初|末)|、|”|》|）)")
_ADDS = re.compile(
    r"^(?:预计|将于|将在|将从|已有?|共有?|力争|计划|总投资|惠及|累计|其中|平均|最高|至少|目前|涉及|覆盖|为期)"
    r"|^(?:签约|吸引|涵盖|引进|投资|接待)[^，]{0,6}\d"
)
_HERE = re.compile(r"^(?:我区|我县|我市|全区|全县|全市|本市|该区|该县)(?!.{0,8}(?:会议|大会|动员会)$)")
"""How a line begins that adds a figure or the whole picture to the title above it."""
_DOCUMENT = re.compile(r"(?:意见|通知|建议|决定|报告|办法|方案|公告|规划|纲要|条例|规定|细则|批复|决议|通告|公报)$")
_SPACED = re.compile(r"^[\u4e00-\u9fff](?: [\u4e00-\u9fff])+$")
_PLACE = re.compile(
    r"(?:[镇乡村区县市社局委办院校站队所行馆会部厅团厂]|街道|公司|学院|学校|小学|中学|大学|医院|社区|园区|厂房|码头|古镇|老街|公园|湿地|景区|集团|中心|新城|银行|科技城|开发区|经开区|高新区|工业园|税务局|派出所)$"
)


LABEL = 6
"""Characters of a label above a headline, at most."""
_SLOGAN = re.compile(r"^(?:以|围绕|聚焦|坚持|锚定|立足|紧扣|践行|贯彻|落实|学习|牢记)")
"""How a slogan above a headline begins."""


def closes_headline(line: str) -> bool:
    """Whether a line ends a headline by its wording: it tells who else was there (谢东参加)."""
    return bool(_ATTENDEE.match(line))


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline; all empty when there is none."""

    kicker: str = ""
    title: str = ""
    subtitle: tuple[str, ...] = ()


def read_headline(units: Sequence[Unit], newsroom: Newsroom) -> Headline:
    """The parts of the headline that title units make, in page order."""
    units = _together(units)
    above: list[str] = []
    main: list[str] = []
    below: list[str] = []
    top = min((unit.hash_level for unit in units if unit.hash_level), default=0)
    has_hash = top > 0
    for unit in units:
        kickers, text, subtitles = _parts(unit, newsroom)
        above += kickers
        if is_rubric(text):
            above.append(text)
        elif has_hash and unit.hash_level and main and _is_broken(main[-1], text):
            main[-1] = join_headline([main[-1], text])
        elif has_hash and unit.hash_level > top and main and len(main[0]) > LABEL:
            below.append(text)
        elif has_hash and unit.hash_level:
            main.append(text)
        elif _is_kicker(text):
            above.append(text)
        elif (main and (_is_subtitle(text, main[0]) or has_hash)) or closes_headline(text):
            below.append(text)
        elif has_hash:
            above.append(text)
        else:
            main.append(text)
        below += subtitles
    if not (main or above or below):
        return Headline()
    if not main:
        main = [(above or below).pop()]
    if len(main) > 1 and _follows(main[0], main[1], newsroom):
        main, below = main[:1], [*main[1:], *below]
    if len(main) > 1:
        above, main, below = [*above, main[0]], [main[1]], [*main[2:], *below]
    return Headline(" ".join(above), main[0], tuple(text.lstrip("—－- ") for text in below))


def _together(units: Sequence[Unit]) -> list[Unit]:
    """Headings of one level directly below each other as one unit of several lines."""
    joined: list[Unit] = []
    for unit in units:
        above = joined[-1] if joined else None
        near = above is not None and above.hash_level and above.lines[-1] == unit.lines[0] - 1
        if above is not None and near and above.hash_level == unit.hash_level:
            parts, lines = [*above.parts, *unit.parts], [*above.lines, *unit.lines]
            joined[-1] = replace(above, parts=parts, lines=lines, text=join_parts(parts))
        else:
            joined.append(unit)
    return joined


def _follows(first: str, second: str, newsroom: Newsroom) -> bool:
    """Whether of two lines of different type the first is the title and the second its subtitle."""
    words = newsroom.headlines
    if _leads(first, [second], words) or _names_leader(first, second, newsroom):
        return False
    return _adds(first, second, words) or len(second) >= len(first) + 5


def _parts(unit: Unit, newsroom: Newsroom) -> tuple[list[str], str, list[str]]:
    """Kicker, title and subtitles of lines that stand together: mostly a title alone, its lines joined."""
    lines = list(unit.parts)
    above: list[str] = []
    below: list[str] = []
    words = newsroom.headlines
    while len(lines) > 1 and (
        _attends(lines[-1], newsroom) or lines[-1].startswith("—") or _names(lines[-1], newsroom)
    ):
        below.insert(0, lines.pop())
    if len(lines) > 1 and _HELD.match(lines[-1]) and words.starts_with_verb(lines[0]):
        below.insert(0, lines.pop())
    if count := _told_where(lines):
        return [join_headline(lines[:count])], join_headline(lines[count:]), below
    if len(lines) > 1 and (_leads(lines[0], lines[1:], words) or _names_leader(lines[0], lines[1], newsroom)):
        above.append(lines.pop(0))
    if len(lines) > 1 and _adds(join_headline(lines[:-1]), lines[-1], words):
        below.insert(0, lines.pop())
    return above, join_headline(lines), below


def _attends(line: str, newsroom: Newsroom) -> bool:
    """Whether a line tells who else was there; the names may stand without anything between them (谢东王志宏出席)."""
    if closes_headline(line):
        return True
    match = _NAMES_ATTEND.match(line)
    return match is not None and _is_names(match[1], newsroom)


_NAMES_ATTEND = re.compile(r"([\u4e00-\u9fff]{4,12})(?:主持|参加|出席|讲话|陪同|列席)$")


def _is_names(text: str, newsroom: Newsroom) -> bool:
    """Whether a text is nothing but personal names of two or three characters."""
    sizes = [size for size in (2, 3) if newsroom.is_name(text[:size]) and len(text) >= size]
    return not text or any(_is_names(text[size:], newsroom) for size in sizes)


def _told_where(lines: Sequence[str]) -> int:
    """How many lines at the top name the meeting which the headline below them is of; 0 for none."""
    for count in range(1, min(3, len(lines))):
        above = join_headline(lines[:count]).replace(" ", "")
        told = _SAID.match(above) or (count > 1 and _MEETING.match(above) and not _MEETING.match(lines[0]))
        if (
            told
            and not _ADDS.match(lines[count])
            and not _GOES_ON.match(lines[count])
            and not _is_broken(lines[count - 1], lines[count])
        ):
            return count
    return 0


def _leads(first: str, rest: Sequence[str], words: HeadlineWords) -> bool:
    """Whether a line is the kicker of those directly below it."""
    second, whole = rest[0], "".join(rest)
    if "关于" in whole and _DOCUMENT.search(whole):
        return False
    if _is_broken(first, second):
        return False
    if _is_kicker(first) or _EVENT.match(first) or is_rubric(first):
        return True
    if _MEETING.match(first) and words.starts_with_verb(second):
        return True
    if "·" in first and "·" not in second and not re.search(r"\d·\d", first):
        return True
    if _SLOGAN.match(first) and not words.starts_with_verb(second) and words.has_verb(second):
        return True
    if _HERE.match(second):
        return False
    if _NAMED.match(second) and "：" not in first and len(first) >= 8:
        return True
    if _FROM_TO.match(first) and not _FROM_TO.match(second):
        return True
    label = (
        len(first) <= 8 and not _LOCATIVE.search(first) and not re.search(r"\d", first) and not words.has_verb(first)
    )
    if label and len(second) >= len(first) + 3:
        return not words.starts_with_verb(second)
    if len(first) <= 14 and _PLACE.search(first) and not words.has_verb(first):
        return not words.starts_with_verb(second) and len(second) > len(first) // 2 and words.has_verb(whole)
    if " " not in first and _acts(first, words) and (" " in second or len(rest) > 1):
        return True
    if _is_couplet(rest) and len(first) >= 8 and abs(len(first) - len(second)) >= 2 and _is_clause(first, words):
        return not words.starts_with_verb(second)
    if " " in second and " " not in first and len(first) >= 8 and words.starts_with_verb(first):
        return True
    if " " in first and " " not in second and not words.starts_with_verb(second):
        return True
    return words.starts_with_verb(first) and not words.starts_with_verb(second) and words.has_verb(second)


_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}：.{5,}")
"""A title that says of whom it is (云阳：骑行……)."""
_FROM_TO = re.compile(r"从.+到.+")


def _acts(line: str, words: HeadlineWords) -> bool:
    """Whether a line tells what some place or office does: it is a sentence, and no metaphor."""
    actor = _ACTOR.match(line)
    return actor is not None and words.starts_with_verb(line[actor.end() :]) and not line.endswith(words.starting)


def _is_clause(line: str, words: HeadlineWords) -> bool:
    """Whether a line says who did something, rather than only what was done."""
    return words.has_verb(line) and not words.starts_with_verb(line)


_ACTOR = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:常委会|政协|监委|纪委|街道|[镇乡区县市局委办村]|社区|公司|学校|小学|中学|医院|集团|中心)"
)


def _is_couplet(lines: Sequence[str]) -> bool:
    """Whether two lines are of one length, as the halves of a parallel headline are."""
    return len(lines) == 2 and abs(len(lines[0]) - len(lines[1])) <= 1


def _names_leader(first: str, second: str, newsroom: Newsroom) -> bool:
    """Whether a line says which person did something, so that the lines below say what about it."""
    return _names(first, newsroom) and not _is_broken(first, second)


def _names(line: str, newsroom: Newsroom) -> bool:
    """Whether a line begins with a person and what that person did."""
    if newsroom.headlines.starts_with_verb(line):
        return False
    return any(newsroom.is_name(line[:size]) and _ACTED.match(line[size:]) for size in (2, 3))


def _adds(title: str, below: str, words: HeadlineWords) -> bool:
    """Whether a line is the subtitle of the title directly above it."""
    if _is_broken(title, below):
        return False
    if _ADDS.match(below) or (_HERE.match(below) and len(title) >= 6):
        return True
    if words.starts_with_verb(below):
        return bool(re.search(r"\d", below[:8])) and words.has_verb(title)
    if re.search(r"\d", below) and not re.search(r"\d", title) and words.has_verb(below):
        if words.starts_with_verb(title) and not words.starts_with_verb(below):
            return True
        if 8 <= len(title) <= len(below) - 4:
            return True
    whole = _is_clause(title, words)
    told = _MEASURED.search(below) and not below[0].isdigit() and len(below) >= 9 and not title.startswith("《")
    if told and (whole or not re.search(r"\d", title)):
        return True
    if (
        (" " in title or _MEASURED.search(title))
        and " " not in below
        and _acts(below, words)
        and not _acts(title, words)
    ):
        return True
    if _IN_PLACE.match(below) and len(below) >= len(title) + 4 and not _IN_PLACE.match(title):
        return True
    return whole and words.has_verb(below) and len(below) >= len(title) - 2


_IN_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:街道|镇|乡|区|县)[\u4e00-\u9fff]{2,6}(?:社区|村|医院|学校|小学|中学|派出所|法庭)"
)
"""How a subtitle begins that tells where it was."""
_MEASURED = re.compile(r"\d(?:[万亿%个件吨亩户人家元项张天年米名只头条套栋]|公里|万余|余[个件户人家])")
"""A figure with its unit, as a subtitle adds it to the title."""


def _is_broken(first: str, second: str) -> bool:
    """Whether a line ends, or the next begins, inside a phrase."""
    return bool(_OPEN_END.search(first) or _RUNS_ON.match(second)) or first.count("“") > first.count("”")


def join_headline(lines: Sequence[str]) -> str:
    """Lines of one headline: a space between whole phrases, nothing where a phrase is broken."""
    document = bool(_DOCUMENT.search(lines[-1])) and len(lines) > 1 and "关于" in "".join(lines)
    lines = [line if not _SPACED.match(line) else re.sub(r"\s", "", line) for line in lines]
    text = lines[0]
    for line in lines[1:]:
        text += line if document or _is_broken(text, line) else f" {line}"
    return text


def _is_kicker(text: str) -> bool:
    return (text[-1:] in "：:" and len(text) <= 16) or bool(
        _SERIES.search(text) and len(text) <= 24 and "——" not in text
    )


def _is_subtitle(text: str, title: str) -> bool:
    """Whether a line below the title adds to it: a dash, or a sentence with a comma where the title has none."""
    return text.startswith("—") or ("，" in text and "，" not in title and len(text) > 14)

"""What a headline line looks like: the signs by which kicker, title and subtitle are told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.segment.patterns import HeadlineWords, Newsroom, is_rubric

_WHO_DID = (
    r"(?:[\u4e00-\u9fff]{0,6}(?:书记|[区县市镇乡]长|主任|主席))?"
    r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,5}\s?(?:分别)?"
    r"(?:主持|参加|出席|讲话|致辞|陪同|列席|作报告|作批示|带队|宣读|安排工作|部署工作|布置工作|安排部署|作点评|通报情况|主持会议|参加会议|出席会议)(?:[并、和][\u4e00-\u9fff]{2,4})?(?:等参加|等出席)?"
)
_ATTENDEE = re.compile(rf"^(?!.*工作报告$){_WHO_DID}(?: {_WHO_DID}){{0,3}}$")
_NAMES_ATTEND = re.compile(r"([\u4e00-\u9fff]{4,12})(?:主持|参加|出席|讲话|陪同|列席)$")
_DOCUMENT = re.compile(r"(?:意见|通知|建议|决定|报告|办法|方案|公告|规划|纲要|条例|规定|细则|批复|决议|通告|公报)$")
_OPEN_END = re.compile(
    r"[的和与及或在对为将把、“《（]$|第[一二三四五六七八九十百\d]+个?$|[日月年期天]起$|(?:[首再]次|全面|加快|成功|持续|深入|正式)(?:实现|成为|打造|推进|推动|促进|迎来|启动|建成|开展|发布)$"
)
_RUNS_ON = re.compile(
    r"^(?:的|和|与|及|暨|等|关于|年(?![产度内均底初终前来轻末加接运吞收])|月(?!底|初|末)|[、，。；：！？”》）])"
)
_MEASURED = re.compile(r"\d(?:[万亿%个件吨亩户人家元项张天年米名只头条套栋]|公里|万余|余[个件户人家])")
"""A figure with its unit, as a subtitle adds it to the title."""
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}：.{5,}")
"""A title that says of whom it is (云阳：骑行……)."""
_ACTOR = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:常委会|政协|监委|纪委|街道|[镇乡区县市局委办村]|社区|公司|学校|小学|中学|医院|集团|中心)"
)
_ACTED = re.compile(
    r"^(?:主持|出席|会见|率队|带队|参加|调研|督导|检查|视察|慰问|看望|走访|考察|赴|到|在|前往|深入|与|等|专题|现场|实地|暗访|巡查|宣讲|接访|讲话|作|安排|部署|点评|讲授|宣布|见证).{2,}"
)
_SERIES = re.compile(r"系列(?:报道|评论)|特别(?:报道|策划)|专题报道")
_SIGNS = {
    "series": (
        rf".*(?:{_SERIES.pattern}|[之（(][一二三四五六七八九十上中下①-⑳][)）]?|[①-⑳]|在行动|进行时|(?<=.{{6}})(?:日记|笔记|观察"
        r"|纪实|侧记|综述|见闻|走笔)|大家谈|看变化)$|^[聚关]焦"
    ),
    "event": (
        r"[\u4e00-\u9fff]{2,4}(?:主持召开|出席|率队|参加|到|在|赴|前往).{2,30}(?:会议|[^的]会|一行|调研|活动|仪式|检查)$"
        r"|.{6,40}(?:时|会上|中)(?:强调|指出|要求)[：:]?$"
    ),
    "receives": r"[\u4e00-\u9fff]{2,4}会见.{3,}",
    "meeting": r".{2,16}(?:召开|举行|举办|开展).{0,24}(?:会议|[^社协]会|活动|仪式|调研|视察|检查)$",
    "held": r".{2,24}(?:会议|大会|[^社协机]会|活动|仪式|调研)(?:召开|举行|开展|启动)?$",
    "said": r"《.+》(?:印发|发布|出台|出炉|公布|施行|实施)$|.{2,40}(?:强调|指出|要求|提出)[：:]?$",
    "goes on": r"要求|强调|指出|提出|研究|部署|审议|听取|传达|学习|安排|分析|讨论|调度|通报",
    "ordinal": r"第[一二三四五六七八九十\d]+[次届批期季轮]",
    "adds": (
        r"预计|将于|将在|将从|已有?|共有?|力争|计划|总投资|惠及|累计|其中|平均|最高|至少|目前|涉及|覆盖|为期|建成后|(?:签约|吸引|涵盖|引进|投资"
        r"|接待)[^，]{0,6}\d"
    ),
    "whole place": r"(?:我区|我县|我市|全区|全县|全市|本市|该区|该县)(?!.{0,8}(?:会议|大会|动员会)$)",
    "slogan": r"以|围绕|聚焦|坚持|锚定|立足|紧扣|践行|贯彻|落实|学习|牢记",
    "place": (
        r".*(?:[镇乡村区县市社局委办院校站队所行馆会部厅团厂]|街道|公司|学院|学校|小学|中学|大学|医院|社区|园区|厂房|码头|古镇|老街|公园|湿地|景区|集团|中心|新城|银行"
        r"|科技城|开发区|经开区|高新区|工业园|税务局|派出所)$"
    ),
    "township": r"[\u4e00-\u9fff]{2,6}(?:[镇乡]|街道)(?:[\u4e00-\u9fff]{2,4}(?:村|社区))?$",
    "where": r".*(?:里|上|下|中|旁|边|畔|间|内|外|前|后|深处|尽头|两岸)$",
    "in place": r"[\u4e00-\u9fff]{2,6}(?:街道|镇|乡|区|县)[\u4e00-\u9fff]{2,6}(?:社区|村|医院|学校|小学|中学|派出所|法庭)",
    "document": rf".*{_DOCUMENT.pattern}",
    "from to": r".*从.+到",
    "measured": rf".*(?:{_MEASURED.pattern})",
    "named": _NAMED.pattern,
    "actor": _ACTOR.pattern,
    "digit": r".*\d",
    "question": r".*[？！]$",
    "colon at end": r".*[：:]$",
    "colon": r".*：.",
    "comma": r".*，",
    "two phrases": r".* ",
    "quotation": r".*“",
    "middle dot": r".*\D·\D",
    "title in marks": r"《",
}
"""Signs of a line by its wording, each with what finds it."""
_FINDERS = {name: re.compile(pattern) for name, pattern in _SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Deck:
    """One line of a headline."""

    text: str
    level: int = 0
    """Of its Markdown heading; 0 where it is none."""
    marked: bool = False
    """Bold, or a Markdown heading."""
    apart: bool = False
    """A blank line stands between it and the line above."""
    runs_on: bool = False
    """The two characters at its end and the first two of the next line stand in the article as they meet here."""
    meets: bool = False
    """The same of three of these characters, which may be chance."""


LONG = 24
"""Characters from which all lines are alike; below it each two more are a sign of their own."""


def line_features(decks: Sequence[Deck], at: int, newsroom: Newsroom) -> dict[str, float]:
    """The signs of one of a headline's lines, each 1 where it is there; `length` in tens of characters."""
    deck, words = decks[at], newsroom.headlines
    text = deck.text
    levels = [other.level for other in decks if other.level]
    found = {"always": 1.0, "length": len(text) / 10, f"{min(LONG, len(text)) // 2 * 2} characters": 1.0}
    found |= {name: 1.0 for name, finder in _FINDERS.items() if finder.match(text)}
    so_far = "".join(other.text for other in decks[: at + 1])
    further = {
        "meeting so far": at > 0 and bool(_FINDERS["meeting"].match(so_far)) and "meeting" not in found,
        "begins with verb": words.starts_with_verb(text),
        "verb": words.has_verb(text),
        "column": is_rubric(text),
        "person acts": _names_person(text, newsroom),
        "actor acts": _acts(text, words),
        "highest level": bool(levels) and deck.level == min(levels),
        "lower level": bool(levels) and deck.level > min(levels),
        "unmarked": not deck.marked and any(other.marked for other in decks),
        "alone marked": deck.marked and sum(other.marked for other in decks) == 1,
    }
    return found | {name: 1.0 for name, there in further.items() if there}


def pair_features(one: Deck, other: Deck, words: HeadlineWords) -> dict[str, float]:
    """The signs of two neighbouring lines, each 1 where it is there; `longer` in tens of characters the second has more."""
    first, second = one.text, other.text
    more = len(second) - len(first)
    verbs = words.has_verb(first), words.has_verb(second)
    found = {"always": 1.0, "longer": max(-10, min(10, more)) / 10}
    further = {
        "equal length": abs(more) <= 1,
        "much longer": more >= 4,
        "much shorter": more <= -4,
        "broken": is_broken(first, second),
        "runs on": one.runs_on,
        "meets": one.meets,
        "shared words": bool(_pairs(first) & _pairs(second)),
        "figure below": bool(_DIGIT.search(second)) and not _DIGIT.search(first),
        "ordinal below": counts(second),
        "two phrases below": " " in second and " " not in first,
        "two phrases above": " " in first and " " not in second,
        "two phrases each": " " in first and " " in second,
        "verbs": all(verbs),
        "no verb above": not verbs[0],
        "verb begins below": words.starts_with_verb(second),
        "verb begins each": words.starts_with_verb(first) and words.starts_with_verb(second),
        "verb begins only above": words.starts_with_verb(first) and not words.starts_with_verb(second),
        "verb begins only below": words.starts_with_verb(second) and not words.starts_with_verb(first),
        "named below": bool(_NAMED.match(second)),
        "named above": bool(_NAMED.match(first)),
        "comma below": "，" in second and "，" not in first,
        "from to in one": ("从" in first and "到" in first) != ("从" in second and "到" in second),
        "place and a clause": bool(_FINDERS["place"].match(first)) and not words.starts_with_verb(second),
        "apart": other.apart,
        "meeting goes on": bool(_FINDERS["meeting"].match(first) and _FINDERS["goes on"].match(second)),
        "meeting and its word": bool(_FINDERS["meeting"].match(first) and not _FINDERS["goes on"].match(second)),
        "other type": one.marked != other.marked or one.level != other.level,
    }
    return found | {name: 1.0 for name, there in further.items() if there}


_DIGIT = re.compile(r"\d")


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _names_person(text: str, newsroom: Newsroom) -> bool:
    """Whether a line begins with a person and what that person did."""
    if newsroom.headlines.starts_with_verb(text):
        return False
    return any(newsroom.is_name(text[:size]) and _ACTED.match(text[size:]) for size in (2, 3))


def _acts(text: str, words: HeadlineWords) -> bool:
    """Whether a line tells what some place or office does: it is a sentence, and no metaphor."""
    actor = _ACTOR.match(text)
    return actor is not None and words.starts_with_verb(text[actor.end() :]) and not text.endswith(words.starting)


def closes_headline(text: str) -> bool:
    """Whether a line ends a headline by its wording: it tells who else was there (谢东参加)."""
    return bool(_ATTENDEE.match(text))


def attends(text: str, newsroom: Newsroom) -> bool:
    """`closes_headline`, also where the names stand without anything between them (谢东主持 王志宏李一出席)."""
    return closes_headline(text) or all(
        closes_headline(part) or ((match := _NAMES_ATTEND.match(part)) is not None and _is_names(match[1], newsroom))
        for part in text.split(" ")
    )


def _is_names(text: str, newsroom: Newsroom) -> bool:
    """Whether a text is nothing but personal names of two or three characters."""
    sizes = [size for size in (2, 3) if newsroom.is_name(text[:size]) and len(text) >= size]
    return not text or any(_is_names(text[size:], newsroom) for size in sizes)


def runs_on(first: str, second: str, text: str) -> bool:
    """Whether the break between two lines is inside a word or phrase: what meets there stands together in the text."""
    met = _meeting(first, second)
    return bool(met) and met in text


def meets(first: str, second: str, text: str) -> bool:
    """`runs_on` for three characters."""
    met = _meeting(first, second)
    return bool(met) and (met[:3] in text or met[1:] in text)


def _meeting(first: str, second: str) -> str:
    """The four characters that meet where a line is broken; empty where there are fewer, or a space among them."""
    met = first[-2:] + second[:2]
    return met if len(met) == 4 and " " not in met else ""


def is_broken(first: str, second: str) -> bool:
    """Whether a line ends, or the next begins, inside a phrase."""
    return bool(_OPEN_END.search(first) or _RUNS_ON.match(second)) or first.count("“") > first.count("”")


def says_where(text: str) -> bool:
    """Whether a short line says where, and is the beginning of the clause that the next line goes on with."""
    return len(text) <= 8 and bool(_FINDERS["where"].match(text))


def counts(text: str) -> bool:
    """Whether a line begins with an ordinal and so goes on with the line above (第三次集中行动)."""
    return bool(_FINDERS["ordinal"].match(text))


def is_series(text: str) -> bool:
    """Whether a line is the name of a series, which may also stand below the title."""
    return bool(_SERIES.search(text)) and len(text) <= 24


def is_document(text: str) -> bool:
    """Whether a headline is the title of a document (关于……的意见)."""
    return "关于" in text and bool(_DOCUMENT.search(text))

"""Who wrote, photographed or supplied an item: byline lines, credits in brackets at its end, names."""

import re
from collections.abc import Sequence

from generator.segment.patterns import MARKS, OPENING_ALONE, PHOTOGRAPHER, Newsroom

_MARKED_LINE = re.compile(rf"^[{MARKS}]\s*(?P<people>[^。；，！？]{{2,60}})$")
_ROLE_LINE = re.compile(
    r"^(?P<plain>(?:(?:据?《[^》]{2,12}》\s?)?[\u4e00-\u9fff]{0,10}?(?:记者|通讯员|实习生|评论员|观察员))[\s/／:：]+[^。；，：]{2,60})$"
    r"|^(?P<roles>文[/／・·]?图?[\s/／:：]+[^。；，]{2,40})$"
)
CLOSING_PEOPLE = re.compile(
    r"[（(](?P<people>(?:本报|新华社|人民日报|据?《[^》]{2,12}》|[\u4e00-\u9fff]{2,8}报|据|作者|综合|来源)?[\s:：]*"
    r"(?:首席|特约|见习|全媒体|融媒体|参与采写)*(?:记者|通讯员|作者|执笔|采写|撰稿|整理)[^（）()。]{1,100})[）)]\s*$"
)
_CLOSING_NAMES = re.compile(r"[（(](?P<people>[\u4e00-\u9fff]{1,3}(?:[ 、，]{1,2}[\u4e00-\u9fff]{1,3}){0,4})[）)]\s*$")
_CLOSING_DASH = re.compile(r"(?<=[。！？”])\s*[—－-]{1,3}\s*(?P<people>[\u4e00-\u9fff]{2,4})$")
_CLOSING_BARE = re.compile(r"(?:(?<=[。！？])|(?<=[。！？]”))\s*(?P<people>[\u4e00-\u9fff]{2,3})$")
_CLOSING_GIVER = re.compile(
    r"[（(](?P<people>[^（）()。]{2,24}(?:供稿|供图|提供)|[^（）()。，]{2,14}(?:文\s?[/／]?\s?图|图\s?[/／]\s?文)|[^（）()。，]{1,10}(?:融媒体中心|新闻中心|宣传部|报社|通讯组)|本报综合|(?:本报)?综合[^（）()。]{2,24}|来源[:：][^（）()。]{2,24}|据[^（）()。]{2,20}(?:报道|消息)?|(?:原载|转载自|转自|摘自|选自)[^（）()。]{2,30}|(?:新华社|中新社)[\u4e00-\u9fff]{0,12}(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:专?电|讯))[）)]\s*$"
)
_CLOSING_PHOTO = re.compile(
    r"(?:(?<=[。！？])|(?<=[。！？]”))\s*"
    r"(?:摄\s?[/／:：]\s?|(?:(?:特约|本报)?摄影|记者|通讯员)\s*|(?=[\u4e00-\u9fff ]{2,6}摄))"
    r"(?P<people>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}?)\s?摄?$"
)
"""The photographer, behind the text of a picture story."""
ROLE_ALONE = re.compile(
    rf"^[{MARKS}]?\s*[\u4e00-\u9fff]{{0,8}}?(?:首席|见习|特约|全媒体|融媒体|实习)?(?:记者|通讯员|实习生)$"
)
NAMES_ALONE = re.compile(
    r"^(?:(?:记者|通讯员|实习生)\s*)?[\u4e00-\u9fff]{1,3}(?:\s?[\u4e00-\u9fff]{1,3}){0,3}$|^(?:记者|通讯员|实习生)$"
)
_ROLE_AND_REST = re.compile(r"^(?P<role>[\u4e00-\u9fff]{1,6})\s*[:：/／\s]\s*(?P<rest>.+)$")
_NEWS = re.compile(rf"[{MARKS}]\s*[\u4e00-\u9fff]{{2,8}}讯\s*[（(]")
_AUTHORS = frozenset({"作者", "撰文", "采写", "供稿", "整理"})
"""Roles after which any two or three characters are a name."""
_APART = re.compile(r"[\s:：/／・·图]")
"""What parts a role from its names."""
_READER = re.compile(
    r"^(?:[一几两多数]+[位名群]?(?:读者|市民|居民|村民|家长|业主|网友|乘客)|(?:读者|市民|网友|居民)[\u4e00-\u9fff]{2,3})$"
)
"""How letters to the paper are signed."""
_SHORT_OFFICE = 22
"""Characters of an office and a name, at most, that are a byline without a sign before them."""
_TITLED_NAME = re.compile(
    r"^[\u4e00-\u9fff]{0,16}?(?:长|书记|主任|主席|院长|代表)\s+(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3})$"
)


def is_people_line(text: str, newsroom: Newsroom) -> bool:
    """Whether a whole line is a byline: □ and names, a role and names (漫画：石维), an office and a name set apart."""
    if len(text) > 60 or text.endswith(("摄", "摄影", "摄）", "摄影报道")) or PHOTOGRAPHER.fullmatch(text):
        return False
    if _NEWS.match(text) or (text[-1] in "）)" and not re.search("[（(]", text)):
        return False  # ●本报讯（记者 李一）11, or the end of a credit that began on the line above
    if text[0] in MARKS and (marked := _MARKED_LINE.match(text)):
        # ■ and the like also mark standing heads (■时评): there a word of two characters is no name.
        named = _all_people(marked["people"], newsroom) or _is_titled(marked["people"], newsroom)
        return named and (text[0] in "□○△" or len(marked["people"]) > 2)
    if _READER.match(text):
        return True
    if not _APART.search(text):
        return False
    if _ROLE_LINE.match(text):
        return True
    led = _ROLE_AND_REST.match(text)
    if led is not None and led["role"] in newsroom.roles:
        signed = led["role"] in _AUTHORS and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", led["rest"]) is not None
        return signed or _all_people(led["rest"], newsroom)
    return len(text) <= _SHORT_OFFICE and _is_titled(text, newsroom)


def _is_titled(text: str, newsroom: Newsroom) -> bool:
    """Whether a text is an office and a name set apart."""
    titled = _TITLED_NAME.match(text)
    return titled is not None and newsroom.is_name(re.sub(r"\s", "", titled["name"]))


def is_bare_name(text: str, newsroom: Newsroom) -> bool:
    """Whether a line holds personal names and nothing else: one (江远鸿, 冉 易) or several of three characters."""
    names = text.split(" ")
    if 2 <= len(names) <= 3 and all(len(name) == 3 for name in names):
        return all(map(newsroom.is_name, names))
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] +[\u4e00-\u9fff]", text)) and newsroom.is_name(
        re.sub(r"\s", "", text)
    )


def _all_people(text: str, newsroom: Newsroom) -> bool:
    """Whether a text is names, with or without roles and papers between them."""
    if any(role in text for role in ("记者", "通讯员", "实习生", "评论员")):
        return True
    if not re.search(r"[\s、/／:：]", text) and not newsroom.is_name(text):
        return False
    found = people(text, newsroom.roles)
    left = re.sub(r"[\s、，/／:：]", "", text)
    for word in (*found, *sorted(newsroom.roles, key=len, reverse=True)):
        left = left.replace(word, "")
    return bool(found) and not left and all(_is_person(name, newsroom) for name in found)


def _is_person(name: str, newsroom: Newsroom) -> bool:
    return newsroom.is_name(name) or (name[-2:] in ("女士", "先生", "同学", "老师") and len(name) <= 4) or "·" in name


def closing_credit(text: str, newsroom: Newsroom) -> re.Match[str] | None:
    """The credit that ends an item, after its last full stop: in brackets reporters, bare names, or who supplied it; without
    them one name."""
    if text[-1:] not in ("）", ")"):
        dashed = _CLOSING_DASH.search(text) if any(dash in text[-8:] for dash in "—－-") else None
        signed = dashed or (_CLOSING_PHOTO.search(text) if "摄" in text[-10:] else _CLOSING_BARE.search(text))
        return signed if signed and newsroom.is_name(re.sub(r"\s", "", signed["people"])) else None
    if match := CLOSING_PEOPLE.search(text):
        return None if OPENING_ALONE.match(text) else match
    match = _CLOSING_NAMES.search(text)
    if match and not _names_people(re.split(r"[ 、，]+", _closed_up(match["people"])), newsroom):
        match = None
    match = match or _CLOSING_GIVER.search(text)
    return match if match and text[: match.start()].rstrip()[-1:] in ("", "。", "”", "！", "？", "…") else None


def _names_people(names: Sequence[str], newsroom: Newsroom) -> bool:
    """Whether words are personal names: all of them, or most of several, as no list of family names is complete."""
    known = sum(map(newsroom.is_name, names))
    return known == len(names) or (len(names) > 1 and known * 2 >= len(names) and min(map(len, names)) >= 2)


def _closed_up(names: str) -> str:
    """Names of two characters set with a space between, joined (李 一 → 李一), and one of three."""
    if re.fullmatch(r"(?:[\u4e00-\u9fff] ){2}[\u4e00-\u9fff]", names):
        return names.replace(" ", "")
    return re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", names)


def people(text: str, roles: Sequence[str]) -> tuple[str, ...]:
    """Names in a credit such as `记者 李 一 通讯员 陈荣逸`: roles and papers left out, a name of two characters printed
    with a space between is joined."""
    text = re.sub(rf"[（）(){MARKS}]|(?<=[\u4e00-\u9fff])\s*(?:文\s*[/／]\s*图|图\s*[/／]\s*文)\s*$", " ", text)
    text = re.sub(
        r"[\u4e00-\u9fff]{1,8}(?:日报|晚报|晨报|商报|都市报|客户端|新华社|网|报)(?=\s*(?:首席|见习|全媒体|融媒体|特约)?记者)",
        " ",
        text,
    )
    text = re.sub(r"新华社|人民日报|本报|本刊|本网|据?《[^》]{2,12}》", " ", text)
    for role in sorted(roles, key=len, reverse=True):
        if len(role) > 1:
            text = text.replace(role, " ｜ ")
    text = re.sub(r"(?:^|\s)(?:文|图|摄)[/／・·\s]+", " ｜ ", text)
    names: list[str] = []
    for part in re.split(r"[｜、，,;；/／:：]", text):
        names += _names(part.split())
    return tuple(dict.fromkeys(name for name in names if not _OFFICE.search(name)))


_OFFICE = re.compile(
    r"^[一几两多数]+[位名群]|(?:[县区市镇乡院校局处科部会组社]长|书记|主任|主席|代表|区教委|[委局办])$"
)


def _names(tokens: list[str]) -> list[str]:
    """Join single characters of one name (`李 一`, `王 某 某`); keep what looks like a personal name."""
    names: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1 and "\u4e00" <= token <= "\u9fff":
            run += token
            continue
        names += [run] if len(run) in (2, 3) else [run[at : at + 2] for at in range(0, len(run) - 1, 2)]
        run = ""
        if re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}", token):
            names.append(token)
    return names

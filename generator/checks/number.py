"""Every quantity of the Chinese must stand in the English, with the same value, and no date or large figure besides."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.checks.pair import Pair
from generator.checks.told import Told
from generator.language.numerals import numeral
from generator.language.quantities import Quantity
from generator.model import Flag

_ZH_MONTH = re.compile(
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月|(?P<slash>\d{1,2})[/·・]\d{1,2}|\d{4}-(?P<iso>\d\d)-\d\d"
)
_LUNAR = re.compile(r"农历|腊月|正月|初[一二三四五六七八九十]|元宵|春节|中秋|端午|清明|重阳")
_NAMED_DAYS: Sequence[tuple[str, tuple[int, ...]]] = (
    ("元旦|年初", (1,)),
    ("情人节", (2,)),
    ("五一|劳动节", (5,)),
    ("六一|儿童节", (6,)),
    ("国庆", (10,)),
    ("万圣", (10, 11)),
    ("感恩节", (11,)),
    ("圣诞|年底|年末|跨年", (12,)),
    ("季度|季报|半年|财年|年报", (1, 3, 4, 6, 7, 9, 10, 12)),
)
"""Days and ends of terms that English may tell by a month."""
_THIS_MONTH = re.compile(r"(?:本|当|上|下|这|同)个?月")


def check_number(pair: Pair) -> list[Flag]:
    """Quantities that are lost or changed, and large figures that nothing in the Chinese accounts for."""
    lost, extra = _lost_in(pair), pair.matching.extra
    flags = [Flag("number", "serious", f"{quantity.surface} is missing or changed{_hint(extra)}") for quantity in lost]
    if not lost:
        flags += [Flag("number", "serious", f"{other.surface} is not in the Chinese") for other in _invented(pair)][:1]
    return flags


def check_date(pair: Pair) -> list[Flag]:
    """Months that the Chinese does not have, and another day of the week."""
    if found := invented_month(pair):
        return [Flag("date", "serious", f"{found.surface} is not in the Chinese")]
    right, wrong = weekdays_apart(pair)
    if right and wrong:
        return [Flag("date", "serious", f"{wrong[0]} is not the day of the week that the Chinese names")]
    return []


_ZH_WEEKDAY = re.compile(r"(?<![一每两几多半整])(?:周|星期|礼拜)([一二三四五六日天])(?![次回趟期年个天])")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b")


def weekdays_apart(pair: Pair) -> tuple[list[str], list[str]]:
    """In English, the days of the week that only the Chinese names and those that only the English does, Monday first."""
    named = {_WEEKDAYS[min(6, "一二三四五六日天".index(match[1]))] for match in _ZH_WEEKDAY.finditer(pair.zh)}
    told = set(_EN_WEEKDAY.findall(pair.en))
    return sorted(named - told, key=_WEEKDAYS.index), sorted(told - named, key=_WEEKDAYS.index)


def lost_in(zh: str, en: str) -> list[Quantity]:
    """Chinese quantities that the English lost or changed."""
    return _lost_in(Pair(zh, en))


def unmatched_in(zh: str, en: str) -> tuple[list[Quantity], list[Quantity]]:
    """Chinese quantities that the English lost or changed, and English ones that nothing in the Chinese claims. What the
    English tells in words (`both`, `year-on-year`, `first half`) is not lost."""
    pair = Pair(zh, en)
    return _lost_in(pair), list(pair.matching.extra)


def _lost_in(pair: Pair) -> list[Quantity]:
    lost = [quantity for quantity in pair.matching.lost if quantity.kind != "ordinal" or _is_told_wrong(quantity, pair)]
    told = Told(pair)
    return [quantity for quantity in lost if not told.tells(quantity)]


def _is_told_wrong(ordinal: Quantity, pair: Pair) -> bool:
    """Whether a lost ordinal counts: English puts the first three in many ways, and then only another ordinal tells."""
    others = [other for other in pair.matching.extra if other.kind == "ordinal" and 1 < other.value <= 10]
    return ordinal.value > 3 or (ordinal.value > 1 and bool(others))


def _invented(pair: Pair) -> Iterator[Quantity]:
    """English figures that nothing in the Chinese accounts for: any where it has no number at all, large ones where it has
    neither 万 nor 亿."""
    if not pair.wanted and not _A_FIGURE.search(_NO_NUMBERS.sub("", pair.zh)):
        for other in pair.given:
            first, last = other.span
            apart = not re.search(r"[\w-]$", pair.en[:first]) and not re.match(r"[\w-]", pair.en[last:])
            if other.surface[:1].isdigit() and other.kind in ("number", "percent") and other.value > 1 and apart:
                yield other
    if not any(ch in pair.zh for ch in "万亿兆"):
        yield from (other for other in pair.matching.extra if other.scaled and other.value >= 10**5)


_A_FIGURE = re.compile(r"[\d０-９两半百千万亿十双刻二三四五六七八九]")
_NO_NUMBERS = re.compile(r"十分(?!钟)|万分|百姓|千万[要别不]|万一|三文鱼|三明治|四川|两岸|半岛|百货|百度|千古|十足")
"""Words with a numeral that are no number."""


def invented_month(pair: Pair) -> Quantity | None:
    """The month's name of a date in the English that is none of the Chinese; None where there is none."""
    zh, en = pair.zh, pair.en
    months = [quantity for quantity in pair.given if quantity.kind == "month" and _is_date(en, quantity)]
    if not months or _LUNAR.search(zh):
        return None
    named = {numeral(match[match.lastgroup or "month"]) for match in _ZH_MONTH.finditer(zh)}
    named |= {Fraction(month) for words, some in _NAMED_DAYS if re.search(words, zh) for month in some}
    months = [quantity for quantity in months if quantity.value not in named]
    if not months or (_THIS_MONTH.search(zh) and _all_dated(pair, months)):
        return None
    return months[0]


def _all_dated(pair: Pair, months: Sequence[Quantity]) -> bool:
    """Whether 本月6日 and 8日 are told as dates of one month, all of them: then a person knew the month."""
    days = [int(quantity.value) for quantity in pair.wanted if quantity.kind == "day"]
    name = re.escape(months[0].surface)
    one = len({quantity.value for quantity in months}) == 1
    return one and all(re.search(rf"{name} {day}\b|\b{day}(?:st|nd|rd|th)?(?: of)? {name}", pair.en) for day in days)


def _is_date(en: str, month: Quantity) -> bool:
    """Whether a month's name is a date and not a word (the Long March, it may): a day or year stands beside it."""
    first, last = month.span
    return bool(re.search(r"\d\w{0,2}\s(?:of\s)?$", en[:first]) or re.match(r"\.?,?\s\d", en[last:]))


def _hint(extra: Sequence[Quantity]) -> str:
    figures = [quantity.surface for quantity in extra if quantity.kind != "month"]
    return f"; the English has {', '.join(figures[:3])}" if figures else ""

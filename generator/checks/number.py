"""Every quantity of the Chinese must stand in the English, with the same value."""

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.language.quantities import Quantity, chinese_quantities, english_quantities
from generator.model import Flag

ROUNDING = Fraction(6, 1000)
"""Relative difference allowed for scaled figures: 39.43万 as 394,000 is right, 1.27万亿 as 1.2 trillion is not."""

_LAND = {"hectare": Fraction(1, 15), "acre": Fraction(100, 607), "square kilomet": Fraction(1, 1500)}
_WEIGHT = {"kg": Fraction(1, 2), "kilogram": Fraction(1, 2), "tonne": Fraction(1, 2000), "gram": Fraction(500)}
_CONVERSIONS = {"亩": _LAND, "斤": _WEIGHT}
"""Chinese unit → English unit → factor."""
_CONVERTED = Fraction(3, 100)
"""Relative difference allowed where the unit changed too."""

_WORDS: tuple[tuple[str, str], ...] = (
    (r"100[%％]$|百分之百", r"\b(?:all|full(?:y)?|entire(?:ly)?|complete(?:ly)?|every|total(?:ly)?|whole)\b"),
    (r"12$", r"\b(?:years?|dozen)\b"),
    (r"18$", r"\byear and a half\b"),
    (r"6$", r"\bhalf(?:[- ]a)?[- ]year\b"),
    (r"24$", r"\b(?:days?|(?:round[- ]the[- ])?clock|daily)\b"),
    (r"7$", r"\bweeks?\b"),
    (r"14$|15$", r"\b(?:two weeks|fortnight|half a month)\b"),
    (r"(?:1|一)$", r"\b(?:an?|one|once|single|another|each|every|per|first|sole|only|the)\b"),
    (r"(?:2|两|二)$", r"\b(?:both|pair|couple|second|twice|double|dual|two)\b"),
    (r"0$", r"\b(?:no|none|nil|without|never|nobody)\b|n't\b"),
)
"""A Chinese figure → English words that may tell it without a figure."""
_YEAR_WORDS = re.compile(
    r"\b(?:year[- ](?:on|over)[- ]year|yoy|(?:the )?(?:previous|preceding|following|prior|same) year|last year|next year"
    r"|this year|that year|a year (?:earlier|ago|before|later)|years? (?:earlier|before))\b",
    re.IGNORECASE,
)
_SINCE_JANUARY = re.compile(r"(?<!\d)1\s?月?份?\s?[-—－–~～至到]{1,2}\s?(?P<last>\d{1,2})\s?月")
_FIRST_MONTHS = re.compile(r"\bfirst (?:half|quarter|three quarters|\w+ months)\b", re.IGNORECASE)
"""1—6月 is often told as the first half of the year."""
_HEDGE = re.compile(
    r"(?:about|around|some|nearly|almost|approximately|roughly|over|more than|close to|less than|under)\s(?:RMB|US)?\s?\$?$",
    re.IGNORECASE,
)


def check_number(zh: str, en: str) -> list[Flag]:
    """Flags for quantities that are lost or changed, for months that the Chinese does not have, and for large figures
    that nothing in the Chinese accounts for."""
    lost, extra = unmatched_in(zh, en)
    flags = [Flag("number", "serious", f"{quantity.surface} is missing or changed{_hint(extra)}") for quantity in lost]
    if invented := invented_month(zh, en):
        flags.append(Flag("date", "serious", f"{invented.surface} is not in the Chinese"))
    large = [quantity for quantity in extra if quantity.scaled and quantity.value >= 10**5]
    if large and not lost and not any(ch in zh for ch in "万亿"):
        flags.append(Flag("number", "serious", f"{large[0].surface} is not in the Chinese"))
    return flags


def invented_month(zh: str, en: str) -> Quantity | None:
    """The month's name of a date in the English where the Chinese names no month; None where there is none."""
    if any(quantity.kind == "month" for quantity in chinese_quantities(zh)) or re.search(
        r"[一二三四五六七八九十]月", zh
    ):
        return None
    months = [quantity for quantity in english_quantities(en) if quantity.kind == "month" and _is_date(en, quantity)]
    return months[0] if months else None


def unmatched_in(zh: str, en: str) -> tuple[list[Quantity], list[Quantity]]:
    """Chinese quantities that the English lost or changed, and English ones that nothing in the Chinese claims. What the
    English tells in words (`both`, `year-on-year`, `first half`) is not lost."""
    wanted = chinese_quantities(zh)
    lost, extra = unmatched(wanted, english_quantities(en))
    lost = [quantity for quantity in lost if quantity.kind != "ordinal" or quantity.value > 3]
    lost = [quantity for quantity in lost if not _told(quantity, zh, en, extra, wanted)]
    return lost, extra


def unmatched(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Chinese quantities without a counterpart of the same value, and English ones that nothing claimed. One English
    figure may stand for two equal Chinese ones."""
    used: set[int] = set()
    lost: list[Quantity] = []
    shared: list[Quantity] = []
    for quantity in wanted:
        options = [at for at, other in enumerate(given) if same_quantity(quantity, other)]
        fresh = [at for at in options if at not in used]
        if fresh:
            used.add(fresh[0])
        elif options:
            shared.append(quantity)
        else:
            lost.append(quantity)
    extra = [other for at, other in enumerate(given) if at not in used]
    percentages = [quantity for quantity in shared if quantity.kind == "percent"]
    if percentages and len(percentages) == sum(other.kind == "percent" for other in extra):
        lost += percentages  # 6% and 6% as 7% and 6%
    return lost, extra


def same_quantity(zh: Quantity, en: Quantity) -> bool:
    """Whether an English quantity can be the counterpart of a Chinese one."""
    if zh.kind == "month":
        return en.value == zh.value and en.kind in ("month", "number", "ordinal")
    if en.kind == "month":
        return False
    if zh.kind in ("year", "day"):
        return en.value == zh.value and en.kind in ("number", "ordinal", "year")
    if zh.kind == "ordinal":
        return en.value == zh.value or (en.kind == "number" and en.value * zh.value == 1)
    if zh.kind == "decade":
        return en.value % 100 == zh.value % 100
    if zh.kind == "hour":
        return en.value == zh.value or abs(en.value - zh.value) == 12
    if zh.kind == "percent":
        return _same_percent(zh, en)
    if zh.kind == "times" and en.value in (zh.value, zh.value + 1, zh.value * 100):
        return True
    return _same_number(zh, en)


def _same_percent(zh: Quantity, en: Quantity) -> bool:
    if en.value == zh.value or en.value == zh.value / 100:
        return True
    return en.kind == "number" and en.value == zh.value * 100 and "basis" in en.surface


def _same_number(zh: Quantity, en: Quantity) -> bool:
    if zh.value == en.value or ((zh.scaled or en.scaled) and _near(zh.value, en.value, ROUNDING)):
        return True
    if zh.value.denominator != 1 and zh.value < 1 and en.kind == "percent":
        return abs(zh.value * 100 - en.value) <= 1
    if zh.more and zh.value <= en.value < zh.value + _lowest_unit(zh.value):
        return True
    if zh.scaled and en.surface[-1:] in "mM":
        return en.value * 10**6 == zh.value
    return en.surface[-1:] in "kK" and en.value * 1000 == zh.value


def _lowest_unit(value: Fraction) -> int:
    """The last place that is not zero: 10 for 30, 100 for 1200; so 30多 is anything from 30 to below 40."""
    unit = 1
    while value.denominator == 1 and value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def _near(one: Fraction, other: Fraction, share: Fraction) -> bool:
    return one != 0 and abs(one - other) / abs(one) <= share


def _told(quantity: Quantity, zh: str, en: str, extra: Sequence[Quantity], wanted: Sequence[Quantity]) -> bool:
    """Whether the English tells a quantity otherwise: in words, in another unit, rounded with a hedge."""
    if quantity.kind == "year":
        others = {other.value for other in wanted if other.kind == "year"} - {quantity.value}
        told = bool(others) and bool(_YEAR_WORDS.search(en))
        return told and not any(re.fullmatch(r"[12]\d{3}", other.surface) for other in extra)
    if quantity.kind in ("month", "number"):
        span = _SINCE_JANUARY.search(zh)
        if span and quantity.value in (1, int(span["last"])) and _FIRST_MONTHS.search(en):
            return True
    changed = quantity.kind == "percent" and any(other.kind == "percent" for other in extra)
    if quantity.kind in ("number", "percent") and not quantity.scaled and not changed:
        surface = quantity.surface.strip().rstrip("多余几")
        for chinese, english in _WORDS:
            if re.match(chinese, surface) and re.search(english, en, re.IGNORECASE):
                return True
    return any(_converted(quantity, other, zh, en) or _rounded(quantity, other, en) for other in extra)


def _converted(quantity: Quantity, other: Quantity, zh: str, en: str) -> bool:
    """3.2万亩 as 2,130 hectares."""
    factors = _CONVERSIONS.get(zh[quantity.span[1] :].lstrip()[:1], {})
    after = en[other.span[1] :].lstrip(" -").lower()
    return any(
        after.startswith(unit) and _near(quantity.value * factor, other.value, _CONVERTED)
        for unit, factor in factors.items()
    )


def _rounded(quantity: Quantity, other: Quantity, en: str) -> bool:
    """A figure rounded rightly to two digits or more: nearly 1.3 trillion for 1.27万亿. It needs a hedge before it; without
    one three digits are needed."""
    if not quantity.scaled or other.kind != "number" or not other.value:
        return False
    places = _significant(other.value)
    if places < 2 or places >= _significant(quantity.value):
        return False
    hedge = _HEDGE.search(en[: other.span[0]])
    unit = _lowest_unit(other.value) if other.value.denominator == 1 else Fraction(1, 10)
    return abs(quantity.value - other.value) * (1 if hedge else 2) <= unit and (hedge is not None or places >= 3)


def _significant(value: Fraction) -> int:
    return len(digits_of(value))


def digits_of(value: Fraction) -> str:
    """The digits of a value without the zeros at its ends: 1723 for 17.23 million; twelve at most behind the point."""
    whole = value.numerator * 10**12 // value.denominator
    return str(abs(whole)).strip("0")


def _is_date(en: str, month: Quantity) -> bool:
    """Whether a month's name is a date and not a word (the Long March, it may): a day or year stands beside it."""
    first, last = month.span
    return bool(re.search(r"\d\w{0,2}\s$", en[:first]) or re.match(r"\.?,?\s\d", en[last:]))


def _hint(extra: Sequence[Quantity]) -> str:
    figures = [quantity.surface for quantity in extra if quantity.kind != "month"]
    return f"; the English has {', '.join(figures[:3])}" if figures else ""

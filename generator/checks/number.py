"""Every quantity of the Chinese must stand in the English, with the same value."""

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.language.quantities import Quantity, chinese_quantities, english_quantities
from generator.model import Flag

ROUNDING = Fraction(6, 1000)
"""Relative difference allowed for scaled figures: 1.27万亿 as 1.3 trillion is no longer right, 39.43万 as 394,000 is."""


def check_number(zh: str, en: str) -> list[Flag]:
    """Flags for quantities that are lost or changed, for months that the Chinese does not have, and for large figures
    that nothing in the Chinese accounts for."""
    wanted, given = chinese_quantities(zh), english_quantities(en)
    lost, extra = unmatched(wanted, given)
    flags = [
        Flag("number", "serious", f"{quantity.surface} is missing or changed{_hint(extra)}")
        for quantity in lost
        if quantity.kind != "ordinal" or quantity.value > 3
    ]
    months = [quantity for quantity in extra if quantity.kind == "month" and _is_date(en, quantity)]
    if months and not any(quantity.kind == "month" for quantity in wanted):
        flags.append(Flag("date", "serious", f"{months[0].surface} is not in the Chinese"))
    large = [quantity for quantity in extra if quantity.scaled and quantity.value >= 10**5]
    if large and not lost and not any(ch in zh for ch in "万亿"):
        flags.append(Flag("number", "serious", f"{large[0].surface} is not in the Chinese"))
    return flags


def unmatched(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Chinese quantities without a counterpart, and English ones that nothing claimed. One English figure may stand for
    two equal Chinese ones."""
    used: set[int] = set()
    lost: list[Quantity] = []
    for quantity in wanted:
        options = [at for at, other in enumerate(given) if same_quantity(quantity, other)]
        fresh = [at for at in options if at not in used]
        if fresh:
            used.add(fresh[0])
        elif not options:
            lost.append(quantity)
    return lost, [other for at, other in enumerate(given) if at not in used]


def same_quantity(zh: Quantity, en: Quantity) -> bool:
    """Whether an English quantity can be the counterpart of a Chinese one."""
    if zh.kind == "month":
        return en.value == zh.value and en.kind in ("month", "number", "ordinal")
    if zh.kind in ("year", "day", "ordinal"):
        return en.value == zh.value and en.kind in ("number", "ordinal", "year")
    if en.kind == "month":
        return False
    if zh.kind == "percent":
        return _near(zh.value, en.value, zh.scaled) or _near(zh.value / 100, en.value, zh.scaled)
    if zh.kind == "times" and en.value in (zh.value, zh.value + 1, zh.value * 100):
        return True
    return _near(zh.value, en.value, zh.scaled or en.scaled)


def _near(one: Fraction, other: Fraction, scaled: bool) -> bool:
    if one == other:
        return True
    return scaled and one != 0 and abs(one - other) / abs(one) <= ROUNDING


def _is_date(en: str, month: Quantity) -> bool:
    """Whether a month's name is a date and not a word (the Long March, it may): a day or year stands beside it."""
    first, last = month.span
    return bool(re.search(r"\d\w{0,2}\s$", en[:first]) or re.match(r"\.?,?\s\d", en[last:]))


def _hint(extra: Sequence[Quantity]) -> str:
    figures = [quantity.surface for quantity in extra if quantity.kind != "month"]
    return f"; the English has {', '.join(figures[:3])}" if figures else ""

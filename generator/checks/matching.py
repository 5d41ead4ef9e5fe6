"""Which English quantity stands for which Chinese one."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.language.quantities import Quantity, digits_of, lowest_unit

ROUNDING = Fraction(6, 1000)
"""Relative difference allowed for scaled figures: 39.43万 as 394,000 is right, 1.27万亿 as 1.2 trillion is not."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which English quantity stands for which Chinese one."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    lost: tuple[Quantity, ...]
    """Chinese quantities without a counterpart of the same value."""
    extra: tuple[Quantity, ...]
    """English quantities that nothing claimed."""


def match_quantities(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> Matching:
    """Counterparts of the same value, in order; of several, one of the same kind first. One English figure may stand for
    two equal Chinese ones, but not while a figure with the same digits and another magnitude is left over."""
    used: set[int] = set()
    pairs: list[tuple[Quantity, Quantity]] = []
    lost: list[Quantity] = []
    shared: list[tuple[Quantity, Quantity]] = []
    for quantity in wanted:
        options = [at for at, other in enumerate(given) if same_quantity(quantity, other)]
        fresh = sorted((at for at in options if at not in used), key=lambda at: given[at].kind != quantity.kind)
        if fresh:
            used.add(fresh[0])
            pairs.append((quantity, given[fresh[0]]))
        elif options:
            shared.append((quantity, given[options[0]]))
        else:
            lost.append(quantity)
    extra = [other for at, other in enumerate(given) if at not in used]
    for quantity, other in shared:
        if _wrong_twin(quantity, extra, len(shared)):
            lost.append(quantity)
        else:
            pairs.append((quantity, other))
    return Matching(tuple(pairs), tuple(lost), tuple(extra))


def _wrong_twin(quantity: Quantity, extra: Sequence[Quantity], shared: int) -> bool:
    """Whether of two equal figures one came out wrong: 6% and 6% as 7% and 6%, 3亿 and 3亿 as 3 billion and 300 million."""
    if quantity.kind == "percent":
        return sum(other.kind == "percent" for other in extra) == shared
    return quantity.scaled and any(
        other.scaled and other.surface[0].isdigit() and digits_of(other.value) == digits_of(quantity.value)
        for other in extra
    )


def same_quantity(zh: Quantity, en: Quantity) -> bool:
    """Whether an English quantity can be the counterpart of a Chinese one."""
    if zh.kind == "month":
        return en.value == zh.value and en.kind in ("month", "number", "ordinal")
    if en.kind == "month":
        return False
    if zh.kind in ("year", "day"):
        told = en.kind in ("ordinal", "year") or (en.kind == "number" and en.surface[:1].isdigit())
        return en.value == zh.value and told
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
    if en.value == zh.value or (en.value == zh.value / 100 < 1 and en.kind == "number"):
        return True
    return en.kind == "number" and en.value == zh.value * 100 and "basis" in en.surface


def _same_number(zh: Quantity, en: Quantity) -> bool:
    if zh.value == en.value or ((zh.scaled or en.scaled) and _near(zh.value, en.value, ROUNDING)):
        return True
    if zh.value.denominator != 1 and zh.value < 1 and en.kind == "percent":
        return abs(zh.value * 100 - en.value) <= 1
    if zh.more and zh.value <= en.value < zh.value + lowest_unit(zh.value):
        return True
    if zh.scaled and en.surface[-1:] in "mM":
        return en.value * 10**6 == zh.value
    return en.surface[-1:] in "kK" and en.value * 1000 == zh.value


def _near(one: Fraction, other: Fraction, share: Fraction) -> bool:
    return one != 0 and abs(one - other) / abs(one) <= share

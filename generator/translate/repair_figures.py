"""Repairs of figures and dates. A figure is touched only if nothing in the Chinese accounts for it, and only if one
missing figure alone can be meant."""

import re
from collections.abc import Sequence
from fractions import Fraction

from rapidfuzz.distance import OSA

from generator.checks.number import invented_month, unmatched_in, weekdays_apart
from generator.checks.pair import Pair
from generator.language.quantities import MONTHS, Quantity, chinese_quantities, digits_of

Pairing = list[tuple[Quantity, Quantity]]

_MONTH_NAMES: dict[int, str] = {}
for _name, _number in MONTHS.items():
    _MONTH_NAMES.setdefault(_number, _name.capitalize())
_MONTH = "|".join(_MONTH_NAMES[number] for number in range(1, 13))
_LEADING = re.compile(r"\d[\d,]*(?:\.\d+)*")


def mend_figures(zh: str, en: str) -> str:
    """Figures with the right digits and the wrong magnitude get the right one; a wrong percentage, year, month or ordinal
    gets the right value where as many are missing in the Chinese order as are unaccounted for."""
    lost, extra = unmatched_in(zh, en)
    pairing = _by_digits(lost, extra) + _alone(lost, extra)
    for one, other in sorted(pairing, key=lambda pair: -pair[1].span[0]):
        first, last = other.span
        en = en[:first] + _rewritten(one, other) + en[last:]
    return en


def mend_dates(zh: str, en: str) -> str:
    """A wrong day of the week becomes the right one where each side has one of its own; `27 January` becomes `the 27th`
    where the Chinese says 27日 and names no month."""
    pair = Pair(zh, en)
    right, wrong = weekdays_apart(pair)
    if len(right) == len(wrong) == 1:
        en = en.replace(wrong[0], right[0])
    if invented_month(pair) is None:
        return en
    days = {int(quantity.value) for quantity in chinese_quantities(zh) if quantity.kind == "day"}

    def bare(match: re.Match[str]) -> str:
        day = int(match["before"] or match["after"])
        return f"the {day}{ordinal_ending(day)}" if day in days else match[0]

    pattern = (
        rf"(?:\bthe )?(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:{_MONTH})"
        rf"|\b(?:{_MONTH}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)"
        r"\b(?!,? \d{4})"
    )
    return re.sub(pattern, bare, en)


def ordinal_ending(number: int) -> str:
    """`st`, `nd`, `rd` or `th`."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def format_number(value: Fraction) -> str:
    """A value as the house style writes it: 590 billion, 17.23 million, 394,300."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{_decimal(value / size)} {name}"
    return _decimal(value)


def _by_digits(lost: Sequence[Quantity], extra: Sequence[Quantity]) -> Pairing:
    """Pairs of figures with the same digits. Among equal digits, only as many on each side, in order."""
    ours = [quantity for quantity in lost if quantity.kind in ("number", "percent", "times")]
    theirs = [
        quantity for quantity in extra if quantity.kind in ("number", "percent", "times") and _is_figure(quantity)
    ]
    pairing: Pairing = []
    for digits in dict.fromkeys(map(_digits, ours)):
        left = [quantity for quantity in ours if _digits(quantity) == digits]
        right = [quantity for quantity in theirs if _digits(quantity) == digits and _same_sort(left[0], quantity)]
        sure = len(digits) > 1 or all(_telling(one, other, lost) for one in left for other in right)
        if len(left) == len(right) and sure:
            pairing += zip(left, right, strict=True)
    return pairing


def _telling(one: Quantity, other: Quantity, lost: Sequence[Quantity]) -> bool:
    """Whether a single digit is enough: 3000 for 300 where nothing else is missing, 5亿 for 5 billion; but never 10 for the
    100 of `top 100`."""
    if one.scaled:
        return other.scaled or other.value >= 10**4
    return len(lost) == 1 and one.value.numerator % 10 == 0 and _digits(one) != "1"


def _alone(lost: Sequence[Quantity], extra: Sequence[Quantity]) -> Pairing:
    """Pairs of what is left of a kind when as many are missing on each side; large figures only when their first digits
    agree (7877万 and 7.87 million)."""
    done = _by_digits(lost, extra)
    lost = [quantity for quantity in lost if all(quantity is not one for one, _ in done)]
    extra = [quantity for quantity in extra if all(quantity is not other for _, other in done)]
    pairing: Pairing = []
    for kind in ("percent", "year", "decade", "month", "ordinal"):
        ours = [quantity for quantity in lost if quantity.kind == kind]
        theirs = [quantity for quantity in extra if _could_be(kind, quantity)]
        if ours and len(ours) == len(theirs) <= (2 if kind == "year" else 1):
            pairing += zip(ours, theirs, strict=True)
    ours = [quantity for quantity in lost if quantity.scaled]
    theirs = [quantity for quantity in extra if quantity.kind == "number" and quantity.scaled]
    if len(ours) == len(theirs) == 1 and _digits(ours[0])[:2] == _digits(theirs[0])[:2]:
        pairing += zip(ours, theirs, strict=True)
    return pairing or _misread(lost, extra)


_ROUND = (10, 100, 1000)
"""What English may put for a set phrase in which Chinese counts nothing: the 100 of `top 100` for 百强."""


def _misread(lost: Sequence[Quantity], extra: Sequence[Quantity]) -> Pairing:
    """A single small figure that is missing, and the single one unaccounted for, if one digit makes the difference or two
    have changed places: 43 and 34, 162 and 62, 11月21日 and 1 November."""
    theirs = [quantity for quantity in extra if quantity.surface[0].isdigit() and quantity.kind == "number"]
    if len(lost) != 1 or len(theirs) != 1 or theirs[0].scaled or lost[0].more or theirs[0].value in _ROUND:
        return []
    ours, other = lost[0], theirs[0]
    if ours.scaled and ours.kind == "number":
        near = len(_digits(ours)) > 2 and other.value >= 1000 and OSA.distance(_digits(ours), _digits(other)) == 1
    else:
        near = ours.kind in ("number", "day") and OSA.distance(_decimal(ours.value), _decimal(other.value)) == 1
    return [(ours, other)] if near else []


_COMMON = 3
"""`first`, `second` and `third` are said of much that Chinese does not count."""


def _could_be(kind: str, quantity: Quantity) -> bool:
    if kind == "year":
        return bool(re.fullmatch(r"[12]\d{3}", quantity.surface))
    if kind == "decade":
        return bool(re.fullmatch(r"[12]\d\d0", quantity.surface))
    if kind == "ordinal":
        return quantity.kind == "ordinal" and (quantity.surface[0].isdigit() or quantity.value > _COMMON)
    if kind == "percent":
        return quantity.kind == "percent" and quantity.surface[0].isdigit()
    return quantity.kind == kind


def _same_sort(one: Quantity, other: Quantity) -> bool:
    return (one.kind == "percent") == (other.kind == "percent")


def _is_figure(quantity: Quantity) -> bool:
    """A word such as `seven` is no wrong 7亿 but most likely something else."""
    return quantity.surface[0].isdigit() and (quantity.scaled or quantity.value >= 100 or len(_digits(quantity)) > 2)


def _digits(quantity: Quantity) -> str:
    return digits_of(quantity.value)


def _rewritten(one: Quantity, other: Quantity) -> str:
    """The English surface with the Chinese value."""
    if one.kind == "month":
        stop = "." if other.surface.endswith(".") else ""
        return _MONTH_NAMES.get(int(one.value), other.surface) + stop
    if one.kind == "ordinal":
        return f"{int(one.value)}{ordinal_ending(int(one.value))}"
    if one.kind in ("year", "decade"):
        return str(int(one.value))
    if one.kind in ("percent", "times", "day"):
        return _LEADING.sub(_decimal(one.value), other.surface, count=1)
    text = format_number(one.value)
    return text.replace(" ", "-") if re.search(r"\d-[a-z]", other.surface) else text


def _decimal(value: Fraction) -> str:
    return f"{float(value):,.6f}".rstrip("0").rstrip(".")

"""The value that a text's figure stands for, the same for Chinese and English."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "percent", "year", "month", "day", "ordinal", "times", "hour", "decade"]
"""`times`: a multiple (3.3倍, threefold). `hour`: an hour of the day. `decade`: its first year, or that year's last two
digits where the text names no century."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text."""

    value: Fraction
    """Percentages as printed: 34 for 34%."""
    kind: Kind
    surface: str
    span: tuple[int, int]
    """Half-open offsets."""
    scaled: bool = False
    """Printed with 万, 亿, thousand, million …"""
    more: bool = False
    """Printed with 多, 余, 几 or +: at least so many."""


def lowest_unit(value: Fraction) -> int:
    """The last place that is not zero: 10 for 30, 100 for 1200; so 30多 is anything from 30 to below 40."""
    unit = 1
    while value.denominator == 1 and value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def digits_of(value: Fraction) -> str:
    """The digits of a value without the zeros at its ends: 1723 for 17.23 million; twelve at most behind the point."""
    whole = value.numerator * 10**12 // value.denominator
    return str(abs(whole)).strip("0")

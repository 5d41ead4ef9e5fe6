"""How figures are written in English: `RMB 590 billion`, `57,000 mu`, `34%`. Values are kept exactly, nothing is rounded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from generator.model import Figure

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_BOUNDS = {"about": "about ", "over": "over ", "under": "under "}


@dataclass(frozen=True, slots=True)
class Units:
    """Data of `content/units.yaml`."""

    prefix: Mapping[str, str] = field(default_factory=lambda: {"元": "RMB"})
    """Chinese unit → what stands before the number."""
    after: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese unit → what stands after it, for one and for more."""


def in_english(figure: Figure, units: Units) -> str:
    """A figure as the English edition gives it. A unit that is not known is left out."""
    bound = _BOUNDS.get(figure.bound, "")
    if figure.kind == "percent":
        return f"{bound}{plain_number(figure.value)}%"
    number = scaled(figure.value)
    if figure.unit in units.prefix:
        return f"{bound}{units.prefix[figure.unit]} {number}"
    one, more = units.after.get(figure.unit, ("", ""))
    return f"{bound}{number} {one if figure.value == 1 else more}".rstrip()


def scaled(value: Fraction) -> str:
    """`5900亿` → `590 billion`; below a million in full with commas. Exact: three decimals at most, else in full."""
    for size, name in _SCALES:
        share = value / size
        if abs(value) >= size and (share * 1000).denominator == 1:
            return f"{plain_number(share)} {name}"
    return plain_number(value)


def plain_number(value: Fraction) -> str:
    """Digits with commas and as many decimals as it takes; a number without a finite decimal is given as a fraction."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    for places in range(1, 7):
        if (value * 10**places).denominator == 1:
            whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
            return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}d}"
    return f"{value.numerator}/{value.denominator}"

"""What can be repaired with certainty in an English sentence; everything else stays and is flagged."""

import re
from fractions import Fraction

from generator.checks import check_pair
from generator.checks.number import unmatched
from generator.glossary import Glossary, holds
from generator.language.quantities import Quantity, chinese_quantities, english_quantities
from generator.model import Flag

_STOCK = re.compile(r"\s*It's not like it's a bad idea\.?[\"”]?", re.IGNORECASE)


def repair(zh: str, en: str, flags: tuple[Flag, ...], glossary: Glossary) -> str | None:
    """The mended English, or None when nothing certain can be done. A repair is kept only if it leaves fewer serious
    flags, or fewer flags in all, than there were."""
    codes = {flag.check for flag in flags}
    fixed = en
    if "stock" in codes:
        fixed = _STOCK.sub("", fixed).strip()
    if "currency" in codes:
        fixed = _yuan(fixed)
    if "number" in codes:
        fixed = _magnitudes(zh, fixed)
    if "repeat" in codes:
        fixed = _cut_loop(fixed)
    if "glossary" in codes:
        fixed = _terms(zh, fixed, glossary)
    if fixed == en or not fixed:
        return None
    before, after = _weight(flags), _weight(check_pair(zh, fixed, glossary))
    return fixed if after < before else None


def _weight(flags: tuple[Flag, ...]) -> tuple[int, int]:
    return sum(flag.severity == "serious" for flag in flags), len(flags)


def _magnitudes(zh: str, en: str) -> str:
    """A figure with the right digits and the wrong magnitude gets the right one, if it is the only such pair; or if all
    unmatched figures on both sides agree in digits, in order."""
    lost, extra = unmatched(chinese_quantities(zh), english_quantities(en))
    lost = [quantity for quantity in lost if quantity.kind == "number"]
    extra = [quantity for quantity in extra if quantity.kind == "number" and quantity.value > 12]
    if not lost or len(lost) != len(extra):
        return en
    if not all(_digits(one) == _digits(other) for one, other in zip(lost, extra, strict=True)):
        return en
    for one, other in reversed(list(zip(lost, extra, strict=True))):
        first, last = other.span
        en = en[:first] + format_number(one.value) + en[last:]
    return en


def _digits(quantity: Quantity) -> str:
    value = quantity.value
    while value.denominator != 1:
        value *= 10
    return str(value.numerator).strip("0")


def format_number(value: Fraction) -> str:
    """A value as the house style writes it: 590 billion, 17.23 million, 394,300."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{_decimal(value / size)} {name}"
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    return f"{float(value):,.6f}".rstrip("0").rstrip(".")


def _yuan(en: str) -> str:
    fixed = re.sub(r"(?:US)?\$\s?(?=\d)", "RMB ", en)
    return re.sub(r"\b(?:US )?dollars?\b", "yuan", fixed)


def _cut_loop(en: str) -> str:
    return re.sub(r"\b(\w+(?:[\s-]+\w+){0,3}?)(?:[\s,-]+\1\b){2,}", r"\1", en, flags=re.IGNORECASE)


def _terms(zh: str, en: str, glossary: Glossary) -> str:
    for term in glossary.terms_in(zh):
        if term.check and not any(holds(en, rendering) for rendering in (term.en, *term.also)):
            found = [wrong for wrong in term.wrong if holds(en, wrong)]
            if len(found) == 1:
                pattern = rf"(?<!\w){re.escape(found[0])}(?!\w)"
                en = re.sub(pattern, term.en.replace("\\", r"\\"), en, flags=re.IGNORECASE)
    return en

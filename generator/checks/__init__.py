"""Chinese and English → flags. A check is a function of the pair; the list below is the order in which they run."""

from collections.abc import Callable, Collection, Mapping

from generator.checks.direction import check_direction
from generator.checks.names import check_names
from generator.checks.number import check_number
from generator.checks.text import (
    check_brackets,
    check_currency,
    check_cut,
    check_latin,
    check_length,
    check_repeat,
    check_residue,
    check_stock,
)
from generator.glossary import Glossary, holds
from generator.model import Flag

Check = Callable[[str, str], list[Flag]]

CHECKS: Mapping[str, tuple[Check, str]] = {
    "number": (check_number, "every quantity and date of the Chinese stands in the English with the same value"),
    "currency": (check_currency, "yuan did not become another currency"),
    "residue": (check_residue, "no Chinese characters are left in the English"),
    "length": (check_length, "the English is neither far too short nor far too long"),
    "cut": (check_cut, "the English does not stop in mid-sentence"),
    "repeat": (check_repeat, "no words are repeated in a loop"),
    "stock": (check_stock, "no sentence that machine translation invents when it has lost the thread"),
    "direction": (check_direction, "what rises or falls in the Chinese does so in the English; a ban stays a ban"),
    "name": (check_names, "names of persons are in pinyin, family name first"),
    "latin": (check_latin, "Latin words of the Chinese are kept"),
    "brackets": (check_brackets, "brackets and quotation marks match"),
}
"""Code → check and what it makes sure of. `glossary` runs besides, since it needs the glossary."""


def check_pair(zh: str, en: str, glossary: Glossary, *, off: Collection[str] = ()) -> tuple[Flag, ...]:
    """All flags of a pair, without the checks named in `off`. Empty English gives the flag of `length` only."""
    if not en.strip():
        return () if "length" in off else tuple(check_length(zh, en))
    pinyin_only = glossary.without_persons(zh)
    flags = [
        flag
        for code, (check, _) in CHECKS.items()
        if code not in off
        for flag in check(pinyin_only if code == "name" else zh, en)
    ]
    if "glossary" not in off:
        flags += check_glossary(zh, en, glossary)
    return tuple(flags)


def check_glossary(zh: str, en: str, glossary: Glossary) -> list[Flag]:
    """Terms of the Chinese whose official English, or another accepted one, is not in the English. Units are left to
    the checks of figures and of currency."""
    return [
        Flag("glossary", "minor", f"{term.zh} should be “{term.en}”")
        for term in glossary.terms_in(zh)
        if term.check
        and term.category != "unit"
        and not any(holds(en, rendering) for rendering in (term.en, *term.also))
    ]

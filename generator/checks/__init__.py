"""Chinese and English → flags. A check is a function of the pair; the list below is the order in which they run."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from generator.checks.currency import check_currency
from generator.checks.direction import check_direction
from generator.checks.latin import check_latin
from generator.checks.names import check_names
from generator.checks.number import check_date, check_number
from generator.checks.pair import Pair
from generator.checks.terms import check_glossary
from generator.checks.text import (
    check_brackets,
    check_cut,
    check_length,
    check_repeat,
    check_residue,
    check_stock,
)
from generator.glossary import Glossary
from generator.model import Flag, Severity

Check = Callable[[Pair], list[Flag]]

CHECKS: Mapping[str, tuple[Check, str]] = {
    "number": (
        check_number,
        "every quantity of the Chinese stands in the English with the same value, and no large one besides",
    ),
    "date": (check_date, "no date has a month that the Chinese does not name, or another day of the week"),
    "currency": (check_currency, "money keeps its currency"),
    "residue": (check_residue, "no Chinese characters are left in the English"),
    "length": (check_length, "the English is neither far too short nor far too long"),
    "cut": (check_cut, "the English does not stop in mid-sentence"),
    "repeat": (check_repeat, "no words are repeated in a loop"),
    "stock": (check_stock, "no sentence that machine translation invents when it has lost the thread"),
    "direction": (
        check_direction,
        "what rises or falls in the Chinese does so in the English; a ban and a refusal stay what they are",
    ),
    "name": (check_names, "names of persons are in pinyin, family name first"),
    "latin": (check_latin, "Latin words of the Chinese are kept"),
    "brackets": (check_brackets, "brackets and quotation marks match"),
}
"""Code → check and what it makes sure of. `glossary` runs besides, since it needs the glossary; `residue` may tell
`copied`."""

CODES = (*CHECKS, "copied", "glossary")
"""All codes that a flag can have."""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Which checks run, and how grave their flags are."""

    off: frozenset[str] = frozenset()
    """Codes that are not told."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Code → severity in place of the check's own."""


ALL_CHECKS = CheckRules()


def check_pair(
    zh: str, en: str, glossary: Glossary, *, off: Collection[str] = (), rules: CheckRules = ALL_CHECKS
) -> tuple[Flag, ...]:
    """All flags of a pair, without the codes named in `off` or switched off by the rules. Empty English gives the flag of
    `length` only."""
    silent = rules.off.union(off)
    pair, pinyin_only = Pair(zh, en), Pair(glossary.without_persons(zh), en)
    flags: list[Flag] = []
    for code, (check, _) in CHECKS.items() if en.strip() else ():
        if code not in silent:
            flags += check(pinyin_only if code == "name" else pair)
    if not en.strip():
        flags += check_length(pair)
    elif "glossary" not in silent:
        flags += check_glossary(zh, en, glossary)
    return tuple(
        replace(flag, severity=rules.severity.get(flag.check, flag.severity))
        for flag in flags
        if flag.check not in silent
    )

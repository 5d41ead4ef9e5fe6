"""What can be repaired with certainty in an English sentence; everything else stays and is flagged."""

import re

from generator.checks import ALL_CHECKS, CheckRules, check_pair
from generator.checks.currency import FOREIGN, currency_slips
from generator.checks.names import name_slips
from generator.checks.number import lost_in
from generator.checks.pair import Pair
from generator.checks.terms import missing_terms
from generator.glossary import Glossary, holds
from generator.model import Flag
from generator.translate.repair_figures import mend_dates, mend_figures

_STOCK = re.compile(r"\s*It's not like it's a bad idea\.?[\"”]?", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{4,}")


def repair(zh: str, en: str, flags: tuple[Flag, ...], glossary: Glossary, rules: CheckRules = ALL_CHECKS) -> str | None:
    """The mended English, or None when nothing certain can be done. A repair is kept only if it leaves fewer serious
    flags, or fewer flags in all, than there were, and no more lost figures."""
    codes = {flag.check for flag in flags}
    fixed = en
    for code, mend in (
        ("stock", _cut_stock),
        ("repeat", _cut_loop),
        ("currency", _currency),
        ("number", mend_figures),
        ("date", mend_dates),
        ("name", _names),
        ("latin", _latin),
    ):
        if code in codes:
            fixed = mend(glossary.without_persons(zh) if code == "name" else zh, fixed)
    if "glossary" in codes:
        fixed = _terms(zh, fixed, glossary)
    if fixed == en or not fixed.strip():
        return None
    before, after = _weight(flags), _weight(check_pair(zh, fixed, glossary, rules=rules))
    return fixed if after < before and _lost(zh, fixed) <= _lost(zh, en) else None


def _weight(flags: tuple[Flag, ...]) -> tuple[int, int]:
    return sum(flag.severity == "serious" for flag in flags), len(flags)


def _lost(zh: str, en: str) -> int:
    return len(lost_in(zh, en))


def _cut_stock(zh: str, en: str) -> str:
    """Without the invented sentence; a quotation that it left open is closed where the Chinese closes it."""
    fixed = _STOCK.sub("", en).strip()
    if zh.rstrip().endswith("”"):
        if fixed.count("“") == fixed.count("”") + 1:
            return fixed + "”"
        if fixed.count('"') % 2:
            return fixed + '"'
    return fixed


_MONEY = {
    "cny": ("RMB ", "yuan"),
    "usd": ("US$", "US dollars"),
    "eur": ("€", "euros"),
    "gbp": ("£", "pounds"),
    "jpy": ("JPY ", "yen"),
    "krw": ("KRW ", "won"),
}
"""Currency → its mark before a figure, and its name after one."""


def _currency(zh: str, en: str) -> str:
    """Amounts get their currency back: those with the value of a Chinese one, and all in dollars where the Chinese has yuan
    only."""
    for slip in sorted(currency_slips(Pair(zh, en)), key=lambda slip: -slip.span[0]):
        if slip.unit in _MONEY:
            first, last = slip.span
            before, after = _MONEY[slip.unit]
            is_word = slip.found[-1:].isalpha() and not slip.found.isupper() and not en[last : last + 1].isdigit()
            en = en[:first] + after + en[last:] if is_word else en[:first] + before + en[last:].lstrip()
    if not FOREIGN.search(zh):
        en = re.sub(r"(?:US|HK|S)?\$\s?(?=\d)", "RMB ", en)
        en = re.sub(r"\b(?:US )?dollars?\b", "yuan", en)
    return en


def _cut_loop(_zh: str, en: str) -> str:
    return re.sub(r"\b(\w+(?:[\s-]+\w+){0,3}?)(?:[\s,-]+\1\b){2,}", r"\1", en, flags=re.IGNORECASE)


def _names(zh: str, en: str) -> str:
    for slip in name_slips(zh, en):
        if slip.certain:
            en = en.replace(slip.wrong, slip.right)
    return en


def _latin(zh: str, en: str) -> str:
    """A Latin word of the Chinese that the English misspells by one or two letters gets its spelling back."""
    own = {word.lower() for word in _LATIN.findall(zh)}
    for word in dict.fromkeys(_LATIN.findall(zh)):
        if word.lower() in en.lower():
            continue
        near = {
            other
            for other in _LATIN.findall(en)
            if other.lower() not in own and other[0].isupper() and _near(word, other)
        }
        if len(near) == 1:
            en = re.sub(rf"\b{re.escape(near.pop())}\b", word, en)
    return en


def _near(one: str, other: str) -> bool:
    """Whether two words differ by one letter dropped, added or changed."""
    one, other = sorted((one.lower(), other.lower()), key=len)
    if len(other) - len(one) > 1 or one[0] != other[0]:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]


def _terms(zh: str, en: str, glossary: Glossary) -> str:
    for term in missing_terms(zh, en, glossary):
        found = [wrong for wrong in term.wrong if holds(en, wrong)]
        if len(found) == 1:
            pattern = rf"(?<!\w){re.escape(found[0])}(?!\w)"
            en = re.sub(pattern, term.en.replace("\\", r"\\"), en, flags=re.IGNORECASE)
    return en

"""What an engine loses is given to it in another form: figures, dates, terms and names whose English is known.

A sentence whose translation has a flag is translated again from sources in which what can be held is replaced:

    english    by its English:        投资5900亿元 → 投资 RMB 590 billion
    mark       by a mark that engines copy, which is put back afterwards:   投资5900亿元 → 投资473元,  区委 → TX2

Large figures get a plain figure of three digits as their mark, which stands where a figure belongs and needs no conversion;
terms and names get a short Latin code. Which form an engine carries through better differs by engine and by sentence, so
both are tried and the checks decide (see `generator/translate/choice.py`). Chinese numerals become Arabic ones in both,
and dates have no mark, since 9月8日 is one already.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.checks.names import names_in
from generator.glossary import Glossary
from generator.language.characters import han_count
from generator.language.quantities import MONTHS, Quantity, chinese_quantities
from generator.model import Flag
from generator.translate.engine import Candidate
from generator.translate.repair_figures import format_number

Kind = Literal["figure", "date", "term", "name"]
KINDS: tuple[Kind, ...] = ("figure", "date", "term", "name")
Form = Literal["english", "mark"]
FORMS: tuple[Form, ...] = ("english", "mark")

_FIGURE_MARKS = ("473", "526", "618", "749", "837", "951", "364", "582", "695", "786", "859", "947")
"""Three digits: engines copy them, write no comma into them and do not spell them out. No year, no round figure."""
_CODES = tuple(f"TX{number}" for number in range(2, 10))
_CODE_LEFT = re.compile(r"\bT\s?X(?:\b|\s?-?\d)", re.IGNORECASE)
_SCALE_AFTER = re.compile(
    r"[\s-]?(?:hundred|thousand|million|billion|trillion|%|per ?cent|percent|st\b|nd\b|rd\b|th\b)", re.I
)
_CONCERNS: Mapping[str, tuple[Kind, ...]] = {
    "number": ("figure", "date"),
    "date": ("figure", "date"),
    "currency": ("figure",),
    "glossary": ("term",),
    "name": ("name",),
}
"""Check → what its flags call for. Flags of the other checks call for everything: a lost clause may have held anything."""
_MONTH_NAMES = {number: name.capitalize() for name, number in reversed(list(MONTHS.items()))}
_DATE = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日"
    r"(?:\s?(?:[至到]|[-—－–~～]{1,2})\s?(?P<last>[12]\d|3[01]|[1-9])日)?"
)


@dataclass(frozen=True, slots=True)
class Hold:
    """A part of a Chinese sentence whose English is known."""

    span: tuple[int, int]
    """Half-open offsets."""
    kind: Kind
    en: str
    """Its English, without the currency."""
    money: bool = False
    """元 follows it, outside the span."""
    plain: str = ""
    """What replaces it in either form, where that is Chinese still: 28 for 二十八."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A source with its holds replaced."""

    zh: str
    form: Form
    marks: tuple[tuple[str, Hold], ...] = ()
    """What to look for in the translation, and what it stands for."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What the engine gets."""
        return (self.zh,)

    def english(self, offered: Sequence[Sequence[Candidate]]) -> list[Candidate]:
        """What the engine made of it, with the marks put back, without what lost one."""
        back = [(restored(candidate.en, self), candidate.score) for candidate in offered[0]]
        return [Candidate(en, score) for en, score in back if en is not None]


@dataclass(frozen=True)
class Protection:
    """What is held besides figures, dates and the glossary's terms."""

    kinds: tuple[Kind, ...] = KINDS
    """Empty switches protection off."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Chinese name of a place → English."""


EVERYTHING = Protection()


def protected_sources(
    zh: str, flags: Collection[Flag], glossary: Glossary, protection: Protection
) -> tuple[Protected, ...]:
    """The sources to translate besides the plain one: what the flags call for, in either form. None where nothing of that
    is in the sentence."""
    called = {kind for flag in flags for kind in _CONCERNS.get(flag.check, KINDS)} & set(protection.kinds)
    holds = [hold for hold in holds_in(zh, glossary, protection.places) if hold.kind in called]
    found: dict[str, Protected] = {}
    for form in FORMS:
        source = _replaced(zh, holds, form)
        if source.zh != zh:
            found.setdefault(source.zh, source)
    return tuple(found.values())


def holds_in(zh: str, glossary: Glossary, places: Mapping[str, str]) -> list[Hold]:
    """What can be held of a sentence, in order; of what overlaps, the longer."""
    found = [*_figures(zh), *_dates(zh), *_names(glossary.without_persons(zh)), *_terms(zh, glossary, places)]
    kept: list[Hold] = []
    for hold in sorted(found, key=lambda hold: (hold.span[0] - hold.span[1], hold.span, hold.kind)):
        if all(hold.span[1] <= other.span[0] or other.span[1] <= hold.span[0] for other in kept):
            kept.append(hold)
    return sorted(kept, key=lambda hold: hold.span)


def restored(en: str, source: Protected) -> str | None:
    """The translation with all marks put back. None if a mark is lost, doubled or changed, or something like a mark is left:
    such a translation cannot be used."""
    for mark, hold in source.marks:
        places = list(_pattern(mark).finditer(en))
        if len(places) != 1 or (mark.isdigit() and _SCALE_AFTER.match(en, places[0].end("mark"))):
            return None
        match = places[0]
        if hold.money:
            en = en[: match.start()] + _in_rmb(hold.en) + en[match.end() :]
        else:
            en = en[: match.start("mark")] + hold.en + en[match.end("mark") :]
    figure = any(mark.isdigit() and mark in en for mark, _ in source.marks)
    code = any(not mark.isdigit() for mark, _ in source.marks) and _CODE_LEFT.search(en)
    return None if figure or code else en


# ── what can be held ─────────────────────────────────────────────────────────────────────────────────────


def _figures(zh: str) -> Iterator[Hold]:
    """Large figures with their English; Chinese numerals with their Arabic figures."""
    for quantity in chinese_quantities(zh):
        first, last = quantity.span
        surface = zh[first:last]
        if quantity.kind == "number" and quantity.scaled:
            text = format_number(quantity.value)
            yield Hold(
                quantity.span, "figure", f"more than {text}" if quantity.more else text, zh[last : last + 1] == "元"
            )
        elif han_count(surface) and (plain := _in_arabic(quantity, surface)):
            yield Hold(quantity.span, "figure", "", plain=plain)


def _in_arabic(quantity: Quantity, surface: str) -> str:
    """A quantity in Chinese numerals as Chinese with Arabic figures; empty for one that is better left."""
    if re.search(r"\d", surface) or quantity.value.denominator != 1 or quantity.more:
        return ""
    value = int(quantity.value)
    if quantity.kind == "year":
        return f"{value}年"
    if quantity.kind == "ordinal" and surface.startswith("第") and value > 3:
        return f"第{value}"
    if quantity.kind == "percent" and ("成" in surface or surface.startswith("百分之")):
        return f"{value}%"
    return str(value) if quantity.kind == "number" and value > 10 and not surface.endswith("千") else ""


def _dates(zh: str) -> Iterator[Hold]:
    for match in _DATE.finditer(zh):
        month = _MONTH_NAMES[int(match["month"])]
        days = f"{match['day']} to {match['last']}" if match["last"] else match["day"]
        yield Hold(match.span(), "date", f"{days} {month}")


def _names(zh: str) -> Iterator[Hold]:
    for span, pinyin in names_in(zh):
        yield Hold(span, "name", pinyin)


def _terms(zh: str, glossary: Glossary, places: Mapping[str, str]) -> Iterator[Hold]:
    official = {term.zh: term.en for term in glossary.terms_in(zh) if term.check and term.category != "unit"}
    for known, english in sorted((dict(places) | official).items()):
        for match in re.finditer(re.escape(known), zh):
            yield Hold(match.span(), "term", english)


# ── replacing ────────────────────────────────────────────────────────────────────────────────────────────


def _replaced(zh: str, holds: Sequence[Hold], form: Form) -> Protected:
    """The source in a form, as far as there are marks; unchanged where nothing has that form."""
    digits = re.sub(r"[.,，．]", "", " ".join((zh, *(hold.en for hold in holds))))
    figures = [mark for mark in _FIGURE_MARKS if mark not in digits]
    codes = list(_CODES) if "TX" not in zh.upper() else []
    marks: list[tuple[str, Hold]] = []
    parts: list[str] = []
    done = 0
    for hold in holds:
        first, last = hold.span
        new = hold.plain
        if not new and form == "english":
            last += hold.money
            new = _spaced(_in_rmb(hold.en) if hold.money else hold.en, zh, first, last)
        elif not new and hold.kind != "date":
            free = figures if hold.kind == "figure" else codes
            if not free:
                continue
            marks.append((free.pop(0), hold))
            new = marks[-1][0]
        if new:
            parts += zh[done:first], new
            done = last
    return Protected("".join(parts) + zh[done:], form, tuple(marks))


def _spaced(english: str, zh: str, first: int, last: int) -> str:
    """English with a space to the characters beside it, but not to punctuation."""
    before = " " if zh[:first][-1:].isalnum() else ""
    after = " " if zh[last : last + 1].isalnum() else ""
    return f"{before}{english}{after}"


def _in_rmb(english: str) -> str:
    """`more than 10 million` → `more than RMB 10 million`."""
    head, figure = (
        ("more than ", english.removeprefix("more than ")) if english.startswith("more than ") else ("", english)
    )
    return f"{head}RMB {figure}"


def _pattern(mark: str) -> re.Pattern[str]:
    """Finds a mark as a word of its own; for a figure with the currency around it."""
    if mark.isdigit():
        before, after = r"(?:(?<!\w)(?:RMB|CNY|yuan|¥)\s?|(?<![\w.,]))", r"(?:\s?(?:yuan|RMB|renminbi)\b)?"
        return re.compile(rf"{before}(?P<mark>{mark})(?!\w|[.,]\d){after}", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?P<mark>T\s?X\s?-?{mark[2:]})(?!\w)", re.IGNORECASE)

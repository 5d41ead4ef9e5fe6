"""Formulas: Chinese segments that differ in their figures, ordinals, dates or persons only.

    9月12日，区长谢东主持召开区政府第61次常务会议   →   ▯，区长▯主持召开区政府▯次常务会议      date, person, ordinal

A segment whose formula is known in English gets that English with its own figures, dates and persons put in, where that is
certain (see `filling.py`). What is not sure to be a plain figure stays as it is, in the formula: 5900亿, 8点, 3至5万, 5G.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from generator.checks import ALL_CHECKS, CheckRules
from generator.checks.names import names_in
from generator.glossary import Glossary
from generator.language.names import COMPOUND_SURNAMES, person_in_pinyin
from generator.language.numerals import numeral
from generator.language.words import Words

SlotKind = Literal["figure", "year", "ordinal", "numeral", "date", "days", "month", "person"]
"""`ordinal`: 第61. `numeral`: an ordinal in Chinese numerals, 第七. `date`: month and day. `days`: two days of a month.
`month`: a month without a day. The last three with a year or without, which makes two kinds of each."""

_MARKS: Mapping[str, str] = {
    kind: chr(0xE000 + at)
    for at, kind in enumerate(
        ("figure", "year", "ordinal", "numeral", "date", "days", "month", "person", "date-", "days-", "month-")
    )
}
"""What stands for a slot in a formula: characters for private use, which no text has. `-`: without a year."""
_YEAR = r"(?:(?P<{0}_year>(?:19|20)[0-9]{{2}})年)?"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:[12][0-9]|3[01]|0?[1-9])"
_TO = r"[至到—–~～-]{1,2}"
_FIGURE = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SLOT = re.compile(
    r"(?<![0-9.．A-Za-z第·・/:：—–~～-])(?:"
    rf"{_YEAR.format('days')}(?P<days_month>{_MONTH})月(?P<first>{_DAY})[日号]?{_TO}(?P<last>{_DAY})[日号]"
    rf"|{_YEAR.format('date')}(?P<date_month>{_MONTH})月(?P<day>{_DAY})[日号]"
    rf"|{_YEAR.format('month')}(?P<month>{_MONTH})月(?![0-9])"
    r"|(?P<year>(?:19|20)[0-9]{2})(?=年)"
    r")"
    r"|(?:农历|正月|腊月)[^，。；]{0,8}"
    r"|[A-Za-z0-9.,%％]{0,30}(?:(?<=[0-9%％])\s?[-—–~～/:：·・]{1,2}\s?(?=[0-9])[0-9.,%％]+)+"
    r"|[0-9.,]*[A-Za-z][A-Za-z0-9.,-]*"
    r"|第(?:(?P<ordinal>[0-9]{1,4})(?![0-9.,]|[万亿])|(?P<numeral>[一二三四五六七八九十]{1,3})(?![百千万亿零]))"
    r"|[0-9][0-9.,]*\s?(?:[万亿千百十多余几成折点时分秒日号月]|(?=年代|年间|[后余]$))+"
    rf"|(?<![0-9.．A-Za-z之+＋±−-])(?P<figure>{_FIGURE})(?![0-9.．]*[0-9]|[A-Za-z])"
    r"|[0-9.,]+"
)
"""Slots, and what looks like one and is none: it has no group."""
_LOCAL = re.compile("[区县镇乡村街]")
"""In an office: it is one that only persons with a Chinese name hold."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a Chinese segment that may be another one in the same formula."""

    kind: SlotKind
    span: tuple[int, int]
    """Half-open offsets."""
    text: str
    """As printed: of a figure its digits, of a person the name."""
    value: tuple[int, ...] = ()
    """Year (0 for none), month, day, last day of dates, 0 for what there is not; the number of a year or an ordinal."""
    en: str = ""
    """The English of a person."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A segment and its slots."""

    zh: str
    key: str
    """The same for all segments of a formula; `zh` itself where it has no slot."""
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Formulas:
    """Finds the slots of segments. Without a glossary there are no persons."""

    glossary: Glossary = field(default_factory=Glossary)
    rules: CheckRules = ALL_CHECKS
    """Of the checks that an English put together must pass."""

    def of(self, zh: str) -> Formula:
        """The formula of a segment."""
        slots: list[Slot] = []
        for slot in sorted([*_plain_slots(zh), *self._persons(zh)], key=lambda slot: slot.span):
            if not slots or slots[-1].span[1] <= slot.span[0]:
                slots.append(slot)
        parts: list[str] = []
        done = 0
        for slot in slots:
            dated = slot.kind in ("date", "days", "month")
            parts += zh[done : slot.span[0]], _MARKS[f"{slot.kind}-" if dated and not slot.value[0] else slot.kind]
            done = slot.span[1]
        return Formula(zh, "".join(parts) + zh[done:], tuple(slots))

    def _persons(self, zh: str) -> Iterator[Slot]:
        """Persons of the names file, and names after an office of a district or below, whose English is the pinyin."""
        known, words = self._named
        for first, end in words.spans(zh):
            yield Slot("person", (first, end), zh[first:end], en=known[zh[first:end]])
        if not self._offices:
            return
        for (first, end), spelled in names_in(self.glossary.without_persons(zh)):
            name = zh[first:end]
            if name[:2] in COMPOUND_SURNAMES or not zh[:first].endswith(self._offices):
                continue
            english = person_in_pinyin(name)
            if _flat(english) == _flat(spelled):
                yield Slot("person", (first, end), name, en=english)

    @cached_property
    def _named(self) -> tuple[dict[str, str], Words]:
        known = {term.zh: term.en for term in self.glossary.terms if term.category == "person"}
        return known, Words(known)

    @cached_property
    def _offices(self) -> tuple[str, ...]:
        return tuple(
            sorted(term.zh for term in self.glossary.terms if term.category == "title" and _LOCAL.search(term.zh))
        )

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the data by which a segment may get another formula."""
        return "\n".join((*sorted(self._named[0]), "", *self._offices))


def _plain_slots(zh: str) -> Iterator[Slot]:
    """Figures, ordinals and dates."""
    for match in _SLOT.finditer(zh):
        year, kind, numbers = 0, match.lastgroup or "", tuple[int, ...]()
        for name in ("days_year", "date_year", "month_year"):
            year = int(match[name] or year)
        if match["days_month"]:
            numbers = (year, int(match["days_month"]), int(match["first"]), int(match["last"]))
            if numbers[2] < numbers[3]:
                yield Slot("days", match.span(), match[0], numbers)
        elif match["day"]:
            yield Slot("date", match.span(), match[0], (year, int(match["date_month"]), int(match["day"]), 0))
        elif match["month"]:
            yield Slot("month", match.span(), match[0], (year, int(match["month"]), 0, 0))
        elif match["year"]:
            yield Slot("year", match.span("year"), match["year"], (int(match["year"]),))
        elif kind == "ordinal":
            yield Slot("ordinal", match.span(), match[0], (int(match["ordinal"]),))
        elif kind == "numeral" and (value := numeral(match["numeral"])):
            yield Slot("numeral", match.span(), match[0], (int(value),))
        elif kind == "figure":
            yield Slot("figure", match.span(), match[0])


def _flat(name: str) -> str:
    return re.sub(r"[\s’'-]", "", name).lower().replace("ü", "v")

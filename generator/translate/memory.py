"""The translation memory: every Chinese segment ever translated, its English, who made it and what the checks found. Its
files are in `memory_files.py`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.language.characters import CHINESE_NUMERALS
from generator.model import Flag, Origin

_RANK = {"edited": 3, "supplied": 2}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated segment."""

    zh: str
    en: str
    origin: Origin
    flags: tuple[Flag, ...] = ()
    repaired: bool = False
    engine: str = ""
    """Fingerprint of the engine that made it; empty for `edited` and `supplied`."""
    glossary: str = ""
    """Fingerprint of the glossary's terms in this segment when an engine made it (see `stale.py`); empty where not known."""
    date: str = ""
    """`YYYY-MM-DD` of the run that it came from; empty where not known."""


def outranks(new: Origin, old: Origin) -> bool:
    """Whether an entry of origin `new` may replace one of origin `old`: edited > supplied > any engine."""
    return _RANK.get(new, 1) >= _RANK.get(old, 1)


class Memory:
    """Entries by Chinese text. What changes is kept here until `save_memory`."""

    def __init__(self, entries: Iterable[Entry] = (), *, day: str = "") -> None:
        self.day = day
        """`YYYY-MM-DD` of this run, the date of what is put without one; empty leaves it without."""
        self.files: frozenset[str] = frozenset()
        """Names of the files that it was read from; empty for one that was not."""
        self._entries: dict[str, Entry] = {}
        self._patterns: dict[str, Entry] = {}
        self._unkept: set[str] = set()
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: Entry, *, kept: bool = False) -> bool:
        """Add or replace; False if what is there outranks it or differs in the date at most. `kept` says that it is in a
        file already; of two in files that rank the same, the later one stays."""
        old = self._entries.get(entry.zh)
        if old is not None and (replace(old, date=entry.date) == entry or not outranks(entry.origin, old.origin)):
            return False
        if old is not None and kept and old.date > entry.date and outranks(old.origin, entry.origin):
            return False
        if not (kept or entry.date):
            entry = replace(entry, date=self.day)
        self._entries[entry.zh] = entry
        (self._unkept.discard if kept else self._unkept.add)(entry.zh)
        pattern = _abstract(entry.zh)
        if pattern != entry.zh and entry.origin in _RANK and not entry.flags and _same_numbers(entry.zh, entry.en):
            known = self._patterns.get(pattern)
            if known is None or outranks(entry.origin, known.origin):
                self._patterns[pattern] = entry
        return True

    def get(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese; else one by hand that differs in Arabic figures only, with the right figures
        put in, if each figure stands once and unconverted in its English; else None."""
        exact = self._entries.get(zh)
        if exact is not None:
            return exact
        alike = self._patterns.get(_abstract(zh))
        return _with_figures_of(zh, alike) if alike else None

    def entries(self) -> list[Entry]:
        """All entries, sorted by Chinese."""
        return [self._entries[zh] for zh in sorted(self._entries)]

    def unkept(self) -> list[Entry]:
        """The entries that are in no file yet, sorted by Chinese."""
        return [self._entries[zh] for zh in sorted(self._unkept)]

    def is_kept(self) -> None:
        """Everything is in a file now."""
        self._unkept.clear()


def _abstract(zh: str) -> str:
    return _NUMBER.sub("#", zh)


def _same_numbers(zh: str, en: str) -> bool:
    """Whether the figures of the Chinese stand in the English as they are, each once: only then can others be put in."""
    figures = _NUMBER.findall(zh)
    if len(set(figures)) != len(figures) or re.search(rf"[{CHINESE_NUMERALS}]", re.sub(r"一|二|三", "", zh)):
        return False
    if re.search(r"\d[\d.]*\s*(?:[万亿千百]|月|年|日|多|余)", zh) or re.search(r"\d(?:st|nd|rd|th)\b", en):
        return False
    return sorted(figures) == sorted(_NUMBER.findall(en.replace(",", "")))


def _with_figures_of(zh: str, alike: Entry) -> Entry | None:
    old, new = _NUMBER.findall(alike.zh), _NUMBER.findall(zh)
    if "1" in (*old, *new):
        return None  # one centre, two centres
    if len(set(new)) != len(new) or "," in re.sub(r",(?!\d)", "", alike.en):
        return None
    swap = dict(zip(old, new, strict=True))
    en = _NUMBER.sub(lambda match: swap[match[0]], alike.en)
    return replace(alike, zh=zh, en=en, repaired=True)

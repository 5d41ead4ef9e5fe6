"""The translation memory: every Chinese segment ever translated, its English, who made it and what the checks found. Its
files are in `memory_files.py`."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from generator.errors import Problem
from generator.model import Flag, Origin
from generator.translate.filling import differences, filled
from generator.translate.formulas import Formulas

_RANK = {"edited": 3, "supplied": 2}
SOURCES, TRIES = 200, 20
"""Records of a formula that are looked at for a segment, and tried, at most."""


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


def replaces(new: Entry, old: Entry) -> bool:
    """Whether an entry takes the place of one of the same Chinese: not where that outranks it, or where they differ in the
    date at most."""
    return replace(old, date=new.date) != new and outranks(new.origin, old.origin)


def replaces_in_file(new: Entry, old: Entry) -> bool:
    """The same of two records in files, `new` read after `old`: of two that rank the same, the later date stays."""
    return replaces(new, old) and not (old.date > new.date and outranks(old.origin, new.origin))


def digest_of(zh: str) -> str:
    """Hexadecimal digits of a segment, by which its shard is found, equal candidates are put into an order, and a unit of an
    exchange file is known."""
    return hashlib.sha256(zh.encode()).hexdigest()


def is_source(entry: Entry) -> bool:
    """Whether other segments of its formula may take their English from an entry: a person made it, no check objects."""
    return entry.origin in _RANK and not entry.flags


class Records(Protocol):
    """Entries that stay in their files and are looked up there (see `memory_index.py`)."""

    def __len__(self) -> int:
        """How many segments it has."""

    def exact(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese."""

    def alike(self, key: str) -> Iterator[Entry]:
        """The sources of a formula, in the order of their digests."""

    def entries(self, digit: str = "") -> Iterator[Entry]:
        """All entries whose digest begins with a digit, sorted by Chinese."""

    def catch_up(self) -> tuple[Problem, ...]:
        """See what changed in the files; their broken lines."""

    def is_tidy(self, largest: int) -> bool:
        """Whether its files are those that would be written for its entries."""


class Memory:
    """Entries by Chinese text. What changes is kept here until `save_memory`."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        day: str = "",
        formulas: Formulas | None = None,
        records: Records | None = None,
    ) -> None:
        self.day = day
        """`YYYY-MM-DD` of this run, the date of what is put without one; empty leaves it without."""
        self.formulas = formulas or Formulas()
        """How segments that differ in figures, dates and persons only are found."""
        self.records = records
        """Where the entries are that were never put; None where there are none but these."""
        self.stamps: Mapping[str, str] = {}
        """State of the shards that it is in step with, by name; empty for one that was not read from files."""
        self._entries: dict[str, Entry] = {}
        self._more = 0
        self._by_key: dict[str, dict[str, None]] | None = None
        self._changed: set[str] = set()
        self._unkept: set[str] = set()
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return self._more + (len(self.records) if self.records is not None else 0)

    def put(self, entry: Entry, *, kept: bool = False) -> bool:
        """Add or replace; False if what is there outranks it or differs in the date at most. `kept` says that it is in a
        file already; of two in files that rank the same, the later one stays."""
        old = self.get_exact(entry.zh)
        if old is not None and not (replaces_in_file(entry, old) if kept else replaces(entry, old)):
            return False
        if not (kept or entry.date):
            entry = replace(entry, date=self.day)
        self._more += old is None
        self._entries[entry.zh] = entry
        if kept:
            self._unkept.discard(entry.zh)
        else:
            self._unkept.add(entry.zh)
            self._changed.add(entry.zh)
        if self._by_key is not None:
            self._index(entry)
        return True

    def get(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese; else one by hand of the same formula, with the figures, dates and persons of
        this Chinese put into its English, where that is certain; else None. Nothing that is only like it."""
        exact = self.get_exact(zh)
        return exact if exact is not None else self._alike(zh)

    def get_exact(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese, or None."""
        found = self._entries.get(zh)
        return self.records.exact(zh) if found is None and self.records is not None else found

    def _alike(self, zh: str) -> Entry | None:
        """What the formula gives: of several records that of which the least changes, then the better origin."""
        asked = self.formulas.of(zh)
        if not asked.slots:
            return None
        known = [(self.formulas.of(entry.zh), entry) for entry in self.sources_of(asked.key)]
        known.sort(key=lambda one: (differences(one[0], asked), -_RANK[one[1].origin], one[1].zh))
        for formula, entry in known[:TRIES]:
            en = filled(formula, entry.en, asked, self.formulas)
            if en is not None:
                return replace(entry, zh=zh, en=en, repaired=True)
        return None

    def sources_of(self, key: str) -> list[Entry]:
        """The entries by hand of a formula, those first whose digests are smaller; at most so many as are looked at. The
        table of formulas is made when it is first needed."""
        if self._by_key is None:
            self._by_key = {}
            for entry in self._entries.values():
                self._index(entry)
        found = [self._entries[zh] for zh in self._by_key.get(key, ()) if is_source(self._entries[zh])]
        if self.records is not None:
            there = (entry for entry in self.records.alike(key) if entry.zh not in self._entries)
            found += islice(there, SOURCES)
        return sorted(found, key=lambda entry: digest_of(entry.zh))[:SOURCES]

    def _index(self, entry: Entry) -> None:
        if self._by_key is not None and is_source(entry):
            formula = self.formulas.of(entry.zh)
            if formula.slots:
                self._by_key.setdefault(formula.key, {})[entry.zh] = None

    def entries(self) -> list[Entry]:
        """All entries, sorted by Chinese."""
        if self.records is None:
            return self.taken_up()
        there = {entry.zh: entry for entry in self.records.entries()}
        for zh, entry in self._entries.items():
            if zh not in there or replaces(entry, there[zh]):
                there[zh] = entry
        return [there[zh] for zh in sorted(there)]

    def taken_up(self) -> list[Entry]:
        """The entries that were put, sorted by Chinese; all of them where there are no `records`."""
        return [self._entries[zh] for zh in sorted(self._entries)]

    def join(self, there: "Memory") -> None:
        """Take over what is in the files now, beside what was put here: another run may have written, an editor may have
        removed a line. Of the same Chinese the better origin stays, else what was put here."""
        ours = {zh: self._entries[zh] for zh in self._changed}
        self._entries = dict(there._entries)
        for zh, entry in ours.items():
            if zh not in self._entries or replaces(entry, self._entries[zh]):
                self._entries[zh] = entry
        self._more = len(self._entries)
        self._by_key = None

    def unkept(self) -> list[Entry]:
        """The entries that are in no file yet, sorted by Chinese."""
        return [self._entries[zh] for zh in sorted(self._unkept)]

    def mark_kept(self) -> None:
        """Everything is in a file now."""
        self._unkept.clear()

"""The translation memory: every Chinese segment ever translated, its English, who made it and what the checks found. Its
files are in `memory_files.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.model import Flag, Origin
from generator.translate.filling import differences, filled
from generator.translate.formulas import Formulas

_RANK = {"edited": 3, "supplied": 2}
TRIES = 20
"""Records of a formula that are tried at most for a segment."""


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


def is_source(entry: Entry) -> bool:
    """Whether other segments of its formula may take their English from an entry: a person made it, no check objects."""
    return entry.origin in _RANK and not entry.flags


class Memory:
    """Entries by Chinese text. What changes is kept here until `save_memory`."""

    def __init__(self, entries: Iterable[Entry] = (), *, day: str = "", formulas: Formulas | None = None) -> None:
        self.day = day
        """`YYYY-MM-DD` of this run, the date of what is put without one; empty leaves it without."""
        self.formulas = formulas or Formulas()
        """How segments that differ in figures, dates and persons only are found."""
        self.files: frozenset[str] = frozenset()
        """Names of the files that it was read from; empty for one that was not."""
        self._entries: dict[str, Entry] = {}
        self._by_key: dict[str, dict[str, None]] | None = None
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
        if self._by_key is not None:
            self._index(entry)
        return True

    def get(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese; else one by hand of the same formula, with the figures, dates and persons of
        this Chinese put into its English, where that is certain; else None. Nothing that is only like it."""
        exact = self._entries.get(zh)
        return exact if exact is not None else self._alike(zh)

    def _alike(self, zh: str) -> Entry | None:
        """What the formula gives: of several records that of which the least changes, then the better origin."""
        asked = self.formulas.of(zh)
        if not asked.slots:
            return None
        known = [(self.formulas.of(entry.zh), entry) for entry in self._of_key(asked.key)]
        known.sort(key=lambda one: (differences(one[0], asked), -_RANK[one[1].origin], one[1].zh))
        for formula, entry in known[:TRIES]:
            en = filled(formula, entry.en, asked, self.formulas)
            if en is not None:
                return replace(entry, zh=zh, en=en, repaired=True)
        return None

    def _of_key(self, key: str) -> list[Entry]:
        """The records of a formula that can be sources. The table of formulas is made when it is first needed."""
        if self._by_key is None:
            self._by_key = {}
            for entry in self._entries.values():
                self._index(entry)
        return [self._entries[zh] for zh in self._by_key.get(key, ()) if is_source(self._entries[zh])]

    def _index(self, entry: Entry) -> None:
        if self._by_key is not None and is_source(entry):
            formula = self.formulas.of(entry.zh)
            if formula.slots:
                self._by_key.setdefault(formula.key, {})[entry.zh] = None

    def entries(self) -> list[Entry]:
        """All entries, sorted by Chinese."""
        return [self._entries[zh] for zh in sorted(self._entries)]

    def unkept(self) -> list[Entry]:
        """The entries that are in no file yet, sorted by Chinese."""
        return [self._entries[zh] for zh in sorted(self._unkept)]

    def is_kept(self) -> None:
        """Everything is in a file now."""
        self._unkept.clear()

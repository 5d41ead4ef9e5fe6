"""An index of the memory's shards, outside version control: what it holds is looked up without reading them all.

An SQLite file that says where in which shard the record of a Chinese segment is, and the records of a formula; no Chinese
and no English is in it. It is never trusted: each use compares the shards with what was indexed (size, times and inode of
the file; its hash where these differ or are too young to tell), an answer is read from the shard itself and must have the
Chinese that was asked for, and another version of the program, or other persons in the names file, void it. Deleted, it is
made anew. Where it cannot be used (a folder that cannot be written, a locked file) the shards are read in full.
"""

import hashlib
import os
import sqlite3
import time
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generator.errors import Problem
from generator.program import code_digest
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory, digest_of, is_source, replaces_in_file
from generator.translate.memory_files import load_memory, shard_names, stamp_of, take_journal
from generator.translate.memory_records import Line, lines_of, parse, render

LARGE = 16_000_000
"""Bytes of shards from which on the index is used. Below it, reading them all takes less than half a second."""
_DECIDING = ("checks", "language", "translate")
"""The packages whose code decides what is in the index."""
_YOUNG_NS = 2 * 10**9
"""A file that changed so shortly before it was indexed could have changed again without another time on it."""
_TABLES = """
CREATE TABLE meta(version TEXT NOT NULL);
CREATE TABLE shard(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, indexed INTEGER NOT NULL,
    hash BLOB NOT NULL, size INTEGER NOT NULL, records INTEGER NOT NULL, tidy INTEGER NOT NULL);
CREATE TABLE record(shard INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, digest INTEGER NOT NULL,
    PRIMARY KEY(shard, at)) WITHOUT ROWID;
CREATE INDEX record_digest ON record(digest);
CREATE TABLE formula(shard INTEGER NOT NULL, at INTEGER NOT NULL, size INTEGER NOT NULL, key INTEGER NOT NULL,
    digest INTEGER NOT NULL, PRIMARY KEY(shard, at)) WITHOUT ROWID;
CREATE INDEX formula_key ON formula(key, digest);
CREATE TABLE broken(shard INTEGER NOT NULL, line INTEGER NOT NULL, found TEXT NOT NULL, remedy TEXT NOT NULL);
"""


def open_memory(
    folder: Path, index: Path, *, day: str = "", formulas: Formulas | None = None, large: int = LARGE
) -> tuple[Memory, tuple[Problem, ...]]:
    """The memory in a folder as `load_memory` gives it; a large one by the index in the file `index`, which is made or
    brought up to date. A note tells if the index cannot be used."""
    names = shard_names(folder)
    if sum((folder / name).stat().st_size for name in names) < large:
        return load_memory(folder, day=day, formulas=formulas)
    formulas = formulas or Formulas()
    try:
        records = IndexedRecords(folder, index, formulas)
        problems = records.refresh()
    except (sqlite3.Error, OSError) as error:
        memory, told = load_memory(folder, day=day, formulas=formulas)
        found = f"the index of the memory cannot be used ({error}), so all of it was read"
        return memory, (*told, Problem(str(index), 0, found, "delete the file, or see that it can be written", "note"))
    memory = Memory(day=day, formulas=formulas, records=records)
    take_journal(folder, memory)
    return memory, problems


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record is."""

    name: str
    stamp: str
    """Of its shard, when that was indexed."""
    at: int
    size: int


class _ChangedError(Exception):
    """A shard is not as it was when it was indexed."""


_UNUSABLE = (_ChangedError, OSError, sqlite3.Error)


class IndexedRecords:
    """The entries of a folder's shards, looked up by the index. If a shard changes while it is in use, the index is brought
    up to date; if that fails, all shards are read."""

    def __init__(self, folder: Path, index: Path, formulas: Formulas) -> None:
        self._folder = folder
        self._formulas = formulas
        self._all: Memory | None = None
        told = "\n".join((code_digest(*_DECIDING), str(folder.resolve()), formulas.fingerprint))
        self._tables = _open(index, hashlib.sha256(told.encode()).hexdigest())
        weakref.finalize(self, self._tables.close)

    def refresh(self) -> tuple[Problem, ...]:
        """Index what is new or changed, forget what is gone; the broken lines of all shards. Raises sqlite3.Error and
        OSError."""
        known = {row[0]: row[1:] for row in self._tables.execute("SELECT name, stamp, indexed, hash, id FROM shard")}
        names = shard_names(self._folder)
        with self._tables:
            for name in sorted(known.keys() - set(names)):
                self._forget(known[name][3])
            for name in names:
                self._look_at(name, known.get(name))
        rows = self._tables.execute(
            "SELECT name, line, found, remedy FROM broken JOIN shard ON shard = shard.id ORDER BY name, line"
        )
        return tuple(Problem(f"memory/{name}", line, found, remedy) for name, line, found, remedy in rows)

    def _look_at(self, name: str, known: tuple[str, int, bytes, int] | None) -> None:
        status = (self._folder / name).stat()
        stamp, changed = stamp_of(status), max(status.st_mtime_ns, status.st_ctime_ns)
        if known is not None and known[0] == stamp and known[1] - changed > _YOUNG_NS:
            return
        now = time.time_ns()
        with (self._folder / name).open("rb") as file:
            stamp = stamp_of(os.fstat(file.fileno()))
            data = file.read()
        digest = hashlib.sha256(data).digest()
        if known is not None and known[2] == digest:
            self._tables.execute("UPDATE shard SET stamp = ?, indexed = ? WHERE id = ?", (stamp, now, known[3]))
            return
        if known is not None:
            self._forget(known[3])
        self._index(name, data, (stamp, now, digest))

    def _forget(self, shard: int) -> None:
        for table in ("record", "formula", "broken"):
            self._tables.execute(f"DELETE FROM {table} WHERE shard = ?", (shard,))
        self._tables.execute("DELETE FROM shard WHERE id = ?", (shard,))

    def _index(self, name: str, data: bytes, seen: tuple[str, int, bytes]) -> None:
        lines = list(lines_of(name, data))
        row = (name, *seen, len(data), len(lines), _in_order(name, data, lines))
        added = self._tables.execute(
            "INSERT INTO shard(name, stamp, indexed, hash, size, records, tidy) VALUES(?, ?, ?, ?, ?, ?, ?)", row
        )
        shard = added.lastrowid
        records, formulas = [], []
        for line in lines:
            if line.entry is None:
                continue
            place = (shard, line.span[0], line.span[1] - line.span[0])
            digest = _number(line.entry.zh)
            records.append((*place, digest))
            if is_source(line.entry):
                formula = self._formulas.of(line.entry.zh)
                if formula.slots:
                    formulas.append((*place, _number(formula.key), digest))
        broken = [(shard, one.number, one.problem.found, one.problem.remedy) for one in lines if one.problem]
        self._tables.executemany("INSERT INTO record VALUES(?, ?, ?, ?)", records)
        self._tables.executemany("INSERT INTO formula VALUES(?, ?, ?, ?, ?)", formulas)
        self._tables.executemany("INSERT INTO broken VALUES(?, ?, ?, ?)", broken)

    # ── looking up ───────────────────────────────────────────────────────────────────────────────────────

    def __len__(self) -> int:
        if self._all is not None:
            return len(self._all)
        (count,) = self._tables.execute("SELECT count(DISTINCT digest) FROM record").fetchone()
        return int(count)

    def exact(self, zh: str) -> Entry | None:
        """The entry of exactly this Chinese; of several in the shards that which `load_memory` would take."""
        for mend in (self.catch_up, self._read_all):
            if self._all is not None:
                break
            try:
                return self._found(zh)
            except _UNUSABLE:
                mend()
        return self._all.get_exact(zh) if self._all is not None else None

    def _found(self, zh: str) -> Entry | None:
        best: Entry | None = None
        for place in self._places("record", "digest", zh, "name, at"):
            entry = self._read(place)
            if entry.zh == zh and (best is None or replaces_in_file(entry, best)):
                best = entry
        return best

    def alike(self, key: str) -> Iterator[Entry]:
        """The sources of a formula, in the order of their digests."""
        if self._all is None:
            try:
                places = self._places("formula", "key", key, "digest, name, at")
                found = [self._read(place) for place in places]
            except _UNUSABLE:
                self._read_all()
            else:
                yield from (entry for entry in found if self.exact(entry.zh) == entry and is_source(entry))
                return
        if self._all is not None:
            yield from self._all.sources_of(key)

    def _places(self, table: str, column: str, text: str, order: str) -> list[_Place]:
        rows = self._tables.execute(
            f"SELECT name, stamp, at, {table}.size FROM {table} JOIN shard ON shard = shard.id"
            f" WHERE {column} = ? ORDER BY {order} LIMIT 1000",
            (_number(text),),
        )
        return [_Place(*row) for row in rows]

    def _read(self, place: _Place) -> Entry:
        with (self._folder / place.name).open("rb", buffering=0) as file:
            if stamp_of(os.fstat(file.fileno())) != place.stamp:
                raise _ChangedError
            entry = parse(os.pread(file.fileno(), place.size, place.at))
        if entry is None:
            raise _ChangedError
        return entry

    def catch_up(self) -> tuple[Problem, ...]:
        """The index brought up to date, or all shards read where that fails; the broken lines."""
        if self._all is None:
            try:
                return self.refresh()
            except (OSError, sqlite3.Error):
                pass
        return self._read_all()

    def _read_all(self) -> tuple[Problem, ...]:
        self._all, problems = load_memory(self._folder, formulas=self._formulas)
        return problems

    def entries(self, digit: str = "") -> Iterator[Entry]:
        """All entries whose digest begins with a digit, sorted by Chinese. This reads the shards."""
        found: dict[str, Entry] = {}
        for name in shard_names(self._folder):
            if name.startswith(digit) or not _is_digits(name):
                for line in lines_of(name, (self._folder / name).read_bytes()):
                    entry = line.entry
                    if entry is None or not digest_of(entry.zh).startswith(digit):
                        continue
                    if entry.zh not in found or replaces_in_file(entry, found[entry.zh]):
                        found[entry.zh] = entry
        yield from (found[zh] for zh in sorted(found))

    def is_tidy(self, largest: int) -> bool:
        """Whether the shards are those that would be written for their entries: nothing at the wrong place, twice or out of
        order, and none too large or split without need."""
        if self._all is not None:
            return False
        rows = self._tables.execute("SELECT name, size, records, tidy FROM shard").fetchall()
        if not all(tidy for *_, tidy in rows):
            return False
        return _well_split({name.removesuffix(".jsonl"): (size, records) for name, size, records, _ in rows}, largest)


def _open(index: Path, version: str) -> sqlite3.Connection:
    """The tables, made anew if they are of another version or cannot be read."""
    index.parent.mkdir(parents=True, exist_ok=True)
    tables = sqlite3.connect(index)
    try:
        if tables.execute("SELECT version FROM meta").fetchall() == [(version,)]:
            return tables
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            tables.close()
            raise
    except sqlite3.DatabaseError:
        pass  # no index but some other file of this name, or a torn one
    tables.close()
    for old in (index, index.with_name(f"{index.name}-journal")):
        old.unlink(missing_ok=True)
    tables = sqlite3.connect(index)
    try:
        tables.executescript(_TABLES)
        with tables:
            tables.execute("INSERT INTO meta VALUES(?)", (version,))
    except BaseException:
        tables.close()
        raise
    return tables


def _number(text: str) -> int:
    """The first 63 bits of a text's digest; they sort as the digest does."""
    return int(digest_of(text)[:16], 16) >> 1


def _is_digits(name: str) -> bool:
    return bool(name.removesuffix(".jsonl")) and set(name.removesuffix(".jsonl")) <= set("0123456789abcdef")


def _in_order(name: str, data: bytes, lines: list[Line]) -> bool:
    """Whether a shard has the records of its digits only, each once, sorted, written as `render` writes them."""
    entries = [line.entry for line in lines if line.entry is not None]
    prefix = name.removesuffix(".jsonl")
    return (
        bool(prefix)
        and len(entries) == len(lines)
        and all(digest_of(entry.zh).startswith(prefix) for entry in entries)
        and all(one.zh < other.zh for one, other in pairwise(entries))
        and data == b"".join(render(entry).encode() + b"\n" for entry in entries)
    )


def _well_split(shards: Mapping[str, tuple[int, int]], largest: int) -> bool:
    """Whether shards (digits → bytes, records) are split where one would be too large, and only there."""
    size: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for prefix, (some_bytes, some_records) in shards.items():
        for end in range(1, len(prefix) + 1):
            size[prefix[:end]] += some_bytes
            records[prefix[:end]] += some_records
    return all(
        records[prefix] > 0
        and (size[prefix] <= largest or records[prefix] == 1)
        and all(size[prefix[:end]] > largest and records[prefix[:end]] > 1 for end in range(1, len(prefix)))
        and not any(prefix[:end] in shards for end in range(1, len(prefix)))
        for prefix in shards
    )

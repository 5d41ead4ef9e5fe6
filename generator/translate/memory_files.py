"""The files of the translation memory: text that merges and diffs well.

JSON lines, one segment each, sorted by Chinese, in shards named by the first digits of the SHA-256 of the Chinese:
`0.jsonl` … `f.jsonl`. A shard that would pass `LARGEST` is sixteen shards with one digit more (`00.jsonl` … `0f.jsonl`). The
same records make the same files, in whatever order they came and however they were split before.

A running build appends to a journal as each batch ends; whatever else is new goes there before a shard is touched, and the
journal goes last. So a run that is killed at any moment loses nothing: the next load takes the journal in.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import Problem
from generator.files import write_atomically
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory, Records, digest_of, replaces
from generator.translate.memory_records import lines_of, render

LARGEST = 5_000_000
"""Bytes of the largest shard. Only a single record that is larger has a larger one."""
JOURNAL = "journal.jsonl"


def load_memory(folder: Path, *, day: str = "", formulas: Formulas | None = None) -> tuple[Memory, tuple[Problem, ...]]:
    """The memory in a folder, its journal taken in; an empty one where there is no folder. A line that cannot be read is
    reported and skipped (see `save_memory`); a torn line of the journal is what a killed run leaves, and is skipped. What is
    new gets the date `day`; `formulas` finds segments that differ in figures, dates and persons only."""
    memory = Memory(day=day, formulas=formulas)
    problems: list[Problem] = []
    stamps = stamps_of(folder)
    for name in stamps:
        for line in lines_of(name, (folder / name).read_bytes()):
            if line.entry is not None:
                memory.put(line.entry, kept=True)
            elif line.problem is not None:
                problems.append(line.problem)
    memory.stamps = stamps
    take_journal(folder, memory)
    return memory, tuple(problems)


def shard_names(folder: Path) -> list[str]:
    """Names of the shards of a folder, whoever named them; none where there is no folder."""
    return sorted(path.name for path in folder.glob("*.jsonl") if path.name != JOURNAL)


def stamps_of(folder: Path) -> dict[str, str]:
    """The shards of a folder by name, each with what changes when it does."""
    return {name: stamp_of((folder / name).stat()) for name in shard_names(folder)}


def stamp_of(status: os.stat_result) -> str:
    """What changes with a file: its size, times and inode."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def take_journal(folder: Path, memory: Memory) -> None:
    """Put the records of the journal into the memory, if there is one."""
    if (folder / JOURNAL).is_file():
        for line in lines_of(JOURNAL, (folder / JOURNAL).read_bytes()):
            if line.entry is not None:
                memory.put(line.entry, kept=True)


def save_memory(folder: Path, memory: Memory, broken: Sequence[Problem] = (), *, largest: int = LARGEST) -> int:
    """Put what is new into the shards, beside what other runs wrote there meanwhile; the number of shards written. Those
    that are none any more are removed, then the journal. While a shard has a broken line (`broken`, from `load_memory`, or
    one that came since) none is touched, so that nothing of it gets lost, and the journal keeps what is new."""
    with _alone(folder):
        _append(folder, memory.unkept())
        memory.mark_kept()
        parts = None if broken else _parts(folder, memory, largest)
        if parts is None:
            return 0
        written = 0
        for names, entries in parts:
            shards = shards_of(entries, largest)
            written += sum(write_atomically(folder / name, data) for name, data in shards.items())
            for name in sorted(names - shards.keys()):
                (folder / name).unlink(missing_ok=True)
        (folder / JOURNAL).unlink(missing_ok=True)
        for left in folder.glob(".*.tmp"):  # of a run that was killed
            left.unlink(missing_ok=True)
        memory.stamps = stamps_of(folder)
        return written


def _parts(folder: Path, memory: Memory, largest: int) -> Iterable[tuple[set[str], list[Entry]]] | None:
    """What to write anew: the names of the files that hold it now, and the entries. Of a large memory that lies as it
    should, only the shards with the same first digit as a change. None where a line is broken."""
    names = set(shard_names(folder))
    records = memory.records
    if records is None:
        if stamps_of(folder) != memory.stamps:
            there, broken = load_memory(folder)
            if broken:
                return None
            memory.join(there)
        return [(names, memory.entries())]
    if records.catch_up():
        return None
    if not records.is_tidy(largest):
        return [(names, memory.entries())]
    return _families(names, memory, records)


def _families(names: set[str], memory: Memory, records: Records) -> Iterator[tuple[set[str], list[Entry]]]:
    changed = memory.taken_up()
    for digit in sorted({digest_of(entry.zh)[0] for entry in changed}):
        entries = {entry.zh: entry for entry in records.entries(digit)}
        for entry in changed:
            if digest_of(entry.zh)[0] == digit and (entry.zh not in entries or replaces(entry, entries[entry.zh])):
                entries[entry.zh] = entry
        yield {name for name in names if name.startswith(digit)}, [entries[zh] for zh in sorted(entries)]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other run writes into the folder meanwhile, where the system can lock a folder; it is made if there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def shards_of(entries: Iterable[Entry], largest: int = LARGEST) -> dict[str, bytes]:
    """File name → content, by name, for entries that are sorted by Chinese. No entries give no files."""
    lines = [(digest_of(entry.zh), (render(entry) + "\n").encode()) for entry in entries]
    return dict(sorted(_split(lines, "", largest)))


def _split(lines: Sequence[tuple[str, bytes]], prefix: str, largest: int) -> Iterable[tuple[str, bytes]]:
    """The shards of the lines of one prefix: one, or those of each further digit."""
    if prefix and (len(lines) == 1 or sum(len(line) for _, line in lines) <= largest):
        yield f"{prefix}.jsonl", b"".join(line for _, line in lines)
        return
    parts: dict[str, list[tuple[str, bytes]]] = {}
    for digest, line in lines:
        parts.setdefault(digest[: len(prefix) + 1], []).append((digest, line))
    for longer, part in parts.items():
        yield from _split(part, longer, largest)


def keep_new(folder: Path, memory: Memory) -> None:
    """Put what is in no file yet into the journal, flushed to the disk before this returns."""
    append_journal(folder, memory.unkept())
    memory.mark_kept()


def append_journal(folder: Path, entries: Sequence[Entry]) -> None:
    """Append finished entries, flushed to the disk before this returns."""
    with _alone(folder):
        _append(folder, entries)


def _append(folder: Path, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    with (folder / JOURNAL).open("ab+") as file:
        torn = file.tell() > 0
        if torn:
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        file.write(b"\n" if torn else b"")
        file.write("".join(render(entry) + "\n" for entry in entries).encode())
        file.flush()
        os.fsync(file.fileno())

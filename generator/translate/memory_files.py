"""The files of the translation memory: text that merges and diffs well.

JSON lines, one segment each, sorted by Chinese, in shards named by the first digits of the SHA-256 of the Chinese:
`0.jsonl` … `f.jsonl`. A shard that would pass `LARGEST` is sixteen shards with one digit more (`00.jsonl` … `0f.jsonl`). The
same records make the same files, in whatever order they came and however they were split before.

A running build appends to a journal as each batch ends; whatever else is new goes there before a shard is touched, and the
journal goes last. So a run that is killed at any moment loses nothing: the next load takes the journal in.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.errors import Problem
from generator.files import write_atomically
from generator.model import Flag
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory

LARGEST = 5_000_000
"""Bytes of the largest shard. Only a single record that is larger has a larger one."""
JOURNAL = "journal.jsonl"
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def load_memory(folder: Path, *, day: str = "", formulas: Formulas | None = None) -> tuple[Memory, tuple[Problem, ...]]:
    """The memory in a folder, its journal taken in; an empty one where there is no folder. A line that cannot be read is
    reported and skipped (see `save_memory`); a torn line of the journal is what a killed run leaves, and is skipped. What is
    new gets the date `day`; `formulas` finds segments that differ in figures, dates and persons only."""
    memory = Memory(day=day, formulas=formulas)
    problems: list[Problem] = []
    names = sorted(path.name for path in folder.glob("*.jsonl"))
    for name in sorted(names, key=lambda name: (name == JOURNAL, name)):
        entries, faults = read_shard(folder / name)
        problems += faults if name != JOURNAL else ()
        for entry in entries:
            memory.put(entry, kept=True)
    memory.files = frozenset(names)
    return memory, tuple(problems)


def save_memory(folder: Path, memory: Memory, broken: Sequence[Problem] = (), *, largest: int = LARGEST) -> int:
    """Keep what is new; the number of shards written. Shards that `memory` was read from and that are none any more are
    removed, then the journal. While a shard has a broken line (`broken`, from `load_memory`) none is touched, so that
    nothing of it gets lost, and the journal keeps what is new."""
    keep_new(folder, memory)
    if broken:
        return 0
    shards = shards_of(memory.entries(), largest)
    written = sum(write_atomically(folder / name, data) for name, data in shards.items())
    for name in sorted(memory.files - shards.keys() - {JOURNAL}):
        (folder / name).unlink(missing_ok=True)
    (folder / JOURNAL).unlink(missing_ok=True)
    memory.files = frozenset(shards)
    return written


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
    if new := memory.unkept():
        append_journal(folder, new)
        memory.is_kept()


def append_journal(folder: Path, entries: Iterable[Entry]) -> None:
    """Append finished entries, flushed to the disk before this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / JOURNAL).open("ab+") as file:
        torn = file.tell() > 0
        if torn:
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        file.write(b"\n" if torn else b"")
        file.write("".join(render(entry) + "\n" for entry in entries).encode())
        file.flush()
        os.fsync(file.fileno())


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────


def digest_of(zh: str) -> str:
    """The hexadecimal digits by which a segment finds its shard."""
    return hashlib.sha256(zh.encode()).hexdigest()


def read_shard(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file in its order, and a problem for each line that is none."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        entry = parse(line)
        if entry is not None:
            entries.append(entry)
        else:
            problems.append(_problem(path.name, number, line))
    return entries, problems


def _problem(name: str, number: int, line: str) -> Problem:
    if line.startswith(_MERGE_MARKS):
        remedy = "finish the merge: delete this line, and of two records with the same Chinese the worse one"
        return Problem(f"memory/{name}", number, "the mark of a merge that clashed", remedy)
    return Problem(f"memory/{name}", number, "not a record of the memory", "correct the JSON, or delete the line")


def render(entry: Entry) -> str:
    """The record as a line, without its end."""
    record: dict[str, object] = {"zh": entry.zh, "en": entry.en, "origin": entry.origin}
    if entry.flags:
        record["flags"] = [[flag.check, flag.severity, flag.detail] for flag in entry.flags]
    if entry.repaired:
        record["repaired"] = True
    more = {"engine": entry.engine, "glossary": entry.glossary, "date": entry.date}
    record |= {key: value for key, value in more.items() if value}
    return json.dumps(record, ensure_ascii=False)


def parse(line: str) -> Entry | None:
    """The record of a line; None if it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, Mapping):
        return None
    zh, en, origin = record.get("zh"), record.get("en"), record.get("origin")
    if not (isinstance(zh, str) and isinstance(en, str) and isinstance(origin, str) and zh and origin):
        return None
    flags = record.get("flags", [])
    if not isinstance(flags, list) or not all(isinstance(flag, list) and len(flag) == 3 for flag in flags):
        return None
    if not all(severity in ("info", "minor", "serious") for _, severity, _ in flags):
        return None
    parsed = tuple(Flag(str(check), severity, str(detail)) for check, severity, detail in flags)
    engine, glossary = (str(record.get(key, "")) for key in ("engine", "glossary"))
    engine = engine or str(record.get("fingerprint", ""))  # its name in older files
    date = record.get("date", "")
    if not (isinstance(date, str) and (not date or _DAY.fullmatch(date))):
        return None
    told = (text for flag in parsed for text in (flag.check, flag.detail))
    if not _can_be_written(zh, en, origin, engine, glossary, *told):
        return None
    return Entry(zh, en, origin, parsed, record.get("repaired") is True, engine, glossary, date)


def _can_be_written(*texts: str) -> bool:
    """Whether texts have no half of a surrogate pair, which JSON can name and no file can hold."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True

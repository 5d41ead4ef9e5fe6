"""The translation memory: every Chinese segment ever translated, its English, who made it and what the checks found.

Text files that merge well: JSON lines sorted by Chinese, in 16 shards by a hash of the Chinese. A running build appends to
a journal as each batch ends, so that a killed run loses nothing that was finished; the next load takes the journal in.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.files import write_atomically
from generator.language.characters import CHINESE_NUMERALS
from generator.model import Flag, Origin

SHARDS = 16
JOURNAL = "journal.jsonl"
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
    fingerprint: str = ""
    """Of the glossary and engine it was made with; empty for `edited` and `supplied`."""


def outranks(new: Origin, old: Origin) -> bool:
    """Whether an entry of origin `new` may replace one of origin `old`: edited > supplied > any engine."""
    return _RANK.get(new, 1) >= _RANK.get(old, 1)


class Memory:
    """Entries by Chinese text. Changes are kept in memory until `save`."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._patterns: dict[str, Entry] = {}
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, entry: Entry) -> bool:
        """Add or replace; False if what is there outranks it or is the same."""
        old = self._entries.get(entry.zh)
        if old is not None and (old == entry or not outranks(entry.origin, old.origin)):
            return False
        self._entries[entry.zh] = entry
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
    return Entry(zh, en, alike.origin, (), True, alike.fingerprint)


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────


def load_memory(folder: Path) -> tuple[Memory, tuple[Problem, ...]]:
    """The memory in a folder, its journal taken in. A line that cannot be read is reported and skipped, and its shard is not
    written over (see `save_memory`); a torn line of the journal is what a killed run leaves, and is skipped."""
    memory = Memory()
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl"), key=lambda path: (path.name == JOURNAL, path.name)):
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            entry = _parse(line)
            if entry is not None:
                memory.put(entry)
            elif path.name != JOURNAL:
                found = "not a record of the memory"
                problems.append(Problem(f"memory/{path.name}", number, found, "correct the JSON, or delete the line"))
    return memory, tuple(problems)


def save_memory(folder: Path, memory: Memory, broken: Iterable[Problem] = ()) -> int:
    """Write the shards that changed and remove the journal; the number of shards written. Shards with broken lines
    (`broken`, from `load_memory`) are left alone, and then the journal stays too."""
    skip = {problem.file.removeprefix("memory/") for problem in broken}
    shards: dict[str, list[str]] = {}
    for entry in memory.entries():
        shards.setdefault(_shard(entry.zh), []).append(_render(entry))
    written = 0
    for name, lines in sorted(shards.items()):
        if name not in skip:
            written += write_atomically(folder / name, ("\n".join(lines) + "\n").encode())
    if not skip:
        (folder / JOURNAL).unlink(missing_ok=True)
    return written


def append_journal(folder: Path, entries: Iterable[Entry]) -> None:
    """Append finished entries, flushed to the disk before this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / JOURNAL
    torn = path.is_file() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" if torn else "")
        file.write("".join(_render(entry) + "\n" for entry in entries))
        file.flush()
        os.fsync(file.fileno())


def _shard(zh: str) -> str:
    return f"{hashlib.sha256(zh.encode()).digest()[0] % SHARDS:02x}.jsonl"


def _render(entry: Entry) -> str:
    record: dict[str, object] = {"zh": entry.zh, "en": entry.en, "origin": entry.origin}
    if entry.flags:
        record["flags"] = [[flag.check, flag.severity, flag.detail] for flag in entry.flags]
    if entry.repaired:
        record["repaired"] = True
    if entry.fingerprint:
        record["fingerprint"] = entry.fingerprint
    return json.dumps(record, ensure_ascii=False)


def _parse(line: str) -> Entry | None:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
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
    return Entry(zh, en, origin, parsed, record.get("repaired") is True, str(record.get("fingerprint", "")))

"""The records of the memory's files: one JSON object a line."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import Problem
from generator.model import Flag
from generator.translate.memory import Entry

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a shard that is not blank."""

    number: int
    """1-based."""
    span: tuple[int, int]
    """Half-open offsets in the file, in bytes, without the end of the line."""
    entry: Entry | None
    """None for what is no record."""
    problem: Problem | None
    """What is wrong with what is none."""


def lines_of(name: str, data: bytes) -> Iterator[Line]:
    """The lines of the shard `name`. An empty file has none."""
    at = 0
    for number, raw in enumerate(data.split(b"\n"), 1):
        if raw.strip():
            entry = parse(raw)
            problem = None if entry is not None else _problem(name, number, raw.decode(errors="replace"))
            yield Line(number, (at, at + len(raw)), entry, problem)
        at += len(raw) + 1


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


def parse(line: bytes) -> Entry | None:
    """The record of a line; None if it is none."""
    try:
        record = json.loads(line.decode())
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

"""`seeds/sources.yaml` → `SourceInfo` by file name."""

import re
from dataclasses import replace
from pathlib import Path

from generator.errors import Problem
from generator.model import CutOverride, SourceInfo
from generator.yaml_source import load_yaml

_KEYS = {
    "file",
    "original",
    "publication",
    "publication_en",
    "issue_date",
    "year",
    "page",
    "home_district",
    "cuts",
    "note",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def load_manifest(path: Path) -> tuple[dict[str, SourceInfo], tuple[Problem, ...]]:
    """What the manifest says, by file name, and what is wrong with it. A missing manifest is no problem; a broken one
    gives an empty mapping and the problem."""
    if not path.is_file():
        return {}, ()
    data, problem = load_yaml(path)
    if problem:
        return {}, (problem,)
    if not isinstance(data, list):
        return {}, (Problem(path.name, 1, "no list of files", "start each entry with `- file: NAME`"),)
    infos: dict[str, SourceInfo] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(data, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
            problems.append(Problem(path.name, 0, f"entry {number} has no `file`", "add `file: NAME`"))
            continue
        info, faults = _info(entry)
        infos[info.file] = info
        where = f"entry {number} ({info.file})"
        problems += [Problem(path.name, 0, f"{where}: {found}", remedy) for found, remedy in faults]
    problems += [
        Problem(path.name, 0, f"{name} is listed but not in the folder", "correct the name or delete the entry", "note")
        for name in infos
        if not any(path.parent.rglob(_glob_escape(Path(name).name)))
    ]
    return infos, tuple(problems)


def _info(entry: dict[object, object]) -> tuple[SourceInfo, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = [
        (f"unknown key `{key}`", f"use one of: {', '.join(sorted(_KEYS))}") for key in entry if key not in _KEYS
    ]

    def text(key: str) -> str:
        value = entry.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        faults.append((f"`{key}` is no text", "put it in quotes"))
        return ""

    def number(key: str) -> int:
        value = entry.get(key)
        if value is None or (isinstance(value, int) and value >= 0):
            return int(value or 0)
        faults.append((f"`{key}: {value}` is no whole number", "write digits only"))
        return 0

    issue_date = text("issue_date")
    if issue_date and not _DATE.fullmatch(issue_date):
        faults.append((f"`issue_date: {issue_date}`", "write YYYY-MM-DD"))
        issue_date = ""
    info = SourceInfo(
        file=str(entry["file"]),
        original_name=text("original"),
        publication=text("publication"),
        publication_en=text("publication_en"),
        issue_date=issue_date,
        year=number("year") or (int(issue_date[:4]) if issue_date else 0),
        page=number("page"),
        home_district=text("home_district"),
    )
    cuts = entry.get("cuts") or []
    parsed: list[CutOverride] = []
    for cut in cuts if isinstance(cuts, list) else [cuts]:
        override = _cut(cut)
        if override is None:
            faults.append((f"cut {cut!r} is not understood", "write `- {lines: 3-47, title: 标题}`"))
        else:
            parsed.append(override)
    return replace(info, cuts=tuple(parsed)), faults


def _cut(cut: object) -> CutOverride | None:
    """`{lines: "3-47, 60-62", title: …}` → override; None when it is not of that form."""
    if not isinstance(cut, dict) or not set(cut) <= {"lines", "title"}:
        return None
    ranges: list[tuple[int, int]] = []
    for part in re.split(r"[,，]\s*", str(cut.get("lines", "")).strip()):
        match = re.fullmatch(r"(\d+)(?:\s*[-–]\s*(\d+))?", part.strip())
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            return None
        ranges.append((first, last))
    return CutOverride(tuple(ranges), str(cut.get("title") or ""))


def _glob_escape(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)

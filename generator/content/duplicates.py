"""`content/duplicates.yaml` → the editors' rulings on what is one story."""

from pathlib import Path

from generator.dedupe import Rulings
from generator.errors import Problem
from generator.yaml_source import load_yaml

_KEYS = ("same", "different")
_REMEDY = "write `- same: [FILE:LINE, FILE:LINE]` or `- different: [FILE:LINE, FILE:LINE]`"


def load_rulings(path: Path) -> tuple[Rulings, tuple[Problem, ...]]:
    """The rulings of a file; entries with a mistake are left out and reported. A missing or empty file rules nothing."""
    if not path.is_file():
        return Rulings(), ()
    data, problem = load_yaml(path)
    if problem:
        return Rulings(), (problem,)
    if data is None:
        return Rulings(), ()
    if not isinstance(data, list):
        return Rulings(), (Problem(path.name, 1, "no list of rulings", _REMEDY),)
    ruled: dict[str, set[frozenset[str]]] = {key: set() for key in _KEYS}
    problems: list[Problem] = []
    for number, entry in enumerate(data, 1):
        found = _fault(entry)
        if found or not isinstance(entry, dict):
            problems.append(Problem(path.name, 0, f"entry {number} {found}", _REMEDY))
            continue
        for key, names in entry.items():
            ruled[str(key)] |= {frozenset((names[0], other)) for other in names[1:]}
    for pair in sorted(ruled["same"] & ruled["different"], key=sorted):
        found = f"{' and '.join(sorted(pair))} are ruled both same and different"
        problems.append(Problem(path.name, 0, found, "delete one of the two"))
    return Rulings(frozenset(ruled["same"] - ruled["different"]), frozenset(ruled["different"])), tuple(problems)


def _fault(entry: object) -> str:
    """What is wrong with an entry; empty if nothing is."""
    if not isinstance(entry, dict) or not entry:
        return "is no ruling"
    for key, names in entry.items():
        if key not in _KEYS:
            return f"has an unknown key `{key}`"
        if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) and name for name in names):
            return f"names fewer than two articles under `{key}`"
    return ""

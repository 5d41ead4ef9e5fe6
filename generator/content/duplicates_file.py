"""`content/duplicates.yaml` → the editors' rulings on what is one story, and the thresholds that decide the rest."""

from pathlib import Path
from typing import Any

from generator.dedupe import Rulings, Thresholds
from generator.errors import Problem
from generator.yaml_source import load_yaml

_SHARES = ("aligned", "dense", "lead_aligned", "chance", "chance_dated")
_COUNTS = ("lead", "least")
"""Thresholds an editor can set; the others shape the index, which must be one for all texts."""


def load_rulings(path: Path) -> tuple[Rulings, tuple[Problem, ...]]:
    """The rulings of the file, and what is wrong with it; none without the file."""
    if not path.is_file():
        return Rulings(), ()
    data, problem = load_yaml(path)
    if problem:
        return Rulings(), (problem,)
    values = data if isinstance(data, dict) else {}
    pairs: dict[str, set[frozenset[str]]] = {"same": set(), "different": set()}
    problems: list[Problem] = []
    for key, kept in pairs.items():
        for pair in values.get(key) or []:
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair):
                kept.add(frozenset(pair))
            else:
                problems.append(Problem(path.name, 0, f"{key}: {pair!r} is no pair of ids", "write - [ID, ID]"))
    thresholds = _thresholds(path.name, values.get("thresholds"), problems)
    return Rulings(frozenset(pairs["same"]), frozenset(pairs["different"]), thresholds), tuple(problems)


def _thresholds(file: str, given: object, problems: list[Problem]) -> Thresholds:
    if given is None:
        return Thresholds()
    if not isinstance(given, dict):
        problems.append(Problem(file, 0, "`thresholds` is no list of names", "write thresholds: {aligned: 0.8}"))
        return Thresholds()
    known: dict[str, Any] = {}
    for name, value in given.items():
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if name in _SHARES and number is not None and 0 <= number <= 1:
            known[name] = float(number)
        elif name in _COUNTS and isinstance(number, int) and number > 0:
            known[name] = number
        else:
            remedy = f"shares of 0 to 1: {', '.join(_SHARES)}; characters: {', '.join(_COUNTS)}"
            problems.append(Problem(file, 0, f"thresholds: {name}: {value!r} cannot be used", remedy))
    return Thresholds(**known)

"""`content/checks.yaml` → which checks run and how grave their flags are."""

from pathlib import Path

from generator.checks import ALL_CHECKS, CODES, CheckRules
from generator.errors import Problem
from generator.model import Severity
from generator.yaml_source import load_yaml

_SEVERITIES: dict[str, Severity] = {"info": "info", "minor": "minor", "serious": "serious"}


def load_check_rules(path: Path) -> tuple[CheckRules, tuple[Problem, ...]]:
    """The rules of the file, and what is wrong with it. Without the file every check runs as it is. What cannot be
    understood is left out, so that a slip never switches more off than was meant."""
    if not path.is_file():
        return ALL_CHECKS, ()
    data, problem = load_yaml(path)
    if problem:
        return ALL_CHECKS, (problem,)
    values = data if isinstance(data, dict) else {}
    problems: list[Problem] = []
    if data is not None and not isinstance(data, dict):
        problems.append(Problem(path.name, 1, "no `disabled:` and no `severity:`", "see the file's first lines"))
    strange = [key for key in values if key not in ("disabled", "severity")]
    problems += [Problem(path.name, 0, f"unknown key `{key}`", "use disabled and severity") for key in strange]
    off = _codes(path, "disabled", values.get("disabled"), problems)
    severity = _severities(path, values.get("severity"), problems)
    return CheckRules(frozenset(off), severity), tuple(problems)


def _codes(path: Path, key: str, value: object, problems: list[Problem]) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list):
        problems.append(Problem(path.name, 0, f"`{key}` is no list", f"write {key}: [brackets, latin]"))
        return []
    known = [str(code) for code in value if str(code) in CODES]
    problems += [_unknown(path, key, code) for code in value if str(code) not in CODES]
    return known


def _severities(path: Path, value: object, problems: list[Problem]) -> dict[str, Severity]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        problems.append(Problem(path.name, 0, "`severity` is no list of codes", "write severity: {latin: serious}"))
        return {}
    found: dict[str, Severity] = {}
    for code, name in value.items():
        if str(code) not in CODES:
            problems.append(_unknown(path, "severity", code))
        elif str(name) not in _SEVERITIES:
            remedy = f"use one of: {', '.join(_SEVERITIES)}"
            problems.append(Problem(path.name, 0, f"severity of {code}: `{name}`", remedy))
        else:
            found[str(code)] = _SEVERITIES[str(name)]
    return found


def _unknown(path: Path, key: str, code: object) -> Problem:
    return Problem(path.name, 0, f"{key}: there is no check `{code}`", f"use one of: {', '.join(CODES)}")

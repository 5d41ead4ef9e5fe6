"""`content/glossary.yaml` and `content/names.yaml` → `Glossary`."""

from pathlib import Path

from generator.errors import Problem
from generator.glossary import Glossary, Term
from generator.yaml_source import load_yaml

_KEYS = {"zh", "en", "also", "wrong", "category", "source", "note", "but", "check"}


def load_glossary(path: Path) -> tuple[Glossary, tuple[Problem, ...]]:
    """The terms of a file and of `names.yaml` beside it, if there is one; entries with a mistake are left out and
    reported."""
    terms: dict[str, Term] = {}
    problems: list[Problem] = []
    _load(path, terms, problems)
    if (names := path.with_name("names.yaml")).is_file():
        _load(names, terms, problems)
    return Glossary(tuple(terms.values())), tuple(problems)


def _load(path: Path, terms: dict[str, Term], problems: list[Problem]) -> None:
    """Adds the terms and the problems of one file."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, list):
        problems.append(problem or Problem(path.name, 1, "no list of terms", "start each with `- zh: …`"))
        return
    for number, entry in enumerate(data, 1):
        zh, en = (entry.get("zh"), entry.get("en")) if isinstance(entry, dict) else (None, None)
        if not isinstance(zh, str) or not isinstance(en, str) or not zh or not en:
            problems.append(Problem(path.name, 0, f"entry {number} lacks `zh` or `en`", "add it"))
            continue
        if zh in terms:
            problems.append(Problem(path.name, 0, f"{zh} stands twice (entry {number})", "keep one"))
            continue
        unknown = sorted(str(key) for key in entry if key not in _KEYS)
        if unknown:
            problems.append(
                Problem(path.name, 0, f"{zh}: unknown key `{unknown[0]}`", f"use {', '.join(sorted(_KEYS))}")
            )
        terms[zh] = Term(
            zh=zh,
            en=en,
            also=_texts(entry.get("also")),
            wrong=_texts(entry.get("wrong")),
            category=str(entry.get("category") or ""),
            source=str(entry.get("source") or ""),
            note=str(entry.get("note") or ""),
            but=_texts(entry.get("but")),
            check=entry.get("check") is not False,
        )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()

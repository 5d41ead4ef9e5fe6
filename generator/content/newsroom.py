"""`content/newsroom.yaml` → `Newsroom`, `content/normalise.yaml` → `NormaliseRules`."""

from pathlib import Path

from generator.entities import EntityWords
from generator.errors import Problem
from generator.normalise import NormaliseRules
from generator.segment.patterns import HeadlineWords, Newsroom
from generator.yaml_source import load_yaml

_NEWSROOM = {
    "sections",
    "roles",
    "section_subjects",
    "section_frames",
    "notices",
    "briefs",
    "headline_starts",
    "headline_verbs",
    "brief_frames",
    "surnames",
    "compound_surnames",
}


_ENTITIES = {"offices", "acts", "endings", "short_endings", "not_names"}
_SEE = "see the file's first lines"


def load_newsroom(path: Path) -> tuple[Newsroom, tuple[Problem, ...]]:
    """The words of the newsroom; the built-in few and a problem if the file cannot be used."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        return Newsroom(), (problem or Problem(path.name, 1, "no `key: list`", _SEE),)
    lists = {key: _texts(value) for key, value in data.items() if key in _NEWSROOM}
    subjects, frames = lists.get("section_subjects", ()), lists.get("section_frames", ())
    pairs = {pair for one in subjects for other in frames for pair in (one + other, other + one)}
    briefs = frozenset(lists.get("briefs", ()))
    newsroom = Newsroom(
        frozenset(lists.get("sections", ())) | pairs | briefs,
        tuple(lists.get("roles", ())),
        HeadlineWords(tuple(lists.get("headline_starts", ())), tuple(lists.get("headline_verbs", ()))),
        frozenset("".join(lists.get("surnames", ()))) | frozenset(lists.get("compound_surnames", ())),
        frozenset(lists.get("notices", ())),
        briefs,
        frozenset(lists.get("brief_frames", ())),
    )
    return newsroom, _unknown(path, data, _NEWSROOM)


def load_entity_words(path: Path, surnames: frozenset[str]) -> tuple[EntityWords, tuple[Problem, ...]]:
    """The words of `content/entities.yaml`; the built-in few and a problem if the file cannot be used."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        return EntityWords(surnames=surnames), (problem or Problem(path.name, 1, "no `key: list`", _SEE),)
    lists = {key: tuple(_texts(data.get(key))) for key in _ENTITIES}
    words = EntityWords(
        lists["offices"],
        lists["acts"],
        lists["endings"],
        lists["short_endings"],
        surnames,
        frozenset(lists["not_names"]),
    )
    return words, _unknown(path, data, _ENTITIES)


def load_normalise_rules(path: Path) -> tuple[NormaliseRules, tuple[Problem, ...]]:
    """The exceptions of normalising; none and a problem if the file cannot be used."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        return NormaliseRules(), (problem or Problem(path.name, 1, "no `key: value`", _SEE),)
    rules = NormaliseRules(
        keep=tuple(_texts(data.get("keep"))), words=_pairs(data.get("words")), latin=_pairs(data.get("latin"))
    )
    return rules, _unknown(path, data, {"keep", "words", "latin"})


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _pairs(value: object) -> dict[str, str]:
    return {str(key): str(new) for key, new in value.items()} if isinstance(value, dict) else {}


def _unknown(path: Path, data: dict[object, object], known: set[str]) -> tuple[Problem, ...]:
    remedy = f"use one of: {', '.join(sorted(known))}"
    return tuple(Problem(path.name, 0, f"unknown key `{key}`", remedy) for key in data if key not in known)

"""`content/gazetteer.yaml` and `content/taxonomy.yaml` → typed values."""

from pathlib import Path

from generator.errors import Problem
from generator.gazetteer import ALIAS_WEIGHT, PLACE_WEIGHT, District, Gazetteer
from generator.taxonomy import Taxonomy, Topic
from generator.yaml_source import load_yaml


def load_gazetteer(path: Path) -> tuple[Gazetteer, tuple[Problem, ...]]:
    """The gazetteer of a file; entries with a mistake are left out and reported."""
    entries, problems = _entries(path)
    districts: list[District] = []
    for number, entry in enumerate(entries, 1):
        missing = [key for key in ("zh", "en", "slug") if not isinstance(entry.get(key), str)]
        if missing:
            problems.append(Problem(path.name, 0, f"entry {number} has no `{missing[0]}`", "add it"))
            continue
        names = {str(entry["zh"]): ALIAS_WEIGHT}
        names |= {name: PLACE_WEIGHT for key in ("places", "organs") for name in _texts(entry.get(key))}
        names |= dict.fromkeys(_texts(entry.get("aliases")), ALIAS_WEIGHT)
        district = District(
            str(entry["zh"]), str(entry["en"]), str(entry["slug"]), names, tuple(_texts(entry.get("not_in")))
        )
        districts.append(district)
    return Gazetteer(tuple(districts)), tuple(problems)


def load_taxonomy(path: Path) -> tuple[Taxonomy, tuple[Problem, ...]]:
    """The taxonomy of a file; topics with a mistake are left out and reported."""
    entries, problems = _entries(path)
    topics: list[Topic] = []
    for number, entry in enumerate(entries, 1):
        missing = [key for key in ("slug", "zh", "en") if not isinstance(entry.get(key), str)]
        if missing:
            problems.append(Problem(path.name, 0, f"entry {number} has no `{missing[0]}`", "add it"))
            continue
        about = entry.get("about")
        about = about if isinstance(about, dict) else {}
        words: dict[str, float] = {}
        by_weight = entry.get("words")
        for weight, listed in by_weight.items() if isinstance(by_weight, dict) else ():
            if not isinstance(weight, int | float):
                problems.append(
                    Problem(path.name, 0, f"{entry['slug']}: weight {weight!r} is no number", "use 1, 2, 3")
                )
                continue
            words |= {word: float(weight) for word in _texts(listed)}
        topics.append(
            Topic(
                slug=str(entry["slug"]),
                zh=str(entry["zh"]),
                en=str(entry["en"]),
                about_zh=str(about.get("zh", "")),
                about_en=str(about.get("en", "")),
                words=words,
            )
        )
    return Taxonomy(tuple(topics)), tuple(problems)


def _entries(path: Path) -> tuple[list[dict[object, object]], list[Problem]]:
    data, problem = load_yaml(path)
    if problem:
        return [], [problem]
    if not isinstance(data, list):
        return [], [Problem(path.name, 1, "no list of entries", "start each entry with `- `")]
    entries = [entry for entry in data if isinstance(entry, dict)]
    lost = len(data) - len(entries)
    problems = [Problem(path.name, 0, f"{lost} entries are no `key: value`", "correct them")] if lost else []
    return entries, problems


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []

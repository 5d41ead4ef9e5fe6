"""`content/site.yaml`, `about.*.md`, `summary.yaml` and `units.yaml` → typed values."""

from pathlib import Path

from generator.errors import Problem
from generator.model import LANGS, Lang
from generator.site_settings import SiteSettings
from generator.summarise.cues import LISTS, Cues
from generator.units import Units
from generator.yaml_source import load_yaml


def load_site_settings(content: Path) -> tuple[SiteSettings, tuple[Problem, ...]]:
    """The settings of the site; the built-in ones where a file is missing or broken."""
    data, problem = load_yaml(content / "site.yaml")
    problems = [problem] if problem else []
    values = data if isinstance(data, dict) else {}
    default = SiteSettings()

    def both(key: str, fallback: dict[Lang, str]) -> dict[Lang, str]:
        given = values.get(key)
        given = given if isinstance(given, dict) else {}
        return {lang: str(given.get(lang) or fallback[lang]) for lang in LANGS}

    base_url = str(values.get("base_url") or default.base_url).rstrip("/")
    if not base_url.startswith(("https://", "http://")):
        problems.append(Problem("site.yaml", 0, f"base_url {base_url!r}", "begin it with https://"))
        base_url = default.base_url
    corrections = str(values.get("corrections") or "")
    if corrections and not corrections.startswith(("https://", "http://", "mailto:")):
        problems.append(Problem("site.yaml", 0, f"corrections {corrections!r}", "begin it with https:// or mailto:"))
        corrections = ""
    about: dict[Lang, str] = {}
    for lang in LANGS:
        path = content / f"about.{lang}.md"
        try:
            about[lang] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            about[lang] = ""
            problems.append(Problem(path.name, 0, "cannot be read", "put it back as UTF-8 text"))
    settings = SiteSettings(
        name=both("name", dict(default.name)),
        tagline=both("tagline", dict(default.tagline)),
        base_url=base_url,
        corrections=corrections,
        about=about,
    )
    return settings, tuple(problems)


def load_units(path: Path) -> tuple[Units, tuple[Problem, ...]]:
    """How units are given in English; money only and a problem if the file cannot be used."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        return Units(), (problem or Problem(path.name, 1, "no `key: value`", "see the file's first lines"),)
    prefix, after = data.get("prefix"), data.get("after")
    problems: list[Problem] = []
    forms: dict[str, tuple[str, str]] = {}
    for unit, pair in after.items() if isinstance(after, dict) else ():
        if isinstance(pair, list) and len(pair) == 2:
            forms[str(unit)] = (str(pair[0]), str(pair[1]))
        else:
            problems.append(Problem(path.name, 0, f"unit `{unit}`", "give two forms: [person, people]"))
    known = {str(unit): str(text) for unit, text in prefix.items()} if isinstance(prefix, dict) else {}
    return Units(known, forms), tuple(problems)


def load_cues(path: Path) -> tuple[Cues, tuple[Problem, ...]]:
    """The cue words of summaries; none and a problem if the file cannot be used."""
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        return Cues(), (problem or Problem(path.name, 1, "no `key: list`", "see the file's first lines"),)
    lists = {key: tuple(map(str, value)) for key, value in data.items() if isinstance(value, list)}
    return Cues(**{name: lists.get(name, ()) for name in LISTS}), ()

"""Static files and UI strings of a theme folder. Style and script names carry a hash of their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError
from generator.model import LANGS, Lang
from generator.yaml_source import load_yaml

_HASHED = {".css", ".js"}


@dataclass(frozen=True, slots=True)
class Theme:
    """A loaded theme."""

    folder: Path
    files: Mapping[str, bytes]
    """Path below the site → content."""
    urls: Mapping[str, str]
    """Name in `static/` → URL path."""
    strings: Mapping[Lang, Mapping[str, str]]


def load_theme(folder: Path) -> Theme:
    """The theme in a folder. Raises InputError when it is missing or its languages differ in keys."""
    if not (folder / "base.html").is_file():
        raise InputError("no templates here", "run from the repository, or check --templates", file=str(folder))
    files: dict[str, bytes] = {}
    urls: dict[str, str] = {}
    for path in sorted((folder / "static").iterdir()):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:10]
        name = f"{path.stem}.{digest}{path.suffix}" if path.suffix in _HASHED else path.name
        files[f"assets/{name}"] = data
        urls[path.name] = f"/assets/{name}"
    strings = {lang: _strings(folder / "locales" / f"{lang}.yaml") for lang in LANGS}
    if uneven := set(strings["zh"]) ^ set(strings["en"]):
        raise InputError(f"locales differ in {', '.join(sorted(uneven))}", "give both languages the same keys")
    return Theme(folder, files, urls, strings)


def _strings(path: Path) -> dict[str, str]:
    data, problem = load_yaml(path)
    if problem or not isinstance(data, dict):
        raise InputError(problem.found if problem else "no `key: text`", "correct it", file=str(path))
    return {str(key): str(value) for key, value in data.items()}

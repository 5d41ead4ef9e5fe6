"""YAML text → plain values, with the line of every fault. The one place that parses YAML."""

from pathlib import Path

import yaml

from generator.errors import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class _TextDatesLoader(_Loader):
    """Leaves dates as text, so that `date: 2023-09-12` is the same with and without quotes."""


_TextDatesLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[object, Problem | None]:
    """The value of a YAML text and None; or None and the problem. `first_line` is the file's line on which `text`
    starts. Dates stay strings. Empty text gives None and no problem."""
    try:
        return yaml.load(text, Loader=_TextDatesLoader), None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        found = f"broken YAML: {error.problem or error.context or 'not readable'}"
        return None, Problem(file, line, found, "correct this line (quotes, colons and indents are the usual causes)")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found = f"broken YAML: {str(error).splitlines()[0]}"
        return None, Problem(file, first_line, found, "save the file as UTF-8 text and correct it")


def load_yaml(path: Path, name: str = "") -> tuple[object, Problem | None]:
    """`parse_yaml` of a file. `name` is what messages call it; the file's name by default. A missing file gives
    None and a problem."""
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None, Problem(name, 0, "file is missing", "put it back from version control")
    except (OSError, UnicodeDecodeError) as error:
        return None, Problem(name, 0, f"file cannot be read: {error}", "save it as UTF-8 text")
    return parse_yaml(text, name)


def dump_yaml(value: object) -> str:
    """Block-style YAML of plain values, keys in the order given, Chinese readable, lines unfolded."""
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=False)
    return text

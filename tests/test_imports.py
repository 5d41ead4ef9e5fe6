"""Imports go one way, third-party packages stay where they belong, and the program starts light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator"

LAYERS = {
    "model": 0,
    "errors": 0,
    "files": 1,
    "program": 1,
    "yaml_source": 1,
    "language": 1,
    "gazetteer": 2,
    "taxonomy": 3,
    "glossary": 3,
    "site_settings": 3,
    "normalise": 4,
    "read": 4,
    "segment": 4,
    "classify": 4,
    "dedupe": 4,
    "summarise": 4,
    "identify": 4,
    "checks": 4,
    "figures": 3,
    "entities": 4,
    "units": 4,
    "digest": 4,
    "cut_cache": 5,
    "translate": 5,
    "plan": 5,
    "publish": 5,
    "content": 6,
    "render": 6,
    "search": 6,
    "audit": 6,
    "serve": 6,
    "pipeline": 7,
    "cli": 8,
}
"""A module imports only from its own package and from lower layers."""

HOMES = {
    "opencc": {"normalise"},
    "ctranslate2": {"translate"},
    "sentencepiece": {"translate"},
    "argostranslate": {"translate"},
    "jinja2": {"render"},
    "markdown_it": {"render"},
    "pagefind": {"search"},
    "livereload": {"serve"},
    "rensa": {"dedupe"},
    "ahocorasick_rs": {"language"},
    "msgspec": {"cut_cache"},
    "yaml": {"yaml_source"},
}


def part_of(path: Path) -> str:
    relative = path.relative_to(GENERATOR)
    return relative.parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


MODULES = sorted(path for path in GENERATOR.rglob("*.py") if part_of(path) not in ("__init__", "__main__"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    mine = part_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "generator" and len(parts) > 1 and parts[1] != mine:
            assert LAYERS[parts[1]] < LAYERS[mine], f"{mine} imports {name}"
        if parts[0] in HOMES:
            assert mine in HOMES[parts[0]], f"{mine} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def test_help_starts_without_heavy_libraries() -> None:
    code = "import sys, generator.cli; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"yaml", "jinja2", "opencc", "rensa", "ctranslate2", "pagefind", "livereload"} & set(loaded)

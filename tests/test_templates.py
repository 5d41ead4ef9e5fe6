"""UI strings: the same keys in both languages, every one of them used, and every one that is used there."""

import re
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.render.assets import load_theme

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html")))
PLAN = (ROOT / "generator" / "plan.py").read_text(encoding="utf-8")


def used_keys() -> set[str]:
    found = set(re.findall(r"\bt\.([a-z_]+)", TEXT)) | set(re.findall(r"strings\.(?:zh|en)\.([a-z_]+)", TEXT))
    found |= set(re.findall(r"'([a-z_]+)', '[a-z/-]+/'", TEXT)) | set(re.findall(r'"@([a-z_]+)"', PLAN))
    kinds = ("news", "commentary", "document", "report", "headline", "continuation")
    return found | {f"kind_{kind}" for kind in kinds} | {"topics", "districts", "sources"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_strings_and_templates_agree(lang: str) -> None:
    assert set(load_theme(TEMPLATES).strings[lang]) == used_keys()  # type: ignore[index]


def test_languages_that_differ_in_keys_are_refused(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(TEMPLATES, tmp_path / "t")
    with (tmp_path / "t" / "locales" / "en.yaml").open("a", encoding="utf-8") as file:
        file.write("extra: one more\n")
    with pytest.raises(InputError, match="extra"):
        load_theme(tmp_path / "t")


def test_templates_hold_no_script_or_style_of_their_own() -> None:
    assert "<style" not in TEXT
    assert not re.search(r"<script(?![^>]*(?:src=|ld\+json))", TEXT)
    assert not re.search(r"\son[a-z]+=|\sstyle=", TEXT)

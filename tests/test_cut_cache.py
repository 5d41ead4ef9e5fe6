"""Cuts kept from run to run: the same answer, made once; anything that changes has its pages cut anew."""

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli.console import Console
from generator.content.reference import Reference, load_reference
from generator.cut_cache import KEPT_RUNS
from generator.pipeline import Extraction, extract

ROOT = Path(__file__).parent.parent
REFERENCE, _ = load_reference(ROOT / "content")
PAGE = "区政府召开常务会议\n本报讯（记者 李一）{day}，区长谢东主持召开区政府常务会议，研究{what}等工作。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number, what in enumerate(("项目建设", "安全生产", "防汛抗旱"), 1):
        (folder / f"2024-05-0{number}.txt").write_text(PAGE.format(day=f"5月{number}日", what=what), encoding="utf-8")
    return folder


@pytest.fixture
def cut_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were really cut, by file name; cutting itself is unchanged."""
    names: list[str] = []
    real = pipeline._cut_page

    def watched(page, reference, keep_pages):
        names.append(page.source_file)
        return real(page, reference=reference, keep_pages=keep_pages)

    monkeypatch.setattr(pipeline, "_cut_page", watched)
    return names


def run(archive: Path, reference: Reference = REFERENCE) -> Extraction:
    return extract([archive], reference, Console(stream=io.StringIO()), cache=archive.parent / ".cache" / "cuts.sqlite")


def test_what_is_kept_is_what_was_made(archive: Path, cut_pages: list[str]) -> None:
    without = extract([archive], REFERENCE, Console(stream=io.StringIO()))
    first, second = run(archive), run(archive)
    assert without == first == second
    assert len(cut_pages) == 6


def test_one_new_page_is_the_only_one_cut(archive: Path, cut_pages: list[str]) -> None:
    run(archive)
    cut_pages.clear()
    (archive / "2024-05-09.txt").write_text(PAGE.format(day="5月9日", what="教育"), encoding="utf-8")
    assert len(run(archive).articles) == 4
    assert cut_pages == ["2024-05-09.txt"]


@pytest.mark.parametrize("change", ["page", "name", "data", "manifest"])
def test_what_changed_is_cut_anew(archive: Path, cut_pages: list[str], change: str) -> None:
    run(archive)
    cut_pages.clear()
    page, reference = archive / "2024-05-01.txt", REFERENCE
    if change == "page":
        page.write_text(PAGE.format(day="5月1日", what="招商"), encoding="utf-8")
    elif change == "name":
        page.rename(archive / "renamed.txt")
    elif change == "data":
        reference = replace(REFERENCE, cut_stamp="another")
    else:
        (archive / "sources.yaml").write_text("- file: 2024-05-01.txt\n  issue_date: 2024-05-02\n", encoding="utf-8")
    fresh = extract([archive], reference, Console(stream=io.StringIO()))
    cut_pages.clear()
    assert run(archive, reference) == fresh
    assert len(cut_pages) == (3 if change == "data" else 1)


@pytest.mark.parametrize("damage", ["no database", "no cut", "no folder"])
def test_a_damaged_cache_is_made_anew_or_left(archive: Path, damage: str) -> None:
    good = run(archive)
    file = archive.parent / ".cache" / "cuts.sqlite"
    if damage == "no database":
        file.write_bytes(b"not a database, but long enough to be looked at" * 40)
    elif damage == "no cut":
        with closing(sqlite3.connect(file)) as tables, tables:
            tables.execute("UPDATE cut SET value = x'93'")
    else:
        file.unlink()
        file.parent.rmdir()
        file.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert run(archive) == good


def test_what_nobody_asks_for_is_forgotten(archive: Path) -> None:
    run(archive)
    (archive / "2024-05-01.txt").unlink()
    for _ in range(KEPT_RUNS):
        run(archive)
    with closing(sqlite3.connect(archive.parent / ".cache" / "cuts.sqlite")) as tables:
        assert tables.execute("SELECT count(*) FROM cut").fetchone() == (2,)

"""The page that shows editors what differs between printings, and its command."""

from pathlib import Path

import pytest

from generator.cli import main
from generator.dedupe import deduplicate
from generator.dedupe.report import difference_report
from generator.model import Article, Block

TEXT = (
    "9月12日，区委召开会议，研究<重点>项目推进工作，分析重点项目推进情况，破解卡点、堵点、难点问题，部署下一阶段工作。"
    * 3
)


def article(key: str, body: str, title: str = "标题") -> Article:
    return Article(key, f"{key}.txt", "news", title, (Block("paragraph", body),), ((3, 9),))


def test_what_differs_is_marked_and_everything_is_escaped() -> None:
    first, second = article("a", TEXT), article("b", TEXT.replace("部署", "安排", 1), "另一个标题")
    stories = deduplicate([first, second])
    html = difference_report(stories, {"a": first, "b": second})
    assert "<del>部署</del><ins>安排</ins>" in html or "<del>安排</del><ins>部署</ins>" in html
    assert "&lt;重点&gt;" in html and "<重点>" not in html
    assert "- [a.txt:3, b.txt:3]" in html or "- [b.txt:3, a.txt:3]" in html


def test_without_duplicates_the_page_says_so() -> None:
    assert "No story ran more than once." in difference_report(deduplicate([article("a", TEXT)]), {})


def test_the_command_prints_pairs_and_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        page = f"全区重点项目加快推进\n\n本报讯（记者 李一）{TEXT.replace('<', '').replace('>', '')}\n"
        (tmp_path / f"{name}.txt").write_text(page, encoding="utf-8")
    report = tmp_path / "out.html"
    assert main(["duplicates", str(tmp_path), "--report", str(report)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[:2] == ["exact", "1.000"]
    assert "1 stories, 1 further printings" in report.read_text(encoding="utf-8")

"""What a short line is by its characters; the lines here are not among those the weights were learnt from."""

from pathlib import Path

import pytest

from generator.program import code_digest
from generator.segment.line_kinds import LABEL, Chances, chances, chances_by

ROOT = Path(__file__).parent.parent
LEARNT = {
    line[2:].strip()
    for folder in ("short_lines", "headlines")
    for file in (ROOT / "benchmarks" / "segmentation" / folder).glob("*.txt")
    for line in file.read_text(encoding="utf-8").splitlines()
}
CAPTIONS = [
    "工人在车间里组装电机",
    "改建后的老码头一角",
    "村民正在晾晒红薯粉",
    "学生在操场上练习跳绳",
    "龙洞水库大坝施工现场",
]
LABELS = ["民生直通车", "奋进新征程 建功新时代", "乡村振兴进行时", "记者走基层", "文明新风"]
OTHERS = [
    "全区启动秋季植树",
    "新增学位1620个",
    "把好入口关",
    "王某主持会议",
    "今年粮食产量预计达到12万吨",
    "他说，这条路修好以后，去镇上只要十分钟。",
]


def test_the_examples_were_not_learnt_from() -> None:
    assert not LEARNT & {*CAPTIONS, *LABELS, *OTHERS}


@pytest.mark.parametrize("text", CAPTIONS)
def test_what_a_picture_shows(text: str) -> None:
    assert chances(text).caption > 0.5


@pytest.mark.parametrize("text", LABELS)
def test_the_name_of_a_column(text: str) -> None:
    assert chances(text).label > LABEL


@pytest.mark.parametrize("text", OTHERS)
def test_headlines_and_running_text_are_neither(text: str) -> None:
    assert max(chances(text)) < 0.5


@pytest.mark.parametrize("text", ["", "一", "字" * 60])
def test_nothing_is_said_of_what_is_empty_or_long(text: str) -> None:
    assert chances(text) == Chances()


def test_chances_are_shares_of_one() -> None:
    weights = {"always": (0.0, 0.0)}
    assert chances_by("车间", weights) == pytest.approx(Chances(1 / 3, 1 / 3))
    assert chances_by("车间", {"always": (1e9, 0.0)}) == pytest.approx(Chances(1.0, 0.0))


def test_cached_cuts_are_those_of_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "generator"
    package.mkdir()
    (package / "program.py").write_text("", encoding="utf-8")
    table = package / "weights.tsv"
    monkeypatch.setattr("generator.program.__file__", str(package / "program.py"))
    told = []
    for weight in ("1", "2"):
        table.write_text(f"sign\t{weight}\n", encoding="utf-8")
        code_digest.cache_clear()
        told.append(code_digest())
    code_digest.cache_clear()
    assert told[0] != told[1]

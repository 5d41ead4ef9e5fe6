"""BLEU and chrF of an engine on a test set of two files."""

import json
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu", reason="the dev extra is not installed")

from benchmarks.translation.scores import main

PACKAGE = Path(__file__).parent / "data" / "small_zh_en.argosmodel"


def write(path: Path, lines: list[str]) -> str:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return str(path)


def test_an_engine_is_scored_in_one_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pairs = [json.loads(line) for line in PACKAGE.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()][::6]
    files = [write(tmp_path / side, [pair[side] for pair in pairs]) for side in ("zh", "en")]
    assert main([*files, "--package", str(PACKAGE)]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "BLEU" in line]
    assert [row.split(" BLEU")[0].strip() for row in rows] == ["argos 1.9 as it is", "argos 1.9 as published"]
    for row in rows:
        assert float(row.split("BLEU")[1].split()[0]) > 95


def test_a_translation_made_before_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zh, en = write(tmp_path / "zh", ["会议召开。"]), write(tmp_path / "en", ["The meeting was held in the city."])
    given = write(tmp_path / "given", ["The meeting was held in the town."])
    assert main([zh, en, "--given", given]) == 0
    assert 40 < float(capsys.readouterr().out.split("BLEU")[1].split()[0]) < 90


@pytest.mark.parametrize("english", [["One."], ["One.", "Two.", "Three."]])
def test_files_that_are_no_pairs_are_told(
    tmp_path: Path, english: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    zh, en = write(tmp_path / "zh", ["一。", "二。"]), write(tmp_path / "en", english)
    assert main([zh, en]) == 2
    assert f"has {len(english)} lines and zh has 2" in capsys.readouterr().err

"""A real Argos package, run for real: by our path, by Argos Translate itself, and in a whole build."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.errors import EngineError
from generator.translate.argos import AS_ARGOS, ArgosEngine
from generator.translate.engine import Engine, EngineSettings, find_engine
from generator.translate.memory_files import load_memory
from generator.translate.protect import EVERYTHING, Protection

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tests" / "data" / "small_zh_en.argosmodel"
"""Made by tests/data/make_argosmodel.py; knows the pairs of small_zh_en.jsonl by heart."""
PAIRS = [json.loads(line) for line in PACKAGE.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    try:
        return find_engine("argos", EngineSettings(package=PACKAGE))
    finally:
        del os.environ["XDG_CACHE_HOME"]
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before


def test_the_package_is_small_and_complete() -> None:
    assert PACKAGE.stat().st_size <= 3_000_000
    with zipfile.ZipFile(PACKAGE) as package:
        names = {name.partition("/")[2] for name in package.namelist()}
    assert {"metadata.json", "sentencepiece.model", "model/model.bin", "minisbd/zh.onnx"} <= names


def test_it_translates_what_it_was_trained_on(engine: Engine) -> None:
    found = engine.translate([pair["zh"] for pair in PAIRS])
    right = sum(candidates[0].en == pair["en"] for candidates, pair in zip(found, PAIRS, strict=True))
    assert len(PAIRS) >= 300
    assert right >= 0.98 * len(PAIRS)


def test_a_sentence_comes_out_the_same_in_any_company(engine: Engine) -> None:
    texts = [pair["zh"] for pair in PAIRS[::8]]
    together = engine.translate(texts)
    assert [engine.translate([text])[0][0].en for text in texts] == [one[0].en for one in together]
    assert engine.translate(texts[::-1])[::-1] == together


def test_candidates_have_scores_that_do_not_depend_on_length(engine: Engine) -> None:
    found = engine.translate([pair["zh"] for pair in PAIRS])
    assert all(len(candidates) == 4 for candidates in found)
    assert all(one.score < 0 for candidates in found for one in candidates)
    known = [candidates[0] for candidates in found]
    assert min(one.score for one in known) > -0.2, "sentences known by heart, short or long"
    assert all(candidates[0].score > candidates[-1].score for candidates in found)


def test_nothing_asked_gives_nothing(engine: Engine) -> None:
    assert engine.translate([]) == []


def test_a_patient_search_finds_what_argos_cuts_short(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    hasty = ArgosEngine(EngineSettings(package=PACKAGE), AS_ARGOS)
    texts = [pair["zh"] for pair in PAIRS]
    wrong = [
        sum(found[0].en != pair["en"] for found, pair in zip(one.translate(texts), PAIRS, strict=True))
        for one in (hasty, engine)
    ]
    assert wrong[1] < wrong[0]
    assert hasty.fingerprint != engine.fingerprint


def test_a_very_long_sentence_does_not_stop_the_run(engine: Engine) -> None:
    long = "，".join(pair["zh"].rstrip("。；") for pair in PAIRS)
    assert all(engine.translate([PAIRS[0]["zh"], long[:400]]))


def test_an_engine_has_name_and_fingerprint(engine: Engine) -> None:
    assert engine.name == "argos 1.9"
    assert len(engine.fingerprint) == 12


@pytest.mark.parametrize(
    ("member", "told"),
    [("sentencepiece.model", "the model cannot be loaded"), ("model/model.bin", "the model cannot be loaded")],
)
def test_a_package_with_a_broken_part_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, member: str, told: str
) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    broken = tmp_path / "broken.argosmodel"
    with zipfile.ZipFile(PACKAGE) as sound, zipfile.ZipFile(broken, "w") as file:
        for name in sound.namelist():
            file.writestr(name, b"broken" if name.endswith(member) else sound.read(name))
    with pytest.raises(EngineError, match=told) as caught:
        find_engine("argos", EngineSettings(package=broken))
    assert "\n" not in str(caught.value)


def test_pieces_that_only_argos_can_cut_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    other = tmp_path / "bpe.argosmodel"
    with zipfile.ZipFile(PACKAGE) as sound, zipfile.ZipFile(other, "w") as file:
        for name in sound.namelist():
            file.writestr(name.replace("sentencepiece.model", "bpe.model"), sound.read(name))
    with pytest.raises(EngineError, match="Moses BPE"):
        find_engine("argos", EngineSettings(package=other))


# ── checked, repaired, protected ─────────────────────────────────────────────────────────────────────────


def test_no_wrong_figure_is_published_without_a_mark(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    """The engine copies plain figures and cannot convert large ones that it has never seen."""
    from benchmarks.translation.protected import known_pairs, published, report, with_new_figures

    pairs = with_new_figures(known_pairs(), 2)
    texts = list(pairs)
    assert len(texts) >= 30

    def right(protection: Protection) -> float:
        assert report("", published(texts, engine, protection), pairs, show=True) == 0, capsys.readouterr().out
        return float(capsys.readouterr().out.split("%")[0])

    assert right(EVERYTHING) > right(Protection(kinds=())) + 25


# ── Argos Translate itself ───────────────────────────────────────────────────────────────────────────────

_BY_ARGOS = """
import json, sys
from pathlib import Path
from argostranslate import package, translate

package.install_from_path(Path(sys.argv[1]))
texts = json.load(sys.stdin)
json.dump([translate.translate(text, "zh", "en") for text in texts], sys.stdout)
"""


_AS_THE_PACKAGE_SPLITS = re.compile(r"[^。！？；]+(?:[。！？；]+[”’」）]*)?")
"""As the sentence splitter inside the package does (make_argosmodel.py, `splitter`)."""


def test_argos_translate_itself_gives_the_same_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    python = os.environ.get("ARGOS_PYTHON", sys.executable)
    has = subprocess.run([python, "-c", "import argostranslate.sbd, minisbd"], capture_output=True, check=False)
    if has.returncode:
        pytest.skip("argostranslate 1.11 is not installed: the extra `argos`, or ARGOS_PYTHON names a Python with it")
    unseen = ["区政府召开会议。今年的GDP增长4.7%；“好。”他说。", "没有句号"]
    texts = [*(pair["zh"] for pair in PAIRS), *unseen]
    sentences = [_AS_THE_PACKAGE_SPLITS.findall(text) for text in texts]
    private = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [python, "-c", _BY_ARGOS, str(PACKAGE)],
        input=json.dumps(texts),
        env={**os.environ, **private},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    theirs = json.loads(done.stdout)
    same = ArgosEngine(EngineSettings(package=PACKAGE), AS_ARGOS)
    ours = [" ".join(candidates[0].en for candidates in same.translate(some)) for some in sentences]
    assert len(theirs) == len(ours) > 300
    assert theirs == ours


# ── the whole build ──────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_build_runs_with_a_real_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    from generator.cli import main

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    left_out = shutil.ignore_patterns("articles", ".generated", "memory")
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=left_out)
    (tmp_path / "seeds").mkdir()
    known = next(pair for pair in PAIRS if pair["zh"].endswith("。"))
    page = f"区政府召开会议\n\n本报讯（记者 某某）9月12日，会议听取汇报。\n\n{known['zh']}会议强调，要抓好落实。\n"
    (tmp_path / "seeds" / "a.txt").write_text(page, encoding="utf-8")
    folders = [f"--{name}={tmp_path / name}" for name in ("seeds", "content")]
    assert main(["build", "--package", str(PACKAGE), *folders, f"--out={tmp_path / 'site'}"]) == 0
    memory, _ = load_memory(tmp_path / "content" / "memory")
    assert memory.entries()
    assert all(entry.origin == "argos 1.9" and entry.engine and entry.glossary for entry in memory.entries())
    found = memory.get(known["zh"])
    assert found is not None
    assert found.en == known["en"]
    buffer = io.StringIO()
    for path in (tmp_path / "site" / "en").rglob("article*/*/*.html"):
        buffer.write(path.read_text(encoding="utf-8"))
    assert "machine translated" in buffer.getvalue()


def test_a_package_that_setup_installed_is_found_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    from generator.cli import main, parser
    from generator.cli.console import Console
    from generator.cli.engines import choose_engine

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("DIGEST_SERVER", raising=False)
    options = parser().parse_args(["translate"])
    assert choose_engine(options, Console(io.StringIO())) is None
    assert main(["setup", "--package", str(PACKAGE)]) == 0
    assert f"installed: Argos zh→en 1.9 in {tmp_path / 'data'}" in capsys.readouterr().err
    found = choose_engine(options, Console(io.StringIO()))
    assert found is not None
    assert found.translate([PAIRS[0]["zh"]])[0][0].en == PAIRS[0]["en"]


UNSEEN = "叠加地方联盟集采，已累计降低药耗费用超过951.4亿元。"
"""The package knows it with 4000亿元."""


def test_protection_can_be_switched_off_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    from generator.cli import main

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    left_out = shutil.ignore_patterns("articles", ".generated", "memory")
    (tmp_path / "seeds").mkdir()
    page = f"区政府召开会议\n\n本报讯（记者 某某）会议听取汇报。{UNSEEN}\n"
    (tmp_path / "seeds" / "a.txt").write_text(page, encoding="utf-8")
    english: dict[str, tuple[str, bool]] = {}
    for name, options in (("protected", ()), ("plain", ("--no-protect",))):
        shutil.copytree(ROOT / "content", tmp_path / name, ignore=left_out)
        folders = [f"--seeds={tmp_path / 'seeds'}", f"--content={tmp_path / name}"]
        main(["translate", "--package", str(PACKAGE), *folders, *options])
        memory, _ = load_memory(tmp_path / name / "memory")
        (entry,) = (entry for entry in memory.entries() if UNSEEN in entry.zh)
        english[name] = entry.en, any(flag.severity == "serious" for flag in entry.flags)
    assert "RMB 95.14 billion" in english["protected"][0]
    assert "RMB 95.14 billion" not in english["plain"][0]
    assert english["plain"][1], "and it is marked"

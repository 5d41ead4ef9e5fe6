"""TMX out and in: our own round trip, Translate Toolkit both ways, hostile files, and the command."""

import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.errors import InputError
from generator.model import Flag
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import load_memory, save_memory
from generator.translate.tmx import read_tmx, to_tmx

ENTRIES = [
    Entry("全区“两江四岸”投资<5亿元>。", "Investment in the “two rivers & four banks” is RMB 500 million.", "edited"),
    Entry("会议强调。", "The meeting stressed this.\u0000\x0b", "argos 1.9", (Flag("length", "minor", "short"),)),
]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_what_goes_out_comes_in(tmp_path: Path) -> None:
    path = write(tmp_path / "m.tmx", "".join(to_tmx(ENTRIES)))
    entries, problems = read_tmx(path)
    assert problems == ()
    assert [(entry.zh, entry.en, entry.origin) for entry in entries] == [
        (ENTRIES[0].zh, ENTRIES[0].en, "supplied"),
        ("会议强调。", "The meeting stressed this.", "supplied"),
    ]
    assert "".join(to_tmx(ENTRIES)) == "".join(to_tmx(ENTRIES))


def test_dates_go_out_and_come_in(tmp_path: Path) -> None:
    dated = [Entry("甲。", "A.", "edited", date="2026-04-12"), Entry("乙。", "B.", "edited")]
    path = write(tmp_path / "m.tmx", "".join(to_tmx(dated)))
    assert [entry.date for entry in read_tmx(path)[0]] == ["2026-04-12", ""]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ('creationdate="20240102T030405Z"', "2024-01-02"),
        ('creationdate="20240102T030405Z" changedate="20250203T030405Z"', "2025-02-03"),
        ('changedate="yesterday"', ""),
        ('changedate="20251301T000000Z"', ""),
    ],
)
def test_the_date_of_a_unit_is_its_last_change(tmp_path: Path, given: str, date: str) -> None:
    unit = f'<tu {given}><tuv xml:lang="zh"><seg>会</seg></tuv><tuv xml:lang="en"><seg>A</seg></tuv></tu>'
    path = write(tmp_path / "m.tmx", f'<tmx version="1.4"><header/><body>{unit}</body></tmx>')
    assert [entry.date for entry in read_tmx(path)[0]] == [date]


def test_translate_toolkit_reads_what_we_write(tmp_path: Path) -> None:
    tmx = pytest.importorskip("translate.storage.tmx")
    path = write(tmp_path / "m.tmx", "".join(to_tmx(ENTRIES)))
    with path.open("rb") as file:
        units = tmx.tmxfile(file, "zh-CN", "en").units
    assert [(str(unit.source), str(unit.target)) for unit in units] == [
        (ENTRIES[0].zh, ENTRIES[0].en),
        ("会议强调。", "The meeting stressed this."),
    ]


def test_we_read_what_translate_toolkit_writes(tmp_path: Path) -> None:
    tmx = pytest.importorskip("translate.storage.tmx")
    store = tmx.tmxfile(sourcelanguage="zh-CN", targetlanguage="en")
    store.addtranslation("解放碑 & 朝天门", "zh-CN", "Jiefangbei & Chaotianmen", "en")
    path = tmp_path / "t.tmx"
    path.write_bytes(bytes(store))
    assert read_tmx(path)[0] == (Entry("解放碑 & 朝天门", "Jiefangbei & Chaotianmen", "supplied"),)


def test_codes_are_dropped_and_units_without_a_language_are_told(tmp_path: Path) -> None:
    body = (
        '<tu><tuv xml:lang="ZH"><seg>会<bpt i="1">b</bpt>议</seg></tuv>'
        '<tuv xml:lang="EN-GB"><seg>A  <hi>meeting</hi></seg></tuv></tu>\n'
        '<tu><tuv xml:lang="zh"><seg>孤</seg></tuv></tu>'
    )
    path = write(tmp_path / "m.tmx", f'<tmx version="1.4"><header/><body>{body}</body></tmx>')
    entries, problems = read_tmx(path)
    assert [(entry.zh, entry.en) for entry in entries] == [("会议", "A meeting")]
    assert [str(problem) for problem in problems] == ["m.tmx:2: a unit without English; it was left out"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "declares an entity"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "declares an entity"),
        ("<tmx><body>", "no XML"),
        ("<html/>", "no TMX"),
        ("", "no XML"),
        ("\x01", "no XML"),
    ],
)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(InputError, match=found):
        read_tmx(write(tmp_path / "m.tmx", text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_tmx(tmp_path / "none.tmx")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(
        Path(__file__).parent.parent / "content",
        folder,
        ignore=shutil.ignore_patterns("memory", "articles", ".generated"),
    )
    save_memory(folder / "memory", Memory([Entry("会议召开。", "A meeting was held.", "edited")]))
    return folder


def test_the_command_exports_imports_and_keeps_what_an_editor_wrote(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.tmx"
    assert main(["memory", "--content", str(content), "export", str(out)]) == 0
    assert "A meeting was held." in out.read_text(encoding="utf-8")
    given = [Entry("会议召开。", "Another meeting.", "x"), Entry("活动举行。", "An event took place.", "x")]
    write(out, "".join(to_tmx(given)))
    assert main(["memory", "--content", str(content), "import", str(out)]) == 0
    memory, _ = load_memory(content / "memory")
    assert {entry.zh: (entry.en, entry.origin) for entry in memory.entries()} == {
        "会议召开。": ("A meeting was held.", "edited"),
        "活动举行。": ("An event took place.", "supplied"),
    }
    assert "an editor's text kept" in capsys.readouterr().err


def test_a_pair_whose_formula_an_editor_wrote_is_taken_in_nonetheless(tmp_path: Path, content: Path) -> None:
    save_memory(content / "memory", Memory([Entry("起数下降12.8%。", "Down by 12.8%.", "edited")]))
    path = write(tmp_path / "m.tmx", "".join(to_tmx([Entry("起数下降7.5%。", "The number fell by 7.5%.", "x")])))
    assert main(["memory", "--content", str(content), "import", str(path)]) == 0
    entry = load_memory(content / "memory")[0].get("起数下降7.5%。")
    assert entry is not None and entry.en == "The number fell by 7.5%."


def test_a_wrong_figure_is_taken_in_with_its_flag_and_told(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "m.tmx", "".join(to_tmx([Entry("投资5900亿元。", "Investment of RMB 59 billion.", "x")])))
    assert main(["memory", "--content", str(content), "import", str(path)]) == 1
    assert "check its English" in capsys.readouterr().err
    memory, _ = load_memory(content / "memory")
    entry = memory.get("投资5900亿元。")
    assert entry is not None and any(flag.check == "number" for flag in entry.flags)


def test_suggestions_are_printed_likest_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", "--content", str(content), "suggest", "会议召开了。"]) == 0
    assert capsys.readouterr().out.split("\t")[1:] == ["会议召开。", "A meeting was held.", "edited\n"]
    assert main(["memory", "--content", str(content), "suggest", "毫不相干的一句话"]) == 0
    assert capsys.readouterr().out == ""

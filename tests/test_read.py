"""Reading files: every bad file costs one line, and no good file its place."""

from pathlib import Path

import pytest

from generator.content.manifest import load_manifest
from generator.model import SourceInfo
from generator.read import MAX_BYTES, decode, list_files, read_pages

TEXT = "本报讯（记者 某某）9月12日，区政府召开会议，研究部署下一阶段的工作。\n会议指出，要坚持以人民为中心。\n"


def read_one(tmp_path: Path, data: bytes, name: str = "page.txt"):
    file = tmp_path / name
    file.write_bytes(data)
    reading = read_pages([file], {})
    return reading.pages, [str(problem) for problem in reading.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_in_use_gives_the_same_lines(tmp_path: Path, encoding: str) -> None:
    pages, problems = read_one(tmp_path, TEXT.encode(encoding))
    assert pages[0].raw_lines == tuple(TEXT.splitlines())
    assert problems == []


def test_big5_text_is_read() -> None:
    text = (
        "重慶市渝中區人民政府召開會議，研究部署下一階段的工作。會議指出，要堅持以人民為中心，在發展中保障和改善民生。"
    )
    assert decode(text.encode("big5"), "x")[0] == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_split_lines(tmp_path: Path, ending: str) -> None:
    pages, _ = read_one(tmp_path, TEXT.replace("\n", ending).encode())
    assert len(pages[0].lines) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n\t ", "the file is empty"),
        (bytes(range(256)) * 40, "a binary file, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file, not text"),
        ("Déjà vu, naïve".encode("latin-1") * 50, "neither UTF-8 nor GB18030 text"),
        (b"x" * (MAX_BYTES + 1), "5 MB is too large for a page"),
    ],
)
def test_an_unusable_file_gives_one_line_and_no_page(tmp_path: Path, data: bytes, message: str) -> None:
    pages, problems = read_one(tmp_path, data)
    assert pages == ()
    assert len(problems) == 1
    assert message in problems[0]
    assert problems[0].startswith("page.txt")


def test_a_few_broken_bytes_are_shown_and_reported_with_their_line(tmp_path: Path) -> None:
    pages, problems = read_one(tmp_path, (TEXT * 50).encode() + b"\xff\xfe" + TEXT.encode())
    assert len(pages) == 1
    assert problems[0].startswith("page.txt:101: 2 bytes are not UTF-8")


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\0\1")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    files, _ = list_files([tmp_path])
    reading = read_pages(files, {})
    assert [page.source_file for page in reading.pages] == ["b.txt"]
    assert len(reading.problems) == 1


def test_names_with_spaces_chinese_and_dots_are_kept(tmp_path: Path) -> None:
    for name in ("重庆 日报.txt", "..a b.txt", "x..txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    files, problems = list_files([tmp_path])
    names = {page.source_file for page in read_pages(files, {}).pages}
    assert {"重庆 日报.txt", "x..txt"} <= names
    assert problems == ()


def test_two_files_with_the_same_content_are_noted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reading = read_pages(list_files([tmp_path])[0], {})
    assert len(reading.pages) == 2
    assert str(reading.problems[0]) == "b.txt: same content as a.txt; delete one of them"


def test_a_missing_path_is_an_error() -> None:
    _, problems = list_files([Path("no/such/thing")])
    assert problems[0].severity == "error"


def manifest(tmp_path: Path, text: str):
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    infos, problems = load_manifest(tmp_path / "sources.yaml")
    return infos, [str(problem) for problem in problems]


def test_a_manifest_gives_what_it_says(tmp_path: Path) -> None:
    infos, problems = manifest(
        tmp_path,
        "- file: a.txt\n  publication: 渝中报\n  issue_date: 2023-09-14\n  page: 1\n"
        "  cuts:\n  - {lines: '3-47, 60', title: 标题}\n",
    )
    assert problems == []
    info = infos["a.txt"]
    assert (info.publication, info.issue_date, info.year, info.page) == ("渝中报", "2023-09-14", 2023, 1)
    assert info.cuts[0].lines == ((3, 47), (60, 60))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- file: a.txt\n  page: [1\n", "sources.yaml:3: broken YAML"),
        ("- file: a.txt\n  page: one\n", "is no whole number"),
        ("- file: a.txt\n  issue_date: 14.9.2023\n", "write YYYY-MM-DD"),
        ("- file: a.txt\n  pubication: x\n", "unknown key `pubication`"),
        ("- publication: x\n", "has no `file`"),
        ("file: a.txt\n", "no list of files"),
        ("- file: gone.txt\n", "gone.txt is listed but not in the folder"),
        ("- file: a.txt\n  cuts:\n  - {lines: x}\n", "is not understood"),
    ],
)
def test_a_mistake_in_the_manifest_is_named(tmp_path: Path, text: str, message: str) -> None:
    _, problems = manifest(tmp_path, text)
    assert any(message in problem for problem in problems), problems


def test_an_empty_manifest_entry_is_the_default() -> None:
    assert SourceInfo().cuts == ()

"""Files → Pages: encodings, sizes, the manifest. Every unusable file becomes one `Problem`; the others go on."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.model import Page, SourceInfo

MAX_BYTES = 5_000_000
"""Largest file taken for a page. The longest real document met has 60 kB; a whole issue of a paper about 300 kB."""

MANIFEST = "sources.yaml"
SUFFIXES = frozenset({".txt", ".text"})

_SPLIT = "split it into one file a page"
_TEXT = "save it as UTF-8 text"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list of paths gave."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def list_files(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The text files that `paths` mean: files as they are, folders with the `.txt` files in and below them, sorted by
    name; each file once."""
    files: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.name.startswith(".") or found.name == MANIFEST or not found.is_file():
                    continue
                if found.suffix.lower() in SUFFIXES:
                    files[found] = None
                else:
                    problems.append(Problem(found.name, 0, "not a .txt file, left out", "", "note"))
        elif path.is_file():
            files[path] = None
        else:
            problems.append(Problem(str(path), 0, "no such file or folder", "check the path", "error"))
    return tuple(files), tuple(problems)


def read_pages(files: Sequence[Path], manifest: Mapping[str, SourceInfo]) -> Reading:
    """One page for each readable file, in the order given. Files of equal bytes are all read (the duplicates stage
    merges them) and noted."""
    pages: list[Page] = []
    problems: list[Problem] = []
    first_with: dict[bytes, str] = {}
    for file in files:
        name = printable_name(file.name)
        try:
            size = file.stat().st_size
            if size > MAX_BYTES:
                found = f"{size / 1e6:.0f} MB is too large for a page (limit {MAX_BYTES / 1e6:.0f} MB)"
                problems.append(Problem(name, 0, found, _SPLIT))
                continue
            data = file.read_bytes()
        except OSError as error:
            problems.append(Problem(name, 0, f"cannot be read: {error.strerror}", "check its permissions"))
            continue
        text, problem = decode(data, name)
        if problem:
            problems.append(problem)
        if text is None:
            continue
        if data in first_with:
            problems.append(Problem(name, 0, f"same content as {first_with[data]}", "delete one of them", "note"))
        first_with.setdefault(data, name)
        info = manifest.get(file.name, SourceInfo(file=name))
        lines = tuple(split_lines(text))
        pages.append(Page(name, lines, lines, info=info))
    return Reading(tuple(pages), tuple(problems))


def decode(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    """The text of a file's bytes (UTF-8, UTF-16 with a mark, GB18030, Big5) and a problem, if any. No text when the
    file is empty, binary or in none of these encodings."""
    if not data.strip(b"\0 \t\r\n"):
        return None, Problem(name, 0, "the file is empty", "put the page's text into it or delete it")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), None
        except UnicodeDecodeError:
            return None, Problem(name, 0, "broken UTF-16 text", _TEXT)
    if _is_binary(data):
        return None, Problem(name, 0, "a binary file, not text", "extract the text of the page first")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        broken_at = data.count(b"\n", 0, error.start) + 1
    patched = data.decode("utf-8-sig", errors="replace")
    if patched.count("\ufffd") * 200 <= len(patched):
        found = f"{patched.count(chr(0xFFFD))} bytes are not UTF-8, shown as \ufffd"
        return patched, Problem(name, broken_at, found, "correct the text there")
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_chinese(text):
            return text, None
    return None, Problem(name, broken_at, "neither UTF-8 nor GB18030 text", _TEXT)


def split_lines(text: str) -> list[str]:
    r"""The lines of a text, split at \n, \r\n and \r only (a form feed or U+2028 is no line of an editor's view)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def printable_name(name: str) -> str:
    """A file name safe to print and to store: control and undecodable characters become `?`."""
    return "".join(ch if ch.isprintable() else "?" for ch in name)


def _is_binary(data: bytes) -> bool:
    head = data[:65536]
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return b"\0" in head or control * 50 > len(head)


def _reads_as_chinese(text: str) -> bool:
    """Whether most characters are everyday ones: wrongly decoded bytes land on rare ideographs and private use."""
    body = [ch for ch in text if not ch.isspace()]
    rare = sum(ch >= "\ue000" or "\u3400" <= ch <= "\u4dbf" for ch in body if not "\uff00" <= ch <= "\uffef")
    common = sum(ch in _EVERYDAY for ch in body)
    return bool(body) and rare * 50 <= len(body) and common * 25 >= len(body)


_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子，。、：；“”（）國"
)
"""The most frequent characters of Chinese running text, with punctuation: they make up about a fifth of it."""

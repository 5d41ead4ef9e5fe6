"""Exchange of the translation memory as TMX 1.4b (LISA OSCAR, 2005: https://www.gala-global.org/tmx-14b).

Out: one `tu` for a record, its date as `changedate`, its origin and flags as `prop`. In: any TMX 1.4 whose units have a
Chinese and an English `tuv`; tags inside a segment are dropped, their text is kept. A file that declares entities is
refused: they are how an XML bomb is built, and TMX needs none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from generator import __version__
from generator.errors import InputError, Problem
from generator.translate.memory import Entry, digest_of

LARGEST = 500 * 2**20
"""Bytes of the largest file that is read."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements that hold the codes of some format, not text."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="chongqing-district-digest" creationtoolversion={version} segtype="sentence" o-tmf="digest" \
adminlang="en" srclang="zh-CN" datatype="plaintext"/>
<body>
"""


def to_tmx(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries as the text of a TMX file, in pieces, in their order; the same entries give the same text. Characters
    that XML cannot hold are left out."""
    yield _HEAD.format(version=quoteattr(__version__))
    for entry in entries:
        key = digest_of(entry.zh)[:16]
        day = f' changedate="{entry.date.replace("-", "")}T000000Z"' if entry.date else ""
        yield f'<tu tuid="{key}"{day}>\n{_prop("x-origin", entry.origin)}'
        for flag in entry.flags:
            yield _prop("x-flag", f"{flag.check} {flag.severity} {flag.detail}")
        for lang, text in (("zh-CN", entry.zh), ("en", entry.en)):
            yield f'<tuv xml:lang="{lang}"><seg>{_text(text)}</seg></tuv>\n'
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def _prop(name: str, value: str) -> str:
    return f'<prop type="{name}">{_text(value)}</prop>\n'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def read_tmx(path: Path, origin: str = "supplied") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The pairs of a TMX file as entries of that origin, in file order, and a problem for each unit that is none. Raises
    InputError for a file that cannot be read, is no TMX, is too large or declares entities."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", "check the path", file=str(path)) from error
    if size > LARGEST:
        raise InputError(f"{size:,} bytes", f"split it into files below {LARGEST:,} bytes", file=str(path))
    reader = _Reader(path.name, origin)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: reader.start(name, given, parser.CurrentLineNumber)
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = lambda *_: reader.refuse(parser.CurrentLineNumber)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(
            f"no XML: {expat.ErrorString(error.code)}", "export it anew", file=path.name, line=error.lineno
        ) from error
    if not reader.is_tmx:
        raise InputError("no TMX file", "its first element must be <tmx>", file=path.name, line=1)
    return tuple(reader.entries), tuple(reader.problems)


def _day(stamp: str) -> str:
    """`20260412T093000Z` → `2026-04-12`; empty for what is no such date."""
    digits = re.fullmatch(r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T\d{6}Z?)?", stamp, re.ASCII)
    return "-".join(digits.groups()) if digits else ""


@dataclass
class _Reader:
    """Takes the parser's events."""

    file: str
    origin: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_tmx: bool = False
    _line: int = 0
    _date: str = ""
    _lang: str = ""
    _texts: dict[str, str] = field(default_factory=dict)
    _inside: bool = False
    _codes: int = 0

    def start(self, name: str, given: dict[str, str], line: int) -> None:
        if name == "tmx":
            self.is_tmx = True
        elif name == "tu":
            self._line, self._texts = line, {}
            self._date = _day(given.get("changedate") or given.get("creationdate") or "")
        elif name == "tuv":
            self._lang = (given.get("xml:lang") or given.get("lang") or "").lower().partition("-")[0]
        elif name == "seg":
            self._inside = True
            self._texts.setdefault(self._lang, "")
        elif name in _CODES:
            self._codes += 1

    def characters(self, text: str) -> None:
        if self._inside and not self._codes:
            self._texts[self._lang] += text

    def end(self, name: str) -> None:
        if name == "seg":
            self._inside = False
        elif name in _CODES:
            self._codes -= 1
        elif name == "tu":
            zh, en = (" ".join(self._texts.get(lang, "").split()) for lang in ("zh", "en"))
            if zh and en:
                self.entries.append(Entry(zh, en, self.origin, date=self._date))
            else:
                missing = "Chinese" if not zh else "English"
                self.problems.append(Problem(self.file, self._line, f"a unit without {missing}", "it was left out"))

    def refuse(self, line: int) -> None:
        raise InputError("declares an entity", "TMX needs none; remove the declaration", file=self.file, line=line)

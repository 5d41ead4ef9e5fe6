"""One article file of `content/articles/`: front matter and body ↔ plain values.

A Chinese file (`ID.zh.md`) is front matter and the text: paragraphs with blank lines between them, `##` headings,
`* * *` section marks. An English file (`ID.en.md`) is front matter and pairs: the Chinese as a quotation (`> …`), below
it the English. Text is plain text; a backslash keeps a leading `#`, `>`, `*` or `\\` from being read as a mark.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.errors import Problem
from generator.model import Block, LineRange
from generator.yaml_source import dump_yaml, parse_yaml

Fields = dict[str, object]
"""Front matter values by key, in file order, and the text under `body`. Values are str, int, bool, None, or lists."""

ZH_FIELDS: Mapping[str, type] = {
    "id": str,
    "title": str,
    "kicker": str,
    "subtitle": list,
    "byline": list,
    "source": str,
    "date": str,
    "date_basis": str,
    "districts": list,
    "topics": list,
    "singapore": bool,
    "summary": list,
    "captions": list,
    "kind": str,
    "document_number": str,
    "adoption": str,
    "publication": str,
    "publication_en": str,
    "issue_date": str,
    "page": int,
    "continued_from": int,
    "continued_to": int,
    "source_file": str,
    "lines": str,
    "also_printed": list,
    "publish": bool,
}
_REQUIRED_BOOL = {"publish": True, "singapore": False}
_SEPARATOR = "* * *"
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds. `fields` is None when nothing of it can be used."""

    fields: Fields | None
    problems: tuple[Problem, ...]


def parse_file(text: str, file: str, schema: Mapping[str, type]) -> Parsed:
    """The fields of a file's text; each key of `schema` is there, empty if the file leaves it out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE]
    if len(fences) < 2 or fences[0] != 0:
        found = "no front matter between two lines of `---` at the top"
        return Parsed(None, (Problem(file, 1, found, "put it back, or delete the file to have it written anew"),))
    data, problem = parse_yaml("\n".join(lines[1 : fences[1]]), file, first_line=2)
    if problem or not isinstance(data, dict):
        fault = problem or Problem(file, 2, "front matter is no list of `key: value`", "correct it")
        return Parsed(None, (fault,))
    problems: list[Problem] = []
    fields: Fields = {key: _empty(key, kind) for key, kind in schema.items()}
    for key, value in data.items():
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 2)
        if key not in schema:
            close = get_close_matches(str(key), schema, 1)
            remedy = f"did you mean `{close[0]}`?" if close else f"use one of: {', '.join(schema)}"
            problems.append(Problem(file, line, f"unknown key `{key}`", remedy))
            continue
        converted = _convert(key, value, schema[key])
        if converted is _BAD:
            found = f"`{key}` should be {_NAMES[schema[key]]}"
            problems.append(Problem(file, line, found, "correct it; until then the last good value is used"))
            fields.pop(key)
        else:
            fields[key] = converted
    body = "\n".join(lines[fences[1] + 1 :]).strip("\n")
    fields["body"] = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.split("\n")))
    return Parsed(fields, tuple(problems))


def render_file(fields: Fields) -> str:
    """The text of a file; `parse_file` gives the same fields back. Empty values are written too, so that an editor sees
    which keys there are."""
    front = {key: value for key, value in fields.items() if key != "body"}
    return f"{_FENCE}\n{dump_yaml(front)}{_FENCE}\n\n{fields['body']}\n"


# ── the Chinese body ─────────────────────────────────────────────────────────────────────────────────────


def render_blocks(blocks: Sequence[Block]) -> str:
    """Blocks → Markdown text."""
    return "\n\n".join(_render_block(block) for block in blocks)


def parse_blocks(body: str) -> tuple[Block, ...]:
    """Markdown text → blocks. Lines of one paragraph are joined: without a space between Chinese characters."""
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", body):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        pending: list[str] = []
        for line in lines:
            heading = re.match(r"(#{1,6})\s+(.*)", line)
            if heading or line == _SEPARATOR:
                if pending:
                    blocks.append(Block("paragraph", _join(pending)))
                    pending = []
                if heading:
                    blocks.append(Block("heading", unescape(heading[2].strip()), max(1, len(heading[1]) - 1)))
                else:
                    blocks.append(Block("separator", ""))
            else:
                pending.append(unescape(line))
        if pending:
            blocks.append(Block("paragraph", _join(pending)))
    return tuple(blocks)


def _render_block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * (max(1, block.level) + 1)} {escape(block.text)}"
    return _SEPARATOR if block.kind == "separator" else escape(block.text)


def _join(lines: Sequence[str]) -> str:
    joined = lines[0]
    for line in lines[1:]:
        latin = joined[-1:].isascii() and line[:1].isascii()
        joined += f" {line}" if latin else line
    return joined


# ── the English body ─────────────────────────────────────────────────────────────────────────────────────


def render_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """(Chinese, English) pairs → text; a pair without English is a quotation with nothing below it."""
    return "\n\n".join(f"> {escape(zh)}\n\n{escape(en)}".rstrip() for zh, en in pairs)


def parse_pairs(body: str) -> tuple[tuple[str, str], ...]:
    """Text → (Chinese, English) pairs. English over several lines or paragraphs is joined by spaces; text before the
    first quotation is given with empty Chinese."""
    pairs: list[tuple[str, list[str]]] = []
    after_quotation = False
    for line in body.split("\n"):
        line = line.strip()
        if line.startswith(">"):
            zh = unescape(line[1:].strip())
            if after_quotation and pairs and not pairs[-1][1]:
                pairs[-1] = (pairs[-1][0] + zh, [])
            else:
                pairs.append((zh, []))
            after_quotation = True
        elif line:
            if not pairs:
                pairs.append(("", []))
            pairs[-1][1].append(unescape(line))
            after_quotation = False
        else:
            after_quotation = False
    return tuple((zh, " ".join(en)) for zh, en in pairs)


def escape(text: str) -> str:
    """A text that `parse_blocks` and `parse_pairs` give back as it was."""
    return "\\" + text if re.match(r"[#>*\\]|---", text) else text


def unescape(line: str) -> str:
    """Without the backslash that `escape` put before it."""
    return line[1:] if line.startswith("\\") else line


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────

_BAD = object()
_NAMES = {str: "text (one line)", list: "a list of texts", bool: "true or false", int: "a whole number"}


def _empty(key: str, kind: type) -> object:
    if kind is bool:
        return _REQUIRED_BOOL[key]
    return None if kind is int else kind()


def _convert(key: str, value: object, kind: type) -> object:
    if value is None:
        return _empty(key, kind)
    if kind is list:
        if isinstance(value, str):
            return [value] if value else []
        if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
            return [str(item) for item in value]
        return _BAD
    if kind is str:
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else _BAD
    if kind is int:
        return value if isinstance(value, int) and not isinstance(value, bool) else _BAD
    return value if isinstance(value, kind) else _BAD


def format_ranges(ranges: Sequence[LineRange]) -> str:
    """`[(3, 47), (60, 60)]` → `3-47, 60`."""
    return ", ".join(f"{first}-{last}" if last != first else str(first) for first, last in ranges)


def parse_ranges(text: str) -> tuple[LineRange, ...]:
    """`3-47, 60` → `((3, 47), (60, 60))`; what is no range is left out."""
    found = re.findall(r"(\d+)(?:\s*-\s*(\d+))?", text)
    return tuple((int(first), int(last or first)) for first, last in found)

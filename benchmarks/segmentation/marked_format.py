"""Pages written by hand with every line marked: the text and the right answer of each.

The format is told in `pages/README.md`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
HELD = Path(__file__).parent / "pages_held"
"""Pages for the last measure only: nobody looks at them, or at what differs on them, while weights are set."""
LATER = Path(__file__).parent / "pages_later"
"""Pages written when the rules stood: scored once before anything was changed because of them."""

_LINE = re.compile(r"(\d+)([TtKkSsBPCHhGgJXF])\|(.*)")
_INLINE = re.compile(r"\{(?:(/)|(\|)|([BJG]) ([^{}]*)|([^{}]*?)=>([^{}]*))\}")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*")
_NOT_FIRST = frozenset("，。、；：！？）》〉”’」』】…—％%,.;:!?)")
_NOT_LAST = frozenset("（《〈“‘「『【(")


@dataclass(frozen=True)
class MarkedArticle:
    """The right answer for one article."""

    number: int
    kind: str
    title: str
    kicker: str
    subtitle: tuple[str, ...]
    byline: tuple[str, ...]
    source: str
    date: str
    """`YYYY-MM-DD`, empty for none, `?` where good editors would differ."""
    districts: tuple[str, ...]
    """Main first; empty where good editors would differ."""
    topics: tuple[str, ...]
    """Topics that are acceptable; one of them is enough."""
    continued_from: int | None
    continued_to: int | None
    body: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    free_decks: bool
    """Good editors would differ which of kicker, headline and subtitle is the headline."""
    lines: tuple[int, ...]
    """Every line of the page that holds something of it, blank lines left out."""
    headline: tuple[tuple[int, str], ...]
    """The lines of its headline, each with what it is: K (kicker), T (title) or S (subtitle)."""

    def record(self, source_file: str) -> dict[str, object]:
        """The article in the shape that `digest extract` prints."""
        return {
            "source_file": source_file,
            "kind": self.kind,
            "title": self.title,
            "kicker": self.kicker,
            "subtitle": list(self.subtitle),
            "byline": list(self.byline),
            "source": self.source,
            "date": self.date or None,
            "districts": list(self.districts),
            "topics": list(self.topics),
            "continued_from": self.continued_from,
            "continued_to": self.continued_to,
            "body": "\n".join(self.body),
            "headings": list(self.headings),
            "captions": list(self.captions),
            "lines": [list(pair) for pair in ranges(self.lines)],
        }


@dataclass(frozen=True)
class MarkedPage:
    """A page text with its gold."""

    name: str
    text: str
    articles: tuple[MarkedArticle, ...]


@dataclass
class _Draft:
    """What is known of an article while its page is read."""

    facts: dict[str, str] = field(default_factory=dict)
    title: str = ""
    kicker: str = ""
    subtitle: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    headline: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Token:
    """One printed character: what the gold body has for it, and whether the line is broken before it."""

    raw: str
    gold: str
    break_before: str = ""


def read_marked(name: str, source: str) -> MarkedPage:
    """The page that a marked source stands for. Raises ValueError, with the line, for a line that is not understood."""
    style: dict[str, str] = {}
    drafts: dict[int, _Draft] = {}
    out: list[str] = []
    previous = ""
    for at, line in enumerate(source.splitlines(), 1):
        if line.startswith("%"):
            target, *pairs = line[1:].split(" ")
            facts = dict(pair.split("=", 1) for pair in pairs if pair)
            if target == "page":
                style |= facts
            else:
                drafts.setdefault(int(target), _Draft()).facts |= facts
            continue
        if not line.strip():
            out.append("")
            previous = ""
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(f"{name}:{at}: not a marked line: {line[:30]!r}")
        number, role, text = int(match[1]), match[2], match[3]
        if role == "F":
            out += text.split("{|}")
            previous = ""
            continue
        if number not in drafts:
            raise ValueError(f"{name}:{at}: article {number} has no line of facts (%{number} …)")
        draft = drafts[number]
        tokens = _tokens(text)
        gold = "".join(token.gold for token in tokens)
        if role in "PC":
            wrap = int(draft.facts.get("wrap", style.get("wrap", "0")))
            keep = style.get("break", "any") == "keep"
            printed = _wrapped(tokens, wrap, style.get("indent", "") if role == "P" else "", keep)
            if role == "P" and previous == "P" and style.get("gap"):
                out.append("")
            previous = "P"
        else:
            printed = "".join(token.break_before + token.raw for token in tokens).split("\n")
            previous = ""
        column = int(style.get("column", "0"))
        for text_line in printed:
            if column and role in "PC" and text_line and _column_full(out, column):
                out.append("")
            out.append(text_line)
            if text_line.strip():
                draft.lines.append(len(out))
                if role in "KkTtSs":
                    draft.headline.append((len(out), role.upper()))
        _add(draft, role, gold, "".join(m[4] for m in _INLINE.finditer(text) if m[3] == "G"))
    if out and style.get("end") != "none":
        out.append("")
    articles = tuple(_finished(number, draft) for number, draft in sorted(drafts.items()))
    return MarkedPage(name, "\n".join(out), articles)


def _column_full(out: Sequence[str], column: int) -> bool:
    """Whether the last `column` lines were all text, so that a column ends here."""
    return len(out) >= column and all(line.strip() for line in out[-column:])


def _add(draft: _Draft, role: str, gold: str, caption: str) -> None:
    text = _MARKDOWN.sub("", gold).strip()
    if role in "Tt":
        draft.title = (draft.title + (" " if role == "T" and draft.title else "") + text).strip()
    elif role in "Kk":
        draft.kicker = (draft.kicker + (" " if role == "K" and draft.kicker else "") + text).strip()
    elif role == "S":
        draft.subtitle.append(text)
    elif role == "s":
        draft.subtitle[-1] += text
    elif role == "P" and text:
        draft.body.append(text)
    elif role == "C" and draft.body:
        draft.body[-1] += text
    elif role == "C":
        draft.body.append(text)
    elif role == "H":
        draft.body.append(text)
        draft.headings.append(text)
    elif role == "h":
        draft.body[-1] += " " + text
        draft.headings[-1] += " " + text
    elif role == "G":
        draft.captions.append(text)
    elif role == "g":
        draft.captions[-1] += text
    if caption:
        draft.captions.append(caption)


def _finished(number: int, draft: _Draft) -> MarkedArticle:
    facts = draft.facts

    def listed(name: str) -> tuple[str, ...]:
        return tuple(item for item in facts.get(name, "").split(",") if item)

    return MarkedArticle(
        number=number,
        kind=facts.get("kind", "news"),
        title=draft.title,
        kicker=draft.kicker,
        subtitle=tuple(draft.subtitle),
        byline=listed("byline"),
        source=facts.get("source", ""),
        date=facts.get("date", ""),
        districts=listed("district"),
        topics=listed("topics"),
        continued_from=int(facts["from"]) if "from" in facts else None,
        continued_to=int(facts["to"]) if "to" in facts else None,
        body=tuple(draft.body),
        headings=tuple(draft.headings),
        captions=tuple(draft.captions),
        free_decks=facts.get("decks") == "free",
        lines=tuple(draft.lines),
        headline=tuple(draft.headline),
    )


def _tokens(text: str) -> list[_Token]:
    """The printed characters of one marked line, each with what the gold body has for it."""
    tokens: list[_Token] = []
    pending = ""
    end = 0
    for match in [*_INLINE.finditer(text), None]:
        stop = match.start() if match else len(text)
        for char in text[end:stop]:
            tokens.append(_Token(char, char, pending))
            pending = ""
        if match is None:
            break
        end = match.end()
        if match[1]:
            pending = "\n\n"
        elif match[2]:
            pending = "\n"
        elif match[3]:
            for char in match[4]:
                tokens.append(_Token(char, "", pending))
                pending = ""
        else:
            raw, gold = match[5], match[6]
            for i, char in enumerate(raw):
                tokens.append(_Token(char, gold if i == 0 else "", pending))
                pending = ""
            if not raw:
                tokens.append(_Token("", gold, pending))
                pending = ""
    return tokens


def _wrapped(tokens: Sequence[_Token], wrap: int, indent: str, keep: bool) -> list[str]:
    """The tokens as printed lines of `wrap` full-width characters (0: as one line), as a typesetter breaks them: no
    closing mark begins a line, no opening mark ends one; with `keep` a number or Latin word is not broken either."""
    lines: list[str] = [indent]
    width = float(len(indent))
    for token in tokens:
        if token.break_before:
            lines += [""] * len(token.break_before)
            width = 0.0
        size = 0.0 if not token.raw else 0.5 if token.raw.isascii() else 1.0
        if wrap and token.raw and width + size > wrap and token.raw not in _NOT_FIRST:
            tail = re.search(r"[A-Za-z0-9.%]+$", lines[-1]) if keep and re.match(r"[A-Za-z0-9.%]", token.raw) else None
            carried = tail[0] if tail and len(tail[0]) < len(lines[-1].strip()) else ""
            while lines[-1][: len(lines[-1]) - len(carried)][-1:] in _NOT_LAST and len(carried) + 1 < len(lines[-1]):
                carried = lines[-1][len(lines[-1]) - len(carried) - 1 :]
            lines[-1] = lines[-1][: len(lines[-1]) - len(carried)]
            lines.append(carried)
            width = sum(0.5 if char.isascii() else 1.0 for char in carried)
        lines[-1] += token.raw
        width += size
    return lines


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first-last pairs."""
    pairs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if pairs and number == pairs[-1][1] + 1:
            pairs[-1] = (pairs[-1][0], number)
        else:
            pairs.append((number, number))
    return pairs


def load_pages(folder: Path = PAGES) -> list[MarkedPage]:
    """All marked pages, by name."""
    return [read_marked(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.marked"))]

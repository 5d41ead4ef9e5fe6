"""Pages written by hand with every line marked: reads them, makes text and gold of them, and scores our extraction.

python -m benchmarks.segmentation.marked [--page NAME] [--write FOLDER] [--quiet]

The format is told in `pages/README.md`.
"""

import argparse
import io
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.segmentation.metrics import Found, Score, f1, loose, score_page
from generator.cli.console import Console
from generator.content.reference import load_reference
from generator.model import Article
from generator.pipeline import extract
from generator.read import split_lines

ROOT = Path(__file__).parent.parent.parent
PAGES = Path(__file__).parent / "pages"

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
    lines: tuple[int, ...]
    """Every line of the page that holds something of it, blank lines left out."""

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
        lines=tuple(draft.lines),
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


# ── scoring ──────────────────────────────────────────────────────────────────────────────────────────────


def ours(pages: Sequence[MarkedPage]) -> dict[str, list[Article]]:
    """What our extraction gives for the pages, all in one run, without a manifest."""
    reference, _ = load_reference(ROOT / "content")
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            (Path(folder) / f"{page.name}.txt").write_text(page.text, encoding="utf-8")
        articles = extract([Path(folder)], reference, Console(stream=io.StringIO())).articles
    return {page.name: [one for one in articles if one.source_file == f"{page.name}.txt"] for page in pages}


@dataclass
class Facts:
    """Right answers and questions of each fact, over the articles that were found at all."""

    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def mark(self, name: str, good: bool) -> bool:
        """Count one answer; whether it was right."""
        self.right[name] = self.right.get(name, 0) + good
        self.asked[name] = self.asked.get(name, 0) + 1
        return good


def main() -> int:
    """Print the score of each page, what differs, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append", help="only pages whose name holds this")
    parser.add_argument("--write", type=Path, help="also write page texts and gold.jsonl into this folder")
    parser.add_argument("--quiet", action="store_true", help="no differences, only scores")
    options = parser.parse_args()
    pages = [page for page in load_pages() if not options.page or any(name in page.name for name in options.page)]
    if options.write:
        write(pages, options.write)
    found = ours(pages)
    facts = Facts()
    total: Score | None = None
    exact_all = 0
    for page in pages:
        score, exact, notes = compare(page, found[page.name], facts)
        total = score if total is None else total + score
        exact_all += exact
        print(
            f"{page.name:28} exact {exact}/{score.gold} (found {score.found})  headlines {score.headlines}/{score.gold}"
            f"  boundary F1 {f1(score.boundary_hits, score.boundary_found, score.boundary_gold):.2f}"
        )
        if not options.quiet:
            for note in notes:
                print("   " + note)
    if total is None:
        print("no pages", file=sys.stderr)
        return 2
    print(
        f"\n{len(pages)} pages, {total.gold} articles, {total.found} found:"
        f" exact F1 {f1(exact_all, total.found, total.gold):.3f}"
        f"  headline F1 {f1(total.headlines, total.found, total.gold):.3f}"
        f"  boundary F1 {f1(total.boundary_hits, total.boundary_found, total.boundary_gold):.3f}"
    )
    print("  ".join(f"{name} {facts.right[name]}/{facts.asked[name]}" for name in facts.asked))
    return 0


def compare(page: MarkedPage, articles: Sequence[Article], facts: Facts) -> tuple[Score, int, list[str]]:
    """The score of a page, its exact articles (headline, body and lines right), and what differs, in short lines."""
    raw = split_lines(page.text)
    marked = {number for article in page.articles for number in article.lines}
    gold = [Found(one.title, "\n".join(one.body), frozenset(one.lines)) for one in page.articles]
    taken = [frozenset(n for a, b in one.lines for n in range(a, b + 1) if n in marked) for one in articles]
    furniture = [
        [n for a, b in one.lines for n in range(a, b + 1) if n not in marked and raw[n - 1].strip()] for one in articles
    ]
    mine = [Found(one.title, one.body, lines) for one, lines in zip(articles, taken, strict=True)]
    score = score_page(gold, mine, len(raw))
    notes: list[str] = []
    exact = 0
    used: set[int] = set()
    for one, want in zip(page.articles, gold, strict=True):
        near = max(
            (i for i in range(len(mine)) if i not in used and mine[i].lines & want.lines),
            key=lambda i: len(mine[i].lines & want.lines),
            default=None,
        )
        if near is None:
            notes.append(f"#{one.number} MISSING {one.title!r} lines {_told(want.lines)}")
            continue
        used.add(near)
        got = articles[near]
        differences = _differences(one, got)
        if mine[near].lines != want.lines:
            lost, foreign = want.lines - mine[near].lines, mine[near].lines - want.lines
            differences.append(
                "lines" + (f" lost {_told(lost)}" if lost else "") + (f" foreign {_told(foreign)}" if foreign else "")
            )
        good = not differences
        exact += good
        if good and furniture[near]:
            differences.append(f"(furniture in lines: {_told(furniture[near])})")
        differences += _facts(one, got, facts)
        if differences:
            notes.append(f"#{one.number} {'ok   ' if good else 'WRONG'} {one.title[:24]!r}: " + "; ".join(differences))
    notes += [
        f"EXTRA {got.title[:30]!r} lines {_told(mine[i].lines)} {got.body[:30]!r}"
        for i, got in enumerate(articles)
        if i not in used
    ]
    return score, exact, notes


def _differences(want: MarkedArticle, got: Article) -> list[str]:
    notes = []
    if _bare(want.title) != _bare(got.title):
        notes.append(f"title got {got.title!r}")
    one, other = _bare("".join(want.body)), _bare(got.body)
    if one != other:
        at = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
        notes.append(
            f"body parts at {at} of {len(one)}/{len(other)}: "
            f"…{one[max(0, at - 8) : at + 14]} ≠ …{other[max(0, at - 8) : at + 14]}"
        )
    return notes


def _facts(want: MarkedArticle, got: Article, facts: Facts) -> list[str]:
    """Mark the facts of one article; what is wrong with them."""
    notes = []

    def ask(name: str, good: bool, told: object) -> None:
        if not facts.mark(name, good):
            notes.append(f"{name} got {told}")

    if want.date != "?":
        ask("date", (got.date or "") == want.date, f"{got.date} not {want.date or None}")
    if want.districts:
        ask("district", got.districts[:1] == want.districts[:1], f"{got.districts} not {want.districts[0]}")
    if want.topics:
        ask("topic", bool(set(got.topics) & set(want.topics)), f"{got.topics} not {want.topics}")
    ask("kicker", loose(got.kicker) == loose(want.kicker), repr(got.kicker))
    ask("subtitle", _plain(got.subtitle) == _plain(want.subtitle), got.subtitle)
    ask("byline", set(got.byline) == set(want.byline), f"{got.byline} not {want.byline}")
    jumps = (want.continued_from, want.continued_to)
    ask("jumps", (got.continued_from, got.continued_to) == jumps, (got.continued_from, got.continued_to))
    ask("headings", [loose(x) for x in got.headings] == [loose(x) for x in want.headings], list(got.headings))
    if _bare(got.body) == _bare("".join(want.body)):
        ask(
            "paragraphs",
            [_bare(x) for x in got.body.split("\n")] == [_bare(x) for x in want.body] or not want.body,
            f"{got.body.count(chr(10)) + 1} not {len(want.body)}",
        )
    return notes


def _bare(text: str) -> str:
    """Text for comparing: no space, no difference between full and half width marks, the full stop among them."""
    return loose(unicodedata.normalize("NFKC", text)).replace("。", ".")


def _plain(subtitle: Sequence[str]) -> str:
    """Subtitles for comparing: whether the dashes before them are kept is a matter of taste."""
    return loose("".join(subtitle)).replace("—", "")


def _told(numbers: Iterable[int]) -> str:
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in ranges(numbers))


def write(pages: Sequence[MarkedPage], folder: Path) -> None:
    """Write every page as NAME.txt and all gold as gold.jsonl."""
    folder.mkdir(parents=True, exist_ok=True)
    records = []
    for page in pages:
        (folder / f"{page.name}.txt").write_text(page.text, encoding="utf-8")
        records += [article.record(f"{page.name}.txt") for article in page.articles]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / "gold.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

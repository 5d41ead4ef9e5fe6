"""Scores our extraction on pages written by hand with every line marked, and tells what differs.

python -m benchmarks.segmentation.marked [--page NAME] [--folder FOLDER] [--write FOLDER] [--quiet]
"""

import argparse
import io
import json
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.segmentation.marked_format import HELD, LATER, PAGES, MarkedArticle, MarkedPage, load_pages, ranges
from benchmarks.segmentation.metrics import Found, Score, f1, loose, score_page
from generator.cli.console import Console
from generator.content.reference import load_reference
from generator.model import Article
from generator.pipeline import extract
from generator.read import split_lines

ROOT = Path(__file__).parent.parent.parent


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
    failures: Counter[str] = field(default_factory=Counter)
    """Articles that are not exact, by what is wrong with them (an article may be in several classes)."""
    nearly: int = 0
    """Articles exact but for where the headline ends and its kicker or subtitle begins."""

    def mark(self, name: str, good: bool) -> bool:
        """Count one answer; whether it was right."""
        self.right[name] = self.right.get(name, 0) + good
        self.asked[name] = self.asked.get(name, 0) + 1
        return good


def main() -> int:
    """Print the score of each page, what differs, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", action="append", help="only pages whose name holds this")
    parser.add_argument("--folder", type=Path, action="append", help="folders of marked pages (default: all three)")
    parser.add_argument("--write", type=Path, help="also write page texts and gold.jsonl into this folder")
    parser.add_argument("--quiet", action="store_true", help="no differences, only scores")
    options = parser.parse_args()
    folders = options.folder or [PAGES, HELD, LATER]
    loaded = [page for folder in folders for page in load_pages(folder)]
    pages = [page for page in loaded if not options.page or any(name in page.name for name in options.page)]
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
    print(f"nearly exact besides (headline cut off its kicker or subtitle elsewhere): {facts.nearly}")
    for name, count in facts.failures.most_common():
        print(f"{count:4}  {name}")
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
            facts.failures["no article of its own"] += 1
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
        if not good:
            classes = _classes(
                one, got, want.lines, mine[near].lines, [line for n, line in enumerate(raw, 1) if n not in marked]
            )
            facts.failures.update(classes)
            facts.nearly += classes == {"headline: kicker or subtitle in or out of it"}
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
    if not _headline_right(want, got):
        notes.append(f"title got {got.title!r}")
    one, other = _bare("".join(want.body)), _bare(got.body)
    if one != other:
        at = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
        notes.append(
            f"body parts at {at} of {len(one)}/{len(other)}: "
            f"…{one[max(0, at - 8) : at + 14]} ≠ …{other[max(0, at - 8) : at + 14]}"
        )
    return notes


def _headline_right(want: MarkedArticle, got: Article) -> bool:
    decks = {want.title, want.kicker, *want.subtitle} if want.free_decks else {want.title}
    return _bare(got.title) in {_bare(deck) for deck in decks if deck or not want.title}


def _classes(
    want: MarkedArticle, got: Article, gold: frozenset[int], mine: frozenset[int], furniture: Sequence[str]
) -> set[str]:
    """What is wrong with an article that is not exact."""
    classes = set()
    title, decks = _bare(got.title), _bare(want.kicker + want.title + "".join(want.subtitle))
    if not _headline_right(want, got):
        if title and _bare(want.title) in title and title in decks:
            classes.add("headline: kicker or subtitle in or out of it")
        elif title and title in decks:
            classes.add("headline: only a part of it, or its kicker or subtitle instead")
        elif any(_bare(line) and _bare(line) in title for line in furniture):
            classes.add("headline: furniture in it")
        elif not title:
            classes.add("headline: none found")
        else:
            classes.add("headline: another's, or body text or a name in it")
    if mine - gold:
        classes.add("lines: takes another article's")
    if gold - mine:
        classes.add("lines: loses its own")
    if gold == mine and _bare(got.body) != _bare("".join(want.body)):
        one, other = _bare("".join(want.body)), _bare(got.body)
        longer = "with more than the body (credit, furniture, headline)" if len(other) > len(one) else "with less"
        classes.add(f"body: right lines, {longer}")
    return classes


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
    if not want.free_decks:
        ask("kicker", loose(got.kicker) == loose(want.kicker), repr(got.kicker))
        ask("subtitle", _plain(got.subtitle) == _plain(want.subtitle), got.subtitle)
    ask("byline", set(got.byline) == set(want.byline), f"{got.byline} not {want.byline}")
    if want.kind == "headline":
        return notes
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

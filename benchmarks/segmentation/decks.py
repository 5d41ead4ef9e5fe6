"""Learns by what kicker, title and subtitle are told apart: from the headlines of the marked pages and the real texts, and
from those written for it in `headlines`.

python -m benchmarks.segmentation.decks [--folder FOLDER] [--test FOLDER] [--tell] [--write]
Prints how many titles are right: on the headlines learnt from, on each tenth of the pages when learnt from the others, on
each file of written headlines when learnt from all but it, and on the pages of `--test`. `--write` writes the weights into
`generator/segment/deck_weights.py`.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.segmentation.compose import broken
from benchmarks.segmentation.loglinear import Choice, fit
from benchmarks.segmentation.marked_format import HELD, LATER, PAGES, load_pages
from generator.content.reference import load_reference
from generator.model import Page
from generator.normalise import normalise
from generator.read import split_lines
from generator.segment.deck_features import Deck, line_features, pair_features
from generator.segment.features import LineView, view_line
from generator.segment.furniture import is_furniture
from generator.segment.headline import MOST, deck_roles, decks_of, fitting_divisions, signs_of
from generator.segment.patterns import Newsroom
from generator.segment.units import Unit

ROOT = Path(__file__).parent.parent.parent
GOLDEN, SEEDS = ROOT / "tests" / "golden", ROOT / "seeds"
SMALL = GOLDEN / "text" / "segment.md"
WRITTEN = Path(__file__).parent / "headlines"
OUT = ROOT / "generator" / "segment" / "deck_weights.py"
PARTS, WIDTHS = 10, (10, 13, 16)

REAL, INVENTED = 5.0, 0.1
"""Marked headlines that a real one and a written one count as many as."""

Features = dict[str, float]


@dataclass(frozen=True)
class Example:
    """One headline of several lines."""

    page: str
    decks: tuple[Deck, ...]
    roles: str
    weight: float = 1.0


def examples(folders: Sequence[Path], newsroom: Newsroom) -> list[Example]:
    """The headlines of two lines and more on marked pages, but those about which editors would differ."""
    found: list[Example] = []
    for page in (page for folder in folders for page in load_pages(folder)):
        lines = _lines(page.text)
        taken = {number for article in page.articles for number in article.lines}
        for article in page.articles:
            if article.free_decks or not article.headline:
                continue
            told = [*_column_name(lines, article.headline[0][0], taken, newsroom), *article.headline]
            told = [(number, role) for number, role in told if not _view(lines, number, newsroom).fixed]
            text = "\n".join(article.body)
            decks = _decks(lines, [number for number, _ in told], newsroom, text)
            if len(decks) > 1 and not any(deck.text.startswith("（") for deck in decks):
                found.append(Example(page.name, decks, _in_order(role for _, role in told)))
    return found


def _in_order(roles: Iterable[str]) -> str:
    """The roles of the lines; the name of a series below its title counts as a subtitle."""
    joined = "".join(roles)
    head, title, rest = joined.partition("T")
    return head + title + rest.replace("K", "S")


def _column_name(lines: Sequence[str], first: int, taken: set[int], newsroom: Newsroom) -> Iterator[tuple[int, str]]:
    """A label directly above a headline, which is read as its kicker."""
    above = first - 1
    text = lines[above - 1].strip() if above and above not in taken else ""
    if 0 < len(text) <= 20 and "。" not in text and not is_furniture(text, newsroom):
        yield above, "K"


def _decks(lines: Sequence[str], numbers: Sequence[int], newsroom: Newsroom, text: str) -> tuple[Deck, ...]:
    views = [_view(lines, number, newsroom) for number in numbers]
    units = [
        Unit("title", [view.text], [number], marked=view.bold or view.hash_level > 0, hash_level=view.hash_level)
        for view, number in zip(views, numbers, strict=True)
    ]
    return decks_of(units, text)


def set_anew(folders: Sequence[Path]) -> list[Example]:
    """The headlines of every second article of the marked pages, and all real ones in every width, as `compose` sets them:
    the title broken where its lines are full, kicker and subtitle a blank line apart."""
    articles = [(page.name, one) for folder in folders for page in load_pages(folder) for one in page.articles]
    found = [
        _set_anew(
            name, article.kicker, article.title, article.subtitle, "\n".join(article.body), WIDTHS[at % len(WIDTHS)]
        )
        for at, (name, article) in enumerate(articles[::2])
        if not article.free_decks
    ]
    for file in sorted(GOLDEN.glob("pages/*.jsonl")):
        for one in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            parts = one["kicker"], one["title"], one["subtitle"], one["body"]
            found += [_set_anew(file.name, *parts, width) for width in WIDTHS]
    return [example for example in found if len(example.decks) > 1]


def _set_anew(name: str, kicker: str, title: str, subtitle: Sequence[str], body: str, width: int) -> Example:
    lines = [("K", kicker)] if kicker else []
    lines += [("T", line) for line in broken(title, width)]
    lines += [("S", line) for line in subtitle]
    starts = [n == 0 or role != lines[n - 1][0] for n, (role, _) in enumerate(lines)]
    units: list[Unit] = []
    number = 0
    for (_, line), apart in zip(lines, starts, strict=True):
        number += 1 + apart
        units.append(Unit("title", [line], [number]))
    return Example(name, decks_of(units, body), "".join(role for role, _ in lines))


def _lines(text: str) -> tuple[str, ...]:
    raw = tuple(split_lines(text))
    return normalise(Page("page.txt", raw, raw)).lines


def _view(lines: Sequence[str], number: int, newsroom: Newsroom) -> LineView:
    return view_line(number, lines[number - 1], False, False, newsroom)


def golden(newsroom: Newsroom) -> list[Example]:
    """The headlines of the real texts, as the golden files have them."""
    found: list[Example] = []
    for file in sorted(GOLDEN.glob("pages/*.jsonl")):
        lines = _lines((SEEDS / f"{file.stem}.txt").read_text(encoding="utf-8"))
        for article in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            told = sorted(_told(lines, article, newsroom))
            if len(told) > 1:
                decks = _decks(lines, [number for number, _ in told], newsroom, article["body"])
                found.append(Example(file.name, decks, _in_order(role for _, role in told)))
    return found


def small(newsroom: Newsroom) -> list[Example]:
    """The headlines of the small pages of the tests."""
    found: list[Example] = []
    cases = re.findall(r"^```\n(.*?)\n```\n+```\n(.*?)\n?```$", SMALL.read_text(encoding="utf-8"), re.S | re.M)
    for at, (page, wanted) in enumerate(cases):
        lines = _lines(page)
        for article in re.split(r"^= ", wanted, flags=re.M)[1:]:
            title, *rest = article.splitlines()
            part = {name: text for name, _, text in (line.partition(": ") for line in rest)}
            wants = {"title": title, "kicker": part.get("kicker", ""), "subtitle": [part.get("subtitle", "")]}
            told = sorted(_told(lines, wants | {"lines": [[1, len(lines)]]}, newsroom))
            if len(told) > 1:
                decks = _decks(lines, [number for number, _ in told], newsroom, "\n".join(rest))
                found.append(Example(f"small {at}", decks, _in_order(role for _, role in told)))
    return found


def _told(lines: Sequence[str], article: dict[str, Any], newsroom: Newsroom) -> Iterator[tuple[int, str]]:
    """The lines of an article that are part of its headline."""
    parts = {"K": article["kicker"], "T": article["title"], "S": "".join(article["subtitle"])}
    seen: set[str] = set()
    for first, last in article["lines"]:
        for number in range(first, last + 1):
            text = _view(lines, number, newsroom).text.lstrip("—").replace(" ", "")
            role = next((role for role, part in parts.items() if text and text in part.replace(" ", "")), "")
            if role and len(text) > 3 and text not in seen:
                seen.add(text)
                yield number, role


def written() -> list[Example]:
    """The headlines of `headlines/*.txt`, the file's name for the page."""
    found: list[Example] = []
    for file in sorted(WRITTEN.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            told = [line.partition(" ") for line in block.splitlines()]
            units = [Unit("title", [text], [number]) for number, (_, _, text) in enumerate(told, 1)]
            found.append(Example(file.name, decks_of(units), "".join(role for role, _, _ in told).upper(), INVENTED))
    return found


def learn(found: Sequence[Example], newsroom: Newsroom) -> Features:
    """The weights by which the right divisions of the headlines are the likeliest."""
    return fit(choice for example in found if (choice := _choice(example, newsroom)))


def _choice(example: Example, newsroom: Newsroom) -> Choice | None:
    """The divisions that wording allows, with their signs; none where the right one is not among them."""
    divisions = fitting_divisions(example.decks, newsroom) if len(example.decks) <= MOST else []
    if example.roles not in divisions:
        return None
    lines = [line_features(example.decks, at, newsroom) for at in range(len(example.decks))]
    pairs = [pair_features(one, other, newsroom.headlines) for one, other in pairwise(example.decks)]
    readings = []
    for roles in divisions:
        total: Features = defaultdict(float)
        for sign, value in signs_of(roles, lines, pairs):
            total[sign] += value
        readings.append(total)
    return Choice(readings, divisions.index(example.roles), example.weight)


def right(found: Sequence[Example], weights: Features, newsroom: Newsroom, tell: bool = False) -> int:
    """How many titles are right."""
    count = 0
    for example in found:
        roles = deck_roles(example.decks, newsroom, weights)
        good = _title(example, roles) == _title(example, example.roles)
        count += good
        if tell and not good:
            lines = " / ".join(
                f"{want}{got} {deck.text}" for want, got, deck in zip(example.roles, roles, example.decks, strict=True)
            )
            print(f"   {example.page}: {lines}")
    return count


def _title(example: Example, roles: str) -> list[str]:
    return [deck.text for deck, role in zip(example.decks, roles, strict=True) if role == "T"]


def main() -> int:
    """Learn, and print how well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, action="append", help="folders to learn from (default: all three)")
    parser.add_argument("--test", type=Path, action="append", default=[], help="folders to try on")
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--tell", action="store_true", help="tell which are wrong of those learnt from")
    options = parser.parse_args()
    newsroom = load_reference(ROOT / "content")[0].newsroom
    folders = options.folder or [PAGES, HELD, LATER]
    real = [replace(example, weight=REAL) for example in golden(newsroom)]
    found = [*examples(folders, newsroom), *real, *small(newsroom)]
    anew, others = set_anew(folders), written()
    weights = learn([*found, *anew, *others], newsroom)
    print(f"of headlines set anew {right(anew, weights, newsroom)} of {len(anew)}")
    known = right(found, weights, newsroom, tell=options.tell)
    print(f"{len(weights)} weights; right on what they are learnt from {known} of {len(found)}")
    pages = sorted({example.page for example in found})
    tenths = [set(pages[part::PARTS]) for part in range(PARTS)]
    crossed = _crossed([*found, *anew, *others], found, tenths, newsroom)
    print(f"on each tenth of the pages, learnt from the others {crossed} of {len(found)}")
    files = [{file} for file in sorted({example.page for example in others})]
    crossed = _crossed([*found, *anew, *others], others, files, newsroom)
    print(f"on each file of written headlines, learnt from the others {crossed} of {len(others)}")
    if options.test:
        unseen = examples(options.test, newsroom)
        print(f"on other pages {right(unseen, weights, newsroom, tell=True)} of {len(unseen)}")
    if options.write:
        OUT.write_text(_module(weights), encoding="utf-8")
    return 0


def _crossed(learnt: Sequence[Example], tried: Sequence[Example], parts: Iterable[set[str]], newsroom: Newsroom) -> int:
    """How many titles are right on the pages of each part, learnt from all but these."""
    count = 0
    for left in parts:
        its = learn([example for example in learnt if example.page not in left], newsroom)
        count += right([example for example in tried if example.page in left], its, newsroom)
    return count


def _module(weights: Features) -> str:
    lines = "".join(f"    {json.dumps(name)}: {value!r},\n" for name, value in weights.items())
    return (
        '"""What each sign of a headline line speaks for; learnt by `python -m benchmarks.segmentation.decks --write`.\n\n'
        "A key is a role (K kicker, T title, S subtitle), two neighbouring ones or `same` for two alike, and the sign.\n"
        f'"""\n\nDECK_WEIGHTS: dict[str, float] = {{\n{lines}}}\n'
    )


if __name__ == "__main__":
    sys.exit(main())

"""How well articles were cut: exact articles, boundaries, WindowDiff, headlines, characters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LOOSE = str.maketrans("，：；！？（）“”‘’", ",:;!?()\"\"''")


@dataclass(frozen=True)
class Found:
    """What a segmenter gave for one article, as far as it is scored."""

    title: str
    body: str
    lines: frozenset[int]
    """Every 1-based line of the page it took."""


@dataclass(frozen=True)
class Score:
    """Counts of one page, to be added up."""

    gold: int
    found: int
    exact: int
    """Articles right in everything: headline, both ends, no foreign line, no lost line."""
    headlines: int
    """Articles whose headline is right, matched by text."""
    boundary_hits: int
    boundary_found: int
    boundary_gold: int
    window_errors: int
    windows: int
    characters_right: int
    characters: int

    def __add__(self, other: "Score") -> "Score":
        return Score(*(mine + its for mine, its in zip(_values(self), _values(other), strict=True)))


def _values(score: Score) -> tuple[int, ...]:
    return tuple(getattr(score, name) for name in Score.__dataclass_fields__)


def loose(text: str) -> str:
    """Text without space and without the difference between full and half width punctuation."""
    return re.sub(r"\s", "", text).translate(_LOOSE)


def score_page(gold: Sequence[Found], found: Sequence[Found], line_count: int) -> Score:
    """The score of one page. Articles are matched by the text they share, each once."""
    matched = _match(gold, found)
    headlines = sum(loose(gold[i].title) == loose(found[j].title) for i, j in matched)
    exact = sum(
        loose(gold[i].title) == loose(found[j].title) and loose(gold[i].body) == loose(found[j].body)
        for i, j in matched
    )
    gold_cuts, found_cuts = _cuts(gold, line_count), _cuts(found, line_count)
    errors, windows = _window_diff(gold_cuts, found_cuts, line_count, max(2, line_count // (2 * max(1, len(gold)))))
    right = 0
    for i, j in matched:
        one, other = loose(gold[i].body), loose(found[j].body)
        right += sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return Score(
        gold=len(gold),
        found=len(found),
        exact=exact,
        headlines=headlines,
        boundary_hits=len(gold_cuts & found_cuts),
        boundary_found=len(found_cuts),
        boundary_gold=len(gold_cuts),
        window_errors=errors,
        windows=windows,
        characters_right=right,
        characters=sum(len(loose(one.body)) for one in gold),
    )


def _match(gold: Sequence[Found], found: Sequence[Found]) -> list[tuple[int, int]]:
    pairs = sorted(
        (-len(one.lines & other.lines), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if one.lines & other.lines
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched: list[tuple[int, int]] = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((i, j))
    return matched


def _cuts(articles: Sequence[Found], line_count: int) -> set[int]:
    """Lines at which another article begins than the one before it on the page."""
    owner: dict[int, int] = {}
    for number, article in enumerate(articles):
        for line in article.lines:
            owner.setdefault(line, number)
    cuts: set[int] = set()
    previous: int | None = None
    for line in range(1, line_count + 1):
        if line in owner and owner[line] != previous:
            cuts.add(line)
            previous = owner[line]
    return cuts


def _window_diff(gold: set[int], found: set[int], line_count: int, width: int) -> tuple[int, int]:
    """WindowDiff (Pevzner and Hearst 2002): windows of `width` lines in which the number of cuts differs."""
    starts = range(1, max(2, line_count - width + 1))
    errors = sum(
        sum(line in gold for line in range(start, start + width))
        != sum(line in found for line in range(start, start + width))
        for start in starts
    )
    return errors, len(starts)


def f1(hits: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 1.0 when there is nothing to find and nothing was found."""
    return 2 * hits / (found + gold) if found + gold else 1.0

"""Articles → stories: reprints, near-reprints and truncated reprints are told once, with where else they ran.

Candidates come from MinHash over character shingles with banded LSH (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of
Massive Datasets", ch. 3); a pair is then judged by exact containment of its shingles, by the order of what it shares, and
by the figures and names that differ. Character shingles, since Chinese has no spaces between words.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz.distance import Indel
from rensa import RMinHash, RMinHashLSH

from generator.model import Article, Printing, Story

Relation = Literal["exact", "reprint", "truncated", "near", "continued"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two texts are one story. Shares are of the shorter text's shingles."""

    shingle: int = 5
    """Characters a shingle: a Chinese word is about two, so five span a phrase."""
    permutations: int = 128
    bands: int = 64
    """64 bands of 2 rows find pairs of Jaccard 0.3 with probability 0.998; a truncated half has 0.5."""
    same: float = 0.90
    """Containment from which texts are the same in other words or cut."""
    noisy: float = 0.62
    """Containment from which texts may be the same with wrong characters: 3 % wrong characters leave 0.86 of 5-shingles
    on both sides, 5 % about 0.6. Then alignment must reach `aligned`."""
    aligned: float = 0.93
    """Share of characters in common order (1 - normalised indel distance), over the shorter text's length."""
    least: int = 40
    """Characters below which only equal texts are duplicates."""
    figures: float = 0.75
    """Share of the shorter text's figures that the longer must hold too: two sessions of one body, or this week's and last
    week's notice, share their formulas but not their dates and numbers."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Editors' rulings from `content/duplicates.yaml`: pairs of article ids."""

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of an article."""

    plain: str
    shingles: frozenset[int]
    figures: frozenset[str]


@dataclass(slots=True)
class _Groups:
    """Union–find over article indexes, with the relation each was joined by."""

    parent: list[int]
    relation: dict[int, tuple[Relation, float]] = field(default_factory=dict)

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        self.parent[max(self.root(one), self.root(other))] = min(self.root(one), self.root(other))


def deduplicate(
    articles: Sequence[Article], rulings: Rulings = Rulings(), thresholds: Thresholds = Thresholds()
) -> tuple[Story, ...]:
    """Stories in the order of their canonical articles. The canonical article of a story is its fullest text; of equally
    full ones the one with the smallest source file name and id, so that the choice does not depend on the order."""
    texts = [_text_of(article, thresholds) for article in articles]
    groups = _Groups(list(range(len(articles))))
    for one, other in _candidates(texts, thresholds):
        pair = frozenset((articles[one].id, articles[other].id))
        if pair not in rulings.different and _judge(texts[one], texts[other], thresholds):
            groups.join(one, other)
    by_id = {article.id: at for at, article in enumerate(articles)}
    for pair in sorted(rulings.same, key=sorted):
        known = [by_id[name] for name in sorted(pair) if name in by_id]
        if len(known) == 2:
            groups.join(*known)
    members: dict[int, list[int]] = {}
    for at in range(len(articles)):
        members.setdefault(groups.root(at), []).append(at)
    return tuple(_story([(articles[at], texts[at]) for at in group], thresholds) for group in members.values())


def _story(group: list[tuple[Article, _Text]], thresholds: Thresholds) -> Story:
    ordered = sorted(group, key=lambda pair: (-len(pair[1].plain), pair[0].source_file, pair[0].id))
    (canonical, text), others = ordered[0], ordered[1:]
    dates = sorted(article.date for article, _ in group if article.date)
    if dates and dates[0] != canonical.date:
        earliest = next(article for article, _ in ordered if article.date == dates[0])
        canonical = replace(canonical, date=earliest.date, date_basis=f"{earliest.date_basis} ({earliest.source_file})")
    printings = tuple(_printing(canonical, text, article, other, thresholds) for article, other in others)
    return Story(canonical, tuple(sorted(printings, key=lambda one: (one.source_file, one.id))))


def _printing(canonical: Article, text: _Text, article: Article, other: _Text, thresholds: Thresholds) -> Printing:
    share = _containment(other.shingles, text.shingles)
    relation: Relation = "near"
    if other.plain == text.plain:
        relation = "exact" if article.title == canonical.title else "reprint"
    elif len(other.plain) < 0.9 * len(text.plain) and share >= thresholds.same:
        relation = "truncated"
    elif share >= thresholds.same and article.title != canonical.title:
        relation = "reprint"
    return Printing(
        article.id, article.source_file, article.publication, article.date, article.title, relation, round(share, 2)
    )


# ── comparing ────────────────────────────────────────────────────────────────────────────────────────────


def _text_of(article: Article, thresholds: Thresholds) -> _Text:
    body = unicodedata.normalize("NFKC", article.body or article.title)
    plain = re.sub(r"[^\w]", "", body).lower()
    size = thresholds.shingle
    grams = {hash_text(plain[at : at + size]) for at in range(max(1, len(plain) - size + 1))}
    return _Text(plain, frozenset(grams), frozenset(re.findall(r"\d+(?:\.\d+)?[年月日%万亿]?|第[一二三四五六七八九十]+[届次]", body)))


def hash_text(text: str) -> int:
    """A 61-bit polynomial hash (modulo 2^61 - 1), the same on every machine, as Python's own is not."""
    value = 0
    for ch in text:
        value = (value * 1_000_003 + ord(ch)) % 2_305_843_009_213_693_951
    return value


def _candidates(texts: Sequence[_Text], thresholds: Thresholds) -> list[tuple[int, int]]:
    """Pairs of indexes worth judging, smaller first, sorted."""
    lsh = RMinHashLSH(threshold=0.3, num_perm=thresholds.permutations, num_bands=thresholds.bands)
    pairs: set[tuple[int, int]] = set()
    for at, text in enumerate(texts):
        if not text.plain:
            continue
        signature = RMinHash(num_perm=thresholds.permutations, seed=1)
        signature.update([str(gram) for gram in sorted(text.shingles)])
        pairs |= {(other, at) for other in lsh.query(signature)}
        lsh.insert(at, signature)
    return sorted(pairs)


def _judge(one: _Text, other: _Text, thresholds: Thresholds) -> bool:
    """Whether two texts are the same story."""
    if one.plain == other.plain:
        return True
    short, long = sorted((one, other), key=lambda text: len(text.plain))
    if len(short.plain) < thresholds.least:
        return False
    share = _containment(short.shingles, long.shingles)
    if share < thresholds.noisy:
        return False
    if short.figures and _share(short.figures, long.figures) < thresholds.figures:
        return False
    if share >= thresholds.same:
        return True
    window = long.plain[: round(len(short.plain) * 1.15)]
    return max(_aligned(short.plain, window), _aligned(short.plain, long.plain)) >= thresholds.aligned


def _aligned(short: str, long: str) -> float:
    """Share of `short` that stands in `long` in the same order."""
    common = (len(short) + len(long) - Indel.distance(short, long)) / 2
    return common / len(short)


def _containment(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part)


def duplicate_of(stories: Sequence[Story]) -> Mapping[str, str]:
    """Article id → id of the canonical article, for those that are not canonical."""
    return {printing.id: story.article.id for story in stories for printing in story.printings}

"""Which sentences tell the article: chosen one after the other, each for what it adds to those already chosen.

The gain is submodular (after Lin and Bilmes, "A Class of Submodular Functions for Document Summarization", ACL 2011): a
sentence's merit, and the article's words that are not told yet, less what is told already and what its length costs the
reader. A sentence that leans on the one before comes with it, or not at all.
"""

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import mul

from generator.summarise.sentences import FEATURES, Rank, Sentence

MOST_TOGETHER = 2
"""Sentences that one taken may bring with it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing is worth."""

    first: float = 0.8
    lead: float = 0.6
    opens: float = 0.3
    headline: float = 2.1
    figures: float = 2.5
    acts: float = 1.2
    gist: float = 0.6
    named: float = 0.1
    formulaic: float = -1.2
    speech: float = -2.0
    scene: float = -1.5
    cover: float = 0.36
    """Words of the article that are not told yet."""
    repeat: float = -3.9
    """Share of the sentence's words that are told already."""
    length: float = -0.6
    """Each 100 characters."""
    enough: float = 1.2
    """Gain that a sentence must have to be added to a summary of 100 characters; to a shorter one less, to a longer
    one more."""

    @property
    def merits(self) -> tuple[float, ...]:
        """The weights of `FEATURES`, in their order."""
        return tuple(getattr(self, name) for name in FEATURES)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a summary may hold."""

    sentences: int = 3
    characters: int = 220
    """Beyond it nothing is added; a first sentence may be longer."""
    longest: int = 260
    """A longer sentence is taken only where there is none shorter."""
    never: int = 400
    """A sentence this long is no summary at all."""


def choose(sentences: Sequence[Sentence], weights: Weights, limits: Limits) -> list[tuple[Sentence, float]]:
    """The chosen sentences in their order, each with the gain it was chosen for (one that came with another has the gain of
    both). None without a whole sentence."""
    usable = _usable(sentences, limits)
    counts = Counter(word for one in sentences for word in one.words)
    worth = {word: math.log(count) for word, count in counts.items() if count > 1}
    shared = {one.place: one.words & worth.keys() for one in usable}
    worths = weights.merits
    merits = {one.place: sum(map(mul, one.features, worths)) for one in sentences}
    places = {one.place for one in usable}
    chosen: dict[int, float] = {}
    words: set[str] = set()
    while len(chosen) < limits.sentences:
        best: tuple[float, list[Sentence]] | None = None
        for one in usable:
            fresh = [] if one.place in chosen else _with_needed(one, chosen, sentences, places)
            if not fresh or not _fits(fresh, [sentences[at] for at in chosen], limits):
                continue
            gain = sum(
                merits[each.place] + _gain(each, shared.get(each.place, _NONE), words, worth, weights) for each in fresh
            ) / len(fresh)
            if best is None or gain > best[0]:
                best = gain, fresh
        told_characters = sum(len(sentences[at].text) for at in chosen)
        if best is None or (chosen and best[0] < weights.enough * told_characters / 100):
            break
        for one in best[1]:
            chosen[one.place] = best[0]
            words |= one.words
    if not chosen and usable:
        best_one = max(usable, key=lambda one: (merits[one.place], -one.place))
        chosen[best_one.place] = merits[best_one.place]
    return [(sentences[at], gain) for at, gain in sorted(chosen.items())]


def _usable(sentences: Sequence[Sentence], limits: Limits) -> list[Sentence]:
    """The sentences of the best rank there is, long ones left out where there are shorter ones."""
    short = [one for one in sentences if len(one.text) < limits.never]
    best = max((one.rank for one in short), default=Rank.BROKEN)
    whole = [one for one in short if one.rank == best != Rank.BROKEN]
    return [one for one in whole if len(one.text) <= limits.longest] or sorted(whole, key=lambda one: len(one.text))[:1]


def _with_needed(
    one: Sentence, chosen: Container[int], sentences: Sequence[Sentence], places: Container[int]
) -> list[Sentence]:
    """A sentence after those it needs and that are not chosen yet; empty where one of them cannot be used."""
    group = [one]
    while len(group) <= MOST_TOGETHER:
        need = _need(group[0], chosen, sentences)
        if need is None:
            return group
        if need not in places:
            return []
        group.insert(0, sentences[need])
    return []


def _need(one: Sentence, chosen: Container[int], sentences: Sequence[Sentence]) -> int | None:
    """The place of the sentence that must stand before this one; None where it stands alone or what it needs is chosen."""
    before = [each for each in sentences[: one.place] if each.place in chosen]
    if one.leans_on is not None:
        told = one.leans_on in chosen or (one.noun and any(one.noun in each.text for each in before))
        return None if told else one.leans_on
    return one.place - 1 if one.refers and not before and one.place else None


def _fits(fresh: Sequence[Sentence], chosen: Sequence[Sentence], limits: Limits) -> bool:
    length = sum(len(one.text) for one in fresh) + sum(len(one.text) for one in chosen)
    alone = not chosen and len(fresh) == 1
    return len(fresh) + len(chosen) <= limits.sentences and (alone or length <= limits.characters)


_NONE: frozenset[str] = frozenset()


def _gain(one: Sentence, shared: Set[str], told: set[str], worth: Mapping[str, float], weights: Weights) -> float:
    """What a sentence adds to what is told. `shared` are its words that stand in other sentences too."""
    size = len(one.words) or 1
    fresh = math.fsum(worth[word] for word in shared - told)
    repeated = len(one.words & told) / size
    return (
        weights.cover * fresh / math.sqrt(20 + size) + weights.repeat * repeated + weights.length * len(one.text) / 100
    )

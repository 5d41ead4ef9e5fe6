"""ROUGE by characters, and how certain a difference is."""

import random
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

Scores = tuple[float, float, float]
"""F1 of ROUGE-1, ROUGE-2 and ROUGE-L."""


def rouge(summary: str, reference: str) -> Scores:
    """F1 over letters and digits; 0 where one of the two has none."""
    one, other = (("".join(ch for ch in text if ch.isalnum())) for text in (summary, reference))
    lcs = LCSseq.similarity(one, other)
    return (
        _f1(_grams(one, 1), _grams(other, 1)),
        _f1(_grams(one, 2), _grams(other, 2)),
        2 * lcs / (len(one) + len(other) or 1),
    )


def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[at : at + size] for at in range(len(text) - size + 1))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()) or 1)


def not_better(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Share of 10,000 paired resamples of the articles in which we are not better."""
    rng = random.Random(1)
    gaps = [one - other for one, other in zip(ours, theirs, strict=True)]
    return sum(sum(rng.choices(gaps, k=len(gaps))) <= 0 for _ in range(10_000)) / 10_000

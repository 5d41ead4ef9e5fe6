"""Log-linear models: which of several readings is right, told by weighted signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

DAMPING, ROUNDS, STEP = 0.7, 250, 0.3
"""Weight of the squared weights (which keeps rare signs from meaning much), rounds, and the step of AdaGrad."""


@dataclass(frozen=True)
class Choice:
    """One example: the signs of each possible reading, which of them is right, and how many examples it counts as."""

    readings: Sequence[Mapping[str, float]]
    right: int
    weight: float = 1.0


def fit(choices: Iterable[Choice]) -> dict[str, float]:
    """The weights that make the right readings likeliest (maximum a posteriori, Gaussian prior), by AdaGrad (Duchi, Hazan
    and Singer, JMLR 2011), rounded to two decimals; those that come to nothing are left out."""
    names: dict[str, int] = {}
    entries: list[tuple[int, int, float]] = []
    starts, right, counts = [0], [], []
    for choice in choices:
        for row, signs in enumerate(choice.readings, starts[-1]):
            entries += [(row, names.setdefault(name, len(names)), value) for name, value in signs.items()]
        right.append(starts[-1] + choice.right)
        counts.append(choice.weight)
        starts.append(starts[-1] + len(choice.readings))
    row, sign, value = (np.array(column) for column in zip(*entries, strict=True))
    first, sizes = np.array(starts[:-1]), np.diff(starts)
    wanted = np.zeros(starts[-1])
    wanted[right] = 1.0
    weight = np.repeat(counts, sizes)
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(ROUNDS):
        scores = np.bincount(row, value * weights[sign], starts[-1])
        chances = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), sizes))
        chances /= np.repeat(np.add.reduceat(chances, first), sizes)
        slope = DAMPING * weights + np.bincount(sign, value * (weight * (chances - wanted))[row])
        squares += slope**2
        weights -= STEP * slope / np.sqrt(squares)
    return {name: round(float(weights[at]), 2) for name, at in sorted(names.items()) if abs(weights[at]) >= 0.005}

"""The search that set the weights: on the development half only, with five-fold cross-validation.

python -m benchmarks.summaries.tune [--rounds N]
"""

import argparse
import hashlib
import math
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from statistics import mean, stdev

from benchmarks.summaries.metrics import rouge
from benchmarks.summaries.samples import load_samples
from generator.content.site_file import load_cues
from generator.summarise import Weights, sentences_by_part, summary_from
from generator.summarise.sentences import Sentence

ROOT = Path(__file__).parents[2]
FOLDS = 5
STEPS = (-0.6, -0.3, 0.3, 0.6)

Case = tuple[list[list[Sentence]], str, int]
"""Sentences by part, reference, fold."""


def main() -> None:
    """Print the weights that the whole half gives, and what each fold's weights score on the articles they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6, help="times each weight is tried")
    parser.add_argument("--sure", type=float, default=1.0, help="standard errors that a step must gain")
    options = parser.parse_args()
    cues, _ = load_cues(ROOT / "content" / "summary.yaml")
    cases: list[Case] = [
        (sentences_by_part(one.article, cues), one.reference, hashlib.sha256(one.key.encode()).digest()[1] % FOLDS)
        for one in load_samples()
        if not one.held
    ]
    start = Weights()
    print(f"{len(cases)} articles; as it is {score(cases, start):.4f}")
    unseen = 0.0
    for fold in range(FOLDS):
        seen = [case for case in cases if case[2] != fold]
        rest = [case for case in cases if case[2] == fold]
        found = search(seen, start, options.rounds, options.sure)
        print(f"fold {fold}: seen {score(seen, start):.4f} → {score(seen, found):.4f}, "
              f"unseen {score(rest, start):.4f} → {score(rest, found):.4f} ({len(rest)})")  # fmt: skip
        unseen += score(rest, found) * len(rest) / len(cases)
    print(f"unseen, all folds: {unseen:.4f}")
    found = search(cases, start, options.rounds, options.sure)
    print(f"whole half: {score(cases, found):.4f}")
    for name, value in asdict(found).items():
        without = replace(found, **{name: 0.0})
        print(f"    {name}: float = {value:.2f}    without it {score(cases, without) - score(cases, found):+.4f}")


def score(cases: Sequence[Case], weights: Weights) -> float:
    """Mean of ROUGE-1, 2 and L over the cases."""
    return mean(scores(cases, weights)) if cases else 0.0


def scores(cases: Sequence[Case], weights: Weights) -> list[float]:
    """Mean of ROUGE-1, 2 and L of each case."""
    return [sum(rouge("".join(summary_from(parts, weights)), reference)) / 3 for parts, reference, _ in cases]


def search(cases: Sequence[Case], start: Weights, rounds: int, sure: float) -> Weights:
    """The best weights found by changing one at a time, in a shuffled order, by steps that become smaller. A step is
    kept when its mean gain over the cases is more than `sure` of its standard errors: the half is small, and a step
    that only pleases three articles is noise."""
    rng = random.Random(7)
    spans = {name: max(0.5, abs(value)) for name, value in asdict(start).items()}
    best, values = start, scores(cases, start)
    for at in range(rounds):
        names = list(spans)
        rng.shuffle(names)
        for name in names:
            for step in STEPS:
                tried = replace(best, **{name: round(getattr(best, name) + step * spans[name] / (1 + at), 2)})
                gained = scores(cases, tried)
                gaps = [one - other for one, other in zip(gained, values, strict=True)]
                if mean(gaps) > sure * stdev(gaps) / math.sqrt(len(gaps)) + 1e-4:
                    best, values = tried, gained
    return best


if __name__ == "__main__":
    main()

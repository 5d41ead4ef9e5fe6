"""ROUGE by characters of our summaries against references, beside lead-1, lead-3 and (where installed) sumy; and speed.

python -m benchmarks.summaries.run [--half dev|held|all] [--show]
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.summaries.baselines import Summariser, from_sumy, lead
from benchmarks.summaries.metrics import not_better, rouge
from benchmarks.summaries.samples import Sample, load_samples
from generator.content.site_file import load_cues
from generator.figures import figures_of
from generator.summarise import Cues, summary_of

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print a table for each half asked for, and how long 1,000 articles take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "held", "all"), help="only this half (default: both, one by one)")
    parser.add_argument("--show", action="store_true", help="print the development articles' summaries and references")
    options = parser.parse_args()
    cues, _ = load_cues(ROOT / "content" / "summary.yaml")
    samples = load_samples()
    if options.show:
        show([one for one in samples if not one.held], cues)
    systems: dict[str, Summariser] = {
        "digest": lambda article: summary_of(article, cues),
        "lead-1": lead(1),
        "lead-3": lead(3),
        **from_sumy(),
    }
    halves = {
        "dev": [one for one in samples if not one.held],
        "held": [one for one in samples if one.held],
        "all": samples,
    }
    for half in [options.half] if options.half else ("dev", "held"):
        table(half, halves[half], systems)
    speed(samples, cues)


def table(name: str, samples: Sequence[Sample], systems: dict[str, Summariser]) -> None:
    """One row a system: means, share of the references' figures, length, and how often ours is not better."""
    print(
        f"{name}: {len(samples)} articles, references of {_mean([len(one.reference) for one in samples]):.0f} characters\n"
    )
    print("| system | R-1 | R-2 | R-L | figures | characters | not better |\n|---|---|---|---|---|---|---|")
    ours: list[tuple[float, float, float]] = []
    for system, summariser in systems.items():
        texts = ["".join(summariser(one.article)) for one in samples]
        scores = [rouge(text, one.reference) for text, one in zip(texts, samples, strict=True)]
        ours = ours or scores
        wanted = [
            figure.surface in text
            for text, one in zip(texts, samples, strict=True)
            for figure in figures_of(one.article)
            if figure.surface in one.reference
        ]
        means = " | ".join(f"{_mean([one[at] for one in scores]):.3f}" for at in range(3))
        chances = ", ".join(f"{not_better([o[at] for o in ours], [s[at] for s in scores]):.3f}" for at in range(3))
        chances = "–" if system == "digest" else chances
        print(f"| {system} | {means} | {_mean(wanted):.2f} | {_mean([len(text) for text in texts]):.0f} | {chances} |")
    print()


def show(samples: Sequence[Sample], cues: Cues) -> None:
    """What we take beside what the editor wrote, worst first."""
    made = [(one, summary_of(one.article, cues)) for one in samples]
    made.sort(key=lambda pair: sum(rouge("".join(pair[1]), pair[0].reference)))
    for one, summary in made:
        scores = ", ".join(f"{score:.2f}" for score in rouge("".join(summary), one.reference))
        print(f"{one.key}  {one.article.title}  {scores}\n  = {one.reference}")
        print("".join(f"  · {sentence}\n" for sentence in summary))


def speed(samples: Sequence[Sample], cues: Cues) -> None:
    """Seconds for 1,000 articles: the samples over and over."""
    many = [samples[at % len(samples)].article for at in range(1000)]
    begun = time.perf_counter()
    for article in many:
        summary_of(article, cues)
    characters = sum(len(one.body) for one in many)
    print(f"1,000 articles ({characters} characters) in {time.perf_counter() - begun:.2f} s")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / (len(values) or 1)


if __name__ == "__main__":
    main()

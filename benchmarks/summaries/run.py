"""ROUGE by characters of our summaries against references, beside lead-1, lead-3 and (where installed) sumy.

python -m benchmarks.summaries.run
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.dedupe.run import seed_articles
from generator.content.site_file import load_cues
from generator.figures import figures_of
from generator.language.sentences import sentences_of
from generator.model import Article
from generator.summarise import summary_of
from generator.yaml_source import load_yaml

ROOT = Path(__file__).parents[2]
Summariser = Callable[[Article], Sequence[str]]


def rouge(summary: str, reference: str) -> tuple[float, float, float]:
    """F1 of ROUGE-1, ROUGE-2 and ROUGE-L over letters and digits."""
    one, other = (("".join(ch for ch in text if ch.isalnum())) for text in (summary, reference))
    scores = [_f1(_grams(one, size), _grams(other, size)) for size in (1, 2)]
    row = [0] * (len(other) + 1)
    for ch in one:
        previous = 0
        for at, against in enumerate(other, 1):
            previous, row[at] = row[at], previous + 1 if ch == against else max(row[at], row[at - 1])
    return scores[0], scores[1], 2 * row[-1] / (len(one) + len(other) or 1)


def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[at : at + size] for at in range(len(text) - size + 1))


def _f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()) or 1)


def lead(count: int) -> Summariser:
    """The first sentences of the body."""
    return lambda article: [
        sentence for block in article.blocks if block.kind == "paragraph" for sentence in sentences_of(block.text)
    ][:count]


def from_sumy() -> dict[str, Summariser]:
    """LexRank and TextRank of sumy with our sentences and characters as words; none where it is not installed."""
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
    except ImportError:
        return {}

    class Characters:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())

    def run(kind: type) -> Summariser:
        def summarise(article: Article) -> list[str]:
            words = Characters()
            document = ObjectDocumentModel([Paragraph([Sentence(one, words) for one in lead(10**6)(article)])])
            return [str(sentence) for sentence in kind()(document, 2)]

        return summarise

    return {"sumy LexRank, 2": run(LexRankSummarizer), "sumy TextRank, 2": run(TextRankSummarizer)}


def worse(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Share of 10,000 paired resamples in which we are not better."""
    rng = random.Random(1)
    gaps = [one - other for one, other in zip(ours, theirs, strict=True)]
    return sum(sum(rng.choices(gaps, k=len(gaps))) <= 0 for _ in range(10_000)) / 10_000


def main() -> None:
    cues, _ = load_cues(ROOT / "content" / "summary.yaml")
    references, _ = load_yaml(Path(__file__).parent / "references.yaml")
    assert isinstance(references, dict)
    articles = {f"{one.source_file}:{one.lines[0][0]}": one for one in seed_articles()}
    found = [(articles[key], str(text)) for key, text in references.items() if key in articles]
    systems = {"digest": lambda article: summary_of(article, cues), "lead-1": lead(1), "lead-3": lead(3), **from_sumy()}
    print(
        f"{len(found)} of {len(references)} references\n\n"
        "| system | R-1 | R-2 | R-L | figures | characters | not better |"
    )
    print("|---|---|---|---|---|---|---|")
    ours: list[tuple[float, float, float]] = []
    for name, system in systems.items():
        texts = ["".join(system(article)) for article, _ in found]
        scores = [rouge(text, reference) for text, (_, reference) in zip(texts, found, strict=True)]
        ours = ours or scores
        wanted = [
            (one.surface, text)
            for text, (article, ref) in zip(texts, found, strict=True)
            for one in figures_of(article)
            if one.surface in ref
        ]
        kept = sum(surface in text for surface, text in wanted) / max(1, len(wanted))
        means = " | ".join(f"{sum(one[at] for one in scores) / len(scores):.3f}" for at in range(3))
        chances = (
            "–"
            if name == "digest"
            else ", ".join(f"{worse([one[at] for one in ours], [one[at] for one in scores]):.3f}" for at in range(3))
        )
        print(f"| {name} | {means} | {kept:.2f} | {sum(map(len, texts)) / len(texts):.0f} | {chances} |")
    many = list(articles.values()) * (1000 // len(articles) + 1)
    begun = time.perf_counter()
    for article in many[:1000]:
        summary_of(article, cues)
    characters = sum(len(one.body) for one in many[:1000])
    print(f"\n1,000 articles ({characters} characters) in {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()

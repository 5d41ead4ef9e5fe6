"""Article → the one to three whole sentences that tell it; of a long report one for each part.

Extractive, so that nothing is invented and the English summary is the English of the same sentences.
"""

from collections.abc import Sequence
from dataclasses import replace

from generator.model import Article
from generator.summarise.choose import Limits, Weights, choose
from generator.summarise.cues import Cues
from generator.summarise.sentences import Sentence, read_sentences, words_of

__all__ = ["Cues", "Weights", "summarise", "summary_of"]

LONG = 6000
"""Characters from which a text with parts is summarised part by part."""
MOST_PARTS = 7
"""Sentences of a long text's summary: those of the parts that have most to tell."""
ONE = Limits(sentences=3, characters=220, longest=260)
PART = Limits(sentences=1, characters=130, longest=130)
"""Of each part of a long report."""


def summarise(article: Article, cues: Cues) -> Article:
    """The article with its summary; empty for an article without a whole sentence."""
    return replace(article, summary=summary_of(article, cues))


def summary_of(article: Article, cues: Cues) -> tuple[str, ...]:
    """Sentences of the body in their order; none for a body of lists, numbers or another language."""
    return summary_from(sentences_by_part(article, cues), Weights())


def sentences_by_part(article: Article, cues: Cues) -> list[list[Sentence]]:
    """The article's sentences: of a long report with three parts or more, a list for each part; else one list."""
    head = words_of(" ".join((article.title, article.kicker, *article.subtitle)))
    parts = _parts(article) if sum(len(block.text) for block in article.blocks) >= LONG else []
    if len(parts) < 3:
        parts = [[block.text for block in article.blocks if block.kind == "paragraph"]]
    continued = article.continued_from is not None
    return [read_sentences(part, head, cues, continued=continued and not at) for at, part in enumerate(parts)]


def summary_from(parts: Sequence[Sequence[Sentence]], weights: Weights) -> tuple[str, ...]:
    """The summary of sentences that were read before."""
    if len(parts) == 1:
        return tuple(one.text for one, _ in choose(parts[0], weights, ONE))
    best = [(at, *found[0]) for at, part in enumerate(parts) if (found := choose(part, weights, PART))]
    kept = sorted(best, key=lambda found: (-found[2], found[0]))[:MOST_PARTS]
    return tuple(dict.fromkeys(one.text for _, one, _ in sorted(kept, key=lambda found: found[0])))


def _parts(article: Article) -> list[list[str]]:
    """Paragraphs under each heading of the article's highest level or the next; those before the first heading are a
    part too."""
    levels = [block.level for block in article.blocks if block.kind == "heading"]
    if not levels:
        return []
    parts: list[list[str]] = [[]]
    for block in article.blocks:
        if block.kind == "heading" and block.level <= min(max(levels), min(levels) + 1):
            parts.append([])
        elif block.kind == "paragraph":
            parts[-1].append(block.text)
    return [part for part in parts if part]

"""Article → the one to three whole sentences that tell it; of a long report one for each part.

Extractive, so that nothing is invented and the English summary is the English of the same sentences. Sentences are chosen
greedily for a submodular gain: coverage of the article's words and of its headline, position, figures and acts, less what
is already told (after Lin and Bilmes, "A Class of Submodular Functions for Document Summarization", ACL 2011).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.language.characters import SENTENCE_ENDS
from generator.language.sentences import sentences_of
from generator.model import Article

MOST = 3
MOST_LONG = 7
LONG = 6000
"""Characters from which a text with parts is summarised part by part."""
BUDGET = 220
"""Characters of a summary, if possible: about what one reads at a glance."""
LONGEST = 260
"""A longer sentence is no summary; it is taken only when there is none shorter."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Data of `content/summary.yaml`."""

    formulaic: tuple[str, ...] = ()
    dependent: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: int
    """Index of the sentence in the article."""
    text: str
    words: frozenset[str]
    merit: float
    depends: bool
    """It leans on the sentence before, which then comes with it."""


def summarise(article: Article, cues: Cues = Cues()) -> Article:
    """The article with its summary; empty for an article without a whole sentence."""
    return replace(article, summary=summary_of(article, cues))


def summary_of(article: Article, cues: Cues) -> tuple[str, ...]:
    """Sentences of the body in their order."""
    parts = _parts(article) if len(article.body) >= LONG else []
    if len(parts) >= 3:
        chosen = [_choose(part, article, cues, most=1, budget=LONGEST) for part in parts]
        best = [sentence for sentences in chosen for sentence in sentences]
        return tuple(dict.fromkeys(_evenly(best, MOST_LONG)))
    paragraphs = [block.text for block in article.blocks if block.kind == "paragraph"]
    return tuple(_choose(paragraphs, article, cues, most=MOST, budget=BUDGET))


def _parts(article: Article) -> list[list[str]]:
    """Paragraphs under each heading of the article's highest level; those before the first heading are a part too."""
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


def _evenly(items: list[str], most: int) -> list[str]:
    """At most `most` items, spread over the whole list, first and last kept."""
    if len(items) <= most:
        return items
    return [items[round(at * (len(items) - 1) / (most - 1))] for at in range(most)]


def _choose(paragraphs: Sequence[str], article: Article, cues: Cues, *, most: int, budget: int) -> list[str]:
    candidates = _candidates(paragraphs, article, cues)
    usable = [one for one in candidates if _is_whole(one.text)]
    if not usable:
        return []
    short = [one for one in usable if len(one.text) <= LONGEST] or [min(usable, key=lambda one: len(one.text))]
    weights = Counter(word for one in candidates for word in one.words)
    chosen: list[_Candidate] = []
    told: set[str] = set()
    while len(chosen) < most:
        left = budget - sum(len(one.text) for one in chosen)
        options = [one for one in short if one not in chosen and (len(one.text) <= left or not chosen)]
        options = [one for one in options if not one.depends or any(c.place == one.place - 1 for c in chosen)]
        if not options and not chosen:
            options = short
        if not options:
            break
        gains = {one.place: _gain(one, told, weights) for one in options}
        best = max(options, key=lambda one: (gains[one.place], -one.place))
        if chosen and gains[best.place] <= 0.35 * _gain(chosen[0], set(), weights):
            break
        chosen.append(best)
        told |= best.words
    return [one.text for one in sorted(chosen, key=lambda one: one.place)]


def _candidates(paragraphs: Sequence[str], article: Article, cues: Cues) -> list[_Candidate]:
    head = _words(f"{article.title}{article.kicker}{''.join(article.subtitle)}")
    found: list[_Candidate] = []
    for number, paragraph in enumerate(paragraphs):
        for at, sentence in enumerate(sentences_of(paragraph, clauses=False)):
            words = _words(sentence)
            place = len(found)
            merit = 1.6 / (1 + 0.5 * place) + (0.4 if at == 0 else 0.0) + 0.2 / (1 + number)
            merit += 2.5 * len(words & head) / (len(head) or 1)
            merit += 0.5 * min(3, len(re.findall(r"\d+(?:\.\d+)?", sentence)))
            merit += 0.25 * min(3, sum(word in sentence for word in cues.acts))
            merit -= 0.45 * sum(word in sentence for word in cues.formulaic)
            merit -= 0.8 if sentence.endswith(("？", "；", "……", "：")) else 0.0
            merit -= 0.6 if len(sentence) < 15 else 0.0
            depends = place > 0 and (sentence.startswith(cues.dependent) or sentence[:1] in "”）")
            found.append(_Candidate(place, sentence, words, merit, depends))
    return found


def _gain(one: _Candidate, told: set[str], weights: Counter[str]) -> float:
    """What a sentence adds: its merit, and the article's words that are not told yet, by how often they occur."""
    fresh = sum(math.log1p(weights[word] - 1) for word in one.words - told if weights[word] > 1)
    repeated = len(one.words & told) / (len(one.words) or 1)
    return one.merit + 0.9 * fresh / math.sqrt(20 + len(one.words)) - 3.0 * repeated


def _words(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())


def _is_whole(sentence: str) -> bool:
    """Whether a sentence is complete: it ends as one, opens no quotation that it does not close, says something."""
    bare = sentence.rstrip("”’）》")
    balanced = all(sentence.count(first) == sentence.count(last) for first, last in ("“”", "（）", "《》"))
    return bool(bare) and bare[-1] in SENTENCE_ENDS - {"；"} and balanced and len(sentence) >= 8

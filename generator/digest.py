"""What a day, a week, a month or a district had: its top stories and its key figures."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.figures import figures_of
from generator.model import Figure, Story


@dataclass(frozen=True, slots=True)
class Digest:
    """Top stories, weightiest first, and their key figures with the story each is from."""

    stories: tuple[Story, ...]
    figures: tuple[tuple[Story, Figure], ...]


def digest_of(stories: Sequence[Story], most_stories: int = 5, most_figures: int = 12) -> Digest:
    """The digest of the stories of one period or district; empty for no stories. A story weighs by its
    length, its figures and the places where it ran; one on a topic that is already told weighs less."""
    figures = {at: figures_of(story.article) for at, story in enumerate(stories)}
    weights = {at: _weight(story, len(figures[at])) for at, story in enumerate(stories)}
    chosen: list[int] = []
    told: Counter[str] = Counter()
    while len(chosen) < min(most_stories, len(stories)):
        best = max(
            (at for at in weights if at not in chosen),
            key=lambda at: (weights[at] - 0.6 * sum(told[topic] for topic in stories[at].article.topics[:1]), -at),
        )
        chosen.append(best)
        told.update(stories[best].article.topics[:1])
    picked = [(stories[at], figure) for at in chosen for figure in _best(stories[at], figures[at])]
    picked.sort(key=lambda item: not item[1].measures)
    return Digest(tuple(stories[at] for at in chosen), tuple(picked[:most_figures]))


def _weight(story: Story, figures: int) -> float:
    article = story.article
    weight = math.log1p(len(article.body) / 200) + 0.5 * math.log1p(figures) + 0.7 * len(story.printings)
    return weight + (0.5 if article.summary else -1.0) + (0.3 if article.title else -0.5)


def _best(story: Story, figures: Sequence[Figure]) -> list[Figure]:
    """At most four figures of a story, those of its summary first."""
    told = "".join(story.article.summary)
    ordered = sorted(
        range(len(figures)), key=lambda at: (figures[at].sentence not in told, not figures[at].measures, at)
    )
    return [figures[at] for at in ordered[:4]]

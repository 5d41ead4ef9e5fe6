"""What a day, a week, a month or a district had: its top stories and its key figures."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.figures import figures_of
from generator.gazetteer import CITY, NATION, Gazetteer
from generator.model import Figure, FigureRow, Story


@dataclass(frozen=True, slots=True)
class Digest:
    """Top stories, weightiest first, and their key figures with the story each is from."""

    stories: tuple[Story, ...]
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a week, a month or a district, and what it has."""

    kind: Literal["day", "week", "month", "district"]
    slug: str
    """Below `/digest/`: `2023/05/12`, `2023-w19`, `2023/05`, `districts/yuzhong`."""
    start: str
    """First day as `YYYY-MM-DD`; of a district, its Chinese name."""
    stories: tuple[Story, ...]


def periods_of(stories: Sequence[Story], gazetteer: Gazetteer) -> tuple[Period, ...]:
    """Months, weeks (from Monday, numbered as ISO 8601 does) and days, newest first, and districts in the gazetteer's
    order; none without stories. An undated story is in its districts only."""
    found: dict[tuple[Literal["day", "week", "month"], str, str], list[Story]] = {}
    for story in stories:
        if day := story.article.date or story.article.issue_date:
            moment = date.fromisoformat(day)
            year, week, weekday = moment.isocalendar()
            monday = moment - timedelta(days=weekday - 1)
            found.setdefault(("month", f"{day[:4]}/{day[5:7]}", f"{day[:7]}-01"), []).append(story)
            found.setdefault(("week", f"{year}-w{week:02}", monday.isoformat()), []).append(story)
            found.setdefault(("day", day.replace("-", "/"), day), []).append(story)
    order = {"month": 0, "week": 1, "day": 2}
    times = [Period(kind, slug, start, tuple(its)) for (kind, slug, start), its in found.items()]
    times.sort(key=lambda one: one.start, reverse=True)
    times.sort(key=lambda one: order[one.kind])
    places = [
        Period("district", f"districts/{one.slug}", one.zh, its)
        for one in sorted(gazetteer.districts, key=lambda district: district.zh in (CITY, NATION))
        if (its := tuple(story for story in stories if one.zh in story.article.districts))
    ]
    return (*times, *places)


def digest_of(
    stories: Sequence[Story],
    most_stories: int = 5,
    most_figures: int = 12,
    known: Mapping[str, Sequence[Figure]] | None = None,
) -> Digest:
    """The digest of the stories of one period or district; empty for no stories. A story weighs by its
    length, its figures and the places where it ran; one on a topic that is already told weighs less. `known` are the
    figures by article id, where they are at hand."""
    given = known or {}
    figures = {
        at: given[story.article.id] if story.article.id in given else figures_of(story.article)
        for at, story in enumerate(stories)
    }
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
    picked = [FigureRow(stories[at], figure) for at in chosen for figure in _best(stories[at], figures[at])]
    picked.sort(key=lambda row: not row.figure.measures)
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

"""The taxonomy: topics with names in both languages and a weighted vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.language.words import Words


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the site."""

    slug: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    words: Mapping[str, float]
    """Chinese word → weight; 1 speaks for the topic, 3 settles it."""


@dataclass(frozen=True)
class Taxonomy:
    """All topics, in the order of the file."""

    topics: tuple[Topic, ...] = ()

    @cached_property
    def by_slug(self) -> dict[str, Topic]:
        """Topic by slug."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def owners(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """Word → (slug, weight) pairs."""
        owners: dict[str, list[tuple[str, float]]] = {}
        for topic in self.topics:
            for word, weight in topic.words.items():
                owners.setdefault(word, []).append((topic.slug, weight))
        return {word: tuple(pairs) for word, pairs in owners.items()}

    @cached_property
    def finder(self) -> Words:
        """Finds the words in a text."""
        return Words(self.owners)

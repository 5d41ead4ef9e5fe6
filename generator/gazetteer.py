"""The gazetteer: districts, their names in both languages, and the words that tie a text to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.language.words import Words

CITY, NATION = "全市", "全国"
ALIAS_WEIGHT, PLACE_WEIGHT = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class District:
    """A district or county, or one of the values 全市 and 全国."""

    zh: str
    en: str
    slug: str
    names: Mapping[str, float]
    """Words that speak for it, with their weights."""
    not_in: tuple[str, ...] = ()
    """Longer words in which its names are not meant (荣昌 is not in 繁荣昌盛)."""


@dataclass(frozen=True)
class Gazetteer:
    """All districts, in the order of the file."""

    districts: tuple[District, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, District]:
        """District by Chinese name."""
        return {district.zh: district for district in self.districts}

    @cached_property
    def owners(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """Word → (district, weight) pairs; none for a word that only hides names inside it."""
        owners: dict[str, list[tuple[str, float]]] = {}
        for district in self.districts:
            for name, weight in district.names.items():
                owners.setdefault(name, []).append((district.zh, weight))
            for word in district.not_in:
                owners.setdefault(word, [])
        return {name: tuple(pairs) for name, pairs in owners.items()}

    @cached_property
    def finder(self) -> Words:
        """Finds the words in a text."""
        return Words(self.owners)

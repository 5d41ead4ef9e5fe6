"""The gazetteer: districts, their names in both languages, and the words that tie a text to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

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
        """Word → (district, weight) pairs."""
        owners: dict[str, list[tuple[str, float]]] = {}
        for district in self.districts:
            for name, weight in district.names.items():
                owners.setdefault(name, []).append((district.zh, weight))
        return {name: tuple(pairs) for name, pairs in owners.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any word, the longest first."""
        return words_pattern(tuple(self.owners))


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern that matches any of `words`, longer ones first; never matches if there are none. Words that begin alike
    share their beginning in it: a thousand words side by side would be tried one by one at every character."""
    return re.compile(_branches(sorted(set(words) - {""})) or r"(?!)")


def _branches(words: Sequence[str]) -> str:
    """Alternatives for words in their order, by first character, longest first where one begins another."""
    branches = []
    for first, group in groupby(words, key=lambda word: word[0]):
        rests = [word[1:] for word in group]
        inner = _branches([rest for rest in rests if rest])
        optional = "?" if "" in rests else ""
        branches.append(re.escape(first) + (f"(?:{inner}){optional}" if inner else ""))
    return "|".join(branches)

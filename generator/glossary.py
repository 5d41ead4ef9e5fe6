"""The glossary: official terms with the English they are to have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.gazetteer import words_pattern


@dataclass(frozen=True, slots=True)
class Term:
    """One term."""

    zh: str
    en: str
    also: tuple[str, ...] = ()
    """Other renderings that are accepted."""
    wrong: tuple[str, ...] = ()
    """Known wrong renderings, replaced by `en` in repair."""
    category: str = ""
    source: str = ""
    note: str = ""
    check: bool = True
    """Whether a translation must hold it."""


@dataclass(frozen=True)
class Glossary:
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def by_zh(self) -> dict[str, Term]:
        """Term by Chinese."""
        return {term.zh: term for term in self.terms}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any term, the longest first."""
        return words_pattern(tuple(self.by_zh))

    def terms_in(self, zh: str) -> Sequence[Term]:
        """The terms that stand in a Chinese text, each once, in their order; longer ones hide those inside them."""
        return [self.by_zh[word] for word in dict.fromkeys(self.pattern.findall(zh))]


def holds(en: str, rendering: str) -> bool:
    """Whether an English text holds a rendering: whole words, in any case, a plural ending allowed."""
    pattern = re.escape(rendering).replace(r"\ ", r"[\s-]+").replace("–", "[-–—]").replace(r"\-", "[-–—]")
    return bool(re.search(rf"(?<!\w){pattern}(?:e?s)?(?!\w)", en.replace("’", "'"), re.IGNORECASE))

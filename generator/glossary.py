"""The glossary: official terms with the English they are to have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.language.words import Words


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
    but: tuple[str, ...] = ()
    """Longer Chinese words in which the term is not meant."""
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
    def finder(self) -> Words:
        """Finds the terms in a text, and the words in which a term is not meant."""
        return Words((*self.by_zh, *(word for term in self.terms for word in term.but)))

    def terms_in(self, zh: str) -> Sequence[Term]:
        """The terms that stand in a Chinese text, each once, in their order; longer ones hide those inside them."""
        return [self.by_zh[word] for word in dict.fromkeys(self.finder.found(zh)) if word in self.by_zh]

    @cached_property
    def _persons(self) -> Words:
        return Words(term.zh for term in self.terms if term.category == "person")

    def without_persons(self, zh: str) -> str:
        """The text, of the same length, with blanks for the persons whose English is known; what is left is pinyin."""
        for first, end in self._persons.spans(zh):
            zh = zh[:first] + "　" * (end - first) + zh[end:]
        return zh


_SPELLINGS = (
    (re.compile(r"[’‘]"), "'"),
    (re.compile(r"[-–—\s]+"), " "),
    (re.compile(r"\bthe "), ""),
    (re.compile(r" & "), " and "),
    (re.compile(r"(?<=\w{3})is(?=e[ds]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"(?<=[bvil])our(?=s?\b|ed\b|ing\b|ably\b|hood)"), "or"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"metre"), "meter"),
)
"""What makes no difference between two renderings. Both sides are folded, so that a fold too many does no harm."""


def holds(en: str, rendering: str) -> bool:
    """Whether an English text holds a rendering: whole words, in any case and spelling, a plural ending allowed. `*` at
    the end of a word stands for any ending."""
    words = re.escape(_folded(rendering)).replace(r"\*", r"\w*")
    words = rf"(?:{words}|{words[:-1]}ie)" if words.endswith("y") else words
    return bool(re.search(rf"(?<!\w){words}(?:e?s)?(?!\w)", _folded(en)))


def _folded(text: str) -> str:
    folded = text.lower()
    for found, put in _SPELLINGS:
        folded = found.sub(put, folded)
    return folded

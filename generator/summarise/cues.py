"""The words that make a sentence a good or a poor summary: data of `content/summary.yaml`, ready for matching."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Cues:
    """Lists of words, and one pattern made of each."""

    formulaic: tuple[str, ...] = ()
    """Set phrases that say nothing of their own."""
    acts: tuple[str, ...] = ()
    """Verbs of concrete acts."""
    scene: tuple[str, ...] = ()
    """Words of scenes and feelings, with which features begin."""
    gist: tuple[str, ...] = ()
    """Phrases that introduce the fact the article is about."""
    named: tuple[str, ...] = ()
    """Ends of the names of places and organisations."""
    leaning: tuple[str, ...] = ()
    """Beginnings of a sentence that make no sense without the one before."""
    referring: tuple[str, ...] = ()
    """Beginnings that refer to something named earlier: no summary begins with them."""
    attendance: tuple[str, ...] = ()
    """Ends of sentences that only tell who was there."""
    courtesy: tuple[str, ...] = ()
    """Words of sentences that only greet or thank."""
    said: tuple[str, ...] = ()
    """Ends of sentences that only tell who said what was quoted before."""
    patterns: dict[str, re.Pattern[str]] = field(init=False, repr=False, compare=False)
    """The pattern of each list, by its name."""

    def __post_init__(self) -> None:
        patterns = {name: _any_of(getattr(self, name)) for name in LISTS}
        object.__setattr__(self, "patterns", patterns)


LISTS = ("formulaic", "acts", "scene", "gist", "named", "leaning", "referring", "attendance", "courtesy", "said")
"""Names of the lists, as the file and `Cues` have them."""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words, longest first; of no words, one that finds nothing."""
    ordered = sorted(filter(None, words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else _NOTHING

"""Many words looked for in a text at once, by the automaton of Aho and Corasick ("Efficient string matching", 1975)."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


class Words:
    """A set of words to find; where several begin at one place the longest is found, and none within one found."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(sorted(set(words) - {""}))
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def __reduce__(self) -> tuple[type["Words"], tuple[tuple[str, ...]]]:
        return Words, (self._words,)

    def found(self, text: str) -> list[str]:
        """The words in the order in which they stand in the text, as often as they do."""
        return self._automaton.find_matches_as_strings(text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Half-open spans of the words in the text."""
        return [(first, end) for _, first, end in self._automaton.find_matches_as_indexes(text)]

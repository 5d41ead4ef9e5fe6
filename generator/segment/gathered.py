"""Headlines that an extraction has gathered in one place, away from their bodies, which find these by content."""

from collections.abc import Iterator, Sequence

from generator.segment.features import han_bigrams, share
from generator.segment.units import Unit

FEWEST = 3
"""Headlines between which nothing stands: two are those of the body above and of the one below."""
LIKE = 0.3
"""Share of a headline's words from which it can be that of a text."""

Group = tuple[Unit, ...]
"""The title units of one headline."""


def gathered(units: Sequence[Unit]) -> list[Group]:
    """The headlines that stand together, apart from each other by blank lines and with nothing else between; none if they
    are fewer than `FEWEST`, or point to other pages."""
    runs: list[list[Group]] = [[]]
    for at, unit in enumerate(units):
        if unit.kind != "title":
            runs.append([])
        elif runs[-1] and not unit.gap and units[at - 1].kind == "title":
            runs[-1][-1] = (*runs[-1][-1], unit)
        else:
            runs[-1].append((unit,))
    longest = max(runs, key=len)
    points = any(unit.jump_to is not None for group in longest for unit in group)
    return longest if len(longest) >= FEWEST and not points else []


def may_find_bodies(groups: Sequence[Group], units: Sequence[Unit]) -> bool:
    """Whether every headline has enough in common with the texts of the page taken together; most lists and titles of
    documents have not, and cutting the page twice costs more than this look."""
    words = han_bigrams("\n".join(unit.text for unit in units if unit.kind == "text"))
    return all(share(_words(group), words) >= LIKE for group in groups)


def find_bodies(groups: Sequence[Group], texts: Sequence[str]) -> dict[int, int]:
    """For each of the texts that has one the number of its headline. Empty unless every headline finds a text that no other
    headline fits better. `texts` are those of the articles without a headline, a paragraph a line."""
    if len(texts) < len(groups):
        return {}
    found: dict[int, int] = {}
    for _, group, text in sorted(_likeness(groups, texts), key=lambda item: (-item[0], item[1:])):
        if text not in found and group not in found.values():
            found[text] = group
    return found if len(found) == len(groups) else {}


def _likeness(groups: Sequence[Group], texts: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    words = [han_bigrams(text) for text in texts]
    for at, group in enumerate(groups):
        its = _words(group)
        for number, those in enumerate(words):
            if (likeness := share(its, those)) >= LIKE:
                yield likeness, at, number


def _words(group: Group) -> set[str]:
    return han_bigrams("".join(unit.text for unit in group))

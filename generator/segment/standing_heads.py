"""Names of columns, campaigns and series that stand over articles of their own."""

from collections.abc import Sequence
from itertools import pairwise

from generator.segment.deck_features import is_series
from generator.segment.patterns import is_rubric
from generator.segment.units import Unit


def standing_heads(units: Sequence[Unit], refers: Sequence[bool]) -> list[bool]:
    """For each unit whether it begins with a standing head: a title worded so that neither points to another page (`refers`
    tells which do), nor is the series below a headline, nor a Markdown heading above those of its parts."""
    return [
        unit.kind == "title"
        and not points
        and is_rubric(unit.parts[0])
        and not (before is not None and before.kind == "title" and is_series(unit.parts[-1]))
        and not (after is not None and _is_part_of(after, unit))
        for before, unit, after, points in zip([None, *units], units, [*units[1:], None], refers, strict=False)
    ]


def below_standing_heads(units: Sequence[Unit]) -> list[bool]:
    """For each unit whether a standing head is directly above it."""
    found = [
        above.kind == "title" and is_rubric(above.parts[-1]) and not _is_part_of(unit, above)
        for above, unit in pairwise(units)
    ]
    return [False, *found][: len(units)]


def _is_part_of(below: Unit, above: Unit) -> bool:
    """Whether a title is a Markdown heading of a lower level than the one above it."""
    return below.hash_level > above.hash_level > 0

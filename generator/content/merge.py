"""Three versions of an article's fields → one: what an editor changed stays, what the source changed comes in."""

from collections.abc import Collection
from dataclasses import dataclass

from generator.content.article_file import Fields


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a three-way merge."""

    fields: Fields
    edited: tuple[str, ...]
    """Keys that hold an editor's change."""
    clashes: tuple[str, ...]
    """Keys that the editor and the source both changed, differently; the editor's value stands in `fields`."""


def merge(mine: Fields, base: Fields | None, theirs: Fields, owned: Collection[str] = ()) -> Merged:
    """`mine` is the editors' file, `base` what the generator last wrote there (None if unknown: then every difference
    is the editor's), `theirs` what it would write now. `owned` keys are the generator's own and always follow
    `theirs`. A key missing from `mine` could not be read and takes the base's value."""
    fields: Fields = {}
    edited: list[str] = []
    clashes: list[str] = []
    for key, their_value in theirs.items():
        base_value = base.get(key, their_value) if base is not None else their_value
        my_value = mine.get(key, base_value)
        if key in owned or my_value in (base_value, their_value):
            fields[key] = their_value
            if key not in owned and my_value == their_value != base_value:
                edited.append(key)
            continue
        fields[key] = my_value
        edited.append(key)
        if base_value != their_value:
            clashes.append(key)
    return Merged(fields, tuple(edited), tuple(clashes))

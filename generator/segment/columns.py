"""The widths of the columns in which the lines of a page stand."""

from collections.abc import Sequence

NARROW = 9
"""Below this width a few headlines of equal length look like a column; more lines must share it."""
MIN_WIDTH, MAX_WIDTH = 4, 32
"""Columns of newspapers, in characters; longer lines are whole paragraphs."""


def columns_of(widths: list[float]) -> list[float]:
    """For each line the width of its column: the width that most lines around it share, within one character; 0 where
    no width is shared or the lines are too long for a column."""
    columns: list[float] = []
    rounded = tuple(round(width) for width in widths)
    seen: dict[tuple[int, ...], float] = {}

    def shared(first: int, end: int) -> float:
        window = rounded[max(0, first) : end]
        if window not in seen:
            seen[window] = _shared(window, 4)
        return seen[window]

    seven = [shared(at, at + 7) for at in range(-6, len(rounded))]
    for at, width in enumerate(widths):
        windows = (seven[at + 6], seven[at], shared(at - 5, at + 6))
        found = [column for column in windows if column]
        columns.append(min(found, key=lambda column: (abs(column - width), column), default=0.0))
    return columns


def _shared(widths: Sequence[int], least: int) -> float:
    """The width that at least `least` and two in five of the lines have, give or take one character; few may be longer,
    as only last lines of paragraphs and headlines leave a column."""
    counts = [0] * (MAX_WIDTH + 2)
    distinct = set()
    for width in widths:
        if MIN_WIDTH <= width <= MAX_WIDTH:
            counts[width] += 1
            distinct.add(width)
    best, number = 0, 0.0
    for width in sorted(distinct):
        near = counts[width] + 0.6 * (counts[width - 1] + counts[width + 1])
        if near >= number:
            best, number = width, near
    sharing = counts[best - 1] + counts[best] + counts[best + 1]
    least += 2 if best < NARROW else 0
    if sharing < least or sharing * 5 <= len(widths) * 2:
        return 0.0
    longer = len([width for width in widths if width > best + 1])
    return float(best) if longer * 3 <= sharing else 0.0

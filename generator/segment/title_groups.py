"""Headline lines that stand together and are two headlines: that of the body above them, and that of the body below.

Where a page has no blank lines, a headline set below its body touches the next one. Which line belongs where is told by
the words that it shares with either body. Without an opening below, the lines may as well be one headline in the middle
of its body, and stay together.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.segment.deck_features import closes_headline
from generator.segment.features import han_bigrams
from generator.segment.patterns import COLONS, is_rubric
from generator.segment.units import Unit

REACH = 12
"""Paragraphs that a headline is compared with on either side; a news item has rarely more."""
KICKER = 8
"""Characters of the name of an office or place above a headline."""
SURE, WORDED = 0.2, 0.05
"""Share of the words by which both halves must lean to their own side; where the first ends as headlines do, or the second
begins with a standing head, little is enough."""


def split_titles(units: Sequence[Unit]) -> list[Unit]:
    """The units, where a group of headline lines between two bodies is two units if its lines lean to different ones."""
    if not any(unit.kind == "title" and len(unit.parts) > 1 for unit in units):
        return list(units)
    words = [han_bigrams(unit.text) if unit.kind == "text" else set() for unit in units]
    frequency = Counter(word for its in words for word in its)
    weight = {word: 1.0 / math.sqrt(count) for word, count in frequency.items()}
    found: list[Unit] = []
    for at, unit in enumerate(units):
        several = unit.kind == "title" and len(unit.parts) > 1 and at > 0 and units[at - 1].kind != "title"
        cut = (_kicker_within(unit) or _cut(units, at, words, weight)) if several else 0
        if cut:
            found += [
                _part(unit, 0, cut),
                replace(_part(unit, cut, len(unit.parts)), gap=0, after_furniture=False, apart=True),
            ]
        else:
            found.append(unit)
    return found


def _kicker_within(unit: Unit) -> int:
    """How many lines stand above a kicker (县教委：), with which a headline begins; 0 without one."""
    parts = unit.parts
    return next((n for n in range(1, len(parts) - 1) if parts[n].endswith(COLONS) and len(parts[n]) <= KICKER), 0)


def _part(unit: Unit, first: int, end: int) -> Unit:
    parts = unit.parts[first:end]
    return replace(unit, parts=parts, lines=unit.lines[first:end], text="".join(parts), joins=[])


def _cut(units: Sequence[Unit], at: int, words: Sequence[set[str]], weight: dict[str, float]) -> int:
    """How many of a title's lines belong to the body above it; 0 where it is one headline."""
    unit = units[at]
    if unit.interrupts or unit.hash_level or not _begins_below(units, at):
        return 0
    above = set().union(*(words[place] for place in region(units, at, -1)))
    below = set().union(*(words[place] for place in region(units, at, 1)))
    if not above or not below:
        return 0
    leans, masses = [], []
    for part in unit.parts:
        its = han_bigrams(part)
        leans.append(sum(weight.get(word, 1.0) * ((word in above) - (word in below)) for word in sorted(its)))
        masses.append(sum(weight.get(word, 1.0) for word in sorted(its)))
    best, cut = 0.0, 0
    for count in range(1, len(leans)):
        up, down = sum(leans[:count]), -sum(leans[count:])
        gain = up + down
        parted = closes_headline(unit.parts[count - 1]) and not closes_headline(unit.parts[count])
        if parted:
            gain += 0.5 * sum(masses)
        gain += 0.01 * abs(len(unit.parts[count - 1]) - len(unit.parts[count]))
        sure = WORDED if parted or is_rubric(unit.parts[count]) else SURE
        if up >= sure * sum(masses[:count]) and down >= sure * sum(masses[count:]) and gain > best:
            best, cut = gain, count
    return cut


def _begins_below(units: Sequence[Unit], at: int) -> bool:
    """Whether what stands below a title begins an article by its wording."""
    for unit in units[at + 1 :]:
        if unit.kind == "text":
            return unit.opening or unit.soft_opening or unit.jump_from is not None
        if unit.kind in ("people", "number"):
            return True
    return False


def region(units: Sequence[Unit], at: int, step: int) -> Iterator[int]:
    """Indexes of the texts on one side of a title, as far as they can be of the same article."""
    seen = 0
    place = at + step
    while 0 <= place < len(units) and seen < REACH:
        unit = units[place]
        if unit.kind == "text":
            if step > 0 and seen and (unit.opening or unit.jump_from is not None):
                return
            yield place
            seen += 1
            if (step < 0 and (unit.opening or unit.jump_from is not None)) or (step > 0 and unit.jump_to is not None):
                return
            if step < 0 and seen and place and units[place - 1].kind == "text" and units[place - 1].jump_to is not None:
                return
        elif unit.kind == "closing" and seen:
            return
        place += step

"""Which titles are crossheads of one article: they are built alike."""

import re
from collections.abc import Iterator, Sequence

from generator.segment.patterns import COLONS
from generator.segment.units import Unit

_FORM = re.compile(r"[从到让以为之的既更要有不把向：，、“”《》！？]|^一|(?<=.) (?=.)|\d+")
"""Words and marks that make the form of a subhead; what stands between them is its matter."""
_NEAR = 16
"""Units between two subheads of one article."""


def built_alike(units: Sequence[Unit]) -> list[bool]:
    """For each title whether another one near it has the same form, and nothing between them ends or opens an article."""
    found = [False] * len(units)
    last: dict[str, int] = {}
    for at, unit in enumerate(units):
        if unit.kind == "title" and len(unit.parts) <= 2 and not unit.interrupts:
            form = _form(unit)
            before = last.get(form, at)
            if form and 1 < at - before <= _NEAR:
                found[before] = found[at] = True
            last[form] = at
        elif _parts_articles(unit) or unit.kind == "people":
            last = {}
    return found


def _form(unit: Unit) -> str:
    """The form of a subhead: its small words and marks where they are three, a label of a few characters above a phrase;
    empty for what has no form of its own."""
    if len(unit.parts) == 2 and not unit.parts[0].endswith(COLONS):
        label, phrase = map(len, unit.parts)
        return f"{label} above" if label <= SHORTEST < phrase <= LONGER or label == phrase <= SHORTEST else ""
    halves = unit.text.split(" ")
    if len(halves) == 2 and len(halves[0]) == len(halves[1]) <= SHORTEST:
        return "halves"
    form = "".join("0" if match.isdigit() else match for match in _FORM.findall(unit.text))
    return form if len(form) >= 3 else ""


SHORTEST = 5
"""Characters of a label above the phrase of a subhead, at most."""
EQUAL, SHORT = 3, 10
"""Titles of one length, and characters of them at most, that are the crossheads of one article."""


def of_one_kind(units: Sequence[Unit]) -> list[bool]:
    """For each title whether it is one of several alike with nothing between that opens or ends an article, as crossheads
    are set."""
    found = [False] * len(units)
    run: dict[int | str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.kind == "title" and len(unit.parts) == 1:
            for key in _likeness(unit.text):
                same = run.setdefault(key, [])
                same.append(at)
                if len(same) >= EQUAL:
                    for one in same:
                        found[one] = True
        elif _parts_articles(unit):
            run = {}
    return found


def _parts_articles(unit: Unit) -> bool:
    """Whether a unit opens or ends an article by its wording."""
    return unit.opening or unit.credited or unit.jump_from is not None or unit.kind in ("closing", "jump")


def _likeness(text: str) -> Iterator[int | str]:
    """What crossheads of one article have in common: their length, if they are short, the word they begin with,
    or how far into them a colon stands."""
    if len(text) <= SHORT:
        yield len(text)
    if text[:1] in _BEGINNINGS and len(text) <= LONGER:
        yield text[0]
    if 0 < (colon := text.find("：")) <= LABEL:
        yield f"：{colon}"


LABEL = 4
"""Characters before the colon of crossheads that are built alike (种得好：……, 卖得俏：……)."""
_BEGINNINGS, LONGER = frozenset("一从让把以有不为"), 16

"""Headline lines → kicker, title, subtitles, as the Chinese press sets them: 引题 above, 主题, 副题 below.

Nothing but wording, length and place tells the parts apart, and no single sign is sure. So every division of the lines into
kickers, title and subtitles is scored by what its lines look like, with weights learnt from marked pages, and the best one
taken: a linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) over three roles in fixed order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.segment.deck_features import (
    Deck,
    attends,
    counts,
    is_broken,
    is_document,
    is_series,
    line_features,
    meets,
    pair_features,
    runs_on,
    says_where,
)
from generator.segment.deck_weights import DECK_WEIGHTS
from generator.segment.patterns import COLONS, Newsroom, is_rubric
from generator.segment.units import Unit

MOST = 8
"""Lines of a headline whose parts are told apart; of a longer one all are title."""
LONGEST = 33
"""Characters from which all titles are alike; below it each three more are a sign of their own."""
SAME = "same"
"""What two neighbouring lines of one role have in common, whatever it is, as the break inside a phrase."""
_GOES_ON = frozenset("，、。；：！？”》）")
"""Marks with which no part of a headline begins."""
_BULLETS = "●■▲◆★▪•※ "
"""Signs before an item of a list; no headline begins with one."""
_SPACED = re.compile(r"^[\u4e00-\u9fff](?: [\u4e00-\u9fff])+$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The parts of a headline; all empty when there is none."""

    kicker: str = ""
    title: str = ""
    subtitle: tuple[str, ...] = ()


def read_headline(units: Sequence[Unit], newsroom: Newsroom, text: str = "") -> Headline:
    """The parts of the headline that title units make, in page order. `text` is that of the article."""
    decks = decks_of(units, text)
    if not decks:
        return Headline()
    roles = deck_roles(decks, newsroom)
    by_role = {role: [deck for deck, its in zip(decks, roles, strict=True) if its == role] for role in "KTS"}
    if is_series("".join(deck.text for deck in by_role["S"])):
        by_role |= {"K": [*by_role["K"], *by_role["S"]], "S": []}
    subtitles = [line.lstrip("—－- ") for line in _whole(by_role["S"])]
    return Headline(_joined(by_role["K"]), _joined(by_role["T"]), tuple(subtitles))


def decks_of(units: Sequence[Unit], text: str = "") -> tuple[Deck, ...]:
    """The lines of title units, each with what sets it apart from its neighbours. `text` is that of the article."""
    decks: list[Deck] = []
    last = 0
    for unit in units:
        for at, (part, line) in enumerate(zip(unit.parts, unit.lines, strict=True)):
            if decks and meets(decks[-1].text, part, text):
                decks[-1] = replace(decks[-1], meets=True, runs_on=runs_on(decks[-1].text, part, text))
            part = part.lstrip(_BULLETS) or part
            decks.append(Deck(part, unit.hash_level, unit.marked, at == 0 and last > 0 and line - last > 1))
            last = line
    return tuple(decks)


def deck_roles(decks: Sequence[Deck], newsroom: Newsroom, weights: dict[str, float] | None = None) -> str:
    """For each line `K` (kicker), `T` (title) or `S` (subtitle), the likeliest in the order K…T…S with at least one T."""
    weights = DECK_WEIGHTS if weights is None else weights
    if len(decks) == 1:
        return "T"
    if len(decks) > 2 and is_rubric(decks[-2].text) and is_series(decks[-1].text):
        return deck_roles(decks[:-2], newsroom, weights) + "SS"
    if len(decks) > MOST or is_document("".join(deck.text for deck in decks)):
        return "T" * len(decks)
    lines = [line_features(decks, at, newsroom) for at in range(len(decks))]
    pairs = [pair_features(one, other, newsroom.headlines) for one, other in pairwise(decks)]

    def score(roles: str) -> float:
        return sum(value * weights.get(sign, 0.0) for sign, value in signs_of(roles, lines, pairs))

    return max(fitting_divisions(decks, newsroom), key=score)


def fitting_divisions(decks: Sequence[Deck], newsroom: Newsroom) -> list[str]:
    """The divisions in which no line has a role that its wording bars; all where none is left."""
    barred = [_barred(decks, at, newsroom) for at in range(len(decks))]
    every = list(divisions(len(decks)))
    return [roles for roles in every if _fits(roles, decks, barred)] or every


def divisions(count: int) -> Iterator[str]:
    """All ways to divide so many lines into kickers, title and subtitles."""
    for kickers in range(count):
        for subtitles in range(count - kickers):
            yield "K" * kickers + "T" * (count - kickers - subtitles) + "S" * subtitles


def signs_of(
    roles: str, lines: Sequence[Mapping[str, float]], pairs: Sequence[Mapping[str, float]]
) -> Iterator[tuple[str, float]]:
    """What a division is scored by: the signs of its lines and of its neighbouring lines, each under the roles these have
    there, as the weights are kept, and the length of its title."""
    title = sum(signs["length"] for role, signs in zip(roles, lines, strict=True) if role == "T")
    yield f"title of {min(LONGEST, int(10 * title + 0.5) // 3 * 3)} characters", 1.0
    for role, signs in zip(roles, lines, strict=True):
        for name, value in signs.items():
            yield f"{role} {name}", value
    for two, signs in zip(map("".join, pairwise(roles)), pairs, strict=True):
        for name, value in signs.items():
            yield f"{two} {name}", value
            if two[0] == two[1]:
                yield f"{SAME} {name}", value


def _barred(decks: Sequence[Deck], at: int, newsroom: Newsroom) -> str:
    """The roles that a line cannot have by what it says of itself."""
    text = decks[at].text
    barred = "TS" if text.endswith((*COLONS, "——")) and at + 1 < len(decks) else ""
    barred += "KT" if text.startswith("—") or attends(text, newsroom) else ""
    return barred + ("K" if says_where(text) else "")


def _fits(roles: str, decks: Sequence[Deck], barred: Sequence[str]) -> bool:
    """Whether no line has a role that it cannot have, by itself or below its neighbour."""
    if any(role in its for role, its in zip(roles, barred, strict=True)):
        return False
    for deck, above, role in zip(decks[1:], roles, roles[1:], strict=False):
        if (deck.text[0] in _GOES_ON and role != above) or (counts(deck.text) and above + role == "KT"):
            return False
    return True


def _whole(decks: Sequence[Deck]) -> list[str]:
    """Subtitles, with those joined that are broken over lines."""
    joined: list[str] = []
    for above, deck in zip([None, *decks], decks, strict=False):
        if above and (above.runs_on or is_broken(above.text, deck.text)):
            joined[-1] += deck.text
        else:
            joined.append(deck.text)
    return joined


def _joined(decks: Sequence[Deck]) -> str:
    return join_headline([deck.text for deck in decks], [deck.runs_on for deck in decks])


def join_headline(lines: Sequence[str], runs_on: Sequence[bool] = ()) -> str:
    """Lines of one headline: a space between whole phrases, nothing where a phrase is broken. `runs_on` tells of lines that
    are known to be broken at their end."""
    if not lines:
        return ""
    document = len(lines) > 1 and is_document("".join(lines))
    lines = [line if not _SPACED.match(line) else re.sub(r"\s", "", line) for line in lines]
    text = lines[0]
    for at, line in enumerate(lines[1:]):
        text += line if document or runs_on[at : at + 1] == [True] or is_broken(text, line) else f" {line}"
    return text

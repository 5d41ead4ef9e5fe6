"""Units → articles: the best division of the page, by a Viterbi search over what an article can look like so far.

Each unit either goes on with the article before it or begins a new one, and a title is a headline (before, below or
inside its body), a subhead or stray. The scores are in `weights.py`. Cost is linear in the number of units.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from generator.segment.cut_state import Part, Placed, State
from generator.segment.gathered import Group, find_bodies, gathered, may_find_bodies
from generator.segment.page_facts import PageFacts, marked_people, page_facts
from generator.segment.patterns import COLONS, LONGEST_KICKER
from generator.segment.title_groups import split_titles
from generator.segment.units import Unit
from generator.segment.weights import Weights


def best_cut(units: Sequence[Unit], weights: Weights) -> list[list[Placed]]:
    """The articles of the page as lists of placed units. Furniture is in none of them."""
    kept = split_titles([unit for unit in units if unit.kind != "furniture"])
    return _with_gathered(kept, gathered(kept), weights) or _cut(kept, weights)


def _cut(units: Sequence[Unit], weights: Weights) -> list[list[Placed]]:
    if not units:
        return []
    facts = page_facts(units)
    if not facts.signing_page:
        weights = replace(weights, unsigned=0.0)
    readings = _search(units, facts, weights)
    placed = max(readings, key=lambda reading: reading[0])[1]
    articles: list[list[Placed]] = []
    for item in placed:
        if item.starts or not articles:
            articles.append([])
        articles[-1].append(item)
    return articles


def _with_gathered(units: Sequence[Unit], groups: Sequence[Group], weights: Weights) -> list[list[Placed]]:
    """The articles where headlines stand together elsewhere on the page; none where there are no such or one of them fits no
    body."""
    if not groups or not may_find_bodies(groups, units):
        return []
    apart = {id(unit) for group in groups for unit in group}
    rest = [unit for unit in units if id(unit) not in apart]
    articles = _cut(rest, replace(weights, lost_headline=weights.lost_after_jump))
    bare = [article for article in articles if all(item.part != "headline" for item in article)]
    texts = ["\n".join(item.unit.text for item in article if item.part == "text") for article in bare]
    bodies = find_bodies(groups, texts)
    for number, group in bodies.items():
        bare[number] += [Placed(unit, "headline", False, BY_CONTENT) for unit in groups[group]]
    return articles if bodies else []


BY_CONTENT = 1.0
"""Score points of a headline that found its body by content alone; the editor is told."""


# ── the search ───────────────────────────────────────────────────────────────────────────────────────────

HABITS = (0.0, 0.9)
"""Points by which a page that sets its headlines below their bodies favours that. Each page is read with all of them."""

BEAM = 20.0
"""Points behind the best reading so far from which one is given up; what is yet to come seldom turns on more."""

_Option = tuple[State, float, Part, bool, float]
"""The state after a unit, the score of getting there, the unit's part, whether it begins an article, and how far the habit
of the page speaks for it."""


_Column = dict[State, tuple[float, State | None, Part, bool]]
"""State after a unit → best score, the state before, the unit's part, whether it begins an article."""


def _search(units: Sequence[Unit], facts: PageFacts, w: Weights) -> list[tuple[float, list[Placed]]]:
    """For each habit the best reading and its score."""
    columns: list[list[_Column]] = [[] for _ in HABITS]
    rivals: list[list[dict[tuple[Part, bool], float]]] = [[] for _ in HABITS]
    states: Iterable[State | None] = [None]
    for at, unit in enumerate(units):
        options = [(earlier, list(_options(earlier, units, at, unit, facts, w))) for earlier in states]
        for habit, its_columns, its_rivals in zip(HABITS, columns, rivals, strict=True):
            column: _Column = {}
            by_place: dict[tuple[Part, bool], float] = {}
            for earlier, its in options:
                score = its_columns[-1][earlier][0] if earlier else 0.0
                for after, gain, part, starts, lean in its:
                    total = score + gain + habit * lean
                    place = (part, starts)
                    if place not in by_place or total > by_place[place]:
                        by_place[place] = total
                    if after not in column or total > column[after][0]:
                        column[after] = (total, earlier, part, starts)
            its_columns.append(column)
            its_rivals.append(by_place)
        states = _worth_following([its_columns[-1] for its_columns in columns])
    return [_trace(units, *found, w) for found in zip(columns, rivals, strict=True)]


def _worth_following(columns: Sequence[_Column]) -> list[State]:
    """The states that can still be part of the best reading under one of the habits."""
    lowest = [max(score for score, *_ in column.values()) - BEAM for column in columns]
    return [
        state
        for state in columns[0]
        if any(column[state][0] >= least for column, least in zip(columns, lowest, strict=True))
    ]


def _trace(
    units: Sequence[Unit], columns: Sequence[_Column], rivals: Sequence[dict[tuple[Part, bool], float]], w: Weights
) -> tuple[float, list[Placed]]:
    """The best way through the columns, and its score."""
    ends = {state: value[0] + _end(state, w) for state, value in columns[-1].items()}
    state: State | None = max(ends, key=lambda one: (ends[one], repr(one)))
    assert state is not None
    total = ends[state]
    placed: list[Placed] = []
    for at in range(len(units) - 1, -1, -1):
        assert state is not None
        best, earlier, part, starts = columns[at][state]
        others = [score for place, score in rivals[at].items() if place != (part, starts)]
        margin = best - max(others) if others else 9.0
        placed.append(Placed(units[at], part, starts, margin))
        state = earlier
    placed.reverse()
    return total, placed


def _options(
    state: State | None, units: Sequence[Unit], at: int, unit: Unit, facts: PageFacts, w: Weights
) -> Iterator[_Option]:
    new = (_end(state, w) + w.start if state else 0.0) + w.numbering_broken * facts.numbered[at]
    if state and unit.after_furniture:
        new += w.after_furniture
    if state and facts.tight[at]:
        new += w.tight
    if state and facts.after_attendance[at]:
        new += w.after_attendance
    if state and facts.wide_gap[at]:
        new += w.wide_gap if unit.gap > 1 else w.wide_gap / 3
    if state and facts.recolumn[at]:
        new += w.recolumn
    if unit.kind == "title":
        yield from _title_options(state, units, at, unit, facts, w, new)
    elif unit.kind == "text":
        goes_on = facts.note[at] or facts.after_colon[at]
        yield from _text_options(state, at, unit, facts, w, new + w.note_begins * goes_on)
        if state and state.body and not state.last and facts.pictured[at]:
            yield state._replace(last=""), w.pictured + w.cohesion * facts.cohesion[at], "stray", False, 0.0
        elif state and state.body and facts.like_caption[at] > LIKELY:
            caption = w.text_stray + w.like_caption * facts.like_caption[at] + w.cohesion * facts.cohesion[at]
            yield state._replace(last=""), caption, "stray", False, 0.0
    elif unit.kind == "jump" and unit.jump_from is not None:
        yield State(jumped=True), new + w.opening_starts, "other", True, 0.0
        if state and not state.body:
            yield state._replace(jumped=True, last=""), w.jump_below_title, "other", False, 0.0
    elif unit.kind == "number":
        yield State(), new + w.opening_starts, "other", True, 0.0
        if state:
            yield state._replace(last=""), -2.0 if state.body else 0.5, "other", False, 0.0
    elif unit.kind == "people":
        begins = w.opening_starts if facts.before_plain[at] or not state or not state.body else w.people_before_title
        begins += w.people_below_title if at and units[at - 1].kind == "title" else 0.0
        begins += 0.0 if marked_people(unit) else w.people_unmarked
        if unit.gap and at + 1 < len(units) and units[at + 1].kind == "title" and not units[at + 1].gap:
            begins += w.people_tied
        yield State(signed=True), new + begins, "other", True, 0.0
        if state and not state.body:
            yield state._replace(last="", signed=True), 1.5, "other", False, 0.0
        elif state and state.last == "headline" and not state.trailing:
            yield state._replace(last="", signed=True), 1.0, "other", False, 0.0
        elif state:
            yield (
                state._replace(closed=True, last="", signed=True),
                -1.5 if marked_people(unit) and facts.before_plain[at] else 0.6,
                "other",
                False,
                0.0,
            )
    elif state is None:
        yield State(), 0.0, "other", True, 0.0
    elif unit.kind in ("closing", "source", "jump"):
        refers = unit.jump_to is not None and state.headline
        gain = 0.5 if (state.body and not state.trailing) or refers else -0.5
        if unit.kind == "closing" and state.closed and state.body and facts.before_plain[at]:
            gain += w.credit_again
            yield State(signed=True), new + w.opening_starts + w.people_unmarked, "other", True, 0.0
        signed = state.signed or unit.kind != "jump"
        closed = state.closed or state.body or refers
        after = state._replace(closed=closed, last="", signed=signed, subheads=_goes_elsewhere(state, unit))
        yield after, gain, "other", False, 0.0
    elif unit.kind == "signature":
        yield state._replace(body=True, closed=True, last=""), 0.5 if state.body else -2.0, "other", False, 0.0
    else:
        yield state._replace(last=state.last if unit.kind == "adoption" else ""), 0.0, "other", False, 0.0
        if unit.kind == "caption" and facts.captions_below[at]:
            yield State(), new + w.caption_begins, "other", True, 0.0
        elif unit.kind == "caption" and facts.leans_below[at] > (0.0 if state.closed or state.trailing else LEANS):
            yield State(), new + w.bare_start + w.caption_leans * facts.leans_below[at], "other", True, 0.0


def _text_options(
    state: State | None, at: int, unit: Unit, facts: PageFacts, w: Weights, new: float
) -> Iterator[_Option]:
    ends_here = facts.ends_here[at]
    begins = unit.opening or unit.jump_from is not None
    start = w.opening_starts if begins else w.bare_start
    if not begins and state and not (state.trailing or state.closed):
        start = w.split_plain
    start += w.soft_opening if unit.soft_opening and not begins else 0.0
    start += w.scene * facts.scene[at]
    lead = w.goes_on * facts.goes_on[at]
    signed = unit.opening or unit.credited
    fresh = State(unit.brief, True, ends_here or unit.brief, unit.jump_from is not None, signed=signed or unit.brief)
    yield fresh, new + start + lead, "text", True, 0.0
    if state is None:
        return
    gain = w.cohesion * facts.cohesion[at] if state.body else 0.0 if state.jumped else lead
    if begins:
        gain += w.opening_starts if not state.body else w.opening_inside
    if state.trailing:
        gain += w.opening_inside
    elif state.closed and not state.body:
        gain += w.elsewhere
    elif state.closed and state.body and not facts.note[at]:
        gain += w.after_close
    jumped = state.jumped or unit.jump_from is not None
    closed = (state.closed and not facts.answer[at]) or ends_here
    subheads = _goes_elsewhere(state, unit)
    after = State(
        headline=state.headline,
        body=True,
        closed=closed,
        jumped=jumped,
        trailing=state.trailing,
        signed=state.signed or signed,
        slogan=state.slogan,
        subheads=subheads,
    )
    yield after, gain, "text", False, 0.0


def _goes_elsewhere(state: State, unit: Unit) -> Literal["", "one", "more"]:
    """The subheads counted so far: a single one is none where more of the article is on another page."""
    return "" if unit.jump_to is not None and state.subheads == "one" else state.subheads


def _title_options(
    state: State | None,
    units: Sequence[Unit],
    at: int,
    unit: Unit,
    facts: PageFacts,
    w: Weights,
    new: float,
) -> Iterator[_Option]:
    above, below = facts.above[at], facts.below[at]
    numbered = facts.has_number[at]
    kicker = w.kicker_colon if unit.parts[0].endswith(COLONS) and len(unit.parts[0]) <= LONGEST_KICKER else 0.0
    as_headline = w.similar_base - (5.0 if numbered else 0.0)
    as_headline += w.headline_hash if unit.hash_level == 1 else 0.0
    as_headline += w.before_people if at + 1 < len(units) and units[at + 1].kind == "people" else 0.0
    as_headline += w.headline_unmarked if facts.hash_page and not unit.hash_level else 0.0
    previous = units[at - 1] if at else unit
    dashed = unit.text.startswith("—")
    more = w.mixed_marks if previous.kind == "title" and previous.marked != unit.marked else 0.0
    more += w.dashed if dashed else 0.0
    begin = as_headline + w.similar * below + kicker
    if unit.interrupts:
        begin -= 9.0
    elif facts.rubric[at]:
        begin += w.rubric
    begin -= w.parallel if facts.parallel[at] else 0.0
    begin += w.refers if facts.refers[at] else 0.0
    begin -= 9.0 if facts.attached[at] or dashed else 0.0
    begin += w.attends if facts.attends[at] else 0.0
    continued = at + 1 < len(units) and units[at + 1].jump_from is not None and above - below < ELSEWHERE
    begin += w.before_jump if continued else 0.0
    begin += w.soft_opening if facts.before_soft[at] else 0.0
    done = unit.jump_to is not None
    named = not (facts.rubric[at] and len(unit.parts) == 1)
    slogan = named and below < UNRELATED and at == 0
    yield State(headline=named, closed=done, last="headline", slogan=slogan), new + begin, "headline", True, -0.5
    if state is None or (unit.apart and state.body):
        return
    if not state.body:
        lower = facts.hash_page and unit.hash_level > 1 and not facts.before_begin[at]
        if state.headline and (numbered or lower):
            yield (
                _with_subhead(state, at, facts),
                _subhead_score(state, unit, at, w, facts),
                "subhead",
                False,
                0.0,
            )
        joined = as_headline + w.similar * below + 0.7 + more + min(0.0, 4.0 * (below - above))
        joined += w.rubric if facts.rubric[at] and not state.headline else 0.0
        joined += w.after_close * 2 if state.closed else w.headline_apart if state.headline and not state.last else 0.0
        yield state._replace(headline=True, closed=done, last="headline"), joined, "headline", False, 0.0
        return
    if state.trailing or (state.last == "headline" and state.headline):
        joined = as_headline + 0.7 + more - kicker
        if state.trailing:
            joined += w.similar * above + min(0.0, 4.0 * (above - below))
        else:
            joined += w.similar * _around(above, below)
        joined += w.elsewhere if facts.refers[at] else 0.0
        yield state._replace(last="headline"), joined, "headline", False, 0.0
    elif not state.headline or (state.subheads == "" and not facts.refers[at]):
        again = (w.slogan_again if state.slogan else w.headline_again) if state.headline else 0.0
        if facts.refers[at] or (facts.rubric[at] and len(unit.parts) == 1):
            again += w.elsewhere
        elif state.jumped and state.closed:
            again += w.after_close / 2
        if not (state.headline and unit.interrupts):
            trailing = as_headline + w.similar * above + w.headline_after + again - kicker
            yield state._replace(headline=True, trailing=True, last="headline"), trailing, "headline", False, 1.0
        if not state.headline or state.slogan:
            middle = as_headline + w.similar * _around(above, below)
            crosshead = facts.hash_page and unit.marked and not unit.hash_level
            inside = unit.interrupts or (state.jumped and not facts.before_begin[at] and not crosshead)
            middle += again + _goes_on(at, w, facts) + (w.headline_interrupts if inside else w.headline_middle)
            yield state._replace(headline=True, last="headline", slogan=False), middle, "headline", False, 0.0
    if not state.trailing:
        score = _subhead_score(state, unit, at, w, facts)
        yield _with_subhead(state, at, facts), score, "subhead", False, 0.0
    alone = w.stray + (w.stray_two if len(unit.parts) > 1 else 0.0) + (w.stray_two if numbered else 0.0)
    alone += _belongs(at, w, facts) + (w.stray_above if facts.over_title[at] else 0.0)
    alone += w.like_caption * facts.like_caption[at]
    yield state._replace(last=""), alone, "stray", False, 0.0


LEANS = 0.2
"""How much more of a caption's words must be below it than above to begin an article where the one above has not ended."""

LIKELY = 0.8
"""Chance from which a text of one line may be what a picture shows."""

UNRELATED = 0.1
"""Share of a headline's words below which it has nothing to do with a text."""

ELSEWHERE = 0.3
"""Share of its words by which a headline has more to do with the text above it than with the continuation below it."""

TIED = 0.25
"""Likeness of the texts above and below a title from which it is likelier a subhead than a headline."""


def _around(above: float, below: float) -> float:
    """What a headline inside its body shares with it: with the nearer half more than with the other."""
    return 0.6 * max(above, below) + 0.4 * min(above, below)


def _goes_on(at: int, w: Weights, facts: PageFacts) -> float:
    """How far the texts on either side of a title speak for one article that goes on below it."""
    return w.subhead_tie * (facts.tie[at] - TIED) + w.subhead_cohesion * facts.next_cohesion[at]


def _belongs(at: int, w: Weights, facts: PageFacts) -> float:
    """How far a title inside an article has to do with it."""
    shared = w.subhead_above * facts.above[at] + w.subhead_below * facts.below[at]
    return w.similar_base + shared + _goes_on(at, w, facts)


def _with_subhead(state: State, at: int, facts: PageFacts) -> State:
    plain = not (facts.has_number[at] or facts.attached[at])
    count = state.subheads if not plain else "more" if state.subheads else "one"
    return state._replace(last="subhead", subheads=count, closed=state.closed and not facts.attached[at])


def _subhead_score(state: State, unit: Unit, at: int, w: Weights, facts: PageFacts) -> float:
    refers = facts.refers[at]
    marked = unit.marked or facts.has_number[at] or unit.text.endswith("——")
    gain = w.subhead + _belongs(at, w, facts)
    gain += w.subhead_marked if marked else w.subhead_long * max(0, len(unit.text) - 18)
    gain += w.subhead_unmarked if facts.marked_page and not marked else 0.0
    gain += w.subhead_hash if unit.hash_level == 1 else 0.0
    gain += w.after_close if state.closed and not facts.attached[at] else 0.0
    gain += 4.0 if facts.attached[at] else 0.0
    gain -= 2.0 if unit.interrupts else 0.0
    gain -= 2.0 * w.refers if refers else 0.0
    gain -= w.soft_opening if facts.before_soft[at] else 0.0
    gain += w.parallel if facts.parallel[at] else 0.0
    gain -= w.rubric if facts.rubric[at] or facts.after_rubric[at] else 0.0
    gain += w.subhead_two if not marked and (" " in unit.text or len(unit.parts) > 1) else 0.0
    twice = state.last == "subhead" and not facts.has_number[at]
    return gain + (w.subhead_twice if twice else 0.0)


def _end(state: State, w: Weights) -> float:
    """The score of ending an article in this state."""
    score = -2.5 if state.last == "subhead" else 0.0
    score += w.lone_subhead if state.subheads == "one" else 0.0
    if state.body and not state.signed and not state.jumped:
        score += w.unsigned
    if not state.body:
        return score + (0.0 if state.closed and state.headline else w.no_body if state.headline else -4.0)
    if not state.headline:
        return score + (w.lost_after_jump if state.jumped else w.lost_headline)
    return score

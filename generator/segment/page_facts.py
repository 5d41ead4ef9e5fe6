"""What is known of each unit from the page around it, computed once before the search."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.segment.crossheads import built_alike, of_one_kind
from generator.segment.deck_features import closes_headline
from generator.segment.features import han_bigrams
from generator.segment.leads import going_on, scenes
from generator.segment.line_kinds import chances
from generator.segment.patterns import ATTENDED, COLONS, MARKS, answers, is_note, numbering
from generator.segment.standing_heads import below_standing_heads, standing_heads
from generator.segment.title_groups import region
from generator.segment.units import Unit, ends_open


@dataclass(frozen=True, slots=True)
class PageFacts:
    """By unit index."""

    above: Sequence[float]
    """For a title: share of its words found in the text above it."""
    below: Sequence[float]
    """The same for the text below it."""
    cohesion: Sequence[float]
    """For a text: how much it shares with the texts before it, above the page's average."""
    tie: Sequence[float]
    """For a title: likeness (cosine of weighed words, 0 to 1) of the texts between it and the titles above and below it."""
    next_cohesion: Sequence[float]
    """For a title: the cohesion of the text below it."""
    hash_page: bool
    """Some title of the page is a first-level Markdown heading."""
    marked_page: bool
    """Two or more subheads of the page are bold or headings."""
    numbered: Sequence[int]
    """How many numberings a cut before this unit would break."""
    tight: Sequence[bool]
    """No blank line stands before it, though one does before each item of the page that has an opening."""
    wide_gap: Sequence[bool]
    """More blank lines stand before this unit than is usual on the page."""
    before_begin: Sequence[bool]
    """For a title: the next running text begins an article, by an opening or a jump from another page."""
    before_soft: Sequence[bool]
    """For a title: the next running text opens as many a news item does."""
    refers: Sequence[bool]
    """For a title: nothing stands below it but a pointer to the page where the article is."""
    attached: Sequence[bool]
    """For a title: it is what an earlier title says it issues (关于印发……的通知)."""
    captions_below: Sequence[bool]
    """For a caption: it stands directly above a headline, and apart from what is above it."""
    pictured: Sequence[bool]
    """For a text: a photographer's credit stands directly below it and no more text, so that it may be the caption."""
    ends_here: Sequence[bool]
    """For a text: an article ends with it, by a credit or a jump to another page."""
    note: Sequence[bool]
    """For a text: a note to what stands above it, or the answer to a letter."""
    answer: Sequence[bool]
    """For a text: the answer to a letter."""
    has_number: Sequence[bool]
    """For a title: it is numbered as the part of a document."""
    rubric: Sequence[bool]
    """For a title: it is, or begins with, the standing name of a column, and no series named below its headline."""
    after_rubric: Sequence[bool]
    """It stands below the standing name of a column."""
    parallel: Sequence[bool]
    """For a title: another one near it is built alike, and nothing between them ends or opens an article."""
    signing_page: bool
    """The page signs its items."""
    after_attendance: Sequence[bool]
    """The unit before it ends as the last paragraph of an item on a meeting does, with who else was there."""
    after_colon: Sequence[bool]
    """The unit before it ends with a colon."""
    before_plain: Sequence[bool]
    """The next unit is a text that opens no news item."""
    attends: Sequence[bool]
    """For a title: it tells nothing but who else was there."""
    recolumn: Sequence[bool]
    """The next text stands in a column of another width than the last one before."""
    leans_below: Sequence[float]
    """For a caption: how much more of its words is found in the texts below it than in those above, 0 to 1."""
    goes_on: Sequence[bool]
    """For a text: it is worded as no article begins."""
    scene: Sequence[bool]
    """For a text: it begins with a scene, as features do."""
    over_title: Sequence[bool]
    """For a title: another one stands below it, with blank lines on either side, as below a picture's title between
    paragraphs."""
    like_caption: Sequence[float]
    """How likely its wording is what a picture shows, 0 to 1."""


def page_facts(units: Sequence[Unit]) -> PageFacts:
    """The facts of a page's units, each list as long as they are. No units give empty lists."""
    words = [han_bigrams(unit.text) if unit.kind in ("text", "title", "caption") else set() for unit in units]
    frequency = Counter(word for unit, its in zip(units, words, strict=True) if unit.kind == "text" for word in its)
    texts = [at for at, unit in enumerate(units) if unit.kind == "text"]
    by_count = {count: 1.0 / math.sqrt(count) for count in set(frequency.values())}
    weight = {word: by_count[count] for word, count in frequency.items()}
    above, below = [0.0] * len(units), [0.0] * len(units)
    for at, unit in enumerate(units):
        if unit.kind == "title" and words[at]:
            above[at] = _share(words[at], words, region(units, at, -1), weight)
            below[at] = _share(words[at], words, region(units, at, 1), weight)
    marked = sum(unit.kind == "title" and unit.marked for unit in units) >= 2
    hashes = any(unit.kind == "title" and unit.hash_level == 1 for unit in units)
    refers = _refers(units)
    signatures = sum(_signs(unit) for unit in units)
    cohesion = _cohesion(len(units), texts, words, weight)
    return PageFacts(
        above=above,
        below=below,
        cohesion=cohesion,
        tie=_ties(units, words, frequency),
        next_cohesion=_next_texts(units, cohesion),
        hash_page=hashes,
        marked_page=marked,
        numbered=_numbering_breaks(units),
        tight=_tight(units),
        wide_gap=_wide_gaps(units),
        before_begin=_before_begin(units),
        before_soft=_before_soft(units),
        refers=refers,
        attached=_attached(units),
        captions_below=_captions_below(units),
        pictured=[_is_pictured(units, at) for at in range(len(units))],
        ends_here=[unit.kind == "text" and (unit.jump_to is not None or _is_closed(unit)) for unit in units],
        note=[unit.kind == "text" and (is_note(unit.text) or answers(unit.text)) for unit in units],
        answer=[unit.kind == "text" and answers(unit.text) for unit in units],
        has_number=[unit.kind == "title" and numbering(unit.text) is not None for unit in units],
        rubric=standing_heads(units, refers),
        after_rubric=below_standing_heads(units),
        parallel=[one or other for one, other in zip(built_alike(units), of_one_kind(units), strict=True)],
        signing_page=signatures >= 2,
        after_attendance=[False, *(bool(ATTENDED.search(unit.text[-16:])) for unit in units[:-1])],
        after_colon=[False, *(unit.text.endswith(COLONS) for unit in units[:-1])],
        before_plain=[*(unit.kind == "text" and not unit.opening for unit in units[1:]), False][: len(units)],
        attends=[unit.kind == "title" and all(map(closes_headline, unit.parts)) for unit in units],
        recolumn=_recolumn(units),
        leans_below=_leans_below(units, words, weight),
        goes_on=going_on(units),
        scene=scenes(units),
        over_title=_over_title(units),
        like_caption=[_like_caption(unit) for unit in units],
    )


def _like_caption(unit: Unit) -> float:
    alone = unit.kind == "title" or (unit.kind == "text" and len(unit.parts) == 1)
    return chances(unit.text).caption if alone and not (unit.opening or unit.credited) else 0.0


_CREDIT = re.compile(r"[^。▲▼]{0,16}(?:摄影?(?:报道)?|供图|提供)(?:[/／:：]?\s?[\u4e00-\u9fff]{2,4})?[）)]?")
"""A photographer's credit without a word on the picture."""
_LONGEST_CAPTION, _ONE_SENTENCE = 150, 70
"""Characters of what a caption says of its picture: below an item that is signed, and below one that is not, where more text
is the body of a picture story."""


def _is_pictured(units: Sequence[Unit], at: int) -> bool:
    unit, below, next_to = [*units[at : at + 3], None, None][:3]
    if unit is None or below is None or below.kind != "caption" or below.gap or not _CREDIT.fullmatch(below.text):
        return False
    plain = unit.kind == "text" and not (unit.opening or unit.credited or unit.jump_from or unit.jump_to)
    goes_on = next_to is not None and next_to.kind == "text" and not (next_to.opening or next_to.jump_from)
    if not plain or goes_on or len(unit.text) > _LONGEST_CAPTION:
        return False
    return _is_signed_above(units, at) or (len(unit.text) <= _ONE_SENTENCE and unit.text.count("。") <= 1)


def _is_signed_above(units: Sequence[Unit], at: int) -> bool:
    """Whether the item that a text stands in, or below, has an opening, a byline or a credit."""
    for unit in reversed(units[:at]):
        if _signs(unit):
            return True
        if unit.kind == "title":
            return False
    return False


def _cohesion(count: int, texts: Sequence[int], words: Sequence[set[str]], weight: dict[str, float]) -> list[float]:
    """For each of `count` units the share of weighed words that two texts before it and the two from it on have in
    common, above the page's average; 0 for what is no text, and for the first."""
    cohesion = [0.0] * count
    # pairs[place]: the words of the texts place - 1 and place, which stand before the one and after the other
    pairs = [words[one] | words[other] for one, other in zip([*texts[:1], *texts], [*texts, *texts[-1:]], strict=True)]
    mass = [math.fsum(map(weight.__getitem__, its)) for its in pairs]
    raw: dict[int, float] = {}
    for place, at in enumerate(texts[1:], 1):
        before, after = place - 1, place + 1
        shared = math.fsum(map(weight.__getitem__, pairs[before] & pairs[after]))
        raw[at] = shared / (math.sqrt(mass[before] * mass[after]) or 1.0)
    mean = sum(raw.values()) / len(raw) if raw else 0.0
    for at, value in raw.items():
        cohesion[at] = max(-0.15, min(0.15, value - mean))
    return cohesion


def _ties(units: Sequence[Unit], words: Sequence[set[str]], frequency: Mapping[str, int]) -> list[float]:
    weight = {word: 1.0 / math.sqrt(count) for word, count in frequency.items() if count > 1}
    stretches: list[set[str]] = [set()]
    at_title: list[int] = []
    for at, unit in enumerate(units):
        if unit.kind == "title":
            stretches.append(set())
        elif unit.opening:
            stretches[-1] = set(words[at])
        else:
            stretches[-1] = stretches[-1] | words[at]
        at_title.append(len(stretches) - 1)
    masses = [math.fsum(weight.get(word, 0.0) for word in its) for its in stretches]
    ties = [0.0] * len(units)
    for at, unit in enumerate(units):
        if unit.kind == "title":
            one, other = at_title[at] - 1, at_title[at]
            shared = math.fsum(weight.get(word, 0.0) for word in stretches[one] & stretches[other])
            ties[at] = shared / (math.sqrt(masses[one] * masses[other]) or 1.0)
    return ties


def _next_texts(units: Sequence[Unit], values: Sequence[float]) -> list[float]:
    """For each title the value of the first text below it."""
    found = [0.0] * len(units)
    value = 0.0
    for at in range(len(units) - 1, -1, -1):
        if units[at].kind == "text":
            value = values[at]
        elif units[at].kind == "title":
            found[at] = value
    return found


def _is_closed(unit: Unit) -> bool:
    return unit.credited and (unit.text[-1:] != "）" or not ends_open(unit))


def _signs(unit: Unit) -> bool:
    return unit.opening or unit.credited or unit.kind in ("people", "closing")


def _refers(units: Sequence[Unit]) -> list[bool]:
    below = [*units[1:], None]
    return [
        unit.kind == "title"
        and (unit.jump_to is not None or (after is not None and after.kind == "jump" and after.jump_to is not None))
        for unit, after in zip(units, below, strict=True)
    ]


def _attached(units: Sequence[Unit]) -> list[bool]:
    issuing = ""
    found = []
    for unit in units:
        found.append(unit.kind == "title" and len(unit.text) >= 6 and unit.text in issuing)
        if unit.kind == "title" and any(word in unit.text for word in ("印发", "转发", "公布", "发布")):
            issuing += unit.text + "|"
    return found


def _captions_below(units: Sequence[Unit]) -> list[bool]:
    found = [False] * len(units)
    for at in range(len(units) - 2, -1, -1):
        unit = units[at]
        if unit.kind == "caption" and unit.gap:
            last = at + 1
            while last < len(units) and units[last].kind == "caption" and not units[last].gap:
                last += 1
            found[at] = last < len(units) and units[last].kind == "title" and not units[last].gap
    return found


def _before_soft(units: Sequence[Unit]) -> list[bool]:
    found = [False] * len(units)
    soft = False
    for at in range(len(units) - 1, -1, -1):
        found[at] = soft
        if units[at].kind == "text":
            soft = units[at].soft_opening
        elif units[at].kind != "title":
            soft = False
    return found


def _over_title(units: Sequence[Unit]) -> list[bool]:
    below = [*units[1:], None]
    return [
        unit.kind == "title" and after is not None and after.kind == "title" and unit.gap > 0 and after.gap > 0
        for unit, after in zip(units, below, strict=True)
    ]


OTHER_WIDTH = 2
"""Characters by which two columns differ in width."""


def _recolumn(units: Sequence[Unit]) -> list[bool]:
    below = [0] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        below[at] = units[at].column if units[at].kind == "text" else below[at + 1]
    found = []
    above = 0
    for at, unit in enumerate(units):
        found.append(bool(above and below[at]) and abs(above - below[at]) >= OTHER_WIDTH)
        above = unit.column if unit.kind == "text" else above
    return found


def _leans_below(units: Sequence[Unit], words: Sequence[set[str]], weight: dict[str, float]) -> list[float]:
    leans = [0.0] * len(units)
    for at, unit in enumerate(units):
        if unit.kind == "caption" and words[at]:
            below = _share(words[at], words, region(units, at, 1), weight)
            leans[at] = max(0.0, below - _share(words[at], words, region(units, at, -1), weight))
    return leans


def _wide_gaps(units: Sequence[Unit]) -> list[bool]:
    gaps = sorted(unit.gap for unit in units[1:])
    usual = gaps[len(gaps) * 2 // 3] if gaps else 0
    return [at > 0 and unit.gap > usual for at, unit in enumerate(units)]


def _tight(units: Sequence[Unit]) -> list[bool]:
    """Units without a blank line before them, on a page where one stands before each text with an opening or before the
    headline above it."""
    spaced: list[bool] = []
    for at, unit in enumerate(units):
        if not at or not unit.opening:
            continue
        first, gap = at, unit.gap
        while first > 1 and units[first - 1].kind in ("title", "people"):
            first -= 1
            gap = max(gap, units[first].gap)
        spaced.append(gap > 0)
    tight = len(spaced) >= 2 and all(spaced)
    return [tight and at > 0 and unit.gap == 0 and not unit.after_furniture for at, unit in enumerate(units)]


def _before_begin(units: Sequence[Unit]) -> list[bool]:
    found = [False] * len(units)
    begins = False
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        found[at] = begins
        if unit.kind == "text":
            begins = unit.opening or unit.jump_from is not None
        elif unit.kind == "jump":
            begins = unit.jump_from is not None
        elif unit.kind in ("people", "number"):
            begins = unit.kind == "number" or marked_people(unit)
        elif unit.kind != "title":
            begins = False
    return found


def _share(words: set[str], all_words: Sequence[set[str]], region: Iterator[int], weight: dict[str, float]) -> float:
    total = math.fsum(weight.get(word, 1.0) for word in words)
    found: set[str] = set()
    for at in region:
        found |= words & all_words[at]
    return math.fsum(weight.get(word, 1.0) for word in found) / total if total else 0.0


def _numbering_breaks(units: Sequence[Unit]) -> list[int]:
    breaks = [0] * (len(units) + 1)
    last: dict[str, tuple[int, int]] = {}
    for at, unit in enumerate(units):
        found = numbering(unit.text) if unit.kind in ("text", "title") else None
        if not found:
            continue
        style, number = found
        if style in last and last[style][1] + 1 == number:
            for place in range(last[style][0] + 1, at + 1):
                breaks[place] = min(2, breaks[place] + 1)
        last[style] = (at, number)
    return breaks


def marked_people(unit: Unit) -> bool:
    """Whether a byline is marked as papers mark the head of an item (□ 记者)."""
    return unit.text[:1] in MARKS

"""Whether two texts are one story: exact containment, alignment, and what contradicts.

Two texts of one story differ in a headline, a cut tail, an edited phrase, or in single wrong characters that are spread
evenly. Two stories with the same formulas differ in their beginning, or in dates, numbers and names. A summary of a
report shares whole sentences with it, but they lie scattered in the report; a cut reprint lies in it as one piece.
"""

import math
import operator
import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two texts are one story. Chosen on the generated pairs of `benchmarks/dedupe/`; see `docs/evaluation.md`."""

    shingle: int = 5
    """Characters a shingle: a Chinese word has about two, so five span a phrase."""
    permutations: int = 96
    bands: int = 32
    """32 bands of 3 rows propose a pair of Jaccard 0.6 with probability 0.9996 and one of 0.05 with 0.004. Two copies
    with 3 % wrong characters each have 0.58; cut reprints are found by their beginning, which has signatures of its
    own."""
    beginning: int = 200
    """Characters of the beginning that are indexed besides the whole text."""
    aligned: float = 0.80
    """Least share of the shorter text's characters in common order; unrelated articles of one genre reach 0.3. 5 % wrong
    characters in both texts leave 0.9."""
    dense: float = 0.79
    """Least length of the shorter text over the stretch of the longer that it is aligned with. A cut or edited reprint
    has above 0.8; the sentences of a summary are spread over the whole report and have under 0.5."""
    lead: int = 60
    lead_aligned: float = 0.60
    """Least share of the first `lead` characters in common order: two stories with one closing part begin
    differently."""
    chance: float = 1e-3
    """Figures that differ with a smaller chance than this, were they hit by wrong characters like all others, are other
    figures: two sessions of one body differ in their figures first."""
    chance_dated: float = 0.05
    """The same where the days of the events are known and differ."""
    least: int = 40
    """Characters below which only equal texts are duplicates."""
    longest: int = 30_000
    """Characters that are aligned; of a longer text the rest is compared by shingles alone."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one text lies in another."""

    same: bool
    share: float
    """Share of the shorter text that stands in the longer, in order, 0 to 1; 0 where a quick look was enough to tell that
    they are not one story, see `share`."""
    reason: str
    """Short English phrase: what decided."""


_CREDIT = re.compile(r"^.{0,12}?[讯电]\s*[（(][^（()）]{0,40}[)）]|^.{0,12}?[讯电](?=\s)")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?|(?<=第)[一二三四五六七八九十百]+|[一二三四五六七八九十]+(?=[月日届次])")


def plain_text(text: str) -> str:
    """A text as it is compared: credit of the first line, spaces and punctuation left out, width and case folded."""
    folded = unicodedata.normalize("NFKC", text)
    folded = _CREDIT.sub("", folded, count=1)
    # The point of a decimal stays: without it 4.7 and 47 were one figure.
    return re.sub(r"(?!(?<=\d)\.(?=\d))[\W_]", "", folded).lower()


def shingles(plain: str, size: int) -> frozenset[str]:
    """The runs of `size` characters of a plain text; a shorter text is its own single run, an empty one has none."""
    if len(plain) <= size:
        return frozenset({plain} if plain else ())
    return frozenset([plain[at : at + size] for at in range(len(plain) - size + 1)])


def compare(
    one: str, other: str, thresholds: Thresholds, dates: tuple[str | None, str | None] = (None, None)
) -> Likeness:
    """How alike two plain texts are. `dates` are those of the events, where known; they count for texts that are not
    equal."""
    if one == other:
        return Likeness(bool(one), 1.0, "equal")
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    if len(short) < thresholds.least:
        return Likeness(False, 0.0, "too short to tell")
    if short in long:
        return Likeness(True, 1.0, "aligned")
    if len(short) > thresholds.longest:
        part, whole = shingles(short, thresholds.shingle), shingles(long, thresholds.shingle)
        contained = len(part & whole) / len(part)
        return Likeness(contained >= thresholds.aligned, contained, "shingles in common")
    long = long[: thresholds.longest]
    if not _may_align(short, long, thresholds):
        return Likeness(False, 0.0, "too little in common order")
    if _met(short, long, thresholds.lead) < thresholds.lead_aligned * min(thresholds.lead, len(short)):
        return Likeness(False, 0.0, "different beginnings")
    return _judge(_align(short, long, thresholds.lead), thresholds, dates)


def share(one: str, other: str) -> float:
    """Share of the shorter plain text that stands in the longer, in order (longest common subsequence), 0 to 1; also of
    texts that are not one story."""
    return LCSseq.similarity(one, other) / (min(len(one), len(other)) or 1)


def _may_align(short: str, long: str, thresholds: Thresholds) -> bool:
    """Whether the texts are near enough for the alignment to come out well; most that the index proposes are not, and this
    takes a tenth of the time. Of `matched` characters of the short text the others are replaced or deleted, so no more
    edits are needed than one for each unmatched character of either text."""
    most = len(long) - math.ceil((2 * thresholds.aligned - 1) * len(short))
    return Levenshtein.distance(short, long, score_cutoff=most) <= most


def _met(short: str, long: str, lead: int) -> int:
    """Those of the first `lead` characters that stand with a neighbour of their own somewhere in the long text; an
    alignment, which counts no single characters, matches no more."""
    begun = [short[at : at + 2] in long for at in range(min(lead, len(short) - 1))]
    return sum(map(operator.or_, [*begun, False][:lead], [False, *begun]))


_SOLID = 6
"""Characters of a run that is no chance: single characters of a text are found everywhere."""
_HEAD = 90
"""Characters in which a report names its day, its session and its people."""
_LONGEST_NOISE = 6
"""Characters of a stretch that wrong characters explain; a longer one has been written anew and tells nothing of
noise."""
_TAIL = 0.03
"""Share of the matched characters at either end that may lie anywhere: an alignment of a cut text may put its last
words on a repetition of them far below."""


@dataclass(frozen=True, slots=True)
class _Alignment:
    """How a short text lies in a long one, in characters of the short one."""

    size: int
    matched: int
    lead_matched: int
    stretch: int
    """Length of the stretch of the long text that the short one covers."""
    figures: int
    figure_characters: int
    misses: int
    """Characters outside of figures that stand against other ones."""
    figures_missed: int
    """Figures that stand against something else."""
    head_missed: int
    """Those of them in the first `_HEAD` characters."""


def _align(short: str, long: str, lead: int) -> _Alignment:
    hits, against, figures = bytearray(len(short)), bytearray(len(short)), bytearray(len(short))
    runs: list[tuple[int, int]] = []
    for operation in Levenshtein.opcodes(short, long):
        begin, end = operation.src_start, operation.src_end
        if operation.tag == "equal" and end - begin >= 2:
            hits[begin:end] = b"\1" * (end - begin)
            runs.append((operation.dest_start - begin, end - begin))
        elif operation.tag == "replace":
            against[begin:end] = b"\1" * (end - begin)
    for first, last in _gaps(hits):
        if last - first > _LONGEST_NOISE:
            against[first:last] = bytes(last - first)
    missed = []
    count = 0
    for match in _NUMERAL.finditer(short):
        count += 1
        figures[match.start() : match.end()] = b"\1" * len(match[0])
        if any(against[match.start() : match.end()]):
            missed.append(match.start())
    return _Alignment(
        size=len(short),
        matched=sum(hits),
        lead_matched=sum(hits[:lead]),
        stretch=len(short) + _spread([run for run in runs if run[1] >= _SOLID]),
        figures=count,
        figure_characters=sum(figures),
        misses=sum(map(operator.gt, against, figures)),
        figures_missed=len(missed),
        head_missed=sum(at < _HEAD for at in missed),
    )


def _gaps(hits: bytearray) -> list[tuple[int, int]]:
    """Half-open stretches of a text without a match."""
    return [match.span() for match in re.finditer(rb"\0+", hits)]


def _spread(runs: list[tuple[int, int]]) -> int:
    """How far the offsets of the matched runs lie apart, all but `_TAIL` of their characters at either end."""
    total = sum(length for _, length in runs)
    offsets: list[int] = []
    for edge in (_TAIL, 1 - _TAIL):
        passed = 0
        for offset, length in runs:
            passed += length
            if passed >= edge * total:
                offsets.append(offset)
                break
    return offsets[-1] - offsets[0] if offsets else 0


def _judge(found: _Alignment, thresholds: Thresholds, dates: tuple[str | None, str | None]) -> Likeness:
    share = found.matched / found.size
    if share < thresholds.aligned:
        return Likeness(False, share, "too little in common order")
    if found.size / found.stretch < thresholds.dense:
        return Likeness(False, share, "sentences scattered over the longer text")
    if found.lead_matched / min(thresholds.lead, found.size) < thresholds.lead_aligned:
        return Likeness(False, share, "different beginnings")
    if _contradicts(found, thresholds, dates):
        return Likeness(False, share, "dates or figures differ")
    return Likeness(True, share, "aligned")


def _contradicts(found: _Alignment, thresholds: Thresholds, dates: tuple[str | None, str | None]) -> bool:
    """Whether figures differ more than wrong characters explain: the chance of so many figures hit, had figures been
    hit as often as other characters (upper tail of the binomial distribution), is under `thresholds.chance`. In an
    otherwise equal text one figure of the head, where a report names its day and its session, is enough, or two below
    it."""
    dates_differ = bool(dates[0] and dates[1] and dates[0] != dates[1])
    if not found.figures_missed:
        return False
    if found.misses <= found.size / 400:
        return bool(found.head_missed or dates_differ or found.figures_missed > 1)
    rate = found.misses / max(1, found.size - found.figures)
    hit = 1 - (1 - rate) ** (found.figure_characters / found.figures)
    chance = _tail(found.figures, found.figures_missed, hit)
    return chance < (thresholds.chance_dated if dates_differ else thresholds.chance)


def _tail(trials: int, least: int, chance: float) -> float:
    """Chance of at least `least` hits in `trials`, each with `chance`."""
    return math.fsum(math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(least, trials + 1))

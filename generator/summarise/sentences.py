"""The sentences of an article as a summary sees them: what speaks for each, and what each leans on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.language.characters import SENTENCE_ENDS, han_count
from generator.language.sentences import sentences_of
from generator.summarise.cues import Cues

LEAST, SHORT = 8, 12
"""Characters below which a sentence is none, and below which it hardly tells a fact."""
REACH = 6
"""Sentences back in which what 该 points to is looked for."""
FAR = 99
"""Place from which a sentence has nothing of the first."""
SPEECH = 12
"""Characters from which a quotation is somebody's speech; a shorter one is a name or a term."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\d,.年月日号时点分:：]|[—－-]\d)|[百千万亿]分之|\d+(?:\.\d+)?%")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前")
_QUOTED = re.compile(r"“([^”]*)”")
_MARKED = re.compile(r"《[^》]+》|“[^”]+”")
_PRONOUN = re.compile(r"(?<![其排吉])[他她它](?!山|国)")
_BEGINNING = re.compile(r"(?:[^，。；：]{1,8}，)?[^，。；：]*")
_ADVERBIAL = re.compile(r"[^，。；：“]{1,8}，")
_DEMONSTRATED = re.compile(
    r"(?:[^，。；：“]{1,8}，)?(?:该|此次|本次|这一|这项|这个|这些|上述)([^，。区县市镇村校][^，。])"
)
"""`该项目`, `目前，该系统`; 该区 and 该校 are plain to the reader, who sees the headline."""
_RUN_IN = re.compile(
    r"(?:\d{1,3}[.．、](?!\d)|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]+[条章节])[^，。；]{2,40}。$"
)
"""A numbered heading that runs in with its paragraph."""
_PAIR = re.compile(r"(?=(\w\w))")


class Rank(IntEnum):
    """Whether a sentence may stand in a summary. Only where there is none of a higher rank is a lower one looked at."""

    BROKEN = 0
    """It does not end as a sentence, cuts a quotation open, or is figures without Chinese words: never."""
    POOR = 1
    """Whole, but a question, a mere quotation, a greeting, a list of who was there, or too short to tell anything."""
    SOUND = 2
    """Whole, and tells something."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what can be told of it without the others."""

    place: int
    """Index among the sentences of the article, or of its part."""
    text: str
    words: frozenset[str]
    """Its pairs of characters."""
    leans_on: int | None
    """Place of the earlier sentence without which it makes no sense; None for one that stands alone."""
    noun: str
    """What an earlier sentence must name (`该项目`: 项目); any sentence that does may stand for `leans_on`. Often empty."""
    refers: bool
    """It speaks of something named earlier: it cannot begin a summary."""
    rank: Rank
    features: tuple[float, ...]
    """One value for each of `FEATURES`."""


FEATURES = (
    "first", "lead", "opens", "headline", "figures", "acts", "gist",
    "named", "formulaic", "speech", "scene",
)  # fmt: skip
"""All from 0 to 1. first: 1 for the first sentence of the text, 1/2, 1/3 … for those after it. lead: begins the text as news
does, with the day and an act, neither a scene nor speech. opens: opens a paragraph. headline: share of the headline's pairs
of characters in it. figures: quantities other than dates, six at most. acts, gist, scene: different words of the list, three
at most; formulaic: five. named: different names of places and organisations (by their ends), titles and terms in marks, four
at most. speech: share of it that is quoted speech."""


def words_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters, digits and ideographs of a text."""
    return frozenset(_PAIR.findall(text))


def read_sentences(
    paragraphs: Sequence[str], head: frozenset[str], cues: Cues, *, continued: bool = False
) -> list[Sentence]:
    """The sentences of the paragraphs, in order. `head` are the pairs of the headline. What is `continued` from another page
    begins in its middle: its first sentence tells no more than any other."""
    found: list[Sentence] = []
    for paragraph in paragraphs:
        for at, text in enumerate(sentences_of(paragraph, clauses=False)):
            words = words_of(text)
            speech = _speech(text)
            noun = _demonstrated(text)
            leans_on = _leans_on(text, noun, found, at, cues)
            found.append(
                Sentence(
                    place=len(found),
                    text=text,
                    words=words,
                    leans_on=leans_on if leans_on is not None and leans_on >= 0 else None,
                    noun=noun,
                    refers=_refers(text, cues),
                    rank=_rank(text, speech, leans_on == -1 or (not found and _is_formula(text, cues)), cues),
                    features=_features(text, words, head, speech, cues, len(found) + continued * FAR, at),
                )
            )
    return found


def _features(
    text: str, words: frozenset[str], head: frozenset[str], speech: float, cues: Cues, place: int, at: int
) -> tuple[float, ...]:
    def count(name: str, most: int = 3) -> float:
        return min(most, len(set(cues.patterns[name].findall(text)))) / most

    acts, scene = count("acts"), count("scene")
    return (
        1 / (1 + place),
        float(place == 0 and acts > 0 and not scene and not speech and bool(_DAY.search(text))),
        float(at == 0),
        len(words & head) / (len(head) or 1),
        min(6, len(_FIGURE.findall(text))) / 6,
        acts,
        count("gist"),
        _named(text, cues),
        count("formulaic", 5),
        speech,
        scene,
    )


def _named(text: str, cues: Cues) -> float:
    ends = {text[max(0, match.start() - 2) : match.end()] for match in cues.patterns["named"].finditer(text)}
    marked = {name for name in _MARKED.findall(text) if len(name) < SPEECH}
    return min(4, len(ends) + len(marked)) / 4


def _speech(text: str) -> float:
    """Share of a sentence that stands in quotations of a sentence's length."""
    if "“" not in text:
        return 0.0
    quoted = sum(len(part) + 2 for part in _QUOTED.findall(text) if len(part) >= SPEECH or part[-1:] in SENTENCE_ENDS)
    return quoted / len(text)


def _leans_on(text: str, noun: str, before: Sequence[Sentence], at: int, cues: Cues) -> int | None:
    """The sentence that one needs: the nearest that names its noun (`该项目`), or the one before when it begins with a word
    of the list, has a pronoun before anything that could be meant, or only tells who said the quotation before it. -1 for
    a text that begins so; None for a sentence that needs none. `at` is its index in the paragraph."""
    if noun:
        naming = next((one.place for one in reversed(before[-REACH:]) if noun in one.text), None)
        return len(before) - 1 if naming is None else naming
    beginning = _BEGINNING.match(text)
    pronoun = beginning and _PRONOUN.search(beginning[0].split("“", 1)[0])
    told = at > 0 and before[-1].text.endswith("”") and _ends(cues, "said", text)
    leans = pronoun or told or text[0] in "”）" or cues.patterns["leaning"].match(text)
    return len(before) - 1 if leans else None


def _is_formula(text: str, cues: Cues) -> bool:
    """Whether a sentence begins with a set phrase that speaks of something named before (`会议强调`)."""
    return bool(cues.patterns["referring"].match(text) and cues.patterns["formulaic"].match(text))


def _demonstrated(text: str) -> str:
    """The first two characters of what 该 or 此次 at the beginning points to; empty where there is none."""
    match = _DEMONSTRATED.match(text)
    return match[1] if match else ""


def _refers(text: str, cues: Cues) -> bool:
    """Whether a sentence begins, perhaps after an adverbial (`目前，`), with what was named before."""
    referring = cues.patterns["referring"]
    adverbial = _ADVERBIAL.match(text)
    return bool(referring.match(text) or (adverbial and referring.match(text, adverbial.end())))


def _ends(cues: Cues, name: str, text: str) -> bool:
    """Whether a sentence, without its last mark, ends in a word of the list."""
    bare = text.rstrip("。！？”")
    return any(bare.endswith(word) for word in getattr(cues, name))


def _rank(text: str, speech: float, torn: bool, cues: Cues) -> Rank:
    """`torn` says that the text begins with this sentence, though it needs one before it."""
    bare = text.rstrip("”’）》")
    balanced = all(text.count(first) == text.count(last) for first, last in ("“”", "（）", "《》"))
    if not (bare and bare[-1] in SENTENCE_ENDS - {"；"} and balanced and len(text) >= LEAST and han_count(text) >= 4):
        return Rank.BROKEN
    poor = torn or speech > 0.9 or len(text) < SHORT or bare[-1] in "？…" or _RUN_IN.match(text)
    polite = _ends(cues, "attendance", text) or cues.patterns["courtesy"].search(text)
    return Rank.POOR if poor or polite else Rank.SOUND

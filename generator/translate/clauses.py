"""Clause by clause: a long sentence in which an engine got lost, cut into parts that it can keep in mind."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.language.characters import PARTNER, han_count
from generator.model import Flag
from generator.translate.engine import Candidate

LOST = frozenset({"length", "cut", "repeat", "stock", "residue"})
"""Checks whose flags say that an engine lost the thread."""
SHORTEST_PART = 10
"""Chinese characters of a part; shorter ones go with what follows, or at the end with what stands before."""
_BREAK = re.compile(r"(?<=[，；])")
_FIRST_WORDS = frozenset(
    "the a an this that these those it its he his she her they their we our there in on at by to from with for of and but "
    "or so as while when after before since until through under over all each every some many more most".split()
)
"""Words that have no capital inside a sentence."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence in parts; joined, without their full stops, they give it back."""

    texts: tuple[str, ...]

    def english(self, offered: Sequence[Sequence[Candidate]]) -> list[Candidate]:
        """One sentence of the best English of each part."""
        best = [candidates[0] for candidates in offered]
        if not all(one.en.strip() for one in best):
            return []
        return [Candidate(_joined([one.en for one in best]), sum(one.score for one in best) / len(best))]


def clauses_of(zh: str, flags: Collection[Flag]) -> tuple[Clauses, ...]:
    """The sentence in parts, if serious flags say that the engine got lost in it and it has several parts; else nothing."""
    if not any(flag.check in LOST and flag.severity == "serious" for flag in flags):
        return ()
    parts: list[str] = []
    open_part = ""
    for piece in _BREAK.split(zh):
        open_part += piece
        if han_count(open_part) >= SHORTEST_PART and _balanced(open_part):
            parts.append(open_part)
            open_part = ""
    if open_part and parts:
        parts[-1] += open_part
    if len(parts) < 2:
        return ()
    return (Clauses((*(re.sub(r"[，；]$", "。", part) for part in parts[:-1]), parts[-1])),)


def _balanced(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in PARTNER.items())


def _joined(sentences: Sequence[str]) -> str:
    """Sentences → one sentence, its parts between semicolons."""
    parts = [sentences[0], *(_without_capital(sentence) for sentence in sentences[1:])]
    return "; ".join((*(part.strip().rstrip(".;,") for part in parts[:-1]), parts[-1].strip()))


def _without_capital(sentence: str) -> str:
    word = re.match(r"\s*([A-Z][a-z]*)\b", sentence)
    return sentence.replace(word[1], word[1].lower(), 1) if word and word[1].lower() in _FIRST_WORDS else sentence

"""Of all candidates for a sentence, the one to keep: judged by the checks after repair, then by the engine's score."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.checks import check_pair
from generator.glossary import Glossary
from generator.model import Flag
from generator.translate.engine import Candidate
from generator.translate.protect import Protected, restored
from generator.translate.repair import repair


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate after repair, with what the checks say of it."""

    en: str
    flags: tuple[Flag, ...]
    repaired: bool
    protected: bool
    """Made from a protected source."""
    score: float
    told: tuple[Flag, ...] = ()
    """What the checks said before repair."""

    @property
    def rank(self) -> tuple[int, int, bool, bool, float]:
        """Smaller is better: serious flags, then all flags; then what needed no repair; then the plain source's, which the
        model itself holds for the best English of this Chinese; then the model's score."""
        serious = sum(flag.severity == "serious" for flag in self.flags)
        return serious, len(self.flags), self.repaired, self.protected, -self.score

    @property
    def clean(self) -> bool:
        """Nothing was found and nothing repaired. No candidate of a protected source can be better."""
        return not self.flags and not self.repaired


def best_of(zh: str, candidates: Sequence[Candidate], glossary: Glossary, off: Collection[str]) -> Judged:
    """The best candidate of the plain source; there is at least one."""
    judged: list[Judged] = []
    for candidate in candidates:
        judged.append(judge(zh, candidate.en, candidate.score, glossary, off))
        if judged[-1].clean:
            break
    return min(judged, key=lambda one: one.rank)


def better_of(
    zh: str,
    plain: Judged,
    offers: Sequence[tuple[Protected, Sequence[Candidate]]],
    glossary: Glossary,
    off: Collection[str],
) -> Judged:
    """The plain source's best or a better one of the protected sources. Those in which a mark is lost are left out."""
    judged = [plain]
    for source, candidates in offers:
        for candidate in candidates:
            english = restored(candidate.en, source)
            if english is not None:
                judged.append(judge(zh, english, candidate.score, glossary, off, protected=True))
    return min(judged, key=lambda one: one.rank)


def judge(
    zh: str, en: str, score: float, glossary: Glossary, off: Collection[str], *, protected: bool = False
) -> Judged:
    """A candidate, repaired where that is certain, and checked."""
    flags = check_pair(zh, en, glossary, off=off)
    mended = repair(zh, en, flags, glossary)
    if mended is None:
        return Judged(en, flags, repaired=False, protected=protected, score=score, told=flags)
    left = check_pair(zh, mended, glossary, off=off)
    return Judged(mended, left, repaired=True, protected=protected, score=score, told=flags)

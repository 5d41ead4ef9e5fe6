"""Of all candidates for a sentence, the one to keep: judged by the checks after repair, then by the engine's score."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks import CheckRules, check_pair
from generator.checks.number import unmatched_in
from generator.glossary import Glossary
from generator.language.numerals import NUMERALS, numeral
from generator.language.quantities import chinese_quantities, digits_of, english_quantities
from generator.model import Flag
from generator.translate.engine import Candidate
from generator.translate.repair import repair

_OFTEN_CONVERTED = ("亩", "斤")
"""Units that may become hectares and kilograms, with another figure."""
_TORN = re.compile(r"\d[\d,.]*(?:(?: (?:million|billion|trillion)),\d|(?<=\d{3}),\d{1,2}(?![\d,]))[\d,.]*")
"""1.83 million,30 or 940,74: what an engine stutters."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate after repair, with what the checks say of it."""

    en: str
    flags: tuple[Flag, ...]
    repaired: bool
    rewritten: bool
    """Made from another source than the plain one."""
    score: float
    told: tuple[Flag, ...] = ()
    """What the checks said before repair."""

    @property
    def rank(self) -> tuple[int, int, bool, bool, float]:
        """Smaller is better: serious flags, then all flags; then what needed no repair; then the plain source's, which the
        model itself holds for the best English of this Chinese; then the model's score."""
        serious = sum(flag.severity == "serious" for flag in self.flags)
        return serious, len(self.flags), self.repaired, self.rewritten, -self.score

    @property
    def clean(self) -> bool:
        """Nothing was found and nothing repaired. No candidate of another source can be better."""
        return not self.flags and not self.repaired


def best_of(zh: str, candidates: Sequence[Candidate], glossary: Glossary, rules: CheckRules) -> Judged:
    """The best candidate of the plain source; there is at least one."""
    judged: list[Judged] = []
    for candidate in candidates:
        judged.append(judge(zh, candidate.en, candidate.score, glossary, rules))
        if judged[-1].clean:
            break
    return min(judged, key=lambda one: one.rank)


def better_of(zh: str, plain: Judged, others: Sequence[Candidate], glossary: Glossary, rules: CheckRules) -> Judged:
    """The plain source's best, or a better one of the candidates that came of other sources."""
    judged = [judge(zh, one.en, one.score, glossary, rules, rewritten=True) for one in others]
    return min([plain, *judged], key=lambda one: one.rank)


def judge(zh: str, en: str, score: float, glossary: Glossary, rules: CheckRules, *, rewritten: bool = False) -> Judged:
    """A candidate, repaired where that is certain, and checked."""
    flags = _flags(zh, en, glossary, rules)
    mended = repair(zh, en, flags, glossary, rules)
    if mended is None:
        return Judged(en, flags, repaired=False, rewritten=rewritten, score=score, told=flags)
    left = _flags(zh, mended, glossary, rules)
    return Judged(mended, left, repaired=True, rewritten=rewritten, score=score, told=flags)


def _flags(zh: str, en: str, glossary: Glossary, rules: CheckRules) -> tuple[Flag, ...]:
    """What the checks find, and what is only forgiven in people."""
    flags = check_pair(zh, en, glossary, rules=rules)
    if "number" in rules.off or any(flag.check == "number" for flag in flags):
        return flags
    return (*flags, *_unlike(zh, en))


def _unlike(zh: str, en: str) -> Iterator[Flag]:
    """Large figures that are not exactly in the English, others that are not in the Chinese, and torn ones. The checks allow
    25 billion for 251亿, since people round; an engine that gives another figure has lost it. Of 1,070 supplied pairs one
    has such a figure (一刻钟 as 15 minutes), of 60 sentences of Google and 20 sound ones of Argos none."""
    given = {quantity.value for quantity in english_quantities(en)}
    wanted = chinese_quantities(zh)
    converted = [quantity for quantity in wanted if zh[quantity.span[1] :].lstrip()[:1] in _OFTEN_CONVERTED]
    for quantity in wanted:
        exact = quantity.kind != "number" or not quantity.scaled or quantity.value in given
        if not exact and quantity not in converted:
            yield Flag("number", "serious", f"{quantity.surface} is not exactly in the English")
    spelled = {numeral(run) for run in re.findall(rf"[{NUMERALS}]+", zh)}
    for quantity in unmatched_in(zh, en)[1]:
        figure = quantity.surface[:1].isdigit() and quantity.kind in ("number", "percent", "year")
        part_of_name = en[: quantity.span[0]][-1:] in ("-", "–")
        if (
            figure
            and len(digits_of(quantity.value)) >= 2
            and not (converted or part_of_name or quantity.value in spelled)
        ):
            yield Flag("number", "serious", f"{quantity.surface} is not in the Chinese")
    if torn := _TORN.search(en):
        yield Flag("number", "serious", f"a torn figure: {torn[0]}")

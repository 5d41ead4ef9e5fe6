"""Terms of the glossary must have their official English."""

import re
from collections.abc import Iterable

from generator.glossary import Glossary, Term, holds
from generator.model import Flag

FIRM = frozenset(("organ", "title", "district", "landmark", "place", "person", "company", "law", "initiative"))
"""Categories whose English is a name. Of the others, which people put in many ways, a part of the words is enough."""
_ENOUGH = 0.5
"""More than this share of the words of an accepted rendering shows that the term is there in other words."""
_SMALL = frozenset("the a an of and for to in on with by at or as new".split())


def check_glossary(zh: str, en: str, glossary: Glossary) -> list[Flag]:
    """Terms of the Chinese whose official English, or another accepted one, is not in the English. Units are left to
    the checks of figures and of currency. A known wrong rendering is always told."""
    return [Flag("glossary", "minor", f"{term.zh} should be “{term.en}”") for term in missing_terms(zh, en, glossary)]


def missing_terms(zh: str, en: str, glossary: Glossary) -> list[Term]:
    """The terms that the English lacks, in the order of the Chinese."""
    return [
        term
        for term in glossary.terms_in(zh)
        if term.check
        and term.category != "unit"
        and not any(holds(en, rendering) for rendering in (term.en, *term.also))
        and not _paraphrased(term, en)
        and not _as_ministry(term, en)
    ]


_MINISTRY = re.compile(r"Ministry of (?:the )?(\w{4,7})\w*")


def _as_ministry(term: Term, en: str) -> bool:
    """Whether a ministry is called after the first of its matters, as papers do (the agriculture ministry)."""
    named = _MINISTRY.match(term.en)
    return named is not None and bool(
        re.search(rf"\b{named[1]}\w*(?:\s\w+){{0,3}}\sminist(?:ry|er)s?\b", en, re.IGNORECASE)
    )


def _paraphrased(term: Term, en: str) -> bool:
    """Whether enough of a term's words stand in the English, in any form, and none of the known wrong renderings."""
    if term.category in FIRM or any(holds(en, wrong) for wrong in term.wrong):
        return False
    stems = _stems(re.findall(r"[a-z0-9]+", en.lower()))
    for rendering in (term.en, *term.also):
        words = _stems(re.findall(r"[a-z0-9]+", rendering.lower()))
        if words and len(words & stems) / len(words) > _ENOUGH:
            return True
    return False


def _stems(words: Iterable[str]) -> set[str]:
    """Words without their endings, roughly: the first five letters."""
    return {word[:5] for word in words if word not in _SMALL}

"""Which English of an engine is out of date: its terms or the engine are others now."""

import hashlib
import json

from generator.glossary import Glossary
from generator.translate.engine import Engine
from generator.translate.memory import Entry

NO_TERM = "none"
"""Fingerprint of a segment in which no term stands."""


def terms_fingerprint(zh: str, glossary: Glossary) -> str:
    """Twelve hexadecimal digits that change whenever the English of a term in this segment, or what is accepted or wrong for
    it, changes; `none` where no term stands in it. Other entries of the glossary do not count."""
    terms = [
        (term.zh, term.en, term.also, term.wrong, term.category, term.check)
        for term in sorted(glossary.terms_in(zh), key=lambda term: term.zh)
    ]
    return hashlib.sha256(json.dumps(terms).encode()).hexdigest()[:12] if terms else NO_TERM


def is_stale(entry: Entry, engine: Engine, glossary: Glossary) -> bool:
    """Whether an engine should translate a segment again: an engine made it with other terms, or this engine was another
    version then. What another engine made, or a record without fingerprints, is left alone, and so is what people wrote."""
    if not (entry.engine and entry.glossary):
        return False
    if entry.glossary != terms_fingerprint(entry.zh, glossary):
        return True
    same = entry.origin.split()[:1] == engine.name.split()[:1]
    return same and entry.engine != engine.fingerprint

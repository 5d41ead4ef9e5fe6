"""Stories → stories in English: from the memory, else from an engine whose words are checked and repaired."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks import ALL_CHECKS, CheckRules
from generator.glossary import Glossary
from generator.language.characters import han_count
from generator.model import Segment, Story, Translation
from generator.translate.choice import Judged, best_of, better_of
from generator.translate.clauses import Clauses, clauses_of
from generator.translate.engine import Engine
from generator.translate.memory import Entry, Memory
from generator.translate.protect import EVERYTHING, Protected, Protection, protected_sources
from generator.translate.segments import segments_of
from generator.translate.stale import terms_fingerprint

BATCH = 256
"""Segments a batch: what a killed run can lose at most. CTranslate2 splits it by tokens."""

ITSELF = "as printed"
"""Origin of a segment without Chinese characters, which is its own English."""


def missing(stories: Sequence[Story], memory: Memory, stale: Callable[[Entry], bool] = lambda _: False) -> list[str]:
    """The distinct Chinese segments that have no English yet, or one that is `stale`; long ones first, so that batches are
    of like length."""
    wanted: dict[str, None] = {}
    for story in stories:
        for segment in segments_of(story.article):
            if not han_count(segment.zh) or segment.zh in wanted:
                continue
            entry = memory.get(segment.zh)
            if entry is None or stale(entry):
                wanted[segment.zh] = None
    return sorted(wanted, key=lambda zh: (-len(zh), zh))


def translate_missing(
    texts: Sequence[str],
    engine: Engine,
    glossary: Glossary,
    *,
    rules: CheckRules = ALL_CHECKS,
    protection: Protection = EVERYTHING,
) -> Iterator[tuple[Entry, ...]]:
    """Finished entries, batch by batch, in the order of `texts`. What an engine did not get right is given to it again with
    its figures, dates, terms and names protected, and in parts where it lost the thread; the better English is taken. Raises
    EngineError."""
    size = int(getattr(engine, "batch", BATCH))
    for first in range(0, len(texts), size):
        batch = texts[first : first + size]
        offered = engine.translate(batch)
        plain = [best_of(zh, candidates, glossary, rules) for zh, candidates in zip(batch, offered, strict=True)]
        chosen = _second_try(batch, plain, engine, glossary, rules, protection)
        yield tuple(
            Entry(zh, one.en, engine.name, one.flags, one.repaired, engine.fingerprint, terms_fingerprint(zh, glossary))
            for zh, one in zip(batch, chosen, strict=True)
        )


def _second_try(
    batch: Sequence[str],
    plain: Sequence[Judged],
    engine: Engine,
    glossary: Glossary,
    rules: CheckRules,
    protection: Protection,
) -> list[Judged]:
    """The better of each plain best and what comes of its other sources. All of these go to the engine in one call."""
    sources = [_other_sources(zh, one, glossary, protection) for zh, one in zip(batch, plain, strict=True)]
    wanted = list(dict.fromkeys(text for some in sources for source in some for text in source.texts))
    offered = dict(zip(wanted, engine.translate(wanted), strict=True)) if wanted else {}
    return [
        better_of(
            zh,
            one,
            [better for source in some for better in source.english([offered[text] for text in source.texts])],
            glossary,
            rules,
        )
        for zh, one, some in zip(batch, plain, sources, strict=True)
    ]


def _other_sources(
    zh: str, plain: Judged, glossary: Glossary, protection: Protection
) -> tuple[Protected | Clauses, ...]:
    """What else to give the engine for a sentence; nothing for a sound one, or where protection is off."""
    if plain.clean or not protection.kinds:
        return ()
    return (*protected_sources(zh, plain.told, glossary, protection), *clauses_of(zh, plain.told))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many segments came from where."""

    from_memory: int = 0
    by_origin: tuple[tuple[str, int], ...] = ()
    missing: int = 0
    flagged: int = 0
    """Segments with a serious flag."""


def apply_memory(stories: Sequence[Story], memory: Memory) -> tuple[Story, ...]:
    """The stories with a translation for each segment; an empty one where the memory has none."""
    return tuple(
        replace(story, translations=tuple(_translation(segment, memory) for segment in segments_of(story.article)))
        for story in stories
    )


def count(stories: Sequence[Story]) -> Counts:
    """What the translations of stories are made of."""
    origins: dict[str, int] = {}
    lacking = flagged = 0
    for story in stories:
        for translation in story.translations:
            if translation.origin:
                origins[translation.origin] = origins.get(translation.origin, 0) + 1
            else:
                lacking += 1
            flagged += translation.serious
    known = sum(number for origin, number in origins.items() if origin != ITSELF)
    return Counts(known, tuple(sorted(origins.items())), lacking, flagged)


def _translation(segment: Segment, memory: Memory) -> Translation:
    if not han_count(segment.zh):
        return Translation(segment.key, segment.zh, segment.zh, ITSELF)
    entry = memory.get(segment.zh)
    if entry is None:
        return Translation(segment.key, segment.zh, "", "")
    return Translation(segment.key, segment.zh, entry.en, entry.origin, entry.flags, entry.repaired)

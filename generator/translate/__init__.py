"""Stories → stories in English: from the memory, else from an engine whose words are checked and repaired."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks import check_pair
from generator.glossary import Glossary
from generator.language.characters import han_count
from generator.model import Flag, Segment, Story, Translation
from generator.translate.engine import Candidate, Engine
from generator.translate.memory import Entry, Memory
from generator.translate.repair import repair
from generator.translate.segments import segments_of

BATCH = 256
"""Segments a batch: what a killed run can lose at most. CTranslate2 splits it by tokens."""

ITSELF = "as printed"
"""Origin of a segment without Chinese characters, which is its own English."""


def missing(stories: Sequence[Story], memory: Memory) -> list[str]:
    """The distinct Chinese segments that have no English yet, long ones first, so that batches are of like length."""
    wanted: dict[str, None] = {}
    for story in stories:
        for segment in segments_of(story.article):
            if han_count(segment.zh) and memory.get(segment.zh) is None:
                wanted[segment.zh] = None
    return sorted(wanted, key=lambda zh: (-len(zh), zh))


def translate_missing(
    texts: Sequence[str], engine: Engine, glossary: Glossary, *, off: Collection[str] = ()
) -> Iterator[tuple[Entry, ...]]:
    """Finished entries, batch by batch, in the order of `texts`. Raises EngineError."""
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        offered = engine.translate(batch)
        yield tuple(_best(zh, candidates, engine, glossary, off) for zh, candidates in zip(batch, offered, strict=True))


def _best(zh: str, candidates: Sequence[Candidate], engine: Engine, glossary: Glossary, off: Collection[str]) -> Entry:
    """The candidate with the fewest serious flags after repair, then the fewest flags, then the engine's best."""
    judged: list[tuple[tuple[int, int, int], str, tuple[Flag, ...], bool]] = []
    for rank, candidate in enumerate(candidates):
        flags = check_pair(zh, candidate.en, glossary, off=off)
        mended = repair(zh, candidate.en, flags, glossary)
        text = mended or candidate.en
        if mended:
            flags = check_pair(zh, text, glossary, off=off)
        serious = sum(flag.severity == "serious" for flag in flags)
        judged.append(((serious, len(flags), rank), text, flags, mended is not None))
        if not flags:
            break
    _, text, flags, repaired = min(judged, key=lambda item: item[0])
    return Entry(zh, text, engine.name, flags, repaired, engine.fingerprint)


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

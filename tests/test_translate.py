"""Segments, the memory, and how what is missing gets translated."""

from collections.abc import Sequence

import pytest

from generator.errors import EngineError
from generator.glossary import Glossary
from generator.model import Article, Block, Story
from generator.translate import apply_memory, count, missing, translate_missing
from generator.translate.engine import Candidate, EngineSettings, find_engine
from generator.translate.memory import Entry, Memory
from generator.translate.segments import segments_of

ARTICLE = Article(
    id="a",
    source_file="a.txt",
    kind="news",
    title="区政府召开会议",
    blocks=(Block("paragraph", "会议听取汇报。GDP增长4.7%；就业稳定。"), Block("heading", "抓落实", 1)),
    lines=(),
    captions=("资料图",),
    summary=("会议听取汇报。", "编辑写的一句。"),
)


def test_segments_have_places_and_miss_nothing() -> None:
    assert [(one.key, one.zh) for one in segments_of(ARTICLE)] == [
        ("title", "区政府召开会议"),
        ("p1-s1", "会议听取汇报。"),
        ("p1-s2", "GDP增长4.7%；"),
        ("p1-s3", "就业稳定。"),
        ("p2", "抓落实"),
        ("caption-1", "资料图"),
        ("summary-1", "编辑写的一句。"),
    ]


# ── memory ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("argos 1.9", "supplied", "supplied"),
        ("supplied", "argos 1.9", "supplied"),
        ("supplied", "edited", "edited"),
        ("edited", "supplied", "edited"),
        ("argos 1.8", "argos 1.9", "argos 1.9"),
    ],
)
def test_a_better_origin_wins(first: str, second: str, kept: str) -> None:
    memory = Memory([Entry("中", "a", first), Entry("中", "b", second)])
    found = memory.get("中")
    assert found is not None
    assert found.origin == kept


# ── translating ──────────────────────────────────────────────────────────────────────────────────────────


class Echo:
    """An engine that offers a wrong figure first and the right one second."""

    name = "echo 1"
    fingerprint = "e"

    def __init__(self) -> None:
        self.batches: list[int] = []

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        self.batches.append(len(texts))
        return [[Candidate(f"Nothing of {n}.", 0.0), Candidate("GDP grew by 4.7%;", -1.0)] for n, _ in enumerate(texts)]


def test_every_distinct_segment_is_translated_once_in_large_batches() -> None:
    stories = [Story(ARTICLE), Story(ARTICLE)]
    memory = Memory([Entry("就业稳定。", "Jobs are stable.", "supplied")])
    texts = missing(stories, memory)
    assert len(texts) == len(set(texts)) == 6
    engine = Echo()
    for batch in translate_missing(texts, engine, Glossary()):
        for entry in batch:
            memory.put(entry)
    assert engine.batches == [6]
    assert missing(stories, memory) == []
    translated = apply_memory(stories, memory)
    assert count(translated).missing == 0


def test_the_candidate_with_the_right_figure_is_taken() -> None:
    (batch,) = translate_missing(["GDP增长4.7%；"], Echo(), Glossary())
    assert batch[0].en == "GDP grew by 4.7%;"
    assert batch[0].flags == ()


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(EngineError, match="no engine"):
        find_engine("nonsense", EngineSettings())

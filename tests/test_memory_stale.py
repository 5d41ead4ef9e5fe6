"""Dates and fingerprints of the memory: what an engine translates again, and what never."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.engines import day_of_run
from generator.errors import InputError
from generator.glossary import Glossary, Term
from generator.model import Article, Block, Story
from generator.translate import missing, translate_missing
from generator.translate.engine import Candidate
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import keep_new, load_memory, save_memory
from generator.translate.stale import is_stale, terms_fingerprint

GLOSSARY = Glossary(
    (
        Term("区委", "District Committee", wrong=("Zone Committee",)),
        Term("高新区", "High-tech Zone"),
        Term("区", "District", but=("地区",)),
    )
)


class Parrot:
    """An engine that says the same of everything."""

    name = "parrot 1.0"
    fingerprint = "p1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        self.asked += texts
        return [[Candidate("The meeting was held.", 0.0)] for _ in texts]


class NewParrot(Parrot):
    name = "parrot 1.1"
    fingerprint = "p2"


class OtherEngine(Parrot):
    name = "starling 1.0"
    fingerprint = "s1"


def changed(glossary: Glossary, zh: str, **changes: object) -> Glossary:
    return Glossary(tuple(replace(term, **changes) if term.zh == zh else term for term in glossary.terms))


@pytest.mark.parametrize(
    "changes", [{"en": "Party Committee"}, {"also": ("Committee",)}, {"wrong": ()}, {"check": False}, {"category": "x"}]
)
def test_a_changed_term_changes_the_fingerprint_of_the_segments_that_hold_it_only(changes: dict[str, object]) -> None:
    new = changed(GLOSSARY, "区委", **changes)
    assert terms_fingerprint("区委召开会议。", new) != terms_fingerprint("区委召开会议。", GLOSSARY)
    assert terms_fingerprint("高新区招商。", new) == terms_fingerprint("高新区招商。", GLOSSARY)
    assert terms_fingerprint("天气晴朗。", new) == terms_fingerprint("天气晴朗。", GLOSSARY) == "none"


@pytest.mark.parametrize("changes", [{"note": "x"}, {"source": "y"}])
def test_what_an_engine_never_sees_of_a_term_changes_nothing(changes: dict[str, object]) -> None:
    new = changed(GLOSSARY, "区委", **changes)
    assert terms_fingerprint("区委召开会议。", new) == terms_fingerprint("区委召开会议。", GLOSSARY)


def test_the_order_of_the_glossary_and_of_the_text_does_not_count() -> None:
    backwards = Glossary(GLOSSARY.terms[::-1])
    assert terms_fingerprint("区委赴高新区。", backwards) == terms_fingerprint("高新区和区委。", GLOSSARY)


def test_a_new_longer_term_that_hides_another_changes_the_fingerprint() -> None:
    more = Glossary((*GLOSSARY.terms, Term("区委办公室", "General Office")))
    assert terms_fingerprint("区委办公室发文。", more) != terms_fingerprint("区委办公室发文。", GLOSSARY)
    assert terms_fingerprint("区委召开会议。", more) == terms_fingerprint("区委召开会议。", GLOSSARY)


TEXTS = ("区委召开会议。", "高新区招商。", "天气晴朗。")
STORY = Story(Article("a", "a.txt", "news", "", (Block("paragraph", "".join(TEXTS)),), ()))


def again(memory: Memory, engine: Parrot, glossary: Glossary) -> list[str]:
    return missing([STORY], memory, lambda entry: is_stale(entry, engine, glossary))


@pytest.fixture
def memory() -> Memory:
    filled = Memory()
    for batch in translate_missing(TEXTS, Parrot(), GLOSSARY):
        for entry in batch:
            filled.put(entry)
    return filled


def test_what_an_engine_made_is_not_made_again(memory: Memory) -> None:
    assert again(memory, Parrot(), GLOSSARY) == []


def test_only_segments_with_a_changed_term_are_made_again_and_only_once(memory: Memory) -> None:
    new = changed(GLOSSARY, "区委", en="Party Committee")
    assert again(memory, Parrot(), new) == ["区委召开会议。"]
    for batch in translate_missing(again(memory, Parrot(), new), Parrot(), new):
        for entry in batch:
            assert memory.put(entry)
    assert again(memory, Parrot(), new) == []


def test_a_new_version_of_the_engine_makes_its_own_again_and_another_engine_leaves_them(memory: Memory) -> None:
    assert sorted(again(memory, NewParrot(), GLOSSARY)) == sorted(TEXTS)
    assert again(memory, OtherEngine(), GLOSSARY) == []


def test_a_record_of_before_the_fingerprints_of_terms_is_left_alone() -> None:
    memory = Memory(Entry(zh, "English.", "parrot 0.9", engine="p0") for zh in TEXTS)
    assert again(memory, NewParrot(), GLOSSARY) == []


@pytest.mark.parametrize("origin", ["supplied", "edited"])
def test_what_people_wrote_is_never_made_again(origin: str) -> None:
    memory = Memory(Entry(zh, "English.", origin) for zh in TEXTS)
    assert again(memory, NewParrot(), changed(GLOSSARY, "区委", en="x")) == []


def test_old_records_of_an_engine_without_fingerprints_stay() -> None:
    memory = Memory(Entry(zh, "English.", "parrot 0.1") for zh in TEXTS)
    assert again(memory, NewParrot(), GLOSSARY) == []


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_new_gets_the_day_of_the_run_and_what_is_there_keeps_its_own(tmp_path: Path) -> None:
    first, _ = load_memory(tmp_path, day="2026-04-12")
    first.put(Entry("甲。", "A.", "argos 1.9", engine="e", glossary="none"))
    first.put(Entry("乙。", "B.", "edited"))
    save_memory(tmp_path, first)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    second, problems = load_memory(tmp_path, day="2026-05-01")
    assert problems == ()
    assert not second.put(Entry("乙。", "B.", "edited"))
    assert not second.put(Entry("甲。", "A.", "argos 1.9", engine="e", glossary="none"))
    save_memory(tmp_path, second)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    assert second.put(Entry("乙。", "B!", "edited"))
    save_memory(tmp_path, second)
    third, _ = load_memory(tmp_path)
    assert [(one.zh, one.en, one.date) for one in third.entries()] == [
        ("乙。", "B!", "2026-05-01"),
        ("甲。", "A.", "2026-04-12"),
    ]


def test_the_journal_has_the_day_too(tmp_path: Path) -> None:
    running, _ = load_memory(tmp_path, day="2026-04-12")
    running.put(Entry("甲。", "A.", "argos 1.9"))
    keep_new(tmp_path, running)
    keep_new(tmp_path, running)
    assert (tmp_path / "journal.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert load_memory(tmp_path, day="2026-04-13")[0].entries() == [Entry("甲。", "A.", "argos 1.9", date="2026-04-12")]


def test_of_two_records_that_rank_the_same_the_later_is_read_whatever_their_order(tmp_path: Path) -> None:
    old, new = (f'{{"zh": "甲。", "en": "{en}", "origin": "edited", "date": "{date}"}}\n' for en, date in OLD_AND_NEW)
    for name, text in (("a", old + new), ("b", new + old)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "0.jsonl").write_text(text, encoding="utf-8")
        assert [one.en for one in load_memory(tmp_path / name)[0].entries()] == ["New."]


OLD_AND_NEW = (("Old.", "2026-01-01"), ("New.", "2026-02-01"))


def test_a_record_of_today_comes_back_whole_and_an_older_one_is_still_read(tmp_path: Path) -> None:
    whole = Entry("甲。", "A.", "argos 1.9", (), True, "e1", "g1", "2026-04-12")
    save_memory(tmp_path, Memory([whole]))
    (tmp_path / "old.jsonl").write_text(
        '{"zh": "乙。", "en": "B.", "origin": "argos 1.9", "fingerprint": "f"}\n', encoding="utf-8"
    )
    assert load_memory(tmp_path)[0].entries() == [Entry("乙。", "B.", "argos 1.9", engine="f"), whole]


@pytest.mark.parametrize("date", ['"12 April"', '"2026-13-01"', "20260412", '"２０２６-04-12"', "null"])
def test_a_record_with_a_date_that_is_none_is_told(tmp_path: Path, date: str) -> None:
    line = f'{{"zh": "甲。", "en": "A.", "origin": "edited", "date": {date}}}\n'
    (tmp_path / "0.jsonl").write_text(line, encoding="utf-8")
    assert len(load_memory(tmp_path)[1]) == 1


def test_the_day_of_a_run_can_be_set_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert day_of_run() == "2023-11-14"
    for odd in ("tomorrow", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
        with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
            day_of_run()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert len(day_of_run()) == 10

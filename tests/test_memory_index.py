"""The index of a large memory: the same answers as from reading all shards, whatever happens to it."""

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import Problem
from generator.glossary import Glossary, Term
from generator.model import Flag
from generator.translate.formulas import Formulas
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import append_journal, load_memory, save_memory, shards_of
from generator.translate.memory_index import IndexedRecords, open_memory
from generator.translate.repair_figures import ordinal_ending

ENTRIES = [
    *(
        Entry(f"第{n}类起数下降{n}.8%。", f"The {n}{ordinal_ending(n)} class: down {n}.8%.", "supplied")
        for n in range(20, 45)
    ),
    *(
        Entry(f"会议听取第{n}项汇报。", f"The meeting heard report {n}.", "argos 1.9", (), True, "e", "g")
        for n in range(99)
    ),
    *(Entry(f"火灾起数下降{n}.5%。", f"Fires fell by {n}.5%.", "edited", date="2026-01-02") for n in range(300, 330)),
    Entry("甲。", "A.", "supplied", (Flag("length", "minor", "short"),)),
]
ASKED = [
    *(entry.zh for entry in ENTRIES[::5]),
    ENTRIES[-1].zh,
    *(f"第{n}类起数下降3.8%。" for n in range(30, 60, 4)),
    *(f"火灾起数下降{n}.5%。" for n in range(310, 360, 9)),
    "没有的。",
    "乙。",
    "",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_memory(tmp_path / "memory", Memory(ENTRIES), largest=3_000)
    return tmp_path / "memory"


def index_of(folder: Path) -> Path:
    return folder.parent / ".cache" / "memory.sqlite"


def opened(folder: Path) -> tuple[Memory, tuple[Problem, ...]]:
    memory, problems = open_memory(folder, index_of(folder), large=0)
    assert isinstance(memory.records, IndexedRecords)
    return memory, problems


def assert_the_same(folder: Path) -> None:
    """The index gives what reading everything gives."""
    memory, problems = opened(folder)
    plain, told = load_memory(folder)
    assert problems == told
    assert len(memory) == len(plain)
    assert [memory.get(zh) for zh in ASKED] == [plain.get(zh) for zh in ASKED]
    assert memory.entries() == plain.entries()


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """Change the shard that has 甲。"""
    shard = next(path for path in folder.glob("*.jsonl") if "甲。".encode() in path.read_bytes())
    shard.write_bytes(change(shard.read_bytes()))
    return shard


def test_the_index_answers_as_reading_all_shards_does(folder: Path) -> None:
    assert_the_same(folder)
    assert index_of(folder).is_file()
    assert_the_same(folder)


def test_a_small_memory_has_no_index(folder: Path) -> None:
    memory, _ = open_memory(folder, index_of(folder))
    assert memory.records is None
    assert not index_of(folder).exists()


def test_an_empty_or_missing_folder_is_an_empty_memory(tmp_path: Path) -> None:
    memory, problems = open_memory(tmp_path / "none", tmp_path / "i.sqlite", large=0)
    assert (len(memory), problems, memory.get("甲。")) == (0, (), None)


def test_a_look_up_reads_no_shard_but_the_one_it_is_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder)
    for path in folder.glob("*.jsonl"):
        os.utime(path, ns=(1, 1))
    before = path_of_each_read(monkeypatch)
    opened(folder)
    assert {name for name in before if name.endswith(".jsonl")} == {path.name for path in folder.glob("*.jsonl")}
    age(folder)
    before.clear()
    memory, _ = opened(folder)
    assert memory.get("甲。") == ENTRIES[-1]
    assert memory.get("没有的。") is None
    read = [name for name in before if name.endswith(".jsonl")]
    assert read == [edit(folder, lambda data: data).name]


def path_of_each_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    plain_open = Path.open

    def told(path: Path, *arguments: object, **options: object) -> object:
        read.append(path.name)
        return plain_open(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", told)
    return read


def age(folder: Path) -> None:
    """Let the shards have been indexed long after they changed."""
    with sqlite3.connect(index_of(folder)) as tables:
        tables.execute("UPDATE shard SET indexed = indexed + 1000000000000")
    tables.close()


# ── what is not trusted ──────────────────────────────────────────────────────────────────────────────────


def test_a_changed_new_or_removed_shard_is_seen(folder: Path) -> None:
    opened(folder)
    edit(folder, lambda data: data.replace(b'"en": "A."', b'"en": "B."'))
    assert_the_same(folder)
    (folder / "more.jsonl").write_text('{"zh": "乙。", "en": "B.", "origin": "edited"}\n', encoding="utf-8")
    assert_the_same(folder)
    assert opened(folder)[0].get("乙。") is not None
    edit(folder, lambda data: data).unlink()
    assert_the_same(folder)
    assert opened(folder)[0].get("甲。") is None


def test_a_shard_of_the_same_size_and_time_with_other_words_is_seen(folder: Path) -> None:
    opened(folder)
    age(folder)
    shard = edit(folder, lambda data: data)
    before = shard.stat()
    shard.write_bytes(shard.read_bytes().replace(b'"en": "A."', b'"en": "B."'))
    os.utime(shard, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert_the_same(folder)


def test_only_changed_shards_are_indexed_again(folder: Path) -> None:
    opened(folder)
    ids = shard_ids(folder)
    shard = edit(folder, lambda data: data.replace(b'"en": "A."', b'"en": "Another."'))
    for path in folder.glob("*.jsonl"):
        os.utime(path)
    opened(folder)
    after = shard_ids(folder)
    assert {name for name in ids if ids[name] != after[name]} == {shard.name}


def shard_ids(folder: Path) -> dict[str, int]:
    tables = sqlite3.connect(index_of(folder))
    rows = dict(tables.execute("SELECT name, id FROM shard").fetchall())
    tables.close()
    return rows


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b"no database at all"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:700]),
        lambda path: path.unlink(),
        lambda path: run(path, "UPDATE meta SET version = 'older'"),
        lambda path: run(path, "DELETE FROM meta"),
        lambda path: run(path, "DROP TABLE meta"),
    ],
)
def test_a_broken_older_or_deleted_index_is_made_anew(folder: Path, harm: Callable[[Path], object]) -> None:
    opened(folder)
    harm(index_of(folder))
    assert_the_same(folder)
    assert_the_same(folder)


def run(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as tables:
        tables.execute(statement)
    tables.close()


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE record SET at = at + 1",
        "UPDATE record SET size = size - 1",
        "UPDATE record SET at = at + 100000",
        "UPDATE formula SET at = at + 1",
        "DROP TABLE record",
        "DROP TABLE formula",
    ],
)
def test_an_index_that_lies_about_places_gives_no_wrong_answer(folder: Path, lie: str) -> None:
    opened(folder)
    run(index_of(folder), lie)
    memory, plain = opened(folder)[0], load_memory(folder)[0]
    assert [memory.get(zh) for zh in ASKED] == [plain.get(zh) for zh in ASKED]


def test_two_texts_with_the_same_number_are_not_mixed_up(folder: Path) -> None:
    opened(folder)
    tables = sqlite3.connect(index_of(folder))
    with tables:
        tables.execute("UPDATE record SET digest = (SELECT min(digest) FROM record)")
        tables.execute("UPDATE formula SET key = (SELECT min(key) FROM formula)")
    tables.close()
    memory = opened(folder)[0]
    plain = load_memory(folder)[0]
    for zh in ASKED:
        found, right = memory.get(zh), plain.get(zh)
        assert found is None or (right is not None and found.en == right.en)


def test_other_persons_in_the_names_file_void_the_index(folder: Path) -> None:
    append_journal(folder, [Entry("黄茂军强调。", "Huang Maojun stressed this.", "supplied")])
    plain, _ = load_memory(folder)
    save_memory(folder, plain)
    opened(folder)
    persons = [
        Term(zh, en, category="person") for zh, en in (("黄茂军", "Huang Maojun"), ("李显龙", "Lee Hsien Loong"))
    ]
    memory, _ = open_memory(folder, index_of(folder), formulas=Formulas(Glossary(tuple(persons))), large=0)
    found = memory.get("李显龙强调。")
    assert found is not None and found.en == "Lee Hsien Loong stressed this."


def test_an_index_that_cannot_be_made_is_told_and_all_is_read(folder: Path) -> None:
    index_of(folder).parent.write_text("a file where the folder should be", encoding="utf-8")
    memory, problems = open_memory(folder, index_of(folder), large=0)
    assert memory.entries() == load_memory(folder)[0].entries()
    assert [problem.severity for problem in problems] == ["note"]
    assert "the index of the memory cannot be used" in str(problems[0])


def test_a_locked_index_is_told_and_all_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: connect(path, timeout=0.01))
    edit(folder, lambda data: data.replace(b'"en": "A."', b'"en": "B."'))
    other = connect(index_of(folder))
    other.execute("BEGIN EXCLUSIVE")
    memory, problems = open_memory(folder, index_of(folder), large=0)
    other.close()
    assert (memory.get("甲。") or ENTRIES[0]).en == "B."
    assert "locked" in str(problems[0])


def test_shards_that_change_while_the_memory_is_open_are_read_anew(folder: Path) -> None:
    memory, _ = opened(folder)
    edit(folder, lambda data: b'{"zh": "0", "en": "zero", "origin": "argos"}\n' + data.replace(b'"A."', b'"B."'))
    assert (memory.get("甲。") or ENTRIES[0]).en == "B."
    for path in folder.glob("*.jsonl"):
        path.unlink()
    assert memory.get("火灾起数下降310.5%。") is None
    assert memory.get("火灾起数下降3.5%。") is None


# ── broken lines, journal, saving ────────────────────────────────────────────────────────────────────────


def test_broken_lines_are_told_each_time(folder: Path) -> None:
    edit(folder, lambda data: data + b"broken\n<<<<<<< ours\n\xff\n")
    assert_the_same(folder)
    assert_the_same(folder)
    assert len(opened(folder)[1]) == 3


def test_the_journal_is_taken_in(folder: Path) -> None:
    append_journal(folder, [Entry("甲。", "A!", "edited"), Entry("乙。", "B.", "argos 1.9")])
    assert_the_same(folder)
    assert (opened(folder)[0].get("甲。") or ENTRIES[0]).en == "A!"


@pytest.mark.parametrize("largest", [2_000, 10**6])
@pytest.mark.parametrize("untidy", ["", "older names", "twice", "spaces"])
def test_what_is_saved_is_what_the_whole_memory_would_write(folder: Path, largest: int, untidy: str) -> None:
    if untidy == "older names":
        edit(folder, lambda data: data).rename(folder / "old.jsonl")
    elif untidy == "twice":
        text = '{"zh": "甲。", "en": "Twice.", "origin": "supplied", "date": "2020-01-01"}\n'
        (folder / "zz.jsonl").write_text(text, encoding="utf-8")
    elif untidy == "spaces":
        edit(folder, lambda data: data.replace(b'"en": "A."', b'"en":   "A."'))
    rest = random.Random(5)
    plain, _ = load_memory(folder)
    for step in range(3):
        memory, problems = open_memory(folder, index_of(folder), day="2026-04-12", large=0)
        new = [
            Entry(f"新句{rest.randrange(40)}。", f"New sentence {rest.randrange(9)}.", "edited", date="2026-04-12"),
            Entry(rest.choice(ENTRIES).zh, f"Edited in step {step}.", "edited", date="2026-04-12"),
        ]
        for entry in new:
            assert memory.put(entry) == plain.put(entry)
        assert len(memory) == len(plain)
        save_memory(folder, memory, problems, largest=largest)
        assert memory.entries() == plain.entries()
        assert [memory.get(entry.zh) for entry in ENTRIES[::7]] == [plain.get(entry.zh) for entry in ENTRIES[::7]]
        assert files_of(folder) == shards_of(plain.entries(), largest)
        assert_the_same(folder)


def test_saving_one_change_touches_only_shards_of_its_digit(folder: Path) -> None:
    memory, problems = opened(folder)
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    memory.put(Entry("甲。", "A!", "edited"))
    assert save_memory(folder, memory, problems, largest=3_000) == 1
    changed = {path.name for path in folder.iterdir() if before.get(path.name) != path.stat().st_ino}
    assert changed == {edit(folder, lambda data: data).name}


def test_nothing_new_writes_nothing(folder: Path) -> None:
    memory, problems = opened(folder)
    before = files_of(folder)
    assert save_memory(folder, memory, problems, largest=3_000) == 0
    assert files_of(folder) == before

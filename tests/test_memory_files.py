"""The files of the memory: shards that split, the journal, broken lines, killed runs."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import Problem
from generator.model import Flag
from generator.translate.memory import Entry, Memory
from generator.translate.memory_files import append_journal, keep_new, load_memory, save_memory, shards_of
from generator.translate.memory_index import open_memory
from generator.translate.memory_records import render

ROOT = Path(__file__).parent.parent


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def many(count: int) -> list[Entry]:
    return [Entry(f"第{n}句。", f"Sentence {n}.", "supplied") for n in range(count)]


def saved(folder: Path, entries: list[Entry], largest: int) -> dict[str, bytes]:
    memory, problems = load_memory(folder)
    for entry in entries:
        memory.put(entry)
    save_memory(folder, memory, problems, largest=largest)
    return files_of(folder)


def test_a_memory_comes_back_from_its_files(tmp_path: Path) -> None:
    entries = [
        Entry(f"句子{n}。", f"Sentence {n}.", "argos 1.9", (Flag("number", "serious", "x"),), True, "f")
        for n in range(60)
    ]
    save_memory(tmp_path, Memory(entries))
    memory, problems = load_memory(tmp_path)
    assert problems == ()
    assert memory.entries() == sorted(entries, key=lambda entry: entry.zh)
    assert save_memory(tmp_path, memory) == 0


def test_a_journal_of_a_killed_run_is_taken_in(tmp_path: Path) -> None:
    append_journal(tmp_path, [Entry("甲。", "A.", "argos")])
    with (tmp_path / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"zh": "乙。", "en"')
    memory, problems = load_memory(tmp_path)
    assert problems == ()
    assert memory.get("甲。") is not None
    save_memory(tmp_path, memory)
    assert not (tmp_path / "journal.jsonl").exists()


def test_what_is_appended_after_a_torn_line_is_kept(tmp_path: Path) -> None:
    append_journal(tmp_path, [Entry("甲。", "A.", "argos")])
    with (tmp_path / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"zh": "乙。", "en"')
    append_journal(tmp_path, [Entry("丙。", "C.", "argos"), Entry("丁。", "D.", "argos")])
    memory, problems = load_memory(tmp_path)
    assert problems == ()
    assert [entry.en for entry in memory.entries()] == ["D.", "C.", "A."]


def test_a_shard_splits_only_when_it_passes_its_limit() -> None:
    entries = sorted(many(600), key=lambda entry: entry.zh)
    wide, narrow = shards_of(entries, 10**6), shards_of(entries, 2_000)
    assert sorted(wide) == [f"{digit}.jsonl" for digit in "0123456789abcdef"]
    assert all(len(data) <= 2_000 for data in narrow.values())
    for digit in "0123456789abcdef":
        parts = [name for name in narrow if name.startswith(digit)]
        assert (len(wide[f"{digit}.jsonl"]) > 2_000) == (len(parts) > 1)
    for name, data in narrow.items():
        lines = data.decode().splitlines()
        assert lines == sorted(lines)
        for line in lines:
            zh = line.split('"')[3]
            assert hashlib.sha256(zh.encode()).hexdigest().startswith(name.removesuffix(".jsonl"))


def test_a_record_larger_than_the_limit_gets_a_shard_of_its_own() -> None:
    shards = shards_of([Entry("大。", "Big. " * 100, "supplied"), Entry("小。", "Small.", "supplied")], 50)
    assert len(shards) == 2
    assert b"".join(shards.values()).count(b"\n") == 2


@pytest.mark.parametrize("largest", [900, 3_000, 10**6])
def test_the_same_records_make_the_same_files_whatever_their_order_and_former_split(
    tmp_path: Path, largest: int
) -> None:
    entries = many(300)
    at_once = saved(tmp_path / "a", entries, largest)
    shuffled = random.Random(3).sample(entries, len(entries))
    for first in range(0, 300, 60):
        by_parts = saved(tmp_path / "b", shuffled[first : first + 60], largest)
    assert by_parts == at_once
    saved(tmp_path / "c", entries, 700)
    assert saved(tmp_path / "c", [], largest) == at_once
    assert saved(tmp_path / "c", entries, largest) == at_once


def test_shards_of_older_names_are_read_and_removed(tmp_path: Path) -> None:
    whole = saved(tmp_path / "a", many(40), 10**6)
    old = tmp_path / "b"
    old.mkdir()
    (old / "00.jsonl").write_bytes(b"".join(list(whole.values())[:7]))
    (old / "more.jsonl").write_bytes(b"".join(list(whole.values())[7:]))
    assert saved(old, [], 10**6) == whole


Opener = Callable[[Path], tuple[Memory, tuple[Problem, ...]]]


def by_index(folder: Path) -> tuple[Memory, tuple[Problem, ...]]:
    return open_memory(folder, folder.parent / "index.sqlite", large=0)


@pytest.fixture(params=[load_memory, by_index], ids=["read", "indexed"])
def open_it(request: pytest.FixtureRequest) -> Opener:
    opener: Opener = request.param
    return opener


def english(folder: Path) -> dict[str, str]:
    return {entry.zh: entry.en for entry in load_memory(folder)[0].entries()}


def test_of_two_runs_at_a_time_neither_loses_what_the_other_wrote(tmp_path: Path, open_it: Opener) -> None:
    folder = tmp_path / "memory"
    saved(folder, [Entry("甲。", "A.", "supplied"), Entry("乙。", "B.", "argos 1.9")], 10**6)
    (long, told), (short, _) = open_it(folder), open_it(folder)
    long.put(Entry("丙。", "C by engine.", "argos 1.9"))
    long.put(Entry("丁。", "D.", "argos 1.9"))
    keep_new(folder, long)
    short.put(Entry("甲。", "A by an editor.", "edited"))
    short.put(Entry("丙。", "C by an editor.", "edited"))
    save_memory(folder, short)
    long.put(Entry("戊。", "E.", "argos 1.9"))
    keep_new(folder, long)
    save_memory(folder, long, told)
    wanted = {"甲。": "A by an editor.", "乙。": "B.", "丙。": "C by an editor.", "丁。": "D.", "戊。": "E."}
    assert english(folder) == wanted
    assert {entry.zh: entry.en for entry in long.entries()} == wanted
    assert not (folder / "journal.jsonl").exists()


def test_a_line_that_was_removed_while_the_run_went_on_stays_removed(tmp_path: Path, open_it: Opener) -> None:
    folder = tmp_path / "memory"
    saved(folder, [Entry("甲。", "A.", "supplied"), Entry("乙。", "B.", "argos 1.9")], 10**6)
    memory, told = open_it(folder)
    next(path for path in folder.glob("*.jsonl") if "乙" in path.read_text(encoding="utf-8")).unlink()
    memory.put(Entry("丙。", "C.", "edited"))
    save_memory(folder, memory, told)
    assert english(folder) == {"甲。": "A.", "丙。": "C."}


def test_a_line_that_broke_while_the_run_went_on_stops_the_writing(tmp_path: Path, open_it: Opener) -> None:
    folder = tmp_path / "memory"
    saved(folder, [Entry("甲。", "A.", "supplied")], 10**6)
    memory, told = open_it(folder)
    shard = next(folder.glob("*.jsonl"))
    shard.write_bytes(shard.read_bytes() + b"<<<<<<< ours\n")
    before = shard.read_bytes()
    memory.put(Entry("丙。", "C.", "edited"))
    assert save_memory(folder, memory, told) == 0
    assert shard.read_bytes() == before
    assert english(folder) == {"甲。": "A.", "丙。": "C."}


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_who_writes_waits_for_the_other_who_writes(tmp_path: Path) -> None:
    import fcntl

    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    writer = threading.Thread(target=save_memory, args=(tmp_path, Memory([Entry("甲。", "A.", "edited")])))
    writer.start()
    writer.join(0.2)
    assert writer.is_alive()
    assert not list(tmp_path.iterdir())
    os.close(handle)
    writer.join(10)
    assert english(tmp_path) == {"甲。": "A."}


def test_what_a_killed_run_left_half_written_is_swept_up(tmp_path: Path) -> None:
    saved(tmp_path, [Entry("甲。", "A.", "supplied")], 10**6)
    (tmp_path / ".half.tmp").write_bytes(b"{")
    saved(tmp_path, [Entry("乙。", "B.", "supplied")], 10**6)
    assert not (tmp_path / ".half.tmp").exists()


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_branches_of_the_memory_merge_without_a_clash(tmp_path: Path) -> None:
    """By the repository's own attributes: both sides' lines are kept, and of the same Chinese the later edit."""
    folder = tmp_path / "content" / "memory"
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    (tmp_path / ".gitattributes").write_text(attributes, encoding="utf-8")
    saved(folder, many(60), 10**6)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before")
    for branch, day in (("one", "2026-01-01"), ("two", "2026-02-01")):
        git(tmp_path, "checkout", "-qb", branch, "main")
        memory, _ = load_memory(folder, day=day)
        memory.put(Entry("第7句。", f"The seventh, by {branch}.", "edited"))
        for n in range(40):
            memory.put(Entry(f"{branch}第{n}句。", f"Sentence {n} of {branch}.", "supplied"))
        save_memory(folder, memory)
        git(tmp_path, "commit", "-qam", branch)
    git(tmp_path, "merge", "-q", "--no-edit", "one")
    merged, problems = load_memory(folder)
    assert problems == ()
    assert len(merged) == 60 + 40 + 40
    assert english(folder)["第7句。"] == "The seventh, by two."
    save_memory(folder, merged)
    assert files_of(folder) == shards_of(merged.entries())


def test_a_file_that_came_while_the_run_went_on_is_taken_in(tmp_path: Path) -> None:
    memory, _ = load_memory(tmp_path)
    (tmp_path / "new.jsonl").write_text('{"zh": "乙。", "en": "B.", "origin": "supplied"}\n', encoding="utf-8")
    memory.put(Entry("甲。", "A.", "supplied"))
    save_memory(tmp_path, memory)
    assert {entry.zh for entry in load_memory(tmp_path)[0].entries()} == {"甲。", "乙。"}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("at", [*range(1, 8), *range(9, 40, 5)])
@pytest.mark.parametrize("former", [800, 10**6])
def test_a_run_killed_at_any_write_or_removal_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_it: Opener, at: int, former: int
) -> None:
    tmp_path = tmp_path / "memory"
    saved(tmp_path, many(40), former)
    memory, _ = open_it(tmp_path)
    memory.put(Entry("第7句。", "The seventh sentence.", "supplied"))
    memory.put(Entry("新。", "New.", "edited"))
    steps = 0

    def count_and_kill(act):
        def counted(*arguments, **options):
            nonlocal steps
            steps += 1
            if steps == at:
                raise Killed
            return act(*arguments, **options)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", count_and_kill(Path.replace))
        patch.setattr(Path, "unlink", count_and_kill(Path.unlink))
        try:
            save_memory(tmp_path, memory, largest=10**6 if former == 800 else 800)
        except Killed:
            assert steps >= at
    again, problems = load_memory(tmp_path)
    assert problems == ()
    assert again.entries() == memory.entries()
    save_memory(tmp_path, again, largest=1_000)
    assert load_memory(tmp_path)[0].entries() == memory.entries()
    assert not (tmp_path / "journal.jsonl").exists()


def test_while_a_line_is_broken_no_shard_is_touched_and_the_journal_keeps_what_is_new(tmp_path: Path) -> None:
    saved(tmp_path, [Entry("甲。", "A.", "supplied")], 10**6)
    shard = next(tmp_path.glob("*.jsonl"))
    shard.write_text(shard.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    before = shard.read_bytes()
    memory, problems = load_memory(tmp_path)
    assert str(problems[0]).startswith(f"memory/{shard.name}:2: not a record")
    memory.put(Entry("甲。", "A!", "edited"))
    assert save_memory(tmp_path, memory, problems) == 0
    assert shard.read_bytes() == before
    again, problems = load_memory(tmp_path)
    assert again.entries() == [Entry("甲。", "A!", "edited")]
    assert save_memory(tmp_path, again, problems) == 0
    assert (tmp_path / "journal.jsonl").read_text(encoding="utf-8").count("\n") == 1

    shard.write_bytes(before.replace(b"broken\n", b""))
    mended, problems = load_memory(tmp_path)
    save_memory(tmp_path, mended, problems)
    assert list(files_of(tmp_path)) == [shard.name]
    assert load_memory(tmp_path)[0].entries() == [Entry("甲。", "A!", "edited")]


def test_the_marks_of_a_merge_that_clashed_are_told_as_such(tmp_path: Path) -> None:
    record = '{"zh": "甲。", "en": "A.", "origin": "edited"}'
    (tmp_path / "0.jsonl").write_text(f"<<<<<<< ours\n{record}\n=======\n{record}\n>>>>>>> theirs\n", encoding="utf-8")
    memory, problems = load_memory(tmp_path)
    assert [problem.line for problem in problems] == [1, 3, 5]
    assert "a merge that clashed" in str(problems[0])
    assert len(memory) == 1


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        '"x"',
        "{}",
        '{"zh": "", "en": "a", "origin": "x"}',
        '{"zh": "甲", "en": 1, "origin": "x"}',
        '{"zh": "甲", "en": "a", "origin": ""}',
        '{"zh": "甲", "en": "a", "origin": "x", "flags": [["a", "grave", "b"]]}',
        '{"zh": "甲", "en": "a", "origin": "x", "flags": 3}',
        '{"zh": "\\ud800", "en": "a", "origin": "x"}',
        '{"zh": "甲", "en": "a", "origin": "x", "flags": [["a", "minor", "\\udfff"]]}',
        "[" * 100_000,
        "1" * 10_000,
    ],
)
def test_what_is_no_record_is_told_and_skipped(tmp_path: Path, line: str) -> None:
    (tmp_path / "0.jsonl").write_text(line + "\n", encoding="utf-8")
    memory, problems = load_memory(tmp_path)
    assert len(memory) == 0
    assert [problem.line for problem in problems] == [1]
    assert save_memory(tmp_path, memory, problems) == 0


def test_every_key_of_a_record_is_explained() -> None:
    whole = Entry("甲。", "A.", "argos 1.9", (Flag("length", "minor", "x"),), True, "e", "g", "2026-04-12")
    told = (ROOT / "docs" / "memory.md").read_text(encoding="utf-8")
    for key in json.loads(render(whole)):
        assert f"\n| `{key}` |" in told

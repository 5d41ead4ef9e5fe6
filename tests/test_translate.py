"""Memory, packages, setup and the engine interface."""

import functools
import http.server
import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.errors import EngineError
from generator.glossary import Glossary
from generator.model import Article, Block, Flag, Story
from generator.translate import apply_memory, count, missing, translate_missing
from generator.translate.engine import Candidate, EngineSettings, find_engine
from generator.translate.memory import Entry, Memory, append_journal, load_memory, save_memory
from generator.translate.packages import install_package, installed_package, verify_package
from generator.translate.segments import segments_of
from generator.translate.setup import find_offer, install

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


def test_the_same_sentence_with_other_figures_gets_them() -> None:
    memory = Memory([Entry("火灾起数下降12.8%。", "The number of fires fell by 12.8%.", "supplied")])
    found = memory.get("火灾起数下降7.5%。")
    assert found is not None
    assert found.en == "The number of fires fell by 7.5%."


@pytest.mark.parametrize("zh", ["增长5900亿元。", "9月13日召开会议。", "增长5%，下降5%。"])
def test_figures_that_are_converted_are_never_put_in(zh: str) -> None:
    known = [
        Entry("增长1200亿元。", "Up RMB 120 billion.", "supplied"),
        Entry("9月12日召开会议。", "A meeting was held on 12 September.", "supplied"),
        Entry("增长4%，下降6%。", "Up 4%, down 6%.", "supplied"),
    ]
    assert Memory(known).get(zh) is None


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


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (Entry("起数下降12.8%。", "Fires rose by 12.8%.", "argos"), "起数下降7.5%。"),
        (Entry("起数下降12.8%。", "Fires rose by 12.8%.", "supplied", (Flag("x", "minor", ""),)), "起数下降7.5%。"),
        (Entry("参加第21届大会。", "joined the 21st congress", "supplied"), "参加第23届大会。"),
        (Entry("新增1个中心。", "1 centre was set up.", "supplied"), "新增20个中心。"),
    ],
)
def test_a_formula_that_is_not_sure_is_not_reused(known: Entry, asked: str) -> None:
    assert Memory([known]).get(asked) is None


def test_a_foreign_package_with_broken_metadata_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "argos-translate" / "packages" / "other"
    folder.mkdir(parents=True)
    (folder / "metadata.json").write_bytes(b"\xff\xfe\x00{")
    assert installed_package({"XDG_DATA_HOME": str(tmp_path / "data")}) is None


def test_a_broken_line_is_told_and_its_file_left_alone(tmp_path: Path) -> None:
    save_memory(tmp_path, Memory([Entry("甲。", "A.", "supplied")]))
    shard = next(tmp_path.glob("*.jsonl"))
    shard.write_text(shard.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    memory, problems = load_memory(tmp_path)
    assert str(problems[0]).startswith(f"memory/{shard.name}:2: not a record")
    memory.put(Entry("甲。", "A!", "edited"))
    save_memory(tmp_path, memory, problems)
    assert "broken" in shard.read_text(encoding="utf-8")


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


# ── packages ─────────────────────────────────────────────────────────────────────────────────────────────


def package(tmp_path: Path, members: dict[str, bytes] | None = None, metadata: dict[str, str] | None = None) -> Path:
    data = {"from_code": "zh", "to_code": "en", "package_version": "1.9"} if metadata is None else metadata
    files = {
        "translate-zh_en/metadata.json": json.dumps(data).encode(),
        "translate-zh_en/sentencepiece.model": b"pieces",
        "translate-zh_en/model/model.bin": b"weights" * 1000,
        **(members or {}),
    }
    path = tmp_path / "zh_en.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def test_a_package_is_installed_where_argos_looks(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "data")}
    installed = install_package(package(tmp_path), environment)
    assert installed.folder == tmp_path / "data" / "argos-translate" / "packages" / "translate-zh_en"
    found = installed_package(environment)
    assert found is not None
    assert found.version == "1.9"


@pytest.mark.parametrize(
    ("members", "metadata", "told"),
    [
        ({"../evil": b""}, None, "unsafe path"),
        ({"/etc/evil": b""}, None, "unsafe path"),
        ({"other/x": b""}, None, "one top folder"),
        (None, {"from_code": "en", "to_code": "zh"}, "not zh to en"),
        ({"translate-zh_en/metadata.json": b"{"}, None, "metadata.json is broken"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_package_is_refused(
    tmp_path: Path, members: dict[str, bytes] | None, metadata: dict[str, str] | None, told: str
) -> None:
    with pytest.raises(EngineError, match=told):
        install_package(package(tmp_path, members, metadata), {"XDG_DATA_HOME": str(tmp_path / "data")})
    assert not (tmp_path / "evil").exists()
    assert installed_package({"XDG_DATA_HOME": str(tmp_path / "data")}) is None


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path)
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(EngineError):
        verify_package(path)


class _Ranges(http.server.SimpleHTTPRequestHandler):
    """Serves files; answers ranges; breaks off the first download of a package half way."""

    broken = False

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        data = path.read_bytes()
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if path.suffix == ".argosmodel" and not _Ranges.broken:
            _Ranges.broken = True
            self.wfile.write(data[: len(data) // 2])
            self.close_connection = True
            return
        self.wfile.write(data[start:])

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Ranges, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_setup_resumes_a_broken_download(tmp_path: Path, server: str) -> None:
    _Ranges.broken = False
    package(tmp_path)
    index = [{"from_code": "zh", "to_code": "en", "package_version": "1.9", "links": [f"{server}/zh_en.argosmodel"]}]
    (tmp_path / "index.json").write_text(json.dumps(index))
    environment = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    said: list[str] = []
    progress: list[tuple[int, int]] = []

    def go() -> str:
        return install(
            None, f"{server}/index.json", said.append, lambda done, total: progress.append((done, total)), environment
        ).version

    with pytest.raises(EngineError, match="cannot be downloaded"):
        go()
    part = next((tmp_path / "cache" / "digest").glob("*.part"))
    assert 0 < part.stat().st_size < (tmp_path / "zh_en.argosmodel").stat().st_size
    assert go() == "1.9"
    assert progress[-1][0] == progress[-1][1]


@pytest.mark.parametrize(
    "content", ["not json", "[]", "{}", '[{"from_code": "zh", "to_code": "en", "links": ["file:///etc"]}]']
)
def test_a_useless_index_is_explained(tmp_path: Path, server: str, content: str) -> None:
    (tmp_path / "index.json").write_text(content)
    with pytest.raises(EngineError):
        find_offer(f"{server}/index.json")


def test_without_a_network_setup_says_what_to_do() -> None:
    with pytest.raises(EngineError, match="digest setup --package FILE"):
        find_offer("http://127.0.0.1:9/index.json")


# ── a real package, run for real ─────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def real_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small real package, made by the script beside these tests."""
    pytest.importorskip("ctranslate2", reason="the engine extra is not installed")
    folder = tmp_path_factory.mktemp("model")
    script = Path(__file__).parent / "data" / "make_argosmodel.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder / "small.argosmodel")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "small.argosmodel"


def test_a_real_package_is_run_by_ctranslate2(real_package: Path) -> None:
    engine = find_engine("argos", EngineSettings(package=real_package))
    texts = ["会议听取汇报。", "区政府召开会议。", "会议听取汇报。"]
    found = engine.translate(texts)
    assert len(found) == 3
    assert all(candidates for candidates in found)
    assert [one.en for one in found[0]] == [one.en for one in found[2]]
    assert [one.en for one in engine.translate(texts[:1])[0]] == [one.en for one in found[0]]
    assert engine.name.startswith("argos ")


def test_the_whole_build_runs_with_a_real_package(real_package: Path, tmp_path: Path) -> None:
    import shutil

    from generator.cli import main

    root = Path(__file__).parent.parent
    shutil.copytree(
        root / "content", tmp_path / "content", ignore=shutil.ignore_patterns("articles", ".generated", "memory")
    )
    (tmp_path / "seeds").mkdir()
    page = "区政府召开会议\n\n本报讯（记者 某某）9月12日，会议听取汇报。\n\n会议强调，要抓好落实。\n"
    (tmp_path / "seeds" / "a.txt").write_text(page, encoding="utf-8")
    folders = [
        "--seeds",
        str(tmp_path / "seeds"),
        "--content",
        str(tmp_path / "content"),
        "--out",
        str(tmp_path / "site"),
    ]
    assert main(["build", "--package", str(real_package), *folders]) == 0
    memory, _ = load_memory(tmp_path / "content" / "memory")
    assert memory.entries()
    assert all(entry.origin.startswith("argos ") and entry.fingerprint for entry in memory.entries())
    buffer = io.StringIO()
    buffer.write(
        "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site" / "en").rglob("article*/*/*.html"))
    )
    assert "machine translated" in buffer.getvalue()

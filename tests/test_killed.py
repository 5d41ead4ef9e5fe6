"""Translating, killed or refused in the middle: no finished batch is lost, and none is translated again."""

import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import entry_points
from itertools import product
from pathlib import Path

import pytest

from generator.translate.memory_files import load_memory

ROOT = Path(__file__).parent.parent


class SlowServer:
    """A LibreTranslate server that answers some requests and then leaves the next one without an answer."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.answers = 0
        """How many requests to answer before it falls silent; negative for all."""
        self.refuses = False
        """To say no from then on instead of nothing."""
        self.silent = threading.Event()
        self.let_go = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply([{"code": "zh", "targets": ["en"]}])

            def do_POST(self) -> None:
                texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
                outer.asked.append(texts)
                if len(outer.asked) > outer.answers >= 0 and outer.refuses:
                    return self.reply({"error": "Quota used up"}, 403)
                if len(outer.asked) > outer.answers >= 0:
                    outer.silent.set()
                    outer.let_go.wait(30)
                    return None
                return self.reply({"translatedText": [english(text) for text in texts]})

            def reply(self, value: object, status: int = 200) -> None:
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.let_go.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def english(zh: str) -> str:
    """A sentence that no check finds fault with."""
    return f"The meeting heard a report on the work of system {'ABCDEFGHIJ'[sum(map(ord, zh)) % 10]}."


@pytest.fixture
def server() -> Iterator[SlowServer]:
    if "libretranslate" not in {point.name for point in entry_points(group="digest.engines")}:
        pytest.skip("the installed distribution is older than the engine: run pip install -e . again")
    running = SlowServer()
    yield running
    running.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seeds with one long article, and content without memory."""
    left_out = shutil.ignore_patterns("articles", ".generated", "memory")
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=left_out)
    (tmp_path / "seeds").mkdir()
    whose, what = (
        "教育 卫生 交通 文化 旅游 农业 水利 民政 司法 财政".split(),
        "改革 发展 服务 管理 建设 宣传 培训 安全".split(),
    )
    sentences = [f"会议听取了{one}系统{other}工作的汇报。" for one, other in product(whose, what)]
    paragraphs = ["".join(sentences[at : at + 8]) for at in range(0, len(sentences), 8)]
    text = "区政府召开会议\n\n本报讯（记者 某某）" + "\n\n".join(paragraphs) + "\n"
    (tmp_path / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    return tmp_path


def start(folder: Path, server: SlowServer, act: str = "translate") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", act, "--engine", "libretranslate"]
    command += [f"--{name}={folder / name}" for name in ("seeds", "content")]
    command += [f"--out={folder / 'site'}"]
    environment = {**os.environ, "DIGEST_SERVER": server.address, "no_proxy": "127.0.0.1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def test_a_killed_run_loses_no_finished_batch_and_repeats_none(folder: Path, server: SlowServer) -> None:
    server.answers = finished = 2
    running = start(folder, server)
    assert server.silent.wait(60)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert running.returncode == -signal.SIGKILL

    kept, problems = load_memory(folder / "content" / "memory")
    done = [text for batch in server.asked[:finished] for text in batch]
    assert problems == ()
    assert {entry.zh for entry in kept.entries()} == set(done)

    server.let_go.set()
    server.asked, server.answers = [], -1
    _, told = (again := start(folder, server)).communicate(timeout=60)
    assert again.returncode == 0, told
    asked = [text for batch in server.asked for text in batch]
    assert len(asked) == len(set(asked))
    assert not set(asked) & set(done)
    assert f"translated now       {len(asked)}" in told
    whole, _ = load_memory(folder / "content" / "memory")
    assert {entry.zh for entry in whole.entries()} == {*asked, *done}
    assert len(whole) > 80


def test_an_engine_that_fails_on_the_way_does_not_keep_the_site_from_being_made(
    folder: Path, server: SlowServer
) -> None:
    server.answers, server.refuses = 1, True
    _, told = (building := start(folder, server, "build")).communicate(timeout=60)
    assert building.returncode == 1, told
    assert "the translation server wants a key: Quota used up" in told
    done = set(server.asked[0])
    memory, _ = load_memory(folder / "content" / "memory")
    assert {entry.zh for entry in memory.entries()} == done
    assert (folder / "site" / "en" / "index.html").is_file()

    _, told = (translating := start(folder, server)).communicate(timeout=60)
    assert translating.returncode == 2
    assert "the translation server wants a key" in told


def test_a_changed_glossary_entry_has_only_the_sentences_with_its_term_translated_again(
    folder: Path, server: SlowServer
) -> None:
    server.answers = -1
    _, told = (first := start(folder, server)).communicate(timeout=60)
    assert first.returncode == 0, told
    server.asked = []
    with (folder / "content" / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- zh: 水利系统工作\n  en: the work of the water authorities\n  check: false\n")
    _, told = (again := start(folder, server)).communicate(timeout=60)
    assert again.returncode == 0, told
    assert server.asked == []

    with (folder / "content" / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- zh: 水利系统\n  en: water authorities\n  check: false\n")
    _, told = (again := start(folder, server)).communicate(timeout=60)
    assert again.returncode == 0, told
    asked = [text for batch in server.asked for text in batch]
    assert len(asked) >= 8
    assert all("水利系统" in text for text in asked)
    memory, _ = load_memory(folder / "content" / "memory")
    assert all(entry.date and entry.glossary for entry in memory.entries())

"""The HTTP engine against a real HTTP server on this machine, friendly, busy and hostile."""

import http.server
import io
import json
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from generator.cli import parser
from generator.cli.console import Console
from generator.cli.engines import choose_engine
from generator.errors import EngineError
from generator.translate import http as http_engine
from generator.translate.engine import EngineSettings
from generator.translate.http import CHARACTERS, SENTENCES, TRIES, LibreTranslateEngine

KEY = "s3cret-key"
LANGUAGES = [{"code": "zh-Hans", "name": "Chinese", "targets": ["en"]}, {"code": "en", "targets": ["zh-Hans"]}]

Answer = tuple[int, dict[str, str], bytes]


def as_json(value: object, status: int = 200, **headers: str) -> Answer:
    return status, {name.replace("_", "-"): text for name, text in headers.items()}, json.dumps(value).encode()


def english(asked: dict[str, object]) -> Answer:
    """What a sound server says."""
    texts = asked["q"]
    assert isinstance(texts, list)
    return as_json(
        {
            "translatedText": [f"EN {text}" for text in texts],
            "alternatives": [[f"EN2 {text}", f"EN {text}"] for text in texts],
        }
    )


@dataclass
class Server:
    """A LibreTranslate server that says what a test wants it to say."""

    address: str = ""
    languages: Callable[[], Answer] = lambda: as_json(LANGUAGES)
    reply: Callable[[dict[str, object]], Answer] = english
    asked: list[dict[str, object]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send(state.languages())

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(asked)
            self.send(state.reply(asked))

        def send(self, answer: Answer) -> None:
            status, headers, body = answer
            state.paths.append(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state
    running.shutdown()
    running.server_close()
    thread.join()


def engine(server: Server, key: str = "", waits: list[float] | None = None) -> LibreTranslateEngine:
    pauses = [] if waits is None else waits
    return LibreTranslateEngine(EngineSettings(address=server.address, key=key), pauses.append)


def test_texts_go_as_one_list_and_come_back_with_alternatives(server: Server) -> None:
    found = engine(server, KEY).translate(["甲。", "乙。"])
    assert [[one.en for one in candidates] for candidates in found] == [
        ["EN 甲。", "EN2 甲。"],
        ["EN 乙。", "EN2 乙。"],
    ]
    assert all(candidates[0].score > candidates[1].score for candidates in found)
    (asked,) = server.asked
    assert asked["q"] == ["甲。", "乙。"]
    assert (asked["source"], asked["target"], asked["format"], asked["api_key"]) == ("zh-Hans", "en", "text", KEY)


def test_without_a_key_none_is_sent(server: Server) -> None:
    engine(server).translate(["甲。"])
    assert "api_key" not in server.asked[0]


def test_requests_stay_within_the_limits(server: Server) -> None:
    texts = [f"第{n}句。" for n in range(2 * SENTENCES + 1)] + ["长" * (CHARACTERS - 10), "短" * 20, "超" * 6000]
    found = engine(server).translate(texts)
    assert [one[0].en for one in found] == [f"EN {text}" for text in texts]
    for asked in server.asked:
        sent = asked["q"]
        assert isinstance(sent, list)
        assert len(sent) <= SENTENCES
        assert len(sent) == 1 or sum(map(len, sent)) <= CHARACTERS


def test_no_texts_ask_nothing(server: Server) -> None:
    assert engine(server).translate([]) == []
    assert server.asked == []


@pytest.mark.parametrize(
    ("languages", "code"),
    [
        (as_json([{"code": "zh", "targets": ["en", "fr"]}]), "zh"),
        (as_json([{"code": "zh"}, {"code": "zh-Hans"}]), "zh-Hans"),
        (as_json({"error": "no such page"}, 404), "zh"),
    ],
)
def test_chinese_is_named_as_the_server_names_it(server: Server, languages: Answer, code: str) -> None:
    server.languages = lambda: languages
    engine(server).translate(["甲。"])
    assert server.asked[0]["source"] == code


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        (as_json([{"code": "de", "targets": ["en"]}]), "does not translate Chinese into English"),
        (as_json([{"code": "zh", "targets": ["fr"]}]), "does not translate Chinese into English"),
        (as_json([None, 3, {"name": "x"}]), "does not translate Chinese"),
        (as_json("hello"), "without a list of languages"),
        ((200, {}, b"<html>"), "no JSON"),
    ],
)
def test_a_server_of_another_kind_is_told(server: Server, languages: Answer, told: str) -> None:
    server.languages = lambda: languages
    with pytest.raises(EngineError, match=told):
        engine(server)


# ── busy ─────────────────────────────────────────────────────────────────────────────────────────────────


def in_turn(*answers: Answer) -> Callable[[dict[str, object]], Answer]:
    """First these answers, then sound ones."""
    left = list(answers)
    return lambda asked: left.pop(0) if left else english(asked)


def test_a_busy_server_is_asked_again_later_and_later(server: Server) -> None:
    busy = [as_json({"error": "Slowdown"}, 429), as_json({}, 500), (503, {}, b"busy"), (502, {}, b"")]
    server.reply = in_turn(*busy)
    waits: list[float] = []
    assert engine(server, waits=waits).translate(["甲。"])[0][0].en == "EN 甲。"
    assert waits == [1, 2, 4, 8]


def test_the_pause_that_the_server_asks_for_is_kept(server: Server) -> None:
    date = formatdate(time.time() + 30, usegmt=True)
    server.reply = in_turn(as_json({}, 429, Retry_After="7"), as_json({}, 503, Retry_After=date))
    waits: list[float] = []
    engine(server, waits=waits).translate(["甲。"])
    assert waits[0] == 7
    assert 25 < waits[1] <= 31


@pytest.mark.parametrize("value", ["soon", "nan", "inf", "-5", "Mon, 99 Foo"])
def test_a_senseless_pause_is_not_kept(server: Server, value: str) -> None:
    server.reply = in_turn(as_json({}, 429, Retry_After=value))
    waits: list[float] = []
    engine(server, waits=waits).translate(["甲。"])
    assert 0 <= waits[0] <= 1


def test_a_far_too_long_pause_is_given_up(server: Server) -> None:
    server.reply = in_turn(as_json({"error": "Slowdown"}, 429, Retry_After="7200"))
    waits: list[float] = []
    with pytest.raises(EngineError, match="asks to wait 7200 s"):
        engine(server, waits=waits).translate(["甲。"])
    assert waits == []


def test_after_some_tries_it_is_given_up_in_one_line(server: Server) -> None:
    server.reply = lambda _: as_json({"error": "out of memory\nhere"}, 500)
    with pytest.raises(EngineError, match=f"does not answer after {TRIES} tries: out of memory here"):
        engine(server).translate(["甲。"])
    assert len(server.asked) == TRIES


def test_nobody_at_the_address_is_told() -> None:
    waits: list[float] = []
    with pytest.raises(EngineError, match="does not answer after 5 tries"):
        LibreTranslateEngine(EngineSettings(address="http://127.0.0.1:9"), waits.append)
    assert len(waits) == TRIES - 1


def test_a_request_too_large_for_the_server_is_halved(server: Server) -> None:
    def reply(asked: dict[str, object]) -> Answer:
        texts = asked["q"]
        assert isinstance(texts, list)
        if len(texts) > 3:
            return as_json({"error": "Invalid request: request (8) exceeds text limit (3)"}, 400)
        return english(asked)

    server.reply = reply
    texts = [f"{n}。" for n in range(8)]
    assert [one[0].en for one in engine(server).translate(texts)] == [f"EN {text}" for text in texts]


def test_a_sentence_too_long_for_the_server_is_told(server: Server) -> None:
    server.reply = lambda _: (413, {}, b"")
    with pytest.raises(EngineError, match="a sentence of 300 characters is too long"):
        engine(server).translate(["长" * 300])


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "said", "key", "told"),
    [
        (403, "Invalid API key", KEY, "refuses the key: Invalid API key; check DIGEST_SERVER_KEY"),
        (403, "Visit the portal to get an API key", "", "wants a key: .* put the server's key into DIGEST_SERVER_KEY"),
        (400, "Please contact the server operator to get an API key", "", "wants a key"),
        (400, "zz is not supported", KEY, "refuses: zz is not supported"),
        (404, "", KEY, "refuses: status 404"),
    ],
)
def test_a_refusal_says_what_to_do_and_is_not_repeated(
    server: Server, status: int, said: str, key: str, told: str
) -> None:
    server.reply = lambda _: as_json({"error": said}, status)
    with pytest.raises(EngineError, match=told):
        engine(server, key).translate(["甲。"])
    assert len(server.asked) == 1


def test_the_key_is_never_told(server: Server) -> None:
    for status in (400, 403, 500, 302):
        server.reply = lambda _, status=status: as_json(  # type: ignore[misc]
            {"error": f"bad key {KEY} for you"}, status, Location=f"http://x/{KEY}"
        )
        with pytest.raises(EngineError) as caught:
            engine(server, KEY).translate(["甲。"])
        assert KEY not in str(caught.value)
        assert KEY not in repr(caught.value.__cause__)
    assert KEY not in engine(server, KEY).name + engine(server, KEY).fingerprint
    assert KEY not in repr(EngineSettings(key=KEY))


def test_a_redirect_is_told_and_not_followed(server: Server) -> None:
    server.reply = lambda _: as_json({}, 307, Location=f"{server.address}/elsewhere")
    with pytest.raises(EngineError, match="sends us elsewhere: http:"):
        engine(server, KEY).translate(["甲。"])
    assert "/elsewhere" not in server.paths


# ── hostile ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome</html>",
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b"{}",
        b'{"translatedText": "one text for two"}',
        b'{"translatedText": ["one"]}',
        b'{"translatedText": ["one", null]}',
        b'{"translatedText": [["one"], ["two"]]}',
    ],
)
def test_a_malformed_answer_is_one_clear_line(server: Server, body: bytes) -> None:
    server.reply = lambda _: (200, {}, body)
    with pytest.raises(EngineError, match="the translation server answers with") as caught:
        engine(server).translate(["甲。", "乙。"])
    assert "\n" not in str(caught.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize("alternatives", [None, "x", [], [["a"]], [None, {"a": 1}], [[1, None], ["b"]]])
def test_malformed_alternatives_are_left_out(server: Server, alternatives: object) -> None:
    server.reply = lambda _: as_json({"translatedText": ["A.", "B."], "alternatives": alternatives})
    found = engine(server).translate(["甲。", "乙。"])
    assert [one[0].en for one in found] == ["A.", "B."]


def test_what_no_file_can_hold_is_cleaned_away(server: Server) -> None:
    server.reply = lambda _: (200, {}, rb'{"translatedText": ["A\u0000\u001b[31m red\n\ud800line\u2028 end "]}')
    (candidates,) = engine(server).translate(["甲。"])
    assert candidates[0].en == "A [31m red ?line end"
    candidates[0].en.encode()


def test_an_oversized_answer_is_not_read(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_engine, "MAX_ANSWER", 1_000_000)
    server.reply = lambda _: (200, {}, b" " * 2_000_000)
    with pytest.raises(EngineError, match="larger than 1 MB"):
        engine(server).translate(["甲。"])
    assert len(server.asked) == 1


def test_a_broken_off_answer_is_asked_for_again(server: Server) -> None:
    server.reply = in_turn((200, {"Content-Length": "5000"}, b'{"translatedText": ["A'))
    waits: list[float] = []
    assert engine(server, waits=waits).translate(["甲。"])[0][0].en == "EN 甲。"
    assert waits == [1]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "translate.example.org",
        "ftp://x",
        "file:///etc/passwd",
        "http://",
        "http://u:p@x",
        "http://x:99999",
        "http://x/?a",
    ],
)
def test_an_unusable_address_is_told_without_asking(address: str) -> None:
    with pytest.raises(EngineError, match="DIGEST_SERVER"):
        LibreTranslateEngine(EngineSettings(address=address))


def test_the_server_of_the_environment_is_taken_by_itself(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if "libretranslate" not in {point.name for point in entry_points(group="digest.engines")}:
        pytest.skip("the installed distribution is older than the engine: run pip install -e . again")
    monkeypatch.setenv("DIGEST_SERVER", server.address)
    monkeypatch.setenv("DIGEST_SERVER_KEY", KEY)
    stream = io.StringIO()
    found = choose_engine(parser().parse_args(["translate"]), Console(stream))
    assert isinstance(found, LibreTranslateEngine)
    found.translate(["甲。"])
    assert server.asked[0]["api_key"] == KEY
    server.languages = lambda: as_json({"error": f"key {KEY}?"}, 403)
    assert choose_engine(parser().parse_args(["translate"]), Console(stream)) is None
    assert "English comes from the memory only" in stream.getvalue()
    assert KEY not in stream.getvalue()
    assert choose_engine(parser().parse_args(["translate", "--engine", "none"]), Console(stream)) is None


def test_every_engine_of_the_distribution_can_be_loaded() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    points = project["project"]["entry-points"]["digest.engines"]
    assert set(points) == {"argos", "libretranslate"}
    for target in points.values():
        module, name = target.split(":")
        assert callable(getattr(import_module(module), name))

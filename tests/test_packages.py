"""Packages and setup: installed whole or not at all, wherever a run is killed; hostile ones refused."""

import functools
import http.server
import io
import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli.console import Console
from generator.cli.setup import DownloadBar
from generator.errors import EngineError
from generator.translate.packages import install_package, installed_package, unpack_package, verify_package
from generator.translate.setup import find_offer, install

ROOT = Path(__file__).parent.parent


def package(
    folder: Path,
    members: dict[str, bytes] | None = None,
    metadata: dict[str, str] | None = None,
    *,
    weights: bytes = b"weights" * 1000,
    name: str = "zh_en",
) -> Path:
    """A package that has every part and cannot translate."""
    data = {"from_code": "zh", "to_code": "en", "package_version": "1.9"} if metadata is None else metadata
    files = {
        "translate-zh_en/metadata.json": json.dumps(data).encode(),
        "translate-zh_en/sentencepiece.model": b"pieces",
        "translate-zh_en/model/model.bin": weights,
        **(members or {}),
    }
    path = folder / f"{name}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for member, content in files.items():
            file.writestr(member, content)
    return path


def test_a_package_is_installed_where_argos_looks(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "data")}
    installed = install_package(package(tmp_path), environment)
    assert installed.folder == tmp_path / "data" / "argos-translate" / "packages" / "translate-zh_en"
    found = installed_package(environment)
    assert found is not None
    assert found.version == "1.9"


def test_a_package_installed_again_replaces_the_old_one(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "data")}
    for weights in (b"first", b"second", b"third"):
        install_package(package(tmp_path, weights=weights), environment)
        found = installed_package(environment)
        assert found is not None
        assert (found.model / "model.bin").read_bytes() == weights
        packages = tmp_path / "data" / "argos-translate" / "packages"
        assert [path.name for path in packages.iterdir()] == [found.folder.name], (
            "Argos takes each folder for a package"
        )
        assert [path.name for path in packages.parent.iterdir()] == ["packages"]


_KILLED_AT_EACH_STEP = """
import os, signal, sys
from pathlib import Path
from generator.translate.packages import install_package, installed_package, unpack_package

install, old, new, folder = sys.argv[1] == "install", Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
environment = {"XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}
act = install_package if install else unpack_package


def run_and_die_at(last):
    seen = 0

    def watch(event, arguments):
        nonlocal seen
        if event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree") or (
            event == "open" and folder in str(arguments[0]) and isinstance(arguments[1], str) and "w" in arguments[1]
        ):
            seen += 1
            if seen > last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    act(new, environment)
    os._exit(0)


for last in range(200):
    act(old, environment)
    child = os.fork() or run_and_die_at(last)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    found = installed_package(environment) if install else act(new, environment)
    print(last, killed, (found.model / "model.bin").read_bytes()[:3].decode() if found else None)
    if not killed:
        break
"""


@pytest.mark.parametrize("act", ["install", "unpack"])
def test_a_run_killed_at_any_step_leaves_a_whole_package(tmp_path: Path, act: str) -> None:
    old, new = (package(tmp_path, weights=name * 3000, name=name.decode()) for name in (b"old", b"new"))
    command = [sys.executable, "-c", _KILLED_AT_EACH_STEP, act, str(old), str(new), str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps = [line.split() for line in done.stdout.splitlines()]
    assert len(steps) > 8
    assert [killed for _, killed, _ in steps] == ["True"] * (len(steps) - 1) + ["False"]
    left = [weights for _, _, weights in steps]
    assert "None" not in left
    assert left == sorted(left, reverse=True), "first the old one is left, from some step on the new one"
    assert left[-1] == "new"
    assert act == "unpack" or left[0] == "old"


def test_a_package_file_is_unpacked_into_the_users_cache_and_found_again(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    file = package(tmp_path)
    unpacked = unpack_package(file, environment)
    assert unpacked.folder.is_relative_to(tmp_path / "cache" / "digest")
    assert not unpacked.folder.is_relative_to(Path(tempfile.gettempdir()) / "digest")
    assert (tmp_path / "cache" / "digest" / "packages").stat().st_mode & 0o077 == 0
    inode = (unpacked.model / "model.bin").stat().st_ino
    assert (unpack_package(file, environment).model / "model.bin").stat().st_ino == inode
    other = unpack_package(package(tmp_path, weights=b"other"), environment)
    assert (other.model / "model.bin").read_bytes() == b"other"
    assert [path.name for path in other.folder.parent.iterdir()] == [other.folder.name]


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    file = package(tmp_path)
    (unpack_package(file, environment).model / "model.bin").unlink()
    assert (unpack_package(file, environment).model / "model.bin").is_file()


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
@pytest.mark.parametrize("act", [install_package, unpack_package])
def test_a_hostile_package_is_refused(
    tmp_path: Path,
    members: dict[str, bytes] | None,
    metadata: dict[str, str] | None,
    told: str,
    act: Callable[[Path, dict[str, str]], object],
) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "data")}
    with pytest.raises(EngineError, match=told):
        act(package(tmp_path, members, metadata), environment)
    assert not (tmp_path / "evil").exists()
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file()]


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path)
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(EngineError):
        verify_package(path)


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    environment = {"XDG_DATA_HOME": str(tmp_path / "file"), "XDG_CACHE_HOME": str(tmp_path / "file")}
    for act in (install_package, unpack_package):
        with pytest.raises(EngineError, match="cannot be unpacked into"):
            act(package(tmp_path), environment)


def test_a_foreign_package_with_broken_metadata_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "argos-translate" / "packages" / "other"
    folder.mkdir(parents=True)
    (folder / "metadata.json").write_bytes(b"\xff\xfe\x00{")
    assert installed_package({"XDG_DATA_HOME": str(tmp_path / "data")}) is None


# ── setup ──────────────────────────────────────────────────────────────────────────────────────────────


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
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
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


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_download_shows_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.05, 4.0, 8.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    bar = DownloadBar(Console(_Terminal()))
    for done in (25, 26, 75, 100):
        bar(done * 1_000_000, 100_000_000)
    bar.end()
    drawn = bar.console.stream.getvalue().split("\r\x1b[K")  # type: ignore[attr-defined]
    assert drawn == [
        "",
        "[=====               ] 25 of 100 MB",
        "[===============     ] 75 of 100 MB, 2 s left",
        "[====================] 100 of 100 MB\n",
    ]


def test_elsewhere_a_download_tells_its_size_and_its_end() -> None:
    bar = DownloadBar(Console(io.StringIO()))
    for done in range(101):
        bar(done * 1_000_000, 100_000_000)
    bar.end()
    lines = bar.console.stream.getvalue().splitlines()  # type: ignore[attr-defined]
    assert lines == ["[                    ] 0 of 100 MB", "[====================] 100 of 100 MB"]

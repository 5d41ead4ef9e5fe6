"""`digest serve`: builds, serves, rebuilds on a change, and keeps the last good site when a rebuild fails."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, word: str, seconds: float = 40) -> bool:
    """Whether the page holds the word before the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if word in answer.read().decode():
                    return True
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.3)
    return False


def test_a_change_is_rebuilt_and_a_failing_rebuild_leaves_the_site(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("articles", ".generated", "memory")
    )
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    page = "区政府召开会议\n\n本报讯（记者 某某）9月12日，会议听取汇报。\n"
    (seeds / "a.txt").write_text(page, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "generator", "serve", "--engine", "none", "--port", str(port)]
    folders = ["--seeds", str(seeds), "--content", str(tmp_path / "content"), "--out", str(tmp_path / "site")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen([*command, *folders], stderr=subprocess.DEVNULL, env=environment)
    try:
        address = f"http://127.0.0.1:{port}/zh/articles/"
        assert wait_for(address, "区政府召开会议")
        (seeds / "b.txt").write_text(page.replace("区政府召开会议", "交通局发布消息"), encoding="utf-8")
        assert wait_for(address, "交通局发布消息")
        (tmp_path / "content" / "site.yaml").write_text("name: [broken", encoding="utf-8")
        time.sleep(3)
        assert wait_for(address, "交通局发布消息", 5)
    finally:
        server.terminate()
        server.wait(10)

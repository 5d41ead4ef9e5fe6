"""The same input gives the same output, whatever seed the interpreter shuffles its sets by."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.segmentation.run import composed_pages, load_pool

ROOT = Path(__file__).parent.parent


def report(folder: Path, seed: str) -> bytes:
    """What `extract` prints of the pages of a folder, and the editor's report with the score of each decision."""
    page = folder.parent / f"report-{seed}.html"
    command = [sys.executable, "-m", "generator", "extract", "--report", str(page), str(folder)]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout + page.read_bytes()


def test_cuts_and_their_scores_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate(composed_pages(load_pool(), 60, seed=5)):
        (folder / f"{number:02}.txt").write_text(page.text, encoding="utf-8")
    assert report(folder, "1") == report(folder, "2")

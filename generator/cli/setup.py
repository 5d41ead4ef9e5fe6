"""`digest setup`."""

import argparse

from generator.cli.console import Console
from generator.translate.setup import ensure_runtime, install


def run(options: argparse.Namespace, console: Console) -> int:
    """Install the engine and its package."""
    ensure_runtime(console.line)
    last = [-1]

    def progress(done: int, total: int) -> None:
        percent = 100 * done // total if total else done // 5_000_000
        if percent != last[0] and (percent % 5 == 0 or not total):
            last[0] = percent
            console.line(f"{done / 1e6:.0f} of {total / 1e6:.0f} MB" if total else f"{done / 1e6:.0f} MB")

    package = install(options.package, options.index, console.line, progress)
    console.line(f"installed: Argos zh→en {package.version} in {package.folder}")
    return 0

"""`digest setup`."""

import argparse
import time
from dataclasses import dataclass

from generator.cli.console import LINE_EVERY_S, REDRAW_EVERY_S, Console
from generator.translate.setup import ensure_runtime, install


def run(options: argparse.Namespace, console: Console) -> int:
    """Install the engine and its package."""
    ensure_runtime(console.line)
    bar = DownloadBar(console)
    try:
        package = install(options.package, options.index, console.line, bar)
    finally:
        bar.end()
    console.line(f"installed: Argos zh→en {package.version} in {package.folder}")
    return 0


@dataclass(slots=True)
class DownloadBar:
    """Shows how much of a download is there: a bar on a terminal, a line now and then elsewhere."""

    console: Console
    began: tuple[float, int] | None = None
    """When the first bytes came, and how many were there."""
    shown: float = 0.0
    drawn: bool = False
    """The bar stands on the terminal's last line."""

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` bytes are there; `total` is 0 when unknown."""
        now = time.monotonic()
        terminal = self.console.stream.isatty()
        if self.began is None:
            self.began, self.shown = (now, done), now - LINE_EVERY_S
        finished = bool(total) and done >= total
        if now - self.shown < (REDRAW_EVERY_S if terminal else LINE_EVERY_S) and not finished:
            return
        self.shown = now
        text = self._text(done, total, now)
        if not terminal:
            self.console.line(text)
            return
        self.console.stream.write(f"\r\x1b[K{text}")
        self.console.stream.flush()
        self.drawn = True
        if finished:
            self.end()

    def end(self) -> None:
        """Leave the bar's line."""
        if self.drawn:
            self.console.stream.write("\n")
        self.drawn = False

    def _text(self, done: int, total: int, now: float) -> str:
        """`[=====               ]  25 of 100 MB, 12 s left`."""
        if not total:
            return f"{done / 1e6:.0f} MB"
        filled = 20 * done // total
        text = f"[{'=' * filled}{' ' * (20 - filled)}] {done / 1e6:.0f} of {total / 1e6:.0f} MB"
        since, at_start = self.began or (now, done)
        fetched, elapsed_s = done - at_start, now - since
        if fetched and elapsed_s > 1 and done < total:
            text += f", {(total - done) * elapsed_s / fetched:.0f} s left"
        return text

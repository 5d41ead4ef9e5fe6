"""What the user sees: progress, problems and the closing table. Everything here goes to stderr."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO, TypeVar

from generator.errors import Problem

T = TypeVar("T")

SHOW_AFTER_S = 0.25
"""Quick steps show no bar: it would only flicker."""
REDRAW_EVERY_S = 0.1
LINE_EVERY_S = 10.0
"""Without a terminal, a long step says where it is this often."""


@dataclass(slots=True)
class Console:
    """Progress of the steps of one command, and how long each took. On a terminal a long step shows a bar; elsewhere
    plain lines."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    verbose: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """Seconds by step, in the order in which the steps ran."""

    def each(self, name: str, items: Iterable[T], total: int | None = None) -> Iterator[T]:
        """The items, with progress shown as they are taken. `total` is their number where `items` cannot tell."""
        if total is None and isinstance(items, Sequence):
            total = len(items)
        started = time.monotonic()
        shown = started + SHOW_AFTER_S - REDRAW_EVERY_S
        drawn = False
        done = 0
        try:
            for item in items:
                yield item
                done += 1
                now = time.monotonic()
                if now - shown >= (REDRAW_EVERY_S if self._is_terminal else LINE_EVERY_S):
                    self._draw(name, done, total)
                    shown, drawn = now, True
        finally:
            if drawn and self._is_terminal:
                self.stream.write("\r\x1b[K")
            self._add(name, time.monotonic() - started)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Times a step that has no parts to count."""
        started = time.monotonic()
        if self.verbose:
            self.line(f"{name} …")
        try:
            yield
        finally:
            self._add(name, time.monotonic() - started)

    def line(self, text: str) -> None:
        """One line of plain text."""
        self.stream.write(f"{_clean(text)}\n")
        self.stream.flush()

    def problems(self, problems: Sequence[Problem]) -> None:
        """All problems, worst first, each once and in one line; notes only with -v."""
        order = {"error": 0, "warning": 1, "note": 2}
        colours = {"error": "31", "warning": "33", "note": "2"}
        for problem in sorted(set(problems), key=lambda one: (order[one.severity], one)):
            if problem.severity != "note" or self.verbose:
                self.line_in_colour(f"{problem.severity}: {problem}", colours[problem.severity])

    def line_in_colour(self, text: str, colour: str) -> None:
        """A line in an ANSI colour on a terminal, unless NO_COLOR is set; plain elsewhere."""
        coloured = self._is_terminal and not os.environ.get("NO_COLOR")
        text = _clean(text)
        self.stream.write(f"\x1b[{colour}m{text}\x1b[0m\n" if coloured else f"{text}\n")
        self.stream.flush()

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Two columns: what, and how much."""
        width = max((len(name) for name, _ in rows), default=0)
        for name, value in rows:
            self.line(f"  {name:<{width}}  {value}")

    def _draw(self, name: str, done: int, total: int | None) -> None:
        if not self._is_terminal:
            self.line(f"{name}: {done}{f' of {total}' if total else ''}")
            return
        bar = ""
        if total:
            filled = min(20, 20 * done // total)
            bar = f"[{'=' * filled}{' ' * (20 - filled)}] "
        self.stream.write(f"\r\x1b[K{name:<12} {bar}{done}{f'/{total}' if total else ''}")
        self.stream.flush()

    def _add(self, name: str, elapsed_s: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + elapsed_s

    @property
    def _is_terminal(self) -> bool:
        return self.stream.isatty()


def _clean(text: str) -> str:
    """One line without control characters: what comes from input files must not steer a terminal."""
    return "".join(ch if ch.isprintable() else " " for ch in text)

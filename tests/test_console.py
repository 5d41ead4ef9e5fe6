"""Progress: a bar on a terminal, plain lines elsewhere, nothing for quick work; problems in one line each."""

import io

import pytest

from generator.cli import console as console_module
from generator.cli.console import Console
from generator.errors import Problem


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, second: float) -> Console:
    clock = iter(range(10_000))
    monkeypatch.setattr(console_module.time, "monotonic", lambda: next(clock) * second)
    console = Console(stream=stream)
    assert list(console.each("render", [1, 2, 3, 4])) == [1, 2, 3, 4]
    return console


def test_a_long_step_shows_a_bar_on_a_terminal_and_clears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    console = run(stream, monkeypatch, 1.0)
    assert "4/4" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
    assert console.seconds["render"] > 0


def test_elsewhere_it_shows_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    run(stream, monkeypatch, 11.0)
    assert "render: 4 of 4\n" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    run(stream, monkeypatch, 0.001)
    assert stream.getvalue() == ""


def test_each_problem_is_one_line_worst_first_without_control_characters() -> None:
    stream = io.StringIO()
    problems = [
        Problem("b.txt", 0, "odd\x1b[31m", "mend it"),
        Problem("a.txt", 3, "bad", "stop", "error"),
        Problem("c.txt", 0, "by the way", "", "note"),
    ]
    Console(stream=stream).problems([*problems, problems[0]])
    assert stream.getvalue() == "error: a.txt:3: bad; stop\nwarning: b.txt: odd [31m; mend it\n"


def test_colours_obey_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    Console(stream=stream).problems([Problem("a", 0, "x", "", "error")])
    assert "\x1b" not in stream.getvalue()

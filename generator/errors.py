"""What can be wrong, and how it is told.

    DigestError                 the command cannot go on            exit code 2
    ├── InputError              an argument or a file is unusable
    ├── EngineError             a translation engine failed
    └── PublishError            the site could not be put in place

A fault in one file of many is no exception: a stage returns it as a `Problem` beside its result and the
batch goes on.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning", "error"]
"""`note`: told, exit code unchanged. `warning`: an editor is needed, exit code 1. `error`: something named on
the command line could not be used at all, exit code 2."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that an editor should know, told in one line."""

    file: str
    """The file's name as the editor knows it; empty when no file is concerned."""
    line: int
    """1-based line; 0 when the whole file is meant."""
    found: str
    """What was found, without a full stop."""
    remedy: str
    """What to do about it, without a full stop; may be empty."""
    severity: Severity = "warning"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.found}{'; ' + self.remedy if self.remedy else ''}"


class DigestError(Exception):
    """The command cannot go on. `problem` says why in one line; the command line turns it into exit code 2."""

    def __init__(self, found: str, remedy: str = "", *, file: str = "", line: int = 0) -> None:
        self.problem = Problem(file, line, found, remedy, "error")
        super().__init__(str(self.problem))


class InputError(DigestError):
    """An argument or an input file is unusable."""


class EngineError(DigestError):
    """A translation engine is missing, broken or out of reach."""


class PublishError(DigestError):
    """The finished site could not be put in place; the last good site is untouched."""

"""What a translation engine is, and how one is found. Engines are plug-ins: entry points of the group `digest.engines`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from generator.errors import EngineError

HOW_TO_GET = "get it with: digest setup"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One translation that an engine offers."""

    en: str
    score: float
    """The engine's own score, larger is better: the mean log probability of a piece where the engine tells it."""


class Engine(Protocol):
    """Chinese in, English out, many texts at once. An engine may have an attribute `batch`: how many texts it wants at a
    time, where the usual 256 would risk too much work in one call."""

    @property
    def name(self) -> str:
        """Name and version, as kept in the memory: `argos 1.9`."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the engine may give another text."""

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """For each text its candidates, best first; never none. Raises EngineError."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine may need to be made."""

    package: Path | None = None
    """A package file to use instead of the installed one."""
    address: str = ""
    """Of a translation server."""
    key: str = field(default="", repr=False)
    """Of that server; never shown."""


EngineFactory = Callable[[EngineSettings], Engine]
"""Makes an engine; raises EngineError with the way to get it if something is missing."""


def find_engine(name: str, settings: EngineSettings) -> Engine:
    """The engine of that name. Raises EngineError if there is none or it cannot run."""
    found = {point.name: point for point in entry_points(group="digest.engines")}
    if name not in found:
        raise EngineError(f"no engine {name!r}", f"use one of: {', '.join(sorted(found)) or 'none is installed'}")
    try:
        factory = cast(EngineFactory, found[name].load())
    except ImportError as error:
        raise EngineError(f"engine {name!r} cannot be loaded: {error}", HOW_TO_GET) from error
    return factory(settings)

"""What several commands share: the folders and the engine that the arguments mean, and the day."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from generator.cli.console import Console
from generator.errors import EngineError, InputError
from generator.pipeline import Folders
from generator.translate.engine import Engine, EngineSettings, find_engine


def folders_of(options: argparse.Namespace) -> Folders:
    """The folders that the arguments name. Templates lie beside the program, also when it runs elsewhere."""
    return Folders(options.seeds, options.content, options.out, templates_folder())


def templates_folder() -> Path:
    """`templates/` of the repository."""
    return Path(__file__).parent.parent.parent / "templates"


def day_of_run() -> str:
    """Today as `YYYY-MM-DD`, in Greenwich; the day of `SOURCE_DATE_EPOCH` where that is set, so that a run can be repeated
    to the byte (https://reproducible-builds.org/specs/source-date-epoch/). Raises InputError if it is no second."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return f"{datetime.now(UTC):%Y-%m-%d}"
    try:
        return f"{datetime.fromtimestamp(int(given), UTC):%Y-%m-%d}"
    except (ValueError, OverflowError, OSError) as error:
        found = f"SOURCE_DATE_EPOCH is {given!r}"
        raise InputError(found, "give seconds since 1970, or unset it") from error


def choose_engine(options: argparse.Namespace, console: Console) -> Engine | None:
    """The engine that the arguments ask for. `auto` takes the server of DIGEST_SERVER where one is given, else Argos if it
    is there, and says in one line what is missing if neither can run; a named engine that cannot run raises EngineError."""
    if options.engine == "none":
        return None
    settings = EngineSettings(
        options.package, os.environ.get("DIGEST_SERVER", ""), os.environ.get("DIGEST_SERVER_KEY", "")
    )
    automatic = options.engine == "auto" and options.package is None
    name = "libretranslate" if automatic and settings.address else "argos"
    try:
        return find_engine(name if options.engine == "auto" else options.engine, settings)
    except EngineError as error:
        if not automatic:
            raise
        console.line(
            f"No translation engine ({error.problem.found}): English comes from the memory only; {error.problem.remedy}"
        )
        return None

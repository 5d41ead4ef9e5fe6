"""`digest translate`."""

import argparse

from generator.cli.console import Console
from generator.cli.engines import choose_engine, day_of_run, folders_of
from generator.errors import EngineError
from generator.pipeline import translate
from generator.translate.engine import HOW_TO_GET


def run(options: argparse.Namespace, console: Console) -> int:
    """Translate what is missing; exit code 2 without an engine."""
    engine = choose_engine(options, console)
    if engine is None:
        raise EngineError("no translation engine", HOW_TO_GET)
    new, counts, problems = translate(folders_of(options), engine, console, protect=options.protect, day=day_of_run())
    console.problems(problems)
    console.table(
        [
            ("translated now", str(new)),
            ("without English", str(counts.missing)),
            ("with a serious flag", str(counts.flagged)),
        ]
    )
    return 1 if any(problem.severity != "note" for problem in problems) else 0

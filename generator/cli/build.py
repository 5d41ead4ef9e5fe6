"""`digest build`."""

import argparse

from generator.cli.console import Console
from generator.cli.engines import choose_engine, day_of_run, folders_of
from generator.pipeline import Report, build


def run(options: argparse.Namespace, console: Console) -> int:
    """Make the site; tell what was done and what needs an editor."""
    engine = choose_engine(options, console)
    day = day_of_run()
    report = build(folders_of(options), engine, console, options.articles, protect=options.protect, day=day)
    console.problems(report.problems)
    console.table(summary(report, console.seconds))
    return 1 if any(problem.severity != "note" for problem in report.problems) else 0


def summary(report: Report, seconds: dict[str, float]) -> list[tuple[str, str]]:
    """The closing table of a build."""
    counts = report.counts
    origins = ", ".join(f"{origin} {number}" for origin, number in counts.by_origin)
    return [
        ("pages read", str(report.pages_read)),
        ("articles", f"{report.articles} ({report.stories} published)"),
        ("duplicates merged", str(report.merged)),
        ("segments translated now", str(report.new_translations)),
        ("segments with English", f"{counts.from_memory}{f' ({origins})' if origins else ''}"),
        ("segments without English", str(counts.missing)),
        ("segments with a serious flag", str(counts.flagged)),
        ("files written", str(report.files_written)),
        ("seconds", ", ".join(f"{name} {elapsed:.1f}" for name, elapsed in seconds.items())),
    ]

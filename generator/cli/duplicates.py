"""`digest duplicates`."""

import argparse

from generator.cli.console import Console
from generator.content.reference import load_reference
from generator.dedupe.report import difference_report
from generator.files import write_atomically
from generator.pipeline import extract


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the pairs as tab-separated lines; write the page that shows what differs."""
    reference, problems = load_reference(options.content)
    extraction = extract(options.paths, reference, console)
    for story in extraction.stories:
        for printing in story.printings:
            cells = (printing.relation, f"{printing.similarity:.3f}", printing.id, story.article.id)
            print("\t".join(cells))
    if options.report:
        by_id = {article.id: article for article in extraction.articles}
        write_atomically(options.report, difference_report(extraction.stories, by_id).encode())
    found = (*problems, *extraction.problems)
    console.problems(found)
    return 1 if any(problem.severity != "note" for problem in found) else 0

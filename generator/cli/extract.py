"""`digest extract`."""

import argparse
import json

from generator.cli.console import Console
from generator.content.reference import load_reference
from generator.dedupe import duplicate_of
from generator.files import write_atomically
from generator.model import Article
from generator.pipeline import extract
from generator.segment.report import report


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the articles as JSON lines."""
    reference, problems = load_reference(options.content)
    extraction = extract(options.paths, reference, console, keep_pages=bool(options.report))
    duplicates = duplicate_of(extraction.stories)
    for article in extraction.articles:
        print(json.dumps(record(article, duplicates.get(article.id)), ensure_ascii=False))
    if options.report:
        page = report([(cut.page, cut.segmentation) for cut in extraction.cuts])
        write_atomically(options.report, page.encode())
    found = (*problems, *extraction.problems)
    console.problems(found)
    if not extraction.cuts and any(problem.severity != "note" for problem in found):
        return 2
    return 1 if any(problem.severity != "note" for problem in found) else 0


def record(article: Article, duplicate: str | None) -> dict[str, object]:
    """An article as outside scripts read it (the fields are fixed)."""
    return {
        "id": article.id,
        "source_file": article.source_file,
        "kind": article.kind,
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": list(article.subtitle),
        "byline": list(article.byline),
        "source": article.source,
        "date": article.date,
        "date_basis": article.date_basis,
        "districts": list(article.districts),
        "topics": list(article.topics),
        "singapore": article.singapore,
        "continued_from": article.continued_from,
        "continued_to": article.continued_to,
        "body": article.body,
        "headings": list(article.headings),
        "captions": list(article.captions),
        "lines": [list(pair) for pair in article.lines],
        "duplicate_of": duplicate,
        "summary": list(article.summary),
    }

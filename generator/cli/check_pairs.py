"""`digest check-pairs`."""

import argparse
import sys

from generator.checks.pairs import check_pairs
from generator.cli.console import Console
from generator.content.checks_file import load_check_rules
from generator.content.glossary_file import load_glossary
from generator.translate.repair import repair


def run(options: argparse.Namespace, console: Console) -> int:
    """Answer every pair on stdin; bad lines are told on stderr."""
    glossary, problems = load_glossary(options.content / "glossary.yaml")
    rules, rule_problems = load_check_rules(options.content / "checks.yaml")
    found = [*problems, *rule_problems]
    for answer, problem in check_pairs(sys.stdin, glossary, repair, rules):
        if answer is not None:
            print(answer)
        if problem is not None:
            found.append(problem)
    console.problems(found)
    return 1 if found else 0

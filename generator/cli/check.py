"""`digest check`."""

import argparse

from generator.audit import audit
from generator.cli.console import Console
from generator.content.manifest import load_manifest
from generator.content.reference import load_reference
from generator.content.shelf import english_edits, load_shelf
from generator.read import MANIFEST
from generator.translate.memory_files import load_memory


def run(options: argparse.Namespace, console: Console) -> int:
    """Lint the editors' files and the built site; exit code 1 if there is something to mend."""
    _, problems = load_reference(options.content)
    _, memory_problems = load_memory(options.content / "memory")
    _, manifest_problems = load_manifest(options.seeds / MANIFEST)
    shelf = load_shelf(options.content)
    found = [*problems, *memory_problems, *manifest_problems, *shelf.problems, *english_edits(shelf).problems]
    if options.out.is_dir() and (options.out / "sitemap.xml").is_file():
        found += audit(options.out)
    else:
        console.line(f"no built site in {options.out}: only the editors' files were checked")
    console.problems(found)
    serious = [problem for problem in found if problem.severity != "note"]
    console.line(f"{len(serious)} to mend" if serious else "nothing to mend")
    return 1 if serious else 0

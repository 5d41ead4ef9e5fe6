"""`digest serve`."""

import argparse

from generator.cli import build as build_command
from generator.cli.console import Console
from generator.cli.engines import templates_folder
from generator.errors import DigestError
from generator.serve import serve


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, serve and rebuild on change. A failing rebuild is told, and the last good site stays."""
    options.articles = None

    def rebuild() -> None:
        try:
            build_command.run(options, Console(verbose=options.verbose))
        except DigestError as error:
            console.problems([error.problem])

    rebuild()
    serve(rebuild, options.out, [options.seeds, options.content, templates_folder()], options.port, console.line)
    return 0

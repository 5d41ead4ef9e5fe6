"""The command line: arguments in, exit code out. Data goes to stdout, everything else to stderr.

Exit codes: 0 done; 1 done, but something needs an editor (listed on stderr); 2 bad arguments or unusable input.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.cli.console import Console
from generator.errors import DigestError

DONE, NEEDS_EDITOR, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = parser().parse_args(arguments)
    console = Console(verbose=options.verbose)
    try:
        return int(options.run(options, console))
    except DigestError as error:
        console.problems([error.problem])
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        console.line("stopped; finished work is kept")
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. A command's module is imported only when it runs, to keep the start light."""
    top = argparse.ArgumentParser(prog="digest", description="Raw Chinese newspaper pages to a bilingual digest site.")
    top.add_argument("--version", action="version", version=f"digest {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-v", "--verbose", action="count", default=0, help="also tell notes and finished steps")
    folders = argparse.ArgumentParser(add_help=False)
    folders.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of page texts (default: seeds)")
    folders.add_argument("--content", type=Path, default=Path("content"), help="editors' folder (default: content)")
    folders.add_argument("--out", type=Path, default=Path("site"), help="folder of the site (default: site)")
    engine = argparse.ArgumentParser(add_help=False)
    engine.add_argument("--engine", default="auto", help="engine: auto, none, argos, libretranslate (default: auto)")
    engine.add_argument("--package", type=Path, help="use this .argosmodel file instead of the installed package")
    engine.add_argument(
        "--no-protect", dest="protect", action="store_false", help="do not translate flagged sentences again, protected"
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about, parents=[common, *parents])
        added.set_defaults(run=_Command(name))
        return added

    build = command("build", "Make the site: raw pages to articles to both languages.", folders, engine)
    build.add_argument("--articles", type=Path, help="ready-made articles (JSON lines) instead of page texts")
    extract = command("extract", "Print the articles of page texts, one JSON object a line.")
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="text files or folders")
    extract.add_argument("--content", type=Path, default=Path("content"), help="editors' folder (default: content)")
    extract.add_argument("--report", type=Path, metavar="FILE.html", help="also write a page that shows each cut")
    twice = command("duplicates", "Tell what ran more than once, and show what differs.")
    twice.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="text files or folders")
    twice.add_argument("--content", type=Path, default=Path("content"), help="editors' folder (default: content)")
    twice.add_argument(
        "--report", type=Path, metavar="FILE.html", help="write a page that shows each pair word by word"
    )
    pairs = command("check-pairs", "Check Chinese/English pairs given as JSON lines on stdin.")
    pairs.add_argument("--content", type=Path, default=Path("content"), help="editors' folder (default: content)")
    command("translate", "Translate what has no English yet into the memory.", folders, engine)
    memory = command("memory", "Exchange the translation memory as TMX 1.4b, or look a text up in it.")
    memory.add_argument("--content", type=Path, default=Path("content"), help="editors' folder (default: content)")
    actions = memory.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("export", help="write the memory to a TMX file").add_argument("file", type=Path)
    taking = actions.add_parser("import", help="take pairs in from a TMX file; an editor's text is never replaced")
    taking.add_argument("file", type=Path)
    taking.add_argument("--origin", choices=("supplied", "edited"), default="supplied", help="(default: supplied)")
    actions.add_parser("suggest", help="print what is like a Chinese text, likest first").add_argument("text")
    serve = command("serve", "Build, serve on 127.0.0.1 and reload on change.", folders, engine)
    serve.add_argument("--port", type=int, default=8000)
    command("check", "Lint the editors' files and the built site.", folders)
    setup = command("setup", "Fetch and install the translation engine and the Argos zh→en package.")
    setup.add_argument("--package", type=Path, help="install from this .argosmodel file; nothing is downloaded")
    setup.add_argument("--index", default="", help="address of another package index")
    command("doctor", "Tell what is installed, what is missing and how to get it.", folders)
    return top


class _Command:
    """Calls `run` of the command's module, imported when called."""

    def __init__(self, name: str) -> None:
        self.module = "generator.cli." + name.replace("-", "_")

    def __call__(self, options: argparse.Namespace, console: Console) -> int:
        from importlib import import_module

        return int(import_module(self.module).run(options, console))

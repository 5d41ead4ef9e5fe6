"""`digest doctor`."""

import argparse
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from generator.cli.console import Console
from generator.content.reference import load_reference
from generator.content.shelf import load_shelf
from generator.translate.memory_files import load_memory
from generator.translate.packages import installed_package

_LIBRARIES = (
    "jinja2",
    "markdown-it-py",
    "opencc",
    "pyyaml",
    "livereload",
    "pagefind",
    "pypinyin",
    "rapidfuzz",
    "rensa",
)


def run(options: argparse.Namespace, console: Console) -> int:
    """Print what is there and what is missing; exit code 1 if something that a build needs is missing."""
    needed = True
    print(f"Python            {sys.version.split()[0]}")
    for name in _LIBRARIES:
        try:
            print(f"{name:<17} {version(name)}")
        except PackageNotFoundError:
            print(f"{name:<17} missing: pip install {name}")
            needed = False
    engine = find_spec("ctranslate2") is not None and find_spec("sentencepiece") is not None
    print(f"{'engine':<17} {'CTranslate2 and SentencePiece' if engine else 'missing: digest setup'}")
    package = installed_package()
    print(f"{'Argos zh→en':<17} {package.version if package else 'missing: digest setup'}")
    server, key = os.environ.get("DIGEST_SERVER"), os.environ.get("DIGEST_SERVER_KEY")
    told = f"{server}, {'with' if key else 'without'} a key" if server else "none; its address goes into DIGEST_SERVER"
    print(f"{'server':<17} {told}")
    seeds = sorted(options.seeds.rglob("*.txt")) if options.seeds.is_dir() else []
    print(f"{'page texts':<17} {len(seeds)} in {options.seeds}")
    if options.content.is_dir():
        _, problems = load_reference(options.content)
        memory, memory_problems = load_memory(options.content / "memory")
        shelf = load_shelf(options.content)
        print(f"{'articles':<17} {len(shelf.entries)} in {options.content}")
        print(f"{'memory':<17} {len(memory)} segments")
        console.problems((*problems, *memory_problems, *shelf.problems))
        needed = needed and not problems
    else:
        print(f"{'content':<17} missing: {options.content}")
        needed = False
    return 0 if needed else 1

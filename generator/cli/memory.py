"""`digest memory`: the translation memory out to TMX, in from TMX, and what in it is like a text."""

import argparse
from dataclasses import replace

from rapidfuzz import fuzz, process

from generator.checks import check_pair
from generator.cli.console import Console
from generator.cli.engines import day_of_run
from generator.content.reference import load_reference
from generator.errors import Problem
from generator.files import write_atomically
from generator.translate.memory import Entry, Memory, outranks
from generator.translate.memory_files import load_memory, save_memory
from generator.translate.tmx import read_tmx, to_tmx

SUGGESTIONS, LEAST = 5, 60.0
"""Most suggestions for a text, and the least likeness (0 to 100) that helps an editor."""


def run(options: argparse.Namespace, console: Console) -> int:
    """Exit code 1 when pairs were left out or a check flags one; 2 for a file that cannot be used."""
    memory, broken = load_memory(options.content / "memory", day=day_of_run())
    if options.action == "export":
        write_atomically(options.file, "".join(to_tmx(memory.entries())).encode())
        console.table([("written", f"{len(memory)} segments")])
        found = broken
    elif options.action == "import":
        found = (*broken, *_import(options, console, memory, broken))
    else:
        for likeness, entry in suggestions(options.text, memory):
            print(f"{likeness:.0f}\t{entry.zh}\t{entry.en}\t{entry.origin}")
        found = broken
    console.problems(found)
    return 1 if any(problem.severity != "note" for problem in found) else 0


def suggestions(text: str, memory: Memory) -> list[tuple[float, Entry]]:
    """Entries whose Chinese is like the text, likest first, by the ratio of edits (0 to 100). For editors to look at:
    nothing of it is ever published by itself."""
    entries = memory.entries()
    found = process.extract(
        text, [entry.zh for entry in entries], scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=LEAST
    )
    return [(likeness, entries[at]) for _, likeness, at in found]


def _import(
    options: argparse.Namespace, console: Console, memory: Memory, broken: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    reference, problems = load_reference(options.content)
    entries, faults = read_tmx(options.file, options.origin)
    found = [*problems, *faults]
    taken = kept = 0
    for entry in entries:
        old = memory.get_exact(entry.zh)
        if old is not None and not outranks(entry.origin, old.origin) and old.en != entry.en:
            kept += 1
            continue
        flags = check_pair(entry.zh, entry.en, reference.glossary, rules=reference.check_rules)
        if any(flag.severity == "serious" for flag in flags):
            detail = "; ".join(f"{flag.check}: {flag.detail}" for flag in flags if flag.severity == "serious")
            found.append(Problem(options.file.name, 0, f"{entry.zh[:30]}… ({detail})", "taken in; check its English"))
        taken += memory.put(replace(entry, flags=flags))
    save_memory(options.content / "memory", memory, broken)
    console.table([("taken in", str(taken)), ("an editor's text kept", str(kept)), ("in the memory", str(len(memory)))])
    return tuple(found)

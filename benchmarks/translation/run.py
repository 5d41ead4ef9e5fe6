"""Scores the checks and repairs on recorded machine translations with known faults.

    python benchmarks/translation/run.py SAMPLES.json [--show]

SAMPLES.json holds `{"items": [{"id", "label", "kind", "surface", "source", "argos", "reference", "google"}]}`.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from generator.checks import check_pair
from generator.checks.number import lost_in
from generator.content.glossary_file import load_glossary
from generator.translate.repair import repair

ROOT = Path(__file__).parent.parent.parent
DEFAULT = ROOT.parent / "shared" / "data" / "argos_samples.json"
GLOSSARY = load_glossary(ROOT / "content" / "glossary.yaml")[0]


def main() -> int:
    """Print the table; 0 also when the samples are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--show", action="store_true", help="print every sentence that is judged wrongly")
    arguments = parser.parse_args()
    if not arguments.samples.is_file():
        print("no samples: give the path of a file of recorded translations", file=sys.stderr)
        return 0
    items = json.loads(arguments.samples.read_text(encoding="utf-8"))["items"]
    faulty = [item for item in items if item["label"] == "faulty"]
    sound = [item for item in items if item["label"] != "faulty"]
    show("faulty sentences flagged", faulty, "argos", arguments.show, wanted=True)
    show("sound sentences flagged", sound, "argos", arguments.show, wanted=False)
    show("human references flagged", [item for item in items if item.get("reference")], "reference", arguments.show)
    show("Google's sentences flagged", [item for item in items if item.get("google")], "google", arguments.show)
    report_repairs(faulty, arguments.show)
    time_pairs(items)
    return 0


def show(name: str, items: list[dict], side: str, verbose: bool, wanted: bool = False) -> None:
    """One line: how many of the sentences got a flag."""
    flagged = [item for item in items if check_pair(item["source"], item[side], GLOSSARY)]
    print(f"{name:28} {len(flagged):4} of {len(items):4}  {len(flagged) / max(1, len(items)):.3f}")
    odd = [item for item in items if (item in flagged) != wanted]
    for item in odd if verbose else ():
        found = [f"{flag.check}: {flag.detail}" for flag in check_pair(item["source"], item[side], GLOSSARY)]
        print(f"    {item['id']} {found} {item['source'][:60]} | {item[side][:100]}")


def report_repairs(faulty: list[dict], verbose: bool) -> None:
    """How many sentences with a wrong quantity are right after repair."""
    wrong = [item for item in faulty if item["kind"] in ("wan", "yi", "plain", "percent", "date", "ordinal")]
    right = 0
    for item in wrong:
        flags = check_pair(item["source"], item["argos"], GLOSSARY)
        mended = repair(item["source"], item["argos"], flags, GLOSSARY)
        done = mended and not lost_in(item["source"], mended)
        right += bool(done)
        if verbose and not done:
            print(f"    {item['id']} not repaired: {item['surface']} | {item['argos'][:100]}")
    print(f"{'wrong quantities repaired':28} {right:4} of {len(wrong):4}  {right / max(1, len(wrong)):.3f}")


def time_pairs(items: list[dict]) -> None:
    """Time the checks of 10,000 pairs on one core."""
    start = time.perf_counter()
    for number in range(10_000):
        item = items[number % len(items)]
        check_pair(item["source"], item["argos"], GLOSSARY)
    print(f"10,000 pairs checked in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    sys.exit(main())

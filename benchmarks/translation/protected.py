"""What checks, repair and protection make of an engine that cannot convert 万 and 亿.

    python -m benchmarks.translation.protected [--package FILE.argosmodel] [--variants 12] [--show]

Sentences with a large figure, which the small package of the tests knows by heart, get figures that it has never seen. It
copies plain figures and cannot convert large ones, as small models do, only worse. What is right is judged by the English
that the sentence is known to have with its new figures, not by the checks: the same values, each as often.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.glossary import Glossary
from generator.language.quantities import Quantity, chinese_quantities, english_quantities
from generator.translate import translate_missing
from generator.translate.engine import Engine, EngineSettings, find_engine
from generator.translate.protect import EVERYTHING, Protection
from generator.translate.repair_figures import format_number

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "data" / "small_zh_en.argosmodel"
SEED = 5


def main() -> int:
    """Print the table; 1 if a wrong figure would be published without a mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, default=SMALL)
    parser.add_argument("--variants", type=int, default=12, help="new figures for each sentence")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    arguments = parser.parse_args()
    pairs = with_new_figures(known_pairs(), arguments.variants)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        engine = find_engine("argos", EngineSettings(package=arguments.package))
    texts = list(pairs)
    plain = {zh: (found[0].en, False) for zh, found in zip(texts, engine.translate(texts), strict=True)}
    print(f"{len(texts)} sentences with large figures; {engine.name}")
    print(f"{'':34} {'right':>6} {'marked':>7} {'wrong, not marked':>18}")
    report("as the engine gives them", plain, pairs, arguments.show)
    report("checked and repaired", published(texts, engine, Protection(kinds=())), pairs, arguments.show)
    unmarked = report("checked, repaired, protected", published(texts, engine, EVERYTHING), pairs, arguments.show)
    return 1 if unmarked else 0


def known_pairs() -> list[tuple[str, str]]:
    """The pairs that the small package knows."""
    lines = SMALL.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [(record["zh"], record["en"]) for record in map(json.loads, lines)]


def with_new_figures(pairs: Sequence[tuple[str, str]], variants: int) -> dict[str, str]:
    """Chinese → English of the pairs whose large figures all have one counterpart, with other figures in both."""
    rng = random.Random(SEED)
    found: dict[str, str] = {}
    for zh, en in pairs:
        large = [quantity for quantity in chinese_quantities(zh) if quantity.scaled and quantity.surface[0].isdigit()]
        theirs = [[other for other in english_quantities(en) if other.value == one.value] for one in large]
        if not large or any(len(some) != 1 for some in theirs):
            continue
        for _ in range(variants):
            fresh = [other_surface(quantity, rng) for quantity in large]
            values = [chinese_quantities(surface)[0].value for surface in fresh]
            english = [(other.span, format_number(value)) for (other,), value in zip(theirs, values, strict=True)]
            chinese = [(quantity.span, surface) for quantity, surface in zip(large, fresh, strict=True)]
            found[replaced(zh, chinese)] = replaced(en, english)
    return found


def other_surface(quantity: Quantity, rng: random.Random) -> str:
    """Another figure with the same unit: one to four digits, a decimal now and then."""
    unit = quantity.surface.lstrip("0123456789.,")
    whole = rng.randint(2, 10 ** rng.randint(1, 4) - 1)
    return f"{whole}.{rng.randint(1, 99)}{unit}" if rng.random() < 0.4 else f"{whole}{unit}"


def replaced(text: str, swaps: Sequence[tuple[tuple[int, int], str]]) -> str:
    """The text with each span replaced."""
    for (first, last), new in sorted(swaps, reverse=True):
        text = text[:first] + new + text[last:]
    return text


def published(texts: Sequence[str], engine: Engine, protection: Protection) -> dict[str, tuple[str, bool]]:
    """Chinese → English, and whether it is marked."""
    batches = translate_missing(texts, engine, Glossary(), protection=protection)
    return {
        entry.zh: (entry.en, any(flag.severity == "serious" for flag in entry.flags))
        for batch in batches
        for entry in batch
    }


def report(name: str, found: dict[str, tuple[str, bool]], pairs: dict[str, str], show: bool) -> int:
    """One line of the table; the number of wrong sentences without a mark."""
    right = marked = 0
    unmarked: list[str] = []
    for zh, (en, mark) in found.items():
        if values(en) == values(pairs[zh]):
            right += 1
        elif mark:
            marked += 1
        else:
            unmarked.append(zh)
    total = max(1, len(found))
    print(f"{name:34} {right / total:6.1%} {marked / total:7.1%} {len(unmarked) / total:18.1%}")
    for zh in unmarked if show else ():
        print(f"    {zh}\n        wanted {pairs[zh]}\n        given  {found[zh][0]}")
    return len(unmarked)


def values(en: str) -> Counter:
    """The values of an English text."""
    return Counter(quantity.value for quantity in english_quantities(en))


if __name__ == "__main__":
    sys.exit(main())

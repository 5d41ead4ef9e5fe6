"""Measures the translation memory: how long a large one takes to open and to ask, with its index and without, and how many
of the supplied sentences lend their English when one of their slots is another.

    python -m benchmarks.translation.memory [--records 200000]

The large memory is made of the supplied sentences, each with a number of its own at its end; one in five is by hand.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.content.reference import load_reference
from generator.translate.filling import filled
from generator.translate.formulas import Formulas, Slot
from generator.translate.memory import Entry, Memory, digest_of
from generator.translate.memory_files import load_memory, save_memory
from generator.translate.memory_index import open_memory
from generator.translate.memory_records import render

ROOT = Path(__file__).parent.parent.parent
ASKED = 1_000
"""Segments that are looked up."""
ORDINALS = "零一二三四五六七八九十"


def large_memory(folder: Path, base: Sequence[Entry], count: int) -> list[str]:
    """Write a memory of so many records in 256 shards; the Chinese of some of them."""
    draw = random.Random(1)
    shards: dict[str, list[tuple[str, str]]] = defaultdict(list)
    some: list[str] = []
    for number in range(count):
        like, by_hand = base[number % len(base)], number % 5 == 0
        zh, en = f"{like.zh}（案卷{draw.randrange(10**9)}-{number}甲）", f"{like.en} ({number})"
        engine, glossary = ("", "") if by_hand else ("0123456789ab", "0123456789ab")
        entry = Entry(zh, en, "supplied" if by_hand else "engine 1", (), False, engine, glossary, "2026-04-12")
        shards[digest_of(zh)[:2]].append((zh, render(entry)))
        if number % max(1, count // ASKED) == 0:
            some.append(zh)
    for name, records in shards.items():
        lines = "".join(line + "\n" for _, line in sorted(records))
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return some[:ASKED]


def time_it(folder: Path, index: Path | None, asked: Sequence[str], formulas: Formulas) -> str:
    """Open, ask for what is there and for what is not, put one record and save; the seconds as a row."""
    at = [time.perf_counter()]

    def lap() -> float:
        at.append(time.perf_counter())
        return at[-1] - at[-2]

    if index is None:
        memory, problems = load_memory(folder, formulas=formulas)
    else:
        memory, problems = open_memory(folder, index, formulas=formulas, large=0)
    opened = lap()
    found = sum(memory.get(zh) is not None for zh in asked)
    there = lap()
    lacking = sum(memory.get(zh.replace("案卷", "卷宗")) is None for zh in asked)
    not_there = lap()
    memory.put(Entry(f"新的一句，{at[0]}。", "A new sentence.", "edited"))
    save_memory(folder, memory, problems)
    saved = lap()
    assert found == lacking == len(asked)
    return f"{opened:8.2f} s {there / found * 1e6:8.0f} µs {not_there / lacking * 1e6:8.0f} µs {saved:8.2f} s"


def changed(slot: Slot, draw: random.Random) -> str:
    """Another text for a slot."""
    if slot.kind == "figure":
        whole, point, decimals = slot.text.replace(",", "").partition(".")
        return f"{int(whole) + draw.choice((3, 7, 11))}{point}{decimals}"
    if slot.kind == "numeral":
        return f"第{ORDINALS[slot.value[0] % 10 + 1]}"
    if slot.kind in ("year", "ordinal"):
        return f"{'第' if slot.kind == 'ordinal' else ''}{slot.value[0] + 1}"
    if slot.kind == "person":
        return draw.choice(("黄茂军", "谢东", "罗毅"))
    year, month, day, last = slot.value
    text = f"{f'{year + 1}年' if year else ''}{month % 12 + 1}月"
    days = {"date": f"{min(28, day + 2)}日", "days": f"{day + 1}日至{last + 1}日"}
    return text + days.get(slot.kind, "")


def slots_filled(memory: Memory, formulas: Formulas) -> Iterator[tuple[str, bool]]:
    """For each slot of the sentences by hand its kind, and whether their English takes another text there."""
    draw = random.Random(4)
    for entry in memory.entries():
        known = formulas.of(entry.zh)
        for slot in known.slots:
            new = changed(slot, draw)
            if new != slot.text:
                asked = formulas.of(entry.zh[: slot.span[0]] + new + entry.zh[slot.span[1] :])
                yield slot.kind, filled(known, entry.en, asked, formulas) is not None


def main() -> int:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=int, default=200_000)
    count = options.parse_args().records
    reference, _ = load_reference(ROOT / "content")
    formulas = Formulas(reference.glossary, reference.check_rules)
    memory, _ = load_memory(ROOT / "content" / "memory", formulas=formulas)

    total: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for kind, done in slots_filled(memory, formulas):
        total[kind] += 1
        taken[kind] += done
    print(f"{'slot':10} {'tried':>6} {'filled':>7}")
    for kind in sorted(total):
        print(f"{kind:10} {total[kind]:6} {taken[kind]:7}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "memory"
        folder.mkdir()
        asked = large_memory(folder, memory.entries(), count)
        print(f"{count:,} records, {sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.0f} MB")
        print(f"{'':22} {'open':>10} {'there':>11} {'not there':>11} {'save one':>10}")
        index = Path(name) / "memory.sqlite"
        print(f"{'index made':22} {time_it(folder, index, asked, formulas)}")
        print(f"{'index there':22} {time_it(folder, index, asked, formulas)}")
        print(f"{'index size':22} {index.stat().st_size / 1e6:8.0f} MB")
        print(f"{'without index':22} {time_it(folder, None, asked, formulas)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Scores checks and repairs on faults put by program into the supplied English of the memory.

    python -m benchmarks.translation.injected [MEMORY_FOLDER]

Each sound pair gives one faulty pair for each kind of fault that fits it: another magnitude, another percentage, another
year, a lost figure, another currency, a loop, a cut, left-over Chinese. Nothing is random.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.checks import check_pair
from generator.glossary import Glossary
from generator.translate.repair import repair

ROOT = Path(__file__).parent.parent.parent
NONE = Glossary()
_NEXT = {"thousand": "million", "million": "billion", "billion": "trillion", "trillion": "billion"}


def magnitude(_zh: str, en: str) -> str:
    """590 billion → 590 trillion."""
    return re.sub(r"(?<=\d )(million|billion|trillion)", lambda match: _NEXT[match[1]], en, count=1)


def tenfold(_zh: str, en: str) -> str:
    """17.23 million → 172.3 million."""
    return re.sub(r"(\d+)\.(\d)(\d*) (?=[mbt]\w+illion)", lambda m: f"{m[1]}{m[2]}.{m[3] or 0} ", en, count=1)


def percentage(_zh: str, en: str) -> str:
    """34% → 35%."""
    return re.sub(r"(\d+)(?=%)", lambda match: str(int(match[1]) + 1), en, count=1)


def year(_zh: str, en: str) -> str:
    """2023 → 2032."""
    return re.sub(r"\b20([1-9])([0-9])\b", lambda m: m[0] if m[1] == m[2] else f"20{m[2]}{m[1]}", en, count=1)


def lost_figure(_zh: str, en: str) -> str:
    """1,234 enterprises → enterprises."""
    return re.sub(r"\b\d[\d,.]*\d(?: [mbt]r?illion)? (?=[a-z])", "", en, count=1)


def currency(zh: str, en: str) -> str:
    """RMB 5 million → $5 million."""
    return re.sub(r"RMB (?=\d)", "$", en) if "美元" not in zh else en


def loop(_zh: str, en: str) -> str:
    """A word seven times."""
    return re.sub(r"\b([a-z]{5,})\b", r"\1 \1 \1 \1 \1 \1 \1", en, count=1)


def cut(zh: str, en: str) -> str:
    """The first third only."""
    return en[: len(en) // 3].rstrip() if len(zh) > 24 else en


def residue(zh: str, en: str) -> str:
    """Two Chinese characters in the middle."""
    return f"{en[: len(en) // 2]} {zh[:2]} {en[len(en) // 2 :]}" if re.match(r"[\u4e00-\u9fff]{2}", zh) else en


KINDS: tuple[Callable[[str, str], str], ...] = (
    magnitude,
    tenfold,
    percentage,
    year,
    lost_figure,
    currency,
    loop,
    cut,
    residue,
)


def pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Chinese and supplied English of the memory, in the order of its files."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("en") and record.get("origin") == "supplied":
                yield record["zh"], record["en"]


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content" / "memory"
    sound = list(pairs(folder))
    alarms = sum(bool(check_pair(zh, en, NONE)) for zh, en in sound)
    print(f"{'sound pairs flagged':16} {alarms} of {len(sound)}")
    print(f"{'fault':16} {'pairs':>6} {'flagged':>8} {'repaired':>9} {'as before':>10}")
    for kind in KINDS:
        faulty = [(zh, en, kind(zh, en)) for zh, en in sound if kind(zh, en) != en]
        flagged = repaired = restored = 0
        for zh, en, wrong in faulty:
            flags = check_pair(zh, wrong, NONE)
            mended = repair(zh, wrong, flags, NONE)
            flagged += bool(flags)
            repaired += mended is not None
            restored += mended == en
            if "-v" in sys.argv and (not flags or (mended and mended != en)):
                print("   ", kind.__name__, zh, "|", wrong, "|", mended)
        print(f"{kind.__name__:16} {len(faulty):6} {flagged:8} {repaired:9} {restored:10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

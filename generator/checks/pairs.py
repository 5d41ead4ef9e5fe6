"""JSON lines of Chinese/English pairs → JSON lines of flags and repairs."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator

from generator.checks import check_pair
from generator.errors import Problem
from generator.glossary import Glossary
from generator.model import Flag

Repair = Callable[[str, str, tuple[Flag, ...], Glossary], str | None]


def check_pairs(
    lines: Iterable[str], glossary: Glossary, repair: Repair, off: Collection[str] = ()
) -> Iterator[tuple[str | None, Problem | None]]:
    """For each line its answer as JSON, or the problem with it. `repair` mends what is certain;
    the checks named in `off` do not run."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            zh, en = record["zh"], record["en"]
            if not (isinstance(zh, str) and isinstance(en, str)):
                raise TypeError("zh and en must be texts")
        except (json.JSONDecodeError, KeyError, TypeError, RecursionError) as error:
            yield None, Problem("stdin", number, f"no pair: {error!r}", 'write {"id": …, "zh": "…", "en": "…"}')
            continue
        flags = check_pair(zh, en, glossary, off=off)
        answer = {
            "id": record.get("id"),
            "flags": [{"check": flag.check, "detail": flag.detail} for flag in flags],
            "repaired": repair(zh, en, flags, glossary),
        }
        yield json.dumps(answer, ensure_ascii=False), None

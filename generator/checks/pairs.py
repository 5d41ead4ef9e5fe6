"""JSON lines of Chinese/English pairs → JSON lines of flags and repairs."""

import json
from collections.abc import Callable, Iterable, Iterator

from generator.checks import ALL_CHECKS, CheckRules, check_pair
from generator.errors import Problem
from generator.glossary import Glossary
from generator.model import Flag

Repair = Callable[[str, str, tuple[Flag, ...], Glossary, CheckRules], str | None]


def check_pairs(
    lines: Iterable[str], glossary: Glossary, repair: Repair, rules: CheckRules = ALL_CHECKS
) -> Iterator[tuple[str | None, Problem | None]]:
    """For each line its answer as JSON, or the problem with it. `repair` mends what is certain; `rules` say which
    checks run."""
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
        flags = check_pair(zh, en, glossary, rules=rules)
        answer = {
            "id": record.get("id"),
            "flags": [{"check": flag.check, "detail": flag.detail} for flag in flags],
            "repaired": repair(zh, en, flags, glossary, rules),
        }
        yield json.dumps(answer, ensure_ascii=False), None

"""What differs between two printings of a story, for editors."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?[%％]?|\s+|.", re.DOTALL)
_BRIDGE = 1
"""Equal characters between two changes that are told as part of one change: 二〇二〇 → 二〇二三 is one, not two."""


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of two texts side by side; joined, the `before`s give the one text and the `after`s the other."""

    kind: Literal["equal", "changed", "only-before", "only-after"]
    before: str
    after: str


def difference(before: str, after: str) -> tuple[Change, ...]:
    """The two texts as stretches that are equal or differ, in order. Chinese by characters, figures and Latin words as
    wholes. Two empty texts give an empty tuple."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    stretches: list[tuple[bool, str, str]] = []
    for operation in Levenshtein.opcodes(one, other):
        old = "".join(one[operation.src_start : operation.src_end])
        new = "".join(other[operation.dest_start : operation.dest_end])
        equal = operation.tag == "equal"
        if stretches and stretches[-1][0] == equal:
            stretches[-1] = (equal, stretches[-1][1] + old, stretches[-1][2] + new)
        else:
            stretches.append((equal, old, new))
    return tuple(Change(_kind(equal, old, new), old, new) for equal, old, new in _bridged(stretches))


def _bridged(stretches: list[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    joined: list[tuple[bool, str, str]] = []
    for at, (equal, old, new) in enumerate(stretches):
        inner = 0 < at < len(stretches) - 1
        if joined and not joined[-1][0] and (not equal or (inner and len(old) <= _BRIDGE)):
            joined[-1] = (False, joined[-1][1] + old, joined[-1][2] + new)
        else:
            joined.append((equal, old, new))
    return joined


def _kind(equal: bool, old: str, new: str) -> Literal["equal", "changed", "only-before", "only-after"]:
    if equal:
        return "equal"
    return "changed" if old and new else "only-before" if old else "only-after"

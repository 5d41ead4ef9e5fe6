"""How well a text goes on from another that breaks off inside a sentence, by the characters on either side of the break.

The pointwise mutual information (Church and Hanks, "Word Association Norms, Mutual Information, and Lexicography", ACL
1989) of the two characters that meet, as often as they meet in texts at hand: 提|升 and 。|会 do, 提|会 does not.
"""

import math
from collections import Counter
from collections.abc import Iterable

from generator.language.characters import SENTENCE_ENDS

ENOUGH_TEXT = 1_000_000
"""Characters from which the counts are made; more add little."""
_UNSEEN = 0.1
"""What a pair that never met counts as."""


class Seams:
    """Counts of characters and of pairs and triples of neighbours."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ones: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._triples: set[str] = set()
        self._total = 0
        for text in texts:
            if self._total >= ENOUGH_TEXT:
                break
            line = text.replace("\n", "")
            self._ones.update(line)
            self._pairs.update([line[at : at + 2] for at in range(len(line) - 1)])
            self._triples.update([line[at : at + 3] for at in range(len(line) - 2)])
            self._total += len(line)

    def likeness(self, first: str, second: str) -> float:
        """Mutual information in nats of the characters that meet, one more where a run of three is known: 3 for most texts
        that belong together, 0 for most that do not. 0 where either is empty or the first ends as a sentence does."""
        before, after = first.rstrip()[-2:], second.lstrip()[:2]
        if not before or not after or before.rstrip("”’）》")[-1:] in SENTENCE_ENDS:
            return 0.0
        met = self._pairs[before[-1] + after[0]] + _UNSEEN
        apart = (self._ones[before[-1]] + 1) * (self._ones[after[0]] + 1)
        known = before + after[0] in self._triples or before[-1] + after in self._triples
        return math.log(met * (self._total or 1) / apart) + known

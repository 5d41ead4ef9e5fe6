"""An index of texts that proposes which may be one story, without reading the archive again.

MinHash signatures of character shingles in banded LSH (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3), from rensa with a fixed seed: the same signatures on every machine. A text is entered twice, as a
whole and with its beginning only, for a reprint that was cut has little in common with the whole but begins like it.
"""

from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

from generator.dedupe.compare import Likeness, Thresholds, compare, plain_text, shingles
from generator.model import Article

_SEED = 1
Signed = tuple[RMinHash, RMinHash]


def compared_text(article: Article) -> str:
    """The plain text of an article that is compared: its body, or its headline if it has none."""
    return plain_text(article.body) or plain_text(article.title)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an article is compared by, made apart from all others, in whatever process."""

    plain: str
    """See `compared_text`."""
    whole: bytes
    beginning: bytes
    """The signatures, as rensa writes them down."""


def fingerprint(article: Article, thresholds: Thresholds | None = None) -> Fingerprint:
    """The plain text of an article and its signatures."""
    return fingerprint_of(compared_text(article), thresholds)


def fingerprint_of(plain: str, thresholds: Thresholds | None = None) -> Fingerprint:
    """A plain text and its signatures."""
    whole, beginning = _sign(plain, thresholds or Thresholds())
    return Fingerprint(plain, whole.__getstate__(), beginning.__getstate__())


def _sign(text: str, thresholds: Thresholds) -> Signed:
    whole, beginning = (RMinHash(num_perm=thresholds.permutations, seed=_SEED) for _ in range(2))
    whole.update(list(shingles(text, thresholds.shingle)))
    beginning.update(list(shingles(text[: thresholds.beginning], thresholds.shingle)))
    return whole, beginning


class DuplicateIndex:
    """Texts with keys of the caller's choice; grows by `add`, answers by `query`."""

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self._entries: list[tuple[str, str | None, bytes]] = []
        self._whole = self._lsh()
        self._beginning = self._lsh()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, key: str, text: str, date: str | None = None, signed: Signed | None = None) -> None:
        """Enters a plain text (see `plain_text`). An empty one is counted but never proposed. `signed` is what `sign` gave
        for it, where that is at hand."""
        self._enter(key, text, date, *(signed or self.sign(text)))

    def candidates(self, text: str, signed: Signed | None = None) -> list[int]:
        """Numbers of the entries that may be the same story, in order of entry; the first entry has number 0."""
        if not text:
            return []
        whole, beginning = signed or self.sign(text)
        return sorted({*self._whole.query(whole), *self._beginning.query(beginning)})

    def query(self, text: str, date: str | None = None) -> list[tuple[str, Likeness]]:
        """Keys of the entries that are the same story, likest first, each with how it lies in the text."""
        found = []
        for number in self.candidates(text):
            key, other_date, other = self._entries[number]
            likeness = compare(text, other.decode(), self.thresholds, (date, other_date))
            if likeness.same:
                found.append((key, likeness))
        return sorted(found, key=lambda item: (-item[1].share, item[0]))

    def _lsh(self) -> RMinHashLSH:
        return RMinHashLSH(threshold=0.5, num_perm=self.thresholds.permutations, num_bands=self.thresholds.bands)

    def sign(self, text: str) -> Signed:
        """The signatures of a text as a whole and of its beginning; the costly part of a look-up."""
        return _sign(text, self.thresholds)

    def signed(self, known: Fingerprint) -> Signed:
        """The signatures of a fingerprint that was made with the same thresholds."""
        return self._restore(known.whole), self._restore(known.beginning)

    def _restore(self, state: bytes) -> RMinHash:
        signature = RMinHash(num_perm=self.thresholds.permutations, seed=_SEED)
        signature.__setstate__(state)
        return signature

    def _enter(self, key: str, text: str, date: str | None, whole: RMinHash, beginning: RMinHash) -> None:
        number = len(self._entries)
        self._entries.append((key, date, text.encode()))
        if text:
            self._whole.insert(number, whole)
            self._beginning.insert(number, beginning)

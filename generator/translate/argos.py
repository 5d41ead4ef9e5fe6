"""The Argos engine: an Argos package run by CTranslate2 in large batches, without argostranslate, stanza and torch."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import EngineError
from generator.translate.engine import HOW_TO_GET, Candidate, EngineSettings
from generator.translate.packages import ArgosPackage, installed_package, unpack_package

BATCH_TOKENS = 2048
LENGTH_PENALTY = 0.2
"""As Argos Translate (argostranslate/translate.py)."""
SHORTEST_CAP, LONGEST_CAP = 256, 512
"""Pieces that a translation may have: 256 as in Argos Translate, up to 512 where the Chinese is long."""


@dataclass(frozen=True, slots=True)
class Search:
    """How the best translation is looked for."""

    beam: int = 4
    patience: float = 2.0
    """The search ends when `beam` times this many translations are complete. With 1, poor short ones that are complete end
    it before the best one is, and words are dropped or the end is cut off. (Kasai et al., A Call for Clarity in
    Beam Search, 2022.)"""


AS_ARGOS = Search(4, 1.0)
"""Gives the sentences that Argos Translate gives."""


class ArgosEngine:
    """Translates by one Argos package. Raises EngineError when CTranslate2, SentencePiece or the package is missing."""

    def __init__(self, settings: EngineSettings, search: Search = Search()) -> None:
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineError("CTranslate2 and SentencePiece are not installed", HOW_TO_GET) from error
        package = _package(settings)
        self._search = search
        self._package = package
        if package.pieces.name == "bpe.model":
            found = "its pieces are Moses BPE, which only Argos Translate itself can cut"
            raise EngineError(found, "take a package with a sentencepiece.model", file=package.folder.name)
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(package.pieces))
            self._translator = ctranslate2.Translator(
                str(package.model), device="cpu", compute_type="auto", inter_threads=_cores(), intra_threads=1
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the model cannot be loaded: {error}", HOW_TO_GET, file=package.folder.name) from error
        digest = hashlib.sha256(repr((search, LENGTH_PENALTY)).encode() + package.pieces.read_bytes())
        with (package.model / "model.bin").open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
        self._fingerprint = digest.hexdigest()[:12]

    @property
    def name(self) -> str:
        """`argos` and the package's version."""
        return f"argos {self._package.version}"

    @property
    def fingerprint(self) -> str:
        """Of the package's files and of the search."""
        return self._fingerprint

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """Candidates of all texts, in one call of CTranslate2, which sorts by length and fills batches by tokens. Raises
        EngineError if the model fails."""
        tokens = [self.pieces_of(text) for text in texts]
        prefix = self._package.target_prefix
        longest = max(map(len, tokens), default=0)
        try:
            results = self._translator.translate_batch(
                tokens,
                target_prefix=[[prefix]] * len(tokens) if prefix else None,
                replace_unknowns=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                beam_size=self._search.beam,
                patience=self._search.patience,
                num_hypotheses=self._search.beam,
                length_penalty=LENGTH_PENALTY,
                max_decoding_length=min(LONGEST_CAP, max(SHORTEST_CAP, 2 * longest)),
                return_scores=True,
            )
        except (RuntimeError, ValueError) as error:
            found = f"the model fails: {error}"
            raise EngineError(found, "another package may do", file=self._package.folder.name) from error
        return [
            [
                Candidate(self._text(some), _mean(score, len(some)))
                for some, score in zip(r.hypotheses, r.scores, strict=True)
            ]
            for r in results
        ]

    def pieces_of(self, text: str) -> list[str]:
        """A text cut into the model's pieces."""
        return list(self._pieces.encode(text, out_type=str))

    def _text(self, pieces: Sequence[str]) -> str:
        prefix = self._package.target_prefix
        kept = pieces[1:] if prefix and pieces[:1] == [prefix] else pieces
        text: str = self._pieces.decode(list(kept))
        return text.replace("▁", " ").replace("_", " ").strip()  # as argostranslate/tokenizer.py


def _cores() -> int:
    """Cores that this run may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _mean(score: float, pieces: int) -> float:
    """Mean log probability of a piece, the end included: CTranslate2 divides the sum by their number to the power of the
    length penalty only."""
    return float(score * (pieces + 1) ** (LENGTH_PENALTY - 1))


def _package(settings: EngineSettings) -> ArgosPackage:
    if settings.package is not None:
        if not settings.package.is_file():
            raise EngineError("no such package file", "check --package", file=str(settings.package))
        return unpack_package(settings.package)
    package = installed_package()
    if package is None:
        raise EngineError("the Argos zh→en package is not installed", HOW_TO_GET)
    return package

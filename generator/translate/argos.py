"""The Argos engine: an Argos package run by CTranslate2 in large batches, without argostranslate, stanza and torch."""

import hashlib
import os
from collections.abc import Sequence

from generator.errors import EngineError
from generator.translate.engine import HOW_TO_GET, Candidate, EngineSettings
from generator.translate.packages import ArgosPackage, installed_package, unpack_package

BEAM = 4
"""As Argos Translate searches; so single sentences come out the same."""
BATCH_TOKENS = 2048
LENGTH_PENALTY = 0.2


class ArgosEngine:
    """Translates by one Argos package. Raises EngineError when CTranslate2, SentencePiece or the package is missing."""

    def __init__(self, settings: EngineSettings, beam: int = BEAM) -> None:
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineError("CTranslate2 and SentencePiece are not installed", HOW_TO_GET) from error
        package = _package(settings)
        self._beam = beam
        self._package = package
        if package.pieces.name == "bpe.model":
            found = "its pieces are Moses BPE, which only Argos Translate itself can cut"
            raise EngineError(found, "take a package with a sentencepiece.model", file=package.folder.name)
        cores = os.cpu_count() or 1
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(package.pieces))
            self._translator = ctranslate2.Translator(
                str(package.model), device="cpu", compute_type="auto", inter_threads=cores, intra_threads=1
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the model cannot be loaded: {error}", HOW_TO_GET, file=package.folder.name) from error
        model = package.model / "model.bin"
        digest = hashlib.sha256(package.pieces.read_bytes())
        with model.open("rb") as file:
            digest.update(file.read(1 << 20))
        digest.update(str(model.stat().st_size).encode())
        self._fingerprint = digest.hexdigest()[:12]

    @property
    def name(self) -> str:
        """`argos` and the package's version."""
        return f"argos {self._package.version}"

    @property
    def fingerprint(self) -> str:
        """Of the package's files."""
        return self._fingerprint

    def translate(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """Candidates of all texts, in one call of CTranslate2, which sorts by length and fills batches by tokens."""
        tokens = [self.pieces_of(text) for text in texts]
        prefix = self._package.target_prefix
        results = self._translator.translate_batch(
            tokens,
            target_prefix=[[prefix]] * len(tokens) if prefix else None,
            replace_unknowns=True,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=self._beam,
            num_hypotheses=self._beam,
            length_penalty=LENGTH_PENALTY,
            return_scores=True,
        )
        return [
            [Candidate(self._text(hypothesis), score) for hypothesis, score in zip(r.hypotheses, r.scores, strict=True)]
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


def _package(settings: EngineSettings) -> ArgosPackage:
    if settings.package is not None:
        if not settings.package.is_file():
            raise EngineError("no such package file", "check --package", file=str(settings.package))
        return unpack_package(settings.package)
    package = installed_package()
    if package is None:
        raise EngineError("the Argos zh→en package is not installed", HOW_TO_GET)
    return package

"""The Argos engine: an Argos package run by CTranslate2 in large batches, without argostranslate, stanza and torch."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.errors import EngineError
from generator.translate.engine import HOW_TO_GET, Candidate, EngineSettings
from generator.translate.packages import ArgosPackage, install_package, installed_package

BEAM = 4
"""As Argos Translate searches; so single sentences come out the same."""
BATCH_TOKENS = 2048
LENGTH_PENALTY = 0.2


class ArgosEngine:
    """Translates by one Argos package. Raises EngineError when CTranslate2, SentencePiece or the package is missing."""

    def __init__(self, settings: EngineSettings) -> None:
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineError("CTranslate2 and SentencePiece are not installed", HOW_TO_GET) from error
        package = _package(settings)
        self._package = package
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(package.pieces))
        cores = os.cpu_count() or 1
        try:
            self._translator = ctranslate2.Translator(
                str(package.model), device="cpu", inter_threads=cores, intra_threads=1
            )
        except (RuntimeError, ValueError) as error:
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
        tokens = [self._pieces.encode(text, out_type=str) for text in texts]
        prefix = self._package.target_prefix
        results = self._translator.translate_batch(
            tokens,
            target_prefix=[[prefix]] * len(tokens) if prefix else None,
            replace_unknowns=True,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=BEAM,
            num_hypotheses=BEAM,
            length_penalty=LENGTH_PENALTY,
            return_scores=True,
        )
        return [
            [Candidate(self._text(hypothesis), score) for hypothesis, score in zip(r.hypotheses, r.scores, strict=True)]
            for r in results
        ]

    def _text(self, pieces: Sequence[str]) -> str:
        prefix = self._package.target_prefix
        kept = pieces[1:] if prefix and pieces[:1] == [prefix] else pieces
        text: str = self._pieces.decode(list(kept))
        return text.replace("▁", " ").strip()


def _package(settings: EngineSettings) -> ArgosPackage:
    if settings.package is not None:
        if not settings.package.is_file():
            raise EngineError("no such package file", "check --package", file=str(settings.package))
        folder = Path(tempfile.gettempdir()) / f"digest-packages-{os.getuid() if hasattr(os, 'getuid') else 0}"
        return install_package(settings.package, {"ARGOS_PACKAGES_DIR": str(folder)})
    package = installed_package()
    if package is None:
        raise EngineError("the Argos zh→en package is not installed", HOW_TO_GET)
    return package

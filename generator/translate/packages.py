"""Argos packages: a zip with a SentencePiece model and a CTranslate2 model, found, verified and installed.

The places are those of Argos Translate itself (argostranslate/settings.py), so that both use the same packages.
"""

import json
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import EngineError

MAX_UNPACKED = 2_000_000_000
"""Bytes of the largest package taken; the Argos zh→en package unpacks to about 0.3 GB."""
PIECES = ("sentencepiece.model", "bpe.model")


@dataclass(frozen=True, slots=True)
class ArgosPackage:
    """An unpacked package."""

    folder: Path
    version: str
    pieces: Path
    """The SentencePiece or BPE model."""
    model: Path
    """The CTranslate2 model's folder."""
    target_prefix: str
    """Token that the target begins with; empty for most packages."""


def packages_folder(environment: Mapping[str, str]) -> Path:
    """Where Argos Translate keeps installed packages."""
    if given := environment.get("ARGOS_PACKAGES_DIR"):
        return Path(given)
    data = environment.get("XDG_DATA_HOME") or str(Path(environment.get("HOME", "~")).expanduser() / ".local" / "share")
    return Path(data) / "argos-translate" / "packages"


def installed_package(environment: Mapping[str, str] = os.environ) -> ArgosPackage | None:
    """The newest installed zh→en package; None without one."""
    folder = packages_folder(environment)
    found: list[tuple[tuple[int, ...], ArgosPackage]] = []
    for metadata in sorted(folder.glob("*/metadata.json")):
        try:
            package = open_package(metadata.parent)
        except (EngineError, OSError):
            continue
        numbers = tuple(int(part) for part in package.version.split(".") if part.isdecimal())
        found.append((numbers, package))
    return max(found, key=lambda pair: (pair[0], str(pair[1].folder)))[1] if found else None


def open_package(folder: Path) -> ArgosPackage:
    """The package in an unpacked folder. Raises EngineError if it is none for zh→en, or is incomplete."""
    metadata = _metadata((folder / "metadata.json").read_text(encoding="utf-8", errors="replace"), folder.name)
    pieces = next((folder / name for name in PIECES if (folder / name).is_file()), None)
    if pieces is None or not (folder / "model" / "model.bin").is_file():
        raise EngineError("the package lacks its model", "install it anew: digest setup", file=folder.name)
    return ArgosPackage(
        folder,
        str(metadata.get("package_version", "0")),
        pieces,
        folder / "model",
        str(metadata.get("target_prefix", "")),
    )


def verify_package(file: Path) -> str:
    """The name of the top folder in a package file. Raises EngineError for what is no sound zh→en package: broken zip,
    paths that leave the folder, links, a size beyond `MAX_UNPACKED`, another language pair."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise EngineError("unpacks to more than 2 GB", "this is no Argos package", file=file.name)
            tops = {_safe_top(member, file.name) for member in members}
            metadata_names = [m.filename for m in members if PurePosixPath(m.filename).name == "metadata.json"]
            if len(tops) != 1 or not metadata_names:
                raise EngineError("has no metadata.json in one top folder", "this is no Argos package", file=file.name)
            _metadata(package.read(min(metadata_names, key=len)).decode("utf-8", "replace"), file.name)
            if (broken := package.testzip()) is not None:
                raise EngineError(f"{broken} is damaged", "download it again", file=file.name)
            return tops.pop()
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise EngineError(f"no sound package: {error}", "download it again", file=file.name) from error


def install_package(file: Path, environment: Mapping[str, str] = os.environ) -> ArgosPackage:
    """Verify a package file and unpack it into Argos's place, whole or not at all. Raises EngineError."""
    top = verify_package(file)
    target = packages_folder(environment)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".unpack-") as temporary, zipfile.ZipFile(file) as package:
            package.extractall(temporary)
            fresh = Path(temporary) / top
            open_package(fresh)
            if (target / top).exists():
                shutil.rmtree(target / top)
            fresh.rename(target / top)
    except OSError as error:
        found = f"cannot be installed into {target}: {error.strerror or error}"
        raise EngineError(found, "free space or permissions?", file=file.name) from error
    return open_package(target / top)


def _safe_top(member: zipfile.ZipInfo, name: str) -> str:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    link = stat.S_ISLNK(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or link or not path.parts or ":" in path.parts[0]:
        raise EngineError(f"holds an unsafe path {member.filename!r}", "do not use this file", file=name)
    return path.parts[0]


def _metadata(text: str, name: str) -> dict[str, object]:
    try:
        metadata = json.loads(text)
    except json.JSONDecodeError as error:
        raise EngineError("metadata.json is broken", "download the package again", file=name) from error
    pair = (metadata.get("from_code"), metadata.get("to_code")) if isinstance(metadata, dict) else None
    if pair != ("zh", "en"):
        raise EngineError(f"translates {pair}, not zh to en", "take the Chinese to English package", file=name)
    return dict(metadata)

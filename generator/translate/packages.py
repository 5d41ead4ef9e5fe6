"""Argos packages: a zip with a SentencePiece model and a CTranslate2 model, found, verified and installed.

The places are those of Argos Translate itself (argostranslate/settings.py), so that both use the same packages.
"""

import hashlib
import json
import os
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import EngineError

MAX_UNPACKED = 2_000_000_000
"""Bytes of the largest package taken; the Argos zh→en package unpacks to about 0.3 GB."""
PIECES = ("sentencepiece.model", "bpe.model")
_UNPACKING = ".digest-unpack-"
_STALE_S = 3600
"""A folder of that name that is older was left by a killed run."""


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
    """The newest installed zh→en package, among equal versions the one installed last; None without one."""
    folder = packages_folder(environment)
    found: list[tuple[tuple[int, ...], int, ArgosPackage]] = []
    for metadata in sorted(folder.glob("*/metadata.json")):
        try:
            package = open_package(metadata.parent)
        except (EngineError, OSError):
            continue
        numbers = tuple(int(part) for part in package.version.split(".") if part.isdecimal())
        found.append((numbers, metadata.stat().st_mtime_ns, package))
    return max(found, key=lambda one: (one[0], one[1], str(one[2].folder)))[2] if found else None


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
    """Verify a package file and unpack it into Argos's place, whole or not at all. An older copy is taken away only when the
    new one is in its place, so that a killed run leaves at least one of them whole. Raises EngineError."""
    top = verify_package(file)
    target = packages_folder(environment)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_workshop(target), prefix=_UNPACKING) as temporary:
            fresh = _unpacked(file, top, Path(temporary))
            places = (target / top, target / f"{top}-again")
            place = places[1] if _is_whole(places[0]) else places[0]
            _retire(place, Path(temporary))
            fresh.rename(place)
            for other in places:
                if other != place:
                    _retire(other, Path(temporary))
    except OSError as error:
        raise _not_unpacked(file, target, error) from error
    return open_package(place)


def unpack_package(file: Path, environment: Mapping[str, str] = os.environ) -> ArgosPackage:
    """The package of a file, unpacked into the user's own cache, where it is found again as long as the file stays the same;
    the package used before is taken away. Raises EngineError."""
    cache = environment.get("XDG_CACHE_HOME") or str(Path(environment.get("HOME", "~")).expanduser() / ".cache")
    folder = Path(cache) / "digest" / "packages"
    try:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()[:32]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder / digest
        if not _is_whole(place):
            top = verify_package(file)
            with tempfile.TemporaryDirectory(dir=folder, prefix=_UNPACKING) as temporary:
                fresh = _unpacked(file, top, Path(temporary))
                for old in sorted(folder.glob("[0-9a-f]*")):
                    _retire(old, Path(temporary))
                fresh.rename(place)
    except OSError as error:
        raise _not_unpacked(file, folder, error) from error
    return open_package(place)


def _workshop(target: Path) -> Path:
    """Where to unpack for `target`: beside it, since Argos Translate takes every folder in it for a package; in it where
    that is impossible."""
    beside = target.parent
    return beside if os.access(beside, os.W_OK) and beside.stat().st_dev == target.stat().st_dev else target


def _unpacked(file: Path, top: str, folder: Path) -> Path:
    """The top folder of a verified package, unpacked into `folder`. Leavings of killed runs beside it are swept out."""
    for stale in folder.parent.glob(f"{_UNPACKING}*"):
        if stale != folder and time.time() - stale.stat().st_mtime > _STALE_S:
            shutil.rmtree(stale, ignore_errors=True)
    with zipfile.ZipFile(file) as package:
        package.extractall(folder)
    open_package(folder / top)
    return folder / top


def _is_whole(folder: Path) -> bool:
    try:
        open_package(folder)
    except (EngineError, OSError):
        return False
    return True


def _retire(folder: Path, workshop: Path) -> None:
    """Move a folder into the workshop in one step; it is deleted with that."""
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(dir=workshop, prefix=".old-")) / folder.name)


def _not_unpacked(file: Path, target: Path, error: OSError) -> EngineError:
    found = f"cannot be unpacked into {target}: {error.strerror or error}"
    return EngineError(found, "free space or permissions?", file=file.name)


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

"""`digest setup`: the engine's libraries and the Argos zh→en package, fetched, verified and installed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generator.errors import EngineError
from generator.translate.packages import ArgosPackage, install_package

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
"""The package index that Argos Translate itself reads (argostranslate/settings.py, `remote_package_index`)."""
RUNTIME = ("ctranslate2>=4.6", "sentencepiece>=0.2")
TIMEOUT_S = 30
_CHUNK = 1 << 16

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all (0 when unknown)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A package of the index."""

    version: str
    links: tuple[str, ...]


def ensure_runtime(say: Callable[[str], None]) -> None:
    """Install CTranslate2 and SentencePiece into the running environment if they are missing; never torch. Raises
    EngineError when pip fails."""
    if find_spec("ctranslate2") and find_spec("sentencepiece"):
        return
    say("installing CTranslate2 and SentencePiece (about 220 MB) …")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *RUNTIME]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise EngineError(
            f"the engine's libraries cannot be installed: {last}", f"run: pip install {' '.join(RUNTIME)}"
        )


def find_offer(index: str = INDEX) -> Offer:
    """The newest zh→en package of an index. Raises EngineError if the index cannot be read or has none."""
    try:
        with urllib.request.urlopen(index, timeout=TIMEOUT_S) as answer:
            records = json.loads(answer.read(10_000_000))
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        remedy = "check the connection, or fetch the package elsewhere and run: digest setup --package FILE"
        raise EngineError(f"the package index cannot be read: {reason}", remedy, file=index) from error
    offers = [
        Offer(str(record.get("package_version", "0")), tuple(str(link) for link in record.get("links", ())))
        for record in (records if isinstance(records, list) else [])
        if isinstance(record, dict) and (record.get("from_code"), record.get("to_code")) == ("zh", "en")
    ]
    usable = [offer for offer in offers if any(_is_web(link) for link in offer.links)]
    if not usable:
        raise EngineError("the index has no zh→en package", "give another one with --index", file=index)
    return max(usable, key=lambda offer: [int(part) for part in offer.version.split(".") if part.isdecimal()])


def download(offer: Offer, folder: Path, progress: Progress) -> Path:
    """Fetch a package into `folder`; a broken download is taken up where it stopped. Raises EngineError when no link
    works."""
    folder.mkdir(parents=True, exist_ok=True)
    reasons: list[str] = []
    for link in filter(_is_web, offer.links):
        name = hashlib.sha256(f"{link} {offer.version}".encode()).hexdigest()[:16]
        part, whole = folder / f"{name}.part", folder / f"{name}.argosmodel"
        if whole.is_file():
            return whole
        try:
            _fetch(link, part, progress)
        except (OSError, ValueError) as error:
            reasons.append(f"{link}: {getattr(error, 'reason', error)}")
            continue
        part.replace(whole)
        return whole
    raise EngineError(f"the package cannot be downloaded ({'; '.join(reasons)})", "run digest setup again to go on")


def _fetch(link: str, part: Path, progress: Progress) -> None:
    have = part.stat().st_size if part.is_file() else 0
    request = urllib.request.Request(link, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        answer = urllib.request.urlopen(request, timeout=TIMEOUT_S)
    except urllib.error.HTTPError as error:
        if error.code == 416 and have:
            part.unlink()
            return _fetch(link, part, progress)
        raise
    with answer:
        resumed = have and answer.status == 206
        done = have if resumed else 0
        length = int(answer.headers.get("Content-Length") or 0)
        total = done + length if length else 0
        if total and shutil.disk_usage(part.parent).free < 3 * (total - done):
            raise OSError(f"not enough disk space for {total / 1e6:.0f} MB")
        with part.open("ab" if resumed else "wb") as file:
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                progress(done, total)
    if total and done != total:
        raise OSError(f"broke off at {done / 1e6:.0f} of {total / 1e6:.0f} MB")
    return None


def install(
    package: Path | None,
    index: str,
    say: Callable[[str], None],
    progress: Progress,
    environment: Mapping[str, str] = os.environ,
) -> ArgosPackage:
    """Everything `digest setup` does: a given file, or the newest package of the index. Raises EngineError."""
    if package is not None:
        if not package.is_file():
            raise EngineError("no such file", "check --package", file=str(package))
        return install_package(package, environment)
    offer = find_offer(index or INDEX)
    cache = environment.get("XDG_CACHE_HOME") or str(Path(environment.get("HOME", "~")).expanduser() / ".cache")
    say(f"Argos zh→en {offer.version}: downloading from {offer.links[0]}")
    file = download(offer, Path(cache) / "digest", progress)
    try:
        installed = install_package(file, environment)
    except EngineError:
        file.unlink(missing_ok=True)
        raise
    file.unlink(missing_ok=True)
    return installed


def _is_web(link: str) -> bool:
    return link.startswith(("https://", "http://"))

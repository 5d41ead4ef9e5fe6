"""The finished site goes to its folder in one move; until then, and whenever something fails, the last good site stays.

The site is made in a folder beside the target (`site.next`), which is then renamed into place; the old site is moved
away first (`site.last`) and deleted afterwards. A run killed between the two renames is mended by the next `stage`.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.errors import PublishError

MARKER = ".gitkeep"
"""A file of this name in the target is carried over: it keeps the empty folder under version control."""

_OURS = ("sitemap.xml", MARKER)
"""A folder that is not empty must hold one of these to be taken for a site that may be replaced."""


@contextmanager
def stage(out: Path) -> Iterator[Path]:
    """An empty folder to build the site in. If the block ends well, it replaces `out`; if it raises, `out` is untouched
    and the folder is removed. Raises PublishError if `out` holds something that is no site of ours."""
    last, fresh = _beside(out, "last"), _beside(out, "next")
    if last.exists() and not out.exists():
        last.rename(out)
    check_target(out)
    try:
        for leftover in (last, fresh):
            shutil.rmtree(leftover, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
        marker = out / MARKER
        if marker.is_file():
            shutil.copy2(marker, fresh / MARKER)
        if out.exists():
            out.rename(last)
        fresh.rename(out)
    except OSError as error:
        if last.exists() and not out.exists():
            last.rename(out)
        where = str(error.filename or out)
        raise PublishError(f"cannot write: {error.strerror}", "free space or permissions?", file=where) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(last, ignore_errors=True)


def check_target(out: Path) -> None:
    """Raises PublishError unless `out` is missing, empty, or a site made by us: no other files are ever replaced."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError("is not a folder", "choose another --out", file=str(out))
    if out.is_dir() and any(out.iterdir()) and not any((out / name).exists() for name in _OURS):
        raise PublishError("holds files that are no site of this program", "choose an empty folder", file=str(out))


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write (relative path, bytes) pairs below `folder`; the number of files. Raises PublishError for a path that
    would leave the folder."""
    count = 0
    made: set[Path] = set()
    for name, data in files:
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts:
            raise PublishError(f"page path {name!r} leaves the site", "this is a fault of the program")
        path = folder.joinpath(*pure.parts)
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(data)
        count += 1
    return count


def _beside(out: Path, suffix: str) -> Path:
    return out.with_name(f"{out.name}.{suffix}")

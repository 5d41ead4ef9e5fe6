"""Cuts of pages that were made before, so that one new page does not have the whole archive cut again.

An SQLite file outside version control. A cut is found under the SHA-256 of all it was made of: the page, what the manifest
says of it, the editors' data, and the code of this program; where any of these differs, it is not found. What cannot be
read back is made anew. Deleted, the file comes back with the next run.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from generator.dedupe import Fingerprint
from generator.model import Article, Page
from generator.program import code_digest

_TABLES = """
CREATE TABLE IF NOT EXISTS cut(key BLOB PRIMARY KEY, value BLOB NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run(number INTEGER NOT NULL);
"""
KEPT_RUNS = 5
"""Runs for which a cut is kept that none of them asked for: branches and other folders of pages come and go."""
BATCH = 500
"""Cuts written at a time."""

Kept = tuple[tuple[Article, ...], tuple[Fingerprint, ...]]
"""The articles of a page and their fingerprints."""
_DECODER: Final = msgspec.msgpack.Decoder(Kept)
_ENCODER: Final = msgspec.msgpack.Encoder()


def page_key(page: Page, stamp: str) -> bytes:
    """What the cut of a page is found under. `stamp` tells the state of the editors' data that cutting uses."""
    told = hashlib.sha256(f"{stamp}\n{code_digest()}\n{page.source_file}\n{page.info!r}\n".encode())
    told.update("\n".join(page.raw_lines).encode("utf-8", "surrogatepass"))
    return told.digest()


class CutCache:
    """The cuts of one run: those kept from before, and those it adds. Where the file cannot be used, it is empty and what
    is added is lost."""

    def __init__(self, path: Path) -> None:
        self._tables = _open(path)
        self._run = 0
        if self._tables is not None:
            self._run = 1 + (self._tables.execute("SELECT max(number) FROM run").fetchone()[0] or 0)

    def found(self, keys: Sequence[bytes]) -> Iterator[Kept | None]:
        """For each key what is kept under it, in their order."""
        for key in keys:
            row = None
            if self._tables is not None:
                row = self._tables.execute("SELECT value FROM cut WHERE key = ?", (key,)).fetchone()
            try:
                yield _DECODER.decode(row[0]) if row else None
            except msgspec.MsgspecError:
                yield None

    def keep(self, used: Sequence[bytes], new: Sequence[tuple[bytes, Kept]]) -> None:
        """Write the new cuts, and forget those that no run has asked for since `KEPT_RUNS`. A run that is killed before this
        keeps nothing, and breaks nothing."""
        if self._tables is None:
            return
        try:
            with closing(self._tables) as tables, tables:
                tables.executemany("UPDATE cut SET run = ? WHERE key = ?", ((self._run, key) for key in used))
                for at in range(0, len(new), BATCH):
                    rows = ((key, _ENCODER.encode(kept), self._run) for key, kept in new[at : at + BATCH])
                    tables.executemany("INSERT OR REPLACE INTO cut VALUES (?, ?, ?)", rows)
                tables.execute("DELETE FROM cut WHERE run <= ?", (self._run - KEPT_RUNS,))
                tables.execute("DELETE FROM run")
                tables.execute("INSERT INTO run VALUES (?)", (self._run,))
        except sqlite3.Error:
            return


def _open(path: Path) -> sqlite3.Connection | None:
    """The tables in a file, made where there are none; a file that is no database is begun anew. None where the folder
    cannot be written or another run holds the file."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            tables = sqlite3.connect(path, timeout=2.0)
            tables.executescript(_TABLES)
            return tables
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None

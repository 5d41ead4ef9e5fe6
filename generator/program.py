"""The state of this program, for caches that another version of it must not use."""

import hashlib
from functools import lru_cache
from pathlib import Path


@lru_cache
def code_digest(*packages: str) -> str:
    """SHA-256, in hexadecimal digits, of the program's modules and their tables, which do not change while it runs: those of
    some packages, or all where none is named."""
    root = Path(__file__).parent
    told = hashlib.sha256()
    for folder in [root / name for name in packages] or [root]:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.tsv")]):
            told.update(path.read_bytes())
    return told.hexdigest()

"""Content hashes: what a figure was made from, and whether it must be made again."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CODE_SUFFIXES = (".py", ".j2", ".css", ".mplstyle", ".json")


def sha256_of(path: Path) -> str:
    """Return the content hash that a file is known by."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_of(*parts: str) -> str:
    """Return one hash over several texts; the order counts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


@cache
def code_hash() -> str:
    """Return one hash over the package's own code, templates and styles."""
    paths = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in _CODE_SUFFIXES)
    return hash_of(*(f"{p.relative_to(_PACKAGE).as_posix()} {sha256_of(p)}" for p in paths))

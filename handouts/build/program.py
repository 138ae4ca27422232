"""The program's own digest: what, besides data, decides the bytes of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def program_digest(fonts: Path) -> str:
    """SHA-256 over the package's files, the lock file beside it and the fonts. Paths count by their names inside
    their folders, so the place of the checkout does not matter."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for name, data in _files(package, fonts):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _files(package: Path, fonts: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".icc"} and path.is_file():
            yield path.relative_to(package).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
    lock = package.parent / "requirements.lock"
    if lock.is_file():
        yield lock.name, lock.read_bytes().replace(b"\r\n", b"\n")
    for path in sorted(path for path in fonts.glob("*.ttf") if path.is_file()):
        with path.open("rb") as file:
            yield path.name, hashlib.file_digest(file, "sha256").digest()

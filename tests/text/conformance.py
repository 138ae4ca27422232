"""Unicode's conformance files, beside this module, compressed."""

from __future__ import annotations

import hashlib
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "unicode"


def conformance_lines(name: str) -> Iterator[str]:
    """The lines of a conformance file without comments. Fails if it isn't the very file of the README."""
    data = lzma.decompress((FOLDER / f"{name}.xz").read_bytes())
    readme = (FOLDER / "README.md").read_text("utf-8")
    row = re.search(rf"^\| {re.escape(name)} .*`([0-9a-f]{{64}})`", readme, re.MULTILINE)
    assert row, f"{name} is not in the README"
    assert hashlib.sha256(data).hexdigest() == row[1], f"{name} is not the file that the README names"
    for line in data.decode("utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content:
            yield content

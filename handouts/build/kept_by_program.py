"""What a build keeps of a language that depends on program and fonts only, besides what it is made of: its paragraphs
as they were shaped and broken, its fonts as they were cut down. The next build makes only what is new.

Everything stands under the digest of program and fonts: what is lost, damaged or of another program is as good as none,
and never wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from handouts.build.sealed import sealed, unsealed

Kept = TypeVar("Kept")


def read_kept_by_program(path: Path, program: str, kept: Callable[[bytes], Kept]) -> Kept:
    """What is kept in a file; nothing where that can't be used. `program`: the digest of program and fonts; `kept`:
    makes it of its bytes, of none where there is nothing."""
    try:
        made_by, _, content = unsealed(path.read_bytes()).partition(b"\n")
        if program and made_by == program.encode():
            return kept(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        pass
    return kept(b"")


def bytes_by_program(content: bytes, program: str) -> bytes:
    """The file: sealed, the digest of program and fonts, then what is kept."""
    return sealed(program.encode() + b"\n" + content)

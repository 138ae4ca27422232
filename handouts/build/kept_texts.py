"""The paragraphs of a language as the last build shaped and broke them: the next one shapes only what is new.

They are kept under the digest of program and fonts, on which they depend besides their own words: what is lost, damaged
or of another program is as good as none, and never wrong.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from handouts.text import KeptParagraphs


def texts_path(language: str) -> str:
    """Where the paragraphs of a language are kept, in the folder for what is kept."""
    return f"texts-{language}.json"


def read_kept_texts(path: Path, program: str) -> KeptParagraphs:
    """The kept paragraphs of a language; none where the file can't be used. `program`: the digest of program and
    fonts."""
    try:
        digest, _, rest = path.read_bytes().partition(b"\n")
        made_by, _, content = rest.partition(b"\n")
        if made_by == program.encode() and hashlib.sha256(rest).hexdigest().encode() == digest:
            return KeptParagraphs(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        pass
    return KeptParagraphs()


def kept_texts_bytes(content: bytes, program: str) -> bytes:
    """The file: the digest of all that follows, that of program and fonts, then the paragraphs."""
    rest = program.encode() + b"\n" + content
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest

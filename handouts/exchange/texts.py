"""The texts of cells: on one line, and whether they are what was written once."""

from __future__ import annotations

import re
from typing import Final

from handouts.exchange.cells import Cell

_MOJIBAKE: Final = re.compile("[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LOST: Final = "\ufffd"
_UNSEEN: Final = re.compile("(?<![ÂÃâ])[\u00ad\u200b\u2060\ufeff]")
"""Places where a line may or may not break: what is copied from a web page has them. Behind these letters they are a
part of a letter whose accent is broken."""


def text_in(cell: Cell) -> str:
    """The text of a cell in one line."""
    return re.sub(r"\s+", " ", _UNSEEN.sub("", cell.raw)).strip()


def garbled(text: str) -> tuple[str, ...] | None:
    """None for a text that is whole; else what it was before UTF-8 was read as Windows-1252, if that can be told."""
    if _LOST in text:
        return ()
    if not _MOJIBAKE.search(text):
        return None
    for encoding in ("cp1252", "latin-1"):
        try:
            return (text.encode(encoding).decode("utf-8"),)
        except UnicodeError:
            continue
    return None

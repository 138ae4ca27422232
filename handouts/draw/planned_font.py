"""A font as it is embedded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handouts.draw.codes import Pair


@dataclass(frozen=True, eq=False, slots=True)
class PlannedFont:
    """One font file to embed. Streams are compressed; widths in 1/1000 em, by character code (CID). `identity`: a
    digest of all the rest: where it is the same, the font draws and embeds alike."""

    resource: str  # the name by which pages select it
    base_font: str  # with the tag that names its content: equal names, equal fonts
    cids: Mapping[Pair, tuple[int, ...]]
    widths: tuple[int, ...]
    program: bytes
    program_digest: bytes
    program_length: int
    to_unicode: bytes
    cid_to_gid: bytes | None  # None where codes are glyph ids
    descriptor: str  # entries of the font descriptor, without the font file
    identity: bytes = b""
    widths_array: str = field(init=False)  # as a PDF array

    def __post_init__(self) -> None:
        object.__setattr__(self, "widths_array", f"[{' '.join(map(str, self.widths))}]")

    def identified(self) -> PlannedFont:
        """The same with its digest."""
        said = (self.resource, self.base_font, self.widths_array, self.descriptor, self.program_length)
        codes = sorted(map(repr, self.cids.items()))
        files = [hashlib.sha256(each or b"").digest() for each in (self.to_unicode, self.cid_to_gid)]
        told = repr((said, codes, self.program_digest, files))
        return replace(self, identity=hashlib.sha256(told.encode()).digest())

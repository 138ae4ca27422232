"""Fonts as they were cut down once, as bytes: whoever keeps them cuts none twice.

What a font becomes depends on its glyphs with their texts, the name by which pages select it, the program and the font
file, and on nothing else. A kept one is taken where it has exactly these glyphs and texts, and that name; that program
and font files are the same sees who keeps the bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Set
from typing import Any

from handouts.draw.codes import Pair, in_order
from handouts.draw.planned_font import PlannedFont
from handouts.text.glyphs import shape_of

_MOST = 2_000_000
"""Bytes of font programs that are handed on: twenty times what a language needs. Of thousands of cities each may have
a small font of its own."""


class KeptFonts:
    """What is known of fonts from earlier on, and what has been cut since."""

    def __init__(self, content: bytes = b"") -> None:
        """`content`: as `content` gives it. Raises ValueError, KeyError or TypeError for what is no such thing."""
        self._listed: dict[tuple[str, str, int], list[Any]] = {}
        self._used: list[tuple[str, PlannedFont]] = []
        self._room = _MOST
        for each in json.loads(content) if content else ():
            self._listed.setdefault((each["font"], each["resource"], len(each["shapes"])), []).append(each)

    def find(self, name: str, resource: str, pairs: Set[Pair]) -> PlannedFont | None:
        """A font with exactly these glyphs and texts under this name; None where there is none."""
        for listed in self._listed.get((name, resource, len(pairs)), ()):
            try:
                found = _decoded(listed)
            except (ValueError, KeyError, TypeError):
                continue
            if found.cids.keys() == pairs:
                self.add(name, found)
                return found
        return None

    def add(self, name: str, font: PlannedFont) -> None:
        """One that was cut, or taken, now. `name`: of the font file."""
        self._room -= len(font.program)
        if self._room >= 0:
            self._used.append((name, font))

    def content(self) -> bytes:
        """All that was cut or taken, as bytes. The same fonts give the same ones."""
        listed = [_encoded(name, font) for name, font in self._used]
        return json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(name: str, font: PlannedFont) -> dict[str, Any]:
    pairs = sorted(font.cids, key=in_order)  # they came out of sets
    shapes, texts = zip(*pairs, strict=True) if pairs else ((), ())
    return {
        "font": name,
        "resource": font.resource,
        "base_font": font.base_font,
        "shapes": shapes,
        "texts": texts,
        "cids": [cids[0] if len(cids) == 1 else cids for cids in map(font.cids.__getitem__, pairs)],
        "widths": font.widths,
        "program": _text(font.program),
        "program_length": font.program_length,
        "to_unicode": _text(font.to_unicode),
        "cid_to_gid": None if font.cid_to_gid is None else _text(font.cid_to_gid),
        "descriptor": font.descriptor,
        "identity": font.identity.hex(),
    }


def _decoded(listed: dict[str, Any]) -> PlannedFont:
    program, cid_to_gid = base64.b64decode(listed["program"]), listed["cid_to_gid"]
    shapes = map(shape_of, listed["shapes"])
    cids = [(each,) if isinstance(each, int) else tuple(each) for each in listed["cids"]]
    return PlannedFont(
        resource=listed["resource"],
        base_font=listed["base_font"],
        cids=dict(zip(zip(shapes, listed["texts"], strict=True), cids, strict=True)),
        widths=tuple(listed["widths"]),
        program=program,
        program_digest=hashlib.sha256(program).digest(),
        program_length=listed["program_length"],
        to_unicode=base64.b64decode(listed["to_unicode"]),
        cid_to_gid=None if cid_to_gid is None else base64.b64decode(cid_to_gid),
        descriptor=listed["descriptor"],
        identity=bytes.fromhex(listed["identity"]),
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")

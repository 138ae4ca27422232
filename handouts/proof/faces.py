"""Glyphs of the font files as FreeType (in Pillow) draws them: a second opinion on what a character looks like."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

MASTER_PX = 256
"""Each glyph is drawn once, this many pixels to the em, and made smaller for every size: hinting, which takes nearly
all of the time, moves nothing by more than a fraction of a pixel then."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A glyph in grey (255 is ink), where its top left corner lies from the glyph's origin, and how far the next origin
    is from it, all in pixels."""

    picture: Image.Image
    left: int
    top: int
    advance: float


class Faces:
    """The fonts of a folder by the names of their files, and the glyphs drawn so far. One owner: a language's worker,
    or the proof of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts: dict[str, ImageFont.FreeTypeFont | None] = {}
        self._masters: dict[tuple[str, str], Tile] = {}
        self._tiles: dict[tuple[str, float, str], Tile] = {}

    def tile(self, font: str, size_px: float, character: str) -> Tile | None:
        """One glyph, `size_px` pixels to the em; None where the folder has no such font."""
        key = (font, round(size_px, 2), character)
        tile = self._tiles.get(key)
        if tile is None:
            master = self._masters.get((font, character))
            if master is None:
                face = self._font(font)
                if face is None:
                    return None
                master = self._masters[font, character] = _drawn(face, character)
            tile = self._tiles[key] = _scaled(master, key[1] / MASTER_PX)
        return tile

    def _font(self, name: str) -> ImageFont.FreeTypeFont | None:
        if name not in self._fonts:
            path = self._folder / f"{name}.ttf"
            self._fonts[name] = (
                ImageFont.truetype(path, MASTER_PX, layout_engine=ImageFont.Layout.BASIC)
                if "/" not in name and path.is_file()
                else None
            )
        return self._fonts[name]


def _drawn(face: ImageFont.FreeTypeFont, character: str) -> Tile:
    """On a sheet of an em and a half to each side of the origin: to ask for the glyph's box would hint it again."""
    around = MASTER_PX * 3 // 2
    sheet = Image.new("L", (2 * around, 2 * around), 0)
    ImageDraw.Draw(sheet).text((around, around), character, font=face, fill=255, anchor="ls")
    left, top, right, bottom = sheet.getbbox() or (around, around, around + 1, around + 1)
    return Tile(sheet.crop((left, top, right, bottom)), left - around, top - around, face.getlength(character))


def _scaled(master: Tile, scale: float) -> Tile:
    """The glyph in another size: each pixel as grey as the part of it that ink covers."""
    left, top = math.floor(master.left * scale), math.floor(master.top * scale)
    right = math.ceil((master.left + master.picture.width) * scale)
    bottom = math.ceil((master.top + master.picture.height) * scale)
    around = [round(edge / scale) for edge in (left, top, right, bottom)]
    sheet = Image.new("L", (around[2] - around[0], around[3] - around[1]), 0)
    sheet.paste(master.picture, (master.left - around[0], master.top - around[1]))
    picture = sheet.resize((right - left, bottom - top), Image.Resampling.BOX)
    return Tile(picture, left, top, master.advance * scale)

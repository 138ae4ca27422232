"""Glyphs of the font files as FreeType (in Pillow) draws them: a second opinion on what a character looks like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

OVERSAMPLING = 4
"""Glyphs are drawn larger and made smaller: at this size hinting moves nothing by more than a quarter of a pixel."""


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
        self._fonts: dict[tuple[str, float], ImageFont.FreeTypeFont | None] = {}
        self._tiles: dict[tuple[str, float, str], Tile] = {}

    def tile(self, font: str, size_px: float, character: str) -> Tile | None:
        """One glyph, `size_px` pixels to the em; None where the folder has no such font."""
        key = (font, round(size_px, 2), character)
        tile = self._tiles.get(key)
        if tile is None:
            face = self._font(font, round(size_px, 2))
            if face is None:
                return None
            tile = self._tiles[key] = _drawn(face, character)
        return tile

    def _font(self, name: str, size_px: float) -> ImageFont.FreeTypeFont | None:
        key = (name, size_px)
        if key not in self._fonts:
            path = self._folder / f"{name}.ttf"
            self._fonts[key] = (
                ImageFont.truetype(path, size_px * OVERSAMPLING, layout_engine=ImageFont.Layout.BASIC)
                if "/" not in name and path.is_file()
                else None
            )
        return self._fonts[key]


def _drawn(face: ImageFont.FreeTypeFont, character: str) -> Tile:
    left, top, right, bottom = (round(edge) for edge in face.getbbox(character, anchor="ls"))
    left_px, top_px = left // OVERSAMPLING - 1, top // OVERSAMPLING - 1
    width, height = -(-right // OVERSAMPLING) + 1 - left_px, -(-bottom // OVERSAMPLING) + 1 - top_px
    large = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING), 0)
    origin = (-left_px * OVERSAMPLING, -top_px * OVERSAMPLING)
    ImageDraw.Draw(large).text(origin, character, font=face, fill=255, anchor="ls")
    return Tile(large.reduce(OVERSAMPLING), left_px, top_px, face.getlength(character) / OVERSAMPLING)

"""Glyphs of the font files as FreeType (in Pillow) draws them: a second opinion on what a character looks like."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

MASTER_PX = 256
"""Each glyph is drawn once, this many pixels to the em, and made smaller for every size: hinting, which takes nearly
all of the time, moves nothing by more than a fraction of a pixel then."""


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A glyph in grey (255 is ink) as far as it has ink, where the top left corner of that lies from the glyph's
    origin, and how far the next origin is from it, all in pixels. Of two that are alike each is a tile of its own."""

    picture: Image.Image
    left: int
    top: int
    advance: float


class Faces:
    """The fonts of a folder by the names of their files, and the glyphs drawn so far. One owner: a language's worker,
    or the proof of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _FontFile | None] = {}
        self._tiles: dict[tuple[str, float], _Tiles] = {}

    def tiles(self, font: str, size_px: float) -> Mapping[str, Tile] | None:
        """Its glyphs, `size_px` pixels to the em; None where the folder has no such font."""
        key = (font, round(size_px, 2))
        tiles = self._tiles.get(key)
        if tiles is None and (file := self._file(font)):
            tiles = self._tiles[key] = _Tiles(file, key[1] / MASTER_PX)
        return tiles

    def _file(self, name: str) -> _FontFile | None:
        if name not in self._files:
            path = self._folder / f"{name}.ttf"
            self._files[name] = _read(path) if "/" not in name and path.is_file() else None
        return self._files[name]


@dataclass(frozen=True, slots=True)
class _FontFile:
    """A font by what is in its file."""

    digest: bytes
    content: bytes = field(compare=False, repr=False)


class _Tiles(dict[str, Tile]):
    """The glyphs of a font in one size, as they are asked for."""

    def __init__(self, file: _FontFile, scale: float) -> None:
        super().__init__()
        self._file = file
        self._scale = scale

    def __missing__(self, character: str) -> Tile:
        tile = self[character] = _scaled(self._file, character, self._scale)
        return tile


def _read(path: Path) -> _FontFile:
    content = path.read_bytes()
    return _FontFile(sha256(content).digest(), content)


@lru_cache(maxsize=4)
def _face(file: _FontFile) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(file.content), MASTER_PX, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=64)  # all languages have their numbers in the same faces, and the first glyph of one takes 8 ms
def _drawn(file: _FontFile, character: str) -> Tile:
    """On a sheet of an em and a half to each side of the origin: to ask for the glyph's box would hint it again."""
    face = _face(file)
    around = MASTER_PX * 3 // 2
    sheet = Image.new("L", (2 * around, 2 * around), 0)
    ImageDraw.Draw(sheet).text((around, around), character, font=face, fill=255, anchor="ls")
    left, top, right, bottom = sheet.getbbox() or (around, around, around + 1, around + 1)
    return Tile(sheet.crop((left, top, right, bottom)), left - around, top - around, face.getlength(character))


@lru_cache(maxsize=1024)  # likewise
def _scaled(file: _FontFile, character: str, scale: float) -> Tile:
    """The glyph in another size: each pixel as grey as the part of it that ink covers."""
    master = _drawn(file, character)
    left, top = math.floor(master.left * scale), math.floor(master.top * scale)
    right = math.ceil((master.left + master.picture.width) * scale)
    bottom = math.ceil((master.top + master.picture.height) * scale)
    around = [round(edge / scale) for edge in (left, top, right, bottom)]
    sheet = Image.new("L", (around[2] - around[0], around[3] - around[1]), 0)
    sheet.paste(master.picture, (master.left - around[0], master.top - around[1]))
    picture = sheet.resize((right - left, bottom - top), Image.Resampling.BOX)
    inner = picture.getbbox() or (0, 0, 0, 0)
    return Tile(picture.crop(inner), left + inner[0], top + inner[1], master.advance * scale)

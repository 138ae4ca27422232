"""The fonts of a folder: opened when first asked for, checked, mapped rather than read."""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from handouts.errors import InputError, Problem
from handouts.text.glyphs import Composite, Ink, Shape

_NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
_SUFFIX = ".ttf"
_REGULAR = 400
_ITALIC = 0b10


_FAR = float("inf")
NO_INK = Ink(_FAR, _FAR, -_FAR, -_FAR)  # so that the least and the greatest of several boxes pass over it


class InkBoxes(dict[Shape, Ink]):
    """The ink of glyphs, from the glyph's origin, in font units; NO_INK for a glyph without."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, shape: Shape) -> Ink:
        box = self[shape] = self._of_parts(shape) if isinstance(shape, Composite) else self._of_glyph(shape)
        return box

    def _of_parts(self, composite: Composite) -> Ink:
        if not composite.parts:
            return NO_INK
        boxes = [self[gid].moved(x, y) for gid, x, y in composite.parts]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Ink(min(lefts), min(bottoms), max(rights), max(tops))

    def _of_glyph(self, gid: int) -> Ink:
        extents = self._font.get_glyph_extents(gid)
        if extents is None or not extents.width or not extents.height:
            return NO_INK
        left, top = extents.x_bearing, extents.y_bearing
        return Ink(left, top + extents.height, left + extents.width, top)


@dataclass(frozen=True, eq=False, slots=True)
class LibraryFont:
    """One opened font. `face` and `font` are HarfBuzz's; the font is scaled to its own units."""

    name: str
    units_per_em: int
    coverage: frozenset[str]
    face: Any
    font: Any
    ink: InkBoxes


class FontLibrary:
    """The fonts `<folder>/<name>.ttf`. Only static TrueType fonts with outlines in `glyf` can be embedded as they are.

    Every method raises InputError, naming the file, for a font that is missing, unreadable or of another kind.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fonts: dict[str, LibraryFont] = {}

    def font(self, name: str) -> LibraryFont:
        """The font of that name (the file name without its ending)."""
        try:
            return self._fonts[name]
        except KeyError:
            font = self._fonts[name] = self._open(name)
            return font

    def names(self) -> tuple[str, ...]:
        """The fonts that there are in the folder, sorted; whether they can be used is not known yet."""
        return tuple(sorted(path.stem for path in self.folder.glob(f"*{_SUFFIX}")))

    def coverage(self, name: str) -> frozenset[str]:
        """The characters that the font's own table of characters has."""
        return self.font(name).coverage

    def data(self, name: str) -> bytes:
        """The bytes of the file, as shaped with."""
        return bytes(self.font(name).face.blob.data)

    def face(self, name: str) -> Any:
        """The opened font file, HarfBuzz's."""
        return self.font(name).face

    def units_per_em(self, name: str) -> int:
        """How many font units make the size."""
        return self.font(name).units_per_em

    def weight_class(self, name: str) -> int:
        """How heavy it says it is, from 100 to 900 (OS/2); 400 where it does not say."""
        table = bytes(self.font(name).face.reference_table("OS/2").data)
        return int.from_bytes(table[4:6], "big") or _REGULAR

    def is_italic(self, name: str) -> bool:
        """Whether it says that it leans (head)."""
        table = bytes(self.font(name).face.reference_table("head").data)
        return bool(int.from_bytes(table[44:46], "big") & _ITALIC)

    def _open(self, name: str) -> LibraryFont:
        path = self.folder / (name + _SUFFIX)
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe would make us wait for ever
                raise self._refusal(name, "the font file can't be read (it is no ordinary file)")
            with path.open("rb") as file:
                size = path.stat().st_size
                head = file.read(4096)
        except FileNotFoundError:
            raise self._refusal(name, "there is no such font file") from None
        except OSError as error:
            raise self._refusal(name, f"the font file can't be read ({error.strerror or error})") from None
        reason = _why_not(head, size)
        if reason:
            raise self._refusal(name, reason)
        try:
            face = hb.Face(self._blob(path))
            font = hb.Font(face)
            coverage = frozenset(map(chr, face.unicodes))
        except (hb.HarfBuzzError, OSError, ValueError, MemoryError, RuntimeError) as error:
            raise self._refusal(name, f"the font can't be opened ({error})") from None
        if not face.glyph_count or not coverage:
            raise self._refusal(name, "the font is damaged: it has no glyphs or no table of characters")
        return LibraryFont(name, face.upem, coverage, face, font, InkBoxes(font))

    @staticmethod
    def _blob(path: Path) -> Any:
        try:
            return hb.Blob.from_file_path(str(path))
        except hb.HarfBuzzError:  # a path that the C library of this platform can't spell
            return hb.Blob(path.read_bytes())

    def _refusal(self, name: str, reason: str) -> InputError:
        path = (self.folder / (name + _SUFFIX)).as_posix()
        instead = f"put a static TrueType font (outlines in glyf) there, named {name}{_SUFFIX}"
        return InputError([Problem(path, 0, 0, reason, instead)])


def _why_not(head: bytes, size: int) -> str:
    """Why a file that begins so is no font that we can set and embed; empty if it is one."""
    kind = head[:4]
    if kind == b"OTTO":
        return "an OpenType font with CFF outlines"
    if kind == b"ttcf":
        return "a collection of fonts"
    if kind in (b"wOFF", b"wOF2"):
        return "a compressed web font"
    if kind not in (b"\x00\x01\x00\x00", b"true") or len(head) < 12:
        return "not a TrueType font"
    count = struct.unpack(">H", head[4:6])[0]
    if 12 + 16 * count > len(head):
        return "the font file is cut off or damaged"
    tables: set[str] = set()
    for i in range(count):
        tag, _, offset, length = struct.unpack(">4sLLL", head[12 + 16 * i : 28 + 16 * i])
        if offset + length > size:
            return "the font file is cut off"
        tables.add(tag.decode("latin-1"))
    if "fvar" in tables:
        return "a variable font"
    missing = [tag for tag in _NEEDED if tag not in tables]
    return f"not a TrueType font with outlines: the table {missing[0]} is missing" if missing else ""

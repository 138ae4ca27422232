"""PNG files in a few greys (ISO/IEC 15948): no more than what a reader needs, so nothing in them tells when or by what
they were made."""

from __future__ import annotations

import struct
import zlib

from deflate import zlib_compress
from PIL import Image

from handouts.layout.page.window import GREYS

BITS = (GREYS - 1).bit_length()
"""Of a pixel."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY = 0
_UNFILTERED = b"\0"
"""Before every row: filters make pictures of text larger."""
_LEVEL = 7
"""Of libdeflate (as for PDF streams, the same bytes on every platform): higher ones take much longer for little."""


def packed_rows(picture: Image.Image) -> bytes:
    """The rows of a picture whose pixels are 0 (black) to 2**BITS - 1 (white), as they stand in a file. Its width is
    whole bytes."""
    stride, beside = divmod(picture.width * BITS, 8)
    if beside:
        raise ValueError(f"a row of {picture.width} pixels is no whole bytes")
    packed = Image.frombytes("P", picture.size, picture.tobytes()).tobytes("raw", f"P;{BITS}")
    return b"".join([_UNFILTERED + packed[at : at + stride] for at in range(0, len(packed), stride)])


def grey_png(rows: bytes, width: int) -> bytes:
    """A file of packed rows of a picture that is so many pixels wide."""
    height = len(rows) // (1 + width * BITS // 8)
    header = struct.pack(">IIBBBBB", width, height, BITS, _GREY, 0, 0, 0)
    data = bytes(zlib_compress(rows, _LEVEL))
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

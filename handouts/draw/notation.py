"""How numbers, text strings and compressed streams are written in a PDF file (ISO 32000-1, 7)."""

from __future__ import annotations

import re

from deflate import zlib_compress

_SPECIAL = re.compile(r"[\\()]")


def number(value: float, decimals: int = 3) -> str:
    """A number as PDF writes it: no exponent, no trailing zeros, no minus zero. `decimals` from 1."""
    text = f"{value:.3f}" if decimals == 3 else f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


class WrittenNumbers(dict[float, str]):
    """Numbers as PDF writes them: edges, columns and rules return on every page of a language."""

    def __init__(self, decimals: int = 3) -> None:
        super().__init__()
        self._decimals = decimals

    def __missing__(self, value: float) -> str:
        text = self[value] = number(value, self._decimals)
        return text


def text_string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), in ASCII: as it is where it is printable ASCII, else as UTF-16 with its
    mark, in hexadecimal."""
    if text.isascii() and text.isprintable():
        return f"({_SPECIAL.sub(_escaped, text)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def literal(data: bytes) -> str:
    """The inside of a literal string (ISO 32000-1, 7.3.4.2) with these bytes, as Latin-1."""
    return _SPECIAL.sub(_escaped, data.decode("latin-1")).replace("\r", "\\r")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def deflated(data: bytes, level: int = 5) -> bytes:
    """The bytes, compressed for a stream with FlateDecode, at levels 1 to 12.

    By libdeflate in the version of the lock file: the zlib of the standard library differs between platforms and
    Pythons (zlib-ng), and takes twice as long for as many bytes. A line end is added where the last byte is a carriage
    return, which readers otherwise take for the line end before `endstream`; decoders ignore what follows the
    checksum.
    """
    compressed = bytes(zlib_compress(data, level))
    return compressed + b"\n" if compressed.endswith(b"\r") else compressed

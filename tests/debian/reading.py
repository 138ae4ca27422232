"""What programs of Debian's read on a page: poppler and mupdf its text, zbar its codes, tesseract its pixels."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL.Image import Image
from PIL.ImageFilter import GaussianBlur

OCR_DPI = 300
SEGMENTATION_MODES = (6, 11, 4)
_TAKEN_FOR_EACH_OTHER = str.maketrans("7I23856EQOD0}", "TTZZBSGG9999J")
EYE_MM = 0.12
"""A minute of arc at 40 cm: what a good eye can just resolve."""


def told(*command: str | Path, stdin: bytes | None = None) -> str:
    """What a program says. Fails where it does not end with 0."""
    surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    result = subprocess.run(command, input=stdin, capture_output=True, env=surroundings)
    output = result.stdout.decode("utf-8", "replace")
    assert result.returncode == 0, output + result.stderr.decode("utf-8", "replace")
    return output


def png(picture: Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", dpi=(OCR_DPI, OCR_DPI), compress_level=1)
    return out.getvalue()


def qr_codes(picture: Image) -> list[str]:
    """What zbar decodes; empty where it finds no code."""
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-"]
    result = subprocess.run(command, input=png(picture), capture_output=True)
    assert result.returncode in (0, 4), result.stderr
    return result.stdout.decode().splitlines()


class Seen:
    """A picture of 300 dpi as tesseract sees it, with each of the segmentation modes in turn, as far as asked for.

    A copy is also read as an eye sees it, which does not resolve its ragged edges: there tesseract now and then takes
    a 5 for an S, or `+1` for `+7`.
    """

    def __init__(self, picture: Image, *, copied: bool = False) -> None:
        self._read: list[str] = []
        self._more = _ocr(picture, copied=copied)

    def misread(self, strings: Sequence[str]) -> list[str]:
        """The strings that are found in no reading.

        White space may be as it likes; every other character must be right, and no digit may touch the string.
        """
        missing = sorted(strings, key=len, reverse=True)
        for text in self._readings():
            missing = _not_in(text, missing)
            if not missing:
                break
        return missing

    def has(self, text: str) -> bool:
        """Whether a text is found, whatever stands beside it: tesseract takes the Chinese sign for a year for a 4."""
        return any(text in read for read in self._readings())

    def words_missed(self, text: str) -> set[str]:
        """The words of three letters and more of an English text that are found nowhere."""
        missing = _words(text)
        for read in self._readings():
            if not (missing := missing - _words(read)):
                break
        return missing

    def has_edition(self, code: str) -> bool:
        """Whether the code of an edition is found with one character at most wrong, missing or too many: the check
        character tells that. Tesseract knows words, not codes: what it takes for each other counts as the same,
        and a small j as a J."""
        return any(_has_edition(text, code) for text in self._readings())

    def _readings(self) -> Iterator[str]:
        yield from self._read
        for text in self._more:
            self._read.append(text)
            yield text


def has_figures(cut: Image, figures: str) -> bool:
    """Whether figures that are cut out are read as such, by themselves, sharp or as an eye sees them."""
    only = ("-l", "eng", "--psm", "7", "-c", "tessedit_char_whitelist=0123456789")
    seen = (cut, cut.filter(GaussianBlur(EYE_MM / 25.4 * OCR_DPI)))
    return any(told("tesseract", "-", "-", *only, stdin=png(each)).strip() == figures for each in seen)


def at_two_sizes(cut: Image) -> tuple[Image, Image]:
    """What is cut out of a page, as it is and at half its resolution, at which ragged edges are gone: on the one
    tesseract takes a 5 for an S that is none on the other."""
    return cut, cut.reduce(2)


def _has_edition(text: str, code: str) -> bool:
    code = code.translate(_TAKEN_FOR_EACH_OTHER)
    once = "|".join(f"{code[:at]}.?{rest}" for at in range(len(code) + 1) for rest in (code[at:], code[at + 1 :]))
    return re.search(once, re.sub(r"\W+", "", text.upper().translate(_TAKEN_FOR_EACH_OTHER))) is not None


def _words(text: str) -> set[str]:
    return set(re.findall("[a-z]{3,}", text.lower()))


def _ocr(picture: Image, *, copied: bool) -> Iterator[str]:
    for seen in (picture, picture.filter(GaussianBlur(EYE_MM / 25.4 * OCR_DPI))) if copied else (picture,):
        data = png(seen)
        for mode in SEGMENTATION_MODES:
            yield told("tesseract", "-", "-", "-l", "eng", "--psm", str(mode), stdin=data)


def _not_in(text: str, strings: Sequence[str]) -> list[str]:
    """Those that do not stand in the text. What was found is cut out, so that `663 205 4660` is not found at the end of
    `011 52 663 205 4660`, nor behind the `52` or `1` of a longer string that was misread at its beginning."""
    missing = []
    for string in strings:
        spaced = r"\s*".join(re.escape(character) for character in string if not character.isspace())
        text, found = re.subn(rf"(?<![0-9+(\-])(?<!52\s)(?<!1\s){spaced}(?![0-9\-])", "|", text, count=1)
        if not found:
            missing.append(string)
    return missing

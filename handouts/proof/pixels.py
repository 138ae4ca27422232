"""What can be told of a picture in grey, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp
from PIL import Image, ImageChops

WHITE = 255
_QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")


def codes_in(picture: Image.Image | zxingcpp.ImageView) -> Sequence[zxingcpp.Barcode]:
    """The QR codes of a picture in grey, upright and black on white. zxing asks a picture of Pillow for its pixels
    several times, and gets a copy each time."""
    if isinstance(picture, zxingcpp.ImageView):
        return _codes_in(picture)
    if picture.mode != "L":
        raise ValueError(f"a picture in {picture.mode} is not in grey")
    pixels = picture.tobytes()  # the view does not hold them
    return _codes_in(zxingcpp.ImageView(pixels, picture.width, picture.height, zxingcpp.ImageFormat.Lum))


def _codes_in(view: zxingcpp.ImageView) -> Sequence[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        view,
        formats=_QR_CODES,
        binarizer=zxingcpp.Binarizer.FixedThreshold,  # white from 128 on
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )


def has_above(picture: Image.Image, grey: int) -> bool:
    """Whether any pixel of a picture in grey is lighter than this. To count all greys takes a third of asking for the
    lightest, and no memory."""
    return any(picture.histogram()[grey + 1 :])


def has_below(picture: Image.Image, grey: int) -> bool:
    """Whether any pixel of a picture in grey is darker than this."""
    return any(picture.histogram()[:grey])


def is_lighter(first: Image.Image, second: Image.Image, by: int) -> bool:
    """Whether any pixel of the first of two pictures in grey, which are of the same size, is lighter by more than
    this. ImageChops.subtract says by how much, in floating point."""
    return has_above(ImageChops.subtract_modulo(ImageChops.lighter(first, second), second), by)


def levels(picture: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest grey of a picture."""
    darkest, lightest = picture.getextrema()
    if isinstance(darkest, tuple) or isinstance(lightest, tuple):
        raise TypeError("a picture in grey has one channel")
    return int(darkest), int(lightest)

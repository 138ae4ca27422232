"""What can be told of a picture in grey, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp
from PIL import Image

WHITE = 255
_DARK = [255 * (grey >= 128) for grey in range(256)]
_QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")


def codes_in(picture: Image.Image) -> Sequence[zxingcpp.Barcode]:
    """The QR codes of a picture in grey, upright and black on white."""
    return zxingcpp.read_barcodes(
        picture.point(_DARK),
        formats=_QR_CODES,
        binarizer=zxingcpp.Binarizer.BoolCast,
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )


def levels(picture: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest grey of a picture."""
    darkest, lightest = picture.getextrema()
    if isinstance(darkest, tuple) or isinstance(lightest, tuple):
        raise TypeError("a picture in grey has one channel")
    return int(darkest), int(lightest)

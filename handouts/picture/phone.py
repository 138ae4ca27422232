"""A picture of a finished sheet: its pages as pdfium draws them, without their margins, one under the other."""

from __future__ import annotations

import pypdfium2 as pdfium

from handouts.layout.page.window import GREYS, HAIR, WIDTH_PX, window_of
from handouts.picture.png import grey_png, packed_rows

_NEAREST = [round(grey * (GREYS - 1) / 255) for grey in range(256)]
"""Of a grey of 256 the nearest of the few."""


def picture_of_sheet(pdf: bytes) -> bytes:
    """The sheet as a PNG file. Equal files give equal pictures."""
    document = pdfium.PdfDocument(pdf)
    try:
        rows = b"".join(map(_rows, document))
    finally:
        document.close()
    return grey_png(rows, WIDTH_PX)


def _rows(page: pdfium.PdfPage) -> bytes:
    window = window_of(page.get_width(), page.get_height())
    whole = page.render(scale=window.pixels_per_pt - HAIR, grayscale=True).to_pil()
    return packed_rows(whole.crop(window.box(whole.height)).point(_NEAREST))

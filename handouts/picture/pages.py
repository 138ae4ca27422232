"""A picture of whole pages, margins and all, one under the other: how a sheet will look, for a screen."""

from __future__ import annotations

import pypdfium2 as pdfium

from handouts.layout.page.window import GREYS
from handouts.picture.png import grey_png, packed_rows

WIDTH_PX = 1240
"""About twice what a screen gives it, so that small letters stay sharp."""
_GAP_PX = 12
_GREY_OF_GAP = 1
_LEVELS = [round(grey * (GREYS - 1) / 255) for grey in range(256)]


def picture_of_pages(pdf: bytes) -> bytes:
    """All pages of a file as a PNG, WIDTH_PX wide."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [_rows(page) for page in document]
    finally:
        document.close()
    gap = bytes([0, *[_GREY_OF_GAP * 0b01010101] * (WIDTH_PX // 4)]) * _GAP_PX
    return grey_png(gap.join(pages), WIDTH_PX)


def _rows(page: pdfium.PdfPage) -> bytes:
    drawn = page.render(scale=WIDTH_PX / page.get_width(), grayscale=True).to_pil()
    whole = drawn if drawn.width == WIDTH_PX else drawn.crop((0, 0, WIDTH_PX, drawn.height))
    return packed_rows(whole.point(_LEVELS))

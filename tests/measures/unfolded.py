"""The rows of a zine as pages of their own, each upright: what is measured of a page can be measured of them.

The content of the sheet is kept as it is; each page shows another part of it. Where panels stand is typed by hand: in
the upper row 5 4 3 2, on their head, below it 6 7 8 1; mirrored where reading begins at the right.
"""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pikepdf

from tests.measures.reading import File, Line
from tests.measures.table import CUT_AND_FOLD

COLUMNS, ROWS = 4, 2


class _Row(NamedTuple):
    """Panels beside each other: the first and the last column from the left, as they lie on the sheet."""

    upper: bool
    first: int
    last: int

    @property
    def mirrored(self) -> _Row:
        return _Row(self.upper, COLUMNS - 1 - self.last, COLUMNS - 1 - self.first)


_PARTS = (_Row(False, 3, 3), _Row(True, 0, 3), _Row(False, 0, 2))
"""In the order of reading: panel 1; 2 to 5; 6 to 8."""


def unfolded(pdf: bytes, *, right_to_left: bool) -> File:
    """The sheet in its rows. What stands on another one is not read, nor are words beside marks, which stand between
    them."""
    with pikepdf.new() as out:
        for row in _PARTS:
            upper, first, last = row.mirrored if right_to_left else row
            with pikepdf.open(BytesIO(pdf)) as sheet:  # once more: of one file a page is copied once
                out.pages.append(sheet.pages[0])
            part = out.pages[-1]
            _, _, width, height = (float(edge) for edge in part.MediaBox)
            wide, high = width / COLUMNS, height / ROWS
            matrix = f"-1 0 0 -1 {(last + 1) * wide} {height}" if upper else f"1 0 0 1 {-first * wide} 0"
            part.contents_add(f"{matrix} cm".encode(), prepend=True)
            part.MediaBox = part.CropBox = part.TrimBox = pikepdf.Array([0, 0, (last + 1 - first) * wide, high])
        saved = BytesIO()
        out.save(saved)
    file = File(saved.getvalue())
    for found in file.pages:
        found.lines = [line for line in found.lines if found.box.meets(line.box) and not is_beside_a_mark(line)]
        found.shapes = [shape for shape in found.shapes if found.box.meets(shape.box)]
    return file


def is_beside_a_mark(line: Line) -> bool:
    """Whether it says where to cut or to fold; on right-to-left pages readers exchange its words."""
    return sorted(line.text.split()) in [sorted(text.split()) for text in CUT_AND_FOLD]

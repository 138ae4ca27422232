"""The QR code as one vector outline, so that no viewer shows seams between modules at any zoom."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal

from handouts.layout.page.placed import PathSegment, Shape
from handouts.paper import Box, pt_from_mm

MODULE_PT = pt_from_mm(0.6)
"""Side of a module at least: 0.6 mm, between the 0.4 and 0.75 mm that makers of scanners and of codes ask for."""
QUIET_MODULES = 4
"""Quiet zone, ISO/IEC 18004:2015, 6.3.8."""


Level = Literal["M", "Q"]
"""How much of a code may be lost: 15 %, 25 %."""


@cache  # all sheets of a kind have the same
def qr_shape(address: str, level: Level = "Q") -> Shape:
    """The dark modules of the QR code of `address` at a level, in modules, without the quiet zone.

    Level Q is the usual choice for poor print. Where there is no room for large modules, the fewer ones of level M
    outlast copying better: see the card's back. The mask is the one the standard's penalty rules choose. The
    outline runs around connected dark areas, and around the light ones in them the other way: any rule fills it.
    """
    # Imported here: only a page with a code needs it.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q if level == "Q" else ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    size = float(len(matrix))
    return Shape(_outline(matrix), Box(0, 0, size, size))


def _outline(matrix: list[list[bool]]) -> tuple[PathSegment, ...]:
    """Closed polygons along every edge between a dark and a light module, dark on the right hand."""

    def dark(row: int, column: int) -> bool:
        return 0 <= row < len(matrix) and 0 <= column < len(matrix) and bool(matrix[row][column])

    edges: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row in range(len(matrix)):
        for column in range(len(matrix)):
            if not dark(row, column):
                continue
            if not dark(row - 1, column):
                edges[column, row].append((column + 1, row))
            if not dark(row, column + 1):
                edges[column + 1, row].append((column + 1, row + 1))
            if not dark(row + 1, column):
                edges[column + 1, row + 1].append((column, row + 1))
            if not dark(row, column - 1):
                edges[column, row + 1].append((column, row))
    segments: list[PathSegment] = []
    for start in sorted(edges):
        while edges[start]:
            loop = [start, edges[start].pop()]
            while loop[-1] != start:
                loop.append(edges[loop[-1]].pop())
            corners = [
                point
                for before, point, after in zip([loop[-2], *loop], loop[:-1], loop[1:], strict=False)
                if (before[0] - point[0]) * (after[1] - point[1]) != (before[1] - point[1]) * (after[0] - point[0])
            ]
            segments.append(("M", corners[0]))
            segments.extend(("L", corner) for corner in corners[1:])
            segments.append(("Z", ()))
    return tuple(segments)

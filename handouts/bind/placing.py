"""Where pages stand on sides of sheets, and what the content of a side says. Nothing is scaled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from handouts.draw.notation import number
from handouts.layout.page.imposition import Matrix, Slot
from handouts.layout.page.press import PrintSide
from handouts.paper import Box

Affine: TypeAlias = tuple[float, float, float, float, float, float]
"""a b c d e f of ISO 32000-1, 8.3.3: x' = a x + c y + e, y' = b x + d y + f."""


class PageBox(NamedTuple):
    """What a viewer shows of a page, in its own coordinates: a corner, width and height before it is turned. `turn`:
    clockwise, in degrees. `unit`: points of one unit."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int
    unit: float

    @property
    def shown_pt(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.width * self.unit, self.height * self.unit
        return (height, width) if self.turn % 180 else (width, height)


def content_of(
    side: PrintSide,
    matrix: Matrix,
    drawn: Callable[[int], Iterable[tuple[PageBox, Sequence[str]]]],
    over: Sequence[str],
) -> str:
    """The content of a side. `drawn`: what draws a page, by its index, in its own coordinates: in pieces, each with the
    box of the page; `over`: what draws over all of it."""
    sheet = matrix.sheet
    parts: list[str] = []
    if side.turned:
        parts.append(f"{operands_of((-1, 0, 0, -1, sheet.width_pt, sheet.height_pt))} cm")
    for slot, clip in side.slots:
        left, bottom = number(clip.left), number(sheet.height_pt - clip.bottom)
        box = f"{left} {bottom} {number(clip.width)} {number(clip.height)} re W n"
        for page, operators in drawn(slot.page):
            parts.append(f"q {box} {operands_of(_placed(matrix, page, slot))} cm")
            parts.extend(operators)
            parts.append("Q")
    return "\n".join(["q", *parts, *over, "Q"])


def _placed(matrix: Matrix, box: PageBox, slot: Slot) -> Affine:
    """From the page's own coordinates to the sheet's. A page a hair smaller than others stands in the middle of its
    place."""
    width, height = box.shown_pt
    w, h, unit = box.width, box.height, box.unit
    turns: dict[int, Affine] = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, -1, 1, 0, 0, w),
        180: (-1, 0, 0, -1, w, h),
        270: (0, 1, -1, 0, h, 0),
    }
    steps: list[Affine] = [(1, 0, 0, 1, -box.left, -box.bottom), turns[box.turn], (unit, 0, 0, unit, 0, 0)]
    if slot.turned:
        steps.append((-1, 0, 0, -1, width, height))
    x = slot.x_pt + (matrix.page_width_pt - width) / 2
    top = slot.y_pt + (matrix.page_height_pt - height) / 2
    steps.append((1, 0, 0, 1, x, matrix.sheet.height_pt - top - height))
    placed = steps[0]
    for step in steps[1:]:
        placed = then(placed, step)
    return placed


def trim_of(side: PrintSide, matrix: Matrix) -> Box:
    """What of a side is left once it is cut."""
    sheet, trim = matrix.sheet, matrix.box
    if side.turned:
        trim = Box(
            sheet.width_pt - trim.right,
            sheet.height_pt - trim.bottom,
            sheet.width_pt - trim.left,
            sheet.height_pt - trim.top,
        )
    return _inside(trim, sheet.width_pt, sheet.height_pt)


def then(first: Affine, second: Affine) -> Affine:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def operands_of(matrix: Affine) -> str:
    return " ".join(number(value, 5) for value in matrix)


def _inside(box: Box, width_pt: float, height_pt: float) -> Box:
    """What of a box lies on the sheet: pages may be a hair larger than the paper."""
    return Box(max(0.0, box.left), max(0.0, box.top), min(width_pt, box.right), min(height_pt, box.bottom))

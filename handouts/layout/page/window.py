"""Which part of a page a picture for phones shows, and how large: a phone has no room for the margins of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH_PX = 1080
"""A phone shows as many pixels across, and chats leave a picture of this width as it is."""
GREYS = 4
"""Black, white and two between: letters read as well as with 16, in two thirds of the bytes."""
HAIR = 1e-5
"""pdfium rounds the size of a picture up: at a hair less than a scale, 1650 pixels are not 1651."""
_OFF_PT = 20.0, 28.5
"""Nothing is nearer than 36 pt to an edge. At least so much goes; of the rest at most so much, so that a code keeps
white paper around it on a dark screen."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a page that is shown: drawn `pixels_per_pt` large, without `off_px` at each of its edges."""

    pixels_per_pt: float
    off_px: int

    def box(self, height_px: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in the picture of the whole page, which is so high; pixels from the top left."""
        return self.off_px, self.off_px, self.off_px + WIDTH_PX, height_px - self.off_px


def window_of(width_pt: float, height_pt: float) -> Window:
    """The window on a page of this size: of all widths in pixels that leave the right margin the one at which the
    height comes nearest to whole pixels, as a renderer stretches a page to them."""
    least, most = (round(WIDTH_PX * width_pt / (width_pt - 2 * off)) for off in _OFF_PT)

    def stretched(width_px: int) -> float:
        height_px = height_pt * width_px / width_pt
        return round(abs(height_px - round(height_px)), 2)

    width_px = min(range(least + least % 2, most + 1, 2), key=stretched)
    return Window(width_px / width_pt, (width_px - WIDTH_PX) // 2)

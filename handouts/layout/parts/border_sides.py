"""How the sides of the border are headed, in the order of their columns. One alone has no heading."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.words import Words
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, baselines_pt, drop_pt, rise_pt
from handouts.layout.page.placed import Element, PlacedShape
from handouts.layout.parts.marks import OUTLINE_PT, rounded_box
from handouts.layout.parts.names import with_languages
from handouts.text import Line, Paragraph, Weight

MARKER_LANGUAGE = "en"
OVAL_WIDER_PT = 16.0
OVAL_HIGHER_PT = 7.0
"""By how much an oval is wider than its marker, and higher than its marker's size."""
BESIDE_OVAL_PT = 6.0
LEADING_LEAST = 1.15
LEADING_KEPT = 0.94
"""The part of a language's own leading that is kept beside an oval."""
HAIR_PT = 0.01
"""A column is as wide as these words, which must not break over a rounding error."""


@dataclass(frozen=True, slots=True)
class SideHeading:
    """A marker in an oval, and words beside it on one line or more."""

    marker: Line
    marker_pt: float
    words: Paragraph
    words_pt: float

    @property
    def oval_width_pt(self) -> float:
        return self.marker.width_pt + OVAL_WIDER_PT

    @property
    def oval_height_pt(self) -> float:
        return self.marker_pt + OVAL_HIGHER_PT

    @property
    def one_line_pt(self) -> float:
        """The width it needs to stand on one line."""
        return self.oval_width_pt + BESIDE_OVAL_PT + self.words.natural_width_pt(self.words_pt)

    @property
    def narrowest_pt(self) -> float:
        """The width below which a word would break."""
        return self.oval_width_pt + BESIDE_OVAL_PT + self.words.widest_word_pt(self.words_pt)

    def lines(self, width_pt: float) -> tuple[Line, ...]:
        """The words, where oval and words together are so wide."""
        return self.words.lines(self.words_pt, width_pt - self.oval_width_pt - BESIDE_OVAL_PT + HAIR_PT)

    def height_pt(self, frame: Frame, lines: tuple[Line, ...]) -> float:
        """Of the higher of the two."""
        below = self._baselines(frame, lines)[-1] + drop_pt(lines[-1], self.words_pt)
        return max(below, self.oval_height_pt)

    def put(
        self, frame: Frame, lines: tuple[Line, ...], x_pt: float, middle_pt: float, edge: Edge = Edge.START
    ) -> tuple[PlacedShape, Element]:
        """The oval and the cell. The middle of the words' caps is the middle of the oval, which begins at logical x
        and has the words behind it; at the END it ends there, behind the words."""
        height = self.oval_height_pt
        after_words = edge is Edge.END
        oval_x = x_pt - self.oval_width_pt if after_words else x_pt
        path = rounded_box(self.oval_width_pt, height, height / 2)
        oval = frame.put_shape(path, oval_x, middle_pt - height / 2, 1.0, stroke_pt=OUTLINE_PT)
        below_middle = middle_pt + CAP_HEIGHT_EM * self.marker_pt / 2
        marker = frame.put(self.marker, oval_x + self.oval_width_pt / 2, below_middle, Edge.CENTRE)
        rows = self._baselines(frame, lines)
        down = middle_pt + CAP_HEIGHT_EM * self.words_pt / 2 - (rows[0] + rows[-1]) / 2
        x = oval_x - BESIDE_OVAL_PT if after_words else oval_x + self.oval_width_pt + BESIDE_OVAL_PT
        words = tuple(frame.put(line, x, y + down, edge) for line, y in zip(lines, rows, strict=True))
        code = Element("P", (marker,), language=MARKER_LANGUAGE)
        return oval, Element("TH", (Element("P", words), code), scope="Column")

    def _baselines(self, frame: Frame, lines: tuple[Line, ...]) -> tuple[float, ...]:
        pitch = self.words_pt * max(LEADING_LEAST, frame.typography.label_leading * LEADING_KEPT)
        return baselines_pt(lines, rise_pt(lines[0], self.words_pt), pitch)


def side_headings(frame: Frame, words: Words, marker_pt: float, words_pt: float) -> tuple[SideHeading, ...]:
    """For each side the heading of its column."""
    return tuple(
        SideHeading(
            frame.line(side.code, marker_pt, Weight.BOLD, Hand.LATIN),
            marker_pt,
            frame.paragraph(with_languages(side.words, Weight.BOLD)),
            words_pt,
        )
        for side in words.sides
    )

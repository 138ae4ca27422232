"""The sides of the border on a card, as outlined signs with their words, in a row or beside a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.content.words import SideHead
from handouts.layout.page.frame import CAP_HEIGHT_EM, Edge, Frame, Hand, Part, baselines_pt, rise_pt
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedShape
from handouts.layout.parts.marks import rounded_box
from handouts.text import Line, Paragraph, Weight

SIGN_LANGUAGE = "en"
STROKE_PT = 1.4
WIDER_PT, HIGHER_PT = 12.0, 4.3
"""By how much an outline is wider than its code, and higher than the code's size; without half its stroke."""
BESIDE_PT = 4.0
"""Between a sign and its words."""
APART_PT = 12.0
"""Between the words of the two sides, at least."""
LEADING = 1.05


@dataclass(frozen=True, slots=True)
class CardSigns:
    """The two sides, in the order of reading, their codes set in `size_pt`."""

    sides: Sequence[SideHead]
    size_pt: float
    weight: Weight = Weight.SMALL  # of the words

    def row(self, frame: Frame, top_pt: float, text_top_pt: float) -> tuple[Part, float]:
        """The first side at the edge where reading begins, the other at the other, each sign at its edge; and the
        baseline of the codes. Words that have no room beside each other take two lines. Signs keep
        below `top_pt`, words below `text_top_pt`."""
        size = self.size_pt / frame.typography.scale
        words = [frame.paragraph(side.words, self.weight) for side in self.sides]
        signs = [self._code(frame, side.country).width_pt + WIDER_PT + BESIDE_PT for side in self.sides]
        room = frame.measure_pt - sum(signs) - APART_PT
        lines = [each.lines(size, width) for each, width in zip(words, _shared(words, size, room), strict=True)]
        rows = [baselines_pt(each, 0.0, LEADING * size) for each in lines]
        rise = max(rise_pt(each[0], size) + last[-1] / 2 for each, last in zip(lines, rows, strict=True))
        middle = max(top_pt + self._height_pt / 2, text_top_pt + rise - CAP_HEIGHT_EM * size / 2)
        elements: list[Element] = []
        artifacts: list[Mark] = []
        bottom = middle + self._height_pt / 2
        for side, wide, set_, ys, edge in zip(self.sides, signs, lines, rows, (Edge.START, Edge.END), strict=True):
            x, along = (frame.start_pt, wide) if edge is Edge.START else (frame.end_pt, -wide)
            outline, code = self.put_sign(frame, side.country, x, middle + CAP_HEIGHT_EM * self.size_pt / 2, edge)
            first = middle + CAP_HEIGHT_EM * size / 2 - ys[-1] / 2
            marks = [frame.put(line, x + along, first + y, edge) for line, y in zip(set_, ys, strict=True)]
            artifacts.append(outline)
            said = (Element("P", tuple(marks)), Element("P", (code,)))
            elements.append(Element("TH", said, scope="Column"))
            bottom = max(bottom, marks[-1].y_pt - set_[-1].ink.bottom)
        row = Element("TR", tuple(elements))
        return Part((row,), tuple(artifacts), bottom), middle + CAP_HEIGHT_EM * self.size_pt / 2

    def put_sign(
        self, frame: Frame, country: str, x_pt: float, baseline_pt: float, edge: Edge
    ) -> tuple[PlacedShape, Element]:
        """The sign of a side with its outer or inner edge at logical x: the outline, and the code."""
        code = self._code(frame, country)
        width, height = code.width_pt + WIDER_PT - STROKE_PT, self._height_pt - STROKE_PT
        start = (x_pt if edge is Edge.START else x_pt - width - STROKE_PT) + STROKE_PT / 2
        top = baseline_pt - CAP_HEIGHT_EM * self.size_pt / 2 - height / 2
        outline = frame.put_shape(rounded_box(width, height, height / 2), start, top, 1.0, stroke_pt=STROKE_PT)
        mark: PlacedLine = frame.put(code, start + width / 2, baseline_pt, Edge.CENTRE)
        return outline, Element("Span", (mark,), language=SIGN_LANGUAGE)

    @property
    def _height_pt(self) -> float:
        return self.size_pt + HIGHER_PT

    def _code(self, frame: Frame, country: str) -> Line:
        code = next(side.code for side in self.sides if side.country == country)
        return frame.line(code, self.size_pt, Weight.BOLD, Hand.LATIN)


def _shared(words: Sequence[Paragraph], size_pt: float, room_pt: float) -> list[float]:
    """The width for each: what it needs on one line, or its part of the room where that is too little for all."""
    natural = [each.natural_width_pt(size_pt) for each in words]
    if sum(natural) <= room_pt:
        return [room_pt] * len(natural)
    return [
        max(each.widest_word_pt(size_pt), room_pt * width / sum(natural))
        for each, width in zip(words, natural, strict=True)
    ]

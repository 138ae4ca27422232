"""What points to the other side of the sheet, or to the next page: words, and an arrow behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts.layout.page.frame import Frame, Part, drop_pt, put_block, rise_pt
from handouts.layout.page.placed import Element, Mark
from handouts.layout.page.stack import ParagraphStyle
from handouts.layout.parts.marks import ARROW_BESIDE_PT, ARROW_WIDTH_PT, TURN_WIDTH_PT, arrow
from handouts.text import Weight

POINTER = ParagraphStyle(11.0, Weight.BOLD, by_latin=True)
BESIDE_PT = 18.0
"""Between two that stand on one line, at least."""
LINE_GAP_PT = 2.0
"""Between them where they stand under each other."""


def widest(frame: Frame, texts: Iterable[str], style: ParagraphStyle = POINTER) -> str:
    """The text that takes most room: of those that may stand in one place, as long as it is open which will."""
    return max(texts, key=lambda text: frame.paragraph(text, style.weight).natural_width_pt(1.0))


def lay_out_pointers(
    frame: Frame, texts: Sequence[str], top_pt: float, style: ParagraphStyle = POINTER, *, turning: bool = False
) -> Part:
    """The texts from `top_pt` down, each with its arrow: on one line where both have room, the last at its end.
    `turning`: the arrow says to turn over what one holds."""
    size = style.set_pt(frame.typography)
    sign_pt = TURN_WIDTH_PT if turning else ARROW_WIDTH_PT
    arrow_pt = ARROW_BESIDE_PT + sign_pt
    width = frame.measure_pt - arrow_pt
    lines = [style.lines(frame, text, width) for text in texts]
    if len(lines) > 1 and all(len(each) == 1 for each in lines):
        widths = [each[0].width_pt + arrow_pt for each in lines]
        if sum(widths) + BESIDE_PT * (len(lines) - 1) <= frame.measure_pt:
            baseline = top_pt + max(rise_pt(each[0], size) for each in lines)
            starts = [frame.start_pt, *(frame.end_pt - each for each in widths[1:])]
            elements = [Element("P", (frame.put(each[0], x, baseline),)) for each, x in zip(lines, starts, strict=True)]
            signs = [
                arrow(frame, x + each - sign_pt, baseline, style.size_pt, turning=turning)
                for each, x in zip(widths, starts, strict=True)
            ]
            bottom = baseline + max(drop_pt(each[0], size) for each in lines)
            return Part(tuple(elements), tuple(signs), bottom)
    placed: list[Element] = []
    artifacts: list[Mark] = []
    y = top_pt
    for each in lines:
        block = put_block(frame, each, frame.start_pt, y, size, style.pitch_pt(frame.typography))
        placed.append(Element("P", block.marks))
        last = block.marks[-1]
        x = frame.start_pt + last.line.width_pt + ARROW_BESIDE_PT
        artifacts.append(arrow(frame, x, last.y_pt, style.size_pt, turning=turning))
        y = block.bottom_pt + LINE_GAP_PT
    return Part(tuple(placed), tuple(artifacts), y - LINE_GAP_PT)

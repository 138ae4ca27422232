"""The stack: blocks under each other, from a top edge down. It owns the white and the rules between them.

A sheet, or a part of one, reads as a list of blocks. Lengths in points, y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from handouts.layout.page.frame import Frame, Part, PlacedLines, put_block
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Mark
from handouts.layout.page.typography import Typography
from handouts.text import Line, Span, Weight


class ParagraphStyle(NamedTuple):
    """How a paragraph is set.

    `by_latin`: `size_pt` is that of Latin letters, beside which a script's own are larger or smaller as its typography
    says; else it is the size as given. Lines follow each other at `leading_part` of the language's leading of labels,
    and at least at `leading_least`, as parts of the size.
    """

    size_pt: float
    weight: Weight = Weight.SMALL
    by_latin: bool = False
    leading_part: float = 1.0
    leading_least: float = 0.0

    def set_pt(self, typography: Typography) -> float:
        """The size in this typography."""
        return self.size_pt / typography.scale if self.by_latin else self.size_pt

    def leading(self, typography: Typography) -> float:
        """From one baseline to the next, as a part of the size."""
        return max(self.leading_least, typography.label_leading * self.leading_part)

    def pitch_pt(self, typography: Typography) -> float:
        """From one baseline to the next."""
        return self.set_pt(typography) * self.leading(typography)

    def lines(self, frame: Frame, text: str | Sequence[Span], width_pt: float) -> tuple[Line, ...]:
        """A text broken into lines of at most this width."""
        return frame.paragraph(text, self.weight).lines(self.set_pt(frame.typography), width_pt)

    def put(self, frame: Frame, text: str | Sequence[Span], x_pt: float, top_pt: float, width_pt: float) -> PlacedLines:
        """The same from `top_pt` down at logical x."""
        size_pt = self.set_pt(frame.typography)
        lines = frame.paragraph(text, self.weight).lines(size_pt, width_pt)
        return put_block(frame, lines, x_pt, top_pt, size_pt, size_pt * self.leading(frame.typography))


class Text(NamedTuple):
    """A block: a paragraph in a style, as a structure element of this role."""

    text: str | Sequence[Span]
    style: ParagraphStyle
    role: str = "P"


class Rule(NamedTuple):
    """A block: a rule across the frame."""

    weight_pt: float


class Gap(NamedTuple):
    """White between blocks. Gaps that follow each other collapse: the highest stands for all, so that what stands
    between two of them may be left out."""

    height_pt: float


Block: TypeAlias = Text | Rule | Gap | Part | Callable[[float], Part]
"""What a stack is made of. A Part is one laid out from y = 0; a function lays one out from the y that it is given."""


def stack(frame: Frame, blocks: Iterable[Block], top_pt: float, width_pt: float | None = None) -> Part:
    """Blocks under each other from `top_pt` down; texts at most so wide, or as wide as the frame."""
    elements: list[Element] = []
    artifacts: list[Mark] = []
    width_pt = frame.measure_pt if width_pt is None else width_pt
    y, gap = top_pt, 0.0
    for block in blocks:
        if isinstance(block, Gap):
            gap = max(gap, block.height_pt)
            continue
        y, gap = y + gap, 0.0
        if isinstance(block, Text):
            placed = block.style.put(frame, block.text, frame.start_pt, y, width_pt)
            elements.append(Element(block.role, placed.marks))
            y = placed.bottom_pt
        elif isinstance(block, Rule):
            artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y + block.weight_pt / 2, block.weight_pt))
            y += block.weight_pt
        else:
            part = moved_part(block, y) if isinstance(block, Part) else block(y)
            elements.extend(part.elements)
            artifacts.extend(part.artifacts)
            y = part.bottom_pt
    return Part(tuple(elements), tuple(artifacts), y + gap)


def parted(blocks: Iterable[Block], by: Block) -> Iterator[Block]:
    """The blocks with another between each two."""
    for number, block in enumerate(blocks):
        if number:
            yield by
        yield block


def inside(role: str, part: Part) -> Part:
    """A part whose elements stand in one element of this role."""
    return Part((Element(role, part.elements),), part.artifacts, part.bottom_pt)

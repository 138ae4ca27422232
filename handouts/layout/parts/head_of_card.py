"""The head of a card: which city, in which language, how old, which edition; each in letters that a copy keeps.

City and language on the first line, date and code on the second. Where names are long, sizes give way first, then
further lines are taken. Lengths in points, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame, Hand, Part, rise_pt
from handouts.layout.page.placed import Element, Mark
from handouts.layout.page.typography import LATIN
from handouts.layout.parts.staff import put_code
from handouts.sources.languages import script_of
from handouts.text import Line, Weight

CITY_PT = (12.0, 11.5, 11.0, 10.5, 10.0)
LANGUAGE_PT = 11.0
LATIN_PT = 9.0
"""Of the city's name in Latin letters."""
SMALL_PT = (9.5, 9.0)
"""Of date and code."""
BESIDE_PT = 5.0
"""Between names beside each other."""
CODE_INSET_PT = 0.7
"""From the edge of the text: a J hangs over, and nobody knows the code yet."""
ARCHIVED_PT = (14.0, 12.0, 11.0, 10.0, 9.0)
"""That the card is archived, the wanted size first."""
APART_PT = 6.0
"""Between what stands at one edge and at the other, at least."""
FOREIGN = "en"
"""The language of Latin names and of the code."""
DOT = " \u00b7\u00a0"


class _Text(NamedTuple):
    """Lines one behind the other, with their size and, where it is not the reader's, their language. `code`: the last
    of them keeps the place of the edition's code."""

    lines: tuple[Line, ...]
    size_pt: float
    language: str = ""
    role: str = "P"
    code: bool = False

    @property
    def width_pt(self) -> float:
        return sum(line.width_pt for line in self.lines)

    def put(self, frame: Frame, x_pt: float, y_pt: float, edge: Edge) -> Mark:
        """At logical x."""
        if self.code:
            return put_code(frame, x_pt - CODE_INSET_PT, y_pt, self.size_pt, edge, self.lines[:-1])
        return frame.put(self.lines[0], x_pt, y_pt, edge)


class _Row(NamedTuple):
    """What stands at the edge where reading begins, and at the other."""

    starts: tuple[_Text, ...]
    ends: tuple[_Text, ...] = ()

    @property
    def width_pt(self) -> float:
        sides = [_width_pt(texts) for texts in self if texts]
        return sum(sides) + APART_PT * (len(sides) - 1)


def lay_out_card_head(frame: Frame, flyer: Flyer, top_pt: float, gap_pt: float, largest_pt: float = CITY_PT[0]) -> Part:
    """City and its Latin form, the language, the date, the language in English for who does not know its script, the
    edition's code. `gap_pt`: between the ink of two rows; `largest_pt`: of the sizes."""
    for rows in _arrangements(frame, flyer, largest_pt):
        if all(row.width_pt <= frame.measure_pt for row in rows):
            break
    return _put(frame, rows, top_pt, gap_pt)


def _arrangements(frame: Frame, flyer: Flyer, largest_pt: float) -> Iterator[list[_Row]]:
    """The rows, the best first."""
    display, scale = frame.typography.display_scale, frame.typography.scale
    latin = _latin(frame, flyer.city_latin, LATIN_PT, Weight.SMALL)
    own = (_own(frame, flyer.language_own, min(LANGUAGE_PT, largest_pt) * display),)
    # Staff who know no other letters can read the name of a language in Latin ones.
    foreign = "" if script_of(flyer.language) == LATIN else flyer.language_english
    english = _latin(frame, foreign, SMALL_PT[0], Weight.BOLD)
    cities = [(_own(frame, flyer.city_own, size * display, "H1"), *latin) for size in CITY_PT if size <= largest_pt]
    for size, city in product(SMALL_PT, cities):
        date = (_own(frame, flyer.words.last_updated, size / scale),)
        yield [_Row(city, own), _Row(date, _edition(frame, foreign, size))]
        yield [_Row(city, (*own, *english)), _Row(date, _edition(frame, "", size))]
    both = _edition(frame, foreign, size)
    for city in cities:
        yield [_Row(city, (*own, *both)), _Row(date)]
    for city in cities:
        yield [_Row(city[:1], own), _Row(latin, both), _Row(date)]
    size /= scale
    *above, last = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(
        size, frame.measure_pt - _width_pt(both) - APART_PT
    )
    dated = [*(_Row((_Text((line,), size),)) for line in above), _Row((_Text((last,), size),), both)]
    for city in cities:
        yield [_Row(city, own), *dated]
    for city in cities:
        yield [_Row(city[:1], own), _Row(latin), *dated]
    size = CITY_PT[-1] * display
    lines = frame.paragraph(flyer.city_own, Weight.BOLD).lines(size, frame.measure_pt)
    yield [*(_Row((_Text((line,), size, role="H1"),)) for line in lines), _Row(latin), _Row((), own), *dated]


def _own(frame: Frame, text: str, size_pt: float, role: str = "P") -> _Text:
    return _Text((frame.line(text, size_pt, Weight.BOLD),), size_pt, role=role)


def _latin(frame: Frame, text: str, size_pt: float, weight: Weight) -> tuple[_Text, ...]:
    return (_Text((frame.line(text, size_pt, weight, Hand.LATIN),), size_pt, FOREIGN),) if text else ()


def _edition(frame: Frame, english: str, size_pt: float) -> tuple[_Text]:
    """The place of the code, behind the language in English."""
    before = [frame.line(english + DOT, size_pt, Weight.BOLD, Hand.LATIN)] if english else []
    slot = put_code(frame, 0.0, 0.0, size_pt, before=before)
    return (_Text(slot.lines, size_pt, FOREIGN, code=True),)


def _width_pt(texts: Sequence[_Text]) -> float:
    return sum(text.width_pt for text in texts) + BESIDE_PT * (len(texts) - 1)


def _put(frame: Frame, rows: Sequence[_Row], top_pt: float, gap_pt: float) -> Part:
    elements: list[Element] = []
    y = top_pt - gap_pt
    for row in rows:
        texts = (*row.starts, *row.ends)
        if not texts:
            continue
        lines = [(line, text.size_pt) for text in texts for line in text.lines]
        baseline = y + gap_pt + max(rise_pt(*each) for each in lines)
        x = frame.start_pt
        heading: list[Element | Mark] = []
        for text in row.starts:
            mark = text.put(frame, x, baseline, Edge.START)
            heading.append(Element("Span", (mark,), language=text.language) if text.language else mark)
            x += text.width_pt + BESIDE_PT
        if heading:
            elements.append(Element(row.starts[0].role, tuple(heading)))
        x = frame.end_pt - _width_pt(row.ends)
        for text in row.ends:
            x += text.width_pt
            elements.append(Element("P", (text.put(frame, x, baseline, Edge.END),), language=text.language))
            x += BESIDE_PT
        y = baseline + max(INK_GAP_PT, *(-line.ink.bottom for line, _ in lines))
    return Part(tuple(elements), (), y)

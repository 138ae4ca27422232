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
from handouts.sources.languages import script_of
from handouts.text import Line, Weight

CITY_PT = (12.0, 11.5, 11.0, 10.5, 10.0)
LANGUAGE_PT = 11.0
LATIN_PT = 9.0
"""Of the city's name in Latin letters."""
DATE_PT = (9.5, 9.0)
CODE_PT = 9.5
BESIDE_PT = 5.0
"""Between names beside each other."""
APART_PT = 8.0
"""Between what stands at one edge and at the other, at least."""
FOREIGN = "en"
"""The language of Latin names and of the code."""
WIDEST_CODE = "W" * 7
DOT = " \u00b7 "


class _Text(NamedTuple):
    """A set line with its size and, where it is not the reader's, its language."""

    line: Line
    size_pt: float
    language: str = ""
    role: str = "P"


class _Row(NamedTuple):
    starts: tuple[_Text, ...]
    ends: tuple[_Text, ...] = ()

    @property
    def width_pt(self) -> float:
        sides = [_width_pt(texts) for texts in self if texts]
        return sum(sides) + (APART_PT if len(sides) > 1 else 0.0)


def lay_out_card_head(frame: Frame, flyer: Flyer, code: str, top_pt: float, gap_pt: float) -> Part:
    """City and its Latin form, the language, the date, the language in English for who does not know its script, the
    edition's code. `gap_pt`: between the ink of two rows."""
    arrangements = list(_arrangements(frame, flyer, code))
    fitting = [rows for rows in arrangements if all(row.width_pt <= frame.measure_pt for row in rows)]
    return _put(frame, (fitting or arrangements[-1:])[0], top_pt, gap_pt)


def _arrangements(frame: Frame, flyer: Flyer, code: str) -> Iterator[list[_Row]]:
    """The rows, the best first."""
    display, scale = frame.typography.display_scale, frame.typography.scale
    latin = _latin(frame, flyer.city_latin, LATIN_PT, Weight.SMALL)
    own = (_Text(frame.line(flyer.language_own, LANGUAGE_PT * display, Weight.BOLD), LANGUAGE_PT * display),)
    # Staff who know no other letters can read the name of a language in Latin ones.
    spelt = script_of(flyer.language) == LATIN
    english = _latin(frame, "" if spelt else flyer.language_english, CODE_PT, Weight.BOLD)
    edition = _latin(frame, code, CODE_PT, Weight.BOLD)
    both = _latin(frame, DOT.join((flyer.language_english, code)), CODE_PT, Weight.BOLD) if english else edition
    for date_pt, city_pt in product(DATE_PT, CITY_PT):
        city = (_Text(frame.line(flyer.city_own, city_pt * display, Weight.BOLD), city_pt * display, role="H1"),)
        date = (_Text(frame.line(flyer.words.last_updated, date_pt / scale, Weight.BOLD), date_pt / scale),)
        yield [_Row((*city, *latin), own), _Row(date, both)]
        yield [_Row((*city, *latin), (*own, *english)), _Row(date, edition)]
    room = frame.measure_pt - _width_pt(both) - APART_PT
    dates = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(date_pt / scale, room)
    *before, last = [_Row((_Text(line, date_pt / scale),)) for line in dates]
    dated = [*before, last._replace(ends=both)]
    yield [_Row(city, own), _Row(latin, english), _Row(date, edition)]
    for city_pt in CITY_PT:
        city = (_Text(frame.line(flyer.city_own, city_pt * display, Weight.BOLD), city_pt * display, role="H1"),)
        yield [_Row((*city, *latin), own), *dated]
    yield [_Row(city, own), _Row(latin), *dated]
    size = city_pt * display
    lines = frame.paragraph(flyer.city_own, Weight.BOLD).lines(size, frame.measure_pt)
    wrapped = [_Row((_Text(line, size, role="H1"),)) for line in lines]
    yield [*wrapped, _Row(latin), _Row((), own), *dated]


def _latin(frame: Frame, text: str, size_pt: float, weight: Weight) -> tuple[_Text, ...]:
    return (_Text(frame.line(text, size_pt, weight, Hand.LATIN), size_pt, FOREIGN),) if text else ()


def _width_pt(texts: Sequence[_Text]) -> float:
    return sum(text.line.width_pt for text in texts) + BESIDE_PT * (len(texts) - 1)


def _put(frame: Frame, rows: Sequence[_Row], top_pt: float, gap_pt: float) -> Part:
    elements: list[Element] = []
    y = top_pt - gap_pt
    for row in rows:
        texts = (*row.starts, *row.ends)
        if not texts:
            continue
        baseline = y + gap_pt + max(rise_pt(text.line, text.size_pt) for text in texts)
        x = frame.start_pt
        heading: list[Element | Mark] = []
        for text in row.starts:
            mark = frame.put(text.line, x, baseline)
            heading.append(Element("Span", (mark,), language=text.language) if text.language else mark)
            x += text.line.width_pt + BESIDE_PT
        if heading:
            elements.append(Element(row.starts[0].role, tuple(heading)))
        x = frame.end_pt - (_width_pt(row.ends) if row.ends else 0.0)
        for text in row.ends:
            x += text.line.width_pt
            elements.append(Element("P", (frame.put(text.line, x, baseline, Edge.END),), language=text.language))
            x += BESIDE_PT
        y = max(baseline - text.line.ink.bottom for text in texts)
        y = max(y, baseline + INK_GAP_PT)
    return Part(tuple(elements), (), y)

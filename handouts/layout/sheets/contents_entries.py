"""The entries of a contents page: a list, whose cities are stations on a line, or a grid of languages and cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from handouts.content.contents import Contents, ContentsLeaf, ContentsRow
from handouts.layout.page.frame import INK_GAP_PT, Edge, Frame, Hand, Part, drop_pt, rise_pt
from handouts.layout.page.placed import Element, Link, Mark, PlacedShape, Shape
from handouts.layout.page.stack import Block, ParagraphStyle, Rule, inside, stack
from handouts.layout.parts.head import NAMES_GAP_PT, names_beside
from handouts.layout.parts.links import LINK_DROP_EM, linked
from handouts.layout.parts.marks import rounded_box
from handouts.layout.parts.table_rows import ROW_RULE_PT
from handouts.text import Line, Weight

FIGURE_MIDDLE_EM = 0.36
"""Half the height of figures and capitals."""
LINK_BESIDE_PT = 2.0
"""How far the box of a page number's link reaches beyond it."""

# --- the list -----------------------------------------------------------------------------------------------------

NAME_PART = 0.5
"""Of the height of its entry: between floor and wanted size."""
LATIN_EM = 0.7
NAME_RISE_EM, NAME_GAP_PT = 0.8, 2.0
"""Above the baseline of a name, at least; and the white above that."""
NAME_HEIGHT_EM = 1.45
"""What a name takes of its entry's height, white included."""
BELOW_GAP_PT = 1.0
BELOW_ROOM = 1.3
"""Of their size: what a line of them is reckoned with, at least."""
LABEL_PT, LABEL_HEIGHT_PT, LABEL_CLEAR_PT = 11.0, 16.0, 2.0
"""Of the words at both ends of the line."""
STATION_PT, TEXT_AFTER_STATION_PT = 7.0, 30.0
"""Where, from the leading edge, the stations stand, and the names begin beside them; page numbers end at the other."""
NUMBER_END_PT, TEXT_PT = 28.0, 42.0
"""Where they end, and names begin, without stations: who looks along an empty line loses it."""
NUMBER_GAP_PT, NUMBER_EM = 14.0, 2.0
"""Between a name and its page number, and what the widest of these takes of its size, at least."""
STATION_RADIUS_PT, STATION_STROKE_PT = 4.5, 2.0
LINE_PT, LINE_CLEAR_PT = 3.0, 0.6
"""The line between stations: its weight, and what parts it from them."""

# --- the grid -----------------------------------------------------------------------------------------------------

GRID_RULE = Rule(ROW_RULE_PT)
COLUMN_HEAD_PT, COLUMN_HEAD_FLOOR_PT, COLUMN_HEAD_LEADING = 10.0, 8.0, 1.2
COLUMN_HEAD_GAP_PT = 5.0
_STEPS_OF_HEADS = int(2 * (COLUMN_HEAD_PT - COLUMN_HEAD_FLOOR_PT))
COLUMN_GAP_PT = 8.0
"""Between heads, at least: nearer, the words of two read as one."""
ROW_MOST_PT = 34.0
NUMBER_FLOOR_PT, NUMBER_WANTED_PT = 11.0, 15.0
NUMBER_PART = 0.5
"""Of the height of its row: between floor and wanted size."""
ENGLISH_PT, ENGLISH_GAP_PT = 11.0, 8.0
GRID_NAMES_GAP_PT = 16.0
"""Between the longest name and the first column."""


class EntrySizes(NamedTuple):
    """`most`: the height of an entry, where there is room for more. `floor`, `wanted`: of names; `floor_of_below`: down
    to here one shrinks so that the names below it have room. `below`: sizes of these, the wanted one first."""

    most: float
    floor: float
    wanted: float
    floor_of_below: float
    below: tuple[float, ...]

    def styles_below(self) -> list[ParagraphStyle]:
        """Those of the names below a city."""
        return [ParagraphStyle(size, by_latin=True, leading_part=0.94, leading_least=1.25) for size in self.below]


class _Entries(NamedTuple):
    """How the entries of a list are set: the height of each, where its name begins, how large it is; the style of the
    names below it, None where they are left out; the sign of a station, None where entries are none; whether the line
    has words at its ends."""

    heights_pt: tuple[float, ...]
    x_pt: float
    name_pt: float
    below: ParagraphStyle | None
    station: Shape | None
    labelled: tuple[bool, bool]


def lay_out_list(
    frame: Frame, plan: Contents, leaf: ContentsLeaf, sizes: EntrySizes, top_pt: float, bottom_pt: float
) -> Part:
    """Entries under each other, number first; where they are cities, as stations on a line from west to east, which
    has its words at its ends, on whatever page these are."""
    words, rows = plan.words, leaf.rows
    first = words.first_label if rows[:1] == plan.rows[:1] else ""
    last = words.last_label if rows[-1:] == plan.rows[-1:] else ""
    pitch = _pitch_of_entries(plan, leaf, sizes, bottom_pt - top_pt)
    x, station = frame.start_pt + TEXT_PT, None
    if plan.as_line:
        x = frame.start_pt + TEXT_AFTER_STATION_PT
        station = rounded_box(2 * STATION_RADIUS_PT, 2 * STATION_RADIUS_PT, STATION_RADIUS_PT)
    heights, size, below = _heights(frame, rows, sizes, x, pitch)
    entries = _Entries(heights, x, size, below, station, (bool(first), bool(last)))
    blocks: tuple[Block, ...] = (
        *(partial(_label, frame, text, x) for text in (first,) if text),
        partial(_entries, frame, rows, entries),
        *(partial(_label, frame, text, x) for text in (last,) if text),
    )
    return stack(frame, blocks, top_pt)


def holds_names_below(frame: Frame, plan: Contents, leaf: ContentsLeaf, sizes: EntrySizes, height_pt: float) -> bool:
    """Whether a page of a list so high has room for the names below its entries; also where there are none."""
    if not any(row.below for row in leaf.rows):
        return True
    x = frame.start_pt + (TEXT_AFTER_STATION_PT if plan.as_line else TEXT_PT)
    pitch = _pitch_of_entries(plan, leaf, sizes, height_pt)
    return _with_names_below(frame, leaf.rows, sizes, x, pitch) is not None


def _pitch_of_entries(plan: Contents, leaf: ContentsLeaf, sizes: EntrySizes, height_pt: float) -> float:
    """The height of an entry, if all are as high as each other."""
    label_pt = LABEL_HEIGHT_PT if plan.words.first_label else 0.0
    return min(sizes.most, (height_pt - 2 * label_pt) / max(len(leaf.rows), 1))


def _heights(
    frame: Frame, rows: Sequence[ContentsRow], sizes: EntrySizes, x_pt: float, pitch_pt: float
) -> tuple[tuple[float, ...], float, ParagraphStyle | None]:
    """The heights of entries, the size of names, and the style of those below them.

    The names below a city go with a smaller city rather than without; but all of them or none: a list cut short would
    say that there is no more. Entries are as high as each other, or, where that costs these names, as high as each must
    be. Both names of the longest entry stand on one line, unless that is too long in the smallest size.
    """
    size = max(sizes.floor, min(sizes.wanted, pitch_pt * NAME_PART))
    alike, below = _with_long_names(frame, rows, sizes.floor, x_pt, pitch_pt), None
    found = _with_names_below(frame, rows, sizes, x_pt, pitch_pt) if any(row.below for row in rows) else None
    heights, size, below = found or (alike, size, below)
    while size > sizes.floor and any(x_pt + _width_of_entry(frame, row, size) > frame.end_pt for row in rows):
        size -= 1
    return heights, size, below


def _with_long_names(
    frame: Frame, rows: Sequence[ContentsRow], size_pt: float, x_pt: float, pitch_pt: float
) -> tuple[float, ...]:
    """Entries as high as each other, but for those whose names take more than a line: these take of the others what
    they need."""
    more = [_named(frame, row, x_pt, size_pt).depth_pt(size_pt) for row in rows]
    spare = pitch_pt - sum(more) / max(len(rows), 1)
    return tuple(spare + each for each in more)


def _with_names_below(
    frame: Frame, rows: Sequence[ContentsRow], sizes: EntrySizes, x_pt: float, pitch_pt: float
) -> tuple[tuple[float, ...], float, ParagraphStyle] | None:
    """All entries with the names below them, as large as there is room for; None where there is none."""
    wanted = max(sizes.floor, min(sizes.wanted, pitch_pt * NAME_PART))
    more = [_named(frame, row, x_pt, sizes.floor).depth_pt(sizes.floor) for row in rows]  # if any, all are so small
    depths = {
        style: [each + _depth_below(frame, row, x_pt, style) for row, each in zip(rows, more, strict=True)]
        for style in sizes.styles_below()
    }
    last = [*depths][-1]
    for each in (max, _mean):
        for style, deep in depths.items():
            size = wanted
            while size >= sizes.floor_of_below and (style is last or size == wanted):
                if size * NAME_HEIGHT_EM + each(deep) <= pitch_pt:
                    if each is max:
                        return (pitch_pt,) * len(rows), size, style
                    spare = pitch_pt - size * NAME_HEIGHT_EM - each(deep)
                    return tuple(size * NAME_HEIGHT_EM + depth + spare for depth in deep), size, style
                size -= 1
    return None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _depth_below(frame: Frame, row: ContentsRow, x_pt: float, style: ParagraphStyle) -> float:
    """The height of the names below a city."""
    lines = style.lines(frame, row.below, frame.end_pt - x_pt) if row.below else ()
    return len(lines) * style.set_pt(frame.typography) * max(BELOW_ROOM, frame.typography.label_leading)


def _width_of_entry(frame: Frame, row: ContentsRow, size_pt: float) -> float:
    own, latin = _names(frame, row, size_pt)
    return own.width_pt + (latin.width_pt + NAMES_GAP_PT if latin else 0.0) + NUMBER_GAP_PT + NUMBER_EM * size_pt


class _Named(NamedTuple):
    """The names of an entry: the first line of its own, the Latin form if that stands beside it, and what stands below
    them: each further line with whether it is of the Latin form."""

    own: Line
    latin: Line | None
    further: tuple[tuple[Line, bool], ...]

    def depth_pt(self, size_pt: float) -> float:
        """The height of the further lines."""
        return sum(_pitch(line, size_pt, latin=latin) for line, latin in self.further)


def _pitch(line: Line, size_pt: float, *, latin: bool) -> float:
    """From the line above a further one to this."""
    size = size_pt * LATIN_EM if latin else size_pt
    return rise_pt(line, size) + drop_pt(line, size) + INK_GAP_PT


def _named(frame: Frame, row: ContentsRow, x_pt: float, size_pt: float) -> _Named:
    """Both names on one line; where that is too long, the Latin form below, and both broken behind words."""
    own, latin = _names(frame, row, size_pt)
    if x_pt + _width_of_entry(frame, row, size_pt) <= frame.end_pt:
        return _Named(own, latin, ())
    room = frame.end_pt - x_pt - NUMBER_GAP_PT - NUMBER_EM * size_pt
    first, *others = frame.paragraph(row.own, Weight.BOLD).lines(size_pt, room)
    further = [(line, False) for line in others]
    if row.latin:
        lines = frame.paragraph(row.latin, Weight.BOLD, Hand.LATIN).lines(size_pt * LATIN_EM, room)
        further += [(line, True) for line in lines]
    return _Named(first, None, tuple(further))


def _names(frame: Frame, row: ContentsRow, size_pt: float) -> tuple[Line, Line | None]:
    latin = frame.line(row.latin, size_pt * LATIN_EM, Weight.BOLD, Hand.LATIN) if row.latin else None
    return frame.line(row.own, size_pt, Weight.BOLD), latin


def _label(frame: Frame, text: str, x_pt: float, top_pt: float) -> Part:
    line = frame.line(text, LABEL_PT, Weight.SMALL)
    label = Element("P", (frame.put(line, x_pt, top_pt + rise_pt(line, LABEL_PT)),))
    return Part((label,), (), top_pt + LABEL_HEIGHT_PT)


def _entries(frame: Frame, rows: Sequence[ContentsRow], entries: _Entries, top_pt: float) -> Part:
    tops = list(accumulate(entries.heights_pt, initial=top_pt))
    parts = [_entry(frame, row, entries, top) for row, top in zip(rows, tops, strict=False)]
    signs = [sign for part in parts for sign in part.artifacts if isinstance(sign, PlacedShape)]
    stations = [sign.box for sign in signs]
    x = frame.start_pt + STATION_PT
    bottom = tops[-1]
    ends = [(upper.bottom + LINE_CLEAR_PT, lower.top - LINE_CLEAR_PT) for upper, lower in pairwise(stations)]
    first, last = entries.labelled
    if stations and first:  # the line goes on to the words at its ends
        ends.append((top_pt - LABEL_HEIGHT_PT + LABEL_CLEAR_PT, stations[0].top - LINE_CLEAR_PT))
    if stations and last:
        ends.append((stations[-1].bottom + LINE_CLEAR_PT, bottom + LABEL_HEIGHT_PT - LABEL_CLEAR_PT))
    line = [frame.upright(x, upper, lower, LINE_PT) for upper, lower in ends]
    items = tuple(element for part in parts for element in part.elements)
    return Part((Element("L", items),), (*line, *signs), bottom)


def _entry(frame: Frame, row: ContentsRow, entries: _Entries, top_pt: float) -> Part:
    """A name with its page, and the names below it; its station, if it has one, is an artifact."""
    size, x = entries.name_pt, entries.x_pt
    own, latin, further = names = _named(frame, row, x, size)
    baseline = top_pt + max(rise_pt(own, size), size * NAME_RISE_EM) + NAME_GAP_PT
    said: tuple[Element | Mark, ...] = names_beside(frame, own, latin, x, baseline)
    y = baseline + drop_pt(own, size)
    for line, is_latin in further:
        under = y + INK_GAP_PT + rise_pt(line, size * LATIN_EM if is_latin else size)
        mark = frame.put(line, x, under)
        said = (*said, Element("Span", (mark,), language="en") if is_latin else mark)
        y += _pitch(line, size, latin=is_latin)
    if row.below and entries.below:
        top = baseline + drop_pt(own, size) + names.depth_pt(size) + BELOW_GAP_PT
        below = entries.below.put(frame, row.below, x, top, frame.end_pt - x).marks
        said = (Element("P", said), Element("P", below))
    number_x = frame.end_pt if entries.station else frame.start_pt + NUMBER_END_PT
    numbers = [_page_link(frame, page, number_x, baseline, size, Edge.END) for page in row.pages[:1] if page]
    item = Element("LI", (Element("Lbl", tuple(numbers)), Element("LBody", said, language=row.language)))
    station: tuple[Mark, ...] = ()
    if entries.station:
        left = frame.start_pt + STATION_PT - STATION_RADIUS_PT
        top = baseline - size * FIGURE_MIDDLE_EM - STATION_RADIUS_PT
        station = (frame.put_shape(entries.station, left, top, 1.0, stroke_pt=STATION_STROKE_PT),)
    return Part((item,), station, baseline)


class _Grid(NamedTuple):
    """How a grid is set: size of names and numbers, and of the heads; where columns begin; the lines of their heads."""

    size_pt: float
    head_pt: float
    columns: tuple[float, ...]
    heads: tuple[tuple[Line, ...], ...]

    @property
    def heads_pt(self) -> float:
        lines = max(map(len, self.heads), default=1)
        return self.head_pt * (1 + (lines - 1) * COLUMN_HEAD_LEADING) + COLUMN_HEAD_GAP_PT


def lay_out_grid(frame: Frame, plan: Contents, leaf: ContentsLeaf, top_pt: float, bottom_pt: float) -> Part:
    """Languages down, cities across, page numbers in the cells."""
    shown = slice(*leaf.columns)
    shown_rows = [replace(each, pages=each.pages[shown]) for each in leaf.rows]
    count = max(len(leaf.rows), 1)
    pitch = min(ROW_MOST_PT, (bottom_pt - top_pt - 3 * COLUMN_HEAD_PT) / count)
    wanted = max(NUMBER_FLOOR_PT, min(NUMBER_WANTED_PT, pitch * NUMBER_PART))
    grid = _grid(frame, plan.columns[shown], shown_rows, wanted)
    pitch = min(ROW_MOST_PT, (bottom_pt - top_pt - grid.heads_pt) / count)
    rows: list[Block] = [partial(_column_heads, frame, grid)]
    for row in shown_rows:
        rows += [GRID_RULE, partial(_grid_row, frame, row, grid.columns, grid.size_pt, pitch - ROW_RULE_PT)]
    return inside("Table", stack(frame, [*rows, GRID_RULE], top_pt))


def _grid(frame: Frame, texts: Sequence[str], rows: Sequence[ContentsRow], wanted_pt: float) -> _Grid:
    """Each column as wide as its longest word and its numbers need, and what is left shared evenly. Where that is more
    than there is, names and numbers are smaller, then the heads."""
    paragraphs = [frame.paragraph(text, Weight.BOLD, Hand.LATIN) for text in texts]
    sizes = [(wanted_pt - step, COLUMN_HEAD_PT) for step in range(int(wanted_pt - NUMBER_FLOOR_PT) + 1)]
    sizes += [(NUMBER_FLOOR_PT, COLUMN_HEAD_PT - 0.5 * step) for step in range(1, 1 + _STEPS_OF_HEADS)]
    for size, head in sizes:
        first = _width_of_names(frame, rows, size)
        numbers = [_widest_number(frame, rows, column, size) for column in range(len(texts))]
        needs = [
            COLUMN_GAP_PT + max(each.widest_word_pt(head), number)
            for each, number in zip(paragraphs, numbers, strict=True)
        ]
        spare = (frame.measure_pt + COLUMN_GAP_PT - first - sum(needs)) / len(texts)
        if spare >= 0:
            break
    widths = [each + spare for each in needs]
    heads = [each.lines(head, width - COLUMN_GAP_PT) for each, width in zip(paragraphs, widths, strict=True)]
    columns = tuple(accumulate(widths[:-1], initial=frame.start_pt + first))
    return _Grid(size, head, columns, tuple(heads))


def _width_of_names(frame: Frame, rows: Sequence[ContentsRow], size_pt: float) -> float:
    names = [_languages(frame, row, size_pt) for row in rows]
    return GRID_NAMES_GAP_PT + max(
        own.width_pt + (ENGLISH_GAP_PT + english.width_pt if english else 0) for own, english in names
    )


def _widest_number(frame: Frame, rows: Sequence[ContentsRow], column: int, size_pt: float) -> float:
    numbers = [str(page[1]) for row in rows for page in row.pages[column : column + 1] if page]
    longest = max(numbers, key=len, default="")
    return frame.line(longest, size_pt, Weight.BOLD, Hand.NUMBERS).width_pt


def _column_heads(frame: Frame, grid: _Grid, top_pt: float) -> Part:
    """They stand on one line, the longer ones reach higher."""
    pitch, last = grid.head_pt * COLUMN_HEAD_LEADING, top_pt + grid.heads_pt - COLUMN_HEAD_GAP_PT
    cells = [Element("TD")]
    for x, lines in zip(grid.columns, grid.heads, strict=True):
        marks = [frame.put(line, x, last - (len(lines) - 1 - index) * pitch) for index, line in enumerate(lines)]
        cells.append(Element("TH", tuple(marks), scope="Column"))
    return Part((Element("TR", tuple(cells)),), (), last + COLUMN_HEAD_GAP_PT - ROW_RULE_PT / 2)


def _grid_row(
    frame: Frame, row: ContentsRow, columns: Sequence[float], size_pt: float, height_pt: float, top_pt: float
) -> Part:
    baseline = top_pt + height_pt / 2 + size_pt * FIGURE_MIDDLE_EM
    own, english = _languages(frame, row, size_pt)
    marks: list[Element | Mark] = [Element("Span", (frame.put(own, frame.start_pt, baseline),), language=row.language)]
    if english is not None:
        marks.append(frame.put(english, frame.start_pt + own.width_pt + ENGLISH_GAP_PT, baseline))
    cells = [Element("TH", tuple(marks), scope="Row")]
    for x, page in zip(columns, row.pages, strict=True):
        link = (_page_link(frame, page, x, baseline, size_pt, Edge.START),) if page else ()
        cells.append(Element("TD", link))
    return Part((Element("TR", tuple(cells)),), (), top_pt + height_pt)


def _languages(frame: Frame, row: ContentsRow, size_pt: float) -> tuple[Line, Line | None]:
    """A language's own name and its English one."""
    english = frame.line(row.latin, ENGLISH_PT, Weight.SMALL, Hand.LATIN) if row.latin else None
    return frame.line(row.own, size_pt, Weight.BOLD), english


def _page_link(
    frame: Frame, page: tuple[int, int, str], x_pt: float, baseline_pt: float, size_pt: float, edge: Edge
) -> Element:
    index, printed, spoken = page
    mark = frame.put(frame.line(str(printed), size_pt, Weight.BOLD, Hand.NUMBERS), x_pt, baseline_pt, edge)
    return linked(mark, Link("", spoken, page=index), size_pt, size_pt * LINK_DROP_EM, LINK_BESIDE_PT)

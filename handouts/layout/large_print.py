"""Large print: two sides of one sheet at most, body 18 pt, numbers 24 pt; names stacked above their two numbers.

All numbers and all essentials; details while they fit. Every side says which city, how old, and is complete in what it
shows: the table goes on with its header row repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.content.flyer import Flyer
from handouts.layout.answers import Answers, AnswerSizes
from handouts.layout.bounds import outside
from handouts.layout.fitting import DoesNotFit, LaidOut, essential_pieces, further_pieces, left_out_of
from handouts.layout.foot import FootSizes, lay_out_foot
from handouts.layout.frame import Frame, Hand, Part, drop_pt, put_block, rise_pt
from handouts.layout.head import HeadSizes, lay_out_head
from handouts.layout.placed import Element, Mark, Path, PlacedPage
from handouts.layout.stacked import SideDrawing, StackedBlock, StackedSizes, StackedTable, flow
from handouts.layout.typography import Typography
from handouts.paper import Paper, mm_from_pt, pt_from_mm
from handouts.text import Typesetter, Weight

MARGIN_PT = 36.0
BODY_PT = 18.0
HEAD = HeadSizes(
    city=30, city_latin=18, language=20, title=18, say=16, date=24, changing=18, archived=20, beside_floor=9999
)
TABLE = StackedSizes(numbers=24, name=18, detail=18, section=18, header=18, marker=17, sentence=22, row_pad=3.5)
AIRINESS = (
    *((32.0, pad) for pad in (16.0, 12.0)),
    *((28.0, pad) for pad in (14.0, 10.0)),
    *((TABLE.numbers, pad) for pad in (12.0, 9.0, 7.0, 5.0, TABLE.row_pad)),
)
"""Sizes of numbers and air around rows to try, the roomiest first."""
FOOT = FootSizes(more=18, site=22, disclaimer=18, incomplete=18, staff=9, module=pt_from_mm(0.8))
HEAD_TIGHT = replace(HEAD, title=14, say=12, date=20, changing=14)
FOOT_TIGHT = replace(FOOT, more=14, site=18, disclaimer=16, incomplete=14)
FOOT_TIGHTEST = replace(FOOT, more=12, site=16, disclaimer=13, incomplete=12)
"""Where the sheet is too full: at reading size still, so that numbers and answers keep theirs."""
ANSWERS = AnswerSizes(body=BODY_PT, leading=1.25, heading=22, unreviewed=18, question_gap=5)


@dataclass(frozen=True, slots=True)
class _Side:
    elements: tuple[Element, ...]
    artifacts: tuple[Mark, ...]


def lay_out_large_print(
    flyer: Flyer, typography: Typography, paper: Paper, typesetter: Typesetter, qr: Path, staff: str
) -> LaidOut | DoesNotFit:
    """Two sides at most; a DoesNotFit that names the millimetres missing otherwise."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, typesetter, typography)
    try:
        StackedTable(frame, flyer, TABLE)
    except ValueError as error:
        return DoesNotFit(str(error), 0.0)
    laid: tuple[_Side, _Side, tuple[str, ...], float] | DoesNotFit = DoesNotFit("", 0.0)
    for head_sizes, foot_sizes in (
        (HEAD, FOOT),
        (HEAD, FOOT_TIGHT),
        (HEAD_TIGHT, FOOT_TIGHT),
        (HEAD_TIGHT, FOOT_TIGHTEST),
    ):
        laid = _two_sides(frame, flyer, head_sizes, foot_sizes, qr, staff)
        if not isinstance(laid, DoesNotFit):
            break
    if isinstance(laid, DoesNotFit):
        return laid
    first, second, pieces, numbers = laid
    pages = tuple(
        PlacedPage(paper.width_pt, paper.height_pt, side.elements, side.artifacts) for side in (first, second)
    )
    for page in pages:
        if sticking_out := outside(page, MARGIN_PT):
            return DoesNotFit(sticking_out, 0.0)
    return LaidOut(pages, left_out_of(flyer, pieces, contact=False, names=False), BODY_PT, numbers)


def _two_sides(
    frame: Frame, flyer: Flyer, head_sizes: HeadSizes, foot_sizes: FootSizes, qr: Path, staff: str
) -> tuple[_Side, _Side, tuple[str, ...], float] | DoesNotFit:
    """Both sides at these sizes, the pieces of the answers that are on them, and the size of the numbers."""
    bottom = frame.height_pt - MARGIN_PT
    head = lay_out_head(frame, flyer, head_sizes, MARGIN_PT)
    staff_height = _staff(frame, staff, 0.0).bottom_pt
    limit = bottom - staff_height - 8
    # The most air with which the whole table stands on the first side; where it does not, the least.
    for numbers, pad in AIRINESS:
        try:
            table = StackedTable(frame, flyer, replace(TABLE, numbers=numbers, row_pad=pad))
        except ValueError:
            if numbers > TABLE.numbers:
                continue
            raise
        side = SideDrawing(head.bottom_pt)
        table.header(side)
        rest = flow(table.blocks(), side, limit)
        if not rest:
            break
    side.artifacts.append(frame.rule(frame.start_pt, frame.end_pt, side.y, 1.6))
    first_staff = _staff(frame, f"{staff} · side 1 of 2", bottom - staff_height)
    first = _Side(
        (*head.elements, Element("Table", tuple(side.rows)), *first_staff.elements),
        (*head.artifacts, *side.artifacts, *first_staff.artifacts),
    )
    second = _second_side(frame, flyer, table, rest, foot_sizes, qr, f"{staff} · side 2 of 2", bottom)
    return second if isinstance(second, DoesNotFit) else (first, *second, numbers)


def _second_side(
    frame: Frame,
    flyer: Flyer,
    table: StackedTable,
    blocks: Sequence[StackedBlock],
    foot_sizes: FootSizes,
    qr: Path,
    staff: str,
    bottom: float,
) -> tuple[_Side, tuple[str, ...]] | DoesNotFit:
    """City and date again, what is left of the table, answers, foot."""
    top = running_head(frame, flyer, frame.margin_pt, city=20, date=18)
    elements: list[Element] = list(top.elements)
    artifacts: list[Mark] = list(top.artifacts)
    y = top.bottom_pt
    if blocks:
        side = SideDrawing(y)
        table.header(side)
        left = flow(blocks, side, bottom)
        if left:
            return DoesNotFit("the numbers do not fit on two sides", mm_from_pt(len(left) * TABLE.number_pitch * 2))
        elements.append(Element("Table", tuple(side.rows)))
        artifacts.extend(side.artifacts)
        y = side.y
        artifacts.append(frame.rule(frame.start_pt, frame.end_pt, y, 1.6))
    answers = Answers(frame, flyer, columns=1)
    sizes = replace(ANSWERS, leading=frame.typography.leading)
    pieces = essential_pieces(flyer)
    foot_top = bottom - lay_out_foot(frame, flyer, foot_sizes, qr, staff, 0.0, 0.0).bottom_pt
    room = answers.room(sizes, pieces, y, foot_top - 8)
    if room < 0:
        return DoesNotFit("the two sides are too full even with everything left out that may be", mm_from_pt(-room))
    pieces = further_pieces(flyer, pieces, lambda tried: answers.room(sizes, tried, y, foot_top - 8) >= 0)
    part = answers.lay_out(sizes, pieces, y)
    foot = lay_out_foot(frame, flyer, foot_sizes, qr, staff, foot_top, bottom)
    for each in (part, foot):
        elements.extend(each.elements)
        artifacts.extend(each.artifacts)
    return _Side(tuple(elements), tuple(artifacts)), pieces


def running_head(frame: Frame, flyer: Flyer, top_pt: float, *, city: float, date: float) -> Part:
    """City and date, for every side or page after the first."""
    name = frame.line(flyer.city_own, city * frame.typography.display_scale, Weight.BOLD)
    when = frame.line(flyer.words.last_updated, date, Weight.BOLD)
    size = city * frame.typography.display_scale
    one_line = name.width_pt + 20 + when.width_pt <= frame.measure_pt
    rise = max(rise_pt(name, size), rise_pt(when, date) if one_line else 0.0)
    baseline = top_pt + rise
    elements = [Element("P", (frame.put(name, frame.start_pt, baseline),))]
    bottom = baseline + drop_pt(name, size)
    if one_line:
        elements.append(Element("P", (frame.put(when, frame.start_pt + name.width_pt + 20, baseline),)))
        bottom = max(bottom, baseline + drop_pt(when, date)) + 3
    else:
        lines = frame.paragraph(flyer.words.last_updated, Weight.BOLD).lines(date, frame.measure_pt)
        block = put_block(frame, lines, frame.start_pt, bottom + 2, date, date * frame.typography.label_leading)
        elements.append(Element("P", block.marks))
        bottom = block.bottom_pt + 3
    rule = frame.rule(frame.start_pt, frame.end_pt, bottom + 1, 2.0)
    return Part(tuple(elements), (rule,), bottom + 2)


def _staff(frame: Frame, staff: str, top: float) -> Part:
    lines = frame.paragraph(staff, Weight.SMALL, Hand.LATIN).lines(FOOT.staff, frame.measure_pt)
    block = put_block(frame, lines, frame.start_pt, top, FOOT.staff, FOOT.staff * 1.25)
    return Part((Element("P", block.marks, language="en"),), (), block.bottom_pt)

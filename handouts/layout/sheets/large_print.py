"""Large print: two sides of one sheet at most, body 18 pt, numbers 24 pt; names stacked above their two numbers.

All numbers and all essentials; details while they fit. Every side says which city, how old, and is complete in what it
shows: the table goes on with its header row repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from handouts.content.flyer import Flyer
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.fitting import DoesNotFit, LaidOut, essential_pieces, further_pieces, left_out_of
from handouts.layout.page.frame import Frame, Part, put_block
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Element, Path, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT, TOO_BLACK, toner_of
from handouts.layout.parts.answers import Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head
from handouts.layout.parts.running_head import running_head
from handouts.layout.parts.stacked import TOO_WIDE, SideDrawing, StackedBlock, StackedSizes, StackedTable, flow
from handouts.layout.parts.staff import put_staff
from handouts.layout.parts.table_rows import SECTION_RULE_PT
from handouts.paper import Paper, mm_from_pt, pt_from_mm
from handouts.text import Weight

MARGIN_PT = 36.0
BODY_PT = 18.0
HEAD = HeadSizes(
    city=30, city_latin=18, language=20, title=18, say=16, date=24, changing=18, archived=20, beside_floor=9999
)
TABLE = StackedSizes(
    numbers=24,
    name=18,
    detail=18,
    section=18,
    header=18,
    marker=17,
    sentence=22,
    or_=16,
    row_pad=1.0,
    sturdy=False,  # its toner goes to large letters, and white parts its rows too
)
AIRINESS = (
    *((32.0, pad) for pad in (13.5, 9.5)),
    *((28.0, pad) for pad in (11.5, 7.5)),
    *((TABLE.numbers, pad) for pad in (9.5, 6.5, 4.5, 3.5, 2.5, 2.0, 1.5, TABLE.row_pad)),
)
"""Sizes of numbers and air around rows to try, the roomiest first."""
FOOT = FootSizes(more=18, site=22, disclaimer=18, incomplete=18, staff=9, modules=(pt_from_mm(0.8),))
HEAD_TIGHT = replace(HEAD, title=14, say=12, date=20, changing=14)
FOOT_TIGHT = replace(FOOT, more=14, site=18, disclaimer=16, incomplete=14)
FOOT_TIGHTEST = replace(FOOT, more=12, site=16, disclaimer=13, incomplete=12)
"""Where the sheet is too full: at reading size still, so that numbers and answers keep theirs."""
SIZES = ((HEAD, FOOT), (HEAD, FOOT_TIGHT), (HEAD_TIGHT, FOOT_TIGHT), (HEAD_TIGHT, FOOT_TIGHTEST))
"""What gives way so that all numbers and essentials have room, and no side is too black."""
LEADING_WANTED = 1.5
"""Of the answers, where there is room: large print is easier to read so."""
ANSWERS = AnswerSizes(body=BODY_PT, leading=1.25, heading=22, unreviewed=18, question_gap=5)


def lay_out_large_print(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Path, staff: str
) -> LaidOut | DoesNotFit:
    """Two sides at most; a DoesNotFit that names the millimetres missing otherwise."""
    frame = Frame(paper.width_pt, paper.height_pt, MARGIN_PT, setting)
    too_wide = StackedTable(frame, flyer, TABLE).too_wide_pt
    unfit = DoesNotFit(TOO_WIDE, mm_from_pt(too_wide))
    if too_wide > 0:
        return unfit
    found: LaidOut | None = None
    blackest = float("inf")
    for kept_back, (head_sizes, foot_sizes) in product((0, 1), SIZES):
        laid = _two_sides(frame, flyer, head_sizes, foot_sizes, qr, staff, kept_back)
        if isinstance(laid, DoesNotFit):
            unfit = laid
            continue
        toner = max(toner_of(page, setting.typesetter) for page in laid.pages)
        if toner < blackest:
            found, blackest = laid, toner
        if toner < TONER_LIMIT:
            break
    if found is None:
        return unfit
    if blackest >= TOO_BLACK:
        missing = mm_from_pt(frame.height_pt * (blackest / TOO_BLACK - 1))
        return DoesNotFit("the two sides are too black to copy well even with everything left out that may be", missing)
    return next((each for page in found.pages if (each := sticking_out(page, MARGIN_PT))), found)


def _two_sides(
    frame: Frame,
    flyer: Flyer,
    head_sizes: HeadSizes,
    foot_sizes: FootSizes,
    qr: Path,
    staff: str,
    kept_back: int,
) -> LaidOut | DoesNotFit:
    """Both sides at these sizes. `kept_back`: how many rows of the table wait for the second side, whatever the room:
    the first can be too black."""
    bottom = frame.height_pt - MARGIN_PT
    head = lay_out_head(frame, flyer, head_sizes, MARGIN_PT)
    first_line = f"{staff} · side 1 of 2"
    staff_height = _staff(frame, first_line, 0.0).bottom_pt
    limit = bottom - staff_height - 8
    numbers, table, side, rest = _first_side(frame, flyer, head.bottom_pt, limit, kept_back)
    table.close(side)
    first_staff = _staff(frame, first_line, bottom - staff_height)
    # That the list is incomplete stands under the list where there is room, and else in the foot.
    incomplete = _under_the_list(frame, flyer, side.y)
    first = PlacedPage(
        frame.width_pt,
        frame.height_pt,
        (*head.elements, Element("Table", tuple(side.rows)), *incomplete.elements, *first_staff.elements),
        (*head.artifacts, *side.artifacts, *first_staff.artifacts),
    )
    shortened = replace(flyer, words=replace(flyer.words, incomplete=""))
    if incomplete.bottom_pt > limit or toner_of(first, frame.typesetter) >= TONER_LIMIT:
        shortened = flyer
        first = replace(first, elements=tuple(each for each in first.elements if each not in incomplete.elements))
    second = _second_side(frame, shortened, table, rest, foot_sizes, qr, f"{staff} · side 2 of 2", bottom)
    if isinstance(second, DoesNotFit):
        return second
    page, pieces = second
    return LaidOut((first, page), left_out_of(flyer, pieces, contact=False, names=False), BODY_PT, numbers)


def _first_side(
    frame: Frame, flyer: Flyer, top: float, limit: float, kept_back: int
) -> tuple[float, StackedTable, SideDrawing, Sequence[StackedBlock]]:
    """Size of numbers, table, what of it stands on the first side, and what waits for the second.

    As few rows wait as can be; then the largest numbers; then the sentence under the list, which would cost the second
    side an answer; then the most air.
    """
    found: list[tuple[tuple[int, float, bool], StackedTable, SideDrawing, Sequence[StackedBlock]]] = []
    for numbers, pad in AIRINESS:
        table = StackedTable(frame, flyer, replace(TABLE, numbers=numbers, row_pad=pad))
        if table.too_wide_pt > 0:
            continue
        side = SideDrawing(top)
        table.opening(side)
        blocks = table.blocks()
        waiting = blocks[len(blocks) - kept_back :]
        rest = flow(blocks[: len(blocks) - kept_back], side, limit - SECTION_RULE_PT)
        driven_off = _under_the_list(frame, flyer, side.y + SECTION_RULE_PT).bottom_pt > limit
        found.append(((len(rest), -numbers, driven_off), table, side, [*rest, *waiting]))
    (_, numbers, _), table, side, rest = min(found, key=lambda each: each[0])
    return -numbers, table, side, rest


def _under_the_list(frame: Frame, flyer: Flyer, top: float) -> Part:
    size = FOOT.incomplete / frame.typography.scale
    lines = frame.paragraph(flyer.words.incomplete, Weight.SMALL).lines(size, frame.measure_pt)
    block = put_block(frame, lines, frame.start_pt, top + 6, size, size * frame.typography.label_leading)
    return Part((Element("P", block.marks),), (), block.bottom_pt)


def _second_side(
    frame: Frame,
    flyer: Flyer,
    table: StackedTable,
    blocks: Sequence[StackedBlock],
    foot_sizes: FootSizes,
    qr: Path,
    staff: str,
    bottom: float,
) -> tuple[PlacedPage, tuple[str, ...]] | DoesNotFit:
    """City and date again, what is left of the table, answers, foot."""
    top = running_head(frame, flyer, frame.margin_pt, city=20, date=18)
    side = SideDrawing(top.bottom_pt, [], list(top.artifacts))
    if blocks:
        table.header(side)
        if flow(blocks, side, bottom):
            flow(blocks, side, float("inf"))
            return DoesNotFit("the numbers do not fit on two sides", mm_from_pt(side.y - bottom))
        table.close(side)
    rows = (Element("Table", tuple(side.rows)),) if side.rows else ()
    foot = lay_out_foot(frame, flyer, foot_sizes, qr, staff)
    foot_top = bottom - foot.bottom_pt
    foot = moved_part(foot, foot_top)
    answers = Answers(frame, flyer, columns=1)

    def fits(tried: tuple[str, ...], sizes: AnswerSizes) -> bool:
        return answers.room(sizes, tried, side.y, foot_top - FOOT_GAP_PT) >= 0

    def page(sizes: AnswerSizes, pieces: tuple[str, ...]) -> PlacedPage:
        part = answers.lay_out(sizes, pieces, side.y)
        return PlacedPage(
            frame.width_pt,
            frame.height_pt,
            (*top.elements, *rows, *part.elements, *foot.elements),
            (*side.artifacts, *part.artifacts, *foot.artifacts),
        )

    sizes = ANSWERS._replace(leading=frame.typography.leading)
    pieces = essential_pieces(flyer)
    if not fits(pieces, sizes):
        missing = mm_from_pt(-answers.room(sizes, pieces, side.y, foot_top - FOOT_GAP_PT))
        return DoesNotFit("the two sides are too full even with everything left out that may be", missing)
    pieces = further_pieces(
        flyer,
        pieces,
        lambda tried: fits(tried, sizes) and toner_of(page(sizes, tried), frame.typesetter) < TONER_LIMIT,
    )
    steps = range(1, round((LEADING_WANTED - sizes.leading) * 50) + 1)
    wider = [sizes._replace(leading=sizes.leading + step / 50) for step in steps]
    airy = max((each for each in wider if fits(pieces, each)), key=lambda each: each.leading, default=sizes)
    return page(airy.aired(partial(fits, pieces)), pieces), pieces


def _staff(frame: Frame, staff: str, top: float) -> Part:
    block = put_staff(frame, staff, FOOT.staff, frame.measure_pt, top)
    return Part((Element("P", block.marks, language="en"),), (), block.bottom_pt)

"""Half: two pages of half the sheet that face each other, numbers and answers. In a folded booklet each city is one
spread; two up with a cut line when printed alone."""

from __future__ import annotations

from dataclasses import replace

from handouts.content.flyer import Flyer
from handouts.layout.page.bounds import sticking_out
from handouts.layout.page.fitting import (
    DoesNotFit,
    LaidOut,
    answers_giving_way,
    further_pieces,
    left_out_of,
    sizes_giving_way,
)
from handouts.layout.page.frame import Frame, Part, put_block
from handouts.layout.page.moving import moved_element, moved_mark, moved_part
from handouts.layout.page.placed import Element, Mark, Path, PlacedPage, PlacedRule
from handouts.layout.page.setting import LanguageSetting
from handouts.layout.page.toner import TONER_LIMIT, toner_of
from handouts.layout.page.typography import Typography
from handouts.layout.parts.answers import Answers, AnswerSizes
from handouts.layout.parts.foot import FOOT_GAP_PT, FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head, lay_out_say
from handouts.layout.parts.running_head import running_head
from handouts.layout.parts.stacked import TOO_WIDE, SideDrawing, StackedSizes, StackedTable, flow
from handouts.layout.parts.staff import put_staff
from handouts.layout.parts.table_rows import RULE_CLEAR_PT
from handouts.paper import Paper, mm_from_pt
from handouts.text import Weight

MARGIN_PT = 36.0
HEAD = HeadSizes(
    city=21,
    city_latin=13,
    language=16,
    title=11,
    say=11,
    date=13,
    changing=11,
    archived=14,
    city_floor=17,
    beside_floor=140,
)
TABLE = StackedSizes(numbers=14, name=12, detail=11, section=11, header=11, marker=11, sentence=13, or_=11, row_pad=0.0)
TABLES = (
    *(replace(TABLE, numbers=18.0, row_pad=pad) for pad in (7.5, 5.5, 3.5)),
    *(replace(TABLE, numbers=16.0, row_pad=pad) for pad in (5.5, 3.5, 1.5)),
    *(replace(TABLE, row_pad=pad) for pad in (10.0, 8.0, 6.0, 4.5, 3.0, 1.5, 0.8, 0.3, 0.0)),
    replace(TABLE, sturdy=False),
)
"""To try, the roomiest first."""
ANSWERS = AnswerSizes(body=12, leading=1.25, heading=13, unreviewed=11)
STAFF_GAP_PT = 2.5
"""Below the table, at least."""
FOOT = FootSizes(more=11, site=13, disclaimer=11, incomplete=11, staff=8)


def half_of(paper: Paper) -> Paper:
    """Half of a sheet, portrait."""
    return Paper(f"half-{paper.name}", paper.height_pt / 2, paper.width_pt)


def lay_out_half(flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Path, staff: str) -> LaidOut | DoesNotFit:
    """Two pages of half of `paper`: the numbers, then the answers."""
    half = half_of(paper)
    frame = Frame(half.width_pt, half.height_pt, MARGIN_PT, setting)
    bottom = half.height_pt - MARGIN_PT
    # What to say on the phone stands with the numbers, or, where they need the room, with the answers.
    say_first = True
    numbers, names, size = _numbers_page(frame, flyer, f"{staff} · page 1 of 2", bottom)
    if isinstance(numbers, DoesNotFit) and flyer.say is not None:
        say_first = False
        numbers, names, size = _numbers_page(frame, replace(flyer, say=None), f"{staff} · page 1 of 2", bottom)
    if isinstance(numbers, DoesNotFit):
        return numbers
    answers = _answers_page(
        frame,
        replace(flyer, say=None) if say_first else flyer,
        setting.typography,
        qr,
        f"{staff} · page 2 of 2",
        bottom,
    )
    if isinstance(answers, DoesNotFit):
        return answers
    page, pieces, body = answers
    pages = (numbers, page)
    for each in pages:
        if unfit := sticking_out(each, MARGIN_PT):
            return unfit
    return LaidOut(pages, left_out_of(flyer, pieces, contact=False, names=names), body, size)


def _numbers_page(frame: Frame, flyer: Flyer, staff: str, bottom: float) -> tuple[PlacedPage | DoesNotFit, bool, float]:
    """Head and table; whether the names are on it, and the size of the numbers.

    The names without a number give way first, then the size of the numbers and air, then what only the lightest copies
    need.
    """
    measured = put_staff(frame, staff, FOOT.staff, frame.measure_pt, 0.0)
    staff_height = measured.bottom_pt
    # Where the edition's code reaches higher than the other words, it keeps clear of the rule below the table.
    highest = min(mark.y_pt - mark.line.ink.top for mark in measured.marks)
    limit = bottom - staff_height - max(STAFF_GAP_PT, RULE_CLEAR_PT - highest)
    unfit = DoesNotFit(TOO_WIDE, 0.0)
    head = lay_out_head(frame, flyer, HEAD, frame.margin_pt)
    for names in (True, False):
        for sizes in TABLES:
            table = StackedTable(frame, flyer, sizes)
            if table.too_wide_pt > 0:
                unfit = DoesNotFit(TOO_WIDE, mm_from_pt(table.too_wide_pt))
                continue
            side = SideDrawing(head.bottom_pt)
            table.opening(side)
            flow(table.blocks(), side, float("inf"))
            table.close(side)
            line = _names(frame, flyer, side.y) if names and flyer.words.see_website else Part((), (), side.y)
            if line.bottom_pt <= limit:
                block = put_staff(frame, staff, FOOT.staff, frame.measure_pt, bottom - staff_height)
                return (
                    PlacedPage(
                        frame.width_pt,
                        frame.height_pt,
                        (
                            *head.elements,
                            Element("Table", tuple(side.rows)),
                            *line.elements,
                            Element("P", block.marks, language="en"),
                        ),
                        (*head.artifacts, *side.artifacts, *line.artifacts),
                    ),
                    names,
                    sizes.numbers,
                )
            unfit = DoesNotFit("the numbers do not fit on one half page", mm_from_pt(line.bottom_pt - limit))
    return unfit, False, 0.0


def _names(frame: Frame, flyer: Flyer, top: float) -> Part:
    size = 11.0 / frame.typography.scale
    lines = frame.paragraph(flyer.words.see_website, Weight.SMALL).lines(size, frame.measure_pt)
    block = put_block(frame, lines, frame.start_pt, top + 2.2, size, size * frame.typography.label_leading)
    return Part((Element("P", block.marks),), (), block.bottom_pt)


def _answers_page(
    frame: Frame, flyer: Flyer, typography: Typography, qr: Path, staff: str, bottom: float
) -> tuple[PlacedPage, tuple[str, ...], float] | DoesNotFit:
    """City and date again, what to say on the phone if it is not on the first page, the answers, the foot."""
    top = running_head(frame, flyer, frame.margin_pt, city=16, date=11)
    if flyer.say is not None:
        say = lay_out_say(frame, flyer.say, HEAD, top.bottom_pt + 4)
        top = Part((*top.elements, *say.elements), (*top.artifacts, *say.artifacts), say.bottom_pt)
    foot = lay_out_foot(frame, flyer, FOOT, qr, staff)
    foot_top = bottom - foot.bottom_pt
    foot = moved_part(foot, foot_top)
    answers = Answers(frame, flyer, columns=1)

    def room(sizes: AnswerSizes, pieces: tuple[str, ...]) -> float:
        return answers.room(sizes, pieces, top.bottom_pt, foot_top - FOOT_GAP_PT)

    def page(sizes: AnswerSizes, pieces: tuple[str, ...]) -> PlacedPage:
        part = answers.lay_out(sizes, pieces, top.bottom_pt)
        return PlacedPage(
            frame.width_pt,
            frame.height_pt,
            (*top.elements, *part.elements, *foot.elements),
            (*top.artifacts, *part.artifacts, *foot.artifacts),
        )

    def copies_well(sizes: AnswerSizes, pieces: tuple[str, ...]) -> bool:
        return toner_of(page(sizes, pieces), frame.typesetter) < TONER_LIMIT

    fitting: tuple[AnswerSizes, tuple[str, ...]] | None = None
    missing = 0.0
    for size, pieces in answers_giving_way(flyer, typography):
        sizes = ANSWERS._replace(body=size.body, leading=size.leading)
        missing = -room(sizes, pieces)
        if missing > 0:
            continue
        fitting = sizes, pieces
        if copies_well(sizes, pieces):
            break
    if fitting is None:
        return DoesNotFit("the essential answers do not fit on one half page", mm_from_pt(missing))
    sizes, pieces = fitting
    pieces = further_pieces(flyer, pieces, lambda more: room(sizes, more) >= 0 and copies_well(sizes, more))
    # What room is left is given back.
    larger = [ANSWERS._replace(body=size.body, leading=size.leading) for size in sizes_giving_way(typography)]
    sizes = next((each for each in larger if room(each, pieces) >= 0 and copies_well(each, pieces)), sizes)
    return page(sizes.aired(lambda airy: room(airy, pieces) >= 0), pieces), pieces, sizes.body


def on_its_side(paper: Paper) -> Paper:
    """A sheet, landscape."""
    return Paper(paper.name, paper.height_pt, paper.width_pt)


def lay_out_half_two_up(
    flyer: Flyer, setting: LanguageSetting, paper: Paper, qr: Path, staff: str
) -> LaidOut | DoesNotFit:
    """Both pages on one sheet, landscape, with a line to cut or fold along; the first page where reading begins."""
    laid = lay_out_half(flyer, setting, paper, qr, staff)
    if isinstance(laid, DoesNotFit):
        return laid
    sheet = on_its_side(paper)
    shifts = (sheet.width_pt / 2, 0.0) if setting.typography.right_to_left else (0.0, sheet.width_pt / 2)
    elements: list[Element] = []
    artifacts: list[Mark] = []
    for page, shift in zip(laid.pages, shifts, strict=True):
        artifacts.extend(moved_mark(mark, shift, 0.0) for mark in page.artifacts)
        elements.extend(moved_element(element, shift, 0.0) for element in page.elements)
    middle = sheet.width_pt / 2
    artifacts.append(PlacedRule(middle, 20.0, middle, sheet.height_pt - 20.0, 0.9, (3.0, 4.0)))
    return replace(laid, pages=(PlacedPage(sheet.width_pt, sheet.height_pt, tuple(elements), tuple(artifacts)),))

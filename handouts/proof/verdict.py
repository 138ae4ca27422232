"""Compare the paper with the Flyer: what a person who checks every sheet would look for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import Role, SheetText, Where
from handouts.content.words import MORE_PIECE
from handouts.paper import Box, Paper
from handouts.proof.backs import back_findings
from handouts.proof.beside import apart, facing_findings
from handouts.proof.cards import card_findings, copies_of, copy_findings, lines_of_first
from handouts.proof.cells import by_dial, cell_findings, lines_outside, read_cells
from handouts.proof.dialling import dial_findings
from handouts.proof.expected import HEADS, SIDES_OF_SHEETS, Expected, heads_of, passages, texts_on
from handouts.proof.extensions import extension_findings
from handouts.proof.ink import ink_findings
from handouts.proof.links import link_findings
from handouts.proof.numbers import TextFigures, repeated_findings, stray_findings
from handouts.proof.organisations import Standing, organisation_findings
from handouts.proof.overlaps import overlap_findings
from handouts.proof.panels import Unfolded, panel_findings, unfolded
from handouts.proof.places import by_name, first_numbers, place_findings
from handouts.proof.reading import Page, UnreadableError, opened
from handouts.proof.text_lines import TextLine
from handouts.proof.tools import Tools
from handouts.proof.wording import ReadText
from handouts.schemes import EMPTY_ON_PURPOSE
from handouts.sources.languages import is_right_to_left

INK_MARGIN_PT = 18.0
"""0.25 inch to the paper's edge for everything."""
TEXT_MARGIN_PT = 36.0
"""0.5 inch for text, and where a page holds no cut marks for everything."""
SOFT_PT = 1.0
"""As far may the side of a letter, and its rasterised edge, stand out."""
CUT_LINE_PT = 2.0
"""Around the line between pages that stand beside each other."""
SCISSORS_PT, WORDS_OF_CUT_PT = 9.0, 90.0
"""How far what is at its head reaches: to the left, and to the right, where the words are."""


def prove_sheet(
    pdf: bytes, flyer: Flyer, expected: Expected, left_out: Collection[str], edition: str, tools: Tools
) -> tuple[str, ...]:
    """What is wrong with this sheet, in words; empty where nothing is.

    `left_out` is the one thing taken from layout: ids of details that are not on the page. It may hold no essential.
    """
    try:
        with opened(pdf, tools.second) as pages:
            return tuple(_findings(pages, flyer, expected, left_out, edition, tools))
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)


def _findings(
    pages: Sequence[Page],
    flyer: Flyer,
    expected: Expected,
    left_out: Collection[str],
    edition: str,
    tools: Tools,
) -> Iterator[str]:
    if expected.pages not in expected.page_counts:
        yield f"a {expected.form} has no {expected.pages} pages"
        return
    if len(pages) != expected.pages:
        yield f"it has {len(pages)} pages, not {expected.pages}"
        return
    for page in pages:
        yield from page_findings(page, expected.page)
    codes = [[code.text for code in page.qr_codes] for page in pages]
    wanted = [[flyer.website] * expected.codes if at == expected.page_of_codes else [] for at in range(expected.pages)]
    if codes != wanted:
        where = f"on page {expected.page_of_codes + 1}"
        yield f"the QR codes read {codes}, not {expected.codes} times {flyer.website} {where}"
    folded = None
    if expected.panels:
        right_to_left = is_right_to_left(flyer.language)
        folded = unfolded(pages[0], right_to_left=right_to_left, facing=bool(flyer.words.sides))
    yield from _content_findings(folded.parts if folded else pages, flyer, expected, left_out, edition, tools, folded)


def _content_findings(
    pages: Sequence[Page],
    flyer: Flyer,
    expected: Expected,
    left_out: Collection[str],
    edition: str,
    tools: Tools,
    folded: Unfolded | None,
) -> Iterator[str]:
    """The numbers, each in its cell, and the texts around them. `folded`: where the pages are parts of one sheet."""
    right_to_left = is_right_to_left(flyer.language)
    staff = expected.staff(flyer, edition)
    listed = texts_on(flyer, expected.extent(left_out))
    flyer = flyer if expected.cards else flyer.without(left_out)
    numbers = dict.fromkeys(each.text for each in listed if each.role is Role.NUMBER)
    around = (each.text for each in listed if each.role is not Role.NUMBER)
    marked = (*expected.marked, *([EMPTY_ON_PURPOSE] if expected.panels else []))
    texts = tuple(dict.fromkeys((staff, edition, *SIDES_OF_SHEETS, *marked, *around)))
    yield from dial_findings(flyer)
    cells = read_cells(pages, flyer)
    yield from cell_findings(pages, flyer, cells, all_there=not expected.cards)
    yield from link_findings(pages, flyer, cells, cards=expected.cards, sites=1 + expected.has_back)
    yield from ink_findings(pages, cells, tools.faces)
    listed_cells = [cell for cell in cells if cell.printed in numbers]
    copies = list(copies_of(pages[0], listed_cells)) if expected.cards else []
    yield from copy_findings(copies)
    known = TextFigures(texts)
    read: list[ReadText] = []
    outside: list[TextLine] = []
    for number, page in enumerate(pages):
        lines = lines_of_first(page) if expected.cards else page.second.lines
        here = [cell for cell in listed_cells if cell.page == number]
        lines = lines_outside(lines, [cell.box for cell in here if cell.second == cell.printed])
        outside += lines
        taken = {index for cell in here if cell.place.text == cell.printed for index in cell.place.indexes}
        if number == 0:
            taken.update(index for copy in copies for index in copy.place.indexes)
        text = page.text_without(taken)
        yield from stray_findings(page, text, lines, known)
        read.append(ReadText(text, lines, tools.letters, right_to_left=right_to_left))
    sheet = read[0] if len(read) == 1 else ReadText.of_all(read)
    for page_read in (sheet,) if folded else read:  # a sentence may go on from panel to panel
        if surplus := page_read.surplus(texts):
            yield f"stands on the page, but in no text of this flyer: {' '.join(surplus[:6])}"
    yield from repeated_findings(outside, numbers, listed)
    if expected.cards:
        yield from card_findings(pages, flyer, listed, texts, cells, left_out, edition, tools.letters)
    else:
        faced, faces = apart(pages, cells, read, expected.beside, flyer, tools.letters)
        standing = by_name(flyer, by_dial(faced, flyer.dial_strings(), right_to_left=right_to_left), faces)
        yield from place_findings(flyer, standing, faces)
        places = [cell.place for cell in standing if cell]
        shown = [Standing(*each) for each in first_numbers(flyer, standing)]
        yield from organisation_findings(shown, places, faces, listed, texts, times=2 if folded else 1)
        yield from extension_findings(flyer, standing, faces, cards=False)
        if folded is not None:
            heads = [each for each in listed if each.role in HEADS]
            yield from panel_findings(folded, flyer, cells, standing, heads, edition, tools.letters)
        else:
            yield from _head_findings(pages, flyer, listed, expected, edition, tools)
            if expected.facing:
                yield from facing_findings(flyer, standing, faces)
            elif len(faces) > 1:
                yield from back_findings(flyer, listed, standing, faces)
        if expected.answers and (gone := [piece for piece in _essential(flyer) if piece in left_out]):
            yield f"layout left out what is essential: {', '.join(gone)}"
        if MORE_PIECE in left_out and not expected.panels:
            yield f"a {expected.form} has room for where to find more"
        for piece, lacking in _without_what_it_needs(flyer, left_out):
            yield f"{piece} stands without {lacking}"
    must = [] if expected.cards else passages(listed, Where.SHEET)
    must += [("the edition", edition), ("the line for staff", staff)]
    must += [(f"“{words}” for those who cut and fold", words) for words in expected.marked]
    for what, text in must:
        if missing := sheet.missing_from(text):
            yield f"{what} is not on the page as it should be; not found: {' '.join(missing[:6])}"


def page_findings(page: Page, size: Paper) -> Iterator[str]:
    """What is wrong with a page, whatever stands on it: its size, how it prints, its fonts, pale ink, text that is
    painted over or stands on other text, ink too near to its edge."""
    if abs(page.width_pt - size.width_pt) > 0.5 or abs(page.height_pt - size.height_pt) > 0.5:
        measured, wanted = f"{page.width_pt:g} x {page.height_pt:g}", f"{size.width_pt:g} x {size.height_pt:g}"
        yield f"a page measures {measured} pt, not {wanted}"
    if not page.at_full_size:
        yield "a page is not set to be printed whole and at 100 %"
    if page.second.missing_fonts:
        yield f"a font is not embedded: {', '.join(page.second.missing_fonts)}"
    if not page.second.black:
        yield "not all text is filled in black"
    if unseen := list(page.unseen()):
        yield f"text can't be seen: {unseen[0]}"
    yield from overlap_findings(page.second.lines)
    if _ink_at_edges(page, Box(0.0, 0.0, page.width_pt, page.height_pt), INK_MARGIN_PT):
        yield f"ink comes within {page.ink_margin_pt():.1f} pt of the paper's edge; {INK_MARGIN_PT:g} is the least"


def _ink_at_edges(page: Page, part: Box, margin_pt: float, but: Box | None = None) -> bool:
    """Whether there is ink in a part of the page nearer than this to the edges of the part, `but` in a box."""
    margin = margin_pt - SOFT_PT
    left, top, right, bottom = part.left, part.top, part.right, part.bottom
    edges = (
        (left, top, left + margin, bottom),
        (right - margin, top, right, bottom),
        (left, top, right, top + margin),
        (left, bottom - margin, right, bottom),
    )
    return any(page.ink_between(*each) for edge in edges for each in (_around(*edge, but) if but else (edge,)))


_Edges = tuple[float, float, float, float]
"""Left, top, right and bottom; of nothing where one lies beyond the other."""


def _around(left: float, top: float, right: float, bottom: float, hole: Box) -> Iterator[_Edges]:
    """What of a part lies outside of a box: beside it on both sides, and above and below it between these."""
    start, end = max(left, hole.left), min(right, hole.right)
    if start >= end:
        yield left, top, right, bottom
        return
    yield left, top, start, bottom
    yield end, top, right, bottom
    yield start, top, end, min(bottom, hole.top)
    yield start, max(top, hole.bottom), end, bottom


def _words_of_cut(page: Page) -> Box:
    """Where scissors and words stand, at the head of the line in the middle of the page."""
    middle = page.width_pt / 2
    return Box(middle - SCISSORS_PT, INK_MARGIN_PT, middle + WORDS_OF_CUT_PT, TEXT_MARGIN_PT)


def _head_findings(
    pages: Sequence[Page],
    flyer: Flyer,
    texts: Sequence[SheetText],
    expected: Expected,
    edition: str,
    tools: Tools,
) -> Iterator[str]:
    """Every page, and every one of those that stand beside each other, says at its top which city, how old it is and
    whether it is archived, and for staff which edition; and no text comes near its edges."""
    right_to_left = is_right_to_left(flyer.language)
    heads = [(f"{each.what} does not stand at the top of", each.text, part) for each, part in heads_of(flyer, texts)]
    for page in pages:
        width = page.width_pt / expected.beside
        for index in range(expected.beside):
            left, right = index * width, (index + 1) * width
            inner = Box(left + CUT_LINE_PT * (index > 0), 0.0, right - CUT_LINE_PT * (right < page.width_pt - 1), 0.0)
            inside = Box(inner.left, 0.0, inner.right, page.height_pt)
            margin = TEXT_MARGIN_PT - CUT_LINE_PT * (expected.beside > 1)
            if _ink_at_edges(page, inside, margin, _words_of_cut(page) if expected.beside > 1 else None):
                yield f"ink comes within {TEXT_MARGIN_PT:g} pt of the edges of a page"
            for what, text, part in (*heads, ("the edition does not stand on", edition, 1.0)):
                height = page.height_pt * part
                lines = [line for line in page.second.lines if left <= line.x_pt < right and line.y_pt < height]
                text_here = partial(page.text_within, left, 0.0, right, height)
                words = ReadText(text_here, lines, tools.letters, right_to_left=right_to_left)
                if missing := words.missing_from(text):
                    yield f"{what} every page; not found: {' '.join(missing)}"


def _essential(flyer: Flyer) -> Iterator[str]:
    return (piece.id for question in flyer.questions for piece in question.answers if piece.essential)


def _without_what_it_needs(flyer: Flyer, left_out: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pieces of answers that stand, each with one that must stand with it and does not."""
    pieces = [piece for question in flyer.questions for piece in question.answers if piece.id not in left_out]
    for piece in pieces:
        for other in (piece.needs, *piece.bonded):
            if other in left_out:
                yield piece.id, other

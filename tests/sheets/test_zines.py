"""Zines as a person holds them: the finished sheet cut and folded in pixels, its pages told by their own numbers."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.layout.page.imposition import impose_in
from handouts.layout.page.placed import Element, PlacedPage, PlacedRule, PlacedShape
from handouts.layout.parts.marks import rounded_box
from handouts.layout.sheets.zine import zine_matrix, zine_places
from handouts.paper import LETTER
from handouts.proof.panels import unfolded
from handouts.proof.reading import opened
from tests.bind.folding import SCALE, zine_pages
from tests.build.sabotage import Press
from tests.expected_numbers import DENSE_CITY, dial_strings


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def sheet_of(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        return document[0].render(scale=SCALE, grayscale=True).to_pil()
    finally:
        document.close()


def ink_of(picture: Image.Image) -> float:
    histogram = picture.histogram()
    return sum(histogram[:128]) / (picture.width * picture.height)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_line_but_the_cut_looks_like_one(press: Press, language: str) -> None:
    """Upright lines end clearly before the scissors and the marks of folds, and the cut is heavier than any of them."""
    seen: list[PlacedPage] = []

    def kept(page: PlacedPage) -> PlacedPage:
        seen.append(page)
        return page

    press.draw(replace(press.honest(language, DENSE_CITY, "zine"), page=kept))
    (placed,) = seen
    width, height = placed.width_pt, placed.height_pt
    rules = [mark for mark in placed.artifacts if isinstance(mark, PlacedRule)]
    cut = max(rules, key=lambda rule: rule.width_pt)
    assert (cut.y0_pt, cut.y1_pt) == (height / 2, height / 2)
    assert width / 4 < cut.x0_pt < cut.x1_pt < width * 3 / 4
    borders = [rule for rule in rules if rule.x0_pt == rule.x1_pt and not rule.dash]
    assert {rule.x0_pt for rule in borders} == {width / 4, width * 3 / 4}
    folds = [rule for rule in rules if rule.x0_pt == rule.x1_pt and rule.dash and rule.y0_pt < height / 2]
    for border in borders:
        assert border.width_pt < cut.width_pt
        assert max(border.y0_pt, border.y1_pt) <= height / 2 - 8 - 18
        for fold in folds:
            if fold.x0_pt == border.x0_pt:
                assert min(border.y0_pt, border.y1_pt) >= max(fold.y0_pt, fold.y1_pt) + 12


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("city", [DENSE_CITY, "el-paso-juarez"])
def test_every_panel_comes_out_upright_and_in_the_order_of_reading(press: Press, language: str, city: str) -> None:
    """Each page in the hand is what its panel shows when it is laid out upright: the number at its outer foot corner
    says which it is."""
    right_to_left = language == "ar"
    pdf, _ = press.draw(press.honest(language, city, "zine"))
    pages = zine_pages(sheet_of(pdf), spine="right" if right_to_left else "left")
    corners = {}
    for number, page in enumerate(pages, 1):
        inset = round(20 * SCALE)  # beside the fold marks and their words
        foot = page.crop((inset, page.height - round(28 * SCALE), page.width - inset, page.height - round(17 * SCALE)))
        middle = foot.width // 2
        halves = [foot.crop((0, 0, middle, foot.height)), foot.crop((middle, 0, foot.width, foot.height))]
        corners[number] = [ink_of(half) > 0.002 for half in halves]
    for number in range(1, 9):
        at_start = number % 2 == 0
        assert corners[number] == [at_start != right_to_left, at_start == right_to_left], f"panel {number}"
    assert all(ink_of(page) > 0.01 for page in pages)


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_places_of_panels_are_those_of_a_folded_sheet(right_to_left: bool) -> None:
    """Panels that bear as many bars as their number, put as a zine puts them, cut and folded."""
    matrix, places = zine_matrix(LETTER), zine_places(right_to_left=right_to_left)
    width, height = matrix.page_width_pt, matrix.page_height_pt
    bar = rounded_box(8.0, 20.0, 1.0)
    pages = [
        PlacedPage(
            width,
            height,
            (Element("P", tuple(PlacedShape(bar, 20.0 + 14.0 * at, 30.0) for at in range(number + 1))),),
        )
        for number in range(8)
    ]
    slots = [matrix.slot(number, place.column, place.row, turned=place.turned) for number, place in places.items()]
    placed = impose_in(pages, slots, matrix.sheet)
    sheet = Image.new("L", (round(matrix.sheet.width_pt * SCALE), round(matrix.sheet.height_pt * SCALE)), 255)
    for element in placed.elements:
        for shape in element.children:
            assert isinstance(shape, PlacedShape)
            box = shape.box
            edges = (box.left, box.top, box.right, box.bottom)
            sheet.paste(0, tuple(round(edge * SCALE) for edge in edges))  # type: ignore[arg-type]
    for number, page in enumerate(zine_pages(sheet, spine="right" if right_to_left else "left")):
        marks = page.crop((0, 14, page.width, 26))
        assert ImageChops.invert(marks).getbbox() is not None, "the bars are at the top"
        assert round(ink_of(marks) * marks.width * marks.height / 40) == number + 1


def test_proof_reads_every_number_of_the_panels_on_their_head(press: Press) -> None:
    sheet = press.honest("es", DENSE_CITY, "zine")
    pdf, _ = press.draw(sheet)
    with opened(pdf, press.tools.second) as (page,):
        parts = unfolded(page, right_to_left=False).parts
        read = " ".join(part.text for part in parts[1:3])
        lines = "\n".join(line.text for part in parts[1:3] for line in part.second.lines)
    for number in dial_strings(DENSE_CITY, right_to_left=False):
        assert number in read
        assert number in lines

"""Print files are cut and folded by pixels, as a person would: pages come out in the order of reading, upright, on the
right side of the leaf."""

from __future__ import annotations

from io import BytesIO
from itertools import product

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from handouts.bind.print_files import BACKS, BACKS_TURNED_ROUND, FRONTS, READ_FIRST
from handouts.paper import pt_from_mm
from handouts.schemes import SADDLE, SIGNATURE_SCHEME, STEP_REPEAT, TWO_UP, ZINE, Flip
from tests.bind import folding
from tests.bind.folding import (
    booklet,
    made,
    numbered,
    one,
    page_in,
    pictures,
    piles,
    printed,
    told_to_the_printer,
    zine,
)

HALF = (396.0, 576.0)
"""A page of the project's booklets: half a sheet of Letter, less the strip at the foot."""
WHOLE_HALF = (396.0, 612.0)
WAYS = list(product(("left", "right"), (Flip.LONG, Flip.SHORT)))
EVERY_COUNT = range(1, 65)


def way(count: int) -> tuple[str, Flip]:
    """Each spine with each edge, in turn."""
    return WAYS[count % len(WAYS)]


def read_to(count: int, blanks: int) -> list[int | None]:
    return [*range(1, count + 1), *[None] * blanks]


# --- folded back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", EVERY_COUNT)
def test_a_saddle_stitched_booklet_reads_from_cover_to_cover(count: int) -> None:
    spine, flip = way(count)
    files = made(SADDLE, numbered(count, *HALF), right_to_left=spine == "right", flip=flip)
    assert booklet(printed(one(files)), *HALF, spine=spine) == read_to(count, -count % 4)


@pytest.mark.parametrize(("spine", "flip"), WAYS)
@pytest.mark.parametrize("paper", ["a4", "legal", "oficio", "tabloid", "a3"])
def test_so_it_does_on_every_paper(paper: str, spine: str, flip: Flip) -> None:
    sheet = folding.PAPERS[paper]
    page = (sheet.height_pt / 2, sheet.width_pt)
    files = made(SADDLE, numbered(9, *page), paper=paper, right_to_left=spine == "right", flip=flip)
    assert booklet(printed(one(files)), *page, spine=spine) == read_to(9, 3)


@settings(max_examples=12)
@given(st.integers(1, 64), st.sampled_from(range(4, 33, 4)), st.sampled_from(WAYS))
def test_signatures_that_are_folded_one_by_one_read_on(count: int, largest: int, way: tuple[str, Flip]) -> None:
    spine, flip = way
    files = made(SIGNATURE_SCHEME, numbered(count, *HALF), signature=largest, right_to_left=spine == "right", flip=flip)
    sheets, read = printed(one(files)), []
    of = [sheet.signature for sheet in files.imposition.sheets]
    for signature in sorted(set(of)):
        inside = [sheet for sheet, number in zip(sheets, of, strict=True) if number == signature]
        assert 4 * len(inside) <= largest
        read += booklet(inside, *HALF, spine=spine)
    assert read == read_to(count, -count % 4)


@pytest.mark.parametrize("count", EVERY_COUNT)
def test_one_cut_through_two_up_gives_two_whole_copies(count: int) -> None:
    _, flip = way(count // 2)
    sheets = printed(one(made(TWO_UP, numbered(count, *WHOLE_HALF), flip=flip)))
    copies = list(piles(sheets, *WHOLE_HALF, ((0.0, 396.0), (0.0,))))
    assert copies == [read_to(count, count % 2 if count > 1 else 0)] * 2


def test_two_up_of_pages_that_lie_stands_them_over_each_other() -> None:
    sheets = printed(one(made(TWO_UP, numbered(2, 612.0, 396.0))))
    assert list(piles(sheets, 612.0, 396.0, ((0.0,), (0.0, 396.0)))) == [[1, 2], [1, 2]]


@pytest.mark.parametrize("count", [1, 2, 3, 8, 64])
@pytest.mark.parametrize("flip", Flip)
def test_cards_are_as_many_piles_of_whole_copies_as_a_sheet_holds(count: int, flip: Flip) -> None:
    sheets = printed(one(made(STEP_REPEAT, numbered(count, 252.0, 144.0), flip=flip)))
    columns, rows = ([18.0 + 252.0 * column for column in range(3)], [18.0 + 144.0 * row for row in range(4)])
    found = list(piles(sheets, 252.0, 144.0, (columns, rows)))
    assert found == [read_to(count, count % 2 if count > 1 else 0)] * 12


@pytest.mark.parametrize("count", EVERY_COUNT)
def test_a_zine_is_cut_and_folded_to_a_little_book(count: int) -> None:
    spine, _ = way(count)
    sheets = printed(one(made(ZINE, numbered(count, 198.0, 306.0), right_to_left=spine == "right")))
    read = [page for sheet in sheets for page in zine(sheet, spine=spine)]
    assert read == read_to(count, -count % 8)


@pytest.mark.parametrize(("spine", "flip"), WAYS)
@pytest.mark.parametrize(("count", "other"), [(1, 1), (4, 4), (5, 2), (7, 12)])
def test_a_booklet_of_two_directions_is_read_from_both_covers(count: int, other: int, spine: str, flip: Flip) -> None:
    texts = numbered(count, *HALF), numbered(other, *HALF, first=101)
    pages = booklet(printed(one(made(SADDLE, *texts, right_to_left=spine == "right", flip=flip))), *HALF, spine=spine)
    assert pages[:count] == list(range(1, count + 1))
    assert pages[::-1][:other] == list(range(101, 101 + other))
    assert len(pages) == count + other + -(count + other) % 4


def test_a_back_cover_stays_outside() -> None:
    pages = booklet(printed(one(made(SADDLE, numbered(6, *HALF), last=1))), *HALF)
    assert pages == [1, 2, 3, 4, 5, None, None, 6]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_that_lie_turned_in_their_file_stand_upright(turn: int) -> None:
    pdf = numbered(4, *HALF, turn=turn, corner=(-50.0, 130.0))
    assert booklet(printed(one(made(SADDLE, pdf))), *HALF) == [1, 2, 3, 4]


def test_folding_finds_a_page_on_its_head_and_one_that_is_cut() -> None:
    (page,) = pictures(numbered(1, *HALF))
    assert page_in(page) == 1
    with pytest.raises(AssertionError, match="upright"):
        page_in(page.rotate(180))
    with pytest.raises(AssertionError):
        page_in(page.crop((60, 0, page.width + 60, page.height)))


# --- printers of one side -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spine", "flip"), WAYS)
@pytest.mark.parametrize("count", [3, 8, 21])
def test_fronts_and_backs_together_are_the_same_booklet(count: int, spine: str, flip: Flip) -> None:
    files = made(SADDLE, numbered(count, *HALF), right_to_left=spine == "right", flip=flip, one_sided=True)
    fronts, backs = files.files[FRONTS], files.files[BACKS]
    assert told_to_the_printer(fronts) == told_to_the_printer(backs) == "Simplex"
    told = "DuplexFlipLongEdge" if flip is Flip.LONG else "DuplexFlipShortEdge"
    sheets = [
        folding.turned_over(front, back, told) for front, back in zip(pictures(fronts), pictures(backs), strict=True)
    ]
    assert booklet(sheets, *HALF, spine=spine) == read_to(count, -count % 4)
    if len(sheets) == 1:
        assert BACKS_TURNED_ROUND not in files.files
    else:
        turned_round = pictures(files.files[BACKS_TURNED_ROUND])
        assert [page.tobytes() for page in turned_round[::-1]] == [page.tobytes() for page in pictures(backs)]


def test_the_sheet_to_read_first_is_one_page_of_the_same_paper_and_not_for_handing_out() -> None:
    files = made(SADDLE, numbered(8, *HALF), one_sided=True)
    with pikepdf.open(BytesIO(files.files[READ_FIRST])) as document:
        assert len(document.pages) == 1
        assert [float(edge) for edge in document.pages[0].MediaBox] == [0, 0, 612, 792]
    words = " ".join(folding.text_of(files.files[READ_FIRST]).split())
    assert "not for handing out" in words
    for ending in (FRONTS, BACKS, BACKS_TURNED_ROUND):
        assert f"{ending}.pdf" in words
    assert "the other short edge" in words
    other = made(SADDLE, numbered(8, *HALF), one_sided=True, flip=Flip.LONG).files[READ_FIRST]
    assert "the same short edge" in " ".join(folding.text_of(other).split())


def test_what_has_one_side_is_one_file_all_the_same() -> None:
    files = made(ZINE, numbered(8, 198.0, 306.0), one_sided=True)
    assert list(files.files) == [""]
    assert any("one side" in str(notice) for notice in files.notices)


# --- points on the output -----------------------------------------------------------------------------------------


def left_of_ink(picture: object, row: int, start: int, end: int) -> int:
    """The first dark pixel of a row between two columns."""
    pixels = picture.convert("L").load()  # type: ignore[attr-defined]
    return next(x for x in range(start, end) if pixels[x, row] < 128)


def test_creep_moves_each_inner_sheet_to_the_fold_by_the_thickness_of_the_paper() -> None:
    scale, creep = 4.0, pt_from_mm(0.5)
    sides = pictures(one(made(SADDLE, numbered(16, *HALF), creep_pt=creep)), scale)
    row = int((0.12 + 0.03) * HALF[1] * scale)
    for depth in range(4):
        for side in sides[2 * depth : 2 * depth + 2]:
            left = left_of_ink(side, row, 0, 396 * 4) / scale
            right = left_of_ink(side, row, 396 * 4, 792 * 4) / scale
            assert left == pytest.approx(39.6 + depth * creep, abs=0.3)
            assert right == pytest.approx(396 + 39.6 - depth * creep, abs=0.3)


def test_creep_never_lets_a_page_reach_over_the_fold() -> None:
    """Page 3, at the right of the second sheet's outside, is black all over; its neighbour at the fold is white."""
    with pikepdf.new() as document:
        for number in range(1, 9):
            page = document.add_blank_page(page_size=HALF)
            page.Contents = document.make_stream(b"0 0 396 576 re f" if number == 3 else b"")
        out = BytesIO()
        document.save(out)
    creep = pt_from_mm(1.0)
    sides = pictures(one(made(SADDLE, out.getvalue(), creep_pt=creep)), 4.0)
    dark = [
        (index, column)
        for index, side in enumerate(sides)
        for column, pixel in enumerate(side.convert("L").crop((0, 1000, side.width, 1001)).tobytes())
        if pixel < 128
    ]
    assert {index for index, _ in dark} == {2}
    assert min(column for _, column in dark) >= 396 * 4 - 1
    assert max(column for _, column in dark) == pytest.approx((792 - creep) * 4, abs=2)


def test_nothing_is_scaled_pages_are_as_they_were_pixel_by_pixel() -> None:
    pdf = numbered(4, *HALF)
    pages, sides = pictures(pdf, 4.0), pictures(one(made(SADDLE, pdf)), 4.0)
    width, height = pages[0].size
    for side, numbers in zip(sides, ((4, 1), (2, 3)), strict=True):
        for column, number in enumerate(numbers):
            there = side.crop((column * width, 0, (column + 1) * width, height)).convert("L")
            apart = ImageChops.difference(there, pages[number - 1].convert("L"))
            assert apart.getextrema()[1] <= 2  # a shade of grey at an edge that falls between pixels


def test_a_page_a_hair_smaller_than_the_others_stands_in_the_middle_of_its_place() -> None:
    with pikepdf.open(BytesIO(numbered(4, *HALF))) as document:
        document.pages[2].CropBox = pikepdf.Array([0.4, 0, 395.6, 576])
        out = BytesIO()
        document.save(out)
    assert booklet(printed(one(made(SADDLE, out.getvalue()))), *HALF) == [1, 2, 3, 4]

"""Sheets for the press, in points: where pages stand, what creep does, which marks are drawn and what words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.page.imposition import Matrix
from handouts.layout.page.placed import PlacedLine, PlacedPage, PlacedRule, PlacedShape, marks_of
from handouts.layout.page.press import FOLD_IN_PT, STITCHES, Imposition, PrintSide, impose_on, matrix_on, upright_flip
from handouts.layout.sheets.by_hand import HandFiles, lay_out_by_hand
from handouts.layout.sheets.slug import how_to_print, lay_out_slugs, which_pages, which_sheet
from handouts.paper import LETTER, Sides, on_its_side
from handouts.schemes import SADDLE, SCHEMES, SIGNATURE_SCHEME, STEP_REPEAT, TWO_UP, ZINE, Flip, Scheme
from tests.bind.folding import PAPERS, staff

HALF = (396.0, 576.0)
schemes = st.sampled_from(tuple(SCHEMES.values()))
papers = st.sampled_from(tuple(PAPERS.values()))
lengths = st.floats(60, 420)


def laid(
    scheme: Scheme, *counts: int, paper: str = "letter", page: tuple[float, float] = HALF, **asked: object
) -> Imposition:
    matrix = matrix_on(scheme, PAPERS[paper], *page)
    assert matrix is not None
    return impose_on(matrix, scheme, counts, **asked)  # type: ignore[arg-type]


def words(page: PlacedPage) -> list[str]:
    return [mark.line.text for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]


# --- places -------------------------------------------------------------------------------------------------------


def test_half_pages_lie_side_by_side_on_a_sheet_on_its_side_and_leave_the_strip_at_the_foot() -> None:
    matrix = matrix_on(SADDLE, LETTER, *HALF)
    assert matrix is not None
    assert matrix.sheet == on_its_side(LETTER)
    assert matrix.column_edges_pt == (0.0, 396.0, 792.0)
    assert matrix.row_edges_pt == (0.0, 576.0)


@given(schemes, papers, lengths, lengths)
def test_no_page_stands_off_the_sheet_or_on_another(scheme: Scheme, paper, width: float, height: float) -> None:  # type: ignore[no-untyped-def]
    matrix = matrix_on(scheme, paper, width, height)
    if matrix is None:
        assert max(width, height) * 2 > paper.width_pt or scheme is ZINE
        return
    box, sheet = matrix.box, matrix.sheet
    assert {sheet.width_pt, sheet.height_pt} == {paper.width_pt, paper.height_pt}
    assert box.left >= -0.5
    assert box.top >= -0.5
    assert box.right <= sheet.width_pt + 0.5
    assert box.bottom <= sheet.height_pt + 0.5
    assert box.left == pytest.approx(sheet.width_pt - box.right)
    for side in impose_on(matrix, scheme, [5]).sides():
        clips = [slot.clip for slot in side.slots]
        assert len(set(clips)) == len(clips)


def test_step_and_repeat_holds_as_many_as_can_be() -> None:
    for page, count in (((252.0, 144.0), 12), ((612.0, 792.0), 1), ((300.0, 390.0), 4), ((153.0, 99.0), 32)):
        matrix = matrix_on(STEP_REPEAT, LETTER, *page)
        assert matrix is not None
        assert matrix.columns * matrix.rows == count


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_pages_too_large_for_the_paper_have_no_place(scheme: Scheme) -> None:
    assert matrix_on(scheme, LETTER, 613.0, 793.0) is None


# --- sides and edges ----------------------------------------------------------------------------------------------


def test_backs_stand_upright_for_the_edge_that_is_at_their_side() -> None:
    assert upright_flip(LETTER) is Flip.LONG
    assert upright_flip(on_its_side(LETTER)) is Flip.SHORT


@pytest.mark.parametrize(
    ("flip", "told", "turned"),
    [
        (None, Sides.BOTH_SHORT, [False, False]),
        (Flip.SHORT, Sides.BOTH_SHORT, [False, False]),
        (Flip.LONG, Sides.BOTH, [False, True]),
    ],
)
def test_for_the_other_edge_backs_are_printed_on_their_head(flip: Flip | None, told: Sides, turned: list[bool]) -> None:
    imposition = laid(SADDLE, 4, flip=flip)
    assert imposition.printing is told
    assert [side.turned for side in imposition.sides()] == turned


def test_what_has_one_side_is_printed_on_one() -> None:
    assert laid(ZINE, 8, page=(198.0, 306.0)).printing is Sides.ONE
    assert laid(STEP_REPEAT, 1, page=(252.0, 144.0)).printing is Sides.ONE
    assert laid(STEP_REPEAT, 2, page=(252.0, 144.0)).printing is Sides.BOTH_SHORT


# --- creep --------------------------------------------------------------------------------------------------------


def test_creep_grows_from_the_outer_sheet_in_and_begins_anew_in_every_signature() -> None:
    imposition = laid(SIGNATURE_SCHEME, 24, signature=12, creep_pt=0.25)
    moved = [(side.slots[0].slot.x_pt, side.slots[1].slot.x_pt - 396.0) for side in imposition.sides()]
    assert moved == [(0.25 * depth, -0.25 * depth) for _ in range(2) for depth in range(3) for _ in range(2)]


def test_what_lies_in_nothing_does_not_creep() -> None:
    matrix = matrix_on(TWO_UP, LETTER, *HALF)
    assert matrix is not None
    with pytest.raises(ValueError, match="creep"):
        impose_on(matrix, TWO_UP, [2], creep_pt=0.1)
    with pytest.raises(ValueError, match="second text"):
        impose_on(matrix, TWO_UP, [2, 2])


# --- marks --------------------------------------------------------------------------------------------------------


def upright(rules: list[PlacedRule]) -> list[PlacedRule]:
    return [rule for rule in rules if rule.x0_pt == rule.x1_pt]


def level(rules: list[PlacedRule]) -> list[PlacedRule]:
    return [rule for rule in rules if rule.y0_pt == rule.y1_pt]


@given(schemes, papers, lengths, lengths, st.integers(1, 40))
def test_marks_stand_on_no_page_and_on_the_sheet(
    scheme: Scheme, paper, width: float, height: float, count: int
) -> None:  # type: ignore[no-untyped-def]
    matrix = matrix_on(scheme, paper, width, height)
    if matrix is None:
        return
    imposition = impose_on(matrix, scheme, [count])
    for side in imposition.sides():
        for rule in imposition.marks(side):
            assert 0 <= rule.x0_pt <= rule.x1_pt <= matrix.sheet.width_pt
            assert 0 <= rule.y0_pt <= rule.y1_pt <= matrix.sheet.height_pt
            assert rule.width_pt >= 0.9
            assert stands_between_pages(rule, matrix) or is_stitch(rule, matrix), rule


def stands_between_pages(rule: PlacedRule, matrix: Matrix) -> bool:
    """In the margins, or on the line where two pages meet or one ends."""
    box = matrix.box
    on_line = rule.x0_pt in matrix.column_edges_pt if rule.x0_pt == rule.x1_pt else rule.y0_pt in matrix.row_edges_pt
    outside = rule.x1_pt <= box.left or rule.x0_pt >= box.right or rule.y1_pt <= box.top or rule.y0_pt >= box.bottom
    return on_line or outside


def is_stitch(rule: PlacedRule, matrix: Matrix) -> bool:
    return (
        rule.y0_pt == rule.y1_pt
        and rule.x1_pt - rule.x0_pt == 6.0
        and sum((rule.x0_pt, rule.x1_pt)) / 2 in (matrix.column_edges_pt)
    )


def unstapled(imposition: Imposition, side: PrintSide) -> list[PlacedRule]:
    """All marks but the drawn staples: an upright piece on the fold of a saddle stitch, and its legs."""
    return [
        rule
        for rule in imposition.marks(side)
        if not (imposition.scheme is SADDLE and (is_stitch(rule, imposition.matrix) or is_staple(rule)))
    ]


def is_staple(rule: PlacedRule) -> bool:
    return rule.x0_pt == rule.x1_pt and not rule.dash and rule.width_pt == 1.6


def test_the_fold_is_marked_at_head_and_foot() -> None:
    imposition = laid(SADDLE, 8)
    for side in imposition.sides():
        folds = [rule for rule in upright(unstapled(imposition, side)) if rule.x0_pt == 396.0]
        assert [(rule.y0_pt, rule.y1_pt) for rule in folds] == [(0.0, FOLD_IN_PT), (579.0, 612.0)]
        assert all(rule.dash for rule in folds)


def test_a_strip_is_cut_off_along_a_solid_line() -> None:
    imposition = laid(SADDLE, 8)
    side = next(imposition.sides())
    (cut,) = [rule for rule in level(list(imposition.marks(side))) if rule.y0_pt == 576.0]
    assert (cut.x0_pt, cut.x1_pt) == (18.0, 774.0)
    assert not cut.dash


@given(schemes, papers, lengths, lengths)
def test_what_is_dashed_is_folded_and_nothing_else(scheme: Scheme, paper, width: float, height: float) -> None:  # type: ignore[no-untyped-def]
    matrix = matrix_on(scheme, paper, width, height)
    if matrix is None:
        return
    imposition = impose_on(matrix, scheme, [13])
    inner = {*matrix.column_edges_pt[1:-1]} if scheme.folded else set()
    across = {*matrix.row_edges_pt[1:-1]} if scheme.folded else set()
    for side in imposition.sides():
        for rule in unstapled(imposition, side):
            on_fold = rule.x0_pt in inner if rule.x0_pt == rule.x1_pt else rule.y0_pt in across
            inside = rule.x0_pt < rule.x1_pt and (rule.x0_pt, rule.x1_pt) == (
                matrix.column_edges_pt[1],
                matrix.column_edges_pt[-2],
            )
            assert bool(rule.dash) == (on_fold and not inside)  # there a zine is cut


def test_scissors_stand_where_the_strip_is_cut_off_and_the_fold_has_its_word() -> None:
    marked, plain = (lay_out_slugs(laid(SADDLE, 8), staff().setting, "x", marks=marks)[0] for marks in (True, False))
    (scissors,) = [mark for mark in marked.artifacts if isinstance(mark, PlacedShape)]
    assert 576.0 < scissors.box.top < scissors.box.bottom < 612.0 - 18.0
    assert 18.0 <= scissors.box.left < scissors.box.right <= 36.0
    (fold,) = [mark for mark in marked.artifacts if isinstance(mark, PlacedLine)]
    assert fold.line.text == "fold"
    assert 396.0 < fold.x_pt < 402.0
    assert plain.artifacts == ()
    two_up = lay_out_slugs(laid(TWO_UP, 8), staff().setting, "x", marks=True)[0]
    assert not any(isinstance(mark, PlacedLine) for mark in two_up.artifacts)


def test_crop_marks_stand_at_every_corner_where_there_is_room() -> None:
    imposition = laid(SADDLE, 8, paper="tabloid")
    side = list(imposition.sides())[1]
    box = imposition.matrix.box
    rules = [rule for rule in imposition.marks(side) if not rule.dash]
    assert {rule.x0_pt for rule in upright(rules)} >= {box.left, box.right}
    assert {rule.y0_pt for rule in level(rules)} >= {box.top, box.bottom}
    assert len(rules) == 8
    for rule in upright(rules):
        assert (rule.y0_pt, rule.y1_pt) in {(box.top - 15, box.top - 3), (box.bottom + 3, box.bottom + 15)}
    for rule in level(rules):
        assert (rule.x0_pt, rule.x1_pt) in {(box.left - 15, box.left - 3), (box.right + 3, box.right + 15)}


def test_staples_are_marked_outside_on_the_outermost_sheet_only() -> None:
    """As they lie along the fold, half an inch long with a leg at each end."""
    imposition = laid(SADDLE, 12)
    found = {
        (side.sheet, side.is_back): [
            rule[:4] for rule in imposition.marks(side) if rule not in unstapled(imposition, side)
        ]
        for side in imposition.sides()
    }
    assert found.pop((0, False)) == [
        box
        for middle in (144.0, 432.0)
        for box in (
            (396.0, middle - 18, 396.0, middle + 18),
            (393.0, middle - 18, 399.0, middle - 18),
            (393.0, middle + 18, 399.0, middle + 18),
        )
    ]
    assert not any(found.values())


def test_stitches_are_marked_inside_the_innermost_sheet_of_every_signature() -> None:
    imposition = laid(SIGNATURE_SCHEME, 24, signature=12)
    found = {
        (side.sheet, side.is_back): [
            rule.y0_pt for rule in imposition.marks(side) if is_stitch(rule, imposition.matrix)
        ]
        for side in imposition.sides()
    }
    for sheet in (2, 5):
        assert found.pop((sheet, True)) == [576.0 * part for part in STITCHES]
    assert not any(found.values())


def test_a_zine_is_cut_between_its_inner_panels() -> None:
    imposition = laid(ZINE, 8, page=(198.0, 306.0))
    rules = list(imposition.marks(next(imposition.sides())))
    assert PlacedRule(198.0, 306.0, 594.0, 306.0, 0.9) in rules
    assert {rule.x0_pt for rule in upright(rules)} == {198.0, 396.0, 594.0}


# --- words --------------------------------------------------------------------------------------------------------


def test_the_slug_says_which_sheet_it_is_and_what_is_done_with_it() -> None:
    imposition = laid(SADDLE, 16)
    first, second, *_ = lay_out_slugs(imposition, staff().setting, "booklet-es", marks=False)
    how = "Letter, print at 100 %, both sides, flip on the short edge · nest, fold, staple"
    assert words(first) == ["cut off or leave · sheet 1 of 4 (outermost), outside (pages 16 and 1) · booklet-es", how]
    assert words(second) == ["cut off or leave · sheet 1 of 4 (outermost), inside (pages 2 and 15) · booklet-es", how]


@pytest.mark.parametrize(
    ("pages", "said"), [(3, [""]), (8, ["outermost", "innermost"]), (13, ["outermost", "", "", "innermost"])]
)
def test_the_slug_says_which_sheet_lies_outside_and_which_inside_all_others(pages: int, said: list[str]) -> None:
    imposition = laid(SADDLE, pages)
    sheets = len(said)
    for side in imposition.sides():
        place = f" ({said[side.sheet]})" if said[side.sheet] else ""
        assert which_sheet(imposition, side) == f"sheet {side.sheet + 1} of {sheets}{place}, {side.name}"


def test_so_it_does_in_every_signature_and_not_where_nothing_lies_in_anything() -> None:
    signatures = laid(SIGNATURE_SCHEME, 24, signature=12)
    said = [which_sheet(signatures, side).partition("(")[2].partition(")")[0] for side in signatures.sides()]
    assert said == ["outermost", "outermost", "", "", "innermost", "innermost"] * 2
    two_up = laid(TWO_UP, 9)
    assert not any("most" in which_sheet(two_up, side) for side in two_up.sides())


def test_a_page_of_ours_that_stays_white_says_so_and_one_of_others_does_not() -> None:
    imposition = laid(SADDLE, 6, last=1)
    pages = {own: lay_out_slugs(imposition, staff().setting, "x", marks=True, own=own) for own in (True, False)}
    found = [
        (side, mark.x_pt < 396.0, round(mark.y_pt))
        for side, page in enumerate(pages[True])
        for mark in marks_of(page.elements)
        if isinstance(mark, PlacedLine) and mark.line.text == "This page is empty on purpose."
    ]
    # Of eight pages, the sixth and the seventh: inside the outer sheet at the right, outside the inner one at the left.
    assert found == [(1, False, 288), (2, True, 288)]
    assert not any("empty" in text for page in pages[False] for text in words(page))


def test_a_signature_says_which_it_is() -> None:
    pages = lay_out_slugs(laid(SIGNATURE_SCHEME, 24, signature=12), staff().setting, "", marks=False)
    said = "cut off or leave · signature 2 of 2, sheet 1 of 3 (outermost), outside (pages 24 and 13)"
    assert words(pages[6])[0] == said


def test_blank_places_have_no_number() -> None:
    assert [which_pages(side) for side in laid(SADDLE, 1).sides()] == ["blank and page 1", "blank"]
    mirrored = laid(SADDLE, 1, right_to_left=True).sides()
    assert [which_pages(side) for side in mirrored] == ["page 1 and blank", "blank"]
    assert [which_pages(side) for side in laid(TWO_UP, 3).sides()] == ["page 1", "page 2", "page 3", "blank"]
    assert [which_pages(side) for side in laid(ZINE, 16, page=(180.0, 250.0)).sides()] == [
        "pages 1 to 8",
        "pages 9 to 16",
    ]


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("part", [0.94, 0.9, 0.8])
def test_the_slug_keeps_from_pages_edges_folds_and_marks(scheme: Scheme, paper: str, part: float) -> None:
    sheet = PAPERS[paper]
    columns, rows = (4, 2) if scheme is ZINE else (2, 1)
    page = (sheet.height_pt / columns * part, sheet.width_pt / rows * part)
    imposition = laid(scheme, 13, paper=paper, page=page)
    if imposition.strip is None:
        return
    box, lying = imposition.matrix.box, imposition.matrix.sheet
    for side, drawn in zip(
        imposition.sides(), lay_out_slugs(imposition, staff().setting, "name", marks=True), strict=True
    ):
        lines = [mark for mark in marks_of(drawn.elements) if isinstance(mark, PlacedLine)]
        assert lines, side
        assert any("print at 100 %" in mark.line.text for mark in lines)
        for line, x, y, _ in lines:
            left, right, top, bottom = x + line.ink.left, x + line.ink.right, y - line.ink.top, y - line.ink.bottom
            assert top >= box.bottom + 2
            assert left >= 18
            assert right <= lying.width_pt - 18
            assert bottom <= lying.height_pt - 18 + 0.5
            for mark in drawn.artifacts:
                if isinstance(mark, PlacedRule):
                    there = mark.x0_pt, mark.y0_pt, mark.x1_pt, mark.y1_pt
                else:
                    assert isinstance(mark, PlacedLine | PlacedShape)
                    ink = mark.ink_box if isinstance(mark, PlacedLine) else mark.box
                    there = ink.left, ink.top, ink.right, ink.bottom
                away = 2.0 if isinstance(mark, PlacedRule | PlacedLine) else 0.9  # scissors stand beside their words
                apart = (
                    there[0] > right + away or there[2] < left - away or there[1] > bottom + 1.5 or there[3] < top - 1.5
                )
                assert apart, (line.text, mark)


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [4, 40])
def test_the_sheet_for_printing_by_hand_fits_its_paper(paper: str, flip: Flip, count: int) -> None:
    sheet = PAPERS[paper]
    imposition = laid(SADDLE, count, paper=paper, page=(sheet.height_pt / 2, sheet.width_pt), flip=flip)
    files = HandFiles("1-fronts.pdf", "2-backs.pdf", "2-backs-last-sheet-first.pdf" if count > 4 else "")
    page = lay_out_by_hand(imposition, files, staff().setting, sheet)
    lines = [mark for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]
    foot = max(mark.y_pt for mark in lines)
    for line, x, y, _ in lines:
        assert x + line.ink.left >= 36 - 0.5, line.text
        assert x + line.ink.right <= sheet.width_pt - 36 + 0.5, line.text
        assert y - line.ink.bottom <= sheet.height_pt - 34, line.text
        assert y == foot or y < foot - 20, line.text
    said = " ".join(" ".join(mark.line.text for mark in lines).split())
    assert ("2-backs-last-sheet-first.pdf" in said) == (count > 4)
    assert ("the other short edge" in said) == (flip is Flip.SHORT)


def test_help_slug_and_printing_sheet_say_one_thing() -> None:
    imposition = laid(SADDLE, 8)
    assert how_to_print(imposition) == "print at 100 %, both sides, flip on the short edge"
    for scheme in SCHEMES.values():
        assert len(scheme.brief) < 60
        assert not scheme.finish.endswith(".")

"""The code of a booklet outlasts copies: it is set in Bold beside every page number and in the strip of print files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handouts.layout.page.placed import Mark, PlacedLine, marks_of
from handouts.layout.page.press import impose_on, matrix_on
from handouts.layout.sheets.folios import lay_out_folio
from handouts.layout.sheets.slug import lay_out_slugs
from handouts.paper import LETTER, folded_page_of
from handouts.schemes import SADDLE
from tests.bind.folding import staff
from tests.content.test_contents_pages import contents

CODE = "WETCT5X"


def in_bold(marks: Iterable[Mark]) -> str:
    """What of the lines is set in a bold face."""
    runs = (run for mark in marks if isinstance(mark, PlacedLine) for run in mark.line.runs if "Bold" in run.font)
    return "".join(glyph.text for run in runs for glyph in run.glyphs)


def test_beside_a_page_number() -> None:
    plan = replace(contents(3), edition=CODE)
    for index in (1, 2):
        page = lay_out_folio(plan, index, staff().setting, LETTER)
        assert sorted(in_bold(page.artifacts)) == sorted(f"{index + 1}{CODE}")


def test_in_the_strip() -> None:
    page = folded_page_of(LETTER)
    matrix = matrix_on(SADDLE, LETTER, page.width_pt, page.height_pt)
    assert matrix is not None
    imposition = impose_on(matrix, SADDLE, [8], right_to_left=False, last=1)
    for side in lay_out_slugs(imposition, staff().setting, f"English (en) · booklet {CODE}", marks=True, own=True):
        said = in_bold(marks_of(side.elements))
        assert CODE in said
        assert "English" not in said

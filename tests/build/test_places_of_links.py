"""Where proof finds links."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.proof.reading import opened_by_pdfium

CORNERS = (100, 250, 200, 300)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 1, 0, 3), (0, 3, 2, 1), (2, 3, 0, 1)])
def test_a_rectangle_may_be_named_by_any_two_corners_that_face_each_other(order: tuple[int, ...]) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("tel:+12025550123"))
    rectangle = pikepdf.Array([CORNERS[at] for at in order])
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rectangle, A=action)
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792)).obj.Annots = pdf.make_indirect(pikepdf.Array([link]))
        pdf.save(made)
    with opened_by_pdfium(made.getvalue()) as (page,):
        (found,) = page.links
    assert (found.left_pt, found.top_pt, found.right_pt, found.bottom_pt) == (100, 492, 200, 542)

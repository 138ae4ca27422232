"""Finished files are taken over as bytes: what looks like a reference but is text stays, and what is not whole, or not
as it was drawn, is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from handouts.bind import BoundPart, bind_booklet
from handouts.bind.finished import NotFinishedError, read_finished
from handouts.draw import draw_document, plan_fonts
from tests.draw import pages

FOLDER = pages.FontFolder()
LIKE_A_REFERENCE = "Ring 5 0 R (or 12 0 R) \\ and 7 0 R)"


@cache
def flyer() -> bytes:
    page = pages.english_page()
    info = replace(pages.info("en"), title=LIKE_A_REFERENCE)
    return draw_document([page], info, plan_fonts([page], FOLDER))


def test_text_that_looks_like_a_reference_stays_as_it_is() -> None:
    pdf = bind_booklet([BoundPart(flyer(), LIKE_A_REFERENCE), BoundPart(flyer(), "Again")], None, pages.info())
    with pikepdf.open(BytesIO(pdf)) as bound:
        assert [str(part.T) for part in bound.Root.StructTreeRoot.K[0].K] == [LIKE_A_REFERENCE] * 2
        with bound.open_outline() as outline:
            assert [item.title for item in outline.root] == [LIKE_A_REFERENCE, "Again"]


def test_every_object_is_read_as_another_reader_reads_it() -> None:
    finished = read_finished(flyer())
    with pikepdf.open(BytesIO(flyer())) as document:
        (page,) = document.pages
        assert finished.pages[0].number == page.obj.objgen[0]
        assert finished.pages[0].links == tuple(link.objgen[0] for link in page.Annots)
        assert finished.document == document.Root.StructTreeRoot.K[0].objgen[0]
        for number, _ in finished.objects.bodies():
            entry = finished.objects[number]
            there = document.get_object(number, 0)
            alone = pikepdf.Object.parse(entry.written(dict.fromkeys(entry.references, b"/Other")))
            assert set(alone.keys()) == set(there.keys()), number
            if entry.data:
                assert entry.data.startswith(there.read_raw_bytes().rstrip())


def test_what_was_saved_by_another_program_is_refused() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(flyer())) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(NotFinishedError, match="Tijuana: not as it was drawn"):
        bind_booklet([BoundPart(out.getvalue(), "Tijuana")], None, pages.info())


def changed(pdf: bytes) -> list[bytes]:
    """The file with one thing wrong in it."""
    streams = [match.end() for match in re.finditer(rb"\nstream\n", pdf)]
    packed = pdf.index(b"/Type/ObjStm")
    inside = next(at for at in streams if at > packed)
    rows = streams[-1]
    return [
        b"",
        pdf[: len(pdf) // 2],
        pdf[:-20],
        pdf[:inside] + bytes((pdf[inside] ^ 0xFF,)) + pdf[inside + 1 :],
        pdf[:rows] + bytes((pdf[rows] ^ 0xFF,)) + pdf[rows + 1 :],
        pdf.replace(b"/Filter/FlateDecode/Length ", b"/Filter/FlateDecode/Length 1", 1),
        pdf.replace(b"\nendstream", b"\nendstrean", 1),
        pdf[:30] + b" " + pdf[30:],
    ]


@pytest.mark.parametrize("way", range(8))
def test_a_file_that_is_not_whole_is_refused(way: int) -> None:
    with pytest.raises(NotFinishedError):
        read_finished(changed(flyer())[way])

"""Pages of booklets that nobody looks at again: they are made of a sheet that was looked at, and what is drawn over it
is read where it stands alone. Nothing that is wrong on them gets by; what is done is done to files of which every page
would be taken so."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from handouts.content.contents import BoundSheets
from handouts.paper import LETTER
from handouts.proof import prove_booklet
from handouts.proof.alone import leaves_as_found, needs_nothing
from handouts.proof.reading import Pages
from tests.build.test_sabotage_booklets import PAGES, Bindery

NAME = ("en", "")
FRONT = 1
"""Contents pages."""
Tamper = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def bindery() -> Bindery:
    return Bindery()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages of bound files that pdfium opens from now on."""
    found: list[int] = []
    real = Pages.__getitem__

    def noted(self: Pages, index):  # type: ignore[no-untyped-def]
        found.extend(range(*index.indices(len(self))) if isinstance(index, slice) else [index])
        return real(self, index)

    monkeypatch.setattr(Pages, "__getitem__", noted)
    return found


def packed(pdf: bytes, *changes: Tamper) -> bytes:
    """Saved by another program, with objects in object streams, as booklets and their sheets are."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for change in changes:
            change(document)
        out = BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def findings(bindery: Bindery, change: Tamper, left_behind: bytes = b"") -> tuple[str, ...]:
    """What proof says of a booklet that was changed. `left_behind`: operators at the end of each sheet, and of each of
    its pages in the booklet."""
    honest = bindery.honest(NAME)

    def sheet(document: pikepdf.Pdf) -> None:
        with_more(document.pages[0].Contents[-1], left_behind)

    def pages(document: pikepdf.Pdf) -> None:
        for page in list(document.pages)[FRONT:]:
            with_more(page.Contents[-2], left_behind)

    named = zip(honest.booklet.sheets, honest.flyers, strict=True)
    sheets = tuple(("/".join(name), packed(pdf, sheet)) for name, pdf in named)
    volume = BoundSheets(sheets, honest.contents, honest.booklet.language)
    return prove_booklet(packed(bindery.bound(honest), pages, change), [volume], LETTER, bindery.press.tools)


def with_more(stream: pikepdf.Object, operators: bytes) -> None:
    if operators:
        stream.write(stream.read_bytes() + b"\n" + operators)


def nothing(_: pikepdf.Pdf) -> None:
    """As it is."""


def on_folio(change: Callable[[pikepdf.Object], None]) -> Tamper:
    return lambda document: change(document.pages[2].Resources.XObject.Folio)


def replaced(old: bytes, new: bytes) -> Tamper:
    """In a folio."""

    def change(folio: pikepdf.Object) -> None:
        content = folio.read_bytes()
        assert old in content
        folio.write(content.replace(old, new, 1))

    return on_folio(change)


def added(operators: bytes) -> Tamper:
    return on_folio(lambda folio: folio.write(folio.read_bytes() + b"\n" + operators))


def test_an_honest_booklet_is_proved_by_its_first_pages(bindery: Bindery, opened: list[int]) -> None:
    assert findings(bindery, nothing) == ()
    assert set(opened) == set(range(FRONT))


def test_so_is_one_as_it_was_bound(bindery: Bindery, opened: list[int]) -> None:
    for name in (("en", ""), ("ar", ""), ("ur", ""), ("zh-Hans", ""), ("", "nogales")):
        honest = bindery.honest(name)
        opened.clear()
        assert bindery.findings(honest) == ()
        assert set(opened) == set(range(len(honest.contents.leaves))), name


def moved_in_itself(folio: pikepdf.Object) -> None:
    folio.Matrix = pikepdf.Array([1, 0, 0, 1, -200, 0])


def cut_in_itself(folio: pikepdf.Object) -> None:
    folio.BBox = pikepdf.Array([0, 0, 612, 10])


def another_address(document: pikepdf.Pdf) -> None:
    note = next(each for each in document.pages[2].Annots if str(each.A.get("/URI", "")).startswith("tel:"))
    note.A.URI = pikepdf.String("tel:+15205550100")


def seen_note(document: pikepdf.Pdf) -> None:
    note = next(iter(document.pages[2].Annots))
    note.AP = pikepdf.Dictionary(N=document.make_stream(b"0 g 0 0 90 9 re f"))
    note.AP.N.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 90, 9]))


def other_fonts(document: pikepdf.Pdf) -> None:
    """The digits of a page in the font of its sentences."""
    fonts = document.pages[2].Resources.Font
    one, two = sorted(fonts.keys())[:2]
    fonts[one], fonts[two] = fonts[two], fonts[one]


def first_fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    fonts = document.pages[2].Resources.Font
    return [fonts[name] for name in sorted(fonts.keys())[:2]]


def another_map(document: pikepdf.Pdf) -> None:
    """Behind a font of a page, whose own bytes stay."""
    one, two = first_fonts(document)
    one.ToUnicode.write(two.ToUnicode.read_bytes())


def another_program(document: pikepdf.Pdf) -> None:
    """The same of its glyphs."""
    one, two = (font.DescendantFonts[0].FontDescriptor.FontFile2 for font in first_fonts(document))
    one.write(two.read_bytes())


def turned(document: pikepdf.Pdf) -> None:
    document.pages[2].Rotate = 180


WAYS: dict[str, Tamper] = {
    "a folio moved": on_folio(moved_in_itself),
    "a folio cut off": on_folio(cut_in_itself),
    "a folio in white": replaced(b"0 g", b"1 g"),
    "a folio that nobody sees": replaced(b"BT", b"3 Tr BT"),
    "a folio higher up": replaced(b" 19.5 Td", b" 300 Td"),
    "nothing in a folio": on_folio(lambda folio: folio.write(b"")),
    "more in a folio": added(b"BT 300 19.5 Td /F1 12 Tf [(\x00\x18)]TJ ET"),
    "a folio that says something on the page": added(b"BT 300 400 Td /F1 12 Tf [(\x00\x18)]TJ ET"),
    "a folio that paints over the page": added(b"q 1 g 36 430 60 8 re f Q"),
    "a page turned round": turned,
    "an address of a page changed": another_address,
    "a note that is seen on a page": seen_note,
    "the fonts of a page exchanged": other_fonts,
    "what the glyphs behind a font say": another_map,
    "the glyphs behind a font": another_program,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(bindery: Bindery, way: str) -> None:
    assert findings(bindery, WAYS[way]) != (), f"not caught: {way}"


@pytest.mark.parametrize("way", ["two pages exchanged", "a page twice"])
def test_another_page_in_the_place_of_one_is_caught(bindery: Bindery, way: str) -> None:
    assert bindery.findings(PAGES[way](bindery.honest(NAME))) != ()


LEFT_BEHIND = {
    "another place": b"1 0 0 1 0 300 cm",
    "a clip": b"0 100 612 692 re W n",
    "text that nobody sees": b"3 Tr",
    "a state": b"q 1 0 0 1 0 300 cm",
    "letters apart": b"40 Tc",
    "a state, and its end in a comment": b"q 1 0 0 1 0 300 cm % Q",
    "a state, and its end in a string": b"q 1 0 0 1 0 300 cm q BT /F1 9 Tf ((\x00) Q) Tj ET Q",
}


@pytest.mark.parametrize("way", LEFT_BEHIND)
def test_what_a_sheet_leaves_behind_is_seen_on_its_page(bindery: Bindery, opened: list[int], way: str) -> None:
    """The booklet's page is made of the same; but its folio is another one than where it stands alone."""
    assert findings(bindery, nothing, LEFT_BEHIND[way]) != ()
    assert max(opened) >= FRONT, "it was looked at"


def test_what_leaves_nothing_behind_that_counts_does_no_harm(bindery: Bindery, opened: list[int]) -> None:
    assert findings(bindery, nothing, b"q 1 g 1 0 0 1 0 300 cm Q 3 w [2 1] 0 d BT /F1 30 Tf ET") == ()
    assert max(opened) < FRONT


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0 g 0 G 2 w 1 2 m 3 4 l S q 1 0 0 -1 3 4 cm 0.5 g 1 2 3 4 re W n Q", True),
        (b"/P<</MCID 0>>BDC BT /F1 9 Tf 1 2 Td [(q \\( cm)-3(\\\\)]TJ ET EMC", True),
        (b"BT 1 0 0 1 3 4 Tm <0041> Tj ET", True),
        (b"q", False),
        (b"Q q", False),
        (b"BT", False),
        (b"ET", False),
        (b"10 g", False),
        (b"0.5 0 0 rg", False),
        (b"/G1 gs", False),
        (b"1 0 0 1 0 0 cm", False),
        (b"1 2 3 4 re W n", False),
        (b"2 TL", False),
        (b"/X1 Do", False),
        (b"(never closed", False),
        (b"BI /W 1 /H 1 ID x EI", False),
        (b"q 2 0 0 2 0 0 cm % Q", False),
        (b"q 2 0 0 2 0 0 cm% Q", False),
        (b"q 2 0 0 2 0 0 cm /P% Q", False),
        (b"q 2 0 0 2 0 0 cm q ((a) Q) Tj Q", False),
        (b"q 2 0 0 2 0 0 cm q BI /W 1 /H 1 ID Q EI Q", False),
        (b"BT /F1 9 Tf (50 % q BI) Tj ET", True),
    ],
)
def test_what_content_leaves_behind(content: bytes, expected: bool) -> None:
    assert leaves_as_found(content) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"0 g 0 G /Artifact BMC BT 1 2 Td /F2 8 Tf [(q)]TJ 8 0 Td /F1 8 Tf (W n)Tj ET EMC", True),
        (b"", True),
        (b"BT 1 2 Td (q)Tj /F1 8 Tf ET", False),
        (b"BT /F1 8 Tf 3 Tr (q)Tj ET", False),
        (b"1 g BT /F1 8 Tf (q)Tj ET", False),
        (b"1 2 3 4 re f", False),
        (b"q BT /F1 8 Tf (q)Tj ET Q", False),
        (b"/X1 Do", False),
    ],
)
def test_what_content_needs(content: bytes, expected: bool) -> None:
    assert needs_nothing(content) is expected

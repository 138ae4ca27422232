"""Booklets: whole flyers, one tree, fonts once, live links, a nested outline; valid, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from handouts.bind import BoundPart, OpenFiles, bind_booklet
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout.page.placed import Element, Link, PlacedLine, PlacedPage
from tests.draw import pages
from tests.validators import all_findings, ua1_failures

CITIES = ("Tijuana", "Mexicali", "Nogales")
FOLDER = pages.FontFolder()


def contents_page(*targets: int) -> PlacedPage:
    rows = tuple(
        Element(
            "TOCI",
            (
                Element(
                    "Link",
                    (pages.text_at(40, 100 + 20 * row, f"City {row} "),),
                    link=Link("", f"City {row}, page {target + 1}", page=target),
                ),
            ),
        )
        for row, target in enumerate(targets)
    )
    return PlacedPage(612, 792, (Element("H1", (pages.text_at(40, 60, "Contents "),)), Element("TOC", rows)))


@cache
def flyers() -> tuple[bytes, ...]:
    placed = [pages.english_page(city, f"664 208 899{index}") for index, city in enumerate(CITIES)]
    plan = plan_fonts(placed, FOLDER)
    drawing = DrawCache(plan)
    return tuple(
        draw_document([page], pages.info("en", f"Help in {city}"), plan, drawing)
        for page, city in zip(placed, CITIES, strict=True)
    )


@cache
def arabic_flyer() -> bytes:
    page = pages.arabic_page()
    return draw_document([page], pages.info("ar", "معلومات", right_to_left=True), plan_fonts([page], FOLDER))


def contents(*targets: int) -> BoundPart:
    page = contents_page(*targets)
    return BoundPart(draw_document([page], pages.info("en", "Contents"), plan_fonts([page], FOLDER)), "Contents")


def parts() -> list[BoundPart]:
    english = [BoundPart(pdf, city, ("English",)) for pdf, city in zip(flyers(), CITIES, strict=True)]
    return [*english, BoundPart(arabic_flyer(), "تيخوانا", ("العربية",))]


@cache
def booklet() -> bytes:
    return bind_booklet(parts(), contents(1, 2, 3, 4), pages.info("en", "All cities"))


@pytest.fixture
def bound() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(booklet())) as document:
        yield document


def test_all_judges_find_nothing() -> None:
    assert all_findings(booklet()) == []


def test_a_right_to_left_booklet_is_valid_and_says_so() -> None:
    pdf = bind_booklet([BoundPart(arabic_flyer(), "تيخوانا")], None, pages.info("ar", "كل المدن", right_to_left=True))
    assert all_findings(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.ViewerPreferences.Direction) == "/R2L"


def test_the_judges_are_able_to_find_something() -> None:
    """What a merger without a tree would give."""
    with pikepdf.open(BytesIO(booklet())) as document:
        del document.Root.StructTreeRoot.ParentTree
        out = BytesIO()
        document.save(out)
    assert ua1_failures(out.getvalue()) != []


def test_pages_look_as_they_were_drawn() -> None:
    whole = pypdfium2.PdfDocument(booklet())
    assert len(whole) == 5
    for index, part in enumerate(parts(), start=1):
        alone = pypdfium2.PdfDocument(part.pdf)[0]
        assert whole[index].render(scale=1).to_pil().tobytes() == alone.render(scale=1).to_pil().tobytes()
        assert whole[index].get_textpage().get_text_range() == alone.get_textpage().get_text_range()


def test_each_font_is_kept_once(bound: pikepdf.Pdf) -> None:
    programs = [
        str(entry.FontName)
        for entry in bound.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
    ]
    with pikepdf.open(BytesIO(flyers()[0])) as flyer:
        in_one = {str(font.BaseFont) for font in flyer.pages[0].Resources.Font.values()}
    assert len(programs) == len(set(programs))
    assert in_one < {f"{name}" for name in programs}
    assert len(booklet()) < 0.6 * sum(len(part.pdf) for part in parts())


def test_there_is_one_tree_with_a_part_for_each_file(bound: pikepdf.Pdf) -> None:
    root = bound.Root.StructTreeRoot.K[0]
    assert str(root.S) == "/Document"
    assert [str(part.S) for part in root.K] == ["/Part"] * 5
    assert [str(part.Lang) for part in root.K] == ["en", "en", "en", "en", "ar"]
    assert [str(part.T) for part in root.K][1:4] == [f"Help in {city}" for city in CITIES]
    assert all(part.P.objgen == root.objgen for part in root.K)


def test_pages_and_links_are_numbered_in_page_order(bound: pikepdf.Pdf) -> None:
    keys = []
    for page in bound.pages:
        keys.append(int(page.obj.StructParents))
        keys.extend(int(annotation.StructParent) for annotation in page.obj.get("/Annots", []))
    assert keys == list(range(len(keys)))
    assert int(bound.Root.StructTreeRoot.ParentTreeNextKey) == len(keys)


def test_links_of_the_contents_lead_to_the_pages(bound: pikepdf.Pdf) -> None:
    targets = [annotation.A.D[0].objgen for annotation in bound.pages[0].Annots]
    assert targets == [page.obj.objgen for page in bound.pages][1:]


def test_links_of_flyers_stay_live(bound: pikepdf.Pdf) -> None:
    assert str(bound.pages[1].Annots[0].A.URI) == "tel:+526642088994"


def test_a_link_to_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="page 10 of 5"):
        bind_booklet(parts(), contents(1, 9), pages.info())


def test_the_outline_is_nested_and_closed(bound: pikepdf.Pdf) -> None:
    with bound.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert found == [("Contents", []), ("English", list(CITIES)), ("العربية", ["تيخوانا"])]
        assert outline.root[1].is_closed
        assert outline.root[1].children[2].action.D[0].objgen == bound.pages[3].obj.objgen


def test_page_labels_count_through() -> None:
    def labels(pdf: bytes) -> list[str]:
        with pikepdf.open(BytesIO(pdf)) as document:
            return [page.label for page in document.pages]

    assert labels(booklet()) == ["1", "2", "3", "4", "5"]
    assert labels(bind_booklet(parts(), None, pages.info())) == ["1", "2", "3", "4"]


def test_the_booklet_says_what_it_is(bound: pikepdf.Pdf) -> None:
    assert bound.pdf_version == "1.7"
    assert str(bound.Root.Lang) == "en"
    assert str(bound.docinfo.Title) == "All cities"
    assert str(bound.docinfo.CreationDate) == "D:20210407000000Z"
    assert str(bound.Root.PageMode) == "/UseOutlines"
    assert bound.Root.MarkInfo.Marked
    with bound.open_metadata() as metadata:
        assert metadata["dc:title"] == "All cities"
    assert "/Direction" not in bound.Root.ViewerPreferences


def test_a_part_may_have_several_pages_or_come_twice() -> None:
    placed = [pages.english_page("Two"), pages.page_of(PlacedLine(pages.line("Second page "), 40, 80))]
    double = draw_document(placed, pages.info("en", "Two pages"), plan_fonts(placed, FOLDER))
    pdf = bind_booklet([BoundPart(double, "Two"), BoundPart(double, "Again")], contents(1, 3), pages.info())
    assert all_findings(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 5
        assert len(document.Root.StructTreeRoot.K[0].K) == 3


def test_a_part_that_begins_on_a_front_has_an_empty_page_before_it_if_need_be() -> None:
    info = pages.info()
    flyer, *_ = flyers()
    for before, empty in ((0, [1]), (1, []), (2, [3])):
        others = [BoundPart(flyer, f"One {at}") for at in range(before)]
        pdf = bind_booklet([*others, BoundPart(flyer, "Two", on_front=True)], contents(0), info)
        assert all_findings(pdf) == []
        with pikepdf.open(BytesIO(pdf)) as bound:
            assert len(bound.pages) == 2 + before + len(empty)
            assert [at for at, page in enumerate(bound.pages) if "/Contents" not in page] == empty
            assert {tuple(map(float, page.MediaBox)) for page in bound.pages} == {
                tuple(map(float, bound.pages[-1].MediaBox))
            }
        assert pdf == bind_booklet([*others, BoundPart(flyer, "Two", on_front=True)], contents(0), info)


def test_the_same_bytes_twice_whatever_was_bound_before() -> None:
    files = OpenFiles()
    bind_booklet(parts()[::-1], None, pages.info("en", "Another booklet"), files=files)
    again = bind_booklet(parts(), contents(1, 2, 3, 4), pages.info("en", "All cities"), files=files)
    assert again == booklet()


def test_what_can_not_be_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        bind_booklet([], None, pages.info())
    with pikepdf.open(BytesIO(flyers()[0])) as document:
        del document.Root.StructTreeRoot
        out = BytesIO()
        document.save(out)
    with pytest.raises(ValueError, match="Tijuana: not as it was drawn"):
        bind_booklet([BoundPart(out.getvalue(), "Tijuana")], None, pages.info())


# --- folios -------------------------------------------------------------------------------------------------------


def test_folios_are_artifacts_behind_the_finished_content() -> None:
    """On all pages but the first, in streams of their own; what is drawn and tagged stays as it was."""
    folios = [PlacedPage(612, 792, (), (pages.text_at(40, 770, f"folio {number}"),)) for number in range(2, 6)]
    own = [contents_page(1, 2, 3, 4), *folios]
    info = pages.info("en", "All cities")
    document = draw_document(own, info, plan_fonts(own, FOLDER), to_bind=True)
    plain, bound = booklet(), bind_booklet(parts(), BoundPart(document, "Contents", pages=1), info)
    assert all_findings(bound) == []
    assert ua1_failures(bound) == []
    with pikepdf.open(BytesIO(bound)) as made, pikepdf.open(BytesIO(plain)) as before:
        assert len(made.pages) == len(before.pages) == 5
        assert "/XObject" not in made.pages[0].Resources
        for page, old in zip(list(made.pages)[1:], list(before.pages)[1:], strict=True):
            finished, folio = page.Contents
            assert finished.read_bytes() == old.Contents.read_bytes()
            assert folio.read_bytes().startswith(b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
        roles = [[str(part.S) for part in each.Root.StructTreeRoot.K[0].K] for each in (made, before)]
        assert roles[0] == roles[1]
    with pypdfium2.PdfDocument(bound) as shown:
        texts = [page.get_textpage().get_text_bounded() for page in shown]
    assert ["folio" in text for text in texts] == [False, True, True, True, True]

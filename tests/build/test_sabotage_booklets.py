"""Proof can fail for booklets: the contents page, its links and the pages behind it are sabotaged in one way at a time,
and every way is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pytest

from handouts.bind import BoundPart, bind_booklet
from handouts.build.binding_worker import OwnPages
from handouts.content.booklet import Booklet, compose_booklet
from handouts.content.booklet_contents import compose_contents
from handouts.content.contents import BoundSheets, Contents, ContentsRow
from handouts.layout import typography_of
from handouts.layout.page.placed import DocumentInfo
from handouts.paper import LETTER, Box
from handouts.proof import prove_booklet
from handouts.sources.languages import is_right_to_left
from tests.build.sabotage import Press, saved

NOTHING = Box(0.0, 0.0, 0.0, 0.0)
CITIES = ("nogales", "el-paso-juarez", "south-texas")


Name = tuple[str, str]
"""Language and city of a booklet; empty where it holds several."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A booklet before it is bound: any of it may be tampered with."""

    name: Name
    booklet: Booklet
    contents: Contents
    flyers: tuple[bytes, ...]
    file: Callable[[bytes], bytes] = lambda pdf: pdf


Way = Callable[[Bound], Bound]


class Bindery:
    """Binds and proves booklets as a build does."""

    def __init__(self) -> None:
        self.press = Press()
        self._flyers: dict[tuple[str, str], bytes] = {}

    def honest(self, name: Name) -> Bound:
        """A booklet of the program, with few of its cities and languages."""
        press, (language, city) = self.press, name
        whole = compose_booklet(press.data, press.composition.flyers, language, city)
        tags = (language,) if language else ("en", "ar", "hi")
        cities = (city,) if city else CITIES
        sheets = tuple(sheet for sheet in whole.sheets if sheet[0] in tags and sheet[1] in cities)
        booklet = replace(whole, sheets=sheets)
        contents = compose_contents(booklet, press.data, press.composition, (), "Letter")
        codes = [f"{at:07}" for at in range(len(sheets))]
        contents = contents.of_finished([1] * len(sheets), codes)
        return Bound(name, booklet, contents, tuple(self.flyer(*sheet) for sheet in sheets))

    def flyer(self, language: str, city: str) -> bytes:
        key = (language, city)
        if key not in self._flyers:
            self._flyers[key], _ = self.press.draw(self.press.honest(language, city))
        return self._flyers[key]

    def findings(self, bound: Bound) -> tuple[str, ...]:
        """What proof says of a booklet that pretends to be the honest one of its name."""
        honest = self.honest(bound.name)
        names = [("/".join(sheet), self.flyer(*sheet)) for sheet in honest.booklet.sheets]
        volume = BoundSheets(tuple(names), honest.contents, honest.booklet.language)
        return prove_booklet(self.bound(bound), [volume], LETTER, self.press.tools)

    def bound(self, bound: Bound) -> bytes:
        press, booklet = self.press, bound.booklet
        languages = press.data.languages.languages
        language = next(each for each in languages if each.tag == booklet.language)
        right_to_left = is_right_to_left(booklet.language)
        info = DocumentInfo(booklet.title, booklet.language, right_to_left, "2021-04-07", "Author")
        counts = [len(press.tools.looks(pdf, NOTHING)) for pdf in bound.flyers]
        own = OwnPages(press.fonts).drawn(bound.contents, counts, typography_of(language, languages), info, LETTER)
        parts = [
            BoundPart(pdf, str(number), on_front=count > 1)
            for number, (pdf, count) in enumerate(zip(bound.flyers, counts, strict=True))
        ]
        contents = BoundPart(own, "Contents", pages=len(bound.contents.leaves))
        return bound.file(bind_booklet(parts, contents, info))


@pytest.fixture(scope="module")
def bindery() -> Bindery:
    return Bindery()


BOOKLETS = (("en", ""), ("ar", ""), ("hi", ""), ("", "nogales"), ("", ""))


@pytest.mark.parametrize("name", [("ar", ""), ("", "nogales")])
def test_sheets_of_two_pages_are_bound_whole(bindery: Bindery, name: Name) -> None:
    """Large print takes the place of flyers that need the back of their sheet."""
    press, bound = bindery.press, bindery.honest(name)
    large = [press.draw(press.honest(*sheet, "large-print"))[0] for sheet in bound.booklet.sheets]
    pages = [2, 2, 1]
    flyers = [*large[:2], bound.flyers[2]]
    contents = compose_contents(bound.booklet, press.data, press.composition, (), "Letter")
    contents = contents.of_finished(pages, ["WETCT5X"] * len(pages))
    assert [page[1] for row in contents.rows for page in row.pages if page] == [3, 5, 7]
    pdf = bindery.bound(replace(bound, contents=contents, flyers=tuple(flyers)))
    named = list(zip("abc", flyers, strict=True))
    language = bound.booklet.language

    def findings(pdf: bytes, *sheets: tuple[str, bytes]) -> tuple[str, ...]:
        return prove_booklet(pdf, [BoundSheets(sheets, contents, language)], LETTER, press.tools)

    assert findings(pdf, *named) == ()
    assert findings(pdf, named[1], named[0], named[2]) != ()
    assert findings(pdf, *named[:2]) == ("it has 7 pages, not 6",)
    marked = saved(pdf, lambda file: file.pages[1].contents_add(b"1 0 0 rg 300 300 2 2 re f"))
    assert findings(marked, *named) == ("page 2 is not empty",)


@pytest.mark.parametrize("name", BOOKLETS)
def test_honest_booklets_stand(bindery: Bindery, name: Name) -> None:
    assert bindery.findings(bindery.honest(name)) == ()


# --- the contents page --------------------------------------------------------------------------------------------


def said(**words: object) -> Way:
    """Other words on the contents page."""

    def tamper(bound: Bound) -> Bound:
        return replace(bound, contents=replace(bound.contents, words=replace(bound.contents.words, **words)))  # type: ignore[arg-type]

    return tamper


def with_rows(change: Callable[[tuple[ContentsRow, ...]], tuple[ContentsRow, ...]]) -> Way:
    return lambda bound: replace(bound, contents=replace(bound.contents, rows=change(bound.contents.rows)))


def names_exchanged(rows: tuple[ContentsRow, ...]) -> tuple[ContentsRow, ...]:
    """The first two entries in each other's places; the pages stay."""
    one, two, *others = rows
    return (replace(two, pages=one.pages), replace(one, pages=two.pages), *others)


def wrong_number(rows: tuple[ContentsRow, ...]) -> tuple[ContentsRow, ...]:
    """The first entry names another page than its link leads to."""
    return in_first(rows, lambda page: (page[0], page[1] + 1, page[2]))


def wrong_page(rows: tuple[ContentsRow, ...]) -> tuple[ContentsRow, ...]:
    """The first entry leads to another page than it names."""
    return in_first(rows, lambda page: (page[0] + 1, page[1], page[2]))


def in_first(
    rows: tuple[ContentsRow, ...], change: Callable[[tuple[int, int, str]], tuple[int, int, str] | None]
) -> tuple[ContentsRow, ...]:
    first, *others = rows
    pages = tuple(change(page) if page else None for page in first.pages)
    return (replace(first, pages=pages), *others)


def on_links(change: Callable[[pikepdf.Pdf, list[pikepdf.Object]], None]) -> Way:
    """The links inside the booklet, on its contents page, changed."""

    def tamper(document: pikepdf.Pdf) -> None:
        change(document, [note for note in document.pages[0].Annots if note.A.S == "/GoTo"])

    return lambda bound: replace(bound, file=lambda pdf: saved(pdf, tamper))


def leads_elsewhere(document: pikepdf.Pdf, links: list[pikepdf.Object]) -> None:
    links[0].A.D[0] = document.pages[2].obj


def targets_exchanged(_: pikepdf.Pdf, links: list[pikepdf.Object]) -> None:
    links[0].A.D[0], links[1].A.D[0] = links[1].A.D[0], links[0].A.D[0]


def places_exchanged(_: pikepdf.Pdf, links: list[pikepdf.Object]) -> None:
    links[0].Rect, links[1].Rect = links[1].Rect, links[0].Rect


def dropped(document: pikepdf.Pdf, links: list[pikepdf.Object]) -> None:
    page = document.pages[0]
    page.Annots = pikepdf.Array([note for note in page.Annots if note.objgen != links[0].objgen])


def other_address(document: pikepdf.Pdf) -> None:
    for note in document.pages[0].Annots:
        if note.A.S == "/URI":
            note.A.URI = pikepdf.String("https://www.asylumadvocacy.org/")


def painted_over(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"q 1 g 36 36 540 60 re f Q")


CONTENTS: dict[str, Way] = {
    "two entries exchanged": with_rows(names_exchanged),
    "an entry missing": with_rows(lambda rows: rows[:-1]),
    "another city": with_rows(lambda rows: (replace(rows[0], own="Tijuana"), *rows[1:])),
    "a wrong page number": with_rows(wrong_number),
    "a link to another page than the number says": with_rows(wrong_page),
    "an entry without its page": with_rows(lambda rows: in_first(rows, lambda _: None)),
    "another date": said(last_updated="Last updated on April 8, 2021"),
    "another title": said(title="Information"),
    "another disclaimer": said(disclaimer="This information is advice from an attorney."),
    "another heading": said(heading="Find your page"),
    "a sentence that is nobody's": said(changing="Things are changing constantly. Call 911."),
    "a sheet that is said to be missing": said(missing=("Mexicali is missing",)),
    "another edition": lambda bound: replace(bound, contents=replace(bound.contents, edition="2345678")),
    "another website printed": lambda bound: replace(
        bound, contents=replace(bound.contents, website_printed="asylum.example")
    ),
    "another QR code": lambda bound: replace(
        bound, contents=replace(bound.contents, website="https://www.asylumadvocacy.org/")
    ),
    "a link that leads elsewhere": on_links(leads_elsewhere),
    "the targets of two links exchanged": on_links(targets_exchanged),
    "two links over each other's numbers": on_links(places_exchanged),
    "a link dropped": on_links(dropped),
    "another address": lambda bound: replace(bound, file=lambda pdf: saved(pdf, other_address)),
    "the foot painted over": lambda bound: replace(bound, file=lambda pdf: saved(pdf, painted_over)),
}


@pytest.mark.parametrize("name", [("en", ""), ("", "")])
@pytest.mark.parametrize("way", CONTENTS)
def test_every_way_is_caught_on_the_contents_page(bindery: Bindery, way: str, name: Name) -> None:
    assert bindery.findings(CONTENTS[way](bindery.honest(name))) != (), f"not caught in {name}: {way}"


def test_an_entry_in_a_right_to_left_booklet_is_proved_too(bindery: Bindery) -> None:
    for change in (names_exchanged, wrong_number):
        assert bindery.findings(with_rows(change)(bindery.honest(("ar", "")))) != ()


# --- the pages behind it ------------------------------------------------------------------------------------------


def with_pages(change: Callable[[tuple[bytes, ...]], tuple[bytes, ...]]) -> Way:
    return lambda bound: replace(bound, flyers=change(bound.flyers))


def without_links(document: pikepdf.Pdf) -> None:
    del document.pages[1].Annots


def one_link_changed(document: pikepdf.Pdf) -> None:
    note = next(note for note in document.pages[1].Annots if str(note.A.get("/URI", "")).startswith("tel:"))
    note.A.URI = pikepdf.String("tel:+15205550100")


def blotted(document: pikepdf.Pdf) -> None:
    document.pages[2].contents_add(b"q 0 g 300 500 40 12 re f Q")


def number_painted_over(document: pikepdf.Pdf) -> None:
    document.pages[1].contents_add(b"q 1 g 30 16 30 14 re f Q")


def folios_exchanged(document: pikepdf.Pdf) -> None:
    one, two = (page.Resources.XObject for page in document.pages[1:4:2])
    one.Folio, two.Folio = two.Folio, one.Folio


PAGES: dict[str, Way] = {
    "two pages exchanged": with_pages(lambda flyers: (flyers[1], flyers[0], *flyers[2:])),
    "a page too few": with_pages(lambda flyers: flyers[:-1]),
    "a page too many": with_pages(lambda flyers: (*flyers, flyers[0])),
    "a page twice": with_pages(lambda flyers: (flyers[0], *flyers[:-1])),
    "the links of a page lost": lambda bound: replace(bound, file=lambda pdf: saved(pdf, without_links)),
    "a link of a page changed": lambda bound: replace(bound, file=lambda pdf: saved(pdf, one_link_changed)),
    "a blot on a page": lambda bound: replace(bound, file=lambda pdf: saved(pdf, blotted)),
    "a page number painted over": lambda bound: replace(bound, file=lambda pdf: saved(pdf, number_painted_over)),
    "another page number": lambda bound: replace(bound, file=lambda pdf: saved(pdf, folios_exchanged)),
    "cut off": lambda bound: replace(bound, file=lambda pdf: pdf[: len(pdf) // 2]),
}


@pytest.mark.parametrize("name", [("en", ""), ("", "")])
@pytest.mark.parametrize("way", PAGES)
def test_every_way_is_caught_on_the_pages(bindery: Bindery, way: str, name: Name) -> None:
    try:
        findings = bindery.findings(PAGES[way](bindery.honest(name)))
    except ValueError:  # the binder itself refuses a link to a page that is not there
        return
    assert findings != (), f"not caught in {name}: {way}"


def test_the_page_of_another_language_is_caught(bindery: Bindery) -> None:
    honest = bindery.honest(("en", ""))
    other = replace(honest, flyers=(bindery.flyer("ar", "nogales"), *honest.flyers[1:]))
    assert bindery.findings(other) == ("the page of en/nogales is not the same as its flyer",)


def test_a_file_that_is_no_pdf_is_named(bindery: Bindery) -> None:
    for broken in (b"", b"%PDF-1.7\n"):
        bound = replace(bindery.honest(("en", "")), file=lambda _, broken=broken: broken)
        (finding,) = bindery.findings(bound)
        assert finding.startswith("the file can't be read as PDF")


def test_everything_is_read_from_the_finished_bytes(bindery: Bindery) -> None:
    """Saved anew by another program, an honest booklet still stands."""

    def saved_again(pdf: bytes) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(pdf)) as document:
            document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()

    assert bindery.findings(replace(bindery.honest(("ar", "")), file=saved_again)) == ()

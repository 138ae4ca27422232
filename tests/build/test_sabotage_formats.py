"""Proof can fail in every format: cards, large print, half sheets and zines are sabotaged in one way at a time, and
every way is caught, whichever page and whichever of the ten cards it is on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from handouts.content.edition import is_edition_code
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import PlacedLine, PlacedPage, PlacedRule
from tests.build.sabotage import (
    MEXICO,
    US,
    Press,
    Sheet,
    Way,
    also_drawn,
    columns_swapped,
    copies_of,
    drawn_again,
    exchanged,
    grey,
    lines_of,
    moved,
    names_swapped,
    number_of_another_city,
    on_code,
    on_file,
    on_line,
    on_links,
    organisation_missing,
    other_shapes,
    other_side,
    painted,
    printed,
    whole_page_moved,
    with_glyphs,
    with_marks,
    words,
)

FORMS = ("large-print", "half", "half-print", "card", "zine")
KIND_MEXICO, KIND_US = "00 1 202 918 9431", "(202) 918-9431"
DATE = "Last updated on"
TEN = 10
CARDS_TOP_PT, CARDS_BOTTOM_PT = 36.0, 756.0
"""Of the cards on their sheet, outside of which are the marks for cutting."""


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh-Hans"])
def test_honest_sheets_stand(press: Press, language: str, form: str) -> None:
    assert press.findings(press.honest(language, form=form), language) == ()


# --- what no format may do ----------------------------------------------------------------------------------------

EVERYWHERE: dict[str, Way] = {
    "two digits swapped": printed(MEXICO, "631 316 2068"),
    "another code of the border": printed(US, "00 52 631 316 2086"),
    "a word in place of a number": printed(MEXICO, "see below"),
    "the columns swapped": columns_swapped,
    "two names swapped": names_swapped,
    "an organisation missing": organisation_missing,
    "another date": words(last_updated="Last updated on April 8, 2021"),
    "another disclaimer": words(disclaimer="This information is advice from an attorney."),
    "no word that the list is incomplete": words(incomplete=""),
    "another side": other_side("From Mexico"),
    "other digits drawn than the text says": on_line(MEXICO, with_glyphs(other_shapes)),
    "a run backwards": on_line(MEXICO, with_glyphs(lambda glyphs: glyphs[::-1])),
    "the last glyph lost": on_line(MEXICO, with_glyphs(lambda glyphs: glyphs[:-1])),
    "a dial string dropped": on_line(US, lambda _: None),
    "a dial string twice": drawn_again(MEXICO, 60.0, 360.0),
    "two dial strings exchanged": exchanged(MEXICO, KIND_MEXICO),
    "the two sides of a row exchanged": exchanged(KIND_MEXICO, KIND_US),
    "ink at the edge": also_drawn(PlacedRule(3, 200, 3, 300, 1.5)),
    "every link missing": on_links(lambda _: None),
    "a link to another number": on_links(lambda link: link._replace(href=link.href.replace("2086", "2085"))),
    "another QR code": lambda sheet: replace(sheet, website="https://www.asylumadvocacy.org/"),
    "another edition": lambda sheet: replace(sheet, edition="2345678"),
    "no column heads": on_line("MEX", lambda _: None),
    "light grey": on_file(grey(0.8)),
    "invisible": painted(b"3 Tr", first=True),
    "mirrored": painted(b"-1 0 0 1 612 0 cm", first=True),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", EVERYWHERE)
def test_every_way_is_caught_in_every_format(press: Press, way: str, form: str) -> None:
    assert press.findings(EVERYWHERE[way](press.honest(form=form))) != (), f"not caught on {form}: {way}"


@pytest.mark.parametrize("form", ["large-print", "half", "half-print", "zine"])
def test_the_number_of_another_city_is_caught(press: Press, form: str) -> None:
    sheet = number_of_another_city(press)(press.honest(form=form))
    assert any("956 291 4169" in finding or "is no number" in finding for finding in press.findings(sheet))


# --- what is only possible on two pages ---------------------------------------------------------------------------


def second_page_of(press: Press, city: str) -> Callable[[pikepdf.Pdf], None]:
    """The second page is that of another city."""

    def change(document: pikepdf.Pdf) -> None:
        other, _ = press.draw(press.honest(city=city, form="large-print"))
        with pikepdf.open(BytesIO(other)) as source:
            document.pages.append(source.pages[1])
        del document.pages[1]

    return change


def in_the_other_order(document: pikepdf.Pdf) -> None:
    document.pages.reverse()


def one_page_only(document: pikepdf.Pdf) -> None:
    del document.pages[1]


TWO_PAGES: dict[str, Way] = {
    "no city on the second page": on_line("Nogales", lambda _: None, index=1),
    "no date on the second page": on_line(DATE, lambda _: None, index=1),
    "the city at the foot of the second page": on_line("Nogales", moved(0, 500), index=1),
    "no line for staff on the first page": on_line("English (en)", lambda _: None),
    "no line for staff on the second page": on_line("English (en)", lambda _: None, index=1),
    "a dial string on the second page too": drawn_again(MEXICO, 60.0, 560.0),
    "the pages in another order": on_file(in_the_other_order),
    "one page": on_file(one_page_only),
    "no QR code": on_code(lambda _: (), index=1),
    "text near the edge of the second page": on_line("Nogales", moved(-12, 0), index=1),
}


@pytest.mark.parametrize("form", ["large-print", "half"])
@pytest.mark.parametrize("way", TWO_PAGES)
def test_every_way_is_caught_on_either_page(press: Press, way: str, form: str) -> None:
    assert press.findings(TWO_PAGES[way](press.honest(form=form))) != (), f"not caught on {form}: {way}"


def test_the_second_side_of_another_city_is_caught(press: Press) -> None:
    sheet = on_file(second_page_of(press, "south-texas"))(press.honest(form="large-print"))
    assert any("the city does not stand at the top" in finding for finding in press.findings(sheet))


# --- what is only possible beside each other ----------------------------------------------------------------------


def halves_exchanged(page: PlacedPage) -> PlacedPage:
    middle = page.width_pt / 2

    def shift(x_pt: float) -> float:
        return middle if x_pt < middle else -middle

    return replace(
        page,
        elements=tuple(moved_element(each, shift(_left(page, each)), 0) for each in page.elements),
        artifacts=tuple(moved_mark(mark, shift(_left(page, mark)), 0) for mark in page.artifacts),
    )


def _left(page: PlacedPage, node: object) -> float:
    """A point of it that tells on which half it stands."""
    if isinstance(node, PlacedRule):
        return (node.x0_pt + node.x1_pt) / 2
    if hasattr(node, "x_pt"):
        return float(node.x_pt) + 1
    children = getattr(node, "children", ())
    return min((_left(page, each) for each in children), default=page.width_pt)


BESIDE: dict[str, Way] = {
    "the halves exchanged": lambda sheet: replace(sheet, page=halves_exchanged),
    "moved to the side": whole_page_moved(14, 0),
    "no line for staff on one half": on_line("English (en)", lambda _: None),
    "a number on the half of the answers": drawn_again(MEXICO, 470.0, 500.0),
}


@pytest.mark.parametrize("way", BESIDE)
def test_every_way_is_caught_beside_each_other(press: Press, way: str) -> None:
    assert press.findings(BESIDE[way](press.honest(form="half-print"))) != (), f"not caught: {way}"


# --- cards --------------------------------------------------------------------------------------------------------


def on_codes(change: Callable[[PlacedLine], PlacedLine | None], *, index: int) -> Way:
    """Every edition's code on the cards of one side changed; that in the sheet's margin stands behind a word."""

    def page(placed: PlacedPage) -> PlacedPage:
        lines = [*lines_of(placed), *copies_of(placed)]
        codes = [line for line in lines if is_edition_code(line.line.text)]
        assert len(codes) >= TEN
        return with_marks(placed, {id(line): change(line) for line in codes})

    return lambda sheet: replace(sheet, page=page, index=index)


def without_borders(sheet: Sheet) -> Sheet:
    """The upright rules between the numbers taken away, on all cards."""

    def page(placed: PlacedPage) -> PlacedPage:
        inside = (
            mark
            for mark in placed.artifacts
            if isinstance(mark, PlacedRule) and mark.x0_pt == mark.x1_pt and CARDS_TOP_PT < mark.y0_pt < CARDS_BOTTOM_PT
        )
        gone = {id(mark): None for mark in inside}
        assert len(gone) >= TEN
        return with_marks(placed, gone)

    return replace(sheet, page=page)


CARDS: dict[str, Way] = {
    "a number missing from one card": on_line(MEXICO, lambda _: None, copy=4),
    "other digits drawn on one card": on_line(MEXICO, with_glyphs(other_shapes), copy=8),
    "a number moved on one card": on_line(US, moved(-6, 0), copy=2),
    "no date on one card": on_line(DATE, lambda _: None, copy=0),
    "no date on the front": on_line(DATE, lambda _: None),
    "no language": on_line("English", lambda _: None),
    "no language on one card": on_line("English", lambda _: None, copy=5),
    "no code on the front": on_codes(lambda _: None, index=0),
    "no code on the back": on_codes(lambda _: None, index=1),
    "the code of another edition on the front": on_codes(with_glyphs(lambda glyphs: glyphs[::-1]), index=0),
    "no disclaimer on the back": on_line("This information", lambda _: None, index=1),
    "no disclaimer on the back of one card": on_line("This information", lambda _: None, index=1, copy=3),
    "no caption": on_line("Point your", lambda _: None, index=1),
    "another count of organisations": words(more_organisations="More organizations: 7. See the website."),
    "no count of organisations": words(more_organisations=""),
    "the children's number left out as others may be": lambda sheet: replace(
        organisation_missing(sheet),
        left_out=lambda ids: (*ids, "organisation/children/KIND", "number/+12029189431"),
    ),
    "no border between the numbers": without_borders,
    "an organisation without its number": on_line(KIND_MEXICO, lambda _: None),
    "no title over the children's number": on_line("Organizations that help", lambda _: None),
    "no QR code on the first card": on_code(lambda _: (), index=1),
    "no QR code on one card": on_code(lambda _: (), index=1, copy=6),
    "two QR codes on one card, none on the next": on_code(
        lambda code: [code._replace(x_pt=code.x_pt - 340, y_pt=code.y_pt)], index=1, copy=0
    ),
    "no site": on_line("help.asylumadvocacy.org", lambda _: None, index=1),
    "the column heads exchanged": exchanged("MEX", "USA"),
    "no city": on_line("Nogales", lambda _: None),
    "a number at the cut": on_line(MEXICO, moved(-6, 0)),
    "a number on the back": drawn_again("Nogales", 100.0, 100.0, index=0),
    "the front out of its cuts": whole_page_moved(0, 8),
    "backs that do not meet fronts": whole_page_moved(8, 0, index=1),
    "a number left out without a word": lambda sheet: replace(
        on_links(lambda link: None if "5202872370" in link.href else link)(
            replace(sheet, flyer=replace(sheet.flyer, sections=sheet.flyer.sections[1:]))
        ),
        left_out=lambda _: (),
    ),
    "the names below their numbers": on_line("Kino Border Initiative", moved(0, 26)),
}


@pytest.mark.parametrize("way", CARDS)
def test_every_way_is_caught_on_cards(press: Press, way: str) -> None:
    assert press.findings(CARDS[way](press.honest(form="card"))) != (), f"not caught: {way}"

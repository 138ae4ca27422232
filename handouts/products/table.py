"""The table of products: a row for each kind of file that a build can make. To add one is to add a row."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.late import Late
from handouts.paper import Sides, double_of, half_of, on_its_side
from handouts.products.product import Bound, Drawn, Folded, Pictured, Product, Range
from handouts.schemes import COVER, CUT_OR_FOLD, SADDLE, ZINE

_SHEETS = "handouts.layout.sheets"

PRODUCTS: tuple[Product, ...] = (
    Drawn(
        name="flyer",
        asked_as="flyer",
        kind="sheet",
        format="flyer",
        title="flyer",
        path="flyer/{language}/{city}-{language}-flyer.pdf",
        range=Range.SHEETS,
        printing="one page; where a city needs more, the back of the same sheet",
        lay_out=Late(f"{_SHEETS}.flyer", "lay_out_flyer"),
        takes_back=True,
        spoken="flyer",
    ),
    Drawn(
        name="large-print",
        asked_as="large-print",
        kind="sheet",
        format="large-print",
        title="large print",
        path="large-print/{language}/{city}-{language}-large-print.pdf",
        range=Range.SHEETS,
        sides=Sides.BOTH,
        printing="two pages, both sides of one sheet",
        lay_out=Late(f"{_SHEETS}.large_print", "lay_out_large_print"),
        pages=2,
        spoken="large-print",
    ),
    Drawn(
        name="half",
        asked_as="half",
        kind="sheet",
        format="half",
        title="half sheets",
        path="half/{language}/{city}-{language}-half.pdf",
        range=Range.SHEETS,
        printing="two pages of half the sheet, numbers and answers",
        lay_out=Late(f"{_SHEETS}.half", "lay_out_half"),
        page_of=half_of,
        pages=2,
        facing=True,
        spoken="half sheet",
    ),
    Drawn(
        name="half-print",
        asked_as="half",
        kind="sheet",
        format="half-print",
        title="half sheets, two up",
        path="print/half-{city}-{language}.pdf",
        range=Range.SHEETS,
        printing="both half pages on one sheet, to cut or fold along the line",
        lay_out=Late(f"{_SHEETS}.half", "lay_out_half_two_up"),
        page_of=on_its_side,
        spoken="half sheet",
        beside=2,
        facing=True,
        marked=(CUT_OR_FOLD,),
    ),
    Drawn(
        name="card",
        asked_as="card",
        kind="sheet",
        format="card",
        title="cards",
        path="card/{language}/{city}-{language}-card.pdf",
        range=Range.SHEETS,
        papers=frozenset({"letter"}),
        sides=Sides.BOTH,
        printing="ten cards for a pocket, on perforated stock of 3.5 x 2 inches",
        lay_out=Late(f"{_SHEETS}.card", "lay_out_card"),
        pages=2,
        spoken="card",
        codes=10,
        code_level="M",
        answers=False,
        cards=True,
    ),
    Drawn(
        name="zine",
        asked_as="zine",
        kind="sheet",
        format="zine",
        title="zine",
        path="zine/{language}/{city}-{language}-zine.pdf",
        range=Range.SHEETS,
        printing=f"one sheet, eight panels, one cut: {ZINE.finish}",
        lay_out=Late(f"{_SHEETS}.zine", "lay_out_zine"),
        content=Late("handouts.content.by_sides", "by_sides"),
        page_of=on_its_side,
        spoken="zine",
        making="print at 100 %, one side",
        marked=(*ZINE.captions, COVER),
        panels=True,
    ),
    Drawn(
        name="poster",
        asked_as="poster",
        kind="sheet",
        format="poster",
        title="poster",
        path="poster/{language}/{city}-{language}-poster.pdf",
        range=Range.SHEETS,
        papers=frozenset({"letter", "a4"}),
        printing="Tabloid with Letter, A3 with A4, for a wall",
        lay_out=Late(f"{_SHEETS}.poster", "lay_out_poster"),
        sheet_of=double_of,
        spoken="poster",
        answers=False,
    ),
    Pictured(
        name="picture",
        asked_as="flyer",
        kind="picture",
        format="picture",
        title="picture for phones",
        path="share/{language}/{city}-{language}.png",
        range=Range.SHEETS,
        sides=Sides.ANY,
        printing="to send to phones, not to print",
        of="flyer",
    ),
    Drawn(
        name="common-poster",
        asked_as="poster",
        kind="sheet",
        format="poster",
        title="poster in several languages",
        path="poster/{city}-poster.pdf",
        range=Range.CITIES,
        papers=frozenset({"letter", "a4"}),
        printing="Tabloid with Letter, A3 with A4, for a wall",
        lay_out=Late(f"{_SHEETS}.poster_together", "lay_out_poster_together"),
        sheet_of=double_of,
        spoken="poster",
        answers=False,
        together=True,
    ),
    Bound(
        name="booklet",
        asked_as="flyer",
        kind="booklet",
        format="booklet",
        title="booklet of everything",
        path="booklet/booklet-all.pdf",
        range=Range.EVERYTHING,
        sides=Sides.BOTH,
        printing="a contents page, then all flyers of all languages",
        of="flyer",
    ),
    Bound(
        name="language-booklet",
        asked_as="flyer",
        kind="booklet",
        format="booklet",
        title="booklet of a language",
        path="booklet/booklet-{language}.pdf",
        range=Range.LANGUAGES,
        sides=Sides.BOTH,
        printing="a contents page, then the flyers of all cities",
        of="flyer",
    ),
    Bound(
        name="city-booklet",
        asked_as="flyer",
        kind="booklet",
        format="booklet",
        title="booklet of a city",
        path="booklet/city/booklet-{city}.pdf",
        range=Range.CITIES,
        sides=Sides.BOTH,
        printing="a contents page, then the flyers of all languages",
        of="flyer",
    ),
    Folded(
        name="language-booklet-print",
        asked_as="half",
        kind="booklet-print",
        format="booklet-print",
        title="booklet of a language, to fold",
        path="print/booklet-{language}.pdf",
        range=Range.LANGUAGES,
        sides=Sides.BOTH_SHORT,
        printing=f"all cities, each on two facing half pages; {SADDLE.finish}",
        of="half",
    ),
    Folded(
        name="city-booklet-print",
        asked_as="half",
        kind="booklet-print",
        format="booklet-print",
        title="booklet of a city, to fold",
        path="print/booklet-{city}.pdf",
        range=Range.CITIES,
        sides=Sides.BOTH_SHORT,
        printing=f"all languages, each on two facing half pages; {SADDLE.finish}",
        of="half",
    ),
)
"""In the order in which they are made: what is made from another comes after it."""

BY_NAME = {product.name: product for product in PRODUCTS}
DRAWN = {product.name: product for product in PRODUCTS if isinstance(product, Drawn)}
BOUND = {product.name: product for product in PRODUCTS if isinstance(product, Bound)}
PICTURED = {product.name: product for product in PRODUCTS if isinstance(product, Pictured)}

FORMATS = tuple(dict.fromkeys(product.asked_as for product in PRODUCTS))
"""The words by which people and data ask."""


def asked_for(formats: Iterable[str], paper: str) -> tuple[Product, ...]:
    """The products that these words ask for, on paper of this name, in the order of the table."""
    words = frozenset(formats)
    return tuple(product for product in PRODUCTS if product.asked_as in words and paper in product.papers)


def papers_of(format_: str) -> frozenset[str]:
    """Names of the sheets of paper on which there is anything for this word."""
    return frozenset().union(*(product.papers for product in PRODUCTS if product.asked_as == format_))

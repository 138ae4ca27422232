"""What a kind of product is: one row of the table (products/table.py).

Everything in the output folder but the index and the manifest is a product. Plan, options, data, workers, proof,
manifest, index, help and cleaning loop over the rows; none of them names a kind or a format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from handouts.late import Late
from handouts.paper import PAPER_NAMES, Paper, Sides, folded_page_of
from handouts.schemes import PAGES_OF_A_SHEET

if TYPE_CHECKING:
    from handouts.content.booklet import Booklet
    from handouts.content.contents import Contents, ContentsForm
    from handouts.content.flyer import Flyer
    from handouts.content.sheet_texts import Extent
    from handouts.layout import DoesNotFit, LaidOut, LanguageSetting
    from handouts.layout.parts.qr_code import Level
    from handouts.proof import Expected

    LayOut = Callable[..., LaidOut | DoesNotFit]

Sheet = tuple[str, str]
"""(language, city)"""


class Range(Enum):
    """Over what a product ranges: one file for each of these."""

    SHEETS = "language and city"
    LANGUAGES = "language"
    CITIES = "city"
    EVERYTHING = "all"


class Item(NamedTuple):
    """One file: of which product, language and city; empty where it holds several of them."""

    product: str
    language: str
    city: str


def _same(paper: Paper) -> Paper:
    return paper


def _as_it_is(flyer: Flyer) -> Flyer:
    return flyer


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One kind of product.

    `name` is its own in this table; `asked_as` the word by which people and data ask for it (`--format`, `formats`),
    which it may share with the product that it comes with. `kind` and `format` are what the manifest calls it, `title`
    what people call it. `path`: its file below the output folder, with {language} and {city} where it ranges over
    them. `papers`: names of the sheets that it exists on. `printing`: how it is printed besides its sides, in words
    for staff.
    """

    name: str
    asked_as: str
    kind: str
    format: str
    title: str
    path: str
    range: Range
    papers: frozenset[str] = frozenset(PAPER_NAMES)
    sides: Sides = Sides.ONE
    printing: str = ""

    def path_of(self, item: Item) -> str:
        """The file of an item, relative to the output folder, with forward slashes."""
        return self.path.format(language=item.language, city=item.city)

    def items(self, sheets: Sequence[Sheet]) -> tuple[Item, ...]:
        """The product of these sheets, in their order."""
        if self.range is Range.SHEETS:
            return tuple(Item(self.name, language, city) for language, city in sheets)
        if self.range is Range.LANGUAGES:
            return tuple(
                Item(self.name, language, "") for language in dict.fromkeys(language for language, _ in sheets)
            )
        if self.range is Range.CITIES:
            return tuple(Item(self.name, "", city) for city in dict.fromkeys(city for _, city in sheets))
        return (Item(self.name, "", ""),) if sheets else ()

    @property
    def folder(self) -> str:
        """The folder at the top of the output folder in which its files lie."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class SetSheet:
    """A sheet that is laid out, with the code of what stands on it in its place. `flyer`: its content."""

    flyer: Flyer
    laid: LaidOut
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Product):
    """A product that is laid out from one Flyer, and drawn together with all sheets of its language.

    `lay_out` makes it, `prove` proves it. `sheet_of`: the sheet on which it is printed where a build is made on a
    paper; it has `pages` of the size that `page_of` gives for that sheet. `takes_back`: it may have one page more, the
    back of the same sheet, as `sides` of the build allow. `spoken`: what the line for staff calls it; `codes`: how
    many QR codes its last page has, of `code_level`; `beside`: how many pages stand beside each other on one;
    `facing`: its pages face each other, and are no two sides of a sheet; `answers`: whether it carries the answers;
    `cards`: a sheet of cards, with numbers as far as they fit; `panels`: a sheet that is folded to pages. `content`:
    what of a flyer's content it shows, and how; `making`: how it is printed, as the line for staff says it, where it is
    cut and folded then; `marked`: the words that its pages have for that. `together`: one of several languages, for
    each city; it is drawn with the sheets of the one in which it is laid out.
    """

    lay_out: LayOut
    prove: Callable[..., tuple[str, ...]] = field(default=Late("handouts.proof.verdict", "prove_sheet"))
    sheet_of: Callable[[Paper], Paper] = _same
    page_of: Callable[[Paper], Paper] = _same
    pages: int = 1
    takes_back: bool = False
    spoken: str
    codes: int = 1
    code_level: Level = "Q"
    beside: int = 1
    facing: bool = False
    answers: bool = True
    cards: bool = False
    content: Callable[[Flyer], Flyer] = _as_it_is
    making: str = ""
    marked: tuple[str, ...] = ()
    panels: bool = False
    together: bool = False

    @property
    def page_counts(self) -> tuple[int, ...]:
        """How many pages it may have."""
        return (self.pages, self.pages + 1) if self.takes_back else (self.pages,)

    def sides_of(self, pages: int) -> Sides:
        """On which sides a sheet with so many pages is printed."""
        return Sides.BOTH if pages > self.pages else self.sides

    def extent(self, laid: LaidOut) -> Extent:
        """How much of its content stands on a sheet."""
        from handouts.content.sheet_texts import Extent

        return Extent(frozenset(laid.left_out), len(laid.pages) * self.beside, self.cards)

    def set_sheet(
        self, flyer: Flyer, setting: LanguageSetting, paper: Paper, sides: str = "auto"
    ) -> SetSheet | DoesNotFit:
        """A sheet, laid out with the code of what stands on it. `paper`: of the build; `sides`: 1, 2 or auto."""
        from handouts.content.edition import edition_code
        from handouts.layout import DoesNotFit, qr_shape, staff_line, unsaid, with_code

        sheet, flyer = self.sheet_of(paper), self.content(flyer)
        qr = qr_shape(flyer.website, self.code_level)
        further = {"sides": sides} if self.takes_back else {}
        while True:
            staff = staff_line(flyer, self.spoken, sheet, making=self.making)
            laid = self.lay_out(flyer, setting, sheet, qr, staff, **further)
            if isinstance(laid, DoesNotFit):
                return laid
            content = flyer.on_sheet(self.extent(laid))
            if content is flyer:
                break
            flyer = content  # it has to say that it is not reviewed
        texts = flyer.texts_on(self.extent(laid))
        laid = replace(laid, left_out=(*laid.left_out, *unsaid(laid.pages, texts)))
        edition = edition_code(flyer, self.extent(laid), texts)
        return SetSheet(flyer, replace(laid, pages=with_code(laid.pages, edition, setting)), edition)

    def expected(self, paper: Paper, pages: int | None = None) -> Expected:
        """What proof expects of it on this paper, where it has so many pages."""
        from handouts.proof.expected import Expected

        sheet = self.sheet_of(paper)
        return Expected(
            page=self.page_of(sheet),
            form=self.spoken,
            sheet=sheet,
            pages=pages or self.pages,
            page_counts=self.page_counts,
            codes=self.codes,
            beside=self.beside,
            facing=self.facing,
            answers=self.answers,
            cards=self.cards,
            making=self.making,
            marked=self.marked,
            panels=self.panels,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Product):
    """A product that is made from the finished files of another (`of`)."""

    of: str

    def parts_of(self, item: Item, sheets: Sequence[Sheet]) -> Iterator[Item]:
        """What an item is made from, in order."""
        for language, city in sheets:
            if item.language in ("", language) and item.city in ("", city):
                yield Item(self.of, language, city)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Made):
    """A product that is bound, behind contents pages. `bind` makes it, `prove` proves it."""

    bind: Callable[..., bytes] = field(default=Late("handouts.bind.booklet", "bind_volume"))
    prove: Callable[..., tuple[str, ...]] = field(default=Late("handouts.proof.booklets", "prove_booklet"))

    @property
    def form(self) -> ContentsForm:
        """How much its contents pages hold."""
        from handouts.content.contents import READ

        return READ

    def page_of(self, paper: Paper) -> Paper:
        """The size of its pages where a build is made on this paper."""
        return paper

    def pages_of(self, volumes: Sequence[tuple[Contents, Sequence[int]]]) -> int:
        """How many pages the file has. `volumes`: what their contents pages say, and the pages of each sheet."""
        return sum(contents.starts(pages)[-1] for contents, pages in volumes)

    def volumes_of(self, booklet: Booklet, _flyers: Mapping[Sheet, Flyer]) -> tuple[Booklet, ...]:
        """The parts of a booklet that have a cover each."""
        return (booklet,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded(Bound):
    """One that is bound on sheets for the press, which are folded and stapled. What is read from right to left begins
    at the other cover."""

    bind: Callable[..., bytes] = field(default=Late("handouts.bind.folded", "bind_folded"))
    prove: Callable[..., tuple[str, ...]] = field(default=Late("handouts.proof.folded", "prove_folded"))

    @property
    def form(self) -> ContentsForm:
        from handouts.content.contents import FOLDED

        return FOLDED

    def page_of(self, paper: Paper) -> Paper:
        return folded_page_of(paper)

    def pages_of(self, volumes: Sequence[tuple[Contents, Sequence[int]]]) -> int:
        covers = sum(contents.has_back_cover for contents, _ in volumes)
        pages = sum(contents.starts(pages)[-1] for contents, pages in volumes) + covers
        return -(-pages // PAGES_OF_A_SHEET) * 2

    def volumes_of(self, booklet: Booklet, flyers: Mapping[Sheet, Flyer]) -> tuple[Booklet, ...]:
        from handouts.content.booklet import volumes_of

        return volumes_of(booklet, flyers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured(Made):
    """A product that shows the pages of one sheet as a picture. `picture` makes it, `prove` proves it."""

    picture: Callable[..., bytes] = field(default=Late("handouts.picture", "picture_of_sheet"))
    prove: Callable[..., tuple[str, ...]] = field(default=Late("handouts.proof.pictures", "prove_picture"))

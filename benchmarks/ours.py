"""Our side of the measurement: the program's own stages, called in the order in which a build calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.content.compose import compose_flyer
from handouts.content.flyer import Flyer
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.errors import InternalError
from handouts.layout import DoesNotFit, LaidOut, LanguageSetting, typography_of
from handouts.layout.page.placed import DocumentInfo
from handouts.layout.sheets.flyer_side import KeptCourses
from handouts.paper import Paper, paper_named
from handouts.products.document_info import sheet_info
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.ledger import read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import messages_of
from handouts.sources.translations import Catalogue, read_catalogue, source_catalogue
from handouts.text import FontLibrary, Typesetter


class OurSide:
    """One language, as a worker of a build owns it: fonts, shaped paragraphs, font plan and set lines."""

    def __init__(self, data: Data, fonts: Path, tag: str) -> None:
        self.language = {language.tag: language for language in data.languages.languages}[tag]
        self.paper = _paper(data)
        self.cities = tuple(city.id for city in data.directory.cities)
        self._data = data
        self._catalogue = _catalogue(data, tag)
        self._library = FontLibrary(fonts)
        typography = typography_of(self.language, data.languages.languages)
        self._setting = LanguageSetting(typography, Typesetter(self._library))
        self._cache: DrawCache | None = None

    @property
    def right_to_left(self) -> bool:
        """The direction of the language's script."""
        return self._setting.typography.right_to_left

    @property
    def latin(self) -> tuple[str, str, str]:
        """The font files, without ending, of names, addresses and numbers: regular, bold, small."""
        table = self._setting.typography.latin.faces
        regular, bold, small, *_ = (face.font for face in table.faces[0][1])
        return regular, bold, small

    def flyer(self, city: str) -> Flyer:
        """The composed flyer of a city. Raises KeyError for a city that the data has not."""
        return compose_flyer(self._data, self._catalogue, city)

    def flyers(self) -> tuple[Flyer, ...]:
        """The composed flyers of all cities."""
        return tuple(map(self.flyer, self.cities))

    def freeze(self, flyers: Sequence[Flyer]) -> None:
        """Lay out these flyers and make the font plan under which they are drawn, and others with their characters."""
        pages = [page for flyer in flyers for page in self.laid_out(flyer).pages]
        self._cache = DrawCache(plan_fonts(pages, self._library, right_to_left=self.right_to_left))

    def set_anew(self) -> None:
        """Forget what layout keeps between sheets; paragraphs, fonts and their plan stay."""
        self._setting = LanguageSetting(self._setting.typography, self._setting.typesetter)

    def fit_anew(self) -> None:
        """Forget how fits went, and nothing else."""
        self._setting.keeper(KeptCourses).courses.forget()

    def laid_out(self, flyer: Flyer) -> LaidOut:
        """The placed sheet. Raises InternalError where it does not fit: such a flyer can't be measured."""
        return self._set(flyer).laid

    def _set(self, flyer: Flyer) -> SetSheet:
        sheet = DRAWN["flyer"].set_sheet(flyer, self._setting, self.paper)
        if isinstance(sheet, DoesNotFit):
            raise InternalError(f"{flyer.language}/{flyer.city}: {sheet.what}")
        return sheet

    def pdf(self, flyer: Flyer) -> bytes:
        """From the composed flyer to the bytes of its file."""
        sheet = self._set(flyer)
        pages = sheet.laid.pages
        if self._cache is None:
            self._cache = DrawCache(plan_fonts(pages, self._library, right_to_left=self.right_to_left))
        return draw_document(pages, self.info(flyer, sheet.edition), self._cache.plan, self._cache)

    def info(self, flyer: Flyer, edition: str) -> DocumentInfo:
        """What the file says of itself."""
        return sheet_info(flyer, self._data.handout.publisher, edition, DRAWN["flyer"])

    @property
    def cache(self) -> DrawCache:
        """That of the font plan. Raises InternalError before there is one."""
        if self._cache is None:
            raise InternalError("no font plan yet: call freeze first")
        return self._cache


def every_language(data: Data, fonts: Path) -> Iterator[OurSide]:
    """The sides of all languages that a plain build makes."""
    for language in data.languages.languages:
        yield OurSide(data, fonts, language.tag)


def without(flyer: Flyer, left_out: Sequence[str]) -> Flyer:
    """The flyer with those details taken out that our fit left out, so that the other side prints the same."""
    questions = (
        replace(question, answers=tuple(answer for answer in question.answers if answer.id not in left_out))
        for question in flyer.questions
    )
    words = replace(
        flyer.words,
        contact="" if "introduction/contact" in left_out else flyer.words.contact,
        see_website="" if "names-without-number" in left_out else flyer.words.see_website,
    )
    printed = tuple(question for question in questions if question.answers)
    return replace(flyer.without(left_out), words=words, questions=printed)


def _paper(data: Data) -> Paper:
    return paper_named(data.handout.paper, data.handout.oficio_mm)


def _catalogue(data: Data, tag: str) -> Catalogue:
    messages = messages_of(data.handout, data.directory, data.faq)
    if tag == SOURCE_LANGUAGE:
        return source_catalogue(messages)
    ledger = read_ledger(data.folder / "reviews" / f"{tag}.yaml")
    return read_catalogue(data.folder / "translations" / f"{tag}.po", tag, messages, ledger)

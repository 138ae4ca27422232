"""Finished sheets for measuring: laid out and drawn as a build does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.content.compose import compose_all
from handouts.content.flyer import BOTH_SIDES, Flyer
from handouts.content.together import composed_together
from handouts.draw import draw_document, plan_fonts
from handouts.layout import DoesNotFit, LaidOut, LanguageSetting, typography_of
from handouts.layout.page.placed import PlacedPage
from handouts.layout.page.toner import toner_of
from handouts.paper import Paper, paper_named
from handouts.products.document_info import sheet_info
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.sources.languages import is_right_to_left
from handouts.text import FontLibrary, Typesetter
from tests.measures.sheet import Sheet, Texts

ROOT = Path(__file__).parents[2]
OFICIO_MM = (216.0, 340.0)


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet as layout gives it, with its flyer."""

    format: str
    paper: str
    flyer: Flyer
    laid: LaidOut
    edition: str


class Press:
    """Makes sheets from a folder of data. The lines of a language are kept until another is asked for."""

    def __init__(self, data: Path = ROOT / "data") -> None:
        self.data = load_data(data)
        self.languages = tuple(language.tag for language in self.data.languages.languages)
        self.cities = tuple(city.id for city in self.data.directory.cities)
        self._flyers = compose_all(self.data).flyers
        self._together = composed_together(self._flyers, self.data.handout.poster_languages)
        self._library = FontLibrary(ROOT / "fonts")
        self._setting = self.setting_of(self.languages[0])

    def flyer(self, language: str, city: str) -> Flyer:
        return self._flyers[language, city]

    def together(self, city: str) -> Flyer:
        """What a poster in several languages says."""
        return self._together[city]

    def lay_out(self, flyer: Flyer, format_name: str, paper_name: str = "letter") -> Made | DoesNotFit:
        """One sheet."""
        if flyer.language != self._setting.typography.language:
            self._setting = self.setting_of(flyer.language)
        done = DRAWN[format_name].set_sheet(flyer, self._setting, paper_of(paper_name))
        return (
            done if isinstance(done, DoesNotFit) else Made(format_name, paper_name, done.flyer, done.laid, done.edition)
        )

    def setting_of(self, tag: str) -> LanguageSetting:
        languages = self.data.languages.languages
        language = next(each for each in languages if each.tag == tag)
        return LanguageSetting(typography_of(language, languages), Typesetter(self._library))

    def toner(self, page: PlacedPage) -> float:
        """What layout takes to be black of a page."""
        return toner_of(page, self._setting.typesetter)

    def draw(self, made: Made, pages: Sequence[PlacedPage] = ()) -> bytes:
        """The PDF file of a sheet, or of other pages in its place."""
        placed = tuple(pages) or made.laid.pages
        info = sheet_info(made.flyer, "Author", made.edition, DRAWN[made.format], len(placed))
        plan = plan_fonts(placed, self._library, right_to_left=info.right_to_left)
        return draw_document(placed, info, plan)

    def sheet(self, made: Made, pdf: bytes = b"") -> Sheet:
        """The finished sheet, or other bytes in its place, to be measured."""
        flyer = made.flyer
        return Sheet(
            pdf or self.draw(made),
            made.format,
            made.paper,
            flyer.language,
            texts_of(flyer, made.laid.left_out),
            right_to_left=is_right_to_left(flyer.language),
            crowded=made.laid.toner is not None,
        )


def paper_of(name: str) -> Paper:
    return paper_named(name, OFICIO_MM)


def texts_of(flyer: Flyer, left_out: Sequence[str]) -> Texts:
    """What must be found on a sheet of this flyer. Layout says what it has left out, and never what is essential."""
    flyer = flyer.without(left_out)
    entries = [entry for section in flyer.sections for entry in section.entries]
    rows = [row for entry in entries for row in entry.rows]
    dials = [dial for entry in entries for dial in entry.dial_strings() if dial.piece not in left_out]
    visits = [visit for entry in entries for visit in entry.visits]
    printed = [
        (question.text, [piece.text for piece in question.answers if piece.essential or piece.id not in left_out])
        for question in flyer.questions
    ]
    return Texts(
        mexico=tuple(dial.printed for dial in dials if dial.side == "MX"),
        us=tuple(dial.printed for dial in dials if dial.side == "US"),
        both=tuple(dial.printed for dial in dials if dial.side == BOTH_SIDES),
        disclaimer=flyer.words.disclaimer,
        incomplete=flyer.words.incomplete,
        unreviewed=(flyer.unreviewed.own, flyer.unreviewed.english) if flyer.unreviewed else (),
        answers=tuple(" ".join([question, *pieces]) for question, pieces in printed if pieces),
        beside=tuple(
            text
            for text in (
                *(entry.name for entry in entries),
                *(text for row in rows for text in (row.kind_words, row.label, row.hours, row.languages)),
                *(text for visit in visits for text in (visit.label, visit.address)),
            )
            if text
        ),
        places=tuple(visit.address for visit in visits),
        extensions=tuple((dial.printed, row.extension) for row in rows for dial in row.dial_strings() if row.extension),
    )

"""Files for staff that no build makes: the call sheet. Drawn by the same engine as all pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handouts.content.calling import NumberToCall
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LanguageSetting, typography_of
from handouts.layout.page.placed import DocumentInfo, PlacedPage
from handouts.layout.sheets.call_sheet import lay_out_calls
from handouts.paper import Paper, Sides, on_its_side, paper_named
from handouts.sources.languages import SOURCE_LANGUAGE, script_of
from handouts.sources.load import Data
from handouts.text import FontLibrary, Typesetter

_LATIN = "Latn"


class StaffPages:
    """Sets and draws pages for staff: in English, with the faces of the first language in Latin letters."""

    def __init__(self, data: Data, fonts: Path) -> None:
        languages = data.languages.languages
        latin = next((each for each in languages if script_of(each.tag) == _LATIN), languages[0])
        self._library = FontLibrary(fonts)
        self._data = data
        self.setting = LanguageSetting(typography_of(latin, languages), Typesetter(self._library))

    @property
    def paper(self) -> Paper:
        """The paper of the data."""
        return paper_named(self._data.handout.paper, self._data.handout.oficio_mm)

    def drawn(self, pages: Sequence[PlacedPage], title: str, printing: Sides = Sides.ONE) -> bytes:
        """The finished file. Its only date is that of the information."""
        info = DocumentInfo(
            title=f"{title}: not for handing out",
            language=SOURCE_LANGUAGE,
            right_to_left=False,
            information_of=self._data.handout.last_updated.isoformat(),
            author=self._data.handout.publisher,
            sides=printing,
        )
        plan = plan_fonts(list(pages), self._library)
        return draw_document(pages, info, plan, DrawCache(plan))


def calls_pdf(data: Data, numbers: Sequence[NumberToCall], country: str, fonts: Path) -> bytes:
    """The call sheet of these numbers, for a caller who sits in a country of the sides."""
    staff = StaffPages(data, fonts)
    side = next(each.from_ or "" for each in data.handout.sides_of_border if each.country == country)
    places = dict.fromkeys(place for number in numbers for place in number.where)
    local = [place for place in places if place in {city.name for city in data.directory.cities}]
    place = local[0] if len(local) == 1 else f"{len(local)} cities" if local else "all cities"
    pages = lay_out_calls(
        numbers,
        country,
        side,
        place,
        data.handout.last_updated.isoformat(),
        staff.setting,
        on_its_side(staff.paper),
    )
    return staff.drawn(pages, "Call sheet")

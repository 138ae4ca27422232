"""Files for staff: what they are set with; and the call sheet, which no build makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handouts.bind.staff import StaffSetting, draw_for_staff
from handouts.content.calling import NumberToCall
from handouts.layout import LanguageSetting, typography_of
from handouts.layout.sheets.call_sheet import lay_out_calls
from handouts.paper import Sides, on_its_side, paper_named
from handouts.sources.languages import script_of
from handouts.sources.load import Data
from handouts.text import FontLibrary, Typesetter

_LATIN = "Latn"
NOT_FOR_HANDING_OUT = "not for handing out"


def staff_setting(data: Data, fonts: Path) -> StaffSetting:
    """What sheets and slugs for staff are set with: English, in the faces of the first language in Latin letters."""
    languages, library = data.languages.languages, FontLibrary(fonts)
    latin = next((each for each in languages if script_of(each.tag) == _LATIN), languages[0])
    return StaffSetting(
        LanguageSetting(typography_of(latin, languages), Typesetter(library)),
        library,
        data.handout.last_updated.isoformat(),
        data.handout.publisher,
    )


def calls_pdf(data: Data, numbers: Sequence[NumberToCall], country: str, fonts: Path) -> bytes:
    """The call sheet of these numbers, for a caller who sits in a country of the sides."""
    staff = staff_setting(data, fonts)
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
        on_its_side(paper_named(data.handout.paper, data.handout.oficio_mm)),
    )
    return draw_for_staff(pages, staff, f"Call sheet: {NOT_FOR_HANDING_OUT}", Sides.ONE)

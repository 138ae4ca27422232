"""Pages for staff, as files: what is put over the sides of a print file, and sheets that say how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout.page.placed import DocumentInfo, PlacedPage
from handouts.layout.page.setting import LanguageSetting
from handouts.paper import Sides
from handouts.text import FontLibrary


@dataclass(frozen=True, slots=True)
class StaffSetting:
    """With what the words for staff are set: English in Latin letters. `information_of`: the date of the data."""

    setting: LanguageSetting
    library: FontLibrary
    information_of: str
    author: str


def layer_of(pages: Sequence[PlacedPage], staff: StaffSetting, printing: Sides) -> bytes | None:
    """What is put over sides of sheets, as a file; None where there is nothing on them."""
    if not any(page.elements or page.artifacts for page in pages):
        return None
    return draw_for_staff(pages, staff, "slug and marks", printing)


def draw_for_staff(pages: Sequence[PlacedPage], staff: StaffSetting, title: str, printing: Sides) -> bytes:
    """Finished pages for staff. Their only date is that of the information."""
    info = DocumentInfo(
        title=title,
        language="en",
        right_to_left=False,
        information_of=staff.information_of,
        author=staff.author,
        sides=printing,
    )
    plan = plan_fonts(list(pages), staff.library)
    return draw_document(pages, info, plan, DrawCache(plan))

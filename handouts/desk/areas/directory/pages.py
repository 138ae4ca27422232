"""The directory as a whole: all places with their organisations, and the search."""

from __future__ import annotations

import unicodedata

from starlette.responses import Response

from handouts.desk.areas.directory.places import Listed, address_of, all_places, is_city, listed
from handouts.desk.areas.directory.sheets import sheets_changed
from handouts.desk.page import Page

_FEWEST_DIGITS = 2


def show_directory(page: Page) -> Response:
    """All places with their organisations, or those that a search finds, by digits or words."""
    asked = page.asked("q").strip()[:100]
    found = []
    for place in all_places(page.state):
        entries = listed(page.state, place)
        shown = [entry for entry in entries if not asked or _fits(asked, entry)]
        if shown or not asked:
            found.append((place, address_of(place), is_city(place), shown))
    done = page.done()
    everything = [entry for place in all_places(page.state) for entry in listed(page.state, place)]
    return page.render(
        "directory/results.html" if page.request.headers.get("hx-request") else "directory/directory.html",
        asked=asked,
        found=found,
        organisations=len(everything),
        numbers=sum(len(entry.organisation.numbers) for entry in everything),
        hits=sum(len(shown) for *_, shown in found),
        done=done,
        sheets=sheets_changed(page.desk.store, done) if done else 0,
    )


def _fits(asked: str, entry: Listed) -> bool:
    organisation = entry.organisation
    texts = (entry.place.name, organisation.name, organisation.place or "", organisation.service or "")
    numbers = [number.number or number.short or "" for number in organisation.numbers]
    digits = _digits(asked)
    if len(digits) >= _FEWEST_DIGITS and any(digits in _digits(number) for number in numbers):
        return True
    letters = _plain(asked)
    return any(letters in _plain(text) for text in texts) if any(map(str.isalpha, asked)) else False


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))

"""Names, labels, hours and extensions that hold figures, beside numbers: right pages stand, and a figure that goes over
to a number, or comes from one, is caught.

The honest sheet has an organisation called after a year, one called after the digits of a number, labels and hours that
end in figures, and codes with * and #.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from handouts.content.flyer import DialString, Entry, Flyer, NumberRow
from handouts.layout.page.placed import PlacedLine, PlacedPage
from tests.build.sabotage import (
    CITY,
    MEXICO,
    US,
    Press,
    Sheet,
    Way,
    line_that_begins,
    line_with,
    moved,
    on_line,
    printed,
    with_entries,
    with_marks,
)

FORMS = ("flyer", "large-print", "half", "half-print", "card")
LANGUAGES = ("en", "ar", "hi", "zh-Hans")
YEAR = "Movimiento Juventud 2000"
DIGITS = "Línea 631 316 2086"
STAR, HASH = "*0311", "#800"


def code(side: str, text: str) -> DialString:
    country = {"MX": "52", "US": "1"}[side]
    href = f"tel:{text.replace('#', '%23')};phone-context=+{country}"
    return DialString(side, text, text, text, href, f"Call {text}")


def with_figures(flyer: Flyer) -> Flyer:
    """The flyer of Nogales with figures in all that stands beside numbers."""

    def change(entry: Entry) -> Entry:
        if entry.name == "Kino Border Initiative":
            first, second = entry.rows
            rows = (
                replace(first, label="2", hours="9-5"),
                replace(second, label="24/7", extension="5"),
            )
            return replace(entry, name=YEAR, service="24", rows=rows)
        if entry.name == "Catholic Charities":
            return replace(entry, name=DIGITS, place="Zona 24 (2)")
        if entry.name == "KIND":
            codes = NumberRow((code("MX", STAR), code("US", HASH)), label="3-4")
            return replace(entry, name="7", rows=(*entry.rows, codes))
        return entry

    return with_entries(flyer, change)


@pytest.fixture(scope="module")
def press() -> Press:
    press = Press()
    figures = {key: with_figures(flyer) if key[1] == CITY else flyer for key, flyer in press.flyers.items()}
    press.flyers = figures
    return press


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_beside_numbers_are_no_part_of_them(press: Press, language: str, form: str) -> None:
    assert press.findings(press.honest(language, form=form), language) == ()


def renamed(old: str, new: str) -> Way:
    def tamper(sheet: Sheet) -> Sheet:
        def change(entry: Entry) -> Entry:
            return replace(entry, name=new) if entry.name == old else entry

        return replace(sheet, flyer=with_entries(sheet.flyer, change))

    return tamper


def both(*ways: Way) -> Way:
    def tamper(sheet: Sheet) -> Sheet:
        for way in ways:
            sheet = way(sheet)
        return sheet

    return tamper


def on_rows(change: Callable[[NumberRow], NumberRow]) -> Way:
    def tamper(sheet: Sheet) -> Sheet:
        def in_entry(entry: Entry) -> Entry:
            return replace(entry, rows=tuple(map(change, entry.rows)))

        return replace(sheet, flyer=with_entries(sheet.flyer, in_entry))

    return tamper


def set_beside(text: str, number: str, gap_pt: float, *, before: bool = False, copy: bool = False) -> Way:
    """A line of the page set right behind a number (or before it), instead of where it should stand or once more."""

    def page(placed: PlacedPage) -> PlacedPage:
        line, at = line_that_begins(placed, text), line_with(placed, number)
        x = at.x_pt - line.line.width_pt - gap_pt if before else at.x_pt + at.line.width_pt + gap_pt
        there = line._replace(x_pt=x, y_pt=at.y_pt)
        if copy:
            return replace(placed, artifacts=(*placed.artifacts, there))
        return with_marks(placed, {id(line): there})

    return lambda sheet: replace(sheet, page=page)


def in_the_place_of(text: str, number: str) -> Callable[[PlacedPage], PlacedPage]:
    """A line of the page stands where a number should, and the number nowhere."""

    def page(placed: PlacedPage) -> PlacedPage:
        line, at = line_that_begins(placed, text), line_with(placed, number)
        end = at.x_pt + at.line.width_pt
        there: PlacedLine = line._replace(x_pt=end - line.line.width_pt, y_pt=at.y_pt)
        return with_marks(placed, {id(line): there, id(at): None})

    return page


WAYS: dict[str, Way] = {
    "a digit goes from a name to a number": both(
        renamed(YEAR, "Movimiento Juventud 200"), printed(MEXICO, f"0{MEXICO}")
    ),
    "a digit goes from a number to a name": both(
        renamed(YEAR, f"{YEAR}6"), printed(MEXICO, MEXICO[1:])
    ),
    "a digit goes from an extension to a number": both(
        on_rows(lambda row: replace(row, extension="")), printed("(520) 287-2370", "(520) 287-23705")
    ),
    "a number that is whole only with the digit of its label": printed(MEXICO, MEXICO[:-1]),
    "a number that is whole only with the code beside it": printed(US, US.removeprefix("011 ")),
    "a star dropped": printed(STAR, "0311"),
    "a hash dropped": printed(HASH, "800"),
    "a star for a hash": printed(HASH, "*800"),
    "a star before a number": printed(MEXICO, f"*{MEXICO}"),
    "a name in the place of the number whose digits it has": lambda sheet: replace(
        sheet, page=in_the_place_of(DIGITS, MEXICO)
    ),
    "a number missing whose digits are in a name": on_line(MEXICO, lambda _: None),
    "a number twice whose digits are in a name": set_beside(MEXICO, US, 40.0, copy=True),
    "a name right before a number": set_beside(YEAR, MEXICO, 1.0, before=True),
    "a name a space before a number": set_beside(YEAR, MEXICO, 4.0, before=True),
    "a label right before a number": set_beside("2", MEXICO, 1.0, before=True),
    "a label right behind a number": set_beside("2", US, 1.0),
    "a label behind a number once more": set_beside("2", US, 2.0, copy=True),
    "two numbers of a row as one": set_beside(US, MEXICO, 2.0),
    "a code right behind a number": set_beside(HASH, STAR, 1.0),
    "a name without its year": renamed(YEAR, "Movimiento Juventud"),
    "a name with another year": renamed(YEAR, "Movimiento Juventud 2001"),
    "a name with a digit of another text": renamed(YEAR, "Movimiento Juventud 2"),
    "another label": on_rows(lambda row: replace(row, label="24" if row.label == "2" else row.label)),
    "other hours": on_rows(lambda row: replace(row, hours="9-7" if row.hours else "")),
    "hours in another order": on_rows(lambda row: replace(row, hours="95" if row.hours else "")),
    "no extension": on_rows(lambda row: replace(row, extension="")),
    "another extension": on_rows(lambda row: replace(row, extension="24" if row.extension else "")),
    "a figure that is in no text": on_rows(lambda row: replace(row, hours="9-5 8" if row.hours else "")),
    "a figure of other texts once more": on_rows(lambda row: replace(row, hours="9-5 5" if row.hours else "")),
    "a number moved below another name": on_line(STAR, moved(0, -120)),
}  # fmt: skip
ON_CARDS = frozenset(WAYS) & {
    "a digit goes from a name to a number",
    "a digit goes from a number to a name",
    "a number that is whole only with the digit of its label",
    "a number missing whose digits are in a name",
    "a name without its year",
    "a name with another year",
    "another label",
    "other hours",
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(press: Press, way: str) -> None:
    assert press.findings(WAYS[way](press.honest())) != (), f"not caught: {way}"


@pytest.mark.parametrize("form", ["large-print", "half"])
@pytest.mark.parametrize("way", sorted(ON_CARDS))
def test_in_other_formats_too(press: Press, way: str, form: str) -> None:
    assert press.findings(WAYS[way](press.honest(form=form))) != (), f"not caught on {form}: {way}"


@pytest.mark.parametrize("way", sorted(ON_CARDS))
def test_on_cards_too(press: Press, way: str) -> None:
    assert press.findings(WAYS[way](press.honest(form="card"))) != (), f"not caught: {way}"

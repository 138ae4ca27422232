"""Two numbers that differ by their extension or by what to press alone: one beside the other number is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from handouts.content.flyer import Entry, Flyer, NumberRow
from tests.build.sabotage import Press, with_entries

FORMS = ("flyer", "large-print", "half", "card", "poster")
SWAPPED = {"ext. 5": "ext. 7", "ext. 7": "ext. 5", "press 8": "press 9", "press 9": "press 8"}


def with_extensions(flyer: Flyer) -> Flyer:
    """The flyer with one number of Kino Border Initiative twice, for extensions 5 and 7."""

    def desk(row: NumberRow, extension: str) -> NumberRow:
        dials = tuple(replace(dial, href=f"{dial.href};ext={extension}") if dial else None for dial in row.dials)
        keys = {"5": "8", "7": "9"}[extension]
        return replace(row, dials=dials, extension=f"ext. {extension}", press=f"press {keys}")

    def change(entry: Entry) -> Entry:
        if entry.name != "Kino Border Initiative":
            return entry
        return replace(entry, rows=tuple(desk(entry.rows[0], extension) for extension in "57"))

    return with_entries(flyer, change)


def extensions_exchanged(entry: Entry) -> Entry:
    return replace(entry, rows=tuple(replace(row, extension=SWAPPED.get(row.extension, "")) for row in entry.rows))


def keys_exchanged(entry: Entry) -> Entry:
    return replace(entry, rows=tuple(replace(row, press=SWAPPED.get(row.press, "")) for row in entry.rows))


@pytest.fixture(scope="module")
def press() -> Press:
    press = Press()
    press.flyers = {key: with_extensions(flyer) for key, flyer in press.flyers.items()}
    return press


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("exchanged", "words"),
    [
        (extensions_exchanged, "does not stand with its extension"),
        (keys_exchanged, "does not stand with what to press"),
    ],
)
def test_what_belongs_to_the_other_number_is_caught(
    press: Press, language: str, form: str, exchanged: Callable[[Entry], Entry], words: str
) -> None:
    sheet = press.honest(language, form=form)
    assert press.findings(sheet, language) == ()
    wrong = press.findings(replace(sheet, flyer=with_entries(sheet.flyer, exchanged)), language)
    # A card that shows one of the two numbers knows it by what it stands with.
    said = (words, *(["Kino Border Initiative stands there without"] if form == "card" else []))
    assert any(each in finding for finding in wrong for each in said), wrong

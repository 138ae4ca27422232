"""What the data do not have yet stands on paper as well: much said of one number, several places to visit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from handouts.content.flyer import BOTH_SIDES, DialString, Entry, NumberRow, Visit
from handouts.content.words import SideHead, Words
from handouts.layout import LanguageSetting, typography_of
from handouts.layout.page.frame import Frame
from handouts.layout.page.placed import Element, PlacedLine, marks_of
from handouts.layout.parts import organisation_in_columns, organisation_on_card, organisation_stacked
from handouts.layout.parts.organisation import ADDRESS_LANGUAGE, Detail, Remark, Said, details_of, put_detail
from handouts.layout.parts.organisation_on_card import TIGHTEST, CardDrawing, CardOrganisation, CardSizes
from handouts.layout.parts.organisation_stacked import SideDrawing, StackedOrganisation, StackedSizes
from handouts.layout.parts.sides_on_card import CardSigns
from handouts.layout.parts.table_columns import GAP_BETWEEN_NUMBER_COLUMNS_PT, Columns, NumberColumn, TableSizes
from handouts.products.loading import load_data
from handouts.text import FontLibrary, Span, Typesetter

ROOT = Path(__file__).parents[2]
SIDES = SideHead("MX", "MEX", "From Mexico"), SideHead("US", "USA", "From the U.S.")
WORDS = Words(SIDES, **{each.name: each.name for each in fields(Words)[1:]})
COLUMNS = Columns(
    organisation=36.0,
    organisation_end=250.0,
    numbers=(NumberColumn(260.0, 400.0), NumberColumn(400.0 + GAP_BETWEEN_NUMBER_COLUMNS_PT, 576.0)),
    border=400.0 + GAP_BETWEEN_NUMBER_COLUMNS_PT / 2,
)
ACROSS = Columns(36.0, 576.0, (NumberColumn(36.0, 290.0), NumberColumn(310.0, 576.0)), border=300.0)
LEADS, UNDER, AFTER = ("Office", "in Spanish"), ("extension 12", "then press 2"), ("Mondays", "all year")
SAID = Said(*(tuple(Remark(text) for text in texts) for texts in (LEADS, UNDER, AFTER)))
PLACES = ("Place: Calle 5", "Other place: Calle 7")

Arrange = Callable[[Frame, Entry], Iterator[PlacedLine]]


@pytest.fixture(params=["en", "ar"])
def frame(request: pytest.FixtureRequest) -> Frame:
    languages = load_data(ROOT / "data").languages.languages
    language = next(each for each in languages if each.tag == request.param)
    setting = LanguageSetting(typography_of(language, languages), Typesetter(FontLibrary(ROOT / "fonts")))
    return Frame(612.0, 792.0, 36.0, setting)


def dial(digits: str, side: str) -> DialString:
    return DialString(side, digits, digits, f"+{digits}", f"tel:+{digits}", f"Call +{digits}")


ROWS = tuple(NumberRow((dial(f"664 208 000{i}", "MX"), dial(f"011 52 664 208 000{i}", "US"))) for i in range(2))
ENTRY = Entry("Al Otro Lado", "Tijuana", "Free help", rows=ROWS, whatsapp=(dial("1 858 333 2857", BOTH_SIDES),))


def in_columns(frame: Frame, entry: Entry) -> Iterator[PlacedLine]:
    kept = organisation_in_columns.organisation_in_columns(frame, entry, COLUMNS, TableSizes(), WORDS)
    assert kept.too_wide_pt == 0
    return lines_of(kept.rows)


def stacked(frame: Frame, entry: Entry) -> Iterator[PlacedLine]:
    side = SideDrawing(36.0)
    sizes = StackedSizes(
        numbers=14, name=12, detail=11, section=11, header=11, marker=11, sentence=13, or_=11, row_pad=0
    )
    StackedOrganisation(frame, ACROSS, sizes, WORDS).draw(side, entry)
    return lines_of(side.rows)


def on_card(frame: Frame, entry: Entry) -> Iterator[PlacedLine]:
    card = CardDrawing(frame, 36.0, TIGHTEST)
    CardOrganisation(CardSizes(9, 9.5, 13), WORDS, CardSigns(SIDES, 9)).draw(card, entry, rows=2, whatsapp=1)
    return lines_of(card.rows)


def test_a_card_is_drawn_on_in_a_copy_as_on_the_card_and_stays_as_it_was(frame: Frame) -> None:
    organisation = CardOrganisation(CardSizes(9, 9.5, 13), WORDS, CardSigns(SIDES, 9))
    begun, whole, untouched = (CardDrawing(frame, 36.0, TIGHTEST) for _ in range(3))
    for card in (begun, whole, untouched):
        organisation.draw(card, ENTRY, rows=1, whatsapp=1)
    further = begun.copy()
    for card in (further, whole):
        organisation.draw(card, ENTRY, rows=2, whatsapp=0)
    assert further == whole
    assert begun == untouched != whole


def lines_of(elements: list[Element] | tuple[Element, ...]) -> Iterator[PlacedLine]:
    return (mark for mark in marks_of(elements) if isinstance(mark, PlacedLine))


def overlap(one: PlacedLine, other: PlacedLine) -> bool:
    """Whether the ink of two lines meets."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = map(ink, (one, other))
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


def ink(mark: PlacedLine) -> tuple[float, float, float, float]:
    box = mark.line.ink
    return mark.x_pt + box.left, mark.y_pt - box.top, mark.x_pt + box.right, mark.y_pt - box.bottom


@pytest.mark.parametrize(
    ("module", "arrange", "texts"),
    [
        (organisation_in_columns, in_columns, (*LEADS, *UNDER, *AFTER, *PLACES)),
        (organisation_stacked, stacked, (*LEADS, *UNDER, *AFTER, *PLACES)),
        (organisation_on_card, on_card, (*LEADS, *UNDER, *AFTER)),
    ],
)
def test_everything_that_is_said_of_it_stands_clear_of_the_rest(
    monkeypatch: pytest.MonkeyPatch, frame: Frame, module: ModuleType, arrange: Arrange, texts: tuple[str, ...]
) -> None:
    places = [Detail("pin", [Span(text)], [], "") for text in PLACES]
    monkeypatch.setattr(module, "said_of", lambda _: SAID)
    monkeypatch.setattr(module, "details_of", lambda *_, **__: places, raising=False)
    lines = list(arrange(frame, ENTRY))
    printed = " ".join(mark.line.text for mark in lines)
    missing = [text for text in texts if text.replace(" ", "") not in printed.replace(" ", "")]
    assert missing == []
    assert all(printed.count(text) == 2 for text in LEADS)  # once for each of the two numbers
    assert [(a.line.text, b.line.text) for a, b in combinations(lines, 2) if overlap(a, b)] == []


def test_an_address_says_its_language_and_what_leads_to_it_does_not(frame: Frame) -> None:
    entry = Entry("Al Otro Lado", visit=Visit("To visit", "Calle 5, Tijuana"))
    (detail,) = details_of(frame, entry, 11.0, sturdy=True)
    placed = put_detail(frame, detail, 36.0, 36.0, 200.0, 11.0, 14.0)
    languages = [child.language for child in placed.children if isinstance(child, Element)]
    assert languages == ["", ADDRESS_LANGUAGE]

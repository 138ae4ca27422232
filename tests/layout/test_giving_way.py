"""The more a flyer must hold, the more of it gives way, in the stated order, until it is refused by the millimetre."""

from __future__ import annotations

from dataclasses import replace

from handouts.layout import DoesNotFit, LaidOut
from handouts.layout.page.answers_fit import essential_pieces
from tests.measures.press import Press

CITY = "south-texas"


def fuller_and_fuller() -> list[LaidOut | DoesNotFit]:
    """A flyer that says once, twice, three times that its list is incomplete, until it does not fit."""
    press = Press()
    flyer = press.flyer("en", CITY)
    found: list[LaidOut | DoesNotFit] = []
    while len(found) < 30 and not (found and isinstance(found[-1], DoesNotFit)):
        sentence = " ".join([flyer.words.incomplete] * (len(found) + 1))
        made = press.lay_out(replace(flyer, words=replace(flyer.words, incomplete=sentence)), "flyer")
        found.append(made if isinstance(made, DoesNotFit) else made.laid)
    return found


def test_a_flyer_gives_way_in_the_stated_order() -> None:
    *sheets, refused = fuller_and_fuller()
    assert isinstance(refused, DoesNotFit)
    assert 0 < refused.missing_mm < 20

    seen: dict[str, int] = {}
    for number, sheet in enumerate(sheets):
        assert isinstance(sheet, LaidOut)
        if "introduction/contact" in sheet.left_out:
            seen.setdefault("contact", number)
        if "names-without-number" in sheet.left_out:
            seen.setdefault("names", number)
        if sheet.body_pt == 11.0:
            seen.setdefault("size", number)
        if sheet.numbers_pt < 16.0:
            seen.setdefault("numbers", number)
    assert list(seen) == ["contact", "names", "size", "numbers"]
    assert len(set(seen.values())) == len(seen), "each gives way on a sheet of its own"


def test_essential_pieces_and_the_floors_never_give_way() -> None:
    *sheets, _ = fuller_and_fuller()
    essential = essential_pieces(Press().flyer("en", CITY))
    assert essential
    for sheet in sheets:
        assert isinstance(sheet, LaidOut)
        assert not set(sheet.left_out) & set(essential)
        assert sheet.body_pt >= 11.0
        assert sheet.numbers_pt >= 14.0

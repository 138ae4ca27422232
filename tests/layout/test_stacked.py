"""Stacked tables of many sizes and airs: which of them have room is told of most without setting them, and never
otherwise than by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from handouts.content.flyer import Entry, Flyer
from handouts.layout.page.frame import Frame
from handouts.layout.parts.organisation_stacked import StackedOrganisation, StackedSizes
from handouts.layout.parts.stacked import StackedTables
from handouts.layout.sheets import half_numbers, poster, zine_numbers
from handouts.paper import LEGAL, LETTER, double_of, half_of
from tests.measures.press import Press

CITY = "tijuana-san-diego"
SIZES = {
    "half": (half_of(LETTER), (*half_numbers.TABLES, *half_numbers.TABLES_TIGHT)),
    "poster": (double_of(LETTER), poster.TABLES),
    "zine": (half_of(LEGAL), zine_numbers.TABLES),
}
ROOMS_PT = tuple(range(150, 900, 50))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def frame_of(press: Press, language: str, form: str) -> Frame:
    paper = SIZES[form][0]
    return Frame(paper.width_pt, paper.height_pt, 18.0, press.setting_of(language))


def heights(frame: Frame, flyer: Flyer, every: Sequence[StackedSizes]) -> dict[StackedSizes, float]:
    """Of each table, made by itself."""
    return {sizes: StackedTables(frame, flyer, ()).of(sizes).height_pt(flyer.sections) for sizes in every}


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans"])
def test_what_has_room_is_told_as_by_the_table_itself(press: Press, language: str, form: str) -> None:
    frame, flyer = frame_of(press, language, form), press.flyer(language, CITY)
    declared = SIZES[form][1]
    every = [airy for sizes in declared for airy in (sizes, *sizes.airier(0.25, (1, 2, 7)))]
    own = heights(frame, flyer, every)
    for order in (every, every[::-1]):
        tables = StackedTables(frame, flyer, declared)
        rooms = [*ROOMS_PT, *(own[sizes] for sizes in every[::5])]
        for room in rooms:
            for sizes in order:
                told = tables.height_pt(sizes, flyer.sections, room)
                assert (told == own[sizes]) if own[sizes] <= room else (room < told <= own[sizes] + 1e-9), sizes
    assert len(set(own.values())) > len(declared), "airs make no difference here"


def test_no_organisation_is_set_with_more_air_where_it_has_no_room_with_less(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, flyer = frame_of(press, "en", "half"), press.flyer("en", CITY)
    airs = [sizes for sizes in half_numbers.TABLES if sizes.numbers == half_numbers.TABLE.numbers]
    least = heights(frame, flyer, airs)[airs[-1]]
    drawn: list[tuple[float, Entry]] = []
    real = StackedOrganisation.draw

    def draw(self: StackedOrganisation, side: Any, entry: Entry, below_pt: float = 0.0) -> None:
        drawn.append((self.sizes.row_pad, entry))
        real(self, side, entry, below_pt)

    monkeypatch.setattr(StackedOrganisation, "draw", draw)
    tables = StackedTables(frame, flyer, airs)
    assert all(tables.height_pt(sizes, flyer.sections, least + 1.0) > least + 1.0 for sizes in airs[:-1])
    assert tables.height_pt(airs[-1], flyer.sections, least + 1.0) == least
    assert {pad for pad, _ in drawn} == {airs[-1].row_pad}
    assert len(drawn) == len({entry for _, entry in drawn}), "an organisation is set twice in one size"

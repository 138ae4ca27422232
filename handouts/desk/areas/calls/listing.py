"""The numbers to call as the page has them: where each stands, what is dialled from here, what the last call found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handouts.content.calling import NumberToCall, numbers_to_call
from handouts.desk.areas.directory.places import all_places, is_city, listed
from handouts.desk.store.state import State
from handouts.sources.calls import Call, Result
from handouts.sources.model import not_paused


@dataclass(frozen=True, slots=True)
class CallRow:
    """One number of one organisation. `id`: of its part of the page; `dial`: what is dialled from where the caller
    sits, empty where it can't be; `others`: the words of the sides from which it can; `sheets`: on how many it stands;
    `entries`: the pages of the directory that have it; `result`: of the last call, `on` its day; `old`: longer ago than
    the limit."""

    id: str
    number: str
    organisation: str
    where: tuple[str, ...]
    in_all_cities: bool
    details: tuple[str, ...]
    dial: str
    others: tuple[str, ...]
    result: Result | None
    on: date | None
    call: Call | None
    old: bool
    sheets: int
    entries: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether somebody should call it (again)."""
        return self.result is not Result.WORKS or self.old


def call_rows(state: State, calls: tuple[Call, ...], country: str, today: date) -> tuple[CallRow, ...]:
    """All numbers that are printed, as a caller in `country` needs them."""
    data = state.data
    stands = list(_stands(state))
    limit = data.handout.limits.calls_days
    return tuple(_row(each, stands, country, today, limit) for each in numbers_to_call(data, calls))


@dataclass(frozen=True, slots=True)
class _Stand:
    number: str
    organisation: str
    address: str
    sheets: int
    in_city: bool


def _stands(state: State) -> Iterator[_Stand]:
    data = state.data
    languages, cities = len(data.languages.languages), len(data.directory.cities)
    for place in all_places(state):
        sheets = languages if is_city(place) else languages * cities
        for each in listed(state, place):
            if each.organisation.paused is None:
                for number in not_paused(each.organisation.numbers):
                    text = number.number or number.short or ""
                    yield _Stand(text, each.organisation.name, each.address, sheets, is_city(place))


def _row(each: NumberToCall, stands: list[_Stand], country: str, today: date, limit: int) -> CallRow:
    here = [stand for stand in stands if stand.number == each.number and stand.organisation == each.organisation]
    dialled = {side.country: side for side in each.dialled}
    result, on = (each.found.result, each.found.on) if each.found else (None, None)
    if each.found is None and each.verified is not None:
        result, on = Result.WORKS, each.verified
    return CallRow(
        id=f"n{hashlib.sha256(f'{each.organisation}/{each.number}'.encode()).hexdigest()[:8]}",
        number=each.number,
        organisation=each.organisation,
        where=tuple(place for place in each.where if place != "all cities"),
        in_all_cities=any(not stand.in_city for stand in here),
        details=(each.service, *each.details) if each.service else each.details,
        dial=dialled[country].printed if country in dialled else "",
        others=tuple(side.words for side in each.dialled if side.country != country),
        result=result,
        on=on,
        call=each.found,
        old=bool(on and (today - on).days > limit),
        sheets=sum(stand.sheets for stand in here),
        entries=tuple(stand.address for stand in here),
    )

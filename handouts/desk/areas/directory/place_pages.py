"""The pages of a place: its organisations in their order, its name, its note; removed as a whole."""

from __future__ import annotations

from starlette.responses import Response

from handouts.desk.areas.directory.dialling import dialling_of
from handouts.desk.areas.directory.organisation_form import form_of
from handouts.desk.areas.directory.place import PLACE
from handouts.desk.areas.directory.places import FILE, Listed, address_of, all_places, is_city, listed, place_by_id
from handouts.desk.areas.directory.sayings import MOVED, PLACE_MOVED
from handouts.desk.areas.directory.sheets import sheets_changed
from handouts.desk.page import Page
from handouts.desk.saving import Asked, Refused, save_entry, was_of
from handouts.desk.store.history import Entry
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.desk.store.values_json import to_json
from handouts.errors import ConflictError, InputError
from handouts.exchange.directory_rows import Place
from handouts.sources.edits import move
from handouts.sources.yaml_document import Steps, Value
from handouts.wording import worded as _

_FIELDS = ("name", "title", "icon", "note")
_LIST_CHANGED = _("The list has changed meanwhile: look at it, and move once more.")


def show_place(page: Page) -> Response:
    """One place."""
    place = place_by_id(page.state, page.path("place"))
    return _page(page, place) if place else page.missing()


def take_order(page: Page) -> Response:
    """Move one organisation. `seen`: the slugs as the page had them; `to`: slug and new position from 1."""
    place = place_by_id(page.state, page.path("place"))
    if place is None:
        return page.missing()
    entries = listed(page.state, place)
    slug, _colon, to = page.typed("to").rpartition(":")
    here = next((each.index for each in entries if each.slug == slug), None)
    there = int(to) - 1 if to.isdecimal() and len(to) < 6 else -1
    if here is None or not 0 <= there < len(entries) or here == there:
        return page.go(address_of(place))
    if page.typed("seen") != " ".join(each.slug for each in entries):
        return _page(page, place, [("", page.words(_LIST_CHANGED))])
    steps = (*place.steps, "organisations")
    name = entries[here].organisation.name
    what = Saying(MOVED, {"name": name, "n": str(there + 1), "all": str(len(entries)), "place": place.name})
    entry = _moved(page, place, what, (*steps, here), (*steps, there))
    if isinstance(entry, Response):
        return entry
    state = page.desk.store.state()
    after = place_by_id(state, place.part.id)
    moved = listed(state, after)[there].slug if after else slug
    way = "up" if there < here else "down"
    return page.go(f"{address_of(place)}?moved={entry.number if entry else ''}&at={way}-{moved}#org-{moved}")


def take_place(page: Page) -> Response:
    """Save the name and note of a place."""
    was = was_of(page)
    mine: dict[str, Value] = dict(was) if isinstance(was, dict) else {}
    for name in _FIELDS:
        if name in page.form:
            text = " ".join(page.typed(name).splitlines()).strip()
            if text or name in ("name", "title"):
                mine[name] = text
            else:
                mine.pop(name, None)
    outcome = save_entry(page, PLACE, (page.path("place"),), was, mine)
    (id_,) = PLACE.now(page.desk.store.history, page.state, (page.path("place"),), was)
    place = place_by_id(page.state, id_)
    if isinstance(outcome, Refused) and place is not None:
        mistakes = [
            (str(at[-1]), problem.said) if at and at[-1] in _FIELDS else ("", str(problem))
            for problem, at in outcome.found()
        ]
        return _page(page, place, mistakes, mine)
    if isinstance(outcome, Asked):
        return page.go(outcome.address)
    if isinstance(outcome, Refused):
        return page.missing()
    page.desk.store.drafts.drop(page.address)
    address = PLACE.address(page.desk.store.state(), outcome.key)
    return page.go(f"{address}?done={outcome.entry.number}" if outcome.entry else address)


def take_place_order(page: Page) -> Response:
    """Move a city among the cities, or a group among the groups, one place: `do` is "up" or "down"."""
    place = place_by_id(page.state, page.path("place"))
    if place is None:
        return page.missing()
    top, here = str(place.steps[0]), int(place.steps[1])
    there, count = here + {"up": -1, "down": 1}.get(page.typed("do"), 0), _count(page, place)
    if there == here or not 0 <= there < count:
        return page.go(address_of(place))
    what = Saying(PLACE_MOVED, {"name": place.name, "n": str(there + 1), "all": str(count)})
    entry = _moved(page, place, what, (top, here), (top, there))
    if isinstance(entry, Response):
        return entry
    return page.go(f"{address_of(place)}?done={entry.number if entry else 0}")


def _moved(page: Page, place: Place, what: Saying, here: Steps, there: Steps) -> Entry | Response | None:
    """Saved, with its entry of the history; or the page that says why not."""
    change = Change(
        what,
        edits={FILE: [move(here, there)]},
        made_from={f"{FILE}.yaml": page.state.digest(FILE)},
        area=FILE,
        address=address_of(place),
    )
    try:
        return page.desk.store.save(change, page.seat.who)
    except ConflictError:
        return _page(page, place, [("", page.words(_LIST_CHANGED))])
    except InputError as error:
        return _page(page, place, [("", line) for line in page.placed(error)])


def _count(page: Page, place: Place) -> int:
    """How many places of its kind there are."""
    return sum(is_city(each) is is_city(place) for each in all_places(page.state))


def show_remove_place(page: Page) -> Response:
    """Asks once more, and says how many organisations go with it."""
    place = place_by_id(page.state, page.path("place"))
    if place is None:
        return page.missing()
    return _remove_page(page, place)


def take_remove_place(page: Page) -> Response:
    """Remove a place and all that stands in it; the history has it."""
    was = was_of(page)
    (id_,) = PLACE.now(page.desk.store.history, page.state, (page.path("place"),), was)
    place = place_by_id(page.state, id_)
    if place is None:
        return page.missing()
    outcome = save_entry(page, PLACE, (page.path("place"),), was, None)
    if isinstance(outcome, Refused):
        return _remove_page(page, place, [("", str(problem)) for problem in outcome.problems])
    if isinstance(outcome, Asked):
        return page.go(outcome.address)
    return page.go(f"/directory?done={outcome.entry.number}" if outcome.entry else "/directory")


def _remove_page(page: Page, place: Place, mistakes: list[tuple[str, str]] | None = None) -> Response:
    return page.render_form(
        "directory/remove-place.html",
        mistakes,
        place=place,
        back=address_of(place),
        was=to_json(PLACE.value(page.state, (place.part.id,))),
    )


def _page(
    page: Page, place: Place, mistakes: list[tuple[str, str]] | None = None, typed: dict[str, Value] | None = None
) -> Response:
    done, moved = page.done(), page.entry_asked("moved")
    was = PLACE.value(page.state, (place.part.id,))
    return page.render_form(
        "directory/place.html",
        mistakes,
        place=place,
        in_city=is_city(place),
        number=int(place.steps[1]) + 1,
        count_of_places=_count(page, place),
        entries=[(each, _dialled(page, each)) for each in listed(page.state, place)],
        seen=" ".join(each.slug for each in listed(page.state, place)),
        was=to_json(was),
        fields=typed if typed is not None else was,
        done=done,
        moved=moved,
        at=page.asked("at"),
        sheets=sheets_changed(page.desk.store, done) if done else 0,
    )


def _dialled(page: Page, entry: Listed) -> list[object]:
    sides = page.state.data.handout.sides_of_border
    return [dialling_of(row.values, sides, page.said) for row in form_of(entry.value).numbers]

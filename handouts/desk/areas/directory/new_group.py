"""Adding a group, whose organisations stand on every sheet: one step, as only its heading is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from handouts.desk.areas.directory.places import FILE, RESERVED_PLACES, address_of, all_places, is_city, place_by_id
from handouts.desk.areas.directory.sayings import PLACE_ADDED
from handouts.desk.page import Page
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import ConflictError, HandoutError, InputError
from handouts.exchange.directory_rows import as_id
from handouts.sources.edits import insert

ADDRESS: Final = "/directory/new-group"
_ICONS: Final = ("", "home", "child")


def show_new_group(page: Page) -> Response:
    """The form, empty or as a draft has it."""
    draft = page.desk.store.drafts.read(page.asked("draft"))
    return _page(page, draft.values() if draft is not None and draft.address == page.address else {}, [])


def take_new_group(page: Page) -> Response:
    """Add it behind the other groups."""
    _ = page.words
    fields = {name: " ".join(value.split()) for name, value in page.fields()}
    title, icon = fields.get("title", ""), fields.get("icon", "")
    if not title:
        return _page(page, fields, [("title", _("Write the heading of the group."))])
    stem = as_id(title) or "group"
    free = (id_ for n in range(1, 10_000) if not place_by_id(page.state, id_ := stem if n == 1 else f"{stem[:35]}-{n}"))
    id_ = next(each for each in free if each not in RESERVED_PLACES)
    value = {"id": id_, "title": title, **({"icon": icon} if icon in _ICONS and icon else {}), "organisations": ()}
    at = len(page.state.data.directory.groups)
    change = Change(
        Saying(PLACE_ADDED, {"name": title}),
        edits={FILE: [insert(("groups", at), value)]},
        made_from={f"{FILE}.yaml": page.state.digest(FILE)},
        area=FILE,
        address=f"/directory/{id_}",
    )
    try:
        entry = page.desk.store.save(change, page.seat.who)
    except InputError as error:
        return _page(page, fields, [("title", line) for line in page.lines(error)])
    except ConflictError:
        return _page(page, fields, [("", _("A file has changed meanwhile: look once more, then add."))])
    except HandoutError as error:
        return _page(page, fields, [("", line) for line in page.lines(error)])
    page.desk.store.drafts.drop(page.address)
    return page.go(f"/directory/{id_}?done={entry.number if entry else 0}")


def _page(page: Page, fields: Mapping[str, str], mistakes: list[tuple[str, str]]) -> Response:
    groups = [(place.name, address_of(place)) for place in all_places(page.state) if not is_city(place)]
    return page.render_form(
        "directory/new-group.html",
        mistakes,
        fields=fields,
        groups=groups,
        draft=None if mistakes or fields else page.desk.store.drafts.of(page.address),
    )

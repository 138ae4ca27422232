"""The pages of an organisation: change it, add one, remove it; and `/api/dial`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.responses import HTMLResponse, Response

from handouts.desk.areas.directory.choices import choices_of, untranslated
from handouts.desk.areas.directory.dialling import dialling_of
from handouts.desk.areas.directory.organisation import NEW_ORGANISATION, ORGANISATION, OrganisationKind
from handouts.desk.areas.directory.organisation_form import OrganisationForm, Row, form_from, form_of, value_of
from handouts.desk.areas.directory.places import address_of, is_city, listed, organisation_at, place_by_id
from handouts.desk.areas.directory.row_steps import stepped
from handouts.desk.areas.directory.sheets import printed, sheets_changed, sheets_of
from handouts.desk.page import Page
from handouts.desk.same_numbers import names_with
from handouts.desk.saving import Asked, Refused, Saved, save_entry, was_of
from handouts.desk.store.drafts import Draft
from handouts.desk.store.store import Change
from handouts.desk.store.values_json import from_json, to_json
from handouts.errors import UsageError
from handouts.sources.yaml_document import Steps, Value
from handouts.wording import worded as _

_NEW = "new"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the field of that id; empty where it is none of the form's."""

    field: str
    label: str
    said: str


def show_organisation(page: Page) -> Response:
    """The form of one organisation, as its file has it or as a draft has it: also where it was renamed or removed since
    the draft was begun."""
    kind, key = _kind_and_key(page)
    drafts = page.desk.store.drafts
    asked = drafts.read(page.asked("draft"))
    draft = asked if asked and asked.address == page.address else drafts.of(page.address)
    began = _began(draft)
    now = kind.now(page.desk.store.history, page.state, key, began) if began is not None else key
    value = kind.value(page.state, now)
    gone = kind is ORGANISATION and value is None
    if place_by_id(page.state, now[0]) is None or (gone and began is None):
        return page.missing()
    if draft is not None and (draft is asked or gone) and (began is not None or kind is NEW_ORGANISATION):
        return _page(page, now, form_from(draft.fields), began, dirty=True)
    form = form_of(value)
    if kind is NEW_ORGANISATION:
        form = replace(form, numbers=(Row(form.new_key(), {"number": ""}),))
    return _page(page, now, form, value)


def _began(draft: Draft | None) -> Value:
    """What the form said when its draft was begun."""
    with contextlib.suppress(ValueError):
        return from_json(draft.values().get("was", "")) if draft else None
    return None


def take_organisation(page: Page) -> Response:
    """Save the form; or do something to its rows, and show it again."""
    kind, key = _kind_and_key(page)
    form = form_from(page.fields())
    was = was_of(page)
    now = kind.now(page.desk.store.history, page.state, key, was)
    if place_by_id(page.state, now[0]) is None and kind is NEW_ORGANISATION:
        return page.missing()
    if (do := page.typed("do")) and do != "save":
        form, focus = stepped(form, do, page.form)
        return page.go(f"{page.address}?draft={_keep(page, form, was)}&at={focus}")
    outcome = save_entry(page, kind, key, was, value_of(form, was, page.desk.clock().date()))
    if isinstance(outcome, Refused):
        _keep(page, form, was)
        return _page(page, now, form, was, mistakes=_mistakes(kind, _steps(page, kind, now), form, outcome, page.words))
    if isinstance(outcome, Asked):
        _keep(page, form, was)
        return page.go(outcome.address)
    page.desk.store.drafts.drop(page.address)
    return page.go(_after(page, kind, outcome.key, form.fields.get("name", ""), outcome))


def as_typed(page: Page, key: tuple[str, ...]) -> Change:
    """What saving the form as it stands would change, for the page beside it. `key`: as in the address."""
    kind = NEW_ORGANISATION if key[1:] == (_NEW,) else ORGANISATION
    if len(key) != 2 or place_by_id(page.state, key[0]) is None:
        raise UsageError(_("there is no such place any more"))
    typed = value_of(form_from(page.fields()), was_of(page), page.desk.clock().date())
    return kind.change(page.state, key, typed)


def _steps(page: Page, kind: OrganisationKind, key: tuple[str, ...]) -> Steps:
    """Where the entry stands or would stand."""
    found, place = kind.found(page.state, key), place_by_id(page.state, key[0])
    if found:
        return found.steps
    return (*place.steps, "organisations", len(place.part.organisations)) if place else ()


def show_remove(page: Page) -> Response:
    """Asks once more."""
    key = (page.path("place"), page.path("slug"))
    found = ORGANISATION.found(page.state, key)
    if found is None:
        return page.missing()
    return page.render("directory/remove.html", found=found, back=found.address, was=to_json(found.value), mistakes=[])


def take_remove(page: Page) -> Response:
    """Remove an organisation with its comments; the history has it."""
    key = (page.path("place"), page.path("slug"))
    was = was_of(page)
    found = ORGANISATION.found(page.state, ORGANISATION.now(page.desk.store.history, page.state, key, was))
    if found is None:
        return page.missing()
    outcome = save_entry(page, ORGANISATION, key, was, None)
    if isinstance(outcome, Asked):
        return page.go(outcome.address)
    if isinstance(outcome, Refused):
        mistakes = [("", str(problem)) for problem in outcome.problems]
        return page.render(
            "directory/remove.html", 422, found=found, back=found.address, was=to_json(found.value), mistakes=mistakes
        )
    done = f"?done={outcome.entry.number}" if outcome.entry else ""
    return page.go(f"{address_of(found.place)}{done}")


def effect(page: Page) -> Response:
    """A piece of a page: what saving the form as it stands would do. Writes nothing."""
    key = (page.path("place"), page.path("slug"))
    place = place_by_id(page.state, key[0])
    if place is None:
        return page.missing()
    was = was_of(page)
    mine = value_of(form_from(page.fields()), was, page.desk.clock().date())
    return HTMLResponse(
        page.part(
            "directory/effect.html",
            changed=mine != was,
            sheets=sheets_of(page.state, place) if printed(mine) != printed(was) else 0,
            untranslated=sorted(untranslated(page.state, mine)),
        )
    )


def dial(page: Page) -> Response:
    """A piece of a page: what is dialled for a number as it is typed; also what is wrong, and what may be meant."""
    key = page.asked("row")[:8]
    start = f"numbers.{key}."
    fields = {name.removeprefix(start): text for name, text in page.request.query_params.items()}
    at = page.asked("place"), page.asked("slug")
    return HTMLResponse(page.part("directory/dial.html", key=key, dialling=_dialling(page, at, fields)))


def _dialling(page: Page, at: tuple[str, ...], fields: Mapping[str, str]) -> object:
    """`at`: the place and slug of the organisation, as in its address."""
    stripped = {name: text.strip()[:200] for name, text in fields.items()}
    data = page.state.data
    here, me = place_by_id(page.state, at[0]), organisation_at(page.state, at[0], at[1])

    def others_with(number: str) -> tuple[str, ...]:
        if here is None:
            return ()
        mine = (me.place.where, me.index) if me else None
        return names_with(data.directory, here.where, number, lambda place, index, _: (place.where, index) != mine)

    return dialling_of(stripped, data.handout.sides_of_border, page.said, others_with)


def _kind_and_key(page: Page) -> tuple[OrganisationKind, tuple[str, str]]:
    slug = str(page.request.path_params.get("slug", _NEW))
    return (NEW_ORGANISATION if slug == _NEW else ORGANISATION), (page.path("place"), slug)


def _page(
    page: Page,
    key: tuple[str, ...],
    form: OrganisationForm,
    was: Value,
    *,
    mistakes: list[Mistake] | None = None,
    dirty: bool = False,
) -> Response:
    """`key`: of the entry as it stands now; the address of the form may be an older one."""
    kind, _address = _kind_and_key(page)
    place = place_by_id(page.state, key[0])
    done = page.done()
    draft = page.desk.store.drafts.of(page.address) if not mistakes and not dirty else None
    return page.render(
        "directory/organisation.html",
        422 if mistakes else 200,
        form=form,
        was=to_json(was),
        new=kind is NEW_ORGANISATION,
        place=place,
        place_address=address_of(place) if place else "/directory",
        in_city=is_city(place) if place else True,
        title=kind.title(page.state, key),
        mistakes=[(each.field, f"{each.label}: {each.said}" if each.label else each.said) for each in mistakes or ()],
        wrong={each.field: each.said for each in reversed(mistakes or ())},
        draft=draft,
        dirty=dirty or bool(mistakes),
        choices=choices_of(page.state),
        sides=page.state.data.handout.sides_of_border,
        dialling={row.key: _dialling(page, key, row.values) for row in form.numbers},
        verified={
            str(index): number.get("verified") for index, number in enumerate(_numbers(was)) if isinstance(number, dict)
        },
        at=page.asked("at"),
        done=done,
        sheets=sheets_changed(page.desk.store, done) if done else 0,
    )


def _numbers(was: Value) -> tuple[Value, ...]:
    numbers = was.get("numbers") if isinstance(was, dict) else None
    return numbers if isinstance(numbers, tuple) else ()


def _keep(page: Page, form: OrganisationForm, was: Value) -> str:
    """Keep what was typed as this page's draft, and give its id."""
    fields = (("was", to_json(was)), *form.posted())
    _ = page.words
    title = form.fields.get("name", "") or _("A new organization")
    return page.desk.store.drafts.keep(page.address, title, page.desk.clock(), page.seat.who, fields).id


def _after(page: Page, kind: OrganisationKind, key: tuple[str, ...], name: str, saved: Saved) -> str:
    """The page of the organisation, which may have another name now."""
    state = page.desk.store.state()
    address = kind.address(state, key)
    place = place_by_id(state, key[0])
    if place and kind is ORGANISATION and kind.found(state, key) is None:
        named = [each.address for each in listed(state, place) if each.organisation.name == name]
        address = named[0] if named else address
    return f"{address}?done={saved.entry.number}" if saved.entry else address


def _mistakes(
    kind: OrganisationKind, steps: Steps, form: OrganisationForm, refused: Refused, words: Callable[..., str]
) -> list[Mistake]:
    """Each mistake, in the loader's words. `steps`: where the entry stands in its file."""
    found: list[Mistake] = []
    for problem, at in refused.found():
        inside = at[len(steps) :] if at[: len(steps)] == steps and len(at) > len(steps) else ()
        if inside:
            found.append(Mistake(_field_id(inside, form), kind.field(inside, words), problem.said))
        else:
            found.append(Mistake("", "", str(problem)))
    return found


def _field_id(inside: Steps, form: OrganisationForm) -> str:
    """`("numbers", 1, "hours")` -> the id of the second row's field."""
    key = str(inside[0])
    rows = {"numbers": form.numbers, "visits": form.visits, "visit": form.visits}.get(key)
    if rows is None:
        return key
    index = inside[1] if len(inside) > 1 and isinstance(inside[1], int) else 0
    if index >= len(rows):
        return key
    last = inside[-1] if isinstance(inside[-1], str) and inside[-1] != key else ""
    row = rows[index]
    field = last or ("address" if key != "numbers" else "short" if row.is_short else "number")
    return f"{'numbers' if key == 'numbers' else 'visits'}.{row.key}.{field}"

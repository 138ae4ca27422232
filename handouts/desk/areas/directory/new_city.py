"""Adding a city, in three steps: its name, its name in other letters, and the answers once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.responses import Response

from handouts.desk.areas.directory.places import FILE, RESERVED_PLACES, address_of, all_places, is_city, place_by_id
from handouts.desk.areas.directory.sayings import PLACE_ADDED
from handouts.desk.page import Page
from handouts.desk.store.drafts import Draft
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.errors import ConflictError, InputError, Problem, UsageError
from handouts.exchange.directory_rows import as_id
from handouts.sources.edits import insert
from handouts.sources.languages import SOURCE_LANGUAGE, is_right_to_left, script_of
from handouts.sources.messages import messages_of
from handouts.sources.model import Language
from handouts.sources.po_update import with_texts
from handouts.sources.values import safe_id
from handouts.wording import message_of

_ADDRESS: Final = "/directory/new"
_STEPS: Final = ("1", "2", "3")
_LATIN: Final = "Latn"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far. `after`: the id of the city that it stands behind, empty for the first place; `names`:
    by tag, empty where nobody knows."""

    name: str = ""
    id: str = ""
    after: str = ""
    names: Mapping[str, str] | None = None


def show_new_city(page: Page) -> Response:
    """One of the steps."""
    step = page.asked("step")
    draft = page.desk.store.drafts.of(_ADDRESS)
    answers = _answers(draft)
    if step not in _STEPS or (step != "1" and not answers.name):
        step = "1"
    found = draft if draft and not page.asked("step") else None
    return _page(page, step, answers, found)


def take_new_city(page: Page) -> Response:
    """Keep the answers of a step and go on; in the last one, add the city."""
    _ = page.words
    step, answers = page.typed("step"), _answers(page.desk.store.drafts.of(_ADDRESS))
    if step == "1":
        name = page.typed("name")
        answers = Answers(name, page.typed("id") or as_id(name), page.typed("after"), answers.names)
        _keep(page, answers)
        if mistakes := _mistakes_in_name(page, answers):
            return _page(page, "1", answers, mistakes=mistakes)
        return page.go(f"{_ADDRESS}?step=2")
    if step == "2":
        names = {each.tag: page.typed(f"name.{each.tag}") for each in _others(page)}
        _keep(page, Answers(answers.name, answers.id, answers.after, names))
        return page.go(f"{_ADDRESS}?step=3")
    if step != "3" or not answers.name:
        return page.go(_ADDRESS)
    try:
        entry = _add(page, answers)
    except (InputError, UsageError) as error:
        return _page(page, "3", answers, mistakes=[("", line) for line in page.placed(error)])
    except ConflictError:
        return _page(page, "3", answers, mistakes=[("", _("A file has changed meanwhile: look once more, then add."))])
    page.desk.store.drafts.drop(_ADDRESS)
    return page.go(f"/directory/{answers.id}?done={entry}")


def _add(page: Page, answers: Answers) -> int:
    store, state = page.desk.store, page.state
    if not state.whole:
        raise InputError(state.problems)
    names = [city.id for city in state.data.directory.cities]
    at = names.index(answers.after) + 1 if answers.after in names else 0
    city = {"id": answers.id, "name": answers.name, "organisations": ()}
    what = Saying(PLACE_ADDED, {"name": answers.name})
    address = f"/directory/{answers.id}"
    change = Change(what, edits={FILE: [insert(("cities", at), city)]}, area=FILE, address=address)
    data = store.preview(change)
    messages = messages_of(data.handout, data.directory, data.faq)
    key = (f"city.{answers.id}.name", answers.name)
    files: dict[str, bytes | None] = {}
    today = page.desk.clock().date()
    problems: list[Problem] = []
    for tag, text in (answers.names or {}).items():
        name = f"translations/{tag}.po"
        if text and store.content(name) is not None:
            try:
                files[name] = with_texts(Path(store.folder, name), tag, messages, {key: text}, today)
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    made_from = {name: store.digest(name) for name in (*files, f"{FILE}.yaml")}
    entry = store.save(
        Change(what, change.edits, files, {**made_from, f"{FILE}.yaml": state.digest(FILE)}, FILE, address),
        page.seat.who,
    )
    return entry.number if entry else 0


def _mistakes_in_name(page: Page, answers: Answers) -> list[tuple[str, str]]:
    _ = page.words
    if not answers.name:
        return [("name", _("Write the name of the city."))]
    if not answers.id:
        return [("id", _("Write a name for its files, in small Latin letters."))]
    try:
        safe_id(answers.id)
    except ValueError as error:
        return [("id", _.told(message_of(error)))]
    if place_by_id(page.state, answers.id):
        return [("id", _("There is a place with these files already: {name}.", name=answers.id))]
    if answers.id in RESERVED_PLACES:
        return [("id", _("This word is kept for another page. Use another."))]
    change = Change(
        Saying(PLACE_ADDED),
        edits={FILE: [insert(("cities", 0), {"id": answers.id, "name": answers.name, "organisations": ()})]},
    )
    try:
        page.desk.store.preview(change)
    except InputError as error:
        return [("name", line) for line in page.lines(error)]
    return []


def _page(
    page: Page,
    step: str,
    answers: Answers,
    draft: Draft | None = None,
    mistakes: list[tuple[str, str]] | None = None,
) -> Response:
    languages = _others(page)
    names = answers.names if answers.names is not None else {}
    shown = {
        each.tag: names.get(each.tag, answers.name if script_of(each.tag) == _LATIN and answers.names is None else "")
        for each in languages
    }
    cities = [place for place in all_places(page.state) if is_city(place)]
    return page.render_form(
        "directory/new-city.html",
        mistakes,
        step=step,
        answers=answers,
        draft=draft,
        cities=[(place.part.id, place.name) for place in cities],
        behind=next((place.name for place in cities if place.part.id == answers.after), ""),
        first=address_of(cities[0]),
        latin=[each for each in languages if script_of(each.tag) == _LATIN],
        others=[each for each in languages if script_of(each.tag) != _LATIN],
        names=shown,
        right_to_left=is_right_to_left,
        waiting=[each.names.en for each in languages if not names.get(each.tag)],
    )


def _others(page: Page) -> list[Language]:
    return [each for each in page.state.data.languages.languages if each.tag != SOURCE_LANGUAGE]


def _answers(draft: Draft | None) -> Answers:
    if draft is None:
        return Answers()
    values = draft.values()
    names = {name.removeprefix("name."): text for name, text in values.items() if name.startswith("name.")}
    return Answers(values.get("name", ""), values.get("id", ""), values.get("after", ""), names or None)


def _keep(page: Page, answers: Answers) -> None:
    fields = [("name", answers.name), ("id", answers.id), ("after", answers.after)]
    fields += [(f"name.{tag}", text) for tag, text in (answers.names or {}).items()]
    store = page.desk.store
    store.drafts.keep(_ADDRESS, answers.name, page.desk.clock(), page.seat.who, tuple(fields))

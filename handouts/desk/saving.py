"""A form saved: merged with what the file says by now, checked, written, recorded; or kept as a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handouts.desk.entries import EntryKind
from handouts.desk.page import Page
from handouts.desk.store.drafts import Draft
from handouts.desk.store.history import Entry
from handouts.desk.store.merging import Side, merge
from handouts.desk.store.values_json import from_json, to_json
from handouts.errors import ConflictError, HandoutError, InputError, Problem, UsageError
from handouts.sources.edits import same
from handouts.sources.yaml_document import Document, Steps, Value
from handouts.sources.yaml_scalars import shortened

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Saved:
    """It stands in the file. `entry` is None where nothing had to be changed; `key` is the one that it was found by."""

    entry: Entry | None
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Both changed the same: the page `/conflict/<draft>` asks."""

    draft: Draft

    @property
    def address(self) -> str:
        return f"/conflict/{self.draft.id}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written; this is wrong, in the language of the page. `places`: where in its file each problem lies,
    empty where nobody knows."""

    problems: tuple[Problem, ...]
    places: tuple[Steps, ...] = ()

    def found(self) -> Iterator[tuple[Problem, Steps]]:
        """Each problem with its place."""
        for index, problem in enumerate(self.problems):
            yield problem, self.places[index] if index < len(self.places) else ()


def save_entry(
    page: Page,
    kind: EntryKind,
    key: tuple[str, ...],
    was: Value,
    mine: Value,
    chosen: Mapping[Steps, Side] | None = None,
) -> Saved | Asked | Refused:
    """Save an entry that a form made of `was` into `mine`. `chosen`: what was decided of conflicts.

    Raises WriteError.
    """
    for _ in range(_TRIES):
        with page.desk.store.alone():
            try:
                return _saved(page, kind, key, was, mine, chosen)
            except ConflictError:
                continue  # from outside: the file has changed since it was read; merge once more
    raise ConflictError(page.desk.store.folder)


def _saved(
    page: Page, kind: EntryKind, key: tuple[str, ...], was: Value, mine: Value, chosen: Mapping[Steps, Side] | None
) -> Saved | Asked | Refused:
    """One try. Raises ConflictError where the file has changed since it was read here."""
    store = page.desk.store
    state = store.state()
    if not state.whole:
        return Refused(page.told(state.problems))
    now = kind.now(store.history, state, key, was)
    theirs = kind.value(state, now)
    merged = merge(was, theirs, mine, chosen)
    if merged.conflicts:
        return Asked(keep_conflict(page, kind, key, was, mine))
    if same(merged.value, theirs):
        return Saved(None, now)
    try:
        change = kind.change(state, now, merged.value)
    except (InputError, UsageError) as error:
        return Refused(page.told(error))
    try:
        return Saved(store.save(change, page.seat.who), now)
    except InputError as error:
        documents = store.edited(change).values()
        return Refused(page.told(error), tuple(place_of(problem, documents) for problem in error.problems))
    except UsageError as error:
        return Refused(page.told(error))


def place_of(problem: Problem, documents: Iterable[Document]) -> Steps:
    """The way to the value or key at which a problem was found; empty where none stands there."""
    for document in documents:
        if document.file != problem.file:
            continue
        for extents in (document.values, document.keys):
            ways = [way for way, at in extents.items() if (at.line, at.column) == (problem.line, problem.column)]
            if ways:
                return max(ways, key=len)
    return ()


def keep_conflict(page: Page, kind: EntryKind, key: tuple[str, ...], was: Value, mine: Value) -> Draft:
    """What was typed, kept until it is decided. `key`: as the form has it, whatever it is by now. Raises WriteError."""
    store, address = page.desk.store, "conflict:" + "/".join((kind.name, *key))
    before = store.drafts.of(address)
    form = before.values().get("form", "") if before and page.address == Asked(before).address else page.address
    fields = (
        *(("kind", kind.name), ("form", form), *(("key", part) for part in key)),
        *(("was", to_json(was)), ("mine", to_json(mine))),
    )
    state = store.state()
    title = kind.title(state, kind.now(store.history, state, key, was)) or called(was)
    return store.drafts.keep(address, title, page.desk.clock(), page.seat.who, fields)


def called(value: Value) -> str:
    """What an entry is called by what its file says of it."""
    names = (value.get(key) for key in ("name", "title", "text")) if isinstance(value, dict) else ()
    return shortened(next((name for name in names if isinstance(name, str)), ""))


@dataclass(frozen=True, slots=True)
class Kept:
    """A conflict that waits to be decided. `key` is that of the form at the address `form`, `now` the one that it has
    by now; `theirs` is None where it was removed."""

    draft: Draft
    kind: EntryKind
    form: str
    key: tuple[str, ...]
    now: tuple[str, ...]
    was: Value
    theirs: Value
    mine: Value


def kept_conflict(page: Page, id_: str) -> Kept | None:
    """The conflict of a draft; None where it is none."""
    draft = page.desk.store.drafts.read(id_)
    if draft is None:
        return None
    values = draft.values()
    kinds = {kind.name: kind for area in page.desk.areas for kind in area.kinds}
    try:
        key, kind = tuple(value for name, value in draft.fields if name == "key"), kinds[values["kind"]]
        was, mine = from_json(values["was"]), from_json(values["mine"])
        now = kind.now(page.desk.store.history, page.state, key, was)
        return Kept(draft, kind, values.get("form", ""), key, now, was, kind.value(page.state, now), mine)
    except (KeyError, ValueError):
        return None


def was_of(page: Page, field: str = "was") -> Value:
    """The values that the form was made from, as its hidden field carries them. Raises BadFormError."""
    try:
        return from_json(page.typed(field))
    except ValueError as error:
        raise BadFormError(field) from error


class BadFormError(HandoutError):
    """A form that no page of ours sends."""

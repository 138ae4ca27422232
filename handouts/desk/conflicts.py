"""`/conflict/<draft>`: what both changed stands side by side, and nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from handouts.desk.area import Route
from handouts.desk.entries import EntryKind
from handouts.desk.page import Page
from handouts.desk.saving import Asked, Kept, Refused, called, kept_conflict, save_entry
from handouts.desk.showing import shown
from handouts.desk.store.merging import Conflict, Maybe, Side, merge
from handouts.sources.yaml_document import Steps

_NAMES = frozenset({"name", "title"})


def _show(page: Page) -> Response:
    kept = kept_conflict(page, page.path("draft"))
    return _page(page, kept) if kept else page.missing()


def _take(page: Page) -> Response:
    _ = page.words
    kept = kept_conflict(page, page.path("draft"))
    if kept is None:
        return page.missing()
    conflicts = merge(kept.was, kept.theirs, kept.mine).conflicts
    if page.typed("theirs-were") != _as_seen(conflicts):  # theirs has changed again since the page was shown
        return _page(page, kept, mistakes=[("", _("The file has changed once more: look again."))])
    chosen: dict[Steps, Side] = {}
    mistakes: list[tuple[str, str]] = []
    for index, conflict in enumerate(conflicts):
        try:
            chosen[conflict.steps] = Side(page.typed(f"c{index}"))
        except ValueError:
            field = kept.kind.field(conflict.steps, page.words)
            mistakes.append((f"c{index}-theirs", _("Choose for “{field}”.", field=field)))
    if mistakes:
        return _page(page, kept, mistakes)
    outcome = save_entry(page, kept.kind, kept.key, kept.was, kept.mine, chosen)
    if isinstance(outcome, Refused):
        return _page(page, kept, [("", str(problem)) for problem in outcome.problems])
    if isinstance(outcome, Asked):
        return page.go(outcome.address)
    page.desk.store.drafts.drop(kept.draft.address)
    page.desk.store.drafts.drop(kept.form)
    address = kept.kind.address(page.desk.store.state(), outcome.key)
    page.desk.store.drafts.drop(address)
    return page.go(f"{address}?done={outcome.entry.number}" if outcome.entry else address)


def _page(page: Page, kept: Kept, mistakes: list[tuple[str, str]] | None = None) -> Response:
    _ = page.words
    conflicts = merge(kept.was, kept.theirs, kept.mine).conflicts
    title = kept.kind.title(page.state, kept.now) or kept.draft.title
    before = called(kept.was) if isinstance(kept.was, dict) and not _NAMES.isdisjoint(kept.was) else title
    names_shown = any(_NAMES.issuperset(map(str, each.steps[-1:])) for each in conflicts)
    return page.render_form(
        "conflict.html",
        mistakes,
        kept=kept,
        title=title,
        before=before if before != title and not names_shown else "",
        removed=kept.theirs is None,
        removing=kept.mine is None,
        back=kept.kind.address(page.state, kept.now),
        seen=_as_seen(conflicts),
        chosen=[page.typed(f"c{index}") for index in range(len(conflicts))],
        lines=[
            (
                kept.kind.field(each.steps, _),
                *(_said(kept.kind, each.steps, value, _) for value in (each.was, each.theirs, each.mine)),
            )
            for each in conflicts
        ],
    )


def _said(kind: EntryKind, steps: Steps, value: Maybe, words: Callable[..., str]) -> str:
    """A value in words; of a whole entry each of its values behind what the form calls it."""
    if steps or not isinstance(value, dict):
        return shown(value, words)
    return "\n".join(f"{kind.field((key,), words)}: {shown(each, words)}" for key, each in value.items())


def _as_seen(conflicts: tuple[Conflict, ...]) -> str:
    return repr([(each.steps, each.theirs) for each in conflicts])


CONFLICTS = (Route("/conflict/{draft}", _show, _take),)

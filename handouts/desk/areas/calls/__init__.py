"""Calls: every number that is printed, what to dial, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.content.calling import standing
from handouts.desk.area import Area, Badge, Route
from handouts.desk.areas.calls import pages
from handouts.desk.desk import Desk
from handouts.wording import worded as _


def _badge(desk: Desk, words: Callable[..., str]) -> Badge | None:
    said = _("never called")
    found = standing(desk.store.state().data, (), desk.clock().date())
    never = found.numbers - found.verified
    return Badge(never, words(said)) if never else None


CALLS = Area(
    name="calls",
    title=_("Calls"),
    address="/calls",
    folder=Path(__file__).parent,
    routes=(Route("/calls", pages.show_calls, pages.take_call), Route("/calls/sheet.pdf", pages.show_sheet)),
    badge=_badge,
)

"""An area of the desk: an entry of the navigation, with its pages, templates and words in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from starlette.responses import Response

if TYPE_CHECKING:
    from handouts.desk.desk import Desk
    from handouts.desk.entries import EntryKind
    from handouts.desk.page import Page
    from handouts.desk.store.store import Change

Handler: TypeAlias = "Callable[[Page], Response]"
FormReader: TypeAlias = "Callable[[Page, tuple[str, ...]], Change]"
"""What saving the fields of a form as they stand would change; the key is that of the entry. Raises UsageError and
InputError for what can't be saved."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address, and what answers there. `show` reads, and never writes; `take` takes a form, and redirects. In
    `address`, `{name}` is one part of a path."""

    address: str
    show: Handler | None = None
    take: Handler | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A number beside the area's name in the navigation: `said` is heard after it ("not reviewed")."""

    number: int
    said: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `folder` holds its `templates/` and `locale/`; a template is named `name/template.html`. `title` is
    English, marked. `kinds`: the entries that it saves, for drafts and conflicts; `forms`: the forms beside which the
    page is shown as it will be, by the names that they give themselves."""

    name: str
    title: str
    address: str
    folder: Path
    routes: tuple[Route, ...]
    kinds: tuple[EntryKind, ...] = ()
    badge: Callable[[Desk, Callable[..., str]], Badge | None] | None = None
    forms: Mapping[str, FormReader] = field(default_factory=dict)

"""What workers are given, how it is shared out among them, and what they give back; all of it picklable. Whoever gives
it out needs nothing of what they work with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build.outcome import Outcome, Staging, Wanted, entries_of
from handouts.manifest import FileEntry
from handouts.products.table import BOUND

if TYPE_CHECKING:
    from handouts.build.kept_facts import Facts
    from handouts.content.booklet import Booklet
    from handouts.content.contents import Contents
    from handouts.content.flyer import Flyer
    from handouts.content.sheet_texts import Extent
    from handouts.layout import Typography
    from handouts.paper import Paper
    from handouts.products.product import Item

_OWN_PAGES, _FOLDED = 2, 2
_PICTURES_AT_MOST = 60
"""Pictures in a share."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sheets that are drawn under one font plan: `products`, by name, of every flyer of a language, or of those in
    several languages. `contents`: by the path of a booklet that is bound from them, what product it is, and what its
    own pages say, which are drawn with them."""

    products: tuple[str, ...]
    contents: Mapping[str, tuple[str, Contents]]


@dataclass(frozen=True, slots=True)
class LanguageTask:
    """What a worker is given. `language`: its tag; `typography`: how it is set. `groups`: to be made of
    every flyer, or of those in several languages (`together`). `files`: by path, what is wanted of each; `there`: how
    the manifest lists those that stand. `sides` of the paper: 1, 2 or auto. `made_from`: the digest of all that a
    sheet of the language is made from, by its path, of all groups; `kept`, `kept_texts`, `kept_fonts`: the files with
    what the last build kept of them, of their paragraphs and fonts; `program`: the digest of program and fonts."""

    language: str
    typography: Typography
    flyers: Sequence[Flyer]
    together: tuple[Flyer, ...]
    groups: tuple[Group, ...]
    files: Mapping[str, Wanted]
    there: Mapping[str, FileEntry]
    made_from: Mapping[str, str]
    kept: Path
    kept_texts: Path
    kept_fonts: Path
    program: str
    author: str
    paper: Paper
    sides: str
    fonts: Path
    staging: Staging


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What a worker gives back. `contents`: the finished own pages of booklets, by their path; none of those
    whose sheets are not all there. `kept`: the files that it has staged for the next build, relative to the output
    folder."""

    language: str
    outcomes: Sequence[Outcome]
    contents: Mapping[str, bytes]
    kept: tuple[str, ...]

    def entries(self) -> Iterator[FileEntry]:
        """Of the files that are there."""
        return entries_of(self.outcomes)


@dataclass(frozen=True, slots=True)
class Volume:
    """A booklet, or the part of one that has a cover of its own. `names`, `headings`, `paths`, `pages`, `statuses` and
    `files`: of the sheets that are bound, in order: what findings call them, where they stand in the outline and in the
    output folder, how many pages they have, how far they are reviewed, and where they can be read. `own_pages`:
    contents pages and folios, if they are drawn already. `typography`: of its language.
    """

    booklet: Booklet
    contents: Contents
    typography: Typography
    names: tuple[str, ...]
    headings: tuple[tuple[str, ...], ...]
    paths: tuple[str, ...]
    pages: tuple[int, ...]
    statuses: tuple[str, ...]
    files: tuple[Path, ...]
    own_pages: bytes | None


@dataclass(frozen=True, slots=True)
class BindingTask:
    """What a worker is given. `english`: the typography of what is for staff; `missing`: names of the
    sheets that should be in it and could not be made; `kept`: where what is known of sheets is kept, by the program
    with the digest `program`."""

    item: Item
    volumes: tuple[Volume, ...]
    english: Typography
    missing: tuple[str, ...]
    author: str
    information_of: date
    paper: Paper
    fonts: Path
    wanted: Wanted
    staging: Staging
    kept: Path
    program: str

    @property
    def load(self) -> int:
        """How long it takes to bind and to prove, in sheets of a booklet that is read: contents pages are each drawn
        once more to look at them, and on sheets to fold each page is looked for in its place."""
        times = _FOLDED if BOUND[self.item.product].form.folded else 1
        return sum(_OWN_PAGES + times * len(volume.files) for volume in self.volumes)


def in_shares(tasks: Sequence[BindingTask], workers: int) -> list[tuple[BindingTask, ...]]:
    """The tasks shared out among workers, so that all are at it about as long; each share in the order of the tasks.
    Booklets of the same kind of sheets stay together as far as they can: a worker reads a sheet, and finds out what it
    is made of, once for all booklets in which it stands."""
    count, whole, done = min(workers, len(tasks)), sum(task.load for task in tasks), 0
    shares: list[list[int]] = [[] for _ in range(count)]
    for index in sorted(range(len(tasks)), key=lambda each: BOUND[tasks[each].item.product].of):
        load = tasks[index].load
        shares[(2 * done + load) * count // (2 * whole)].append(index)  # by the middle of what it adds
        done += load
    return [tuple(tasks[index] for index in sorted(share)) for share in shares if share]


@dataclass(frozen=True, slots=True)
class BoundShare:
    """What came of a share of the booklets, in order; `facts`: what was found of sheets, and is not kept yet."""

    outcomes: tuple[Outcome, ...]
    facts: Facts

    def entries(self) -> Iterator[FileEntry]:
        """Of the files that are there."""
        return entries_of(self.outcomes)


@dataclass(frozen=True, slots=True)
class PictureTask:
    """What a worker is given. `flyer`, `extent`, `entry` and `file`: of the sheet that is shown, what stands
    on it, how the manifest lists it, and where it can be read; `program`: the digest of program and fonts."""

    item: Item
    flyer: Flyer
    extent: Extent
    entry: FileEntry
    file: Path
    fonts: Path
    program: str
    wanted: Wanted
    staging: Staging


def in_even_shares(tasks: Sequence[PictureTask], workers: int) -> list[tuple[PictureTask, ...]]:
    """The tasks shared out among workers, in their order. What is finished is noted share by share: none is long."""
    size = min(_PICTURES_AT_MOST, -(-len(tasks) // workers))
    return [tuple(tasks[at : at + size]) for at in range(0, len(tasks), size)] if tasks else []

"""Record what is printed now as an edition: all that the output folder holds, or a part beside the last edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.errors import UsageError
from handouts.products.present import read_present
from handouts.sources.editions import (
    Content,
    Edition,
    RecordedSheet,
    free_name,
    read_editions,
    write_edition,
)
from handouts.sources.load import Data

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Released:
    """A recorded edition with its file. `missing`: paths that the data ask for, and that are not in it."""

    edition: Edition
    path: Path
    missing: tuple[str, ...]


def record_release(
    data: Data, fonts: Path, out: Path, day: date, printed: Collection[Content] | None = None
) -> Released:
    """Record the edition of a day. `printed`: only sheets of these languages and cities are printed now, of all others
    those of the last edition stay on paper.

    Raises UsageError where the folder holds no proofed sheets of the data as they are, where nothing has changed, and
    for a part that can't stand beside the last edition; WriteError.
    """
    editions = read_editions(data.folder)
    present = read_present(data, fonts, out)
    if not present.edition.sheets:
        raise UsageError(f"{out} holds no sheet: build first")
    if present.unproofed:
        raise UsageError(
            f"{_count(len(present.unproofed))} in {out} {'are' if present.unproofed[1:] else 'is'} not proofed "
            f"({first_named(present.unproofed)}): build once more without --no-proof, then record what is printed"
        )
    last = editions.last
    if last is not None and day.isoformat() < last.on:
        raise UsageError(f"{last.name} is of a later day than {day.isoformat()}: editions are recorded in their order")
    now = present.edition
    if printed is not None:
        now = beside_last(last, now, printed)
    edition = replace(now, name=free_name(data.folder, day), on=day.isoformat())
    if last is not None and edition.sheets == last.sheets:
        raise UsageError(f"nothing has changed since {last.name}: that edition stands")
    listed = {sheet.path for sheet in edition.sheets}
    missing = tuple(path for path in present.missing if path not in listed)
    return Released(edition, write_edition(data.folder, edition), missing)


def beside_last(last: Edition | None, now: Edition, printed: Collection[Content]) -> Edition:
    """An edition in which sheets of `printed` are those of now, and all others still those of the last one.

    Raises UsageError where the two can't be one: on another paper, or with information of another day.
    """

    def is_printed(sheet: RecordedSheet) -> bool:
        """What holds several sheets is printed where all of them are."""
        holds = {
            content for content in now.contents if sheet.language in ("", content[0]) and sheet.city in ("", content[1])
        }
        return bool(holds) and holds <= set(printed)

    new = tuple(sheet for sheet in now.sheets if is_printed(sheet))
    if last is None:
        kept = {content: facts for content, facts in now.contents.items() if content in printed}
        return replace(now, sheets=new, contents=kept)
    if (last.paper, last.information_of) != (now.paper, now.information_of):
        raise UsageError(
            f"{last.name} is of information of another day, or on other paper, so that every sheet differs: "
            "print all of them, and record them together"
        )
    keys = {sheet.key for sheet in new}
    contents = {**last.contents, **{each: facts for each, facts in now.contents.items() if each in printed}}
    organisations = {
        city: {**last.organisations.get(city, {}), **now.organisations.get(city, {})}
        for city in dict.fromkeys((*last.organisations, *now.organisations))
    }
    return replace(
        now,
        cities={**last.cities, **now.cities},
        languages={**last.languages, **now.languages},
        organisations=organisations,
        contents=contents,
        sheets=(*new, *(sheet for sheet in last.sheets if sheet.key not in keys)),
    )


def first_named(paths: tuple[str, ...]) -> str:
    """The first few of some files."""
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more


def _count(files: int) -> str:
    return f"{files} file{'s' * (files != 1)}"

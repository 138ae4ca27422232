"""Record what is printed now as an edition: all that the output folder holds, or a part of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.content.changes import Harm, compare_with_paper
from handouts.content.renamed_cities import with_ids_of
from handouts.errors import UsageError
from handouts.products.present import read_present
from handouts.sources.edition_files import free_name, read_editions, write_edition
from handouts.sources.editions import Content, Edition, RecordedSheet, sheets_on_paper
from handouts.sources.load import Data

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Due:
    """An edition that is not written yet. `missing`: paths that the data ask for, and that are not in it; `wrong`: how
    many sheets and booklets that were wrong on paper it replaces; `since`: the name of the edition before, or ""."""

    edition: Edition
    missing: tuple[str, ...]
    wrong: int
    since: str


@dataclass(frozen=True, slots=True)
class Released:
    """A recorded edition with its file, and what was not built."""

    edition: Edition
    path: Path
    missing: tuple[str, ...]


def due_release(data: Data, fonts: Path, out: Path, day: date, printed: Collection[Content] | None = None) -> Due:
    """The edition of a day. `printed`: only sheets of these languages and cities are printed now; all others stay on
    paper as they are.

    Raises UsageError where the folder holds no proofed sheets of the data as they are, and where nothing has changed.
    """
    editions = read_editions(data.folder)
    present = read_present(data, fonts, out)
    if not present.edition.sheets:
        raise UsageError(f"{out} holds no sheet: build first")
    edition = present.edition.of_sheets(present.edition.sheets)
    if printed is not None:
        edition = part_of(present.edition, printed)
    if unproofed := tuple(sheet.path for sheet in edition.sheets if sheet.path in present.unproofed):
        raise UsageError(
            f"{_count(len(unproofed))} in {out} {'are' if unproofed[1:] else 'is'} not proofed "
            f"({first_named(unproofed)}): build once more without --no-proof, then record what is printed"
        )
    last = editions.last
    edition = replace(edition, name=free_name(data.folder, day), on=day.isoformat())
    missing = () if edition.part else present.missing
    if last is None:
        return Due(edition, missing, 0, "")
    if day.isoformat() < last.on:
        raise UsageError(f"{last.name} is of a later day than {day.isoformat()}: editions are recorded in their order")
    held = sheets_on_paper(with_ids_of(present.edition, editions.on_paper))
    now = {sheet.key: sheet for sheet in edition.sheets}
    if now == (held if not edition.part else {key: held.get(key) for key in now}):
        raise UsageError(f"nothing has changed since {last.name}: that edition stands")
    changes = compare_with_paper(editions.on_paper, present.edition, present.missing)
    wrong = sum(sheet.changed and (not edition.part or sheet.key in now) for sheet in changes.of_harm(Harm.WRONG))
    return Due(edition, missing, wrong, last.name)


def record_due(data: Data, due: Due) -> Released:
    """Write the edition. Raises WriteError."""
    return Released(due.edition, write_edition(data.folder, due.edition), due.missing)


def record_release(
    data: Data, fonts: Path, out: Path, day: date, printed: Collection[Content] | None = None
) -> Released:
    """Record the edition of a day. Raises as `due_release` and `record_due`."""
    return record_due(data, due_release(data, fonts, out, day, printed))


def part_of(now: Edition, printed: Collection[Content]) -> Edition:
    """The sheets of some languages and cities. Raises UsageError where there is none."""

    def is_printed(sheet: RecordedSheet) -> bool:
        """What holds several sheets is printed where all of them are."""
        spoken = sheet.languages or ((sheet.language,) if sheet.language else ())
        holds = {
            (language, city)
            for language, city in now.contents
            if (not spoken or language in spoken) and sheet.city in ("", city)
        }
        return bool(holds) and holds <= set(printed)

    sheets = [sheet for sheet in now.sheets if is_printed(sheet)]
    if not sheets:
        raise UsageError("no sheet of these cities and languages is built")
    return replace(now.of_sheets(sheets), part=True)


def first_named(paths: tuple[str, ...]) -> str:
    """The first few of some files."""
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more


def _count(files: int) -> str:
    return f"{files} file{'s' * (files != 1)}"

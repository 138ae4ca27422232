"""`changes`: what differs from what was printed, in words, as JSON, and as sheets to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.options import HOME, DataOption, FontsOption, JsonOption, OutOption, today_of
from handouts.console import NO_EDITION, count, say, say_age, say_document, sheets_and_booklets, warn
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.content.changes import ChangedFact, Changes
    from handouts.sources.editions import Edition, Editions


def changes(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option("--since", metavar="EDITION", help="An edition by its name; else the last one.")
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option("--pack", metavar="DIR", help="Write print packs and the recall sheet into this folder."),
    ] = None,
    city: Annotated[list[str] | None, typer.Option("--city", help="Only this city (repeatable).")] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="TAG", help="Only this language, by tag or name (repeatable)."),
    ] = None,
    as_json: JsonOption = False,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
) -> None:
    """Which facts have changed since an edition, and which sheets are wrong on paper, lack something, or are as they
    were."""
    from handouts.build.show_packs import show_packs
    from handouts.content.changes import compare_with_paper
    from handouts.content.renamed_cities import with_ids_of
    from handouts.manifest import read_manifest
    from handouts.products.loading import load_data
    from handouts.products.packs import RECALL_NAME, Packs
    from handouts.products.present import read_present
    from handouts.sources.edition_files import read_editions
    from handouts.sources.language_names import listed_tag

    today = today_of(context)
    editions = read_editions(data)
    former = (editions.named(since),) if since is not None else _on_paper(editions)
    loaded = load_data(data, today)
    known = {each.id for each in loaded.directory.cities} | {city for edition in former for city in edition.cities}
    for name in city or ():
        if name not in known:
            raise UsageError(f'there is no city "{name}"; there are: {", ".join(sorted(known))}')
    tags = tuple(listed_tag(each, loaded.languages.languages) for each in language or ())
    present = read_present(loaded, fonts, out)
    former = with_ids_of(present.edition, former)
    now = {old: new for edition in former for new, old in edition.former_ids.items()}
    cities = tuple(now.get(each, each) for each in city or ())
    found = compare_with_paper(former, present.edition, present.missing).only(tags, cities)
    if present.missing:
        warn(f"notice: {count(len(present.missing), 'file')} that the data ask for not in {out}, nor compared")
    written: list[Path] = []
    if pack is not None and (manifest := read_manifest(out)) is not None:
        packs = Packs(loaded, out, manifest, found, editions.printed, fonts, cities=cities, languages=tags)
        written = _write_packs(packs.made(present.edition), pack)
        if editions.last is not None and found.since == editions.last.name:
            show_packs(loaded, out, manifest, pack, found.since)
    if as_json:
        say_document(found.document())
    else:
        for line in lines_of(found, (*former, present.edition)):
            say(line)
        for path in written:
            say(f"{path}: {_FOR[path.name == RECALL_NAME]}")
        say_age(loaded.handout.last_updated, today, loaded.handout.limits.information_days)


_FOR = {True: "for staff: what to take down", False: "to print; its first page is for staff"}


def _write_packs(made: Mapping[str, bytes], folder: Path) -> list[Path]:
    """The packs and the recall sheet; what an earlier run left there of them goes."""
    from handouts.products.packs import remove_packs
    from handouts.sources.whole_file import write_whole

    remove_packs(folder, kept=made)
    for name, content in made.items():
        write_whole(folder / name, content)
    return [folder / name for name in made if name.endswith(".pdf")]


def _on_paper(editions: Editions) -> tuple[Edition, ...]:
    if not editions.printed:
        raise UsageError(NO_EDITION)
    return editions.on_paper


def lines_of(changes: Changes, editions: Sequence[Edition]) -> Iterator[str]:
    """For a terminal, or a comment: the facts by city and language, then the sheets by what they are worth. `editions`:
    in which cities and languages have their names."""
    from handouts.content.changes import Harm

    if not changes.changed_sheets:
        yield f"nothing that is printed has changed since {changes.since}"
        return
    yield f"Changed since {changes.since}:"
    for place, facts in _by_place(changes.facts, editions).items():
        yield f"  {place}"
        yield from (f"    {fact.words()}" for fact in facts)
    headings = {
        Harm.WRONG: "Wrong on paper: take them down, and put up the new ones",
        Harm.INCOMPLETE: "Lack something new: replace them when you next print",
        Harm.NONE: "Print differs, but nothing on them is wrong or missing: their code has changed, or what has room",
    }
    for harm, heading in headings.items():
        sheets = [sheet for sheet in changes.of_harm(harm) if sheet.changed]
        if sheets:
            booklets = sum(not sheet.is_a_sheet for sheet in sheets)
            yield f"{heading} ({sheets_and_booklets(len(sheets) - booklets, booklets, ', ')}):"
            yield from (f"  {sheet.was} -> {sheet.now or '(none)'}  {sheet.path}" for sheet in sheets)
    if unknown := changes.not_recorded:
        booklets = sum(not sheet.is_a_sheet for sheet in unknown)
        counted = sheets_and_booklets(len(unknown) - booklets, booklets, ", ")
        yield f"Never recorded as printed, in no edition ({counted}):"
        yield from (f"  {sheet.now}  {sheet.path}" for sheet in unknown)
    same = len(changes.sheets) - len(changes.changed_sheets)
    yield f"As they were: {same}"


def _by_place(facts: Sequence[ChangedFact], editions: Sequence[Edition]) -> dict[str, list[ChangedFact]]:
    cities = {city: name for edition in editions for city, name in edition.cities.items()}
    languages = {tag: name for edition in editions for tag, name in edition.languages.items()}
    found: dict[str, list[ChangedFact]] = {}
    for fact in facts:
        place = cities.get(fact.city, fact.city) if fact.city else "all cities"
        spoken = languages.get(fact.language, fact.language) if fact.language else ""
        found.setdefault(f"{place}, {spoken}" if spoken else place, []).append(fact)
    return found

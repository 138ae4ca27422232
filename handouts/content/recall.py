"""What to take down after an update, what to put up instead, and which codes may stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from handouts.content.changes import ChangedFact, Changes, Harm, SheetChange
from handouts.content.renamed_cities import with_ids_of
from handouts.content.what_changed import ID_OF_CITY
from handouts.sources.editions import Edition, former_codes

_MOST_FACTS = 6
_NUMBER = "number"
_CHANGED = {"added": "new", "removed": "no longer there", "changed": "in other words now"}
_LONGEST = 60
"""Of what stands on a line of its own."""


class RecallFact(NamedTuple):
    """What changed: what it is about, then in bold what it is now, then what it was. `whole`: these two are numbers,
    which are never broken at the end of a line."""

    about: str
    now: str = ""
    was: str = ""
    whole: bool = False


class RecallRow(NamedTuple):
    """One sheet. `formats`: all that have one code. `was`: its code in the edition before; `older`: those of
    all former ones, newest first; `now`: the one that replaces it, or empty. `what`: language, city; `facts`: what
    changed, in words."""

    formats: tuple[str, ...]
    language: str
    city: str
    what: tuple[str, ...]
    was: str
    older: tuple[str, ...]
    now: str
    facts: tuple[RecallFact, ...] = ()


class Scope(NamedTuple):
    """Which sheets are meant: those of some languages and cities, by their names in English; empty: all."""

    languages: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """`the English and Spanish sheets of Nogales`; empty where all are meant."""
        if not self.languages and not self.cities:
            return ""
        languages = f"{listed(self.languages)} " if self.languages else ""
        return f"the {languages}sheets" + (f" of {listed(self.cities)}" if self.cities else "")


ALL: Final = Scope()


def listed(names: Sequence[str]) -> str:
    """`English, Spanish and Arabic`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


class Recall(NamedTuple):
    """`scope`: of which sheets it speaks. `take_down`: wrong on paper. `next_time`: something is missing on them.
    `older`: sheets whose last code stands, with codes of older editions that do not. `keep`: every current code, with
    its sheet."""

    since: str
    until: str
    information_of: str
    take_down: tuple[RecallRow, ...]
    next_time: tuple[RecallRow, ...]
    older: tuple[RecallRow, ...]
    keep: tuple[RecallRow, ...]
    scope: Scope = ALL


def recall_of(
    changes: Changes, editions: Sequence[Edition], now: Edition, formats: Iterable[str], scope: Scope = ALL
) -> Recall:
    """`changes`: since the edition before, of the cities and languages in question. `formats`: in their order."""
    editions = with_ids_of(now, editions)
    order = {name: at for at, name in enumerate(formats)}
    cities, languages = ({name: at for at, name in enumerate(each)} for each in (now.cities, now.languages))
    names = (editions[-1] if editions else now, now)

    def place(sheet: SheetChange) -> tuple[int, int, int]:
        in_order = order.get(sheet.format, len(order))
        return cities.get(sheet.city, len(cities)), in_order, languages.get(sheet.language, len(languages))

    rows: dict[Harm | None, list[RecallRow]] = {}
    keep: list[RecallRow] = []
    for sheet in sorted(changes.sheets, key=place):
        row = _row(sheet, editions, names)
        if sheet.was and sheet.changed:
            rows.setdefault(sheet.harm, []).append(row)
        elif row.older:
            rows.setdefault(None, []).append(row)
        if sheet.now:
            keep.append(row)
    return Recall(
        since=changes.since,
        until=now.name,
        information_of=now.information_of,
        take_down=_together(rows.get(Harm.WRONG, ())),
        next_time=_together((*rows.get(Harm.INCOMPLETE, ()), *rows.get(Harm.NONE, ()))),
        older=_together(rows.get(None, ())),
        keep=_together(keep),
        scope=scope,
    )


def _together(rows: Iterable[RecallRow]) -> tuple[RecallRow, ...]:
    """Sheets that print the same have one code: one row tells of all."""
    found: dict[tuple[str, str], RecallRow] = {}
    for row in rows:
        known = found.get((row.was, row.now))
        found[row.was, row.now] = known._replace(formats=(*known.formats, *row.formats)) if known else row
    return tuple(found.values())


def _row(sheet: SheetChange, editions: Sequence[Edition], names: Sequence[Edition]) -> RecallRow:
    codes = [code for code, _ in former_codes(editions, sheet.key)][::-1]
    return RecallRow(
        formats=(sheet.format,),
        language=sheet.language,
        city=sheet.city,
        what=(
            "several languages" if sheet.languages else _named(names, "languages", sheet.language),
            _named(names, "cities", sheet.city),
        ),
        was=sheet.was,
        older=tuple(code for code in codes if code not in (sheet.was, sheet.now)),
        now=sheet.now,
        facts=tuple(_facts(sheet)),
    )


def _facts(sheet: SheetChange) -> Iterator[RecallFact]:
    yield from map(_fact, sheet.facts[:_MOST_FACTS])
    if len(sheet.facts) > _MOST_FACTS:
        yield RecallFact(f"and {len(sheet.facts) - _MOST_FACTS} more")


def _fact(fact: ChangedFact) -> RecallFact:
    """In parts where it is short and has an old and a new form: numbers stand on lines of their own."""
    if not fact.about or fact.what == ID_OF_CITY:
        return RecallFact(fact.words())
    if max(len(fact.was), len(fact.now)) > _LONGEST:
        return RecallFact(f"{fact.about}: {_CHANGED[fact.change]}")
    whole = fact.kind == _NUMBER
    if not fact.was:
        return RecallFact(f"{fact.about}: new", fact.now, whole=whole)
    if not fact.now:
        return RecallFact(f"{fact.about}: no longer there", "", fact.was, whole)
    return RecallFact(f"{fact.about}: now", fact.now, f"was {fact.was}", whole)


def _named(editions: Sequence[Edition], of: str, key: str) -> str:
    """The name in English; of a booklet of several, that it is of all."""
    if not key:
        return f"all {of}"
    return next((found for each in reversed(editions) if (found := getattr(each, of).get(key))), key)

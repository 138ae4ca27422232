"""What has changed since former editions, for the gallery: recorded editions and what is printed now -> History.

The rules are those of `changes` and `verify`; here is only what a page without the program needs to know of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from handouts.content.changes import Changes, Harm, SheetChange, compare, compare_with_paper
from handouts.content.compose import Composition
from handouts.content.renamed_cities import with_ids_of
from handouts.content.what_changed import ChangedFact
from handouts.manifest import Manifest
from handouts.products.present import present_edition
from handouts.sources.editions import Edition, RecordedSheet, on_paper
from handouts.sources.load import Data


@dataclass(frozen=True, slots=True)
class FactGroup:
    """One thing that changed: facts that differ only in the side from which a number is dialled stand together.
    `rows`: side in English, what it was, what it is now."""

    kind: str
    change: str
    city: str
    language: str
    organisation: str
    what: str
    harm: Harm
    rows: tuple[tuple[str, str, str], ...]

    @property
    def is_wrong(self) -> bool:
        return self.harm is Harm.WRONG


@dataclass(frozen=True, slots=True)
class FormerSheet:
    """A code that stood on a sheet once and stands on none in the folder now. `edition`: the last one that had it;
    `groups`: places in `History.groups` of what has changed since: none where the sheet only was not built, nor where
    it is not `compared`: the contents of a language of its were not composed."""

    code: str
    edition: Edition
    sheet: RecordedSheet
    change: SheetChange
    groups: tuple[int, ...]
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """What changed in a city since the last edition; `city` is empty for what is on the sheets of every city."""

    city: str
    harm: Harm
    groups: tuple[int, ...]
    sheets: tuple[SheetChange, ...]

    @property
    def is_wrong(self) -> bool:
        return self.harm is Harm.WRONG


class History:
    """All of it. `editions`: those that were printed, oldest first, one at least; `changes`: since each sheet was
    printed last, but for those that are `not_built`, by their paths; `groups`: whatever has changed since any;
    `since`: sheets that differ from the last one, with places in `groups`. `not_composed`: tags of languages of which
    nothing is built, and nothing is known of what their sheets would say."""

    def __init__(
        self,
        editions: Sequence[Edition],
        now: Edition,
        not_built: Collection[str] = (),
        not_composed: Collection[str] = (),
    ) -> None:
        self.editions = with_ids_of(now, editions)
        self.now = now
        self.groups: list[FactGroup] = []
        self._place_of: dict[FactGroup, int] = {}
        self.not_built = len(not_built)
        self._not_composed = frozenset(not_composed)
        recorded = (sheet for edition in self.editions for sheet in edition.sheets)
        others = (sheet.path for sheet in recorded if not self._is_compared(sheet))
        self._not_built = frozenset((*not_built, *others))
        self._on_paper = on_paper(self.editions)
        self.changes = compare_with_paper(self._on_paper, now, self._not_built)
        self.former = tuple(self._former())
        self.since = tuple(
            (change, self.groups_of(change.facts)) for change in self.changes.sheets if change.now and change.changed
        )
        self.places = tuple(self._places(self.changes))

    @property
    def last(self) -> Edition:
        return self.editions[-1]

    @property
    def several_that_day(self) -> bool:
        """Whether the day of the last edition does not tell which one it is."""
        return sum(edition.on == self.last.on for edition in self.editions) > 1

    @property
    def unreleased(self) -> tuple[str, ...]:
        """Codes of what is printed now, and in no edition."""
        released = {code for edition in self.editions for code in edition.codes}
        return tuple(code for code in self.now.codes if code not in released)

    def sheets_of(self, *harms: Harm) -> int:
        """How many sheets on paper are so."""
        return sum(bool(each.was and each.is_a_sheet and each.harm in harms) for each in self.changes.sheets)

    @property
    def not_recorded(self) -> int:
        """How many sheets that are printed now are in no edition: nothing is known of their paper."""
        return sum(each.is_a_sheet for each in self.changes.not_recorded)

    @property
    def booklets(self) -> tuple[SheetChange, ...]:
        """Those whose print has changed, and that are on paper."""
        return tuple(each for each in self.changes.changed_sheets if each.was and not each.is_a_sheet)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Sheets that are wrong, that lack something, and that are as they were."""
        return self.sheets_of(Harm.WRONG), self.sheets_of(Harm.INCOMPLETE), self.sheets_of(Harm.NONE)

    def groups_of(self, facts: Iterable[ChangedFact]) -> tuple[int, ...]:
        """The places of these facts among all groups, the harmful ones first."""
        found: dict[tuple[object, ...], list[ChangedFact]] = {}
        for fact in facts:
            key = (fact.kind, fact.change, fact.city, fact.language, fact.organisation, fact.what, fact.harm)
            found.setdefault(key, []).append(fact)
        groups = [
            FactGroup(
                first.kind,
                first.change,
                first.city,
                first.language,
                first.organisation,
                first.what,
                first.harm,
                tuple((fact.side, fact.was, fact.now) for fact in alike),
            )
            for alike in found.values()
            for first in alike[:1]
        ]
        return tuple(self._place(group) for group in sorted(groups, key=lambda group: -group.harm))

    def _place(self, group: FactGroup) -> int:
        if group not in self._place_of:
            self._place_of[group] = len(self.groups)
            self.groups.append(group)
        return self._place_of[group]

    def _former(self) -> Iterator[FormerSheet]:
        """Each former code once, of the last edition that had it."""
        done = set(self.now.codes)
        for edition in reversed(self.editions):
            codes = {code: sheet for code, sheet in edition.codes.items() if code not in done}
            done |= codes.keys()
            if not codes:
                continue
            same = self._on_paper == (edition,) and not self._not_built
            changes = self.changes if same else compare(edition, self.now, self._not_built, name_not_built=True)
            by_key = {change.key: change for change in changes.sheets}
            for code, sheet in codes.items():
                change = by_key[sheet.key]
                compared = self._is_compared(sheet)
                groups = self.groups_of(change.facts) if compared else ()
                yield FormerSheet(code, edition, sheet, change, groups, compared)

    def _is_compared(self, sheet: RecordedSheet) -> bool:
        if not sheet.language and not sheet.languages:  # a booklet of all
            return not self._not_composed
        return self._not_composed.isdisjoint(sheet.languages or (sheet.language,))

    def _places(self, changes: Changes) -> Iterator[Place]:
        sheets = [each for each in changes.changed_sheets if each.is_a_sheet and each.was]
        cities = list(dict.fromkeys(each.city for each in sheets))
        everywhere = [fact for fact in changes.facts if not fact.city]
        if everywhere:
            yield Place("", max(fact.harm for fact in everywhere), self.groups_of(everywhere), ())
        places = [
            Place(
                city,
                max((each.harm for each in sheets if each.city == city), default=Harm.NONE),
                self.groups_of(fact for fact in changes.facts if fact.city == city),
                tuple(each for each in sheets if each.city == city),
            )
            for city in cities
        ]
        yield from sorted(places, key=lambda place: -place.harm)


def history_of(editions: Sequence[Edition], data: Data, composition: Composition, manifest: Manifest) -> History | None:
    """Of a folder that was built just now; None where no edition is recorded. `editions`: those that were printed,
    oldest first."""
    if not editions:
        return None
    present = present_edition(data, composition, manifest, just_built=True)
    return History(editions, present.edition, present.missing, composition.not_composed)

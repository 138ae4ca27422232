"""What differs between two editions: facts in words, and what each sheet on paper is worth now.

    compare(edition of March, what is printed now) -> Changes(facts, sheets)

A fact has changed where the data say something else, never where only the room on a sheet did. A sheet is *wrong* on
paper where a reader would be misled by it, *incomplete* where it only lacks something, else as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handouts.content.differences import Difference, Harm, differences
from handouts.content.recording import prints
from handouts.content.renamed_cities import with_ids_of
from handouts.content.sheet_texts import Extent
from handouts.content.together import NOT_TOGETHER
from handouts.content.what_changed import ChangedFact, fact_of, renamed_city
from handouts.sources.editions import Edition, RecordedSheet
from handouts.sources.languages import SOURCE_LANGUAGE

__all__ = ["ChangedFact", "Changes", "Harm", "SheetChange", "compare", "compare_with_paper"]


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One sheet or booklet: `was` its code in the former edition, `now` the one that replaces it; empty where there
    was or is none. `facts`: what on it has changed; `languages`: of one sheet in several languages, which."""

    path: str
    language: str
    city: str
    format: str
    was: str
    now: str
    harm: Harm
    facts: tuple[ChangedFact, ...] = ()
    status: str = ""
    languages: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether its print has changed."""
        return self.was != self.now

    @property
    def is_a_sheet(self) -> bool:
        """Booklets are of several cities or languages; a sheet may be in several languages."""
        return bool(self.city and (self.language or self.languages))

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same sheet in another edition."""
        return self.format, self.language, self.city

    def document(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "language": self.language,
            "city": self.city,
            "format": self.format,
            "was": self.was,
            "now": self.now,
            "harm": self.harm.word,
            "facts": [fact.document() for fact in self.facts],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All of it. `since`: the name of the former edition; `facts`: each once, the harmful ones first; `sheets`: every
    sheet of either edition, in the order of the new one."""

    since: str
    facts: tuple[ChangedFact, ...]
    sheets: tuple[SheetChange, ...]

    @property
    def changed_sheets(self) -> tuple[SheetChange, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.changed)

    @property
    def not_recorded(self) -> tuple[SheetChange, ...]:
        """What is printed now and in no edition: it may hang somewhere, but nobody recorded that it was printed."""
        return tuple(sheet for sheet in self.sheets if sheet.now and not sheet.was)

    def of_harm(self, harm: Harm) -> tuple[SheetChange, ...]:
        """Sheets on paper that are so; new ones, of which there is no paper yet, are none."""
        return tuple(sheet for sheet in self.sheets if sheet.harm is harm and sheet.was)

    def only(self, languages: Sequence[str] = (), cities: Sequence[str] = ()) -> Changes:
        """Those of some languages and cities, and what holds some of them: booklets, sheets in several languages."""

        def holds(each: SheetChange) -> bool:
            spoken = each.languages or (each.language,)
            return (not cities or each.city in ("", *cities)) and (
                not languages or any(tag in ("", *languages) for tag in spoken)
            )

        return _changes(self.since, filter(holds, self.sheets)) if languages or cities else self

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "since": self.since,
            "facts": [fact.document() for fact in self.facts],
            "sheets": [sheet.document() for sheet in self.sheets],
        }


def compare(old: Edition, new: Edition, not_built: Collection[str] = (), *, name_not_built: bool = False) -> Changes:
    """What differs. `old` is recorded; `new` another one, or what is printed now. `not_built`: paths of sheets that the
    data ask for and `new` lacks: of their print nothing is said, but booklets are judged by them. `name_not_built`:
    they are named all the same, with what of them the data say otherwise now."""
    (old,) = with_ids_of(new, [old])
    found = {
        content: tuple(_told(old, new, content, differences(old, new, content)))
        for content in (*new.contents, *(each for each in old.contents if each not in new.contents))
        if content in old.contents and content in new.contents
    }
    told = _with_source_words(found)
    before = {sheet.key: sheet for sheet in old.sheets}
    after = {sheet.key: sheet for sheet in new.sheets}
    drawn = {
        key: _sheet(old, new, before.get(key), after.get(key), told, not_built)
        for key in (*after, *(each for each in before if each not in after))
    }
    judged = (_booklet(each, drawn, before, after, not_built) for each in drawn.values())
    return _changes(old.name, (each for each in judged if each.now or name_not_built or each.path not in not_built))


def _changes(since: str, sheets: Iterable[SheetChange]) -> Changes:
    kept = tuple(sheets)
    facts = dict.fromkeys(fact for sheet in kept for fact in sheet.facts)
    return Changes(since, tuple(sorted(facts, key=_order)), kept)


def compare_with_paper(on_paper: Sequence[Edition], new: Edition, not_built: Collection[str] = ()) -> Changes:
    """What differs from what people hold: each sheet is compared with the last edition that has it. `on_paper`: one
    that was printed whole, then the parts printed since, as `Editions.on_paper`."""
    whole, *parts = with_ids_of(new, on_paper)
    found = {sheet.key: sheet for sheet in compare(whole, new, not_built).sheets}
    for part in parts:
        of_part = {sheet.key for sheet in part.sheets}
        found.update((sheet.key, sheet) for sheet in compare(part, new, not_built).sheets if sheet.key in of_part)
    return _changes(on_paper[-1].name, found.values())


@dataclass(frozen=True, slots=True)
class _Told:
    """A difference with its words."""

    difference: Difference
    fact: ChangedFact


_Found = Mapping[tuple[str, str], tuple[_Told, ...]]
_NOT_TOGETHER = frozenset(role.name for role in NOT_TOGETHER)


def _told(old: Edition, new: Edition, content: tuple[str, str], found: Iterable[Difference]) -> Iterator[_Told]:
    for each in found:
        yield _Told(each, fact_of(each, content, old, new))


def _with_source_words(found: _Found) -> _Found:
    """What an organisation offers, its hours and labels are told once, in the words of the source, where those have
    changed too."""
    source = {
        (city, each.difference.key): each.fact
        for (language, city), told in found.items()
        if language == SOURCE_LANGUAGE
        for each in told
        if each.difference.within
    }
    return {
        (language, city): tuple(
            replace(each, fact=source.get((city, each.difference.key), each.fact)) if each.difference.within else each
            for each in told
        )
        for (language, city), told in found.items()
    }


def _sheet(
    old: Edition,
    new: Edition,
    before: RecordedSheet | None,
    after: RecordedSheet | None,
    found: _Found,
    not_built: Collection[str],
) -> SheetChange:
    one = after or before
    if one is None:
        raise ValueError("a sheet that is in neither edition")
    facts: dict[ChangedFact, Harm] = {}
    if before is not None:
        facts = dict(_facts_on(before, after, _told_of(before, after, found)))
        if after is not None and before.status != after.status and not one.bound_of:
            review = ChangedFact("review", "changed", "", one.language, before.status, after.status, Harm.INCOMPLETE)
            facts[review] = Harm.INCOMPLETE
        if after is not None and (former := old.former_ids.get(after.city)):
            facts[renamed_city(after.city, former)] = Harm.NONE
    gone = one.path not in not_built or after is not None
    others = _coming_and_going(old, new, before, after) if gone else ()
    for fact in (*others, *_languages_together(old, new, before, after)):
        facts[fact] = fact.harm if before is not None else Harm.NONE
    return SheetChange(
        path=one.path,
        language=one.language,
        city=one.city,
        format=one.format,
        was=before.code if before else "",
        now=after.code if after else "",
        harm=max(facts.values(), default=Harm.NONE),
        facts=tuple(sorted(facts, key=_order)),
        status=one.status,
        languages=one.languages,
    )


def _told_of(before: RecordedSheet, after: RecordedSheet | None, found: _Found) -> tuple[_Told, ...]:
    """What has changed in the content of a sheet; of one in several languages, in that of each that it still has."""
    if not before.languages:
        return found.get((before.language, before.city), ())
    now = after.languages if after is not None else before.languages
    return tuple(
        each
        for language in before.languages
        if language in now
        for each in found.get((language, before.city), ())
        if each.difference.role not in _NOT_TOGETHER
    )


def _facts_on(
    before: RecordedSheet, after: RecordedSheet | None, told: Iterable[_Told]
) -> Iterator[tuple[ChangedFact, Harm]]:
    """What of it a sheet printed, or prints now; and what that does to the paper."""
    was = Extent(frozenset(before.left_out), before.faces, before.cards)
    now = Extent(frozenset(after.left_out), after.faces, after.cards) if after else was
    for each in told:
        one, other = each.difference.old, each.difference.new
        if one is not None and prints(one, was):
            yield each.fact, each.difference.harm
        elif other is not None and prints(other, now):  # where the old sheet had no room for it, it is not wrong there
            yield each.fact, each.difference.harm if one is None else Harm.INCOMPLETE


def _coming_and_going(
    old: Edition, new: Edition, before: RecordedSheet | None, after: RecordedSheet | None
) -> Iterator[ChangedFact]:
    """That a city, a language or a format is new, or is no more; not where nobody recorded whether it was there."""
    if (before is None) == (after is None):
        return
    if before is None and old.part:  # what else was printed then nobody recorded
        return
    one, other, change = (after, old, "added") if before is None else (before, new, "removed")
    named = new if before is None else old
    if one is None:
        return

    def fact(kind: str, name: str, *, city: str = "", language: str = "", harm: Harm = Harm.WRONG) -> ChangedFact:
        was, now = (name, "") if change == "removed" else ("", name)
        return ChangedFact(kind, change, city, language, was, now, harm if change == "removed" else Harm.INCOMPLETE)

    if one.city and one.city not in other.cities:
        yield fact("city", named.cities.get(one.city, one.city), city=one.city)
    elif one.language and one.language not in other.languages:
        yield fact("language", named.languages.get(one.language, one.language), language=one.language)
    elif one.language and one.city and (one.language, one.city) not in other.contents:
        yield fact("language", named.languages.get(one.language, one.language), city=one.city, language=one.language)
    else:
        yield fact("format", one.format, harm=Harm.NONE)


def _languages_together(
    old: Edition, new: Edition, before: RecordedSheet | None, after: RecordedSheet | None
) -> Iterator[ChangedFact]:
    """Languages that one sheet of several has got or has lost: wrong on paper if they are held back now."""
    if before is None or after is None:
        return
    for tag in before.languages:
        if tag not in after.languages:
            held_back = (tag, before.city) in old.contents and (tag, before.city) not in new.contents
            harm = Harm.WRONG if held_back else Harm.NONE
            yield ChangedFact("language", "removed", before.city, tag, old.languages.get(tag, tag), "", harm)
    for tag in after.languages:
        if tag not in before.languages:
            yield ChangedFact("language", "added", after.city, tag, "", new.languages.get(tag, tag), Harm.INCOMPLETE)


def _booklet(
    each: SheetChange,
    drawn: Mapping[tuple[str, str, str], SheetChange],
    before: Mapping[tuple[str, str, str], RecordedSheet],
    after: Mapping[tuple[str, str, str], RecordedSheet],
    not_built: Collection[str],
) -> SheetChange:
    """A booklet is as harmful as the worst sheet in it, whether there is a new one or it only was not built."""
    booklet = after.get(each.key) or before[each.key]
    if not booklet.bound_of or not each.was or not (each.now or each.path in not_built):
        return each
    parts = [
        sheet
        for sheet in drawn.values()
        if sheet.format == booklet.bound_of
        and each.language in ("", sheet.language)
        and each.city in ("", sheet.city)
        and sheet.changed
    ]
    facts = dict.fromkeys(fact for sheet in parts for fact in sheet.facts)
    harm = max((Harm.INCOMPLETE if not sheet.was else sheet.harm for sheet in parts), default=Harm.NONE)
    return replace(each, facts=tuple(sorted(facts, key=_order)), harm=harm)


def _order(fact: ChangedFact) -> tuple[int, str, str, str, str, str, str, str]:
    """The harmful first; then by place, organisation and language."""
    about = fact.city, fact.organisation, fact.kind, fact.language, fact.what, fact.side
    return -fact.harm, *about, fact.was + fact.now

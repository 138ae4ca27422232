"""One content in several languages: numbers and names once, words in each. For sheets on a wall.

Where a text stands by itself, each language has a line of it, in the order of the languages; layout puts them beside
each other. Within the table the languages follow each other on a line, those that say the same once. What runs from
right to left is an isolate, so that it turns nothing round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from handouts.content.flyer import Entry, Flyer, NumberRow, Section, Status, Visit
from handouts.content.isolates import isolate_right_to_left
from handouts.content.sheet_texts import Role
from handouts.content.words import SideHead, Unreviewed
from handouts.sources.languages import is_right_to_left

LINES, DOT = "\n", " · "
MOST = 4
"""More languages leave no room for the numbers."""


def composed_together(flyers: Mapping[tuple[str, str], Flyer], languages: Sequence[str]) -> dict[str, Flyer]:
    """By city, the content in those of the languages in which there is one, at least two."""
    found: dict[str, Flyer] = {}
    for city in dict.fromkeys(city for _, city in flyers):
        there = [flyers[language, city] for language in languages if (language, city) in flyers]
        if len(there) > 1:
            found[city] = together(there)
    return found


def together(flyers: Sequence[Flyer]) -> Flyer:
    """The content of these, of one city, without answers. Numbers, and what is laid out, are as in the first language
    that runs from left to right, if there is one."""
    base = next((flyer for flyer in flyers if not is_right_to_left(flyer.language)), flyers[0])
    drafts = [flyer.unreviewed for flyer in flyers if flyer.unreviewed is not None]
    empty: dict[str, Any] = dict.fromkeys(_NOT_THERE, "")
    words = replace(
        base.words,
        sides=tuple(
            SideHead(side.country, side.code, _inline(flyer.words.sides[at].words for flyer in flyers))
            for at, side in enumerate(base.words.sides)
        ),
        or_=_inline(flyer.words.or_ for flyer in flyers),
        whatsapp=_inline(flyer.words.whatsapp for flyer in flyers),
        last_updated=_lines(flyer.words.last_updated for flyer in flyers),
        no_local_number=_lines(flyer.words.no_local_number for flyer in flyers),
        scan=_inline(flyer.words.scan for flyer in flyers),
        disclaimer=_lines(flyer.words.disclaimer for flyer in flyers),
        incomplete=_lines(flyer.words.incomplete for flyer in flyers),
        more_organisations=_inline(flyer.words.more_organisations for flyer in flyers),
        names=(),
        **empty,
    )
    return replace(
        base,
        together=tuple(flyer.language for flyer in flyers),
        language_own=_lines(flyer.language_own for flyer in flyers),
        language_english=", ".join(flyer.language_english for flyer in flyers),
        city_own=_lines(dict.fromkeys(flyer.city_own for flyer in flyers)),
        city_latin="" if any(flyer.city_latin in ("", flyer.city_own) for flyer in flyers) else base.city_latin,
        title=_lines(flyer.title for flyer in flyers),
        status=Status.DRAFT if drafts else base.status,
        archived=(_lines(dict.fromkeys(line for flyer in flyers for line in flyer.archived)),) if base.archived else (),
        words=words,
        say=None,
        unreviewed=Unreviewed(_lines(flyer.unreviewed.own if flyer.unreviewed else "" for flyer in flyers), "")
        if drafts
        else None,
        sections=tuple(
            _section(section, [flyer.sections[at] for flyer in flyers]) for at, section in enumerate(base.sections)
        ),
        names_without_number=(),
        questions=(),
        doubtful=(),
        notice=None,
    )


_NOT_THERE = (
    "answers_heading", "changing", "contact", "see_website", "more", "continued", "other_side_numbers",
    "other_side_answers", "other_side_more_answers", "no_local_number_card",
)  # fmt: skip
"""What such a sheet says in none of the languages."""
NOT_TOGETHER = frozenset(
    (
        *(Role.ANSWERS_HEADING, Role.CHANGING, Role.CONTACT, Role.NAMES_WITHOUT_NUMBER, Role.MORE, Role.CONTINUED),
        *(Role.OTHER_SIDE_NUMBERS, Role.OTHER_SIDE_ANSWERS, Role.NO_LOCAL_NUMBER_ON_CARD, Role.QUESTION, Role.ANSWER),
        *(Role.SAY_HEADING, Role.PHRASE_LANGUAGE, Role.PHRASE, Role.PHRASE_SOUND),
    )
)
"""The texts that it has not, though those of its languages may have them."""


def _lines(texts: Iterable[str]) -> str:
    """A line for each, an empty one where a language has none; nothing where none has any."""
    lines = [isolate_right_to_left(text) if text else "" for text in texts]
    return LINES.join(lines) if any(lines) else ""


def _inline(texts: Iterable[str]) -> str:
    """Those that there are, each once."""
    return DOT.join(isolate_right_to_left(text) for text in dict.fromkeys(texts) if text)


def _section(section: Section, alike: Sequence[Section]) -> Section:
    entries = tuple(_entry(entry, [each.entries[at] for each in alike]) for at, entry in enumerate(section.entries))
    return replace(section, title=_inline(each.title for each in alike), entries=entries)


def _entry(entry: Entry, alike: Sequence[Entry]) -> Entry:
    visits = [_visit(visit, [each.visits[at] for each in alike]) for at, visit in enumerate(entry.visits)]
    return replace(
        entry,
        service=_inline(each.service for each in alike),
        rows=tuple(_row(row, [each.rows[at] for each in alike]) for at, row in enumerate(entry.rows)),
        visit=visits[0] if visits else None,
        further_visits=tuple(visits[1:]),
    )


def _row(row: NumberRow, alike: Sequence[NumberRow]) -> NumberRow:
    def of(text: Callable[[NumberRow], str]) -> str:
        return _inline(map(text, alike))

    return replace(
        row,
        label=of(lambda each: each.label),
        extension=of(lambda each: each.extension),
        hours=of(lambda each: each.hours),
        kind_words=of(lambda each: each.kind_words),
        press=of(lambda each: each.press),
        languages=of(lambda each: each.languages),
    )


def _visit(visit: Visit, alike: Sequence[Visit]) -> Visit:
    return replace(visit, label=_inline(each.label for each in alike))

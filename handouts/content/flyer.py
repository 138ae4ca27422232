"""The Flyer: everything that must be true of one sheet, before any thought of points, fonts or PDF.

All strings that a reader sees are final here: translated, with dates and numbers formatted, foreign runs and dial
strings isolated (U+2066 LRI / U+2068 FSI ... U+2069 PDI), so that layout only places them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from handouts.content.say import SayOnPhone
from handouts.content.sheet_texts import (
    UNKNOWN,
    Extent,
    Only,
    Role,
    SheetText,
    States,
    listed,
    one_after_the_other,
    standing,
)
from handouts.content.words import Unreviewed, Words

LOCAL_SECTION = "local"
"""The id of the section of the city's own organisations."""
BOTH_SIDES = "both"
"""In the place of a side: the same string from every one, as for WhatsApp."""
NUMBER_PIECES = ("number/", "whatsapp/")
"""How the ids of numbers begin: of those to call, and for WhatsApp."""
WHATSAPP_KIND = "whatsapp"
"""The kind of a row for WhatsApp, where it has one string for each side."""


class Status(StrEnum):
    """What readers and staff must know of the text."""

    ORIGINAL = "original"  # English, the source's own words
    REVIEWED = "reviewed"  # a person has reviewed every text that stands on the sheet
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class DialString:
    """One string to dial, as it stands on paper.

    `printed` is the string on paper (`011 52 664 208 8994`; hyphens on right-to-left pages); `digits` what a finger
    types (`+` only for WhatsApp); `e164` the number itself (`+526642088994`; for a short code the code);
    `href` the live link (`tel:+526642088994`, `https://wa.me/18583332857`).
    """

    side: str  # the country from which it is dialled, or BOTH_SIDES
    printed: str
    digits: str
    e164: str
    href: str
    spoken: str = ""  # the link's text for screen readers, in the flyer's: "From Mexico: 664 208 8994"

    @property
    def for_whatsapp(self) -> bool:
        return self.href.startswith("https:")

    @property
    def piece(self) -> str:
        """By this id layout says that it left the number out; with another extension it is another number."""
        _, sign, extension = self.href.partition(";ext=")
        kind = NUMBER_PIECES[self.for_whatsapp]
        return f"{kind}{self.e164}{sign}{extension}"


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One row of the border table: what to dial from each side, in their order. One may be missing, not all; or, in
    their place, a string for every side: a number for WhatsApp alone that has words of its own.

    `kind`: "text", "fax" or "tty", empty for calls; `kind_words`: "Fax", translated.
    """

    dials: tuple[DialString | None, ...]
    label: str = ""  # "Office in Mexico", translated
    extension: str = ""  # "extension 12", translated: on a line of its own
    hours: str = ""  # translated
    kind: str = ""
    kind_words: str = ""
    press: str = ""  # "then press 2", translated: below the extension
    languages: str = ""  # that are spoken there, in the reader's
    from_both: DialString | None = None

    def dial_strings(self) -> tuple[DialString, ...]:
        return tuple([dial for dial in (*self.dials, self.from_both) if dial])

    def said(self) -> Iterator[tuple[Role, str]]:
        """What is said of it, as far as there is anything."""
        for role, text in (
            (Role.KIND, self.kind_words),
            (Role.LABEL, self.label),
            (Role.EXTENSION, self.extension),
            (Role.PRESS, self.press),
            (Role.HOURS, self.hours),
            (Role.SPOKEN_THERE, self.languages),
        ):
            if text:
                yield role, text


_LEFT_OUT_ALONE = frozenset((Role.LABEL, Role.HOURS, Role.SPOKEN_THERE))
"""What a card may leave out of what is said of a number."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A place to go to: label translated, address as the data has it."""

    label: str
    address: str


class LinkKind(StrEnum):
    """What a link of an organisation opens; the name of its icon."""

    EMAIL = "email"
    WEBSITE = "web"


@dataclass(frozen=True, slots=True)
class ContactLink:
    """An e-mail address, or a site: `printed` as it is read, `href` the live link, `spoken` for screen readers."""

    kind: LinkKind
    printed: str
    href: str
    spoken: str


@dataclass(frozen=True)
class Entry:
    """One organisation. `name` and `place` are as the data has them, never translated; `service` is translated."""

    name: str
    place: str = ""
    service: str = ""
    icon: str = ""
    rows: tuple[NumberRow, ...] = ()
    whatsapp: tuple[DialString, ...] = ()
    visit: Visit | None = None
    further_visits: tuple[Visit, ...] = ()
    links: tuple[ContactLink, ...] = ()
    piece: str = ""  # by this id layout says that it left the whole organisation out

    def __hash__(self) -> int:
        """Of what nearly always tells organisations apart: what is set of one is looked up by all of it."""
        return hash((self.name, self.number_pieces))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """All places to go to."""
        return (self.visit, *self.further_visits) if self.visit else ()

    @property
    def has_number(self) -> bool:
        return bool(self.rows or self.whatsapp)

    def dial_strings(self) -> tuple[DialString, ...]:
        """Every string to dial, in reading order."""
        return (*[dial for row in self.rows for dial in row.dial_strings()], *self.whatsapp)

    @cached_property
    def number_pieces(self) -> tuple[str, ...]:
        """Ids of all its numbers: without any of them it is on no card."""
        return tuple([dial.piece for dial in self.dial_strings()])

    def detail(self, role: Role, row: NumberRow | None = None) -> str:
        """By this id a card leaves out this text of the organisation alone, or of one of its rows."""
        number = [row.dial_strings()[0].piece] if row else []
        return "/".join((role.key, self.piece, *number))

    def without(self, left_out: Collection[str]) -> Entry:
        """The same without these details."""

        def kept(role: Role, text: str, row: NumberRow | None = None) -> str:
            return "" if self.detail(role, row) in left_out else text

        rows = (
            replace(
                row,
                label=kept(Role.LABEL, row.label, row),
                hours=kept(Role.HOURS, row.hours, row),
                languages=kept(Role.SPOKEN_THERE, row.languages, row),
            )
            for row in self.rows
        )
        place, service = kept(Role.PLACE, self.place), kept(Role.SERVICE, self.service)
        return replace(self, place=place, service=service, rows=tuple(rows))

    def stands(self, left_out: Collection[str]) -> bool:
        """Whether anything of it is on a sheet. `left_out`: ids of what layout left out."""
        if self.piece in left_out:
            return False
        dials = self.dial_strings()
        return not dials or any(dial.piece not in left_out for dial in dials)

    def texts(self) -> Iterator[SheetText]:
        """Those that there are."""
        name, within = self.name, self.piece
        of_all = self.number_pieces
        yield SheetText(Role.NAME, name, name, of_all, within)
        for role, text in ((Role.PLACE, self.place), (Role.SERVICE, self.service)):
            if text:
                yield SheetText(role, text, name, of_all, within, self.detail(role))
        first = 0  # of the row, in `of_all`
        for row in self.rows:
            dials = row.dial_strings()
            of_row = of_all[first : first + len(dials)]
            first += len(dials)
            yield from self._of_numbers(dials, of_row)
            for role, text in row.said():
                detail = self.detail(role, row) if role in _LEFT_OUT_ALONE else ""
                yield SheetText(role, text, name, of_row, within, detail)
        yield from self._of_numbers(self.whatsapp, of_all[first:])
        for visit in self.visits:
            label = SheetText(Role.VISIT, visit.label, name, (), within)
            yield from one_after_the_other((label, SheetText(Role.ADDRESS, visit.address, name, (), within)))
        for link in self.links:
            yield SheetText(Role.LINK, link.printed, name, (), within)
            yield SheetText(Role.LINK_SPOKEN, link.spoken, name, (), within)

    def _of_numbers(self, dials: tuple[DialString, ...], pieces: tuple[str, ...]) -> Iterator[SheetText]:
        for dial, piece in zip(dials, pieces, strict=True):
            yield SheetText(Role.NUMBER, dial.printed, self.name, (piece,), self.piece)
            yield SheetText(Role.NUMBER_SPOKEN, dial.spoken, self.name, (piece,), self.piece)


@dataclass(frozen=True, slots=True)
class Section:
    """Organisations under one heading. Only those with a number."""

    id: str
    title: str
    icon: str
    entries: tuple[Entry, ...]

    @property
    def _pieces(self) -> tuple[str, ...]:
        """Ids without all of which nothing of it is on the sheet."""
        return tuple(piece for entry in self.entries for piece in entry.number_pieces or (entry.piece,))

    def texts(self) -> Iterator[SheetText]:
        heading = Role.LOCAL_HEADING if self.id == LOCAL_SECTION else Role.SECTION_HEADING
        yield SheetText(heading, self.title, self.id, self._pieces)
        for entry in self.entries:
            yield from entry.texts()


@dataclass(frozen=True, slots=True)
class Answer:
    """One piece of an answer: whole sentences that need each other.

    `id` is `question/piece`. Lower `priority` is kept longer. `needs` is the id of a piece without which this one
    must not stand, or empty; `bonded` the ids of those that stand together with it or not at all.
    """

    id: str
    text: str
    essential: bool
    priority: int
    needs: str = ""
    bonded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with those pieces of its answer that may be printed, in the order of the source."""

    id: str
    text: str
    answers: tuple[Answer, ...]

    def __hash__(self) -> int:
        """Of what tells questions apart: a language's are looked up for every flyer."""
        return hash((self.id, self.text))

    def texts(self) -> tuple[SheetText, ...]:
        """The question stands as long as one piece of its answer does."""
        return self._texts

    @cached_property
    def _texts(self) -> tuple[SheetText, ...]:
        question = SheetText(Role.QUESTION, self.text, self.id, tuple(answer.id for answer in self.answers))
        return question, *(SheetText(Role.ANSWER, answer.text, answer.id, (answer.id,)) for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Flyer:
    """One city in one language: what every format is laid out from, and what proof compares the paper with."""

    language: str  # BCP 47 tag
    language_own: str
    language_english: str
    city: str  # id
    city_own: str  # in the reader's language
    city_latin: str  # "" where it would repeat city_own
    city_english: str  # as the data has it: for staff
    title: str
    information_of: date
    status: Status
    archived: tuple[str, ...]  # the band's lines (own, English), or empty
    archived_card: tuple[str, ...]  # the same, shorter, of a card
    words: Words
    say: SayOnPhone | None
    unreviewed: Unreviewed | None
    sections: tuple[Section, ...]  # local first, then general, then children; sections without numbers left out
    names_without_number: tuple[str, ...]
    questions: tuple[Question, ...]
    website: str  # the address in the QR code
    website_printed: str
    held: tuple[str, ...] = ()  # ids of details left out because their translation is missing or stale
    doubtful: tuple[str, ...] = ()  # names of roles: not reviewed, of what only some sheets say; of a draft empty
    notice: Unreviewed | None = None  # what such a sheet says of it
    together: tuple[str, ...] = ()  # tags of the languages of a sheet in several; its texts have a line in each

    @property
    def local(self) -> tuple[Entry, ...]:
        """The organisations of its city."""
        return tuple(entry for section in self.sections if section.id == LOCAL_SECTION for entry in section.entries)

    def dial_strings(self) -> tuple[DialString, ...]:
        """Every string to dial, in reading order."""
        return tuple(dial for section in self.sections for entry in section.entries for dial in entry.dial_strings())

    def texts(self, states: States = UNKNOWN) -> tuple[SheetText, ...]:
        """Every text that may stand on a sheet of this content or be read out from it, but for what layout adds: the
        line for staff. `states`: those of the translations, where the list is to name them."""
        return listed(self._texts(), states)

    def texts_on(self, extent: Extent) -> tuple[SheetText, ...]:
        """Those of them that stand on a sheet of this extent, or may where there is room."""
        return standing(self.texts(), extent)

    def on_sheet(self, extent: Extent) -> Flyer:
        """The content of a sheet of this extent. One that is reviewed but for what only some sheets say is a draft
        where it says such a thing."""
        if self.notice is None or not any(each.role.name in self.doubtful for each in self.texts_on(extent)):
            return self
        return replace(self, status=Status.DRAFT, unreviewed=self.notice, doubtful=(), notice=None)

    def without(self, left_out: Collection[str]) -> Flyer:
        """The same without the organisations that are left out whole, and without what a card leaves out of others."""
        kept = (
            replace(
                section,
                entries=tuple(entry.without(left_out) for entry in section.entries if entry.piece not in left_out),
            )
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in kept if section.entries))

    def pieces_without(self, gone: Collection[str]) -> tuple[str, ...]:
        """What layout says that it left out where whole organisations have no room (`gone`, by their `piece`): them,
        and their numbers that stand under no other name."""
        if not gone:
            return ()
        entries = [entry for section in self.sections for entry in section.entries]
        shown = {piece for entry in entries if entry.piece not in gone for piece in entry.number_pieces}
        found = (piece for entry in entries if entry.piece in gone for piece in (entry.piece, *entry.number_pieces))
        return tuple(dict.fromkeys(piece for piece in found if piece not in shown))

    def _texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.CITY, self.city_own)
        yield SheetText(Role.CITY_LATIN, self.city_latin)
        yield SheetText(Role.CITY_FOR_STAFF, self.city_english)
        yield SheetText(Role.LANGUAGE, self.language_own)
        yield SheetText(Role.LANGUAGE_ENGLISH, self.language_english)
        yield SheetText(Role.TITLE, self.title)
        yield from archived_texts(self.archived)
        on_card = (Role.ARCHIVED_ON_CARD, Role.ARCHIVED_ON_CARD_ENGLISH)
        yield from (SheetText(*each, only=Only.CARDS) for each in zip(on_card, self.archived_card, strict=False))
        yield from self.words.texts()
        yield SheetText(
            Role.NO_LOCAL_NUMBER_ON_CARD,
            self.words.no_local_number_card,
            instead_of=tuple(entry.piece for entry in self.local if entry.has_number),
            only=Only.NO_LOCAL_ON_CARD,
        )
        pieces = tuple(answer.id for question in self.questions for answer in question.answers)
        yield SheetText(Role.ANSWERS_HEADING, self.words.answers_heading, pieces=pieces)
        yield SheetText(Role.WEBSITE, self.website_printed)
        for part in (self.unreviewed, self.say, *self.sections, *self.questions):
            if part is not None:
                yield from part.texts()


def archived_texts(lines: tuple[str, ...]) -> Iterator[SheetText]:
    """The lines of the band that says so: in the reader's language, then in English where that differs."""
    return map(SheetText, (Role.ARCHIVED, Role.ARCHIVED_ENGLISH), lines)

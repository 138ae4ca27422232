"""The Flyer: everything that must be true of one sheet, before any thought of points, fonts or PDF.

All strings that a reader sees are final here: translated, with dates and numbers formatted, foreign runs and dial
strings isolated (U+2066 LRI / U+2068 FSI ... U+2069 PDI), so that layout only places them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LOCAL_SECTION = "local"
"""The id of the section of the city's own organisations."""


class Side(StrEnum):
    """The side of the border from which a string is dialled."""

    MEXICO = "MX"
    US = "US"
    BOTH = "both"  # the same string from both: WhatsApp


class Status(StrEnum):
    """What readers and staff must know of the text (interface: translation states)."""

    ORIGINAL = "original"  # English, the source's own words
    REVIEWED = "reviewed"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class DialString:
    """One string to dial, as it stands on paper.

    `printed` is the string on paper (`011 52 664 208 8994`; hyphens on right-to-left pages); `digits` what a finger
    types (`+` only for WhatsApp); `e164` the number itself (`+526642088994`; for a short code the code);
    `href` the live link (`tel:+526642088994`, `https://wa.me/18583332857`).
    """

    side: Side
    printed: str
    digits: str
    e164: str
    href: str
    spoken: str  # the link's text for screen readers, in the flyer's language: "Call +52 664 208 8994"


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One row of the border table: what to dial from Mexico, and from the U.S. Either may be missing, not both."""

    from_mexico: DialString | None
    from_us: DialString | None
    label: str = ""  # "Office in Mexico", translated
    extension: str = ""  # "extension 12", translated: on a line of its own
    hours: str = ""  # translated


@dataclass(frozen=True, slots=True)
class Visit:
    """A place to go to: label translated, address in Latin letters as the source has it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation. `name` and `place` are Latin, never translated; `service` is translated."""

    name: str
    place: str = ""
    service: str = ""
    icon: str = ""
    rows: tuple[NumberRow, ...] = ()
    whatsapp: tuple[DialString, ...] = ()
    visit: Visit | None = None

    @property
    def has_number(self) -> bool:
        return bool(self.rows or self.whatsapp)


@dataclass(frozen=True, slots=True)
class Section:
    """Organisations under one heading. Only those with a number."""

    id: str
    title: str
    icon: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One piece of an answer: whole sentences that need each other.

    `id` is `question/piece`. Lower `priority` is kept longer. `needs` is the id of a piece without which this one
    must not stand, or empty.
    """

    id: str
    text: str
    essential: bool
    priority: int
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with those pieces of its answer that may be printed, in the order of the source."""

    id: str
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed texts of one flyer, final."""

    from_mexico: str
    from_us: str
    or_: str
    whatsapp: str
    answers_heading: str  # "Answers of April 7, 2021"
    last_updated: str  # "Last updated on April 7, 2021"
    changing: str  # the source's own sentence beside the date
    contact: str  # "You can contact these organizations if you have questions."; a detail: "" if not translated
    no_local_number: str  # one sentence, or "" where the city has numbers
    see_website: str  # "See the website: Info Digna, HIAS Mexico", or ""
    scan: str
    more: str
    disclaimer: str
    incomplete: str
    qr_code: str  # alternative text of the QR code
    open_website: str  # the link's text for screen readers


@dataclass(frozen=True, slots=True)
class SayOnPhone:
    """What a caller can say or show: each phrase in Latin letters and, for other scripts, by sound."""

    heading: str  # "Say on the phone:", in the reader's language
    phrases: tuple[tuple[str, str, str, str], ...]  # (tag, name of that language, phrase, by sound or "")


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """That no person has reviewed the translation, in the reader's language and in English."""

    own: str
    english: str


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
    words: Words
    say: SayOnPhone | None
    unreviewed: Unreviewed | None
    sections: tuple[Section, ...]  # local first, then general, then children; sections without numbers left out
    names_without_number: tuple[str, ...]
    questions: tuple[Question, ...]
    website: str  # the address in the QR code
    website_printed: str
    held: tuple[str, ...] = field(default=())  # ids of details left out because their translation is missing or stale

    def dial_strings(self) -> tuple[DialString, ...]:
        """Every string to dial, in reading order."""
        found: list[DialString] = []
        for section in self.sections:
            for entry in section.entries:
                for row in entry.rows:
                    found.extend(dial for dial in (row.from_mexico, row.from_us) if dial)
                found.extend(entry.whatsapp)
        return tuple(found)

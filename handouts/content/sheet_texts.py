"""The texts of a sheet, one by one: what each is, whose words it is, where it must stand, and who may leave it out.

A Flyer and a Contents list their own. Glyph coverage, proof, the manifest's facts and the state of review are made from
these lists, so a text that is forgotten in one is missed by all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum, Flag, auto
from types import MappingProxyType
from typing import NamedTuple

from handouts.sources.translations import State


class Where(Flag):
    """Where a text must stand. `ROOM`: nowhere; it is printed where there is room."""

    ROOM = 0
    SHEET = auto()  # on every sheet with answers
    FRONT = auto()  # on every card
    BACK = auto()
    STAFF = auto()  # nowhere but within the line for staff, which layout makes
    SPOKEN = auto()  # not printed: for screen readers


class Origin(Enum):
    """Whose words a text is, and in which letters it is set."""

    TRANSLATION = auto()  # a message in the reader's language, or made of messages
    DATA = auto()  # as the data has it, among the reader's own text
    LATIN = auto()  # as the data has it, among Latin letters on every page


_EVERYWHERE = Where.SHEET | Where.FRONT | Where.BACK
_TRANSLATION, _DATA, _LATIN = Origin


class Role(Enum):
    """What a text is on its sheet: its name in messages, where it must stand, and whose words it is."""

    TITLE = "the title", Where.SHEET, _TRANSLATION
    CITY = "the city", Where.SHEET | Where.FRONT, _TRANSLATION
    CITY_LATIN = "the city in Latin letters", Where.SHEET, _LATIN
    CITY_FOR_STAFF = "the city for staff", Where.STAFF, _LATIN
    LANGUAGE = "the language", Where.SHEET, _DATA
    LANGUAGE_ENGLISH = "the language in English", Where.ROOM, _LATIN
    ARCHIVED = "that the sheet is archived", Where.SHEET, _TRANSLATION
    ARCHIVED_ENGLISH = "that the sheet is archived, in English", Where.SHEET, _DATA
    UNREVIEWED = "that the translation is not reviewed", Where.SHEET | Where.BACK, _TRANSLATION
    UNREVIEWED_ENGLISH = "that the translation is not reviewed, in English", Where.SHEET, _DATA

    SIDE_CODE = "the code of the side", Where.SHEET | Where.FRONT, _LATIN
    SIDE = "the words of the side", Where.SHEET | Where.FRONT, _TRANSLATION
    OR = "the word between numbers", Where.ROOM, _TRANSLATION
    WHATSAPP = "the word for WhatsApp", Where.ROOM, _TRANSLATION
    ANSWERS_HEADING = "the heading of the answers", Where.SHEET, _TRANSLATION
    DATE = "the date", _EVERYWHERE, _TRANSLATION
    CHANGING = "the sentence beside the date", Where.SHEET, _TRANSLATION
    CONTACT = "whom to contact", Where.SHEET, _TRANSLATION
    NO_LOCAL_NUMBER = "that there is no local number", Where.SHEET, _TRANSLATION
    NAMES_WITHOUT_NUMBER = "the names without a number", Where.SHEET, _TRANSLATION
    SCAN = "what to scan", Where.ROOM, _TRANSLATION
    MORE = "where to find more", Where.SHEET, _TRANSLATION
    DISCLAIMER = "the disclaimer", Where.SHEET | Where.BACK, _TRANSLATION
    INCOMPLETE = "that the list is likely incomplete", Where.SHEET | Where.BACK, _TRANSLATION
    WEBSITE = "the website", Where.SHEET | Where.BACK, _LATIN
    QR_CODE = "the QR code in words", Where.SPOKEN, _TRANSLATION
    OPEN_WEBSITE = "the link to the website in words", Where.SPOKEN, _TRANSLATION

    SAY_HEADING = "the heading of what to say", Where.ROOM, _TRANSLATION
    PHRASE_LANGUAGE = "in which language to say it", Where.ROOM, _TRANSLATION
    PHRASE = "what to say on the phone", Where.SHEET, _LATIN
    PHRASE_SOUND = "how to say it", Where.SHEET, _DATA

    LOCAL_HEADING = "the heading near the reader", Where.ROOM, _TRANSLATION  # repeats the city; narrow tables drop it
    SECTION_HEADING = "the heading of", Where.SHEET, _TRANSLATION
    NAME = "the name", Where.SHEET, _LATIN
    PLACE = "the place of", Where.SHEET, _LATIN
    SERVICE = "the service of", Where.SHEET, _TRANSLATION
    NUMBER = "a number of", Where.ROOM, _LATIN  # proof counts the numbers and finds their places by other means
    NUMBER_SPOKEN = "the link to a number in words of", Where.SPOKEN, _TRANSLATION
    KIND = "the kind of a number of", Where.SHEET, _TRANSLATION
    LABEL = "a label of", Where.SHEET, _TRANSLATION
    EXTENSION = "an extension of", Where.SHEET, _TRANSLATION
    PRESS = "what to press at a number of", Where.SHEET, _TRANSLATION
    HOURS = "the hours of", Where.SHEET, _TRANSLATION
    SPOKEN_THERE = "the languages spoken at a number of", Where.SHEET, _TRANSLATION
    VISIT = "what the address is for, of", Where.SHEET, _TRANSLATION
    ADDRESS = "the address of", Where.SHEET, _LATIN
    LINK = "an e-mail address or a site of", Where.SHEET, _LATIN
    LINK_SPOKEN = "a link in words of", Where.SPOKEN, _DATA

    QUESTION = "the question", Where.SHEET, _TRANSLATION
    ANSWER = "the answer", Where.SHEET, _TRANSLATION

    # Of contents pages alone.
    CORNER = "what the booklet is of", Where.SHEET, _DATA
    CORNER_ENGLISH = "what the booklet is of, in English", Where.SHEET, _LATIN
    CONTENTS_HEADING = "the heading of the entries", Where.SHEET, _TRANSLATION
    END_OF_LINE = "an end of the line", Where.SHEET, _TRANSLATION
    MISSING_SHEET = "that a sheet is missing", Where.SHEET, _TRANSLATION
    COLUMN = "the heading of a column", Where.SHEET, _LATIN
    ENTRY = "an entry", Where.SHEET, _DATA
    ENTRY_LATIN = "an entry in Latin letters", Where.SHEET, _LATIN
    BELOW_ENTRY = "the names below", Where.ROOM, _TRANSLATION
    PAGE_NUMBER = "the page of", Where.ROOM, _LATIN
    PAGE_SPOKEN = "the link to the page in words of", Where.SPOKEN, _TRANSLATION
    STAFF = "the line for staff", Where.SHEET, _LATIN

    def __init__(self, what: str, where: Where, origin: Origin) -> None:
        self.what = what
        self.where = where
        self.origin = origin

    @property
    def printed(self) -> bool:
        return Where.SPOKEN not in self.where


class SheetText(NamedTuple):
    """One text, final.

    `of`: the name or id of what it belongs to, where the sheet has several. `pieces`: ids of details; layout leaves the
    text out together with all of them, and may not leave out one that names none. `continues`: it stands right behind
    the text before it in the list. `state`: of its translation, where that was asked for; None of every other text.
    """

    role: Role
    text: str
    of: str = ""
    pieces: tuple[str, ...] = ()
    continues: bool = False
    state: State | None = None

    @property
    def what(self) -> str:
        """For messages: `the name HIAS`."""
        return f"{self.role.what} {self.of}".rstrip()

    def is_left_out(self, left_out: Collection[str]) -> bool:
        """Whether it is not on the sheet. `left_out`: the details that layout left out."""
        return bool(self.pieces) and all(piece in left_out for piece in self.pieces)


States = Mapping[str, State]
"""Text -> how far its translation can be trusted."""
UNKNOWN: States = MappingProxyType({})


def listed(texts: Iterable[SheetText], states: States) -> tuple[SheetText, ...]:
    """The list of a sheet: without the texts that it has not, each translation with its state."""
    found = (each for each in texts if each.text)
    if not states:
        return tuple(found)
    return tuple(
        each._replace(state=states.get(each.text)) if each.role.origin is Origin.TRANSLATION else each for each in found
    )


def one_after_the_other(texts: Iterable[SheetText]) -> Iterator[SheetText]:
    """Texts that stand right behind each other, as far as there are any."""
    for at, each in enumerate([each for each in texts if each.text]):
        yield each._replace(continues=at > 0)


def all_reviewed(texts: Iterable[SheetText]) -> bool:
    """Whether a person has reviewed every translation. One of unknown state counts as not reviewed, and so does a text
    that stands in the source's language because its translation is missing."""
    return all(each.state is State.REVIEWED for each in texts if each.role.origin is Origin.TRANSLATION)

"""The texts of a sheet, one by one: what each is, whose words it is, where it must stand, and who may leave it out.

A Flyer and a Contents list their own. Glyph coverage, proof, the manifest's facts and the state of review are made from
these lists, so a text that is forgotten in one is missed by all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum, Flag, auto
from types import MappingProxyType
from typing import NamedTuple

from handouts.sources.text_state import State


class Where(Flag):
    """Where a text must stand. `ROOM`: nowhere; it is printed where there is room."""

    ROOM = 0
    SHEET = auto()  # on every sheet with answers
    FRONT = auto()  # on every card
    BACK = auto()
    ON_CARD = auto()  # not demanded, but may stand on a card: with its organisation, or where there is room
    STAFF = auto()  # nowhere but within the line for staff, which layout makes
    SPOKEN = auto()  # not printed: for screen readers


class Origin(Enum):
    """Whose words a text is, and in which letters it is set."""

    TRANSLATION = auto()  # a message in the reader's language, or made of messages
    DATA = auto()  # as the data has it, among the reader's own text
    LATIN = auto()  # as the data has it, among Latin letters on every page


CARDS = Where.FRONT | Where.BACK | Where.ON_CARD
_WITH_ORGANISATION = Where.SHEET | Where.ON_CARD
_TRANSLATION, _DATA, _LATIN = Origin


class Role(Enum):
    """What a text is on its sheet: its name in messages, where it must stand, and whose words it is."""

    TITLE = "the title", Where.SHEET, _TRANSLATION
    CITY = "the city", Where.SHEET | Where.FRONT, _TRANSLATION
    CITY_LATIN = "the city in Latin letters", Where.SHEET | Where.FRONT, _LATIN
    CITY_FOR_STAFF = "the city for staff", Where.STAFF, _LATIN
    LANGUAGE = "the language", Where.SHEET | Where.FRONT, _DATA
    LANGUAGE_ENGLISH = "the language in English", Where.ROOM, _LATIN
    ARCHIVED = "that the sheet is archived", Where.SHEET, _TRANSLATION
    ARCHIVED_ENGLISH = "that the sheet is archived, in English", Where.SHEET, _DATA
    ARCHIVED_ON_CARD = "that the card is archived", Where.FRONT | Where.BACK, _TRANSLATION
    ARCHIVED_ON_CARD_ENGLISH = "that the card is archived, in English", Where.ON_CARD, _DATA
    UNREVIEWED = "that the translation is not reviewed", Where.SHEET | Where.BACK, _TRANSLATION
    UNREVIEWED_ENGLISH = "that the translation is not reviewed, in English", Where.SHEET | Where.ON_CARD, _DATA

    SIDE_CODE = "the code of the side", Where.SHEET | Where.FRONT, _LATIN
    SIDE = "the words of the side", Where.SHEET | Where.FRONT, _TRANSLATION
    OR = "the word between numbers", Where.ROOM, _TRANSLATION
    WHATSAPP = "the word for WhatsApp", Where.ROOM, _TRANSLATION
    ANSWERS_HEADING = "the heading of the answers", Where.SHEET, _TRANSLATION
    DATE = "the date", Where.SHEET | Where.FRONT, _TRANSLATION
    CHANGING = "the sentence beside the date", Where.SHEET, _TRANSLATION
    CONTACT = "whom to contact", Where.SHEET, _TRANSLATION
    NO_LOCAL_NUMBER = "that there is no local number", Where.SHEET, _TRANSLATION
    NO_LOCAL_NUMBER_ON_CARD = "that the card has no local number", Where.FRONT, _TRANSLATION
    MORE_ORGANISATIONS = "how many organizations more there are", Where.SHEET | Where.ON_CARD, _TRANSLATION
    CONTINUED = "that the list goes on", Where.ROOM, _TRANSLATION
    OTHER_SIDE_NUMBERS = "that the other side has more numbers", Where.ROOM, _TRANSLATION
    OTHER_SIDE_ANSWERS = "that the other side has all answers", Where.ROOM, _TRANSLATION
    OTHER_SIDE_MORE_ANSWERS = "that the other side has more answers", Where.ROOM, _TRANSLATION
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
    SECTION_HEADING = "the heading of", _WITH_ORGANISATION, _TRANSLATION
    NAME = "the name", _WITH_ORGANISATION, _LATIN
    PLACE = "the place of", _WITH_ORGANISATION, _LATIN
    SERVICE = "the service of", _WITH_ORGANISATION, _TRANSLATION
    NUMBER = "a number of", Where.ROOM, _LATIN  # proof counts the numbers and finds their places by other means
    NUMBER_SPOKEN = "the link to a number in words of", Where.SPOKEN, _TRANSLATION
    KIND = "the kind of a number of", _WITH_ORGANISATION, _TRANSLATION
    LABEL = "a label of", _WITH_ORGANISATION, _TRANSLATION
    EXTENSION = "an extension of", _WITH_ORGANISATION, _TRANSLATION
    PRESS = "what to press at a number of", _WITH_ORGANISATION, _TRANSLATION
    HOURS = "the hours of", _WITH_ORGANISATION, _TRANSLATION
    SPOKEN_THERE = "the languages spoken at a number of", _WITH_ORGANISATION, _TRANSLATION
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
    OTHERS = "the languages from the other cover", Where.SHEET, _DATA
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
        # Asked of every text of every sheet, where it takes long to combine members of a Flag, or to ask for a name.
        self.printed = Where.SPOKEN not in where
        self.where_there_is_room = where is Where.ROOM
        is_placed = bool(where & (CARDS | Where.SHEET))
        self.may_be_on_cards = not is_placed or bool(where & CARDS)
        self.may_be_on_sheets = not is_placed or Where.SHEET in where
        self.written = self.name
        self.key = self.name.lower()
        # By this id layout says of all texts of a role for which there need be no room that none is printed.
        self.room_piece = f"word-{self.key.replace('_', '-')}"


class Only(Enum):
    """On which sheets alone a text stands: what it says is true of no other."""

    MORE_LEFT = "where organizations were left out; in its text COUNT stands for how many"
    GOING_ON = "where there is another side, or a page beside, on which the sheet goes on"
    CARDS = "on cards"
    NO_LOCAL_ON_CARD = "on cards that show none of the organizations of their city"


COUNT = "{count}"
"""In a text: the number that only the finished sheet knows."""


class Extent(NamedTuple):
    """How much of a content stands on one sheet: what layout left out, by ids; how many pages the sheet has, those that
    stand beside each other on one counted each; and whether it is one of cards."""

    left_out: frozenset[str] = frozenset()
    faces: int = 1
    cards: bool = False

    @property
    def organisations_left_out(self) -> int:
        return sum(piece.startswith(ORGANISATION_PIECE) for piece in self.left_out)


ORGANISATION_PIECE = "organisation/"
"""How the ids of organisations begin."""
WHOLE = Extent()


class SheetText(NamedTuple):
    """One text, final.

    `of`: the name or id of what it belongs to, where the sheet has several. `pieces`: ids of details; layout leaves the
    text out together with all of them. `within`: the id of its organisation, with which it is left out. `detail`: its
    own id, by which a card leaves out it alone. One that names none of them may not be left out. `instead_of`: ids of
    what it stands for, where all of that is left out. `only`: on which sheets it stands, if not on all. `continues`: it
    stands right behind the text before it in the list. `state`: of its translation, where that was asked for; None of
    every other text.
    """

    role: Role
    text: str
    of: str = ""
    pieces: tuple[str, ...] = ()
    within: str = ""
    detail: str = ""
    instead_of: tuple[str, ...] = ()
    only: Only | None = None
    continues: bool = False
    state: State | None = None

    @property
    def what(self) -> str:
        """For messages: `the name HIAS`."""
        return f"{self.role.what} {self.of}".rstrip()

    def is_left_out(self, left_out: frozenset[str]) -> bool:
        """Whether it is not on the sheet. `left_out`: the details that layout left out."""
        if self.within in left_out or self.detail in left_out:
            return True
        if self.pieces and left_out.issuperset(self.pieces):
            return True
        return self.role.where_there_is_room and self.role.room_piece in left_out

    def found_no_room(self, left_out: Collection[str]) -> bool:
        """Whether it is printed only where there is room, and there was none."""
        return self.role.where_there_is_room and self.role.room_piece in left_out

    def on(self, extent: Extent) -> SheetText | None:
        """The text as it stands on a sheet of this extent, or may; None where it may not."""
        role = self.role
        if not (role.may_be_on_cards if extent.cards else role.may_be_on_sheets):
            return None
        if self.is_left_out(extent.left_out):
            return None
        if self.only is None:
            return self
        if self.only is Only.CARDS:
            return self if extent.cards else None
        if self.only is Only.NO_LOCAL_ON_CARD:
            return self if extent.cards and extent.left_out.issuperset(self.instead_of) else None
        if self.only is Only.GOING_ON:
            return self if extent.faces > 1 and not extent.cards else None
        count = extent.organisations_left_out
        return self._replace(text=self.text.replace(COUNT, str(count))) if count else None


States = Mapping[str, State]
"""Text -> how far its translation can be trusted."""
UNKNOWN: States = MappingProxyType({})


def listed(texts: Iterable[SheetText], states: States) -> tuple[SheetText, ...]:
    """The list of a sheet: without the texts that it has not, lines of several languages one by one, each translation
    with its state."""
    found = [each for each in texts if each.text]
    if any("\n" in each.text for each in found):
        found = [each._replace(text=line) for each in found for line in each.text.split("\n") if line]
    if not states:
        return tuple(found)
    return tuple(
        each._replace(state=states.get(each.text)) if each.role.origin is Origin.TRANSLATION else each for each in found
    )


def standing(texts: Iterable[SheetText], extent: Extent) -> tuple[SheetText, ...]:
    """Those of a list that stand on a sheet of this extent, or may where there is room."""
    return tuple([found for each in texts if (found := each.on(extent))])


def one_after_the_other(texts: Iterable[SheetText]) -> Iterator[SheetText]:
    """Texts that stand right behind each other, as far as there are any."""
    for at, each in enumerate([each for each in texts if each.text]):
        yield each._replace(continues=at > 0)


def all_reviewed(texts: Iterable[SheetText]) -> bool:
    """Whether a person has reviewed every translation. One of unknown state counts as not reviewed, and so does a text
    that stands in the source's language because its translation is missing."""
    return all(each.state is State.REVIEWED for each in texts if each.role.origin is Origin.TRANSLATION)

"""The fixed texts of a sheet: what stands on it whatever its city has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handouts.content.sheet_texts import COUNT, Only, Role, SheetText, one_after_the_other

CONTACT_PIECE, NAMES_PIECE, MORE_PIECE = "introduction/contact", "names-without-number", "more"
"""Details that are no piece of an answer: by these ids layout says that it left them out."""


@dataclass(frozen=True, slots=True)
class SideHead:
    """What stands over the numbers of one of two sides of the border."""

    country: str
    code: str  # MEX, in Latin letters
    words: str  # "From Mexico"

    def texts(self) -> Iterator[SheetText]:
        yield SheetText(Role.SIDE_CODE, self.code, self.code)
        yield SheetText(Role.SIDE, self.words, self.code)


@dataclass(frozen=True)
class Words:
    """The fixed texts of one flyer, final."""

    sides: tuple[SideHead, ...]  # the two of the border; one alone needs no head, and this is empty
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
    continued: str = ""  # above a list that goes on from another page
    other_side_numbers: str = ""  # "More phone numbers: see the other side of this sheet"
    other_side_answers: str = ""  # where the other side has all of them
    other_side_more_answers: str = ""  # where it has more than this one
    more_organisations: str = ""  # with COUNT, which `how_many_more` fills in
    no_local_number_card: str = ""  # of a card that shows no number of the city, whether the city has one or not
    names: tuple[str, ...] = ()  # those that stand within see_website

    def how_many_more(self, count: int) -> str:
        """How many organisations more there are than the sheet has room for, and where."""
        return self.more_organisations.replace(COUNT, str(count))

    @property
    def answers_pointers(self) -> tuple[str, str]:
        """What points to the answers of another side: to all of them, or to more."""
        return self.other_side_answers, self.other_side_more_answers

    def pointer_to_answers(self, *, whole: bool) -> str:
        """The one of them for a side that has all answers, or only some."""
        return self.other_side_answers if whole else self.other_side_more_answers

    def texts(self) -> tuple[SheetText, ...]:
        """All of them."""
        return self._texts

    @cached_property
    def _texts(self) -> tuple[SheetText, ...]:
        """Listed once: a flyer is asked for its texts by coverage, layout, proof and manifest."""
        return tuple(self._listed())

    def _listed(self) -> Iterator[SheetText]:
        for side in self.sides:
            yield from side.texts()
        yield SheetText(Role.OR, self.or_)
        yield SheetText(Role.WHATSAPP, self.whatsapp)
        yield SheetText(Role.DATE, self.last_updated)
        yield SheetText(Role.CHANGING, self.changing)
        yield SheetText(Role.CONTACT, self.contact, pieces=(CONTACT_PIECE,))
        yield SheetText(Role.NO_LOCAL_NUMBER, self.no_local_number)
        yield SheetText(Role.MORE_ORGANISATIONS, self.more_organisations, only=Only.MORE_LEFT)
        yield SheetText(Role.CONTINUED, self.continued, only=Only.GOING_ON)
        yield SheetText(Role.OTHER_SIDE_NUMBERS, self.other_side_numbers, only=Only.GOING_ON)
        yield SheetText(Role.OTHER_SIDE_ANSWERS, self.other_side_answers, only=Only.GOING_ON)
        yield SheetText(Role.OTHER_SIDE_MORE_ANSWERS, self.other_side_more_answers, only=Only.GOING_ON)
        yield SheetText(Role.NAMES_WITHOUT_NUMBER, self.see_website, pieces=(NAMES_PIECE,))
        yield SheetText(Role.SCAN, self.scan)
        yield SheetText(Role.MORE, self.more, pieces=(MORE_PIECE,))
        yield SheetText(Role.DISCLAIMER, self.disclaimer)
        yield SheetText(Role.INCOMPLETE, self.incomplete)
        yield SheetText(Role.QR_CODE, self.qr_code)
        yield SheetText(Role.OPEN_WEBSITE, self.open_website)


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """That no person has reviewed the translation, in the reader's language and in English."""

    own: str
    english: str

    def texts(self) -> Iterator[SheetText]:
        own, english = SheetText(Role.UNREVIEWED, self.own), SheetText(Role.UNREVIEWED_ENGLISH, self.english)
        return one_after_the_other((own, english))

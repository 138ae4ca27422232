"""What should stand on a sheet: what its format promises, and the texts of its Flyer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer
from handouts.layout import staff_line
from handouts.paper import Paper

MEXICO_HEAD, US_HEAD = "MEX", "USA"
SIDES_OF_SHEETS = ("side 1 of 2", "side 2 of 2", "page 1 of 2", "page 2 of 2", "front", "back")
"""What follows the line for staff."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a format promises.

    `page`: the size of its pages; `pages`: how many; `codes`: how many QR codes, all on the last page; `beside`: how
    many pages stand beside each other on one, each with city, date and line for staff; `cards`: it is a sheet of ten
    cards, with numbers as far as they fit and without answers; `form` and `sheet`: what the line for staff calls it,
    and the paper it is printed on.
    """

    page: Paper
    form: str
    sheet: Paper
    pages: int
    codes: int
    beside: int
    cards: bool

    def staff(self, flyer: Flyer, edition: str) -> str:
        """The line for staff, without the side of the sheet that may follow it."""
        return staff_line(flyer, self.form, self.sheet, edition)


def texts_of_cards(flyer: Flyer) -> Iterator[tuple[str, str]]:
    """What stands on every card, back and front taken together."""
    words = flyer.words
    yield "the city", flyer.city_own
    yield "the date", words.last_updated
    yield "the side of Mexico", words.from_mexico
    yield "the side of the U.S.", words.from_us
    yield "the disclaimer", words.disclaimer
    yield "that the list is likely incomplete", words.incomplete
    yield "the website", flyer.website_printed
    if flyer.unreviewed is not None:
        yield "that the translation is not reviewed", flyer.unreviewed.own


def texts_that_must_stand(flyer: Flyer, left_out: Collection[str]) -> Iterator[tuple[str, str]]:
    """What stands on every sheet with answers, with what it is."""
    words = flyer.words
    yield "the city", flyer.city_own
    yield "the city in Latin letters", flyer.city_latin
    yield "the language", flyer.language_own
    yield "the title", flyer.title
    yield "the date", words.last_updated
    yield "the sentence beside the date", words.changing
    yield "the side of Mexico", words.from_mexico
    yield "the side of the U.S.", words.from_us
    yield "the heading of the answers", words.answers_heading
    yield "the disclaimer", words.disclaimer
    yield "that the list is likely incomplete", words.incomplete
    yield "where to find more", words.more
    yield "the website", flyer.website_printed
    yield "that there is no local number", words.no_local_number
    if flyer.unreviewed is not None:
        yield "that the translation is not reviewed", f"{flyer.unreviewed.own} {flyer.unreviewed.english}"
    if flyer.say is not None:
        for _, _, phrase, sound in flyer.say.phrases:
            yield "what to say on the phone", phrase
            yield "how to say it", sound
    for line in flyer.archived:
        yield "that the sheet is archived", line
    if "names-without-number" not in left_out:
        yield "the names without a number", words.see_website
    for section in flyer.sections:
        if section.id != LOCAL_SECTION:  # the local heading repeats the city, which is checked; narrow tables drop it
            yield f"the heading of {section.id}", section.title
        for entry in section.entries:
            yield from _texts_of(entry)
    for question in flyer.questions:
        printed = [piece for piece in question.answers if piece.id not in left_out]
        if printed:
            yield f"the question {question.id}", question.text
        for piece in printed:
            yield f"the answer {piece.id}", piece.text


def _texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    yield f"the name {entry.name}", entry.name
    yield f"the service of {entry.name}", entry.service
    yield f"the place of {entry.name}", entry.place
    if entry.visit is not None:
        yield f"the address of {entry.name}", f"{entry.visit.label} {entry.visit.address}"
    for row in entry.rows:
        yield f"a label of {entry.name}", f"{row.label} {row.extension} {row.hours}".strip()


def texts_that_may_stand(flyer: Flyer, left_out: Collection[str], staff: str) -> Iterator[str]:
    """Every text of which a sheet may show anything: those of the Flyer, each by itself, and nothing else."""
    words = flyer.words
    yield from (staff, MEXICO_HEAD, US_HEAD, *SIDES_OF_SHEETS)
    yield from (flyer.language_own, flyer.language_english, flyer.city_own, flyer.city_latin, flyer.title)
    yield from (words.from_mexico, words.from_us, words.or_, words.whatsapp, words.answers_heading)
    yield from (words.last_updated, words.changing, words.contact, words.no_local_number, words.see_website)
    yield from (words.scan, words.more, words.disclaimer, words.incomplete, flyer.website_printed, *flyer.archived)
    if flyer.say is not None:
        yield flyer.say.heading
        for _, *said in flyer.say.phrases:
            yield from said
    if flyer.unreviewed is not None:
        yield from (flyer.unreviewed.own, flyer.unreviewed.english)
    for dial in flyer.dial_strings():
        yield dial.printed
    for section in flyer.sections:
        yield section.title
        for entry in section.entries:
            yield from (entry.name, entry.place, entry.service)
            if entry.visit is not None:
                yield from (entry.visit.label, entry.visit.address)
            for row in entry.rows:
                yield from (row.label, row.extension, row.hours)
    for question in flyer.questions:
        if any(piece.id not in left_out for piece in question.answers):
            yield question.text
        yield from (piece.text for piece in question.answers if piece.id not in left_out)

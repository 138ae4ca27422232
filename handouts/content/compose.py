"""Compose: the data and a language's texts -> the Flyer of a city. What must be true of a sheet is decided here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handouts.content.dates import long_date
from handouts.content.dial import number_rows, whatsapp_strings
from handouts.content.flyer import LOCAL_SECTION, ContactLink, Entry, Flyer, LinkKind, Section, Status, Visit
from handouts.content.isolates import isolate_right_to_left
from handouts.content.notices import InEnglish, notices_of, untranslated
from handouts.content.packed import in_little_room
from handouts.content.pieces import Pieces
from handouts.content.say import Phrase, SayOnPhone
from handouts.content.sheet_texts import COUNT, ORGANISATION_PIECE, all_reviewed
from handouts.content.wording import Wording
from handouts.content.words import SideHead, Unreviewed, Words
from handouts.errors import Notice, Problem
from handouts.sources import model
from handouts.sources.load import Data
from handouts.sources.messages import TO_VISIT, Message, messages_of
from handouts.sources.translations import Catalogue, read_catalogues
from handouts.sources.values import host_as_read


@dataclass(frozen=True, slots=True)
class Composition:
    """Every sheet that can be made, by (language, city), and why others can't.

    `held_back` are the tags of the languages without sheets; `problems` name the reasons, and what is wrong with
    single details. `notices`: what a person should know although nothing is wrong. `in_english`: each message, by
    context and English, that stands in English for want of a translation, and on which sheets. `not_composed`: tags
    of the languages that were left aside although nothing holds them back.
    """

    flyers: Mapping[tuple[str, str], Flyer]
    catalogues: Mapping[str, Catalogue]
    problems: tuple[Problem, ...]
    held_back: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    in_english: InEnglish = field(default_factory=dict)
    not_composed: tuple[str, ...] = ()


def compose_all(
    data: Data, catalogues: Mapping[str, Catalogue] | None = None, languages: Collection[str] | None = None
) -> Composition:
    """Every city in every language of the data, from its folder's PO files and ledgers, or from these catalogues.
    `languages`: tags of those of which sheets are composed; of the others is only said what is wrong with them.

    Raises InputError, with all problems, for ledgers that can't be read.
    """
    messages = messages_of(data.handout, data.directory, data.faq)
    catalogues = read_catalogues(data, messages) if catalogues is None else catalogues
    in_english: dict[tuple[str, str], list[tuple[str, str]]] = {}
    problems: list[Problem] = []
    held_back: list[str] = []
    not_composed: list[str] = []

    def composed() -> Iterator[tuple[tuple[str, str], Flyer]]:
        for language in data.languages.languages:
            catalogue = catalogues[language.tag]
            reasons = reasons_to_hold_back(data, language, catalogue, messages)
            problems.extend((*catalogue.problems, *reasons))
            if reasons or catalogue.unreadable:
                held_back.append(language.tag)
                continue
            if languages is not None and language.tag not in languages:
                not_composed.append(language.tag)
                continue
            for city in data.directory.cities:
                composer = _Composer(data, language, catalogue, city)
                yield (language.tag, city.id), composer.flyer()
                for message in composer.wording.in_english:
                    in_english.setdefault(message, []).append((language.tag, city.id))

    flyers = in_little_room(composed())
    notices = tuple(sorted((*notices_of(data), *untranslated(data, in_english))))
    return Composition(flyers, catalogues, tuple(problems), tuple(held_back), notices, in_english, tuple(not_composed))


def compose_flyer(data: Data, catalogue: Catalogue, city_id: str) -> Flyer:
    """The sheet of one city in the catalogue's language.

    Raises KeyError for a city or language that the data has not, InternalError where an essential text is missing.
    """
    language = {each.tag: each for each in data.languages.languages}[catalogue.language]
    city = {each.id: each for each in data.directory.cities}[city_id]
    return _Composer(data, language, catalogue, city).flyer()


def reasons_to_hold_back(
    data: Data, language: model.Language, catalogue: Catalogue, messages: Sequence[Message]
) -> list[Problem]:
    """Why no sheet of a language can be made; empty if they can. Not that its file can't be read, which it says."""
    tag = language.tag
    reasons: list[Problem] = []
    try:
        long_date(language, data.handout.last_updated)
    except ValueError as error:
        what, _, instead = str(error).partition("; ")
        reasons.append(data.place_of(language).problem(what, instead, tag))
    missing = () if catalogue.unreadable else catalogue.holding_back(messages)
    if missing:
        listed = ", ".join(f"{message.context} ({catalogue.state(*message.key)})" for message in missing)
        what = f"{language.names.en} is held back: essential texts can't be used: {listed}"
        line = catalogue.line(*missing[0].key)
        instead = "translate them, or bring them up to date"
        if any(catalogue.is_fuzzy(*message.key) for message in missing):
            instead += '; where one that is marked "#, fuzzy" is right, delete the mark'
        reasons.append(Problem(catalogue.file, line, min(line, 1), what, instead, tag))
    return reasons


class _Composer:
    """One city in one language."""

    def __init__(self, data: Data, language: model.Language, catalogue: Catalogue, city: model.City) -> None:
        self._data = data
        self._language = language
        self._catalogue = catalogue
        self._city = city
        self.wording = self._wording = Wording(language, catalogue, data.handout.words, data.handout.vocabulary)
        self._pieces = Pieces(data.faq, data.handout.introduction, catalogue, self._wording)

    def flyer(self) -> Flyer:
        data, wording = self._data, self._wording
        own = wording.text_or_english(f"city.{self._city.id}.name", self._city.name)
        name = isolate_right_to_left(self._city.name)
        questions = self._pieces.questions()  # what they hold back is named first
        flyer = Flyer(
            language=self._language.tag,
            language_own=self._language.names.own,
            language_english=self._language.names.en,
            city=self._city.id,
            city_own=own,
            city_latin=name if _letters(own) != _letters(name) else "",
            city_english=name,
            title=wording.text("handout.title", data.handout.title),
            information_of=data.handout.last_updated,
            status=Status.ORIGINAL,
            archived=self._archived(self._wording.word, "archived"),
            archived_card=self._archived(self._wording.word_or_english, "archived_card"),
            words=self._words(own),
            say=self._say(),
            unreviewed=None,
            sections=self._sections(own),
            names_without_number=self._names_without_number(),
            questions=questions,
            website=data.handout.website.page,
            website_printed=data.handout.website.printed,
            held=tuple(self._pieces.held),  # after every text has been looked up
        )
        if not flyer.dial_strings():  # nothing would stand below their heads
            flyer = replace(flyer, words=replace(flyer.words, sides=()))
        return self._with_status(flyer)

    def _with_status(self, flyer: Flyer) -> Flyer:
        """The sheet says it where a text that stands on it, or is read out from it, has not been reviewed; whether one
        that only some sheets have does, the sheet knows when it is laid out."""
        if self._catalogue.is_source:
            return flyer
        texts = flyer.texts(self._wording.states)
        doubtful = tuple(each.role.name for each in texts if each.only and not all_reviewed([each]))
        notice = Unreviewed(self._wording.word("unofficial"), self._data.handout.words.unofficial)
        if all_reviewed(each for each in texts if each.only is None):
            return replace(flyer, status=Status.REVIEWED, doubtful=doubtful, notice=notice if doubtful else None)
        return replace(flyer, status=Status.DRAFT, unreviewed=notice)

    def _archived(self, word: Callable[[str], str], key: str) -> tuple[str, ...]:
        """That the sheet is archived, in the reader's language and in English, if it is."""
        if self._data.handout.status != "archived":
            return ()
        return tuple(dict.fromkeys((word(key), getattr(self._data.handout.words, key))))

    def _words(self, city: str) -> Words:
        handout, wording = self._data.handout, self._wording
        date = wording.foreign(long_date(self._language, handout.last_updated))
        names = self._names_without_number()
        address = wording.foreign(handout.website.printed)
        return Words(
            sides=self._side_heads(),
            or_=wording.word("or"),
            whatsapp=wording.word("whatsapp"),
            answers_heading=wording.word("answers_of", date=date),
            last_updated=wording.word("last_updated", date=date),
            changing=wording.sentences(self._pieces.date_band()),
            contact=wording.sentences(self._pieces.introduction()),
            no_local_number=self._no_local_number(city),
            see_website=wording.word("see_website", names=wording.listed(names)) if names else "",
            names=tuple(dict.fromkeys(wording.foreign(each.name) for each in self._only_named())),
            scan=wording.word("scan"),
            more=wording.text("handout.more", handout.more),
            disclaimer=wording.text("handout.disclaimer", handout.disclaimer),
            incomplete=wording.text("handout.incomplete", handout.incomplete),
            qr_code=wording.word("qr_code", address=address),
            open_website=wording.word("open_website", address=address),
            continued=wording.word_or_english("continued"),
            other_side_numbers=wording.word_or_english("other_side_numbers"),
            other_side_answers=wording.word_or_english("other_side_answers"),
            other_side_more_answers=wording.word_or_english("other_side_more_answers"),
            more_organisations=wording.word_or_english("more_organisations", count=COUNT),
            no_local_number_card=wording.word_or_english("no_local_number_card", city=wording.foreign(city)),
        )

    def _side_heads(self) -> tuple[SideHead, ...]:
        sides = self._data.handout.sides_of_border
        if len(sides) == 1:
            return ()
        return tuple(
            SideHead(side.country, side.code or "", self._wording.text(side.context, side.from_ or ""))
            for side in sides
        )

    def _has_local_number(self) -> bool:
        return any(model.not_paused(each.numbers) for each in model.not_paused(self._city.organisations))

    def _no_local_number(self, city: str) -> str:
        if self._has_local_number():
            return ""
        return self._wording.word("no_local_number", city=self._wording.foreign(city))

    def _sections(self, city: str) -> tuple[Section, ...]:
        wording = self._wording
        near_you = wording.word("near_you", city=wording.foreign(city))
        local = Section(LOCAL_SECTION, near_you, "", self._entries(LOCAL_SECTION, self._city.organisations))
        groups = [
            Section(
                id=group.id,
                title=wording.text_or_english(f"group.{group.id}.title", group.title),
                icon=group.icon or "",
                entries=self._entries(group.id, group.organisations),
            )
            for group in self._data.directory.groups
        ]
        return tuple(section for section in (local, *groups) if section.entries)

    def _entries(self, section: str, organisations: Iterable[model.Organisation]) -> tuple[Entry, ...]:
        return tuple(self._entry(each, piece) for piece, each in by_piece(section, organisations).items())

    def _entry(self, organisation: model.Organisation, piece: str) -> Entry:
        wording, form = self._wording, self._language.number_form
        sides, numbers = self._data.handout.sides_of_border, model.not_paused(organisation.numbers)
        places = tuple(map(self._visit, organisation.places_to_visit))
        return Entry(
            name=isolate_right_to_left(organisation.name),
            place=isolate_right_to_left(organisation.place or ""),
            service=wording.by_english("service", organisation.service),
            icon=organisation.icon or "",
            rows=number_rows(numbers, sides, form, wording),
            whatsapp=whatsapp_strings(numbers, form, wording),
            visit=places[0] if places else None,
            further_visits=places[1:],
            links=tuple(self._links(organisation)),
            piece=piece,
        )

    def _links(self, organisation: model.Organisation) -> Iterator[ContactLink]:
        if (email := organisation.email) is not None:
            yield ContactLink(LinkKind.EMAIL, email, f"mailto:{email}", self._wording.foreign(email))
        if (page := organisation.website) is not None:
            site = host_as_read(page)
            spoken = self._wording.word("open_website", address=self._wording.foreign(site))
            yield ContactLink(LinkKind.WEBSITE, site, page, spoken)

    def _visit(self, visit: model.Visit) -> Visit:
        label = self._wording.by_english("visit", visit.label or TO_VISIT)
        return Visit(label, isolate_right_to_left(visit.address))

    def _names_without_number(self) -> tuple[str, ...]:
        """City first, then groups; the same name with the same service only once."""
        return tuple(
            dict.fromkeys(
                self._wording.name_with(each.name, self._wording.by_english("service", each.service))
                for each in self._only_named()
            )
        )

    def _only_named(self) -> Iterator[model.Organisation]:
        """The organisations that have no place in the table, those of the city first."""
        parts = (self._city.organisations, *(group.organisations for group in self._data.directory.groups))
        return (each for part in parts for each in model.not_paused(part) if not stands_in_table(each))

    def _say(self) -> SayOnPhone | None:
        """What to say in English and in Spanish, if that is of use; nothing for readers of one of the two."""
        templates: dict[str, str] = dict(self._data.handout.say or {})
        if not templates or self._language.tag.split("-")[0] in templates:
            return None
        named = {"en": self._wording.word("in_english"), "es": self._wording.word("in_spanish")}
        names: dict[str, str] = dict(self._language.names)
        sounds: dict[str, str] = dict(self._language.say) if self._language.say else {}
        phrases = tuple(
            Phrase(tag, named[tag], template.replace("{language}", names[tag]), sounds.get(tag, ""))
            for tag, template in templates.items()
        )
        return SayOnPhone(self._wording.word("say_on_phone"), phrases)


def by_piece(section: str, organisations: Iterable[model.Organisation]) -> dict[str, model.Organisation]:
    """The organisations that have a place in the table, by the ids by which layout says that it left one out."""
    found: dict[str, model.Organisation] = {}
    for each in filter(stands_in_table, model.not_paused(organisations)):
        place = f" ({each.place})" if each.place else ""
        piece = named = f"{ORGANISATION_PIECE}{section}/{each.name}{place}"
        number = 1
        while piece in found:  # told apart by address or service alone
            number += 1
            piece = f"{named} #{number}"
        found[piece] = each
    return found


def stands_in_table(organisation: model.Organisation) -> bool:
    """With a number, or at least with an address of any kind, which must never get lost."""
    reached = model.not_paused(organisation.numbers) or organisation.email or organisation.website
    return bool(reached or organisation.places_to_visit)


def _letters(text: str) -> str:
    """Without marks and isolates: Juárez needs no Juarez beside it."""
    decomposed = unicodedata.normalize("NFD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")

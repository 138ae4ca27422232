"""The facts of a content as an edition records them: what its sheets print, told apart from what only follows from it.

A sentence that names the city or the date is recorded as its pattern, so that a new date is one fact and not three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from handouts.content.compose import Composition, by_piece, stands_in_table
from handouts.content.flyer import LOCAL_SECTION, Entry, Flyer
from handouts.content.isolates import without_isolates
from handouts.content.sheet_texts import ORGANISATION_PIECE, Extent, Only, Role, SheetText
from handouts.content.words import NAMES_PIECE
from handouts.sources import model
from handouts.sources.editions import Content, RecordedFact, RecordedOrganisation
from handouts.sources.load import Data
from handouts.sources.messages import key_of, word_texts, words_for

OF_WEBSITE: Final = "QR"
"""`of` of the address that the QR code opens."""
SERVICE_ITEM: Final = "service"
"""`item` of the service of an organisation that has no number."""

_PATTERNS: Final[Mapping[Role, str]] = {
    Role.DATE: "last_updated",
    Role.ANSWERS_HEADING: "answers_of",
    Role.LOCAL_HEADING: "near_you",
    Role.NO_LOCAL_NUMBER: "no_local_number",
    Role.NO_LOCAL_NUMBER_ON_CARD: "no_local_number_card",
    Role.NAMES_WITHOUT_NUMBER: "see_website",
    Role.MORE_ORGANISATIONS: "more_organisations",
}
"""Texts that are made of others, and the key of their pattern in handout.yaml."""

_REPEATED = frozenset(
    (
        Role.CITY_LATIN,
        Role.CITY_FOR_STAFF,
        Role.LANGUAGE_ENGLISH,
        Role.ARCHIVED_ENGLISH,
        Role.ARCHIVED_ON_CARD_ENGLISH,
        Role.UNREVIEWED_ENGLISH,
        Role.NUMBER,  # recorded with its side
    )
)


def in_order_of_numbers(data: Data) -> Sequence[str]:
    """Tags of the languages; as the first of them writes a number, it is recorded."""
    return [each.tag for each in sorted(data.languages.languages, key=lambda each: each.number_form != "national")]


class Recorder:
    """Records the contents of a composition. Numbers are written as a language without hyphens writes them, where
    there is one, so that one number is one fact in all languages."""

    def __init__(self, data: Data, composition: Composition) -> None:
        self._data = data
        self._composition = composition
        self._words = word_texts(data.handout.words)
        order = {tag: at for at, tag in enumerate(in_order_of_numbers(data))}
        flyers = sorted(composition.flyers.values(), key=lambda flyer: order[flyer.language])
        self._shown: dict[tuple[str, str], str] = {}
        for dial in chain.from_iterable(flyer.dial_strings() for flyer in flyers):
            self._shown.setdefault((dial.side, dial.digits), dial.printed)

    def contents(self) -> dict[Content, tuple[RecordedFact, ...]]:
        """The facts of every content."""
        return {content: tuple(self._numbered(self._of(flyer))) for content, flyer in self._composition.flyers.items()}

    def organisations(self) -> dict[str, dict[str, RecordedOrganisation]]:
        """Who they are, by city and piece."""
        return {
            city.id: {
                piece: RecordedOrganisation(each.name, each.place or "", each.id or "", section)
                for section, organisations in self._sections(city)
                for piece, each in (
                    *by_piece(section, organisations).items(),
                    *_named_only(section, organisations).items(),
                )
            }
            for city in self._data.directory.cities
        }

    def _sections(self, city: model.City) -> Iterator[tuple[str, tuple[model.Organisation, ...]]]:
        yield LOCAL_SECTION, city.organisations
        yield from ((group.id, group.organisations) for group in self._data.directory.groups)

    def _of(self, flyer: Flyer) -> Iterator[RecordedFact]:
        for each in flyer.texts():
            if each.role.printed and each.role not in _REPEATED:
                yield _fact(each, self._pattern(flyer, each))
        yield RecordedFact(Role.WEBSITE.name, flyer.website, OF_WEBSITE)
        for section in flyer.sections:
            for entry in section.entries:
                yield from self._numbers(entry)
        city = next(city for city in self._data.directory.cities if city.id == flyer.city)
        for section_id, organisations in self._sections(city):
            for piece, organisation in _named_only(section_id, organisations).items():
                yield self._only_named(piece, organisation.name)
                if organisation.service:
                    yield self._only_named(piece, self._service(flyer, organisation.service), SERVICE_ITEM)

    def _pattern(self, flyer: Flyer, each: SheetText) -> str:
        if (key := _PATTERNS.get(each.role)) is None:
            return each.text
        context, english = f"words.{key}", self._words[key]
        return self._composition.catalogues[flyer.language].text(context, english) or english

    def _service(self, flyer: Flyer, service: str) -> str:
        context, english = key_of("service", service, words_for("service", self._data.handout.vocabulary))
        return self._composition.catalogues[flyer.language].text(context, english) or english

    def _numbers(self, entry: Entry) -> Iterator[RecordedFact]:
        for dial in entry.dial_strings():
            shown = self._shown[dial.side, dial.digits]
            yield RecordedFact(Role.NUMBER.name, shown, dial.side, dial.piece, (dial.piece,), entry.piece)

    @staticmethod
    def _only_named(piece: str, text: str, item: str = "") -> RecordedFact:
        return RecordedFact(Role.NAMES_WITHOUT_NUMBER.name, text, piece, item, (NAMES_PIECE,), piece)

    @staticmethod
    def _numbered(facts: Iterable[RecordedFact]) -> Iterator[RecordedFact]:
        """Those that would be taken for one another told apart."""
        seen: dict[tuple[str, str, str, str], int] = {}
        for fact in facts:
            key = fact.role, fact.of, fact.item, fact.within
            seen[key] = number = seen.get(key, 0) + 1
            yield fact if number == 1 else fact._replace(item=f"{fact.item}#{number}")


def _fact(each: SheetText, text: str) -> RecordedFact:
    """Of an organisation, `of` is its piece, as two may have one name; `item` the numbers that it stands beside."""
    item = " ".join(each.pieces) if each.within and each.role in _BESIDE_NUMBERS else ""
    return RecordedFact(
        role=each.role.name,
        text=without_isolates(text),
        of=each.within or each.of,
        item=item,
        pieces=each.pieces,
        within=each.within,
        detail=each.detail,
        instead_of=each.instead_of,
        only=each.only.name if each.only else "",
    )


_BESIDE_NUMBERS = frozenset((Role.KIND, Role.LABEL, Role.EXTENSION, Role.PRESS, Role.HOURS, Role.SPOKEN_THERE))


def _named_only(section: str, organisations: Iterable[model.Organisation]) -> dict[str, model.Organisation]:
    """Those that have no place in the table: sheets print their names."""
    kept = (each for each in model.not_paused(tuple(organisations)) if not stands_in_table(each))
    return {f"{ORGANISATION_PIECE}{section}/{each.name} ({each.service or ''}) -": each for each in kept}


def prints(fact: RecordedFact, extent: Extent) -> bool:
    """Whether a sheet of this extent prints the fact."""
    role = Role.__members__.get(fact.role)
    if role is None:  # of another version of the program: rather one too many
        return fact.within not in extent.left_out
    only = Only[fact.only] if fact.only in Only.__members__ else None
    text = SheetText(
        role, fact.text, fact.of, fact.pieces, fact.within, fact.detail, instead_of=fact.instead_of, only=only
    )
    return text.on(extent) is not None

"""A sheet lists its own texts, all of them and each once; and it is reviewed only if each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from handouts.content.booklet import compose_booklets, volumes_of
from handouts.content.booklet_contents import compose_contents
from handouts.content.compose import Composition, compose_all, compose_flyer
from handouts.content.contents import FOLDED, Contents
from handouts.content.facts import Facts
from handouts.content.flyer import Flyer, Status
from handouts.content.sheet_texts import Extent, Origin, Role, SheetText, all_reviewed
from handouts.sources.load import Data
from handouts.sources.messages import Message
from handouts.sources.text_state import State
from handouts.sources.translations import Catalogue, Translation, source_catalogue
from tests.sources.copies import ARABIC, ENGLISH, SPANISH, copy_of_data, made_up, messages, write_po

# Strings of a Flyer that are no text of it.
NO_TEXTS_OF_FLYERS = {
    "language": "a tag",
    "city": "an id",
    "status": "the line for staff says it in words of its own",
    "website": "the QR code and the link hold it",
    "held": "ids of what is not printed",
    "doubtful": "names of roles",
    "notice.own": "it comes on paper as unreviewed.own",
    "notice.english": "it comes on paper as unreviewed.english",
    "names_without_number": "they stand within words.see_website",
    "words.names": "they stand within words.see_website",
    "words.sides.country": "a code for the program; the one that is printed is words.sides.code",
    "say.phrases.tag": "a tag",
    "sections.id": "an id",
    "sections.icon": "the name of a drawing",
    "sections.entries.icon": "the name of a drawing",
    "sections.entries.piece": "an id",
    "sections.entries.rows.kind": "the name of a drawing",
    "sections.entries.links.kind": "the name of a drawing",
    "sections.entries.links.href": "where the link leads",
    "questions.id": "an id",
    "questions.answers.id": "an id",
    "questions.answers.needs": "an id",
    "questions.answers.bonded": "ids",
    **{
        f"sections.entries.{dial}.{name}": why
        for dial in ("rows.dials", "rows.from_both", "whatsapp")
        for name, why in (
            ("side", "a name for one of two columns"),
            ("digits", "what the printed form dials"),
            ("e164", "what the printed form dials"),
            ("href", "where the link leads"),
        )
    },
}
SECTIONS = {"local", "general", "children"}
NOT_HERE = {"held", "doubtful", "notice.own", "notice.english"}
NO_TEXTS_OF_CONTENTS = {
    "website": "the QR code and the link hold it",
    "rows.language": "a tag",
    "about": "the line for staff begins with it",
    "of_what": "stands beside the page numbers",
    "age": "the line for staff ends with it",
    "edition": "it stands within the line for staff",
    "page": "each page that is named fills it in",
    "words.continued": "stands only where a list goes on",
}


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string that can be reached from a value but empty ones, with the fields that lead to it."""
    if isinstance(value, str) and value:
        yield path, value
    elif hasattr(value, "_fields") or is_dataclass(value):
        for name in getattr(value, "_fields", ()) or [each.name for each in fields(value)]:  # type: ignore[arg-type]
            yield from strings(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each, path)


def differences(part: Flyer | Contents, listed: tuple[SheetText, ...]) -> list[str]:
    """Strings of a sheet that its list has not as often, and the other way round."""
    no_texts = NO_TEXTS_OF_FLYERS if isinstance(part, Flyer) else NO_TEXTS_OF_CONTENTS
    wanted = Counter(text for path, text in strings(part) if path not in no_texts)
    if isinstance(part, Contents):
        wanted += Counter([part.staff, *(str(page[1]) for row in part.rows for page in row.pages if page)])
        wanted += Counter([part.words.continued] if part.goes_on else [])
    found = Counter(each.text for each in listed)
    return [*(wanted - found).elements(), *(found - wanted).elements()]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """A handout with every kind of text: archived, and one organisation that has all that there is."""
    number = '{number: "+52 664 208 8994", call_from: MX}'
    full = (
        number[:-1] + ', kind: tty, label: Office, extension: "12", press: "2", languages: [es, ht], hours: Mornings}'
    )
    full += '\n          - {number: "+52 664 208 8995", whatsapp: only, label: Office}'
    name = "      - name: Al Otro Lado\n"
    return copy_of_data(
        tmp_path_factory.mktemp("data"),
        ENGLISH,
        SPANISH,
        ARABIC,
        edit={
            "handout": lambda text: text.replace("status: current", "status: archived"),
            "directory": lambda text: text.replace(number, full).replace(name, f"{name}        email: a@example.org\n"),
        },
    )


@pytest.fixture(scope="module")
def composition(data: Data) -> Composition:
    for tag in ("es", "ar"):
        write_po(data, tag)
    done = compose_all(data)
    assert done.problems == ()
    return done


@pytest.fixture(scope="module")
def sheets(data: Data, composition: Composition) -> list[Flyer | Contents]:
    """Every flyer, and every contents page with a sheet missing, of booklets to read and to fold."""
    contents = [
        compose_contents(booklet, data, composition, booklet.sheets[:1], "Letter").of_finished([1] * 20, ["WETCT5X"])
        for booklet in compose_booklets(data, composition.flyers)
    ]
    folded = [
        compose_contents(volume, data, composition, volume.sheets[:1], "Letter", FOLDED, others).of_finished(
            [2] * 20, ["WETCT5X"]
        )
        for booklet in compose_booklets(data, composition.flyers)
        for volume in volumes_of(booklet, composition.flyers)
        for others in [[sheet for sheet in booklet.sheets if sheet not in volume.sheets]]
    ]
    sheets = [*composition.flyers.values(), *contents, *folded]
    assert len(sheets) == 3 * 6 + 3 + 6 + 1 + 3 + 2 * (6 + 1)
    return sheets


def test_every_string_is_listed_once_or_is_no_text(sheets: list[Flyer | Contents]) -> None:
    for sheet in sheets:
        assert differences(sheet, sheet.texts()) == []


@pytest.mark.parametrize("role", Role)
def test_a_text_taken_from_the_list_is_missed(sheets: list[Flyer | Contents], role: Role) -> None:
    """Of every kind: each is on some sheet, and is missed there."""
    with_it = [sheet for sheet in sheets if any(each.role is role for each in sheet.texts())]
    assert with_it
    for sheet in with_it:
        assert differences(sheet, tuple(each for each in sheet.texts() if each.role is not role))


def test_what_is_no_text_is_there(sheets: list[Flyer | Contents]) -> None:
    """No exception outlives its field."""
    for kind, no_texts in ((Flyer, NO_TEXTS_OF_FLYERS), (Contents, NO_TEXTS_OF_CONTENTS)):
        paths = {path for sheet in sheets if isinstance(sheet, kind) for path, _ in strings(sheet)}
        assert set(no_texts) - paths <= NOT_HERE, "nothing is held back here, and nothing reviewed"


def test_a_text_is_left_out_with_the_details_that_it_names_and_never_without(composition: Composition) -> None:
    listed = composition.flyers["en", "nogales"].texts()
    question = next(each for each in listed if each.role is Role.QUESTION and len(each.pieces) > 1)
    assert not question.is_left_out(frozenset(question.pieces[1:])), "a piece of its answer stands"
    assert question.is_left_out(frozenset(question.pieces))
    details = frozenset(
        piece for each in listed for piece in each.pieces if not each.within and each.of not in SECTIONS
    )
    always = {each.role for each in listed if not each.is_left_out(details)}
    assert {each.role for each in listed} - always == {
        Role.ANSWERS_HEADING,
        Role.QUESTION,
        Role.ANSWER,
        Role.CONTACT,
        Role.NAMES_WITHOUT_NUMBER,
        Role.MORE,
    }


# What stands on which sheet


def roles_on(flyer: Flyer, extent: Extent) -> set[Role]:
    return {each.role for each in flyer.texts_on(extent)}


def test_what_is_true_of_some_sheets_stands_on_those_alone(composition: Composition) -> None:
    flyer = composition.flyers["es", "el-paso-juarez"]
    going_on = {Role.CONTINUED, Role.OTHER_SIDE_NUMBERS, Role.OTHER_SIDE_ANSWERS, Role.OTHER_SIDE_MORE_ANSWERS}
    assert not roles_on(flyer, Extent()) & {*going_on, Role.MORE_ORGANISATIONS, Role.NO_LOCAL_NUMBER_ON_CARD}
    assert roles_on(flyer, Extent(faces=2)) - roles_on(flyer, Extent()) == going_on
    card = roles_on(flyer, Extent(faces=2, cards=True))
    assert Role.NO_LOCAL_NUMBER_ON_CARD in card
    assert Role.NO_LOCAL_NUMBER not in card
    assert not card & {Role.TITLE, Role.QUESTION}
    assert roles_on(composition.flyers["es", "nogales"], Extent(cards=True)).isdisjoint({Role.NO_LOCAL_NUMBER_ON_CARD})


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_a_sheet_says_how_many_organisations_it_has_no_room_for(composition: Composition, tag: str) -> None:
    flyer = composition.flyers[tag, "tijuana-san-diego"]
    gone = [entry.piece for section in flyer.sections for entry in section.entries][1:3]
    left_out = frozenset(flyer.pieces_without(gone))
    said = [each.text for each in flyer.texts_on(Extent(left_out)) if each.role is Role.MORE_ORGANISATIONS]
    assert said == [flyer.words.how_many_more(2)]
    assert "2" in said[0]
    assert "{" not in said[0]


def test_an_organisation_goes_with_all_that_is_said_of_it(composition: Composition) -> None:
    flyer = composition.flyers["en", "tijuana-san-diego"]
    entry = flyer.sections[0].entries[0]
    assert entry.piece == "organisation/local/Al Otro Lado"
    left_out = frozenset(flyer.pieces_without([entry.piece]))
    assert left_out == {entry.piece, *entry.number_pieces}
    standing = flyer.texts_on(Extent(left_out))
    assert not [each for each in standing if each.within == entry.piece]
    assert {each.within for each in flyer.texts()} - {each.within for each in standing} == {entry.piece}
    assert flyer.without(left_out).sections[0].entries == flyer.sections[0].entries[1:]
    assert flyer.without(entry.number_pieces) == flyer


def test_a_number_that_another_shows_is_not_left_out(composition: Composition) -> None:
    flyer = composition.flyers["en", "tijuana-san-diego"]
    first, *others = flyer.sections[0].entries
    twin = replace(first, name="Example", piece="organisation/local/Example")
    flyer = replace(flyer, sections=(replace(flyer.sections[0], entries=(first, *others, twin)), *flyer.sections[1:]))
    assert flyer.pieces_without([twin.piece]) == (twin.piece,)


def test_a_number_goes_from_a_card_with_its_words_and_the_last_with_its_name(composition: Composition) -> None:
    flyer = composition.flyers["en", "tijuana-san-diego"]
    entry = flyer.sections[0].entries[0]
    row = next(row for row in entry.rows if row.kind_words)
    gone = frozenset(dial.piece for dial in row.dial_strings())
    standing = {each for each in flyer.texts_on(Extent(gone, cards=True)) if each.within == entry.piece}
    assert row.kind_words not in {each.text for each in standing}
    assert entry.name in {each.text for each in standing}
    extent = Extent(frozenset(entry.number_pieces), cards=True)
    assert not [each for each in flyer.texts_on(extent) if each.within == entry.piece and each.role.printed]


def test_two_offices_of_one_name_and_place_have_ids_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = '      - {name: HIAS, visit: {label: Office, address: "Calle Reforma 12"}}\n      - name: HIAS\n'
    data = copy_of_data(
        tmp_path_factory.mktemp("offices"),
        ENGLISH,
        edit={"directory": lambda text: text.replace("      - name: HIAS\n", office)},
    )
    flyer = compose_flyer(data, source_catalogue(messages(data)), "tijuana-san-diego")
    pieces = [entry.piece for section in flyer.sections for entry in section.entries]
    assert {"organisation/local/HIAS", "organisation/local/HIAS #2"} <= set(pieces)
    assert len(pieces) == len(set(pieces))


# Review


def catalogue_of(data: Data, tag: str, changed: Message | None = None, state: State = State.REVIEWED) -> Catalogue:
    """Everything translated and reviewed; one text another one, and in this state."""
    texts = {message.key: Translation(State.REVIEWED, made_up(message)) for message in messages(data)}
    if changed is not None:
        texts[changed.key] = Translation(state, f"{made_up(changed)}!")
    return Catalogue(tag, "", texts)


def content(flyer: Flyer) -> Flyer:
    return replace(flyer, status=Status.ORIGINAL, unreviewed=None, doubtful=(), notice=None)


ON_SOME = {
    "words.archived_card": Extent(cards=True),
    "words.continued": Extent(faces=2),
    "words.other_side_numbers": Extent(faces=2),
    "words.other_side_answers": Extent(faces=2),
    "words.other_side_more_answers": Extent(faces=2),
    "words.more_organisations": Extent(frozenset({"organisation/general/Catholic Charities (Las Cruces, New Mexico)"})),
}
"""Messages that only some sheets say, with such a sheet."""


@pytest.mark.parametrize("tag", ["es", "ar"])
@pytest.mark.parametrize("city", ["tijuana-san-diego", "el-paso-juarez"])
def test_a_sheet_is_a_draft_exactly_where_an_unreviewed_text_stands_on_it(data: Data, tag: str, city: str) -> None:
    """Each message of the data in turn: it stands on the sheet where another text in its place makes another sheet."""
    reviewed = compose_flyer(data, catalogue_of(data, tag), city)
    assert reviewed.status is Status.REVIEWED
    standing = 0
    for message in messages(data):
        draft = compose_flyer(data, catalogue_of(data, tag, message, State.DRAFT), city)
        stands = content(draft) != content(reviewed)
        # What only some sheets say makes drafts of those.
        extent = ON_SOME.get(message.context)
        if message.context == "words.no_local_number_card":
            extent = Extent(frozenset(entry.piece for entry in reviewed.local), 2, cards=True)
        if extent is not None:
            assert (draft.notice is not None) == stands, message.context
            assert draft.on_sheet(Extent()) is draft
            draft = draft.on_sheet(extent)
        assert (draft.status is Status.DRAFT) == (draft.unreviewed is not None) == stands, message.context
        assert draft.on_sheet(extent or Extent()) is draft
        standing += stands
    assert 40 < standing < len(messages(data)), "some are those of other cities"


def test_a_service_in_english_for_want_of_a_translation_is_not_reviewed(data: Data) -> None:
    flyer = compose_flyer(data, catalogue_of(data, "es"), "tijuana-san-diego")
    texts = flyer.texts({each.text: State.REVIEWED for each in flyer.texts()})
    assert all_reviewed(texts)
    service = next(each.text for each in texts if each.role is Role.SERVICE)
    for state in (State.MISSING, State.STALE, State.DRAFT):
        assert not all_reviewed(flyer.texts({**{each.text: State.REVIEWED for each in texts}, service: state}))


def test_a_translation_of_unknown_state_is_not_reviewed(data: Data) -> None:
    texts = compose_flyer(data, catalogue_of(data, "es"), "nogales").texts()
    assert not all_reviewed(texts)
    assert all_reviewed(each for each in texts if each.role.origin is not Origin.TRANSLATION)


def test_the_manifest_has_its_facts_from_the_list(composition: Composition) -> None:
    flyer = composition.flyers["en", "tijuana-san-diego"]
    facts = Facts(flyer)
    printed = facts.of_sheet(())
    assert len(printed["pieces"]) == sum(each.role is Role.ANSWER for each in flyer.texts())
    assert facts.of_sheet(printed["pieces"][:2])["pieces"] == printed["pieces"][2:]
    assert {each["service"] for each in printed["organisations"]} == {"", "Free Help"}


def test_the_facts_of_a_sheet_are_those_that_stand_on_it(composition: Composition) -> None:
    flyer = composition.flyers["en", "tijuana-san-diego"]
    facts, (first, second, *_) = Facts(flyer), flyer.sections[0].entries
    left_out = (first.piece, *first.number_pieces, second.number_pieces[0])
    standing = facts.of_sheet(left_out)["organisations"]
    assert [each["name"] for each in standing] == [
        each["name"] for each in facts.of_sheet(())["organisations"] if each["name"] != first.name
    ]
    assert len(standing[0]["numbers"]) == sum(piece not in left_out for piece in second.number_pieces) > 0
    assert len(facts.of_sheet(first.number_pieces)["organisations"]) == len(standing)

"""The edition code: safe to read aloud and type, and another one as soon as the content differs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.compose import compose_flyer
from handouts.content.edition import (
    ALPHABET,
    booklet_code,
    content_hash,
    edition_code,
    is_edition_code,
    with_check,
)
from handouts.content.flyer import Flyer, Visit
from handouts.content.sheet_texts import Extent
from handouts.products.loading import load_data
from handouts.sources.translations import source_catalogue
from tests.sources.copies import SHIPPED, messages


@pytest.fixture(scope="module")
def flyer() -> Flyer:
    data = load_data(SHIPPED)
    return compose_flyer(data, source_catalogue(messages(data)), "nogales")


_SIX = st.text(ALPHABET, min_size=6, max_size=6)


def test_the_alphabet_has_nothing_to_confuse() -> None:
    assert len(set(ALPHABET)) == 30
    assert not set(ALPHABET) & set("0O1ILU")


def test_a_code_has_seven_characters_and_checks(flyer: Flyer) -> None:
    code = edition_code(flyer)
    assert len(code) == 7
    assert is_edition_code(code)


def with_visits(flyer: Flyer, *visits: Visit) -> Flyer:
    local, *others = flyer.sections
    changed = dataclasses.replace(local.entries[0], visit=visits[0], further_visits=visits[1:])
    section = dataclasses.replace(local, entries=(changed, *local.entries[1:]))
    return dataclasses.replace(flyer, sections=(section, *others))


def test_any_change_of_content_changes_the_code(flyer: Flyer) -> None:
    changed = [
        dataclasses.replace(flyer, information_of=date(2021, 4, 8)),
        dataclasses.replace(flyer, title=flyer.title + "."),
        dataclasses.replace(flyer, sections=flyer.sections[1:]),
        dataclasses.replace(flyer, website="https://example.org/"),
        with_visits(flyer, Visit("To visit", "Calle 5")),
        with_visits(flyer, Visit("To visit", "Calle 6")),
        with_visits(flyer, Visit("To visit", "Calle 5"), Visit("To visit", "Calle 6")),
    ]
    codes = [edition_code(each) for each in (flyer, *changed)]
    assert len(set(codes)) == len(codes)
    hashes = [content_hash(each) for each in (flyer, *changed)]
    assert len(set(hashes)) == len(hashes)


EXTENTS = (
    Extent(),
    Extent(faces=2),
    Extent(frozenset({"border-open/returned", "names-without-number"})),
    Extent(frozenset({"organisation/local/Kino Border Initiative"})),
    Extent(frozenset({"number/+15202872221", "number/+526313165673"}), 2, cards=True),
)


def changed_at(value: object, path: tuple[str | int, ...]) -> object:
    """The value with another text or date at the end of a path."""
    if not path:
        return f"{value}!" if isinstance(value, str) else date(2000, 1, 1)
    step, *further = path
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        assert isinstance(step, int)
        return (*value[:step], changed_at(value[step], tuple(further)), *value[step + 1 :])
    assert isinstance(step, str)
    changed = {step: changed_at(getattr(value, step), tuple(further))}
    return value._replace(**changed) if hasattr(value, "_replace") else dataclasses.replace(value, **changed)  # type: ignore[type-var]


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths to all its texts and dates."""
    if isinstance(value, date) or (type(value) is str and value):
        yield path
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    elif dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
        names = getattr(value, "_fields", ()) or [each.name for each in dataclasses.fields(value)]  # type: ignore[arg-type]
        for name in names:
            yield from leaves(getattr(value, name), (*path, name))


@pytest.mark.parametrize("extent", EXTENTS, ids=["whole", "back", "pieces", "organisation", "card"])
def test_the_code_changes_with_what_is_printed_and_with_nothing_else(flyer: Flyer, extent: Extent) -> None:
    """Every text and date of the content in turn."""
    code = edition_code(flyer, extent)
    kept = changed = 0
    for path in leaves(flyer):
        other = changed_at(flyer, path)
        assert isinstance(other, Flyer)
        before = [each[:2] for each in flyer.texts_on(extent) if each.role.printed]
        prints_another = [each[:2] for each in other.texts_on(extent) if each.role.printed] != before
        if edition_code(other, extent) == code:
            assert not prints_another, path
            kept += 1
        else:
            assert prints_another or path[0] in ABOUT or path[-1] in ("digits", "href", "side", "e164", "icon"), path
            changed += 1
    assert kept > 5
    assert changed > 20


ABOUT = {"language", "city", "information_of", "website", "language_english"}
"""What a line for staff or a QR code says, besides the texts."""


def with_dial(flyer: Flyer, e164: str, printed: str) -> Flyer:
    """The flyer with another string printed for a number."""
    sections = [
        dataclasses.replace(
            section,
            entries=tuple(
                dataclasses.replace(
                    entry,
                    rows=tuple(
                        dataclasses.replace(
                            row,
                            dials=tuple(
                                dataclasses.replace(dial, printed=printed) if dial and dial.e164 == e164 else dial
                                for dial in row.dials
                            ),
                        )
                        for row in entry.rows
                    ),
                )
                for entry in section.entries
            ),
        )
        for section in flyer.sections
    ]
    return dataclasses.replace(flyer, sections=tuple(sections))


def test_a_number_that_is_not_on_the_card_leaves_its_code_alone(flyer: Flyer) -> None:
    entry = flyer.sections[0].entries[0]
    shown, *others = dict.fromkeys(dial.e164 for dial in entry.dial_strings())
    assert others
    card = Extent(frozenset(f"number/{each}" for each in others), 2, cards=True)
    for each in others:
        changed = with_dial(flyer, each, "555 0100")
        assert edition_code(changed, card) == edition_code(flyer, card)
        assert edition_code(changed) != edition_code(flyer), "it is on the flyer"
    assert edition_code(with_dial(flyer, shown, "555 0100"), card) != edition_code(flyer, card)


def test_sheets_that_print_different_things_have_different_codes(flyer: Flyer) -> None:
    codes = [edition_code(flyer, extent) for extent in EXTENTS]
    assert len(set(codes)) == len(codes)


def test_what_was_left_out_is_not_content(flyer: Flyer) -> None:
    """Nor in which order, nor what the data does not have."""
    piece = "border-open/returned"
    extent = Extent(frozenset({piece, "border-open/of-another-time"}))
    assert edition_code(flyer, extent) == edition_code(flyer, Extent(frozenset({piece})))
    held = dataclasses.replace(flyer, held=("border-open/x",))
    assert edition_code(held) == edition_code(flyer)


def test_a_word_that_has_no_room_is_not_content(flyer: Flyer) -> None:
    """Half sheets have no heading over the city's own, and no number of theirs is for WhatsApp alone."""
    extent = Extent(frozenset({"word-local-heading", "word-continued"}), faces=2)
    local, *others = flyer.sections
    headed = dataclasses.replace(flyer, sections=(dataclasses.replace(local, title="Around you"), *others))
    going_on = dataclasses.replace(flyer, words=dataclasses.replace(flyer.words, continued="It goes on"))
    for other in (headed, going_on):
        assert edition_code(other, extent) == edition_code(flyer, extent)
        assert edition_code(other, Extent(faces=2)) != edition_code(flyer, Extent(faces=2))


def test_icons_are_content_where_they_are_printed(flyer: Flyer) -> None:
    local, *others = flyer.sections
    plain = dataclasses.replace(flyer, sections=(local, *(dataclasses.replace(each, icon="") for each in others)))
    assert edition_code(plain) != edition_code(flyer)
    first, *entries = local.entries
    marked = dataclasses.replace(local, entries=(dataclasses.replace(first, icon="home"), *entries))
    signed = dataclasses.replace(flyer, sections=(marked, *others))
    assert edition_code(signed) != edition_code(flyer)
    gone = Extent(frozenset({first.piece, *first.number_pieces}))
    assert edition_code(signed, gone) == edition_code(flyer, gone)
    card = Extent(cards=True)
    assert edition_code(signed, card) == edition_code(flyer, card), "a card has no icon beside a name"


def test_the_code_of_a_booklet_is_made_of_those_in_it(flyer: Flyer) -> None:
    codes = [edition_code(flyer, extent) for extent in EXTENTS]
    code = booklet_code(codes)
    assert is_edition_code(code)
    assert code == booklet_code(list(codes))
    others = {booklet_code(codes[1:]), booklet_code(codes[::-1]), booklet_code([*codes, codes[0]]), booklet_code([])}
    assert len({code, *others, *codes}) == 1 + len(others) + len(codes)


def test_equal_content_has_an_equal_code(flyer: Flyer) -> None:
    assert edition_code(dataclasses.replace(flyer)) == edition_code(flyer)
    assert content_hash(dataclasses.replace(flyer)) == content_hash(flyer)


@given(characters=_SIX)
def test_every_single_wrong_character_is_caught(characters: str) -> None:
    code = with_check(characters)
    assert is_edition_code(code)
    for place, wrong in product(range(7), ALPHABET):
        if wrong != code[place]:
            assert not is_edition_code(code[:place] + wrong + code[place + 1 :])


def test_every_swap_of_neighbours_is_caught() -> None:
    """All pairs at all places. What stands before or after a pair can't matter: in a group it cancels."""
    for place, left, right in product(range(5), ALPHABET, ALPHABET):
        characters = list("222222")
        characters[place : place + 2] = left, right
        _assert_swaps_are_caught(with_check("".join(characters)))
    for before, last in product(ALPHABET, ALPHABET):  # the sixth character with every check character
        _assert_swaps_are_caught(with_check(f"2222{before}{last}"))


@given(characters=_SIX)
def test_swaps_are_caught_in_any_code(characters: str) -> None:
    _assert_swaps_are_caught(with_check(characters))


def _assert_swaps_are_caught(code: str) -> None:
    for place, (left, right) in enumerate(pairwise(code)):
        if left != right:
            assert not is_edition_code(code[:place] + right + left + code[place + 2 :]), (code, place)


@pytest.mark.parametrize("text", ["", "2222222 ", "222222", "22222222", "222222O", "abcdefg", "２２２２２２２"])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_edition_code(text)


def test_one_in_thirty_guesses_is_a_code() -> None:
    assert sum(is_edition_code("B7K3M" + a + b) for a, b in product(ALPHABET, ALPHABET)) == 30


def test_what_the_code_could_not_tell_apart_is_refused(flyer: Flyer) -> None:
    with pytest.raises(TypeError, match="not object"):
        content_hash(dataclasses.replace(flyer, title=object()))  # type: ignore[arg-type]

"""A city with another id is the same city: its files and codes have another name, and nothing is said to be gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from handouts.content.changes import Harm, compare, compare_with_paper
from handouts.content.recall import recall_of
from handouts.content.renamed_cities import with_ids_of
from handouts.content.verify import State, verify
from handouts.gallery.history import History
from handouts.sources.editions import Edition
from tests.content.editing import World, at_spot, small_world, spots, with_city_id, with_organisation

WORLD = small_world()
BEFORE = WORLD.edition("2026-01-01-1")
RENAMED = with_city_id(WORLD, "nogales", "ambos-nogales")
NOW = RENAMED.edition()
SAID = "Files and codes are named after ambos-nogales now, no more after nogales: it is the same city"


def with_name(world: World, city: str, name: str) -> World:
    """Its translations are of the old name, and so it stands in English."""
    cities = [
        each.model_copy(update={"name": name}) if each.id == city else each for each in world.data.directory.cities
    ]
    directory = world.data.directory.model_copy(update={"cities": tuple(cities)})
    return replace(world, data=replace(world.data, directory=directory))


def with_number(world: World, name: str, number: str) -> World:
    spot = next(each for each in spots(world.data) if at_spot(world.data, each).name == name)
    first, *others = at_spot(world.data, spot).numbers
    numbers = (first.model_copy(update={"number": number}), *others)
    return replace(world, data=with_organisation(world.data, spot, numbers=numbers))


def without_city(world: World, city: str) -> World:
    kept = tuple(each for each in world.data.directory.cities if each.id != city)
    directory = world.data.directory.model_copy(update={"cities": kept})
    return replace(world, data=replace(world.data, directory=directory))


def ids(now: Edition, *editions: Edition) -> list[list[str]]:
    return [list(each.cities) for each in with_ids_of(now, editions)]


def test_only_file_names_and_codes_are_said_to_have_changed() -> None:
    changes = compare(BEFORE, NOW)
    assert [fact.words() for fact in changes.facts] == [SAID]
    of_city = [sheet for sheet in changes.sheets if sheet.city == "ambos-nogales"]
    assert len(of_city) == len(changes.sheets) / 2
    assert all(sheet.was and sheet.now and sheet.was != sheet.now for sheet in of_city)
    assert {sheet.harm for sheet in changes.sheets} == {Harm.NONE}
    assert set(changes.changed_sheets) == set(of_city)


def test_what_else_changed_in_it_is_told_as_ever() -> None:
    changes = compare(BEFORE, with_number(RENAMED, "Kino Border Initiative", "+15205550142").edition())
    assert {fact.kind for fact in changes.facts} == {"number", "city"}
    wrong = changes.of_harm(Harm.WRONG)
    assert {sheet.city for sheet in wrong} == {"ambos-nogales"}
    assert all(SAID in [fact.words() for fact in sheet.facts] for sheet in wrong)


def test_a_code_of_before_is_replaced_by_one_of_the_same_city() -> None:
    codes = {sheet.key: sheet.code for sheet in NOW.sheets}
    for sheet in BEFORE.sheets:
        if sheet.city == "nogales":
            (verdict,) = verify([sheet.code], [BEFORE], NOW)
            assert (verdict.state, verdict.harm) == (State.REPLACED, Harm.NONE)
            assert verdict.now == codes[sheet.format, sheet.language, "ambos-nogales"]
            assert [fact.words() for fact in verdict.facts] == [SAID]


def test_the_recall_sheet_takes_nothing_down() -> None:
    changes = compare_with_paper([BEFORE], NOW)
    recall = recall_of(changes, [BEFORE], NOW, ["flyer", "card"])
    assert not recall.take_down
    assert {row.city for row in recall.next_time} == {"ambos-nogales"}
    assert {fact.about for row in recall.next_time for fact in row.facts} == {SAID}
    twice = [WORLD_WITH_ANOTHER_NUMBER.edition("2025-12-01-1"), BEFORE]
    older = recall_of(changes, twice, NOW, ["flyer", "card"])
    codes = {sheet.code for sheet in twice[0].sheets if sheet.city == "nogales"}
    assert {code for row in older.next_time for code in row.older} == codes


WORLD_WITH_ANOTHER_NUMBER = with_number(WORLD, "Kino Border Initiative", "+15205550117")


def test_the_gallery_knows_its_former_codes() -> None:
    history = History([WORLD_WITH_ANOTHER_NUMBER.edition("2025-12-01-1"), BEFORE], NOW)
    former = {each.code: each for each in history.former if each.sheet.city == "ambos-nogales"}
    expected = {sheet.code for edition in history.editions for sheet in edition.sheets if "nogales" in sheet.city}
    assert former.keys() == expected
    assert all(each.change.now for each in former.values())


@pytest.mark.parametrize("name", ["Juárez/El Paso", "El Paso / Juarez", "EL PASO - JUÁREZ"])
def test_the_two_sides_of_a_name_are_the_same_in_any_order(name: str) -> None:
    assert BEFORE.cities["el-paso-juarez"] == "El Paso/Juarez"
    other = with_name(with_city_id(WORLD, "el-paso-juarez", "juarez"), "juarez", name)
    assert ids(other.edition(), BEFORE) == [["nogales", "juarez"]]


def test_with_another_name_too_it_is_known_by_its_numbers() -> None:
    other = with_name(RENAMED, "ambos-nogales", "Sonora")
    assert ids(other.edition(), BEFORE) == [["ambos-nogales", "el-paso-juarez"]]
    kinds = {(fact.kind, fact.change) for fact in compare(BEFORE, other.edition()).facts}
    assert kinds == {("city", "changed"), ("translation", "changed")}


def test_with_another_name_and_other_numbers_it_is_another_city() -> None:
    other = with_number(with_name(RENAMED, "ambos-nogales", "Sonora"), "Kino Border Initiative", "+15205550142")
    assert ids(other.edition(), BEFORE) == [["nogales", "el-paso-juarez"]]
    kinds = {(fact.kind, fact.change) for fact in compare(BEFORE, other.edition()).facts}
    assert kinds == {("city", "removed"), ("city", "added")}
    empty = with_name(with_city_id(WORLD, "el-paso-juarez", "elsewhere"), "elsewhere", "Elsewhere")
    assert ids(empty.edition(), BEFORE) == [["nogales", "el-paso-juarez"]], "that neither has a number is no likeness"


def test_an_id_that_is_still_there_is_the_same_city_whatever_its_name() -> None:
    swapped = with_name(with_name(WORLD, "nogales", "El Paso/Juárez"), "el-paso-juarez", "Nogales")
    assert ids(swapped.edition(), BEFORE) == [["nogales", "el-paso-juarez"]]


def test_where_two_cities_may_be_meant_none_is() -> None:
    two = with_name(with_city_id(RENAMED, "el-paso-juarez", "another"), "another", "Nogales")
    without_numbers = replace(two.edition(), organisations={})
    assert ids(without_numbers, replace(BEFORE, organisations={})) == [["nogales", "el-paso-juarez"]]


def test_another_id_in_one_edition_and_another_name_in_a_later_one() -> None:
    middle = replace(NOW, name="2026-02-01-1")
    new_number = with_number(with_name(RENAMED, "ambos-nogales", "Sonora"), "Kino Border Initiative", "+15205550142")
    followed: Sequence[Edition] = with_ids_of(new_number.edition(), [BEFORE, middle])
    assert [list(each.cities) for each in followed] == [["ambos-nogales", "el-paso-juarez"]] * 2
    assert [each.former_ids for each in followed] == [{"ambos-nogales": "nogales"}, {}]
    assert with_ids_of(new_number.edition(), followed) == followed


def test_a_city_that_took_the_place_of_another_one_is_not_that_one() -> None:
    """Both were there once: only one of them can be what is there now."""
    both = without_city(WORLD, "el-paso-juarez").edition("2026-01-01-1")
    both = replace(both, cities={**both.cities, "ambos-nogales": "Ambos"})
    assert ids(NOW, both) == [["nogales", "ambos-nogales"]]


def test_a_part_that_was_printed_under_the_new_id_replaces_the_former_sheets() -> None:
    part = replace(NOW.of_sheets(sheet for sheet in NOW.sheets if sheet.city == "ambos-nogales"), part=True)
    changes = compare_with_paper([BEFORE, replace(part, name="2026-02-01-1")], NOW)
    assert len(changes.sheets) == len(NOW.sheets)
    assert not changes.changed_sheets
    assert not changes.facts

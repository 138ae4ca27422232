"""What differs between two editions: exactly the facts that were edited and that a sheet prints, whatever the edit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.changes import ChangedFact, Changes, Harm, SheetChange, compare
from handouts.content.compose import compose_all
from handouts.content.renamed_cities import with_ids_of
from handouts.content.verify import State, verify
from handouts.content.what_changed import ID_OF_CITY, WHATSAPP
from handouts.products.loading import load_data
from handouts.products.present import edition_of
from handouts.products.product import Item
from handouts.products.table import DRAWN
from handouts.sources.edition_files import edition_bytes, read_editions
from handouts.sources.editions import Edition, RecordedSheet
from handouts.sources.model import Number
from tests.content.editing import (
    EDITS,
    SHIPPED,
    Edited,
    World,
    at_spot,
    edit_number,
    new_date,
    new_translation,
    note,
    small_world,
    spots,
    with_organisation,
)

WORLD = small_world()
BEFORE = WORLD.edition("2026-01-01-1")
FIELDS = {"kind", "change", "city", "language", "was", "now"}


def told(fact: ChangedFact, edition: Edition) -> tuple[str, ...]:
    """A fact as the edits expect it: of numbers the country and the last digits."""
    if fact.kind != "number":
        return fact.kind, fact.change, fact.city, fact.organisation, f"{fact.was}>{fact.now}"
    countries = {words: country for country, words in edition.sides.items()} | {WHATSAPP: "both"}
    was, now = ("".join(filter(str.isdecimal, text))[-7:] for text in (fact.was, fact.now))
    return fact.kind, fact.change, fact.city, fact.organisation, f"{countries[fact.side]} {was}>{now}"


@settings(max_examples=100)
@given(st.data())
def test_exactly_the_edited_facts_are_named(data: st.DataObject) -> None:
    edit = data.draw(st.sampled_from(EDITS))
    edited: Edited = data.draw(st.composite(lambda draw: edit(draw, WORLD))())
    after = edited.world.edition()
    changes = compare(BEFORE, after)
    assert {told(fact, after) for fact in changes.facts} == edited.expected
    assert len(changes.facts) == len(edited.expected)
    check_sheets(changes, BEFORE, after, edited)
    check_codes(changes, BEFORE, after)


def check_sheets(changes: Changes, before: Edition, after: Edition, edited: Edited) -> None:
    """The codes of both editions; facts on exactly the sheets whose print has changed; harm where there are facts."""
    (followed,) = with_ids_of(after, [before])
    assert {(each.path, each.now) for each in changes.sheets} == {(each.path, each.code) for each in after.sheets}
    assert {(each.key, each.was) for each in changes.sheets} == {(each.key, each.code) for each in followed.sheets}
    for sheet in changes.sheets:
        if sheet.facts:
            assert sheet.changed, sheet
        assert (sheet.harm is not Harm.NONE) == any(fact.what != ID_OF_CITY for fact in sheet.facts)
        if sheet.changed and not edited.reorders:
            assert sheet.facts, sheet


def check_codes(changes: Changes, before: Edition, after: Edition) -> None:
    """Old codes are told from new ones, each with the one that replaces it."""
    now = {each.was: each for each in changes.sheets if each.was}
    for verdict in verify([*before.codes, *after.codes], [before], after):
        if verdict.code in before.codes and verdict.code in after.codes:
            assert verdict.state is State.CURRENT
        elif verdict.code in after.codes:
            assert verdict.state is State.UNRELEASED
        else:
            change = now[verdict.code]
            assert (verdict.state, verdict.now) == (State.REPLACED, change.now)
            assert (verdict.harm, verdict.facts) == (change.harm, change.facts)


@settings(max_examples=25)
@given(st.data())
def test_a_note_changes_nothing(data: st.DataObject) -> None:
    edited: Edited = data.draw(st.composite(lambda draw: note(draw, WORLD))())
    changes = compare(BEFORE, edited.world.edition())
    assert changes.facts == ()
    assert not changes.changed_sheets


@settings(max_examples=25)
@given(st.data())
def test_several_edits_are_each_named(data: st.DataObject) -> None:
    """In different organisations and texts, so that none hides the other."""
    world, expected = WORLD, set[tuple[str, ...]]()
    for edit in (edit_number, new_date, new_translation):
        edited: Edited = data.draw(st.composite(lambda draw, edit=edit, world=world: edit(draw, world))())
        world, expected = edited.world, expected | edited.expected
    after = world.edition()
    assert {told(fact, after) for fact in compare(BEFORE, after).facts} == expected


def changed(world: World) -> Changes:
    return compare(BEFORE, world.edition())


def of(changes: Changes, format_: str, language: str, city: str) -> SheetChange:
    return next(each for each in changes.sheets if each.key == (format_, language, city))


# --- what is wrong on paper, and what only lacks something ------------------------------------------------------------


def test_a_changed_number_makes_the_sheets_of_its_city_wrong() -> None:
    spot = next(each for each in spots(WORLD.data) if at_spot(WORLD.data, each).name == "Kino Border Initiative")
    new = (Number(number="+16865550142"), *at_spot(WORLD.data, spot).numbers[1:])
    changes = changed(replace(WORLD, data=with_organisation(WORLD.data, spot, numbers=new)))
    assert {each.city for each in changes.of_harm(Harm.WRONG)} == {"nogales"}
    assert {each.language for each in changes.of_harm(Harm.WRONG)} == {"en", "ar"}


def test_a_new_date_alone_leaves_sheets_incomplete() -> None:
    handout = WORLD.data.handout.model_copy(update={"last_updated": WORLD.data.handout.last_updated.replace(year=2022)})
    changes = changed(replace(WORLD, data=replace(WORLD.data, handout=handout)))
    assert {each.harm for each in changes.sheets} == {Harm.INCOMPLETE}
    assert [each.words() for each in changes.facts] == ["The information is of April 7, 2022; was of April 7, 2021"]


def test_an_archived_handout_is_wrong_on_paper() -> None:
    handout = WORLD.data.handout.model_copy(update={"status": "archived"})
    changes = changed(replace(WORLD, data=replace(WORLD.data, handout=handout)))
    assert {each.harm for each in changes.sheets} == {Harm.WRONG}


def test_a_city_that_is_gone_and_one_that_is_new() -> None:
    cities = tuple(each for each in WORLD.data.directory.cities if each.id != "nogales")
    smaller = replace(
        WORLD, data=replace(WORLD.data, directory=WORLD.data.directory.model_copy(update={"cities": cities}))
    )
    gone = changed(smaller)
    assert [(each.kind, each.change, each.city) for each in gone.facts] == [("city", "removed", "nogales")]
    assert {each.city for each in gone.of_harm(Harm.WRONG)} == {"nogales"}
    new = compare(smaller.edition("x"), BEFORE)
    assert [(each.kind, each.change, each.city) for each in new.facts] == [("city", "added", "nogales")]
    assert {each.harm for each in new.sheets} == {Harm.NONE}
    assert {each.city for each in new.changed_sheets} == {"nogales"}


def test_a_language_that_is_held_back_leaves_its_sheets_wrong() -> None:
    arabic = WORLD.catalogues["ar"]
    without = {key: each for key, each in arabic.translations.items() if key[0] != "handout.disclaimer"}
    changes = changed(replace(WORLD, catalogues={**WORLD.catalogues, "ar": replace(arabic, translations=without)}))
    assert [(each.kind, each.change, each.language) for each in changes.facts] == [("language", "removed", "ar")]
    assert {each.language for each in changes.of_harm(Harm.WRONG)} == {"ar"}


def test_with_an_id_a_new_name_and_a_new_number_are_one_organisation() -> None:
    spot = next(each for each in spots(WORLD.data) if at_spot(WORLD.data, each).name == "Kino Border Initiative")
    named = replace(WORLD, data=with_organisation(WORLD.data, spot, id="kino"))
    new = (Number(number="+15205550142"),)
    after = replace(WORLD, data=with_organisation(named.data, spot, name="Casa Nueva", numbers=new))
    kinds = {(each.kind, each.change) for each in compare(named.edition("x"), after.edition()).facts}
    assert ("organisation", "changed") in kinds
    assert not kinds & {("organisation", "added"), ("organisation", "removed")}


# --- in words and in JSON ---------------------------------------------------------------------------------------------


def test_a_changed_number_in_words() -> None:
    spot = next(each for each in spots(WORLD.data) if at_spot(WORLD.data, each).name == "Kino Border Initiative")
    old = at_spot(WORLD.data, spot).numbers
    mexican = next(at for at, each in enumerate(old) if str(each.number).startswith("+52"))
    new = (*old[:mexican], old[mexican].model_copy(update={"number": "+526315550142"}), *old[mexican + 1 :])
    words = [
        each.words() for each in changed(replace(WORLD, data=with_organisation(WORLD.data, spot, numbers=new))).facts
    ]
    assert words[0].startswith("Kino Border Initiative, From ")
    assert any(word.endswith("is now 631 555 0142") for word in words), words


def test_the_document_has_what_scripts_hold_on_to() -> None:
    edited = World(WORLD.data, WORLD.catalogues)
    handout = WORLD.data.handout.model_copy(update={"last_updated": WORLD.data.handout.last_updated.replace(year=2022)})
    document = json.loads(json.dumps(changed(replace(edited, data=replace(WORLD.data, handout=handout))).document()))
    assert document["since"] == "2026-01-01-1"
    assert {"kind": "date", "change": "changed", "was": "2021-04-07", "now": "2022-04-07"}.items() <= document["facts"][
        0
    ].items()
    assert all(set(fact) >= FIELDS for fact in document["facts"])
    assert all(
        set(sheet) >= {"path", "language", "city", "format", "was", "now", "harm"} and sheet["harm"] == "incomplete"
        for sheet in document["sheets"]
    )


# --- on disk ----------------------------------------------------------------------------------------------------------


def test_an_edition_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    (folder / "2026-01-01-1.json").write_bytes(edition_bytes(BEFORE))
    read = read_editions(tmp_path).last
    assert read is not None
    assert compare(read, BEFORE).changed_sheets == () == compare(read, BEFORE).facts
    assert read.sheets == BEFORE.sheets
    assert {key: set(facts) for key, facts in read.contents.items()} == {
        key: set(facts) for key, facts in BEFORE.contents.items()
    }


def test_an_edition_of_everything_is_small_enough_for_a_repository() -> None:
    """All languages, cities and formats of the shipped data, each sheet with details that it has no room for."""
    data = load_data(SHIPPED)
    composition = compose_all(data)
    sheets = []
    for (language, city), flyer in composition.flyers.items():
        left_out = tuple(dict.fromkeys(dial.piece for dial in flyer.dial_strings()))[2:]
        for product in DRAWN.values():
            path = product.path_of(Item(product.name, language, city))
            gone = left_out if product.cards else flyer.held
            sheet = RecordedSheet(path, "2222222", language, city, product.format, 2, flyer.status, gone)
            sheets.append(sheet)
    edition = edition_of(data, composition, "letter", tuple(sheets))
    assert len(edition.contents) == len(data.languages.languages) * len(data.directory.cities) == 144
    size = len(edition_bytes(edition))
    assert size < 500_000, size

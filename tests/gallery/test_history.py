"""What the gallery says of former editions is what `changes` and `verify` say, in the words of each interface."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handouts.content.changes import Harm
from handouts.content.verify import State, verify
from handouts.gallery.files import gallery_files, pages_with_packs
from handouts.gallery.history import History
from handouts.manifest import FileEntry, Manifest
from handouts.products.table import DRAWN
from handouts.sources.editions import Edition
from handouts.sources.model import Number
from tests.content.editing import World, at_spot, small_world, spots, with_organisation
from tests.gallery.test_files import data_of

OLD, OLDER = "+15205550142", "+15205550117"
WORLD = small_world()


def with_number(number: str) -> World:
    spot = next(each for each in spots(WORLD.data) if at_spot(WORLD.data, each).numbers)
    return replace(WORLD, data=with_organisation(WORLD.data, spot, numbers=(Number(number=number),)))


@pytest.fixture(scope="module")
def editions() -> tuple[Edition, ...]:
    older, last = with_number(OLDER).edition("2026-01-01-1"), with_number(OLD).edition("2026-03-02-1")
    return older, replace(last, on="2026-03-02")


@pytest.fixture(scope="module")
def now() -> Edition:
    return WORLD.edition()


@pytest.fixture(scope="module")
def history(editions: tuple[Edition, ...], now: Edition) -> History:
    return History(editions, now)


@pytest.fixture(scope="module")
def manifest(now: Edition) -> Manifest:
    """Of a folder with these sheets."""
    entries = []
    for sheet in now.sheets:
        product = next(each for each in DRAWN.values() if each.format == sheet.format)
        path = product.path.format(language=sheet.language, city=sheet.city)
        entries.append(
            FileEntry(
                path, "", "sheet", sheet.language, sheet.city, sheet.format, 1, sheet.code, None, "draft", True,
            )
        )  # fmt: skip
    return Manifest(now.information_of, "letter", tuple(entries))


@pytest.fixture(scope="module")
def files(history: History, manifest: Manifest) -> dict[str, bytes]:
    """The gallery of that folder."""
    return gallery_files(manifest, WORLD.data, WORLD.composed().flyers, [], history)


def test_every_former_code_is_there_with_what_verify_says_of_it(
    history: History, editions: tuple[Edition, ...], now: Edition, files: dict[str, bytes]
) -> None:
    data = data_of(files["gallery/data.js"])
    former = {row[0]: row for row in data["former"]}
    everything = {code for edition in editions for code in edition.codes} | set(now.codes)
    verdicts = {verdict.code: verdict for verdict in verify(sorted(everything), editions, now)}
    assert {code for code, verdict in verdicts.items() if verdict.state is State.REPLACED} == former.keys()
    for code, (_, edition, format_, language, city, code_now, harm, groups) in former.items():
        verdict = verdicts[code]
        assert verdict.sheet is not None
        assert (data["editions"][edition][0], code_now, harm) == (verdict.since, verdict.now, verdict.harm.word)
        place = data["languages"][language][0], data["cities"][city][0], format_
        assert place == (verdict.sheet.language, verdict.sheet.city, verdict.sheet.format)
        told = {(fact.organisation, *row) for at in groups for fact in [history.groups[at]] for row in fact.rows}
        assert told == {(fact.organisation, fact.side, fact.was, fact.now) for fact in verdict.facts}
    unreleased = {code for code, verdict in verdicts.items() if verdict.state is State.UNRELEASED}
    assert set(data["unreleased"]) == unreleased


def test_a_sheet_that_is_not_in_the_folder_is_not_said_to_be_gone(
    editions: tuple[Edition, ...], now: Edition, manifest: Manifest
) -> None:
    """Where only a part is built: what is not there is as wrong as the data say."""
    part = replace(now, sheets=tuple(sheet for sheet in now.sheets if sheet.language == "en"))
    not_built = [sheet.path for sheet in now.sheets if sheet.language == "ar"]
    history = History([*editions, replace(now, name="2026-03-03-1", on="2026-03-03")], part, not_built)
    rows = data_of(gallery_files(manifest, WORLD.data, WORLD.composed().flyers, [], history)["gallery/data.js"])[
        "former"
    ]
    told = {row[0]: (row[5], row[6], row[7]) for row in rows}
    assert all(told[sheet.code] == ("", "none", []) for sheet in now.sheets if sheet.language == "ar")
    printed = {sheet.code for sheet in now.sheets}
    wrong = {sheet.code for sheet in editions[-1].sheets if sheet.language == "ar"} - printed
    assert wrong
    for code in wrong:
        now_code, harm, groups = told[code]
        assert (now_code, harm) == ("", "wrong")
        assert {history.groups[at].kind for at in groups} == {"number"}


def test_of_a_sheet_whose_language_was_not_composed_is_not_said_what_has_changed(
    editions: tuple[Edition, ...], now: Edition, manifest: Manifest
) -> None:
    """Nobody knows what it would say; neither that it is right, nor that it is gone."""
    contents = {content: facts for content, facts in now.contents.items() if content[0] == "en"}
    here = replace(now, contents=contents, sheets=tuple(sheet for sheet in now.sheets if sheet.language == "en"))
    not_built = [sheet.path for sheet in now.sheets if sheet.language == "ar"]
    history = History(editions, here, not_built, ["ar"])
    assert {change.language for change in history.changes.sheets} == {"en"}
    rows = data_of(gallery_files(manifest, WORLD.data, WORLD.composed().flyers, [], history)["gallery/data.js"])[
        "former"
    ]
    told = {row[0]: (row[5], row[6], row[7]) for row in rows}
    others = [sheet.code for edition in editions for sheet in edition.sheets if sheet.language == "ar"]
    assert others
    assert {told[code] == ("", "unknown", []) for code in others} == {True}
    complete = History(editions, replace(now, sheets=here.sheets), not_built)
    assert history.changes.facts == complete.changes.facts


def with_booklets(edition: Edition) -> Edition:
    """With a booklet of each city, and one of each language, of its flyers."""
    flyers = [sheet for sheet in edition.sheets if sheet.format == "flyer"]
    cities = [replace(sheet, language="") for sheet in {each.city: each for each in flyers}.values()]
    languages = [replace(sheet, city="") for sheet in {each.language: each for each in flyers}.values()]
    booklets = [
        replace(
            each,
            path=f"booklet/{number}.pdf",
            code=f"{edition.name[5:7]}{number:05}",
            format="booklet",
            bound_of="flyer",
        )
        for number, each in enumerate([*cities, *languages])
    ]
    return replace(edition, sheets=(*edition.sheets, *booklets))


def test_a_booklet_that_is_not_in_the_folder_is_as_wrong_as_its_sheets(
    editions: tuple[Edition, ...], now: Edition
) -> None:
    last, same = with_booklets(editions[-1]), with_booklets(replace(now, name="2026-03-03-1", on="2026-03-03"))
    booklets = {sheet.code: sheet for sheet in last.sheets if sheet.bound_of}
    not_built = [sheet.path for sheet in booklets.values()]
    wrong = {(sheet.language, sheet.city) for sheet in editions[-1].sheets if sheet.code not in now.codes}
    told = {former.code: former for former in History([last], now, not_built).former}
    for code, booklet in booklets.items():
        assert any(booklet.language in ("", tag) and booklet.city in ("", city) for tag, city in wrong)
        assert told[code].change.harm is Harm.WRONG
        assert told[code].groups
    unchanged = [former for former in History([same], now, not_built).former if former.sheet.bound_of]
    assert len(unchanged) == len(booklets)
    assert {(former.change.harm, former.groups) for former in unchanged} == {(Harm.NONE, ())}
    part = {former.code: former for former in History([last], now, not_built, ["ar"]).former}
    assert {code for code in booklets if not part[code].compared} == {
        code for code, booklet in booklets.items() if booklet.language in ("", "ar")
    }


def test_the_view_of_changes_names_them_harmful_first(history: History, files: dict[str, bytes]) -> None:
    wrong, incomplete, same = history.counts
    assert wrong > 0
    assert wrong + incomplete + same == sum(bool(sheet.was) for sheet in history.changes.sheets)
    assert [place.harm for place in history.places] == sorted((place.harm for place in history.places), reverse=True)
    assert history.places[0].harm is Harm.WRONG
    for name, since, is_now in (
        ("index.html", "What changed since March 2, 2026", "is now"),
        ("gallery/es.html", "Qué cambió desde el 2 de marzo de 2026", "ahora es"),
    ):
        page = files[name].decode()
        view = page[page.index('id="v-changes"') : page.index('<template id="facts">')]
        assert since in view
        assert f'<b class="big">{wrong}</b>' in view
        assert re.search(rf'<del class="dial">\(520\) 555-0142</del>\s*<span class="to">{is_now}</span>', view)
        assert "555-0117" not in view, "of the edition before the last"
        facts = page[page.index('<template id="facts">') :]
        assert "555-0117" in facts, "for those who type its code"


def test_codes_of_the_last_edition_stand_beside_those_that_replace_them(
    history: History, files: dict[str, bytes]
) -> None:
    page = files["index.html"].decode()
    for change in history.changes.changed_sheets:
        assert page.index(f">{change.was}</span>") < page.index(f">{change.now}</span>")


def test_an_edition_in_which_nothing_differs_leaves_nothing_to_say(now: Edition) -> None:
    history = History([replace(now, name="2026-03-02-1", on="2026-03-02")], now)
    assert (history.groups, history.former, history.places, history.unreleased) == ([], (), (), ())
    assert history.counts == (0, 0, len(now.sheets))


def test_sheets_that_nobody_recorded_are_counted_and_not_said_to_be_unchanged(
    editions: tuple[Edition, ...], now: Edition, manifest: Manifest, files: dict[str, bytes]
) -> None:
    last = editions[-1]
    part = History([replace(last, sheets=last.sheets[:1])], now)
    unknown = len({sheet.key for sheet in now.sheets} - {last.sheets[0].key})
    page = gallery_files(manifest, WORLD.data, WORLD.composed().flyers, [], part)["index.html"].decode()
    assert f"{unknown} sheets are in no edition: nobody recorded that they were printed." in page
    assert "All other sheets that are not named here have not changed." in page
    assert "in no edition: nobody" not in files["index.html"].decode()


@pytest.mark.parametrize("packs", [("changes/pack-all.pdf", "changes/recall.pdf"), ("changes/pack-nogales.pdf",)])
def test_packs_that_come_after_a_build_change_nothing_else_on_a_page(
    history: History, files: dict[str, bytes], manifest: Manifest, packs: tuple[str, ...]
) -> None:
    flyers = WORLD.composed().flyers
    with_packs = pages_with_packs(files, manifest, WORLD.data, flyers, packs)
    assert with_packs == gallery_files(manifest, WORLD.data, flyers, [], history, packs)
    assert {path for path in files if files[path] != with_packs[path]} == {"index.html", "gallery/es.html"}
    page = with_packs["gallery/es.html"].decode()
    assert all(f'href="../{path}"' in page for path in packs)

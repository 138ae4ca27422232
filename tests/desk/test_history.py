"""Every save is kept with the whole file before and after; one can be taken back; a broken file can be put back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from handouts.desk.app import make_desk
from handouts.desk.desk import Desk, Folders
from handouts.desk.store.undoing import OverlapError, without_change
from tests.desk.conftest import NOW, WHO
from tests.desk.forms import form_of
from tests.house.modules import ROOT

TIJUANA = "/directory/tijuana-san-diego"


def typed(browser: TestClient, address: str, **fields: str) -> str:
    """Save some fields (`.` as `__`); gives the address that the desk goes on to."""
    form = form_of(browser.get(address))
    for name, value in fields.items():
        form.set(name.replace("__", "."), value)
    answer = form.send(browser)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def directory(data: Path) -> bytes:
    return (data / "directory.yaml").read_bytes()


def test_a_save_is_kept_with_who_when_what_and_the_whole_former_file(
    browser: TestClient, desk: Desk, data: Path
) -> None:
    before = directory(data)
    typed(browser, f"{TIJUANA}/hias", note="Call again")
    (entry,) = desk.store.history.entries()
    assert (entry.number, entry.who, entry.at) == (1, WHO, NOW)
    assert entry.said(lambda text, **values: text.format(**values)) == "HIAS, Tijuana/San Diego: changed"
    assert (data / ".history" / "000001" / "before" / "directory.yaml").read_bytes() == before
    assert (data / ".history" / "000001" / "after" / "directory.yaml").read_bytes() == directory(data)
    assert [path.name for path in data.rglob("*.new")] == []


def test_one_save_of_several_is_undone_alone_and_done_again(browser: TestClient, data: Path) -> None:
    typed(browser, f"{TIJUANA}/hias", note="First")
    first = directory(data)
    typed(browser, f"{TIJUANA}/immdef", note="Second")
    answer = browser.post("/history/1/undo", data={"back": f"{TIJUANA}/hias"})
    assert answer.headers["location"] == f"{TIJUANA}/hias?done=3"
    text = directory(data).decode()
    assert "First" not in text
    assert "Second" in text
    assert "Undone: HIAS, Tijuana/San Diego: changed." in browser.get(answer.headers["location"]).text
    browser.post("/history/2/undo")
    assert directory(data) == (ROOT / "data" / "directory.yaml").read_bytes()
    browser.post("/history/3/undo")
    assert directory(data) == first


def test_what_was_changed_again_later_is_not_undone(browser: TestClient, data: Path) -> None:
    typed(browser, f"{TIJUANA}/hias", note="First")
    typed(browser, f"{TIJUANA}/hias", note="Second")
    now = directory(data)
    answer = browser.post("/history/1/undo")
    assert answer.status_code == 409
    assert "Something later has changed the same place." in answer.text
    assert directory(data) == now


def test_nothing_is_undone_that_would_leave_the_data_out_of_order(browser: TestClient, data: Path) -> None:
    """A city's id is given away meanwhile: undoing the removal would make it twice."""
    form = next(form for form in _forms(browser, "/directory/mexicali/remove") if form.action.endswith("remove"))
    assert form.send(browser).status_code == 303
    path = data / "directory.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - {id: mexicali, name: Mexicali, organisations: []}\n")
    now = directory(data)
    answer = browser.post("/history/1/undo")
    assert answer.status_code == 409
    assert directory(data) == now


def _forms(browser: TestClient, address: str) -> list:  # type: ignore[type-arg]
    from tests.desk.forms import forms_of

    return forms_of(browser.get(address))


@pytest.mark.parametrize(
    ("before", "after", "now", "undone"),
    [
        ("a b c d", "a X c d", "a X c Y", "a b c Y"),
        ("a b c d", "a X c d", "N a X c d", "N a b c d"),
        ("a b c d", "a c d", "a c Y", "a b c Y"),
        ("a c d", "a b c d", "a b c Y", "a c Y"),
        ("a b c d", "a X c d", "a Z c d", None),
        ("a b c d", "a d", "a N d", None),
        ("a b c d", "a X Y d", "a X N Y d", None),
    ],
)
def test_lines_are_taken_back_where_nothing_later_touched_them(
    before: str, after: str, now: str, undone: str | None
) -> None:
    three = [text.replace(" ", "\n").encode() + b"\n" for text in (before, after, now)]
    if undone is None:
        with pytest.raises(OverlapError):
            without_change(*three)
    else:
        assert without_change(*three) == undone.replace(" ", "\n").encode() + b"\n"


def test_a_change_from_outside_is_kept_as_well(desk: Desk, data: Path, browser: TestClient) -> None:
    path = data / "directory.yaml"
    before = directory(data)
    path.write_bytes(before.replace(b"Border Kindness", b"Border Kindness 2"))
    typed(browser, f"{TIJUANA}/hias", note="Mine")
    mine, outside = desk.store.history.entries()
    assert (mine.who, outside.who) == (WHO, "")
    assert desk.store.history.before(outside, "directory.yaml") == before
    assert b"Border Kindness 2" in directory(data)
    assert b"Mine" in directory(data)


@pytest.mark.usefixtures("desk")
def test_what_was_changed_while_the_desk_was_closed_is_kept_at_its_next_start(data: Path) -> None:
    before = directory(data)
    (data / "directory.yaml").write_bytes(before.replace(b"Border Kindness", b"Border Kindness 2"))
    again = make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW)
    (entry,) = again.store.history.entries()
    assert again.store.history.before(entry, "directory.yaml") == before


def test_a_broken_file_says_where_and_is_put_back_and_what_was_typed_is_kept(
    browser: TestClient, data: Path, desk: Desk
) -> None:
    good = directory(data)
    form = form_of(browser.get(f"{TIJUANA}/hias"))
    form.set("note", "Typed while it broke")
    broken = good.replace(b'"+52 663 205 4660"}', b'"+52 663 205 4660}')
    (data / "directory.yaml").write_bytes(broken)
    page = browser.get("/directory")
    assert page.status_code == 200
    assert "HIAS" in page.text, "it can still be looked at"
    assert "/broken" in page.text
    refused = form.send(browser)
    assert refused.status_code == 422
    assert form_of(refused)["note"] == "Typed while it broke"
    assert directory(data) == broken
    said = browser.get("/broken").text
    assert "directory.yaml" in said
    line = next(n for n, text in enumerate(broken.decode().splitlines(), 1) if "4660}" in text)
    assert f"Line {line}:" in said or f"Line {line + 1}:" in said
    assert "Put back the file of" in said
    assert browser.post("/broken", data={"file": "directory.yaml"}).headers["location"] == "/broken"
    assert directory(data) == good
    (entry,) = desk.store.history.entries()
    assert desk.store.history.before(entry, "directory.yaml") == broken, "no work is lost"
    draft = desk.store.drafts.of(f"{TIJUANA}/hias")
    assert draft is not None
    page = browser.get(f"{TIJUANA}/hias")
    assert "You have something unsaved" in page.text
    assert form_of(browser.get(f"{TIJUANA}/hias?draft={draft.id}")).send(browser).status_code == 303
    assert b"Typed while it broke" in directory(data)


def test_a_file_of_translations_that_was_broken_outside_is_not_taken_for_one_in_order(
    browser: TestClient, data: Path, desk: Desk
) -> None:
    good = (data / "translations" / "ar.po").read_bytes()
    (data / "translations" / "ar.po").write_bytes(good + b'msgid "cut off\n')
    (data / "translations" / "es.po").write_bytes(b"# more\n" + (data / "translations" / "es.po").read_bytes())
    typed(browser, f"{TIJUANA}/hias", note="Mine")
    known = desk.store.history.known("translations/ar.po")
    assert known is not None
    assert known[0] == good
    assert [sorted(entry.files) for entry in desk.store.history.entries()] == [
        ["directory.yaml"],
        ["translations/es.po"],
    ]
    assert desk.store.put_back("translations/ar.po", WHO) is not None
    assert (data / "translations" / "ar.po").read_bytes() == good


def test_a_desk_that_starts_over_broken_data_shows_what_was_last_in_order(desk: Desk, data: Path) -> None:
    desk.store.note_outside_changes()
    (data / "directory.yaml").write_bytes(directory(data) + b"  - [\n")
    again = make_desk(Folders(data, data.parent / "out", ROOT / "fonts"), lambda: NOW)
    state = again.store.state()
    assert not state.whole
    assert [city.id for city in state.data.directory.cities][:1] == ["tijuana-san-diego"]


def test_without_a_history_the_broken_file_is_named(data: Path, desk: Desk) -> None:
    from tests.desk.conftest import browser_at

    (data / "directory.yaml").write_bytes(directory(data) + b"  - [\n")
    shutil.rmtree(data / ".history")
    again = make_desk(desk.folders, lambda: NOW)
    with browser_at(again) as browser:
        page = browser.get("/directory")
        assert page.status_code == 500
        assert "directory.yaml" in page.text


def test_a_draft_comes_back_and_can_be_put_aside(browser: TestClient, desk: Desk) -> None:
    form = form_of(browser.get(f"{TIJUANA}/hias"))
    form.set("numbers.0.number", "+52 663 205")
    kept = browser.post("/drafts", data={**form.data(), "draft-address": f"{TIJUANA}/hias", "draft-title": "HIAS"})
    assert kept.json() == {"kept": "15:31"}
    page = browser.get(f"{TIJUANA}/hias")
    assert "You have something unsaved: 15:31" in page.text
    assert form_of(page)["numbers.0.number"] == "+52 663 205 4660", "the page itself shows what the file says"
    draft = desk.store.drafts.of(f"{TIJUANA}/hias")
    assert draft is not None
    again = form_of(browser.get(f"{TIJUANA}/hias?draft={draft.id}"))
    assert again.fields == form.fields
    assert browser.post(f"/drafts/{draft.id}/aside", data={"back": TIJUANA}).headers["location"] == TIJUANA
    assert "You have something unsaved" not in browser.get(f"{TIJUANA}/hias").text
    assert (desk.folders.data / ".desk" / "drafts" / "aside" / f"{draft.id}-20261130-153100.json").is_file()


def test_only_so_many_entries_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch, browser: TestClient) -> None:
    monkeypatch.setattr("handouts.desk.store.history.MOST_ENTRIES", 3)
    for number in range(5):
        typed(browser, f"{TIJUANA}/hias", note=f"Note {number}")
    assert [entry.number for entry in desk.store.history.entries()] == [5, 4, 3]

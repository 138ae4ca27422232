"""The history as it is shown: every save with who and when, what it changed in words, and an undo of its own."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from handouts.desk.areas.history.differences import differences
from handouts.desk.desk import Desk
from handouts.desk.store.merging import ABSENT
from handouts.desk.store.saying import Saying
from handouts.desk.store.store import Change
from handouts.sources.edits import Edit, insert, move, remove, replace

HIAS = ("cities", 0, "organisations", 2)
WHO = "Ana Ruiz"


def save(desk: Desk, what: str, *edits: Edit) -> int:
    entry = desk.store.save(Change(Saying(what), edits={"directory": edits}, area="directory"), WHO)
    assert entry is not None
    return entry.number


def test_every_save_is_named_with_who_and_when_and_can_be_undone(browser: TestClient, desk: Desk, data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    number = save(desk, "HIAS <b>changed", replace((*HIAS, "numbers", 0, "number"), "+52 663 205 4661"))
    page = browser.get("/history").text
    assert "HIAS &lt;b&gt;changed" in page
    assert "15:31" in page
    assert f"<td><bdi>{WHO}</bdi></td>" in page
    assert browser.post(f"/history/{number}/undo", data={"back": "/history"}).status_code == 303
    assert (data / "directory.yaml").read_bytes() == before
    page = browser.get("/history").text
    assert page.count('<th scope="row">') == 2
    assert page.count("/undo") == 1  # of the undo itself


def test_a_save_is_shown_as_what_was_and_what_is(browser: TestClient, desk: Desk) -> None:
    number = save(
        desk,
        "changed",
        replace((*HIAS, "numbers", 0, "number"), "+52 663 205 4661"),
        insert((*HIAS, "note"), "<x> said so"),
        remove(("cities", 1, "organisations", 1)),
    )
    page = browser.get(f"/history/{number}").text
    assert "Tijuana/San Diego › HIAS › +52 663 205 4661 › Number" in page
    assert '<del><bdi class="lines">+52 663 205 4660</bdi></del>' in page
    assert "Tijuana/San Diego › HIAS › Note" in page
    assert "&lt;x&gt; said so" in page
    assert "Mexicali › HIAS" in page


def test_a_change_from_outside_is_named_so(browser: TestClient, desk: Desk, data: Path) -> None:
    path = data / "translations" / "es.po"
    path.write_text(path.read_text(encoding="utf-8").replace('msgstr "', 'msgstr "X', 5), encoding="utf-8")
    assert desk.store.note_outside_changes() is not None
    assert "Outside the desk" in browser.get("/history").text


def test_there_is_no_page_of_an_entry_that_is_none(browser: TestClient) -> None:
    for number in ("7", "x", "-1", "..%2f1", "9" * 40):
        assert browser.get(f"/history/{number}").status_code == 404


def test_entries_are_shown_fifty_at_a_time(browser: TestClient, desk: Desk) -> None:
    for at in range(55):
        save(desk, f"save {at:02}", replace((*HIAS, "numbers", 0, "number"), f"+52 663 205 {4700 + at}"))
    page = browser.get("/history").text
    assert ("save 54" in page, "save 05" in page, "save 04" in page) == (True, True, False)
    assert "save 04" in browser.get("/history?before=6").text


BEFORE = b"""
cities:
  - name: A
    organisations:
      - {name: X, numbers: [{number: "+1 1"}, {number: "+1 2"}]}
      - {name: Y}
"""


def told(after: str) -> list[tuple[tuple[str, ...], object, object]]:
    return [(each.way, each.was, each.now) for each in differences("directory.yaml", BEFORE, after.encode())]


def test_a_number_that_became_another_is_one_difference() -> None:
    after = BEFORE.decode().replace("+1 2", "+1 3")
    assert told(after) == [(("cities", "A", "organisations", "X", "numbers", "+1 3", "number"), "+1 2", "+1 3")]


def test_what_came_and_what_went_is_told_as_a_whole() -> None:
    after = BEFORE.decode().replace("      - {name: Y}\n", "")
    assert told(after) == [(("cities", "A", "organisations", "Y"), {"name": "Y"}, ABSENT)]


def test_another_order_alone_is_told_as_that(desk: Desk, browser: TestClient) -> None:
    number = save(desk, "moved", move(HIAS, ("cities", 0, "organisations", 0)))
    page = browser.get(f"/history/{number}").text
    assert '<span class="tag">order</span>' in page
    assert page.count('<th scope="row">') == 1


def test_a_file_that_cannot_be_read_differs_as_a_whole() -> None:
    (whole,) = differences("faq.yaml", b"a: [", b"a: 1")
    assert (whole.way, whole.was) == ((), "4 bytes")


def test_messages_of_a_translation_are_told_one_by_one() -> None:
    one = b'msgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n\nmsgctxt "b"\nmsgid "Two"\nmsgstr "Dos"\n'
    (difference,) = differences("translations/es.po", one, one.replace(b"Dos", b"Dos!"))
    assert (difference.way, difference.was, difference.now) == (("b: Two",), "Dos", "Dos!")

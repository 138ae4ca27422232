"""Two people change the same organisation: nothing is overwritten, and only what both changed is asked."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from handouts.desk.store import store
from handouts.desk.store.merging import Side, merge
from handouts.sources.yaml_document import Value
from tests.desk.forms import Form, form_of, forms_of

HIAS = "/directory/tijuana-san-diego/hias"


def hias(data: Path) -> dict[str, object]:
    cities = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["cities"]
    entries = next(city for city in cities if city["id"] == "tijuana-san-diego")["organisations"]
    return next(entry for entry in entries if entry["name"] == "HIAS")


def replace_in(data: Path, old: str, new: str) -> None:
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def conflict_form(browser: TestClient, address: str) -> Form:
    return next(form for form in forms_of(browser.get(address)) if "theirs-were" in form.names())


def test_what_only_one_changed_is_taken_from_both(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(HIAS))
    replace_in(data, "+52 663 205 4659", "+52 663 205 4690")
    replace_in(data, "Border Kindness", "Border Kindness 2")
    form.set("numbers.0.hours", "Mo-Fr 09:00-17:00")
    form.set("note", "Mine")
    assert form.send(browser).headers["location"].startswith(f"{HIAS}?done=")
    assert hias(data) == {
        "name": "HIAS",
        "service": "Free Help",
        "numbers": [
            {"number": "+52 663 205 4660", "hours": "Mo-Fr 09:00-17:00"},
            {"number": "+52 663 205 4690"},
        ],
        "note": "Mine",
    }
    assert "Border Kindness 2" in (data / "directory.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("side", "number"), [("theirs", "+52 663 205 4600"), ("mine", "+52 663 205 4690")])
def test_what_both_changed_is_asked_and_nothing_is_chosen_beforehand(
    browser: TestClient, data: Path, side: str, number: str
) -> None:
    form = form_of(browser.get(HIAS))
    replace_in(data, "+52 663 205 4659", "+52 663 205 4600")
    theirs = (data / "directory.yaml").read_bytes()
    form.set("numbers.1.number", "+52 663 205 4690")
    form.set("place", "Tijuana")
    asked = form.send(browser)
    address = asked.headers["location"]
    assert address.startswith("/conflict/")
    assert (data / "directory.yaml").read_bytes() == theirs
    page = browser.get(address)
    for text in ("Both of you changed HIAS", "Number 2: Number", "663 205 4659", "663 205 4600", "663 205 4690"):
        assert text in page.text
    choice = conflict_form(browser, address)
    assert "c0" not in choice.names(), "nothing is chosen"
    refused = choice.send(browser)
    assert refused.status_code == 422
    assert (data / "directory.yaml").read_bytes() == theirs
    choice.set("c0", side)
    assert choice.send(browser).headers["location"].startswith(f"{HIAS}?done=")
    assert hias(data)["numbers"] == [{"number": "+52 663 205 4660"}, {"number": number}]
    assert hias(data)["place"] == "Tijuana"
    assert browser.get(address).status_code == 404, "it is decided"


def test_theirs_that_changes_once_more_is_shown_again(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(HIAS))
    replace_in(data, "+52 663 205 4659", "+52 663 205 4600")
    form.set("numbers.1.number", "+52 663 205 4690")
    address = form.send(browser).headers["location"]
    choice = conflict_form(browser, address)
    replace_in(data, "+52 663 205 4600", "+52 663 205 4601")
    now = (data / "directory.yaml").read_bytes()
    choice.set("c0", "mine")
    again = choice.send(browser)
    assert again.status_code == 422
    assert "663 205 4601" in again.text
    assert (data / "directory.yaml").read_bytes() == now


def test_what_was_removed_meanwhile_is_asked(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(HIAS))
    remove = next(each for each in forms_of(browser.get(f"{HIAS}/remove")) if each.action.endswith("remove"))
    assert remove.send(browser).status_code == 303
    form.set("note", "Still there, I called")
    address = form.send(browser).headers["location"]
    choice = conflict_form(browser, address)
    choice.set("c0", "mine")
    assert choice.send(browser).status_code == 303
    assert hias(data)["note"] == "Still there, I called"


def test_what_was_changed_meanwhile_is_not_removed_unasked(browser: TestClient, data: Path) -> None:
    remove = next(each for each in forms_of(browser.get(f"{HIAS}/remove")) if each.action.endswith("remove"))
    replace_in(data, "+52 663 205 4659", "+52 663 205 4600")
    assert remove.send(browser).headers["location"].startswith("/conflict/")
    assert hias(data)["numbers"]


def test_an_order_that_changed_meanwhile_is_not_moved_blindly(browser: TestClient, data: Path) -> None:
    place = "/directory/tijuana-san-diego"
    order = form_of(browser.get(place), "order")
    order.set("to", "immdef:1")
    replace_in(
        data,
        '      - name: HIAS\n        service: Free Help\n        numbers: [{number: "+52 663',
        '      - name: Casa\n      - name: HIAS\n        service: Free Help\n        numbers: [{number: "+52 663',
    )
    before = (data / "directory.yaml").read_bytes()
    answer = order.send(browser)
    assert answer.status_code == 422
    assert "The list has changed meanwhile" in answer.text
    assert (data / "directory.yaml").read_bytes() == before


class AtThatMoment:
    """An editor saves while the desk looks whether the data are in order, the first time that it does."""

    def __init__(self, patched: pytest.MonkeyPatch, data: Path, old: str, new: str) -> None:
        self._given = (data, old, new)
        self._done = False
        self._load = store.load_data
        patched.setattr(store, "load_data", self)

    def __call__(self, *given: object, **named: object) -> object:
        loaded = self._load(*given, **named)  # type: ignore[arg-type]
        if not self._done:
            self._done = True
            replace_in(*self._given)
        return loaded


def test_what_an_editor_saves_while_its_last_change_is_noted_stays(
    desk: Desk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_in(data, "+52 663 205 4659", "+52 663 205 4600")
    AtThatMoment(monkeypatch, data, "+52 663 205 4600", "+52 663 205 4601")
    assert desk.store.note_outside_changes() is None, "it may not be ready"
    assert "+52 663 205 4601" in (data / "directory.yaml").read_text(encoding="utf-8")
    noted = desk.store.note_outside_changes()
    assert noted is not None
    assert b"+52 663 205 4601" in (desk.store.history.after(noted, "directory.yaml") or b"")


@pytest.mark.parametrize("meanwhile", ["+52 663 205 4600", "+52 663 205 4690"])
def test_what_an_editor_saves_while_a_form_is_checked_is_not_written_over(
    browser: TestClient, data: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """Another value is merged; the same one is asked."""
    form = form_of(browser.get(HIAS))
    form.set("numbers.1.number" if meanwhile.endswith("00") else "note", "+52 663 205 4655")
    AtThatMoment(monkeypatch, data, "+52 663 205 4659", meanwhile)
    answer = form.send(browser)
    assert answer.status_code == 303
    asked = answer.headers["location"].startswith("/conflict/")
    assert asked == meanwhile.endswith("00")
    entry = hias(data)
    assert entry["numbers"] == [{"number": "+52 663 205 4660"}, {"number": meanwhile}]
    assert entry.get("note") == (None if asked else "+52 663 205 4655")


def numbers(*given: str) -> tuple[Value, ...]:
    """`"1 label=x"` -> a number with a label."""
    found: list[Value] = []
    for text in given:
        number, *others = text.split()
        found.append({"number": number, **dict(each.split("=") for each in others)})
    return tuple(found)


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "merged"),
    [
        (["1", "2"], ["2", "1"], ["1", "2 label=x"], ["2 label=x", "1"]),
        (["1", "2"], ["1", "2", "3"], ["1", "2", "4"], ["1", "2", "4", "3"]),
        (["1", "2"], ["1", "2", "3"], ["1", "2", "3"], ["1", "2", "3"]),
        (["1", "2"], ["1"], ["1 label=x", "2"], ["1 label=x"]),
        (["1", "2", "3"], ["1", "2", "3 label=y"], ["3", "1", "2"], ["3 label=y", "1", "2"]),
        (["1"], ["5"], ["1 label=x"], ["5 label=x"]),
        ([], ["1"], ["2"], ["2", "1"]),
    ],
)
def test_lists_are_merged_number_by_number(
    was: list[str], theirs: list[str], mine: list[str], merged: list[str]
) -> None:
    found = merge({"numbers": numbers(*was)}, {"numbers": numbers(*theirs)}, {"numbers": numbers(*mine)})
    assert not found.conflicts
    assert isinstance(found.value, dict)
    assert sorted(map(repr, found.value["numbers"])) == sorted(map(repr, numbers(*merged)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "steps"),
    [
        (["1", "2"], ["1", "3"], ["1", "4"], ("numbers", 1, "number")),
        (["1", "2"], ["1"], ["1", "2 label=x"], ("numbers", 1)),
        (["1 label=x"], ["1 label=y"], ["1 label=z"], ("numbers", 0, "label")),
        (["1", "2", "3"], ["3", "1", "2"], ["2", "1", "3"], ("numbers", "order")),
    ],
)
def test_what_both_changed_is_a_conflict_and_each_side_can_be_chosen(
    was: list[str], theirs: list[str], mine: list[str], steps: tuple[str | int, ...]
) -> None:
    three = [{"numbers": numbers(*each)} for each in (was, theirs, mine)]
    assert [each.steps for each in merge(*three).conflicts] == [steps]
    assert merge(*three, {steps: Side.THEIRS}).value == three[1]
    assert merge(*three, {steps: Side.MINE}).value == three[2]


def test_many_who_save_at_once_all_save(browser: TestClient, data: Path) -> None:
    """Each another organization: nobody is told that the file has changed meanwhile."""
    listed = browser.get("/directory/tijuana-san-diego").text
    addresses = dict.fromkeys(re.findall(r'href="(/directory/tijuana-san-diego/[\w-]+)"', listed))
    forms = [
        form
        for address in addresses
        if not address.endswith("/new")
        for _ in range(2)
        for form in forms_of(browser.get(address))
        if form.id == "entry" and "website" in form.names()
    ]
    for number, form in enumerate(forms):
        form.set(
            "note" if number % 2 else "website", f"https://example.org/{number}" if number % 2 == 0 else f"N {number}"
        )
    with ThreadPoolExecutor(len(forms)) as pool:
        answers = list(pool.map(lambda form: form.send(browser), forms))
    assert len(forms) >= 8
    assert [answer.status_code for answer in answers] == [303] * len(forms)
    text = (data / "directory.yaml").read_text(encoding="utf-8")
    assert all(f"https://example.org/{number}" in text for number in range(0, len(forms), 2))
    assert all(f"N {number}" in text for number in range(1, len(forms), 2))

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


RENAMED = "Sociedad Hebrea"
PLACE = "/directory/tijuana-san-diego"
QUESTION = "/texts/faq.border-open.question"
PIECE = "/texts/faq.border-open.returned"


def names_in(data: Path, place: str = "tijuana-san-diego") -> list[str]:
    cities = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["cities"]
    return [each["name"] for each in next(city for city in cities if city["id"] == place)["organisations"]]


def rename_hias(data: Path, by: str) -> None:
    """In an editor, so that it is the same by one thing alone."""
    old = '      - name: HIAS\n        service: Free Help\n        numbers: [{number: "+52 663 205 4660"}'
    renamed = old.replace("HIAS", RENAMED)
    if by == "id":
        renamed = renamed.replace("name:", "id: hebrea\n        name:").replace("663 205 4660", "663 205 4600")
    if by == "name":
        renamed = old.replace("name:", "id: hebrea\n        name:").replace("663 205 4660", "663 205 4600")
    replace_in(data, old, renamed)


@pytest.mark.parametrize("noted", [False, True])
def test_what_was_renamed_meanwhile_is_found_by_its_numbers(
    browser: TestClient, desk: Desk, data: Path, *, noted: bool
) -> None:
    """Whether the desk has noted it before the form is sent, or not."""
    before = names_in(data)
    form = form_of(browser.get(HIAS))
    rename_hias(data, "numbers")
    if noted:
        assert desk.store.note_outside_changes()
    form.set("note", "I called")
    assert form.send(browser).headers["location"].startswith(f"{PLACE}/sociedad-hebrea?done=")
    assert names_in(data) == [RENAMED if name == "HIAS" else name for name in before]
    assert "note: I called" in (data / "directory.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("side", "name"), [("theirs", RENAMED), ("mine", "HIAS México")])
def test_two_new_names_stand_side_by_side_and_no_entry_is_added(
    browser: TestClient, data: Path, side: str, name: str
) -> None:
    before = names_in(data)
    form = form_of(browser.get(HIAS))
    rename_hias(data, "numbers")
    form.set("name", "HIAS México")
    address = form.send(browser).headers["location"]
    said = " ".join(re.sub(r"<[^>]*>", " ", browser.get(address).text).split())
    assert f"Was, when you opened the page: HIAS Keep theirs {RENAMED} Keep mine HIAS México" in said
    choice = conflict_form(browser, address)
    assert choice.all("theirs-were"), "one question"
    choice.set("c0", side)
    assert choice.send(browser).status_code == 303
    assert names_in(data) == [name if each == "HIAS" else each for each in before]


def test_an_id_and_a_name_are_stronger_than_numbers(browser: TestClient, data: Path) -> None:
    """The name stays with an entry that got an id; then only the id does."""
    before = names_in(data)
    form = form_of(browser.get(HIAS))
    rename_hias(data, "name")
    form.set("note", "By its name")
    assert form.send(browser).headers["location"].startswith(f"{PLACE}/hebrea?done=")
    form = form_of(browser.get(f"{PLACE}/hebrea"))
    replace_in(data, "        name: HIAS\n", f"        name: {RENAMED}\n")
    replace_in(data, '{number: "+52 663 205 4600"}, {number: "+52 663 205 4659"}', '{number: "+52 664 208 8994"}')
    replace_in(data, '{number: "+52 664 208 8994", call_from: MX}', '{number: "+52 663 205 4600", call_from: MX}')
    form.set("note", "By its id")
    form.send(browser)
    assert names_in(data) == [RENAMED if name == "HIAS" else name for name in before]
    text = (data / "directory.yaml").read_text(encoding="utf-8")
    assert text[text.index(RENAMED) :].index("note: By its id") < text[text.index(RENAMED) :].index("- name")


@pytest.mark.parametrize(("side", "there"), [("theirs", False), ("mine", True)])
def test_what_was_removed_in_an_editor_is_said_and_added_only_when_chosen(
    browser: TestClient, data: Path, side: str, *, there: bool
) -> None:
    form = form_of(browser.get(HIAS))
    replace_in(
        data,
        '      - name: HIAS\n        service: Free Help\n        numbers: [{number: "+52 663 205 4660"}, '
        '{number: "+52 663 205 4659"}]\n',
        "",
    )
    without = names_in(data)
    form.set("note", "I called")
    address = form.send(browser).headers["location"]
    page = browser.get(address)
    for words in ("HIAS was removed", "Leave it removed", "Add it again, as I typed it"):
        assert words in page.text
    choice = conflict_form(browser, address)
    assert choice.send(browser).status_code == 422
    assert names_in(data) == without
    choice.set("c0", side)
    assert choice.send(browser).status_code == 303
    assert sorted(names_in(data)) == sorted([*without, *(["HIAS"] if there else [])])


def test_a_place_that_got_another_id_keeps_what_is_typed_in_it(browser: TestClient, data: Path) -> None:
    forms = [form_of(browser.get(address)) for address in (HIAS, PLACE, f"{PLACE}/new")]
    replace_in(data, "id: tijuana-san-diego\n", "id: tijuana\n")
    before = names_in(data, "tijuana")
    for form, field in zip(forms, ("note", "note", "name"), strict=True):
        form.set(field, f"Typed in {form.action}")
        if field == "name":
            form.set("numbers.a0.number", "+1 213 555 0123")
        assert form.send(browser).headers["location"].startswith("/directory/tijuana")
    assert names_in(data, "tijuana") == [*before, f"Typed in {PLACE}/new"]
    text = (data / "directory.yaml").read_text(encoding="utf-8")
    assert all(text.count(f"Typed in {form.action}\n") == 1 for form in forms)


@pytest.mark.parametrize(
    ("address", "old", "new"),
    [
        (QUESTION, "id: border-open\n", "id: is-it-open\n"),
        (PIECE, "id: border-open\n", "id: is-it-open\n"),
        (PIECE, "id: returned\n", "id: sent-back\n"),
    ],
)
def test_a_text_that_got_another_id_takes_what_was_typed(
    browser: TestClient, data: Path, address: str, old: str, new: str
) -> None:
    form = form_of(browser.get(address))
    path = data / "faq.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    form.set("note" if "note" in form.names() else "text", "Typed by me?")
    form.set("meaning", "new")
    answer = form.send(browser)
    assert answer.headers["location"].startswith("/texts/faq."), answer.text
    assert path.read_text(encoding="utf-8").count("Typed by me?") == 1


@pytest.mark.parametrize(("side", "times"), [("theirs", 0), ("mine", 1)])
def test_a_piece_that_was_removed_is_said_and_added_only_when_chosen(
    browser: TestClient, data: Path, side: str, times: int
) -> None:
    form = form_of(browser.get(PIECE))
    path = data / "faq.yaml"
    text = path.read_text(encoding="utf-8")
    piece = text[text.index("      - id: returned\n") : text.index("      - id: children\n")]
    path.write_text(text.replace(piece, "", 1), encoding="utf-8")
    form.set("text", "They were returned.")
    address = form.send(browser).headers["location"]
    assert "was removed" in browser.get(address).text
    choice = conflict_form(browser, address)
    choice.set("c0", side)
    assert choice.send(browser).status_code == 303
    assert path.read_text(encoding="utf-8").count("They were returned.") == times


@pytest.mark.parametrize(
    ("address", "file", "advice"),
    [
        (PLACE, "directory.yaml", "the place was removed with its organizations; undo that in the history, or add it"),
        (QUESTION, "faq.yaml", "the text was removed; undo that in the history, or put yours aside and write it anew"),
    ],
)
def test_what_had_other_entries_in_it_is_not_added_again_and_waits_until_its_removal_is_undone(
    browser: TestClient, desk: Desk, data: Path, address: str, file: str, advice: str
) -> None:
    form = form_of(browser.get(address))
    form.set("note" if address == PLACE else "text", "Typed by me?")
    form.set("meaning", "new")
    remove = next(each for each in forms_of(browser.get(f"{address}/remove")) if each.action.endswith("remove"))
    removed = remove.send(browser)
    assert "?done=" in removed.headers["location"]
    without = (data / file).read_bytes()
    kept = form.send(browser).headers["location"]
    choice = conflict_form(browser, kept)
    choice.set("c0", "mine")
    refused = choice.send(browser)
    assert refused.status_code == 422
    assert f"<li>{advice}" in refused.text, "without a place in a file"
    assert "Typed by me?" in refused.text
    assert (data / file).read_bytes() == without
    browser.post(f"/history/{desk.store.history.entries()[0].number}/undo")
    assert conflict_form(browser, kept).send(browser).headers["location"].startswith(f"{address}?done=")
    assert (data / file).read_text(encoding="utf-8").count("Typed by me?") == 1


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

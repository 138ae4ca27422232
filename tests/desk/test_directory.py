"""The directory as staff find it: the search, the order of a place, its name, and new cities."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
import yaml
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from tests.desk.forms import Form, form_of, forms_of

TIJUANA = "/directory/tijuana-san-diego"


def cities(data: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["cities"]
    return found


def names(data: Path, city: str = "tijuana-san-diego") -> list[str]:
    entry = next(each for each in cities(data) if each["id"] == city)
    return [organisation["name"] for organisation in entry["organisations"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("208 89", ["Al Otro Lado"]),
        ("(619) 786-4866", ["Al Otro Lado"]),
        ("+52 812 416", ["HIAS"]),
        ("immdef", ["ImmDef"]),
        ("pasada", ["La Pasada Providencia"]),
        ("NOGALES", ["Kino Border Initiative"]),
        ("housing", ["La Pasada Providencia"]),
        ("zzz", []),
        ("000000", []),
    ],
)
def test_organisations_are_found_by_digits_or_words(browser: TestClient, asked: str, found: list[str]) -> None:
    page = browser.get("/directory", params={"q": asked})
    shown = re.findall(r'<th scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi>', page.text)
    assert shown == found
    assert ("Nothing found. An organization that is not here is on no sheet." in page.text) == (not found)
    piece = browser.get("/directory", params={"q": asked}, headers={"hx-request": "true"})
    assert "<html" not in piece.text
    assert re.findall(r'<th scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi>', piece.text) == found


def test_organisations_are_moved_one_by_one_with_their_lines(browser: TestClient, data: Path) -> None:
    lines = sorted((data / "directory.yaml").read_text(encoding="utf-8").splitlines())
    assert names(data) == ["Info Digna", "Al Otro Lado", "HIAS", "Jewish Family Services", "ImmDef"]
    page = browser.get(TIJUANA)
    assert 'aria-label="Move ImmDef up"' in page.text
    form = form_of(page, "order")
    assert [value for name, value in form.buttons if "immdef" in value] == ["immdef:4", "immdef:6"]
    form.set("to", "immdef:4")
    answer = form.send(browser)
    assert answer.headers["location"] == f"{TIJUANA}?moved=1&at=up-immdef#org-immdef"
    assert names(data) == ["Info Digna", "Al Otro Lado", "HIAS", "ImmDef", "Jewish Family Services"]
    after = browser.get(answer.headers["location"])
    assert "ImmDef, Tijuana/San Diego: now 4 of 5." in after.text
    assert re.search(r'id="up-immdef"[^>]* autofocus', after.text), "the focus stays on the button"
    form = form_of(after, "order")
    form.set("to", "hias:1")
    form.send(browser)
    assert names(data) == ["HIAS", "Info Digna", "Al Otro Lado", "ImmDef", "Jewish Family Services"]
    assert sorted((data / "directory.yaml").read_text(encoding="utf-8").splitlines()) == lines, "no line is another"


@pytest.mark.parametrize("to", ["immdef:6", "immdef:0", "immdef:-1", "nobody:1", "immdef", "immdef:x", "hias:3"])
def test_what_can_not_be_moved_stays(browser: TestClient, data: Path, to: str) -> None:
    before = (data / "directory.yaml").read_bytes()
    form = form_of(browser.get(TIJUANA), "order")
    form.set("to", to)
    assert form.send(browser).status_code == 303
    assert (data / "directory.yaml").read_bytes() == before


def test_a_place_gets_another_name_and_note(browser: TestClient, data: Path) -> None:
    for address, key in ((TIJUANA, "name"), ("/directory/general", "title")):
        form = form_of(browser.get(address))
        form.set(key, "Another name")
        form.set("note", "Why")
        assert form.send(browser).headers["location"].startswith(f"{address}?done=")
    text = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))
    assert (text["cities"][0]["name"], text["cities"][0]["note"]) == ("Another name", "Why")
    assert (text["groups"][0]["title"], text["groups"][0]["note"]) == ("Another name", "Why")
    form = form_of(browser.get(TIJUANA))
    form.set("name", "")
    refused = form.send(browser)
    assert refused.status_code == 422
    assert '<a href="#name">' in refused.text


def new_city(browser: TestClient, address: str = "/directory/new") -> Form:
    return next(form for form in forms_of(browser.get(address)) if "step" in form.names())


def test_a_city_is_added_in_three_steps(browser: TestClient, data: Path, desk: Desk) -> None:
    po_before = {path.name: path.read_bytes() for path in (data / "translations").glob("*.po")}
    form = new_city(browser)
    form.set("name", "Matamoros/Brownsville")
    form.set("after", "nuevo-laredo-laredo")
    answer = form.send(browser)
    assert answer.headers["location"] == "/directory/new?step=2"
    form = new_city(browser, "/directory/new?step=2")
    assert form["name.es"] == "Matamoros/Brownsville", "Latin letters are filled in"
    assert form["name.ru"] == ""
    for name in form.names():
        if name.startswith("name."):
            form.set(name, "")
    form.set("name.ru", "Матаморос/Браунсвилл")
    form.set("name.ar", "ماتاموروس/براونزفيل")
    assert form.send(browser).headers["location"] == "/directory/new?step=3"
    check = browser.get("/directory/new?step=3")
    for text in ("Матаморос/Браунсвилл", "After Nuevo Laredo/Laredo", "matamoros-brownsville", "In 21 languages"):
        assert text in check.text
    assert len(cities(data)) == 6, "nothing is written before the last step"
    answer = new_city(browser, "/directory/new?step=3").send(browser)
    assert answer.headers["location"] == "/directory/matamoros-brownsville?done=1"
    assert [city["id"] for city in cities(data)][4:] == ["nuevo-laredo-laredo", "matamoros-brownsville", "south-texas"]
    changed = {path.name for path in (data / "translations").glob("*.po") if po_before[path.name] != path.read_bytes()}
    assert changed == {"ru.po", "ar.po"}
    entry = next(each for each in polib.pofile(str(data / "translations" / "ru.po")) if "matamoros" in each.msgctxt)
    assert (entry.msgctxt, entry.msgstr) == ("city.matamoros-brownsville.name", "Матаморос/Браунсвилл")
    page = browser.get(answer.headers["location"])
    assert "This sheet has no local number for Matamoros/Brownsville." in page.text
    assert desk.store.drafts.of("/directory/new") is None
    assert browser.post("/history/1/undo").status_code == 303
    assert {path.name: path.read_bytes() for path in (data / "translations").glob("*.po")} == po_before
    assert len(cities(data)) == 6


@pytest.mark.parametrize(
    ("name", "id_", "said"),
    [
        ("", "", "Write the name of the city."),
        ("Mexicali", "", "There is a place with these files already"),
        ("北京", "", "Write a name for its files"),
        ("Yuma", "Yu ma", "is no id"),
        ("Yuma", "con", "Windows keeps that name"),
        ("Yuma", "../x", "is no id"),
        ("Yuma\u202e", "yuma", "RIGHT-TO-LEFT OVERRIDE"),
    ],
)
def test_a_wrong_name_of_a_city_is_refused_in_words(
    browser: TestClient, data: Path, name: str, id_: str, said: str
) -> None:
    before = (data / "directory.yaml").read_bytes()
    form = new_city(browser)
    form.set("name", name)
    form.set("id", id_)
    refused = form.send(browser)
    assert refused.status_code == 422
    assert said in refused.text
    assert (data / "directory.yaml").read_bytes() == before


def test_a_city_that_was_begun_is_offered_again(browser: TestClient) -> None:
    form = new_city(browser)
    form.set("name", "Yuma")
    form.send(browser)
    assert "You began to add Yuma: 15:31." in browser.get("/directory/new").text
    assert new_city(browser, "/directory/new?step=1")["name"] == "Yuma"

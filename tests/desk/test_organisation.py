"""An organisation is changed, added, removed by its form; the file changes in its own lines only."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from tests.desk.forms import form_of

HIAS = "/directory/tijuana-san-diego/hias"


def lines_changed(data: Path, before: str) -> tuple[list[str], list[str]]:
    """Lines of the directory that are gone, and new ones."""
    now = (data / "directory.yaml").read_text(encoding="utf-8")
    found = list(difflib.ndiff(before.splitlines(), now.splitlines()))
    return tuple([line[2:].strip() for line in found if line[0] == sign] for sign in "-+")  # type: ignore[return-value]


@pytest.fixture
def before(data: Path) -> str:
    return (data / "directory.yaml").read_text(encoding="utf-8")


def test_a_new_number_changes_its_own_line(browser: TestClient, data: Path, before: str) -> None:
    form = form_of(browser.get(HIAS))
    form.set("numbers.1.number", "+526632054690")
    answer = form.send(browser)
    assert answer.status_code == 303
    assert lines_changed(data, before) == (
        ['numbers: [{number: "+52 663 205 4660"}, {number: "+52 663 205 4659"}]'],
        ['numbers: [{number: "+52 663 205 4660"}, {number: "+52 663 205 4690"}]'],
    )
    said = browser.get(answer.headers["location"]).text
    assert "HIAS, Tijuana/San Diego: changed." in said
    assert "Nothing else in directory.yaml was touched. 24 sheets now differ from paper." in " ".join(said.split())


def test_a_form_that_was_not_changed_changes_nothing(browser: TestClient, data: Path, before: str, desk: Desk) -> None:
    pages = [
        f"/directory/{place.id}/{each.name.lower().replace(' ', '-')}"
        for place in desk.store.state().data.directory.cities
        for each in place.organisations
    ]
    assert len(pages) > 10
    for page in pages:
        answer = form_of(browser.get(page)).send(browser)
        assert answer.headers["location"] == page
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before
    assert desk.store.history.entries() == ()


def test_a_number_without_its_country_is_refused_with_what_may_be_meant(
    browser: TestClient, data: Path, before: str
) -> None:
    form = form_of(browser.get(HIAS))
    form.set("numbers.1.number", "(812) 416-2731")
    page = form.send(browser)
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert '<a href="#numbers.1.number">' in page.text
    assert "a wrong guess reaches a stranger" in page.text
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before
    again = form_of(page)
    assert again["numbers.1.number"] == "(812) 416-2731", "what was typed stands there"
    offered = [value for name, value in again.buttons if name == "do" and value.startswith("use:1:")]
    assert offered == ["use:1:+1 812 416 2731", "use:1:+52 81 2416 2731"]
    accepted = again.send(browser, offered[1])
    assert accepted.status_code == 303
    form = form_of(browser.get(accepted.headers["location"]))
    assert form["numbers.1.number"] == "+52 81 2416 2731"
    assert form.send(browser).status_code == 303
    assert lines_changed(data, before)[1] == ['numbers: [{number: "+52 663 205 4660"}, {number: "+52 81 2416 2731"}]']


def test_every_field_that_the_model_has_is_written_and_read_back(browser: TestClient, data: Path) -> None:
    page = browser.get("/directory/el-paso-juarez/new")
    form = form_of(page)
    page = browser.get(form.send(browser, "add-short").headers["location"])
    form = form_of(page)
    page = browser.get(form.send(browser, "add-visit").headers["location"])
    form = form_of(page)
    first, second = form.all("numbers")
    visit = form["visits"]
    typed = {
        "name": "Casa Nueva",
        "place": "Juarez, Chihuahua",
        "service": "legal-help",
        "icon": "home",
        "email": "help@example.org",
        "website": "https://example.org/help",
        "note": "From a list of 2026: to be called",
        "id": "casa-nueva",
        f"numbers.{first}.number": "+1 619 786 4866",
        f"numbers.{first}.call_from": "US",
        f"numbers.{first}.whatsapp": "yes",
        f"numbers.{first}.label": "*",
        f"numbers.{first}.label-own": "Night desk",
        f"numbers.{first}.extension": "12",
        f"numbers.{first}.press": "2",
        f"numbers.{first}.languages": "es, ht",
        f"numbers.{first}.hours": "Mo-Fr 09:00-17:00; Sa 10:00-12:00",
        f"numbers.{first}.hours_note": "Not in August",
        f"numbers.{first}.note": "Ask for Maria",
        f"numbers.{first}.called": "yes",
        f"numbers.{second}.short": "211",
        f"numbers.{second}.call_from": "US",
        f"numbers.{second}.paused": "moving",
        f"visits.{visit}.label": "To visit",
        f"visits.{visit}.address": "C. Primera 8250",
    }
    for name, value in typed.items():
        form.set(name, value)
    answer = form.send(browser)
    assert answer.headers["location"] == "/directory/el-paso-juarez/casa-nueva?done=1", answer.text
    written = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))
    city = next(city for city in written["cities"] if city["id"] == "el-paso-juarez")
    (entry,) = city["organisations"]
    verified = entry["numbers"][0].pop("verified")
    assert verified.isoformat() == "2026-11-30"
    assert entry == {
        "id": "casa-nueva",
        "name": "Casa Nueva",
        "place": "Juarez, Chihuahua",
        "service": "legal-help",
        "icon": "home",
        "numbers": [
            {
                "number": "+1 619 786 4866",
                "call_from": "US",
                "whatsapp": True,
                "label": "Night desk",
                "extension": "12",
                "press": "2",
                "languages": ["es", "ht"],
                "hours": "Mo-Fr 09:00-17:00; Sa 10:00-12:00",
                "hours_note": "Not in August",
                "note": "Ask for Maria",
            },
            {"short": "211", "call_from": "US", "paused": "moving"},
        ],
        "visit": {"label": "To visit", "address": "C. Primera 8250"},
        "email": "help@example.org",
        "website": "https://example.org/help",
        "note": "From a list of 2026: to be called",
    }
    shown = form_of(browser.get(answer.headers["location"]))
    for name, value in typed.items():
        if "called" not in name and "label" not in name:
            assert shown[name.replace(first, "0").replace(second, "1").replace(visit, "0")] == value


def test_numbers_are_moved_with_their_comments(browser: TestClient, data: Path) -> None:
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8").replace(
        '          - {number: "+1 323', '          # the second office\n          - {number: "+1 323'
    )
    path.write_text(text, encoding="utf-8")
    page = "/directory/tijuana-san-diego/al-otro-lado"
    form = form_of(browser.get(page))
    moved = form.send(browser, "up:2")
    form = form_of(browser.get(moved.headers["location"]))
    assert form.all("numbers") == ["0", "2", "1"]
    assert form.send(browser).status_code == 303
    assert lines_changed(data, text) == (
        ['- {number: "+1 619 786 4866", call_from: US}'],
        ['- {number: "+1 619 786 4866", call_from: US}'],
    )


def test_an_organisation_is_removed_only_when_asked_once_more(browser: TestClient, data: Path, before: str) -> None:
    page = browser.get(f"{HIAS}/remove")
    assert "The history keeps it" in page.text
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before
    form = form_of(page, "")  # the language's form comes first
    assert form.action == "/language"
    form = next(each for each in _forms(browser, f"{HIAS}/remove") if each.action == f"{HIAS}/remove")
    answer = form.send(browser)
    assert answer.headers["location"] == "/directory/tijuana-san-diego?done=1"
    gone, new = lines_changed(data, before)
    assert new == []
    assert gone[:1] == ["- name: HIAS"]
    undone = browser.post("/history/1/undo")
    assert undone.status_code == 303
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before


def _forms(browser: TestClient, address: str) -> list:  # type: ignore[type-arg]
    from tests.desk.forms import forms_of

    return forms_of(browser.get(address))


def test_no_browser_puts_back_a_number_beside_what_another_is_dialled_by(browser: TestClient) -> None:
    """As Firefox does where a page is loaded again, with lists and buttons too."""
    page = browser.get(HIAS).text
    (form,) = re.findall(r'<form [^>]*\bid="entry"[^>]*>', page)
    assert 'autocomplete="off"' in form
    assert 'autocomplete="on"' not in page


def test_what_is_dialled_is_said_by_the_code_that_prints_it(browser: TestClient) -> None:
    said = browser.get("/api/dial", params={"row": "7", "numbers.7.number": "+52 664 208 8994"}).text
    assert "664 208 8994" in said
    assert "011 52 664 208 8994" in said
    said = browser.get(
        "/api/dial", params={"row": "7", "numbers.7.number": "+1 858 333 2857", "numbers.7.whatsapp": "yes"}
    ).text
    assert "00 1 858 333 2857" in said
    assert "(858) 333-2857" in said
    assert "WhatsApp" in said
    said = browser.get(
        "/api/dial", params={"row": "7", "numbers.7.number": "+52 664 208 8994", "numbers.7.call_from": "MX"}
    ).text
    assert "not from here" in said
    assert "011 52" not in said


def test_a_number_that_another_organisation_has_is_said_and_can_be_saved(browser: TestClient, data: Path) -> None:
    page = browser.get(HIAS)
    said = "The directory has this number under"
    assert said not in page.text
    at = {"place": "tijuana-san-diego", "slug": HIAS.rpartition("/")[2], "row": "0"}
    own = form_of(page)["numbers.0.number"]
    other = "+52 664 208 8994"
    assert f"{said} Al Otro Lado already." in browser.get("/api/dial", params={**at, "numbers.0.number": other}).text
    assert said not in browser.get("/api/dial", params={**at, "numbers.0.number": own}).text
    elsewhere = {**at, "place": "mexicali", "slug": "new", "numbers.0.number": other}
    assert said not in browser.get("/api/dial", params=elsewhere).text
    form = form_of(page)
    form.set("numbers.0.number", other)
    assert form.send(browser).status_code == 303
    assert (data / "directory.yaml").read_text(encoding="utf-8").count(other) == 2
    assert f"{said} Al Otro Lado already." in browser.get(HIAS).text


def test_each_service_can_be_chosen_once_by_the_words_that_the_file_has(browser: TestClient) -> None:
    for address, value in ((HIAS, "Free Help"), ("/directory/tijuana-san-diego/new", "free-help")):
        page = browser.get(address)
        options = page.text.partition('<select id="service"')[2].partition("</select>")[0]
        assert re.findall(r'value="([^"]*)"[^>]*>Free Help<', options) == [value]
        assert len(re.findall(">Housing<", options)) == 1
    assert form_of(browser.get(HIAS))["service"] == "Free Help"


def test_a_name_is_needed(browser: TestClient) -> None:
    form = form_of(browser.get(HIAS))
    form.set("name", " ")
    refused = form.send(browser)
    assert refused.status_code == 422
    assert '<a href="#name">Name: the text is empty' in refused.text


def test_what_saving_would_do_is_said_and_nothing_is_written(browser: TestClient, data: Path, before: str) -> None:
    def said(address: str, **typed: str) -> str:
        form = form_of(browser.get(address))
        for name, value in typed.items():
            form.set(name.replace("__", "."), value)
        return browser.post(f"/api/effect{address.removeprefix('/directory')}", data=form.data()).text

    assert "You have changed nothing yet." in said(HIAS)
    assert "24 sheets change." in said(HIAS, numbers__0__number="+52 664 208 8994")
    assert "144 sheets change." in said("/directory/general/catholic-charities", place="El Paso, Texas")
    assert "No sheet changes: this is not printed." in said(HIAS, note="Call again")
    own = {"service": "*", "service-own": "Soup on Fridays"}
    assert "“Soup on Fridays” is not translated yet" in said(HIAS, **own)
    assert "No translation becomes stale" in said(HIAS, service="legal-help")
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before


def test_hours_are_picked(browser: TestClient) -> None:
    form = form_of(browser.get(HIAS))
    for day in ("Mo", "Tu", "We", "Th", "Sa"):
        form.fields.append(("pick.0.day", day))
    form.set("pick.0.from", "09:00")
    form.set("pick.0.to", "12:30")
    form.set("pick.0.from2", "14:00")
    form.set("pick.0.to2", "00:00")
    form = form_of(browser.get(form.send(browser, "hours:0").headers["location"]))
    assert form["numbers.0.hours"] == "Mo-Th,Sa 09:00-12:30,14:00-24:00"
    form.fields.append(("pick.0.day", "PH"))
    form = form_of(browser.get(form.send(browser, "hours:0").headers["location"]))
    assert form["numbers.0.hours"] == "Mo-Th,Sa 09:00-12:30,14:00-24:00; PH off"
    form = form_of(browser.get(form.send(browser, "always:0").headers["location"]))
    assert form["numbers.0.hours"] == "24/7"

"""The overview: how old everything is, what needs a person, what is not yet on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from handouts.content.edition import edition_code
from handouts.desk.areas.overview.pages import age_said
from handouts.desk.desk import Desk
from handouts.desk.on_paper import found
from handouts.desk.store.seat import Seat, write_seat
from handouts.interface.words import Words
from handouts.products.loading import load_data
from handouts.products.present import edition_of
from handouts.sources.edition_files import write_edition
from handouts.sources.editions import RecordedSheet
from tests.desk.conftest import browser_at
from tests.house.modules import ROOT

ENGLISH = Words("en")
RECORDED = date(2026, 9, 15)


def print_all(data: Path) -> None:
    """Record every sheet as printed in September, as the program would make it then."""
    before = found(load_data(data), ROOT / "fonts", data.parent / "out")
    assert before.history is None
    loaded = load_data(data)
    sheets = tuple(
        RecordedSheet(
            path=f"flyer/{language}/{city}-{language}-flyer.pdf",
            code=edition_code(flyer),
            language=language,
            city=city,
            format="flyer",
            status=flyer.status.value,
        )
        for (language, city), flyer in before.composition.flyers.items()
    )
    edition = edition_of(loaded, before.composition, "letter", sheets)
    write_edition(data, replace(edition, name=f"{RECORDED}-1", on=RECORDED.isoformat()))


def changed(data: Path, old: str, new: str) -> None:
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def flyers_only(data: Path) -> None:
    path = data / "handout.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("formats: [flyer, large-print, half, card]", "formats: [flyer]"), encoding="utf-8")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 4, 7), "5 years and 7 months"),
        (date(2026, 11, 30), "0 days"),
        (date(2026, 11, 29), "1 day"),
        (date(2025, 11, 30), "1 year"),
        (date(2026, 8, 30), "3 months"),
    ],
)
def test_an_age_is_said_in_years_and_months(day: date, said: str) -> None:
    assert age_said(day, date(2026, 11, 30), ENGLISH) == said


def test_old_information_is_said_first(browser: TestClient) -> None:
    page = browser.get("/").text
    assert "The information is 5 years and 7 months old" in page
    assert "April 7, 2021" in page
    assert page.index("5 years") < page.index("Needs a person")


def test_what_needs_a_person_is_named(browser: TestClient) -> None:
    page = browser.get("/?wait=yes").text
    assert "21 numbers have never been called" in page
    assert "23 translations, none reviewed by a person" in page
    assert "3 entries have no number" in page
    assert "El Paso/Juarez has no organization of its own" in page
    assert "No edition is recorded yet" in page


def test_a_language_that_is_held_back_is_named(browser: TestClient, data: Path) -> None:
    (data / "translations" / "ar.po").unlink()
    assert "العربية is held back" in browser.get("/overview/found").text


def test_what_differs_from_paper_is_told_by_city(browser: TestClient, data: Path, desk: Desk) -> None:
    flyers_only(data)
    print_all(data)
    assert "Nothing differs from paper." in browser.get("/overview/found").text
    changed(data, "+52 686 345 8890", "+52 686 345 8891")
    page = browser.get("/overview/found").text
    assert "24 sheets are wrong on paper" in page
    assert "120 are as they were" in page
    assert '<del class="dial"><bdi>686 345 8890</bdi></del>' in page
    assert '<ins class="dial"><bdi>011 52 686 345 8891</bdi></ins>' in page
    assert "Wrong on paper" in page
    paper = desk.paper.now(desk.store.state())
    assert {sheet.city for sheet in paper.differing} == {"mexicali"}


def test_the_page_comes_before_what_takes_long(browser: TestClient) -> None:
    page = browser.get("/").text
    assert 'hx-get="/overview/found"' in page
    assert '<noscript><p><a href="/?wait=yes">' in page
    found_part = browser.get("/overview/found").text
    assert "hx-get" not in found_part
    assert "<html" not in found_part


def test_last_changes_can_be_undone_from_here(browser: TestClient, data: Path, desk: Desk) -> None:
    before = (data / "directory.yaml").read_bytes()
    changed(data, "name: Border Kindness", 'name: "Border <b>Kindness"')
    entry = desk.store.note_outside_changes()
    assert entry is not None
    page = browser.get("/overview/found").text
    assert f'action="/history/{entry.number}/undo"' in page
    assert "Border <b>" not in page
    assert browser.post(f"/history/{entry.number}/undo", data={"back": "/"}).status_code == 303
    assert (data / "directory.yaml").read_bytes() == before


@pytest.fixture
def nobody(desk: Desk) -> Iterator[TestClient]:
    """A browser at a desk at which nobody has said who sits there."""
    write_seat(desk.folders.data, Seat(""))
    with browser_at(desk) as client:
        yield client


def test_who_has_not_said_a_name_is_asked_and_then_goes_to_the_task(nobody: TestClient) -> None:
    assert nobody.get("/").headers["location"] == "/who"
    page = nobody.get("/who").text
    assert "What do you want to do?" in page
    assert 'name="back" value="/calls"' in page
    assert nobody.post("/who", data={"name": "Luz", "back": "/calls"}).headers["location"] == "/calls"
    assert nobody.post("/who", data={"name": "Luz", "back": "//evil.example"}).headers["location"] == "/"
    assert nobody.get("/").status_code == 200

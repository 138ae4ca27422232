"""What callers find is saved at each click, with a name and a day: what works at the number, the rest in calls.yaml."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from handouts.products.loading import load_data
from handouts.sources.calls import Result, read_calls
from tests.desk.conftest import NOW

HIAS = "+52 686 339 4323"
TODAY = NOW.date()


def row_of(browser: TestClient, number: str, country: str = "MX") -> str:
    """The id of the row in which a number is dialled."""
    page = browser.get("/calls", params={"from": country}).text
    before, _, _ = page.partition(f'dir="ltr">{number}<')
    return re.findall(r'<li class="call" id="(\w+)"', before)[-1]


def answer(browser: TestClient, result: str, **fields: str) -> int:
    row = row_of(browser, "686 339 4323")
    return browser.post("/calls?from=MX", data={"row": row, "result": result, **fields}).status_code


def verified(data: Path) -> date | None:
    return load_data(data).directory.cities[1].organisations[1].numbers[0].verified


def test_every_number_stands_there_as_it_is_dialled_from_either_side(browser: TestClient) -> None:
    from_mexico, from_us = (browser.get("/calls", params={"from": country}).text for country in ("MX", "US"))
    assert '<bdi class="dial" dir="ltr">686 339 4323</bdi>' in from_mexico
    assert '<bdi class="dial" dir="ltr">011 52 686 339 4323</bdi>' in from_us
    assert "0 of 21 called" in from_us
    assert from_us.count("Never called") == from_us.count('class="call"') == 21


def test_a_number_that_works_gets_its_day_in_the_directory_and_nothing_else_changes(
    browser: TestClient, data: Path, desk: Desk
) -> None:
    before = (data / "directory.yaml").read_text(encoding="utf-8")
    assert answer(browser, "works") == 303
    after = (data / "directory.yaml").read_text(encoding="utf-8")
    assert after == before.replace(f'{{number: "{HIAS}"}}', f'{{number: "{HIAS}", verified: 2026-11-30}}')
    assert not (data / "calls.yaml").exists()
    entry = desk.store.history.entries()[0]
    assert (entry.who, entry.what.said(str.format)) == ("Ana Ruiz", f"HIAS, {HIAS}: works")
    assert "1 of 21 called" in browser.get("/calls").text


def test_a_wrong_number_is_written_down_with_who_and_when_and_stays_printed(browser: TestClient, data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    assert answer(browser, "wrong", note="A  pizzeria\n<b>", on="2026-11-28", by="Luz") == 303
    (call,) = read_calls(data)
    assert (call.number, call.result, call.on, call.by, call.note) == (
        "+526863394323",
        Result.WRONG,
        date(2026, 11, 28),
        "Luz",
        "A pizzeria <b>",
    )
    assert (data / "directory.yaml").read_bytes() == before
    page = browser.get("/calls").text
    assert "“<bdi>A pizzeria &lt;b&gt;</bdi>”" in page
    assert "It is on 24 sheets." in page
    assert 'href="/directory/mexicali/hias"' in page


def test_the_last_click_counts_also_on_the_same_day(browser: TestClient, data: Path) -> None:
    answer(browser, "works")
    answer(browser, "no-answer")
    assert verified(data) is None
    assert "<b>No answer</b>, called on November 30, 2026" in browser.get("/calls").text
    answer(browser, "works")
    assert verified(data) == TODAY
    assert "<b>Works</b>, called on November 30, 2026" in browser.get("/calls").text


def test_a_click_without_a_new_page_gives_the_row_and_the_count(browser: TestClient) -> None:
    row = row_of(browser, "686 339 4323")
    sent = {"row": row, "result": "works"}
    part = browser.post("/calls?from=MX", data=sent, headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert part.count("<li") == 1
    assert 'aria-pressed="true">Works' in part
    assert 'hx-swap-oob="true"' in part
    assert "1 of 21 called" in part
    assert "Saved 15:31" in part


def test_an_answer_can_be_taken_back(browser: TestClient, data: Path, desk: Desk) -> None:
    before = (data / "directory.yaml").read_bytes()
    answer(browser, "works")
    number = desk.store.history.entries()[0].number
    assert browser.post(f"/history/{number}/undo", data={"back": "/calls"}).status_code == 303
    assert (data / "directory.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"result": "perhaps"},
        {"result": "works", "on": "2026-12-01"},
        {"result": "works", "on": "yesterday"},
        {"result": "wrong", "note": "x" * 100_000},
        {"result": "wrong", "by": "a\u202eb"},
    ],
    ids=["result", "tomorrow", "no day", "endless", "unseen"],
)
def test_what_cannot_be_is_refused_and_said(browser: TestClient, data: Path, fields: dict[str, str]) -> None:
    before = {path: path.read_bytes() for path in data.glob("*.yaml")}
    row = row_of(browser, "686 339 4323")
    refused = browser.post("/calls?from=MX", data={"row": row, **fields})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert {path: path.read_bytes() for path in data.glob("*.yaml")} == before
    assert browser.post("/calls", data={"row": "nothing", "result": "works"}).status_code == 404


def test_nothing_is_saved_while_a_file_is_broken(browser: TestClient, data: Path) -> None:
    row = row_of(browser, "686 339 4323")
    (data / "faq.yaml").write_text("questions: [", encoding="utf-8")
    assert browser.post("/calls?from=MX", data={"row": row, "result": "works"}).status_code == 422
    assert verified_text(data) == 0


def verified_text(data: Path) -> int:
    return (data / "directory.yaml").read_text(encoding="utf-8").count("verified")


def test_the_call_sheet_is_a_pdf_with_every_number(browser: TestClient) -> None:
    sheet = browser.get("/calls/sheet.pdf", params={"from": "US"})
    assert sheet.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet.content)).pages)
    assert "011 52 686 339 4323" in text


def test_only_those_to_call_are_shown_when_asked(browser: TestClient) -> None:
    answer(browser, "works")
    assert 'aria-pressed="true">Works' not in browser.get("/calls?from=MX&only=open").text
    assert 'aria-pressed="true">Works' in browser.get("/calls?from=MX").text

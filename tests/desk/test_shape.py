"""What comes, goes and changes places at the desk: groups, questions, parts of answers. Each in its own lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from tests.desk.forms import Form, form_of, forms_of


def groups(data: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["groups"]
    return read


def questions(data: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((data / "faq.yaml").read_text(encoding="utf-8"))["questions"]
    return read


def lines_gone(before: str, path: Path) -> list[str]:
    """Lines that are no longer there."""
    left = path.read_text(encoding="utf-8").splitlines()
    return [line for line in before.splitlines() if line not in left]


def form_to(browser: TestClient, page: str, action: str) -> Form:
    return next(each for each in forms_of(browser.get(page)) if each.action == action)


def test_a_group_is_added_filled_moved_and_removed(browser: TestClient, data: Path) -> None:
    before = (data / "directory.yaml").read_text(encoding="utf-8")
    had = groups(data)
    form = form_of(browser.get("/directory/new-group"))
    form.set("title", "Organizations that help families")
    form.set("icon", "home")
    saved = form.send(browser)
    assert saved.headers["location"].startswith("/directory/organizations-that-help-families?done=")
    page = browser.get(saved.headers["location"]).text
    assert "Organizations that help families: added." in page
    assert groups(data)[:-1] == had
    assert groups(data)[-1] == {
        "id": "organizations-that-help-families",
        "title": "Organizations that help families",
        "icon": "home",
        "organisations": [],
    }
    assert lines_gone(before, data / "directory.yaml") == []
    entry = form_of(browser.get("/directory/organizations-that-help-families/new"))
    entry.set("name", "Example Families")
    entry.set("numbers.a0.number", "+1 520 555 0101")
    assert entry.send(browser).status_code == 303
    move = form_to(
        browser, "/directory/organizations-that-help-families", "/directory/organizations-that-help-families/place"
    )
    moved = move.send(browser, "up")
    assert f"now {len(had)} of {len(had) + 1}" in browser.get(moved.headers["location"]).text
    assert [each["id"] for each in groups(data)][-2:] == ["organizations-that-help-families", had[-1]["id"]]
    gone = "/directory/organizations-that-help-families/remove"
    assert form_to(browser, gone, gone).send(browser).status_code == 303
    assert groups(data) == had


@pytest.mark.parametrize("title", ["", "   "])
def test_a_group_without_a_heading_is_refused(browser: TestClient, data: Path, title: str) -> None:
    form = form_of(browser.get("/directory/new-group"))
    form.set("title", title)
    answer = form.send(browser)
    assert answer.status_code == 422
    assert 'href="#title"' in answer.text
    again = form_of(browser.get("/directory/new-group"))
    again.set("title", "New")
    assert again.send(browser).headers["location"].startswith("/directory/new-2?done="), "no page of the directory's"
    assert groups(data)[-1]["title"] == "New"


def test_a_city_is_moved(browser: TestClient, data: Path) -> None:
    before = [each["id"] for each in yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["cities"]]
    form_to(browser, f"/directory/{before[0]}", f"/directory/{before[0]}/place").send(browser, "down")
    after = [each["id"] for each in yaml.safe_load((data / "directory.yaml").read_text(encoding="utf-8"))["cities"]]
    assert after == [before[1], before[0], *before[2:]]


def test_a_question_is_added_with_its_answer_and_found_among_the_translations(browser: TestClient, data: Path) -> None:
    before, had = (data / "faq.yaml").read_text(encoding="utf-8"), questions(data)
    form = form_of(browser.get("/texts/new"))
    form.set("question", "What should I\r\nbring?")
    form.set("text", "Bring your papers.")
    saved = form.send(browser)
    assert saved.headers["location"].startswith("/texts/faq.what-should-i-bring.question?done=")
    assert "“What should I bring?” added." in browser.get(saved.headers["location"]).text
    ranks = [part["priority"] for each in had for part in each["answer"] if "priority" in part]
    part = {"id": "bring-your-papers", "print": "detail", "priority": max(ranks) + 1, "text": "Bring your papers."}
    new = {"id": "what-should-i-bring", "question": "What should I bring?", "answer": [part]}
    assert questions(data) == [*had, new]
    assert lines_gone(before, data / "faq.yaml") == []
    assert "Bring your papers." in browser.get("/translations/es?show=todo").text


def test_a_part_is_added_moved_and_removed(browser: TestClient, data: Path, desk: Desk) -> None:
    had = questions(data)
    form = form_of(browser.get("/texts/new/border-open"))
    form.set("text", "Ask a lawyer.")
    assert form.send(browser).headers["location"].startswith("/texts/faq.border-open.ask-a-lawyer?done=")
    text = "/texts/faq.border-open.ask-a-lawyer"
    form_to(browser, text, f"{text}/order").send(browser, "up")
    ids = [each["id"] for each in questions(data)[0]["answer"]]
    assert ids == ["denied", "returned", "ask-a-lawyer", "children"]
    assert form_to(browser, f"{text}/remove", f"{text}/remove").send(browser).status_code == 303
    assert questions(data) == had
    browser.post(f"/history/{desk.store.history.entries()[0].number}/undo")
    assert [each["id"] for each in questions(data)[0]["answer"]] == ids


def test_a_text_that_can_not_be_moved_says_why_on_its_own_page(browser: TestClient, data: Path) -> None:
    address = "/texts/faq.border-open.returned"
    order = form_to(browser, address, f"{address}/order")
    with (data / "handout.yaml").open("a", encoding="utf-8") as file:
        file.write("nonsense: 1\n")
    before = (data / "faq.yaml").read_bytes()
    answer = order.send(browser, "up")
    assert answer.status_code == 422
    assert "&#34;nonsense&#34; is no key here" in answer.text
    assert "Remove this part of the answer?" not in answer.text
    assert f"{address}/order" in [form.action for form in forms_of(answer)]
    assert (data / "faq.yaml").read_bytes() == before


def test_a_question_is_moved_and_removed_with_its_answer(browser: TestClient, data: Path) -> None:
    had = questions(data)
    form = form_of(browser.get("/texts/new"))
    form.set("question", "Why?")
    form.set("text", "Because.")
    assert form.send(browser).status_code == 303
    address = "/texts/faq.why.question"
    form_to(browser, address, f"{address}/order").send(browser, "up")
    assert [each["id"] for each in questions(data)][-2:] == ["why", had[-1]["id"]]
    answer = form_to(browser, f"{address}/remove", f"{address}/remove").send(browser)
    assert answer.headers["location"].startswith("/texts?done=")
    assert questions(data) == had


def test_what_another_text_needs_is_not_removed(browser: TestClient, data: Path) -> None:
    had = questions(data)
    text = "/texts/faq.what-is-title-42.closed"
    answer = form_to(browser, f"{text}/remove", f"{text}/remove").send(browser)
    assert answer.status_code == 422
    assert "“This closure affected" in answer.text
    assert "needs this one, or stands with it: change that first." in answer.text
    assert questions(data) == had


def test_nothing_is_added_without_words_or_removed_unseen(browser: TestClient, data: Path) -> None:
    had = (data / "faq.yaml").read_bytes()
    assert form_of(browser.get("/texts/new")).send(browser).status_code == 422
    assert browser.get("/texts/new/nothing").status_code == 404
    assert browser.post("/texts/new/nothing", data={"text": "a"}).status_code == 404
    for address in ("/texts/handout.title/remove", "/texts/introduction.none/order", "/texts/words.near_you/remove"):
        assert browser.post(address, data={"do": "up"}).status_code == 404
    other = browser.post("/texts/faq.border-open.denied/remove", data={"english": "another text"})
    assert other.status_code == 422
    assert (data / "faq.yaml").read_bytes() == had

"""Texts are changed by their forms: one line of their file; what that does to translations is said before."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx2 as httpx
import polib
import pytest
import yaml
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from tests.desk.forms import form_of

DENIED = "/texts/faq.border-open.denied"
DETAIL = "/texts/faq.what-is-title-42.closed"
QUESTION = "/texts/faq.border-open.question"
NEAR = "/texts/words.near_you"
OLD = "Unfortunately, no. The U.S. government is denying entry to many people"
NEW = "Unfortunately, no. The U.S. government is denying entry to most people"


def contents(data: Path) -> dict[str, str]:
    """Every file of the data but the desk's own."""
    files = [path for path in data.rglob("*") if path.is_file() and not path.relative_to(data).parts[0].startswith(".")]
    return {str(path.relative_to(data)): path.read_text(encoding="utf-8") for path in files}


def changed(before: dict[str, str], data: Path) -> dict[str, tuple[list[str], list[str]]]:
    """File -> lines that are gone, and new ones."""
    found = {}
    for name, content in contents(data).items():
        lines = list(difflib.ndiff(before.get(name, "").splitlines(), content.splitlines()))
        both = tuple([line[2:].strip() for line in lines if line[0] == sign] for sign in "-+")
        if any(both):
            found[name] = both
    return found  # type: ignore[return-value]


def words_of(page: httpx.Response) -> str:
    """What a person reads."""
    return " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.text, flags=re.DOTALL)).split())


@pytest.fixture
def before(data: Path) -> dict[str, str]:
    return contents(data)


def test_a_page_for_every_text_that_sends_back_what_it_shows(
    browser: TestClient, data: Path, before: dict[str, str]
) -> None:
    addresses = re.findall(r'href="(/texts/[a-z][^"]*\.[^"]+)"', browser.get("/texts").text)
    assert len(set(addresses)) == len(addresses) > 80
    for address in addresses:
        page = browser.get(address)
        assert page.status_code == 200, address
        answer = form_of(page).send(browser)
        assert (answer.status_code, answer.headers.get("location")) == (303, address)
    assert contents(data) == before


def test_before_saving_it_says_which_languages_wait(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    form = form_of(browser.get(DENIED))
    form.set("text", form["text"].replace(OLD, NEW))
    said = words_of(browser.post(f"{DENIED}/effect", data=form.data()))
    assert "6 English sheets change. 23 languages wait." in said
    assert "Languages that will wait Español Spanish Kreyòl ayisyen Haitian Creole" in said
    assert contents(data) == before


def test_before_saving_it_says_what_sheets_lose(browser: TestClient) -> None:
    form = form_of(browser.get(DETAIL))
    form.set("text", form["text"].replace("Last year, in March 2020,", "In March 2020,"))
    said = words_of(browser.post(f"{DETAIL}/effect", data=form.data()))
    assert "138 sheets of other languages change." in said
    assert "language waits" not in said
    assert "languages wait" not in said
    lost = said.partition("What sheets lose")[2]
    assert lost.count("in 23 languages") == 6
    assert "MPP stands for “Migrant Protection Protocols”" in lost, "it can't stand without this text"


def test_without_an_answer_nothing_is_saved(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    form = form_of(browser.get(DENIED))
    form.set("text", form["text"].replace(OLD, NEW))
    page = form.send(browser)
    assert page.status_code == 422
    assert "Say whether it says something else now." in page.text
    assert contents(data) == before
    again = form_of(page)
    assert NEW in again["text"]
    assert again["meaning"] == "new"


def test_another_meaning_changes_one_line_of_the_file_and_no_translation(
    browser: TestClient, data: Path, before: dict[str, str], desk: Desk
) -> None:
    form = form_of(browser.get(DENIED))
    form.set("text", form["text"].replace(OLD, NEW))
    form.set("meaning", "new")
    answer = form.send(browser)
    assert answer.status_code == 303
    assert list(changed(before, data)) == ["faq.yaml"]
    gone, new = changed(before, data)["faq.yaml"]
    assert gone == [f"text: {OLD} who are seeking asylum, including children, adults, and families."]
    assert new == [f"text: {NEW} who are seeking asylum, including children, adults, and families."]
    said = words_of(browser.get(answer.headers["location"]))
    assert f"“{OLD}" in said
    assert "Nothing else in faq.yaml was touched." in said
    assert "23 stale" in browser.get("/texts").text
    (entry,) = desk.store.history.entries()
    assert browser.post(f"/history/{entry.number}/undo").status_code == 303
    assert contents(data) == before


def test_where_only_the_spelling_changes_translations_stay_as_drafts_with_the_name(
    browser: TestClient, data: Path, before: dict[str, str]
) -> None:
    browser_reads(browser, "ar", "faq.border-open.denied")
    assert "Reviewed 1" in words_of(browser.get("/translations/ar"))
    form = form_of(browser.get(DENIED))
    form.set("text", form["text"].replace("Unfortunately, no.", "Unfortunately: no."))
    form.set("meaning", "same")
    said = words_of(browser.post(f"{DENIED}/effect", data=form.data()))
    assert "Reviews that no longer count العربية Arabic" in said
    assert "6 English sheets change." in said
    assert "wait" not in said.partition("Does it say")[0]
    assert form.send(browser).status_code == 303
    found = changed(before, data)
    assert len(found) == 1 + 23 + 1, "faq.yaml, every language, and the review of before"
    for name in (name for name in found if name.startswith("translations/")):
        old, new = polib.pofile(before[name]), polib.pofile(str(data / name))
        entry = new.find("faq.border-open.denied", by="msgctxt")
        was = old.find("faq.border-open.denied", by="msgctxt")
        assert (entry.msgstr, entry.fuzzy) == (was.msgstr, False)
        assert entry.msgid == was.msgid.replace("Unfortunately, no.", "Unfortunately: no.")
        assert "says Ana Ruiz on 2026-11-30" in entry.tcomment
        assert [len(lines) for lines in found[name]] == [1, 2]
    assert "Draft 98" in words_of(browser.get("/translations/ar"))


def browser_reads(browser: TestClient, tag: str, context: str) -> None:
    """Ana Ruiz reads a translation."""
    form = form_of(browser.get(f"/translations/{tag}/{context}"), "tform")
    form.set("read", "yes")
    assert form.send(browser, "stay").status_code == 303


def test_another_figure_is_no_other_spelling(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    form = form_of(browser.get(DETAIL))
    form.set("text", form["text"].replace("2020", "2021"))
    form.set("meaning", "same")
    page = form.send(browser)
    assert page.status_code == 422
    assert "the figure 2021 of the English text is missing" in page.text
    assert contents(data) == before


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        (NEAR, "Near you", "“{city}” is missing in the text"),
        (NEAR, "Near you: {town}", "“{city}” is missing in the text"),
        (DENIED, "No. Call {number}.", "the text holds braces { } that mean nothing"),
        (DENIED, "", "text"),
    ],
)
def test_mistakes_are_said_in_the_words_of_the_loader(
    browser: TestClient, data: Path, before: dict[str, str], address: str, typed: str, said: str
) -> None:
    form = form_of(browser.get(address))
    form.set("text", typed)
    form.set("meaning", "new")
    page = form.send(browser)
    assert page.status_code == 422
    assert '<a href="#text">' in page.text
    assert said.replace("“", '"').replace("”", '"') in words_of(page)
    assert contents(data) == before
    assert form_of(page)["text"].strip() == typed


def test_a_piece_becomes_a_detail_and_is_never_printed_with_a_reason(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get("/texts/faq.title-42-today.exception"))
    form.set("print", "detail")
    form.set("priority", "4")
    assert form.send(browser).status_code == 303
    form = form_of(browser.get("/texts/faq.title-42-end.working"))
    form.set("print", "never")
    assert form.send(browser).status_code == 422, "no reason"
    form.set("why", "opinion")
    assert form.send(browser).status_code == 303
    pieces = pieces_of(data)
    assert pieces["title-42-today", "exception"] | {"text": ""} == {
        "id": "exception",
        "print": "detail",
        "priority": 4,
        "text": "",
    }
    assert pieces["title-42-end", "working"] | {"text": ""} == {
        "id": "working",
        "print": "never",
        "why": "opinion",
        "text": "",
    }


def pieces_of(data: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """As PyYAML reads them."""
    faq = yaml.safe_load((data / "faq.yaml").read_text(encoding="utf-8"))
    return {(each["id"], piece["id"]): piece for each in faq["questions"] for piece in each["answer"]}


def test_a_word_of_the_vocabulary_changes_where_the_directory_writes_it_out(
    browser: TestClient, data: Path, before: dict[str, str]
) -> None:
    form = form_of(browser.get("/texts/service.free-help"))
    form.set("text", "Help for free")
    form.set("meaning", "same")
    assert form.send(browser).status_code == 303
    found = changed(before, data)
    assert found["handout.yaml"] == (["free-help: Free Help"], ["free-help: Help for free"])
    gone, new = found["directory.yaml"]
    assert new == [line.replace("Free Help", "Help for free") for line in gone]
    assert len(found) == 2 + 23


def random_edits(draw: random.Random, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """Addresses of texts, and what is typed behind each."""
    for address in draw.sample(addresses, 6):
        yield address, draw.choice([" (see below)", ": yes", ' "quoted"', " #1", "’s – –", " ü ñ 好"])


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_are_those_that_they_are_in_memory(browser: TestClient, data: Path, seed: int) -> None:
    draw = random.Random(seed)
    faq = yaml.safe_load((data / "faq.yaml").read_text(encoding="utf-8"))
    texts = {
        f"/texts/faq.{each['id']}.question": (each, "question")
        for each in faq["questions"]
        if all(piece["print"] != "essential" for piece in each["answer"])  # whose words are counted
    }
    texts |= {
        f"/texts/faq.{each['id']}.{piece['id']}": (piece, "text")
        for each in faq["questions"]
        for piece in each["answer"]
        if piece["print"] != "essential"
    }
    for address, behind in random_edits(draw, list(texts)):
        before = contents(data)
        form = form_of(browser.get(address))
        form.set("text", form["text"].strip() + behind)
        form.set("meaning", "new")
        assert form.send(browser).status_code == 303, (address, behind)
        values, key = texts[address]
        values[key] = form["text"]
        assert yaml.safe_load((data / "faq.yaml").read_text(encoding="utf-8")) == faq
        found = changed(before, data)
        assert list(found) == ["faq.yaml"]
        assert [len(lines) for lines in found["faq.yaml"]] == [1, 1]


def test_both_changed_the_same_text(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(DENIED))
    file = data / "faq.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(OLD, NEW.replace("most", "some")), encoding="utf-8")
    form.set("text", form["text"].replace(OLD, NEW))
    form.set("meaning", "new")
    answer = form.send(browser)
    assert answer.headers["location"].startswith("/conflict/")
    page = browser.get(answer.headers["location"])
    assert all(word in words_of(page) for word in ("many people", "some people", "most people", "Keep theirs"))
    browser.post(answer.headers["location"], data={**form_of_conflict(page), "c0": "mine"})
    assert NEW in file.read_text(encoding="utf-8")


def form_of_conflict(page: httpx.Response) -> dict[str, str]:
    return {"theirs-were": unescape(re.findall(r'name="theirs-were" value="([^"]*)"', page.text)[0])}


def test_somebody_elses_change_of_another_value_stays(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(DETAIL))
    file = data / "faq.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("        priority: 2\n", "        priority: 15\n"), "utf-8"
    )
    form.set("text", "In March 2020 the border was closed.")
    form.set("meaning", "new")
    assert form.send(browser).status_code == 303
    piece = pieces_of(data)["what-is-title-42", "closed"]
    assert (piece["priority"], piece["text"]) == (15, "In March 2020 the border was closed.")


def test_the_date_needs_a_promise(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    page = browser.post("/texts/date", data={"was": was_of(browser, "/texts/date"), "date": "2026-11-29"})
    assert page.status_code == 422
    assert contents(data) == before
    sent = {"was": was_of(browser, "/texts/date"), "date": "2026-12-24", "checked": "yes", "status": "current"}
    assert browser.post("/texts/date", data=sent).status_code == 422, "a day that has not come"
    answer = browser.post("/texts/date", data={**sent, "date": "2026-11-29"})
    assert answer.status_code == 303
    assert changed(before, data) == {"handout.yaml": (["last_updated: 2021-04-07"], ["last_updated: 2026-11-29"])}


def was_of(browser: TestClient, address: str) -> str:
    return unescape(re.findall(r'name="was" value="([^"]*)"', browser.get(address).text)[0])


def test_what_is_typed_is_no_html(browser: TestClient) -> None:
    nasty = "<b onclick=\"x\">&amp; 'quoted'"
    form = form_of(browser.get("/texts/faq.title-42-end.listed-below"))
    for name in ("text", "why", "note"):
        form.set(name, nasty)
    page = form.send(browser)
    if page.status_code == 303:
        page = browser.get(page.headers["location"])
    assert form_of(page)["why"] == nasty
    assert "<b onclick" not in page.text + browser.get("/texts").text


def test_a_draft_is_found_again(browser: TestClient) -> None:
    form = form_of(browser.get(DENIED))
    form.set("text", "No, it is closed.")
    kept = {**form.data(), "draft-address": DENIED, "draft-title": "x"}
    assert browser.post("/drafts", data=kept).status_code == 200
    page = browser.get(DENIED)
    assert "You have something unsaved" in page.text
    (address,) = set(re.findall(rf'href="({re.escape(DENIED)}\?draft=[0-9a-f]+)"', page.text))
    again = browser.get(address)
    assert form_of(again)["text"] == "No, it is closed."
    assert "23 languages wait." in words_of(again)

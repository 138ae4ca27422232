"""Translations are changed and signed by their forms: the lines of one message, and a review of what was named."""

from __future__ import annotations

import hashlib
import io
import random
import re
from pathlib import Path

import openpyxl
import polib
import pytest
import yaml
from starlette.testclient import TestClient

from tests.desk.forms import form_of
from tests.desk.test_texts import changed, contents, was_of, words_of

NEAR = "/translations/ar/words.near_you"
DENIED = "/translations/ar/faq.border-open.denied"
LAST = "/translations/ar/words.last_updated"


@pytest.fixture
def before(data: Path) -> dict[str, str]:
    return contents(data)


def reviews(data: Path, tag: str = "ar") -> list[tuple[str, str, str]]:
    """What the ledger says, as PyYAML reads it: digest, name, day. `on` is true to it."""
    path = data / "reviews" / f"{tag}.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return [(each["digest"], each["by"], str(each[True])) for each in found]


def digest(data: Path, context: str, tag: str = "ar") -> str:
    """Of a message, as polib reads it."""
    entry = polib.pofile(str(data / "translations" / f"{tag}.po")).find(context, by="msgctxt")
    return hashlib.sha256(f"{entry.msgctxt}\x04{entry.msgid}\x04{entry.msgstr}".encode()).hexdigest()


def test_the_table_has_every_language_with_its_counts_and_its_own_name(browser: TestClient) -> None:
    page = browser.get("/translations")
    rows = re.findall(r"<tr>.*?</tr>", page.text, flags=re.DOTALL)[1:]
    assert len(rows) == 23
    arabic = next(row for row in rows if "Arabic" in row)
    assert '<bdi lang="ar" dir="rtl">العربية</bdi>' in arabic
    assert "0 reviewed, 98 drafts, 0 stale, 0 missing of 98" in arabic
    assert "Printed, says “not reviewed”" in arabic
    assert '<span class="n">23<span class="vh"> not reviewed</span></span>' in page.text


def test_a_language_that_waits_says_for_what(browser: TestClient, data: Path) -> None:
    path = data / "translations" / "ar.po"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(msgctxt "words.near_you"\nmsgid .*\nmsgstr ).*', r'\1""', text)
    path.write_text(text, encoding="utf-8")
    assert "Waits: 1 text every page needs" in browser.get("/translations").text
    page = browser.get("/translations/ar")
    assert "Arabic waits." in page.text
    assert '<a href="/translations/ar/words.near_you?show=todo">Go to it</a>' in page.text
    assert "Missing or stale 1" in words_of(page)
    form = form_of(browser.get(f"{NEAR}?show=todo"), "tform")
    form.set("text", "بالقرب منكم: {city}")
    answer = form.send(browser, "next")
    assert answer.headers["location"] == "/translations/ar?show=todo&done=2", "there is no further one to do"
    assert "Arabic waits." not in browser.get("/translations/ar").text


def test_everything_that_helps_stands_beside_the_text(browser: TestClient) -> None:
    page = browser.get(DENIED)
    said = words_of(page)
    assert 'lang="ar" dir="rtl"' in page.text
    assert "Always printed. No sheet in Arabic is made without it." in said
    assert "Turned back into English “" in said
    assert "by a reader who had not seen the English. No review." in said
    assert "asylum اللجوء USAHello has" in said
    assert "<mark>asylum</mark>" in page.text
    assert '<img class="sheet" src="/api/preview?city=' in page.text
    assert "<code>{city}</code>" in browser.get(NEAR).text
    assert "Not sure: leave it as it is" in said


def test_a_text_is_saved_in_its_own_lines_and_the_next_one_comes(
    browser: TestClient, data: Path, before: dict[str, str]
) -> None:
    form = form_of(browser.get(NEAR), "tform")
    form.set("text", "قريب منكم: {city}")
    answer = form.send(browser, "next")
    assert answer.headers["location"] == f"{LAST}?done=1"
    assert changed(before, data) == {
        "translations/ar.po": (
            ["# back: Near you: {city}", 'msgstr "بالقرب منكم: {city}"'],
            ['msgstr "قريب منكم: {city}"'],
        )
    }
    assert "Arabic: “Near you: {city}” translated." in words_of(browser.get(answer.headers["location"]))
    assert browser.post("/history/1/undo").status_code == 303
    assert contents(data) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("بالقرب منكم:", "{city} of the English text is missing; keep it as it is"),
        ("بالقرب منكم: {City}", "{city} of the English text is missing"),
        ("بالقرب منكم: {city} {city}", "{city} stands here oftener than in the English text"),
        ("بالقرب منكم: {city} ١", "digits that not every reader and phone shows"),
        ("بالقرب\nمنكم: {city}", "the text has line breaks"),
        ("", "Write the translation."),
    ],
)
def test_mistakes_are_said_in_place_and_nothing_is_written(
    browser: TestClient, data: Path, before: dict[str, str], typed: str, said: str
) -> None:
    form = form_of(browser.get(NEAR), "tform")
    form.set("text", typed)
    form.set("read", "yes")
    page = form.send(browser, "next")
    assert page.status_code == 422
    assert '<a href="#text">' in page.text
    assert said in words_of(page)
    assert contents(data) == before
    assert form_of(page, "tform")["text"].strip() == typed


def test_a_review_is_recorded_of_the_text_that_was_read_and_of_no_other(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(DENIED), "tform")
    form.set("read", "yes")
    assert form.send(browser, "next").status_code == 303
    assert reviews(data) == [(digest(data, "faq.border-open.denied"), "Ana Ruiz", "2026-11-30")]
    assert "Read already, by Ana Ruiz." in words_of(browser.get(DENIED))
    form = form_of(browser.get(NEAR), "tform")
    form.set("text", "قريب منكم: {city}")
    form.set("read", "yes")
    assert form.send(browser, "next").status_code == 303
    assert {each[0] for each in reviews(data)} == {
        digest(data, "faq.border-open.denied"),
        digest(data, "words.near_you"),
    }
    assert "Reviewed 2" in words_of(browser.get("/translations/ar"))
    form = form_of(browser.get(NEAR), "tform")
    form.set("text", "بقربكم: {city}")
    assert form.send(browser, "stay").headers["location"] == f"{NEAR}?done=3"
    assert "Reviewed 1" in words_of(browser.get("/translations/ar")), "a changed text is a draft again"
    assert len(reviews(data)) == 2


def test_nothing_is_saved_where_nothing_was_changed(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    assert form_of(browser.get(NEAR), "tform").send(browser, "next").headers["location"] == LAST
    assert contents(data) == before


def test_a_text_that_is_wrong_leaves_the_pages_until_it_is_mended(browser: TestClient, data: Path) -> None:
    assert form_of(browser.get(NEAR), "tform").send(browser, "work").status_code == 303
    assert polib.pofile(str(data / "translations" / "ar.po")).find("words.near_you", by="msgctxt").fuzzy
    assert "Arabic waits." in browser.get("/translations/ar").text
    page = form_of(browser.get(NEAR), "tform").send(browser, "next")
    assert page.status_code == 422
    assert "This is the former text." in page.text
    form = form_of(page, "tform")
    form.set("read", "yes")
    assert form.send(browser, "next").status_code == 303
    assert reviews(data) == [(digest(data, "words.near_you"), "Ana Ruiz", "2026-11-30")]


def test_a_translation_of_another_english_is_never_taken_for_this_one(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(DENIED), "tform")
    form.set("text", "لا.")
    form.set("read", "yes")
    faq = data / "faq.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("is denying entry", "is allowing entry"), encoding="utf-8")
    now = contents(data)
    page = form.send(browser, "next")
    assert page.status_code == 422
    assert "The English has been changed meanwhile." in words_of(page)
    assert "is allowing entry" in words_of(page)
    assert "is denying entry" in words_of(page)
    assert contents(data) == now


def test_both_changed_the_same_translation(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(NEAR), "tform")
    path = data / "translations" / "ar.po"
    path.write_text(path.read_text(encoding="utf-8").replace("بالقرب منكم: {city}", "عندكم: {city}"), encoding="utf-8")
    form.set("text", "قريب منكم: {city}")
    form.set("read", "yes")
    answer = form.send(browser, "next")
    assert answer.headers["location"].startswith("/conflict/")
    page = browser.get(answer.headers["location"])
    assert "عندكم: {city}" in page.text
    assert "قريب منكم: {city}" in page.text
    (seen,) = re.findall(r'name="theirs-were" value="([^"]*)"', page.text)
    sent = {"theirs-were": seen.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&"), "c0": "theirs"}
    assert browser.post(answer.headers["location"], data=sent).status_code == 303
    assert polib.pofile(str(path)).find("words.near_you", by="msgctxt").msgstr == "عندكم: {city}"
    assert reviews(data) == [], "nobody has signed theirs"


def test_somebody_elses_change_of_another_message_stays(browser: TestClient, data: Path) -> None:
    form = form_of(browser.get(NEAR), "tform")
    path = data / "translations" / "ar.po"
    path.write_text(path.read_text(encoding="utf-8").replace('msgstr "من المكسيك"', 'msgstr "من مكسيكو"'), "utf-8")
    form.set("text", "قريب منكم: {city}")
    assert form.send(browser, "next").status_code == 303
    file = polib.pofile(str(path))
    assert file.find("words.from_mexico", by="msgctxt").msgstr == "من مكسيكو"
    assert file.find("words.near_you", by="msgctxt").msgstr == "قريب منكم: {city}"


@pytest.mark.parametrize("tag", ["ar", "zh-Hans"])
def test_random_edits_are_those_that_they_are_in_memory(browser: TestClient, data: Path, tag: str) -> None:
    draw = random.Random(tag)
    path = data / "translations" / f"{tag}.po"
    expected = {each.msgctxt: each.msgstr for each in polib.pofile(str(path))}
    signed: set[str] = set()
    for context in draw.sample(list(expected), 10):
        before = contents(data)
        form = form_of(browser.get(f"/translations/{tag}/{context}"), "tform")
        text = expected[context] + draw.choice([' "x"', " \\ y", "、好", " – z", ""])
        form.set("text", text)
        if sign := draw.random() < 0.5:
            form.set("read", "yes")
        assert form.send(browser, "next").status_code == 303, (context, text)
        expected[context] = text
        assert {each.msgctxt: each.msgstr for each in polib.pofile(str(path))} == expected
        signed |= {digest(data, context, tag)} if sign else set()
        assert {each[0] for each in reviews(data, tag)} == signed
        found = changed(before, data)
        assert set(found) <= {f"translations/{tag}.po", f"reviews/{tag}.yaml"}
        gone, new = found.get(f"translations/{tag}.po", ([], []))
        line = f'msgstr "{escapes(before, tag, context)}"'
        assert [each for each in gone if not each.startswith("# back")] == ([line] if gone else [])
        assert len(new) <= 1


def escapes(before: dict[str, str], tag: str, context: str) -> str:
    """The text of a message as its line has it."""
    pattern = rf'msgctxt "{re.escape(context)}"\nmsgid .*\nmsgstr "(.*)"'
    return str(re.findall(pattern, before[f"translations/{tag}.po"])[0])


def test_a_whole_language_is_recorded_after_a_question_that_says_how_many(browser: TestClient, data: Path) -> None:
    form_of(browser.get(NEAR), "tform").send(browser, "work")
    page = browser.get("/translations/ar/record")
    assert "Have all 97 texts been read?" in page.text
    assert "1 text is missing or stale and is not among them." in page.text
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', page.text)
    assert browser.post("/translations/ar/record", data={"seen": seen}).status_code == 422
    assert reviews(data) == []
    answer = browser.post("/translations/ar/record", data={"seen": seen, "read": "yes"})
    assert answer.status_code == 303
    assert {each[1:] for each in reviews(data)} == {("Ana Ruiz", "2026-11-30")}
    contexts = [each.msgctxt for each in polib.pofile(str(data / "translations" / "ar.po")) if not each.fuzzy]
    assert {each[0] for each in reviews(data)} == {digest(data, context) for context in contexts}
    assert len(contexts) == 97
    number = answer.headers["location"].partition("done=")[2]
    assert browser.post(f"/history/{number}/undo").status_code == 303
    assert reviews(data) == []


def test_a_text_that_changed_while_somebody_read_is_not_recorded(browser: TestClient, data: Path) -> None:
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', browser.get("/translations/ar/record").text)
    path = data / "translations" / "ar.po"
    path.write_text(path.read_text(encoding="utf-8").replace('msgstr "من المكسيك"', 'msgstr "من مكسيكو"'), "utf-8")
    page = browser.post("/translations/ar/record", data={"seen": seen, "read": "yes"})
    assert page.status_code == 422
    assert "look again" in page.text
    assert reviews(data) == []


def filled(content: bytes, marks: dict[str, tuple[str, str]]) -> bytes:
    """A workbook as a reviewer sends it back: message -> mark and correction."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    heads = {str(cell.value).partition(":")[0]: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        mark, correction = marks.get(sheet.cell(row, heads["Message"]).value, ("", ""))
        sheet.cell(row, heads["Right"]).value = mark or None
        sheet.cell(row, heads["Correction"]).value = correction or None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_goes_out_and_comes_back(browser: TestClient, data: Path, before: dict[str, str]) -> None:
    out = browser.get("/translations/ar/review/review-ar.xlsx")
    assert out.headers["content-disposition"] == 'attachment; filename="review-ar.xlsx"'
    assert browser.get("/translations/ar/review/review-ar.pdf").content.startswith(b"%PDF")
    marks = {
        "faq.border-open.denied": ("x", ""),
        "words.near_you": ("", "قريب منكم: {city}"),
        "words.last_updated": ("", "آخر تحديث"),
    }
    file = ("review <b>.xlsx", filled(out.content, marks))
    sent = {"by": "Samira Haddad", "on": "2026-11-28"}
    answer = browser.post("/translations/ar/workbook", data=sent, files={"file": file})
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    said = words_of(page)
    assert "2 texts read; 1 of them corrected; 1 line not taken; 95 lines without a mark." in said
    assert "{date} of the English text is missing" in said
    assert "<b>" not in page.text.partition("<h1>")[2]
    assert "review <b>.xlsx" in said
    assert contents(data) == before, "nothing is written by looking"
    form = {name: re.findall(rf'name="{name}" value="([^"]*)"', page.text)[0] for name in ("seen", "by", "on")}
    done = browser.post(answer.headers["location"].partition("?")[0], data=form)
    assert done.status_code == 303
    assert sorted(reviews(data)) == sorted(
        (digest(data, context), "Samira Haddad", "2026-11-28")
        for context in ("faq.border-open.denied", "words.near_you")
    )
    assert changed(before, data)["translations/ar.po"] == (
        ["# back: Near you: {city}", 'msgstr "بالقرب منكم: {city}"'],
        ['msgstr "قريب منكم: {city}"'],
    )


@pytest.mark.parametrize(
    ("name", "content", "by", "said"),
    [
        ("review.xlsx", b"no workbook", "Samira", "the workbook is damaged, or of another kind"),
        ("review.xlsm", b"", "Samira", "This is no workbook."),
        ("review.csv", b"a,b\n1,2\n", "Samira", "no review; it needs the headings of the workbook"),
        ("review.csv", b"a,b\n1,2\n", "", "Write the name of the person who has read the texts."),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(
    browser: TestClient, data: Path, before: dict[str, str], name: str, content: bytes, by: str, said: str
) -> None:
    sent = {"by": by, "on": "2026-11-28"}
    page = browser.post("/translations/ar/workbook", data=sent, files={"file": (name, content)})
    if page.status_code == 303:
        page = browser.get(page.headers["location"])
    assert page.status_code == 422
    assert said in words_of(page)
    assert contents(data) == before


def test_a_workbook_of_another_language_is_refused(browser: TestClient) -> None:
    out = browser.get("/translations/es/review/review-es.xlsx").content
    marked = filled(out, {"faq.border-open.denied": ("x", "")})
    sent = {"by": "Samira", "on": "2026-11-28"}
    answer = browser.post("/translations/ar/workbook", data=sent, files={"file": ("r.xlsx", marked)})
    page = browser.get(answer.headers["location"])
    assert page.status_code == 422
    assert "a workbook of es, not of ar" in words_of(page)


@pytest.mark.parametrize("address", ["/translations/ar/workbook/../../handout.yaml", "/translations/fonts/../x.ttf"])
def test_only_files_that_there_are_are_served(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 404
    assert browser.get(address.replace("..", "%2e%2e").replace("/x", "%2fx")).status_code == 404


def test_the_faces_are_those_of_the_sheets(browser: TestClient) -> None:
    style = browser.get("/translations/faces.css")
    assert style.headers["content-type"].startswith("text/css")
    (address,) = re.findall(r'url\("([^"]*NotoSansArabic[^"]*)"\)', style.text)[:1]
    assert browser.get(address).content[:4] == b"\x00\x01\x00\x00"
    assert len(re.findall("@font-face", style.text)) == 23


@pytest.mark.parametrize("address", ["/translations", "/print"])
def test_languages_are_named_in_the_faces_of_their_sheets(browser: TestClient, address: str) -> None:
    style = browser.get("/translations/faces.css").text
    page = browser.get(address).text
    assert '<link rel="stylesheet" href="/translations/faces.css">' in page
    for tag in ("hi", "pa", "bn", "ne", "am", "ti"):
        assert f'<bdi lang="{tag}"' in page
        assert f'[lang="{tag}"]:not(html,button){{font-family:"sheet {tag}"' in style


def test_what_is_typed_is_no_html(browser: TestClient) -> None:
    nasty = "<b onclick=x>{city}</b> & '\""
    form = form_of(browser.get(NEAR), "tform")
    form.set("text", nasty)
    page = form.send(browser, "stay")
    page = browser.get(page.headers["location"]) if page.status_code == 303 else page
    assert form_of(page, "tform")["text"].strip() == nasty
    assert "<b onclick" not in page.text + browser.get("/translations/ar").text


@pytest.mark.parametrize("address", ["/translations/en", "/translations/xx", "/translations/ar/nothing", "/texts/x"])
def test_there_is_no_such_page(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}", data={"was": was_of(browser, NEAR)}).status_code in (404, 405)

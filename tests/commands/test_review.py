"""`review TAG` and back: only what a person has marked is taken, and never beside the English that stands there now."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2 as pdfium
import pytest

from handouts.cli import main
from handouts.exchange.review_rows import review_rows
from handouts.exchange.review_sheets import review_pdf
from handouts.exchange.review_workbook import review_workbook
from handouts.layout import LanguageSetting, typography_of
from handouts.layout.page.placed import PlacedLine, marks_of
from handouts.layout.sheets.review import ReviewLine, ReviewSheets, lay_out_review
from handouts.paper import LETTER
from handouts.products.loading import load_data
from handouts.sources.languages import is_right_to_left
from handouts.sources.ledger import digest_of, read_ledger
from handouts.sources.po_reader import PoFile, read_po
from handouts.sources.po_writer import write_po
from handouts.text import FontLibrary, Typesetter
from tests.validators import a2_failures, blind_spot_findings, ua1_failures

ROOT = Path(__file__).resolve().parents[2]
TITLE = "handout.title"
NEAR = "words.near_you"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def exported(data: Path, tag: str = "ar") -> Path:
    out = data.parent / "out"
    assert main(["review", tag, "--data", str(data), "--out", str(out)]) == 0
    return out / "review" / f"review-{tag}.xlsx"


def marked(path: Path, **cells: dict[str, object]) -> Path:
    """The workbook with cells filled: message with `__` for its points -> heading -> content."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    headings = {str(cell.value).partition(":")[0]: cell.column for cell in sheet[2]}
    lines = {sheet.cell(line, headings["Message"]).value: line for line in range(3, sheet.max_row + 1)}
    for message, contents in cells.items():
        for heading, content in contents.items():
            sheet.cell(lines[message.replace("__", ".")], headings[heading]).value = content
    made = path.with_name("back.xlsx")
    book.save(made)
    return made


def taken(data: Path, file: Path, *further: str) -> int:
    return main(["review", "import", str(file), "--by", "Ana Example", "--data", str(data), *further])


def po(data: Path, tag: str = "ar") -> PoFile:
    return read_po((data / "translations" / f"{tag}.po").read_bytes())[0]


def entry(data: Path, context: str) -> Any:
    return next(each for each in po(data).entries if each.context == context)


def with_entry(data: Path, context: str, **changes: Any) -> None:
    file = po(data)
    entries = tuple(replace(each, **changes) if each.context == context else each for each in file.entries)
    (data / "translations" / "ar.po").write_bytes(write_po(replace(file, entries=entries)))


def test_the_workbook_is_the_same_twice_and_says_what_a_reviewer_needs(data: Path) -> None:
    one = exported(data).read_bytes()
    path = exported(data)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(one).digest()
    sheet: Any = openpyxl.load_workbook(path).active
    headings = [cell.value for cell in sheet[2]]
    rows = [dict(zip(headings, line, strict=True)) for line in sheet.iter_rows(min_row=3, values_only=True)]
    messages = len(po(data).entries)
    assert [row["No."] for row in rows] == list(range(1, messages + 1))
    question = next(row for row in rows if row["Message"] == "faq.title-42-end.question")
    assert question["What it is"] == "Question 4"
    assert question["State"] == "draft: nobody has read it"
    assert "Title 42 = Title 42" in question["Notes"]
    assert not any("back:" in (row["Notes"] or "") for row in rows)
    assert sheet["C3"].alignment.readingOrder == sheet["E3"].alignment.readingOrder == 2
    assert sheet["B3"].alignment.readingOrder == 0
    assert sheet["B3"].protection.locked
    assert not sheet["E3"].protection.locked


def test_marked_rows_are_taken_and_nothing_else(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (data / "translations" / "ar.po").read_text(encoding="utf-8")
    better = entry(data, TITLE).text + " الآن"
    cells: dict[str, dict[str, object]] = {
        "handout__title": {"Correction": better, "Name": "Zoë Example", "Date": date(2021, 4, 8)},
        "handout__more": {"Right": "X"},
        "words__or": {"Right": "no"},
    }
    file = marked(exported(data), **cells)
    assert taken(data, file, "--on", "2021-04-09", "--yes") == 0
    assert "2 texts read, 1 of them corrected, 0 not taken" in capsys.readouterr().out
    after = (data / "translations" / "ar.po").read_text(encoding="utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert new == [f'msgstr "{better}"']
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    assert sorted(line[:7] for line in gone) == ["# back:", "msgstr "]
    more, title = entry(data, "handout.more"), entry(data, TITLE)
    assert {(each.digest, each.by, each.on.day) for each in read_ledger(data / "reviews" / "ar.yaml").reviews} == {
        (digest_of(TITLE, title.english, better), "Zoë Example", 8),
        (digest_of("handout.more", more.english, more.text), "Ana Example", 9),
    }
    assert taken(data, file, "--on", "2021-04-09", "--yes") == 0, "the same file once more"
    assert "0 reviews recorded, 2 were there already" in capsys.readouterr().out


def test_more_than_one_text_is_asked_about(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = marked(exported(data), handout__title={"Right": "x"}, handout__more={"Right": "yes"})
    assert taken(data, both) == 2  # nobody is there who could answer
    assert "--yes records them" in capsys.readouterr().err
    assert not (data / "reviews").exists()
    one = marked(exported(data), handout__title={"Right": "x"})
    assert taken(data, one) == 0
    assert len(read_ledger(data / "reviews" / "ar.yaml").reviews) == 1


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Correction": "بالقرب منكم"}, "{city} of the English text is missing; keep it as it is"),
        ({"Correction": "{city}\n{city}"}, "the text has line breaks"),
        ({"Correction": "=A1"}, "the correction is a formula"),
        ({"Right": "?"}, '"?" is no mark'),
        ({"Right": "x", "Translation": "{city}"}, "changed in its own column"),
        ({"Right": "x", "English": "Near you"}, "the English was changed in the sheet"),
        ({"Right": "x", "Date": "2999-01-01"}, "has not come yet"),
        ({"Right": "x", "Date": "soon"}, '"soon" is no day'),
        ({"Correction": "{city}", "Code": "?"}, "the code of the row is gone"),
    ],
)
def test_a_row_is_refused_with_its_reason_and_nothing_is_written(
    cells: dict[str, object], why: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (data / "translations" / "ar.po").read_bytes()
    assert taken(data, marked(exported(data), words__near_you=cells)) == 1
    said = capsys.readouterr().err
    assert "no. " in said
    assert why in said
    assert (data / "translations" / "ar.po").read_bytes() == before
    assert not (data / "reviews").exists()


def test_what_has_changed_since_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells: dict[str, dict[str, object]] = {
        name: {"Right": "x"} for name in ("handout__title", "words__near_you", "words__or")
    }
    file = marked(exported(data), **cells)
    english = entry(data, TITLE).english
    handout = data / "handout.yaml"
    handout.write_text(handout.read_text(encoding="utf-8").replace(english, f"{english} today"), encoding="utf-8")
    with_entry(data, NEAR, text="قريب: {city}")
    assert taken(data, file) == 1
    said = capsys.readouterr().err
    assert "the English has changed since" in said
    assert "the translation has changed since" in said
    reviews = read_ledger(data / "reviews" / "ar.yaml").reviews
    assert [each.digest for each in reviews] == [digest_of("words.or", "or", entry(data, "words.or").text)]


def test_a_stale_text_that_a_person_finds_right_is_stale_no_more(data: Path) -> None:
    with_entry(data, NEAR, fuzzy=True, previous=(("msgid", "Close to you: {city}"),))
    path = exported(data)
    sheet: Any = openpyxl.load_workbook(path).active
    (notes,) = [row[10].value for row in sheet.iter_rows(min_row=3) if row[11].value == NEAR]
    assert "The English was before: Close to you: {city}" in notes
    assert taken(data, marked(path, words__near_you={"Right": "x"})) == 0
    assert not entry(data, NEAR).fuzzy
    assert entry(data, NEAR).previous == ()


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "en"],
        ["review", "Klingon"],
        ["review", "ar", "--yes"],
        ["review", "import"],
        ["review", "import", "FILE"],
        ["review", "import", "none.xlsx", "--by", "Ana"],
        ["review", "import", "FILE", "--by", "Ana", "--on", "2999-01-01"],
        ["review", "import", "FILE", "--by", " "],
        ["review", "import", "OTHER", "--by", "Ana"],
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(arguments: list[str], data: Path, tmp_path: Path) -> None:
    file = marked(exported(data), handout__title={"Right": "x"})
    other = tmp_path / "list.csv"
    other.write_text("Organization,Number\nExample,+1 619 555 0101\n", encoding="utf-8")
    given = [{"FILE": str(file), "OTHER": str(other)}.get(each, each) for each in arguments]
    assert main([*given, "--data", str(data), "--out", str(tmp_path / "more")]) == 2
    assert not (data / "reviews").exists()
    assert not (tmp_path / "more").exists()


def test_every_language_has_a_workbook_of_all_texts(data: Path) -> None:
    loaded = load_data(data)
    for tag in (language.tag for language in loaded.languages.languages if language.tag != "en"):
        rows = review_rows(loaded, tag)
        names = ("Language", "Own", date(2021, 4, 7))
        book = openpyxl.load_workbook(BytesIO(review_workbook(rows, *names, right_to_left=is_right_to_left(tag))))
        texts = [row[2].value or "" for row in book.active.iter_rows(min_row=3)]
        assert texts == [row.text for row in rows], tag


@pytest.mark.parametrize("tag", ["ar", "ka"])
def test_the_pdf_is_valid_and_holds_every_line(tag: str, data: Path) -> None:
    pdf = exported(data, tag).with_suffix(".pdf").read_bytes()
    assert ua1_failures(pdf) == a2_failures(pdf) == blind_spot_findings(pdf) == []
    document = pdfium.PdfDocument(pdf)
    rows = review_rows(load_data(data), tag)
    numbers: list[str] = []
    for page in document:
        text = page.get_textpage()
        said = text.get_text_bounded()
        assert "not for handing out" in said
        numbers += re.findall(r"lines (\d+) to (\d+) of \d+", said)[0]
        width, height = page.get_size()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert min(box[0] for box in boxes if box[0]) > 34.0
        assert max(box[2] for box in boxes) < width - 30.0  # the space that ends a line hangs over
        assert height > max(box[3] for box in boxes)
    assert numbers[0] == "1"
    assert numbers[-1] == str(len(rows))
    assert [int(first) for first in numbers[2::2]] == [int(last) + 1 for last in numbers[1:-1:2]]


@pytest.mark.parametrize("tag", ["ar", "am", "so", "zh-Hans"])
def test_nothing_on_the_sheets_lies_over_the_line_for_the_name(tag: str) -> None:
    data = load_data(ROOT / "data")
    languages, library = data.languages.languages, FontLibrary(ROOT / "fonts")
    english, theirs = (
        LanguageSetting(typography_of(each, languages), Typesetter(library))
        for name in ("en", tag)
        for each in languages
        if each.tag == name
    )
    rows = review_rows(data, tag)
    lines = tuple(ReviewLine(row.number, row.place, "stale", row.message.english, row.text) for row in rows)
    plan = ReviewSheets("Language", "Own", tag, "April 7, 2021", "0", lines)
    pages = lay_out_review(plan, english, theirs, LETTER)
    found = []
    for page in pages:
        *body, fields, foot = page.elements
        top = min(mark.y_pt for mark in marks_of([fields]) if isinstance(mark, PlacedLine))
        lowest = [mark.y_pt - mark.line.ink.bottom for mark in marks_of(body) if isinstance(mark, PlacedLine)]
        assert max(lowest) < top - 25.0, "no room for a hand that signs"
        assert len(list(marks_of([foot]))) == 2
        found += [element for element in body if element.language == tag]
    # every translation stands once, besides the language's name at the head of each page
    assert len(found) == sum(bool(row.text) for row in rows) + len(pages)


def test_sheets_that_another_reader_does_not_find_whole_are_not_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_its_end(*arguments: Any) -> bytes:
        given, tag, rows, fonts = arguments
        return review_pdf(given, tag, [*rows[:-1], replace(rows[-1], text="")], fonts)

    monkeypatch.setattr("handouts.exchange.review_sheets.review_pdf", without_its_end)
    out = tmp_path / "sabotaged"
    assert main(["review", "es", "--data", str(data), "--out", str(out)]) == 1
    assert "is not whole" in capsys.readouterr().err
    assert [path.name for path in (out / "review").iterdir()] == ["review-es.xlsx"]


def test_the_workbook_says_in_english_and_spanish_how_to_review(data: Path) -> None:
    said = str(openpyxl.load_workbook(exported(data)).active["A1"].value)
    assert "Then write x under Right." in said
    assert "Entonces escriba x en Right." in said

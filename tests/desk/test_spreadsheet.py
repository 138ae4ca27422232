"""A workbook out, changed by another program, and in again: nothing is written before a person has ticked it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from handouts.desk.desk import Desk
from handouts.exchange.changes import Change
from handouts.exchange.files import tables_of
from handouts.exchange.merging import merged
from handouts.exchange.rows import Reader
from handouts.products.loading import load_data

NUMBERS = "Numbers - Números"


def copy_of(browser: TestClient, kind: str = "directory.xlsx") -> bytes:
    begun = browser.post("/spreadsheet/copy", data={"kind": kind})
    assert begun.status_code == 303
    copy = browser.get(begun.headers["location"])
    assert copy.headers["content-disposition"].startswith("attachment;")
    return copy.content


def edited(content: bytes, change: Callable[[Any, dict[str, int]], None]) -> bytes:
    """The workbook after a change of its sheet of numbers; `columns`: by the English word of their headings."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[NUMBERS]
    columns = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[1]}
    change(sheet, columns)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(sheet: Any, columns: dict[str, int], number: str) -> int:
    return next(
        row for row in range(2, sheet.max_row + 1) if number in str(sheet.cell(row, columns["Number"]).value or "")
    )


def sent(browser: TestClient, content: bytes, name: str = "directory Nov 28.xlsx") -> str:
    """The address of the page that shows what a file would change."""
    answer = browser.post("/spreadsheet", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def refused(browser: TestClient, content: bytes, name: str) -> str:
    answer = browser.post("/spreadsheet", files={"file": (name, content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    return answer.text


def changed_book(browser: TestClient) -> bytes:
    """Border Kindness has another number, HIAS in Nuevo Laredo hours, KIND is gone."""

    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(row_of(sheet, columns, "686 345 8890"), columns["Number"]).value = "686 555 0142"
        sheet.cell(row_of(sheet, columns, "81 2416 2731"), columns["Hours"]).value = "Mo-Fr 09:00-17:00"
        sheet.delete_rows(row_of(sheet, columns, "202) 918-9431"))

    return edited(copy_of(browser), change)


def boxes(page: str) -> dict[str, bool]:
    """What each box is called -> whether it is ticked."""
    found = {}
    for part in page.split('<input type="checkbox" name="take"')[1:]:
        tag, _, rest = part.partition(">")
        label = rest.partition('<span class="vh">')[2].partition("</span>")[0]
        found[label] = "checked" in tag
    return found


def index_of(page: str, label: str) -> str:
    before = page.partition(label)[0]
    return before.rpartition('id="take-')[2].partition('"')[0]


def digest(page: str) -> str:
    return page.partition('name="directory" value="')[2].partition('"')[0]


def test_the_first_copy_gives_every_organization_an_id_and_says_so(browser: TestClient, desk: Desk) -> None:
    assert copy_of(browser).startswith(b"PK")
    entry = desk.store.history.entries()[0]
    assert entry.what.said(str.format).endswith("organizations got an id, by which spreadsheets know them again")
    copy_of(browser)
    assert desk.store.history.entries()[0] == entry


def test_a_copy_by_address_alone_writes_nothing(browser: TestClient, data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    assert browser.get("/spreadsheet/copy/directory.xlsx").headers["location"] == "/spreadsheet"
    assert browser.get("/spreadsheet/copy/hsds.zip").content.startswith(b"PK")
    assert browser.get("/spreadsheet/copy/other.xlsx").status_code == 404
    assert (data / "directory.yaml").read_bytes() == before


@pytest.mark.parametrize("kind", ["directory.xlsx", "directory.csv"])
def test_a_copy_that_comes_back_as_it_was_changes_nothing(browser: TestClient, kind: str) -> None:
    page = browser.get(sent(browser, copy_of(browser, kind), kind)).text
    assert "It changes nothing." in page
    assert "19 organizations are as they are here." in page


def test_cells_that_a_spreadsheet_would_calculate_leave_as_text(browser: TestClient, data: Path) -> None:
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8").replace("name: Border Kindness", 'name: "=cmd|calc"')
    path.write_text(text, encoding="utf-8")
    assert b",'=cmd|calc," in copy_of(browser, "directory.csv")
    assert openpyxl.load_workbook(io.BytesIO(copy_of(browser)))[NUMBERS]["A1"].data_type == "s"
    sheet = openpyxl.load_workbook(io.BytesIO(copy_of(browser)))[NUMBERS]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=cmd|calc"} <= {"s"}


def test_differences_are_shown_and_harmful_ones_start_without_a_tick(browser: TestClient, data: Path) -> None:
    book = changed_book(browser)
    before = (data / "directory.yaml").read_bytes()
    page = browser.get(sent(browser, book)).text
    assert "Nothing has been written." in page
    assert '<del class="dial"><bdi>+52 686 345 8890</bdi></del>' in page
    assert '<ins class="dial"><bdi>+52 686 555 0142</bdi></ins>' in page
    ticked = {label.rpartition(": ")[0].removeprefix("Take: "): on for label, on in boxes(page).items()}
    assert ticked["Border Kindness, Mexicali"] is False
    assert [on for label, on in ticked.items() if label.startswith("HIAS")] == [True]
    assert [on for label, on in ticked.items() if label.startswith("KIND")] == [False]
    assert (data / "directory.yaml").read_bytes() == before


def test_only_what_is_ticked_is_taken_and_can_be_undone(browser: TestClient, data: Path, desk: Desk) -> None:
    address = sent(browser, changed_book(browser))
    page = browser.get(address).text
    before = (data / "directory.yaml").read_text(encoding="utf-8")
    take = [index_of(page, "Take: Border Kindness, Mexicali: number")]
    done = browser.post(address, data={"directory": digest(page), "take": take})
    assert done.status_code == 303
    after = (data / "directory.yaml").read_text(encoding="utf-8")
    assert after == before.replace("+52 686 345 8890", "+52 686 555 0142")
    entry = desk.store.history.entries()[0]
    assert entry.what.said(str.format) == "directory Nov 28.xlsx: 1 change taken"
    assert browser.get(address).status_code == 404
    assert "1 change taken" in browser.get(done.headers["location"]).text
    browser.post(f"/history/{entry.number}/undo", data={"back": "/spreadsheet"})
    assert (data / "directory.yaml").read_text(encoding="utf-8") == before


def test_what_could_not_be_taken_can_still_be_looked_at(browser: TestClient) -> None:
    rows = (
        "City,Organization,Number\nMexicali,Casa Uno,686 555 0101\nMexicali,Casa Dos,5.26863E+11\n"
        "Mexicali,Casa Tres,+52 686 555 0103\n"
    )
    address = f"{sent(browser, rows.encode(), 'list.csv')}?country=MX"
    page = browser.get(address).text
    take = [index_of(page, f"Take: Casa {name}, Mexicali: organization") for name in ("Uno", "Tres")]
    done = browser.post(address, data={"directory": digest(page), "take": take})
    after = browser.get(done.headers["location"]).text
    assert "2 changes taken" in after
    assert f'<a href="{address}">What could not be taken from “list.csv”</a>' in after
    again = browser.get(address).text
    assert "5.26863E+11" in again
    assert boxes(again) == {"Take: Casa Dos, Mexicali: organization": False}
    assert "could not be taken" not in browser.get("/spreadsheet?left=0123456789abcdef").text


def test_all_of_it_can_be_taken(browser: TestClient, data: Path) -> None:
    address = sent(browser, changed_book(browser))
    page = browser.get(address).text
    take = [index_of(page, label) for label in boxes(page)]
    assert browser.post(address, data={"directory": digest(page), "take": take}).status_code == 303
    directory = load_data(data).directory
    names = [each.name for group in directory.groups for each in group.organisations]
    assert "KIND" not in names
    assert directory.cities[1].organisations[0].numbers[0].number == "+526865550142"
    hours = [each.hours for org in directory.cities[4].organisations for each in org.numbers]
    assert "Mo-Fr 09:00-17:00" in hours


def test_what_was_changed_here_meanwhile_is_never_written_over(browser: TestClient, data: Path) -> None:
    address = sent(browser, changed_book(browser))
    page = browser.get(address).text
    path = data / "directory.yaml"
    changed = path.read_text(encoding="utf-8").replace("+52 686 345 8890", "+52 686 345 8899")
    path.write_text(changed, encoding="utf-8")
    asked = browser.post(address, data={"directory": digest(page), "take": [index_of(page, "Take: Border Kindness")]})
    assert asked.status_code == 422
    assert "The directory has changed since you opened this page" in asked.text
    assert "changed here and in the spreadsheet" in asked.text
    assert path.read_text(encoding="utf-8") == changed


def test_a_number_that_a_program_has_damaged_is_refused_and_the_old_one_stays(browser: TestClient, data: Path) -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        cell = sheet.cell(row_of(sheet, columns, "686 339 4323"), columns["Number"])
        cell.value = "5.26863E+11"

    page = browser.get(sent(browser, edited(copy_of(browser), change))).text
    assert "5.26863E+11" in page
    assert "can’t be taken" in page
    assert "It changes nothing." in page
    assert "+52 686 339 4323" in (data / "directory.yaml").read_text(encoding="utf-8")


def test_a_formula_is_not_calculated_and_not_taken(browser: TestClient) -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(row_of(sheet, columns, "686 339 4323"), columns["Number"]).value = '=HYPERLINK("http://x.example")'

    page = browser.get(sent(browser, edited(copy_of(browser), change))).text
    assert "It changes nothing." in page


def test_a_number_without_a_country_is_asked_for(browser: TestClient) -> None:
    rows = "City,Organization,Number\nMexicali,Casa Ejemplo,686 555 0101\n"
    address = sent(browser, rows.encode(), "list.csv")
    assert "Numbers without a country are in" in browser.get(address).text
    page = browser.get(f"{address}?country=MX").text
    assert "+52 686 555 0101" in page


def test_an_organization_whose_numbers_are_all_refused_starts_without_a_tick_and_says_why(browser: TestClient) -> None:
    rows = (
        "City,Organization,Number\nMexicali,Casa Uno,5.26863E+11\nMexicali,Casa Dos,\n"
        "Mexicali,Casa Tres,+52 686 555 0101\n"
    )
    page = browser.get(sent(browser, rows.encode(), "list.csv")).text
    assert boxes(page) == {
        "Take: Casa Uno, Mexicali: organization": False,
        "Take: Casa Dos, Mexicali: organization": True,
        "Take: Casa Tres, Mexicali: organization": True,
    }
    assert page.count("its number can’t be taken: row 2<") == 1
    assert page.count("can’t be taken: row") == 1


def test_a_number_that_another_organization_has_starts_without_a_tick_and_says_whose_it_is(browser: TestClient) -> None:
    rows = (
        "City,Organization,Number\nMexicali,Casa Uno,+52 686 345 8890\nMexicali,Casa Dos,+52 686 555 0101\n"
        "Ciudad Juarez / El Paso,Casa Tres,+52 686 345 8890\n"
    )
    page = browser.get(sent(browser, rows.encode(), "list.csv")).text
    assert boxes(page)["Take: Casa Uno, Mexicali: organization"] is False
    assert boxes(page)["Take: Casa Dos, Mexicali: organization"] is True
    assert page.count("the directory has this number under Border Kindness already") == 1


def test_what_a_file_says_is_escaped_and_its_name_is_no_path(browser: TestClient, data: Path) -> None:
    rows = 'City,Organization,Country,Number\nMexicali,"<img src=x onerror=alert(1)>",Mexico,686 555 0101\n'
    address = sent(browser, rows.encode(), "../../<b>x.csv")
    page = browser.get(address).text
    assert "<img src=x" not in page
    assert "<b>x.csv" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert not list(data.parent.parent.glob("*x.csv"))


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["bomb.xlsx", "bomb.ods", "bomb.zip"])
def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(browser: TestClient, name: str) -> None:
    assert "unpacks to more than 50 MB" in refused(browser, bomb(), name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04 broken", "x.xlsx"),
        (b"\x00\xff\xfe" * 50, "x.xlsx"),
        (b"", "x.csv"),
        (b"no table here", "x.csv"),
        (b"PK", "x.zip"),
        (b"MZ", "x.exe"),
        (b"a,b", "x"),
        (b"x" * 100, "x.ods"),
    ],
)
def test_what_is_no_list_is_refused_in_words(browser: TestClient, data: Path, content: bytes, name: str) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.*") if path.is_file()}
    refused(browser, content, name)
    assert {path: path.read_bytes() for path in data.rglob("*.*") if path.is_file()} == before


def test_no_file_at_all_is_refused_in_words(browser: TestClient) -> None:
    answer = browser.post("/spreadsheet", files={"other": ("x.csv", b"x")})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_a_file_of_more_than_five_megabytes_is_refused(browser: TestClient) -> None:
    answer = browser.post("/spreadsheet", files={"file": ("x.csv", b"x" * 5_000_001)})
    assert answer.status_code == 413
    assert "5 MB" in answer.text


def test_only_a_few_files_are_kept_and_each_can_be_put_aside(browser: TestClient) -> None:
    copy = copy_of(browser, "directory.csv")
    addresses = [sent(browser, copy, "x.csv") for _ in range(6)]
    assert browser.get(addresses[0]).status_code == 404
    assert browser.get(addresses[5]).status_code == 200
    assert browser.post(f"{addresses[5]}/nothing").status_code == 303
    assert browser.get(addresses[5]).status_code == 404
    assert browser.get("/spreadsheet/..%2f..%2fx").status_code == 404


def test_each_part_of_an_entry_is_taken_by_itself(browser: TestClient, data: Path) -> None:
    """Every subset of four differences of one organisation gives exactly those, and leaves the rest as it was."""

    def change(sheet: Any, columns: dict[str, int]) -> None:
        first = row_of(sheet, columns, "663 205 4660")
        sheet.cell(first, columns["Number"]).value = "663 205 0001"
        sheet.cell(first, columns["Note on the organization, not printed"]).value = "asked"
        sheet.delete_rows(row_of(sheet, columns, "663 205 4659"))

    book = edited(copy_of(browser), change)
    loaded = load_data(data)
    found = Reader(loaded.directory, loaded.handout.sides_of_border).read(tables_of(book, "x.xlsx"))
    every = merged(loaded, found).changes
    assert [(each.kind, each.what) for each in every] == [
        ("changed", "number"),
        ("removed", "number"),
        ("added", "note"),
    ]
    for chosen in range(2 ** len(every)):
        taken = {each for at, each in enumerate(every) if chosen >> at & 1}
        edits = merged(loaded, found, lambda each, taken=taken: each in taken).edits  # type: ignore[misc]
        assert said(edits) == expected(taken)


def expected(taken: set[Change]) -> tuple[list[str], str] | None:
    if not taken:
        return None
    kinds = {(each.kind, each.what) for each in taken}
    numbers = ["+52 663 205 0001" if ("changed", "number") in kinds else "+52 663 205 4660"]
    numbers += [] if ("removed", "number") in kinds else ["+52 663 205 4659"]
    return numbers, "asked" if ("added", "note") in kinds else ""


def said(edits: Any) -> tuple[list[str], str] | None:
    if not edits:
        return None
    (edit,) = edits
    return [each["number"] for each in edit.value["numbers"]], edit.value.get("note", "")


def test_a_number_that_stands_twice_in_a_list_is_told_and_not_ticked(browser: TestClient) -> None:
    rows = [
        "City or group,Organization,Country,Number",
        "Nogales,Example One,U.S.,(520) 555-0101",
        "Nogales,Example Two,U.S.,520-555-0101",
        "Nogales,Example Three,U.S.,520-555-0103",
        "Mexicali,Example Four,U.S.,520-555-0103",
        "General information about the border,Example Five,U.S.,520 555 0104",
        "Mexicali,Example Six,U.S.,520 555 0104",
    ]
    page = browser.get(sent(browser, "\n".join(rows).encode(), "list.csv")).text
    assert "The number stands on the same sheet already (row 2)." in page
    assert "the list gives Example Five the same number" in page
    assert "the list gives Example Six the same number" in page
    assert page.count("the same number</span>") == 2, "another city has sheets of its own"
    ticked = {label.split(": ")[1].split(",")[0].removeprefix("Example "): tick for label, tick in boxes(page).items()}
    wanted = {"One": True, "Two": False, "Three": True, "Four": True, "Five": False, "Six": False}
    assert ticked == wanted

"""Booklets: the flyers themselves, and a contents page that leads to them."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from tests.expected_numbers import CITIES
from tests.expected_texts import CITY_NAMES, LANGUAGES
from tests.sheets.finished import Box, Finished, Pages, Sheet, letters, without_accents

Bound = tuple[Pages, list[Sheet]]


@pytest.fixture
def bound(finished: Finished) -> list[Bound]:
    """Every booklet with the sheets that it must hold, in order."""
    sheets = finished.sheets
    return [
        (finished.everything, [sheets[tag, city] for tag in LANGUAGES for city in CITIES]),
        *((booklet, [sheets[tag, city] for city in CITIES]) for tag, booklet in finished.language_booklets.items()),
        *((booklet, [sheets[tag, city] for tag in LANGUAGES]) for city, booklet in finished.city_booklets.items()),
    ]


def test_the_pages_are_the_flyers_in_order(bound: list[Bound]) -> None:
    for booklet, sheets in bound:
        assert len(booklet.texts) == 1 + len(sheets)
        for (text, _), sheet in zip(booklet.texts_above_the_foot[1:], sheets, strict=True):
            # pdfium orders and mirrors right-to-left text by the direction of the whole document.
            assert Counter(letters(text)) == Counter(letters(sheet.pdfium_text))
            assert sheet.numbers(text).strange == ()
            assert sheet.numbers(text).found == dict.fromkeys(sheet.dial_strings, 1)


def test_every_sheet_has_a_link_on_the_contents_page(bound: list[Bound]) -> None:
    for booklet, sheets in bound:
        leads_to = [link.page for link in booklet.links() if link.page is not None]
        assert sorted(set(leads_to)) == list(range(1, len(sheets) + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_city_of_the_contents_leads_to_its_page(finished: Finished, language: str) -> None:
    booklet = finished.language_booklets[language]
    for page, city in enumerate(CITIES, start=1):
        (row,) = [_text_beside(booklet, link.box) for link in booklet.links() if link.page == page]
        assert all(word in without_accents(row) for word in CITY_NAMES[city].replace("/", " ").split())
        assert str(page + 1) in row.split()
        assert finished.sheets[language, city].numbers(booklet.texts_above_the_foot[page][0]).strange == ()


@pytest.mark.parametrize("city", CITIES)
def test_a_language_of_the_contents_leads_to_its_page(finished: Finished, city: str) -> None:
    booklet = finished.city_booklets[city]
    for page, language in enumerate(LANGUAGES.values(), start=1):
        (row,) = [_text_beside(booklet, link.box) for link in booklet.links() if link.page == page]
        assert set(language.english.split()) <= set(row.split())
        assert str(page + 1) in row.split()


def test_a_cell_of_the_grid_leads_to_its_page(finished: Finished) -> None:
    booklet = finished.everything
    cells = {link.page: link.box for link in booklet.links() if link.page is not None}
    columns = [cells[page].left for page in range(1, len(CITIES) + 1)]
    for page, box in cells.items():
        assert _text_in(booklet, box) == str(page + 1)
        assert abs(box.left - columns[(page - 1) % len(CITIES)]) < 30
    rows = [cells[1 + number * len(CITIES)].top for number in range(len(LANGUAGES))]
    assert rows == sorted(rows)
    assert columns == sorted(columns)


def test_the_outline_is_nested_and_leads_to_the_pages(bound: list[Bound]) -> None:
    for booklet, sheets in bound:
        with pikepdf.open(BytesIO(booklet.pdf)) as document, document.open_outline() as outline:
            numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            contents, *rest = outline.root
            nested = len({sheet.city for sheet in sheets}) > 1 and len({sheet.language for sheet in sheets}) > 1
            leaves = [child for item in rest for child in item.children] if nested else rest
            assert _target(contents, numbers) == 0
            assert [_target(leaf, numbers) for leaf in leaves] == list(range(1, len(sheets) + 1))
            assert all(not leaf.children for leaf in leaves)
            for leaf, sheet in zip(leaves, sheets, strict=True):
                one_language = len({each.language for each in sheets}) == 1
                assert (
                    CITY_NAMES[sheet.city] if one_language or nested else LANGUAGES[sheet.language].english
                ) in without_accents(leaf.title)
            if nested:
                assert len(rest) == len(LANGUAGES)
                assert all(
                    language.english in item.title for item, language in zip(rest, LANGUAGES.values(), strict=True)
                )


def test_page_labels_count_from_the_contents_page(bound: list[Bound]) -> None:
    for booklet, sheets in bound:
        with pikepdf.open(BytesIO(booklet.pdf)) as document:
            assert "/PageLabels" in document.Root
            assert [page.label for page in document.pages] == [str(number) for number in range(1, len(sheets) + 2)]


def test_each_sheet_keeps_its_language(bound: list[Bound]) -> None:
    for booklet, sheets in bound:
        with pikepdf.open(BytesIO(booklet.pdf)) as document:
            parts = list(document.Root.StructTreeRoot.K[0].K)
            assert [str(part.Lang) for part in parts][1:] == [sheet.language for sheet in sheets]


def test_links_of_the_sheets_stay_live(bound: list[Bound]) -> None:
    for booklet, sheets in bound[1:]:
        for page, sheet in enumerate(sheets, start=1):
            assert booklet.links(page) == sheet.links()


def test_every_page_bears_the_number_that_the_contents_name(finished: Finished, bound: list[Bound]) -> None:
    """With the code of the booklet, in a stream that is an artifact."""
    for booklet, sheets in bound:
        code = finished.entry(booklet)["edition"]
        feet = [foot for _, foot in booklet.texts_above_the_foot]
        assert feet[0].strip() == ""
        with pikepdf.open(BytesIO(booklet.pdf)) as document:
            for number, (foot, page) in enumerate(zip(feet[1:], list(document.pages)[1:], strict=True), start=2):
                # In a file that is read from right to left pdfium puts the letters behind a figure before it.
                (read,) = (word for word in re.findall(r"\b[2-9A-Z]{7}\b", foot) if sorted(word) == sorted(code))
                assert "booklet" in foot
                assert re.findall(r"\d+", foot.replace(read, "")) == [str(number)]
                *_, folio = page.Contents
                assert folio.read_bytes() == b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC q /Folio Do Q EMC"
        assert len(feet) == len(sheets) + 1


def _target(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> int:
    """The index of the page that an outline item leads to."""
    assert item.action is not None
    return numbers[item.action.D[0].objgen]


def _text_beside(booklet: Pages, box: Box) -> str:
    """The text of the contents page that is level with a box."""
    return _text_in(booklet, Box(0, box.top, 612, box.bottom))


def _text_in(booklet: Pages, box: Box) -> str:
    """The text of the contents page whose ink stands in a box, with blanks where words end."""
    parts = []
    for each in booklet.characters():
        middle_x, middle_y = (each.box.left + each.box.right) / 2, (each.box.top + each.box.bottom) / 2
        if each.text.isspace() or (box.left <= middle_x <= box.right and box.top <= middle_y <= box.bottom):
            parts.append(each.text)
    return " ".join("".join(parts).split())

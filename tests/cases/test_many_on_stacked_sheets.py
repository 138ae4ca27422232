"""A city with more organisations than a sheet holds still gets its half sheets, large print and posters.

The list goes on as far as the sheet goes, children who travel alone keep their number on its first page, and what has
no room is counted.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml

from handouts.layout import DoesNotFit
from handouts.layout.page.parting import Parting, fewest
from handouts.layout.page.placed import PlacedLine, PlacedPage, marks_of
from tests.build.sabotage import Press as Sabotage
from tests.build.sabotage import Sheet, Way, on_line, words
from tests.measures.checks import faults
from tests.measures.press import Made, Press

CITY = "tijuana-san-diego"
ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ar", "ru", "ur", "zh-Hans")
FORMS = ("half", "half-print", "large-print", "poster")
COUNTS = (1, 9, 16, 60)
CHILDREN = "KIND"
GENERAL = ("Catholic Charities", "Jewish Family Service Hotline")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """By how many organisations Tijuana has: the data."""
    return {count: with_organisations(tmp_path_factory.mktemp("data") / "data", count) for count in COUNTS}


def with_organisations(folder: Path, count: int, rows: int = 1) -> Path:
    """The shipped data with so many organisations in Tijuana alone, of so many numbers each."""
    shutil.copytree(ROOT / "data", folder)
    path = folder / "directory.yaml"
    directory = yaml.safe_load(path.read_text(encoding="utf-8"))
    (city,) = [each for each in directory["cities"] if each["id"] == CITY]
    city["organisations"] = [
        {
            "name": f"Shelter of Street {number}",
            "numbers": [{"number": f"+52 664 208 {100 * number + row:04}"} for row in range(rows)],
        }
        for number in range(1, count + 1)
    ]
    directory["cities"] = [city]
    path.write_text(yaml.safe_dump(directory, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


@cache
def press_of(data: Path) -> Press:
    return Press(data)


@cache
def sabotage_of(data: Path) -> Sabotage:
    return Sabotage(data)


def made(data: Path, language: str, form: str) -> Made:
    press = press_of(data)
    found = press.lay_out(press.flyer(language, CITY), form)
    assert not isinstance(found, DoesNotFit)
    return found


def left_out(sheet: Made) -> list[str]:
    return [piece.rpartition("/")[2] for piece in sheet.laid.left_out if piece.startswith("organisation/")]


def lines_of(page: PlacedPage) -> list[str]:
    return [mark.line.text for mark in marks_of(page.elements) if isinstance(mark, PlacedLine)]


def says(pages: tuple[PlacedPage, ...], text: str) -> bool:
    """Whether the words stand there, line breaks and the directions of runs aside."""
    found = "".join("".join(lines_of(page)) for page in pages)
    return set(text.split()) <= set(found.split()) or text.replace(" ", "") in found.replace(" ", "")


@pytest.mark.parametrize(("language", "form", "count"), [*product(LANGUAGES, FORMS, COUNTS)])
def test_a_sheet_is_made_and_proved(data: dict[int, Path], language: str, form: str, count: int) -> None:
    press = sabotage_of(data[count])
    assert press.findings(press.honest(language, CITY, form), language, CITY) == ()


@pytest.mark.parametrize(("language", "form"), [*product(LANGUAGES, FORMS)])
def test_it_keeps_the_measures(data: dict[int, Path], language: str, form: str) -> None:
    sheet = made(data[16], language, form)
    with press_of(data[16]).sheet(sheet) as finished:
        assert faults(finished) == []


@pytest.mark.parametrize(("form", "count"), [*product(FORMS, COUNTS)])
def test_general_ones_go_first_and_the_children_s_never(data: dict[int, Path], form: str, count: int) -> None:
    sheet = made(data[count], "en", form)
    gone, words = left_out(sheet), sheet.flyer.words
    assert CHILDREN not in gone
    if form in ("half", "large-print"):
        assert any(CHILDREN in line for line in lines_of(sheet.laid.pages[0]))
    local = [name for name in gone if name.startswith("Shelter")]
    if local:
        assert [name.partition(" (")[0] for name in gone if name not in local] == [*GENERAL]
        assert local == [f"Shelter of Street {number}" for number in range(count - len(local) + 1, count + 1)]
    counted = words.how_many_more(len(gone))
    assert bool(gone) == says(sheet.laid.pages, counted)
    assert bool(gone) == (count >= 16), "the sheet of sixteen is the first that is too full"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_side_of_large_print_points_to_the_other(data: dict[int, Path], language: str) -> None:
    for count in (1, 16):
        sheet = made(data[count], language, "large-print")
        first, second = sheet.laid.pages
        words = sheet.flyer.words
        whole = all(answer.id not in sheet.laid.left_out for each in sheet.flyer.questions for answer in each.answers)
        assert says((first,), words.other_side_answers) == whole
        assert says((first,), words.other_side_more_answers) != whole
        assert says((second,), words.other_side_numbers)
        assert says((first,), words.other_side_numbers) == says((second,), words.continued) == (count > 1)


@pytest.mark.parametrize("form", ["half", "large-print", "poster"])
def test_one_organisation_that_is_larger_than_a_side_is_an_error(tmp_path: Path, form: str) -> None:
    press = Press(with_organisations(tmp_path / "data", 2, rows=45))
    found = press.lay_out(press.flyer("en", CITY), form)
    assert isinstance(found, DoesNotFit)
    assert found.missing_mm > 0


def test_an_organisation_of_seven_numbers_stands_whole(tmp_path: Path) -> None:
    press = Press(with_organisations(tmp_path / "data", 3, rows=7))
    for form in FORMS:
        sheet = press.lay_out(press.flyer("en", CITY), form)
        assert not isinstance(sheet, DoesNotFit)
        with press.sheet(sheet) as finished:
            assert faults(finished) == []


@pytest.mark.parametrize(("language", "form"), [*product(("en", "ar"), FORMS)])
def test_a_number_that_two_organisations_have_is_proved_beside_both(tmp_path: Path, language: str, form: str) -> None:
    """One of them on the first side, the other, which is read before it in the flyer, on the second."""
    data = with_organisations(tmp_path / "data", 9)
    path = data / "directory.yaml"
    text = path.read_text(encoding="utf-8").replace("+1 202 918 9431", "+1 858 637 3365")
    path.write_text(text, encoding="utf-8")
    press = Sabotage(data)
    assert press.findings(press.honest(language, CITY, form), language, CITY) == ()


# --- what proof must see ------------------------------------------------------------------------------------------


def said_otherwise(sheet: Sheet) -> Sheet:
    return words(more_organisations="More organizations: 1. See the website.")(sheet)


def without(text: str, index: int) -> Way:
    """A line gone from one of the pages."""
    return on_line(text, lambda _: None, index=index)


def one_more_left_out(sheet: Sheet) -> Sheet:
    """Layout says that it left out an organisation that stands there."""
    name = "organisation/local/Shelter of Street 1"
    return replace(sheet, left_out=lambda pieces: (*pieces, name, "number/+526642080100"))


ALL_ANSWERS = "All answers: see the other side of this sheet"
WAYS: dict[str, tuple[str, Way]] = {
    "another count": ("half", said_otherwise),
    "no count": ("large-print", words(more_organisations="")),
    "no count on a poster": ("poster", words(more_organisations="")),
    "no word that a half page goes on": ("half", without("Continued", 0)),
    "no word that it began on the page before": ("half", without("Continued", 1)),
    "no word that large print goes on": ("large-print", without("Continued", 1)),
    "nothing that points to more numbers": ("large-print", without("More phone numbers", 0)),
    "nothing that points to the answers": ("large-print", without("More answers", 0)),
    "all answers promised, and some left out": ("large-print", words(other_side_more_answers=ALL_ANSWERS)),
    "nothing that points back": ("large-print", without("More phone numbers", 1)),
    "no heads over the numbers that go on": ("half", without("MEX", 1)),
    "an organisation that stands there left out": ("half", one_more_left_out),
}


@pytest.mark.parametrize("way", WAYS)
def test_proof_catches(data: dict[int, Path], way: str) -> None:
    form, tamper = WAYS[way]
    press = sabotage_of(data[16])
    assert press.findings(tamper(press.honest("en", CITY, form)), "en", CITY) != ()


# --- how it is parted ---------------------------------------------------------------------------------------------


def test_every_organisation_stands_on_one_side_or_is_counted(data: dict[int, Path]) -> None:
    flyer = press_of(data[9]).flyer("en", CITY)
    parting = Parting(flyer)
    every = [entry.name for section in flyer.sections for entry in section.entries]
    for moved in range(parting.most + 1):
        for gone in range(moved + 1):
            sides = parting.first(moved), parting.second(moved, gone)
            standing = [entry.name for sections in sides for section in sections for entry in section.entries]
            out = [piece for piece in parting.left_out(gone) if piece.startswith("organisation/")]
            assert len(out) == gone
            assert len(standing) == len({*standing}) == len(every) - gone
    assert [section.id for section in parting.first(parting.most)] == ["children"]


def test_rows_of_one_organisation_leave_together_and_count_as_one(data: dict[int, Path]) -> None:
    """Two rows that one id names, as where its offices stand in two towns."""
    flyer = press_of(data[9]).flyer("en", CITY)
    local, *others = flyer.sections
    twin = replace(local.entries[-1], rows=local.entries[0].rows)
    parting = Parting(replace(flyer, sections=(replace(local, entries=(*local.entries, twin)), *others)))
    moved = parting.most - len(local.entries) + 1
    (second, *_) = parting.second(moved, 0)
    assert [entry.name for entry in second.entries] == [twin.name, twin.name]
    out = [piece for piece in parting.left_out(moved) if piece.startswith("organisation/")]
    assert len(out) == moved


@pytest.mark.parametrize("least", [*range(6), None])
def test_the_fewest_are_found_by_halving(least: int | None) -> None:
    assert fewest(5, lambda count: least is not None and count >= least) == least

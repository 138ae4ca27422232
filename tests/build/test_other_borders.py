"""Other borders than the shipped one, from data to proved pages: Poland and Ukraine, and one county without a border.

The strings are typed by hand, and read from the pages by pypdf, which had no part in writing or proving them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer
from handouts.errors import ExitCode
from handouts.layout import DoesNotFit
from handouts.paper import LETTER
from handouts.products.table import DRAWN
from handouts.proof import Tools, prove_sheet
from tests.build.sabotage import with_entries
from tests.build.small import FONTS, ROOT, Said, manifest, run
from tests.measures.press import Press

SETS = ROOT / "tests" / "data_sets"
FORMATS = ("flyer", "large-print", "half", "card")
MARKS = dict.fromkeys((0x200E, 0x061C))
"""Left-to-right mark and Arabic letter mark: they say how neighbours are read."""
LEVEL_PT = 1.0

FROM_POLAND_AND_UKRAINE = {
    ("debowa-gora", "Świetlica Żuraw"): [("12 345 67 80", "00 48 12 345 67 80"), ("00 380 100200300", "0100200300")],
    ("debowa-gora", "Kuchnia Łęg"): [("00 49 30 123456", "00 49 30 123456")],
    ("zielony-brod", "Dom Jarzębina"): [
        ("12 345 67 89", "00 48 12 345 67 89"),
        ("512 345 678", "00 48 512 345 678"),
    ],
    ("zielony-brod", "Dopomoha Kalyna"): [("00 380 50 123 4567", "050 123 4567")],
    ("zielony-brod", "Likarnia Lastivka"): [("00 380 3112 34567", "03112 34567")],
    ("zielony-brod", "Dobry Most"): [("800 123 456", "0800 123 456")],
    ("zielony-brod", "Emergency"): [("112", "112")],
}
WORDS = {"en": ("From Poland", "From Ukraine"), "pl": ("Z Polski", "Z Ukrainy"), "uk": ("З Польщі", "З України")}
TOWNS = ("alder-creek", "brook-mills", "cedar-flat", "dove-hollow", "elm-landing")


class Read(NamedTuple):
    """A stretch of text on a page by pypdf, from where it begins."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Built:
    said: Said
    out: Path

    def read(self, name: str, language: str, city: str) -> list[Read]:
        """The first page of a sheet."""
        found: list[Read] = []

        def visit(text: str, _cm: object, matrix: list[float], *_: object) -> None:
            if seen := text.translate(MARKS).strip():
                found.append(Read(seen, matrix[4], matrix[5]))

        path = self.out / name / language / f"{city}-{language}-{name}.pdf"
        PdfReader(path).pages[0].extract_text(visitor_text=visit)
        return found


def built(name: str, out: Path) -> Built:
    places = ("--data", str(SETS / name), "--fonts", str(FONTS), "--out", str(out))
    return Built(run("build", *places, "--jobs", "1"), out)


@pytest.fixture(scope="module")
def border(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built("poland-ukraine", tmp_path_factory.mktemp("border"))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built("county", tmp_path_factory.mktemp("county"))


def sheets_of(done: Built) -> Iterator[dict[str, object]]:
    return (entry for entry in manifest(done.out)["files"] if entry["format"] in FORMATS and entry["city"])


def test_every_sheet_of_the_border_is_made_and_proved(border: Built) -> None:
    assert border.said.code == ExitCode.DONE, border.said.err
    (notice,) = [line for line in border.said.err.splitlines() if "notice" in line]
    assert "+380100200300 is of no range that is known to be in use" in notice
    sheets = list(sheets_of(border))
    assert {(each["format"], each["language"], each["city"]) for each in sheets} >= {
        (form, language, city)
        for form in FORMATS
        for language in ("en", "pl", "uk")
        for city in ("zielony-brod", "debowa-gora")
    }
    assert all(each["proofed"] for each in sheets)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(("city", "name"), FROM_POLAND_AND_UKRAINE)
def test_both_strings_stand_beside_the_name_under_their_side(
    border: Built, language: str, city: str, name: str
) -> None:
    page = border.read("flyer", language, city)
    poland, ukraine = (next(each for each in page if each.text == code) for code in ("POL", "UKR"))
    level = [each for each in page if abs(each.y - poland.y) < LEVEL_PT]
    (from_poland_words, from_ukraine_words) = (
        next(each for each in level if each.text == words) for words in WORDS[language]
    )
    assert from_poland_words.x < poland.x < ukraine.x < from_ukraine_words.x, "the codes stand at the border"
    (top,) = [each.y for each in page if each.text.partition("·")[0].strip() == name]
    for from_poland, from_ukraine in FROM_POLAND_AND_UKRAINE[city, name]:
        rows = [
            (one, other)
            for one in page
            for other in page
            if (one.text, other.text) == (from_poland, from_ukraine) and abs(one.y - other.y) < LEVEL_PT
            if one.x < other.x
        ]
        ((one, other),) = rows
        assert top - 90 < one.y < poland.y
        assert one.y < top + LEVEL_PT
        # Each begins in the column of its side, which the codes part.
        assert one.x < poland.x < other.x
        assert abs(other.x - ukraine.x) < 15


def test_the_facts_name_the_countries(border: Built) -> None:
    flyer = next(each for each in manifest(border.out)["files"] if each["path"].endswith("zielony-brod-uk-flyer.pdf"))
    (found,) = [each for each in flyer["facts"]["organisations"] if each["name"] == "Dopomoha Kalyna"]
    assert found["numbers"] == [
        {"side": "PL", "dial": "00 380 50 123 4567", "e164": "+380501234567"},
        {"side": "UA", "dial": "050 123 4567", "e164": "+380501234567"},
        {"side": "both", "dial": "+380 50 123 4567", "e164": "+380501234567"},
    ]


def test_every_sheet_of_the_county_is_made_and_proved(county: Built) -> None:
    assert (county.said.code, county.said.err) == (ExitCode.DONE, "")
    sheets = list(sheets_of(county))
    assert {(each["format"], each["language"], each["city"]) for each in sheets} >= {
        (form, language, city) for form in FORMATS for language in ("en", "es", "vi") for city in TOWNS
    }
    assert all(each["proofed"] for each in sheets)


@pytest.mark.parametrize("language", ["en", "es", "vi"])
@pytest.mark.parametrize("town", TOWNS)
def test_one_side_has_one_column_of_home_numbers_in_larger_type(county: Built, language: str, town: str) -> None:
    page = county.read("flyer", language, town)
    first = 100 + 8 * TOWNS.index(town)
    wanted = {f"(575) 555-0{number}" for number in range(first, first + 8)}
    numbers = [each for each in page if each.text.startswith("(575)")]
    assert wanted <= {each.text for each in numbers}
    assert {round(each.x, 1) for each in numbers} == {round(numbers[0].x, 1)}
    international = [each.text for each in page if each.text.startswith(("00 ", "011 ", "+"))]
    assert len(international) == [each.text for each in page].count("WhatsApp")


@pytest.mark.parametrize("form", [*FORMATS, "poster"])
def test_numbers_of_one_side_are_at_least_as_large_as_those_of_two(tmp_path: Path, form: str) -> None:
    """The same county at a border, where each number stands twice."""
    shutil.copytree(SETS / "county", tmp_path / "data")
    path = tmp_path / "data" / "handout.yaml"
    both = "{country: MX, code: MEX, from: From Mexico}\n  - {country: US, code: USA, from: From the U.S.}"
    path.write_text(path.read_text(encoding="utf-8").replace("{country: US}", both), encoding="utf-8")
    path = tmp_path / "data" / "directory.yaml"
    directory = path.read_text(encoding="utf-8")
    path.write_text(directory.replace('{short: "211"}', '{short: "211", call_from: US}'), encoding="utf-8")
    two = Press(tmp_path / "data")
    for town in TOWNS:
        alone = press("county").lay_out(press("county").flyer("en", town), form)
        paired = two.lay_out(two.flyer("en", town), form)
        assert not isinstance(alone, DoesNotFit)
        if isinstance(paired, DoesNotFit):
            continue
        assert alone.laid.numbers_pt >= paired.laid.numbers_pt
        if form == "flyer":
            assert alone.laid.numbers_pt >= paired.laid.numbers_pt + 2


@pytest.mark.parametrize(("name", "like"), [("poland-ukraine", "uk"), ("county", "es")])
def test_right_to_left_pages_are_made_and_proved(tmp_path: Path, name: str, like: str) -> None:
    """The words of another language: what counts is on which edge numbers stand, and in which form."""
    data = tmp_path / "data"
    shutil.copytree(SETS / name, data)
    (block,) = re.findall(r"(?ms)^- tag: ar\n.*?(?=^- tag: )", (ROOT / "data" / "languages.yaml").read_text("utf-8"))
    with (data / "languages.yaml").open("a", encoding="utf-8") as languages:
        languages.write(block)
    po = (data / "translations" / f"{like}.po").read_text(encoding="utf-8")
    (data / "translations" / "ar.po").write_text(po.replace(f"Language: {like}", "Language: ar"), encoding="utf-8")
    out = tmp_path / "out"
    formats = [each for form in FORMATS for each in ("--format", form)]
    places = ("--data", str(data), "--fonts", str(FONTS), "--out", str(out))
    said = run("build", *places, "--jobs", "1", "--language", "ar", *formats)
    assert said.code == ExitCode.DONE, said.err
    city = {"poland-ukraine": "zielony-brod", "county": "alder-creek"}[name]
    page = Built(said, out).read("flyer", "ar", city)
    if name == "county":
        assert "575-555-0100" in {each.text for each in page}
    else:
        national, whole = (
            next(each for each in page if each.text == text) for text in ("050-123-4567", "00-380-50-123-4567")
        )
        assert national.x < whole.x
        assert abs(national.y - whole.y) < LEVEL_PT


# --- what proof says of sheets that are wrong in one thing --------------------------------------------------------


@cache
def press(name: str) -> Press:
    return Press(SETS / name)


def findings(name: str, honest: Flyer, tampered: Flyer, form: str) -> str:
    made = press(name).lay_out(tampered, form)
    assert not isinstance(made, DoesNotFit)
    expected, left_out = DRAWN[form].expected(LETTER, len(made.laid.pages)), made.laid.left_out
    edition = edition_code(honest, expected.extent(left_out))
    pdf = press(name).draw(made)
    return "\n".join(prove_sheet(pdf, honest, expected, left_out, edition, Tools(FONTS)))


def with_dials_turned(flyer: Flyer) -> Flyer:
    def turned(entry: Entry) -> Entry:
        return replace(entry, rows=tuple(replace(row, dials=row.dials[::-1]) for row in entry.rows))

    return with_entries(flyer, turned)


@pytest.mark.parametrize("form", FORMATS)
def test_proof_finds_numbers_under_the_other_side(form: str) -> None:
    honest = press("poland-ukraine").flyer("uk", "zielony-brod")
    assert "other side of the border" in findings("poland-ukraine", honest, with_dials_turned(honest), form)


@pytest.mark.parametrize("form", FORMATS)
def test_proof_misses_the_heads_of_a_border(form: str) -> None:
    honest = press("poland-ukraine").flyer("en", "zielony-brod")
    first, last = honest.words.sides
    heads = first, replace(last, code="PRU")
    tampered = replace(honest, words=replace(honest.words, sides=heads))
    found = findings("poland-ukraine", honest, tampered, form)
    assert "the code of the side UKR" in found
    assert "POL and UKR" in found


@pytest.mark.parametrize("form", FORMATS)
def test_proof_finds_a_wrong_digit_in_one_column(form: str) -> None:
    honest = press("county").flyer("en", "dove-hollow")

    def wrong(entry: Entry) -> Entry:
        rows = [replace(row, dials=tuple(map(swapped, row.dial_strings()))) for row in entry.rows]
        return replace(entry, rows=tuple(rows))

    def swapped(dial: DialString) -> DialString:
        return replace(dial, printed=dial.printed.replace("0125", "0152"))

    assert "(575) 555-0125" in findings("county", honest, with_entries(honest, wrong), form)


def test_the_sides_may_be_turned_round(tmp_path: Path) -> None:
    """Whoever prints in Ukraine may want its numbers first; the translations stay."""
    data = tmp_path / "data"
    shutil.copytree(SETS / "poland-ukraine", data)
    path = data / "handout.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if "country: PL" in line)
    lines[at : at + 2] = lines[at + 1], lines[at]
    path.write_text("".join(lines), encoding="utf-8")
    flyer = Press(data).flyer("pl", "zielony-brod")
    assert [side.words for side in flyer.words.sides] == ["Z Ukrainy", "Z Polski"]
    (row,) = next(entry for section in flyer.sections for entry in section.entries if entry.whatsapp).rows
    assert [dial and dial.printed for dial in row.dials] == ["050 123 4567", "00 380 50 123 4567"]

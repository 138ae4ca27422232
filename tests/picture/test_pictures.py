"""Pictures for phones: wide as a screen, small, the sheet as it is; and proof refuses every other."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageOps

from handouts.content.alternative import alternative_of
from handouts.content.edition import edition_code
from handouts.content.flyer import Flyer
from handouts.content.sheet_texts import WHOLE
from handouts.layout.page.window import GREYS, WIDTH_PX, window_of
from handouts.paper import PAPER_NAMES, paper_named
from handouts.picture import picture_of_sheet
from handouts.picture.png import grey_png, packed_rows
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from handouts.proof.pictures import prove_picture
from tests.build.sabotage import (
    CITY,
    MEXICO,
    OTHER_US,
    US,
    Press,
    exchanged,
    on_line,
    other_shapes,
    with_entries,
    with_glyphs,
)
from tests.expected_numbers import CITIES, DENSE_CITY, organisations
from tests.expected_texts import LANGUAGES, PAGE
from tests.measures.press import OFICIO_MM, Made
from tests.measures.press import Press as SheetPress
from tests.sheets.finished import Finished

LARGEST_BYTES = 150_000
CHAT_GREY = 18
"""What is around a picture in a chat at night."""


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def sheets() -> SheetPress:
    return SheetPress()


# --- the shipped ones ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_small_and_as_wide_as_a_phone(finished: Finished, language: str) -> None:
    for city in CITIES:
        path = finished.pictures[language, city]
        assert path.stat().st_size < LARGEST_BYTES
        with Image.open(path) as picture:
            assert (picture.format, picture.width, picture.info) == ("PNG", 1080, {})
            assert len(picture.getcolors() or ()) in range(2, GREYS + 1)
            assert picture.height > 1300


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_reads_the_code_in_a_chat(finished: Finished, language: str) -> None:
    """As phones look for it: anywhere, turned any way, on a dark screen."""
    with Image.open(finished.pictures[language, DENSE_CITY]) as picture:
        around = ImageOps.expand(picture, 30, CHAT_GREY)
    assert [code.text for code in zxingcpp.read_barcodes(around)] == [PAGE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_says_a_picture_in_words_and_by_its_sheet(finished: Finished, language: str) -> None:
    entries = {entry["path"]: entry for entry in finished.manifest["files"]}
    for city in CITIES:
        entry = entries[f"share/{language}/{city}-{language}.png"]
        sheet = finished.entry(finished.sheets[language, city])
        alike = ("edition", "pages", "facts", "left_out", "status", "language", "city", "body_pt", "proofed")
        assert {name: entry[name] for name in alike} == {name: sheet[name] for name in alike}
        digits = "".join(each for each in entry["alternative"] if each in "0123456789\n")
        for organisation in organisations(city, right_to_left=False):
            assert organisation.name in entry["alternative"]
        for number in (each for one in sheet["facts"]["organisations"] for each in one["numbers"]):
            assert "".join(filter(str.isdigit, number["dial"])) in digits
        assert "alternative" not in sheet


def test_an_alternative_says_each_number_with_its_side_and_no_answers(press: Press) -> None:
    flyer = press.flyers["en", "tijuana-san-diego"]
    lines = alternative_of(flyer, WHOLE).splitlines()
    assert lines[:4] == [
        "Tijuana/San Diego",
        "Information about Seeking Asylum at the Mexico-U.S. Border",
        "English",
        "Last updated on April 7, 2021",
    ]
    at = lines.index("HIAS")
    assert lines[at : at + 4] == [
        "HIAS",
        "Free Help",
        "From Mexico: 663 205 4660",
        "From the U.S.: 011 52 663 205 4660",
    ]
    assert lines[-1] == "Open the website help.asylumadvocacy.org"
    assert not any("Title 42" in line for line in lines)


# --- the file -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAPER_NAMES)
def test_a_window_keeps_white_around_and_fits_whole_pixels(name: str) -> None:
    paper = paper_named(name, OFICIO_MM)
    window = window_of(paper.width_pt, paper.height_pt)
    assert WIDTH_PX == 1080
    assert (paper.width_pt * window.pixels_per_pt - 1080) / 2 == pytest.approx(window.off_px)
    assert 5 < 36 - window.off_px / window.pixels_per_pt < 20, "points of the margin that are left"
    height = paper.height_pt * window.pixels_per_pt
    assert abs(height - round(height)) < 0.06


def test_a_file_is_what_the_format_says_and_nothing_more() -> None:
    picture = Image.new("L", (8, 3), 3)
    for at, grey in enumerate((0, 1, 2, 3)):
        picture.putpixel((at, 1), grey)
    png = grey_png(packed_rows(picture), 8)
    assert [kind for kind, _ in chunks(png)] == [b"IHDR", b"IDAT", b"IEND"]
    with Image.open(BytesIO(png)) as read:
        assert list(read.tobytes()) == [85 * grey for grey in picture.tobytes()]
    with pytest.raises(ValueError, match="no whole bytes"):
        packed_rows(Image.new("L", (7, 1)))


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


# --- proof --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished sheet, with what proof is told of it."""

    pdf: bytes
    flyer: Flyer
    left_out: tuple[str, ...]
    edition: str


def sheet_of(press: Press, language: str = "en", city: str = CITY) -> Sheet:
    pdf, left_out = press.draw(press.honest(language, city))
    flyer = press.flyers[language, city]
    extent = DRAWN["flyer"].expected(paper_named("letter", OFICIO_MM)).extent(left_out)
    return Sheet(pdf, flyer, left_out, edition_code(flyer, extent))


def findings(press: Press, sheet: Sheet, png: bytes) -> tuple[str, ...]:
    return prove_picture(png, sheet.pdf, sheet.flyer, sheet.left_out, sheet.edition, press.tools)


@pytest.fixture(scope="module")
def english(press: Press) -> Sheet:
    return sheet_of(press)


@pytest.fixture(scope="module")
def honest(english: Sheet) -> Image.Image:
    with Image.open(BytesIO(picture_of_sheet(english.pdf))) as picture:
        return picture.copy()


@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans", "am"])
def test_a_right_picture_stands_and_is_the_same_twice(press: Press, language: str) -> None:
    sheet = sheet_of(press, language, DENSE_CITY)
    png = picture_of_sheet(sheet.pdf)
    assert findings(press, sheet, png) == ()
    assert picture_of_sheet(sheet.pdf) == png


def test_brackets_beside_right_to_left_text_are_read_as_they_are_drawn(press: Press) -> None:
    """pdfium mirrors those of a line that runs from right to left, of numbers too."""
    honest = press.honest("en")
    flyer = with_entries(honest.flyer, lambda entry: replace(entry, name="IBZ (مركز) / FiBA 2 (حي)", place=""))
    pdf, left_out = press.draw(replace(honest, flyer=flyer, pretended=flyer))
    extent = DRAWN["flyer"].expected(paper_named("letter", OFICIO_MM)).extent(left_out)
    sheet = Sheet(pdf, flyer, left_out, edition_code(flyer, extent))
    assert findings(press, sheet, picture_of_sheet(pdf)) == ()


@pytest.mark.parametrize(("name", "language"), [("letter", "ps"), ("a4", "en")])
def test_both_sides_stand_under_each_other(press: Press, sheets: SheetPress, name: str, language: str) -> None:
    setting = sheets.setting_of(language)
    flyer, paper = press.flyers[language, DENSE_CITY], paper_named(name, OFICIO_MM)
    made = DRAWN["flyer"].set_sheet(flyer, setting, paper, "2")
    assert isinstance(made, SetSheet)
    pdf = sheets.draw(Made("flyer", name, made.flyer, made.laid, made.edition))
    sheet = Sheet(pdf, made.flyer, made.laid.left_out, made.edition)
    png = picture_of_sheet(pdf)
    assert findings(press, sheet, png) == ()
    with Image.open(BytesIO(png)) as picture:
        picture.load()
    half = picture.height // 2
    front, back = picture.crop((0, 0, 1080, half)), picture.crop((0, half, 1080, 2 * half))
    swapped = Image.new("L", picture.size)
    swapped.paste(back, (0, 0))
    swapped.paste(front, (0, half))
    assert "it does not show page 1 of its sheet as it is" in findings(press, sheet, as_png(swapped))
    assert "not 1080 x" in findings(press, sheet, as_png(front))[0]


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def with_a_stroke(picture: Image.Image) -> Image.Image:
    """A thin stroke of a few pixels, as a 3 becomes an 8 by."""
    changed = picture.copy()
    ImageDraw.Draw(changed).line((600, 500, 600, 506), 0)
    return changed


def without_a_stroke(picture: Image.Image) -> Image.Image:
    changed = picture.copy()
    left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)
    ImageDraw.Draw(changed).rectangle((left, top, left + 40, top + 12), 255)
    assert right > left < bottom
    return changed


def without_the_code(picture: Image.Image) -> Image.Image:
    changed = picture.copy()
    ImageDraw.Draw(changed).rectangle((880, 1240, 1060, 1440), 255)
    return changed


def in_more_greys(picture: Image.Image) -> Image.Image:
    changed = picture.copy()
    changed.putpixel((0, 0), 250)
    return changed


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (with_a_stroke, "does not show page 1"),
        (without_a_stroke, "does not show page 1"),
        (without_the_code, "the QR codes read []"),
        (in_more_greys, "more than 4 greys"),
        (lambda picture: picture.crop((0, 1, 1080, picture.height)), "it measures"),
        (lambda picture: picture.resize((720, picture.height * 720 // 1080)), "it measures"),
        (lambda picture: picture.convert("RGB"), "it measures"),
        (ImageOps.mirror, "does not show page 1"),
        (ImageOps.invert, "does not show page 1"),
    ],
)
def test_a_picture_that_is_not_its_sheet_is_refused(
    press: Press,
    english: Sheet,
    honest: Image.Image,
    change: Callable[[Image.Image], Image.Image],
    what: str,
) -> None:
    assert findings(press, english, as_png(honest)) == (), "by whoever it was written"
    assert any(what in each for each in findings(press, english, as_png(change(honest))))


@pytest.mark.parametrize("harm", [lambda png: png[:-2000], lambda png: png[:0], lambda png: b"GIF89a" + png])
def test_a_file_that_is_no_whole_png_is_refused(press: Press, english: Sheet, harm: Callable[[bytes], bytes]) -> None:
    found = findings(press, english, harm(picture_of_sheet(english.pdf)))
    assert len(found) == 1
    assert "can't be read as PNG" in found[0]


def test_the_picture_of_another_sheet_is_refused(press: Press, english: Sheet) -> None:
    other = sheet_of(press, "en", "el-paso-juarez")
    assert findings(press, english, picture_of_sheet(other.pdf))
    # Of the same layout, with another number.
    wrong = Sheet(other.pdf, english.flyer, english.left_out, english.edition)
    found = findings(press, wrong, picture_of_sheet(other.pdf))
    assert f"{MEXICO} is not on the sheet that it shows" in found
    assert any("has no edition" in each for each in found)


def test_what_draws_the_pictures_is_not_believed(press: Press, english: Sheet) -> None:
    """Digits that look like others: the picture is the page as pdfium draws it, and the numbers are wrong all the
    same."""
    tampered = on_line(US, with_glyphs(other_shapes))(press.honest("en"))
    pdf, left_out = press.draw(tampered)
    sheet = Sheet(pdf, english.flyer, left_out, english.edition)
    assert any(US in each and "does not look like" in each for each in findings(press, sheet, picture_of_sheet(pdf)))


def test_numbers_in_each_others_places_leave_their_edition(press: Press, english: Sheet) -> None:
    """Where numbers stand is a matter of the sheet's own proof; its picture shows no other sheet than that one."""
    pdf, _ = press.draw(exchanged(US, OTHER_US)(press.honest("en")))
    found = findings(press, english, picture_of_sheet(pdf))
    assert "it does not show page 1 of its sheet as it is" in found

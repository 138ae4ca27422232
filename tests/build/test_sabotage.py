"""Proof can fail: the writer, the layout or the Flyer is sabotaged in one way at a time, and every way is caught.

Each sheet is drawn by the program itself; what is tampered with is the Flyer before layout, the placed page before
drawing, or the finished file (tests/build/sabotage.py). It is proved against the honest Flyer.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from handouts.layout.page.placed import PlacedPage, PlacedRule
from handouts.paper import A4
from handouts.proof.ink import LEAST_SIZE_PT, same_picture
from tests.build.sabotage import (
    MEXICO,
    OTHER_MEXICO,
    OTHER_US,
    US,
    Press,
    Way,
    all_white,
    also_drawn,
    answers_in_another_order,
    answers_without,
    columns_swapped,
    copied_elsewhere,
    covered_by_a_note,
    cropped,
    displaced_links,
    drawn_again,
    exchanged,
    grey,
    larger_widths,
    links_exchanged,
    moved,
    names_swapped,
    number_of_another_city,
    on_code,
    on_file,
    on_line,
    on_links,
    organisation_missing,
    other_scheme,
    other_shapes,
    other_unicode,
    painted,
    printed,
    scaled_in_print,
    struck_through,
    trimmed_outside,
    turned,
    twice,
    with_glyphs,
    with_runs,
    without_fonts,
    words,
)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


WAYS: dict[str, Way] = {
    # the Flyer
    "two digits swapped": printed(MEXICO, "631 316 2068"),
    "a digit dropped": printed(MEXICO, "631 316 208"),
    "a digit doubled": printed(MEXICO, "631 316 20866"),
    "another code of the border": printed(US, "00 52 631 316 2086"),
    "the code of the country dropped": printed(US, "631 316 2086"),
    "a word in place of a number": printed(MEXICO, "see below"),
    "the columns swapped": columns_swapped,
    "two names swapped": names_swapped,
    "an organisation missing": organisation_missing,
    "another date": words(last_updated="Last updated on April 8, 2021"),
    "an older year": words(answers_heading="Answers of April 7, 2020"),
    "another disclaimer": words(disclaimer="This information is advice from an attorney."),
    "no word that the list is incomplete": words(incomplete=""),
    "another website printed": lambda sheet: replace(
        sheet, flyer=replace(sheet.flyer, website_printed="asylum.example")
    ),
    "an essential answer missing": answers_without("border-open/denied"),
    "the answers under other questions": answers_in_another_order,
    "another city's name": lambda sheet: replace(sheet, flyer=replace(sheet.flyer, city_own="Nogals")),
    "a sentence that is nobody's": words(incomplete="This list is complete. Do not ask anybody else."),
    "a sentence too many": lambda sheet: words(more=f"{sheet.flyer.words.more} The border is open today.")(sheet),
    "another title": lambda sheet: replace(sheet, flyer=replace(sheet.flyer, title="Information")),
    # the page
    "other digits drawn than the text says": on_line(MEXICO, with_glyphs(other_shapes)),
    "a run backwards": on_line(MEXICO, with_glyphs(lambda glyphs: glyphs[::-1])),
    "the last glyph lost": on_line(MEXICO, with_glyphs(lambda glyphs: glyphs[:-1])),
    "a glyph twice": on_line(MEXICO, with_glyphs(lambda glyphs: [glyphs[0], *glyphs])),
    "glyphs without text": on_line(
        MEXICO, with_glyphs(lambda glyphs: [glyph._replace(text="\u200b") for glyph in glyphs])
    ),
    "glyphs on top of each other": on_line(
        MEXICO, with_glyphs(lambda glyphs: [glyph._replace(advance=glyph.advance // 3) for glyph in glyphs])
    ),
    "a glyph out of line": on_line(MEXICO, with_glyphs(lambda glyphs: [*glyphs[:-1], glyphs[-1]._replace(dx=-400)])),
    "a dial string dropped": on_line(US, lambda _: None),
    "a dial string off the page": on_line(US, moved(400, 0)),
    "a dial string over another": on_line(OTHER_MEXICO, moved(0, -22)),
    "a dial string twice": drawn_again(MEXICO, 60.0, 700.0),
    "a dial string beside another organisation too": drawn_again(US, 420.0, 400.0),
    "the city at the foot": on_line("Nogales", moved(0, 690)),
    "a name in the margin": on_line("KIND", moved(-10, 0)),
    "no line for staff": on_line("English (en)", lambda _: None),
    "no QR code": on_code(lambda _: ()),
    "a QR code that is cut off": on_code(lambda code: [code._replace(y_pt=code.y_pt + 120)]),
    "a dial string under the other side": on_line(MEXICO, moved(170, 11)),
    "two dial strings exchanged": exchanged(MEXICO, OTHER_MEXICO),
    "the two sides of a row exchanged": exchanged(OTHER_MEXICO, OTHER_US),
    "a number too small to read": on_line(MEXICO, with_runs(lambda run: replace(run, size_pt=2.0))),
    "a number a little smaller than its place": on_line(MEXICO, with_runs(lambda run: replace(run, size_pt=5.5))),
    "a rule through a number": struck_through,
    "ink at the edge": also_drawn(PlacedRule(3, 200, 3, 300, 1.5)),
    "a link missing": on_links(lambda link: None if link.href == "tel:+526313162086" else link),
    "every link missing": on_links(lambda _: None),
    "a link to another number": on_links(lambda link: link._replace(href=link.href.replace("2086", "2085"))),
    "two links exchanged": on_links(links_exchanged),
    # the rest of the sheet
    "another QR code": lambda sheet: replace(sheet, website="https://www.asylumadvocacy.org/"),
    "another format in the line for staff": lambda sheet: replace(
        sheet, staff=lambda line: line.replace("flyer", "card")
    ),
    "another edition": lambda sheet: replace(sheet, edition="2345678"),
    "another paper": lambda sheet: replace(sheet, paper=A4),
    # the file
    "cut off": lambda sheet: replace(sheet, file=lambda pdf: pdf[: len(pdf) // 2]),
    "empty": lambda sheet: replace(sheet, file=lambda _: b""),
    "fonts not embedded": on_file(without_fonts),
    "two pages": on_file(twice),
    "turned": on_file(turned),
    "cropped": on_file(cropped),
    "trimmed outside of the sheet": on_file(trimmed_outside),
    "scaled to fit the printer": on_file(scaled_in_print),
    "white on white": on_file(all_white),
    "light grey": on_file(grey(0.8)),
    "dark grey": on_file(grey(0.3)),
    "invisible": painted(b"3 Tr", first=True),
    "clipped": painted(b"0 0 380 792 re W n", first=True),
    "mirrored": painted(b"-1 0 0 1 612 0 cm", first=True),
    "half the size": painted(b"0.5 0 0 0.5 100 300 cm", first=True),
    "painted over": painted(b"1 g 240 520 340 120 re f"),
    "one digit painted over": painted(b"1 g 270 580 9 20 re f"),
    "the QR code painted over": painted(b"1 g 36 30 90 90 re f 1 g 470 30 110 90 re f"),
    "the disclaimer painted over": painted(b"1 g 36 40 540 70 re f"),
    "the title painted over": painted(b"1 g 36 708 200 15 re f"),
    "covered by a note": on_file(covered_by_a_note),
    "a text layer that lies": on_file(other_unicode),
    "digits drawn narrow": on_file(larger_widths),
    "links that do not dial": on_file(other_scheme),
    "links beside their numbers": on_file(displaced_links),
}


def test_honest_sheets_stand(press: Press) -> None:
    for language in ("en", "ar", "hi", "zh-Hans"):
        assert press.findings(press.honest(language), language) == ()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(press: Press, way: str) -> None:
    sheet = WAYS[way](press.honest())
    assert press.findings(sheet) != (), f"not caught: {way}"


def test_the_number_of_another_city_is_caught(press: Press) -> None:
    found = press.findings(number_of_another_city(press)(press.honest()))
    assert any("956 291 4169" in finding for finding in found)


@pytest.mark.parametrize("text", ["(956) 291-4169", "81 1465 3235"])
def test_a_number_of_another_sheet_as_decoration_is_caught(press: Press, text: str) -> None:
    other = press.honest(city="south-texas")
    pages: list[PlacedPage] = []
    press.draw(replace(other, page=lambda page: pages.append(page) or page))  # type: ignore[func-returns-value]
    found = press.findings(copied_elsewhere(text, lambda: pages[0])(press.honest()))
    assert f"{text} stands on the page, but is no number of this flyer" in found


def test_a_short_code_that_the_flyer_does_not_hold_is_caught(press: Press) -> None:
    sheet = press.honest()
    extra = words(disclaimer=f"{sheet.flyer.words.disclaimer} 911")(sheet)
    assert "911 stands on the page, but in no text of it" in press.findings(extra)


def test_another_language_is_caught(press: Press) -> None:
    assert len(press.findings(press.honest("es"))) > 5


def test_a_draft_without_its_notice_is_caught(press: Press) -> None:
    sheet = press.honest("es")
    assert sheet.flyer.unreviewed is not None
    silent = replace(sheet, flyer=replace(sheet.flyer, unreviewed=None))
    assert any("not reviewed" in finding for finding in press.findings(silent, "es"))


@pytest.mark.parametrize("way", ["the columns swapped", "two names swapped", "cropped", "painted over", "light grey"])
def test_on_right_to_left_sheets_too(press: Press, way: str) -> None:
    assert press.findings(WAYS[way](press.honest("ar")), "ar") != ()


@pytest.mark.parametrize("size_pt", [LEAST_SIZE_PT, 13.0, 16.0, 24.0])
@pytest.mark.parametrize("font", ["NotoSans-Bold", "NotoSansSC-Bold", "NotoSans-Medium"])
def test_no_digit_looks_like_another(press: Press, font: str, size_pt: float) -> None:
    """The comparison of pictures tells all ten digits apart, in every font and size of a dial string."""
    pictures = {}
    for digit in "0123456789":
        tiles = press.tools.faces.tiles(font, size_pt * 150 / 72)
        assert tiles is not None
        tile = tiles[digit]
        pictures[digit] = Image.new("L", (80, 80), 0)
        pictures[digit].paste(tile.picture, (20 + tile.left, 60 + tile.top))
    alike = [
        one + two for one in pictures for two in pictures if one != two and same_picture(pictures[one], pictures[two])
    ]
    assert alike == []
    assert all(same_picture(each, each) for each in pictures.values())

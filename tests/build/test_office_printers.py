"""Printed by office printers as they are, which leave a quarter of an inch white, or print at 97 % ("fit to page"):
nothing that matters is lost, by the pixels of everything that is printed, folded and hung."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from handouts.paper import LETTER, folded_page_of
from tests.bind import folding
from tests.build.small import Project

HIGH = folded_page_of(LETTER).height_pt
FIT = 0.97
INK = 250
LETTERS_PT = 10.0
"""So far from where a zine is folded a letter stands at the least, at 97 %: 3.5 mm."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two languages of both directions on half sheets, folded, on zines and on posters."""
    made = Project(tmp_path_factory.mktemp("office"), languages=("en", "ar"), formats=("half", "zine", "poster"))
    made.write()
    said = made.build()
    assert said.code == 0, said.err
    return made


def sheets(project: Project) -> list[Path]:
    """A file of each kind and direction."""
    found = [
        *sorted((project.out / "print").glob("*.pdf")),
        *sorted(project.out.glob("zine/*/nogales-*.pdf")),
        *sorted(project.out.glob("poster/*/nogales-*.pdf")),
        project.out / "poster" / "nogales-poster.pdf",
    ]
    assert len(found) == 4 + 4 + 2 + 2 + 1
    return found


def pictures(path: Path, scale: float) -> list[Image.Image]:
    return [each.convert("L") for each in folding.pictures(path.read_bytes(), scale)]


def darkest(picture: Image.Image) -> int:
    return int(picture.getextrema()[0])  # type: ignore[arg-type]


def test_a_printer_that_leaves_a_quarter_of_an_inch_white_takes_nothing(project: Project) -> None:
    """No pixel, at 144 dpi, lies in the outer 6.35 mm."""
    for path in sheets(project):
        for picture in pictures(path, 2.0):
            picture.paste(255, (35, 35, picture.width - 35, picture.height - 35))
            assert darkest(picture) > INK, path.name


def test_text_of_print_files_keeps_half_an_inch_but_for_what_is_for_staff(project: Project) -> None:
    """The slug, and marks at folds and cuts, stand nearer."""
    for path in sorted((project.out / "print").glob("*.pdf")):
        for picture in pictures(path, 2.0):
            picture.paste(255, (round(picture.width / 2) - 8, 0, round(picture.width / 2) + 8, picture.height))
            if path.name.startswith("booklet"):
                picture.paste(255, (0, 2 * round(HIGH) - 4, picture.width, picture.height))
            else:
                picture.paste(255, (round(picture.width / 2) - 18, 36, round(picture.width / 2) + 180, 72))
            picture.paste(255, (71, 71, picture.width - 71, picture.height - 71))
            assert darkest(picture) > INK, path.name


def fitted(path: Path, scale: float) -> Iterator[tuple[Image.Image, Image.Image]]:
    """Each page as it is, and smaller in the middle of the same paper."""
    for whole, small in zip(pictures(path, scale), pictures(path, FIT * scale), strict=True):
        page = Image.new("L", whole.size, 255)
        page.paste(small, ((whole.width - small.width) // 2, (whole.height - small.height) // 2))
        yield whole, page


def test_at_97_percent_codes_are_read_and_nothing_is_cut_off(project: Project) -> None:
    read_at_all = 0
    for path in sheets(project):
        for whole, page in fitted(path, 200 / 72):
            inner = page.copy()
            inner.paste(255, (50, 50, page.width - 50, page.height - 50))
            assert darkest(inner) > INK, f"{path.name}: also where no printer prints nothing stands"
            codes = sorted(code.text for code in zxingcpp.read_barcodes(whole))
            assert sorted(code.text for code in zxingcpp.read_barcodes(page)) == codes, path.name
            read_at_all += len(codes)
    assert read_at_all >= len(sheets(project)), "a code a file, at the least"


def test_at_97_percent_no_letter_of_a_zine_comes_near_a_fold(project: Project) -> None:
    """It is folded in the middle and in the middle of that, where paper and not print says; so the outer folds lie 2 mm
    beside their marks, and so does the border, which stands on them."""
    for path in sorted(project.out.glob("zine/*/nogales-*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            width, height = document[0].get_size()
        ((_, page),) = fitted(path, 2.0)
        for fold in (width / 4, width / 2, 3 * width / 4):
            border = abs((fold - width / 2) * (1 - FIT)) + 2.0
            for left, right in ((fold - LETTERS_PT, fold - border), (fold + border, fold + LETTERS_PT)):
                for top, bottom in ((60.0, height / 2 - 30), (height / 2 + 30, height - 60)):
                    strip = page.crop(tuple(round(2 * edge) for edge in (left, top, right, bottom)))  # type: ignore[arg-type]
                    assert darkest(strip) > INK, (path.name, fold)

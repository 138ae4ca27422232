"""What is photocopied: printed sides of the densest city, how their parts are held to be read, and what must be read on
them. Built by the command that staff use.

A booklet to fold is copied as it is printed, side by side: that with the covers, and those with the two half pages of
the city. Where these stand is found by what they look like.
"""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import ImageChops, ImageStat
from PIL.Image import Image

from tests.debian.reading import OCR_DPI
from tests.expected_numbers import DENSE_CITY
from tests.expected_texts import ADDRESS_NUMBERS, ESSENTIALS
from tests.sheets.finished import Box, Character, Finished, Pages, Sheet, build_everything, run_program
from tests.sources.copies import SHIPPED

FORMATS = ("flyer", "booklet", "city-booklet", "zine", "poster")
_LANGUAGES_OF_A_POSTER = 4
_LOOK_DPI = 36
_SAME = 1.0
"""By how many greys of 255 a page on a sheet differs from the half page at most."""
_CUT_PT = 576.0
"""Below it is the strip of a sheet with half-letter pages."""
_FOLIO_PT = 18.0
"""Above it, the height in which folios stand."""
_QUIET_PT = 6.0
"""Around a code."""
_FOLIO_GAP_PT = 3.0
"""Between two figures of one folio at most."""


class Held(NamedTuple):
    """A part of a side as it is held to read it: its edges as parts of the side; whether the sheet is turned over."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0
    turned: bool = False

    def of(self, picture: Image) -> Image:
        wide, high = picture.size
        box = (round(self.left * wide), round(self.top * high), round(self.right * wide), round(self.bottom * high))
        cut: Image = picture.crop(box)
        return cut.rotate(180) if self.turned else cut


WHOLE = (Held(),)


class Side(NamedTuple):
    """A printed side at 300 dpi, its parts, and where QR codes are on it, with their quiet zones: in points from its
    top left."""

    picture: Image
    parts: tuple[Held, ...]
    codes: tuple[Box, ...]


def side_of(picture: Image, parts: tuple[Held, ...] = WHOLE) -> Side:
    """With the codes that are found on it."""
    places = [code.position for code in zxingcpp.read_barcodes(picture)]
    corners = [(each.top_left, each.top_right, each.bottom_left, each.bottom_right) for each in places]
    codes = tuple(
        Box(
            min(corner.x for corner in four) * 72 / OCR_DPI - _QUIET_PT,
            min(corner.y for corner in four) * 72 / OCR_DPI - _QUIET_PT,
            max(corner.x for corner in four) * 72 / OCR_DPI + _QUIET_PT,
            max(corner.y for corner in four) * 72 / OCR_DPI + _QUIET_PT,
        )
        for four in corners
    )
    return Side(picture, parts, codes)


class Spot(NamedTuple):
    """Where something stands: the index of the side, the box in points from its top left, and whether on its head."""

    side: int
    box: Box
    turned: bool = False


class Original(NamedTuple):
    """Sides that are copied. `numbers`, `editions`: what must be read on one of them; `words`: of which most must be;
    `spots`: where these stand, to look at each by itself; `pages`: where page numbers stand, with what they say."""

    name: str
    sides: tuple[Side, ...]
    numbers: tuple[str, ...]
    editions: tuple[str, ...]
    words: str
    spots: Mapping[str, Spot]
    pages: tuple[tuple[str, Spot], ...] = ()


def originals(folder: Path, format_name: str, languages: Sequence[str]) -> Iterator[Original]:
    """The originals of the densest city, built into a folder: one in each language; posters in up to four of them each,
    and the one of the shipped data."""
    if format_name == "flyer":
        finished = build_everything(folder)
        for language in languages:
            yield flyer(finished, finished.sheets[language, DENSE_CITY])
    elif format_name == "zine":
        _build(folder, "zine", DENSE_CITY, languages)
        for tag in languages:
            path = folder / "zine" / tag / f"{DENSE_CITY}-{tag}-zine.pdf"
            yield zine(Finished(folder), Sheet(path, tag, DENSE_CITY))
    elif format_name == "booklet":
        _build(folder, "half", "", languages)
        for tag in languages:
            yield _booklet(Finished(folder), tag, folder / "print" / f"booklet-{tag}.pdf")
    elif format_name == "city-booklet":
        run_program("build", "--format", "half", "--out", folder, "--quiet")
        for tag in languages:
            yield _booklet(Finished(folder), tag, folder / "print" / f"booklet-{DENSE_CITY}.pdf")
    else:
        yield from _posters(folder, languages)


def _build(folder: Path, format_name: str, city: str, languages: Sequence[str]) -> None:
    asked = [argument for language in languages for argument in ("--language", language)]
    only = ("--city", city) if city else ()
    run_program("build", "--format", format_name, *only, *asked, "--out", folder, "--quiet")


def flyer(finished: Finished, sheet: Sheet) -> Original:
    """One side of a sheet."""
    return _sheet("flyer", finished, sheet, WHOLE)


def zine(finished: Finished, sheet: Sheet) -> Original:
    """A sheet whose upper row is read as whoever turns the copy over."""
    return _sheet("zine", finished, sheet, (Held(top=0.5), Held(bottom=0.5, turned=True)))


def _sheet(name: str, finished: Finished, sheet: Sheet, parts: tuple[Held, ...]) -> Original:
    picture = sheet.picture(OCR_DPI)
    edition = finished.entry(sheet)["edition"]
    folded = len(parts) > 1  # on a zine WhatsApp stands on both sides
    places = sheet.places_of_numbers(once=not folded)
    for word in (edition, *ADDRESS_NUMBERS[sheet.city]):
        places.update((word, place) for place in sheet.places_of(word))
    middle = picture.height * 36 / OCR_DPI
    return Original(
        f"{name} {sheet}",
        (_with_one_code(side_of(picture, parts)),),
        (*sheet.dial_strings, *ADDRESS_NUMBERS[sheet.city]),
        (edition,),
        ESSENTIALS if sheet.language == "en" else "",
        {text: Spot(0, each.box, folded and each.baseline < middle) for text, each in places.items()},
    )


def _with_one_code(side: Side) -> Side:
    assert len(side.codes) == 1, "a sheet has a code"
    return side


def _posters(folder: Path, languages: Sequence[str]) -> Iterator[Original]:
    size = math.ceil(len(languages) / math.ceil(len(languages) / _LANGUAGES_OF_A_POSTER))
    groups = [tuple(languages[at : at + size]) for at in range(0, len(languages), size)]
    for number, group in enumerate(((), *(each for each in groups if len(each) > 1))):
        data, out = folder / f"data-{number}", folder / f"out-{number}"
        shutil.copytree(SHIPPED, data)
        if group:
            path = data / "handout.yaml"
            text = path.read_text(encoding="utf-8")
            changed = re.sub(r"(?m)^poster_languages: .*$", f"poster_languages: [{', '.join(group)}]", text)
            assert changed != text
            path.write_text(changed, encoding="utf-8")
        run_program(
            *("build", "--data", data, "--format", "poster", "--city", DENSE_CITY),
            *(argument for tag in group for argument in ("--language", tag)),
            *("--out", out, "--quiet"),
        )
        sheet = Sheet(out / "poster" / f"{DENSE_CITY}-poster.pdf", group[0] if group else "es", DENSE_CITY)
        finished = Finished(out)
        made = _sheet("poster", finished, sheet, WHOLE)
        numbers = (*_shown(finished, sheet), *ADDRESS_NUMBERS[sheet.city])
        yield made._replace(name=f"poster {' '.join(group) or 'of the data'}", words="", numbers=numbers)


def _shown(finished: Finished, sheet: Sheet) -> tuple[str, ...]:
    """The numbers of a poster, typed by hand: those of the organisations that it names. Where words in several
    languages take their room, it says how many more there are."""
    named = [each for each in sheet.organisations if re.search(rf"(?m)^{re.escape(each.name)}\b", sheet.pdfium_text)]
    gone = [piece for piece in finished.entry(sheet)["left_out"] if piece.startswith("organisation/")]
    assert len(named) + len(gone) == len(sheet.organisations), "none goes in silence"
    return tuple(string for organisation in named for row in organisation.rows for string in row.strings)


# --- booklets to fold ---------------------------------------------------------------------------------------------


def _booklet(finished: Finished, language: str, path: Path) -> Original:
    """The sides of a booklet on which the covers and the half pages of a language stand."""
    half = Sheet(finished.folder / "half" / language / f"{DENSE_CITY}-{language}-half.pdf", language, DENSE_CITY)
    booklet = Pages(path)
    at = [_found(booklet, half.picture(_LOOK_DPI, page), len(booklet.texts)) for page in (0, 1)]
    order = list(dict.fromkeys((0, *(side for side, _ in at))))
    left = Held(right=0.5), Held(left=0.5)
    sides = []
    for side in order:
        parts = left if side == 0 else tuple(left[right] for there, right in at if there == side)
        picture = booklet.picture(OCR_DPI, side)
        sides.append(side_of(picture, parts))
    assert sum(len(side.codes) for side in sides[1:]) >= 1, "a half sheet has a code"
    width = booklet.picture(72).width / 2
    edition, code = finished.entry(half)["edition"], finished.entry(booklet)["edition"]
    spots: dict[str, Spot] = {}
    pages: list[tuple[str, Spot]] = []
    for page, (side, right) in enumerate(at):
        for text, place in half.places_on(page, edition, *ADDRESS_NUMBERS[DENSE_CITY]).items():
            spots[text] = Spot(order.index(side), _moved(place.box, right * width))
        number, box = _folio(booklet, side, right * width, width)
        pages.append((number, Spot(order.index(side), box)))
    first, second = (int(number) for number, _ in pages)
    assert second == first + 1, "the pages of a city face each other"
    listed = _places(booklet.characters(0), str(first), Box(0.0, 0.0, 2 * width, _CUT_PT))
    pages += [(str(first), Spot(0, box)) for box in listed]
    for box in _places(booklet.characters(0), code, Box(0.0, 0.0, 2 * width, 2 * _CUT_PT)):
        spots[code] = Spot(0, box)
    numbers = (*half.dial_strings, *ADDRESS_NUMBERS[DENSE_CITY])
    words = ESSENTIALS if language == "en" else ""
    return Original(f"{path.stem} {half}", tuple(sides), numbers, (edition, code), words, spots, tuple(pages))


def _found(booklet: Pages, half: Image, sides: int) -> tuple[int, int]:
    """The side on which a half page stands, and whether at the right of the fold."""
    upper = (4, 0, half.width - 4, round((_CUT_PT - 20) * _LOOK_DPI / 72))
    apart = {}
    for side in range(sides):
        picture = booklet.picture(_LOOK_DPI, side)
        for right in (0, 1):
            page = picture.crop((right * half.width, 0, (right + 1) * half.width, half.height))
            apart[side, right] = ImageStat.Stat(ImageChops.difference(page.crop(upper), half.crop(upper))).mean[0]
    nearest = min(apart, key=lambda each: apart[each])
    assert apart[nearest] < _SAME, "the half page stands in the booklet"
    return nearest


def _folio(booklet: Pages, side: int, left_pt: float, width_pt: float) -> tuple[str, Box]:
    """The number of a page, and where it stands: the figures that are nearest to an outer edge."""
    foot = Box(left_pt, _CUT_PT - _FOLIO_PT, left_pt + width_pt, _CUT_PT)
    there = [each for each in booklet.characters(side) if foot.holds(each.box, 0.0) and not each.text.isspace()]
    line = sorted(there, key=lambda each: each.box.left, reverse=left_pt > 0)
    figures = line[:1]
    for each in line[1:]:  # the booklet's code stands farther in, and may end in a figure
        nearest = max(figures[-1].box.left - each.box.right, each.box.left - figures[-1].box.right)
        if not each.text.isdigit() or nearest > _FOLIO_GAP_PT:
            break
        figures.append(each)
    figures.sort(key=lambda each: each.box.left)
    return "".join(each.text for each in figures), _around(figures)


def _places(characters: Sequence[Character], text: str, part: Box) -> list[Box]:
    """Where a word stands in a part of a page."""
    there = [each for each in characters if part.holds(each.box, 0.0) or each.text.isspace()]
    found = re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", "".join(each.text for each in there))
    return [_around(there[hit.start() : hit.end()]) for hit in found]


def _around(characters: Sequence[Character]) -> Box:
    boxes = [each.box for each in characters]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _moved(box: Box, right_pt: float) -> Box:
    return Box(box.left + right_pt, box.top, box.right + right_pt, box.bottom)

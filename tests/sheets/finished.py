"""The finished files: built once by the command that staff use, and read back by tools that did not write them."""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from tests.dialled import Reading, read_numbers
from tests.expected_numbers import CITIES, Organisation, dial_strings, organisations
from tests.expected_texts import LANGUAGES

ROOT = Path(__file__).parents[2]
_MARKS = dict.fromkeys((0x200E, 0x061C))
"""Left-to-right mark and Arabic letter mark: they say how neighbours are read, and no search looks for them."""
FOOT_PT = 33.0
"""The height at the foot of a page of a booklet in which its number stands, and nothing else."""
_PROGRAM = "import sys; from handouts.cli import main; sys.exit(main())"


def run_program(*arguments: str | Path, surroundings: Mapping[str, str] | None = None) -> None:
    """Run the command line with these arguments, in a process of its own. Fails where it does not end with 0."""
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    assert result.returncode == 0, result.stdout + result.stderr


class Box(NamedTuple):
    """In points, from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, tolerance: float) -> bool:
        return (
            self.left <= other.left + tolerance
            and self.top <= other.top + tolerance
            and self.right >= other.right - tolerance
            and self.bottom >= other.bottom - tolerance
        )


@dataclass(frozen=True, slots=True)
class Character:
    """One character as pdfium finds it: the box of its ink, and the height of its baseline."""

    text: str
    box: Box
    baseline: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands."""

    box: Box
    baseline: float


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link annotation: an address, or the index of a page of the same file."""

    box: Box
    address: str
    page: int | None


class Pages:
    """A PDF file in the hands of pdfium, pypdf and pikepdf. What is read is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __repr__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def pdf(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, by pdfium."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
            return [page.translate(_MARKS) for page in pages]
        finally:
            document.close()

    @cached_property
    def texts_above_the_foot(self) -> list[tuple[str, str]]:
        """The text of each page, and apart from it that in the margin at its foot."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            found = []
            for index in range(len(document)):
                text = document[index].get_textpage()
                parts = text.get_text_bounded(bottom=FOOT_PT), text.get_text_bounded(top=FOOT_PT)
                found.append((parts[0].translate(_MARKS), parts[1].translate(_MARKS)))
            return found
        finally:
            document.close()

    def characters(self, index: int = 0) -> list[Character]:
        """All characters of a page but direction marks, by pdfium, in its order."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            page = document[index]
            text = page.get_textpage()
            found = [_character(text.raw, number, page.get_height()) for number in range(text.count_chars())]
            return [each for each in found if ord(each.text) not in _MARKS]
        finally:
            document.close()

    def picture(self, dpi: int, index: int = 0) -> Image:
        """A page in grey, by pdfium."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            picture: Image = document[index].render(scale=dpi / 72, grayscale=True).to_pil()
            return picture
        finally:
            document.close()

    def links(self, index: int = 0) -> list[LiveLink]:
        """The live links of a page, by pikepdf."""
        with pikepdf.open(BytesIO(self.pdf)) as document:
            numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            page = document.pages[index]
            height = float(page.mediabox[3])
            found = []
            for annotation in page.obj.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                left, bottom, right, top = (float(number) for number in annotation.Rect)
                action = annotation.A
                inside = action.S == "/GoTo"
                found.append(
                    LiveLink(
                        Box(left, height - top, right, height - bottom),
                        "" if inside else str(action.URI),
                        numbers[action.D[0].objgen] if inside else None,
                    )
                )
            return found


class Sheet(Pages):
    """One flyer."""

    def __init__(self, path: Path, language: str, city: str) -> None:
        super().__init__(path)
        self.language = language
        self.city = city

    def __repr__(self) -> str:
        return f"{self.language}/{self.city}"

    @property
    def right_to_left(self) -> bool:
        return LANGUAGES[self.language].right_to_left

    @property
    def dial_strings(self) -> tuple[str, ...]:
        """What must be on it, typed by hand."""
        return dial_strings(self.city, right_to_left=self.right_to_left)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """What must be on it, typed by hand."""
        return organisations(self.city, right_to_left=self.right_to_left)

    @property
    def pdfium_text(self) -> str:
        return self.texts[0]

    @cached_property
    def pypdf_text(self) -> str:
        return pypdf.PdfReader(BytesIO(self.pdf)).pages[0].extract_text().translate(_MARKS)

    @cached_property
    def _characters(self) -> list[Character]:
        return self.characters()

    def numbers(self, text: str) -> Reading:
        """The numbers that a reader gives back."""
        return read_numbers(text, self.dial_strings)

    def places_of_numbers(self, *, once: bool = True) -> dict[str, Place]:
        """Dial string -> where it stands. Each stands `once`; else at least once, and this is one of its places."""
        text = "".join(each.text for each in self._characters)
        reading = self.numbers(text)
        assert set(reading.found.values()) == {1} or (not once and min(reading.found.values()) > 0)
        return {string: _place(self._characters[start:end]) for string, start, end in reading.places}

    def places_of(self, word: str) -> list[Place]:
        """Where a word stands, in pdfium's order."""
        return list(_places_of(self._characters, word))

    def places_on(self, index: int, *words: str) -> dict[str, Place]:
        """Dial string or word -> where it stands on a page of several; those that stand there."""
        characters = self.characters(index)
        text = "".join(each.text for each in characters)
        found = {string: _place(characters[start:end]) for string, start, end in self.numbers(text).places}
        return found | {word: place for word in words for place in _places_of(characters, word)}


class Finished:
    """A whole output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sheets = {
            (tag, city): Sheet(folder / "flyer" / tag / f"{city}-{tag}-flyer.pdf", tag, city)
            for tag in LANGUAGES
            for city in CITIES
        }
        self.pictures = {(tag, city): folder / "share" / tag / f"{city}-{tag}.png" for tag, city in self.sheets}
        self.language_booklets = {tag: Pages(folder / "booklet" / f"booklet-{tag}.pdf") for tag in LANGUAGES}
        self.city_booklets = {city: Pages(folder / "booklet" / "city" / f"booklet-{city}.pdf") for city in CITIES}
        self.everything = Pages(folder / "booklet" / "booklet-all.pdf")

    @property
    def booklets(self) -> list[Pages]:
        return [self.everything, *self.language_booklets.values(), *self.city_booklets.values()]

    @property
    def files(self) -> list[Pages]:
        """Every PDF that there has to be."""
        return [*self.sheets.values(), *self.booklets]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_bytes())
        return found

    def entry(self, pages: Pages) -> dict[str, Any]:
        """The manifest's entry of a file."""
        path = pages.path.relative_to(self.folder).as_posix()
        (found,) = [entry for entry in self.manifest["files"] if entry["path"] == path]
        assert isinstance(found, dict)
        return found


def build_everything(folder: Path) -> Finished:
    """All flyers and their booklets, from the shipped data into a new folder."""
    run_program("build", "--format", "flyer", "--out", folder, "--jobs", "2", "--quiet")
    return Finished(folder)


def letters(text: str) -> str:
    """Only letters, digits and marks, for comparing sentences across readers that break lines as they like."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(character for character in composed if unicodedata.category(character)[0] in "LNM")


def without_accents(text: str) -> str:
    """El Paso/Juárez is El Paso/Juarez."""
    return "".join(each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) != "Mn")


def _places_of(characters: Sequence[Character], word: str) -> Iterator[Place]:
    text = "".join(each.text for each in characters)
    for hit in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
        yield _place(characters[hit.start() : hit.end()])


def _place(characters: Sequence[Character]) -> Place:
    inked = [each for each in characters if not each.text.isspace()]
    boxes = [each.box for each in inked]
    baselines = [each.baseline for each in inked]
    assert max(baselines) - min(baselines) < 0.01, "one string stands on one line"
    return Place(
        Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        ),
        baselines[0],
    )


def _character(text: Any, number: int, height: float) -> Character:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(text, number, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, number, x, y)
    box = Box(left.value, height - top.value, right.value, height - bottom.value)
    return Character(chr(pdfium_c.FPDFText_GetUnicode(text, number)), box, height - y.value)

"""The peer: a page of the same content set by Typst, from the same Flyer.

The page has the same texts, faces, sizes, paper and kinds of structure as ours: heading, date band, table of numbers
with live links, answers in two columns, foot with the same QR code. It is not the same design; where the two differ,
Typst is spared: it is told the body size and the pieces to print, so it searches for no fit, and the making of its
source is not counted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from pypdf import PdfReader

from benchmarks import PDF_STANDARDS
from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer, NumberRow
from handouts.layout import staff_line
from handouts.layout.parts.foot import FootSizes
from handouts.layout.parts.qr_code import qr_shape
from handouts.paper import Paper
from handouts.sources.model import Language

TEMPLATE = Path(__file__).with_name("flyer.typ")
MARGIN_PT = 36.0
NUMBERS_PT = 15.0
FOOT_PT = 11.0
SMALL_PT = 10.0
SMALLEST_BODY_PT = 8.0


@dataclass(frozen=True, slots=True)
class PeerPage:
    """One page to set: what is on it, how it is set, and on which paper. Sizes in points."""

    flyer: Flyer
    language: Language
    latin: tuple[str, str, str]  # faces of names, addresses and numbers: regular, bold, small; files without ending
    right_to_left: bool
    paper: Paper
    body_pt: float
    numbers_pt: float = NUMBERS_PT


class TypstPeer:
    """A warm Typst compiler with the fonts of a folder, and nothing of the system's.

    It owns the compiler, so that fonts are read once and Typst keeps what it remembers between flyers.
    """

    def __init__(self, fonts: Path) -> None:
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self._faces = {Path(font.path or "").stem: (font.family, font.weight) for font in found.fonts()}
        self._compiler = typst.Compiler(font_paths=found)
        self._template = TEMPLATE.read_text(encoding="utf-8")

    def source(self, pages: Sequence[PeerPage], title: str = "") -> bytes:
        """The Typst source of a document of these pages.

        Raises KeyError for a face that is not in the folder.
        """
        data = json.dumps([self._data(page) for page in pages], ensure_ascii=False)
        heading = title or f"{pages[0].flyer.title}: {pages[0].flyer.city_own}"
        literal, title_literal = _string_literal(data), _string_literal(heading)
        return f"{self._template}\n#document-of(json(bytes({literal})), {title_literal})\n".encode()

    def compile(self, source: bytes) -> bytes:
        """The tagged PDF (PDF/UA-1, PDF/A-2a). Raises typst.TypstError where Typst refuses the source."""
        pdf = self._compiler.compile(input=source, format="pdf", pdf_standards=PDF_STANDARDS, timestamp=0)
        if not isinstance(pdf, bytes):
            raise TypeError("Typst gave no single PDF")
        return pdf

    def fitted(self, page: PeerPage) -> PeerPage | None:
        """The page at the largest body size, from its own down in half points, at which it is one page; None where it
        is more even at 8 pt."""
        candidate = page
        while candidate.body_pt >= SMALLEST_BODY_PT:
            if len(PdfReader(BytesIO(self.compile(self.source([candidate])))).pages) == 1:
                return candidate
            candidate = replace(candidate, body_pt=candidate.body_pt - 0.5)
        return None

    def _data(self, page: PeerPage) -> dict[str, object]:
        return {"style": self._style(page), **content_of(page)}

    def _style(self, page: PeerPage) -> dict[str, object]:
        language = page.language
        inside = language.latin or language.fonts
        latin_regular, latin_bold, latin_small = page.latin
        families: dict[str, Sequence[str]] = {}
        weights: dict[str, int] = {}
        for use, own, other in (
            ("regular", language.fonts.regular, inside.regular),
            ("bold", language.fonts.bold, inside.bold),
            ("small", language.fonts.small, inside.small),
            ("latin_regular", latin_regular, latin_regular),
            ("latin_bold", latin_bold, latin_bold),
            ("latin_small", latin_small, latin_small),
        ):
            family, weights[use] = self._faces[own]
            # Digits and Latin letters come from the Latin face where a language has one, as on our page.
            families[use] = list(dict.fromkeys((family, self._faces[other][0], self._faces[latin_regular][0])))
        return {
            "lang": language.tag.split("-")[0],
            "right_to_left": page.right_to_left,
            "families": families,
            "weights": weights,
            "leading": language.leading,
            "body_pt": page.body_pt,
            "numbers_pt": page.numbers_pt,
            "small_pt": SMALL_PT,
            "foot_pt": FOOT_PT,
            "qr_pt": qr_shape(page.flyer.website).box.width * FootSizes().modules[0],
        }


def content_of(page: PeerPage) -> dict[str, Any]:
    """What stands on the page, as JSON can hold it: every peer sets the same."""
    flyer, words = page.flyer, page.flyer.words
    return {
        "paper": {"width_pt": page.paper.width_pt, "height_pt": page.paper.height_pt, "margin_pt": MARGIN_PT},
        "author": "Asylum Seeker Advocacy Project (ASAP)",
        "date": _date(flyer),
        "city_own": flyer.city_own,
        "city_latin": flyer.city_latin,
        "title": flyer.title,
        "language_own": flyer.language_own,
        "language_english": flyer.language_english,
        "say": _say(flyer),
        "archived": flyer.archived,
        "words": {
            "sides": [side.words for side in words.sides],
            "or_": words.or_,
            "whatsapp": words.whatsapp,
            "answers_heading": words.answers_heading,
            "last_updated": words.last_updated,
            "changing": words.changing,
            "contact": words.contact,
            "no_local_number": words.no_local_number,
            "see_website": words.see_website,
            "scan": words.scan,
            "more": words.more,
            "disclaimer": words.disclaimer,
            "incomplete": words.incomplete,
            "qr_code": words.qr_code,
        },
        "unreviewed": [flyer.unreviewed.own, flyer.unreviewed.english] if flyer.unreviewed else [],
        "sections": [
            {"title": section.title, "entries": [_entry(entry) for entry in section.entries]}
            for section in flyer.sections
        ],
        "columns": _columns(flyer),
        "website": flyer.website,
        "website_printed": flyer.website_printed,
        "qr_svg": qr_svg(flyer.website),
        "staff_line": staff_line(flyer, "flyer", page.paper, edition_code(flyer)),
    }


def fonts_of(language: Language, latin: Sequence[str], fonts: Path, folder: Path) -> Path:
    """A new folder inside `folder` with the faces of one language only, so that Typst need not look at the others."""
    wanted = {*latin, *language.fonts.files}
    if language.latin:
        wanted |= {*language.latin.files}
    target = folder / f"fonts-{language.tag}"
    target.mkdir()
    for face in sorted(wanted):
        try:
            os.link(fonts / f"{face}.ttf", target / f"{face}.ttf")
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(fonts / f"{face}.ttf", target / f"{face}.ttf")
    return target


def qr_svg(address: str) -> str:
    """Our QR code's own outline as SVG, one unit a module, without the quiet zone (white paper is around it)."""
    path = qr_shape(address)
    commands = "".join(name + ",".join(f"{number:g}" for number in numbers) for name, numbers in path.segments)
    width, height = path.box.width, path.box.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f'<path fill-rule="evenodd" d="{commands}"/></svg>'
    )


def _string_literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _date(flyer: Flyer) -> dict[str, int]:
    day = flyer.information_of
    return {"year": day.year, "month": day.month, "day": day.day}


def _say(flyer: Flyer) -> list[str]:
    if flyer.say is None:
        return []
    phrases = (f"{name} {phrase} {by_sound}".strip() for _, name, phrase, by_sound in flyer.say.phrases)
    return [flyer.say.heading, *phrases]


def _columns(flyer: Flyer) -> list[list[dict[str, str]]]:
    """The questions in two columns of about equal length: Typst does not balance columns by itself."""
    questions = [
        {"text": question.text, "answers": " ".join(answer.text for answer in question.answers)}
        for question in flyer.questions
    ]
    lengths = [len(question["text"]) + len(question["answers"]) for question in questions]
    first = min(range(len(questions) + 1), key=lambda count: abs(sum(lengths[:count]) - sum(lengths[count:])))
    return [questions[:first], questions[first:]]


def _number(number: DialString | None) -> dict[str, str] | None:
    return None if number is None else {"printed": number.printed, "href": number.href}


def _row(row: NumberRow) -> dict[str, object]:
    return {
        "dials": [_number(dial) for dial in row.dials],
        "label": row.label,
        "extension": row.extension,
        "hours": row.hours,
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "place": entry.place,
        "service": entry.service,
        "rows": [_row(row) for row in entry.rows],
        "whatsapp": [_number(number) for number in entry.whatsapp],
        "visit": {"label": entry.visit.label, "address": entry.visit.address} if entry.visit else None,
    }

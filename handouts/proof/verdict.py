"""Compare the paper with the Flyer: what a person who checks every sheet would look for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace

from handouts.content.compose import LOCAL_SECTION
from handouts.content.flyer import Flyer
from handouts.content.languages import is_right_to_left
from handouts.paper import Paper
from handouts.proof.faces import Faces
from handouts.proof.ink import ink_findings
from handouts.proof.links import link_findings
from handouts.proof.places import place_findings
from handouts.proof.reading import ReadPage, UnreadableError, page_pictures, read_pages

INK_MARGIN_PT = 18.0
"""0.25 inch to the paper's edge for everything."""
_DIGIT_GROUPS = re.compile(r"\+?[(]?[0-9][0-9 ()\-]{5,}[0-9]")
_FIGURES = re.compile(r"[0-9]+")
_CONTROLS = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD])


@dataclass(frozen=True, slots=True)
class Expected:
    """What a format promises: how many pages of which size, how many QR codes; whether all dial strings and the
    answers stand on it, or (cards) some of the first and none of the second."""

    page: Paper
    pages: int = 1
    codes: int = 1
    all_numbers: bool = True
    answers: bool = True


def prove_sheet(
    pdf: bytes,
    flyer: Flyer,
    expected: Expected,
    left_out: Collection[str],
    edition: str,
    faces: Faces | None = None,
) -> tuple[str, ...]:
    """What is wrong with this sheet, in words; empty where nothing is.

    `left_out` is the one thing taken from layout: ids of details that are not on the page. It may hold no essential.
    `faces`: the fonts, to compare the picture of each dial string with; without them that one check is not made.
    """
    try:
        pages = read_pages(pdf)
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)
    return tuple(_findings(pages, flyer, expected, left_out, edition, faces))


def prove_flyer(
    pdf: bytes,
    flyer: Flyer,
    paper: Paper,
    left_out: Collection[str],
    edition: str,
    faces: Faces | None = None,
) -> tuple[str, ...]:
    """As `prove_sheet`, for the one-page flyer on `paper`."""
    return prove_sheet(pdf, flyer, Expected(paper), left_out, edition, faces)


def _findings(
    pages: tuple[ReadPage, ...],
    flyer: Flyer,
    expected: Expected,
    left_out: Collection[str],
    edition: str,
    faces: Faces | None,
) -> Iterator[str]:
    if len(pages) != expected.pages:
        yield f"it has {len(pages)} pages, not {expected.pages}"
        return
    size = expected.page
    for page in pages:
        if abs(page.width_pt - size.width_pt) > 0.5 or abs(page.height_pt - size.height_pt) > 0.5:
            measured, wanted = f"{page.width_pt:g} x {page.height_pt:g}", f"{size.width_pt:g} x {size.height_pt:g}"
            yield f"a page measures {measured} pt, not {wanted}"
        if not page.embedded:
            yield "a font is not embedded"
        if page.ink_margin_pt < INK_MARGIN_PT:
            yield f"ink comes within {page.ink_margin_pt:.1f} pt of the paper's edge; {INK_MARGIN_PT:g} is the least"
    codes = [code for page in pages for code in page.qr_codes]
    if codes != [flyer.website] * expected.codes:
        yield f"the QR codes read {codes}, not {expected.codes} times {flyer.website}"
    sheet = _joined(pages)
    yield from _number_findings(sheet, flyer, expected)
    yield from _figure_findings(sheet, flyer, edition)
    yield from link_findings(pages, flyer, all_numbers=expected.all_numbers)
    if faces is not None:
        yield from ink_findings(pages, flyer, faces)
    if expected.all_numbers:
        yield from place_findings(pages, flyer)
    essential = [piece.id for question in flyer.questions for piece in question.answers if piece.essential]
    gone = [piece for piece in essential if piece in left_out]
    if gone and expected.answers:
        yield f"layout left out what is essential: {', '.join(gone)}"
    if expected.answers:
        head = replace(sheet, text=_head_text(pages[0]), second_text=_first_lines(pages[0]))
        if missing := _Vocabulary(head, is_right_to_left(flyer.language)).missing_from(flyer.city_own):
            yield f"the city does not stand at the top of the page; not found: {' '.join(missing)}"
    vocabulary = _Vocabulary(sheet, is_right_to_left(flyer.language))
    texts = _texts_that_must_stand(flyer, left_out, edition) if expected.answers else _texts_of_cards(flyer, edition)
    for what, text in texts:
        if missing := vocabulary.missing_from(text):
            yield f"{what} is not on the page as it should be; not found: {' '.join(missing[:6])}"


def _head_text(page: ReadPage) -> str:
    """What stands in the top eighth of a page: the city, by which stacks of sheets are sorted."""
    return "".join(each.text for each in page.characters if each.baseline_pt < page.height_pt / 8)


def _first_lines(page: ReadPage) -> str:
    """The same by the other reader, to whom the first lines of the content are the head."""
    return "\n".join(page.second_text.splitlines()[:6])


def _joined(pages: tuple[ReadPage, ...]) -> ReadPage:
    """The pages of one sheet read as one."""
    return replace(
        pages[0],
        text="\n".join(page.text for page in pages),
        second_text="\n".join(page.second_text for page in pages),
    )


def _texts_of_cards(flyer: Flyer, edition: str) -> Iterator[tuple[str, str]]:
    words = flyer.words
    yield "the city", flyer.city_own
    yield "the date", words.last_updated
    yield "the side of Mexico", words.from_mexico
    yield "the side of the U.S.", words.from_us
    yield "the disclaimer", words.disclaimer
    yield "that the list is likely incomplete", words.incomplete
    yield "the website", flyer.website_printed
    yield "the edition", edition
    if flyer.unreviewed is not None:
        yield "that the translation is not reviewed", flyer.unreviewed.own


def _texts_that_must_stand(flyer: Flyer, left_out: Collection[str], edition: str) -> Iterator[tuple[str, str]]:
    words = flyer.words
    yield "the city", flyer.city_own
    yield "the city in Latin letters", flyer.city_latin
    yield "the title", flyer.title
    yield "the date", words.last_updated
    yield "the sentence beside the date", words.changing
    yield "the heading of the answers", words.answers_heading
    yield "the disclaimer", words.disclaimer
    yield "that the list is likely incomplete", words.incomplete
    yield "where to find more", words.more
    yield "the website", flyer.website_printed
    yield "the edition", edition
    yield "that there is no local number", words.no_local_number
    if flyer.unreviewed is not None:
        yield "that the translation is not reviewed", f"{flyer.unreviewed.own} {flyer.unreviewed.english}"
    for line in flyer.archived:
        yield "that the sheet is archived", line
    if "names-without-number" not in left_out:
        yield "the names without a number", words.see_website
    for section in flyer.sections:
        if section.id != LOCAL_SECTION:  # the local heading repeats the city, which is checked; narrow tables drop it
            yield f"the heading of {section.id}", section.title
        for entry in section.entries:
            yield f"the name {entry.name}", entry.name
            yield f"the service of {entry.name}", entry.service
            yield f"the place of {entry.name}", entry.place
            if entry.visit is not None:
                yield f"the address of {entry.name}", f"{entry.visit.label} {entry.visit.address}"
            for row in entry.rows:
                yield f"a label of {entry.name}", f"{row.label} {row.extension} {row.hours}".strip()
    for question in flyer.questions:
        printed = [piece for piece in question.answers if piece.id not in left_out]
        if printed:
            yield f"the question {question.id}", question.text
        for piece in printed:
            yield f"the answer {piece.id}", piece.text


# --- numbers ----------------------------------------------------------------------------------------------------


def _number_findings(page: ReadPage, flyer: Flyer, expected: Expected) -> Iterator[str]:
    """Every dial string, digit for digit, by both readers; and no number that the flyer does not hold."""
    wanted = Counter(dial.printed for dial in flyer.dial_strings())
    for reader, text in (("pdfium", page.text), ("pdfminer.six", page.second_text)):
        flat = _flat(text)
        standing = 0
        for printed, count in wanted.items():
            pattern = re.compile(rf"(?<![0-9+(\-]){re.escape(printed)}(?![0-9\-])")
            found = len(pattern.findall(flat))
            standing += min(found, 1)
            if found < count and expected.all_numbers:
                yield f"{reader} does not find {printed} ({found} of {count})"
        if not standing:
            yield f"{reader} finds no number at all"
    known = {_digits(printed) for printed in wanted}
    allowed = [_digits(text) for text in _flat_texts(flyer)]
    lines = [_flat(line) for line in page.text.splitlines()]
    for candidate in (found for line in lines for found in _DIGIT_GROUPS.findall(line)):
        digits = _digits(candidate)
        if len(digits) >= 7 and not _made_of(digits, known) and not any(digits in text for text in allowed):
            yield f"{candidate.strip()} stands on the page, but is no number of this flyer"


def _figure_findings(page: ReadPage, flyer: Flyer, edition: str) -> Iterator[str]:
    """Every group of three digits or more must stand in a text of the flyer: a short code has three."""
    known = set(_FIGURES.findall(edition))
    for text in _strings(asdict(flyer)):
        known.update(_FIGURES.findall(_flat(text)))
    dialled = {_digits(dial.printed) for dial in flyer.dial_strings()} | known
    found = dict.fromkeys(figures for line in page.text.splitlines() for figures in _FIGURES.findall(_flat(line)))
    for figures in found:
        if len(figures) >= 3 and figures not in known and not (len(figures) > 4 and _made_of(figures, dialled)):
            yield f"{figures} stands on the page, but in no text of this flyer"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _strings(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _strings(below)


def _flat_texts(flyer: Flyer) -> Iterator[str]:
    """Texts that may hold long digit groups of their own (postcodes beside house numbers, dates)."""
    yield flyer.words.last_updated
    for section in flyer.sections:
        for entry in section.entries:
            if entry.visit is not None:
                yield f" {entry.visit.address} "
            for row in entry.rows:
                yield f" {row.extension} {row.hours} "
    for question in flyer.questions:
        for piece in question.answers:
            yield f" {piece.text} "


def _made_of(digits: str, known: Collection[str]) -> bool:
    """Whether digits that a reader ran together are dial strings of the flyer, one after the other."""
    if not digits:
        return True
    return any(digits.startswith(one) and _made_of(digits[len(one) :], known) for one in known if one)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isdigit())


# --- sentences --------------------------------------------------------------------------------------------------


def _flat(text: str) -> str:
    """One space for every white space; compatibility forms and controls out of the way."""
    text = unicodedata.normalize("NFKC", text).translate(_CONTROLS)
    return re.sub(r"\s+", " ", text)


def _skeleton(text: str) -> str:
    """Letters and digits only, without marks: what readers of complex scripts agree on."""
    flat = unicodedata.normalize("NFD", _flat(text)).casefold()
    return "".join(character for character in flat if unicodedata.category(character)[0] in "LN")


class _Vocabulary:
    """What can be read on the page. A text stands where its letters do, one after the other; on right-to-left pages,
    where no reader gives back whole sentences, where each of its words does."""

    def __init__(self, page: ReadPage, right_to_left: bool) -> None:
        self._right_to_left = right_to_left
        self._texts = [_flat(page.text), _flat(page.second_text)]
        self._runs = [_skeleton(page.text), _skeleton(page.second_text)]
        lines = [_skeleton(line) for text in (page.text, page.second_text) for line in text.splitlines()]
        # Right-to-left lines stand in the content in visual order: read backwards, they are logical again.
        self._runs.append(" ".join(line[::-1] for line in lines))

    def missing_from(self, text: str) -> list[str]:
        """The words of `text` that are not on the page; empty where all are."""
        whole = _skeleton(text)
        if not whole or any(whole in run for run in self._runs):
            return []
        words = [skeleton for word in _flat(text).split(" ") if (skeleton := _skeleton(word))]
        if not self._right_to_left:
            return words
        return [word for word in words if not self._has(word)]

    def _has(self, word: str) -> bool:
        """Whether a word stands anywhere; digits only as a whole number: 8 is not in 2085."""
        if word.isdigit():
            return any(re.search(rf"(?<![0-9]){word}(?![0-9])", text) for text in self._texts)
        return any(word in run for run in self._runs)


# --- booklets ---------------------------------------------------------------------------------------------------


def prove_booklet(pdf: bytes, flyers: Collection[tuple[str, bytes]], first_page: int) -> tuple[str, ...]:
    """What is wrong with a booklet: its pages from `first_page` (from 0) on must be the flyers, in order: the same
    pixels, and the same characters (their order in pdfium's text depends on the direction of the whole document).

    `flyers`: (name, the finished one-page PDF).
    """
    try:
        pages = page_pictures(pdf)
        if len(pages) != first_page + len(flyers):
            return (f"it has {len(pages)} pages, not {first_page + len(flyers)}",)
        wrong = [
            name
            for (name, flyer), page in zip(flyers, pages[first_page:], strict=True)
            if page_pictures(flyer) != (page,)
        ]
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)
    return tuple(f"the page of {name} is not the same as its flyer" for name in wrong)

"""Proof is worth something only if it fails: every sheet here is wrong in one thing, and proof names it.

The sheets are drawn by the program itself, from a Flyer that was tampered with before layout or from finished bytes
that were tampered with afterwards, and proved against the honest Flyer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pypdf
import pytest

from handouts.content.compose import Composition, compose_all
from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer, NumberRow, Section
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LaidOut, LanguageSetting, lay_out_flyer, qr_shape, staff_line, typography_of, with_code
from handouts.layout.page.placed import DocumentInfo
from handouts.paper import A4, LETTER, Paper
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.proof import Tools, prove_sheet
from handouts.text import FontLibrary, Typesetter
from tests.sheets.finished import ROOT

CITY = "tijuana-san-diego"
Tampering = Callable[[Flyer], Flyer]


@dataclass(frozen=True, slots=True)
class Drawn:
    pdf: bytes
    left_out: tuple[str, ...]


class Press:
    """Draws flyers as a build does."""

    def __init__(self) -> None:
        self.data = load_data(ROOT / "data")
        self.composition: Composition = compose_all(self.data)
        self.library = FontLibrary(ROOT / "fonts")
        self.typesetter = Typesetter(self.library)

    def flyer(self, language: str, city: str = CITY) -> Flyer:
        return self.composition.flyers[language, city]

    def draw(self, flyer: Flyer, *, pretended: Flyer | None = None, website: str = "", paper: Paper = LETTER) -> Drawn:
        """A sheet with the code of this content, or of another."""
        languages = self.data.languages.languages
        language = next(each for each in languages if each.tag == flyer.language)
        setting = LanguageSetting(typography_of(language, languages), self.typesetter)
        laid = lay_out_flyer(
            flyer, setting, paper, qr_shape(website or flyer.website), staff_line(flyer, "flyer", paper)
        )
        assert isinstance(laid, LaidOut)
        pages = with_code(laid.pages, edition_code(pretended or flyer, DRAWN["flyer"].extent(laid)), setting)
        plan = plan_fonts(pages, self.library)
        info = DocumentInfo("Title", flyer.language, flyer.language == "ar", flyer.information_of.isoformat(), "Author")
        pdf = draw_document(pages, info, plan, DrawCache(plan))
        return Drawn(pdf, tuple(laid.left_out))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def proved(honest: Flyer, drawn: Drawn, paper: Paper = LETTER) -> tuple[str, ...]:
    expected = DRAWN["flyer"].expected(paper)
    edition = edition_code(honest, expected.extent(drawn.left_out))
    return prove_sheet(drawn.pdf, honest, expected, drawn.left_out, edition, Tools(ROOT / "fonts"))


def findings_of(press: Press, tampering: Tampering, language: str = "en") -> str:
    """What proof says of a sheet drawn from a flyer that was tampered with; its edition is the honest one's."""
    honest = press.flyer(language)
    tampered = tampering(honest)
    assert tampered != honest
    return "\n".join(proved(honest, press.draw(tampered, pretended=honest)))


def with_dials(flyer: Flyer, change: Callable[[DialString], DialString]) -> Flyer:
    """The flyer with every dial string changed."""

    def in_row(row: NumberRow) -> NumberRow:
        return replace(row, dials=tuple(dial and change(dial) for dial in row.dials))

    def in_entry(entry: Entry) -> Entry:
        return replace(entry, rows=tuple(map(in_row, entry.rows)), whatsapp=tuple(map(change, entry.whatsapp)))

    return with_entries(flyer, lambda _, entries: tuple(map(in_entry, entries)))


def with_entries(flyer: Flyer, change: Callable[[Section, tuple[Entry, ...]], tuple[Entry, ...]]) -> Flyer:
    sections = tuple(replace(section, entries=change(section, section.entries)) for section in flyer.sections)
    return replace(flyer, sections=sections)


def with_rows(flyer: Flyer, name: str, change: Callable[[tuple[NumberRow, ...]], tuple[NumberRow, ...]]) -> Flyer:
    return with_entries(
        flyer,
        lambda _, entries: tuple(
            replace(entry, rows=change(entry.rows)) if entry.name == name else entry for entry in entries
        ),
    )


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh-Hans"])
def test_an_honest_sheet_stands(press: Press, language: str) -> None:
    flyer = press.flyer(language)
    assert proved(flyer, press.draw(flyer)) == ()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("664", "646"), ("8994", "8949"), ("858", "585"), ("0999", "9099")],
)
def test_two_digits_in_the_wrong_order(press: Press, language: str, right: str, wrong: str) -> None:
    found = findings_of(
        press,
        lambda flyer: with_dials(flyer, lambda dial: replace(dial, printed=dial.printed.replace(right, wrong))),
        language,
    )
    assert f"{right}" in found
    assert "does not find" in found
    assert "is no number of this flyer" in found


def test_a_digit_too_few_and_a_digit_too_many(press: Press) -> None:
    for wrong in ("664 208 899", "664 208 89944"):
        found = findings_of(
            press,
            lambda flyer, wrong=wrong: with_dials(  # type: ignore[misc]
                flyer, lambda dial: replace(dial, printed=dial.printed.replace("664 208 8994", wrong))
            ),
        )
        assert "does not find 664 208 8994" in found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_row_that_is_missing(press: Press, language: str) -> None:
    found = findings_of(press, lambda flyer: with_rows(flyer, "HIAS", lambda rows: rows[:1]), language)
    assert "205" in found
    assert "4659" in found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_number_from_the_other_side(press: Press, language: str) -> None:
    """The strings of the two sides exchanged: each stands under the side from which it can't be dialled."""
    found = findings_of(
        press,
        lambda flyer: with_rows(
            flyer,
            "ImmDef",
            lambda rows: tuple(replace(row, dials=row.dials[::-1]) for row in rows),
        ),
        language,
    )
    assert found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_number_beside_another_organisation(press: Press, language: str) -> None:
    def exchanged(flyer: Flyer) -> Flyer:
        rows = {entry.name: entry.rows for section in flyer.sections for entry in section.entries}
        return with_rows(with_rows(flyer, "ImmDef", lambda _: rows["KIND"]), "KIND", lambda _: rows["ImmDef"])

    assert findings_of(press, exchanged, language)


def test_a_number_of_another_city(press: Press) -> None:
    other = press.flyer("en", "nogales").sections[0].entries
    found = findings_of(
        press, lambda flyer: with_entries(flyer, lambda section, entries: entries + other * (section.id == "children"))
    )
    assert "631 316 2086 stands on the page, but is no number of this flyer" in found


def test_a_link_that_dials_another_number(press: Press) -> None:
    found = findings_of(
        press, lambda flyer: with_dials(flyer, lambda dial: replace(dial, href=dial.href.replace("999", "998")))
    )
    assert "live links are not those of the flyer" in found


def test_the_qr_code_of_another_page(press: Press) -> None:
    flyer = press.flyer("en")
    found = proved(flyer, press.draw(flyer, website="https://www.asylumadvocacy.org/"))
    assert any("the QR codes read [['https://www.asylumadvocacy.org/']]" in finding for finding in found)


def test_another_paper(press: Press) -> None:
    flyer = press.flyer("en")
    assert any("a page measures" in finding for finding in proved(flyer, press.draw(flyer, paper=A4)))
    assert any("a page measures" in finding for finding in proved(flyer, press.draw(flyer), paper=A4))


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh-Hans"])
@pytest.mark.parametrize("word", ["disclaimer", "incomplete", "last_updated", "changing"])
def test_a_sentence_that_must_stand_is_missing(press: Press, language: str, word: str) -> None:
    other = press.flyer(language).words.more
    found = findings_of(press, lambda flyer: replace(flyer, words=replace(flyer.words, **{word: other})), language)
    assert "is not on the page as it should be" in found


def test_another_date(press: Press) -> None:
    found = findings_of(
        press,
        lambda flyer: replace(flyer, words=replace(flyer.words, last_updated="Last updated on April 8, 2021")),
    )
    assert "the date is not on the page" in found


def test_an_essential_answer_that_was_left_out(press: Press) -> None:
    flyer = press.flyer("en")
    essential = next(piece.id for question in flyer.questions for piece in question.answers if piece.essential)
    drawn = press.draw(flyer)
    found = proved(flyer, replace(drawn, left_out=(*drawn.left_out, essential)))
    assert f"layout left out what is essential: {essential}" in found


def test_another_answer(press: Press) -> None:
    def reversed_meaning(flyer: Flyer) -> Flyer:
        first = flyer.questions[0]
        answer = replace(first.answers[0], text=first.answers[0].text.replace("Unfortunately, no", "Fortunately, yes"))
        return replace(flyer, questions=(replace(first, answers=(answer, *first.answers[1:])), *flyer.questions[1:]))

    assert "the answer border-open/denied is not on the page" in findings_of(press, reversed_meaning)


def test_another_edition(press: Press) -> None:
    flyer = press.flyer("en")
    found = proved(flyer, press.draw(flyer, pretended=press.flyer("en", "nogales")))
    assert any("the edition is not on the page" in finding for finding in found)


def test_another_language_and_another_city(press: Press) -> None:
    honest = press.flyer("en")
    for other in (press.flyer("es"), press.flyer("en", "mexicali")):
        assert len(proved(honest, press.draw(other))) > 5


def test_two_pages_and_no_pages(press: Press) -> None:
    flyer = press.flyer("en")
    drawn = press.draw(flyer)
    writer = pypdf.PdfWriter()
    writer.append(BytesIO(drawn.pdf))
    writer.append(BytesIO(drawn.pdf))
    out = BytesIO()
    writer.write(out)
    assert proved(flyer, Drawn(out.getvalue(), drawn.left_out)) == ("it has 2 pages, not 1",)
    for broken in (b"", b"%PDF-1.7\n", drawn.pdf[: len(drawn.pdf) // 2]):
        assert proved(flyer, Drawn(broken, ())) != ()


def test_a_font_that_is_not_embedded(press: Press) -> None:
    flyer = press.flyer("en")
    drawn = press.draw(flyer)
    with pikepdf.open(BytesIO(drawn.pdf)) as document:
        for entry in document.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry:
                del entry.FontFile2
        out = BytesIO()
        document.save(out)
    found = proved(flyer, Drawn(out.getvalue(), drawn.left_out))
    assert any(finding.startswith("a font is not embedded") for finding in found)


def test_ink_at_the_edge_of_the_paper(press: Press) -> None:
    flyer = press.flyer("en")
    drawn = press.draw(flyer)
    found = proved(flyer, Drawn(over_drawn(drawn.pdf, b"0 g 4 300 30 2 re f"), drawn.left_out))
    assert any("the paper's edge" in finding for finding in found)


def test_a_number_under_white_paint(press: Press) -> None:
    """Every reader of text finds what nobody can see."""
    flyer = press.flyer("en")
    drawn = press.draw(flyer)
    found = proved(flyer, Drawn(over_drawn(drawn.pdf, b"1 g 260 350 320 280 re f"), drawn.left_out))
    assert found != ()


def over_drawn(pdf: bytes, operators: bytes) -> bytes:
    """The sheet with something painted over it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].contents_add(b"q " + operators + b" Q")
        out = BytesIO()
        document.save(out)
    return out.getvalue()

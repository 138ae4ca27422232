"""Proof can fail: the writer, the layout or the Flyer is sabotaged in one way at a time, and every way is caught.

Each sheet is drawn by the program itself; what is tampered with is the Flyer before layout, the placed page before
drawing, or the finished file. It is proved against the honest Flyer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from handouts.content.compose import compose_all
from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer
from handouts.content.load import load_data
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.language_worker import sheet_info
from handouts.layout import LaidOut, lay_out_flyer, qr_path, staff_line, typography_of
from handouts.layout.placed import Element, Link, Mark, PlacedLine, PlacedPage, PlacedRule
from handouts.paper import A4, LETTER, Paper
from handouts.proof import Faces, prove_flyer
from handouts.proof.ink import LEAST_SIZE_PT, same_picture
from handouts.proof.reading import PIXELS_PER_PT
from handouts.text import FontLibrary, Typesetter
from handouts.text.glyphs import Glyph, GlyphRun, Line
from tests.build.small import ROOT

CITY = "nogales"
MEXICO, US = "631 316 2086", "011 52 631 316 2086"
OTHER_MEXICO, OTHER_US = "00 1 520 287 2370", "(520) 287-2370"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn: any of it may be tampered with."""

    flyer: Flyer
    edition: str
    website: str
    paper: Paper = LETTER
    page: Callable[[PlacedPage], PlacedPage] = lambda page: page
    file: Callable[[bytes], bytes] = lambda pdf: pdf


class Press:
    """Draws and proves flyers as a build does."""

    def __init__(self) -> None:
        self.data = load_data(ROOT / "data")
        self.flyers = compose_all(self.data).flyers
        self.library = FontLibrary(ROOT / "fonts")
        self.typesetter = Typesetter(self.library)
        self.faces = Faces(ROOT / "fonts")

    def honest(self, language: str = "en", city: str = CITY) -> Sheet:
        flyer = self.flyers[language, city]
        return Sheet(flyer, edition_code(flyer), flyer.website)

    def draw(self, sheet: Sheet) -> tuple[bytes, tuple[str, ...]]:
        languages = self.data.languages.languages
        language = next(each for each in languages if each.tag == sheet.flyer.language)
        staff = staff_line(sheet.flyer, "flyer", sheet.paper, sheet.edition)
        typography = typography_of(language, languages)
        laid = lay_out_flyer(sheet.flyer, typography, sheet.paper, self.typesetter, qr_path(sheet.website), staff)
        assert isinstance(laid, LaidOut)
        pages = [sheet.page(page) for page in laid.pages]
        plan = plan_fonts(pages, self.library)
        pdf = draw_document(pages, sheet_info(sheet.flyer, "Author", sheet.edition), plan, DrawCache(plan))
        return sheet.file(pdf), laid.left_out

    def findings(self, sheet: Sheet, language: str = "en") -> tuple[str, ...]:
        honest = self.honest(language)
        pdf, left_out = self.draw(sheet)
        return prove_flyer(pdf, honest.flyer, LETTER, left_out, honest.edition, self.faces)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


# --- tampering with the Flyer -------------------------------------------------------------------------------------


def with_entries(flyer: Flyer, change: Callable[[Entry], Entry | None]) -> Flyer:
    sections = tuple(
        replace(section, entries=tuple(new for entry in section.entries if (new := change(entry)) is not None))
        for section in flyer.sections
    )
    return replace(flyer, sections=sections)


def with_dials(flyer: Flyer, change: Callable[[DialString], DialString | None]) -> Flyer:
    def in_entry(entry: Entry) -> Entry:
        rows = tuple(
            replace(
                row,
                from_mexico=change(row.from_mexico) if row.from_mexico else None,
                from_us=change(row.from_us) if row.from_us else None,
            )
            for row in entry.rows
        )
        return replace(entry, rows=tuple(row for row in rows if row.from_mexico or row.from_us))

    return with_entries(flyer, in_entry)


def printed(old: str, new: str) -> Callable[[Sheet], Sheet]:
    """A dial string printed otherwise; its link is right."""

    def tamper(sheet: Sheet) -> Sheet:
        def change(dial: DialString) -> DialString:
            return replace(dial, printed=new) if dial.printed == old else dial

        return replace(sheet, flyer=with_dials(sheet.flyer, change))

    return tamper


def words(**changed: str) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, flyer=replace(sheet.flyer, words=replace(sheet.flyer.words, **changed)))


def columns_swapped(sheet: Sheet) -> Sheet:
    def change(entry: Entry) -> Entry:
        rows = tuple(replace(row, from_mexico=row.from_us, from_us=row.from_mexico) for row in entry.rows)
        return replace(entry, rows=rows)

    return replace(sheet, flyer=with_entries(sheet.flyer, change))


def names_swapped(sheet: Sheet) -> Sheet:
    names = {"KIND": "Catholic Charities", "Catholic Charities": "KIND"}
    return replace(
        sheet, flyer=with_entries(sheet.flyer, lambda each: replace(each, name=names.get(each.name, each.name)))
    )


def organisation_missing(sheet: Sheet) -> Sheet:
    return replace(sheet, flyer=with_entries(sheet.flyer, lambda entry: None if entry.name == "KIND" else entry))


def number_of_another_city(press: Press) -> Callable[[Sheet], Sheet]:
    other = press.flyers["en", "south-texas"].sections[0].entries[0]

    def change(entry: Entry) -> Entry:
        return replace(entry, rows=(*entry.rows, *other.rows)) if entry.name == "KIND" else entry

    return lambda sheet: replace(sheet, flyer=with_entries(sheet.flyer, change))


def answers_without(piece_id: str) -> Callable[[Sheet], Sheet]:
    def tamper(sheet: Sheet) -> Sheet:
        questions = tuple(
            replace(question, answers=tuple(piece for piece in question.answers if piece.id != piece_id))
            for question in sheet.flyer.questions
        )
        return replace(sheet, flyer=replace(sheet.flyer, questions=questions))

    return tamper


def answers_in_another_order(sheet: Sheet) -> Sheet:
    """The questions keep their places, the answers go round."""
    answers = [question.answers for question in sheet.flyer.questions]
    texts = [piece.text for pieces in answers for piece in pieces]
    moved = iter([*texts[1:], texts[0][::-1]])
    questions = tuple(
        replace(question, answers=tuple(replace(piece, text=next(moved)) for piece in question.answers))
        for question in sheet.flyer.questions
    )
    return replace(sheet, flyer=replace(sheet.flyer, questions=questions))


# --- tampering with the placed page -------------------------------------------------------------------------------

Change = Callable[[Element | Mark], Element | Mark | None]


def changed(page: PlacedPage, change: Change) -> PlacedPage:
    """The page with every element and mark changed, from the leaves up; None takes it out."""

    def below(node: Element | Mark) -> Element | Mark | None:
        if isinstance(node, Element):
            node = node._replace(children=tuple(new for child in node.children if (new := below(child)) is not None))
        return change(node)

    elements = tuple(new for element in page.elements if isinstance(new := below(element), Element))
    return replace(page, elements=elements)


def lines_of(page: PlacedPage) -> Iterator[PlacedLine]:
    def below(node: Element | Mark) -> Iterator[PlacedLine]:
        if isinstance(node, Element):
            for child in node.children:
                yield from below(child)
        elif isinstance(node, PlacedLine):
            yield node

    for element in page.elements:
        yield from below(element)


def line_with(page: PlacedPage, text: str) -> PlacedLine:
    return next(line for line in lines_of(page) if _plain(line) == text)


def _plain(line: PlacedLine) -> str:
    return "".join(c for c in line.line.text if c not in "\u2066\u2067\u2068\u2069\u00a0").strip()


def on_line(text: str, change: Callable[[PlacedLine], PlacedLine | None]) -> Callable[[Sheet], Sheet]:
    """One line of the page changed: that with this text."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            target = line_with(placed, text)
            return changed(placed, lambda node: change(target) if node is target else node)

        return replace(sheet, page=page)

    return tamper


def moved(x_pt: float, y_pt: float) -> Callable[[PlacedLine], PlacedLine]:
    return lambda line: line._replace(x_pt=line.x_pt + x_pt, y_pt=line.y_pt + y_pt)


def with_runs(change: Callable[[GlyphRun], GlyphRun]) -> Callable[[PlacedLine], PlacedLine]:
    def tamper(placed: PlacedLine) -> PlacedLine:
        old = placed.line
        line = Line(tuple(change(run) for run in old.runs), old.width_pt, old.ink, old.text)
        return placed._replace(line=line)

    return tamper


def with_glyphs(change: Callable[[list[Glyph]], list[Glyph]]) -> Callable[[PlacedLine], PlacedLine]:
    return with_runs(lambda run: replace(run, glyphs=tuple(change(list(run.glyphs)))))


def other_shapes(glyphs: list[Glyph]) -> list[Glyph]:
    """What is drawn are the first two different digits exchanged; what a reader of text finds is right."""
    second = next(index for index, glyph in enumerate(glyphs) if glyph.gid != glyphs[0].gid and glyph.text.isdigit())
    gids = {0: glyphs[second].gid, second: glyphs[0].gid}
    return [glyph._replace(gid=gids.get(index, glyph.gid)) for index, glyph in enumerate(glyphs)]


def exchanged(first: str, second: str) -> Callable[[Sheet], Sheet]:
    """Two lines in each other's places."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            one, two = line_with(placed, first), line_with(placed, second)
            places = {
                id(one): one._replace(x_pt=two.x_pt, y_pt=two.y_pt),
                id(two): two._replace(x_pt=one.x_pt, y_pt=one.y_pt),
            }
            return changed(placed, lambda node: places.get(id(node), node))

        return replace(sheet, page=page)

    return tamper


def on_links(change: Callable[[Link], Link | None]) -> Callable[[Sheet], Sheet]:
    def on_node(node: Element | Mark) -> Element | Mark:
        if isinstance(node, Element) and node.link is not None:
            link = change(node.link)
            return node._replace(link=link) if link else node._replace(role="Span", link=None)
        return node

    return lambda sheet: replace(sheet, page=lambda placed: changed(placed, on_node))


def links_exchanged(link: Link) -> Link:
    """Each of two numbers dials the other."""
    other = {"tel:+526313162086": "tel:+15202872370", "tel:+15202872370": "tel:+526313162086"}
    return replace(link, href=other.get(link.href, link.href))


def also_drawn(*marks: PlacedRule) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, page=lambda placed: replace(placed, artifacts=(*placed.artifacts, *marks)))


def struck_through(sheet: Sheet) -> Sheet:
    def page(placed: PlacedPage) -> PlacedPage:
        line = line_with(placed, MEXICO)
        y = line.y_pt - 5
        rule = PlacedRule(line.x_pt, y, line.x_pt + line.line.width_pt, y, 1.5)
        return replace(placed, artifacts=(*placed.artifacts, rule))

    return replace(sheet, page=page)


def copied_elsewhere(text: str, source: Callable[[], PlacedPage]) -> Callable[[Sheet], Sheet]:
    """A line of another page stands on this one too, as decoration that no screen reader reads."""

    def tamper(sheet: Sheet) -> Sheet:
        line = line_with(source(), text)._replace(x_pt=60.0, y_pt=745.0)
        return replace(sheet, page=lambda placed: replace(placed, artifacts=(*placed.artifacts, line)))

    return tamper


# --- tampering with the finished file -----------------------------------------------------------------------------


def saved(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def on_file(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, file=lambda pdf: saved(pdf, change))


def painted(operators: bytes, *, first: bool = False) -> Callable[[Sheet], Sheet]:
    """Operators before (and around) the content, or after it."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        new = operators + b"\n" + content if first else content + b"\nq " + operators + b" Q"
        page.Contents = document.make_stream(new)

    return on_file(change)


def _white(content: bytes) -> bytes:
    return content.replace(b"0 g 0 G", b"1 g 1 G")


def all_white(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_coalesce()
    page.Contents = document.make_stream(_white(page.Contents.read_bytes()))


def light_grey(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_coalesce()
    page.Contents = document.make_stream(page.Contents.read_bytes().replace(b"0 g 0 G", b"0.8 g 0.8 G"))


def without_fonts(document: pikepdf.Pdf) -> None:
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry:
            del entry.FontFile2


def twice(document: pikepdf.Pdf) -> None:
    document.pages.append(document.pages[0])


def turned(document: pikepdf.Pdf) -> None:
    document.pages[0].Rotate = 90


def cropped(document: pikepdf.Pdf) -> None:
    document.pages[0].CropBox = [0, 0, 612, 700]


def covered_by_a_note(document: pikepdf.Pdf) -> None:
    appearance = document.make_stream(b"1 g 0 0 400 60 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    appearance.BBox = [0, 0, 400, 60]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[220, 540, 600, 630], F=4,
        AP=pikepdf.Dictionary(N=appearance),
    )  # fmt: skip
    document.pages[0].Annots.append(document.make_indirect(note))


def other_unicode(document: pikepdf.Pdf) -> None:
    """The file says of each 6 that it is a 9: the ink is right, and every reader of text is deceived."""
    honest = b"1 beginbfrange\n<0001> <005F> <0020>"
    lies = b"3 beginbfrange\n<0001> <0016> <0020>\n<0017> <0017> <0039>\n<0018> <005F> <0037>"
    maps = [
        each.ToUnicode for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each
    ]
    lying = [each for each in maps if honest in each.read_bytes()]
    assert lying
    for each in lying:
        each.write(each.read_bytes().replace(honest, lies))


def larger_widths(document: pikepdf.Pdf) -> None:
    """Digits are drawn half the width: as if a viewer had other metrics."""
    page = document.pages[0]
    page.contents_coalesce()
    page.Contents = document.make_stream(page.Contents.read_bytes().replace(b"BT ", b"BT 60 Tz "))


def other_scheme(document: pikepdf.Pdf) -> None:
    for note in document.pages[0].Annots:
        if "/A" in note and str(note.A.get("/URI", "")).startswith("tel:+52"):
            note.A.URI = pikepdf.String(str(note.A.URI).replace("tel:", "sms:"))


def displaced_links(document: pikepdf.Pdf) -> None:
    for note in document.pages[0].Annots:
        left, bottom, right, top = (float(edge) for edge in note.Rect)
        note.Rect = [left, bottom - 21, right, top - 21]


# --- every way ----------------------------------------------------------------------------------------------------

WAYS: dict[str, Callable[[Sheet], Sheet]] = {
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
    "a dial string under the other side": on_line(MEXICO, moved(170, 11)),
    "two dial strings exchanged": exchanged(MEXICO, OTHER_MEXICO),
    "the two sides of a row exchanged": exchanged(OTHER_MEXICO, OTHER_US),
    "a number too small to read": on_line(MEXICO, with_runs(lambda run: replace(run, size_pt=2.0))),
    "a number a little smaller than its place": on_line(MEXICO, with_runs(lambda run: replace(run, size_pt=5.5))),
    "a rule through a number": struck_through,
    "ink at the edge": also_drawn(PlacedRule(3, 200, 3, 300, 1.5)),
    "a link missing": on_links(lambda link: None if link.href == "tel:+526313162086" else link),
    "every link missing": on_links(lambda _: None),
    "a link to another number": on_links(lambda link: replace(link, href=link.href.replace("2086", "2085"))),
    "two links exchanged": on_links(links_exchanged),
    # the rest of the sheet
    "another QR code": lambda sheet: replace(sheet, website="https://www.asylumadvocacy.org/"),
    "another edition": lambda sheet: replace(sheet, edition="2345678"),
    "another paper": lambda sheet: replace(sheet, paper=A4),
    # the file
    "cut off": lambda sheet: replace(sheet, file=lambda pdf: pdf[: len(pdf) // 2]),
    "empty": lambda sheet: replace(sheet, file=lambda _: b""),
    "fonts not embedded": on_file(without_fonts),
    "two pages": on_file(twice),
    "turned": on_file(turned),
    "cropped": on_file(cropped),
    "white on white": on_file(all_white),
    "light grey": on_file(light_grey),
    "invisible": painted(b"3 Tr", first=True),
    "clipped": painted(b"0 0 380 792 re W n", first=True),
    "mirrored": painted(b"-1 0 0 1 612 0 cm", first=True),
    "half the size": painted(b"0.5 0 0 0.5 100 300 cm", first=True),
    "painted over": painted(b"1 g 240 520 340 120 re f"),
    "one digit painted over": painted(b"1 g 270 580 9 20 re f"),
    "the QR code painted over": painted(b"1 g 36 30 90 90 re f 1 g 470 30 110 90 re f"),
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
    assert "911 stands on the page, but in no text of this flyer" in press.findings(extra)


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
        tile = press.faces.tile(font, size_pt * PIXELS_PER_PT, digit)
        assert tile is not None
        pictures[digit] = Image.new("L", (80, 80), 0)
        pictures[digit].paste(tile.picture, (20 + tile.left, 60 + tile.top))
    alike = [
        one + two for one in pictures for two in pictures if one != two and same_picture(pictures[one], pictures[two])
    ]
    assert alike == []
    assert all(same_picture(each, each) for each in pictures.values())

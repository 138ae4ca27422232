"""Ways to tamper with a sheet on its way to paper: the Flyer before layout, the placed page before drawing, or the
finished file. Each is a function from a Sheet to a Sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf

from handouts.content.compose import compose_all
from handouts.content.edition import edition_code
from handouts.content.flyer import DialString, Entry, Flyer
from handouts.content.together import composed_together
from handouts.draw import DrawCache, draw_document, plan_fonts
from handouts.layout import LaidOut, LanguageSetting, qr_shape, staff_line, typography_of, with_code
from handouts.layout.page.moving import moved_element, moved_mark
from handouts.layout.page.placed import Element, Link, Mark, PlacedLine, PlacedPage, PlacedRule, PlacedShape, marks_of
from handouts.paper import LETTER, Paper
from handouts.products.document_info import sheet_info
from handouts.products.loading import load_data
from handouts.products.table import DRAWN
from handouts.proof import Tools, prove_sheet
from handouts.text import FontLibrary, Typesetter
from handouts.text.glyphs import Glyph, GlyphRun, Line
from tests.build.small import ROOT

CITY = "nogales"
MEXICO, US = "631 316 2086", "011 52 631 316 2086"
OTHER_MEXICO, OTHER_US = "00 1 520 287 2370", "(520) 287-2370"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn: any of it may be tampered with. `page` changes the page of that index, `left_out` what layout says
    it left out. The code is that of `pretended` content, unless there is another `edition`."""

    flyer: Flyer
    pretended: Flyer
    website: str
    form: str = "flyer"
    edition: str = ""
    paper: Paper = LETTER
    page: Callable[[PlacedPage], PlacedPage] = lambda page: page
    index: int = 0
    file: Callable[[bytes], bytes] = lambda pdf: pdf
    left_out: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda pieces: pieces
    staff: Callable[[str], str] = lambda line: line


Way = Callable[[Sheet], Sheet]


class Press:
    """Draws and proves sheets as a build does."""

    def __init__(self, data: Path = ROOT / "data") -> None:
        self.data = load_data(data)
        self.composition = compose_all(self.data)
        self.flyers = self.composition.flyers
        self.together = composed_together(self.flyers, self.data.handout.poster_languages)
        self.library = FontLibrary(ROOT / "fonts")
        self.typesetter = Typesetter(self.library)
        self.fonts = ROOT / "fonts"
        self.tools = Tools(self.fonts)

    def honest(self, language: str = "en", city: str = CITY, form: str = "flyer") -> Sheet:
        together = DRAWN[form].together
        flyer = self.together[city] if together else DRAWN[form].content(self.flyers[language, city])
        return Sheet(flyer, flyer, flyer.website, form)

    def draw(self, sheet: Sheet) -> tuple[bytes, tuple[str, ...]]:
        languages = self.data.languages.languages
        language = next(each for each in languages if each.tag == sheet.flyer.language)
        form = DRAWN[sheet.form]
        paper = form.sheet_of(sheet.paper)
        staff = sheet.staff(staff_line(sheet.flyer, form.spoken, paper, making=form.making))
        setting = LanguageSetting(typography_of(language, languages), self.typesetter)
        laid = form.lay_out(sheet.flyer, setting, paper, qr_shape(sheet.website, form.code_level), staff)
        assert isinstance(laid, LaidOut)
        laid = replace(laid, left_out=sheet.left_out(laid.left_out))
        edition = sheet.edition or edition_code(sheet.pretended, form.extent(laid))
        pages = list(with_code(laid.pages, edition, setting))
        pages[sheet.index] = sheet.page(pages[sheet.index])
        plan = plan_fonts(pages, self.library, right_to_left=setting.typography.right_to_left)
        pdf = draw_document(pages, sheet_info(sheet.flyer, "Author", edition, form), plan, DrawCache(plan))
        return sheet.file(pdf), laid.left_out

    def findings(self, sheet: Sheet, language: str = "en", city: str = CITY) -> tuple[str, ...]:
        """What proof says of a sheet that pretends to be the honest one of its language, city and format."""
        honest = self.honest(language, city, sheet.form)
        pdf, left_out = self.draw(sheet)
        expected = DRAWN[sheet.form].expected(LETTER)
        edition = edition_code(honest.flyer, expected.extent(left_out))
        return prove_sheet(pdf, honest.flyer, expected, left_out, edition, self.tools)


# --- tampering with the Flyer -------------------------------------------------------------------------------------


def with_entries(flyer: Flyer, change: Callable[[Entry], Entry | None]) -> Flyer:
    sections = tuple(
        replace(section, entries=tuple(new for entry in section.entries if (new := change(entry)) is not None))
        for section in flyer.sections
    )
    return replace(flyer, sections=sections)


def with_dials(flyer: Flyer, change: Callable[[DialString], DialString | None]) -> Flyer:
    def in_entry(entry: Entry) -> Entry:
        rows = [replace(row, dials=tuple(dial and change(dial) for dial in row.dials)) for row in entry.rows]
        return replace(entry, rows=tuple(row for row in rows if any(row.dials)))

    return with_entries(flyer, in_entry)


def printed(old: str, new: str) -> Way:
    """A dial string printed otherwise; its link is right."""

    def tamper(sheet: Sheet) -> Sheet:
        def change(dial: DialString) -> DialString:
            return replace(dial, printed=new) if dial.printed == old else dial

        return replace(sheet, flyer=with_dials(sheet.flyer, change))

    return tamper


def words(**changed: str) -> Way:
    return lambda sheet: replace(sheet, flyer=replace(sheet.flyer, words=replace(sheet.flyer.words, **changed)))


def other_side(words: str) -> Way:
    """Other words over the numbers of the second side."""

    def tamper(sheet: Sheet) -> Sheet:
        first, last = sheet.flyer.words.sides
        sides = first, replace(last, words=words)
        return replace(sheet, flyer=replace(sheet.flyer, words=replace(sheet.flyer.words, sides=sides)))

    return tamper


def columns_swapped(sheet: Sheet) -> Sheet:
    def change(entry: Entry) -> Entry:
        rows = tuple(replace(row, dials=row.dials[::-1]) for row in entry.rows)
        return replace(entry, rows=rows)

    return replace(sheet, flyer=with_entries(sheet.flyer, change))


def names_swapped(sheet: Sheet) -> Sheet:
    names = {"KIND": "Catholic Charities", "Catholic Charities": "KIND"}
    return replace(
        sheet, flyer=with_entries(sheet.flyer, lambda each: replace(each, name=names.get(each.name, each.name)))
    )


def organisation_missing(sheet: Sheet) -> Sheet:
    return replace(sheet, flyer=with_entries(sheet.flyer, lambda entry: None if entry.name == "KIND" else entry))


def number_of_another_city(press: Press) -> Way:
    other = press.flyers["en", "south-texas"].sections[0].entries[0]

    def change(entry: Entry) -> Entry:
        return replace(entry, rows=(*entry.rows, *other.rows)) if entry.name == "KIND" else entry

    return lambda sheet: replace(sheet, flyer=with_entries(sheet.flyer, change))


def answers_without(piece_id: str) -> Way:
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


def line_that_begins(page: PlacedPage, text: str) -> PlacedLine:
    return next(line for line in lines_of(page) if _plain(line).startswith(text))


def _plain(line: PlacedLine) -> str:
    return "".join(c for c in line.line.text if c not in "\u2066\u2067\u2068\u2069\u00a0").strip()


def on_line(
    text: str, change: Callable[[PlacedLine], PlacedLine | None], *, index: int = 0, copy: int | None = None
) -> Way:
    """Lines of the page changed that begin with this text: the first, with its copies on the other cards; or that
    copy alone."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            copies = [line for line in copies_of(placed) if _plain(line).startswith(text)]
            if copy is not None:
                return with_marks(placed, {id(copies[copy]): change(copies[copy])})
            first = line_that_begins(placed, text)
            alike = [first, *(each for each in copies if each.line is first.line)]
            return with_marks(placed, {id(each): change(each) for each in alike})

        return replace(sheet, page=page, index=index)

    return tamper


def copies_of(page: PlacedPage) -> list[PlacedLine]:
    """Lines that are decoration: on a sheet of cards the nine copies of the first card's."""
    return [mark for mark in page.artifacts if isinstance(mark, PlacedLine)]


def with_marks(page: PlacedPage, marks: Mapping[int, Mark | None]) -> PlacedPage:
    """The page with other marks in the place of some, by their identity."""
    page = changed(page, lambda node: marks.get(id(node), node))
    artifacts = [marks.get(id(mark), mark) for mark in page.artifacts]
    return replace(page, artifacts=tuple(mark for mark in artifacts if mark is not None))


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


def exchanged(first: str, second: str) -> Way:
    """Two lines in each other's places, on every card."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            one, two = line_with(placed, first), line_with(placed, second)
            ones = [one, *(each for each in copies_of(placed) if each.line is one.line)]
            twos = [two, *(each for each in copies_of(placed) if each.line is two.line)]
            places: dict[int, Mark | None] = {}
            for this, that in zip(ones, twos, strict=True):
                places[id(this)] = this._replace(x_pt=that.x_pt, y_pt=that.y_pt)
                places[id(that)] = that._replace(x_pt=this.x_pt, y_pt=this.y_pt)
            return with_marks(placed, places)

        return replace(sheet, page=page)

    return tamper


def on_links(change: Callable[[Link], Link | None]) -> Way:
    def on_node(node: Element | Mark) -> Element | Mark:
        if isinstance(node, Element) and node.link is not None:
            link = change(node.link)
            return node._replace(link=link) if link else node._replace(role="Span", link=None)
        return node

    return lambda sheet: replace(sheet, page=lambda placed: changed(placed, on_node))


def links_exchanged(link: Link) -> Link:
    """Each of two numbers dials the other."""
    other = {"tel:+526313162086": "tel:+15202872370", "tel:+15202872370": "tel:+526313162086"}
    return link._replace(href=other.get(link.href, link.href))


def also_drawn(*marks: Mark) -> Way:
    return lambda sheet: replace(sheet, page=lambda placed: replace(placed, artifacts=(*placed.artifacts, *marks)))


def drawn_again(text: str, x_pt: float, y_pt: float, *, index: int = 0) -> Way:
    """A line of the page stands at another place too, as decoration."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            line = line_that_begins(placed, text)._replace(x_pt=x_pt, y_pt=y_pt)
            return replace(placed, artifacts=(*placed.artifacts, line))

        return replace(sheet, page=page, index=index)

    return tamper


def on_code(change: Callable[[PlacedShape], Sequence[PlacedShape]], *, index: int = 0, copy: int | None = None) -> Way:
    """The QR code (that copy of it among the artifacts) replaced by what `change` gives."""

    def tamper(sheet: Sheet) -> Sheet:
        def page(placed: PlacedPage) -> PlacedPage:
            code = next(node for node in marks_of(placed.elements) if _is_code(node))
            if copy is None:
                placed = changed(placed, lambda node: None if node is code else node)
            else:
                code = [mark for mark in placed.artifacts if _is_code(mark)][copy]
                placed = replace(placed, artifacts=tuple(mark for mark in placed.artifacts if mark is not code))
            assert isinstance(code, PlacedShape)
            return replace(placed, artifacts=(*placed.artifacts, *change(code)))

        return replace(sheet, page=page, index=index)

    return tamper


def _is_code(mark: Mark) -> bool:
    """Nothing else on a page is so intricate."""
    return isinstance(mark, PlacedShape) and len(mark.path.segments) > 200


def whole_page_moved(x_pt: float, y_pt: float, *, index: int = 0) -> Way:
    def page(placed: PlacedPage) -> PlacedPage:
        return replace(
            placed,
            elements=tuple(moved_element(element, x_pt, y_pt) for element in placed.elements),
            artifacts=tuple(moved_mark(mark, x_pt, y_pt) for mark in placed.artifacts),
        )

    return lambda sheet: replace(sheet, page=page, index=index)


def struck_through(sheet: Sheet) -> Sheet:
    def page(placed: PlacedPage) -> PlacedPage:
        line = line_with(placed, MEXICO)
        y = line.y_pt - 5
        rule = PlacedRule(line.x_pt, y, line.x_pt + line.line.width_pt, y, 1.5)
        return replace(placed, artifacts=(*placed.artifacts, rule))

    return replace(sheet, page=page)


def copied_elsewhere(text: str, source: Callable[[], PlacedPage]) -> Way:
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


def on_file(change: Callable[[pikepdf.Pdf], None]) -> Way:
    return lambda sheet: replace(sheet, file=lambda pdf: saved(pdf, change))


def painted(operators: bytes, *, first: bool = False) -> Way:
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


def grey(level: float) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_coalesce()
        paint = f"{level} g {level} G".encode()
        page.Contents = document.make_stream(page.Contents.read_bytes().replace(b"0 g 0 G", paint))

    return change


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


def scaled_in_print(document: pikepdf.Pdf) -> None:
    del document.Root.ViewerPreferences.PrintScaling


def trimmed_outside(document: pikepdf.Pdf) -> None:
    document.pages[0].TrimBox = [-10, -10, 622, 802]


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

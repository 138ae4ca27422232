"""A measure is worth something only if it fails: every sheet here is wrong in one thing, and its measure says so.

The pages come from layout as they are, one thing on them is changed, and they are drawn by the program; or the
finished bytes are changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
import qrcode

from handouts.layout import DoesNotFit
from handouts.layout.page.placed import Element, Mark, PlacedLine, PlacedPage, PlacedRule, PlacedShape, Shape
from handouts.layout.parts.qr_code import _outline
from handouts.paper import Box
from handouts.text.glyphs import GlyphRun, Ink, Line
from tests.measures.checks import faults
from tests.measures.press import Made, Press
from tests.measures.sheet import Fault

CITY = "tijuana-san-diego"
MODULE_PT = 0.6 / 25.4 * 72
Change = Callable[[Mark], Mark | None]


class Bench:
    """Honest sheets, and what is new when one thing is changed."""

    def __init__(self) -> None:
        self._press = Press()
        self._honest: dict[tuple[str, str], tuple[Made, set[Fault]]] = {}

    def made(self, language: str = "en", format_name: str = "flyer") -> Made:
        return self._known(language, format_name)[0]

    def new(self, made: Made, *pages: PlacedPage, pdf: bytes = b"") -> set[str]:
        """The measures that find something on these pages, or in these bytes, which they do not on the honest sheet."""
        with self._press.sheet(made, pdf or self._press.draw(made, pages)) as sheet:
            found = set(faults(sheet))
        return {fault.measure for fault in found - self._known(made.flyer.language, made.format)[1]}

    def new_in(self, change: Change, language: str = "en", format_name: str = "flyer", page: int = 0) -> set[str]:
        """The same for every mark of one page changed."""
        made = self.made(language, format_name)
        pages = list(made.laid.pages)
        pages[page] = changed(pages[page], change)
        assert pages[page] != made.laid.pages[page], "the change found nothing to change"
        return self.new(made, *pages)

    def new_after(
        self, operators: bytes, replaced: tuple[bytes, bytes] = (b"", b""), *, first: bool = False
    ) -> set[str]:
        """The same for operators added to the content of a finished flyer, or replaced in it."""
        made = self.made()
        with pikepdf.open(BytesIO(self._press.draw(made))) as file:
            page = file.pages[0]
            page.contents_coalesce()
            content = page.Contents.read_bytes()
            assert replaced[0] in content
            content = content.replace(*replaced, 1) if replaced[0] else content
            page.Contents = file.make_stream(operators + content if first else content + operators)
            out = BytesIO()
            file.save(out)
        return self.new(made, pdf=out.getvalue())

    def pdf(self, made: Made) -> bytes:
        return self._press.draw(made)

    def _known(self, language: str, format_name: str) -> tuple[Made, set[Fault]]:
        key = (language, format_name)
        if key not in self._honest:
            made = self._press.lay_out(self._press.flyer(language, CITY), format_name)
            assert not isinstance(made, DoesNotFit)
            with self._press.sheet(made) as sheet:
                self._honest[key] = made, set(faults(sheet))
        return self._honest[key]


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


# --- changes ------------------------------------------------------------------------------------------------------


def changed(page: PlacedPage, change: Change) -> PlacedPage:
    """The page with every mark changed; None takes a mark away."""

    def in_element(element: Element) -> Element:
        return element._replace(children=tuple(_changed(element.children)))

    def _changed(children: tuple[Element | Mark, ...]) -> Iterator[Element | Mark]:
        for child in children:
            found = in_element(child) if isinstance(child, Element) else change(child)
            if found is not None:
                yield found

    artifacts = tuple(mark for mark in map(change, page.artifacts) if mark is not None)
    return replace(page, elements=tuple(map(in_element, page.elements)), artifacts=artifacts)


def lines_with(*words: str, change: Callable[[PlacedLine], Mark | None]) -> Change:
    """Change lines that hold one of these words."""

    def of(mark: Mark) -> Mark | None:
        if isinstance(mark, PlacedLine) and any(word in mark.line.text for word in words):
            return change(mark)
        return mark

    return of


def moved(dx_pt: float = 0.0, dy_pt: float = 0.0) -> Callable[[PlacedLine], PlacedLine]:
    return lambda mark: mark._replace(x_pt=mark.x_pt + dx_pt, y_pt=mark.y_pt + dy_pt)


def at(size_pt: float) -> Callable[[PlacedLine], PlacedLine]:
    """Set at another size."""

    def of(mark: PlacedLine) -> PlacedLine:
        line = mark.line
        part = size_pt / max(run.size_pt for run in line.runs)
        runs = tuple(replace(run, size_pt=run.size_pt * part, x_pt=run.x_pt * part) for run in line.runs)
        return mark._replace(
            line=replace(line, runs=runs, width_pt=line.width_pt * part, ink=Ink(*(each * part for each in line.ink)))
        )

    return of


def in_face(face: str) -> Callable[[PlacedLine], PlacedLine]:
    """Set in another weight, which has its glyphs in the same order."""

    def of(mark: PlacedLine) -> PlacedLine:
        runs = tuple(replace(run, font=face) for run in mark.line.runs)
        return mark._replace(line=replace(mark.line, runs=runs))

    return of


def gone(_: PlacedLine) -> None:
    return None


def added(*marks: Mark) -> Callable[[PlacedPage], PlacedPage]:
    return lambda page: replace(page, artifacts=(*page.artifacts, *marks))


def square(side_pt: float) -> Shape:
    return Shape((("R", (0, 0, side_pt, side_pt)),), Box(0, 0, side_pt, side_pt))


def a_line(page: PlacedPage, word: str) -> PlacedLine:
    """The first line with this word."""

    def lines(children: tuple[Element | Mark, ...]) -> Iterator[PlacedLine]:
        for child in children:
            if isinstance(child, Element):
                yield from lines(child.children)
            elif isinstance(child, PlacedLine):
                yield child

    return next(mark for mark in lines(page.elements) if word in mark.line.text)


def codes(change: Callable[[PlacedShape], Mark | None]) -> Change:
    """Change the QR codes."""

    def of(mark: Mark) -> Mark | None:
        return change(mark) if isinstance(mark, PlacedShape) and len(mark.path.segments) > 300 else mark

    return of


# --- the file -----------------------------------------------------------------------------------------------------


def test_a_second_page_and_another_size(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    assert bench.new(made, page, page, page) == {"pages"}
    assert bench.new(made, page, page) == {"numbers", "qr"}, "the back may be there, but not all of it twice"
    assert bench.new(made, replace(page, width_pt=page.width_pt + 5)) == {"pages"}
    assert bench.new(bench.made(format_name="half"), bench.made(format_name="half").laid.pages[0]) == {"pages"}


def test_what_is_clipped(bench: Bench) -> None:
    assert "clipped" in bench.new_after(b"", (b"0 g 0 G", b"0 g 0 G 0 0 300 792 re W n"))
    assert "clipped" in bench.new_in(lines_with("(619) 786-4866", change=moved(dx_pt=100)))


# --- sizes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "size_pt"), [("en", 10.8), ("ar", 11.8), ("ur", 10.8), ("zh-Hans", 10.8)])
def test_a_line_of_an_answer_below_the_floor(bench: Bench, language: str, size_pt: float) -> None:
    answers = [piece.text for question in bench.made(language).flyer.questions for piece in question.answers]

    def smaller(mark: Mark) -> Mark:
        text = mark.line.text.strip() if isinstance(mark, PlacedLine) else ""
        whole = len(text) > 8 and any(text in answer for answer in answers)
        return at(size_pt)(mark) if isinstance(mark, PlacedLine) and whole else mark

    assert "body" in bench.new_in(smaller, language)


def test_an_answer_that_is_not_there(bench: Bench) -> None:
    assert "body" in bench.new_in(lines_with("government", "adults", "families", change=gone))


def test_lines_of_an_answer_too_near_to_each_other(bench: Bench) -> None:
    def nearer(mark: PlacedLine) -> PlacedLine:
        return moved(dy_pt=-0.1 * max(run.size_pt for run in mark.line.runs))(mark)

    assert "leading" in bench.new_in(lines_with("children, adults", change=nearer))


def test_small_print_that_is_too_small(bench: Bench) -> None:
    assert bench.new_in(lines_with("not a substitute", change=at(10.8))) == {"small print"}
    assert "small print" in bench.new_in(lines_with("ASAP compiled", change=at(10.8)))
    assert "small print" in bench.new_in(lines_with("not yet reviewed", change=at(10.5)), "es")
    assert "small print" in bench.new_in(lines_with("This information", change=at(8.8)), format_name="card", page=1)
    assert "small print" in bench.new_in(lines_with("not a substitute", change=gone))


def test_a_line_for_staff_that_is_too_small_thin_or_not_there(bench: Bench) -> None:
    assert {"staff", "small text"} <= bench.new_in(lines_with("edition", change=at(8.8)))
    assert "staff" in bench.new_in(lines_with("edition", change=at(7.8)), format_name="half", page=1)
    assert bench.new_in(lines_with("edition", change=in_face("NotoSans-Regular"))) == {"small text"}
    assert bench.new_in(lines_with("edition", change=gone), format_name="half", page=1) == {"staff"}


@pytest.mark.parametrize("format_name", ["flyer", "half", "large-print"])
def test_an_edition_that_does_not_outlast_copying(bench: Bench, format_name: str) -> None:
    code = bench.made("en", format_name).edition
    assert bench.new_in(lines_with(code, change=in_face("NotoSans-Medium")), format_name=format_name) == {"staff"}
    assert bench.new_in(lines_with(code, change=at(10.8)), format_name=format_name) == {"staff"}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("format_name", ["flyer", "half"])
def test_an_address_that_does_not_outlast_copying(bench: Bench, format_name: str, language: str) -> None:
    thin = lines_with("8250", change=in_face("NotoSans-Medium"))
    assert bench.new_in(thin, language, format_name=format_name) == {"places"}
    assert "places" in bench.new_in(lines_with("8250", change=gone), language, format_name=format_name)


# --- numbers ------------------------------------------------------------------------------------------------------

FIRST = "(619) 786-4866"


def test_a_number_that_is_too_small_or_thin(bench: Bench) -> None:
    assert bench.new_in(lines_with(FIRST, change=at(13.9))) == {"numbers"}
    assert bench.new_in(lines_with(FIRST, change=in_face("NotoSans-Medium"))) >= {"numbers"}
    assert bench.new_in(lines_with("664 208 8994", change=at(23.5)), format_name="large-print") == {"numbers"}
    assert "numbers" in bench.new_in(lines_with("664 208 8994", change=at(12.8)), format_name="card")


def test_a_number_that_is_missing_or_stands_twice(bench: Bench) -> None:
    assert bench.new_in(lines_with(FIRST, change=gone)) == {"numbers"}
    made = bench.made()
    (page,) = made.laid.pages
    again = moved(dy_pt=-300)(a_line(page, FIRST))
    assert "numbers" in bench.new(made, added(again)(page))


def test_a_number_that_is_broken(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    whole = a_line(page, FIRST)
    (run,) = whole.line.runs
    head, tail = _part(whole, run, 0, 6), moved(dy_pt=16)(_part(whole, run, 6, len(run.glyphs)))
    halves = changed(page, lines_with(FIRST, change=lambda _: head))
    assert "numbers" in bench.new(made, added(tail)(halves))


def _part(mark: PlacedLine, run: GlyphRun, first: int, last: int) -> PlacedLine:
    glyphs = run.glyphs[first:last]
    line = Line(
        (replace(run, glyphs=glyphs),), mark.line.width_pt, mark.line.ink, "".join(each.text for each in glyphs)
    )
    return mark._replace(line=line)


def test_groups_that_stand_too_near(bench: Bench) -> None:
    def nearer(mark: PlacedLine) -> PlacedLine:
        (run,) = mark.line.runs
        less = round(0.05 * run.units_per_em)
        glyphs = tuple(g._replace(advance=g.advance - less) if g.text == " " else g for g in run.glyphs)
        return mark._replace(line=replace(mark.line, runs=(replace(run, glyphs=glyphs),)))

    assert bench.new_in(lines_with("011 52 663 205 4660", change=nearer)) == {"numbers"}


def test_digits_that_stand_unevenly(bench: Bench) -> None:
    def uneven(mark: PlacedLine) -> PlacedLine:
        (run,) = mark.line.runs
        first, *others = run.glyphs
        return mark._replace(
            line=replace(mark.line, runs=(replace(run, glyphs=(first._replace(advance=first.advance + 30), *others)),))
        )

    assert bench.new_in(lines_with("664 208 8994", change=uneven)) == {"numbers"}


@pytest.mark.parametrize("format_name", ["flyer", "large-print", "half", "card"])
def test_a_number_under_the_other_side(bench: Bench, format_name: str) -> None:
    made = bench.made(format_name=format_name)
    page = made.laid.pages[0]
    here, there = a_line(page, "664 208 8994"), a_line(page, FIRST)

    def exchanged(mark: Mark) -> Mark:
        if isinstance(mark, PlacedLine) and mark.line is here.line:
            return mark._replace(x_pt=mark.x_pt + there.x_pt - here.x_pt)
        if isinstance(mark, PlacedLine) and mark.line is there.line:
            return mark._replace(x_pt=mark.x_pt + here.x_pt - there.x_pt)
        return mark

    assert "sides" in bench.new_in(exchanged, format_name=format_name)


@pytest.mark.parametrize("format_name", ["flyer", "card"])
def test_numbers_without_a_heading(bench: Bench, format_name: str) -> None:
    assert "sides" in bench.new_in(lines_with("MEX", change=gone), format_name=format_name)


def test_a_name_or_an_address_that_is_not_there(bench: Bench) -> None:
    assert bench.new_in(lines_with("Jewish Family Services", change=gone)) == {"beside"}
    assert "beside" in bench.new_in(lines_with("Enclave", "Baja", "Nte", change=gone))


def test_digits_too_near_to_a_border_that_is_broken_or_runs_through_them(bench: Bench) -> None:
    assert "border" in bench.new_in(lines_with("00 1 858 333 2857", change=moved(dx_pt=6)))
    made = bench.made("ar")
    page = made.laid.pages[0]
    pieces = [mark for mark in page.artifacts if isinstance(mark, PlacedRule) and mark.x0_pt == mark.x1_pt]
    assert len(pieces) == len(("above WhatsApp", "below it"))
    through = pieces[0]._replace(y1_pt=pieces[1].y1_pt)
    assert "border" in bench.new(made, added(through)(page))
    for piece in pieces:
        shorter = piece._replace(y1_pt=(piece.y0_pt + piece.y1_pt) / 2)
        broken = replace(page, artifacts=tuple(shorter if mark is piece else mark for mark in page.artifacts))
        assert "border" in bench.new(made, broken)


# --- printing -----------------------------------------------------------------------------------------------------


def set_otherwise(change: Callable[[pikepdf.Pdf], object]) -> Callable[[bytes], bytes]:
    def of(pdf: bytes) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as file:
            change(file)
            out = BytesIO()
            file.save(out)
        return out.getvalue()

    return of


@pytest.mark.parametrize("format_name", ["flyer", "large-print", "half", "half-print", "card"])
@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.Root.ViewerPreferences.__delitem__("/PrintScaling"),
        lambda file: file.Root.ViewerPreferences.__setitem__("/Duplex", pikepdf.Name.DuplexFlipShortEdge),
        lambda file: file.Root.ViewerPreferences.__delitem__("/Duplex"),
        lambda file: file.pages[0].__setitem__("/TrimBox", [0, 0, 600, 792]),
        lambda file: file.pages[0].__delitem__("/TrimBox"),
        lambda file: file.pages[0].__delitem__("/CropBox"),
    ],
    ids=["scaled", "other sides", "any sides", "cut elsewhere", "no cut named", "nothing said of what is shown"],
)
def test_a_file_that_asks_for_another_way_of_printing(
    bench: Bench, format_name: str, change: Callable[[pikepdf.Pdf], object]
) -> None:
    made = bench.made(format_name=format_name)
    assert bench.new(made, pdf=set_otherwise(change)(bench.pdf(made))) == {"printing"}


# --- the code -----------------------------------------------------------------------------------------------------


def code_of(module_mm: float) -> Change:
    return codes(lambda mark: mark._replace(scale=module_mm / 25.4 * 72))


def test_a_code_that_is_too_small_or_not_there(bench: Bench) -> None:
    assert bench.new_in(code_of(0.58)) == {"qr"}
    assert bench.new_in(code_of(0.78), format_name="large-print", page=1) == {"qr"}
    assert "qr" in bench.new_in(code_of(0.58), format_name="card", page=1)
    assert bench.new_in(codes(lambda _: None)) == {"qr"}


def test_a_code_of_another_level(bench: Bench) -> None:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(bench.made().flyer.website)
    matrix = code.get_matrix()
    path = Shape(_outline(matrix), Box(0, 0, float(len(matrix)), float(len(matrix))))
    assert "qr" in bench.new_in(codes(lambda mark: mark._replace(path=path)))


def test_ink_in_the_quiet_zone(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    code = a_code(page)
    beside = PlacedRule(code.x_pt - 3 * MODULE_PT, code.y_pt, code.x_pt - 3 * MODULE_PT, code.y_pt + 40, 0.9)
    assert bench.new(made, added(beside)(page)) == {"qr"}
    outside = beside._replace(x0_pt=code.x_pt - 5 * MODULE_PT, x1_pt=code.x_pt - 5 * MODULE_PT)
    assert "qr" not in bench.new(made, added(outside)(page))


def a_code(page: PlacedPage) -> PlacedShape:
    found: list[PlacedShape] = []
    changed(page, codes(found.append))
    return found[0]


# --- ink ----------------------------------------------------------------------------------------------------------


def test_ink_at_the_edge(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    assert bench.new(made, added(PlacedRule(100, 776, 200, 776, 0.9))(page)) == {"edge"}
    assert "edge" in bench.new_in(lines_with("English (en)", change=moved(dx_pt=-2)))
    assert "edge" in bench.new_in(lines_with("664 208 8994", change=moved(dx_pt=-1)), format_name="card")


def test_one_card_that_differs(bench: Bench) -> None:
    made = bench.made(format_name="card")
    front, back = made.laid.pages
    lines = [mark for mark in front.artifacts if isinstance(mark, PlacedLine) and "(619) 786-4866" in mark.line.text]
    other = changed(front, lambda mark: None if mark is lines[4] else mark)
    assert {"cards", "numbers"} <= bench.new(made, other, back)


def test_grey_text_colour_and_tint(bench: Bench) -> None:
    assert bench.new_after(b"", (b"0 g 0 G", b"0.3 g 0 G")) == {"ink"}
    assert bench.new_after(b" q 0.6 0 0 rg 24 300 1 40 re f Q") == {"ink"}
    assert "ink" in bench.new_after(b"q 0.9 g 40 200 300 100 re f Q ", first=True)


def test_a_picture(bench: Bench) -> None:
    picture = b" q 5 0 0 5 24 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    assert "ink" in bench.new_after(picture)


def test_a_thin_rule(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    assert bench.new(made, added(PlacedRule(24, 300, 24, 330, 0.8))(page)) == {"rules"}
    assert bench.new(made, added(PlacedRule(24, 300, 24, 330, 0.9))(page)) == set()


def test_too_much_toner(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    stripes = [PlacedRule(20 + 7 * i, 40, 20 + 7 * i, 750, 4) for i in range(2)]
    assert "toner" in bench.new(made, added(*stripes)(page))


def test_a_solid_area(bench: Bench) -> None:
    made = bench.made(format_name="half")
    first, second = made.laid.pages
    assert "solid" in bench.new(made, added(PlacedShape(square(29), 340, 500))(first), second)
    assert "solid" not in bench.new(made, added(PlacedShape(square(27), 340, 500))(first), second)


@pytest.mark.parametrize("language", ["en", "vi", "am", "ur", "zh-Hans"])
def test_a_line_on_its_neighbour(bench: Bench, language: str) -> None:
    disclaimer = bench.made(language).flyer.words.disclaimer.split()[0]
    up = lines_with(disclaimer, change=moved(dy_pt=-8))
    assert "lines" in bench.new_in(up, language)


def test_a_line_too_near_to_its_neighbour(bench: Bench) -> None:
    made = bench.made(format_name="large-print")
    first, second = made.laid.pages
    line = a_line(first, "Al Otro Lado")
    number = a_line(first, "664 208 8994")
    gap = (number.y_pt - number.line.ink.top) - (line.y_pt - line.line.ink.bottom)
    # The highest and the lowest point are not over each other.
    nearly = changed(first, lines_with("Al Otro Lado", change=moved(dy_pt=gap + 0.2)))
    assert "lines" in bench.new(made, nearly, second)
    clear = changed(first, lines_with("Al Otro Lado", change=moved(dy_pt=gap - 0.9)))
    assert "lines" not in bench.new(made, clear, second)


def test_words_that_stand_on_each_other(bench: Bench) -> None:
    (page,) = bench.made().laid.pages
    name, number = a_line(page, "Al Otro Lado"), a_line(page, "664 208 8994")
    onto = moved(name.x_pt - number.x_pt, name.y_pt - number.y_pt)
    assert "lines" in bench.new_in(
        lines_with("664 208 8994", change=lambda mark: onto(mark) if mark == number else mark)
    )


def test_a_rule_through_text_or_too_near(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    for below in (-3.0, 1.2):
        line = a_line(page, "This information is not")
        y = line.y_pt - line.line.ink.bottom + below
        rule = PlacedRule(line.x_pt, y, line.x_pt + line.line.width_pt, y, 0.9)
        assert "rule clear" in bench.new(made, added(rule)(page))


def test_an_icon_on_its_word(bench: Bench) -> None:
    made = bench.made()
    (page,) = made.laid.pages
    line = a_line(page, "ImmDef")
    assert "lines" in bench.new(made, added(PlacedShape(square(6), line.x_pt + 5, line.y_pt - 8))(page))

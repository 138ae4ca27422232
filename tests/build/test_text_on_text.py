"""Text that stands on other text is refused, on sheets, on contents pages, on booklets to fold and on zines; neighbours
that are right are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from handouts.proof.overlaps import overlap_findings
from handouts.proof.second_reader import SecondReader
from handouts.proof.text_lines import TextLine
from tests.build.sabotage import Press, saved
from tests.build.small import Project
from tests.build.test_folded_booklets import Bench
from tests.build.test_sabotage_booklets import Bindery, Bound

SAID = "text stands on text"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def bindery() -> Bindery:
    return Bindery()


@pytest.fixture(scope="module")
def folded(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Callable[[bytes], tuple[str, ...]]]:
    """A booklet of two cities to fold, and its proof."""
    project = Project(tmp_path_factory.mktemp("folded"), languages=("en",), formats=("half",))
    project.write()
    assert project.build().code == 0
    bench = Bench(project)
    return (project.out / "print" / "booklet-en.pdf").read_bytes(), lambda pdf: bench.findings(pdf, language="en")


def line(text: str, x_pt: float, y_pt: float, size_pt: float = 10.0, *, turned: bool = False) -> TextLine:
    """Of letters half as wide as high; on its head from right to left."""
    step = -size_pt / 2 if turned else size_pt / 2
    origins = tuple(x_pt + at * step for at in range(len(text)))
    return TextLine(text, tuple(text), origins, y_pt, x_pt + len(text) * step, size_pt)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (line("Algodones/", 0, 50), line("Sonoyta/", 45, 50), True),
        (line("Algodones/", 0, 50), line("Sonoyta/", 50, 50), False),
        (line("Algodones   ", 0, 50), line("Sonoyta", 45.5, 50), False),
        (line("above", 0, 50), line("below", 10, 54), True),
        (line("above", 0, 50), line("below", 10, 58), False),
        (line("large", 0, 50, 30), line("small", 20, 45, 9), True),
        (line("on its head", 100, 50, turned=True), line("below", 60, 54), True),
        (line("on its head", 100, 50, turned=True), line("below", 60, 66), False),
        (line("on its head", 100, 50, turned=True), line("beside", 101, 54), False),
    ],
)
def test_which_lines_stand_on_each_other(first: TextLine, second: TextLine, refused: bool) -> None:
    for lines in ((first, second), (second, first)):
        assert bool(list(overlap_findings(lines))) == refused


# --- finished files -----------------------------------------------------------------------------------------------

_SHOWN = re.compile(rb"BT ([\d.]+) ([\d.]+) Td")


def second_on_first(stream: bytes) -> bytes:
    """Operators of text objects: the second one where the first stands."""
    first, second = list(_SHOWN.finditer(stream))[:2]
    there = b"BT %.3f %.3f Td" % (float(first[1]) + 2, float(first[2]) + 2)
    return stream[: second.start()] + there + stream[second.end() :]


def on_first_page(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_coalesce()
    page.Contents = document.make_stream(second_on_first(page.Contents.read_bytes()))


def in_first_form(document: pikepdf.Pdf) -> None:
    form = next(
        each for each in document.pages[0].Resources.XObject.values() if len(_SHOWN.findall(each.read_bytes())) > 1
    )
    form.write(second_on_first(form.read_bytes()))


def tampered(bound: Bound, change: Callable[[pikepdf.Pdf], None]) -> Bound:
    return replace(bound, file=lambda pdf: saved(pdf, change))


@pytest.mark.parametrize("name", [("en", ""), ("ar", ""), ("", "nogales"), ("", "")])
def test_on_contents_pages(bindery: Bindery, name: tuple[str, str]) -> None:
    honest = bindery.honest(name)
    assert any(SAID in each for each in bindery.findings(tampered(honest, on_first_page)))


@pytest.mark.parametrize("form", ["flyer", "large-print", "half", "card", "poster", "zine"])
def test_on_sheets(press: Press, form: str) -> None:
    sheet = replace(press.honest(form=form), file=lambda pdf: saved(pdf, on_first_page))
    assert any(SAID in each for each in press.findings(sheet))


def test_on_booklets_to_fold(folded: tuple[bytes, Callable[[bytes], tuple[str, ...]]]) -> None:
    pdf, findings = folded
    assert findings(pdf) == ()
    assert any(SAID in each for each in findings(saved(pdf, in_first_form)))


# --- headings of columns ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("apart_pt", "refused"), [(1.0, True), (6.0, False)])
def test_headings_that_nearly_touch_read_as_one(bindery: Bindery, apart_pt: float, refused: bool) -> None:
    """In the contents of everything: the first heading moved until it nearly reaches the next one."""
    honest = bindery.honest(("", ""))
    lines = SecondReader().read(bindery.bound(honest), 1)[0].lines
    head = next(each for each in lines if each.text.strip() == "Nogales")
    following = next(each for each in lines if each.text.strip() == "El Paso/")
    right = following.x_pt - apart_pt - head.end_pt

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_coalesce()
        stream = page.Contents.read_bytes()
        height = float(page.MediaBox[3])
        at = next(
            hit
            for hit in _SHOWN.finditer(stream)
            if abs(float(hit[1]) - head.x_pt) < 0.1 and abs(height - float(hit[2]) - head.y_pt) < 0.1
        )
        there = b"BT %.3f %s Td" % (float(at[1]) + right, at[2])
        page.Contents = document.make_stream(stream[: at.start()] + there + stream[at.end() :])

    found = bindery.findings(tampered(honest, change))
    assert any("another heading reaches into" in each for each in found) == refused

"""Booklets to fold, as a build makes them: folded back from pixels, and refused where they are tampered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.content.booklet import volumes_of
from handouts.content.contents import BoundSheets
from handouts.layout.glyph_coverage import compose_printable
from handouts.manifest import read_manifest
from handouts.paper import LETTER, Box, folded_page_of
from handouts.products.bound import volumes_with
from handouts.products.loading import load_data
from handouts.products.product import Item
from handouts.products.table import BOUND
from handouts.proof import Tools
from handouts.proof.folded import prove_folded
from handouts.proof.reading import Pages
from tests.bind import folding
from tests.build.sabotage import saved
from tests.build.small import CITIES, FONTS, Project
from tests.validators import all_findings, b2_failures

WIDE, HIGH = folded_page_of(LETTER).width_pt, folded_page_of(LETTER).height_pt
LEFT_TO_RIGHT, RIGHT_TO_LEFT = ("en", "es"), ("ar", "ur")
Leaf = tuple[str, str, int]
"""Language, city and page of a half sheet."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two cities in four languages, of both directions, on half sheets; proved."""
    made = Project(tmp_path_factory.mktemp("folded"), languages=(*LEFT_TO_RIGHT, *RIGHT_TO_LEFT), formats=("half",))
    made.write()
    said = made.build()
    assert said.code == 0, said.err
    return made


def pictures(pdf: bytes, scale: float = folding.SCALE) -> list[Image.Image]:
    return [each.convert("L") for each in folding.pictures(pdf, scale)]


def half_pages(project: Project) -> dict[Leaf, Image.Image]:
    """Every half page as it looks above the strip."""
    found = {}
    for language in project.languages:
        for city in CITIES:
            pdf = (project.out / "half" / language / f"{city}-{language}-half.pdf").read_bytes()
            for number, picture in enumerate(pictures(pdf), 1):
                found[language, city, number] = upper(picture)
    return found


def upper(picture: Image.Image) -> Image.Image:
    """Without its foot, where folios stand."""
    return picture.crop((4, 0, picture.width - 4, round((HIGH - 20) * folding.SCALE)))


def read(project: Project, name: str, spine: str) -> list[Leaf | None]:
    """Print, fold, leaf through: which half page each page is; None for one that is none of them."""
    halves = half_pages(project)
    sheets = folding.printed((project.out / "print" / f"booklet-{name}.pdf").read_bytes())
    found: list[Leaf | None] = []
    for page in folding.leafed_through(sheets, WIDE, HIGH, spine=spine):
        apart = {
            leaf: ImageStat.Stat(ImageChops.difference(upper(page.convert("L")), half)).mean[0]
            for leaf, half in halves.items()
        }
        nearest = min(apart, key=lambda leaf: apart[leaf])
        found.append(nearest if apart[nearest] < 1.0 else None)
    return found


@pytest.mark.parametrize(("language", "spine"), [("en", "left"), ("es", "left"), ("ar", "right"), ("ur", "right")])
def test_a_language_folds_to_cover_spreads_and_back_cover(project: Project, language: str, spine: str) -> None:
    """Numbers and answers of a city are open at the same time: the second and the third page, and so on."""
    spreads = [(language, city, number) for city in CITIES for number in (1, 2)]
    assert read(project, language, spine) == [None, *spreads, None, None, None]


@pytest.mark.parametrize("city", CITIES)
def test_a_city_is_read_from_both_covers(project: Project, city: str) -> None:
    """From the left languages read from left to right, from the right the others; each side has its own order."""
    found = read(project, city, "left")
    front = [(language, city, number) for language in LEFT_TO_RIGHT for number in (1, 2)]
    back = [(language, city, number) for language in RIGHT_TO_LEFT for number in (1, 2)]
    assert found[:5] == [None, *front]
    assert found[::-1][:5] == [None, *back]
    assert len(found) == 12
    assert found[5:7] == [None, None], "the blanks are where they meet"


def test_blank_pages_say_so_and_slugs_which_sheet_lies_outside_and_which_inside(project: Project) -> None:
    for name in ("en", "nogales"):
        with pypdfium2.PdfDocument((project.out / "print" / f"booklet-{name}.pdf").read_bytes()) as document:
            read = [page.get_textpage().get_text_bounded() for page in document]
        blanks = sum(text.count("This page is empty on purpose.") for text in read)
        assert blanks == 2, name
        assert [("(outermost)" in text, "(innermost)" in text) for text in read] == [
            *[(True, False)] * 2,
            *[(False, False)] * (len(read) - 4),
            *[(False, True)] * 2,
        ]


def test_covers_say_that_other_languages_begin_at_the_other_one(project: Project) -> None:
    turn = "turn the booklet over: these begin at the other cover"
    for name, covers in (("nogales", 2), ("en", 0)):
        with pypdfium2.PdfDocument((project.out / "print" / f"booklet-{name}.pdf").read_bytes()) as document:
            read = [page.get_textpage().get_text_bounded() for page in document]
        assert [text.count(turn) for text in read] == [covers, *[0] * (len(read) - 1)], name


def test_a_print_dialog_is_told_how(project: Project) -> None:
    for path in (project.out / "print").glob("booklet-*.pdf"):
        with pikepdf.open(path) as document:
            told = document.Root.ViewerPreferences
            assert (str(told.Duplex), str(told.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
            assert told.PickTrayByPDFSize
            with document.open_metadata() as metadata:
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")


def test_validators_find_nothing_in_any_print_file(project: Project) -> None:
    """Booklets to fold are PDF/A-2b; half sheets two up are tagged like all that is read."""
    paths = sorted((project.out / "print").glob("*.pdf"))
    assert {path.name.partition("-")[0] for path in paths} == {"booklet", "half"}
    for path in paths:
        judge = b2_failures if path.name.startswith("booklet") else all_findings
        assert judge(path.read_bytes()) == [], path.name


def test_a_print_file_with_a_fault_is_found_out(project: Project) -> None:
    pdf = (project.out / "print" / "booklet-en.pdf").read_bytes()
    assert b2_failures(saved(pdf, lambda file: file.Root.__delitem__("/OutputIntents"))) != []


def test_the_manifest_says_what_is_in_it(project: Project) -> None:
    files = {entry["path"]: entry for entry in json.loads((project.out / "manifest.json").read_bytes())["files"]}
    entry = files["print/booklet-nogales.pdf"]
    assert (entry["pages"], entry["city"], entry["proofed"]) == (6, "nogales", True)
    assert entry["facts"]["flyers"] == [
        f"half/{language}/nogales-{language}-half.pdf" for language in (*LEFT_TO_RIGHT, *RIGHT_TO_LEFT)
    ]


def test_the_slug_and_the_cover_name_the_code_of_the_manifest(project: Project) -> None:
    files = {entry["path"]: entry for entry in json.loads((project.out / "manifest.json").read_bytes())["files"]}
    for name in ("en", "ar", "nogales"):
        pdf = (project.out / "print" / f"booklet-{name}.pdf").read_bytes()
        code = files[f"print/booklet-{name}.pdf"]["edition"]
        with pypdfium2.PdfDocument(pdf) as document:
            for page in document:
                strip = page.get_textpage().get_text_bounded(bottom=0, top=page.get_height() - HIGH)
                assert f"booklet {code}" in strip
                assert "Letter, print at 100 %, both sides, flip on the short edge" in " ".join(strip.split())


# --- proof --------------------------------------------------------------------------------------------------------


class Bench:
    """Proves the booklets of a project once more, tampered with or not."""

    def __init__(self, project: Project) -> None:
        self.out = project.out
        self.data = load_data(project.data)
        self.composition = compose_printable(self.data, FONTS)
        self.manifest = read_manifest(project.out)
        self.tools = Tools(FONTS)

    def volumes(self, name: str, language: str, city: str) -> tuple[BoundSheets, ...]:
        product = BOUND[name]
        item = Item(name, language, city)
        found = volumes_with(product, item, self.data, self.composition, (), LETTER)
        paths = [[f"half/{tag}/{place}-{tag}-half.pdf" for tag, place in booklet.sheets] for booklet, _ in found]
        assert self.manifest is not None
        entries = {entry.path: entry for entry in self.manifest.files}
        codes = [entries[path].edition or "" for each in paths for path in each]
        return tuple(
            BoundSheets(
                tuple((path, (self.out / path).read_bytes()) for path in each),
                contents.of_finished([entries[path].pages for path in each], codes),
                booklet.language,
            )
            for (booklet, contents), each in zip(found, paths, strict=True)
        )

    def findings(self, pdf: bytes, language: str = "", city: str = "") -> tuple[str, ...]:
        name = "language-booklet-print" if language else "city-booklet-print"
        return prove_folded(pdf, self.volumes(name, language, city), LETTER, self.tools)


@pytest.fixture(scope="module")
def bench(project: Project) -> Bench:
    return Bench(project)


def contents_added(operators: bytes, side: int = 1) -> Callable[[bytes], bytes]:
    return lambda pdf: saved(pdf, lambda file: file.pages[side].contents_add(operators))


def replaced(old: bytes, new: bytes, side: int) -> Callable[[bytes], bytes]:
    """In the operators of a side."""

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[side]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = file.make_stream(content.replace(old, new, 1))

    return lambda pdf: saved(pdf, change)


def forms_exchanged(file: pikepdf.Pdf) -> None:
    """What stands on two sides, in each other's places."""
    one, two = file.pages[1], file.pages[2]
    one.Contents, two.Contents = two.Contents, one.Contents
    one.Resources, two.Resources = two.Resources, one.Resources


def another_edge(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipLongEdge


Change = Callable[[bytes], bytes]


def on_forms(change: Callable[[pikepdf.Pdf, pikepdf.Object, pikepdf.Object, pikepdf.Object], None]) -> Change:
    """With the forms of a side's page, of its folio, and of what is drawn over the side."""

    def tamper(file: pikepdf.Pdf) -> None:
        page = file.pages[1]
        names = [str(operands[0]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Do"]
        assert len(names) > 2
        forms = page.Resources.XObject
        change(file, forms[names[0]], forms[names[1]], forms[names[-1]])

    return lambda pdf: saved(pdf, tamper)


def with_content(form: pikepdf.Object, content: bytes) -> None:
    form.write(content)


def another_page(file: pikepdf.Pdf, page: pikepdf.Object, *_: pikepdf.Object) -> None:
    """The content of another city's page under the fonts of this one."""
    other = file.pages[2].Resources.XObject["/P0"]
    with_content(page, other.read_bytes())


def fonts_exchanged(_: pikepdf.Pdf, page: pikepdf.Object, *__: pikepdf.Object) -> None:
    fonts = page.Resources.Font
    one, two = sorted(fonts.keys())[:2]
    fonts[one], fonts[two] = fonts[two], fonts[one]


def moved_in_itself(_: pikepdf.Pdf, page: pikepdf.Object, *__: pikepdf.Object) -> None:
    page.Matrix = pikepdf.Array([1, 0, 0, 1, 0, 6])


def cut_in_itself(_: pikepdf.Pdf, page: pikepdf.Object, *__: pikepdf.Object) -> None:
    page.BBox = pikepdf.Array([0, 36, 150, 612])


def folio_over_a_figure(_: pikepdf.Pdf, __: pikepdf.Object, folio: pikepdf.Object, *___: pikepdf.Object) -> None:
    with_content(folio, folio.read_bytes() + PAINTED)


def slug_over_a_figure(_: pikepdf.Pdf, __: pikepdf.Object, ___: pikepdf.Object, over: pikepdf.Object) -> None:
    with_content(over, over.read_bytes() + PAINTED)


def folio_with(old: bytes, new: bytes) -> Change:
    def change(_: pikepdf.Pdf, __: pikepdf.Object, folio: pikepdf.Object, ___: pikepdf.Object) -> None:
        content = folio.read_bytes()
        assert old in content
        with_content(folio, content.replace(old, new, 1))

    return on_forms(change)


def empty_folio(_: pikepdf.Pdf, __: pikepdf.Object, folio: pikepdf.Object, ___: pikepdf.Object) -> None:
    with_content(folio, b"")


def folio_cut(_: pikepdf.Pdf, __: pikepdf.Object, folio: pikepdf.Object, ___: pikepdf.Object) -> None:
    folio.BBox = pikepdf.Array([0, 36, 30, 612])


def slug_over_a_folio(_: pikepdf.Pdf, __: pikepdf.Object, ___: pikepdf.Object, over: pikepdf.Object) -> None:
    with_content(over, over.read_bytes() + b"\nq 1 g 30 38 40 14 re f Q")


SIDES_OF_EN = 4


def on_blank(operators: bytes) -> Change:
    """What is drawn over a side with a blank draws more on it."""

    def tamper(file: pikepdf.Pdf) -> None:
        page = file.pages[1 if len(file.pages) == SIDES_OF_EN else -1]
        over = page.Resources.XObject[min(page.Resources.XObject.keys())]
        with_content(over, over.read_bytes() + b"\n" + operators)

    return lambda pdf: saved(pdf, tamper)


def exchanged_with_the_next(which: int) -> Change:
    """A form of a side and the same of the next, in each other's places."""

    def tamper(file: pikepdf.Pdf) -> None:
        one, two = (page.Resources.XObject for page in list(file.pages)[1:3])
        first, second = (sorted(forms.keys())[which] for forms in (one, two))
        one[first], two[second] = two[second], one[first]

    return lambda pdf: saved(pdf, tamper)


PAINTED = b"\nq 1 g 36 430 60 8 re f Q"
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "two sides exchanged": lambda pdf: saved(pdf, forms_exchanged),
    "a side too few": lambda pdf: saved(pdf, lambda file: file.pages.__delitem__(-1)),
    "another edge to flip": lambda pdf: saved(pdf, another_edge),
    "a page on its head": replaced(b"1 0 0 1 0 0 cm", b"-1 0 0 -1 396 648 cm", 1),
    "a page a little beside": replaced(b"1 0 0 1 0 0 cm", b"1 0 0 1 4 0 cm", 1),
    "a page made smaller": replaced(b"1 0 0 1 0 0 cm", b".97 0 0 .97 6 9 cm", 1),
    "a figure painted over": contents_added(b"q 1 g 36 430 60 8 re f Q"),
    "a blot in a blank": contents_added(b"q 0 g 600 300 20 20 re f Q", side=3),
    "what a blank says painted over": contents_added(b"q 1 g 500 315 190 20 re f Q", side=3),
    "a page number painted over": contents_added(b"q 1 g 30 38 40 14 re f Q"),
    "the slug painted over": contents_added(b"q 1 g 20 18 760 14 re f Q", side=0),
    "the content of a page exchanged": on_forms(another_page),
    "the fonts of a page exchanged": on_forms(fonts_exchanged),
    "a page moved in its form": on_forms(moved_in_itself),
    "a page cut in its form": on_forms(cut_in_itself),
    "a page cut where it stands": replaced(b"0 36 396 576 re W n 1 0 0 1 0 0", b"0 36 150 576 re W n 1 0 0 1 0 0", 1),
    "a figure painted over by the folio": on_forms(folio_over_a_figure),
    "a figure painted over by the slug": on_forms(slug_over_a_figure),
    "a folio in white": folio_with(b"0 g", b"1 g"),
    "a folio that nobody sees": folio_with(b"BT", b"3 Tr BT"),
    "a folio in the page": folio_with(b" Td", b" Td 0 200 Td"),
    "nothing in a folio": on_forms(empty_folio),
    "a folio cut in its form": on_forms(folio_cut),
    "a folio painted over by the slug": on_forms(slug_over_a_folio),
    "the slugs of two sides exchanged": exchanged_with_the_next(0),
    "the pages of two sides exchanged": exchanged_with_the_next(1),
    "the folios of two sides exchanged": exchanged_with_the_next(2),
    "more in a blank": on_blank(b"BT 600 200 Td /F1 9 Tf <00180018> Tj ET"),
    "a blot in a blank, by the slug": on_blank(b"q 0 g 600 300 20 20 re f Q"),
    "cut off": lambda pdf: pdf[: len(pdf) // 2],
}


@pytest.mark.parametrize(("language", "city"), [("en", ""), ("", "nogales")])
@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(project: Project, bench: Bench, way: str, language: str, city: str) -> None:
    """The one booklet has a blank beside most pages, of the other most sides have two."""
    pdf = (project.out / "print" / f"booklet-{language or city}.pdf").read_bytes()
    assert bench.findings(WAYS[way](pdf), language, city) != (), f"not caught: {way}"


def test_pages_are_known_by_what_they_are_made_of(
    project: Project, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half pages are not drawn again to prove an honest booklet; where one is put together in another way, they are."""
    pdf = (project.out / "print" / "booklet-en.pdf").read_bytes()
    drawn: list[bytes] = []
    leaves = Tools.leaves
    monkeypatch.setattr(Tools, "leaves", lambda self, pdf, part: (drawn.append(pdf), leaves(self, pdf, part))[1])
    assert bench.findings(pdf, language="en") == ()
    assert drawn == []
    other = replaced(b"1 0 0 1 0 0 cm", b"1 0 0 1 1 1 cm 1 0 0 1 -1 -1 cm", 1)(pdf)
    assert bench.findings(other, language="en") == ()
    assert len(drawn) == 1


def test_nobody_opens_sides_but_those_with_pages_of_the_booklet(
    project: Project, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cover, with what stands beside it, is looked at: folios, blanks and slugs of all others are read where they
    stand alone."""
    opened: set[int] = set()
    real = Pages.__getitem__
    monkeypatch.setattr(Pages, "__getitem__", lambda self, index: (opened.add(index), real(self, index))[1])
    for language, city in (("en", ""), ("", "nogales")):
        pdf = (project.out / "print" / f"booklet-{language or city}.pdf").read_bytes()
        for each in (pdf, saved(pdf, lambda _: None)):
            opened.clear()
            assert bench.findings(each, language, city) == ()
            assert opened == {0}


def test_nor_those_of_a4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose pages have no whole points."""
    project = Project(tmp_path, languages=("en",), formats=("half",))
    project.write()
    assert project.build("--paper", "a4").code == 0
    opened: set[int] = set()
    real = Pages.__getitem__
    monkeypatch.setattr(Pages, "__getitem__", lambda self, index: (opened.add(index), real(self, index))[1])
    assert project.proof().code == 0
    assert opened == {0}


@pytest.mark.parametrize(
    ("operators", "is_clear"),
    [
        (b"q 0 g 100 200 9 9 re f Q", True),
        (b"q 0 g 100 44 9 9 re f Q", False),
        (b"q 0 g 3 300 9 9 re f Q", False),
        (b"q 0 g 100 600 9 9 re f Q", False),
        (b"q 0 g 100 20 9 9 re f Q", True),
        (b"BT 100 40 Td /F1 9 Tf <00180018> Tj ET", False),
        (b"BT 3 Tr 100 40 Td /F1 9 Tf <00180018> Tj ET", False),
    ],
)
def test_a_half_page_is_clear_where_folios_go_and_near_its_edges(
    project: Project, bench: Bench, operators: bytes, is_clear: bool
) -> None:
    pdf = (project.out / "half" / "en" / "nogales-en-half.pdf").read_bytes()
    foot = Box(0.0, HIGH - 18.0, WIDE, HIGH)
    more = saved(pdf, lambda file: file.pages[0].contents_add(operators))
    assert bench.tools.clear_pages(pdf, foot, 17.0) == (True, True)
    assert bench.tools.clear_pages(more, foot, 17.0) == (is_clear, True)


def test_honest_booklets_stand_and_no_other_in_their_place(project: Project, bench: Bench) -> None:
    for language, city in (("en", ""), ("ur", ""), ("", "nogales")):
        pdf = (project.out / "print" / f"booklet-{language or city}.pdf").read_bytes()
        assert bench.findings(pdf, language, city) == ()
    assert bench.findings((project.out / "print" / "booklet-es.pdf").read_bytes(), "en") != ()


def test_a_booklet_has_a_volume_for_each_direction(bench: Bench) -> None:
    flyers = bench.composition.flyers
    product = BOUND["city-booklet-print"]
    (whole, _), *_ = volumes_with(
        BOUND["city-booklet"], Item("", "", "nogales"), bench.data, bench.composition, (), LETTER
    )
    first, second = volumes_of(whole, flyers)
    assert [sheet[0] for sheet in first.sheets] == list(LEFT_TO_RIGHT)
    assert [sheet[0] for sheet in second.sheets] == list(RIGHT_TO_LEFT)
    assert (first.language, second.language) == ("en", "ar")
    volumes = volumes_with(product, Item("", "", "nogales"), bench.data, bench.composition, (), LETTER)
    one, other = (contents.words.others for _, contents in volumes)
    assert all(flyers[tag, "nogales"].language_own in one for tag in RIGHT_TO_LEFT), "each cover names the others"
    assert all(flyers[tag, "nogales"].language_own in other for tag in LEFT_TO_RIGHT)

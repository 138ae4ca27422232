"""What a print file is: PDF/A-2b where its pages are, what it tells the printer, equal bytes; and what is refused."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest

from handouts.bind.source import read_source
from handouts.draw import draw_document, plan_fonts
from handouts.errors import ExitCode, InputError
from handouts.schemes import SADDLE, SCHEMES, SIGNATURE_SCHEME, STEP_REPEAT, TWO_UP, ZINE, Flip, Scheme
from tests.bind.folding import booklet, made, numbered, one, pictures, printed, text_of
from tests.draw import pages
from tests.validators import ua1_failures

HALF = (396.0, 576.0)
OWN_SIZE = {SADDLE: HALF, SIGNATURE_SCHEME: HALF, TWO_UP: HALF, STEP_REPEAT: (252.0, 144.0), ZINE: (180.0, 280.0)}


def archival() -> bytes:
    """A file as the program draws it: PDF/A-2a, tagged, with links."""
    page = pages.english_page()
    return draw_document([page] * 3, pages.info(), plan_fonts([page], pages.FontFolder()))


def changed(pdf: bytes, change) -> bytes:  # type: ignore[no-untyped-def]
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


# --- the file -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", [False, True])
def test_pages_that_are_archival_make_an_archival_print_file(marks: bool) -> None:
    files = made(SADDLE, archival(), paper="tabloid", marks=marks)
    assert files.notices == ()
    with pikepdf.open(BytesIO(one(files))) as document:
        assert [str(finding) for finding in pikepdf.pdfa.check(document, "2b").findings] == []
        assert b"<pdfaid:conformance>B<" in document.Root.Metadata.read_bytes()
        assert str(document.docinfo["/Title"]) == "Help near you: saddle stitch"


def test_what_is_for_reading_stays_behind() -> None:
    with pikepdf.open(BytesIO(archival())) as document:
        assert "/StructTreeRoot" in document.Root
        assert len(document.pages[0].Annots) == 2
    with pikepdf.open(BytesIO(one(made(SADDLE, archival(), paper="tabloid")))) as document:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(document.Root.keys())
        assert all("/Annots" not in page for page in document.pages)


def test_other_pages_make_no_claim_and_somebody_is_told() -> None:
    files = made(SADDLE, numbered(3, *HALF))
    with pikepdf.open(BytesIO(one(files))) as document:
        assert b"pdfaid:part" not in document.Root.Metadata.read_bytes()
        assert "/OutputIntents" not in document.Root
    (notice,) = files.notices
    assert "PDF/A" in str(notice)


def test_of_two_files_one_that_makes_no_claim_is_enough() -> None:
    size = (612.0, 792.0)
    files = made(SADDLE, archival(), numbered(2, *size), paper="tabloid")
    with pikepdf.open(BytesIO(one(files))) as document:
        assert b"pdfaid:part" not in document.Root.Metadata.read_bytes()


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("flip", Flip)
def test_the_printer_is_told_scale_sides_edge_and_paper(scheme: Scheme, flip: Flip) -> None:
    files = made(scheme, numbered(5, *OWN_SIZE[scheme]), paper="a4" if scheme is ZINE else "letter", flip=flip)
    with pikepdf.open(BytesIO(one(files))) as document:
        preferences = document.Root.ViewerPreferences
        assert preferences.PrintScaling == "/None"
        assert preferences.PickTrayByPDFSize
        told = {Flip.LONG: "/DuplexFlipLongEdge", Flip.SHORT: "/DuplexFlipShortEdge"}[flip]
        assert preferences.Duplex == ("/Simplex" if scheme is ZINE else told)
        box = files.imposition.matrix.box
        for page in document.pages:
            trim = [float(edge) for edge in page.TrimBox]
            assert trim[2] - trim[0] == pytest.approx(box.width, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(box.height, abs=0.01)


@pytest.mark.parametrize("one_sided", [False, True])
def test_the_same_job_gives_the_same_bytes(one_sided: bool) -> None:
    jobs = [made(SADDLE, archival(), paper="tabloid", marks=True, one_sided=one_sided).files for _ in range(2)]
    assert jobs[0] == jobs[1]


def test_the_sheet_for_printing_by_hand_is_tagged() -> None:
    files = made(SADDLE, archival(), paper="tabloid", one_sided=True).files
    assert ua1_failures(files["0-read-first"]) == []


def test_words_stay_words() -> None:
    said = text_of(one(made(SADDLE, archival(), paper="tabloid", name="flyer")))
    assert "664 208 8994" in said
    assert "Unfortunately, no." in said


def test_a_page_that_returns_is_kept_once() -> None:
    single, ten = (len(one(made(STEP_REPEAT, archival(), paper=paper))) for paper in ("letter", "tabloid"))
    assert ten < single * 1.1


# --- what anybody's file may hold ---------------------------------------------------------------------------------


def test_filled_fields_and_stamps_are_printed_and_links_are_not() -> None:
    def stamp(document: pikepdf.Pdf) -> None:
        black = document.make_stream(b"0 0 10 10 re f", {"/BBox": [0, 0, 10, 10]})
        for number, (flags, subtype) in enumerate(((4, "/Stamp"), (0, "/Stamp"), (6, "/Stamp"), (4, "/Popup"))):
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(subtype),
                F=flags,
                Rect=[40 + 60 * number, 40, 80 + 60 * number, 60],
                AP=pikepdf.Dictionary(N=black),
            )
            document.pages[0].Annots = [*document.pages[0].get("/Annots", []), document.make_indirect(annotation)]

    (front, *_) = pictures(one(made(SADDLE, changed(numbered(4, *HALF), stamp))), 1.0)
    dark = [number for number in range(4) if front.convert("L").getpixel((396 + 60 + 60 * number, 576 - 50)) < 128]
    assert dark == [0]
    # Stretched into its rectangle, 40 x 20 points.
    row = [front.convert("L").getpixel((x, 576 - 50)) < 128 for x in range(396 + 30, 396 + 90)]
    assert sum(row) == pytest.approx(40, abs=1)


def test_a_checked_box_shows_its_state() -> None:
    def check(document: pikepdf.Pdf) -> None:
        on, off = (document.make_stream(code, {"/BBox": [0, 0, 10, 10]}) for code in (b"0 0 10 10 re f", b""))
        states = pikepdf.Dictionary({"/On": on, "/Off": off})
        for number, state in enumerate(("/On", "/Off")):
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,  # as a field's, without the form around it
                F=4,
                Rect=[40 + 60 * number, 40, 80 + 60 * number, 60],
                AS=pikepdf.Name(state),
                AP=pikepdf.Dictionary(N=states),
            )
            document.pages[0].Annots = [*document.pages[0].get("/Annots", []), document.make_indirect(annotation)]

    (front, *_) = pictures(one(made(SADDLE, changed(numbered(4, *HALF), check))), 1.0)
    assert [front.convert("L").getpixel((396 + 60 + 60 * n, 526)) < 128 for n in range(2)] == [True, False]


def test_a_layer_that_is_switched_off_stays_off() -> None:
    def layer(document: pikepdf.Pdf) -> None:
        group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="hidden"))
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group], Order=[group]))
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary({"/L": group}))
        page.contents_add(b"/OC /L BDC 40 40 40 20 re f EMC")

    (front, *_) = pictures(one(made(SADDLE, changed(numbered(4, *HALF), layer))), 1.0)
    assert front.convert("L").getpixel((396 + 60, 526)) > 128


def test_the_spine_is_where_the_file_says_unless_somebody_else_does() -> None:
    def arabic(document: pikepdf.Pdf) -> None:
        document.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)

    pdf = changed(numbered(8, *HALF), arabic)
    assert booklet(printed(one(made(SADDLE, pdf))), *HALF, spine="right") == list(range(1, 9))
    assert booklet(printed(one(made(SADDLE, pdf, right_to_left=False))), *HALF) == list(range(1, 9))


def test_more_than_eight_pages_are_several_zines_and_that_is_said() -> None:
    assert any("every 8 are one of their own" in str(each) for each in made(ZINE, numbered(9, 198.0, 306.0)).notices)
    assert not any("of their own" in str(each) for each in made(ZINE, numbered(8, 198.0, 306.0)).notices)


def test_marks_that_were_asked_for_and_have_no_place_are_told() -> None:
    files = made(STEP_REPEAT, numbered(2, 612.0, 792.0), marks=True)
    assert any("there are no marks" in str(each) for each in files.notices)
    assert not any("no marks" in str(each) for each in made(SADDLE, numbered(2, 396.0, 612.0), marks=True).notices)


def test_content_in_several_streams_is_one() -> None:
    def split(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            whole = page.Contents.read_bytes()
            middle = whole.index(b" cm ") + 1
            page.Contents = document.make_indirect(
                pikepdf.Array([document.make_stream(part) for part in (whole[:middle], b"", whole[middle:])])
            )

    assert booklet(printed(one(made(SADDLE, changed(numbered(5, *HALF), split)))), *HALF)[:5] == [1, 2, 3, 4, 5]


def test_a_larger_unit_is_reckoned_with() -> None:
    def enlarge(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.UserUnit = 2

    pdf = changed(numbered(4, HALF[0] / 2, HALF[1] / 2), enlarge)
    assert read_source("x.pdf", pdf).boxes[0].shown_pt == HALF
    assert booklet(printed(one(made(SADDLE, pdf))), *HALF) == [1, 2, 3, 4]


def test_fonts_that_are_not_in_the_file_are_named() -> None:
    def font(document: pikepdf.Pdf) -> None:
        plain = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        form = document.make_stream(
            b"", {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0] * 4}
        )
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=plain))
        document.pages[1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))

    files = made(SADDLE, changed(numbered(4, *HALF), font))
    assert any("(Helvetica)" in str(notice) for notice in files.notices)
    assert read_source("x.pdf", archival()).loose_fonts == ()


# --- what is refused ----------------------------------------------------------------------------------------------


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user=""))
    return out.getvalue()


def without_pages(document: pikepdf.Pdf) -> None:
    del document.pages[:]


def mixed(document: pikepdf.Pdf) -> None:
    document.pages[2].MediaBox = document.pages[2].CropBox = [0, 0, 612, 792]


def broken_off(document: pikepdf.Pdf) -> None:
    data = zlib.compress(document.pages[1].Contents.read_bytes() * 50)
    document.pages[1].Contents = document.make_stream(b"")
    document.pages[1].Contents.write(data[: len(data) // 2], filter=pikepdf.Name.FlateDecode)


def endless(document: pikepdf.Pdf) -> None:
    document.pages[1].MediaBox = document.pages[1].CropBox = [0, 0, 99999, 99999]


def flat(document: pikepdf.Pdf) -> None:
    document.pages[1].MediaBox = document.pages[1].CropBox = [0, 0, 396, 0]


GOOD = numbered(4, *HALF)


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (b"", "x.pdf: the file is empty; give a PDF file with pages"),
        (b"Dear all,\n", "x.pdf: this is no PDF file; save it as PDF, and give that file"),
        (encrypted(GOOD), "x.pdf: the file is encrypted; save a copy without password, and give that"),
        (changed(GOOD, without_pages), "x.pdf: the file has no pages; give a PDF file with pages"),
        (
            changed(GOOD, broken_off),
            "x.pdf: the file is damaged: the content of page 2 breaks off; open it in a viewer",
        ),
        (changed(GOOD, endless), "x.pdf: page 2 has no size that can be printed (99999 x 99999 pt); open it"),
        (changed(GOOD, flat), "x.pdf: page 2 has no size that can be printed (396 x 0 pt); open it"),
        (GOOD[: len(GOOD) // 2], "x.pdf: the file is damaged ("),
        (GOOD.replace(b"startxref", b"startxfer"), "x.pdf: the file is damaged ("),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "x.pdf: the file is damaged ("),
    ],
    ids=lambda value: value[7:30] if isinstance(value, str) else "",
)
def test_what_can_not_be_printed_rightly_is_refused_in_plain_words(pdf: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_source("x.pdf", pdf)
    assert str(refused.value).startswith(said)
    assert refused.value.exit_code == ExitCode.WRONG_INPUT
    assert len(str(refused.value).splitlines()) == 1


def test_no_file_that_is_broken_anywhere_ends_in_a_traceback() -> None:
    """Bytes left out or overwritten, everywhere in a file of ours: it is refused, or its pages are as they were."""
    whole = archival()
    right = [page.tobytes() for page in pictures(one(made(SADDLE, whole, paper="tabloid")))]
    refused = 0
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        for broken in (whole[:at] + whole[at + 9 :], whole[:at] + b"\0" * 9 + whole[at + 9 :], whole[:at]):
            try:
                files = made(SADDLE, broken, paper="tabloid")
            except InputError as error:
                refused += 1
                assert str(error).startswith("test0.pdf: ")  # noqa: PT017 - what is not raised is right too
            else:
                assert [page.tobytes() for page in pictures(one(files))] == right, at
    assert refused > 300


def test_pages_of_several_sizes_are_refused_with_the_first_that_differs() -> None:
    with pytest.raises(InputError) as refused:
        made(SADDLE, changed(GOOD, mixed))
    assert str(refused.value) == (
        "test0.pdf: page 3 is 612 x 792 pt, page 1 of test0.pdf 396 x 576 pt; give pages of one size"
    )


def test_two_files_must_have_pages_of_one_size() -> None:
    with pytest.raises(InputError, match=r"test1\.pdf: page 1 is 200 x 300 pt, page 1 of test0\.pdf 396 x 576 pt"):
        made(SADDLE, GOOD, numbered(2, 200.0, 300.0))


@pytest.mark.parametrize(
    ("scheme", "size", "said"),
    [
        (SADDLE, (612.0, 792.0), "saddle stitch on Letter (612 x 792 pt); nothing is scaled; --paper tabloid would do"),
        (
            TWO_UP,
            (400.0, 600.0),
            "two up on Letter (612 x 792 pt); nothing is scaled; --paper legal or oficio or tabloid or a3 would do",
        ),
        (ZINE, (612.0, 792.0), "zine on Letter (612 x 792 pt); nothing is scaled; give pages of 198 x 306 pt at most"),
        (SADDLE, (1200.0, 1200.0), "nothing is scaled; give pages of 396 x 612 pt at most"),
        (STEP_REPEAT, (2000.0, 100.0), "nothing is scaled; give smaller pages"),
    ],
)
def test_pages_too_large_are_refused_with_what_would_do(scheme: Scheme, size: tuple[float, float], said: str) -> None:
    with pytest.raises(InputError) as refused:
        made(scheme, numbered(2, *size))
    assert said in str(refused.value)


def test_pypdf_says_nothing_behind_our_back(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_source("x.pdf", GOOD.replace(b"startxref", b"startxfer"))
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []

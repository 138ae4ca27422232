"""The second reader reads as pdfminer.six does. Its short cuts (tokens and statements by one pattern each, objects one
at a time, fonts shared between files) change what it costs, and nothing that it finds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import accumulate

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pdfminer.converter import PDFConverter
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from handouts.proof.second_reader import SecondReader
from handouts.proof.tokens import NotPlainError, plain_objects
from tests.sheets.finished import Finished, Pages


def by_pdfminer(data: bytes) -> list[object]:
    """The objects of a content stream as pdfminer.six itself reads them."""
    parser = PDFContentParser([PDFStream({}, data)])
    found: list[object] = []
    while True:
        try:
            found.append(parser.nextobject()[1])
        except PSEOF:
            return found


# --- tokens -------------------------------------------------------------------------------------------------------

_NAMES = st.text("ABCDEFabcdef0123456789-+.", min_size=1, max_size=8).map(lambda name: f"/{name}".encode())
_NUMBERS = st.one_of(
    st.integers(-99999, 99999).map(lambda number: str(number).encode()),
    st.decimals(-999, 999, places=3).map(lambda number: f"{number:f}".encode()),
    st.sampled_from([b".5", b"-.25", b"4.", b"+7", b"-0"]),
)
_STRINGS = st.binary(max_size=12).map(
    lambda data: (
        b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r") + b")"
    )
)
_HEX = st.binary(max_size=6).map(lambda data: b"<" + data.hex().encode() + b">")
_PLAIN = st.recursive(
    st.one_of(_NAMES, _NUMBERS, _STRINGS, _HEX, st.sampled_from([b"true", b"false", b"(\\101\\053\\n)"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: b"[" + b" ".join(parts) + b"]"),
        st.lists(_NUMBERS, min_size=4, max_size=9).map(lambda widths: b"[" + b" ".join(widths) + b"]"),
        st.lists(st.tuples(_NAMES, inner), max_size=3).map(
            lambda pairs: b"<<" + b" ".join(name + b" " + value for name, value in pairs) + b">>"
        ),
    ),
    max_leaves=8,
)
_OPERATORS = st.sampled_from([b"BT", b"ET", b"Tj", b"TJ", b"T*", b"'", b'"', b"q", b"Q", b"cm", b"re", b"f*", b"n"])


@given(st.lists(st.one_of(_PLAIN, _OPERATORS), max_size=20))
def test_plain_content_is_read_as_pdfminer_reads_it(parts: list[bytes]) -> None:
    data = b"\n".join(parts) + b"\n"
    assert plain_objects(data) == by_pdfminer(data)


@given(st.binary(max_size=60))
def test_any_content_is_read_as_pdfminer_reads_it_or_refused(data: bytes) -> None:
    data += b"\n"
    try:
        found = plain_objects(data)
    except NotPlainError:
        return
    assert found == by_pdfminer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"% a comment\n1",
        b"(a (b) c)",
        b"/A#20B",
        b"<4>",
        b"(\\8)",
        b"[1 2",
        b"1 2]",
        b"<<1 2>>",
        b"BI /W 1 ID x EI",
        b"{1}",
    ],
)
def test_what_is_not_plain_is_refused(data: bytes) -> None:
    with pytest.raises(NotPlainError):
        plain_objects(data)


# --- whole files --------------------------------------------------------------------------------------------------


class _Characters(PDFConverter[io.StringIO]):
    """Each character of each page, with where it begins."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, io.StringIO(), laparams=None)
        self.pages: list[list[tuple[str, float, float]]] = []

    def receive_layout(self, ltpage: LTPage) -> None:
        self.pages.append([(each.get_text(), *each.matrix[4:]) for each in _characters(ltpage)])


def _characters(container: LTContainer) -> Iterator[LTChar]:  # type: ignore[type-arg]
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)


def characters_by_pdfminer(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    manager = PDFResourceManager()
    device = _Characters(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
    return device.pages


def texts_by_pdfminer(pdf: bytes) -> list[str]:
    return ["".join(text for text, *_ in page) for page in characters_by_pdfminer(pdf)]


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh-Hans"])
def test_finished_flyers_are_read_as_pdfminer_reads_them(finished: Finished, language: str) -> None:
    reader = SecondReader()
    for city in ("nogales", "el-paso-juarez"):
        pdf = finished.sheets[language, city].pdf
        read = ["".join(line.text for line in page.lines) for page in reader.read(pdf)]
        by_pdfminer = texts_by_pdfminer(pdf)
        assert any("\u200e" in text for text in by_pdfminer) == (language == "ar")
        assert read == [text.replace("\u200e", "").replace("\u061c", "") for text in by_pdfminer], "but for the marks"


HEIGHT_PT = 792


def with_content(content: bytes) -> bytes:
    """A page in Helvetica and in a font of two bytes a code, with this content, as no program of ours writes it."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(612, HEIGHT_PT))
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        said = b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n"
        wide = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name.Wide,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Wide),
            W=pikepdf.Array([32, pikepdf.Array([250, 300, 410.5]), 48, 122, 555]),
        )
        composite = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Wide,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([document.make_indirect(wide)]),
            ToUnicode=document.make_stream(said),
        )
        fonts = {"/F1": document.make_indirect(helvetica), "/F2": document.make_indirect(composite)}
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        page.Contents = document.make_stream(content)
        out = io.BytesIO()
        document.save(out, compress_streams=False)
    return out.getvalue()


_LENGTHS = st.integers(-3000, 3000).map(lambda tenths: b"%d.%d" % (tenths // 10, tenths % 10))
_SCALES = st.sampled_from([b"1", b"-1", b"0", b".5", b"12", b"+2"])
_SHOWN = st.one_of(
    st.text("AZaz09 ()\\", max_size=6).map(lambda text: literal(text.encode())),
    st.text("AZaz09 ()", max_size=6).map(lambda text: literal(text.encode("utf-16-be"))),
    st.text("AZaz09", max_size=4).map(lambda text: b"<" + text.encode("utf-16-be").hex().encode() + b">"),
)
_BETWEEN = st.one_of(_SHOWN, st.integers(-900, 900).map(lambda step: b"%d" % step))
_CONTENT = st.one_of(
    st.sampled_from(
        [b"BT", b"ET", b"q", b"Q", b"T*", b"0 g", b"1 0 0 rg", b"0.5 G", b"/Span <</MCID 7>> BDC", b"/Artifact BMC"]
    ),
    st.sampled_from([b"/P<</MCID 8>>BDC", b"/H1 <</MCID 9>> BDC", b"/P<</MCID (a)>>BDC", b"0 Tc", b"-3 Tw", b"2.5 Tw"]),
    st.sampled_from([b"EMC", b"1 w", b"0 0 m 5 5 l 1 1 2 2 3 3 c h S", b"2 2 8 8 re f", b"/P <</Lang (en)>> BDC"]),
    st.sampled_from([b"0 0 m\n1 2 l\nh\nf*", b"W n", b"[3 1] 0 d", b"/F3 9 Tf", b"12 Td", b"(a) Tf", b"% said\n"]),
    st.tuples(_LENGTHS, _LENGTHS, st.sampled_from([b"Td", b"TD", b"m", b"l"])).map(b" ".join),
    st.tuples(st.sampled_from([b"/F1", b"/F2"]), st.sampled_from([b"9", b"12.5", b"-7"]), st.just(b"Tf")).map(
        b" ".join
    ),
    st.tuples(_LENGTHS, st.sampled_from([b"TL", b"Tz"])).map(b" ".join),
    st.tuples(*[_SCALES] * 4, _LENGTHS, _LENGTHS, st.sampled_from([b"Tm", b"cm"])).map(b" ".join),
    st.tuples(_SHOWN, st.sampled_from([b"Tj", b"'"])).map(b" ".join),
    _SHOWN.map(lambda shown: b"0 0 " + shown + b' "'),  # others, and Tc: pdfminer.six has the space elsewhere
    st.lists(_BETWEEN, max_size=4).map(lambda parts: b"[" + b"".join(parts) + b"]TJ"),
    st.lists(_BETWEEN, max_size=4).map(lambda parts: b"[ " + b"\n".join(parts) + b" ] TJ"),
)


def literal(text: bytes) -> bytes:
    escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped.replace(b"\r", b"\\r") + b")"


@given(st.lists(_CONTENT, max_size=14))
@settings(phases=[Phase.explicit, Phase.generate])  # to make a failing page smaller takes minutes
def test_any_content_is_read_as_pdfminer_reads_it(parts: list[bytes]) -> None:
    """Each character, in its order and in its place, whatever comes before it."""
    pdf = with_content(b"/F2 12 Tf BT 72 720 Td " + b"\n".join(parts) + b"\n")
    (wanted,) = characters_by_pdfminer(pdf)
    reader = SecondReader()
    assert reader.read(pdf) == reader.read(pdf), "what it remembers of a file changes nothing"
    (found,) = reader.read(pdf)
    assert [text for line in found.lines for text in line.glyphs] == [text for text, *_ in wanted]
    assert [x for line in found.lines for x in line.origins_pt] == pytest.approx([x for _, x, _ in wanted], abs=1e-6)
    firsts = accumulate((len(line.glyphs) for line in found.lines[:-1]), initial=0)
    levels = [wanted[first][2] for first in firsts] if found.lines else []
    assert [HEIGHT_PT - line.y_pt for line in found.lines] == pytest.approx(levels, abs=1e-6)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"(1 2 l 3 4 l 5 6 l 7 8 l ) Tj", "1 2 l 3 4 l 5 6 l 7 8 l "),
        (b"(EMC BT 5 5 Td /F1 3 Tf) Tj", "EMC BT 5 5 Td /F1 3 Tf"),
        (b"[(Do)-900(it)]TJ", "Doit"),
        (b"/P <</ActualText (BT ET)>> BDC (a) Tj EMC", "a"),
    ],
)
def test_what_looks_like_an_operator_in_a_string_is_text(content: bytes, text: str) -> None:
    (page,) = SecondReader().read(with_content(b"BT /F1 12 Tf 72 720 Td " + content + b" ET\n"))
    assert "".join(line.text for line in page.lines) == text


@pytest.mark.parametrize(("step", "gaps"), [(-99, 0), (-101, 1), (99, 0), (101, 1), (-599, 1)])
def test_a_step_in_an_array_is_a_gap_from_a_tenth_of_the_size_on(step: int, gaps: int) -> None:
    """Steps that long are told glyph by glyph; all others at once, and from what was read before."""
    pdf = with_content(b"BT 72 720 Td /F2 10 Tf [<003000310032>%d<00330034>]TJ ET\n" % step)
    reader = SecondReader()
    for _ in range(2):
        ((line,),) = [page.lines for page in reader.read(pdf)]
        assert (line.text, len(line.gaps)) == ("01234", gaps)
        x = [72 + 5.55 * index - step / 100 * (index > 2) for index in range(5)]
        assert line.origins_pt == pytest.approx(x, abs=1e-6)


def test_the_same_string_in_another_size_or_font_is_another() -> None:
    shown = b"[<00300031>]TJ"
    places = (b"/F2 10 Tf", b"/F2 20 Tf", b"50 Tz /F2 20 Tf", b"100 Tz /F1 10 Tf")
    content = b"".join(b"BT 72 %d Td %b %b ET\n" % (700 - 50 * at, set_in, shown) for at, set_in in enumerate(places))
    reader = SecondReader()
    for _ in range(2):
        (page,) = reader.read(with_content(content))
        assert [line.text for line in page.lines] == ["01", "01", "01", "(cid:0)0(cid:0)1"]
        widths = [line.end_pt - line.x_pt for line in page.lines]
        assert widths[:3] == pytest.approx([11.1, 22.2, 11.1], abs=1e-6)


def test_a_stream_whose_length_is_wrong_is_read_as_pdfminer_reads_it() -> None:
    pdf = with_content(b"BT /F1 12 Tf 72 720 Td (all of it) Tj ET")
    length = re.search(rb"<< /Length ([0-9]+) >>\s*stream\nBT", pdf)
    assert length is not None
    for wrong in (int(length[1]) - 7, int(length[1]) + 1, 10):
        said = b"%0*d" % (len(length[1]), wrong)
        damaged = pdf[: length.start(1)] + said + pdf[length.end(1) :]
        read = ["".join(line.text for line in page.lines) for page in SecondReader().read(damaged)]
        assert read == texts_by_pdfminer(damaged)


def test_a_font_that_says_otherwise_is_not_taken_for_one_known(finished: Finished) -> None:
    """Two files hold a font of the same name; in the second it calls every letter an x."""
    pdf = finished.sheets["en", "nogales"].pdf
    reader = SecondReader()
    (honest,) = reader.read(pdf)
    assert "Nogales" in honest.text
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for entry in document.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
                said = b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n"
                entry.ToUnicode.write(said + b"<0000> <0100> [" + b"<0078> " * 257 + b"]\nendbfrange\n")
        out = io.BytesIO()
        document.save(out)
    (lying,) = reader.read(out.getvalue())
    assert "Nogales" not in lying.text


def test_of_a_booklet_only_the_first_pages_can_be_read(finished: Finished) -> None:
    booklet: Pages = finished.language_booklets["es"]
    assert len(SecondReader().read(booklet.pdf, 1)) == 1
    assert len(SecondReader().read(booklet.pdf)) == len(booklet.texts)

"""The second reader reads as pdfminer.six does. Its short cuts (tokens by one pattern, objects one at a time, fonts
shared between files) change what it costs, and nothing that it finds."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from hypothesis import given
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
    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, io.StringIO(), laparams=None)
        self.pages: list[str] = []

    def receive_layout(self, ltpage: LTPage) -> None:
        self.pages.append("".join(character.get_text() for character in _characters(ltpage)))


def _characters(container: LTContainer) -> Iterator[LTChar]:  # type: ignore[type-arg]
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)


def texts_by_pdfminer(pdf: bytes) -> list[str]:
    manager = PDFResourceManager()
    device = _Characters(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        interpreter.process_page(page)
    return device.pages


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh-Hans"])
def test_finished_flyers_are_read_as_pdfminer_reads_them(finished: Finished, language: str) -> None:
    reader = SecondReader()
    for city in ("nogales", "el-paso-juarez"):
        pdf = finished.sheets[language, city].pdf
        read = ["".join(line.text for line in page.lines) for page in reader.read(pdf)]
        by_pdfminer = texts_by_pdfminer(pdf)
        assert any("\u200e" in text for text in by_pdfminer) == (language == "ar")
        assert read == [text.replace("\u200e", "").replace("\u061c", "") for text in by_pdfminer], "but for the marks"


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

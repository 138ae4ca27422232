"""A second reader of the text: pdfminer.six, from its own reading of the file, fonts and graphics state.

It gives glyphs in the order of the content, and where each begins. pdfminer.six's slow parts are spared: its tokeniser
(proof/tokens.py and proof/statements.py read the plain part of the grammar), its layout analysis, outlines, and fonts
that an earlier file of the same language held, byte for byte (proof/fonts_by_content.py), with what was shown in them
(proof/shown_glyphs.py).
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, stream_value
from pdfminer.psparser import PSLiteral

from handouts.proof.fonts_by_content import FontsByContent
from handouts.proof.shown_glyphs import KnownGlyphs, ShownGlyphs
from handouts.proof.statements import CHOOSE, SHOW, TEXT, statements
from handouts.proof.text_lines import SecondText
from handouts.proof.tokens import NotPlainError, plain_objects

_DRAWS_OTHERS = b"Do"
_STREAM = re.compile(rb"([0-9]+) 0 obj\s*(<<[^()%]*?>>)\s*stream\r?\n")
_END_OF_STREAM = re.compile(rb"(?:\r?\n)?endstream\s+endobj\b")
_NAMES = "q Q cm gs BT Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" g G rg RG k K cs CS sc SC scn SCN"
_FONTS_MOST = 500
"""So many are remembered; those of a language are some dozen."""


class SecondReader:
    """Reads files one after the other and remembers their fonts. One owner: a language's worker, or the proof of a
    folder."""

    def __init__(self) -> None:
        self._fonts: dict[object, PDFFont] = {}
        self._glyphs = KnownGlyphs()

    def read(self, file: bytes | Document, only: int | None = None) -> tuple[SecondText, ...]:
        """Every page, or `only` so many; of a file, or of one that is open and stays so. Raises what pdfminer.six
        raises where the file can't be read."""
        if isinstance(file, bytes):
            with document_of(file) as document:
                return self.read(document, only)
        if max(len(self._fonts), len(self._glyphs)) > _FONTS_MOST:
            self._fonts.clear()
            self._glyphs.clear()
        manager = FontsByContent(self._fonts)
        device = ShownGlyphs(manager, self._glyphs)
        interpreter = _TextInterpreter(manager, device)
        for page in islice(PDFPage.create_pages(file), only):
            interpreter.process_page(page)
        return tuple(device.pages)


class Document(PDFDocument):
    """Reads of an object stream only what is asked for: the structure tree is most of it, and never is. Streams by one
    pattern, where they are plain."""

    def __init__(self, parser: PDFParser) -> None:
        self._contents: dict[int, tuple[PDFStream, bytes, dict[int, tuple[int, int]]]] = {}
        self._bytes = parser.fp.getvalue() if isinstance(parser.fp, io.BytesIO) else b""
        super().__init__(parser)

    def let_go(self) -> None:
        """Of all objects so far: they refer to the file, and the file to them, so that nothing but a collection of
        garbage would end them."""
        self._cached_objs.clear()
        self._parsed_objs.clear()
        self._contents.clear()

    def _getobj_parse(self, pos: int, objid: int) -> object:
        found = _STREAM.match(self._bytes, pos)
        if found is None or int(found[1]) != objid:
            return super()._getobj_parse(pos, objid)
        try:
            ((attributes,), begin) = plain_objects(found[2], self), found.end()
        except (NotPlainError, ValueError):
            return super()._getobj_parse(pos, objid)
        length = attributes.get("Length") if isinstance(attributes, dict) else None
        if not isinstance(length, int) or not _END_OF_STREAM.match(self._bytes, begin + length):
            return super()._getobj_parse(pos, objid)
        return PDFStream(attributes, self._bytes[begin : begin + length], self.decipher)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        try:
            data, places = self._in_stream(stream)
            begin, end = places[objid]
            (entry,) = plain_objects(data[begin:end], self)
            return entry
        except (NotPlainError, ValueError, IndexError, KeyError):
            pass
        return super()._getobj_objstm(stream, index, objid)

    def written(self, objid: int) -> bytes | None:
        """An object as it stands in its object stream; None where it stands in none."""
        for xref in self.xrefs:
            try:
                holder, _, _ = xref.get_pos(objid)
                if holder is None:
                    return None
                data, places = self._in_stream(stream_value(self.getobj(holder)))
                begin, end = places[objid]
            except KeyError:
                continue
            return data[begin:end]
        return None

    def _in_stream(self, stream: PDFStream) -> tuple[bytes, dict[int, tuple[int, int]]]:
        """What `_object_stream` finds, found once."""
        known = self._contents.get(id(stream))
        if known is None:
            known = self._contents[id(stream)] = (stream, *_object_stream(stream))
        return known[1:]


@contextlib.contextmanager
def document_of(pdf: bytes) -> Iterator[Document]:
    """The file, to be read while the context lasts. Raises what pdfminer.six raises where it can't be."""
    document = Document(PDFParser(io.BytesIO(pdf)))
    try:
        yield document
    finally:
        document.let_go()


def written_at(reference: PDFObjRef) -> bytes:
    """An object as it stands in an object stream; empty where it stands in none, or where the file was changed since it
    was first written, so that another may be meant."""
    document = reference.doc
    if not isinstance(document, Document) or len(document.xrefs) != 1:
        return b""
    return (document.written(reference.objid) or b"").strip()


def _object_stream(stream: PDFStream) -> tuple[bytes, dict[int, tuple[int, int]]]:
    """The bytes of an object stream, and where in them each object begins and ends, by its number; none of those that
    have a number twice."""
    data, first = stream.get_data(), int(stream["First"])
    header = [int(each) for each in data[:first].split()]
    numbers = header[::2]
    starts = [first + each for each in header[1::2]]
    if len(set(numbers)) < len(numbers):
        return data, {}
    return data, dict(zip(numbers, zip(starts, [*starts[1:], len(data)], strict=True), strict=True))


class _TextInterpreter(PDFPageInterpreter):
    """Hands pdfminer.six's own operators what they need, and leaves out the others."""

    device: ShownGlyphs

    def do_BT(self) -> None:  # noqa: N802 (pdfminer.six's name)
        super().do_BT()
        self.device.begin_text()

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream_value(stream).get_data() for stream in streams)
        try:
            found = statements(data)
        except NotPlainError:
            return super().execute(streams)
        if _DRAWS_OTHERS in data and any(name == _DRAWS_OTHERS for name, _ in found):
            return super().execute(streams)
        methods = {name: (getattr(self, method), count) for name, (method, count) in _OPERATORS.items()}
        for name, operands in found:
            if name in methods:
                function, count = methods[name]
                self.argstack = operands  # those of colours are taken from here
                if len(operands) >= count:
                    function(*operands[len(operands) - count :])
        return None

    def text(
        self, begins: bool, x: float, y: float, font: PSLiteral | None, size: float | None, array: bytes | None
    ) -> None:
        """Td, perhaps behind BT, and before Tf and TJ."""
        if begins:
            self.do_BT()
        state = self.textstate
        a, b, c, d, e, f = state.matrix
        state.matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        state.linematrix = (0, 0)
        if font is not None and size is not None:
            self.choose(font, size)
        if array is not None:
            self.show(array)

    def choose(self, font: PSLiteral, size: float) -> None:
        """Tf of a name and a number."""
        known = self.fontmap.get(font.name)
        if known is None:
            self.do_Tf(font, size)
        else:
            self.textstate.font = known
            self.textstate.fontsize = size

    def show(self, array: bytes) -> None:
        """TJ of what stands between its brackets. The device keeps no graphics state, so that it needs no copy."""
        self.device.show(self.textstate, array, self.graphicstate)


_ALSO = {"T*": "T_a", "'": "_q", '"': "_w"}
_OPERATORS = {
    name: (method, getattr(_TextInterpreter, method).__code__.co_argcount - 1)
    for name, method in (
        *((each.encode("ascii"), f"do_{_ALSO.get(each, each)}") for each in _NAMES.split()),
        *((TEXT, "text"), (CHOOSE, "choose"), (SHOW, "show")),
    )
}
"""What text depends on, by which method, and of how many operands. `Do` is not among them: content that draws other
content is left to pdfminer.six."""

"""A second reader of the text: pdfminer.six, from its own reading of the file, fonts and graphics state.

It gives glyphs in the order of the content, and where each begins. pdfminer.six's slow parts are spared: its tokeniser
(proof/tokens.py and proof/statements.py read the plain part of the grammar), its layout analysis, outlines, and fonts
that an earlier file of the same language held, byte for byte (proof/fonts_by_content.py).
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice, pairwise

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, stream_value
from pdfminer.psparser import PSLiteral
from pdfminer.utils import mult_matrix

from handouts.proof.fonts_by_content import FontsByContent
from handouts.proof.statements import CHOOSE, MOVE, SHOW, statements
from handouts.proof.tokens import NotPlainError, plain_objects

_DRAWS_OTHERS = b"Do"
_SPACE = 32
_FONTS_MOST = 500
"""So many are remembered; those of a language are some dozen."""
_STREAM = re.compile(rb"([0-9]+) 0 obj\s*(<<[^()%]*?>>)\s*stream\r?\n")
_END_OF_STREAM = re.compile(rb"(?:\r?\n)?endstream\s+endobj\b")
_NAMES = "q Q cm gs BT Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" g G rg RG k K cs CS sc SC scn SCN"
_JUMP_EM = 0.6
"""A gap that ends a line."""
_SEAM_EM = 0.1
"""A gap that ends a word before another text object, though no space stands in it: lines of text beside each other."""
_LEVEL_PT = 1.0
DIRECTION_MARKS = "\u200e\u200f\u061c"
"""They tell programs which way to read what has no direction of its own. Nothing is drawn for them."""
_NO_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs that follow each other on a baseline, each with its text and where it begins, in the order of the content
    (right-to-left text: from left to right). Where the last one ends, and the size of the first. `seams`: indexes of
    glyphs before which there is a gap, and a text object begins; `laps`: before which one begins that goes back;
    `gaps`: that do not begin where the glyph before them ends, each with where that is: between two directions others
    may stand there. Points from the top left."""

    glyphs: tuple[str, ...]
    origins_pt: tuple[float, ...]
    y_pt: float
    end_pt: float
    size_pt: float
    seams: tuple[int, ...] = ()
    laps: tuple[int, ...] = ()
    gaps: tuple[tuple[int, float], ...] = ()

    @property
    def x_pt(self) -> float:
        """Where the first glyph begins."""
        return self.origins_pt[0]

    @property
    def text(self) -> str:
        return "".join(self.glyphs)

    @property
    def backwards(self) -> str:
        """The same from the last glyph to the first: right-to-left text as it is read."""
        return "".join(reversed(self.glyphs))

    def parts(self) -> list[TextLine]:
        """What stands between the seams."""
        edges = [0, *self.seams, len(self.glyphs)]
        return [self.cut(first, last) for first, last in pairwise(edges)]

    def cut(self, first: int, last: int) -> TextLine:
        """The glyphs from one index up to another."""
        seams, laps = (tuple([at - first for at in each if first < at < last]) for each in (self.seams, self.laps))
        gaps = tuple([(at - first, end) for at, end in self.gaps if first < at < last])
        end = self.origins_pt[last] if last < len(self.glyphs) else self.end_pt
        glyphs, origins = self.glyphs[first:last], self.origins_pt[first:last]
        return TextLine(glyphs, origins, self.y_pt, end, self.size_pt, seams, laps, gaps)


@dataclass(frozen=True)
class SecondText:
    """What pdfminer.six finds of text on a page: the lines; whether all of it is filled in black ink; the names of
    fonts in use that the file does not hold."""

    lines: tuple[TextLine, ...]
    black: bool
    missing_fonts: tuple[str, ...]

    @property
    def text(self) -> str:
        """A line break where the baseline changes or a gap lies before the next glyph."""
        return "\n".join(line.text for line in self.lines)

    def between(self, top_pt: float, bottom_pt: float) -> list[TextLine]:
        """The lines with their baseline between these, in their order."""
        levels, indexes = self._by_level
        first, last = bisect_right(levels, top_pt), bisect_left(levels, bottom_pt)
        return [self.lines[index] for index in sorted(indexes[first:last])]

    @cached_property
    def _by_level(self) -> tuple[list[float], list[int]]:
        """All baselines from above, and whose they are."""
        indexes = sorted(range(len(self.lines)), key=lambda index: self.lines[index].y_pt)
        return [self.lines[index].y_pt for index in indexes], indexes


NO_TEXT = SecondText((), True, ())
"""Of a page that was not read."""


class _GlyphsOfFont(dict[int, tuple[str, float]]):
    """By their codes: text and width."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> tuple[str, float]:
        try:
            text: str = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            said = f"(cid:{code})"
        else:
            said = text.translate(_NO_MARKS)
        found = self[code] = (said, self._font.char_width(code))
        return found


class SecondReader:
    """Reads files one after the other and remembers their fonts. One owner: a language's worker, or the proof of a
    folder."""

    def __init__(self) -> None:
        self._fonts: dict[object, PDFFont] = {}
        self._glyphs: dict[PDFFont, _GlyphsOfFont] = {}

    def read(self, file: bytes | Document, only: int | None = None) -> tuple[SecondText, ...]:
        """Every page, or `only` so many. Raises what pdfminer.six raises where the file can't be read."""
        document = document_of(file) if isinstance(file, bytes) else file
        if max(len(self._fonts), len(self._glyphs)) > _FONTS_MOST:
            self._fonts.clear()
            self._glyphs.clear()
        manager = FontsByContent(self._fonts)
        device = _Glyphs(manager, self._glyphs)
        interpreter = _TextInterpreter(manager, device)
        for page in islice(PDFPage.create_pages(document), only):
            interpreter.process_page(page)
        return tuple(device.pages)


class Document(PDFDocument):
    """Reads of an object stream only what is asked for: the structure tree is most of it, and never is. Streams by one
    pattern, where they are plain."""

    def __init__(self, parser: PDFParser) -> None:
        self._contents: dict[int, tuple[PDFStream, bytes, dict[int, tuple[int, int]]]] = {}
        self._bytes = parser.fp.getvalue() if isinstance(parser.fp, io.BytesIO) else b""
        super().__init__(parser)

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


def document_of(pdf: bytes) -> Document:
    """The file, to be read. Raises what pdfminer.six raises where it can't be."""
    return Document(PDFParser(io.BytesIO(pdf)))


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

    def do_BT(self) -> None:  # noqa: N802 (pdfminer.six's name)
        super().do_BT()
        if isinstance(self.device, _Glyphs):
            self.device.begin_text()

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream_value(stream).get_data() for stream in streams)
        try:
            found = statements(data)
        except NotPlainError:
            return super().execute(streams)
        if any(name == _DRAWS_OTHERS for name, _ in found):
            return super().execute(streams)
        methods = {name: (getattr(self, method), count) for name, (method, count) in _OPERATORS.items()}
        for name, operands in found:
            if name in methods:
                function, count = methods[name]
                self.argstack = operands  # those of colours are taken from here
                if len(operands) >= count:
                    function(*operands[len(operands) - count :])
        return None

    def move(self, x: float, y: float) -> None:
        """Td of numbers."""
        state = self.textstate
        a, b, c, d, e, f = state.matrix
        state.matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        state.linematrix = (0, 0)

    def choose(self, font: PSLiteral, size: float) -> None:
        """Tf of a name and a number."""
        known = self.fontmap.get(font.name)
        if known is None:
            self.do_Tf(font, size)
        else:
            self.textstate.font = known
            self.textstate.fontsize = size

    def show(self, pieces: PDFTextSeq) -> None:
        """TJ of strings and numbers. The device keeps no graphics state, so that it needs no copy."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, pieces, self.graphicstate.ncs, self.graphicstate)


_ALSO = {"T*": "T_a", "'": "_q", '"': "_w"}
_OPERATORS = {
    name: (method, getattr(_TextInterpreter, method).__code__.co_argcount - 1)
    for name, method in (
        *((each.encode("ascii"), f"do_{_ALSO.get(each, each)}") for each in _NAMES.split()),
        *((MOVE, "move"), (CHOOSE, "choose"), (SHOW, "show")),
    )
}
"""What text depends on, by which method, and of how many operands. `Do` is not among them: content that draws other
content is left to pdfminer.six."""


@dataclass(slots=True)
class _Page:
    lines: list[TextLine] = field(default_factory=list)
    black: bool = True
    missing_fonts: set[str] = field(default_factory=set)


class _Glyphs(PDFDevice):
    """Collects the text of glyphs; a new line where the baseline changes or a gap lies between."""

    def __init__(self, manager: PDFResourceManager, glyphs: dict[PDFFont, _GlyphsOfFont]) -> None:
        super().__init__(manager)
        self.pages: list[SecondText] = []
        self._glyphs = glyphs
        self._start(0.0)

    def _start(self, height_pt: float) -> None:
        self._page = _Page()
        self._height_pt = height_pt
        self._line: list[str] = []
        self._origins: list[float] = []
        self._seams: list[int] = []
        self._laps: list[int] = []
        self._gaps: list[tuple[int, float]] = []
        self._level = 0.0
        self._begins = False
        self._size_pt = 0.0
        self._end: tuple[float, float] | None = None

    def begin_page(self, page: PDFPage, _ctm: object) -> None:
        self._start(float(page.mediabox[3] - page.mediabox[1]))

    def end_page(self, _page: PDFPage) -> None:
        self._close_line()
        self.pages.append(
            SecondText(tuple(self._page.lines), self._page.black, tuple(sorted(self._page.missing_fonts)))
        )

    def _close_line(self) -> None:
        if self._line:
            origins = tuple(self._origins)
            end, y = self._end[0] if self._end else origins[-1], self._height_pt - self._level
            edges = tuple(self._seams), tuple(self._laps), tuple(self._gaps)
            self._page.lines.append(TextLine(tuple(self._line), origins, y, end, self._size_pt, *edges))
            self._line, self._origins, self._seams, self._laps, self._gaps = [], [], [], [], []

    def begin_text(self) -> None:
        """What is shown next is a text object of its own (BT)."""
        self._begins = True

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        font, page = textstate.font, self._page
        if font is None or self.ctm is None:
            return
        if textstate.render != 0 or graphicstate.ncolor != 0 or ncs.name != "DeviceGray":
            page.black = False
        if "FontFile2" not in font.descriptor:
            page.missing_fonts.add(str(font.fontname))
        known = self._glyphs.get(font)
        if known is None:
            known = self._glyphs[font] = _GlyphsOfFont(font)
        scaling = textstate.scaling * 0.01
        size = textstate.fontsize
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        between = textstate.charspace * scaling
        behind_space = textstate.wordspace * scaling if not font.is_multibyte() else 0.0
        # Then each glyph begins where the one before it ends.
        in_a_row = b == c == between == behind_space == 0 < size
        x, y = textstate.linematrix
        begins, self._begins = self._begins, False
        for piece in seq:
            if not isinstance(piece, bytes):
                x -= float(piece) * 0.001 * size * scaling
                continue
            codes = tuple(font.decode(piece))
            glyphs = [known[code] for code in codes]
            if in_a_row and glyphs:
                level = d * y + f
                self._begin_glyph(a * x + e, level, size * abs(d), turned=a < 0, begins=begins)
                begins = False
                *places, x = accumulate([width * size * scaling for _, width in glyphs], initial=x)
                self._line += [text for text, _ in glyphs]
                self._origins += [a * place + e for place in places]
                self._end = (a * x + e, level)
                continue
            for code, (text, width) in zip(codes, glyphs, strict=True):
                left, level = a * x + c * y + e, b * x + d * y + f
                self._begin_glyph(left, level, size * abs(d), turned=a < 0, begins=begins)
                begins = False
                self._line.append(text)
                self._origins.append(left)
                x += width * size * scaling
                self._end = (a * x + c * y + e, level)
                x += between + (behind_space if code == _SPACE else 0.0)
        textstate.linematrix = (x, y)

    def _begin_glyph(self, left: float, level: float, size_pt: float, *, turned: bool, begins: bool) -> None:
        """A glyph begins there, on the line so far or on a new one. `turned`: on its head; `begins`: it is the first of
        a text object."""
        end = self._end
        if end is None or abs(level - end[1]) > _LEVEL_PT or abs(left - end[0]) > _JUMP_EM * size_pt:
            self._close_line()
            self._level = level
            self._size_pt = size_pt
        elif abs(left - end[0]) > _SEAM_EM * size_pt:
            self._gaps.append((len(self._line), end[0]))
            if begins:
                goes_back = (left - end[0] > 0) == turned
                (self._laps if goes_back else self._seams).append(len(self._line))

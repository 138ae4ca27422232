"""A second reader of the text: pdfminer.six, from its own reading of the file, fonts and graphics state.

It gives glyphs in the order of the content, and where each begins. pdfminer.six's slow parts are spared: its tokeniser
(proof/tokens.py reads the plain part of the grammar), its layout analysis, outlines, and fonts that an earlier file of
the same language held, byte for byte.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, stream_value
from pdfminer.psparser import PSKeyword
from pdfminer.utils import mult_matrix

from handouts.proof.tokens import NotPlainError, plain_objects

_OUTLINES = re.compile(rb"(?:(?:-?[0-9.]+ ){2}[ml] |(?:-?[0-9.]+ ){6}c |h ){4,}")
"""Path construction, which is most of a page with a QR code and nothing of its text."""
_DRAWS_OTHERS = re.compile(rb"\bDo\b")
_OPERATORS = {
    name: "do_" + method
    for name, method in (
        *((each, each) for each in ("q", "Q", "cm", "gs")),
        *(
            (each, each)
            for each in ("BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "Tj", "TJ")
        ),
        *((each, each) for each in ("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN")),
        ("T*", "T_a"),
        ("'", "_q"),
        ('"', "_w"),
    )
}
"""What text depends on. `Do` is not among them: content that draws other content is left to pdfminer.six."""
_PLAIN = frozenset((int, float))
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


@dataclass(frozen=True, slots=True)
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


_GlyphsOfFonts = dict[PDFFont, dict[int, tuple[str, float]]]
"""Of each font by their codes: text and width."""

NO_TEXT = SecondText((), True, ())
"""Of a page that was not read."""


class SecondReader:
    """Reads files one after the other and remembers their fonts. One owner: a language's worker, or the proof of a
    folder."""

    def __init__(self) -> None:
        self._fonts: dict[object, PDFFont] = {}
        self._glyphs: _GlyphsOfFonts = {}

    def read(self, pdf: bytes, only: int | None = None) -> tuple[SecondText, ...]:
        """Every page, or `only` so many. Raises what pdfminer.six raises where the file can't be read."""
        manager = _Fonts(self._fonts)
        device = _Glyphs(manager, self._glyphs)
        interpreter = _TextInterpreter(manager, device)
        for page in islice(PDFPage.create_pages(Document(PDFParser(io.BytesIO(pdf)))), only):
            interpreter.process_page(page)
        return tuple(device.pages)


class Document(PDFDocument):
    """Reads of an object stream only what is asked for: the structure tree is most of it, and never is."""

    def __init__(self, parser: PDFParser) -> None:
        self._contents: dict[int, tuple[PDFStream, bytes, dict[int, tuple[int, int]]]] = {}
        super().__init__(parser)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        try:
            known = self._contents.get(id(stream))
            if known is None:
                known = self._contents[id(stream)] = (stream, *_object_stream(stream))
            _, data, places = known
            begin, end = places[objid]
            (entry,) = plain_objects(data[begin:end], self)
            return entry
        except (NotPlainError, ValueError, IndexError, KeyError):
            pass
        return super()._getobj_objstm(stream, index, objid)

    def written(self, objid: int) -> bytes | None:
        """An object as it stands in its object stream; None where it stands in none."""
        for xref in self.xrefs:
            with contextlib.suppress(KeyError):
                holder, _, _ = xref.get_pos(objid)
                if holder is None:
                    return None
                stream = stream_value(self.getobj(holder))
                known = self._contents.get(id(stream))
                if known is None:
                    known = self._contents[id(stream)] = (stream, *_object_stream(stream))
                _, data, places = known
                begin, end = places[objid]
                return data[begin:end]
        return None


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


class _Fonts(PDFResourceManager):
    """Fonts by their contents: those of another file too, if every byte of them is the same."""

    def __init__(self, fonts: dict[object, PDFFont]) -> None:
        super().__init__(caching=True)
        self._by_content = fonts

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        if not objid:
            to_unicode = spec.get("ToUnicode")
            if not isinstance(to_unicode, PDFStream):
                return super().get_font(objid, spec)
            font = super().get_font(objid, {key: value for key, value in spec.items() if key != "ToUnicode"})
            if isinstance(font, PDFCIDFont):
                font.unicode_map = _unicode_map(to_unicode.get_data())
                return font
            return super().get_font(objid, spec)
        found = self._cached_fonts.get(objid)
        if found is None:
            content = _content(spec)
            found = self._by_content.get(content)
            if found is None:
                found = self._by_content[content] = super().get_font(objid, spec)
            self._cached_fonts[objid] = found
        return found


def _unicode_map(data: bytes) -> FileUnicodeMap:
    """Which text the codes of a font stand for, by pdfminer.six's own rules."""
    found = FileUnicodeMap()
    parser = CMapParser(found, io.BytesIO(data))
    try:
        for token in plain_objects(data):
            if isinstance(token, PSKeyword):
                parser.do_keyword(0, token)
            else:
                parser.push((0, token))
    except NotPlainError:
        found = FileUnicodeMap()
        CMapParser(found, io.BytesIO(data)).run()
    return found


def _content(value: object) -> object:
    """Hashable, and equal for equal contents; references are followed. Raises RecursionError for a circle."""
    if isinstance(value, PDFObjRef):
        return _content(value.resolve())
    if isinstance(value, PDFStream):
        return (_content(value.attrs), value.rawdata)
    if isinstance(value, Mapping):
        return tuple(sorted(((key, _content(entry)) for key, entry in value.items()), key=lambda pair: str(pair[0])))
    if isinstance(value, list | tuple):
        plain = all(type(entry) in _PLAIN for entry in value)
        return tuple(value) if plain else tuple(_content(entry) for entry in value)
    return value


class _TextInterpreter(PDFPageInterpreter):
    """Hands pdfminer.six's own operators what they need, and leaves out the others."""

    def do_BT(self) -> None:  # noqa: N802 (pdfminer.six's name)
        super().do_BT()
        if isinstance(self.device, _Glyphs):
            self.device.begin_text()

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream_value(stream).get_data() for stream in streams)
        if _DRAWS_OTHERS.search(data):
            return super().execute(streams)
        try:
            tokens = plain_objects(_OUTLINES.sub(b" ", data))
        except NotPlainError:
            return super().execute(streams)
        methods: dict[object, tuple[Any, int]] = {}
        for name, method in _OPERATORS.items():
            function = getattr(self, method)
            methods[name.encode("ascii")] = (function, function.__code__.co_argcount - 1)
        operands: list[Any] = []
        for token in tokens:
            if not isinstance(token, PSKeyword):
                operands.append(token)
                continue
            if token.name in methods:
                function, count = methods[token.name]
                self.argstack = operands  # those of colours are taken from here
                if len(operands) >= count:
                    function(*operands[len(operands) - count :])
            operands = []
        return None


@dataclass(slots=True)
class _Page:
    lines: list[TextLine] = field(default_factory=list)
    black: bool = True
    missing_fonts: set[str] = field(default_factory=set)


class _Glyphs(PDFDevice):
    """Collects the text of glyphs; a new line where the baseline changes or a gap lies between."""

    def __init__(self, manager: PDFResourceManager, glyphs: _GlyphsOfFonts) -> None:
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
        known = self._glyphs.setdefault(font, {})
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        scaling = textstate.scaling * 0.01
        size = textstate.fontsize
        between = textstate.charspace * scaling
        gap, seam = _JUMP_EM * size * abs(d), _SEAM_EM * size * abs(d)
        towards = -1 if a < 0 else 1  # on its head
        x, y = textstate.linematrix
        begins, self._begins = self._begins, False
        for piece in seq:
            if not isinstance(piece, bytes):
                x -= float(piece) * 0.001 * size * scaling
                continue
            for code in font.decode(piece):
                glyph = known.get(code)
                if glyph is None:
                    glyph = known[code] = (_text(font, code), font.char_width(code))
                left, level = a * x + c * y + e, b * x + d * y + f
                end = self._end
                if end is None or abs(level - end[1]) > _LEVEL_PT or abs(left - end[0]) > gap:
                    self._close_line()
                    self._level = level
                    self._size_pt = size * abs(d)
                elif abs(left - end[0]) > seam:
                    self._gaps.append((len(self._line), end[0]))
                    if begins and (left - end[0]) * towards > 0:
                        self._seams.append(len(self._line))
                    elif begins:
                        self._laps.append(len(self._line))
                begins = False
                self._line.append(glyph[0])
                self._origins.append(left)
                x += glyph[1] * size * scaling
                self._end = (a * x + c * y + e, level)
                x += between + (textstate.wordspace * scaling if code == 32 and not font.is_multibyte() else 0.0)
        textstate.linematrix = (x, y)


def _text(font: PDFFont, code: int) -> str:
    try:
        text: str = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return f"(cid:{code})"
    return text.translate(_NO_MARKS)

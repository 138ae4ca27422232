"""What a page shows in its fonts -> lines of text: the device that pdfminer.six's interpreter draws on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, mult_matrix

from handouts.proof.statements import shown
from handouts.proof.text_lines import DIRECTION_MARKS, SecondText, TextLine

_SPACE = 32
_JUMP_EM = 0.6
"""A gap that ends a line."""
_SEAM_EM = 0.1
"""A gap that ends a word before another text object, though no space stands in it: lines of text beside each other."""
_NEARLY = 0.999
"""Of a gap: from there on it takes the places of both glyphs to tell."""
_LEVEL_PT = 1.0
_NO_MARKS = dict.fromkeys(map(ord, DIRECTION_MARKS))
_RUNS_MOST = 4_000
"""So many are remembered: some ten megabytes. A flyer has a hundred."""


class _Run(NamedTuple):
    """What an array of strings and steps shows in a font, from 0 on: the texts of its glyphs, where each begins, where
    the last one `ends`, and what comes behind the array `goes_on`. `step`: the longest way that a glyph begins away
    from the end of the one before it."""

    texts: tuple[str, ...]
    places: tuple[float, ...]
    ends: float
    goes_on: float
    step: float


class _Texts(dict[int, str]):
    """Of a font by its codes."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code: int) -> str:
        try:
            text: str = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            said = f"(cid:{code})"
        else:
            said = text.translate(_NO_MARKS)
        self[code] = said
        return said


class _Advances(dict[int, float]):
    """Of a font in one size, by its codes."""

    def __init__(self, font: PDFFont, size: float, scaling: float) -> None:
        super().__init__()
        self._font = font
        self._size = size
        self._scaling = scaling

    def __missing__(self, code: int) -> float:
        advance: float = self._font.char_width(code) * self._size * self._scaling
        self[code] = advance
        return advance


class _GlyphsOfFont:
    """What its codes say, and how far each goes on."""

    def __init__(self, font: PDFFont) -> None:
        self.is_embedded = "FontFile2" in font.descriptor
        self.is_multibyte = font.is_multibyte()
        self.texts = _Texts(font)
        self._font = font
        self._advances: dict[tuple[float, float], _Advances] = {}

    def advances(self, size: float, scaling: float) -> _Advances:
        """In one size."""
        found = self._advances.get((size, scaling))
        if found is None:
            found = self._advances[size, scaling] = _Advances(self._font, size, scaling)
        return found

    def run(self, pieces: PDFTextSeq, size: float, scaling: float) -> _Run:
        """What an array shows in this size where each glyph begins where the one before it ends."""
        text_of, advance_of = self.texts.__getitem__, self.advances(size, scaling).__getitem__
        texts: list[str] = []
        places: list[float] = []
        x = ends = step = 0.0
        for piece in pieces:
            if not isinstance(piece, bytes):
                x -= float(piece) * 0.001 * size * scaling
            elif codes := tuple(self._font.decode(piece)):
                if texts:
                    step = max(step, abs(x - ends))
                texts += map(text_of, codes)
                places += accumulate(map(advance_of, codes), initial=x)
                x = ends = places.pop()
        return _Run(tuple(texts), tuple(places), ends, x, step)


class KnownGlyphs:
    """Glyphs of fonts by their codes, and what was shown in these fonts before: the ten cards of a sheet, and all
    sheets of a language, have most of their words in common. One owner: a second reader."""

    def __init__(self) -> None:
        self._of_fonts: dict[PDFFont, _GlyphsOfFont] = {}
        self._runs: dict[tuple[PDFFont, bytes, float, float], _Run] = {}

    def __len__(self) -> int:
        """Of how many fonts."""
        return len(self._of_fonts)

    def clear(self) -> None:
        """Forget all."""
        self._of_fonts.clear()
        self._runs.clear()

    def of(self, font: PDFFont) -> _GlyphsOfFont:
        """Of one font."""
        known = self._of_fonts.get(font)
        if known is None:
            known = self._of_fonts[font] = _GlyphsOfFont(font)
        return known

    def run(self, font: PDFFont, array: bytes, size: float, scaling: float) -> _Run:
        """What an array, as it stands in the content of a page, shows in a font of this size."""
        key = (font, array, size, scaling)
        known = self._runs.get(key)
        if known is None:
            if len(self._runs) >= _RUNS_MOST:
                self._runs.clear()
            known = self._runs[key] = self.of(font).run(shown(array), size, scaling)
        return known


@dataclass(slots=True)
class _Page:
    lines: list[TextLine] = field(default_factory=list)
    black: bool = True
    missing_fonts: set[str] = field(default_factory=set)


class ShownGlyphs(PDFDevice):
    """Collects the text of glyphs; a new line where the baseline changes or a gap lies between."""

    def __init__(self, manager: PDFResourceManager, known: KnownGlyphs) -> None:
        super().__init__(manager)
        self.pages: list[SecondText] = []
        self._known = known
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
            self._page.lines.append(
                TextLine("".join(self._line), tuple(self._line), origins, y, end, self._size_pt, *edges)
            )
            self._line, self._origins, self._seams, self._laps, self._gaps = [], [], [], [], []

    def begin_text(self) -> None:
        """What is shown next is a text object of its own (BT)."""
        self._begins = True

    def show(self, textstate: PDFTextState, array: bytes, graphicstate: PDFGraphicState) -> None:
        """TJ of an array as it stands in the content."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        known = self._look_at(textstate, font, graphicstate.ncs, graphicstate)
        matrix = mult_matrix(textstate.matrix, self.ctm)
        if self._is_in_a_row(textstate, known, matrix):
            run = self._known.run(font, array, textstate.fontsize, textstate.scaling * 0.01)
            if self._add_in_a_row(run, textstate, matrix):
                return
        self._add_one_by_one(shown(array), font, textstate, matrix)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        font = textstate.font
        if font is None or self.ctm is None:
            return
        known = self._look_at(textstate, font, ncs, graphicstate)
        matrix = mult_matrix(textstate.matrix, self.ctm)
        if self._is_in_a_row(textstate, known, matrix):
            run = known.run(seq, textstate.fontsize, textstate.scaling * 0.01)
            if self._add_in_a_row(run, textstate, matrix):
                return
        self._add_one_by_one(seq, font, textstate, matrix)

    def _look_at(
        self, textstate: PDFTextState, font: PDFFont, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> _GlyphsOfFont:
        """See how something is painted, and in which font: its glyphs."""
        if textstate.render != 0 or graphicstate.ncolor != 0 or ncs.name != "DeviceGray":
            self._page.black = False
        known = self._known.of(font)
        if not known.is_embedded:
            self._page.missing_fonts.add(str(font.fontname))
        return known

    @staticmethod
    def _is_in_a_row(textstate: PDFTextState, known: _GlyphsOfFont, matrix: Matrix) -> bool:
        """Whether each glyph begins where the one before it ends, but for the steps between them, and the first at the
        origin of the matrix."""
        _, b, c, _, _, _ = matrix
        is_spaced = textstate.charspace or (textstate.wordspace and not known.is_multibyte)
        return b == c == 0 < textstate.fontsize and not is_spaced and textstate.linematrix == (0, 0)

    def _add_in_a_row(self, run: _Run, textstate: PDFTextState, matrix: Matrix) -> bool:
        """Add all of it at once; False where a step in it may be a gap."""
        a, _, _, d, e, level = matrix
        size_pt = textstate.fontsize * abs(d)
        if not run.texts or abs(a) * run.step > _NEARLY * _SEAM_EM * size_pt:
            return False
        begins, self._begins = self._begins, False
        self._begin_glyph(a * run.places[0] + e, level, size_pt, turned=a < 0, begins=begins)
        self._line += run.texts
        self._origins += [a * place + e for place in run.places]
        self._end = (a * run.ends + e, level)
        textstate.linematrix = (run.goes_on, 0)
        return True

    def _add_one_by_one(self, pieces: PDFTextSeq, font: PDFFont, textstate: PDFTextState, matrix: Matrix) -> None:
        """Add each glyph where it stands, on the line so far or on a new one."""
        known = self._known.of(font)
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        advances = known.advances(size, scaling)
        a, b, c, d, e, f = matrix
        between = textstate.charspace * scaling
        behind_space = textstate.wordspace * scaling if not known.is_multibyte else 0.0
        x, y = textstate.linematrix
        begins, self._begins = self._begins, False
        for piece in pieces:
            if not isinstance(piece, bytes):
                x -= float(piece) * 0.001 * size * scaling
                continue
            for code in font.decode(piece):
                left, level = a * x + c * y + e, b * x + d * y + f
                self._begin_glyph(left, level, size * abs(d), turned=a < 0, begins=begins)
                begins = False
                self._line.append(known.texts[code])
                self._origins.append(left)
                x += advances[code]
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

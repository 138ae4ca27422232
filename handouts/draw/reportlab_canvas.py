"""ReportLab's canvas, on which every page is drawn: the part of the work that it can do by its public names.

All else leaves ReportLab only in the file that it writes itself. That file has no object streams, which makes it a
quarter larger; its pages know neither StructParents nor Tabs, its catalogue no OutputIntents; its line ends depend on
the environment; its information holds entries that nobody asked for. Each of these takes private names to change. So
the canvas does what it can give back: the content of pages, and viewer preferences. Rules are its lines, shapes path
objects of its own; text, marked content, and what moves and scales a shape, it takes as finished operators.

What that costs, and what more would, in percent of an English or Russian flyer, laid out and drawn, when it was chosen
(`python -m benchmarks --draw`, ReportLab 5.1, two busy cores). Not more than a tenth was to be spent, and every script
was to stay 1.6 times as fast as Typst, of which Russian was 3 away.

- Chosen: canvas, rules, shapes, viewer preferences: 5 to 6. Against the time when ReportLab only counted objects,
  which it no longer does, a flyer takes 1 to 2 more, and is as large (0.1 more).
- New lines as text objects, in a font of ReportLab's protocol: 11.
- Page dictionary with boxes: 3. Catalogue: 3. Information: 2. All of these and the numbering, under private names, made
  a flyer 11 to 14 slower.
- `saveState`, `transform` and `restoreState` around shapes: 3. They copy the whole graphics state.
- Links: 24. Structure elements: 26.
- A form for the QR code is made anew for every file, and written by the file only.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any, TypeAlias

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from handouts.draw.notation import deflated, number
from handouts.layout.page.placed import DocumentInfo, PlacedRule, PlacedShape, Shape
from handouts.paper import Sides

CanvasPath: TypeAlias = Any
"""A PDFPathObject of ReportLab, which has no types."""
LONG_PATH = 300
"""Segments from which a path is worth a content stream of its own."""
_FINE_BELOW = 20.0
"""Shapes smaller than this in their own units are drawn enlarged: their numbers keep five decimals instead of three."""
_LINES_OF_A_NEW_PAGE: tuple[float, tuple[float, ...]] = (1.0, ())
"""Width and dash that a page begins with (ISO 32000-1, table 52)."""
_NO_FONT = SimpleNamespace(
    fontName="handouts: none", face=SimpleNamespace(name="handouts: none"), _dynamicFont=True, _multiByte=False
)
"""What a canvas has selected before anything is drawn. A font of ReportLab's dynamic kind costs nothing until something
is written in it; the default, Helvetica, makes objects for every file, which takes a fiftieth of a flyer."""
registerFont(_NO_FONT)


class CanvasCache:
    """What ReportLab has made already. A shape returns on most pages of a language: the canvas draws a path object as
    often as it is given one, and making it is what takes long (`python -m benchmarks --draw`). Keeps what it has seen
    alive: shapes are known by identity."""

    def __init__(self) -> None:
        self.shapes: dict[Shape, CanvasPath] = {}
        self.outlines: dict[Shape, bytes] = {}
        self.preferences: dict[tuple[bool, Sides], str] = {}


class PageCanvas:
    """The content of one page after the other. Marks stand where layout places them: points, from the top left."""

    def __init__(self, cache: CanvasCache) -> None:
        self._cache = cache
        self._canvas = Canvas(BytesIO(), pageCompression=0, invariant=1, initialFontName=_NO_FONT.fontName)
        self._finished: list[str] = []  # operators that the canvas has not been given yet
        self.draw: Callable[[str], None] = self._finished.append
        """Adds finished operators, as Latin-1."""

    def begin_page(self, height_pt: float) -> None:
        """What is drawn from now on stands on a new page."""
        self._height_pt = height_pt
        self._streams: list[bytes] = []
        self._taken = 0  # characters of the page's operators that are in a stream
        self._width_pt, self._dash = _LINES_OF_A_NEW_PAGE

    def draw_rule(self, rule: PlacedRule) -> None:
        """A straight line. Width and dash stay selected until a rule has others."""
        canvas, height_pt = self._given(), self._height_pt
        if rule.width_pt != self._width_pt:
            self._width_pt = rule.width_pt
            canvas.setLineWidth(round(rule.width_pt, 3))
        if rule.dash != self._dash:
            self._dash = rule.dash
            canvas.setDash([round(length, 3) for length in rule.dash])
        canvas.line(
            round(rule.x0_pt, 3),
            round(height_pt - rule.y0_pt, 3),
            round(rule.x1_pt, 3),
            round(height_pt - rule.y1_pt, 3),
        )

    def draw_path(self, placed: PlacedShape) -> None:
        """A shape, filled or stroked, as one path: shapes that touch leave no seam. A long one (a QR code) becomes a
        content stream of its own, compressed once: half of what its page has to compress."""
        canvas, shape, factor = self._given(), placed.path, number(placed.scale, 6)
        path = self._cache.shapes.get(shape)
        if path is None:
            path = self._cache.shapes[shape] = self._path(shape)
        at = f"{number(placed.x_pt)} {number(self._height_pt - placed.y_pt)}"
        canvas.addLiteral(f"q {factor} 0 0 -{factor} {at} cm")
        if placed.stroke_pt > 0:
            if self._dash:
                canvas.setDash(())
            canvas.setLineWidth(placed.stroke_pt / placed.scale)
            canvas.drawPath(path, 1, 0, FILL_NON_ZERO)
        elif len(shape.segments) < LONG_PATH:
            canvas.drawPath(path, 0, 1, FILL_NON_ZERO)
        else:
            self._end_stream()
            outline = self._cache.outlines.get(shape)
            if outline is None:
                outline = self._cache.outlines[shape] = deflated(path.getCode().encode("ascii"))
            self._streams.append(outline)
            canvas.addLiteral("f")
        canvas.addLiteral("Q")

    def _path(self, shape: Shape) -> CanvasPath:
        path = self._canvas.beginPath()
        steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "R": path.rect, "Z": path.close}
        decimals = 3 if max(shape.box.width, shape.box.height) >= _FINE_BELOW else 5
        for kind, values in shape.segments:
            steps[kind](*[round(value, decimals) for value in values])
        return path

    def end_page(self) -> list[bytes]:
        """The page's content streams, in order, compressed (ISO 32000-1, 7.8.2: a page's contents may be several)."""
        self._end_stream()
        self._canvas.showPage()
        return self._streams

    def _given(self) -> Canvas:
        """The canvas, with all that has been drawn so far."""
        if self._finished:
            self._canvas.addLiteral("\n".join(self._finished))
            self._finished.clear()
        return self._canvas

    def _end_stream(self) -> None:
        """What has been drawn since the last stream becomes one."""
        operators = self._given().getCurrentPageContent()
        if len(operators) > self._taken:
            self._streams.append(deflated(operators[self._taken :].encode("latin-1")))
            self._taken = len(operators)

    def viewer_preferences(self, info: DocumentInfo) -> str:
        """The dictionary of what a document proposes to viewers and print dialogs (ISO 32000-1, 12.2)."""
        known = self._cache.preferences.get((info.right_to_left, info.sides))
        if known is not None:
            return known
        canvas = self._canvas
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        if info.right_to_left:
            canvas.setViewerPreference("Direction", "R2L")
        if info.sides:
            canvas.setViewerPreference("Duplex", info.sides)
        preferences = canvas.getCatalogEntry("ViewerPreferences")
        preferences.multiline = False  # else a setting of ReportLab decides, which it takes from the environment
        written: str = preferences.format(None).decode("ascii")
        self._cache.preferences[info.right_to_left, info.sides] = written
        return written

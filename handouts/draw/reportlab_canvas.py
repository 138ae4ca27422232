"""What ReportLab draws, by its public names: rules and shapes, as path objects of its canvas, and viewer preferences.

All else leaves ReportLab only in the file that it writes itself. That file has no object streams, which makes it a
quarter larger; its pages know neither StructParents nor Tabs, its catalogue no OutputIntents; its line ends depend on
the environment; its information holds entries that nobody asked for. Each of these takes private names to change. So
a worker has one canvas, which gives back what it can, and keeps it: the paths of rules and shapes, and preferences.
A page is these and finished operators, in order: text, marked content, and what moves and scales a shape.

What that costs, and what more would, in percent of an English or Russian flyer, laid out and drawn, when it was chosen
(`python -m benchmarks --draw`, ReportLab 5.1, two busy cores). Not more than a tenth was to be spent, and every script
was to stay 1.6 times as fast as Typst, of which Russian was 3 away.

- Chosen: rules, shapes, viewer preferences, kept: 1. Drawn anew on a canvas of each file, they were 5 to 6.
- New lines as text objects, in a font of ReportLab's protocol: 11.
- Page dictionary with boxes: 3. Catalogue: 3. Information: 2. All of these and the numbering, under private names, made
  a flyer 11 to 14 slower.
- `saveState`, `transform` and `restoreState` around shapes: 3. They copy the whole graphics state.
- Links: 24. Structure elements: 26.
- A form for the QR code is made anew for every file, and written by the file only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from types import SimpleNamespace
from typing import TypeAlias

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from handouts.draw.metadata import colour_profile
from handouts.draw.notation import WrittenNumbers, deflated
from handouts.layout.page.placed import DocumentInfo, PlacedRule, PlacedShape, Shape
from handouts.paper import Sides

Ends: TypeAlias = tuple[float, float, float, float]
"""Where a rule begins and ends, in points, from the bottom left: x, y, x, y."""
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
is written in it; the default, Helvetica, makes objects for every canvas."""
registerFont(_NO_FONT)


class CanvasCache:
    """ReportLab's canvas, and what it has made already: rules and shapes return on most pages. Keeps what
    it has seen alive: shapes are known by identity."""

    def __init__(self) -> None:
        self._canvas = Canvas(BytesIO(), pageCompression=0, invariant=1, initialFontName=_NO_FONT.fontName)
        self._shapes: dict[Shape, str] = {}
        self._outlines: dict[Shape, bytes] = {}
        self._rules: dict[Ends, str] = {}
        self._preferences: dict[tuple[bool, Sides], str] = {}
        self.numbers = WrittenNumbers()
        self.factors = WrittenNumbers(decimals=6)

    @cached_property
    def profile(self) -> bytes:
        """The colour profile, compressed."""
        return deflated(colour_profile())

    def rule(self, ends: Ends) -> str:
        """The path of a straight line."""
        known = self._rules.get(ends)
        if known is None:
            path = self._canvas.beginPath()
            x0, y0, x1, y1 = [round(edge, 3) for edge in ends]
            path.moveTo(x0, y0)
            path.lineTo(x1, y1)
            known = self._rules[ends] = str(path.getCode())
        return known

    def shape(self, shape: Shape) -> str:
        """The path of a shape, in its own units."""
        known = self._shapes.get(shape)
        if known is None:
            path = self._canvas.beginPath()
            steps = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "R": path.rect, "Z": path.close}
            decimals = 3 if max(shape.box.width, shape.box.height) >= _FINE_BELOW else 5
            for kind, values in shape.segments:
                steps[kind](*[round(value, decimals) for value in values])
            known = self._shapes[shape] = str(path.getCode())
        return known

    def outline(self, shape: Shape) -> bytes:
        """The path of a shape as a content stream, compressed."""
        known = self._outlines.get(shape)
        if known is None:
            known = self._outlines[shape] = deflated(self.shape(shape).encode("ascii"))
        return known

    def viewer_preferences(self, info: DocumentInfo) -> str:
        """The dictionary of what a document proposes to viewers and print dialogs (ISO 32000-1, 12.2)."""
        known = self._preferences.get((info.right_to_left, info.sides))
        if known is not None:
            return known
        canvas = Canvas(BytesIO(), initialFontName=_NO_FONT.fontName)  # one of its own: what is set stays set
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        if info.right_to_left:
            canvas.setViewerPreference("Direction", "R2L")
        if info.sides:
            canvas.setViewerPreference("Duplex", info.sides)
        preferences = canvas.getCatalogEntry("ViewerPreferences")
        preferences.multiline = False  # else a setting of ReportLab decides, which it takes from the environment
        written: str = preferences.format(None).decode("ascii")
        self._preferences[info.right_to_left, info.sides] = written
        return written


class PageCanvas:
    """The content of one page after the other. Marks stand where layout places them: points, from the top left."""

    def __init__(self, cache: CanvasCache) -> None:
        self._cache = cache
        self._operators: list[str] = []  # that are in no stream yet
        self.draw: Callable[[str], None] = self._operators.append
        """Adds finished operators, as Latin-1."""

    def begin_page(self, height_pt: float) -> None:
        """What is drawn from now on stands on a new page."""
        self._height_pt = height_pt
        self._streams: list[bytes] = []
        self._width_pt, self._dash = _LINES_OF_A_NEW_PAGE

    def draw_rule(self, rule: PlacedRule) -> None:
        """A straight line. Width and dash stay selected until a rule has others."""
        x0, y0, x1, y1, width_pt, dash = rule
        if width_pt != self._width_pt:
            self._width_pt = width_pt
            self.draw(f"{self._cache.numbers[width_pt]} w")
        if dash != self._dash:
            self._dash = dash
            self._draw_dash(dash)
        height_pt = self._height_pt
        self.draw(f"{self._cache.rule((x0, height_pt - y0, x1, height_pt - y1))} S")

    def draw_path(self, placed: PlacedShape) -> None:
        """A shape, filled or stroked, as one path: shapes that touch leave no seam. A long one (a QR code) becomes a
        content stream of its own, compressed once: half of what its page has to compress."""
        shape, x_pt, y_pt, scale, stroke_pt = placed
        draw, cache = self.draw, self._cache
        factor = cache.factors[scale]
        draw(f"q {factor} 0 0 -{factor} {cache.numbers[x_pt]} {cache.numbers[self._height_pt - y_pt]} cm")
        if stroke_pt > 0:
            if self._dash:
                self._draw_dash(())
            draw(f"{cache.factors[stroke_pt / scale]} w\n{cache.shape(shape)}\nS\nQ")
        elif len(shape.segments) < LONG_PATH:
            draw(f"{cache.shape(shape)}\nf\nQ")
        else:
            self._end_stream()
            self._streams.append(cache.outline(shape))
            draw("f\nQ")

    def end_page(self) -> list[bytes]:
        """The page's content streams, in order, compressed (ISO 32000-1, 7.8.2: a page's contents may be several)."""
        self._end_stream()
        return self._streams

    def _draw_dash(self, dash: tuple[float, ...]) -> None:
        self.draw(f"[{' '.join([self._cache.numbers[length] for length in dash])}] 0 d")

    def _end_stream(self) -> None:
        """What has been drawn since the last stream becomes one."""
        if self._operators:
            self._streams.append(deflated("\n".join(self._operators).encode("latin-1")))
            self._operators.clear()

"""What handouts/draw/reportlab_canvas.py takes from ReportLab: no private name, and these answers from public ones.

If one of these fails after an update of ReportLab: see what the release does instead, and adapt that module. Nothing
else in the program touches ReportLab.
"""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from reportlab import Version, rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from handouts.draw import draw_document, plan_fonts
from tests.draw import pages

HANDOUTS = Path(__file__).resolve().parents[2] / "handouts"


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(BytesIO(), pageCompression=0, invariant=1)


def test_the_minor_version_is_the_one_that_was_read() -> None:
    assert Version.startswith("5.1.")


def test_only_one_module_touches_reportlab() -> None:
    importers = {
        path.relative_to(HANDOUTS).as_posix()
        for path in HANDOUTS.rglob("*.py")
        if re.search(r"^\s*(import|from)\s+reportlab\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {"draw/reportlab_canvas.py"}


def private_names(source: str) -> list[str]:
    """Names with an underscore that are asked of anything but `self`, or imported, or named in a string."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            if not (isinstance(node.value, ast.Name) and node.value.id == "self"):
                found.append(node.attr)
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            found.extend(alias.name for alias in node.names if alias.name.startswith("_"))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "setattr"):
            found.append(node.func.id)
        elif isinstance(node, ast.ClassDef):
            found.extend(ast.unparse(base) for base in node.bases if ast.unparse(base) in ("Canvas", "PDFDocument"))
    return found


def test_no_private_name_is_used() -> None:
    assert private_names((HANDOUTS / "draw" / "reportlab_canvas.py").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "self._canvas._doc",
        "canvas._code = []",
        "from reportlab.pdfgen.canvas import _gradientExtendStr",
        "getattr(canvas, '_doc')",
        "class Silent(Canvas): pass",
    ],
)
def test_a_private_name_would_be_found(source: str) -> None:
    assert private_names(source)


def test_a_path_says_its_operators_and_knows_nothing_of_the_one_before(canvas: Canvas) -> None:
    for _ in range(2):
        path = canvas.beginPath()
        path.moveTo(1, 2)
        path.lineTo(3.125, 4)
        path.curveTo(1, 2, 3, 4, 5, 0.5)
        path.close()
        assert path.getCode() == "n 1 2 m 3.125 4 l 1 2 3 4 5 .5 c h"


def test_rectangles_join_one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for left in (0, 1, 2):
        path.rect(left, 0, 1, 1)
    assert path.getCode() == "n 0 0 1 1 re 1 0 1 1 re 2 0 1 1 re"


@pytest.mark.parametrize("value", [0.001, -0.001, 0.5, 1, 9.999, 12.346, 595.276, 841.89, 1190.551, -0.0, 1e-9])
def test_numbers_that_have_three_decimals_keep_them(canvas: Canvas, value: float) -> None:
    path = canvas.beginPath()
    path.moveTo(value, value)
    written = path.getCode().split()[1:3]
    assert [float(number) for number in written] == [round(value, 3)] * 2
    assert all(re.fullmatch(r"-?[0-9]*\.?[0-9]+", number) for number in written)


def test_a_canvas_begins_with_a_font_that_only_says_that_it_is_dynamic() -> None:
    """`_dynamicFont`, `_multiByte`, `face.name`: what is asked of a registered font until text is written in it."""
    font = SimpleNamespace(fontName="x", face=SimpleNamespace(name="x"), _dynamicFont=True, _multiByte=False)
    registerFont(font)
    canvas = Canvas(BytesIO(), initialFontName="x")
    canvas.showPage()
    assert b"BaseFont" not in canvas.getpdfdata()
    assert b"Helvetica" in Canvas(BytesIO()).getpdfdata(), "else the font is no longer needed"


def test_viewer_preferences_are_checked_and_given_back(canvas: Canvas) -> None:
    for name, value in (("DisplayDocTitle", "true"), ("PrintScaling", "None"), ("Duplex", "Simplex")):
        canvas.setViewerPreference(name, value)
    with pytest.raises(ValueError, match="Duplex"):
        canvas.setViewerPreference("Duplex", "Both")
    preferences = canvas.getCatalogEntry("ViewerPreferences")
    preferences.multiline = False
    assert (
        b" ".join(preferences.format(None).split())
        == b"<< /DisplayDocTitle true /Duplex /Simplex /PrintScaling /None >>"
    )


@pytest.mark.parametrize(
    "setting", [name for name in dir(rl_config) if isinstance(getattr(rl_config, name), (bool, int)) and name[0] != "_"]
)
def test_no_setting_of_reportlab_changes_a_byte(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = [pages.english_page()]
    plan = plan_fonts(placed, pages.FontFolder())
    before = draw_document(placed, pages.info(), plan)
    monkeypatch.setattr(rl_config, setting, not getattr(rl_config, setting))
    assert draw_document(placed, pages.info(), plan) == before

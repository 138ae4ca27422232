"""What holds for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.text import FontLibrary, Line, Span, TextStyle, Typesetter, Weight
from handouts.text.breaks import line_breaks
from tests.text.conftest import FONTS
from tests.text.styles import SENTENCES, gids_of

TYPESETTER = Typesetter(FontLibrary(FONTS))
STYLES = [style for style, _ in SENTENCES.values()]
CONTROLS = "\u2066\u2067\u2068\u2069\u200e\u200f\u200c\u200d\n\t "
LETTERS = sorted({c for _, sentence in SENTENCES.values() for c in sentence} | set(CONTROLS))

texts = st.text(st.sampled_from(LETTERS), max_size=60) | st.lists(
    st.sampled_from([word for _, sentence in SENTENCES.values() for word in sentence.split()]), max_size=12
).map(" ".join)


def covered(text: str, style: TextStyle) -> str:
    lacking = {c for _, c in TYPESETTER.in_style(style).uncovered(text)} | {
        c for _, c in TYPESETTER.in_style(style).uncovered(text, BOLD)
    }
    return "".join(c for c in text if c not in lacking)


BOLD = Weight.BOLD


def glyph_count(line: Line) -> int:
    return sum(len(run.glyphs) for run in line.runs)


@given(texts, st.sampled_from(STYLES), st.floats(10, 400), st.floats(6, 40), st.floats(0, 30))
def test_lines_hold_the_whole_text_and_fit_or_cannot_be_broken(
    text: str, style: TextStyle, width_pt: float, size_pt: float, indent_pt: float
) -> None:
    text = covered(text, style)
    lines = TYPESETTER.paragraph([Span(text)], style).lines(size_pt, width_pt, indent_pt)
    assert "".join(line.text for line in lines) == text
    places = line_breaks(text, style.language, style.keep_together).offsets
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line.text)
        room = width_pt - (indent_pt if number == 0 else 0)
        single = not any(start < place < end for place in places)
        assert line.width_pt <= room + 1e-6 or single
        start = end


@given(texts, st.sampled_from(STYLES), st.floats(10, 400))
def test_every_visible_character_is_drawn_once(text: str, style: TextStyle, width_pt: float) -> None:
    text = covered(text, style)
    for line in TYPESETTER.paragraph([Span(text)], style).lines(12, width_pt):
        letters = [glyph.text for run in line.runs for glyph in run.glyphs]
        assert all(gids_of(line))
        drawn = sorted("".join(letters))
        invisible = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\n"))
        shown = sorted(line.text.translate(invisible))
        assert [c for c in drawn if not c.isspace()] == [c for c in shown if not c.isspace()]


@given(texts, texts, st.sampled_from(STYLES), st.floats(6, 40))
def test_a_line_is_as_wide_as_its_runs_whatever_the_size(first: str, bold: str, style: TextStyle, size: float) -> None:
    spans = [Span(covered(first, style)), Span(covered(bold, style), BOLD)]
    paragraph = TYPESETTER.paragraph(spans, style)
    line, other = paragraph.line(size), paragraph.line(2 * size)
    pen = line.runs[0].x_pt if line.runs else 0.0
    for run in line.runs:
        assert abs(run.x_pt - pen) < 1e-6
        pen += sum(glyph.advance for glyph in run.glyphs) * run.size_pt / run.units_per_em
    assert line.width_pt <= pen + 1e-6
    assert abs(other.width_pt - 2 * line.width_pt) < 1e-6
    assert glyph_count(line) == glyph_count(other)

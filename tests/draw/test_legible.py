"""Runs in reading order, and the marks that tell programs which way to read what has no direction of its own."""

from __future__ import annotations

from handouts.draw.codes import spelled
from handouts.draw.legible import LegibleLines
from handouts.text.glyphs import Composite, Glyph, GlyphRun, Ink, Line, Part
from tests.draw import pages

ALM, LRM = "\u061c", "\u200e"


def a_line(*texts: tuple[str, bool, int], end: str = "") -> Line:
    """Runs from left to right: text as it is read, whether from the right, and the place in reading order."""
    runs = []
    for x, (text, right_to_left, order) in enumerate(texts):
        drawn = text[::-1] if right_to_left else text
        glyphs = tuple(Glyph(7, 500, 0, character) for character in drawn)
        runs.append(
            GlyphRun(pages.ARABIC if right_to_left else pages.REGULAR, 10, 1000, 50.0 * x, right_to_left, glyphs, order)
        )
    text = "".join(text for text, _, _ in sorted(texts, key=lambda each: each[2])) + end
    return Line(tuple(runs), 100, Ink(0, 0, 0, 0), text)


def read(line: Line, *, right_to_left: bool = True) -> list[str]:
    """Each run as it is shown, from the first character that is read to the last."""
    runs = LegibleLines(right_to_left=right_to_left).of(line)
    return ["".join(glyph.text for glyph in (run.glyphs[::-1] if run.right_to_left else run.glyphs)) for run in runs]


def test_runs_are_shown_in_the_order_in_which_they_are_read() -> None:
    line = a_line((" ثم", True, 2), ("Title 42", False, 1), ("سياسة ", True, 0))
    shown = LegibleLines(right_to_left=True).of(line)
    assert [run.order for run in shown] == [0, 1, 2]
    assert [run.x_pt for run in shown[:2]] == [100.0, 50.0]


def test_spaces_at_the_edges_of_runs_have_marks_on_a_line_with_other_text() -> None:
    line = a_line((" ثم ", True, 2), (" Title 42 ", False, 1), ("في سياسة ", True, 0), end=" ")
    assert read(line) == [f"في سياسة{ALM} {ALM}", f"{LRM} Title 42{LRM} ", f"{ALM}{ALM} ثم{ALM} {ALM}"]
    assert read(a_line(("في سياسة ", True, 0), end=" ")) == ["في سياسة "]


def test_signs_have_marks_beside_a_space_and_at_the_edges_of_runs() -> None:
    assert read(a_line(("لا، نعم.", True, 0))) == [f"لا،{ALM} نعم.{ALM}"]
    assert read(a_line(("(لا/نعم)", True, 0))) == [f"{ALM}(لا/نعم){ALM}"]
    assert read(a_line(("!", True, 1), ("Title 42", False, 0))) == ["Title 42", f"{ALM}!{ALM}"]


def test_a_space_behind_a_letter_with_a_mark_has_one_too() -> None:
    """pdf.js finds the space before the mark otherwise."""
    glyphs = [Glyph(7, 500, 0, text) for text in ("م", " ", "هٔ", "ب", " ", "ا")]
    line = Line((GlyphRun(pages.ARABIC, 10, 1000, 0, True, tuple(glyphs)),), 100, Ink(0, 0, 0, 0), "ا بهٔ م ")
    assert read(line) == [f"ا بهٔ{ALM} م"]


def test_lines_of_a_right_to_left_page_end_in_a_blank_where_they_have_no_space() -> None:
    number = a_line(("664-208-8994", False, 0))
    assert read(number) == [f"664-208-8994{LRM} "]
    assert read(a_line(("(Las Cruces, ", False, 0))) == ["(Las Cruces, "]
    word = a_line(("واتساب", True, 0))
    assert read(word) == [f"واتساب{ALM} {ALM}"]
    (run,) = LegibleLines(right_to_left=True).of(word)
    assert (run.glyphs[0].advance, run.x_pt) == (100, -1.0), "on the left, so that the letters stay where they are"


def test_lines_of_other_pages_stay_as_they_are_but_for_right_to_left_runs() -> None:
    number = a_line(("664 208 8994", False, 0))
    assert LegibleLines(right_to_left=False).of(number) is number.runs
    assert read(a_line(("Arabic: ", False, 0), ("لا،", True, 1)), right_to_left=False) == [
        f"Arabic:{LRM} ",
        f"لا،{ALM}",
    ]


def test_marks_stand_on_blank_codes_on_the_side_on_which_they_are_read() -> None:
    font = pages._font(pages.ARABIC)
    gid = font.get_nominal_glyph(ord("."))
    width = font.get_glyph_h_advance(gid)
    assert spelled((gid, f"{ALM}.{ALM}"), font) == (
        (Composite(10, ()), ALM),
        (Composite(width - 20, (Part(gid, -10, 0),)), "."),
        (Composite(10, ()), ALM),
    )
    space = font.get_nominal_glyph(ord(" "))
    assert spelled((space, f"{ALM} "), font) == ((space, f"{ALM} "),)
    assert spelled((space, f"{ALM} {ALM}"), font) == (
        (Composite(10, ()), ALM),
        (Composite(font.get_glyph_h_advance(space) - 10, ()), f"{ALM} "),
    )

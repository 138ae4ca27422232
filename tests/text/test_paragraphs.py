"""Lines: how wide, where they end, what hangs over, and that asking again costs nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from handouts.text import Composite, FaceTable, Line, Span, TextStyle, Typesetter, Weight, cut
from handouts.text.breaks import line_breaks
from tests.text.styles import ARABIC, CHINESE, ENGLISH, HINDI, NUMBERS, SENTENCES, URDU, drawn, fonts_of

SENTENCE = "Please call these organizations about the border and about Title 42 today."
ARABIC_SENTENCE = "اتصل بهذه المنظمات بشأن الحدود وطالبي اللجوء على الرقم \u2066+1-619-786-4866\u2069 اليوم."


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def run_end(line: Line) -> float:
    run = line.runs[-1]
    return run.x_pt + sum(glyph.advance for glyph in run.glyphs) * run.size_pt / run.units_per_em


def test_lines_are_as_long_as_they_can_be(typesetter: Typesetter) -> None:
    paragraph = typesetter.paragraph([Span(SENTENCE)], ENGLISH)
    lines = paragraph.lines(12, 150)
    assert len(lines) > 3
    assert "".join(texts(lines)) == SENTENCE
    for line, following in pairwise(lines[:-1]):
        word = following.text.split()[0]
        longer = typesetter.paragraph([Span(line.text + word)], ENGLISH)
        assert line.width_pt <= 150 < longer.natural_width_pt(12)


def test_no_word_is_left_alone_on_the_last_line(typesetter: Typesetter) -> None:
    def lines(text: str, width: float, style: TextStyle = ENGLISH) -> list[str]:
        return texts(typesetter.paragraph([Span(text)], style).lines(12, width))

    assert lines("They waited in Mexico under the MPP.", 185) == ["They waited in Mexico under ", "the MPP."]
    assert lines("如需更多信息，请访问我们的网站。", 170, CHINESE) == ["如需更多信息，请访问我们的", "网站。"]
    assert lines("They waited for a hearing in Mexico till it ended.", 258)[-1] == "till it ended.", "short words"
    assert lines("From the States", 80) == ["From the ", "States"], "the line before would not keep half"
    assert lines("one\ntwo", 500) == ["one\n", "two"], "a line that must begin there"


def test_company_for_the_last_word_costs_no_line(typesetter: Typesetter) -> None:
    def fewest(text: str, style: TextStyle, width: float) -> int:
        count, start = 1, 0
        places = line_breaks(text, style.language).offsets
        for before, place in pairwise((0, *places)):
            piece = typesetter.paragraph([Span(text[start:place])], style)
            if before > start and piece.natural_width_pt(12) > width:
                count, start = count + 1, before
        return count

    for style, text in (
        (ENGLISH, SENTENCE),
        (CHINESE, "请在2021年之后致电这些组织。"),
        (HINDI, "शरण माँगने वालों के लिए सीमा"),
    ):
        paragraph = typesetter.paragraph([Span(text)], style)
        for width in range(80, 400, 9):
            lines = paragraph.lines(12, width)
            assert len(lines) == fewest(text, style, width)
            assert max(line.width_pt for line in lines) <= width


def test_the_natural_width_is_enough_for_one_line(typesetter: Typesetter) -> None:
    for style, text in ((ENGLISH, SENTENCE), (ARABIC, ARABIC_SENTENCE), (HINDI, "कृपया राष्ट्रिय सीमा पर 2021 में")):
        paragraph = typesetter.paragraph([Span(text)], style)
        for size in (9, 11.25, 12, 31.7):
            assert len(paragraph.lines(size, paragraph.natural_width_pt(size))) == 1
            assert len(paragraph.lines(size, paragraph.natural_width_pt(size) - 0.01)) == 2


def test_no_column_as_wide_as_the_widest_word_overflows(typesetter: Typesetter) -> None:
    for style, text in (
        (ENGLISH, SENTENCE),
        (ARABIC, ARABIC_SENTENCE),
        (CHINESE, "请在2021年4月7日之后致电（HIAS）这些组织。"),
    ):
        paragraph = typesetter.paragraph([Span(text)], style)
        width = paragraph.widest_word_pt(12)
        assert max(line.width_pt for line in paragraph.lines(12, width)) == pytest.approx(width)


def test_a_word_that_is_too_wide_sticks_out_whole(typesetter: Typesetter) -> None:
    lines = typesetter.paragraph([Span("to 619-786-4866 now")], ENGLISH).lines(12, 30)
    assert texts(lines) == ["to ", "619-786-4866 ", "now"]
    assert lines[1].width_pt > 30


def test_a_phrase_is_kept_on_one_line(typesetter: Typesetter) -> None:
    style = replace(ENGLISH, keep_together=("Title 42",))
    for width in range(40, 300, 7):
        lines = typesetter.paragraph([Span(SENTENCE)], style).lines(12, width)
        assert sum("Title 42" in line.text for line in lines) == 1


def test_a_whole_span_is_broken_only_where_no_line_holds_it(typesetter: Typesetter) -> None:
    spans = [Span("Please call "), Span("these organizations", whole=True), Span(" about the border.")]
    paragraph = typesetter.paragraph(spans, ENGLISH)
    alone = typesetter.paragraph([Span("these organizations")], ENGLISH).natural_width_pt(12)
    for width in range(40, 300, 7):
        lines = paragraph.lines(12, width)
        assert "".join(texts(lines)) == "Please call these organizations about the border."
        assert any("these organizations" in line.text for line in lines) == (width >= alone)
        assert max(line.width_pt for line in lines) <= max(width, paragraph.widest_word_pt(12)) + 0.5


def test_a_number_in_an_isolate_is_kept_on_one_line(typesetter: Typesetter) -> None:
    for width in range(60, 400, 13):
        lines = typesetter.paragraph([Span(ARABIC_SENTENCE)], ARABIC).lines(12, width)
        assert sum("+1-619-786-4866" in drawn(line) for line in lines) == 1


def test_the_first_line_is_shorter_by_the_indent(typesetter: Typesetter) -> None:
    paragraph = typesetter.paragraph([Span(SENTENCE)], ENGLISH)
    plain, indented = paragraph.lines(12, 150), paragraph.lines(12, 150, 70)
    assert indented[0].width_pt <= 80 < plain[0].width_pt
    assert any(line.width_pt > 80 for line in indented[1:])


def test_the_space_at_a_line_end_is_there_but_does_not_count(typesetter: Typesetter) -> None:
    first = typesetter.paragraph([Span("one two")], ENGLISH).lines(12, 30)[0]
    alone = typesetter.paragraph([Span("one")], ENGLISH).line(12)
    assert first.text == "one "
    assert drawn(first) == "one "
    assert first.width_pt == alone.width_pt
    assert run_end(first) > first.width_pt
    assert first.ink == alone.ink


def test_in_right_to_left_text_that_space_hangs_out_on_the_left(typesetter: Typesetter) -> None:
    first = typesetter.paragraph([Span("واحد اثنان")], ARABIC).lines(12, 30)[0]
    alone = typesetter.paragraph([Span("واحد")], ARABIC).line(12)
    assert drawn(first)[0] == " "
    assert first.runs[0].x_pt < 0
    assert first.width_pt == pytest.approx(alone.width_pt)
    assert first.ink.left == pytest.approx(alone.ink.left)
    assert run_end(first) == pytest.approx(first.width_pt)


def test_after_a_latin_word_at_a_line_end_that_space_hangs_out_on_the_left_too(typesetter: Typesetter) -> None:
    """Rule L1: without it the space would stand between the Latin words' end and the line's right edge."""
    first = typesetter.paragraph([Span("مع Al Otro Lado هنا")], ARABIC).lines(12, 60)[0]
    assert first.text == "مع Al Otro "
    assert drawn(first) == " Al Otro عم"
    assert first.runs[0].x_pt < 0
    assert run_end(first) == pytest.approx(first.width_pt)


def test_runs_stand_side_by_side_from_left_to_right(typesetter: Typesetter) -> None:
    for style, text in ((ARABIC, ARABIC_SENTENCE), (HINDI, "में 2021 HIAS (Free) में")):
        line = typesetter.paragraph([Span(text)], style).line(12)
        pen = 0.0
        for run in line.runs:
            assert run.x_pt == pytest.approx(pen)
            pen += sum(glyph.advance for glyph in run.glyphs) * run.size_pt / run.units_per_em
        assert line.width_pt == pytest.approx(pen)


def test_a_face_may_be_larger_than_the_text(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("عام 2021")], ARABIC).line(10)
    assert {run.font: run.size_pt for run in line.runs} == {
        "NotoSansArabic-Medium": pytest.approx(11.5),
        "NotoSans-Regular": 10,
    }


def test_a_bold_span_is_bold_and_the_rest_is_not(typesetter: Typesetter) -> None:
    spans = [Span("Call "), Span("now", Weight.BOLD), Span(", please.")]
    line = typesetter.paragraph(spans, ENGLISH).line(12)
    assert [("".join(g.text for g in run.glyphs), run.font) for run in line.runs] == [
        ("Call ", "NotoSans-Regular"),
        ("now", "NotoSans-Bold"),
        (", please.", "NotoSans-Regular"),
    ]


def test_arabic_letters_join_across_a_change_of_weight(typesetter: Typesetter) -> None:
    whole = typesetter.paragraph([Span("ببب")], ARABIC).line(12)
    parts = typesetter.paragraph([Span("ب"), Span("ب", Weight.BOLD), Span("ب")], ARABIC).line(12)
    regular = [run for run in parts.runs if run.font == "NotoSansArabic-Medium"]
    ends = [run.glyphs[0].gid for run in (whole.runs[0], regular[0])]
    assert ends[0] == ends[1], "the last letter still takes its final form"
    assert fonts_of(parts) == {"NotoSansArabic-Medium", "NotoSansArabic-Bold"}


def test_groups_of_a_number_are_set_apart_without_a_character(typesetter: Typesetter) -> None:
    plain = typesetter.paragraph([Span("00 1-619", Weight.BOLD)], ENGLISH).line(12)
    apart = typesetter.paragraph([Span("00 1-619", Weight.BOLD)], NUMBERS).line(12)
    assert drawn(apart) == drawn(plain)
    assert apart.width_pt == pytest.approx(plain.width_pt + 2 * 0.09 * 12)
    hyphen = next(glyph for glyph in apart.runs[0].glyphs if glyph.text == "-")
    assert hyphen.dx == 45, "half of the space stands before the hyphen"


def test_a_plus_sign_keeps_clear_of_its_number(typesetter: Typesetter) -> None:
    plain = typesetter.paragraph([Span("+1", Weight.BOLD)], ENGLISH).line(12)
    apart = typesetter.paragraph([Span("+1", Weight.BOLD)], NUMBERS).line(12)
    assert apart.width_pt == pytest.approx(plain.width_pt + 0.09 * 12)
    assert [glyph.dx for glyph in apart.runs[0].glyphs] == [0, 0], "the space stands behind the sign"


@given(st.text("0123456789 \u00a0+-()", min_size=1, max_size=20))
def test_a_number_is_made_of_the_glyphs_that_harfbuzz_gives_it_as_a_whole(typesetter: Typesetter, text: str) -> None:
    """Of characters that were shaped one by one: what stands beside a digit changes nothing."""
    (run,) = typesetter.paragraph([Span(text, Weight.BOLD)], replace(NUMBERS, group_space_em=0.0)).line(12).runs
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(typesetter.library.font("NotoSans-Bold").font, buffer, {})
    whole = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    assert [(glyph.gid, glyph.advance, glyph.dx) for glyph in run.glyphs] == [
        (info.codepoint, position.x_advance, position.x_offset) for info, position in whole
    ]


@pytest.mark.parametrize("text", ["AVATAR, To.", "office 1", "0\ufe00 zéro", "٤٥٦ 12", "“1” 。」"])
def test_characters_that_do_look_otherwise_beside_others_are_shaped_together(typesetter: Typesetter, text: str) -> None:
    alone = typesetter.paragraph([Span(text, Weight.BOLD)], replace(ENGLISH, alone=True)).line(12)
    unkerned = replace(ENGLISH, features=(("ccmp", 0), ("kern", 0)))
    together = typesetter.paragraph([Span(text, Weight.BOLD)], unkerned).line(12)
    assert [run.glyphs for run in alone.runs] == [run.glyphs for run in together.runs]
    assert (alone.width_pt, alone.ink) == (together.width_pt, together.ink)


def test_line_feeds_end_lines(typesetter: Typesetter) -> None:
    lines = typesetter.paragraph([Span("one\ntwo three\n\nfour")], ENGLISH).lines(12, 500)
    assert texts(lines) == ["one\n", "two three\n", "\n", "four"]
    assert drawn(lines[0]) == "one"
    assert lines[2].width_pt == 0


def test_an_empty_text_is_one_empty_line(typesetter: Typesetter) -> None:
    for spans in ([], [Span("")]):
        paragraph = typesetter.paragraph(spans, ENGLISH)
        (line,) = paragraph.lines(12, 100)
        assert (line.runs, line.width_pt, line.text) == ((), 0, "")
        assert paragraph.natural_width_pt(12) == paragraph.widest_word_pt(12) == 0


def test_glyphs_whose_shape_depends_on_a_neighbour_are_shaped_again_at_a_break(typesetter: Typesetter) -> None:
    """A zero width space allows a break between letters that are kerned where no line ends."""
    paragraph = typesetter.paragraph([Span("A\u200bV\u200bA\u200bV")], ENGLISH)
    lines = paragraph.lines(12, 9)
    assert [drawn(line) for line in lines] == ["A", "V", "A", "V"]
    assert paragraph.natural_width_pt(12) < sum(line.width_pt for line in lines) - 1
    for line in lines:
        alone = typesetter.paragraph([Span(drawn(line))], ENGLISH).line(12)
        assert line.width_pt == pytest.approx(alone.width_pt)
        assert line.ink == pytest.approx(alone.ink)


def test_the_same_question_gives_the_same_line(typesetter: Typesetter) -> None:
    equal = TextStyle(ENGLISH.language, False, FaceTable(ENGLISH.faces.faces))
    paragraph = typesetter.paragraph([Span(SENTENCE)], ENGLISH)
    assert typesetter.paragraph((Span(SENTENCE),), equal) is paragraph
    assert paragraph.line(12) is paragraph.line(12)
    assert paragraph.lines(12, 150) is paragraph.lines(12, 150)
    assert paragraph.lines(12, 151)[0] is paragraph.lines(12, 150)[0]
    assert paragraph.line(11) is not paragraph.line(12)
    assert paragraph.line(11).runs[0].glyphs is paragraph.line(12).runs[0].glyphs, "shaped once for all sizes"


def test_a_cluster_is_one_glyph(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("राष्ट्रिय")], HINDI).line(12)
    glyphs = line.runs[0].glyphs
    assert [glyph.text for glyph in glyphs] == ["र", "ा", "ष्ट्रि", "य"]
    cluster = glyphs[2].gid
    assert isinstance(cluster, Composite)
    assert len(cluster.parts) > 1
    assert isinstance(glyphs[0].gid, int), "a letter is a glyph of the font"
    ligature = typesetter.paragraph([Span("office")], ENGLISH).line(12).runs[0].glyphs
    assert all(isinstance(glyph.gid, int) for glyph in ligature), "a ligature too"


def test_dots_belong_to_their_letter(typesetter: Typesetter) -> None:
    """Noto's Arabic letters are made of a base and dots, of its Nastaliq too, which also goes down towards the left."""
    for style in (ARABIC, URDU):
        for glyph in typesetter.paragraph([Span("شپ")], style).line(12).runs[0].glyphs:
            assert isinstance(glyph.gid, Composite)
            assert len(glyph.gid.parts) == 2
            assert glyph.text in ("ش", "پ")


def test_what_does_not_move_the_pen_belongs_to_what_is_before_it(typesetter: Typesetter) -> None:
    for style, text, clusters in (
        (ARABIC, "بِك", ["ك", "بِ"]),
        (ARABIC, "می\u200cتوان", ["ن", "ا", "و", "ت", "ی\u200c", "م"]),
        (ENGLISH, "a\u200bb", ["a", "b"]),
    ):
        line = typesetter.paragraph([Span(text)], style).line(12)
        assert [glyph.text for run in line.runs for glyph in run.glyphs] == clusters


def test_a_composite_glyph_is_as_wide_as_its_cluster_where_its_glyphs_are_not(typesetter: Typesetter) -> None:
    """A gap before the next glyph would be read as a space."""
    for style, sentence in SENTENCES.values():
        for run in typesetter.paragraph([Span(sentence)], style).line(12).runs:
            for glyph in run.glyphs:
                if isinstance(glyph.gid, Composite):
                    assert abs(glyph.gid.width - glyph.advance) <= 0.05 * run.units_per_em


def test_clusters_stay_whole_when_lines_are_cut(typesetter: Typesetter) -> None:
    text = "सन् ट्रक राष्ट्रिय क्षत्रिय"
    (whole,) = typesetter.paragraph([Span(text)], HINDI).line(12).runs
    lines = typesetter.paragraph([Span(text)], HINDI).lines(12, 70)
    assert len(lines) > 1
    assert [glyph.text for line in lines for run in line.runs for glyph in run.glyphs] == [g.text for g in whole.glyphs]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("计划（移民）是", 0),  # beside characters a sign keeps its white
        ("计划”（移民）", 1),
        ("移民）、计划", 1),
        ("（“计划”）。", 3),
        ("“留在”（墨）", 1),
        ("它说：“计划”", 1),
        ("计划！”他说", 0),  # an exclamation mark stands in the middle of its square
    ],
)
def test_full_width_signs_close_up(typesetter: Typesetter, text: str, halves: int) -> None:
    whole = sum(typesetter.paragraph([Span(each)], CHINESE).natural_width_pt(10) for each in text)
    line = typesetter.paragraph([Span(text)], CHINESE).line(10)
    assert line.width_pt == pytest.approx(whole - 5 * halves, abs=0.6)  # Latin letters are kerned
    assert line.text == text == "".join(glyph.text for run in line.runs for glyph in run.glyphs)


def test_a_line_that_begins_with_an_opening_sign_is_not_indented(typesetter: Typesetter) -> None:
    text = "某些在边境申请庇护的人“留在墨西哥”计划"
    first, second, *_ = typesetter.paragraph([Span(text)], CHINESE).lines(10, 112)
    assert second.text.startswith("“")
    assert 0 <= second.ink.left < 2  # points; without it half a square more
    assert second.width_pt == pytest.approx(10 * len(second.text) - 5)
    assert second.width_pt <= 112
    alone = typesetter.paragraph([Span("“留")], CHINESE).line(10)
    assert alone.ink.left > 5  # not where a text begins: a label in brackets stays in its column
    assert first.ink.left == typesetter.paragraph([Span(first.text)], CHINESE).line(10).ink.left


def test_curly_quotes_of_latin_letters_keep_their_width(typesetter: Typesetter) -> None:
    text = "“‘Remain’”, he said"
    width = typesetter.paragraph([Span(text)], ENGLISH).natural_width_pt(10)
    assert width > 0.9 * sum(typesetter.paragraph([Span(each)], ENGLISH).natural_width_pt(10) for each in text)


def test_a_line_cut_in_two_looks_as_it_did(typesetter: Typesetter) -> None:
    for text, style in ((SENTENCE, ENGLISH), (ARABIC_SENTENCE, ARABIC), ("问题？回答（是）。", CHINESE)):
        line = typesetter.paragraph([Span(text)], style).line(12)
        for at in range(1, len(text)):
            first, second = cut(line, at)
            assert first.text + second.text == text
            assert first.width_pt == second.width_pt == line.width_pt
            pieces = sorted(placed_glyphs(first) + placed_glyphs(second))
            assert [glyph for _, glyph in pieces] == [glyph for _, glyph in sorted(placed_glyphs(line))]
            assert [x for x, _ in pieces] == pytest.approx([x for x, _ in sorted(placed_glyphs(line))])
            ink = [each.ink for each in (first, second) if each.runs]
            assert min(each.left for each in ink) == line.ink.left
            assert max(each.right for each in ink) == line.ink.right


def placed_glyphs(line: Line) -> list[tuple[float, str]]:
    found = []
    for run in line.runs:
        pen = run.x_pt
        for glyph in run.glyphs:
            found.append((pen, glyph.text))
            pen += glyph.advance * run.size_pt / run.units_per_em
    return found


def test_a_text_of_one_weight_is_the_paragraph_of_its_span(typesetter: Typesetter) -> None:
    setter = typesetter.in_style(ENGLISH)
    bold = setter.text(SENTENCE, Weight.BOLD)
    assert bold is setter.paragraph([Span(SENTENCE, Weight.BOLD)]) is setter.text(SENTENCE, Weight.BOLD)
    assert bold is not setter.text(SENTENCE)
    assert setter.line(SENTENCE, 12, Weight.BOLD) is bold.line(12)

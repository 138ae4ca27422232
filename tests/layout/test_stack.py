"""Blocks under each other: what is put where, and how high the whole is."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.layout import LanguageSetting, typography_of
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.placed import Element, PlacedLine, PlacedRule, marks_of
from handouts.layout.page.stack import Gap, ParagraphStyle, Rule, Text, inside, parted, stack
from handouts.products.loading import load_data
from handouts.text import FontLibrary, Typesetter, Weight

ROOT = Path(__file__).parents[2]
WIDTH_PT, MARGIN_PT = 300.0, 20.0
STYLE = ParagraphStyle(12.0)
SENTENCE = "Every one of these organizations helps for free, and none of them tells anybody who called."


def frame_of(tag: str) -> Frame:
    languages = load_data(ROOT / "data").languages.languages
    language = next(each for each in languages if each.tag == tag)
    setting = LanguageSetting(typography_of(language, languages), Typesetter(FontLibrary(ROOT / "fonts")))
    return Frame(WIDTH_PT, 400.0, MARGIN_PT, setting)


@pytest.fixture(scope="module")
def frame() -> Frame:
    return frame_of("en")


def lines_of(part: Part) -> list[PlacedLine]:
    return [mark for mark in marks_of(part.elements) if isinstance(mark, PlacedLine)]


def test_a_rule_takes_its_weight_and_runs_from_margin_to_margin(frame: Frame) -> None:
    part = stack(frame, (Gap(10.0), Rule(2.0)), 100.0)
    assert part == Part((), (PlacedRule(MARGIN_PT, 111.0, WIDTH_PT - MARGIN_PT, 111.0, 2.0),), 112.0)


@pytest.mark.parametrize(
    ("gaps", "height"), [((), 0.0), ((3.0,), 3.0), ((3.0, 8.0), 8.0), ((8.0, 3.0), 8.0), ((3.0, 8.0, 5.0), 8.0)]
)
def test_of_gaps_that_follow_each_other_the_highest_stands(
    frame: Frame, gaps: tuple[float, ...], height: float
) -> None:
    part = stack(frame, (Rule(1.0), *map(Gap, gaps), Rule(1.0)), 0.0)
    upper, lower = (mark.y0_pt for mark in part.artifacts if isinstance(mark, PlacedRule))
    assert lower - upper == 1.0 + height
    assert part.bottom_pt == 2.0 + height


def test_gaps_at_both_ends_count(frame: Frame) -> None:
    assert stack(frame, (Gap(4.0), Rule(1.0), Gap(6.0)), 50.0).bottom_pt == 61.0


def test_a_paragraph_is_broken_at_the_width_and_its_ink_stays_inside(frame: Frame) -> None:
    part = stack(frame, (Text(SENTENCE, STYLE, role="H2"),), 100.0, 120.0)
    assert [element.role for element in part.elements] == ["H2"]
    lines = lines_of(part)
    assert len(lines) > 3
    assert "".join(mark.line.text for mark in lines) == SENTENCE
    assert all(mark.x_pt == MARGIN_PT and mark.line.width_pt <= 120.0 for mark in lines)
    assert lines[0].y_pt - lines[0].line.ink.top >= 100.0
    assert lines[-1].y_pt - lines[-1].line.ink.bottom <= part.bottom_pt


def test_what_follows_a_paragraph_stands_below_it(frame: Frame) -> None:
    alone = stack(frame, (Text(SENTENCE, STYLE),), 0.0)
    part = stack(frame, (Text(SENTENCE, STYLE), Gap(5.0), Rule(1.0)), 0.0)
    assert part.bottom_pt == alone.bottom_pt + 6.0


def test_a_style_by_latin_sets_a_script_so_that_latin_letters_have_its_size() -> None:
    frame = frame_of("ar")
    scale = frame.typography.scale
    assert scale != 1.0
    style = ParagraphStyle(12.0, Weight.BOLD, by_latin=True)
    (mark,) = lines_of(stack(frame, (Text("HIAS", style),), 0.0))
    assert [run.size_pt for run in mark.line.runs] == [pytest.approx(12.0)]
    (as_given,) = lines_of(stack(frame, (Text("HIAS", style._replace(by_latin=False)),), 0.0))
    assert [run.size_pt for run in as_given.line.runs] == [pytest.approx(12.0 * scale)]


def test_lines_follow_each_other_at_the_leading_of_the_style(frame: Frame) -> None:
    def pitch(style: ParagraphStyle) -> float:
        first, second, *_ = lines_of(stack(frame, (Text(SENTENCE, style),), 0.0, 150.0))
        return second.y_pt - first.y_pt

    leading = frame.typography.label_leading
    assert pitch(STYLE) == pytest.approx(12.0 * leading)
    assert pitch(STYLE._replace(leading_part=1.5)) == pytest.approx(18.0 * leading)
    assert pitch(STYLE._replace(leading_least=2.5)) == pytest.approx(30.0)


def test_a_part_that_is_laid_out_is_moved_and_a_function_is_told_where(frame: Frame) -> None:
    laid_out = stack(frame, (Gap(1.0), Rule(2.0)), 0.0)
    moved = stack(frame, (Gap(7.0), laid_out), 30.0)
    there = stack(frame, (Gap(7.0), lambda top_pt: stack(frame, (Gap(1.0), Rule(2.0)), top_pt)), 30.0)
    assert moved == there
    assert moved.bottom_pt == 40.0


def test_elements_and_artifacts_keep_the_order_of_the_blocks(frame: Frame) -> None:
    part = stack(frame, (Rule(1.0), Text("one", STYLE), Rule(2.0), Text("two", STYLE), Rule(3.0)), 0.0)
    assert [mark.line.text for mark in lines_of(part)] == ["one", "two"]
    assert [mark.width_pt for mark in part.artifacts if isinstance(mark, PlacedRule)] == [1.0, 2.0, 3.0]


def test_blocks_are_parted_between_each_two() -> None:
    one, two, gap = Rule(1.0), Rule(2.0), Gap(3.0)
    assert list(parted((), gap)) == []
    assert list(parted((one,), gap)) == [one]
    assert list(parted((one, two, one), gap)) == [one, gap, two, gap, one]


def test_a_part_can_stand_inside_one_element(frame: Frame) -> None:
    part = stack(frame, (Rule(1.0), Text("one", STYLE, role="LI")), 0.0)
    assert inside("L", part) == Part((Element("L", part.elements),), part.artifacts, part.bottom_pt)

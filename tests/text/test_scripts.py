"""A sentence in every script of the shipped fonts: right glyphs, right font, right order, no box."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import InternalError
from handouts.text import Face, FaceTable, FontLibrary, Span, TextStyle, Typesetter, Weight
from tests.text.styles import ARABIC, CHINESE, ENGLISH, HINDI, RUSSIAN, SENTENCES, URDU, drawn, fonts_of, gids_of

NEVER_DRAWN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize(("style", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_sets_without_a_box_and_keeps_its_letters(
    typesetter: Typesetter, style: TextStyle, sentence: str, weight: Weight
) -> None:
    assert typesetter.in_style(style).uncovered(sentence, weight) == ()
    line = typesetter.paragraph([Span(sentence, weight)], style).line(12)
    assert all(gids_of(line))
    assert line.text == sentence
    letters = sentence.translate(NEVER_DRAWN)
    assert sorted(drawn(line)) == sorted(letters)
    if not style.right_to_left:
        assert drawn(line) == letters


def test_arabic_is_drawn_from_right_to_left_and_joins(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("شكرا")], ARABIC).line(12)
    assert drawn(line) == "اركش"
    apart = sum(typesetter.paragraph([Span(letter)], ARABIC).line(12).width_pt for letter in "شكرا")
    assert line.width_pt < 0.9 * apart, "letters take their joined forms"


def test_an_isolated_number_keeps_its_order_in_arabic(typesetter: Typesetter) -> None:
    for number in ("+1-619-786-4866", "00-1-619-786-4866", "(664) 208-8994", "2021-04-07", "1/2 – 3"):
        line = typesetter.paragraph([Span(f"اتصل على \u2066{number}\u2069 اليوم")], ARABIC).line(12)
        assert number in drawn(line)
        latin = [run for run in line.runs if run.font == "NotoSans-Regular"]
        assert ["".join(glyph.text for glyph in run.glyphs) for run in latin] == [number], "one run, one font"


def test_brackets_are_mirrored_in_right_to_left_runs(typesetter: Typesetter, library: FontLibrary) -> None:
    font = library.font("NotoSansArabic-Medium").font
    line = typesetter.paragraph([Span("(سلام)")], ARABIC).line(12)
    glyphs = [glyph for run in line.runs for glyph in run.glyphs]
    assert glyphs[0].text == ")"
    assert glyphs[-1].text == "("
    assert glyphs[0].gid == font.get_nominal_glyph(ord("(")), "the left one opens to the right in the picture"
    assert glyphs[-1].gid == font.get_nominal_glyph(ord(")"))


def test_a_latin_name_in_brackets_stands_the_right_way_round_in_arabic(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("مع \u2068HIAS (Free Help)\u2069 هنا")], ARABIC).line(12)
    assert "HIAS (Free Help)" in drawn(line)


def test_isolate_controls_leave_no_glyph(typesetter: Typesetter) -> None:
    for style, text in ((ENGLISH, "a\u2066b\u2069c"), (ARABIC, "ب\u2066ب\u2069ب"), (HINDI, "क\u2068ख\u2069ग\u200e")):
        bare = typesetter.paragraph([Span(text.translate(NEVER_DRAWN))], style).line(12)
        line = typesetter.paragraph([Span(text)], style).line(12)
        if not style.right_to_left:
            assert [run.glyphs for run in line.runs] == [run.glyphs for run in bare.runs]
        assert not NEVER_DRAWN.keys() & set(map(ord, drawn(line)))


def test_the_font_follows_the_script_not_the_first_that_has_the_character(
    typesetter: Typesetter, library: FontLibrary
) -> None:
    assert "क" in library.coverage("NotoSans-Regular"), "the trap: Noto Sans has Devanagari too"
    assert fonts_of(typesetter.paragraph([Span("राष्ट्रिय।")], HINDI).line(12)) == {"NotoSansDevanagari-Regular"}


def test_latin_and_european_digits_come_from_the_latin_face(typesetter: Typesetter) -> None:
    for style, text in ((HINDI, "में 2021 HIAS में"), (ARABIC, "في 2021 HIAS في"), (URDU, "میں 2021 میں")):
        line = typesetter.paragraph([Span(text)], style).line(12)
        for run in line.runs:
            words = "".join(glyph.text for glyph in run.glyphs).strip()
            assert not words or (run.font == "NotoSans-Regular") == words.isascii()


def test_latin_words_in_nastaliq_have_the_wider_space_of_their_own_face(typesetter: Typesetter) -> None:
    def spaces(style: TextStyle, text: str) -> list[str]:
        line = typesetter.paragraph([Span(text)], style).line(12)
        return [run.font for run in reversed(line.runs) for glyph in run.glyphs if glyph.text == " "]

    latin, nastaliq = "NotoSans-Regular", "NotoNastaliqUrdu-Regular"
    assert spaces(URDU, "سرحد \u2068Title\u2069 کے تحت") == [latin, latin, nastaliq]
    assert spaces(URDU, "مارچ 2020 میں") == [latin, latin]
    assert set(spaces(ARABIC, "في \u2068Title\u2069 من")) == {"NotoSansArabic-Medium"}, "where it is no wider"


def test_a_number_alone_takes_the_latin_face_with_its_spaces(typesetter: Typesetter) -> None:
    for style in (HINDI, ARABIC, URDU):
        line = typesetter.paragraph([Span("\u2066+1 (619) 786-4866\u2069", Weight.BOLD)], style).line(12)
        assert fonts_of(line) == {"NotoSans-Bold"}
        assert drawn(line) == "+1 (619) 786-4866"


def test_native_digits_stay_with_their_script(typesetter: Typesetter) -> None:
    assert fonts_of(typesetter.paragraph([Span("۴۶۷")], URDU).line(12)) == {"NotoNastaliqUrdu-Regular"}
    assert fonts_of(typesetter.paragraph([Span("५ ८ ९")], HINDI).line(12)) == {"NotoSansDevanagari-Regular"}


def test_the_language_chooses_the_forms(typesetter: Typesetter) -> None:
    persian = SENTENCES["fa"][0]
    urdu_digits = TextStyle("ur", True, persian.faces)
    shapes = [
        [glyph.gid for run in typesetter.paragraph([Span("۴۶۷")], style).line(12).runs for glyph in run.glyphs]
        for style in (persian, urdu_digits)
    ]
    assert shapes[0] != shapes[1], "Urdu draws 4, 6 and 7 in its own way"


def test_features_of_the_style_are_applied(typesetter: Typesetter) -> None:
    without = TextStyle("tr", False, ENGLISH.faces, features=(("liga", 0),))
    glyphs = [
        len(typesetter.paragraph([Span("fi ffi")], style).line(12).runs[0].glyphs) for style in (ENGLISH, without)
    ]
    assert glyphs == [3, 6], "fi and fı must not look alike in Turkish"


def test_a_punctuation_mark_that_the_script_lacks_comes_from_another_face(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("یہ • وہ")], URDU).line(12)
    assert {run.font: "".join(g.text for g in run.glyphs) for run in line.runs}["NotoSans-Regular"] == "•"


def test_chinese_text_uses_one_font_and_one_run_where_the_table_says_so(typesetter: Typesetter) -> None:
    own = CHINESE.faces.faces[0][1]
    only = TextStyle("zh-Hans", False, type(CHINESE.faces)((("Hani", own), ("Latn", own))))
    line = typesetter.paragraph([Span("请在2021年致电HIAS。")], only).line(12)
    assert len(line.runs) == 1


def test_characters_that_no_font_has_are_named_with_their_place(typesetter: Typesetter) -> None:
    assert typesetter.in_style(ENGLISH).uncovered("Call 🐦 or 漢😀") == ((5, "🐦"), (11, "😀"))
    assert typesetter.in_style(HINDI).uncovered("कॉल \U00010330") == ((4, "\U00010330"),)
    assert typesetter.in_style(HINDI).uncovered("№ 42") == (), "the Latin face has it"


def test_a_box_is_never_set(typesetter: Typesetter) -> None:
    with pytest.raises(InternalError, match="NotoSans-Regular has no glyph"):
        typesetter.paragraph([Span("😀")], ENGLISH).line(12)


def test_controls_and_fallbacks_need_no_font(typesetter: Typesetter) -> None:
    for style, _ in SENTENCES.values():
        text = "1\u2066\u2067\u2068\u20692\u202f3\u20114\u200e\u200f\u200c\u200d\u00a05\u2060\u00ad6\ufeff"
        assert typesetter.in_style(style).uncovered(text) == ()
        line = typesetter.paragraph([Span(text)], style).line(12)
        assert sorted(c for c in drawn(line) if c.isdigit()) == list("123456")


def test_a_letter_and_its_mark_may_be_one_character_or_two(typesetter: Typesetter) -> None:
    for whole, apart in (("ệ", "e\u0323\u0302"), ("ё", "е\u0308")):
        style = ENGLISH if whole == "ệ" else RUSSIAN
        lines = [typesetter.paragraph([Span(text)], style).line(12) for text in (whole, apart)]
        assert lines[0].width_pt == pytest.approx(lines[1].width_pt)
        assert typesetter.in_style(style).uncovered(apart) == ()


def test_a_joiner_stays_in_the_text_that_a_reader_copies(typesetter: Typesetter) -> None:
    line = typesetter.paragraph([Span("می‌خواهم")], ARABIC).line(12)
    assert "".join(reversed([glyph.text for run in line.runs for glyph in run.glyphs])) == "می‌خواهم"


def test_letters_that_no_face_of_the_table_has_come_from_the_folder(typesetter: Typesetter) -> None:
    """From the font with most letters of the script, as heavy as the rest, one for a whole word."""
    for text, family in (("आशा", "NotoSansDevanagari"), ("مركز", "NotoSansArabic"), ("中心", "NotoSansSC")):
        for weight, style in ((Weight.BOLD, "Bold"), (Weight.REGULAR, "Regular")):
            line = typesetter.paragraph([Span(f"Casa {text} 7", weight)], ENGLISH).line(12)
            assert fonts_of(line) == {f"NotoSans-{style}", f"{family}-{style}"}


def test_a_word_with_a_letter_that_its_face_lacks_is_set_in_another_as_a_whole(typesetter: Typesetter) -> None:
    own, chinese = CHINESE.faces.faces[0][1], CHINESE.faces
    table = type(chinese)((("Hani", own), ("Latn", own), ("Latn", ENGLISH.faces.faces[0][1])))
    style = TextStyle("zh-Hans", False, table)
    for word in ("Tla\u0331kwa", "\u1e35an", "k\u0331an", "ma\u0331\u0304r"):
        line = typesetter.paragraph([Span(f"Casa {word}, 中")], style).line(12)
        runs = {run.font: "".join(glyph.text for glyph in run.glyphs) for run in line.runs}
        assert typesetter.in_style(style).uncovered(word) == ()
        assert set(runs) == {"NotoSansSC-Regular", "NotoSans-Regular"}
        assert runs["NotoSans-Regular"].rstrip(",") == word
    line = typesetter.paragraph([Span("Casa e\u0301")], style).line(12)
    assert fonts_of(line) == {"NotoSansSC-Regular"}, "it has the letter and its mark in one"


def test_a_folder_may_hold_what_is_no_font_that_can_be_used(tmp_path: Path, library: FontLibrary) -> None:
    for name in ("NotoSans-Regular", "NotoSansEthiopic-Bold", "NotoSansEthiopic-Regular"):
        (tmp_path / f"{name}.ttf").symlink_to(library.folder.resolve() / f"{name}.ttf")
    (tmp_path / "Broken-Regular.ttf").write_bytes(b"OTTO")
    typesetter = Typesetter(FontLibrary(tmp_path))
    latin = Face("NotoSans-Regular")
    style = TextStyle("en", False, FaceTable((("Latn", (latin, latin, latin, latin, latin)),)))
    assert fonts_of(typesetter.paragraph([Span("ተስፋ", Weight.BOLD)], style).line(12)) == {"NotoSansEthiopic-Regular"}
    assert typesetter.in_style(style).uncovered("ተ漢") == ((1, "漢"),)

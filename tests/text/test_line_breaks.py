"""Lines end where UAX #14 lets them, and nowhere that a reader would stumble."""

from __future__ import annotations

import pytest

from handouts.text.breaks import line_breaks, opportunities
from tests.text.conformance import conformance_lines


def pieces(text: str, language: str = "en", keep_together: tuple[str, ...] = ()) -> list[str]:
    ends = line_breaks(text, language, keep_together).offsets
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def test_every_case_of_the_conformance_file() -> None:
    """LineBreakTest.txt of the Unicode version that ICU bundles. No exceptions."""
    cases = 0
    for line in conformance_lines("LineBreakTest.txt"):
        signs = line.split()
        text = "".join(chr(int(sign, 16)) for sign in signs[1::2])
        expected = [offset for offset, sign in enumerate(signs[0::2]) if sign == "÷"]
        assert opportunities(text, "en") == expected, line
        cases += 1
    assert cases == 19_338


def test_offsets_count_code_points_not_utf_16_units() -> None:
    assert pieces("😀😀 call us") == ["😀", "😀 ", "call ", "us"]
    assert pieces("𝐀𝐁 c 𠀀d e") == ["𝐀𝐁 ", "c ", "𠀀", "d ", "e"]


def test_a_phrase_is_kept_together_wherever_it_stands() -> None:
    text = "under Title 42 and Title 42"
    assert pieces(text, keep_together=("Title 42",)) == ["under ", "Title 42 ", "and ", "Title 42"]
    assert pieces(text) == ["under ", "Title ", "42 ", "and ", "Title ", "42"]


@pytest.mark.parametrize(
    "date",
    [
        "April 7, 2021",
        "7 de abril de 2021",
        "7 avril 2021",
        "7 апреля 2021\u202fг.",
        "7 أبريل/نيسان 2021",
        "7 اپریل، 2021",
        "2021 اپریل 7",
        "2021 अप्रिल 7",
        "7 tháng 4, 2021",
        "7 აპრილი, 2021",
        "2021 წლის 7 აპრილი",
        "2021-yil 7-aprel",
        "ሚያዝያ 7, 2021",
    ],
)
def test_a_date_in_words_is_never_parted(date: str) -> None:
    assert pieces(f"on: {date} and") == ["on: ", f"{date} ", "and"]
    assert pieces(f"on: \u2068{date}\u2069 and") == ["on: ", f"\u2068{date}\u2069 ", "and"]


def test_a_day_and_a_year_of_two_sentences_are_no_date() -> None:
    assert "42? " in pieces("What is Title 42? In 2020, the")
    assert pieces("MPP 19. In March 2020") == ["MPP ", "19. ", "In ", "March ", "2020"]


@pytest.mark.parametrize(
    "number", ["(664) 208-8994", "00 1 619 786 4866", "+1 858 333 2857", "9:00 – 17:00", "2021/04/07 – 2021/05/01"]
)
def test_an_isolated_number_is_never_parted(number: str) -> None:
    assert pieces(f"Call \u2066{number}\u2069 today") == ["Call ", f"\u2066{number}\u2069 ", "today"]
    assert pieces(f"اتصل \u2068{number}\u2069 اليوم", "ar") == ["اتصل ", f"\u2068{number}\u2069 ", "اليوم"]


def test_an_isolate_of_words_may_be_parted() -> None:
    assert pieces("\u2068Al Otro Lado 2\u2069 x") == ["\u2068Al ", "Otro ", "Lado ", "2\u2069 ", "x"]


def test_an_isolate_that_nobody_closes_is_held_to_its_end() -> None:
    assert pieces("Call \u2066664 208 8994") == ["Call ", "\u2066664 208 8994"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mexique–États-Unis", "fr"),
        ("magangalyo-doonka", "so"),
        ("სან-დიეგო", "ka"),
        ("MPP-ის", "ka"),
        ("42-এর", "bn"),
        ("по\u2010прежнему", "ru"),
        ("2019\u20132020", "en"),
        ("A\u20101", "en"),
        ("to\u2010\u20665\u2069", "en"),
    ],
)
def test_no_hyphen_hangs_at_the_end_of_a_line(text: str, language: str) -> None:
    assert pieces(f"{text} {text}", language) == [f"{text} ", text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le « Titre » ici", "fr"),
        ("«\u00a0Titre\u00a0» ici", "fr"),
        ("არის „სახელი“ აქ", "ka"),
        ("«\u2068Remain\u2069» (هنا)", "ar"),
        ("“\u2068Remain\u2069” (یہاں)", "ur"),
        ("称为“Remain”（这里）", "zh-Hans"),
        ("«ስም» ማለት", "am"),
    ],
)
def test_no_quote_mark_stands_alone(text: str, language: str) -> None:
    assert len(pieces(text, language)) > 1
    assert all(piece.strip("«»“”„\u00a0\u2068\u2069 ") for piece in pieces(text, language))


def test_a_dash_stays_with_the_words_before_it() -> None:
    assert pieces("MPP — это", "ru") == ["MPP — ", "это"]
    assert pieces("список – Тихуана", "ru") == ["список – ", "Тихуана"]
    assert pieces("HIAS · Free Help") == ["HIAS · ", "Free ", "Help"]


def test_no_line_begins_with_a_closing_bracket() -> None:
    assert pieces("(a ) b [ c ]") == ["(a ) ", "b ", "[ c ]"]
    assert not any(piece.lstrip("\u2069")[0] in ")]）" for piece in pieces("\u2066a b \u2069) c （中 ）文", "zh-Hans"))


def test_a_soft_hyphen_ends_no_line() -> None:
    assert pieces("infor\u00admation desk") == ["infor\u00admation ", "desk"]


def test_line_feeds_force_a_break() -> None:
    breaks = line_breaks("one\ntwo three\n", "en")
    assert breaks.forced == {4}
    assert breaks.offsets == (4, 8, 14)


def test_languages_without_spaces_use_a_dictionary_or_break_between_characters() -> None:
    assert pieces("请就边境致电。", "zh-Hans") == ["请", "就", "边", "境", "致", "电。"]
    assert pieces("ภาษาไทย", "th") == ["ภาษา", "ไทย"]


def test_an_empty_text_has_no_places() -> None:
    assert line_breaks("", "en").offsets == ()

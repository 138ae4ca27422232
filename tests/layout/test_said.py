"""Texts that are printed where there is room: which of them stand on a page, as whole words, wherever lines end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.sheet_texts import Role, SheetText
from handouts.layout.page.placed import Element, PlacedLine, PlacedPage
from handouts.layout.page.said import unsaid
from handouts.text import Ink, Line

LETTERS = "aé_ 7-.\u00a0\u0905\u093f字"
"""With a mark that is no letter, and white space that does not break."""


def stands(text: str, *lines: str) -> bool:
    """Whether the text is found on a page of these lines."""
    marks = tuple(PlacedLine(Line((), 1.0, Ink(0.0, 0.0, 1.0, 1.0), line), 0.0, 0.0) for line in lines)
    page = PlacedPage(100.0, 100.0, (Element("P", marks),))
    return not [*unsaid((page,), (SheetText(Role.SCAN, text),))]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Scan for more",), True),
        (("Scan ", "for ", "more"), True),
        (("First. Scan  for", "more: here"), True),
        (("Scan \u2067for\u2069 ", "more"), True),
        (("扫Scan for more",), False),
        (("Scan for", "moreover"), False),
        (("Scan for moreover, scan", "Scan for more"), True),
        (("Scan", "more"), False),
    ],
)
def test_a_text_stands_where_its_words_follow_each_other(lines: tuple[str, ...], found: bool) -> None:
    assert stands("Scan for more", *lines) is found


@given(st.text(LETTERS, min_size=1, max_size=4), st.text(LETTERS, max_size=24))
def test_it_stands_where_a_pattern_finds_it_whatever_white_space_is_between(text: str, line: str) -> None:
    characters = [re.escape(each) for each in text if not each.isspace()]
    pattern = r"(?<!\w)" + r"\s*".join(characters) + r"(?!\w)"
    assert not characters or stands(text, line) is (re.search(pattern, line) is not None)

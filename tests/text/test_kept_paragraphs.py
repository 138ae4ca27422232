"""Paragraphs that were kept come back as they would be set anew, in every script, and nothing is shaped for them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from handouts.errors import InternalError
from handouts.text import FontLibrary, KeptParagraphs, Line, Span, TextStyle, Typesetter, Weight, kept_paragraphs
from handouts.text.shaping import Shaper
from tests.text.styles import ARABIC, ENGLISH, NUMBERS, SENTENCES

SIZES = ((12.0, 150.0, 0.0), (9.5, 220.0, 14.0), (18.0, 90.0, 0.0))


def said(typesetter: Typesetter, spans: Sequence[Span], style: TextStyle) -> list[object]:
    """All that can be asked of a paragraph; lines are compared by identity, and so by what they hold here."""
    paragraph = typesetter.paragraph(spans, style)
    lines: list[Line] = [paragraph.line(11.0)]
    for each in SIZES:
        lines += paragraph.lines(*each)
    black = [typesetter.blackness.of_line_pt2(line) for line in lines]
    return [repr(lines), paragraph.natural_width_pt(10.0), paragraph.widest_word_pt(10.0), black]


def paragraphs() -> list[tuple[list[Span], TextStyle]]:
    found = [([Span(text)], style) for style, text in SENTENCES.values()]
    bold = [Span("Call ", Weight.BOLD), Span("+1 (619) 786-4866", whole=True), Span(" today\nor tomorrow, whenever.")]
    return [*found, (bold, ENGLISH), (bold, ARABIC), ([Span("")], ENGLISH)]


def kept_of(library: FontLibrary, *asked: tuple[Sequence[Span], TextStyle]) -> bytes:
    typesetter = Typesetter(library, KeptParagraphs())
    for each in asked:
        said(typesetter, *each)
    return typesetter.kept()


@pytest.fixture
def unshaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing can be shaped."""

    def refuse(*_: object) -> None:
        raise InternalError("it shapes")

    monkeypatch.setattr(Shaper, "shape", refuse)


@pytest.mark.usefixtures("unshaped")
def test_what_is_not_kept_is_shaped(library: FontLibrary) -> None:
    with pytest.raises(InternalError, match="it shapes"):
        said(Typesetter(library, KeptParagraphs()), [Span("once")], ENGLISH)


def test_kept_paragraphs_are_as_if_set_anew_and_shape_nothing(
    library: FontLibrary, typesetter: Typesetter, request: pytest.FixtureRequest
) -> None:
    anew = [said(typesetter, *each) for each in paragraphs()]
    content = kept_of(library, *paragraphs())
    request.getfixturevalue("unshaped")
    again = Typesetter(library, KeptParagraphs(content))
    assert [said(again, *each) for each in paragraphs()] == anew
    assert again.kept() == content, "nothing has come"


def test_a_kept_paragraph_is_set_in_any_other_width_too(library: FontLibrary, typesetter: Typesetter) -> None:
    content = kept_of(library, *paragraphs())
    again = Typesetter(library, KeptParagraphs(content))
    for spans, style in paragraphs():
        for size in (8.0, 12.0, 21.0):
            one, other = (each.paragraph(spans, style) for each in (again, typesetter))
            assert repr(one.lines(size, 77.0)) == repr(other.lines(size, 77.0))
    more = again.kept()
    assert len(more) > len(content)
    last = Typesetter(library, KeptParagraphs(more)).paragraph(*paragraphs()[0])
    assert repr(last.lines(21.0, 77.0)) == repr(typesetter.paragraph(*paragraphs()[0]).lines(21.0, 77.0))


def test_what_is_kept_does_not_depend_on_the_order_of_asking(library: FontLibrary) -> None:
    assert kept_of(library, *paragraphs()) == kept_of(library, *paragraphs()[::-1])


@pytest.mark.parametrize(
    ("spans", "style"),
    [
        pytest.param([Span("+1 520 287 2371")], NUMBERS, id="another text"),
        pytest.param([Span("+1 520 287 2370")], replace(NUMBERS, group_space_em=0.3), id="another style"),
        pytest.param([Span("+1 520 287 2370", Weight.BOLD)], NUMBERS, id="another weight"),
        pytest.param([Span("+1 520 "), Span("287 2370")], NUMBERS, id="other spans"),
        pytest.param([Span("+1 520 287 2370", whole=True)], NUMBERS, id="a whole one"),
    ],
)
def test_nothing_is_taken_for_another(
    library: FontLibrary, typesetter: Typesetter, spans: list[Span], style: TextStyle
) -> None:
    content = kept_of(library, ([Span("+1 520 287 2370")], NUMBERS))
    assert said(Typesetter(library, KeptParagraphs(content)), spans, style) == said(typesetter, spans, style)


def test_what_nobody_asks_for_goes_first_where_there_is_no_more_room(
    library: FontLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = ([Span("of last year")], ENGLISH), ([Span("of today")], ENGLISH)
    content = kept_of(library, old)
    lines = content.split(b"\n")
    assert len(lines) == 2
    monkeypatch.setattr(kept_paragraphs, "_MOST", int(1.5 * len(lines[1])))
    typesetter = Typesetter(library, KeptParagraphs(content))
    said(typesetter, *new)
    _, only = typesetter.kept().split(b"\n")
    assert b"of today" in only


def test_glyphs_of_what_is_long_gone_do_not_grow_for_ever(
    library: FontLibrary, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = ([Span("of today")], ENGLISH)
    content = kept_of(library, today, ([Span("of last year: Łódź, Ñuñoa")], ENGLISH))
    head, _, _ = content.partition(b"\n")
    monkeypatch.setattr(kept_paragraphs, "_GLYPHS_MOST", len(head) - 1)
    again = Typesetter(library, KeptParagraphs(content))
    assert said(again, *today) == said(typesetter, *today)
    assert again.kept() == kept_of(library, today)


def test_a_paragraph_that_can_not_be_read_is_set_anew(library: FontLibrary, typesetter: Typesetter) -> None:
    spans, style = [Span("readable")], ENGLISH
    head, line = kept_of(library, (spans, style)).split(b"\n")
    key, _, value = line.partition(b"\t")
    pieces, broken, widest = json.loads(value)
    wrong = (b"", b"[]", b"[1,2,3]", json.dumps([[[0, 1]], broken, widest]).encode(), json.dumps([pieces]).encode())
    for each in wrong:
        again = Typesetter(library, KeptParagraphs(b"\n".join([head, key + b"\t" + each])))
        assert said(again, spans, style) == said(typesetter, spans, style)

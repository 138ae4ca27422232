"""Names within a sentence, and languages within a text, each whole on a line if a line can hold it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from handouts.content.together import DOT
from handouts.content.words import Words
from handouts.layout.page.stack import ParagraphStyle, Text
from handouts.text import Span, Weight


def names_without_number(words: Words, style: ParagraphStyle) -> Text:
    """The sentence that says where to read more of the organisations that have no number, in a style."""
    return Text(with_names(words.see_website, words.names, style.weight), style)


def with_names(text: str, names: Collection[str], weight: Weight) -> tuple[Span, ...]:
    """A text in one weight, with these names in it."""
    return tuple(_spans(text, names, weight))


def with_languages(text: str, weight: Weight) -> tuple[Span, ...]:
    """A text in one weight; where it says the same in several languages, what each of them says is one name."""
    return with_names(text, text.split(DOT), weight) if DOT in text else (Span(text, weight),)


def _spans(text: str, names: Collection[str], weight: Weight) -> Iterator[Span]:
    at, longest_first = 0, sorted(filter(None, names), key=len, reverse=True)
    for found in re.finditer("|".join(map(re.escape, longest_first)), text) if longest_first else ():
        yield Span(text[at : found.start()], weight)
        yield Span(found.group(), weight, whole=True)
        at = found.end()
    yield Span(text[at:], weight)

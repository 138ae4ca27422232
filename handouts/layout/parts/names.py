"""The names of organisations that have no number, in one sentence that says where to read more of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.content.words import Words
from handouts.layout.page.stack import ParagraphStyle, Text
from handouts.text import Span, Weight


def names_without_number(words: Words, style: ParagraphStyle) -> Text:
    """The sentence in a style, each name whole on a line if a line can hold it."""
    return Text(tuple(_spans(words, style.weight)), style)


def _spans(words: Words, weight: Weight) -> Iterator[Span]:
    text, at = words.see_website, 0
    longest_first = sorted(filter(None, words.names), key=len, reverse=True)
    for found in re.finditer("|".join(map(re.escape, longest_first)), text) if longest_first else ():
        yield Span(text[at : found.start()], weight)
        yield Span(found.group(), weight, whole=True)
        at = found.end()
    yield Span(text[at:], weight)

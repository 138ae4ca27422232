"""What a translation may not lose or change: placeholders, figures, dates, names that keep their own form.

These checks protect readers from a slip, not from a wrong translation: for that there are reviewers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from handouts.sources.direction_marks import without_direction_marks
from handouts.sources.languages import SOURCE_LANGUAGE, is_right_to_left, script_of
from handouts.sources.markup import markup_in
from handouts.sources.messages import PLACEHOLDER
from handouts.sources.values import plain_text
from handouts.wording import joined, message_of
from handouts.wording import worded as _

KEPT_NAMES = ("MPP", "ASAP")
"""Letters by which helpers and courts know a thing: the same in every language."""

KEPT_OUTSIDE_LATIN = ("Title 42",)
"""The same in every other script; a language in Latin letters may say `Título 42`, where the figure is checked."""

_FIGURE = re.compile("[0-9]+")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_BRACE = re.compile("[{}\uff5b\uff5d]")
_LEFT_IN_ENGLISH = 4
"""So many words that are the same as in English are no name any more."""


def faults_of(english: str, text: str, tag: str) -> list[str]:
    """What is wrong with the translation of a text into the language `tag`, as `what; what would be right`."""
    return list(_faults(english, text, tag))


def _faults(english: str, text: str, tag: str) -> Iterator[str]:
    if "\n" in text:
        at_end = "\n" not in text.rstrip("\n")
        yield (
            _("the text ends with a line break; delete the {sign} at its end", sign="\\n")
            if at_end
            else _("the text has line breaks; write a space for each {sign}: the program breaks the lines", sign="\\n")
        )
        return
    if is_right_to_left(tag):
        text = without_direction_marks(text)
    try:
        plain_text(text)
    except ValueError as error:
        yield message_of(error)
        return
    for what, instead in markup_in(text):
        if (what, instead) not in markup_in(english):  # else it was said of the data
            yield joined(what, instead)
    yield from _placeholders(english, text)
    yield from _figures(english, text)
    yield from _names(english, text, tag)
    same = text == english and len(english.split()) >= _LEFT_IN_ENGLISH
    if same and tag.partition("-")[0] != SOURCE_LANGUAGE:
        yield _("the translation is the English text; translate it, or leave it empty")


def _placeholders(english: str, text: str) -> Iterator[str]:
    wanted, found = Counter(PLACEHOLDER.findall(english)), Counter(PLACEHOLDER.findall(text))
    for name in wanted - found:
        yield _("{name} of the English text is missing; keep it as it is, the program fills it in", name=name)
    for name in found - wanted:
        yield _("{name} stands here oftener than in the English text; delete it", name=name)
    if sorted(_BRACE.findall(english)) != sorted(_BRACE.findall(text)) and wanted == found:
        yield _("a brace { or } is not closed, or not as in English; compare it with the English text")


def _figures(english: str, text: str) -> Iterator[str]:
    wanted, found = _FIGURE.findall(english), _FIGURE.findall(text)
    for figure in dict.fromkeys(wanted):
        if figure not in found:
            yield _("the figure {figure} of the English text is missing; keep it, in European digits", figure=figure)
    for figure in dict.fromkeys(found):
        # A month as a number (2 for February) is fine; a year or a longer number that English lacks is not.
        if len(figure) > 2 and figure not in wanted:
            yield _("the figure {figure} is not in the English text; delete it or correct it", figure=figure)
    foreign = sorted(set(_FOREIGN_DIGIT.findall(text)))
    if foreign:
        yield _(
            "{digits}: digits that not every reader and phone shows; write European digits, 0 to 9",
            digits=" ".join(foreign),
        )


@cache
def _whole_name(name: str) -> re.Pattern[str]:
    """A space that does not break is the same name."""
    letters = name.replace(" ", "[ \u00a0]")
    return re.compile(f"(?<![A-Za-z]){letters}(?![A-Za-z0-9])")


def _names(english: str, text: str, tag: str) -> Iterator[str]:
    latin = script_of(tag) == "Latn"
    for name in KEPT_NAMES if latin else (*KEPT_NAMES, *KEPT_OUTSIDE_LATIN):
        whole = _whole_name(name)
        if whole.search(english) and not whole.search(text):
            yield _('"{name}" of the English text is missing; keep it in these letters', name=name)

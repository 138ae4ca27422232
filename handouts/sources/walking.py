"""Ways through the plain values of a document, for checks: what stands where, and what stands there twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from handouts.errors import Problem
from handouts.sources.yaml_document import Document, Steps, Value
from handouts.wording import worded as _

EACH: Final = None
"""In a way through a document: every entry of a list."""

Way = tuple[str | None, ...]


def every(value: Value, way: Way, steps: Steps = ()) -> Iterator[tuple[Steps, Value]]:
    """What stands at the end of that way, with its place. `("cities", EACH, "id")`: all ids of cities."""
    if not way:
        yield steps, value
    elif way[0] is EACH:
        if isinstance(value, tuple):
            for index, entry in enumerate(value):
                yield from every(entry, way[1:], (*steps, index))
    elif isinstance(value, dict) and way[0] in value:
        yield from every(value[way[0]], way[1:], (*steps, way[0]))


def texts(document: Document, way: Way, start: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """The texts at the end of that way, from a place on."""
    for steps, value in every(value_at(document, start), way, start):
        if isinstance(value, str):
            yield steps, value


def value_at(document: Document, steps: Steps) -> Value:
    """What stands at a place; None where nothing does."""
    here = document.value
    for step in steps:
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, tuple) and isinstance(step, int):
            here = here[step]
        else:
            return None
    return here


def same_letters(text: str) -> str:
    """Two names that a reader can't tell apart are the same name."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def doubles(
    document: Document, way: Way, noun: str, same: Callable[[str], str], start: Steps = ()
) -> Iterator[Problem]:
    """Texts at the end of that way that are the same, as `same` compares them."""
    first: dict[str, Steps] = {}
    for steps, text in texts(document, way, start):
        before = first.setdefault(same(text), steps)
        if before != steps:
            what = _(
                'the {noun} "{text}" stands twice (first in line {line})',
                noun=noun,
                text=text,
                line=document.extent(before).line,
            )
            yield document.problem(steps, what, _("keep one of them"))

"""What no single value can tell about the sides of the border: which words they need, and who may be called from where.

Like `checks`, these read the plain values, and leave to the model what is wrong with one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from handouts.errors import Problem
from handouts.sources.sides import countries_of
from handouts.sources.walking import EACH, every
from handouts.sources.yaml_document import Document, Steps

_TELLS_APART = ("country", "code", "from")


def side_checks(documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Everything wrong with the sides of the border, and with the numbers that are for one of them."""
    handout, directory = documents.get("handout"), documents.get("directory")
    if handout is not None:
        yield from _two_sides(handout)
    if handout is not None and directory is not None:
        yield from _numbers(directory, countries_of(handout.value))


def _two_sides(handout: Document) -> Iterator[Problem]:
    """Each has its words, and none those of the other: numbers of both stand under them."""
    sides = [(steps, side) for steps, side in every(handout.value, ("sides_of_border", EACH)) if isinstance(side, dict)]
    if len(sides) < 2:
        return
    for key in _TELLS_APART:
        first: dict[str, Steps] = {}
        for steps, side in sides:
            text = side.get(key)
            if text is None and key not in side and key != "country":
                yield handout.problem(steps, f'"{key}" is missing', f"add {key}: ..., which stands over its numbers")
            elif isinstance(text, str):
                before = first.setdefault(text, steps)
                if before != steps:
                    line = handout.extent((*before, key)).line
                    what = f'both sides of the border have {key}: "{text}" (first in line {line})'
                    yield handout.problem((*steps, key), what, "write what tells them apart")


def _numbers(directory: Document, countries: Sequence[str]) -> Iterator[Problem]:
    for top in ("groups", "cities"):
        for steps, number in every(directory.value, (top, EACH, "organisations", EACH, "numbers", EACH)):
            if not isinstance(number, dict):
                continue
            side = number.get("call_from")
            if isinstance(side, str) and side not in countries:
                near = difflib.get_close_matches(side.upper(), countries, 1) or countries
                what = f'"{side}" is nothing that call_from can be'
                yield directory.problem((*steps, "call_from"), what, f"write {' or '.join(near)}")
            if "short" in number and "call_from" not in number and len(countries) > 1:
                wanted = " or ".join(f"call_from: {country}" for country in countries)
                yield directory.problem(steps, "a short code works on one side only", f"write {wanted}")

"""What no single value can tell about the sides of the border: which words they need, and who may be called from where.

Like `checks`, these read the plain values, and leave to the model what is wrong with one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from handouts.errors import Problem
from handouts.sources.sides import countries_of
from handouts.sources.values import either
from handouts.sources.walking import EACH, every
from handouts.sources.yaml_document import Document, Steps
from handouts.wording import worded as _

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
                yield handout.problem(
                    steps, _('"{key}" is missing', key=key), _("add {key}: ..., which stands over its numbers", key=key)
                )
            elif isinstance(text, str):
                before = first.setdefault(text, steps)
                if before != steps:
                    line = handout.extent((*before, key)).line
                    what = _(
                        'both sides of the border have {key}: "{text}" (first in line {line})',
                        key=key,
                        text=text,
                        line=line,
                    )
                    yield handout.problem((*steps, key), what, _("write what tells them apart"))


def _numbers(directory: Document, countries: Sequence[str]) -> Iterator[Problem]:
    for top in ("groups", "cities"):
        for steps, number in every(directory.value, (top, EACH, "organisations", EACH, "numbers", EACH)):
            if not isinstance(number, dict):
                continue
            side = number.get("call_from")
            if isinstance(side, str) and side not in countries:
                near = difflib.get_close_matches(side.upper(), countries, 1) or countries
                what = _('"{side}" is nothing that call_from can be', side=side)
                yield directory.problem((*steps, "call_from"), what, _("write {choices}", choices=either(tuple(near))))
            if "short" in number and "call_from" not in number and len(countries) > 1:
                wanted = either([f"call_from: {country}" for country in countries])
                yield directory.problem(
                    steps, _("a short code works on one side only"), _("write {choices}", choices=wanted)
                )

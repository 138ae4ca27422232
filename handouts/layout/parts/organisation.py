"""What is said of an organisation beside its numbers: its name with what it offers, and where to visit it."""

from __future__ import annotations

import re
from itertools import cycle

from handouts.content.flyer import Entry, Visit
from handouts.layout.page.frame import Frame
from handouts.layout.page.typography import weight_among_numbers
from handouts.text import Span, Weight


def named(frame: Frame, entry: Entry, *further: str, weight: Weight = Weight.BOLD, place: bool = False) -> list[Span]:
    """The name, with its `place` one isolate; then the service, as heavy as the name: who needs free help looks for
    these words, not for a name; then `further` texts. Each follows a raised dot that goes with it to the next line, so
    that no line ends on a dot.
    """
    texts = ((entry.service, weight), *((text, Weight.SMALL) for text in further))
    latin = [Span(entry.name, weight)]
    if place and entry.place:
        latin.append(Span(f" ({entry.place})", Weight.SMALL))
    return [*frame.foreign_spans(latin), *(Span(f" ·\u00a0{text}", each) for text, each in texts if text)]


def place_to_visit(frame: Frame, visit: Visit, size_pt: float, *, street: bool = True) -> tuple[list[Span], list[Span]]:
    """The label, then the address. On right-to-left pages the Latin address takes lines of its own, which are the
    second list; else that is empty.

    Where it is small, all up to its last number is in Bold, with `street` false only the numbers.
    """
    colon = frame.typography.colon
    heavy = r"(.*\d)" if street else r"(\d+)"
    weights = cycle((Weight.SMALL, weight_among_numbers(size_pt)))
    parts = zip(re.split(heavy, visit.address), weights, strict=False)
    address = [Span(text, weight) for text, weight in parts if text]
    if frame.typography.right_to_left:
        return [Span(f"{visit.label}{colon.rstrip()}", Weight.SMALL)], address
    return [Span(f"{visit.label}{colon}", Weight.SMALL), *address], []

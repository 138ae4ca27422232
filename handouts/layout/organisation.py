"""An organisation's name with what is said of it beside it."""

from __future__ import annotations

from handouts.content.flyer import Entry
from handouts.layout.frame import Frame
from handouts.text import Span, Weight


def named(frame: Frame, entry: Entry, *further: str, weight: Weight = Weight.BOLD) -> list[Span]:
    """The name, then the service, as heavy: who needs free help looks for these words, not for a name; then `further`
    texts. Each follows a raised dot that goes with it to the next line, so that no line ends on a dot.
    """
    texts = ((entry.service, weight), *((text, Weight.SMALL) for text in further))
    return [Span(frame.foreign(entry.name), weight), *(Span(f" ·\u00a0{text}", each) for text, each in texts if text)]

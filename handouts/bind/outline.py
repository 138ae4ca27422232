"""The outline of a booklet (ISO 32000-1, 12.3.3): entries nested under their headings, which start closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handouts.bind.bound_file import BoundFile, reference
from handouts.draw.notation import text_string


@dataclass(slots=True)
class _Entry:
    title: str
    page: int
    below: list[_Entry] = field(default_factory=list)
    number: int = 0


def write_outline(file: BoundFile, entries: Iterable[tuple[tuple[str, ...], int]]) -> int:
    """The number of the object that holds it. `entries`: headings from the outside in, with the title last, and the
    number of the page. Entries that follow each other under the same headings share them; a heading leads to the first
    page below it."""
    top = _Entry("", 0)
    for (*headings, title), page in entries:
        at = top
        for heading in headings:
            if not (at.below and at.below[-1].below and at.below[-1].title == heading):
                at.below.append(_Entry(heading, page))
            at = at.below[-1]
        at.below.append(_Entry(title, page))
    top.number = file.reserve()
    _number(file, top)
    _write(file, top)
    file.fill(top.number, f"<</Type/Outlines{_span(top, len(top.below))}>>")
    return top.number


def _number(file: BoundFile, above: _Entry) -> None:
    for entry in above.below:
        entry.number = file.reserve()
        _number(file, entry)


def _write(file: BoundFile, entry: _Entry) -> None:
    """All below an entry."""
    kids = entry.below
    for before, kid, behind in zip([None, *kids], kids, [*kids[1:], None], strict=False):
        _write(file, kid)
        beside = f"/Prev {reference(before.number)}" if before else ""
        beside += f"/Next {reference(behind.number)}" if behind else ""
        file.fill(
            kid.number,
            f"<</Title{text_string(kid.title)}/Parent {reference(entry.number)}{beside}{_span(kid, -len(kid.below))}"
            f"/A<</Type/Action/S/GoTo/D[{reference(kid.page)}/Fit]>>>>",
        )


def _span(entry: _Entry, count: int) -> str:
    """The first and last below an entry; a count below zero: they are not shown at first."""
    if not entry.below:
        return ""
    first, last = entry.below[0], entry.below[-1]
    return f"/First {reference(first.number)}/Last {reference(last.number)}/Count {count}"

"""What can go wrong on a sheet that is folded to pages, half of which stand on their head: every way is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.layout.page.moving import turned_element, turned_mark
from handouts.layout.page.placed import PlacedLine, PlacedPage
from tests.build.sabotage import (
    MEXICO,
    US,
    Press,
    Sheet,
    Way,
    copies_of,
    drawn_again,
    exchanged,
    lines_of,
    moved,
    on_line,
    with_marks,
)

PANEL_PT, ROW_PT = 198.0, 306.0


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def on_its_head(line: PlacedLine) -> PlacedLine:
    """In its place, turned about its middle."""
    box = line.ink_box
    cap = line.line.ink.top * (-1 if line.turned else 1)
    x = box.right if not line.turned else box.left
    return line._replace(x_pt=x, y_pt=line.y_pt - cap, turned=not line.turned)


def without_last(text: str) -> Way:
    """The last of the lines with this text taken away: a name on the right page."""

    def page(placed: PlacedPage) -> PlacedPage:
        *_, last = (line for line in lines_of(placed) if text in line.line.text)
        return with_marks(placed, {id(last): None})

    return lambda sheet: replace(sheet, page=page)


def sheet_turned(sheet: Sheet) -> Sheet:
    """All of it on its head: the front stands in the upper row."""

    def page(placed: PlacedPage) -> PlacedPage:
        corner = placed.width_pt, placed.height_pt
        return replace(
            placed,
            elements=tuple(turned_element(each, *corner) for each in placed.elements),
            artifacts=tuple(turned_mark(each, *corner) for each in placed.artifacts),
        )

    return replace(sheet, page=page)


def folios_exchanged(sheet: Sheet) -> Sheet:
    def page(placed: PlacedPage) -> PlacedPage:
        folios = {line.line.text: line for line in placed.artifacts if isinstance(line, PlacedLine)}
        six, seven = folios["6"], folios["7"]
        return with_marks(placed, {id(six): six._replace(line=seven.line), id(seven): seven._replace(line=six.line)})

    return replace(sheet, page=page)


def without_mark(text: str) -> Way:
    """The first word beside a mark, or the number of a panel, taken away."""

    def page(placed: PlacedPage) -> PlacedPage:
        first = next(line for line in copies_of(placed) if line.line.text == text)
        return with_marks(placed, {id(first): None})

    return lambda sheet: replace(sheet, page=page)


def fold_called_a_cut(sheet: Sheet) -> Sheet:
    def page(placed: PlacedPage) -> PlacedPage:
        fold, cut = (
            next(line for line in copies_of(placed) if line.line.text == text) for text in ("fold", "cut here")
        )
        return with_marks(placed, {id(fold): fold._replace(line=cut.line)})

    return replace(sheet, page=page)


WAYS: dict[str, Way] = {
    "a number upright on a page on its head": on_line(MEXICO, on_its_head),
    "a name upright on a page on its head": on_line("Kino", on_its_head),
    "a number on the fold": on_line(US, moved(35, 0)),
    "a number on the cut": on_line(MEXICO, moved(0, 250)),
    "a number on another page": on_line(MEXICO, moved(-2 * PANEL_PT, 0)),
    "a number on the page of the other side": on_line(MEXICO, moved(-PANEL_PT, 0)),
    "a number on the front too": drawn_again(MEXICO, 3 * PANEL_PT + 20, ROW_PT + 290),
    "the numbers of a row exchanged": exchanged(MEXICO, US),
    "no name on the right page": without_last("Kino"),
    "no head over the right page": on_line("USA", lambda _: None),
    "no city on the front": on_line("Nogales", lambda _: None),
    "no date on the front": on_line("Last updated", lambda _: None),
    "the date on another page": on_line("Last updated", moved(-2 * PANEL_PT, 60)),
    "no line for staff": on_line("edition", lambda _: None),
    "another scale for printing": lambda sheet: replace(sheet, staff=lambda line: line.replace("100 %", "90 %")),
    "a step without its word": on_line("3 push", lambda _: None),
    "no number on the drawn front": on_line("1", lambda _: None),
    "a fold without its word": without_mark("fold"),
    "a cut without its word": without_mark("cut here"),
    "the word for a cut at a fold": fold_called_a_cut,
    "the front without its number": without_mark("1"),
    "the sheet on its head": sheet_turned,
    "two panels that exchange their numbers": folios_exchanged,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_caught(press: Press, way: str) -> None:
    assert press.findings(WAYS[way](press.honest(form="zine"))) != (), f"not caught: {way}"

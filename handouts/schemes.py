"""The schemes of imposition and how they are told: a row each. Help, slug, words beside marks and drawings, the sheet
for printing by hand and README say it in these words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

PAGES_OF_A_SHEET = 4
"""Of a sheet that is folded once."""
SIGNATURES = range(4, 33, PAGES_OF_A_SHEET)
"""How many pages a signature may have: one folded sheet to eight of them."""
USUAL_SIGNATURE = 16
PANELS = 8
"""Of a zine."""
COVER = "1"
"""What the front of a little book shows in a drawing: the number of its page."""


FOLD, CUT_HERE, CUT_OR_FOLD, CUT_OFF = "fold", "cut here", "cut or fold here", "cut off or leave"
"""Beside marks: where it is folded, cut, either of the two; where the strip below the pages begins."""
OUTERMOST, INNERMOST = "outermost", "innermost"
"""Of sheets that lie in each other."""
EMPTY_ON_PURPOSE = "This page is empty on purpose."
"""On a page that stays white only because there must be as many as a sheet holds."""


class Step(NamedTuple):
    """Of what is done with a printed sheet: the word below its drawing, and in full."""

    word: str
    order: str


class Flip(StrEnum):
    """About which edge of the paper it is turned to print the other side."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to make one thing of many pages.

    `what`: what comes out. `finish`: what is done with the printed sheets; `brief`: the same in the few words that a
    slug has room for. `sides`: names of the two sides; one where the back stays white. `folded`: there is a spine.
    `nested`: sheets lie in each other. `steps`: what is drawn of it.
    """

    name: str
    title: str
    what: str
    finish: str
    brief: str
    sides: tuple[str, ...]
    folded: bool = False
    nested: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def captions(self) -> tuple[str, ...]:
        """What stands below the drawings of its steps, each with its number."""
        return tuple(f"{number} {step.word}" for number, step in enumerate(self.steps, 1))


SADDLE = Scheme(
    name="saddle",
    title="saddle stitch",
    what="a booklet of sheets that are folded once, laid into each other and stapled through the fold",
    finish="lay the sheets into each other, the first outside; fold in the middle; staple in the fold",
    brief="nest, fold, staple",
    sides=("outside", "inside"),
    folded=True,
    nested=True,
)
SIGNATURE_SCHEME = Scheme(
    name="signatures",
    title="signatures",
    what="a thick book of several booklets, all about as thick, sewn one after the other",
    finish="lay the sheets of each signature into each other, the first outside; fold in the middle; sew the "
    "signatures in their order",
    brief="nest each signature, fold, sew",
    sides=("outside", "inside"),
    folded=True,
    nested=True,
)
TWO_UP = Scheme(
    name="two-up",
    title="two up",
    what="every page twice on a sheet, so that one cut through the stack gives two whole copies",
    finish="cut the stack once, between the pages: two whole copies",
    brief="cut once, between the pages",
    sides=("front", "back"),
)
STEP_REPEAT = Scheme(
    name="step-repeat",
    title="step and repeat",
    what="every page as often as a sheet holds it, for cards and slips",
    finish="cut between the pages: every stack is a whole copy",
    brief="cut between the pages",
    sides=("front", "back"),
)
_ZINE_STEPS = (
    Step("fold", "fold into eight, the print outside, and open"),
    Step("cut", "cut the middle line between the four inner panels"),
    Step("push", "fold the long way, the print outside, and push the ends together"),
    Step("close", "close with page 1 outside"),
)
ZINE = Scheme(
    name="zine",
    title="zine",
    what="a little book of eight panels on one side of a sheet, by one cut and three folds",
    finish="; ".join(step.order for step in _ZINE_STEPS),
    brief="fold into eight, cut the solid middle line, fold to a book",
    sides=("front",),
    folded=True,
    steps=_ZINE_STEPS,
)
SCHEMES = {scheme.name: scheme for scheme in (SADDLE, SIGNATURE_SCHEME, TWO_UP, STEP_REPEAT, ZINE)}
"""By the word by which people ask."""

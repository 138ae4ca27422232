"""The schemes of imposition and how they are told: a row each. Help, slug, the sheet for printing by hand and README
say it in these words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGES_OF_A_SHEET = 4
"""Of a sheet that is folded once."""
SIGNATURES = range(4, 33, PAGES_OF_A_SHEET)
"""How many pages a signature may have: one folded sheet to eight of them."""
USUAL_SIGNATURE = 16
PANELS = 8
"""Of a zine."""


class Flip(StrEnum):
    """About which edge of the paper it is turned to print the other side."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to make one thing of many pages.

    `what`: what comes out. `finish`: what is done with the printed sheets; `brief`: the same in the few words that a
    slug has room for. `sides`: names of the two sides; one where the back stays white. `folded`: there is a spine.
    """

    name: str
    title: str
    what: str
    finish: str
    brief: str
    sides: tuple[str, ...]
    folded: bool = False


SADDLE = Scheme(
    name="saddle",
    title="saddle stitch",
    what="a booklet of sheets that are folded once, laid into each other and stapled through the fold",
    finish="lay the sheets into each other, the first outside; fold in the middle; staple in the fold",
    brief="nest, fold, staple in the fold",
    sides=("outside", "inside"),
    folded=True,
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
ZINE = Scheme(
    name="zine",
    title="zine",
    what="a little book of eight panels on one side of a sheet, by one cut and three folds",
    finish="fold into eight and open; cut the middle line between the four inner panels; fold the long way, push the "
    "ends together, close with page 1 outside",
    brief="fold into eight, cut the middle line, fold to a book",
    sides=("front",),
    folded=True,
)
SCHEMES = {scheme.name: scheme for scheme in (SADDLE, SIGNATURE_SCHEME, TWO_UP, STEP_REPEAT, ZINE)}
"""By the word by which people ask."""

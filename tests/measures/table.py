"""The measures, typed by hand from the design of the page. Lengths in points unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Measures:
    """What a format keeps to, at least; `toner` at most, by page. `text_edge` from the edge of the paper. `codes`: QR
    codes on the file, of `level` with modules of `module_mm`. `body` is 0 for the language's floor; `border`: how far
    digits keep from the border line, 0 for as far as from any rule; `beside`: whether all that is said of a number
    stands with it; `back`: whether it may take one page more, the back of its sheet; `duplex`: the sides of the paper
    that a print dialog is to choose; `bold`: from which size on digits in Bold outlast copying; `folded`: to pages,
    half of which stand on their head; `together`: it is one of several languages."""

    pages: int
    numbers: float
    small_print: float
    staff: float
    body: float = 0.0
    module_mm: float = 0.6
    level: str = "Q"
    text_edge: float = 36.0
    toner: tuple[float, ...] = (0.125,)
    answers: bool = True
    beside: bool = True
    copies: int = 1
    codes: int = 1
    border: float = 0.0
    back: bool = False
    duplex: str = "/Simplex"
    bold: float = 11.0
    folded: bool = False
    together: bool = False


EDGE = 18.0
"""A quarter of an inch for everything, measured on ink."""
RULE = 0.9
RULE_CLEAR = 2.0
BETWEEN_LINES = 0.5
GROUP_EM = 0.09
QUIET_MODULES = 4
SOLID_CM2 = 1.0
CARD_CUT = 9.0
MEDIUM_BELOW = 11.0
"""Text below this size is in the heavier face that a language has for it."""
LARGE_PT = 16.0
"""From this size on Medium outlasts copying too."""
CUT_AND_FOLD = ("fold", "cut here", "cut or fold here")
"""Words beside marks, for those who make a sheet: they stand where nothing else does."""
LEADING_GIVES = 0.94
"""The leading of answers may give way by 6 %, that of Nastaliq by nothing."""

BOTH_SIDES = "/DuplexFlipLongEdge"
FORMATS = {
    "flyer": Measures(pages=1, numbers=14, small_print=11, staff=9, border=11, back=True),
    "large-print": Measures(
        pages=2, numbers=24, small_print=11, staff=9, body=18, module_mm=0.8, border=11, duplex=BOTH_SIDES
    ),
    "half": Measures(pages=2, numbers=14, small_print=11, staff=8, border=11),
    "half-print": Measures(pages=1, numbers=14, small_print=11, staff=8, border=11),
    "card": Measures(
        pages=2,
        numbers=13,
        small_print=9,
        staff=8,
        text_edge=EDGE,  # for text on a card the cut counts; the line for staff stands in the sheet's margin
        toner=(0.125, 0.14),
        answers=False,
        beside=False,
        copies=10,
        codes=10,
        module_mm=0.64,
        level="M",
        duplex=BOTH_SIDES,
    ),
    "zine": Measures(
        pages=1,
        numbers=13,
        small_print=9,
        staff=9,
        body=9,
        text_edge=EDGE,  # what printers leave white, and as much on both sides of every fold
        border=11,
        bold=9,
        folded=True,
    ),
    "poster": Measures(pages=1, numbers=28, small_print=14, staff=12, module_mm=0.9, answers=False, border=11),
    "common-poster": Measures(
        pages=1,
        numbers=28,
        small_print=11,
        staff=10,
        module_mm=0.9,
        answers=False,
        border=11,
        together=True,
    ),
}

PAPERS = {
    "letter": (612.0, 792.0),
    "a4": (210 * _POINTS_PER_MM, 297 * _POINTS_PER_MM),
    "legal": (612.0, 1008.0),
    "oficio": (216 * _POINTS_PER_MM, 340 * _POINTS_PER_MM),
}
"""Width and height."""

CARD = (252.0, 144.0)
CARD_COLUMNS, CARD_ROWS = 2, 5


def page_size(format_name: str, paper: str) -> tuple[float, float]:
    """Width and height of the pages of a format on a paper."""
    width, height = PAPERS[paper]
    if format_name == "half":
        return height / 2, width
    if format_name in ("poster", "common-poster"):
        return height, 2 * width
    return (height, width) if format_name in ("half-print", "zine") else (width, height)


CROWDED = 0.145
"""A sheet that is too full may be so black: better than none for a reader with poor sight. Backs of cards have their
own limits."""


def toner_limit(format_name: str, page: int) -> float:
    """The part of a page that may be black at most."""
    limits = FORMATS[format_name].toner
    return limits[min(page, len(limits) - 1)]


_NASKH = ("ar", "fa", "fa-AF", "ps")
_LEADING = {
    **dict.fromkeys(("vi", "pa", "zh-Hans"), 1.35),
    **dict.fromkeys(("hi", "ne"), 1.40),
    "bn": 1.45,
    **dict.fromkeys(_NASKH, 1.42),
    "ur": 2.40,
}
LATIN_IN_OTHERS = 0.92
"""Latin letters inside Arabic text look as large as it at this part of its size."""


def body_floor(language: str) -> float:
    return 12.0 if language in _NASKH else 11.0


def least_leading(language: str) -> float:
    """Line pitch / size of the answers, where everything has given way."""
    leading = _LEADING.get(language, 1.25)
    return leading if leading > 2 else leading * LEADING_GIVES

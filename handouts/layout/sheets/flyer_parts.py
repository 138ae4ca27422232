"""The parts of which the sides of a flyer are made, in the sizes that they may have. Each is set once."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Shape
from handouts.layout.parts.answers import Answers
from handouts.layout.parts.back import BackSizes, lay_out_back_foot, lay_out_back_head
from handouts.layout.parts.foot import FootSizes, lay_out_foot
from handouts.layout.parts.head import HeadSizes, lay_out_head
from handouts.layout.parts.marks import LIGHT_RULES, RULES, RuleWeights
from handouts.layout.parts.staff import JOINT
from handouts.layout.parts.table import TableRows
from handouts.layout.parts.table_columns import ColumnGaps, TableSizes, widest_strings_em
from handouts.paper import pt_from_mm

MARGIN_PT = 36.0
"""0.5 inch for text, measured on ink."""
HEAD = HeadSizes()
FOOT = FootSizes(unreviewed=11, across=True, modules=(pt_from_mm(0.65),))
LEAST_MODULE_PT = pt_from_mm(0.62)
"""Of thirty copies of a code of 49 modules two decoders lose five or six at 0.6 mm, none at 0.62."""
TABLE = TableSizes()
HEAD_SMALL = replace(HEAD, city_floor=20.0, title=12.0, changing=11.0, air=0.6)
FOOT_SMALL = replace(FOOT, site=14.0, air=0.6, across=False, modules=FOOT.modules[-1:])
TABLE_TIGHT = replace(
    TABLE,
    row_pad=2.0,
    gaps=ColumnGaps(digits=1.9, text_below=0.7, second_line=1.12, or_clear=3.0, number_below_or=4.0),
)
"""Where essentials would have no room: less white, and nothing above the least size that it may have."""


class Setting(NamedTuple):
    """Of what the parts besides the answers depend: the size of the numbers, and whether these have given way: white of
    the table, sizes in head and foot, the weight of the rules and the size of the code."""

    numbers_pt: float
    tight: bool
    small: bool
    light: bool

    @property
    def rules(self) -> RuleWeights:
        return LIGHT_RULES if self.light else RULES


class StandingFoot(NamedTuple):
    """A foot where it stands, and from where."""

    part: Part
    top_pt: float


class FlyerParts:
    """The parts of one flyer on one paper."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self.frame = frame
        self.flyer = flyer
        self.answers = Answers(frame, flyer)
        self._qr = qr
        self._staff = staff
        self._widest_em = widest_strings_em(frame, flyer)
        self._rows: dict[tuple[float, bool, bool], TableRows] = {}
        self._heads: dict[tuple[float, bool, bool], Part] = {}
        self._back_heads: dict[tuple[bool, tuple[str, ...]], Part] = {}
        self._feet: dict[tuple[bool, bool, str, bool], StandingFoot] = {}

    def rows(self, setting: Setting) -> TableRows:
        """The rows of the table, in the same columns on both sides."""
        key = (setting.numbers_pt, setting.tight, setting.light)
        if key not in self._rows:
            sizes = replace(TABLE_TIGHT if setting.tight else TABLE, numbers=setting.numbers_pt, rules=setting.rules)
            self._rows[key] = TableRows(self.frame, self.flyer, sizes, self._widest_em)
        return self._rows[key]

    def head(self, setting: Setting) -> Part:
        """The head of the front; what it says beside the date begins with the first column of numbers."""
        column = self.rows(setting).columns.numbers[0].start
        key = (column, setting.small, setting.light)
        if key not in self._heads:
            sizes = replace(HEAD_SMALL if setting.small else HEAD, rules=setting.rules)
            self._heads[key] = lay_out_head(self.frame, self.flyer, sizes, self.frame.margin_pt, column)
        return self._heads[key]

    def back_head(self, setting: Setting, pointers: tuple[str, ...]) -> Part:
        """The head of the back, with what points to the front."""
        key = (setting.light, pointers)
        if key not in self._back_heads:
            sizes, top = BackSizes(rules=setting.rules), self.frame.margin_pt
            self._back_heads[key] = lay_out_back_head(self.frame, self.flyer, sizes, pointers, top)
        return self._back_heads[key]

    def foot(self, setting: Setting, side: str, *, back: bool) -> StandingFoot:
        """The foot of a side that the line for staff calls so."""
        key = (setting.small, setting.light, side, back)
        if key not in self._feet:
            frame = self.frame
            staff = f"{self._staff}{JOINT}{side}" if side else self._staff
            if back:
                foot = lay_out_back_foot(frame, self.flyer, BackSizes(rules=setting.rules), staff)
            else:
                sizes = replace(FOOT_SMALL if setting.small else FOOT, rules=setting.rules)
                if setting.light:
                    sizes = replace(sizes, modules=(LEAST_MODULE_PT,))
                foot = lay_out_foot(frame, self.flyer, sizes, self._qr, staff)
            top = frame.height_pt - frame.margin_pt - foot.bottom_pt
            self._feet[key] = StandingFoot(moved_part(foot, top), top)
        return self._feet[key]

"""The parts of which the sides of a flyer are made, in the sizes that they may have. Each is set once, and kept for the
next flyer that has the same: while somebody types, head and foot are those of the picture before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

from handouts.content.flyer import Answer, Flyer, Question
from handouts.content.words import Unreviewed
from handouts.layout.page.answers_fit import pieces_by_priority, pieces_wanted
from handouts.layout.page.columns import ColumnsCache
from handouts.layout.page.frame import Frame, Part
from handouts.layout.page.kept import Kept
from handouts.layout.page.moving import moved_part
from handouts.layout.page.placed import Shape, marks_in_no_order
from handouts.layout.page.stack import Block, Gap, ParagraphStyle, Rule, Text, parted, stack
from handouts.layout.page.toner import black_pt2
from handouts.layout.parts.answers import Answers, AnswerSizes
from handouts.layout.parts.back import BackSizes, lay_out_back_foot, lay_out_back_head
from handouts.layout.parts.foot import FootSizes, FootTexts, lay_out_foot
from handouts.layout.parts.head import HeadSizes, HeadTexts, lay_out_head
from handouts.layout.parts.marks import LIGHT_RULES, RULES, RuleWeights
from handouts.layout.parts.names import with_names
from handouts.layout.parts.pointer import lay_out_pointers
from handouts.layout.parts.staff import JOINT
from handouts.layout.parts.table import TableRows
from handouts.layout.parts.table_columns import ColumnGaps, TableSizes, widest_strings_em
from handouts.paper import pt_from_mm
from handouts.text import Weight

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
NOTE = ParagraphStyle(11.0, by_latin=True)
COUNT = ParagraphStyle(11.0, Weight.BOLD, by_latin=True)
NOTE_GAP = Gap(3.5)
"""Above and below what stands between the table and the answers."""
_PARTS_KEPT = 64
"""Of heads, and of feet: a city has a few of them, as its flyer gives way."""


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


class WeighedPart(NamedTuple):
    """A part of a page, and how black it is."""

    part: Part
    black_pt2: float


class StandingFoot(NamedTuple):
    """A foot where it stands, from where, and how black it is."""

    part: Part
    top_pt: float
    black_pt2: float


class Notes(NamedTuple):
    """What stands between the table and the answers: the sentence with the names that have no number, how many
    organisations more there are, what the other side has. `ruled`: whether a rule parts them from answers."""

    see_website: str
    names: tuple[str, ...]
    more: str
    pointers: tuple[str, ...]
    ruled: bool


class _MadeOf(NamedTuple):
    """All of which a head depends, or a foot: the page, the texts, how these are set. `column_pt`: of a head."""

    page_pt: tuple[float, float, float]
    said: HeadTexts | FootTexts
    small: bool
    light: bool
    column_pt: float = 0.0
    qr: Shape | None = None
    staff: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class PiecesInOrder:
    """Of the answers those pieces with which a fit begins, and all of them, those that are kept longest first. The same
    object for all flyers with the same questions: compared by identity."""

    wanted: tuple[str, ...]
    by_priority: tuple[Answer, ...]

    @classmethod
    def of(cls, questions: Sequence[Question]) -> PiecesInOrder:
        """Those of questions."""
        return cls(pieces_wanted(questions), tuple(pieces_by_priority(questions)))


class _Answered(NamedTuple):
    """All of which answers depend where they stand: the page, the questions, the heading, which pieces, how, from
    where."""

    page_pt: tuple[float, float, float]
    cache: ColumnsCache
    heading: str
    unreviewed: Unreviewed | None
    pieces: tuple[str, ...]
    sizes: AnswerSizes
    top_pt: float


class _KeptParts:
    """Heads and feet of fronts, answers and notes, by what they are made of; and the order of the answers' pieces,
    which all cities share."""

    def __init__(self) -> None:
        self.pieces: Kept[ColumnsCache, PiecesInOrder] = Kept(_PARTS_KEPT)
        self.heads: Kept[_MadeOf, WeighedPart] = Kept(_PARTS_KEPT)
        self.feet: Kept[_MadeOf, StandingFoot] = Kept(_PARTS_KEPT)
        self.answers: Kept[_Answered, Part] = Kept(_PARTS_KEPT)
        self.sizes: Kept[tuple[float, bool, bool], TableSizes] = Kept(_PARTS_KEPT)
        self.notes: Kept[tuple[tuple[float, float, float], Notes], WeighedPart] = Kept(_PARTS_KEPT)


class FlyerParts:
    """The parts of one flyer on one paper."""

    def __init__(self, frame: Frame, flyer: Flyer, qr: Shape, staff: str) -> None:
        self.frame = frame
        self.flyer = flyer
        self.answers = Answers(frame, flyer)
        self._qr = qr
        self._staff = staff
        self._widest_em = widest_strings_em(frame, flyer)
        self._kept = frame.setting.keeper(_KeptParts)
        self._rows: dict[tuple[float, bool, bool], TableRows] = {}
        self._heads: dict[tuple[float, bool, bool], WeighedPart] = {}
        self._back_heads: dict[tuple[bool, tuple[str, ...]], WeighedPart] = {}
        self._feet: dict[tuple[bool, bool, str, bool], StandingFoot] = {}

    @cached_property
    def pieces(self) -> PiecesInOrder:
        """The pieces of its answers."""
        return self._kept.pieces.of(self.answers.cache, PiecesInOrder.of, self.flyer.questions)

    def rows(self, setting: Setting) -> TableRows:
        """The rows of the table, in the same columns on both sides."""
        key = (setting.numbers_pt, setting.tight, setting.light)
        if key not in self._rows:
            sizes = self._kept.sizes.of(key, lambda: _table_sizes(setting))
            self._rows[key] = TableRows(self.frame, self.flyer, sizes, self._widest_em)
        return self._rows[key]

    def head(self, setting: Setting) -> WeighedPart:
        """The head of the front; what it says beside the date begins with the first column of numbers."""
        column = self.rows(setting).columns.numbers[0].start
        key = (column, setting.small, setting.light)
        if key not in self._heads:
            said = HeadTexts.of(self.flyer)
            made_of = _MadeOf(self.page_pt, said, setting.small, setting.light, column)

            def head() -> WeighedPart:
                sizes = replace(HEAD_SMALL if setting.small else HEAD, rules=setting.rules)
                return self._weighed(lay_out_head(self.frame, said, sizes, self.frame.margin_pt, column))

            self._heads[key] = self._kept.heads.of(made_of, head)
        return self._heads[key]

    def back_head(self, setting: Setting, pointers: tuple[str, ...]) -> WeighedPart:
        """The head of the back, with what points to the front."""
        key = (setting.light, pointers)
        if key not in self._back_heads:
            sizes, top = BackSizes(rules=setting.rules), self.frame.margin_pt
            self._back_heads[key] = self._weighed(lay_out_back_head(self.frame, self.flyer, sizes, pointers, top))
        return self._back_heads[key]

    def foot(self, setting: Setting, side: str, *, back: bool) -> StandingFoot:
        """The foot of a side that the line for staff calls so."""
        key = (setting.small, setting.light, side, back)
        if key not in self._feet:
            staff = f"{self._staff}{JOINT}{side}" if side else self._staff
            self._feet[key] = self._back_foot(setting, staff) if back else self._front_foot(setting, staff)
        return self._feet[key]

    def _back_foot(self, setting: Setting, staff: str) -> StandingFoot:
        return self._standing(lay_out_back_foot(self.frame, self.flyer, BackSizes(rules=setting.rules), staff))

    def _front_foot(self, setting: Setting, staff: str) -> StandingFoot:
        said = FootTexts.of(self.flyer)
        made_of = _MadeOf(self.page_pt, said, setting.small, setting.light, qr=self._qr, staff=staff)

        def foot() -> StandingFoot:
            sizes = replace(FOOT_SMALL if setting.small else FOOT, rules=setting.rules)
            if setting.light:
                sizes = replace(sizes, modules=(LEAST_MODULE_PT,))
            return self._standing(lay_out_foot(self.frame, said, sizes, self._qr, staff))

        return self._kept.feet.of(made_of, foot)

    def standing_answers(self, sizes: AnswerSizes, pieces: tuple[str, ...], top_pt: float) -> Part:
        """The answers with these pieces, from `top_pt` down."""
        flyer, answers = self.flyer, self.answers
        unreviewed = flyer.unreviewed if sizes.unreviewed else None
        heading = flyer.words.answers_heading
        made_of = _Answered(self.page_pt, answers.cache, heading, unreviewed, pieces, sizes, top_pt)
        return self._kept.answers.of(made_of, answers.lay_out, sizes, pieces, top_pt)

    def notes(self, said: Notes) -> WeighedPart:
        """What stands between the table and the answers, from y = 0 down."""
        return self._kept.notes.of((self.page_pt, said), lambda: self._weighed(_lay_out_notes(self.frame, said)))

    @property
    def page_pt(self) -> tuple[float, float, float]:
        """Width, height and margin."""
        return self.frame.width_pt, self.frame.height_pt, self.frame.margin_pt

    def _standing(self, foot: Part) -> StandingFoot:
        """A foot moved to the lower margin."""
        top = self.frame.height_pt - self.frame.margin_pt - foot.bottom_pt
        return StandingFoot(moved_part(foot, top), top, self._black_pt2(foot))

    def _weighed(self, part: Part) -> WeighedPart:
        return WeighedPart(part, self._black_pt2(part))

    def _black_pt2(self, part: Part) -> float:
        return black_pt2((*part.artifacts, *marks_in_no_order(part.elements)), self.frame.typesetter)


def _table_sizes(setting: Setting) -> TableSizes:
    return replace(TABLE_TIGHT if setting.tight else TABLE, numbers=setting.numbers_pt, rules=setting.rules)


def _lay_out_notes(frame: Frame, notes: Notes) -> Part:
    said: list[Block] = []
    if notes.see_website:
        said.append(Text(with_names(notes.see_website, notes.names, NOTE.weight), NOTE))
    said += [Text(notes.more, COUNT)] if notes.more else []
    said += [partial(lay_out_pointers, frame, notes.pointers)] if notes.pointers else []
    below = (Rule(RULES.section),) if notes.ruled else ()
    blocks = [NOTE_GAP, *parted(said, NOTE_GAP), NOTE_GAP, *below] if said else []
    return stack(frame, blocks, 0.0)

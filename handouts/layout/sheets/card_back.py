"""The back of a card: the QR code with its quiet zone and caption at the trailing edge, the fixed texts around it.

Lines are narrow beside the code and go the whole width below its caption; the city and the edition's code are the last.
Where the texts are long, air gives way first, then sizes, then the city's name, which is on the front, then the English
half of the unreviewed line: the sheet's margin says it too; then the weight of the disclaimer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from itertools import product
from typing import NamedTuple

from handouts.content.flyer import Flyer
from handouts.layout.page.copyfit import DoesNotFit
from handouts.layout.page.frame import CAP_HEIGHT_EM, DESCENT_EM, INK_GAP_PT, Edge, Frame, Hand, rise_pt
from handouts.layout.page.placed import Element, Link, PlacedLine, PlacedPage, Shape
from handouts.layout.page.toner import toner_of
from handouts.layout.parts.head_of_card import ARCHIVED_PT, CODE_INSET_PT
from handouts.layout.parts.heard import in_language
from handouts.layout.parts.organisation_on_card import DOT, has_latin, ink_drop_pt
from handouts.layout.parts.qr_code import QUIET_MODULES
from handouts.layout.parts.staff import put_code
from handouts.paper import Box, mm_from_pt, pt_from_mm
from handouts.text import Line, Span, Weight

MODULES_PT = (pt_from_mm(0.65), pt_from_mm(0.64))
"""Of the code at level M, 41 modules a side; the second where a card would be too black. Of two hundred copies of the
third generation two decoders read 196 and 189, or 189 and 185; of level Q, whose 49 modules of 0.6 mm take more room
and a sixth more toner, 183 and 185. What level M bears less of is a part that is torn off or blotted out."""
TEXT_PT = 9.0
FOREIGN = "en"
"""The language of what is set in Latin letters."""


class _Sizes(NamedTuple):
    """Of the site's name with its weight, and of the disclaimer. `whole`: a script whose letters look small is set
    larger, so that Latin letters in it have the size. `run_in`: how many of the texts before the unreviewed line stand
    in one paragraph with it."""

    site_pt: float
    weight: Weight
    disclaimer_pt: float
    whole: bool = True
    disclaimer: Weight = Weight.BOLD
    run_in: int = 0


SIZES = (
    _Sizes(10.8, Weight.BOLD, 9.5),
    _Sizes(10.0, Weight.BOLD, 9.0),
    _Sizes(9.0, Weight.BOLD, 9.0),
    _Sizes(9.0, Weight.SMALL, 9.0),
    _Sizes(9.0, Weight.SMALL, 9.0, whole=False),
)
"""The wanted ones first."""
LIGHT = tuple(_Sizes(9.0, Weight.SMALL, 9.0, whole=whole, disclaimer=Weight.SMALL) for whole in (True, False))
"""Where nothing else has room, or all else is too black."""
RUN_IN = tuple(sizes._replace(run_in=run_in) for run_in in (1, 2, 3) for sizes in LIGHT)
"""Where those have no room either."""


class _Air(NamedTuple):
    """Points between paragraphs, the part of the leading that is kept, and points between the ink of two lines."""

    gap: float
    leading: float
    ink: float = INK_GAP_PT


AIRS = (
    *(_Air(*each) for each in ((5.0, 1.0), (3.5, 1.0), (2.5, 0.96), (1.5, 0.92), (0.6, 0.88), (0.0, 0.82), (0.0, 0.0))),
    _Air(0.0, 0.0, 0.52),
)
"""The wanted one first, the last as near as ink allows."""
EVEN = AIRS[:5]
"""With these most lines stand as far apart as their neighbours."""
UNSEEN_PT = 0.24
"""By how much less room there may be than is wanted."""
CAPTION_LEADING = 1.1
BELOW_CAPTION_PT = 1.2
PUSH_PT = 3.0
"""A line that begins so little above the end of the caption is pushed below it, where it is wider."""


class _Ending(Enum):
    """What stands beside the edition's code on the last line, the wanted one first; last, where else it stands."""

    CITY = auto()
    NOTICE = auto()
    NOTHING = auto()
    UNDER_CAPTION = auto()  # the line is not taken from the texts


BOLD = tuple(sizes for sizes in SIZES if sizes.weight is Weight.BOLD)
SIZES_AND_ENDINGS = (
    *((sizes, ending) for ending in _Ending for sizes in BOLD),
    *product(SIZES[len(BOLD) :], _Ending),
)
"""The best first: the site's name rather in Bold than the city's beside the code."""
LIGHT_AND_ENDINGS = tuple(product(LIGHT, _Ending))
RUN_IN_AND_ENDINGS = tuple(product(RUN_IN, _Ending))


class Back(NamedTuple):
    """The back, and the part of it that is black."""

    page: PlacedPage
    toner: float


class _Text(NamedTuple):
    """A paragraph; a link where it is the site."""

    spans: tuple[Span, ...]
    size_pt: float
    hand: Hand = Hand.OWN
    link: bool = False


class _Code(NamedTuple):
    """Where the code stands, and its caption under it. `beside_pt`: the width left beside its quiet zone; `below_pt`:
    where lines may be wider; `edition`: the place of the edition's code, as wide as that may be."""

    left_pt: float
    top_pt: float
    caption: tuple[PlacedLine, ...]
    beside_pt: float
    below_pt: float
    edition: Line


@dataclass(frozen=True, slots=True)
class CardBack:
    """The backs of one flyer's cards."""

    frame: Frame
    flyer: Flyer
    qr: Shape
    module_pt: float = MODULES_PT[0]
    _set: dict[tuple[object, ...], list[PlacedLine]] = field(default_factory=dict, init=False, repr=False)
    """Paragraphs where they were set: what changes from try to try is often the last of them only."""

    def lay_out(
        self,
        more: str,
        *,
        light: bool,
        english: bool,
        limit: float,
        run_in: bool = False,
        airs: Sequence[_Air] = AIRS,
    ) -> Back | DoesNotFit:
        """The fullest back below the limit of toner (a part of the card), else the lightest; a DoesNotFit where the
        texts have no room. `more`: that there are more organisations, empty for nothing; `light`: with the disclaimer
        no heavier than the rest; `english`: with the English half of the unreviewed line and of the archived one: the
        sheet's margin has it too; `airs`: how near lines may stand, the wanted one first."""
        over, lightest = float("inf"), None
        among = RUN_IN_AND_ENDINGS if run_in else LIGHT_AND_ENDINGS if light else SIZES_AND_ENDINGS
        largest = ARCHIVED_PT if self.flyer.archived_card else ARCHIVED_PT[-1:]
        for archived_pt, (sizes, ending) in product(largest, among):
            texts, last = self._texts(more, sizes, ending, archived_pt, english=english)
            under = ending is _Ending.UNDER_CAPTION
            code = self._code(sizes)
            for air in airs:
                page, missing = self._page(texts, None if under else last, air, code)
                over = min(over, missing)
                if page is None:
                    continue
                found = Back(page, toner_of(page, self.frame.typesetter))
                if lightest is None or found.toner < lightest.toner:
                    lightest = found
                break
            if lightest is not None and lightest.toner <= limit:
                break
        return lightest or DoesNotFit("the texts of the card's back do not fit", mm_from_pt(over))

    def _texts(
        self, more: str, sizes: _Sizes, ending: _Ending, archived_pt: float, *, english: bool
    ) -> tuple[list[_Text], list[tuple[Line, str]]]:
        """The paragraphs, in reading order, and what stands before the code on the last line, each with its language
        where it is not the reader's."""
        words, frame, notice = self.flyer.words, self.frame, self.flyer.unreviewed
        set_pt = partial(self._set_pt, sizes)
        small = TEXT_PT / frame.typography.scale
        texts = [
            _Text((Span(text, Weight.BOLD),), set_pt(text, archived_pt))
            for text in self.flyer.archived_card[: 2 if english else 1]
        ]
        texts.append(_Text((Span(self.flyer.website_printed, sizes.weight),), sizes.site_pt, Hand.LATIN, link=True))
        own = [text for text in (words.incomplete, more, notice.own if notice else "") if text]
        if sizes.run_in > len(own) - 1:
            own = [words.disclaimer, *own]
        else:
            disclaimer = Span(words.disclaimer, sizes.disclaimer)
            texts.append(_Text((disclaimer,), set_pt(words.disclaimer, sizes.disclaimer_pt)))
        foreign = [notice.english] if notice and english else []
        last: list[tuple[Line, str]] = []
        dot = (frame.line(f" {DOT}", small, Weight.SMALL), "")
        if ending is _Ending.CITY:
            last = [(frame.line(self.flyer.city_own, small, Weight.SMALL), ""), dot]
        elif ending is _Ending.NOTICE and foreign:
            last = [(frame.line(foreign.pop(), TEXT_PT, Weight.SMALL, Hand.LATIN), FOREIGN), dot]
        elif ending is _Ending.NOTICE and notice:
            text = own.pop()
            last = [(frame.line(text, set_pt(text, TEXT_PT), Weight.SMALL), ""), dot]
        apart = max(0, len(own) - 1 - sizes.run_in)
        own = [*own[:apart], f" {DOT}".join(own[apart:])]
        texts += [_Text((Span(text, Weight.SMALL),), set_pt(text, TEXT_PT)) for text in own]
        texts += [_Text((Span(text, Weight.SMALL),), TEXT_PT, Hand.LATIN) for text in foreign]
        return texts, last

    def _set_pt(self, sizes: _Sizes, text: str, size_pt: float) -> float:
        return size_pt if not sizes.whole and not has_latin(text) else size_pt / self.frame.typography.scale

    def _code(self, sizes: _Sizes) -> _Code:
        frame = self.frame
        size, quiet = self.qr.box.right * self.module_pt, QUIET_MODULES * self.module_pt
        left = frame.width_pt - quiet - size
        pt = self._set_pt(sizes, self.flyer.words.scan, TEXT_PT)
        y = quiet + size + quiet
        caption: list[PlacedLine] = []
        room = frame.end_pt - (left - quiet / 2)
        for line in frame.paragraph(self.flyer.words.scan, Weight.SMALL).lines(pt, room):
            before = caption[-1] if caption else None
            y = (
                before.y_pt + max(CAPTION_LEADING * pt, _apart(before.line, line, INK_GAP_PT))
                if before
                else y + line.ink.top
            )
            caption.append(frame.put(line, min(left + size / 2, frame.end_pt - line.width_pt / 2), y, Edge.CENTRE))
        below = caption[-1].y_pt + ink_drop_pt(caption[-1].line) + BELOW_CAPTION_PT
        (edition,) = put_code(frame, 0.0, 0.0, TEXT_PT).lines
        return _Code(left, quiet, tuple(caption), left - quiet - frame.start_pt, below, edition)

    # --- on the page --------------------------------------------------------------------------------------------

    def _page(
        self, texts: Sequence[_Text], last: Sequence[tuple[Line, str]] | None, air: _Air, code: _Code
    ) -> tuple[PlacedPage | None, float]:
        """The page, None where it has no room; and how much is missing to its foot. `last`: what stands before the
        edition's code on the last line; None where the code stands under the caption."""
        frame = self.frame
        within = code if last is not None else code._replace(below_pt=frame.height_pt)
        before: PlacedLine | None = None
        placed: list[list[PlacedLine]] = []
        for text in texts:
            placed.append(self._around(text, before, air, within))
            before = placed[-1][-1]
        lines = [*(line for line, _ in last or ()), code.edition]
        foot = frame.height_pt - frame.margin_pt - max(map(ink_drop_pt, lines))
        top = foot - max(line.ink.top for line in lines)
        bottom = before.y_pt + ink_drop_pt(before.line) if before else frame.margin_pt
        beside: list[PlacedLine] = []
        if last is None:
            missing = max(bottom - (frame.height_pt - frame.margin_pt), code.below_pt - top)
        else:
            x = frame.start_pt + (0.0 if last else CODE_INSET_PT)
            for line, _ in last:
                beside.append(frame.put(line, x, foot))
                x += line.width_pt
            # Level with the code and its caption the last line is narrow too.
            room = code.beside_pt if top < code.below_pt else frame.measure_pt
            missing = max(bottom + max(air.gap, air.ink) - top, x + code.edition.width_pt - frame.start_pt - room)
        measure = frame.measure_pt
        too_wide = max(0.0, *[mark.line.width_pt - measure for marks in placed for mark in marks])
        missing = max(missing, code.below_pt - BELOW_CAPTION_PT - (frame.height_pt - frame.margin_pt), too_wide)
        if missing > UNSEEN_PT:  # as most have
            return None, missing
        elements = [self._element(text, marks) for text, marks in zip(texts, placed, strict=True)]
        if last:
            elements.append(Element("P", tuple(beside), language=last[0][1]))
        if last is None:
            edition = put_code(frame, frame.end_pt - CODE_INSET_PT, foot, TEXT_PT, Edge.END)
        else:
            edition = put_code(frame, x, foot, TEXT_PT)
        elements.append(Element("P", (edition,), language=FOREIGN))
        mark = frame.put_shape(self.qr, code.left_pt, code.top_pt, self.module_pt)
        elements.append(Element("Figure", (mark,), alt=self.flyer.words.qr_code, box=mark.box))
        elements.append(Element("P", code.caption))
        return PlacedPage(frame.width_pt, frame.height_pt, tuple(elements)), missing

    def _around(self, text: _Text, before: PlacedLine | None, air: _Air, code: _Code) -> list[PlacedLine]:
        """A paragraph below the line before it, tightened as `air` says: narrow beside the code, wider below."""
        key = (text, before, air, code.beside_pt, code.below_pt)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = self._put(text, before, air, code)
        return found

    def _put(self, text: _Text, before: PlacedLine | None, air: _Air, code: _Code) -> list[PlacedLine]:
        frame, size = self.frame, text.size_pt
        within = air._replace(gap=0.0)
        pitch = size * frame.typography.label_leading * air.leading
        lines = frame.paragraph(text.spans, hand=text.hand).lines(size, code.beside_pt)
        marks: list[PlacedLine] = []
        at, below = 0, False
        while at < len(lines):
            y = _baseline(frame, lines[at], before, size, pitch, within if marks else air)
            if not below and y - max(CAP_HEIGHT_EM * size, lines[at].ink.top) >= code.below_pt - PUSH_PT:
                rest = "".join(line.text for line in lines[at:])
                wide = frame.paragraph([Span(rest, text.spans[0].weight)], hand=text.hand).lines(size, frame.measure_pt)
                lines, below = (*lines[:at], *wide), True
                y = _baseline(frame, lines[at], before, size, pitch, within if marks else air)
                y = max(y, code.below_pt + lines[at].ink.top)
            before = frame.put(lines[at], frame.start_pt, y)
            marks.append(before)
            at += 1
        return marks

    def _element(self, text: _Text, marks: Sequence[PlacedLine]) -> Element:
        language = FOREIGN if text.hand is Hand.LATIN else ""
        if not text.link:
            return Element("P", tuple(marks), language=language)
        height = rise_pt(marks[0].line, text.size_pt)
        right = max(mark.x_pt + mark.line.width_pt for mark in marks)
        box = Box(marks[0].x_pt, marks[0].y_pt - height, right, marks[-1].y_pt + DESCENT_EM * height)
        link = Link(self.flyer.website, self.flyer.words.open_website)
        return Element("P", (Element("Link", in_language(marks, language), box=box, link=link),))


def _baseline(frame: Frame, line: Line, before: PlacedLine | None, size: float, pitch: float, air: _Air) -> float:
    """Where a line stands below the one before it: the pitch, or as near as ink allows, and the gap."""
    if before is None:
        return frame.margin_pt + max(CAP_HEIGHT_EM * size, line.ink.top)
    return before.y_pt + max(pitch, _apart(before.line, line, air.ink)) + air.gap


def _apart(above: Line, line: Line, ink_pt: float) -> float:
    """How near two baselines may be."""
    return ink_drop_pt(above) + line.ink.top + ink_pt

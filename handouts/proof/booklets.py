"""Booklets: page by page the same as their flyers, behind a contents page that leads to them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pdfminer.pdftypes import PDFStream

from handouts.content.contents import BoundSheets, Contents, ContentsLeaf, ContentsRow
from handouts.content.sheet_texts import Role, Where
from handouts.paper import Box, Paper
from handouts.proof.alone import drawn_alone
from handouts.proof.cells import lines_outside, link_box
from handouts.proof.entries import begins_level
from handouts.proof.looks import look_of, sorted_characters
from handouts.proof.makeup import Makeup
from handouts.proof.numbers import TextFigures, stray_findings
from handouts.proof.page_objects import PlacedLink
from handouts.proof.reading import Page, UnreadableError, opened_as_needed
from handouts.proof.text_lines import TextLine
from handouts.proof.tools import Tools
from handouts.proof.verdict import INK_MARGIN_PT, SOFT_PT, page_findings
from handouts.proof.wording import ReadText, has_right_to_left
from handouts.sources.languages import is_right_to_left

FOOT_PT = 33.0
"""The height at the foot of a page in which nothing but its folio stands."""
OUTER_PT = 40.0
"""From an outer edge its number begins or ends nearer than this."""
_OWN_WORDS = 4
ASIDE_PT = 6.0
"""By how much a page number may stand beside the heading of its column."""
APART_PT = 3.0
"""Between headings of columns there is so much white before each, at least."""
DROP_EM = 0.3
"""How far letters reach below their line."""
_NEXT_EM = 0.6
"""How near the next run of a line begins at most."""
_LEVEL_PT = 1.0
_NEAR_PT = 0.01


def prove_booklet(pdf: bytes, volumes: Sequence[BoundSheets], paper: Paper, tools: Tools) -> tuple[str, ...]:
    """What is wrong with a booklet of one volume: its first pages must be the contents pages, and the others the
    flyers, in order. Where one takes both sides of its paper, an empty page may stand before it. At the foot of each,
    where the flyer has nothing, must stand its folio, and nothing else."""
    (volume,) = volumes
    contents = volume.contents
    front = len(contents.leaves)
    band = Box(0.0, paper.height_pt - FOOT_PT, paper.width_pt, paper.height_pt)
    try:
        with opened_as_needed(pdf, tools.second, front) as pages:
            counts = [len(tools.makeups(flyer)) for _, flyer in volume.sheets]
            *starts, end = contents.starts(counts)
            made = tools.bound_makeups(pages)
            if not len(pages) == len(made) == end:
                return (f"it has {len(pages)} pages, not {end}",)
            bound = {
                start + at: (name, flyer, at)
                for start, count, (name, flyer) in zip(starts, counts, volume.sheets, strict=True)
                for at in range(count)
            }
            over = {
                index: form
                for index, (_, flyer, at) in bound.items()
                if (form := _form_over(made[index], pages.size_pt(index), flyer, at, band, tools))
            }
            with drawn_alone(list(over.values())) as alone:
                folios = {index: page for index, page in zip(over, alone, strict=True) if _stays_in(page, band)}
                wrong = [
                    f"the page of {name} is not the same as its flyer"
                    for index, (name, flyer, at) in bound.items()
                    if index not in folios and not _is_same(pages[index], made[index], flyer, at, band, tools)
                ]
                wrong += [
                    f"page {index + 1} is not empty"
                    for index in range(front, end)
                    if index not in bound and not pages[index].is_empty()
                ]
                for index in contents.numbered(counts):
                    wrong += _folio_findings(folios.get(index) or pages[index], band, index, volume, paper)
            return (*_contents_findings(pages[:front], contents, volume.language, paper, tools), *wrong)
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)


def _form_over(
    made: Makeup, size_pt: tuple[float, float], flyer: bytes, at: int, band: Box, tools: Tools
) -> PDFStream | None:
    """What is drawn over a page that is made of the same as that page of a flyer, if it looks the same where it stands
    alone, and nobody has to look at the page: the flyer has nothing in the band, and leaves nothing behind. `size_pt`:
    of the page, as pdfium tells it."""
    sheet = tools.makeups(flyer)[at]
    if not (made.is_with_one_form_more(sheet) and sheet.leaves_as_found and made.links == sheet.links is not None):
        return None
    outside = tools.outsides(flyer, band)[at]
    if outside.links is None or not outside.is_blank or made.size is None:
        return None
    return made.over if math.dist(size_pt, made.size) < _NEAR_PT else None


def _stays_in(page: Page, band: Box) -> bool:
    """Whether all that is drawn on a page is inside a part of it."""
    extents = page.extents() or ()
    return bool(extents) and all(map(band.holds, extents))


def _is_same(page: Page, made: Makeup, flyer: bytes, at: int, band: Box, tools: Tools) -> bool:
    """Whether a page is that page of a flyer, but for the band, in which the flyer has no ink. It is the same where it
    is made of the same, and what is drawn over it stays in the band. Else it may have the same pixels, the same
    characters (their order in pdfium's text depends on the direction of the whole document) and the same links."""
    if made.is_with_one_form_more(tools.makeups(flyer)[at]) and page.ends_with_form_in(band):
        outside = tools.outsides(flyer, band)[at]
        if outside.links is not None and outside.links == page.unseen_links():
            return outside.is_blank
    look = tools.looks(flyer, band)[at]
    return look == look_of(page, band) and not look.ink_left_out


def _folio_findings(page: Page, band: Box, index: int, volume: BoundSheets, paper: Paper) -> Iterator[str]:
    """The number of the page at its outer edge, and beside it the booklet's code, where office printers print them."""
    wanted, (text, ink) = f"{index + 1}{volume.contents.foot}", page.part(band)
    if sorted_characters(text) != sorted_characters(wanted):
        yield f"the foot of page {index + 1} reads {text.strip()!r}, not {wanted!r}"
        return
    at_right = (index % 2 == 0) != is_right_to_left(volume.language)
    reached = ink is not None and (ink.right > paper.width_pt - OUTER_PT if at_right else ink.left < OUTER_PT)
    if ink is None or not reached:
        yield f"the number of page {index + 1} can't be seen at its outer edge"
    elif ink.bottom > paper.height_pt - INK_MARGIN_PT + SOFT_PT:
        yield f"the number of page {index + 1} stands too near to the edge"


def _contents_findings(
    pages: Sequence[Page], contents: Contents, language: str, paper: Paper, tools: Tools
) -> Iterator[str]:
    right_to_left = is_right_to_left(language)
    listed = [each for each in contents.texts() if each.role.printed]
    texts = tuple(dict.fromkeys(each.text for each in listed if each.role is not Role.PAGE_NUMBER))
    reads: list[ReadText] = []
    for number, (page, leaf) in enumerate(zip(pages, contents.leaves, strict=True)):
        for finding in page_findings(page, paper):
            yield f"contents page: {finding}"
        codes = [code.text for code in page.qr_codes]
        if codes != [contents.website][number:]:
            yield f"contents page: the QR codes read {codes}, not {contents.website}"
        numbers = [str(target[1]) for row in contents.rows for target in row.pages if target]
        boxes = [link_box(link) for link in page.links if link.page is not None]
        lines = lines_outside(page.second.lines, boxes)
        text = page.text_without(index for box in boxes for index in page.indexes_within(box, numbers))
        reads.append(ReadText(text, lines, tools.letters, right_to_left=right_to_left))
        known = (*texts, contents.foot, str(number + 1)) if number else texts
        if surplus := reads[-1].surplus(known):
            yield f"contents page: stands there, but in no text of it: {' '.join(surplus[:6])}"
        for finding in stray_findings(page, text, lines, TextFigures(known)):
            yield f"contents page: {finding}"
        yield from _link_findings(page, contents, leaf, [contents.website][number:], right_to_left, tools)
    read = ReadText.of_all(reads) if len(reads) > 1 else reads[0]
    for each in listed:
        if each.role.where & Where.SHEET and (missing := read.missing_from(each.text)):
            yield f"contents page: a text is not there as it should be; not found: {' '.join(missing[:6])}"
    if missing := read.missing_from(contents.edition):
        yield f"contents page: the edition does not stand on it; not found: {' '.join(missing)}"
    for leaf, each_read in zip(contents.leaves, reads, strict=True):
        if len({_is_printed(row.below, each_read) for row in leaf.rows if row.below}) > 1:
            yield "contents page: what stands below the entries is not complete"


def _is_printed(text: str, read: ReadText) -> bool:
    """Whether a text stands there. A word or two may stand in another text: they must begin a line."""
    return not read.missing_from(text) and (len(text.split()) >= _OWN_WORDS or bool(read.lines_of(text)))


def _link_findings(
    page: Page, contents: Contents, leaf: ContentsLeaf, wanted_sites: list[str], right_to_left: bool, tools: Tools
) -> Iterator[str]:
    """Each entry's links lead to its pages, lie over their numbers, and stand level with its name."""
    websites = [link.href for link in page.links if link.page is None]
    if websites != wanted_sites:
        yield f"contents page: the links lead to {websites}, not to {contents.website}"
    inner = {link.page: link for link in page.links if link.page is not None}
    shown = range(*leaf.columns) if contents.columns else range(1)
    entries = [(row, column, row.pages[column]) for row in leaf.rows for column in shown]
    wanted = Counter(target[0] for _, _, target in entries if target)
    found = Counter(link.page for link in page.links if link.page is not None)
    if wanted != found:
        yield f"contents page: the links lead to pages {sorted(found)}, not {sorted(wanted)} (counted from 0)"
        return
    if contents.columns:
        below = {column: inner[target[0]] for _, column, target in entries if target}
        yield from _heads_apart(page, below, min(link.top_pt for link in inner.values()), contents)
    for row, column, target in entries:
        if target is None:
            continue
        index, printed, _ = target
        link = inner[index]
        if printed != index + 1:
            yield f"contents page: {row.own} names page {printed}, its link leads to page {index + 1}"
        if _number_in(page, link, str(printed)) != str(printed):
            yield f"contents page: the link to page {index + 1} does not lie over its number"
        if not _is_level(page, link, row, right_to_left, tools):
            yield f"contents page: the number of page {index + 1} does not stand beside {row.own}"
        if contents.columns and not _is_below(page, link, contents.columns[column], tools):
            yield f"contents page: the number of page {index + 1} does not stand below {contents.columns[column]}"


def _number_in(page: Page, link: PlacedLink, likely: str) -> str:
    """What begins in the box of a link. Where rows are close, it reaches into its neighbours', but not to their
    baselines."""
    box = link_box(link)
    return "".join(page.text[index] for index in page.indexes_within(box, (likely,)))


def _is_level(page: Page, link: PlacedLink, row: ContentsRow, right_to_left: bool, tools: Tools) -> bool:
    lines = [line for line in page.second.lines if link.top_pt < line.y_pt < link.bottom_pt]
    text = page.text_within(0.0, link.top_pt, page.width_pt, link.bottom_pt)
    # An entry in another script has the direction of that script.
    backwards = right_to_left or is_right_to_left(row.language)
    if not ReadText(text, lines, tools.letters, right_to_left=backwards).missing_from(row.own):
        return True
    below = [each.top_pt for each in page.links if each.page is not None and each.top_pt > link.top_pt]
    entry = [line for line in page.second.lines if link.top_pt < line.y_pt < min(below, default=page.height_pt)]
    number = str(link.page + 1) if link.page is not None else ""
    return begins_level(lines, entry, number, row.own, tools.letters, right_to_left=backwards)


def _is_below(page: Page, link: PlacedLink, heading: str, tools: Tools) -> bool:
    """Whether the lines of a heading begin above the link, one below the other."""
    above = [line for line in page.second.lines if line.y_pt < link.top_pt]
    lines = [line for line in above if abs(line.x_pt - link.left_pt) < ASIDE_PT]
    if has_right_to_left(heading):
        lines = [part for line in lines for part in _runs_behind(line, above)]
        return not ReadText("", lines, tools.letters, right_to_left=False).missing_from(heading)
    return tools.letters.of(heading) in tools.letters.of("".join(line.text for line in lines))


def _heads_apart(page: Page, links: Mapping[int, PlacedLink], top: float, contents: Contents) -> Iterator[str]:
    """That the white between the headings of columns is white. `links`: one below each; `top`: where the first row of
    them begins. Headings stand below that of the page, which begins where names do."""
    left = min(link.left_pt for link in links.values())
    above = [line for line in page.second.lines if line.y_pt < top]
    edge = min((line.x_pt for line in above), default=0.0) + ASIDE_PT
    begin = max((line.y_pt + DROP_EM * line.size_pt for line in above if line.x_pt < edge), default=0.0)
    end = max((line.y_pt for line in above if line.y_pt > begin), default=begin)
    for column, link in links.items():
        if link.left_pt > left and page.ink_between(link.left_pt - APART_PT, begin, link.left_pt, end):
            yield f"contents page: another heading reaches into {contents.columns[column]}"


def _runs_behind(line: TextLine, others: Sequence[TextLine]) -> list[TextLine]:
    """A line with the runs that follow it on paper: those of right-to-left text are shown in reading order."""
    found = [line]
    for other in sorted(others, key=lambda each: each.x_pt):
        follows = other.x_pt - line.x_pt > 0 and abs(other.x_pt - found[-1].end_pt) < _NEXT_EM * line.size_pt
        if follows and abs(other.y_pt - line.y_pt) < _LEVEL_PT:
            found.append(other)
    return found

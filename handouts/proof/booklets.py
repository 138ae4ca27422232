"""Booklets: page by page the same as their flyers, behind a contents page that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handouts.content.booklet import Contents, ContentsRow, starts_of
from handouts.content.sheet_texts import Role, Where
from handouts.paper import Paper
from handouts.proof.cells import lines_outside, link_box
from handouts.proof.numbers import TextFigures, stray_findings
from handouts.proof.reading import Page, PlacedLink, UnreadableError, opened
from handouts.proof.tools import Tools
from handouts.proof.verdict import page_findings
from handouts.proof.wording import ReadText, has_right_to_left
from handouts.sources.languages import is_right_to_left

_OWN_WORDS = 4
ASIDE_PT = 6.0
"""By how much a page number may stand beside the heading of its column."""


def prove_booklet(
    pdf: bytes,
    flyers: Sequence[tuple[str, bytes]],
    contents: Contents,
    language: str,
    paper: Paper,
    tools: Tools,
) -> tuple[str, ...]:
    """What is wrong with a booklet: its first page must be the contents page that `contents` says, in `language`, and
    the others the flyers, in order: the same pixels, the same characters (their order in pdfium's text depends on the
    direction of the whole document) and the same links. Where one takes both sides of its paper, an empty page may
    stand before it.

    `flyers`: (name, the finished PDF).
    """
    try:
        with opened(pdf, tools.second, only=1) as pages:
            looks = [tools.looks(flyer) for _, flyer in flyers]
            *starts, end = starts_of([len(each) for each in looks])
            if len(pages) != end:
                return (f"it has {len(pages)} pages, not {end}",)
            bound = {
                start + at: look for start, each in zip(starts, looks, strict=True) for at, look in enumerate(each)
            }
            names = [name for (name, _), each in zip(flyers, looks, strict=True) for _ in each]
            wrong = [
                f"the page of {name} is not the same as its flyer"
                for name, (index, look) in zip(names, bound.items(), strict=True)
                if look != pages[index].look()
            ]
            wrong += [
                f"page {index + 1} is not empty"
                for index in range(1, end)
                if index not in bound and not pages[index].is_empty()
            ]
            return (*_contents_findings(pages, contents, language, paper, tools), *wrong)
    except UnreadableError as error:
        return (f"the file can't be read as PDF ({error})",)


def _contents_findings(
    pages: Sequence[Page], contents: Contents, language: str, paper: Paper, tools: Tools
) -> Iterator[str]:
    page = pages[0]
    for finding in page_findings(page, paper):
        yield f"contents page: {finding}"
    codes = [code.text for code in page.qr_codes]
    if codes != [contents.website]:
        yield f"contents page: the QR codes read {codes}, not {contents.website}"
    right_to_left = is_right_to_left(language)
    numbers = [str(target[1]) for row in contents.rows for target in row.pages if target]
    boxes = [link_box(link) for link in page.links if link.page is not None]
    lines = lines_outside(page.second.lines, boxes)
    text = page.text_without(index for box in boxes for index in page.indexes_within(box, numbers))
    read = ReadText(text, lines, tools.letters, right_to_left=right_to_left)
    listed = [each for each in contents.texts() if each.role.printed]
    for each in listed:
        if each.role.where & Where.SHEET and (missing := read.missing_from(each.text)):
            yield f"contents page: a text is not there as it should be; not found: {' '.join(missing[:6])}"
    if missing := read.missing_from(contents.edition):
        yield f"contents page: the edition does not stand on it; not found: {' '.join(missing)}"
    if len({_is_printed(each.text, read) for each in listed if each.role is Role.BELOW_ENTRY}) > 1:
        yield "contents page: what stands below the entries is not complete"
    texts = tuple(dict.fromkeys(each.text for each in listed if each.role is not Role.PAGE_NUMBER))
    if surplus := read.surplus(texts):
        yield f"contents page: stands there, but in no text of it: {' '.join(surplus[:6])}"
    for finding in stray_findings(page, text, lines, TextFigures(texts)):
        yield f"contents page: {finding}"
    yield from _link_findings(pages, contents, right_to_left, tools)


def _is_printed(text: str, read: ReadText) -> bool:
    """Whether a text stands there. A word or two may stand in another text: they must begin a line."""
    return not read.missing_from(text) and (len(text.split()) >= _OWN_WORDS or bool(read.lines_of(text)))


def _link_findings(pages: Sequence[Page], contents: Contents, right_to_left: bool, tools: Tools) -> Iterator[str]:
    """Each entry's links lead to its pages, lie over their numbers, and stand level with its name."""
    page = pages[0]
    websites = [link.href for link in page.links if link.page is None]
    if websites != [contents.website]:
        yield f"contents page: the links lead to {websites}, not to {contents.website}"
    inner = {link.page: link for link in page.links if link.page is not None}
    wanted = Counter(target[0] for row in contents.rows for target in row.pages if target)
    found = Counter(link.page for link in page.links if link.page is not None)
    if wanted != found:
        yield f"contents page: the links lead to pages {sorted(found)}, not {sorted(wanted)} (counted from 0)"
        return
    for row in contents.rows:
        for column, target in enumerate(row.pages):
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
    read = ReadText(text, lines, tools.letters, right_to_left=backwards)
    return not read.missing_from(row.own)


def _is_below(page: Page, link: PlacedLink, heading: str, tools: Tools) -> bool:
    """Whether the lines of a heading begin above the link, one below the other."""
    lines = [line for line in page.second.lines if line.y_pt < link.top_pt and abs(line.x_pt - link.left_pt) < ASIDE_PT]
    if has_right_to_left(heading):
        return not ReadText("", lines, tools.letters, right_to_left=False).missing_from(heading)
    return tools.letters.of(heading) in tools.letters.of("".join(line.text for line in lines))

"""Measure a finished sheet: every row of the table, each a function that yields what is less than it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import zxingcpp
from PIL import Image, ImageChops, ImageOps

from tests.measures.ink import ROUNDED, clearances, drawn, reach_of
from tests.measures.numbers import beside, border, numbers, sides
from tests.measures.reading import Box, Line, Page, Run, Shape, darkest, is_inked, same, what_stays
from tests.measures.sheet import Fault, Sheet, shown
from tests.measures.table import (
    BOTH_SIDES,
    CARD,
    CARD_COLUMNS,
    CARD_CUT,
    CARD_ROWS,
    CROWDED,
    EDGE,
    LARGE_PT,
    LATIN_IN_OTHERS,
    MEDIUM_BELOW,
    QUIET_MODULES,
    RULE,
    SOLID_CM2,
    body_floor,
    least_leading,
    page_size,
    toner_limit,
)
from tests.measures.unfolded import is_beside_a_mark

NEAR = 0.03
"""Sizes and lengths in a file are rounded to a thousandth of a point, and pdfium's to single precision."""
DPI = 300
THICK, STROKE_EM = 8, 0.16
"""Pixels at 75 dpi: 7 pt, more than the strokes of letters and digits where they meet; of the largest, a part of their
size."""
HAIR = 0.3
"""Of a point: what a tail may hang into the margin, and nobody sees it."""
_CM_PER_PIXEL = 2.54 / 75
_EDITION = re.compile("[2-9A-HJKMNP-TV-Z]{7}")
_QR = zxingcpp.barcode_formats_from_str("QRCode")


def faults(sheet: Sheet) -> list[Fault]:
    """Everything that is wrong with a sheet, in the order of the table."""
    found = list(pages(sheet))
    if found and found[0].measure == "pages":
        return found  # nothing else can be told
    return [*found, *(fault for check in CHECKS for fault in check(sheet))]


# --- the file -----------------------------------------------------------------------------------------------------


def pages(sheet: Sheet) -> Iterator[Fault]:
    """How many, how large, and nothing on them but text and paths, all inside and without a clipping path."""
    printed = sheet.printed.pages
    if len(printed) not in (sheet.measures.pages, sheet.measures.pages + sheet.measures.back):
        yield Fault("pages", 0, f"{len(printed)} pages, not {sheet.measures.pages}")
    width, height = page_size(sheet.format, sheet.paper)
    for index, page in enumerate(printed):
        if abs(page.width_pt - width) > 0.01 or abs(page.height_pt - height) > 0.01:
            yield Fault("pages", index, f"{page.width_pt:g} x {page.height_pt:g} pt, not {width:g} x {height:g}")
    for index, page in enumerate(sheet.pages):
        if page.clipped:
            yield Fault("clipped", index, "something is clipped")
        if page.other_kinds:
            yield Fault("ink", index, "there is something else than text and paths")
        for line in page.lines:
            if not page.box.wider(NEAR).holds(line.box):
                yield Fault("clipped", index, f"{shown(line)} reaches over the edge of the paper")


def printing(sheet: Sheet) -> Iterator[Fault]:
    """At 100 %, whole, on the sides of the paper that the format is for; cards are cut out of their sheet."""
    preferences = sheet.printed.preferences
    if preferences.get("/PrintScaling") != "/None":
        yield Fault("printing", 0, "a print dialog may scale it")
    duplex = BOTH_SIDES if len(sheet.printed.pages) > sheet.measures.pages else sheet.measures.duplex
    if preferences.get("/Duplex") != duplex:
        yield Fault("printing", 0, f"printed {preferences.get('/Duplex')}, not {duplex}")
    for index, boxes in enumerate(sheet.printed.boxes):
        if boxes.crop != boxes.media:
            yield Fault("printing", index, "a part of the sheet is not shown")
        width, height = boxes.media[2:]
        across, down = (CARD[0] * CARD_COLUMNS, CARD[1] * CARD_ROWS) if sheet.format == "card" else (width, height)
        left, bottom = (width - across) / 2, (height - down) / 2
        wanted = (left, bottom, left + across, bottom + down)
        off = [abs(found - edge) for found, edge in zip(boxes.trim, wanted, strict=False)]
        if len(off) != len(wanted) or max(off) > 0.01:
            yield Fault("printing", index, f"cut to {boxes.trim}, not {wanted}")


# --- sizes --------------------------------------------------------------------------------------------------------


def body(sheet: Sheet) -> Iterator[Fault]:
    """Every answer is there, at the language's floor or larger."""
    floor = sheet.measures.body or body_floor(sheet.language)
    least = floor if sheet.measures.folded else MEDIUM_BELOW
    latin = max(floor * LATIN_IN_OTHERS, least) if sheet.right_to_left else floor
    for text, found in sheet.answers:
        if found is None:
            yield Fault("body", 0, f"“{text[:40]}” is not found")
            continue
        for line in found[1]:
            yield from (Fault("body", found[0], what) for what in _smaller(line, floor, latin))


def leading(sheet: Sheet) -> Iterator[Fault]:
    """The pitch of the answers' lines."""
    least = least_leading(sheet.language)
    for _, found in sheet.answers:
        if found is None:
            continue
        for above, below in pairwise(found[1]):
            pitch = below.baseline_pt - above.baseline_pt
            if 0.5 < pitch < max(above.size_pt, below.size_pt) * least - NEAR:  # below 0: the next column
                yield Fault("leading", found[0], f"{shown(below)} is {pitch:.2f} pt below the line before it")


def small_print(sheet: Sheet) -> Iterator[Fault]:
    """The disclaimer, that the list is incomplete and that nobody has reviewed the translation."""
    texts = [sheet.texts.disclaimer, sheet.texts.incomplete]
    if sheet.texts.unreviewed:
        both = " ".join(sheet.texts.unreviewed)
        # On a card the English half may give way.
        alone = sheet.format == "card" and sheet.paragraph(both) is None
        texts.append(sheet.texts.unreviewed[0] if alone else both)
    floor = sheet.measures.small_print
    for text in filter(None, "\n".join(texts).split("\n")):  # of several languages each by itself
        found = sheet.paragraph(text)
        if found is None:
            yield Fault("small print", 0, f"“{text[:40]}” is not found")
            continue
        for line in found[1]:
            yield from (Fault("small print", found[0], what) for what in _smaller(line, floor, floor))


def staff(sheet: Sheet) -> Iterator[Fault]:
    """The line for staff, on every page; the edition's code as heavy as a number, but in the margin of cards."""
    without = set(range(len(sheet.pages))) - {index for index, _ in sheet.staff}
    for index in sorted(without if not sheet.measures.folded or not sheet.staff else ()):
        yield Fault("staff", index, "there is no line for staff")
    floor = sheet.measures.staff
    for index, paragraph in sheet.staff:
        for line in paragraph:
            yield from (Fault("staff", index, what) for what in _smaller(line, floor, floor))
        if sheet.format != "card":
            codes = [line for line in paragraph if _EDITION.fullmatch(line.text.strip())]
            if not codes:
                yield Fault("staff", index, "the code of the edition does not stand by itself")
            for line in codes:
                yield from (
                    Fault("staff", index, _too_light(line.text.strip(), run))
                    for run in line.runs
                    if _light(run, sheet.measures.bold)
                )


def places(sheet: Sheet) -> Iterator[Fault]:
    """The numbers of an address outlast copying like those to dial; cards have no address."""
    if sheet.format == "card":
        return
    lines = [(index, line) for index in range(len(sheet.pages)) for line in sheet.lines(index)]
    for number in sorted({number for address in sheet.texts.places for number in re.findall(r"\d+", address)}):
        runs = [(index, run) for index, line in lines for run in _runs_of(line, number)]
        if not runs:
            yield Fault("places", 0, f"“{number}” of an address is not on the sheet")
        yield from {
            Fault("places", index, _too_light(number, run)) for index, run in runs if _light(run, sheet.measures.bold)
        }


def _runs_of(line: Line, number: str) -> Iterator[Run]:
    """The runs in which a number stands that is a word of the line's text, whichever way the line is read."""
    characters = sorted(line.characters, key=lambda each: each.x_pt)
    for found in re.finditer(rf"(?<!\d){number}(?!\d)", "".join(each.text for each in characters)):
        for character in characters[found.start() : found.end()]:
            middle = (character.box.left + character.box.right) / 2
            yield from (run for run in line.runs if run.box.left < middle < run.box.right)


def _too_light(text: str, run: Run) -> str:
    return f"“{text}” is set in {run.font} {run.size_pt:g} pt, too light to outlast copying"


def _light(run: Run, bold_pt: float) -> bool:
    """Whether a copy may lose its digits."""
    return run.size_pt < LARGE_PT - NEAR and (run.size_pt < bold_pt - NEAR or not run.font.endswith("-Bold"))


def small_text(sheet: Sheet) -> Iterator[Fault]:
    """Nothing is smaller than the line for staff, and what is below 11 pt is heavy enough for a copy."""
    floor = sheet.measures.staff
    for index in range(len(sheet.pages)):
        for line in sheet.lines(index):
            yield from (Fault("small text", index, what) for what in _smaller(line, floor, floor))
            for run in line.runs:
                if run.font.endswith("-Regular") and run.size_pt < MEDIUM_BELOW - NEAR:
                    yield Fault("small text", index, f"{shown(line)} is set in {run.font} {run.size_pt:g} pt")


def _smaller(line: Line, floor: float, latin_floor: float) -> Iterator[str]:
    for run in line.runs:
        if run.size_pt < (latin_floor if run.font.startswith("NotoSans-") else floor) - NEAR:
            yield f"{shown(line)} is set in {run.font} {run.size_pt:g} pt"


# --- the code -----------------------------------------------------------------------------------------------------


def qr(sheet: Sheet) -> Iterator[Fault]:
    """The format's level, modules large enough, and a white zone of four modules around."""
    count = 0
    for index, page in enumerate(sheet.pages):
        picture = ImageOps.invert(page.ink)
        for code in zxingcpp.read_barcodes(picture, formats=_QR):
            count += 1
            if code.ec_level != sheet.measures.level:
                yield Fault("qr", index, f"level {code.ec_level}, not {sheet.measures.level}")
            corners = (code.position.top_left, code.position.bottom_right)
            x, y = (sum(each) / 2 * 72 / 150 for each in zip(*((point.x, point.y) for point in corners), strict=True))
            shape = next((each for each in code_shapes(page) if each.box.holds(Box(x, y, x, y))), None)
            if shape is None:
                yield Fault("qr", index, "a code that is no path")
            elif sheet.format != "card" or next(sheet.cards(index)).holds(shape.box):  # the others are its copies
                yield from (Fault("qr", index, what) for what in _code(sheet, page, shape))
    if count != sheet.measures.codes:
        yield Fault("qr", 0, f"{count} codes are decoded, not {sheet.measures.codes}")


def code_shapes(page: Page) -> list[Shape]:
    """Large, square, filled, and not filled all over."""
    return [
        each
        for each in page.shapes
        if not each.stroke_pt
        and each.box.width > 40
        and abs(each.box.width - each.box.height) < 0.5
        and not _is_full(page.picture(72, each.box, [each.handle]))
    ]


def _is_full(picture: Image.Image) -> bool:
    histogram = picture.histogram()
    return sum(histogram[128:]) > 0.9 * sum(histogram)


def _code(sheet: Sheet, page: Page, shape: Shape) -> Iterator[str]:
    picture = page.picture(DPI, shape.box, [shape.handle])
    row = picture.crop((0, 2, picture.width, 3)).tobytes()
    finder = next(i for i, level in enumerate(row) if level < 128 and i > 4)  # seven modules are black
    modules = 17 + 4 * round((picture.width / (finder / 7) - 17) / 4)
    module = shape.box.width / modules
    if module < sheet.measures.module_mm * 72 / 25.4 - 0.002:
        yield f"a module of {module * 25.4 / 72:.3f} mm"
    zone = shape.box.wider(QUIET_MODULES * module - ROUNDED)
    if not page.box.holds(zone):
        yield "the quiet zone reaches over the edge of the paper"
    alone = page.picture(DPI, zone, [shape.handle])
    if is_inked(ImageChops.difference(page.picture(DPI, zone), alone)):
        yield "the quiet zone is not white"


# --- ink ----------------------------------------------------------------------------------------------------------


def edges(sheet: Sheet) -> Iterator[Fault]:
    """Ink, and the ink of text, keeps off the edge of the paper; on a card text keeps off the cut."""
    for index, page in enumerate(sheet.printed.pages):
        for strip in _strips(page.box, EDGE - HAIR):
            if is_inked(page.picture(DPI, strip)):
                yield Fault("edge", index, f"ink comes nearer than {EDGE:g} pt to the edge of the paper")
        lines = [line for line in page.lines if not is_beside_a_mark(line)]
        near = _near_edge(page, page.box, lines, sheet.measures.text_edge)
        yield from (Fault("edge", index, f"{what} of the paper") for what in near)
        if sheet.format == "card":
            first = next(sheet.cards(index))
            lines = [line for line in sheet.lines(index) if first.meets(line.box)]
            near = _near_edge(page, first, lines, CARD_CUT)
            yield from (Fault("edge", index, f"{what} of the card") for what in near)


def _near_edge(page: Page, area: Box, lines: Sequence[Line], least: float) -> Iterator[str]:
    """Lines whose ink is nearer to an edge of the area than that."""
    for line in lines:
        reach = reach_of(line)

        def within(distance: float, line: Line = line, reach: Box = reach) -> bool:
            strips = (each for each in _strips(area, distance) if each.meets(reach))
            return any(is_inked(drawn(page, each.common(reach), [line])) for each in strips)

        if within(least - HAIR):
            apart = next((a for a in (step / 4 for step in range(int(least * 4))) if within(a)), least)
            yield f"{shown(line)} is only about {apart:g} pt from the edge"


def _strips(area: Box, width: float) -> tuple[Box, ...]:
    """Along the four edges of an area."""
    return (
        area._replace(right=area.left + width),
        area._replace(left=area.right - width),
        area._replace(bottom=area.top + width),
        area._replace(top=area.bottom - width),
    )


def cards(sheet: Sheet) -> Iterator[Fault]:
    """All ten are alike, pixel by pixel."""
    for index, page in enumerate(sheet.pages if sheet.format == "card" else ()):
        # Two pixels to a point: the cards lie on whole ones.
        first, *others = [page.picture(144, card.wider(-1)) for card in sheet.cards(index)]
        if not all(same(first, other) for other in others):
            yield Fault("cards", index, "the ten cards are not alike")


def ink(sheet: Sheet) -> Iterator[Fault]:
    """Black and greys, text pure black, nothing on tint."""
    for index, page in enumerate(sheet.pages):
        red, green, blue = page.colours().split()
        coloured = max(darkest(ImageChops.difference(red, other)) for other in (green, blue)) > 0
        if coloured or not all(shape.grey for shape in page.shapes):
            yield Fault("ink", index, "there is colour")
        for line in page.lines:
            if not all(run.black for run in line.runs):
                yield Fault("ink", index, f"{shown(line)} is not pure black")
        for shape in page.shapes:
            if not shape.black and any(shape.box.meets(line.box) for line in page.lines):
                yield Fault("ink", index, "text rests on tint")


def rules(sheet: Sheet) -> Iterator[Fault]:
    """No rule is thinner than survives a copy."""
    for index, page in enumerate(sheet.pages):
        for shape in page.shapes:
            thin = shape.stroke_pt or min(shape.box.width, shape.box.height)
            if thin < RULE - 0.005:
                yield Fault("rules", index, f"a rule of {thin:.2f} pt")


def toner(sheet: Sheet) -> Iterator[Fault]:
    """How much of a page is black."""
    for index, page in enumerate(sheet.printed.pages):
        crowded = sheet.crowded and sheet.format != "card"
        limit = CROWDED if crowded else toner_limit(sheet.format, index)
        if (share := toner_of(page)) >= limit:
            yield Fault("toner", index, f"{share:.2%} of the page is black")


def toner_of(page: Page) -> float:
    """The part of a page that is black."""
    histogram = page.ink.histogram()
    return sum(level * count for level, count in enumerate(histogram)) / 255 / sum(histogram)


def solid(sheet: Sheet) -> Iterator[Fault]:
    """No large black area besides the codes."""
    for index, page in enumerate(sheet.pages):
        picture = page.ink.copy()
        for shape in code_shapes(page):
            left, top, right, bottom = (round(each * 150 / 72) for each in shape.box.wider(1))
            picture.paste(0, (left, top, right, bottom))
        largest = max((line.size_pt for line in page.lines), default=0.0)
        thick = max(THICK, 1 + int(STROKE_EM * largest * 75 / 72))
        area = what_stays(picture.reduce(2), thick).histogram()[255] * _CM_PER_PIXEL**2
        if area > SOLID_CM2:
            yield Fault("solid", index, f"{area:.1f} cm² of solid black")


CHECKS: tuple[Callable[[Sheet], Iterator[Fault]], ...] = (
    printing,
    body,
    leading,
    numbers,
    beside,
    sides,
    border,
    small_print,
    staff,
    places,
    small_text,
    qr,
    edges,
    cards,
    ink,
    rules,
    toner,
    solid,
    clearances,
)

"""Print files: any PDF, imposed; with slug and marks, and for printers of one side with a sheet that says how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.bind.imposed import PrintFile
from handouts.bind.source import Source, read_source
from handouts.bind.staff import StaffSetting, draw_for_staff, layer_of
from handouts.errors import InputError, Notice, Problem
from handouts.layout.page.press import SPARE_PT, Imposition, impose_on, matrix_on
from handouts.layout.sheets.by_hand import HandFiles, lay_out_by_hand
from handouts.layout.sheets.slug import how_to_print, lay_out_slugs
from handouts.paper import Paper, Sides
from handouts.schemes import PANELS, STEP_REPEAT, USUAL_SIGNATURE, ZINE, Flip, Scheme

READ_FIRST, FRONTS, BACKS, BACKS_TURNED_ROUND = (
    "0-read-first",
    "1-fronts",
    "2-backs",
    "2-backs-last-sheet-first",
)
"""What the names of files end in that are printed one side after the other."""
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is asked for. `files`: one, or two for a booklet that is read from both covers; each with its name in
    messages. `name`: of the job, for slug and title. `papers`: on which it may be printed, to say which would do.
    `right_to_left`: the spine is at the right; None: where the first file says that it is read so."""

    files: tuple[tuple[str, bytes], ...]
    name: str
    scheme: Scheme
    paper: Paper
    papers: tuple[Paper, ...] = ()
    right_to_left: bool | None = None
    flip: Flip | None = None
    creep_pt: float = 0.0
    signature: int = USUAL_SIGNATURE
    last: int = 0
    marks: bool = False
    one_sided: bool = False


@dataclass(frozen=True, slots=True)
class PrintFiles:
    """Finished files, by what their names end in ("" where there is one), and what is to be said of them."""

    files: Mapping[str, bytes]
    imposition: Imposition
    right_to_left: bool
    notices: tuple[Notice, ...]


def make_print_files(job: PrintJob, staff: StaffSetting) -> PrintFiles:
    """Read, reckon, draw slug and marks, impose. Raises InputError for files that can't be imposed so."""
    sources = tuple(read_source(name, pdf) for name, pdf in job.files)
    count = len(sources[0].pages)
    if job.last > count:
        what = f"the file has {count} pages, and {job.last} are to stay last"
        raise InputError([Problem(sources[0].name, 0, 0, what, f"ask for {count} at most")])
    right_to_left = sources[0].right_to_left if job.right_to_left is None else job.right_to_left
    width, height = _page_size(sources)
    matrix = matrix_on(job.scheme, job.paper, width, height)
    if matrix is None:
        raise _too_large(job, sources[0].name, width, height)
    imposition = impose_on(
        matrix,
        job.scheme,
        [len(source.pages) for source in sources],
        right_to_left=right_to_left,
        flip=job.flip,
        creep_pt=job.creep_pt,
        signature=job.signature,
        last=job.last,
    )
    layer = _layer(job, imposition, staff)
    sides = list(imposition.sides())

    def printed(wanted: Sequence[int], printing: Sides, note: str = "") -> bytes:
        title = f"{sources[0].title or job.name}: {job.scheme.title}{note}"
        return PrintFile(sources, imposition, layer).finished(wanted, title, printing)

    files: dict[str, bytes] = {}
    if job.one_sided and imposition.two_sided:
        fronts = [index for index, side in enumerate(sides) if not side.is_back]
        backs = [index for index, side in enumerate(sides) if side.is_back]
        files[READ_FIRST] = _by_hand(imposition, job.paper, staff)
        files[FRONTS] = printed(fronts, Sides.ONE, ", fronts")
        files[BACKS] = printed(backs, Sides.ONE, ", backs")
        if len(backs) > 1:
            files[BACKS_TURNED_ROUND] = printed(backs[::-1], Sides.ONE, ", backs, last sheet first")
    else:
        files[""] = printed(range(len(sides)), imposition.printing)
    return PrintFiles(files, imposition, right_to_left, tuple(_notices(job, sources, imposition)))


def _page_size(sources: Sequence[Source]) -> tuple[float, float]:
    """The size of all pages, the largest of those that nobody tells apart. Raises InputError where they differ."""
    first = sources[0].boxes[0].shown_pt
    problems = []
    width, height = first
    for source in sources:
        for number, box in enumerate(source.boxes, 1):
            shown = box.shown_pt
            if max(abs(shown[0] - first[0]), abs(shown[1] - first[1])) > 2 * SPARE_PT:
                what = f"page {number} is {_size(*shown)}, page 1 of {sources[0].name} {_size(*first)}"
                problems.append(Problem(source.name, 0, 0, what, "give pages of one size"))
                break
            width, height = max(width, shown[0]), max(height, shown[1])
    if problems:
        raise InputError(problems)
    return width, height


def _size(width_pt: float, height_pt: float) -> str:
    return f"{width_pt:.4g} x {height_pt:.4g} pt"


def _too_large(job: PrintJob, name: str, width: float, height: float) -> InputError:
    paper = job.paper
    what = (
        f"pages of {_size(width, height)} are too large for {job.scheme.title} on {paper.printed} "
        f"({_size(paper.width_pt, paper.height_pt)}); nothing is scaled"
    )
    would_do = [each.name for each in job.papers if matrix_on(job.scheme, each, width, height) is not None]
    instead = f"--paper {' or '.join(would_do)} would do" if would_do else "give smaller pages"
    if not would_do and job.scheme is not STEP_REPEAT:
        widest = _largest_page(job.scheme, paper)
        instead = f"give pages of {_size(*widest)} at most"
    return InputError([Problem(name, 0, 0, what, instead)])


def _largest_page(scheme: Scheme, paper: Paper) -> tuple[float, float]:
    """The largest portrait page of which the scheme's grid lies on the paper."""
    long, short = paper.height_pt, paper.width_pt
    panels = matrix_on(scheme, paper, 1.0, 1.0)
    columns, rows = (panels.columns, panels.rows) if panels is not None else (1, 1)
    return long / columns, short / rows


def _layer(job: PrintJob, imposition: Imposition, staff: StaffSetting) -> Source | None:
    name = job.name if job.name.isascii() and job.name.isprintable() and len(job.name) <= _LONGEST_NAME else ""
    slugs = lay_out_slugs(imposition, staff.setting, name, marks=job.marks)
    layer = layer_of(slugs, staff, imposition.printing)
    return read_source("slug and marks", layer) if layer is not None else None


def _by_hand(imposition: Imposition, paper: Paper, staff: StaffSetting) -> bytes:
    turned_round = f"{BACKS_TURNED_ROUND}.pdf" if len(imposition.sheets) > 1 else ""
    files = HandFiles(f"{FRONTS}.pdf", f"{BACKS}.pdf", turned_round)
    page = lay_out_by_hand(imposition, files, staff.setting, paper)
    return draw_for_staff((page,), staff, "Both sides, by hand: not for handing out", Sides.ONE)


def _notices(job: PrintJob, sources: Sequence[Source], imposition: Imposition) -> Iterator[Notice]:
    for source in sources:
        if source.loose_fonts:
            what = f"fonts are not in the file ({', '.join(source.loose_fonts)}): a printer may take others"
            yield Notice(source.name, 0, 0, what, "save it with all fonts embedded")
        if not source.archival:
            yield Notice(source.name, 0, 0, "the file does not say that it is PDF/A, so the print file does not either")
    if job.scheme is ZINE and len(sources[0].pages) > PANELS:
        what = f"a {ZINE.title} has {PANELS} pages, and the file {len(sources[0].pages)}"
        yield Notice(sources[0].name, 0, 0, f"{what}: every {PANELS} are one of their own")
    if job.marks and not any(True for side in imposition.sides() for _ in imposition.marks(side)):
        yield Notice(sources[0].name, 0, 0, "there are no marks: nothing is cut or folded")
    if job.one_sided and not imposition.two_sided:
        yield Notice(sources[0].name, 0, 0, f"{job.scheme.title} is printed {how_to_print(imposition)}: one file")

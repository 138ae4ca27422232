"""`impose FILE.pdf`: the pages of any PDF on sheets that are folded or cut."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.console import count, say, say_problems
from handouts.errors import InputError, Problem, UsageError, WriteError
from handouts.paper import PRESS_PAPER_NAMES, press_papers, pt_from_mm
from handouts.schemes import SADDLE, SCHEMES, SIGNATURE_SCHEME, SIGNATURES, USUAL_SIGNATURE, ZINE, Flip, Scheme

if TYPE_CHECKING:
    from handouts.bind.print_files import PrintFiles

HOME = Path(__file__).resolve().parents[2]
SPINES = ("left", "right")
LARGEST_CREEP_MM = 1.0
_BOUND = f"{SADDLE.name}, {SIGNATURE_SCHEME.name}"
SCHEMES_HELP = " ".join(f"{scheme.name}: {scheme.what}." for scheme in SCHEMES.values())


def impose(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF with pages of one size.")],
    scheme: Annotated[str, typer.Option("--scheme", metavar="NAME", help=SCHEMES_HELP)] = SADDLE.name,
    paper: Annotated[str, typer.Option(help=f"{', '.join(PRESS_PAPER_NAMES)}; else as handout.yaml says.")] = "",
    spine: Annotated[
        str | None,
        typer.Option(metavar="left|right", help="Of page 1; else right where the file says that it is read so."),
    ] = None,
    edge: Annotated[
        str | None,
        typer.Option(metavar="long|short", help="The edge on which the printer flips; else where backs stand upright."),
    ] = None,
    creep: Annotated[
        float | None,
        typer.Option(metavar="MM", help=f"How thick a sheet is; moves inner pages to the fold ({_BOUND})."),
    ] = None,
    signature: Annotated[
        int | None, typer.Option(metavar="N", help="Pages of a signature, 4 to 32, four a sheet; else 16.")
    ] = None,
    last: Annotated[
        int,
        typer.Option(metavar="N", min=0, help=f"So many pages stay last, behind all blanks: a back cover ({_BOUND})."),
    ] = 0,
    from_back: Annotated[
        Path | None,
        typer.Option(
            metavar="OTHER.pdf", help=f"A text that is read from the other cover; both meet inside ({_BOUND})."
        ),
    ] = None,
    marks: Annotated[bool, typer.Option("--marks", help="Marks to crop, fold, staple and sew by.")] = False,
    one_sided: Annotated[
        bool,
        typer.Option("--one-sided", help="For printers of one side: fronts, backs, and a sheet that shows how."),
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Else FILE-SCHEME.pdf.")] = None,
    data: Annotated[Path, typer.Option("--data", help="The folder with the data.", show_default="data")] = HOME
    / "data",
    fonts: Annotated[Path, typer.Option("--fonts", help="The folder with the fonts.", show_default="fonts")] = HOME
    / "fonts",
) -> None:
    """Put the pages of any PDF on sheets to fold or cut: booklets, signatures, two up, step and repeat, zines. Nothing
    is scaled."""
    from handouts.bind.print_files import PrintJob, make_print_files
    from handouts.products.loading import load_data
    from handouts.products.staff_files import staff_setting

    chosen = _scheme(scheme)
    _check_options(chosen, spine, edge, creep, signature, last, from_back)
    loaded = load_data(data)
    papers = press_papers(loaded.handout.oficio_mm)
    name = paper or loaded.handout.paper
    sheet = next((each for each in papers if each.name == name), None)
    if sheet is None:
        raise UsageError(f'there is no paper "{name}"; choose {_either(PRESS_PAPER_NAMES)}')
    files = [file, *([from_back] if from_back else [])]
    target = out or file.with_name(f"{file.stem}-{chosen.name}.pdf")
    if any(_same(target, each) for each in files):
        raise UsageError(f"{target} would be written over the file that is read; give another name with --out")
    job = PrintJob(
        files=tuple((str(each), _read(each)) for each in files),
        name=file.stem,
        scheme=chosen,
        paper=sheet,
        papers=papers,
        right_to_left=None if spine is None else spine == "right",
        flip=Flip(edge) if edge else None,
        creep_pt=pt_from_mm(creep or 0.0),
        signature=signature or USUAL_SIGNATURE,
        last=last,
        marks=marks,
        one_sided=one_sided,
    )
    made = make_print_files(job, staff_setting(loaded, fonts))
    written = _write({_named(target, ending): content for ending, content in made.files.items()})
    say_problems(made.notices)
    _say_done(made, written, sheet.printed)


def _scheme(name: str) -> Scheme:
    if name not in SCHEMES:
        raise UsageError(f'there is no scheme "{name}"; choose {_either(tuple(SCHEMES))}')
    return SCHEMES[name]


def _check_options(
    scheme: Scheme,
    spine: str | None,
    edge: str | None,
    creep: float | None,
    signature: int | None,
    last: int,
    from_back: Path | None,
) -> None:
    """Refuse what has no meaning rather than pass over it."""
    if spine is not None and spine not in SPINES:
        raise UsageError(f'the spine is left or right, not "{spine}"')
    if edge is not None and edge not in tuple(Flip):
        raise UsageError(f'the edge is long or short, not "{edge}"')
    if spine and not scheme.folded:
        raise UsageError(f"--spine: {scheme.title} has no spine; it is for {_BOUND} and {ZINE.name}")
    if edge and scheme is ZINE:
        raise UsageError(f"--edge: a {ZINE.title} is printed on one side; leave it out")
    for option, given in (("--creep", creep), ("--last", last), ("--from-back", from_back)):
        if given and scheme not in (SADDLE, SIGNATURE_SCHEME):
            raise UsageError(f"{option} is for {_BOUND} only; leave it out")
    if creep is not None and not 0.0 <= creep <= LARGEST_CREEP_MM:
        raise UsageError(f"--creep is how thick a sheet is, 0 to {LARGEST_CREEP_MM:g} mm; office paper has about 0.1")
    if signature is not None and scheme is not SIGNATURE_SCHEME:
        raise UsageError(f"--signature is for {SIGNATURE_SCHEME.name} only; leave it out")
    if signature is not None and signature not in SIGNATURES:
        raise UsageError(f"a signature has {_either(tuple(map(str, SIGNATURES)))} pages, not {signature}")
    if last and from_back:
        raise UsageError("--last: with --from-back both ends are covers, and blanks are in the middle; leave it out")


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return False


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else f"can't be read: {error.strerror}"
        raise InputError([Problem(str(path), 0, 0, what, "give a PDF file")]) from None


def _named(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.stem}-{ending}{target.suffix}") if ending else target


def _write(files: Mapping[Path, bytes]) -> list[Path]:
    """All are staged beside their places first: what has its name is whole, and a full disk leaves nothing."""
    staged: dict[Path, str] = {}
    try:
        for path, content in files.items():
            with _write_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, staged[path] = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.chmod(staged[path], 0o666 & ~_umask())
        for path in files:
            with _write_errors(path):
                os.replace(staged[path], path)
            del staged[path]
    finally:
        for name in staged.values():
            with contextlib.suppress(OSError):
                os.unlink(name)
    return list(files)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def _write_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(path, f"could not write: {error.strerror or error}") from None


def _say_done(made: PrintFiles, written: list[Path], paper: str) -> None:
    from handouts.layout.sheets.slug import how_many_sheets, how_to_print

    imposition = made.imposition
    for path in written:
        say(str(path))
    blank = f", {count(imposition.blanks, 'place')} blank" if imposition.blanks else ""
    spine = f", spine at the {SPINES[made.right_to_left]}" if imposition.scheme.folded else ""
    say(f"{imposition.scheme.title}: {how_many_sheets(imposition)} of {paper}{blank}{spine}")
    if len(written) > 1:
        say(f"print {written[0].name} first: it shows how; then the others at 100 %, on one side")
    else:
        say(how_to_print(imposition))
    say(f"then: {imposition.scheme.finish}")

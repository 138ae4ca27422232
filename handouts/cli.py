"""Arguments and progress. The only place that reads the environment, and the only one that catches and exits."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts.errors import ExitCode, HandoutError, InputError, UsageError
from handouts.paper import PAPER_NAMES
from handouts.products.table import FORMATS

if TYPE_CHECKING:
    from handouts.build import Progress, Summary
    from handouts.content.standing import Standing

HOME = Path(__file__).resolve().parent.parent
"""Where generate.py stands: the default folders are beside it, wherever it is called from."""
PAPERS = f"{', '.join(PAPER_NAMES[:-1])} or {PAPER_NAMES[-1]}"

DataOption = Annotated[Path, typer.Option("--data", help="The folder with the data.", show_default="data")]
FontsOption = Annotated[Path, typer.Option("--fonts", help="The folder with the fonts.", show_default="fonts")]
OutOption = Annotated[Path, typer.Option("--out", help="The folder to build into.", show_default="out")]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Printable handouts: one-page flyers per city and language, and booklets. With no command it builds.",
)


@app.command()
def build(
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
    city: Annotated[list[str] | None, typer.Option("--city", help="Only this city (repeatable).")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Only this language (repeatable).")] = None,
    format_: Annotated[
        list[str] | None, typer.Option("--format", help=f"Only this format: {', '.join(FORMATS)} (repeatable).")
    ] = None,
    paper: Annotated[str, typer.Option(help=f"{PAPERS}; else as handout.yaml says.")] = "",
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes at once; else one a core.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Leave out what no person has reviewed.")
    ] = False,
    no_proof: Annotated[bool, typer.Option("--no-proof", help="Do not proof; the next build will.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of the summary.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is wrong.")] = False,
) -> None:
    """Check the data, lay out, draw, proof, bind booklets, write the manifest (the default command)."""
    from handouts.build import BuildOptions, build_handouts, program_digest
    from handouts.products.loading import load_data

    options = BuildOptions(
        data=data,
        fonts=fonts,
        out=out,
        cities=tuple(dict.fromkeys(city or ())),
        languages=tuple(dict.fromkeys(language or ())),
        formats=tuple(dict.fromkeys(format_ or ())),
        paper=paper,
        jobs=jobs or os.cpu_count() or 1,
        force=force,
        reviewed_only=reviewed_only,
        prove=not no_proof,
    )
    with _progress(quiet=quiet or json_) as progress:
        summary = build_handouts(load_data(data), options, program_digest(fonts), progress)
    _say_problems((*summary.problems, *summary.notices))
    if json_:
        print(json.dumps(_summary_document(summary, out), ensure_ascii=False, indent=1))
    elif not quiet:
        _say_summary(summary, out)
    raise typer.Exit(summary.exit_code)


@app.command()
def check(
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is wrong.")] = False,
) -> None:
    """Only check data and translations; writes nothing."""
    from handouts.content.compose import compose_all
    from handouts.layout.glyph_coverage import uncovered_problems
    from handouts.products.loading import load_data

    loaded = load_data(data)
    composition = compose_all(loaded)
    if uncovered := uncovered_problems(loaded, composition, fonts):
        raise InputError(uncovered)
    _say_problems((*composition.problems, *composition.notices))
    if not quiet:
        languages, cities = len(loaded.languages.languages), len(loaded.directory.cities)
        held = len(composition.held_back)
        _say(f"{_count(languages, 'language')}, {_count(cities, 'city', 'cities')}: the data is well formed")
        if held:
            _say(f"held back: {', '.join(composition.held_back)}")
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if composition.problems else ExitCode.DONE)


@app.command()
def proof(
    paths: Annotated[list[Path] | None, typer.Argument(help="PDF files or folders; else all of --out.")] = None,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is wrong.")] = False,
) -> None:
    """Open finished PDFs with other tools than the writer and verify them against the data."""
    from handouts.content.compose import compose_all
    from handouts.manifest import read_manifest
    from handouts.products.loading import load_data
    from handouts.products.prover import Prover
    from handouts.proof.folder import prove_folder

    loaded = load_data(data)
    manifest = read_manifest(out)
    if manifest is None:
        raise UsageError(f"{out} has no manifest.json: build into it first, or name the folder with --out")
    prover = Prover(out, manifest, loaded, compose_all(loaded), fonts)
    verdict = prove_folder(out, tuple(paths or ()), manifest, prover.findings)
    _say_problems(verdict.problems)
    if not quiet:
        bad = len({problem.file for problem in verdict.problems})
        _say(f"{_count(verdict.proved, 'file')} proved, {bad} of them with findings")
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if verdict.problems else ExitCode.DONE)


@app.command("list")
def list_(data: DataOption = HOME / "data") -> None:
    """Cities, languages, formats."""
    from handouts.products.loading import load_data

    loaded = load_data(data)
    _say("cities")
    for place in loaded.directory.cities:
        _say(f"  {place.id:<24} {place.name}")
    _say("languages")
    for spoken in loaded.languages.languages:
        _say(f"  {spoken.tag:<24} {spoken.names.en} ({spoken.names.own})")
    _say("formats")
    for name in FORMATS:
        _say(f"  {name}")


translations = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The life of the translations.")
app.add_typer(translations, name="translations")


@translations.command()
def status(
    data: DataOption = HOME / "data",
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of the table.")] = False,
) -> None:
    """Per language: missing, stale, draft, reviewed; what is held back and why."""
    from handouts.content.standing import standings
    from handouts.products.loading import load_data

    found = standings(load_data(data))
    if json_:
        print(json.dumps({each.tag: each.document() for each in found}, ensure_ascii=False, indent=1))
    else:
        _say_standings(found)


@translations.command()
def update(
    tags: Annotated[list[str] | None, typer.Argument(metavar="[TAG]...", help="Begin these languages too.")] = None,
    data: DataOption = HOME / "data",
) -> None:
    """Bring the PO files up to the current source text."""
    from handouts.products.loading import load_data
    from handouts.sources.po_update import update_translations

    files = update_translations(load_data(data), _today(), tuple(tags or ()))
    for file in files:
        if file.written:
            _say(f"{file.path}: {file.said}")
    left_alone = [file for file in files if file.problems]
    _say_problems([problem for file in left_alone for problem in file.problems])
    _say(f"{_count(sum(file.written for file in files), 'file')} written, {_count(len(files), 'file')} in all")
    if left_alone:
        _warn(f"left alone, as it can't be read: {', '.join(str(file.path) for file in left_alone)}")
        raise typer.Exit(ExitCode.WRONG_INPUT)


@translations.command()
def reviewed(
    tag: Annotated[str, typer.Argument(metavar="TAG", help="The language that was reviewed.")],
    by: Annotated[str, typer.Option("--by", help="Who reviewed it.")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day; else today.")
    ] = None,
    message: Annotated[
        list[str] | None, typer.Option("--message", help="Only the message with this msgctxt (repeatable).")
    ] = None,
    data: DataOption = HOME / "data",
) -> None:
    """Record a person's review of a language, as its PO file stands now."""
    from handouts.products.loading import load_data
    from handouts.sources.reviewing import record_review

    day = on.date() if on else _today()
    if day > _today():
        raise UsageError(f"{day.isoformat()} has not come yet; give the day of the review with --on")
    done = record_review(load_data(data), tag, by, day, tuple(message or ()))
    known = f", {done.known} were there already" if done.known else ""
    _say(f"{done.path}: {_count(done.recorded, 'review')} by {by} on {day.isoformat()} recorded{known}")
    if done.unusable:
        _say(f"not reviewed, as missing or stale: {_count(len(done.unusable), 'message')}; see translations status")


COMMANDS = ("build", "check", "proof", "list", "translations")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (else the command line's). Gives the exit code; never raises."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"--help", "-h"}):
        given = ["build", *given]  # with no command it builds
    try:
        result = app(given, prog_name="generate.py", standalone_mode=False)
    except typer.TyperException as error:
        where = f"See --help, or {given[0]} --help." if given[0] in COMMANDS else "See --help."
        what = error.format_message().strip()
        _warn(f"{what}{'' if what.endswith(('.', '?')) else '.'} {where}")
        return int(ExitCode.WRONG_INPUT)
    except (typer.Abort, KeyboardInterrupt):
        result = ExitCode.INTERRUPTED
    except InputError as error:
        _say_problems(error.problems)
        _warn(f"{_count(len(error.problems), 'problem')}; nothing was written")
        return int(error.exit_code)
    except HandoutError as error:
        _warn(str(error))
        return int(error.exit_code)
    except OSError as error:
        _warn(f"{error.filename or 'the system'}: {error.strerror or error}")
        return int(ExitCode.COULD_NOT_WRITE)
    except Exception:  # noqa: BLE001 - a mistake of ours, never of the user's: say all that helps to mend it
        import traceback

        traceback.print_exc()
        _warn("internal error: please report the lines above; every file in the output folder is whole")
        return int(ExitCode.COULD_NOT_WRITE)
    if result == ExitCode.INTERRUPTED:  # typer makes this of Ctrl-C
        _warn("interrupted; every file in the output folder is whole, old or new")
    return int(result or 0)


# --- what is said -------------------------------------------------------------------------------------------------


def _speak_utf8() -> None:
    """Consoles that are not UTF-8 get a replacement character instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _say(text: str) -> None:
    print(text)


def _warn(text: str) -> None:
    print(text, file=sys.stderr)


def _say_problems(problems: Sequence[object]) -> None:
    for problem in problems:
        _warn(str(problem))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _today() -> date:
    return datetime.now().astimezone().date()


def _say_standings(found: Sequence[Standing]) -> None:
    """A table on a terminal, the same in plain lines elsewhere; then the reasons."""
    from handouts.sources.translations import State

    head = ("language", *State, "")
    rows = [(f"{each.tag} {each.name}", *(str(each.counts[state]) for state in State), each.word) for each in found]
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(head[0], box=None)
        for name in head[1:-1]:
            table.add_column(name, justify="right")
        table.add_column(head[-1])
        for row in rows:
            table.add_row(*row)
        Console().print(table)
    else:
        width = max(len(row[0]) for row in (head, *rows))
        for first, *numbers, word in (head, *rows):
            _say(f"{first:<{width}}{''.join(f'  {number:>8}' for number in numbers)}  {word}".rstrip())
    for each in found:
        for problem in each.problems:
            _say(f"{each.tag}: {problem}")
        if each.left_out and not each.held_back:
            _say(f"{each.tag}: left out of its sheets, as missing or stale: {', '.join(each.left_out)}")


def _say_summary(summary: Summary, out: Path) -> None:
    for name in summary.left_out_formats:
        _say(f"the format {name} does not exist on this paper and is left out")
    for path in summary.removed:
        _say(f"left {out.name}/: {path}")
    if not summary.files_changed and not summary.problems:
        _say(f"nothing has changed: {_count(summary.kept, 'file')} in {out} are up to date")
        return
    proof_note = "" if summary.proved else ", NOT PROOFED: proof them before you print"
    _say(f"{_count(len(summary.written), 'file')} written, {summary.kept} kept{proof_note}")
    if summary.problems:
        _say(f"{_count(len(summary.problems), 'problem')} for a person, listed above")
    _say(f"start with {out / 'index.html'}")


def _summary_document(summary: Summary, out: Path) -> dict[str, Any]:
    return {
        "out": str(out),
        "written": list(summary.written),
        "kept": summary.kept,
        "removed": list(summary.removed),
        "problems": [str(problem) for problem in summary.problems],
        "notices": [str(notice) for notice in summary.notices],
        "proofed": summary.proved,
        "exit_code": int(summary.exit_code),
    }


class _PlainProgress:
    """A line a step, for logs and pipes."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._steps = 0
        self._done = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def start(self, steps: int) -> None:
        self._steps = steps

    def step(self, what: str) -> None:
        self._done += 1
        if not self._quiet:
            print(f"[{self._done}/{self._steps}] {what}", flush=True)


class _BarProgress:
    """A bar, on a terminal."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True)
        self._task = self._bar.add_task("building", total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def start(self, steps: int) -> None:
        self._bar.update(self._task, total=steps)

    def step(self, what: str) -> None:
        self._bar.update(self._task, advance=1, description=what)


def _progress(*, quiet: bool) -> _PlainProgress | _BarProgress:
    if not quiet and sys.stdout.isatty():
        return _BarProgress()
    return _PlainProgress(quiet=quiet)

"""Arguments and progress. The only place that reads the environment, and the only one that catches and exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.commands.calls import calls
from handouts.commands.changes import changes
from handouts.commands.desk import desk_command
from handouts.commands.exchange import export, import_
from handouts.commands.impose import impose
from handouts.commands.join import join
from handouts.commands.options import HOME, DataOption, FontsOption, OnOption, OutOption, day_of
from handouts.commands.release import release
from handouts.commands.review import review_command
from handouts.commands.verify import verify
from handouts.console import (
    asked_to_record,
    asked_to_remove,
    check_document,
    count,
    progress,
    say,
    say_age,
    say_document,
    say_problems,
    say_since,
    say_standings,
    say_summary,
    summary_document,
    warn,
)
from handouts.errors import ExitCode, HandoutError, InputError, UsageError
from handouts.paper import PAPER_NAMES
from handouts.products.table import FORMATS

if TYPE_CHECKING:
    from handouts.build import BuildOptions, Jobs, Summary
    from handouts.sources.load import Data

PAPERS = f"{', '.join(PAPER_NAMES[:-1])} or {PAPER_NAMES[-1]}"

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
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="TAG", help="Only this language, by tag or name (repeatable)."),
    ] = None,
    format_: Annotated[
        list[str] | None, typer.Option("--format", help=f"Only this format: {', '.join(FORMATS)} (repeatable).")
    ] = None,
    paper: Annotated[str, typer.Option(help=f"{PAPERS}; else as handout.yaml says.")] = "",
    sides: Annotated[
        str | None,
        typer.Option(metavar="auto|1|2", help="Sides of the paper that a flyer may take; else as handout.yaml says."),
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes at once; else one a core.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Leave out what no person has reviewed.")
    ] = False,
    sheets_only: Annotated[bool, typer.Option("--sheets-only", help="No booklets, and no pictures of sheets.")] = False,
    no_proof: Annotated[bool, typer.Option("--no-proof", help="Do not proof; the next build will.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of the summary.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only problems and notices.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove what is out of date without asking.")] = False,
) -> None:
    """Check the data, lay out, draw, proof, picture, bind booklets, write the manifest (the default command)."""
    from handouts.build import BuildOptions, last_summary, program_digest, started, state_of

    options = BuildOptions(
        data=data,
        fonts=fonts,
        out=out,
        cities=tuple(dict.fromkeys(city or ())),
        languages=tuple(dict.fromkeys(language or ())),
        formats=tuple(dict.fromkeys(format_ or ())),
        paper=paper,
        sides=sides,
        jobs=jobs or os.cpu_count() or 1,
        force=force,
        reviewed_only=reviewed_only,
        prove=not no_proof,
        sheets_only=sheets_only,
    )
    program = program_digest(fonts)
    state = state_of(options, program)
    summary = last_summary(options, state)
    if summary is not None:
        loaded = _loaded(data)
    else:
        with started(options) as workers:
            loaded = _loaded(data)
            summary = _built(loaded, options, program, state, workers, quiet=quiet or json_, yes=yes)
    say_problems((*summary.problems, *summary.notices))
    if json_:
        say_document(summary_document(summary, out))
    elif not quiet:
        say_summary(summary, out)
        say_since(summary)
        say_age(loaded.handout.last_updated, _today(), loaded.handout.limits.information_days)
    raise typer.Exit(summary.exit_code)


def _loaded(data: Path) -> Data:
    from handouts.products.loading import load_data  # takes a while: workers start first

    return load_data(data, _today())


def _built(
    loaded: Data, options: BuildOptions, program: str, state: str, workers: Jobs, *, quiet: bool, yes: bool
) -> Summary:
    from handouts.build import build_handouts

    with progress(quiet=quiet) as told:

        def may_remove(paths: Sequence[str]) -> bool:
            if yes or not sys.stdin.isatty():
                return True
            told.pause()
            agreed = asked_to_remove(paths, options.out)
            told.go_on()
            return agreed

        return build_handouts(loaded, options, program, told, workers, may_remove, state)


@app.command()
def check(
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only problems and notices.")] = False,
) -> None:
    """Only check data and translations; writes nothing."""
    from handouts.content.calling import standing, standing_in_words
    from handouts.layout.glyph_coverage import compose_printable
    from handouts.products.loading import load_data
    from handouts.sources.calls import read_calls

    try:
        loaded = load_data(data, _today())
        composition = compose_printable(loaded, fonts)
        called = standing(loaded, read_calls(data), _today())
    except InputError as error:
        if not as_json:
            raise
        say_document(check_document(error.problems, exit_code=error.exit_code))
        raise typer.Exit(error.exit_code) from None
    if as_json:
        code = ExitCode.NEEDS_A_PERSON if composition.problems else ExitCode.DONE
        found = check_document(composition.problems, composition.notices, composition.held_back, exit_code=code)
        say_document({**found, "calls": {**called._asdict(), "since": called.since and called.since.isoformat()}})
        raise typer.Exit(code)
    say_problems((*composition.problems, *composition.notices))
    if not quiet:
        languages, cities = len(loaded.languages.languages), len(loaded.directory.cities)
        held = len(composition.held_back)
        say(f"{count(languages, 'language')}, {count(cities, 'city', 'cities')}: the data is well formed")
        if held:
            say(f"held back: {', '.join(composition.held_back)}")
        limits = loaded.handout.limits
        say(standing_in_words(called, limits.calls_days))
        say_age(loaded.handout.last_updated, _today(), limits.information_days)
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if composition.problems else ExitCode.DONE)


@app.command()
def proof(
    paths: Annotated[list[Path] | None, typer.Argument(help="PDF files or folders; else all of --out.")] = None,
    data: DataOption = HOME / "data",
    fonts: FontsOption = HOME / "fonts",
    out: OutOption = HOME / "out",
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only problems and notices.")] = False,
) -> None:
    """Open finished PDFs with other tools than the writer and verify them against the data."""
    from handouts.layout.glyph_coverage import compose_printable
    from handouts.manifest import read_manifest
    from handouts.products.loading import load_data
    from handouts.products.prover import Prover
    from handouts.proof.folder import prove_folder

    loaded = load_data(data, _today())
    manifest = read_manifest(out)
    if manifest is None:
        raise UsageError(f"{out} has no manifest.json: build into it first, or name the folder with --out")
    prover = Prover(out, manifest, loaded, compose_printable(loaded, fonts), fonts)
    verdict = prove_folder(out, tuple(paths or ()), manifest, prover.findings)
    say_problems(verdict.problems)
    if not quiet:
        bad = len({problem.file for problem in verdict.problems})
        say(f"{count(verdict.proved, 'file')} proved, {bad} of them with findings")
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if verdict.problems else ExitCode.DONE)


@app.command("list")
def list_(data: DataOption = HOME / "data") -> None:
    """Cities, languages, formats."""
    from handouts.products.loading import load_data

    loaded = load_data(data, _today())
    say("cities")
    for place in loaded.directory.cities:
        say(f"  {place.id:<24} {place.name}")
    say("languages")
    for spoken in loaded.languages.languages:
        say(f"  {spoken.tag:<24} {spoken.names.en} ({spoken.names.own})")
    say("formats")
    for name in FORMATS:
        say(f"  {name}")


def _today() -> date:
    return datetime.now().astimezone().date()


def _now() -> datetime:
    return datetime.now().astimezone()


for command in (join, impose, export, release, changes, verify, review_command(_today), desk_command(_now)):
    app.command()(command)
app.command("import")(import_)
app.add_typer(calls, name="calls")

translations = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The life of the translations.")
app.add_typer(translations, name="translations")


@translations.command()
def status(
    data: DataOption = HOME / "data",
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of the table.")] = False,
) -> None:
    """Per language: missing, stale, draft, reviewed; what is held back and why."""
    from handouts.content.translation_status import standings
    from handouts.products.loading import load_data

    found = standings(load_data(data, _today()))
    if json_:
        say_document({each.tag: each.document() for each in found})
    else:
        say_standings(found)


@translations.command()
def update(
    tags: Annotated[list[str] | None, typer.Argument(metavar="[TAG]...", help="Begin these languages too.")] = None,
    data: DataOption = HOME / "data",
) -> None:
    """Bring the PO files up to the current source text."""
    from handouts.products.loading import load_data
    from handouts.sources.language_names import tag_asked_for
    from handouts.sources.po_update import update_translations

    loaded = load_data(data, _today())
    begin = tuple(tag_asked_for(tag, loaded.languages.languages) for tag in tags or ())
    files = update_translations(loaded, _today(), begin)
    for file in files:
        if file.written:
            say(f"{file.path}: {file.said}")
    left_alone = [file for file in files if file.problems]
    say_problems([problem for file in left_alone for problem in file.problems])
    say(f"{count(sum(file.written for file in files), 'file')} written, {count(len(files), 'file')} in all")
    if left_alone:
        warn(f"left alone, as it can't be read: {', '.join(str(file.path) for file in left_alone)}")
        raise typer.Exit(ExitCode.WRONG_INPUT)


@translations.command()
def reviewed(
    tag: Annotated[str, typer.Argument(metavar="TAG", help="The language that was reviewed, by tag or name.")],
    by: Annotated[str, typer.Option("--by", help="Who reviewed it.")],
    on: OnOption = None,
    message: Annotated[
        list[str] | None, typer.Option("--message", help="Only the message with this msgctxt (repeatable).")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Record several texts without asking.")] = False,
    data: DataOption = HOME / "data",
) -> None:
    """Record a person's review of a language, as its PO file stands now. Asks before it records several texts."""
    from handouts.products.loading import load_data
    from handouts.sources.language_names import tag_asked_for
    from handouts.sources.reviewing import due_review, record_due

    day = day_of(on, _today(), "the review")
    loaded = load_data(data, _today())
    due = due_review(loaded, tag_asked_for(tag, loaded.languages.languages), by, day, tuple(message or ()))
    if due.drafts > 1 and not yes and not asked_to_record(due.drafts, due.tag):
        say("nothing was written")
        return
    done = record_due(due)
    known = f", {done.known} were there already" if done.known else ""
    say(f"{done.path}: {count(done.recorded, 'review')} by {by} on {day.isoformat()} recorded{known}")
    if done.unusable:
        say(f"not reviewed, as missing or stale: {count(len(done.unusable), 'message')}; see translations status")


COMMANDS = (
    *("build", "check", "proof", "list", "join", "impose", "export", "import"),
    *("release", "changes", "verify", "calls", "translations", "review", "desk"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (else the command line's). Gives the exit code; never raises."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"--help", "-h"}):
        given = ["build", *given]  # with no command it builds
    try:
        result = app(given, prog_name="generate.py", standalone_mode=False, obj=_today)
    except typer.TyperException as error:
        where = f"See --help, or {given[0]} --help." if given[0] in COMMANDS else "See --help."
        what = error.format_message().strip()
        warn(f"{what}{'' if what.endswith(('.', '?')) else '.'} {where}")
        return int(ExitCode.WRONG_INPUT)
    except (typer.Abort, KeyboardInterrupt):
        result = ExitCode.INTERRUPTED
    except InputError as error:
        say_problems(error.problems)
        warn(f"{count(len(error.problems), 'problem')}; nothing was written")
        return int(error.exit_code)
    except HandoutError as error:
        warn(str(error))
        return int(error.exit_code)
    except OSError as error:
        warn(f"{error.filename or 'the system'}: {error.strerror or error}")
        return int(ExitCode.COULD_NOT_WRITE)
    except MemoryError:
        warn("not enough memory: close other programs, or give the command fewer --jobs; nothing more was written")
        return int(ExitCode.COULD_NOT_WRITE)
    except Exception:  # noqa: BLE001 - a mistake of ours, never of the user's: say all that helps to mend it
        import traceback

        traceback.print_exc()
        warn("internal error: please report the lines above; every file in the output folder is whole")
        return int(ExitCode.COULD_NOT_WRITE)
    if result == ExitCode.INTERRUPTED:  # typer makes this of Ctrl-C
        # Where it met an `exec`, as in the making of a dataclass, CPython ends what `-m` has started by the signal,
        # though it was caught: the next `exec` makes it forget.
        exec("")  # noqa: S102
        warn("interrupted; every file in the output folder is whole, old or new")
    return int(result or 0)


def _speak_utf8() -> None:
    """Consoles that are not UTF-8 get a replacement character instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

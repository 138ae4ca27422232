"""`review TAG` and `review import FILE`: a language for a person who reads it and knows no PO file, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.console import asked_to_record, count, say, say_problems, warn
from handouts.errors import ExitCode, Problem, UsageError

if TYPE_CHECKING:
    from handouts.exchange.review_taking import ReviewFile
    from handouts.sources.load import Data

HOME = Path(__file__).resolve().parents[2]
IMPORT = "import"
FOLDER = "review"


def review_command(today: Callable[[], date]) -> Callable[..., None]:
    """The command, which asks the clock by `today`."""

    def review(
        what: Annotated[
            str,
            typer.Argument(metavar="TAG|import", help="A language, by tag or name; or import: take a file back."),
        ],
        file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="To import: the workbook.")] = None,
        by: Annotated[
            str, typer.Option("--by", metavar="NAME", help="To import: who reviewed, where a row names nobody.")
        ] = "",
        on: Annotated[
            datetime | None,
            typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="To import: the day; else today."),
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help="To import: record several texts without asking.")] = False,
        data: Annotated[Path, typer.Option("--data", help="The folder with the data.", show_default="data")] = HOME
        / "data",
        out: Annotated[Path, typer.Option("--out", help="The folder to write into.", show_default="out")] = HOME
        / "out",
        fonts: Annotated[Path, typer.Option("--fonts", help="The folder with the fonts.", show_default="fonts")] = HOME
        / "fonts",
    ) -> None:
        """Write a language beside its English for a reviewer; with import take the marked rows back."""
        from handouts.products.loading import load_data

        if what != IMPORT:
            if file or by or on or yes:
                raise UsageError("a file, --by, --on and --yes are for: review import FILE --by NAME")
            _write(load_data(data, today()), what, out, fonts)
            return
        if file is None or not by:
            raise UsageError("say which file, and who reviewed: review import FILE --by NAME")
        day = on.date() if on else today()
        if day > today():
            raise UsageError(f"{day.isoformat()} has not come yet; give the day of the review with --on")
        _take(load_data(data, today()), file, by, day, today(), yes=yes)

    return review


def _write(loaded: Data, asked: str, out: Path, fonts: Path) -> None:
    from handouts.exchange.review_rows import review_rows
    from handouts.exchange.review_sheets import review_paper, review_pdf
    from handouts.exchange.review_workbook import review_workbook
    from handouts.proof import Tools
    from handouts.proof.review_sheets import ReviewText, prove_review
    from handouts.sources.language_names import listed_tag
    from handouts.sources.languages import is_right_to_left
    from handouts.sources.whole_file import write_whole

    tag = listed_tag(asked, loaded.languages.languages)
    names = next(each.names for each in loaded.languages.languages if each.tag == tag)
    rows = review_rows(loaded, tag)
    content = review_workbook(
        rows, names.en, names.own, loaded.handout.last_updated, right_to_left=is_right_to_left(tag)
    )
    pdf = review_pdf(loaded, tag, rows, fonts)
    texts = [ReviewText(row.number, row.message.english, row.text) for row in rows]
    findings = prove_review(pdf, texts, tag, review_paper(loaded), Tools(fonts))
    made = {"xlsx": content} if findings else {"xlsx": content, "pdf": pdf}
    for kind, each in made.items():
        path = out / FOLDER / f"review-{tag}.{kind}"
        write_whole(path, each)
        say(str(path))
    said = {state: sum(row.state == state for row in rows) for state in dict.fromkeys(row.state for row in rows)}
    say(f"{count(len(rows), 'text')} ({', '.join(f'{number} {state}' for state, number in said.items())})")
    if findings:
        path = out / FOLDER / f"review-{tag}.pdf"
        say_problems([Problem(str(path), 0, 0, f"{each}; it is not written") for each in findings])
        path.unlink(missing_ok=True)  # an older one says something else
        raise typer.Exit(ExitCode.NEEDS_A_PERSON)


def _take(loaded: Data, file: Path, by: str, on: date, today: date, *, yes: bool) -> None:
    from handouts.exchange.review_taking import read_review
    from handouts.sources.reviewing import record_readings

    found = read_review(file, loaded, by, on, today)
    _say_found(found)
    number = len(found.taken)
    if number > 1 and not yes and not asked_to_record(number, found.tag):
        say("nothing was written")
        raise typer.Exit(ExitCode.DONE)
    if number:
        done = record_readings(loaded, found.tag, [each.review for each in found.taken], found.texts, today)
        known = f", {done.known} were there already" if done.known else ""
        say(f"{done.path}: {count(done.recorded, 'review')} recorded{known}")
    else:
        say("nothing was written")
    raise typer.Exit(ExitCode.NEEDS_A_PERSON if found.refused else ExitCode.DONE)


def _say_found(found: ReviewFile) -> None:
    for each in found.taken:
        said = f'"{each.was}" -> "{each.text}"' if each.text != each.was else "right"
        say(f"{each.row.number} {each.row.message.context}: {said}")
    for refused in found.refused:
        warn(f"not taken: row {refused.line}, no. {refused.number}: {refused.why.rstrip('.')}")
    corrected = sum(each.text != each.was for each in found.taken)
    say(
        f"{found.tag}: {count(len(found.taken), 'text')} read, {corrected} of them corrected, "
        f"{len(found.refused)} not taken, {found.unmarked} without a mark"
    )

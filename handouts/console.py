"""What is said on standard output and standard error: lines, tables, a bar on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.build.summary import Since, Summary
    from handouts.content.translation_status import Standing
    from handouts.errors import Notice, Problem


def say(text: str) -> None:
    """A line on standard output."""
    print(text)


def warn(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)


def say_problems(problems: Sequence[object]) -> None:
    """Problems and notices, a line each."""
    for problem in problems:
        warn(str(problem))


def say_document(document: Mapping[str, Any]) -> None:
    """One JSON object on standard output."""
    say(json.dumps(document, ensure_ascii=False, indent=1))


def say_list(documents: Sequence[Mapping[str, Any]]) -> None:
    """A JSON list on standard output."""
    say(json.dumps(list(documents), ensure_ascii=False, indent=1))


def say_age(day: date, today: date, limit_days: int) -> None:
    """How old the information is; loudly where that is more than its limit."""
    from handouts.content.age import age_of
    from handouts.content.what_changed import in_words

    age = age_of(day, today)
    said = f"the information is of {in_words(day.isoformat())}"
    if age.days < 0:
        say(f"{said}, which this computer's clock says has not come yet")
    elif age.days > limit_days:
        say(f"OLD: {said}: {age.words} ({age.days} days, the limit is {limit_days}).")
        say("     Have every number and sentence checked before you hand anything out.")
    else:
        say(f"{said}: {age.words}")


def count(number: int, one: str, many: str = "") -> str:
    """`3 files`, `1 city`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say_standings(found: Sequence[Standing]) -> None:
    """A table on a terminal, the same in plain lines elsewhere; then the reasons."""
    from handouts.sources.text_state import State

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
            say(f"{first:<{width}}{''.join(f'  {number:>8}' for number in numbers)}  {word}".rstrip())
    for each in found:
        for problem in each.problems:
            say(f"{each.tag}: {problem}")
        if each.left_out and not each.held_back:
            say(f"{each.tag}: left out of its sheets, as missing or stale: {', '.join(each.left_out)}")
        if each.in_english and not each.held_back:
            say(f"{each.tag}: in English on its sheets, as missing or stale: {', '.join(each.in_english)}")


def say_summary(summary: Summary, out: Path) -> None:
    """What a build did, for people."""
    for name in summary.left_out_formats:
        say(f"the format {name} does not exist on this paper and is left out")
    for path in summary.removed:
        say(f"removed from {out.name}/: {path}")
    if not summary.files_changed and not summary.problems:
        say(f"nothing has changed: {count(summary.kept, 'file')} in {out} are up to date")
        return
    proof_note = "" if summary.proved else ", NOT PROOFED: proof them before you print"
    say(f"{count(len(summary.written), 'file')} written, {summary.kept} kept{proof_note}")
    if summary.problems:
        say(f"{count(len(summary.problems), 'problem')} for a person, listed above")
    if held := summary.held_back:
        sheets = sum(map(len, held.values()))
        which = ", ".join(f"{tag} ({len(cities)})" for tag, cities in held.items())
        say(f"held back: {sheets} sheet{'s' * (sheets > 1)} in {count(len(held), 'language')}: {which}")
    say(f"start with {out / 'index.html'}")


_MOST_FACTS = 5
NO_EDITION: Final = (
    "no edition is recorded yet. When you print, record it with: python3 generate.py release. Are sheets out already, "
    "printed from these data? Record them BEFORE you change anything: else nobody can tell what is wrong on them"
)
UNREADABLE_EDITIONS: Final = (
    "what differs from the sheets on paper can't be told: a recorded edition is damaged, as said above"
)


def say_since(summary: Summary) -> None:
    """What differs from what was printed last, and the commands that tell more and that record it."""
    since = summary.since
    if since is None:
        say(UNREADABLE_EDITIONS if summary.unreadable_editions else NO_EDITION)
        return
    if summary.not_built:
        made = len(summary.written) + summary.kept
        say(f"a part is built, {made} of {count(made + summary.not_built, 'file')}: only these are compared")
    if not since.differs:
        say(f"printed as it is: nothing differs from the edition {since.edition}")
        return
    say(f"since the edition {since.edition}:")
    for words in since.words[:_MOST_FACTS]:
        say(f"  {words}")
    if len(since.words) > _MOST_FACTS:
        say(f"  and {count(len(since.words) - _MOST_FACTS, 'other fact')}")
    if summary.not_built:
        return
    say(f"  {_on_paper(since.wrong, 'is wrong', 'are wrong')},")
    say(f"  {_on_paper(since.incomplete, 'lacks something', 'lack something')}: python3 generate.py changes")
    if any(since.not_recorded):
        say(f"  {sheets_and_booklets(*since.not_recorded, ' and ')} in no edition: never recorded as printed")
    say("  when you have printed them, record it with: python3 generate.py release")


def _on_paper(counts: tuple[int, int], one: str, many: str) -> str:
    """How many sheets on paper are so, and how many booklets."""
    return f"{sheets_and_booklets(*counts, ' and ')} on paper {one if sum(counts) == 1 else many}"


def sheets_and_booklets(sheets: int, booklets: int, between: str) -> str:
    """`3 sheets and 1 booklet`; of booklets nothing where there is none."""
    bound = f"{between}{booklets} booklet{'s' * (booklets != 1)}" if booklets else ""
    return f"{sheets} sheet{'s' * (sheets != 1)}{bound}"


def summary_document(summary: Summary, out: Path) -> dict[str, Any]:
    """What a build did, for JSON."""
    return {
        "out": str(out),
        "written": list(summary.written),
        "kept": summary.kept,
        "removed": list(summary.removed),
        "problems": [str(problem) for problem in summary.problems],
        "notices": [str(notice) for notice in summary.notices],
        "held_back": {tag: list(cities) for tag, cities in summary.held_back.items()},
        "in_english": [
            {"message": context, "english": english, "sheets": ["/".join(sheet) for sheet in sheets]}
            for (context, english), sheets in summary.in_english.items()
        ],
        "since": _since_document(summary.since) if summary.since else None,
        "proofed": summary.proved,
        "exit_code": int(summary.exit_code),
    }


def _since_document(since: Since) -> dict[str, Any]:
    from handouts.content.changes import Harm

    counts = {Harm.WRONG.word: sum(since.wrong), Harm.INCOMPLETE.word: sum(since.incomplete)}
    return {"edition": since.edition, "facts": list(since.facts), **counts, "not_recorded": sum(since.not_recorded)}


def check_document(
    problems: Sequence[Problem], notices: Sequence[Notice] = (), held_back: Sequence[str] = (), *, exit_code: int
) -> dict[str, Any]:
    """What is wrong with the data, for JSON: each problem and notice by its parts."""
    return {
        "problems": [asdict(problem) for problem in problems],
        "notices": [asdict(notice) for notice in notices],
        "held_back": list(held_back),
        "exit_code": int(exit_code),
    }


def asked_to_remove(paths: Sequence[str], out: Path) -> bool:
    """Whether the person at the terminal agrees that these files leave the output folder."""
    more = f" and {count(len(paths) - 1, 'other file')}" if len(paths) > 1 else ""
    warn(f"Out of date, not asked for, and so to be removed from {out.name}/: {paths[0]}{more}.")
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def asked_to_release(wrong: int, since: str) -> bool:
    """Whether the person at the terminal agrees that every sheet that was wrong on paper is replaced."""
    warn(f"{sheets_and_booklets(wrong, 0, '')} on paper {'are' if wrong > 1 else 'is'} wrong since {since}: ")
    warn("are ALL of them printed anew, and the old ones taken down? If only a part: release --city ... --language ...")
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def asked_to_record(number: int, tag: str) -> bool:
    """Whether the person at the terminal agrees that so many texts are called reviewed. Raises UsageError where there
    is none to ask."""
    if not sys.stdin.isatty():
        what = f"{count(number, 'text')} of {tag} would be called reviewed, and there is no terminal to ask"
        raise UsageError(f"{what}: nothing was written; --yes records them")
    warn(f"{count(number, 'text')} of {tag} will be called reviewed: has the person read every one of them?")
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


class _PlainProgress:
    """A line a step, for logs and pipes."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._steps = 0
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def pause(self) -> None:
        """Make room for a question."""

    def go_on(self) -> None:
        """After the answer."""

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

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def pause(self) -> None:
        """Make room for a question."""
        self._bar.stop()

    def go_on(self) -> None:
        """After the answer."""
        self._bar.start()

    def start(self, steps: int) -> None:
        self._bar.update(self._task, total=steps)

    def step(self, what: str) -> None:
        self._bar.update(self._task, advance=1, description=what)


def progress(*, quiet: bool) -> _PlainProgress | _BarProgress:
    """How far the work has come: a bar on a terminal, lines elsewhere, nothing where it is `quiet`."""
    if not quiet and sys.stdout.isatty():
        return _BarProgress()
    return _PlainProgress(quiet=quiet)

"""The story of a build, top to bottom: compose, plan, make each language, bind booklets, publish.

Up to date without tracking: composing is cheap, so every build composes everything and compares the digest of what a
language is made from with the manifest. Problems are values: they are collected, named, and the rest is built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from handouts.build.booklet_worker import BookletTask, MadeBooklet, in_shares, make_booklets
from handouts.build.jobs import Jobs
from handouts.build.language_worker import LanguageResult, LanguageTask, MadeSheet, make_language
from handouts.build.out_folder import INDEX_NAME, OutputFolder
from handouts.build.plan import BuildOptions, Plan, asked_paper, check_asked, check_folder_paper, reviewed_only
from handouts.content.booklet import Booklet, Contents, Sheet, compose_contents, sheet_names
from handouts.content.compose import compose_all
from handouts.content.dates import long_date
from handouts.content.edition import content_hash
from handouts.content.facts import facts_of
from handouts.content.flyer import Flyer
from handouts.errors import ExitCode, InputError, Problem, WriteError
from handouts.layout.formats import flyer_path
from handouts.layout.glyph_coverage import uncovered_problems
from handouts.manifest import FileEntry, Manifest, read_manifest
from handouts.paper import printed_name
from handouts.products.index_page import index_html
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.load import Data
from handouts.sources.model import Language

__all__ = ["BuildOptions", "Progress", "Summary", "build"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    files_changed: int
    proved: bool
    left_out_formats: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.NEEDS_A_PERSON if self.problems else ExitCode.DONE


class Progress(Protocol):
    """Told how far the work has come."""

    def start(self, steps: int) -> None: ...
    def step(self, what: str) -> None: ...


@dataclass(slots=True)
class _Work:
    """What is known so far."""

    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, FileEntry] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    staged: set[str] = field(default_factory=set)
    contents: dict[str, bytes] = field(default_factory=dict)


def build(data: Data, options: BuildOptions, program: str, progress: Progress) -> Summary:
    """Build into `options.out`. `program`: digest of the program, its libraries and fonts.

    Raises UsageError for what there is not, InputError for wrong data, WriteError where the disk refuses.
    """
    paper = asked_paper(data, options)
    check_asked(data, options, paper)
    composition = compose_all(data)
    if missing := uncovered_problems(data, composition, options.fonts):
        raise InputError(missing)
    if options.reviewed_only:
        composition = reviewed_only(composition)
    work = _Work(problems=list(composition.problems))
    with OutputFolder(options.out) as folder:
        before = read_manifest(options.out)
        check_folder_paper(options, paper, before)
        plan = Plan(data, composition, options, paper, before)
        try:
            with Jobs(min(options.jobs, len(plan.languages))) as jobs:
                _make_languages(plan, folder, work, program, jobs, progress)
                _bind_booklets(plan, folder, work, program, jobs, progress)
        except OSError as error:
            raise _write_error(error, folder) from error
        return _publish(plan, folder, work)


def _write_error(error: OSError, folder: OutputFolder) -> Exception:
    """What a worker met in the staging folder, in words; any other error as it is."""
    if error.filename is None or not Path(error.filename).is_relative_to(folder.staging):
        return error
    path = folder.path / Path(error.filename).relative_to(folder.staging)
    return WriteError(path, error.strerror or str(error), "make room, or choose another folder with --out")


def _digest(parts: Iterable[object]) -> str:
    document = json.dumps(list(parts), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(document.encode()).hexdigest()


# --- flyers -------------------------------------------------------------------------------------------------------


def _make_languages(
    plan: Plan, folder: OutputFolder, work: _Work, program: str, jobs: Jobs, progress: Progress
) -> None:
    """Every language that is not in place already: laid out, drawn, proved, staged."""
    tasks: list[LanguageTask] = []
    for language in plan.languages:
        task = _language_task(plan, folder, language)
        digest = _digest(
            [
                program,
                asdict(plan.paper),
                task.author,
                [each.model_dump(mode="json") for each in task.languages],
                task.formats,
                [content_hash(flyer) for flyer in task.flyers],
                asdict(task.contents) if task.contents else None,
            ]
        )
        work.inputs[language.tag] = digest
        if _in_place(plan, folder, work, task, digest):
            continue
        tasks.append(task)
    progress.start(len(tasks) + len(plan.booklets))
    for result in jobs.run(make_language, tasks):
        _take_language(plan, work, result)
        progress.step(f"{plan.language(result.language).names.en} ({result.language})")


def _language_task(plan: Plan, folder: OutputFolder, language: Language) -> LanguageTask:
    there = [] if plan.before is None else [entry for entry in plan.before.files if entry.language == language.tag]
    in_place = [entry for entry in there if entry.kind == "sheet" and folder.digest(entry.path) == entry.sha256]
    booklet = plan.booklet_of(language.tag)
    return LanguageTask(
        language=language,
        languages=plan.data.languages.languages,
        flyers=tuple(plan.composition.flyers[sheet] for sheet in plan.sheets if sheet[0] == language.tag),
        formats=plan.formats,
        wanted=plan.wanted,
        known={entry.path: entry.sha256 for entry in in_place},
        proved=frozenset(entry.path for entry in in_place if entry.proofed),
        contents=_contents(plan, booklet, ()) if booklet else None,
        author=plan.data.handout.publisher,
        paper=plan.paper,
        fonts=plan.options.fonts,
        staging=folder.staging,
        prove=plan.options.prove,
        force=plan.options.force,
    )


def _in_place(plan: Plan, folder: OutputFolder, work: _Work, task: LanguageTask, digest: str) -> bool:
    """Whether all wanted sheets of a language stand in the folder as they would be made now, proved if they are to be,
    and so does its booklet, whose contents page is drawn with them."""
    sheets = frozenset(plan.paths_of(task.language.tag))
    wanted = sheets & task.wanted
    if not wanted and not task.known:
        return True  # nothing of it was asked for, and nothing of it is there
    if plan.before is None or plan.before.inputs.get(task.language.tag) != digest or (wanted and task.force):
        return False
    if not wanted <= task.known.keys() or (task.prove and not task.known.keys() <= task.proved):
        return False
    booklet = plan.booklet_of(task.language.tag)
    old = plan.before.entry(booklet.path) if booklet else None
    if booklet in plan.booklets and old is None:
        return False
    if old is not None and (folder.digest(old.path) != old.sha256 or (task.prove and not old.proofed)):
        return False
    for entry in plan.before.files:
        if entry.path in task.known and entry.path in sheets:
            work.entries[entry.path] = entry
    return True


def _take_language(plan: Plan, work: _Work, result: LanguageResult) -> None:
    if result.contents is not None:
        work.contents[result.language] = result.contents
    for made in result.sheets:
        if made.does_not_fit:
            if made.path in plan.wanted:
                what = f"the {made.format} sheet does not fit: {made.does_not_fit}"
                work.problems.append(Problem(made.path, 0, 0, what, "shorten its texts, or take organisations out"))
        elif made.findings:
            work.problems.extend(Problem(made.path, 0, 0, f"failed proof: {finding}") for finding in made.findings)
        elif made.staged or made.in_place:  # else it was not asked for, and what stands there is out of date: it leaves
            if made.staged:
                work.staged.add(made.path)
            work.entries[made.path] = _sheet_entry(made, plan.composition.flyers[result.language, made.city])


def _sheet_entry(made: MadeSheet, flyer: Flyer) -> FileEntry:
    return FileEntry(
        path=made.path,
        sha256=made.sha256,
        kind="sheet",
        language=flyer.language,
        city=made.city,
        format=made.format,
        pages=made.pages,
        edition=made.edition,
        body_pt=made.body_pt,
        status=flyer.status.value,
        proofed=made.proofed,
        facts=facts_of(flyer, made.left_out),
        left_out=made.left_out,
    )


# --- booklets -----------------------------------------------------------------------------------------------------


def _bind_booklets(plan: Plan, folder: OutputFolder, work: _Work, program: str, jobs: Jobs, progress: Progress) -> None:
    """Every booklet that was asked for and is not in place already, bound from the finished flyers."""
    tasks: list[BookletTask] = []
    publisher = plan.data.handout.publisher
    for booklet in plan.all_booklets:
        missing = [sheet for sheet in booklet.sheets if flyer_path(sheet) not in work.entries]
        bound = [sheet for sheet in booklet.sheets if sheet not in missing]
        contents = _contents(plan, booklet, missing)
        digests = [work.entries[flyer_path(sheet)].sha256 for sheet in bound]
        drawn_with = work.inputs[booklet.language] if booklet.kind == "language" else _typography_digest(plan)
        digest = _digest(
            [program, asdict(plan.paper), publisher, asdict(booklet), asdict(contents), digests, drawn_with]
        )
        old = plan.before.entry(booklet.path) if plan.before else None
        wanted = booklet in plan.booklets
        if (
            old is not None
            and plan.before is not None
            and plan.before.inputs.get(booklet.path) == digest
            and folder.digest(booklet.path) == old.sha256
        ):
            if (old.proofed or not plan.options.prove) and not (wanted and plan.options.force):
                work.entries[booklet.path] = old
                work.inputs[booklet.path] = digest
                continue
        elif not wanted:
            continue  # out of date, and not asked for: it leaves
        if not bound:
            continue
        work.inputs[booklet.path] = digest
        names = sheet_names(plan.composition, missing)
        ready = work.contents.get(booklet.language) if booklet.kind == "language" and not missing else None
        tasks.append(
            BookletTask(
                booklet=booklet,
                flyers=tuple(plan.composition.flyers[sheet] for sheet in bound),
                files=tuple(_where(folder, work, flyer_path(sheet)) for sheet in bound),
                contents=contents,
                contents_pdf=ready,
                language=plan.language(booklet.language),
                languages=plan.data.languages.languages,
                missing=tuple(names.values()),
                author=publisher,
                information_of=plan.data.handout.last_updated.isoformat(),
                paper=plan.paper,
                fonts=plan.options.fonts,
                staging=folder.staging,
                prove=plan.options.prove,
            )
        )
    made: dict[str, MadeBooklet] = {}
    for share in jobs.run(make_booklets, in_shares(tasks, jobs.processes)):
        for each in share:
            made[each.path] = each
            progress.step(each.path)
    for task in tasks:
        _take_booklet(plan, folder, work, made[task.booklet.path])


def _typography_digest(plan: Plan) -> str:
    return _digest(each.model_dump(mode="json") for each in plan.data.languages.languages)


def _contents(plan: Plan, booklet: Booklet, missing: Collection[Sheet]) -> Contents:
    return compose_contents(booklet, plan.data, plan.composition, missing, printed_name(plan.paper))


def _where(folder: OutputFolder, work: _Work, path: str) -> Path:
    return (folder.staging if path in work.staged else folder.path) / path


def _take_booklet(plan: Plan, folder: OutputFolder, work: _Work, made: MadeBooklet) -> None:
    if made.findings:
        work.problems.extend(Problem(made.path, 0, 0, f"failed proof: {finding}") for finding in made.findings)
        return
    if plan.options.force or folder.digest(made.path) != made.sha256:
        work.staged.add(made.path)
    booklet = next(each for each in plan.all_booklets if each.path == made.path)
    work.entries[made.path] = FileEntry(
        path=made.path,
        sha256=made.sha256,
        kind="booklet",
        language=booklet.language if booklet.kind == "language" else "",
        city=booklet.city,
        format="booklet",
        pages=made.pages,
        edition=None,
        body_pt=None,
        status=made.status,
        proofed=plan.options.prove,
        facts={"flyers": [flyer_path(sheet) for sheet in booklet.sheets if flyer_path(sheet) in work.entries]},
        missing=made.missing,
    )


# --- publish ------------------------------------------------------------------------------------------------------


def _publish(plan: Plan, folder: OutputFolder, work: _Work) -> Summary:
    data = plan.data
    planned = set(work.entries)
    leaving = set(folder.stray_files(planned))
    after = Manifest(
        information_of=data.handout.last_updated.isoformat(),
        paper=plan.paper.name,
        files=tuple(work.entries[path] for path in plan.paths() if path in work.entries),
        inputs={key: work.inputs[key] for key in work.inputs if key in planned or "/" not in key},
    )
    english = next(each for each in data.languages.languages if each.tag == SOURCE_LANGUAGE)
    index = index_html(
        after,
        data.handout.title,
        long_date(english, data.handout.last_updated),
        [(each.tag, each.names.own, each.names.en) for each in data.languages.languages],
        [(city.id, city.name) for city in data.directory.cities],
        [str(problem) for problem in work.problems],
    )
    changed = folder.publish(plan.replaced, after, work.staged, leaving, {INDEX_NAME: index})
    return Summary(
        written=tuple(sorted(work.staged)),
        kept=len(planned) - len(work.staged),
        removed=tuple(sorted(leaving)),
        problems=tuple(work.problems),
        files_changed=changed + len(leaving),
        proved=plan.options.prove,
        left_out_formats=plan.left_out_formats,
    )

"""The story of a build, top to bottom: compose, plan, make each language, bind booklets, publish.

Up to date without tracking: composing is cheap, so every build composes everything and compares the digest of what a
language is made from with the manifest. Problems are values: they are collected, named, and the rest is built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from handouts.booklet_worker import BookletTask, MadeBooklet, make_booklet
from handouts.content.booklet import Booklet, Sheet, booklets_of, compose_contents, sheet_names
from handouts.content.compose import Composition, compose_all
from handouts.content.dates import long_date
from handouts.content.edition import content_hash
from handouts.content.flyer import Flyer
from handouts.content.load import Data
from handouts.content.model import Language
from handouts.content.translations import SOURCE_LANGUAGE
from handouts.coverage import uncovered_problems
from handouts.errors import ExitCode, InputError, InternalError, Problem, UsageError
from handouts.language_worker import LanguageResult, LanguageTask, MadeSheet, make_language
from handouts.layout import ASKED_FOR, FORMATS
from handouts.output import INDEX_NAME, OutputFolder
from handouts.paper import Paper, paper_named
from handouts.show.index_page import index_html
from handouts.show.manifest import FileEntry, Manifest, facts_of, read_manifest

@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What was asked for. Empty `cities`, `languages`, `formats`: all."""

    data: Path
    fonts: Path
    out: Path
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    paper: str = ""
    jobs: int = 1
    force: bool = False
    reviewed_only: bool = False
    prove: bool = True

    @property
    def subset(self) -> bool:
        return bool(self.cities or self.languages or self.formats)


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
    paper = _paper(data, options)
    _check_asked(data, options, paper)
    composition = compose_all(data)
    if missing := uncovered_problems(data, composition, options.fonts):
        raise InputError(missing)
    if options.reviewed_only:
        composition = _reviewed_only(composition)
    work = _Work(problems=list(composition.problems))
    with OutputFolder(options.out) as folder:
        before = read_manifest(options.out)
        if before is not None and options.subset and before.paper != paper.name:
            raise UsageError(
                f"{options.out} holds {before.paper} sheets; one folder holds one paper size: "
                f"build everything with --paper {paper.name}, or choose another folder with --out"
            )
        plan = _Plan(data, composition, options, paper, before)
        with _executor(options.jobs, len(plan.languages)) as executor:
            _make_languages(plan, folder, work, program, executor, progress)
            _bind_booklets(plan, folder, work, program, executor, progress)
        return _publish(plan, folder, work)


# --- the plan -----------------------------------------------------------------------------------------------------


def _paper(data: Data, options: BuildOptions) -> Paper:
    try:
        return paper_named(options.paper or data.handout.paper, data.handout.oficio_mm)
    except KeyError:
        raise UsageError(f'there is no paper "{options.paper}"; choose letter, a4, legal or oficio') from None


def _check_asked(data: Data, options: BuildOptions, paper: Paper) -> None:
    known = {
        "city": ([city.id for city in data.directory.cities], options.cities),
        "language": ([language.tag for language in data.languages.languages], options.languages),
        "format": (list(ASKED_FOR), options.formats),
    }
    for what, (there, asked) in known.items():
        for name in asked:
            if name not in there:
                raise UsageError(f'there is no {what} "{name}"; there are: {", ".join(there)}')
    for name in options.formats:
        if paper.name not in FORMATS[name].papers:
            on = ", ".join(sorted(FORMATS[name].papers))
            raise UsageError(f"the format {name} does not exist on {paper.name} paper; it exists on: {on}")


def _reviewed_only(composition: Composition) -> Composition:
    """Without the sheets that no person has reviewed; a language none of whose sheets are is left out."""
    flyers = {sheet: flyer for sheet, flyer in composition.flyers.items() if flyer.unreviewed is None}
    tags = {tag for tag, _ in composition.flyers}
    partly = {tag for tag, _ in composition.flyers if any(s[0] == tag and s not in flyers for s in composition.flyers)}
    kept = {sheet: flyer for sheet, flyer in flyers.items() if sheet[0] not in partly}
    left_out = tuple(sorted(tags - {tag for tag, _ in kept}))
    return Composition(kept, composition.catalogues, composition.problems, (*composition.held_back, *left_out))


class _Plan:
    """What `out/` shall hold, and what of it was asked for."""

    def __init__(
        self, data: Data, composition: Composition, options: BuildOptions, paper: Paper, before: Manifest | None
    ) -> None:
        self.data = data
        self.composition = composition
        self.options = options
        self.paper = paper
        self.before = before if before is not None and before.paper == paper.name else None
        self.replaced = before
        self.sheets: tuple[Sheet, ...] = tuple(composition.flyers)
        self.languages = tuple(
            language
            for language in data.languages.languages
            if any(tag == language.tag for tag, _ in self.sheets)
        )
        named = dict.fromkeys((*data.handout.formats, *options.formats))
        there_on_paper = [name for name in ASKED_FOR if name in named and paper.name in FORMATS[name].papers]
        self.formats = tuple(
            form for name in there_on_paper for form in (name, FORMATS[name].also) if form
        )
        self.left_out_formats = tuple(name for name in named if name not in there_on_paper)
        asked_formats = {
            form for name in options.formats or there_on_paper for form in (name, FORMATS[name].also) if form
        }
        self.asked = frozenset(
            (tag, city)
            for tag, city in self.sheets
            if (not options.cities or city in options.cities) and (not options.languages or tag in options.languages)
        )
        asked_flyers = self.asked if "flyer" in asked_formats else frozenset()
        self.all_booklets = booklets_of(data, composition) if "flyer" in self.formats else ()
        there = {entry.path for entry in self.before.files} if self.before else set()
        self.booklets = tuple(
            booklet
            for booklet in self.all_booklets
            if asked_flyers.issuperset(booklet.sheets)
            or (booklet.path in there and not asked_flyers.isdisjoint(booklet.sheets))
        )
        self.wanted = {
            FORMATS[form].path_of(tag, city) for form in self.formats if form in asked_formats for tag, city in self.asked
        } | {flyer_path(sheet) for booklet in self.booklets for sheet in booklet.sheets}

    def language(self, tag: str) -> Language:
        return next(language for language in self.languages if language.tag == tag)

    def booklet_of(self, tag: str) -> Booklet | None:
        return next((each for each in self.all_booklets if each.kind == "language" and each.language == tag), None)


def flyer_path(sheet: Sheet) -> str:
    """The file of a flyer."""
    return FORMATS["flyer"].path_of(*sheet)


def _digest(parts: Iterable[object]) -> str:
    document = json.dumps(list(parts), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(document.encode()).hexdigest()


# --- flyers -------------------------------------------------------------------------------------------------------


def _make_languages(
    plan: _Plan, folder: OutputFolder, work: _Work, program: str, executor: Executor | None, progress: Progress
) -> None:
    """Every language that is not in place already: laid out, drawn, proved, staged."""
    tasks: list[LanguageTask] = []
    for language in plan.languages:
        task = _language_task(plan, folder, language)
        digest = _digest(
            [
                program,
                asdict(plan.paper),
                [each.model_dump(mode="json") for each in task.languages],
                task.formats,
                [content_hash(flyer) for flyer in task.flyers],
                asdict(task.contents) if task.contents else None,
            ]
        )
        work.inputs[language.tag] = digest
        if _in_place(plan, work, task, digest):
            continue
        tasks.append(task)
    progress.start(len(tasks) + len(plan.booklets))
    for result in _run(executor, make_language, tasks):
        _take_language(plan, folder, work, result)
        progress.step(f"{plan.language(result.language).names.en} ({result.language})")


def _language_task(plan: _Plan, folder: OutputFolder, language: Language) -> LanguageTask:
    flyers = tuple(plan.composition.flyers[sheet] for sheet in plan.sheets if sheet[0] == language.tag)
    known: dict[str, str] = {}
    if plan.before is not None:
        for entry in plan.before.files:
            usable = entry.proofed or not plan.options.prove
            if entry.kind == "sheet" and entry.language == language.tag and usable:
                if folder.digest(entry.path) == entry.sha256 and not plan.options.force:
                    known[entry.path] = entry.sha256
    booklet = plan.booklet_of(language.tag)
    return LanguageTask(
        language=language,
        languages=plan.data.languages.languages,
        flyers=flyers,
        formats=plan.formats,
        wanted=frozenset(plan.wanted),
        known=known,
        contents=compose_contents(booklet, plan.data, plan.composition, (), _paper_name(plan.paper)) if booklet else None,
        author=plan.data.handout.publisher,
        paper=plan.paper,
        fonts=plan.options.fonts,
        staging=folder.staging,
        prove=plan.options.prove,
    )


def _in_place(plan: _Plan, work: _Work, task: LanguageTask, digest: str) -> bool:
    """Whether all wanted flyers of a language stand in the folder as they would be made now."""
    if plan.before is None or plan.before.inputs.get(task.language.tag) != digest:
        return False
    sheets = {FORMATS[form].path_of(flyer.language, flyer.city) for form in task.formats for flyer in task.flyers}
    if not sheets & task.wanted <= task.known.keys():
        return False
    for entry in plan.before.files:
        if entry.path in task.known and entry.path in sheets:
            work.entries[entry.path] = entry
    return True


def _take_language(plan: _Plan, folder: OutputFolder, work: _Work, result: LanguageResult) -> None:
    if result.contents is not None:
        work.contents[result.language] = result.contents
    for made in result.sheets:
        flyer = plan.composition.flyers[result.language, made.city]
        if made.does_not_fit:
            what = f"the {made.format} sheet does not fit: {made.does_not_fit}"
            work.problems.append(Problem(made.path, 0, 0, what, "shorten its texts, or take organisations out"))
            continue
        if made.findings:
            work.problems.extend(Problem(made.path, 0, 0, f"failed proof: {finding}") for finding in made.findings)
            continue
        old = plan.before.entry(made.path) if plan.before else None
        if not made.staged and (old is None or not old.sha256 == made.sha256 == folder.digest(made.path)):
            continue  # not asked for, and what stands there is out of date: it leaves
        if made.staged:
            work.staged.add(made.path)
        proofed = plan.options.prove if made.staged or old is None else old.proofed
        work.entries[made.path] = _sheet_entry(made, flyer, proofed)


def _sheet_entry(made: MadeSheet, flyer: Flyer, proofed: bool) -> FileEntry:
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
        proofed=proofed,
        facts=facts_of(flyer, made.left_out),
        left_out=made.left_out,
    )


# --- booklets -----------------------------------------------------------------------------------------------------


def _bind_booklets(
    plan: _Plan, folder: OutputFolder, work: _Work, program: str, executor: Executor | None, progress: Progress
) -> None:
    """Every booklet that was asked for and is not in place already, bound from the finished flyers."""
    tasks: list[BookletTask] = []
    for booklet in plan.all_booklets:
        missing = [sheet for sheet in booklet.sheets if flyer_path(sheet) not in work.entries]
        bound = [sheet for sheet in booklet.sheets if sheet not in missing]
        contents = compose_contents(booklet, plan.data, plan.composition, missing, _paper_name(plan.paper))
        digests = [work.entries[flyer_path(sheet)].sha256 for sheet in bound]
        digest = _digest([program, plan.paper.name, asdict(contents), digests, work.inputs.get(booklet.language, "")])
        old = plan.before.entry(booklet.path) if plan.before else None
        current = (
            old is not None
            and plan.before is not None
            and plan.before.inputs.get(booklet.path) == digest
            and (old.proofed or not plan.options.prove)
            and folder.digest(booklet.path) == old.sha256
            and not plan.options.force
        )
        if current and old is not None:
            work.entries[booklet.path] = old
            work.inputs[booklet.path] = digest
            continue
        if booklet not in plan.booklets or not bound:
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
                language=next(each for each in plan.data.languages.languages if each.tag == booklet.language),
                languages=plan.data.languages.languages,
                missing=tuple(names.values()),
                author=plan.data.handout.publisher,
                information_of=plan.data.handout.last_updated.isoformat(),
                paper=plan.paper,
                fonts=plan.options.fonts,
                staging=folder.staging,
                prove=plan.options.prove,
            )
        )
    for made in _run(executor, make_booklet, tasks):
        _take_booklet(plan, work, made)
        progress.step(made.path)


def _where(folder: OutputFolder, work: _Work, path: str) -> Path:
    return (folder.staging if path in work.staged else folder.path) / path


def _take_booklet(plan: _Plan, work: _Work, made: MadeBooklet) -> None:
    if made.findings:
        work.problems.extend(Problem(made.path, 0, 0, f"failed proof: {finding}") for finding in made.findings)
        return
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


def _publish(plan: _Plan, folder: OutputFolder, work: _Work) -> Summary:
    data = plan.data
    planned = set(work.entries)
    leaving = set(folder.stray_files(planned))
    after = Manifest(
        information_of=data.handout.last_updated.isoformat(),
        paper=plan.paper.name,
        files=tuple(work.entries.values()),
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


def _paper_name(paper: Paper) -> str:
    return "A4" if paper.name == "a4" else paper.name.capitalize()


# --- jobs ---------------------------------------------------------------------------------------------------------


class _NoExecutor:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _executor(jobs: int, languages: int) -> Any:
    """Spawned workers everywhere, so that Linux behaves as Windows does; none for one job."""
    if jobs <= 1 or languages <= 1:
        return _NoExecutor()
    return ProcessPoolExecutor(min(jobs, languages), mp_context=get_context("spawn"))


def _run(executor: Executor | None, work: Any, tasks: list[Any]) -> Iterable[Any]:
    """Results in the order of the tasks, so that messages are the same with any number of jobs."""
    if executor is None:
        for task in tasks:
            yield work(task)
        return
    futures: list[Future[Any]] = [executor.submit(work, task) for task in tasks]
    try:
        for future in futures:
            yield future.result()
    except BrokenProcessPool as error:
        raise InternalError("a worker process died; nothing was published: start the build again") from error
    finally:
        for future in futures:
            future.cancel()


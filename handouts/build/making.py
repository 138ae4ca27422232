"""Make what a plan wants and is not in place already: draw each language, then picture and bind its sheets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

from handouts.build.batches import Batch, digest_of, in_place, standing
from handouts.build.jobs import Jobs
from handouts.build.kept_paths import KEPT_FACTS, fonts_path, sheets_path, texts_path
from handouts.build.out_folder import OutputFolder
from handouts.build.outcome import Outcome, Staging, Wanted, entries_of
from handouts.build.plan import Plan, path_of
from handouts.build.staged import staged_file
from handouts.build.tasks import (
    BindingTask,
    BoundShare,
    Group,
    LanguageResult,
    LanguageTask,
    PictureTask,
    Volume,
    in_even_shares,
    in_shares,
)
from handouts.build.unfinished import MadeFrom, noted
from handouts.content.booklet import sheet_name
from handouts.content.edition import content_hash
from handouts.content.packed import Packed
from handouts.errors import Problem
from handouts.late import Late
from handouts.manifest import FileEntry, entry_document
from handouts.products.bound import volumes_with
from handouts.products.product import Bound, Item, Pictured, Sheet
from handouts.products.table import BOUND, DRAWN
from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.model import Language

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_Found = TypeVar("_Found")
_Share = TypeVar("_Share", bound=Sequence[PictureTask | BindingTask])

# What workers do: this process draws and proves nothing, and needs nothing for it, unless it is the only one.
_MAKE_LANGUAGE = Late("handouts.build.language_worker", "make_language")
_MAKE_PICTURES = Late("handouts.build.picture_worker", "make_pictures")
_MAKE_BOUND = Late("handouts.build.binding_worker", "make_bound")


class Progress(Protocol):
    """Told how far the work has come."""

    def start(self, steps: int) -> None: ...
    def step(self, what: str) -> None: ...


@dataclass(slots=True)
class Work:
    """What is known so far. `inputs`: the digest of each batch, by its key; `contents`: contents pages that are drawn
    already, by the path of their booklet; `kept`: files that are staged for the next build; `facts`: what was
    found of sheets, by the digests of their files; `pictures`: what comes of the shares of pictures that are begun."""

    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, FileEntry] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    staged: set[str] = field(default_factory=set)
    contents: dict[str, bytes] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    pictures: list[Iterator[Sequence[Outcome]]] = field(default_factory=list)

    def take(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            self.problems += outcome.problems
            if outcome.entry is not None:
                self.entries[outcome.path] = outcome.entry
            if outcome.staged:
                self.staged.add(outcome.path)


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes what the plan wants and is not in place already: first what is drawn, then what is made from it.
    `program`: the digest of the program; `surroundings`: that of all that decides the bytes of every file."""

    plan: Plan
    folder: OutputFolder
    work: Work
    program: str
    surroundings: str
    jobs: Jobs
    progress: Progress

    # --- what is drawn ----------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Every language of which something is not in place: laid out, drawn, proved, staged. Pictures of its sheets
        are begun when it is finished: a worker that finds no language left makes these."""
        plan, work = self.plan, self.work
        due: list[str] = []
        results = self._noted(_MAKE_LANGUAGE, LanguageResult.entries, self._language_tasks(due))
        later = sum(item in plan.wanted for product in plan.made for item in plan.items_of(product))
        self.progress.start(len(due) + later)
        for tag in (language.tag for language in plan.languages):
            if tag in due:
                result: LanguageResult = next(results)
                work.take(result.outcomes)
                work.contents.update(result.contents)
                work.kept.update(result.kept)
                self.progress.step(f"{plan.language(tag).names.en} ({tag})")
            work.pictures.append(self._pictures(tag))

    def _language_tasks(self, due_tags: list[str]) -> Iterator[tuple[LanguageTask, dict[str, str]]]:
        """Those that are due, each with the digests of its batches; `due_tags` gets the tags of their languages. A
        worker begins with one while the next is found out."""
        plan, work = self.plan, self.work
        for language in plan.languages:
            made_from = self._made_from(language.tag)
            due: list[tuple[Group, Batch]] = []
            there: dict[str, FileEntry] = {}
            for word, items in plan.drawn_groups(language.tag).items():
                group, batch = self._group(language, word, items, made_from)
                work.inputs[batch.key] = batch.digest
                found = self._standing(batch)
                if self._is_in_place(batch, found):
                    work.entries.update({path: found[path] for path in batch.paths if path in found})
                else:
                    due.append((group, batch))
                    there.update(found)
            if due:
                due_tags.append(language.tag)
                yield (
                    self._language_task(language, due, there, made_from),
                    {batch.key: batch.digest for _, batch in due},
                )

    def _standing(self, batch: Batch) -> dict[str, FileEntry]:
        """What stands there of its files, and of those beside. Where its files are of a build that was stopped, what is
        made here for those beside is made once more: nobody knows from which files those were made."""
        plan, beside = self.plan, batch.beside
        if plan.replaced is None or plan.replaced.inputs.get(batch.key) != batch.digest:
            beside = ()
        return standing((*batch.paths, *beside), plan.before, self.folder)

    def _made_from(self, tag: str) -> dict[str, str]:
        """The digest of all that a sheet of the language is made from, by its path."""
        contents: dict[Sheet, str] = {}
        found: dict[str, str] = {}
        for item in chain.from_iterable(self.plan.drawn_groups(tag).values()):
            content = contents.get(_sheet(item))
            if content is None:
                content = contents[_sheet(item)] = content_hash(self.plan.content_of(item))
            found[path_of(item)] = digest_of([self.surroundings, item.product, content])
        return found

    def _group(
        self, language: Language, word: str, items: Sequence[Item], made_from: Mapping[str, str]
    ) -> tuple[Group, Batch]:
        """The sheets of a language that are asked for by one word, with the contents pages that are drawn with them,
        each with the product that its booklet is bound from."""
        plan = self.plan
        beside = plan.bound_with(language.tag, word)
        contents = {
            path_of(item): (item.product, contents)
            for item in beside
            for _, contents in volumes_with(BOUND[item.product], item, plan.data, plan.composition, (), plan.paper)
        }
        paths = tuple(map(path_of, items))
        batch = Batch(
            key=_key(language.tag, word),
            digest=digest_of(
                [
                    self.surroundings,
                    [(path, made_from[path]) for path in paths],
                    {path: asdict(each) for path, (_, each) in contents.items()},
                ]
            ),
            paths=paths,
            wanted=frozenset(path_of(item) for item in items if item in plan.wanted),
            beside=tuple(map(path_of, beside)),
            beside_wanted=frozenset(path_of(item) for item in beside if item in plan.wanted),
        )
        return Group(tuple(dict.fromkeys(item.product for item in items)), contents), batch

    def _is_in_place(self, batch: Batch, there: Mapping[str, FileEntry]) -> bool:
        options = self.plan.options
        if self.folder.taken_up.is_mixed(batch.key, there.keys() & batch.paths, self.plan.replaced):
            return False
        return in_place(batch, there, self.plan.before, prove=options.prove, force=options.force)

    def _language_task(
        self,
        language: Language,
        due: Sequence[tuple[Group, Batch]],
        there: Mapping[str, FileEntry],
        made_from: Mapping[str, str],
    ) -> LanguageTask:
        plan = self.plan
        return LanguageTask(
            language=language.tag,
            typography=plan.typography(language.tag),
            flyers=Packed(plan.composition.flyers[sheet] for sheet in plan.sheets if sheet[0] == language.tag),
            together=plan.drawn_together(language.tag),
            groups=tuple(group for group, _ in due),
            files={path: _wanted(batch, there, path) for _, batch in due for path in batch.paths},
            there=there,
            made_from=made_from,
            kept=self.folder.kept(sheets_path(language.tag)),
            kept_texts=self.folder.kept(texts_path(language.tag)),
            kept_fonts=self.folder.kept(fonts_path(language.tag)),
            program=self.program,
            author=plan.data.handout.publisher,
            paper=plan.paper,
            sides=plan.sides,
            fonts=plan.options.fonts,
            staging=self._staging,
        )

    @property
    def _staging(self) -> Staging:
        return Staging(self.folder.staging, self.plan.options.prove, self.plan.options.force)

    def _noted(
        self,
        work: Callable[[_Task], _Result],
        entries: Callable[[_Result], Iterable[FileEntry]],
        tasks: Iterable[tuple[_Task, Mapping[str, str]]],
    ) -> Iterator[_Result]:
        """The results, in the order of the tasks, of which each comes with its inputs. What is finished is noted at
        once, for the build that goes on where this one was stopped."""
        paper = self.plan.paper.name
        given = (MadeFrom(task, paper, inputs) for task, inputs in tasks)
        return self.jobs.run(partial(noted, work, entries, self.folder.staging), given)

    def _with_inputs(self, shares: Iterable[_Share]) -> Iterator[tuple[_Share, Mapping[str, str]]]:
        for share in shares:
            yield share, {path: self.work.inputs[path] for path in (path_of(task.item) for task in share)}

    # --- what is made of finished sheets ----------------------------------------------------------------------------

    def picture_and_bind(self, meanwhile: Callable[[], _Found]) -> _Found:
        """Every picture and every booklet that was asked for and is not in place. A worker that is done with pictures
        goes on with booklets, and does not wait for the others. What comes of `meanwhile`, which this process does."""
        stages = _stages(self.plan.bound)
        booklets = self._booklets(next(stages, ()))
        found = meanwhile()
        for pictures in self.work.pictures:
            self._take_pictures(pictures)
        self._take_booklets(*booklets)
        for stage in stages:
            self._take_booklets(*self._booklets(stage))
        return found

    def _pictures(self, tag: str) -> Iterator[Sequence[Outcome]]:
        """Those of a language, begun; what comes of each share of them."""
        plan = self.plan
        sheets = plan.sheets_of(tag)
        items = [(product, item) for product in plan.pictured for item in product.items(sheets)]
        tasks = [task for each in items for task in self._picturing(*each)]
        shares = in_even_shares(tasks, self.jobs.processes)
        return self._noted(_MAKE_PICTURES, entries_of, self._with_inputs(shares))

    def _take_pictures(self, shares: Iterator[Sequence[Outcome]]) -> None:
        for share in shares:
            self.work.take(share)
            for outcome in share:
                self.progress.step(outcome.path)

    def _picturing(self, product: Pictured, item: Item) -> Iterable[PictureTask]:
        """The task of one item; none where it is not due, or there is no sheet to show."""
        plan, work = self.plan, self.work
        path, (part,) = path_of(item), plan.parts_of(product, item)
        entry = work.entries.get(path_of(part))
        if entry is None:
            return
        batch = Batch(
            path, digest_of([self.program, entry_document(replace(entry, proofed=True))]), (path,), self._asked(item)
        )
        there = standing(batch.paths, plan.before, self.folder)
        if not self._is_due(batch, there):
            return
        extent = DRAWN[product.of].expected(plan.paper, entry.pages).extent(entry.left_out)
        flyer = plan.composition.flyers[_sheet(item)].on_sheet(extent)
        wanted = _wanted(batch, there, path)
        yield PictureTask(
            item=item,
            flyer=flyer,
            extent=extent,
            entry=entry,
            file=self._file(entry.path),
            fonts=plan.options.fonts,
            program=self.program,
            wanted=wanted,
            staging=self._staging,
        )

    def _asked(self, item: Item) -> frozenset[str]:
        return frozenset((path_of(item),) if item in self.plan.wanted else ())

    def _file(self, path: str) -> Path:
        """Where a finished sheet can be read."""
        return staged_file(self.folder.staging, path) if path in self.work.staged else self.folder.place(path)

    def _is_due(self, batch: Batch, there: Mapping[str, FileEntry]) -> bool:
        """Whether what is made of sheets is to be made now: not where it is in place, nor where it is out of date and
        was not asked for."""
        work, before = self.work, self.plan.before
        if self._is_in_place(batch, there):
            work.entries.update(there)
            work.inputs.update((path, batch.digest) for path in there)
            return False
        if not batch.wanted and (before is None or before.inputs.get(batch.key) != batch.digest):
            return False
        work.inputs[batch.key] = batch.digest
        return True

    def _booklets(self, stage: Sequence[Bound]) -> tuple[list[str], Iterator[BoundShare]]:
        """Those of some products, begun, bound from the finished sheets: their paths, and what comes of each share."""
        items = [(product, item) for product in stage for item in self.plan.items_of(product)]
        tasks = [task for each in items for task in self._binding(*each)]
        shares = in_shares(tasks, self.jobs.processes)
        made = self._noted(_MAKE_BOUND, BoundShare.entries, self._with_inputs(shares))
        return [path_of(task.item) for task in tasks], made

    def _take_booklets(self, paths: Sequence[str], shares: Iterator[BoundShare]) -> None:
        made: dict[str, Outcome] = {}
        for share in shares:
            for sheet, facts in share.facts.items():
                self.work.facts.setdefault(sheet, {}).update(facts)
            for outcome in share.outcomes:
                made[outcome.path] = outcome
                self.progress.step(outcome.path)
        self.work.take(map(made.__getitem__, paths))

    def _binding(self, product: Bound, item: Item) -> Iterable[BindingTask]:
        """The task of one item; none where it is not due, or nothing is there to bind."""
        plan, work = self.plan, self.work
        path, parts = path_of(item), {path_of(part): part for part in plan.parts_of(product, item)}
        missing = [_sheet(part) for each, part in parts.items() if each not in work.entries]
        volumes = tuple(self._volumes(product, item, missing))
        sheets = [work.entries[each] for volume in volumes for each in volume.paths]
        digest = digest_of(
            [
                self.surroundings,
                [(asdict(volume.booklet), asdict(volume.contents)) for volume in volumes],
                [entry.sha256 for entry in sheets],
                # A contents page that is drawn with the sheets of its language has their font plan.
                work.inputs.get(_key(item.language, product.asked_as), ""),
            ]
        )
        batch = Batch(path, digest, (path,), self._asked(item))
        there = standing(batch.paths, plan.before, self.folder)
        if not volumes or not self._is_due(batch, there):
            return
        yield BindingTask(
            item=item,
            volumes=volumes,
            english=plan.typography(SOURCE_LANGUAGE),
            missing=tuple(sheet_name(plan.composition.flyers[sheet]) for sheet in missing),
            author=plan.data.handout.publisher,
            information_of=plan.data.handout.last_updated,
            paper=plan.paper,
            fonts=plan.options.fonts,
            wanted=_wanted(batch, there, path),
            staging=self._staging,
            kept=self.folder.kept(KEPT_FACTS),
            program=self.program,
        )

    def _volumes(self, product: Bound, item: Item, missing: Collection[Sheet]) -> Iterator[Volume]:
        """The parts of a booklet, as far as any of their sheets is there, with the code of the whole."""
        plan, work, flyers = self.plan, self.work, self.plan.composition.flyers
        found = volumes_with(product, item, plan.data, plan.composition, missing, plan.paper)
        bound = [
            {sheet: path_of(Item(product.of, *sheet)) for sheet in booklet.sheets if sheet not in missing}
            for booklet, _ in found
        ]
        codes = [work.entries[path].edition or "" for paths in bound for path in paths.values()]
        for (booklet, contents), paths in zip(found, bound, strict=True):
            sheets = [work.entries[path] for path in paths.values()]
            if not sheets:
                continue
            pages = tuple(entry.pages for entry in sheets)
            bound_flyers = [flyers[sheet] for sheet in paths]
            yield Volume(
                booklet=booklet,
                contents=contents.of_finished(pages, codes),
                typography=plan.typography(booklet.language),
                names=tuple(f"{flyer.language}/{flyer.city}" for flyer in bound_flyers),
                headings=tuple(map(booklet.headings, bound_flyers)),
                paths=tuple(paths.values()),
                pages=pages,
                statuses=tuple(entry.status for entry in sheets),
                files=tuple(map(self._file, paths.values())),
                own_pages=None if missing else work.contents.get(path_of(item)),
            )


def surroundings_of(plan: Plan, program: str) -> str:
    """The digest of what decides the bytes of every file."""
    typography = [each.model_dump(mode="json") for each in plan.data.languages.languages]
    return digest_of([program, asdict(plan.paper), plan.sides, plan.data.handout.publisher, typography])


def _stages(products: Sequence[Bound]) -> Iterator[Sequence[Bound]]:
    """Products in groups: all that one is bound from is made in an earlier group."""
    waiting = list(products)
    while waiting:
        names = {product.name for product in waiting}
        ready = [product for product in waiting if product.of not in names]
        yield ready
        waiting = [product for product in waiting if product not in ready]


def _key(tag: str, word: str) -> str:
    """Of the batch of a language's sheets that are asked for by one word."""
    return f"{tag}:{word}"


def _sheet(item: Item) -> Sheet:
    return item.language, item.city


def _wanted(batch: Batch, there: Mapping[str, FileEntry], path: str) -> Wanted:
    entry = there.get(path)
    return Wanted(path in batch.wanted, entry.sha256 if entry else "", bool(entry and entry.proofed))

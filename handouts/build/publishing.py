"""Publish what a build has made, with manifest, gallery and what it says at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handouts.build.data_digest import data_digest
from handouts.build.kept_facts import keep_facts
from handouts.build.kept_paths import fonts_path, sheets_path, texts_path
from handouts.build.making import Work
from handouts.build.out_folder import OutputFolder
from handouts.build.plan import Plan, path_of
from handouts.build.summary import Since, Summary
from handouts.content.changes import Changes, Harm, SheetChange
from handouts.errors import InputError, Problem
from handouts.gallery.files import gallery_files
from handouts.gallery.history import history_of
from handouts.gallery.pages import Templates
from handouts.manifest import Manifest
from handouts.products.packs import packs_out_of_date, packs_there
from handouts.sources.edition_files import read_editions
from handouts.sources.editions import Edition
from handouts.sources.load import Data


class Publisher:
    """Ready to publish what is being made from this data. `program`: its digest."""

    def __init__(self, data: Data, program: str) -> None:
        self._made_by = {"program": program, "data": data_digest(data)}
        self._program = program
        self._editions, self._unreadable = _recorded(data)
        self._templates = Templates()
        self._templates.compile()

    def publish(self, plan: Plan, folder: OutputFolder, work: Work, leaving: Collection[str]) -> Summary:
        """Move it into place; the summary. `leaving`: files that go. Raises WriteError."""
        planned = set(work.entries)
        options = f"--sides {plan.sides}{' --reviewed-only' * plan.options.reviewed_only}"
        after = Manifest(
            information_of=plan.data.handout.last_updated.isoformat(),
            paper=plan.paper.name,
            files=tuple(work.entries[path] for path in map(path_of, plan.items()) if path in work.entries),
            inputs={key: digest for key, digest in work.inputs.items() if key in planned or "/" not in key},
            made_by={**self._made_by, "options": options},
        )
        history = history_of(self._editions, plan.data, plan.composition, after)
        unreadable, problems = bool(self._unreadable), (*self._unreadable, *work.problems)
        since = None if unreadable else history.last.name if history else ""
        leaving = [*leaving, *packs_out_of_date(folder.path, after, since)]
        notes = [str(problem) for problem in problems]
        packs = packs_there(folder.path, after, since)
        gallery = gallery_files(
            after,
            plan.data,
            plan.composition.flyers,
            notes,
            history,
            packs,
            unreadable_editions=unreadable,
            templates=self._templates,
            catalogues={tag: plan.composition.catalogues[tag] for tag in plan.composition.not_composed},
        )
        changed = folder.publish(plan.replaced, after, work.staged, leaving, gallery)
        folder.keep(work.kept)
        keep_facts(folder, work.facts, [entry.sha256 for entry in after.files], self._program)
        tags = (*(language.tag for language in plan.languages), *plan.composition.not_composed)
        for path_of_language in (sheets_path, texts_path, fonts_path):
            folder.keep_only(set(map(path_of_language, tags)), path_of_language("*"))
        return Summary(
            written=tuple(sorted(work.staged)),
            kept=len(planned) - len(work.staged),
            removed=tuple(sorted(leaving)),
            problems=problems,
            files_changed=changed + len(leaving),
            proved=plan.options.prove,
            left_out_formats=plan.left_out_formats,
            notices=plan.composition.notices,
            in_english=plan.composition.in_english,
            since=_since(history.changes) if history else None,
            not_built=history.not_built if history else 0,
            unreadable_editions=unreadable,
        )


def _recorded(data: Data) -> tuple[Sequence[Edition], Sequence[Problem]]:
    """The editions that were printed, oldest first; none where one of the files is damaged, and what is wrong. It keeps
    nobody from printing: only what differs from it can't be told."""
    try:
        return read_editions(data.folder).printed, ()
    except InputError as error:
        return (), error.problems


def _since(changes: Changes) -> Since:
    def counted(there: Sequence[SheetChange]) -> tuple[int, int]:
        sheets = sum(each.is_a_sheet for each in there)
        return sheets, len(there) - sheets

    return Since(
        edition=changes.since,
        words=tuple(fact.words() for fact in changes.facts),
        facts=tuple(fact.document() for fact in changes.facts),
        wrong=counted([each for each in changes.of_harm(Harm.WRONG) if each.changed]),
        incomplete=counted([each for each in changes.of_harm(Harm.INCOMPLETE) if each.changed]),
        not_recorded=counted(changes.not_recorded),
        differs=bool(changes.changed_sheets),
    )

"""The story of a build, top to bottom: compose, plan, draw each language, picture and bind its sheets, publish.

Problems are values: they are collected, named, and the rest is built.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.build.composing import languages_to_compose
from handouts.build.jobs import Jobs
from handouts.build.last_build import remember, state_of
from handouts.build.leaving import MayRemove, ask, leaving_for_certain, not_asked_for
from handouts.build.making import Builder, Progress, Work, surroundings_of
from handouts.build.options import BuildOptions
from handouts.build.out_folder import OutputFolder
from handouts.build.plan import (
    Plan,
    asked_paper,
    check_asked,
    check_folder_paper,
    check_sides,
    path_of,
    reviewed_only,
    with_tags,
)
from handouts.build.staged import path_of_staged
from handouts.build.summary import Summary
from handouts.content.compose import Composition
from handouts.errors import WriteError
from handouts.gallery.paths import gallery_paths
from handouts.layout.glyph_coverage import compose_printable
from handouts.manifest import read_manifest
from handouts.sources.load import Data

if TYPE_CHECKING:
    from handouts.build.publishing import Publisher


def run_build(
    data: Data,
    options: BuildOptions,
    program: str,
    progress: Progress,
    may_remove: MayRemove,
    state: str,
    jobs: Jobs,
) -> Summary:
    """See `build_handouts`."""
    paper, asked = asked_paper(data, options), options
    options = with_tags(data, options)
    check_asked(data, options, paper)
    check_sides(options)
    # Before the folder is taken: what is wrong with the data leaves it as it is.
    languages = languages_to_compose(data, options, paper, read_manifest(options.out) if options.languages else None)
    composition = compose_printable(data, options.fonts, languages)
    with OutputFolder(options.out, gallery_paths()) as folder:
        before = read_manifest(options.out)
        if not languages_to_compose(data, options, paper, before) <= languages:  # another build has just ended there
            composition = compose_printable(data, options.fonts)
        held_back = _held_back(data, composition)
        if options.reviewed_only:
            composition = reviewed_only(composition)
        check_folder_paper(options, paper, before)
        plan = Plan(data, composition, options, paper, before)
        certain = leaving_for_certain(plan) if options.subset else ()
        ask(certain, may_remove)
        if not options.force:
            folder.take_up({path_of(item) for item in plan.wanted}, paper.name)
            plan.before = folder.taken_up.added_to(plan.before, data.handout.last_updated.isoformat(), paper.name)
        work = Work(problems=list(composition.problems))

        def get_ready() -> tuple[Publisher, bool]:
            from handouts.build.publishing import Publisher  # what it takes is imported while workers draw

            return Publisher(data, program), not state or state_of(asked, program) == state

        try:
            builder = Builder(plan, folder, work, program, surroundings_of(plan, program), jobs, progress)
            builder.draw()
            publisher, as_read = builder.picture_and_bind(get_ready)
        except BaseException as error:
            jobs.stop()  # else they go on writing into a folder that is put away
            if isinstance(error, OSError):
                raise _write_error(error, folder) from error
            raise
        work.staged |= folder.taken_up.staged & work.entries.keys()
        leaving = folder.stray_files(set(work.entries))
        if options.subset:
            ask([path for path in not_asked_for(plan, leaving) if path not in certain], may_remove)
        summary = replace(publisher.publish(plan, folder, work, leaving), held_back=held_back)
        # Where a file failed, or somebody has changed the data since they were read, the next build tries again.
        if state and as_read and len(work.problems) == len(composition.problems):
            remember(folder, state, summary)
        return summary


def _held_back(data: Data, composition: Composition) -> dict[str, tuple[str, ...]]:
    cities = [city.id for city in data.directory.cities]
    missing = {
        language.tag: tuple(city for city in cities if (language.tag, city) not in composition.flyers)
        for language in data.languages.languages
        if language.tag not in composition.not_composed
    }
    return {tag: cities for tag, cities in missing.items() if cities}


def _write_error(error: OSError, folder: OutputFolder) -> Exception:
    """What a worker met in the staging folder, in words; any other error as it is."""
    if error.filename is None or not Path(error.filename).is_relative_to(folder.staging):
        return error
    path = folder.path / path_of_staged(Path(error.filename).relative_to(folder.staging).as_posix())
    return WriteError(path, error.strerror or str(error), "make room, or choose another folder with --out")

"""Begin a build: the workers are started first, and get ready while this process reads the data and imports what a
build takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from handouts.build.jobs import Jobs
from handouts.build.readiness import get_ready

if TYPE_CHECKING:
    from handouts.build.leaving import MayRemove
    from handouts.build.making import Progress
    from handouts.build.options import BuildOptions
    from handouts.build.summary import Summary
    from handouts.sources.load import Data


def _yes(_: Sequence[str]) -> bool:
    return True


def started(options: BuildOptions) -> Jobs:
    """The workers of a build, on their way to be ready: as many as asked for, but no more than there are languages, as
    far as the files of translations tell before the data is read."""
    languages = 1 + sum(1 for _ in (options.data / "translations").glob("*.po"))
    return Jobs(min(options.jobs, languages), partial(get_ready, options.formats, prove=options.prove))


def build_handouts(
    data: Data,
    options: BuildOptions,
    program: str,
    progress: Progress,
    jobs: Jobs,
    may_remove: MayRemove = _yes,
    state: str = "",
) -> Summary:
    """Build into `options.out`. `program`: digest of the program, its libraries and fonts. `jobs`: the workers.
    `may_remove`: asked before the build of a part makes anything, as far as it is known then which finished files it
    was not asked for and will remove; of all others before it removes them. `state`: what the build depends on, as
    `state_of` says; with one the next build can tell that there is nothing to do.

    Raises UsageError for what does not exist and where nothing may be removed, InputError for wrong data, WriteError
    where the disk refuses. With an error the folder is as it was, or whole.
    """
    from handouts.build.run import run_build

    return run_build(data, options, program, progress, may_remove, state, jobs)

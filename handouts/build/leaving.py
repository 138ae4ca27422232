"""Which finished files a build of a part makes leave the output folder, as far as that can be told before any work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from handouts.build.plan import Plan, path_of
from handouts.errors import UsageError
from handouts.products.present import stale_files
from handouts.products.product import Item

MayRemove = Callable[[Sequence[str]], bool]
"""Whether these files, by their paths in the output folder, may leave it."""


def leaving_for_certain(plan: Plan) -> tuple[str, ...]:
    """Files that are listed, were not asked for, and are no longer what the data say, with what is made of them; in
    the order of the manifest. Others may turn out to leave when all is made: where the program has changed, or fonts
    have to hold other letters."""
    if plan.before is None:
        return ()
    differing = set(stale_files(plan.data, plan.composition, plan.before))
    differing |= {entry.path for entry in plan.before.files} - set(map(path_of, plan.items()))
    made = [(item, plan.parts_of(product, item)) for product in plan.made for item in plan.items_of(product)]
    while further := {path_of(item) for item, parts in made if _has_one_of(parts, differing)} - differing:
        differing |= further
    asked = set(map(path_of, plan.wanted))
    return tuple(entry.path for entry in plan.before.files if entry.path in differing - asked)


def _has_one_of(parts: Iterable[Item], paths: set[str]) -> bool:
    return not paths.isdisjoint(map(path_of, parts))


def not_asked_for(plan: Plan, leaving: Iterable[str]) -> tuple[str, ...]:
    """Of the files that leave those that the last build has finished, and this one was not asked to make."""
    finished = {entry.path for entry in plan.replaced.files} if plan.replaced else set()
    return tuple(path for path in leaving if path in finished - set(map(path_of, plan.wanted)))


def ask(leaving: Sequence[str], may_remove: MayRemove) -> None:
    """Raises UsageError where there are files that would leave, and they may not."""
    if leaving and not may_remove(leaving):
        raise UsageError("nothing was written: to keep all sheets build all of them, or a part into another --out")

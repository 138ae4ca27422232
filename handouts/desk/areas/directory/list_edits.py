"""Edits that make one list of another: entries are moved with their comments, not written over each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from handouts.desk.store.merging import same_entries
from handouts.sources.edits import Edit, insert, move, remove, replace, same
from handouts.sources.yaml_document import Steps, Value


def list_edits(steps: Steps, old: Sequence[Value], new: Sequence[Value]) -> list[Edit]:
    """What makes the list at `steps` say `new`, each edit after the others."""
    of = same_entries(old, new)
    back = {other: index for index, other in of.items()}
    edits = [remove((*steps, index)) for index in reversed(range(len(old))) if index not in of]
    order = [index for index in range(len(old)) if index in of]
    wanted = [back[other] for other in sorted(back)]
    stay = _longest_in_order([wanted.index(index) for index in order])
    for target, index in enumerate(wanted):
        if target in stay:
            continue
        here = order.index(index)
        order.pop(here)
        there = order.index(wanted[target - 1]) + 1 if target else 0
        order.insert(there, index)
        if here != there:
            edits.append(move((*steps, here), (*steps, there)))
    for other, value in enumerate(new):
        if other not in back:
            edits.append(insert((*steps, other), value))
        elif not same(old[back[other]], value):
            edits.append(replace((*steps, other), value))
    return edits


def _longest_in_order(places: Sequence[int]) -> set[int]:
    """The most of some different numbers that ascend as they stand: entries that need not be moved."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        chain = (*(chains[at - 1] if at else ()), place)
        if at == len(ends):
            ends.append(place)
            chains.append(chain)
        else:
            ends[at], chains[at] = place, chain
    return set(chains[-1]) if chains else set()

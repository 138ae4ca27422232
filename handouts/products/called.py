"""What callers found, written down: into the directory what works, into calls.yaml the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handouts.content.calling import unverified_edits, verified_edits
from handouts.products.loading import edit_data
from handouts.sources.calls import Call, add_calls, read_calls
from handouts.sources.load import Data


def record_calls(data: Data, works: Mapping[str, date], others: Sequence[Call], *, corrects: bool = False) -> int:
    """Write down calls: numbers that work with their days, and calls that found something else. Gives how many of the
    others were new. `corrects`: a call that found something else takes back that the number worked on that day.

    Raises InputError, ConflictError, WriteError; nothing is written where calls.yaml can't be read.
    """
    read_calls(data.folder)
    edits = [edit for number, day in works.items() for edit in verified_edits(data, number, day)]
    if corrects:
        edits += [edit for call in others for edit in unverified_edits(data, call.number, call.on)]
    if edits:
        edit_data(data, "directory", edits)
    return add_calls(data.folder, others)

"""What the history says of changes that are no single entry's."""

from __future__ import annotations

from handouts.wording import worded as _

MOVED = _("{name}, {place}: now {n} of {all}")
PLACE_ADDED = _("{name}: added")
PLACE_MOVED = _("{name}: now {n} of {all}")

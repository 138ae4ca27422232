"""Values of the data in words, as a person reads them beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from handouts.desk.store.merging import Maybe
from handouts.sources.yaml_document import Value
from handouts.wording import worded as _

NOTHING = _("nothing")
YES, NO = _("yes"), _("no")


def shown(value: Maybe, words: Callable[..., str]) -> str:
    """A value in a line of text."""
    if isinstance(value, bool):
        return words(YES if value else NO)
    if isinstance(value, dict):
        return "; ".join(_pair(key, entry, words) for key, entry in value.items()) or words(NOTHING)
    if isinstance(value, tuple):
        return "\n".join(shown(entry, words) for entry in value) or words(NOTHING)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    return words(NOTHING)


def _pair(key: str, value: Value, words: Callable[..., str]) -> str:
    """`number` and `short` say what they are by themselves."""
    return shown(value, words) if key in ("number", "short", "name", "address") else f"{key}: {shown(value, words)}"

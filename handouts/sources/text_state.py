"""How far a text in one language can be used. Whoever sets finished texts needs no more of the sources than this."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How far a message's translation can be used."""

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"
    REVIEWED = "reviewed"

"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it.

What is named here is imported when it is first asked for: whoever only says what is expected reads no PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.proof.booklets import prove_booklet
    from handouts.proof.expected import Expected
    from handouts.proof.tools import Tools
    from handouts.proof.verdict import prove_sheet

__all__ = ["Expected", "Tools", "prove_booklet", "prove_sheet"]

_HOMES = {"Expected": "expected", "Tools": "tools", "prove_booklet": "booklets", "prove_sheet": "verdict"}


def __getattr__(name: str) -> object:
    """Raises AttributeError for a name that is not of this folder."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

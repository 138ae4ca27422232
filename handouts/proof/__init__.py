"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it.

What is named here is imported when it is first asked for: whoever only says what is expected reads no PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.late import late_names

if TYPE_CHECKING:
    from handouts.proof.booklets import prove_booklet
    from handouts.proof.expected import Expected
    from handouts.proof.tools import Tools
    from handouts.proof.verdict import prove_sheet

__all__ = ["Expected", "Tools", "prove_booklet", "prove_sheet"]

__getattr__ = late_names(
    __name__, {"Expected": "expected", "Tools": "tools", "prove_booklet": "booklets", "prove_sheet": "verdict"}
)

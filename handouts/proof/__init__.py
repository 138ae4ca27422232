"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it."""

from __future__ import annotations

from handouts.proof.booklets import prove_booklet
from handouts.proof.expected import Expected
from handouts.proof.tools import Tools
from handouts.proof.verdict import prove_sheet

__all__ = ["Expected", "Tools", "prove_booklet", "prove_sheet"]

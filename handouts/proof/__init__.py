"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it."""

from __future__ import annotations

from handouts.proof.booklets import prove_booklet
from handouts.proof.expected import Expected, expected_of
from handouts.proof.tools import Tools
from handouts.proof.verdict import prove_flyer, prove_sheet

__all__ = ["Expected", "Tools", "expected_of", "prove_booklet", "prove_flyer", "prove_sheet"]

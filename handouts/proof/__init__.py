"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it."""

from __future__ import annotations

from handouts.proof.faces import Faces
from handouts.proof.verdict import Expected, prove_booklet, prove_flyer, prove_sheet

__all__ = ["Expected", "Faces", "prove_booklet", "prove_flyer", "prove_sheet"]

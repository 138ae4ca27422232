"""Prove: finished PDF + Flyer -> what is wrong, by other tools than the ones that wrote it."""

from __future__ import annotations

from handouts.proof.verdict import prove_booklet, prove_flyer

__all__ = ["prove_booklet", "prove_flyer"]

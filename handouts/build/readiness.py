"""What a worker imports before it has a task. This module itself needs nothing of it: whoever starts a worker does not
wait for that."""

from __future__ import annotations

from collections.abc import Collection


def get_ready(formats: Collection[str], *, prove: bool) -> None:
    """Import what tasks will need for sheets that are asked for by these words; of every kind for none."""
    import handouts.build.language_worker
    from handouts.late import Late
    from handouts.products.table import DRAWN

    for product in DRAWN.values():
        if not formats or product.asked_as in formats:
            for function in (product.lay_out, product.prove if prove else None):
                if isinstance(function, Late):
                    _ = function.resolved
    if prove:
        import handouts.proof.tools  # noqa: F401

"""Printable handouts: one-page flyers per city and language, and booklets of them.

The names below are what other programs may use; everything else may change. They are imported when they are first asked
for: the entry files import this package before any of the packages that it needs are there.
"""

from __future__ import annotations

_HOMES = {
    "BuildOptions": "handouts.build",
    "ExitCode": "handouts.errors",
    "HandoutError": "handouts.errors",
    "InputError": "handouts.errors",
    "Notice": "handouts.errors",
    "Problem": "handouts.errors",
    "Summary": "handouts.build",
    "UsageError": "handouts.errors",
    "WriteError": "handouts.errors",
    "build_handouts": "handouts.build",
    "compose_all": "handouts.content.compose",
    "load_data": "handouts.products.loading",
    "program_digest": "handouts.build",
    "read_manifest": "handouts.manifest",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - they are strings


def __getattr__(name: str) -> object:
    """Raises AttributeError for a name that is not public."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no public name {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

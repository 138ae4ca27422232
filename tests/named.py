"""Names on the command line of a sweep: `--language ar,ur`, each one of those that there are."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence


def names_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """What argparse is to make of an argument: names between commas. A strange one is an error that names all."""

    def names(text: str) -> tuple[str, ...]:
        found = tuple(text.split(","))
        if strange := [each for each in found if each not in known]:
            raise argparse.ArgumentTypeError(f"{', '.join(strange)}: none of {', '.join(known)}")
        return found

    return names

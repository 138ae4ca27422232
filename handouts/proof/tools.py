"""The tools of proof, with what they remember from file to file. One owner: a language's worker, a share of the
booklets, or the proof of a folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from handouts.proof.faces import Faces
from handouts.proof.reading import Look, looks_of
from handouts.proof.second_reader import SecondReader
from handouts.proof.wording import Letters


class Tools:
    """`fonts`: the folder whose faces the numbers are set from."""

    def __init__(self, fonts: Path) -> None:
        self.faces = Faces(fonts)
        self.second = SecondReader()
        self.letters = Letters()
        self._looks: dict[bytes, tuple[Look, ...]] = {}

    def looks(self, pdf: bytes) -> tuple[Look, ...]:
        """What the pages of a file look like; a flyer stands in three booklets. Raises UnreadableError."""
        key = sha256(pdf).digest()
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = looks_of(pdf)
        return found

"""The tools of proof, with what they remember from file to file. One owner: a language's worker, a share of the
booklets, or the proof of a folder."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from handouts.paper import Box
from handouts.proof.faces import Faces
from handouts.proof.imposed import PageContent, SideMakeup, contents_of, sides_of
from handouts.proof.leaves import Leaf, leaf_in
from handouts.proof.makeup import Makeup, makeups_of
from handouts.proof.reading import Look, Outside, UnreadableError, looks_of, opened, outsides_of
from handouts.proof.second_reader import SecondReader
from handouts.proof.wording import Letters


class Tools:
    """`fonts`: the folder whose faces the numbers are set from."""

    def __init__(self, fonts: Path) -> None:
        self.faces = Faces(fonts)
        self.second = SecondReader()
        self.letters = Letters()
        self._looks: dict[tuple[bytes, Box], tuple[Look, ...]] = {}
        self._makeups: dict[bytes, tuple[Makeup, ...]] = {}
        self._outsides: dict[tuple[bytes, Box], tuple[Outside, ...]] = {}
        self._contents: dict[bytes, tuple[PageContent | None, ...]] = {}
        self._leaves: dict[tuple[bytes, Box], tuple[Leaf, ...]] = {}

    def looks(self, pdf: bytes, without: Box) -> tuple[Look, ...]:
        """What the pages of a file look like but for a part of them; a flyer stands in three booklets. Raises
        UnreadableError."""
        key = (sha256(pdf).digest(), without)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = looks_of(pdf, without)
        return found

    def makeups(self, pdf: bytes) -> tuple[Makeup, ...]:
        """What the pages of a file are made of. Raises UnreadableError."""
        key = sha256(pdf).digest()
        found = self._makeups.get(key)
        if found is None:
            try:
                found = self._makeups[key] = makeups_of(pdf)
            except Exception as error:  # noqa: BLE001 (pdfminer.six has no one family of errors)
                raise UnreadableError(f"pdfminer.six: {error}") from None
        return found

    def outsides(self, pdf: bytes, part: Box) -> tuple[Outside, ...]:
        """Links of the pages of a file, and whether a part of them is empty. Raises UnreadableError."""
        key = (sha256(pdf).digest(), part)
        found = self._outsides.get(key)
        if found is None:
            found = self._outsides[key] = outsides_of(pdf, part)
        return found

    def contents(self, pdf: bytes) -> tuple[PageContent | None, ...]:
        """What the pages of a file draw. Raises UnreadableError."""
        key = sha256(pdf).digest()
        found = self._contents.get(key)
        if found is None:
            try:
                found = self._contents[key] = contents_of(pdf)
            except Exception as error:  # noqa: BLE001 (pdfminer.six has no one family of errors)
                raise UnreadableError(f"pdfminer.six: {error}") from None
        return found

    def sides(self, pdf: bytes) -> tuple[SideMakeup | None, ...]:
        """What the sides of a file are made of. Raises UnreadableError."""
        try:
            return sides_of(pdf)
        except Exception as error:  # noqa: BLE001 (pdfminer.six has no one family of errors)
            raise UnreadableError(f"pdfminer.six: {error}") from None

    def leaves(self, pdf: bytes, part: Box) -> tuple[Leaf, ...]:
        """That part of the pages of a file, to be found again on a sheet; a half page stands in two booklets. Raises
        UnreadableError."""
        key = (sha256(pdf).digest(), part)
        found = self._leaves.get(key)
        if found is None:
            with opened(pdf, self.second, only=0) as pages:
                found = self._leaves[key] = tuple(leaf_in(page, part) for page in pages)
        return found

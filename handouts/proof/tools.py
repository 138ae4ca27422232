"""The tools of proof, with what they remember from file to file. One owner: a language's worker, a share of the
booklets, or the proof of a folder."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from handouts.paper import Box
from handouts.proof.faces import Faces
from handouts.proof.imposed import PageContent, SideMakeup, contents_of, sides_of
from handouts.proof.leaves import Leaf, leaf_in
from handouts.proof.looks import Look, Outside, clear_pages_of, looks_of, outsides_of
from handouts.proof.makeup import Makeup, OfWritten, makeups_of, makeups_of_bound
from handouts.proof.reading import Pages, opened, pdfminer_errors
from handouts.proof.second_reader import SecondReader
from handouts.proof.sheet_facts import SheetFacts
from handouts.proof.wording import Letters

_Key = TypeVar("_Key")
_File = TypeVar("_File")
_Found = TypeVar("_Found")
_OBJECTS_MOST = 20_000
"""When so many are remembered, all are forgotten before the next file; a booklet of 144 sheets has some thousand."""


class Tools:
    """`fonts`: the folder whose faces the numbers are set from; `facts`: what is known of finished sheets."""

    def __init__(self, fonts: Path, facts: SheetFacts | None = None) -> None:
        self.facts = facts or SheetFacts()
        self.faces = Faces(fonts)
        self.second = SecondReader()
        self.letters = Letters()
        self._of_written: OfWritten = {}
        self._looks: dict[tuple[bytes, Box], tuple[Look, ...]] = {}
        self._leaves: dict[tuple[bytes, Box], tuple[Leaf, ...]] = {}

    def looks(self, pdf: bytes, without: Box) -> tuple[Look, ...]:
        """What the pages of a file look like but for a part of them; a flyer stands in three booklets. Raises
        UnreadableError."""
        return _once(self._looks, (sha256(pdf).digest(), without), lambda: looks_of(pdf, without))

    def makeups(self, pdf: bytes) -> tuple[Makeup, ...]:
        """What the pages of a file are made of. Raises UnreadableError."""
        return self.facts.makeups(pdf, lambda: self._by_pdfminer(makeups_of, pdf))

    def bound_makeups(self, pages: Pages) -> tuple[Makeup, ...]:
        """The same of a file in which sheets are bound. Raises UnreadableError."""
        return self._by_pdfminer(makeups_of_bound, pages.by_pdfminer)

    def outsides(self, pdf: bytes, part: Box) -> tuple[Outside, ...]:
        """Links of the pages of a file, and whether a part of them is empty. Raises UnreadableError."""
        return self.facts.outsides(pdf, part, lambda: outsides_of(pdf, part))

    def clear_pages(self, pdf: bytes, part: Box, margin_pt: float) -> tuple[bool, ...]:
        """Whether a part of each page of a file is empty, and its edges. Raises UnreadableError."""
        return self.facts.clear_pages(pdf, part, margin_pt, lambda: clear_pages_of(pdf, part, margin_pt))

    def contents(self, pdf: bytes) -> tuple[PageContent | None, ...]:
        """What the pages of a file draw. Raises UnreadableError."""
        return self.facts.contents(pdf, lambda: self._by_pdfminer(contents_of, pdf))

    def sides(self, pages: Pages) -> tuple[SideMakeup | None, ...]:
        """What the sides of a file are made of. Raises UnreadableError."""
        return self._by_pdfminer(sides_of, pages.by_pdfminer)

    def leaves(self, pdf: bytes, part: Box) -> tuple[Leaf, ...]:
        """That part of the pages of a file, to be found again on a sheet; a half page stands in two booklets. Raises
        UnreadableError."""

        def found() -> tuple[Leaf, ...]:
            with opened(pdf, self.second, only=0) as pages:
                return tuple(leaf_in(page, part) for page in pages)

        return _once(self._leaves, (sha256(pdf).digest(), part), found)

    def _by_pdfminer(self, read: Callable[[_File, OfWritten], _Found], file: _File) -> _Found:
        if len(self._of_written) > _OBJECTS_MOST:
            self._of_written.clear()
        with pdfminer_errors():
            return read(file, self._of_written)


def _once(known: dict[_Key, _Found], key: _Key, find: Callable[[], _Found]) -> _Found:
    found = known.get(key)
    if found is None:
        found = known[key] = find()
    return found

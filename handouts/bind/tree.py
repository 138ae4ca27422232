"""One structure tree out of many (ISO 32000-1, 14.7): no library merges them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.bind.bound_file import BoundFile, Copies, reference
from handouts.bind.finished import FinishedPage
from handouts.draw.notation import text_string
from handouts.layout.page.placed import DocumentInfo

_DOCUMENT = re.compile(rb"^<</Type/StructElem/S/Document/")
_PAGE_KEY = re.compile(rb"/StructParents \d+/Tabs/S>>$")
_LINK_KEY = re.compile(rb"/StructParent (\d+)(?=/)")


class TreeMerger:
    """Gathers the trees of parts under one new Document, where each becomes a Part; numbers pages and links anew,
    in page order, and builds the parent tree for them. `root`: the number of the object that holds it."""

    def __init__(self, file: BoundFile) -> None:
        self._file = file
        self.root = file.reserve()
        self.document = file.reserve()
        self._parts: list[int] = []
        self._numbers: list[str] = []

    def add(self, copies: Copies, pages: Sequence[FinishedPage]) -> None:
        """The tree of a part, which has just been copied with these pages of it. Raises ValueError where what has a
        key is owned by nothing."""
        top = copies[copies.file.document]
        self._file.change(top, _DOCUMENT, b"<</Type/StructElem/S/Part/")
        self._parts.append(top)
        owners = copies.file.owners
        for page in pages:
            marked = " ".join(reference(copies[owner]) for owner in owners[page.key])
            self._file.change(copies[page.number], _PAGE_KEY, b"/StructParents %d/Tabs/S>>" % self.next(f"[{marked}]"))
            for link in page.links:
                found = _LINK_KEY.search(self._file.body(copies[link]))
                if found is None:
                    raise ValueError("not as it was drawn: a link without a key")
                (owner,) = owners[int(found[1])]
                key = self.next(f" {reference(copies[owner])}")
                self._file.change(copies[link], _LINK_KEY, b"/StructParent %d" % key)

    def next(self, owners: str = "[]") -> int:
        """The key of a page or a link; `owners` as the parent tree says it. A page without anything to read has one
        too."""
        key = len(self._numbers)
        self._numbers.append(f"{key}{owners}")
        return key

    def finish(self, info: DocumentInfo) -> None:
        """Fill the new root and its Document."""
        kids = " ".join(map(reference, self._parts))
        self._file.fill(
            self.document,
            f"<</Type/StructElem/S/Document/P {reference(self.root)}/Lang({info.language})/T{text_string(info.title)}"
            f"/K[{kids}]>>",
        )
        self._file.fill(
            self.root,
            f"<</Type/StructTreeRoot/K[{reference(self.document)}]/ParentTreeNextKey {len(self._numbers)}"
            f"/ParentTree<</Nums[{' '.join(self._numbers)}]>>>>",
        )

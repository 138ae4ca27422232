"""One structure tree out of many (ISO 32000-1, 14.7): neither pypdf nor any other library merges them."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from handouts.bind.writer import BookletWriter, array, dictionary
from handouts.layout.page.placed import DocumentInfo


class TreeMerger:
    """Gathers the trees of parts under one new Document, where each becomes a Part; numbers pages and links anew,
    in page order, and builds the parent tree for them."""

    def __init__(self, writer: BookletWriter) -> None:
        self._writer = writer
        self._root = writer.add(DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")}))
        self._document = writer.add(DictionaryObject({NameObject("/Type"): NameObject("/StructElem")}))
        self._parts = ArrayObject()
        self._numbers = ArrayObject()
        self._key = 0

    def add(self, reader: PdfReader, originals: Sequence[PageObject], pages: Sequence[PageObject], title: str) -> None:
        """The tree of a part whose pages have just been copied (so that the tree's references lead to the copies).

        Raises ValueError where the part has no tree.
        """
        if "/StructTreeRoot" not in reader.root_object:
            raise ValueError(f"{title}: no structure tree")
        root = dictionary(reader.root_object["/StructTreeRoot"])
        top = dictionary(array(root["/K"])[0])
        part = top.clone(self._writer, ignore_fields=[1, "/P"])
        part[NameObject("/S")] = NameObject("/Part")
        part[NameObject("/P")] = self._document
        if "/Lang" not in part:
            part[NameObject("/Lang")] = TextStringObject(str(reader.root_object["/Lang"]))
        if "/T" not in part:
            part[NameObject("/T")] = TextStringObject(title)
        self._parts.append(part.indirect_reference)
        flat = array(dictionary(root["/ParentTree"])["/Nums"])
        owners = {int(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}
        for original, copy in zip(originals, pages, strict=True):
            marked = array(owners[_key(original, "/StructParents")])
            copy[NameObject("/StructParents")] = self._next(
                ArrayObject(self._writer.copy_of(owner) for owner in marked)
            )
            for annotation in copy.get("/Annots", ()):
                link = dictionary(annotation)
                if "/StructParent" in link:
                    owner = owners[_key(link, "/StructParent")]
                    link[NameObject("/StructParent")] = self._next(self._writer.copy_of(owner))

    def add_empty(self, page: PageObject) -> None:
        """A page without anything to read; all have a number, in page order."""
        page[NameObject("/StructParents")] = self._next(ArrayObject())

    def finish(self, info: DocumentInfo) -> None:
        """Fill the new root and its Document, and hang them into the catalogue."""
        dictionary(self._document).update(
            {
                NameObject("/S"): NameObject("/Document"),
                NameObject("/P"): self._root,
                NameObject("/Lang"): TextStringObject(info.language),
                NameObject("/T"): TextStringObject(info.title),
                NameObject("/K"): self._parts,
            }
        )
        dictionary(self._root).update(
            {
                NameObject("/K"): ArrayObject([self._document]),
                NameObject("/ParentTree"): DictionaryObject({NameObject("/Nums"): self._numbers}),
                NameObject("/ParentTreeNextKey"): NumberObject(self._key),
            }
        )
        self._writer.root_object[NameObject("/StructTreeRoot")] = self._root

    def _next(self, owner: PdfObject) -> NumberObject:
        key = NumberObject(self._key)
        self._numbers.extend([key, owner])
        self._key += 1
        return key


def _key(owner: DictionaryObject, name: str) -> int:
    key = owner[name]
    if not isinstance(key, NumberObject):
        raise TypeError(f"not a PDF file as draw writes it: {name} is no number")
    return int(key)

"""Files that draw has finished, read back as they were written: objects as bytes, with the places of their references.

draw/packing.py writes one form of file, so a page can be taken over as it is, without a reader that makes values of all
that stands there: that is most of what binding took. Whatever has another form is refused.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from handouts.draw.notation import deflated

_END = re.compile(rb"startxref\s+(\d+)\s")
_CROSS_REFERENCES = re.compile(
    rb"\d+ 0 obj\n<</Type/XRef/Size \d+/W\[1 4 2\]/Root (\d+) 0 R/Info \d+ 0 R/ID\[[^\]]*\]"
    rb"/Filter/FlateDecode/Length (\d+)>>\nstream\n"
)
_ROW = struct.Struct(">BIH")
_STREAM = re.compile(rb"(\d+) 0 obj\n(<<.*?/Length (\d+)>>)\nstream\n", re.DOTALL)
_STREAM_END = b"\nendstream"
_PACKED = re.compile(rb"<</Type/ObjStm/N \d+/First (\d+)/Filter/FlateDecode/")
_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
"""Or a literal string, in which something may look like one. Draw escapes the parentheses in it."""
_FONT = re.compile(rb"<</Type/Font/Subtype/Type0/BaseFont/([^/]+)/")
_PAGES = re.compile(rb"<</Type/Catalog/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_PAGE = re.compile(
    rb"<</Type/Page/Parent \d+ 0 R/MediaBox\[0 0 ([0-9.]+) ([0-9.]+)\].*/Resources(<<.*>>)"
    rb"/Contents (\[[^\]]*\]|\d+ 0 R)(?:/Annots\[([^\]]*)\])?/StructParents (\d+)/Tabs/S>>",
    re.DOTALL,
)
_TREE = re.compile(rb"/StructTreeRoot (\d+) 0 R")
_TREE_ROOT = re.compile(rb"<</Type/StructTreeRoot/K\[(\d+) 0 R\].*/ParentTree<</Nums\[(.*)\]>>>>", re.DOTALL)
_OWNERS = re.compile(rb"(\d+)(?:\[([^\]]*)\]| (\d+) 0 R)")
_NUMBER = re.compile(rb"(\d+) 0 R")
_NO_NUMBER = 0


class NotFinishedError(ValueError):
    """The file is none that draw has finished."""


class FinishedObject(NamedTuple):
    """`pieces`: its bytes around its references, one more than these. A stream ends with its data, in `data`."""

    pieces: tuple[bytes, ...]
    references: tuple[int, ...]
    data: bytes

    def written(self, references: Mapping[int, bytes]) -> bytes:
        """With other references, by the numbers in its own file. Without the data of a stream."""
        pieces, own = self.pieces, self.references
        if not own:
            return pieces[0]
        parts: list[bytes] = [b""] * (len(pieces) + len(own))
        parts[::2] = pieces
        parts[1::2] = map(references.__getitem__, own)
        return b"".join(parts)


class FinishedPage(NamedTuple):
    """A page: the number of its object, its size in points, `resources` as it says them, the numbers of its content
    streams and links, and its key in the parent tree."""

    number: int
    width_pt: float
    height_pt: float
    resources: FinishedObject
    contents: tuple[int, ...]
    links: tuple[int, ...]
    key: int


class FinishedObjects(dict[int, FinishedObject]):
    """The objects of a file by their numbers. References are looked for where an object is asked for: of a page to be
    put on a sheet most of its file is not needed."""

    def __init__(self) -> None:
        super().__init__()
        self._raw: dict[int, tuple[bytes, bytes]] = {}

    def hold(self, number: int, body: bytes, data: bytes) -> None:
        """An object, but for the data of a stream, and these."""
        self._raw[number] = body, data

    def __missing__(self, number: int) -> FinishedObject:
        found = self[number] = _object(*self._raw[number])
        return found

    def body(self, number: int) -> bytes:
        """As an object stands in its file, but for the data of a stream."""
        return self._raw[number][0]

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """The same of all, with their numbers."""
        return ((number, body) for number, (body, _) in self._raw.items())


@dataclass
class FinishedFile:
    """A file: its objects by their numbers; `page_tree`, `tree` and `document`: the numbers of the objects that hold
    its pages and its structure, and of the topmost element; `owners`: the numbers of the elements that own what has a
    key in the parent tree."""

    objects: FinishedObjects
    pages: tuple[FinishedPage, ...]
    page_tree: int
    tree: int
    document: int
    owners: Mapping[int, tuple[int, ...]]
    _joined: dict[int, bytes] = field(default_factory=dict)
    _reached: dict[tuple[int, ...], list[int]] = field(default_factory=dict)

    @cached_property
    def fonts(self) -> Mapping[int, bytes]:
        """The names of its fonts, by the numbers of their objects."""
        found = ((number, _FONT.match(body)) for number, body in self.objects.bodies())
        return {number: match[1] for number, match in found if match}

    def reached(self, wanted: Iterable[int], known: Container[int]) -> list[int]:
        """Numbers of objects and of all that they refer to, sorted; not of those that are `known`, nor beyond them."""
        found: set[int] = set()
        waiting = [number for number in wanted if number not in known]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting += [each for each in self.objects[number].references if each not in known]
        return sorted(found)

    def reached_first(self, wanted: Sequence[int], known: Container[int]) -> list[int]:
        """The same where nothing has been taken of the file yet: known is no more than some of its fonts, and what
        stands for its topmost objects. It is alike in most booklets."""
        key = *wanted, _NO_NUMBER, *filter(known.__contains__, (*self.fonts, self.page_tree, self.tree))
        found = self._reached.get(key)
        if found is None:
            found = self._reached[key] = self.reached(wanted, known)
        return found

    def content(self, page: FinishedPage) -> bytes:
        """The content of a page as one compressed stream. A single one is as it is, several are one afterwards:
        between them a token may end, but nothing else."""
        if len(page.contents) == 1:
            return self.objects[page.contents[0]].data
        found = self._joined.get(page.number)
        if found is None:
            parts = [zlib.decompress(self.objects[number].data) for number in page.contents]
            found = self._joined[page.number] = deflated(b"\n".join(parts))
        return found


def read_finished(pdf: bytes) -> FinishedFile:
    """The file. Raises NotFinishedError for one of another form."""
    try:
        return _read(pdf)
    except (LookupError, TypeError, ValueError, struct.error, zlib.error) as error:
        raise NotFinishedError(f"not as it was drawn ({error})") from None


def _read(pdf: bytes) -> FinishedFile:
    *_, end = _END.finditer(pdf, max(0, len(pdf) - 2048))
    head = _found(_CROSS_REFERENCES.match(pdf, int(end[1])), "cross-references")
    rows = zlib.decompress(pdf[head.end() : head.end() + int(head[2])])
    objects = FinishedObjects()
    for number, (kind, place, _) in enumerate(_ROW.iter_unpack(rows)):
        if kind != 1 or place == int(end[1]):
            continue
        stream = _found(_STREAM.match(pdf, place), "a stream")
        begin, length = stream.end(), int(stream[3])
        data = pdf[begin : begin + length]
        if int(stream[1]) != number or len(data) < length or not pdf.startswith(_STREAM_END, begin + length):
            raise ValueError("a stream breaks off")
        if packed := _PACKED.match(stream[2]):
            for member, body in _members(zlib.decompress(data), int(packed[1])):
                objects.hold(member, body, b"")
        else:
            objects.hold(number, stream[2], data)
    catalog = objects.body(int(head[1]))
    page_tree = int(_found(_PAGES.match(catalog), "pages")[1])
    kids = _found(_KIDS.search(objects.body(page_tree)), "pages")[1]
    tree = int(_found(_TREE.search(catalog), "structure tree")[1])
    root = _found(_TREE_ROOT.match(objects.body(tree)), "structure tree")
    return FinishedFile(
        objects,
        tuple(_page(number, objects.body(number)) for number in _numbers(kids)),
        page_tree,
        tree,
        int(root[1]),
        {int(key): _numbers(several) or ((int(one),) if one else ()) for key, several, one in _OWNERS.findall(root[2])},
    )


def _members(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """What stands in an object stream."""
    header = [*map(int, data[:first].split())]
    starts = header[1::2]
    for number, begin, end in zip(header[::2], starts, [*starts[1:], len(data) - first], strict=True):
        yield number, data[first + begin : first + end].strip()


def _object(body: bytes, data: bytes) -> FinishedObject:
    if b" 0 R" not in body:
        return FinishedObject((body,), (), data)
    pieces: list[bytes] = []
    references: list[int] = []
    last = 0
    for match in _REFERENCE.finditer(body):
        if match[1]:
            pieces.append(body[last : match.start()])
            references.append(int(match[1]))
            last = match.end()
    pieces.append(body[last:])
    return FinishedObject(tuple(pieces), tuple(references), data)


def _page(number: int, body: bytes) -> FinishedPage:
    width, height, resources, contents, links, key = _found(_PAGE.fullmatch(body), "a page").groups()
    return FinishedPage(
        number,
        float(width),
        float(height),
        _object(resources, b""),
        _numbers(contents),
        _numbers(links or b""),
        int(key),
    )


def _numbers(references: bytes) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(references)))


def _found(match: re.Match[bytes] | None, what: str) -> re.Match[bytes]:
    if match is None:
        raise ValueError(f"no {what}")
    return match

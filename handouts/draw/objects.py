"""The numbered objects of a file in the making (ISO 32000-1, 7.3.10)."""

from __future__ import annotations

from handouts.draw.packing import PackedFile


class IndirectObject:
    """An object with a number of its own, written as the text it is given. Filled at any time before packing.

    `reference`: how other objects point here, as "12 0 R". `body`: its text, ASCII; where `stream` is set, a dictionary
    without /Length and without its brackets.
    """

    __slots__ = ("body", "reference", "stream")

    def __init__(self, number: int) -> None:
        self.reference = f"{number} 0 R"
        self.body = ""
        self.stream: bytes | None = None

    def fill(self, body: str) -> None:
        """Make it this text: a dictionary with its brackets, an array ..."""
        self.body = body

    def fill_stream(self, stream: bytes, entries: str, *, compressed: bool = True) -> None:
        """Make it a stream of bytes as they are, with more entries for its dictionary."""
        self.stream = stream
        self.body = entries + ("/Filter/FlateDecode" if compressed else "")


class IndirectObjects:
    """All objects of one file, in the order of their numbers."""

    def __init__(self) -> None:
        self._objects: list[IndirectObject] = []

    def reserve(self) -> IndirectObject:
        """A new object with its number, to be filled later."""
        objects = self._objects
        entry = IndirectObject(len(objects) + 1)
        objects.append(entry)
        return entry

    def packed(self, catalog: IndirectObject, information: IndirectObject) -> bytes:
        """The finished file. Nothing may be added afterwards."""
        packed = PackedFile()
        for entry in self._objects:
            if entry.stream is None:
                packed.add(entry.body.encode("ascii"))
            else:
                packed.add_stream(entry.body.encode("ascii"), entry.stream)
        return packed.finish(catalog.reference, information.reference)

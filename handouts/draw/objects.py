"""The numbered objects of a file in the making (ISO 32000-1, 7.3.10)."""

from __future__ import annotations

from handouts.draw.packing import PackedFile


class IndirectObjects:
    """All objects of one file: first those that are no streams, in the order of their numbers, then the streams.

    Objects point to number 12 as "12 0 R". What is no stream is written as text, ASCII.
    """

    def __init__(self) -> None:
        self._bodies: list[str] = []
        self._streams: list[tuple[str, bytes, bytes]] = []

    def reserve(self) -> int:
        """The number of a new object, which is no stream and is filled later.

        Raises RuntimeError once there are streams: their numbers come behind.
        """
        if self._streams:
            raise RuntimeError("objects that are no streams have their numbers before the first stream")
        bodies = self._bodies
        bodies.append("")
        return len(bodies)

    def fill(self, number: int, body: str) -> None:
        """What stands under a number: a dictionary with its brackets, an array ..."""
        self._bodies[number - 1] = body

    def add_stream(self, stream: bytes, entries: str, *, digest: bytes = b"", compressed: bool = True) -> int:
        """The number of a new stream: bytes as they are, and entries of its dictionary beside their length. `digest`:
        of the bytes, where it is known already."""
        self._streams.append((f"{entries}/Filter/FlateDecode" if compressed else entries, stream, digest))
        return len(self._bodies) + len(self._streams)

    def packed(self, catalog: int, information: int) -> bytes:
        """The finished file, given the numbers of its catalogue and its information dictionary."""
        packed = PackedFile()
        packed.add_all(self._bodies)
        for entries, stream, digest in self._streams:
            packed.add_stream(entries.encode("ascii"), stream, digest)
        return packed.finish(f"{catalog} 0 R", f"{information} 0 R")

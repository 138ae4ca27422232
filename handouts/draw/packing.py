"""The outside of a PDF 1.7 file: objects packed into object streams, and the cross-reference stream.

Flyers and booklets are written through here. The identifier is the hash of all that stands before it, so equal
content is an equal file.
"""

from __future__ import annotations

import hashlib
import struct
from itertools import accumulate, starmap

from handouts.draw.notation import deflated

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ROW = struct.Struct(">BIH")
"""An entry of the cross-reference stream: kind, offset or container, index in the container (as /W says)."""
_MEMBERS = 250
"""Objects in one object stream: a viewer opens a whole stream to reach one object of it."""


class PackedFile:
    """A file in the making. Add the objects in the order of their numbers, from 1, without a gap."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._offset = len(_HEADER)
        self._loose: list[tuple[int, bytes]] = []
        self._entries: list[tuple[int, int, int]] = [(0, 0, 65535)]

    def add(self, body: bytes) -> None:
        """The next object, which is no stream."""
        self._loose.append((len(self._entries), body))
        self._entries.append((0, 0, 0))  # where it is is known once it is packed

    def add_stream(self, entries: bytes, data: bytes) -> None:
        """The next object, a stream: the entries of its dictionary without /Length and brackets, and its bytes."""
        self.add_finished_stream(b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data))

    def add_finished_stream(self, body: bytes) -> None:
        """The next object, a stream: dictionary, `stream`, data, `endstream`."""
        number = len(self._entries)
        self._entries.append((1, self._offset, 0))
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def finish(self, root: str, information: str) -> bytes:
        """The file, given the references to its catalogue and its information dictionary."""
        entries = self._entries
        for first in range(0, len(self._loose), _MEMBERS):
            members = self._loose[first : first + _MEMBERS]
            container = len(entries)
            for index, (number, _) in enumerate(members):
                entries[number] = (2, container, index)
            self.add_stream(*_object_stream(members))
        start = self._offset
        number = len(self._entries)
        self._entries.append((1, start, 0))
        identifier = hashlib.sha256(b"".join(self._parts)).hexdigest()[:32]
        rows = deflated(b"".join(starmap(_ROW.pack, entries)))
        head = (
            f"<</Type/XRef/Size {number + 1}/W[1 4 2]/Root {root}/Info {information}"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode/Length {len(rows)}>>"
        )
        self._put(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head.encode("ascii"), rows))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _put(self, data: bytes) -> None:
        self._parts.append(data)
        self._offset += len(data)


def _object_stream(members: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Entries and data (ISO 32000-1, 7.5.7)."""
    numbers, bodies = zip(*members, strict=True)
    offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
    head = " ".join([f"{number} {offset}" for number, offset in zip(numbers, offsets, strict=False)]) + "\n"
    index = head.encode("ascii")
    data = deflated(index + b"\n".join(bodies))
    return b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(members), len(index)), data

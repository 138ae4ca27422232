"""The outside of a PDF 1.7 file: objects packed into object streams, and the cross-reference stream.

Flyers and booklets are written through here. The identifier is the hash of all that stands before it (of a stream that
is in many files, of its digest), so equal content is an equal file.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from itertools import accumulate, chain

from handouts.draw.notation import deflated

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ROW = struct.Struct(">BIH")
"""An entry of the cross-reference stream: kind, offset or container, index in the container (as /W says)."""
_FREE, _LOOSE, _PACKED = range(3)
"""Kinds of entries: no object; one that stands in the file; one in an object stream."""
_MEMBERS = 250
"""Objects in one object stream: a viewer opens a whole stream to reach one object of it."""
_INDICES = tuple([index.to_bytes(2, "big") for index in range(_MEMBERS)])
"""How entries of objects in an object stream end."""


class PackedFile:
    """A file in the making. Add the objects in the order of their numbers, from 1, without a gap."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._hashed: list[bytes] = []
        self._offset = 0
        self._numbers: list[int] = []  # of what goes into object streams
        self._bodies: list[bytes] = []
        self._rows = [_ROW.pack(_FREE, 0, 65535)]
        self._put(_HEADER)

    def add(self, body: bytes) -> None:
        """The next object, which is no stream."""
        self._numbers.append(len(self._rows))
        self._bodies.append(body)
        self._rows.append(b"")  # where it is is known once it is packed

    def add_all(self, bodies: Sequence[str]) -> None:
        """The next objects, none of which is a stream, as ASCII."""
        first, count = len(self._rows), len(bodies)
        self._numbers.extend(range(first, first + count))
        self._bodies.extend([body.encode("ascii") for body in bodies])
        self._rows.extend([b""] * count)

    def add_stream(self, entries: bytes, data: bytes, digest: bytes = b"") -> None:
        """The next object, a stream: the entries of its dictionary without /Length and brackets, and its bytes.

        `digest`: of the bytes, where it is known already.
        """
        self._begin(b"<<%b/Length %d>>\nstream\n" % (entries, len(data)))
        self._put(data, digest)
        self._put(b"\nendstream\nendobj\n")

    def add_finished_stream(self, body: bytes) -> None:
        """The next object, a stream: dictionary, `stream`, data, `endstream`."""
        self._begin(body)
        self._put(b"\nendobj\n")

    def finish(self, root: str, information: str) -> bytes:
        """The file, given the references to its catalogue and its information dictionary."""
        rows = self._rows
        for first in range(0, len(self._numbers), _MEMBERS):
            numbers, bodies = self._numbers[first : first + _MEMBERS], self._bodies[first : first + _MEMBERS]
            container = _ROW.pack(_PACKED, len(rows), 0).removesuffix(_INDICES[0])
            for number, index in zip(numbers, _INDICES, strict=False):
                rows[number] = container + index
            self.add_stream(*_object_stream(numbers, bodies))
        start = self._offset
        identifier = hashlib.sha256(b"".join(self._hashed)).hexdigest()[:32]
        size = len(rows) + 1
        table = deflated(b"".join([*rows, _ROW.pack(_LOOSE, start, 0)]))
        entries = (
            f"/Type/XRef/Size {size}/W[1 4 2]/Root {root}/Info {information}"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode"
        )
        self.add_stream(entries.encode("ascii"), table)
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _begin(self, data: bytes) -> None:
        """The next object, which stands in the file, begins with this."""
        number = len(self._rows)
        self._rows.append(_ROW.pack(_LOOSE, self._offset, 0))
        self._put(b"%d 0 obj\n%b" % (number, data))

    def _put(self, data: bytes, digest: bytes = b"") -> None:
        self._parts.append(data)
        self._hashed.append(digest or data)
        self._offset += len(data)


def _object_stream(numbers: Sequence[int], bodies: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Entries and data (ISO 32000-1, 7.5.7)."""
    offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
    pairs = chain.from_iterable(zip(numbers, offsets, strict=False))
    index = b"%d %d " * len(bodies) % tuple(pairs)
    data = deflated(index + b"\n".join(bodies))
    return b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(index)), data

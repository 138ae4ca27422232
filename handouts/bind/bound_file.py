"""A file in the making out of objects of finished files, which are copied as bytes and numbered anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.bind.finished import FinishedFile, FinishedObject, FinishedPage
from handouts.draw.metadata import OUTPUT_INTENT, colour_profile
from handouts.draw.notation import deflated, number
from handouts.draw.packing import PackedFile

_STREAM, _END = b"\nstream\n", b"\nendstream"


def reference(number: int) -> str:
    """As other objects point to the one of that number."""
    return f"{number} 0 R"


class Copies:
    """The copies of a file's objects, by their numbers in it: the new numbers, and as they are pointed to. `any_taken`:
    whether there are any, but of fonts that were there before."""

    def __init__(self, file: FinishedFile) -> None:
        self.file = file
        self.any_taken = False
        self._references: dict[int, bytes] = {}
        self._numbers: dict[int, int] = {}

    def __contains__(self, original: object) -> bool:
        return original in self._numbers

    def __getitem__(self, original: int) -> int:
        return self._numbers[original]

    def say(self, original: int, copy: int) -> None:
        """That this is the copy of an object, or stands for it."""
        self._numbers[original] = copy
        self._references[original] = b"%d 0 R" % copy

    def written(self, entry: FinishedObject) -> bytes:
        """An object of the file with references to copies."""
        return entry.written(self._references)


class BoundFile:
    """Objects by their numbers, from 1, in the order in which they are made."""

    def __init__(self) -> None:
        self._bodies: list[tuple[bytes, bytes | None]] = []
        self._fonts: dict[bytes, int] = {}

    def reserve(self) -> int:
        """The number of an object that is filled later."""
        return self.add("null")

    def add(self, body: str | bytes) -> int:
        """A new object that is no stream."""
        self._bodies.append((body.encode("ascii") if isinstance(body, str) else body, None))
        return len(self._bodies)

    def add_stream(self, entries: str | bytes, data: bytes) -> int:
        """A new stream: the entries of its dictionary without /Length and brackets, and its bytes."""
        written = entries.encode("ascii") if isinstance(entries, str) else entries
        self._bodies.append((b"<<%b/Length %d>>" % (written, len(data)), data))
        return len(self._bodies)

    def fill(self, number: int, body: str) -> None:
        """Make it this: an object that was reserved."""
        self._bodies[number - 1] = (body.encode("ascii"), None)

    def change(self, number: int, pattern: re.Pattern[bytes], by: bytes) -> None:
        """Put something into the place of the first that matches in an object. Raises ValueError where nothing does."""
        body, data = self._bodies[number - 1]
        found = pattern.search(body)
        if found is None:
            raise ValueError(f"not as it was drawn: no {pattern.pattern.decode('ascii', 'replace')}")
        self._bodies[number - 1] = (body[: found.start()] + by + body[found.end() :], data)

    def body(self, number: int) -> bytes:
        """An object, but for the data of a stream."""
        return self._bodies[number - 1][0]

    def take(self, copies: Copies, wanted: Sequence[int]) -> None:
        """Copy objects of a file, with all that they refer to and that is not copied yet. Fonts of equal names are
        equal (draw names them by content), whatever file they are in."""
        file = copies.file
        for original, name in file.fonts.items():
            if original not in copies and name in self._fonts:
                copies.say(original, self._fonts[name])
        originals = file.reached(wanted, copies) if copies.any_taken else file.reached_first(wanted, copies)
        copies.any_taken = True
        for at, original in enumerate(originals, len(self._bodies) + 1):
            copies.say(original, at)
            if original in file.fonts:
                self._fonts[file.fonts[original]] = at
        for original in originals:
            entry = file.objects[original]
            self._bodies.append((copies.written(entry), entry.data or None))

    def add_form(self, copies: Copies, page: FinishedPage, box: tuple[float, float, float, float]) -> int:
        """The content of a page as a form. `box`: left, bottom, right, top of what is drawn of it."""
        self.take(copies, page.resources.references)
        resources, corners = copies.written(page.resources), " ".join(map(number, box)).encode("ascii")
        return self.add_stream(
            b"/Type/XObject/Subtype/Form/BBox[%b]/Resources%b/Filter/FlateDecode" % (corners, resources),
            copies.file.content(page),
        )

    def output_intents(self) -> str:
        """sRGB, with the profile as an object of the file."""
        profile = self.add_stream("/N 3/Filter/FlateDecode", deflated(colour_profile()))
        return f"[{OUTPUT_INTENT.format(reference(profile))}]"

    def finished(self, catalog: int, information: int) -> bytes:
        """The finished file: PDF 1.7 with object streams."""
        packed = PackedFile()
        for body, data in self._bodies:
            if data is None:
                packed.add(body)
            else:
                packed.add_finished_stream(b"".join((body, _STREAM, data, _END)))
        return packed.finish(reference(catalog), reference(information))

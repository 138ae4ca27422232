"""pypdf's writer, with what print files need beyond it: object streams, equal bytes.

The private names of pypdf that the program touches, here and in bind/imposed.py and bind/source.py:
`PdfWriter._objects`, `_add_object` and `_info`, and `StreamObject._data`. The contract test is
tests/bind/test_pypdf_contract.py.
"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from handouts.draw.metadata import colour_profile
from handouts.draw.notation import deflated
from handouts.draw.packing import PackedFile


class PrintWriter(PdfWriter):
    """Collects copied pages; `packed` gives the file."""

    def add(self, entry: PdfObject) -> IndirectObject:
        """A new object with a number of its own."""
        return self._add_object(entry)

    def packed(self) -> bytes:
        """The finished file: PDF 1.7 with object streams, which pypdf does not write."""
        packed = PackedFile()
        names: dict[str, bytes] = {}
        for entry in self._objects:
            if entry is None:
                packed.add(b"null")
            elif isinstance(entry, StreamObject):
                packed.add_finished_stream(_written_by_pypdf(entry))
            else:
                packed.add(_written(entry, names))
        information = self._info.indirect_reference if self._info is not None else None
        return packed.finish(_reference(self.root_object.indirect_reference), _reference(information))


def array(entry: PdfObject | None) -> ArrayObject:
    """The array that this is or points to. Raises TypeError for anything else."""
    found = entry.get_object() if entry is not None else None
    if not isinstance(found, ArrayObject):
        raise TypeError("not a PDF file as draw writes it: an array is missing")
    return found


def _written(entry: PdfObject, names: dict[str, bytes]) -> bytes:
    """The object as bytes. pypdf's own `write_to_stream` escapes every name letter by letter, every time; here it
    does so once a name."""
    if isinstance(entry, IndirectObject):
        return b"%d %d R" % (entry.idnum, entry.generation)
    if isinstance(entry, NameObject):
        known = names.get(entry)
        if known is None:
            known = names[entry] = _written_by_pypdf(entry)
        return known
    if isinstance(entry, DictionaryObject) and not isinstance(entry, StreamObject):
        pairs = (_written(key, names) + b" " + _written(value, names) for key, value in entry.items())
        return b"<<" + b"".join(pairs) + b">>"
    if isinstance(entry, ArrayObject):
        return b"[" + b" ".join(_written(value, names) for value in entry) + b"]"
    if isinstance(entry, NumberObject):
        return b"%d" % entry
    return _written_by_pypdf(entry)


def _written_by_pypdf(entry: PdfObject) -> bytes:
    out = BytesIO()
    entry.write_to_stream(out)
    return out.getvalue()


def _reference(entry: IndirectObject | None) -> str:
    if entry is None:
        raise RuntimeError("an object without a number")
    return f"{entry.idnum} {entry.generation} R"


def output_intent(writer: PrintWriter) -> DictionaryObject:
    """sRGB, with the profile as an object of the file."""
    profile = EncodedStreamObject()
    profile._data = deflated(colour_profile())
    profile[NameObject("/N")] = NumberObject(3)
    profile[NameObject("/Filter")] = NameObject("/FlateDecode")
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
            NameObject("/Info"): TextStringObject("sRGB IEC61966-2.1"),
            NameObject("/DestOutputProfile"): writer.add(profile),
        }
    )

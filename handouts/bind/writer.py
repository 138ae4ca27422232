"""pypdf's writer, with what a booklet needs beyond it: fonts shared by name, object streams, equal bytes.

The private names of pypdf that the program touches are here: `PdfWriter._objects`, `_id_translated`, `_add_object`
and `_info`. The contract test is tests/bind/test_pypdf_contract.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
    TreeObject,
)

from handouts.draw.metadata import PRODUCER, colour_profile, xmp_packet
from handouts.draw.notation import deflated
from handouts.draw.packing import PackedFile
from handouts.layout.page.placed import DocumentInfo


class BookletWriter(PdfWriter):
    """Collects copied pages; `packed` gives the file."""

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[str, int] = {}

    def add(self, entry: PdfObject) -> IndirectObject:
        """A new object with a number of its own."""
        return self._add_object(entry)

    def knows(self, reader: PdfReader) -> bool:
        """Whether pages of this very reader have been copied."""
        return id(reader) in self._id_translated

    def share_fonts(self, reader: PdfReader) -> None:
        """Before copying pages of a file: its fonts that are here already are not copied, but pointed to.

        Sharing while cloning spares the copies; pypdf's own `compress_identical_objects` makes them first and needs
        seconds to find them again.
        """
        known = self._copies(reader)
        for name, font in _fonts_of(reader):
            if name in self._fonts:
                known[font.idnum] = self._fonts[name]

    def remember_fonts(self, reader: PdfReader) -> None:
        """After copying pages of a file: its fonts are here now."""
        known = self._copies(reader)
        for name, font in _fonts_of(reader):
            if font.idnum in known:
                self._fonts.setdefault(name, known[font.idnum])

    def copy_of(self, original: IndirectObject) -> IndirectObject:
        """The copy of an object that has been copied. Raises KeyError where it has not."""
        return IndirectObject(self._id_translated[id(original.pdf)][original.idnum], 0, self)

    def describe(self, info: DocumentInfo) -> None:
        """Catalogue and information dictionary: language, title, dates, tags, colours, as in every flyer."""
        date = TextStringObject(f"D:{info.information_of.replace('-', '')}000000Z")
        information = self._info
        if information is None:
            raise RuntimeError("pypdf made no information dictionary")
        information.clear()
        information.update(
            {
                NameObject("/Title"): TextStringObject(info.title),
                NameObject("/Author"): TextStringObject(info.author),
                NameObject("/Producer"): TextStringObject(PRODUCER),
                NameObject("/CreationDate"): date,
                NameObject("/ModDate"): date,
            }
        )
        if info.keywords:
            information[NameObject("/Keywords")] = TextStringObject(", ".join(info.keywords))
        preferences = {
            NameObject("/DisplayDocTitle"): BooleanObject(True),
            NameObject("/PrintScaling"): NameObject("/None"),
        }
        if info.right_to_left:
            preferences[NameObject("/Direction")] = NameObject("/R2L")
        if info.sides:
            preferences[NameObject("/Duplex")] = NameObject(f"/{info.sides}")
        self.root_object.update(
            {
                NameObject("/Lang"): TextStringObject(info.language),
                NameObject("/MarkInfo"): DictionaryObject({NameObject("/Marked"): BooleanObject(True)}),
                NameObject("/Metadata"): self.add(_metadata(info)),
                NameObject("/OutputIntents"): ArrayObject([output_intent(self)]),
                NameObject("/PageMode"): NameObject("/UseOutlines"),
                NameObject("/ViewerPreferences"): DictionaryObject(preferences),
            }
        )

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

    def _copies(self, reader: PdfReader) -> dict[Any, Any]:
        """Numbers of copies by numbers of originals. pypdf keeps the reader alive in it under this key."""
        return self._id_translated.setdefault(id(reader), {"PreventGC": reader})


def _fonts_of(reader: PdfReader) -> Iterator[tuple[str, IndirectObject]]:
    for page in reader.pages:
        fonts = dictionary(dictionary(page["/Resources"]).get("/Font", DictionaryObject()))
        for entry in fonts.values():
            if isinstance(entry, IndirectObject):
                yield str(dictionary(entry)["/BaseFont"]), entry


def dictionary(entry: PdfObject | None) -> DictionaryObject:
    """The dictionary that this is or points to. Raises TypeError for anything else."""
    found = entry.get_object() if entry is not None else None
    if not isinstance(found, DictionaryObject):
        raise TypeError("not a PDF file as draw writes it: a dictionary is missing")
    return found


def array(entry: PdfObject | None) -> ArrayObject:
    """The array that this is or points to. Raises TypeError for anything else."""
    found = entry.get_object() if entry is not None else None
    if not isinstance(found, ArrayObject):
        raise TypeError("not a PDF file as draw writes it: an array is missing")
    return found


def _written(entry: PdfObject, names: dict[str, bytes]) -> bytes:
    """The object as bytes. pypdf's own `write_to_stream` escapes every name letter by letter, every time; here it
    does so once a name. Outlines (TreeObject) hold keys of pypdf's own that only pypdf knows to leave out."""
    if isinstance(entry, IndirectObject):
        return b"%d %d R" % (entry.idnum, entry.generation)
    if isinstance(entry, NameObject):
        known = names.get(entry)
        if known is None:
            known = names[entry] = _written_by_pypdf(entry)
        return known
    if isinstance(entry, DictionaryObject) and not isinstance(entry, (StreamObject, TreeObject)):
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


def _metadata(info: DocumentInfo) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(xmp_packet(info))
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return stream


def output_intent(writer: BookletWriter) -> DictionaryObject:
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

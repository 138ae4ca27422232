"""Pages of anybody's PDF on the sides of sheets: each a form, put where the reckoning says (layout/page/press).

Nothing is scaled and nothing drawn again. What is printed of annotations (filled fields, stamps, comments that are to
be printed) goes with its page; links and tags are for files that are read, and stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from handouts.bind.placing import Affine, PageBox, content_of, operands_of, trim_of
from handouts.bind.source import Source, damaged, is_whole, reading, streams_of
from handouts.bind.writer import PrintWriter, array, output_intent
from handouts.draw.metadata import PRODUCER, print_packet
from handouts.draw.notation import deflated, number
from handouts.layout.page.press import Imposition
from handouts.paper import Box, Sides

_HIDDEN, _PRINT = 2, 4
"""Flags of annotations (ISO 32000-1, table 165)."""


class PrintFile:
    """A print file in the making: sides of sheets, in the order of printing."""

    def __init__(self, sources: Sequence[Source], imposition: Imposition, layer: Source | None) -> None:
        """`layer`: slug and marks, a page for every side of the imposition, in its order; over everything else."""
        self._imposition = imposition
        self._layer = layer
        self._sources = sources
        self._pages = [(source, index) for source in sources for index in range(len(source.pages))]
        self._writer = PrintWriter()
        self._forms: dict[tuple[int, int], _Form] = {}
        self._sides = list(imposition.sides())

    @property
    def archival(self) -> bool:
        """Whether the file may say that it is PDF/A-2b: its pages do, all for the same colours."""
        return all(source.archival for source in self._sources) and len({each.intent for each in self._sources}) == 1

    def finished(self, wanted: Sequence[int], title: str, printing: Sides) -> bytes:
        """The file with these sides, by their number. Once: a print file is made afresh for other sides."""
        sheet = self._imposition.matrix.sheet
        for index in wanted:
            content, forms = self._content(index)
            page = self._writer.add_blank_page(sheet.width_pt, sheet.height_pt)
            whole = _rectangle(Box(0.0, 0.0, sheet.width_pt, sheet.height_pt), sheet.height_pt)
            page.update(
                {
                    NameObject("/MediaBox"): whole,
                    NameObject("/CropBox"): whole,
                    NameObject("/TrimBox"): _rectangle(
                        trim_of(self._sides[index], self._imposition.matrix), sheet.height_pt
                    ),
                    NameObject("/Contents"): self._writer.add(_stream_of(content)),
                    NameObject("/Resources"): DictionaryObject({NameObject("/XObject"): DictionaryObject(forms)}),
                }
            )
        self._describe(title, printing)
        for entry in self._writer._objects:
            if isinstance(entry, StreamObject) and not is_whole(entry):
                names = " or ".join(dict.fromkeys(source.name for source in self._sources))
                raise damaged(names, ": a font or a picture breaks off")
        return self._writer.packed()

    def _content(self, index: int) -> tuple[str, dict[NameObject, IndirectObject]]:
        used: dict[NameObject, IndirectObject] = {}

        def drawn(number: int) -> list[tuple[PageBox, list[str]]]:
            source, page = self._pages[number]
            return [(source.boxes[page], list(_drawn(self._form(source, page), used)))]

        over = [] if self._layer is None else list(_drawn(self._form(self._layer, index), used))
        return content_of(self._sides[index], self._imposition.matrix, drawn, over), used

    def _form(self, source: Source, index: int) -> _Form:
        key = (id(source), index)
        if key not in self._forms:
            page = source.pages[index]
            with reading(source.name):
                own = _form_of(self._writer, page, source.boxes[index])
                printed = tuple(_printed_annotations(self._writer, page))
            self._forms[key] = _Form(f"P{len(self._forms)}", own, printed)
        return self._forms[key]

    def _describe(self, title: str, printing: Sides) -> None:
        writer, root = self._writer, self._writer.root_object
        information = writer._info
        if information is None:
            raise RuntimeError("pypdf made no information dictionary")
        information.clear()
        information.update(
            {
                NameObject("/Title"): TextStringObject(title),
                NameObject("/Producer"): TextStringObject(PRODUCER),
            }
        )
        metadata = DecodedStreamObject()
        metadata.set_data(print_packet(title, "", archival=self.archival))
        metadata[NameObject("/Type")] = NameObject("/Metadata")
        metadata[NameObject("/Subtype")] = NameObject("/XML")
        preferences: dict[PdfObject, PdfObject] = {
            NameObject("/DisplayDocTitle"): BooleanObject(True),
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/PickTrayByPDFSize"): BooleanObject(True),
            NameObject("/Duplex"): NameObject(f"/{printing}"),
        }
        root[NameObject("/Metadata")] = writer.add(metadata)
        root[NameObject("/ViewerPreferences")] = DictionaryObject(preferences)
        for source in self._sources:
            with reading(source.name):
                self._take_over(source)
        if self.archival and "/OutputIntents" not in root:
            root[NameObject("/OutputIntents")] = ArrayObject([output_intent(writer)])

    def _take_over(self, source: Source) -> None:
        """What else of a file decides how its pages look: for which colours they are made, and which layers are
        switched off. Of two files, the first's."""
        root, own = self._writer.root_object, source.reader.root_object
        for key in ("/OCProperties", *(["/OutputIntents"] if self.archival else [])):
            if key in own and key not in root:
                root[NameObject(key)] = _copied(self._writer, own[key])


class _Form:
    """A page as a form, and what of its annotations is printed, each with its matrix."""

    def __init__(self, name: str, page: IndirectObject, printed: tuple[tuple[IndirectObject, Affine], ...]) -> None:
        self.name = name
        self.page = page
        self.printed = printed


def _drawn(form: _Form, used: dict[NameObject, IndirectObject]) -> Iterator[str]:
    used[NameObject(f"/{form.name}")] = form.page
    yield f"/{form.name} Do"
    for index, (reference, matrix) in enumerate(form.printed):
        name = f"{form.name}A{index}"
        used[NameObject(f"/{name}")] = reference
        yield f"q {operands_of(matrix)} cm /{name} Do Q"


def _form_of(writer: PrintWriter, page: PageObject, box: PageBox) -> IndirectObject:
    """The content of a page as a form. A single stream is copied as it is, several are one afterwards: between them a
    token may end, but nothing else."""
    streams = streams_of(page)
    if len(streams) == 1:
        form = streams[0].clone(writer, force_duplicate=True)
    else:
        form = _stream_of(b"\n".join(stream.get_data() for stream in streams))
        writer.add(form)
    resources = page.get("/Resources")
    corners = (box.left, box.bottom, box.left + box.width, box.bottom + box.height)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(number(corner)) for corner in corners),
            NameObject("/Resources"): _copied(writer, resources) if resources is not None else DictionaryObject(),
        }
    )
    if "/Group" in page:
        form[NameObject("/Group")] = _copied(writer, page["/Group"])
    if form.indirect_reference is None:
        raise RuntimeError("an object without a number")
    return form.indirect_reference


def _copied(writer: PrintWriter, entry: PdfObject) -> PdfObject:
    """The copy, by its number where it has one of its own."""
    original = entry.get_object()
    if original is None:
        raise TypeError("a part of a page is missing")
    copy: PdfObject = original.clone(writer)
    return getattr(copy, "indirect_reference", None) or copy


def _printed_annotations(writer: PrintWriter, page: PageObject) -> Iterator[tuple[IndirectObject, Affine]]:
    """The appearance of every annotation that is printed, and the matrix that puts it into its rectangle (ISO
    32000-1, 12.5.5)."""
    for entry in page.get("/Annots") or ():
        annotation = entry.get_object()
        if not isinstance(annotation, DictionaryObject):
            continue
        flags = int(annotation.get("/F", 0))
        appearance = annotation.get("/AP", {}).get("/N")
        appearance = appearance.get_object() if appearance is not None else None
        if isinstance(appearance, DictionaryObject) and not isinstance(appearance, StreamObject):
            state = appearance.get(str(annotation.get("/AS", "")))
            appearance = state.get_object() if state is not None else None
        printed = flags & _PRINT and not flags & _HIDDEN and annotation.get("/Subtype") != "/Popup"
        if not printed or not isinstance(appearance, StreamObject) or "/BBox" not in appearance:
            continue
        own = _numbers(appearance["/Matrix"]) if "/Matrix" in appearance else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        matrix = _into(_numbers(annotation["/Rect"]), _numbers(appearance["/BBox"]), own)
        if matrix is None:
            continue
        form = appearance.clone(writer)
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        if form.indirect_reference is not None:
            yield form.indirect_reference, matrix


def _numbers(entry: PdfObject) -> tuple[float, ...]:
    return tuple(float(value) for value in array(entry))


def _into(rectangle: Sequence[float], bounds: Sequence[float], own: Sequence[float]) -> Affine | None:
    x0, y0, x1, y1 = bounds
    a, b, c, d, e, f = own
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    rx0, ry0, rx1, ry1 = rectangle
    rx0, rx1, ry0, ry1 = min(rx0, rx1), max(rx0, rx1), min(ry0, ry1), max(ry0, ry1)
    if right <= left or top <= bottom:
        return None
    across, up = (rx1 - rx0) / (right - left), (ry1 - ry0) / (top - bottom)
    return (across, 0, 0, up, rx0 - across * left, ry0 - up * bottom)


def _rectangle(box: Box, height_pt: float) -> ArrayObject:
    corners = (box.left, height_pt - box.bottom, box.right, height_pt - box.top)
    return ArrayObject(FloatObject(number(corner)) for corner in corners)


def _stream_of(data: str | bytes) -> StreamObject:
    raw = data.encode("ascii") if isinstance(data, str) else data
    stream = EncodedStreamObject()
    stream._data = deflated(raw)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream[NameObject("/Length")] = NumberObject(len(stream._data))
    return stream

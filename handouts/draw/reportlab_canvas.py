"""ReportLab's canvas, taught to write tagged PDF 1.7 with object streams.

ReportLab counts pages and numbers objects; what is written of each object is ours, so none of its settings (which it
takes from the environment and the home folder) can change a byte.

Every private or undocumented name of ReportLab that the program touches is in this module and nowhere else; the
contract test (tests/draw/test_reportlab_contract.py) goes through them one by one, so that a release of ReportLab that
changes one fails there and not in somebody's hands. Why each is needed (found by reading ReportLab 5.1):

- `Canvas._make_preamble` selects Helvetica, which is not embedded: PDF/A forbids it. Ours writes nothing.
- `Canvas._code`: the operators of the page so far, of which we make streams of our own.
- `Canvas._doc`, `PDFDocument.Reference` with the `name` of what it gives, `objectcounter`,
  `idToObjectNumberAndVersion`: the numbering of objects. `PDFDocument.thisPageName`: the page's key in it.
- `Catalog`, `Pages`, `info` of the document, and "BasicFonts": objects whose numbers we keep. Written by ReportLab,
  pages lack StructParents and Tabs, the catalogue OutputIntents, and the information has "anonymous" and the clock.
- `PDFDocument.format`: cross-reference table and loose objects; ours packs objects into streams (a quarter smaller).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from handouts.draw.notation import deflated
from handouts.draw.packing import PackedFile

_CATALOG_KEYS = ("Lang", "MarkInfo", "Metadata", "OutputIntents", "StructTreeRoot", "ViewerPreferences")
_FONTS = "BasicFonts"  # ReportLab's name for the dictionary of fonts that all pages share


class IndirectObject:
    """An object with a number of its own, written as the text it is given. Filled at any time before saving.

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


class _TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages begin empty."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class DocumentCanvas:
    """One PDF file in the making: numbered objects, pages, catalogue; `save` gives the bytes.

    Coordinates are those of PDF: points, origin at the bottom left. Knows nothing of fonts, tags or languages: it is
    given finished operators and dictionaries (ASCII text).
    """

    def __init__(self) -> None:
        self._canvas = _TaggedCanvas(BytesIO(), pageCompression=0, invariant=1, pdfVersion=(1, 7), lang="und")
        self._document = self._canvas._doc
        self._document.format = self._packed
        self._own: dict[int, IndirectObject] = {}  # by number
        self._contents: list[IndirectObject] = []
        self._streams: dict[bytes, IndirectObject] = {}
        self._pages: list[IndirectObject] = []
        self._fonts = self._in_place_of(_FONTS)
        self._tree = self._in_place_of(self._document.Reference(self._document.Pages).name)
        self._catalog = self._in_place_of(self._document.Reference(self._document.Catalog).name)
        self._information = self._in_place_of(self._document.Reference(self._document.info).name)

    def reserve(self) -> IndirectObject:
        """A new object with its number, to be filled later."""
        # ReportLab counts on from here and never hears of the object: a page has a hundred.
        self._document.objectcounter = number = self._document.objectcounter + 1
        entry = self._own[number] = IndirectObject(number)
        return entry

    def _in_place_of(self, name: str) -> IndirectObject:
        """An object of ours that is written under the number of the one that ReportLab knows by this name."""
        number = self._document.idToObjectNumberAndVersion[name][0]
        entry = self._own[number] = IndirectObject(number)
        return entry

    def set_font_resources(self, resources: Mapping[str, IndirectObject]) -> None:
        """The fonts that all pages share, by resource name. One object holds them."""
        self._fonts.fill(f"<<{''.join([f'/{name} {entry.reference}' for name, entry in resources.items()])}>>")

    def draw(self, operators: str) -> None:
        """Add operators to the current page."""
        self._canvas.addLiteral(operators)

    def draw_stream(self, stream: bytes) -> None:
        """Add finished, compressed operators to the current page: a content stream of its own, one object however
        often it is drawn (ISO 32000-1, 7.8.2: a page's contents may be an array)."""
        self._end_stream()
        known = self._streams.get(stream)
        if known is None:
            known = self._streams[stream] = self.reserve()
            known.fill_stream(stream, "")
        self._contents.append(known)

    def _end_stream(self) -> None:
        """What has been drawn since the last stream becomes one."""
        if self._canvas._code:
            contents = self.reserve()
            contents.fill_stream(deflated("\n".join(self._canvas._code).encode("latin-1")), "")
            self._contents.append(contents)
            self._canvas._code = []

    def close_page(self, boxes: str, annotations: Sequence[IndirectObject], struct_parents: int) -> str:
        """End the current page with these entries for its boxes; the reference to it. Annotations may be filled
        later."""
        self._end_stream()
        streams = [entry.reference for entry in self._contents]
        self._contents = []
        name = self._document.thisPageName()
        self._canvas.showPage()
        page = self._in_place_of(name)
        contents = streams[0] if len(streams) == 1 else f"[{' '.join(streams)}]"
        links = f"/Annots[{' '.join([annotation.reference for annotation in annotations])}]" if annotations else ""
        page.fill(
            f"<</Type/Page/Parent {self._tree.reference}{boxes}/Resources<</Font "
            f"{self._fonts.reference}>>/Contents {contents}{links}/StructParents {struct_parents}/Tabs/S>>"
        )
        self._pages.append(page)
        return page.reference

    def set_catalog(self, entries: Mapping[str, str]) -> None:
        """Entries of the catalogue: Lang, MarkInfo, Metadata, OutputIntents, StructTreeRoot, ViewerPreferences.

        Raises KeyError for any other.
        """
        if unknown := entries.keys() - set(_CATALOG_KEYS):
            raise KeyError(min(unknown))
        written = "".join([f"/{key} {value}" for key, value in entries.items()])
        self._catalog.fill(f"<</Type/Catalog/Pages {self._tree.reference}{written}>>")

    def set_information(self, body: str) -> None:
        """The information dictionary, with its brackets."""
        self._information.fill(body)

    def save(self) -> bytes:
        """The finished file. Nothing may be added afterwards."""
        data: bytes = self._canvas.getpdfdata()
        return data

    def _packed(self) -> bytes:
        """All objects, in the order of their numbers, as PDF 1.7 with an object stream and a cross-reference stream.

        Stands in for `PDFDocument.format`, which `getpdfdata` calls last.
        """
        kids = " ".join([page.reference for page in self._pages])
        self._tree.fill(f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        packed = PackedFile()
        for number in range(1, self._document.objectcounter + 1):
            entry = self._own[number]
            if entry.stream is None:
                packed.add(entry.body.encode("ascii"))
            else:
                packed.add_stream(entry.body.encode("ascii"), entry.stream)
        return packed.finish(self._catalog.reference, self._information.reference)

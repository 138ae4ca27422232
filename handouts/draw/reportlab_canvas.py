"""ReportLab's canvas, taught to write tagged PDF 1.7 with object streams.

Every private or undocumented name of ReportLab that the program touches is in this module and nowhere else; the
contract test (tests/draw/test_reportlab_contract.py) goes through them one by one, so that a release of ReportLab that
changes one fails there and not in somebody's hands. Why each is needed (found by reading ReportLab 5.1):

- `Canvas._make_preamble` selects Helvetica, which is not embedded: PDF/A forbids it. Ours writes nothing.
- `Canvas._doc`, `PDFDocument.Reference`, `idToObject`, `numberToId`, `objectcounter`,
  `idToObjectNumberAndVersion`: the numbering of objects. `PDFDocument.thisPageName`: the page's key in it.
- `Pages.pages[-1]`: the page just closed. Its `__NoDefault__` lists the keys that it writes: StructParents and Tabs
  are not among them, `Trans` always is. Its `stream` is written without a line end before `endstream`, hence
  `Contents` of our own.
- `Catalog.__NoDefault__`: OutputIntents is not among its keys.
- The page's `Annots`: the public methods for links refuse StructParent and /F.
- `PDFDocument.info`, `PDFInfo`: "anonymous", "unspecified" and the clock.
- `PDFDocument.format`: cross-reference table and loose objects; ours packs objects into streams (a quarter smaller).
- `rl_config.pdfMultiLine`, `pdfComments`: settings that ReportLab takes from the environment and the home folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handouts.draw.notation import deflated
from handouts.draw.packing import PackedFile

_PAGE_KEYS = ("Parent", "MediaBox", "Resources", "Contents", "Annots", "StructParents", "Tabs")
_CATALOG_KEYS = ("Pages", "Lang", "MarkInfo", "Metadata", "OutputIntents", "StructTreeRoot", "ViewerPreferences")


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


class _Information(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The information dictionary, as given: no placeholders, no clock."""

    __RefOnly__ = 1

    def __init__(self, body: str) -> None:
        super().__init__()
        self._body = body.encode("ascii")

    def digest(self, _digest: Any) -> None:
        """Nothing: the file's identifier comes from all its bytes."""

    def format(self, _document: Any = None) -> bytes:
        return self._body


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
        self._own: dict[int, IndirectObject] = {}  # by number; the others are ReportLab's
        self._contents: list[IndirectObject] = []
        self._streams: dict[bytes, IndirectObject] = {}
        catalog = self._document.Catalog
        catalog.__NoDefault__ = list(_CATALOG_KEYS)
        catalog.__Refs__ = ["Pages"]

    def reserve(self) -> IndirectObject:
        """A new object with its number, to be filled later."""
        # ReportLab counts on from here and never hears of the object: a page has a hundred.
        self._document.objectcounter = number = self._document.objectcounter + 1
        entry = self._own[number] = IndirectObject(number)
        return entry

    def set_font_resources(self, resources: Mapping[str, IndirectObject]) -> None:
        """The fonts that all pages share, by resource name. ReportLab keeps one object for them."""
        fonts = self._document.idToObject["BasicFonts"]
        fonts.dict = {name: entry.reference for name, entry in resources.items()}

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

    def close_page(self, width: str, height: str, annotations: Sequence[IndirectObject], struct_parents: int) -> str:
        """End the current page; the reference to it. Annotations may be filled later."""
        self._end_stream()
        streams = [entry.reference for entry in self._contents]
        self._contents = []
        name = self._document.thisPageName()
        self._canvas.showPage()
        page = self._document.Pages.pages[-1]
        page.__NoDefault__ = list(_PAGE_KEYS)
        page.__Refs__ = ["Parent"]
        page.MediaBox = f"[0 0 {width} {height}]"
        page.Resources = f"<</Font {self._reference_named('BasicFonts')}>>"
        page.Contents = streams[0] if len(streams) == 1 else _Verbatim(f"[{' '.join(streams)}]")
        page.Annots = None
        if annotations:
            page.Annots = _Verbatim(f"[{' '.join(annotation.reference for annotation in annotations)}]")
        page.StructParents = str(struct_parents)
        page.Tabs = "/S"
        return self._reference_named(name)

    def set_catalog(self, entries: Mapping[str, str]) -> None:
        """Entries of the catalogue: Lang, MarkInfo, Metadata, OutputIntents, StructTreeRoot, ViewerPreferences.

        Raises KeyError for any other.
        """
        catalog = self._document.Catalog
        for key, value in entries.items():
            if key not in _CATALOG_KEYS:
                raise KeyError(key)
            setattr(catalog, key, value)

    def set_information(self, body: str) -> None:
        """The information dictionary, with its brackets."""
        self._document.info = _Information(body)

    def save(self) -> bytes:
        """The finished file. Nothing may be added afterwards."""
        with _plain_settings():
            data: bytes = self._canvas.getpdfdata()
        return data

    def _reference_named(self, name: str) -> str:
        return f"{self._document.idToObjectNumberAndVersion[name][0]} 0 R"

    def _packed(self) -> bytes:
        """All objects, in the order of their numbers, as PDF 1.7 with an object stream and a cross-reference stream.

        Stands in for `PDFDocument.format`, which `getpdfdata` calls last.
        """
        document = self._document
        catalog = document.Reference(document.Catalog).format(document).decode("ascii")
        information = document.Reference(document.info).format(document).decode("ascii")
        packed = PackedFile()
        number = 0
        while number < document.objectcounter:  # formatting may add objects
            number += 1
            entry = self._own.get(number)
            if entry is None:
                packed.add(document.idToObject[document.numberToId[number]].format(document))
            elif entry.stream is None:
                packed.add(entry.body.encode("ascii"))
            else:
                packed.add_stream(entry.body.encode("ascii"), entry.stream)
        return packed.finish(catalog, information)


class _Verbatim(pdfdoc.PDFObject):  # type: ignore[misc]
    """Text that ReportLab must not wrap into an array of its own."""

    def __init__(self, text: str) -> None:
        self._text = text.encode("ascii")

    def format(self, _document: Any = None) -> bytes:
        return self._text


@contextmanager
def _plain_settings() -> Iterator[None]:
    """ReportLab reads its settings from the environment and the home folder; these two would change bytes."""
    before = (rl_config.pdfMultiLine, rl_config.pdfComments)
    rl_config.pdfMultiLine, rl_config.pdfComments = 0, 0
    try:
        yield
    finally:
        rl_config.pdfMultiLine, rl_config.pdfComments = before

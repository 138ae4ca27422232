"""The structure tree of a finished file as lines of text: what a screen reader is given, in the order in which it is
given it. Read by pikepdf and pdfminer, which wrote nothing of it.

An element is a line: its role, then in brackets what else it says (`lang`, `alt`, `actual`, `scope`, `rows`, `cols`,
where a link leads and what it is called). Under it, indented, what is in it; text in quotes, as it is marked on the
page. How text begins that is marked as an artifact, and so never heard, stands at the end. The edition's code, which
changes with every word, is a row of dots.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pdfminer.cmapdb import CMapParser, FileUnicodeMap

_MARKS = dict.fromkeys((0x200E, 0x061C, 0x200B))
_CODE = re.compile(r"\b[2-9A-Z]{7}\b")
_ARTIFACT = -1
INDENT = "  "
_SHOWN = 100
"""Characters."""


def tree_of(pdf: bytes) -> str:
    """All pages of a document."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\n".join([*_lines(document), ""])


def _lines(document: pikepdf.Pdf) -> Iterator[str]:
    texts = {page.obj.objgen: _MarkedText(page) for page in document.pages}
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    title = str(document.docinfo.get("/Title", ""))
    yield f"file [lang {document.Root.get('/Lang', '')}] {_quoted(title)}"
    for kid in _kids(document.Root.StructTreeRoot):
        yield from _element(kid, texts, numbers, 0)
    for objgen, number in numbers.items():
        for text in texts[objgen].by_number[_ARTIFACT]:
            yield f"not heard on page {number}: {_quoted(text[:_SHOWN] + '…' * (len(text) > _SHOWN))}"


def _element(
    element: pikepdf.Object,
    texts: dict[tuple[int, int], _MarkedText],
    numbers: dict[tuple[int, int], int],
    depth: int,
) -> Iterator[str]:
    said = [str(element.S).removeprefix("/"), *_attributes(element, numbers)]
    yield INDENT * depth + said[0] + (f" [{'; '.join(said[1:])}]" if said[1:] else "")
    for kid in _kids(element):
        if isinstance(kid, int):
            for text in texts[element.Pg.objgen].by_number[kid]:
                yield INDENT * (depth + 1) + _quoted(text)
        elif kid.get("/Type") != "/OBJR":
            yield from _element(kid, texts, numbers, depth + 1)


def _attributes(element: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Iterator[str]:
    for key, word in (("/Lang", "lang"), ("/T", "title"), ("/Alt", "alt"), ("/ActualText", "actual")):
        if key in element:
            value = str(element[key])
            yield f"{word} {value if word == 'lang' else _quoted(value)}"
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes] if attributes else []:
        for key, word in (("/Scope", "scope"), ("/RowSpan", "rows"), ("/ColSpan", "columns")):
            if key in each:
                yield f"{word} {str(each[key]).removeprefix('/')}"
        if "/ListNumbering" in each:
            yield f"numbering {str(each.ListNumbering).removeprefix('/')}"
    for kid in _kids(element):
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            action = kid.Obj.A
            target = str(action.URI) if "/URI" in action else f"page {numbers[action.D[0].objgen]}"
            yield f"to {target}"
            yield f"called {_quoted(str(kid.Obj.Contents))}"


def _kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = element.get("/K")
    entries = list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]
    return [each if isinstance(each, pikepdf.Object) else int(each) for each in entries]


def _quoted(text: str) -> str:
    return f"“{_CODE.sub('·······', text)}”"


class _MarkedText:
    """The text of each piece of marked content of a page, by its number; artifacts under -1."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.by_number: dict[int, list[str]] = defaultdict(list)
        self._maps: dict[str, FileUnicodeMap] = {}
        self._page = page
        stack: list[int | None] = []
        text: list[str] = []
        run: list[str] = []
        font = FileUnicodeMap()
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BMC" | "BDC":
                    number = int(operands[1].MCID) if len(operands) > 1 and "/MCID" in operands[1] else None
                    stack.append(_ARTIFACT if str(operands[0]) == "/Artifact" else number)
                case "EMC":
                    number = stack.pop()
                    if number is not None and text:
                        self.by_number[number].append("".join(text).translate(_MARKS))
                    text.clear()
                case "Tf":
                    font = self._map(str(operands[0]))
                case "TJ" | "Tj":
                    for each in operands[0] if str(operator) == "TJ" else operands:
                        if isinstance(each, pikepdf.String):
                            run += _decoded(bytes(each), font)
                case "Td" | "ET":
                    text.append(_as_read(run))
                    run.clear()

    def _map(self, name: str) -> FileUnicodeMap:
        if name not in self._maps:
            found = self._maps[name] = FileUnicodeMap()
            CMapParser(found, BytesIO(self._page.Resources.Font[name].ToUnicode.read_bytes())).run()
        return self._maps[name]


def _decoded(codes: bytes, font: FileUnicodeMap) -> Iterator[str]:
    for at in range(0, len(codes), 2):
        yield font.get_unichr(int.from_bytes(codes[at : at + 2], "big"))


def _as_read(run: list[str]) -> str:
    """What stands between two moves of the pen is written from left to right: right-to-left text is turned round."""
    backwards = any(unicodedata.bidirectional(each) in ("R", "AL") for code in run for each in code)
    return "".join(run[::-1] if backwards else run)

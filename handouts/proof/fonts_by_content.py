"""Fonts of files that are read one after the other by pdfminer.six: one that an earlier file held, byte for byte, is
not taken apart again."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSKeyword

from handouts.proof.tokens import NotPlainError, plain_objects

_PLAIN = frozenset((int, float))


class FontsByContent(PDFResourceManager):
    """Fonts by their contents: those of another file too, if every byte of them is the same."""

    def __init__(self, fonts: dict[object, PDFFont]) -> None:
        super().__init__(caching=True)
        self._by_content = fonts

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        if not objid:
            to_unicode = spec.get("ToUnicode")
            if not isinstance(to_unicode, PDFStream):
                return super().get_font(objid, spec)
            font = super().get_font(objid, {key: value for key, value in spec.items() if key != "ToUnicode"})
            if isinstance(font, PDFCIDFont):
                font.unicode_map = _unicode_map(to_unicode.get_data())
                return font
            return super().get_font(objid, spec)
        found = self._cached_fonts.get(objid)
        if found is None:
            content = _content(spec)
            found = self._by_content.get(content)
            if found is None:
                found = self._by_content[content] = super().get_font(objid, spec)
            self._cached_fonts[objid] = found
        return found


def _unicode_map(data: bytes) -> FileUnicodeMap:
    """Which text the codes of a font stand for, by pdfminer.six's own rules."""
    found = FileUnicodeMap()
    parser = CMapParser(found, io.BytesIO(data))
    try:
        for token in plain_objects(data):
            if isinstance(token, PSKeyword):
                parser.do_keyword(0, token)
            else:
                parser.push((0, token))
    except NotPlainError:
        found = FileUnicodeMap()
        CMapParser(found, io.BytesIO(data)).run()
    return found


def _content(value: object) -> object:
    """Hashable, and equal for equal contents; references are followed. Raises RecursionError for a circle."""
    if isinstance(value, PDFObjRef):
        return _content(value.resolve())
    if isinstance(value, PDFStream):
        return (_content(value.attrs), value.rawdata, b"" if value.rawdata is not None else value.get_data())
    if isinstance(value, Mapping):
        return tuple(sorted(((key, _content(entry)) for key, entry in value.items()), key=lambda pair: str(pair[0])))
    if isinstance(value, list | tuple):
        plain = all(type(entry) in _PLAIN for entry in value)
        return tuple(value) if plain else tuple(_content(entry) for entry in value)
    return value

"""`python -m handouts.gallery.messages` brings locale/*.po up to the words of templates, script and table of products.
A test compares.

By Babel's extractors. Singular and plural are two messages ("1 sheet", "{n} sheets"): every language of the interface
has these two forms.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_javascript
from jinja2.ext import babel_extract

from handouts.gallery.pages import TEMPLATES
from handouts.gallery.words import LOCALE
from handouts.paper import Sides, press_papers
from handouts.products.table import PRODUCTS
from handouts.sources.po_reader import PoEntry, PoFile, read_po
from handouts.sources.po_writer import write_po
from handouts.sources.whole_file import write_whole

_KEYWORD = "_"
_TABLE, _PAPER = "table.py", "paper.py"
_ANY_OFICIO_MM = (216, 340)
_HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: {language}\n"


def messages() -> dict[str, tuple[str, ...]]:
    """Every English text of the interface, in order, with the files that say it."""
    found: dict[str, list[str]] = {}
    for name, text in _extracted():
        files = found.setdefault(text, [])
        if name not in files:
            files.append(name)
    return {text: tuple(files) for text, files in found.items()}


def updated(po: bytes, language: str) -> bytes:
    """A PO file with exactly the messages that there are; what is translated stays."""
    file, faults = read_po(po)
    if faults:
        raise ValueError(str(faults[0]))
    known = {entry.english: entry for entry in file.entries}
    entries = tuple(
        replace(known.get(text, PoEntry(None, text, "")), references=files) for text, files in messages().items()
    )
    header = file.header or PoEntry(None, "", _HEADER.format(language=language))
    return write_po(PoFile(entries, header))


def _extracted() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.glob("*.html")):
        for _, _, text, _ in babel_extract(_opened(path), [_KEYWORD], [], {"silent": "false"}):
            yield from ((path.name, each) for each in _literal(text))
    for path in sorted(TEMPLATES.parent.glob("static/*.js")):
        for _, _, said, _ in extract_javascript(_opened(path), {_KEYWORD: None}, [], {}):
            yield from ((path.name, each) for each in _literal(said))
    for product in PRODUCTS:
        yield from ((_TABLE, text) for text in (product.title, product.printing) if text)
    yield from ((_PAPER, sides.words) for sides in Sides if sides.words)
    yield from ((_PAPER, paper.printed) for paper in press_papers(_ANY_OFICIO_MM))


def _literal(arguments: Any) -> list[str]:
    """The text of a call, if it is one and no variable."""
    first = arguments[0] if isinstance(arguments, tuple | list) else arguments
    return [first] if isinstance(first, str) else []


def _opened(path: Path) -> io.BytesIO:
    return io.BytesIO(path.read_bytes().replace(b"\r\n", b"\n"))


def main() -> None:
    """Bring all files up to date."""
    for path in sorted(LOCALE.glob("*.po")):
        write_whole(path, updated(path.read_bytes(), path.stem))


if __name__ == "__main__":
    main()

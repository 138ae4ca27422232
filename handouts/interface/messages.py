"""Which texts an interface says, found in its templates, scripts and modules, and PO files brought up to them.

By Babel's extractors. Singular and plural are two messages ("1 sheet", "{n} sheets"): every language of the interface
has these two forms.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.extract import extract_javascript, extract_python
from jinja2.ext import babel_extract

from handouts.sources.po_reader import PoEntry, PoFile, read_po
from handouts.sources.po_writer import write_po
from handouts.sources.whole_file import write_whole

_KEYWORD = "_"
_HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: {language}\n"

Said: TypeAlias = tuple[str, str]
"""The name of a file, and a text that it says."""


def in_templates(folder: Path) -> Iterator[Said]:
    """What the templates of a folder say."""
    options = {"silent": "false", "trimmed": "false"}
    return _said(folder, "*.html", lambda file: babel_extract(file, [_KEYWORD], [], options))


def in_scripts(folder: Path) -> Iterator[Said]:
    """What the scripts of a folder say."""
    return _said(folder, "*.js", lambda file: extract_javascript(file, {_KEYWORD: None}, [], {}))


def in_modules(folder: Path) -> Iterator[Said]:
    """What the modules of a folder say or mark as said."""
    return _said(folder, "*.py", lambda file: extract_python(file, {_KEYWORD: None}, [], {}))


def gathered(said: Iterable[Said]) -> dict[str, tuple[str, ...]]:
    """Every text once, in order, with the files that say it."""
    found: dict[str, list[str]] = {}
    for name, text in said:
        files = found.setdefault(text, [])
        if name not in files:
            files.append(name)
    return {text: tuple(files) for text, files in found.items()}


def updated(po: bytes, language: str, messages: Mapping[str, tuple[str, ...]]) -> bytes:
    """A PO file with exactly these messages; what is translated stays."""
    file, faults = read_po(po)
    if faults:
        raise ValueError(str(faults[0]))
    known = {entry.english: entry for entry in file.entries}
    entries = tuple(
        replace(known.get(text, PoEntry(None, text, "")), references=files) for text, files in messages.items()
    )
    header = file.header or PoEntry(None, "", _HEADER.format(language=language))
    return write_po(PoFile(entries, header))


def bring_up_to_date(locale: Path, messages: Mapping[str, tuple[str, ...]]) -> None:
    """Bring every PO file of a folder up to the messages that there are."""
    for path in sorted(locale.glob("*.po")):
        write_whole(path, updated(path.read_bytes(), path.stem, messages))


def _said(folder: Path, pattern: str, extract: Callable[[io.BytesIO], Iterable[Any]]) -> Iterator[Said]:
    for path in sorted(folder.glob(pattern)):
        for _, _, said, _ in extract(io.BytesIO(path.read_bytes().replace(b"\r\n", b"\n"))):
            yield from ((path.name, text) for text in _literal(said))


def _literal(arguments: Any) -> list[str]:
    """The text of a call, if it is one and no variable."""
    first = arguments[0] if isinstance(arguments, tuple | list) else arguments
    return [first] if isinstance(first, str) and first else []

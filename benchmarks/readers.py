"""Programs that give back the text of a PDF, as a reader's search, clipboard or screen reader would get it.

Those of the requirements are always there; the others are looked for, and left out where they are not: poppler and
mupdf among the programs; PyMuPDF and pdf.js, with WeasyPrint, which sets pages to compare with, in a folder of their
own that `fetch_others` makes, so that the project needs none of them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import which

import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

_PYMUPDF = """
import pymupdf, sys
sys.stdout.reconfigure(encoding="utf-8")
print("\\n".join(page.get_text() for page in pymupdf.open(sys.argv[1])))
"""
_PDF_JS = """
import { readFileSync } from "node:fs";
const { getDocument } = await import(process.argv[1] + "/node_modules/pdfjs-dist/legacy/build/pdf.mjs");
const data = new Uint8Array(readFileSync(process.argv[2]));
const file = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;
for (let number = 1; number <= file.numPages; number++) {
  const { items } = await (await file.getPage(number)).getTextContent();
  console.log(items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}
"""


@dataclass(frozen=True, slots=True)
class TextReader:
    """`text` of a PDF file. `counts`: whether its text is what people get; the others are shown for information."""

    name: str
    text: Callable[[Path], str]
    counts: bool = True


def fetch_others(folder: Path) -> None:
    """Get PyMuPDF, WeasyPrint and, where npm is, pdf.js into a folder, as far as they are not there. Raises
    CalledProcessError."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        _told(sys.executable, "-m", "venv", folder / "venv")
        _told(python, "-m", "pip", "install", "--quiet", "PyMuPDF", "weasyprint")
    if which("npm") and not (folder / "node_modules" / "pdfjs-dist").is_dir():
        _told("npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "pdfjs-dist")


def readers(folder: Path | None) -> Iterator[TextReader]:
    """Those that are there. `folder`: where `fetch_others` put PyMuPDF and pdf.js."""
    if which("pdftotext"):
        yield TextReader("poppler", lambda path: _told("pdftotext", path, "-"))
    yield TextReader("pdfium", _by_pdfium)
    yield TextReader("pypdf", _by_pypdf)
    if folder is not None and (python := folder / "venv" / "bin" / "python").exists():
        yield TextReader("PyMuPDF", lambda path: _told(python, "-c", _PYMUPDF, path))
    if folder is not None and which("node") and (folder / "node_modules" / "pdfjs-dist").is_dir():
        script = ("node", "--input-type=module", "-e", _PDF_JS, folder)
        yield TextReader("pdf.js", lambda path: _told(*script, path))
    if which("mutool"):
        yield TextReader("mutool", lambda path: _told("mutool", "draw", "-q", "-F", "text", path), counts=False)
    yield TextReader("pdfminer", extract_text, counts=False)


def _by_pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _by_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(path.read_bytes())).pages)


def _told(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")

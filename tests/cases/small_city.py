"""A copy of the data with one city whose organisations a test writes, and its finished sheets, read by tools that did
not write them: pypdf for links, pdfium for text."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

from handouts.errors import ExitCode
from tests.build.small import Project, Said, manifest

FORMATS = ("flyer", "large-print", "half", "card", "poster")


class SmallCity(Project):
    """Nogales with the organisations given as YAML; in all formats."""

    def __init__(self, home: Path, organisations: str, *languages: str) -> None:
        super().__init__(home, ("nogales",), ("en", *languages), FORMATS)
        self.write()
        path = self.data / "directory.yaml"
        head, _, _ = path.read_text(encoding="utf-8").partition("      - name: Kino Border Initiative")
        path.write_text(head + textwrap.indent(textwrap.dedent(organisations).strip("\n"), "      "), encoding="utf-8")

    def built(self, *options: str) -> Said:
        """A whole build with proof, which finds nothing wrong."""
        said = self.build(*options)
        assert said.code == ExitCode.DONE, said.err + said.out
        assert {each["format"] for each in manifest(self.out)["files"] if each["kind"] == "sheet"} >= set(FORMATS)
        return said

    def sheet(self, form: str, language: str = "en") -> Path:
        return self.out / form / language / f"nogales-{language}-{form}.pdf"

    def left_out(self, form: str, language: str = "en") -> list[str]:
        """What the manifest says that layout left out."""
        path = self.sheet(form, language).relative_to(self.out).as_posix()
        return next(each["left_out"] for each in manifest(self.out)["files"] if each["path"] == path)

    def links(self, form: str, language: str = "en") -> list[str]:
        """Where the live links lead, in the order of the file."""
        found: list[str] = []
        for page in pypdf.PdfReader(self.sheet(form, language)).pages:
            for each in page.get("/Annots", ()):
                action: Any = each.get_object().get("/A")
                if action is not None:
                    found.append(str(action["/URI"]))
        return found

    def spoken(self, form: str, language: str = "en") -> dict[str, str]:
        """What a screen reader says of each link."""
        pages = pypdf.PdfReader(self.sheet(form, language)).pages
        links = [each.get_object() for page in pages for each in page.get("/Annots", ())]
        return {str(each["/A"]["/URI"]): str(each["/Contents"]) for each in links if "/A" in each}

    def text(self, form: str, language: str = "en") -> str:
        """All lines of the sheet, without controls."""
        with pypdfium2.PdfDocument(self.sheet(form, language)) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join(pages).replace("\r", "").replace("\u00a0", " ")

"""A city of which nobody can be called, in data that has no number for every city either: its sheets say so."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from handouts.errors import ExitCode
from tests.build.small import Project

NOBODY = "[]"
AN_OFFICE = '[{name: Casa Uno, visit: {label: Office, address: "Calle 1, Tijuana"}}]'
SENTENCE = "This sheet has no local number for El Paso/Juarez. See the website."


@pytest.mark.parametrize("sides", ["auto", "2"])
@pytest.mark.parametrize("organisations", [NOBODY, AN_OFFICE], ids=["nobody", "an office"])
def test_the_sheets_say_that_there_is_no_number(tmp_path: Path, organisations: str, sides: str) -> None:
    project = Project(tmp_path, ("el-paso-juarez",), ("en",), ("flyer", "half", "card"))
    project.write()
    directory = project.data / "directory.yaml"
    head, _, _ = directory.read_text(encoding="utf-8").partition("groups:")
    city = f"  - id: el-paso-juarez\n    name: El Paso/Juarez\n    organisations: {organisations}\n"
    directory.write_text(f"{head}groups: []\ncities:\n{city}", encoding="utf-8")
    said = project.build("--sides", sides)
    assert said.code == ExitCode.DONE, said.err
    for name in ("flyer", "half"):
        with pypdfium2.PdfDocument(project.out / f"{name}/en/el-paso-juarez-en-{name}.pdf") as document:
            text = " ".join(document[0].get_textpage().get_text_range().split())
        assert SENTENCE in text
        assert "MEX" not in text, "a head above nothing"
        assert ("Calle 1" in text) == (organisations is AN_OFFICE)

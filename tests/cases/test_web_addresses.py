"""Web addresses in the letters in which browsers show them (case `web-addresses`, ORCID/ORCID-Source#4993).

They were refused with "write it in ASCII", which few can do.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from handouts.errors import ExitCode
from tests.cases.small_city import SmallCity

CASA = """
- name: Casa
  numbers: [{number: "+52 664 208 8995"}]
"""
PAGE, ASCII = "https://help.example.org/información/", "https://help.example.org/informaci%C3%B3n/"


def with_website(home: Path, page: str, printed: str, *languages: str) -> SmallCity:
    project = SmallCity(home, CASA, *languages)
    handout = (project.data / "handout.yaml").read_text(encoding="utf-8")
    head, _, rest = handout.partition("website:\n")
    after = rest.partition("more: ")[2]
    text = f'{head}website:\n  page: "{page}"\n  printed: {printed}\nmore: {after}'
    (project.data / "handout.yaml").write_text(text, encoding="utf-8")
    return project


def code_on(path: Path) -> str:
    with PdfDocument(BytesIO(path.read_bytes())) as document:
        picture = document[len(document) - 1].render(scale=4).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def test_a_path_with_an_accent_is_taken_and_its_ascii_form_is_named(tmp_path: Path) -> None:
    project = with_website(tmp_path, PAGE, "help.example.org", "ar")
    said = project.built()
    (notice,) = (line for line in said.err.splitlines() if "ASCII" in line)
    assert "handout.yaml:" in notice
    assert f'notice: "{PAGE}" leads there in its ASCII form, {ASCII}' in notice
    for language in ("en", "ar"):
        assert ASCII in project.links("flyer", language)
        assert code_on(project.sheet("flyer", language)) == ASCII


@pytest.mark.parametrize("page", ["https://xn--ayudamigracin-mlb.example.org/", "https://ayudamigración.example.org/"])
def test_a_site_is_printed_in_its_own_letters(tmp_path: Path, page: str) -> None:
    project = with_website(tmp_path, page, "ayudamigración.example.org", "ar")
    project.built()
    for form in ("flyer", "card"):
        assert "ayudamigración.example.org" in project.text(form)
        assert "https://xn--ayudamigracin-mlb.example.org/" in project.links(form)


@pytest.mark.parametrize(
    ("page", "printed", "words"),
    [
        ("https://ayudamigración.example.org/", "ayudamigracion.example.org", "name the same site in both"),
        # Of the public report: the code is of other letters than the name that is printed.
        ("https://xn--ayudamigracin-jhb.example.org/", "ayudamigración.example.org", '("ayudamigréacin.example.org")'),
        ("https://xn--ayudamigracin-mlb.example.org/", "xn--ayudamigracin-mlb.example.org", "as browsers show it"),
        ("https://help.example.org/", "Help.example.org", "is no name of a site"),
        ("https://help.example.org/a b", "help.example.org", "without spaces"),
        ("https://localhost/", "help.example.org", "names no site on the internet"),
    ],
)
def test_what_is_no_address_is_refused(tmp_path: Path, page: str, printed: str, words: str) -> None:
    said = with_website(tmp_path, page, printed).check()
    assert said.code == ExitCode.WRONG_INPUT
    assert words in said.err


def test_a_text_that_begins_with_an_address_is_no_address(tmp_path: Path) -> None:
    city = SmallCity(tmp_path, '- name: "https://example.org/ es de Noël"\n  numbers: [{number: "+1 619 555 0113"}]')
    said = city.check()
    assert (said.code, said.err) == (ExitCode.DONE, "")

"""A sheet for every city, however many organisations it has (case `many-organisations`).

Tijuana has 26 shelters (elsoldetijuana.com.mx/local/albergues-en-tijuana-no-son-suficientes-enrique-lucero-8561804).
The Arabic flyer was refused from eleven organisations on, the English one from sixteen. Now the back of the same sheet
is taken, and beyond that the sheet says how many more there are.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from handouts.errors import ExitCode
from tests.build.small import Project, Said, manifest

LANGUAGES = ("en", "ar", "ru", "ur", "zh-Hans")
GENERAL, CHILDREN = "tel:+18586373365", "tel:+12029189431"
MORE = re.compile(r"More organizations: (\d+)")
ONE_NUMBER = '- name: Albergue {0}\n  numbers: [{{number: "+52 664 208 {1}"}}]\n'
TWO_NUMBERS = '- name: Casa {0}\n  numbers: [{{number: "+52 664 208 {1}"}}, {{number: "+1 619 786 {1}"}}]\n'
EVERYTHING = """
- name: Casa Alfa
  place: Hermosillo, Sonora
  service: Legal help
  numbers:
    - {number: "+1 619 786 4866", label: office, extension: "12", press: "2", hours: "Mo-Fr 09:00-17:00"}
    - {number: "+1 619 786 4867", label: hotline, whatsapp: true, languages: [es, ht], hours: 24/7}
    - {number: "+1 619 786 4868", kind: fax, label: office}
    - {number: "+52 664 208 8995", whatsapp: only, label: hotline, hours: 24/7}
  visits:
    - {label: "To visit the community center", address: "C. Primera 8250, Zona Nte., 22127, Tijuana, B.C., Mexico"}
    - {label: Office, address: "Av. Dos 2, Tijuana"}
  email: ayuda@example.org
  website: "https://www.example.org/ayuda"
"""


class BigCity(Project):
    """Nogales with the organisations given as YAML."""

    def __init__(self, home: Path, organisations: str, *languages: str) -> None:
        super().__init__(home, ("nogales",), languages or ("en",), ("flyer",))
        self.write()
        path = self.data / "directory.yaml"
        head, _, _ = path.read_text(encoding="utf-8").partition("      - name: Kino Border Initiative")
        path.write_text(head + textwrap.indent(organisations.strip("\n") + "\n", "      "), encoding="utf-8")

    def built(self, *options: str) -> Said:
        """A build with proof, which finds nothing wrong."""
        said = self.build(*options)
        assert said.code == ExitCode.DONE, said.err + said.out
        return said

    def path(self, language: str) -> Path:
        return self.out / "flyer" / language / f"nogales-{language}-flyer.pdf"

    def entry(self, language: str) -> dict[str, Any]:
        path = self.path(language).relative_to(self.out).as_posix()
        return next(each for each in manifest(self.out)["files"] if each["path"] == path)

    def gone(self, language: str) -> list[str]:
        return [each for each in self.entry(language)["left_out"] if each.startswith("organisation/")]

    def links(self, language: str) -> list[list[str]]:
        """Of each page, where its links lead."""
        return [
            [str(link.get_object()["/A"]["/URI"]) for link in page.get("/Annots", ())]
            for page in pypdf.PdfReader(self.path(language)).pages
        ]

    def texts(self, language: str) -> list[str]:
        """Of each page, its text."""
        with pypdfium2.PdfDocument(self.path(language)) as document:
            return [page.get_textpage().get_text_range().replace("\r", "") for page in document]


def many(form: str, count: int) -> str:
    return "".join(form.format(number, f"{8000 + number}") for number in range(count))


@pytest.mark.parametrize("count", [1, 6, 8, 12, 16, 25, 60])
def test_every_number_stands_on_the_sheet_or_is_counted(tmp_path: Path, count: int) -> None:
    project = BigCity(tmp_path, many(ONE_NUMBER, count), *LANGUAGES)
    project.built()
    for language in LANGUAGES:
        gone, pages = project.gone(language), project.links(language)
        assert len(pages) == project.entry(language)["pages"] <= 2
        found = [link for page in pages for link in page if link.startswith("tel:")]
        # Each from both sides of the border; the city's first stand, its last are left out.
        shown = [f"tel:+52664208{8000 + number}" for number in range(count)]
        shown = shown[: len({link for link in shown if link in found})]
        assert sorted(link for link in found if link.startswith("tel:+52664208")) == sorted(shown * 2)
        general = {each for each in gone if "/general/" in each}
        assert len(gone) == count - len(shown) + len(general)
        assert len(general) == 2 - len({link for link in found if link in (GENERAL, "tel:+15755270500")})
        assert not gone or len(general) == 2, "the general ones go first"
        assert CHILDREN in pages[0]
        assert not [each for each in gone if "/children/" in each]
    said = [MORE.findall(text) for text in project.texts("en")]
    left = len(project.gone("en"))
    assert [each for page in said for each in page] == ([str(left)] if left else [])
    assert bool(left) == (count > 30)


def test_general_numbers_move_to_the_back_before_those_of_the_city(tmp_path: Path) -> None:
    """With two numbers each, eight have no room beside the essentials."""
    project = BigCity(tmp_path, many(TWO_NUMBERS, 8), "en", "ar")
    project.built()
    for language in ("en", "ar"):
        front, back = project.links(language)
        assert GENERAL in back
        assert GENERAL not in front
        assert CHILDREN in front
        local = [link for link in (*front, *back) if link.startswith(("tel:+52664208", "tel:+1619786"))]
        assert len(set(local)) == 2 * 8
        assert not project.gone(language)
    front_text, back_text = project.texts("en")
    assert "More phone numbers: see the other side" in front_text
    assert "More answers: see the other side" in front_text, "details have no room beside so many numbers"
    assert "More phone numbers: see the other side" in back_text
    assert "Continued" in back_text
    assert "MEX" in back_text
    assert "See the website: Info Digna, HIAS Mexico" in back_text
    assert "side 1 of 2" in front_text
    assert "side 2 of 2" in back_text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_sides_where_they_are_asked_for(tmp_path: Path, language: str) -> None:
    project = BigCity(tmp_path, many(ONE_NUMBER, 3), *dict.fromkeys(("en", language)))
    project.built("--sides", "2")
    front, back = project.links(language)
    assert not [link for link in back if link.startswith("tel:")]
    assert {GENERAL, CHILDREN} <= set(front)
    assert [
        each for each in project.entry(language)["left_out"] if "/" in each and each != "introduction/contact"
    ] == []
    if language == "en":
        front_text, back_text = project.texts("en")
        assert "All answers: see the other side" in front_text
        assert "More phone numbers: see the other side" not in front_text
        assert "Continued" not in back_text
        assert "February 19, 2021" in back_text


def test_one_side_where_no_more_is_asked_for(tmp_path: Path) -> None:
    project = BigCity(tmp_path, many(TWO_NUMBERS, 20), *LANGUAGES)
    project.built("--sides", "1")
    for language in LANGUAGES:
        (page,) = project.links(language)
        assert CHILDREN in page
        assert len(project.gone(language)) > 10
    (text,) = project.texts("en")
    assert MORE.findall(text) == [str(len(project.gone("en")))]
    assert "other side" not in text


def test_two_offices_without_anything_to_tell_them_apart_go_together(tmp_path: Path) -> None:
    """What layout leaves out it says by name and place."""
    same = '- name: Casa Doble\n  visit: {{label: Office, address: "Av. Uno {0}"}}\n'
    twice = "".join(same.format(1 + at) + f'  numbers: [{{number: "+52 664 555 010{at}"}}]\n' for at in range(2))
    project = BigCity(tmp_path, many(TWO_NUMBERS, 20) + twice, "en")
    project.built()
    assert "organisation/local/Casa Doble" in project.gone("en")
    assert not [link for page in project.links("en") for link in page if link.startswith("tel:+52664555")]


def test_an_organisation_with_everything_fits_in_every_language(tmp_path: Path) -> None:
    project = BigCity(tmp_path, EVERYTHING, "en")
    shipped = Path(__file__).parents[2] / "data"
    for name in ("languages.yaml",):
        (project.data / name).write_bytes((shipped / name).read_bytes())
    for po in (shipped / "translations").glob("*.po"):
        (project.data / "translations" / po.name).write_bytes(po.read_bytes())
    project.built()
    files = [each for each in manifest(project.out)["files"] if each["kind"] == "sheet"]
    assert len(files) == 24
    for each in files:
        assert not [piece for piece in each["left_out"] if piece.startswith(("organisation/", "number/", "whatsapp/"))]


@pytest.mark.parametrize(
    "organisation",
    [
        f'- name: {"Llanfairpwllgwyngyll" * 4}\n  numbers: [{{number: "+52 664 208 8994"}}]\n',
        "- name: Casa Larga\n  numbers:\n"
        + "".join(f'    - {{number: "+52 664 208 {8000 + at}"}}\n' for at in range(40)),
    ],
    ids=["word", "organisation"],
)
def test_only_what_is_too_large_for_a_side_by_itself_is_an_error(tmp_path: Path, organisation: str) -> None:
    project = BigCity(tmp_path, many(ONE_NUMBER, 3) + organisation, "en")
    said = project.build()
    assert said.code == ExitCode.NEEDS_A_PERSON
    assert re.search(r"does not fit: .* [1-9][0-9]* mm are missing", said.err), said.err

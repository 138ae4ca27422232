"""Cards of cities whose numbers come with more than a card has room for: what gives way, and what never does."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from handouts.content.flyer import LOCAL_SECTION, Flyer
from handouts.errors import ExitCode
from handouts.layout.page.copyfit import DoesNotFit, LaidOut
from handouts.products.table import DRAWN
from tests.build.small import Project, Said, manifest
from tests.cases.small_city import SmallCity

SENTENCE = "This card has no local number for Nogales."
LOCAL = "631 555 0101"
HOURS = "Mo-Fr 09:00-17:00; Sa 10:00-12:00; PH off"
TALKATIVE = f"""
- name: Casa Ejemplo
  service: legal-help
  numbers:
    - number: +52 631 555 0101
      label: office
      extension: "12"
      press: "3"
      hours: {HOURS}
      languages: [es, ht, fr]
"""
FULL = f"""
- name: Centro {"de los Ejemplos y de sus Alrededores " * 5}
  place: {"Ejemplo de los Caballeros " * 7}
  numbers:
    - number: +52 631 555 0101
      extension: "12345678"
"""


class Cards(SmallCity):
    """Nogales with other organisations, on cards alone."""

    def __init__(self, home: Path, organisations: str, *languages: str) -> None:
        Project.__init__(self, home, ("nogales",), ("en", *languages), ("card",))
        self.write()
        path = self.data / "directory.yaml"
        head, _, _ = path.read_text(encoding="utf-8").partition("      - name: Kino Border Initiative")
        path.write_text(head + textwrap.indent(textwrap.dedent(organisations).strip("\n"), "      "), encoding="utf-8")

    def cards(self) -> None:
        """A build with proof, which finds nothing wrong."""
        said = self.build()
        assert said.code == ExitCode.DONE, said.err + said.out

    def side(self, index: int, language: str = "en") -> str:
        """What stands on the first card of a side, on one line."""
        return " ".join(self.lines(index, language))

    def lines(self, index: int, language: str = "en") -> list[str]:
        """The lines of that card."""
        with pypdfium2.PdfDocument(self.sheet("card", language)) as document:
            text = document[index].get_textpage().get_text_bounded(54, 792 - 36 - 144, 306, 792 - 36)
        return [re.sub(r"[\s\u00a0]+", " ", line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    found = Cards(tmp_path_factory.mktemp("talkative"), TALKATIVE, "ar", "ru")
    found.cards()
    return found


def test_what_is_said_of_a_number_gives_way_before_the_number(talkative: Cards) -> None:
    left = talkative.left_out("card", "ar")
    assert any(each.startswith("hours/organisation/local/Casa Ejemplo/") for each in left)
    assert "organisation/local/Casa Ejemplo" not in left
    for language in ("en", "ar", "ru"):
        assert "tel:+526315550101" in {each.partition(";")[0] for each in talkative.links("card", language)}
        assert "12" in talkative.side(0, language)
    assert SENTENCE not in talkative.side(0)


def test_hours_end_no_line_within_a_range(talkative: Cards) -> None:
    lines = talkative.lines(0)
    hours = [line for line in lines if "Mon" in line or "Sat" in line]
    assert hours
    assert not [line for line in lines if re.search(r"[-–:]\s*$|\bpress$|\bextension$", line)], lines


def test_a_card_says_that_it_has_no_local_number_where_none_has_room(tmp_path: Path) -> None:
    city = Cards(tmp_path, FULL)
    city.cards()
    assert SENTENCE in city.side(0)
    assert LOCAL not in city.side(0)
    assert any(each.startswith("organisation/local/Centro") for each in city.left_out("card"))


def test_a_later_organisation_stands_there_where_the_first_has_no_room(tmp_path: Path) -> None:
    city = Cards(tmp_path, FULL + "- name: Otra\n  numbers:\n    - number: +52 631 555 0109")
    city.cards()
    assert "631 555 0109" in city.side(0)
    assert SENTENCE not in city.side(0)


def test_what_is_said_of_the_number_for_children_gives_way_too(tmp_path: Path) -> None:
    city = Cards(tmp_path, "- name: Casa\n  numbers:\n    - number: +52 631 555 0101", "ar")
    said = f"label: hotline, languages: [es, ht, fr], hours: '{HOURS}'"
    city.replace("directory.yaml", '{number: "+1 202 918 9431"}', f'{{number: "+1 202 918 9431", {said}}}')
    city.cards()
    for language in ("en", "ar"):
        links = city.links("card", language)
        assert {"tel:+12029189431", "tel:+526315550101"} <= {*links}
    assert any(each.startswith("hours/organisation/children/KIND/") for each in city.left_out("card", "ar"))


Content = Callable[[Flyer], Flyer]


def hidden(flyer: Flyer) -> Flyer:
    """Without the city's organisations, and without a word of it."""
    kept = tuple(section for section in flyer.sections if section.id != LOCAL_SECTION)
    return replace(flyer, sections=kept, words=replace(flyer.words, no_local_number_card=""))


def denied(flyer: Flyer) -> Flyer:
    """With the city's organisations, as if they were of another."""
    sections = (replace(each, id="other") if each.id == LOCAL_SECTION else each for each in flyer.sections)
    return replace(flyer, sections=tuple(sections))


@pytest.mark.parametrize(
    ("content", "finding"),
    [(hidden, "has no local number, and does not say so"), (denied, "has a local number, and says that it has none")],
)
def test_proof_demands_a_local_number_or_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Content, finding: str
) -> None:
    city = Cards(tmp_path, "- name: Casa\n  numbers:\n    - number: +52 631 555 0101")
    real = DRAWN["card"].lay_out

    def lay_out(flyer: Flyer, *rest: object) -> LaidOut | DoesNotFit:
        laid = real(content(flyer), *rest)
        gone = flyer.pieces_without({entry.piece for entry in flyer.local}) if content is hidden else ()
        return laid if isinstance(laid, DoesNotFit) else replace(laid, left_out=(*laid.left_out, *gone))

    monkeypatch.setitem(DRAWN, "card", replace(DRAWN["card"], lay_out=lay_out))
    said: Said = city.build()
    assert said.code != ExitCode.DONE
    assert finding in said.err + said.out


def test_each_side_of_a_card_and_its_sheet_say_that_it_is_archived(tmp_path: Path) -> None:
    city = Project(tmp_path, ("el-paso-juarez",), ("en", "ka", "ps"), ("card",))
    city.write()
    city.replace("handout.yaml", "status: current", "status: archived")
    said = city.build()
    assert said.code == ExitCode.DONE, said.err + said.out
    assert len([each for each in manifest(city.out)["files"] if each["kind"] == "sheet"]) == 3
    for language, words in (("en", "Archived: no longer updated"), ("ka", "არქივი: აღარ ახლდება")):
        for page in pypdf.PdfReader(city.out / f"card/{language}/el-paso-juarez-{language}-card.pdf").pages:
            text = re.sub(r"\s+", " ", page.extract_text())
            assert text.count(words) >= 10
            assert "Archived: no longer updated" in text

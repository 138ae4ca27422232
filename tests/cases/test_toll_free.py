"""Toll-free numbers mostly can't be reached from abroad.

Case `toll-free-across-the-border` (traveltips.usatoday.com/dial-tollfree-numbers-mexico-61943.html,
globalcallforwarding.com/faq/faq-tag/toll-free-numbers): "00 1 800 ..." stood under From Mexico, with no notice.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.content.dial import sides_of
from handouts.errors import ExitCode
from handouts.products.loading import load_data
from handouts.sources.model import Number
from tests.build.small import ROOT
from tests.cases.small_city import FORMATS, SmallCity

FREE = """
- name: Linea Gratis
  numbers: [{number: "+1 800 356 9377"}, {number: "+52 800 911 2000"}]
"""


def test_a_toll_free_number_stands_on_its_own_side_with_a_notice(tmp_path: Path) -> None:
    project = SmallCity(tmp_path, FREE, "ar")
    said = project.built()
    us, mexico = (line for line in said.err.splitlines() if "toll-free" in line)
    assert "directory.yaml:" in us
    assert "notice: +18003569377 is toll-free" in us
    assert "write call_from: US; if it works from the other side, list it once more" in us
    assert "write call_from: MX" in mexico
    for form in FORMATS:
        text = project.text(form)
        assert "(800) 356-9377" in text
        assert "800 911 2000" in text
        assert "00 1 800" not in text, form
        assert "011 52 800" not in text, form
        free = [link for link in project.links(form) if "800" in link]
        assert free == ["tel:+528009112000", "tel:+18003569377"], form


def test_the_notice_goes_where_call_from_says_it(tmp_path: Path) -> None:
    both = FREE.replace('9377"}', '9377", call_from: US}, {number: "+1 800 356 9377", call_from: MX}')
    project = SmallCity(tmp_path, both.replace('2000"}', '2000", call_from: MX}'))
    said = project.check()
    assert said.code == ExitCode.DONE
    assert "toll-free" not in said.err


@pytest.mark.parametrize(
    ("number", "sides"),
    [
        ("+1 800 356 9377", ("US",)),
        ("+52 800 911 2000", ("MX",)),
        ("+800 1234 5678", ("MX", "US")),  # of no country: free from all that take part
        ("+44 800 123 4567", ("MX", "US")),  # of neither side
        ("+1 619 786 4866", ("MX", "US")),
    ],
)
def test_from_which_sides_a_number_is_dialled(number: str, sides: tuple[str, ...]) -> None:
    border = load_data(ROOT / "data").handout.sides_of_border
    assert tuple(side.country for side in sides_of(Number(number=number), border)) == sides


def test_no_shipped_number_is_toll_free() -> None:
    """Both forms of each go on being printed."""
    data = load_data(ROOT / "data")
    for place in (*data.directory.groups, *data.directory.cities):
        for number in (number for organisation in place.organisations for number in organisation.numbers):
            assert len(sides_of(number, data.handout.sides_of_border)) == (1 if number.call_from else 2)

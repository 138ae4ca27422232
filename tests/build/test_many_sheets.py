"""Directories of thousands of sheets: what does not fit into memory at once is made in parts, with the same bytes."""

from __future__ import annotations

import gc
import pickle
from pathlib import Path

import pytest
import yaml

import handouts.build.language_worker
import handouts.content.packed
from benchmarks.national import write_national
from handouts.content.packed import BLOCK, Packed, in_little_room
from handouts.layout.glyph_coverage import compose_printable
from handouts.products.loading import load_data
from handouts.products.product import Drawn, Item, SetSheet
from tests.build.small import FONTS, ROOT, Project, manifest, tree

NUMBER, OTHER = "+1 520 287 2370", "+1 520 287 2371"


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for one sheet."""
    monkeypatch.setattr(handouts.build.language_worker, "SHEETS_AT_ONCE", 1)
    monkeypatch.setattr(handouts.content.packed, "_FEW", 1)


@pytest.mark.usefixtures("in_parts")
def test_sheets_that_are_laid_out_a_few_at_a_time_have_the_same_bytes(project: Project) -> None:
    before = tree(project.out)
    assert project.from_nothing() == before
    assert all(entry["proofed"] for entry in manifest(project.out)["files"])


@pytest.mark.usefixtures("in_parts")
def test_no_more_sheets_are_held_laid_out_than_there_is_room_for(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many cities there are."""
    held: list[int] = []
    real = Drawn.set_sheet

    def counted(self: Drawn, *arguments, **named):  # type: ignore[no-untyped-def]
        held.append(sum(isinstance(each, SetSheet) for each in gc.get_objects()))
        return real(self, *arguments, **named)

    monkeypatch.setattr(Drawn, "set_sheet", counted)
    assert fresh.build("--language", "en", "--sheets-only", "--no-proof").code == 0
    assert held == [0] * 4, "two cities, each laid out twice, none while another is held"


@pytest.mark.usefixtures("in_parts")
def test_an_edit_of_a_city_draws_its_sheets_and_no_others(
    project: Project, laid_out: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build()  # the first in this place
    laid_out.clear()
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert {each.city for each in laid_out} == {"nogales"}
    monkeypatch.undo()
    assert tree(project.out) == project.from_nothing()


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    values = [f"value {number}" for number in range(3 * BLOCK + 1)]
    packed = pickle.loads(pickle.dumps(Packed(values)))
    assert list(packed) == values
    assert (len(packed), packed[0], packed[-1], packed[BLOCK - 1 : BLOCK + 1]) == (
        len(values),
        values[0],
        values[-1],
        values[BLOCK - 1 : BLOCK + 1],
    )
    with pytest.raises(IndexError):
        packed[len(values)]


def test_a_packed_mapping_is_the_mapping(monkeypatch: pytest.MonkeyPatch) -> None:
    items = {("en", f"city-{number}"): [number] for number in range(2 * BLOCK + 3)}
    monkeypatch.setattr(handouts.content.packed, "_FEW", 5)
    packed = in_little_room(items.items())
    assert not isinstance(packed, dict)
    assert packed == items
    assert list(packed) == list(items)
    assert ("en", "nowhere") not in packed
    with pytest.raises(KeyError):
        packed["en", "nowhere"]
    assert isinstance(in_little_room([]), dict)


def test_a_country_is_the_same_each_time_and_its_data_are_well_formed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_national(ROOT / "data", tmp_path / name, 40, ("en", "es"))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    composition = compose_printable(load_data(tmp_path / "one"), FONTS)
    assert len(composition.flyers) == 80
    assert not composition.problems
    cities = yaml.safe_load((tmp_path / "one" / "directory.yaml").read_text(encoding="utf-8"))["cities"]
    numbers = [each["number"] for city in cities for org in city["organisations"] for each in org["numbers"]]
    assert all(number[7:].startswith("555 01") for number in numbers if number.startswith("+1"))

"""What a build keeps for the next one saves time, and decides nothing: whatever becomes of it, the folder is as if
built from nothing, and no byte is taken for proved that nobody has proved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import handouts.proof.verdict
from handouts.build.kept_by_program import bytes_by_program
from handouts.build.kept_sheets import KeptSheet, kept_bytes, read_kept
from handouts.build.out_folder import kept_folder
from handouts.products.product import Item
from handouts.text.glyphs import Composite, Part
from handouts.text.shaping import Shaper
from tests.build.small import Project, manifest, tree

NUMBER, OTHER = "+1 520 287 2370", "+1 520 287 2371"
OF_NOGALES, OF_SOUTH_TEXAS = ({Item("flyer", tag, city) for tag in ("en", "es")} for city in ("nogales", "south-texas"))


@pytest.fixture
def shaped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which something is shaped from now on to be set."""
    found: list[str] = []
    real = Shaper.shape

    def noted(self: Shaper, text: str, *arguments, **named):  # type: ignore[no-untyped-def]
        found.append(text)
        return real(self, text, *arguments, **named)

    monkeypatch.setattr(Shaper, "shape", noted)
    return found


def kept(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in kept_folder(project.out).iterdir()}


def test_a_changed_number_lays_out_the_sheets_of_its_city_and_no_others(project: Project, laid_out: list[Item]) -> None:
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert set(laid_out) == OF_NOGALES
    assert len(laid_out) == len(OF_NOGALES), "each once"
    assert tree(project.out) == project.from_nothing()


def test_a_changed_text_of_all_sheets_lays_out_all(project: Project, laid_out: list[Item]) -> None:
    project.replace("handout.yaml", 'near_you: "Near you: {city}"', 'near_you: "Close to you: {city}"')
    project.build()
    assert {each.city for each in laid_out if each.language == "en"} == {"nogales", "south-texas"}


def test_glyphs_that_only_one_city_needs_change_the_fonts_of_the_others(project: Project, laid_out: list[Item]) -> None:
    """The font plan is of all flyers of a language: those that are as they were are drawn again under the new one."""
    project.replace("directory.yaml", "      - name: ProBAR\n", "      - name: ProBAR Łódź\n")
    assert project.build().code == 0
    assert set(laid_out) > OF_SOUTH_TEXAS
    assert tree(project.out) == project.from_nothing()


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(shutil.rmtree, id="all gone"),
        pytest.param(lambda folder: [file.write_bytes(b"") for file in folder.iterdir()], id="empty"),
        pytest.param(lambda folder: [file.write_bytes(file.read_bytes()[:-9]) for file in folder.iterdir()], id="cut"),
        pytest.param(lambda folder: [file.write_bytes(b"0\n[]") for file in folder.iterdir()], id="of something else"),
    ],
)
def test_what_is_lost_or_damaged_is_as_good_as_none(project: Project, harm: Callable[[Path], object]) -> None:
    project.build()  # the first in this place
    before = kept(project)
    harm(kept_folder(project.out))
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert tree(project.out) == project.from_nothing()
    project.replace("directory.yaml", OTHER, NUMBER)
    assert project.build("--force").code == 0
    assert kept(project) == before, "it is made anew, the same"


def test_what_somebody_else_put_there_stays(project: Project) -> None:
    theirs = kept_folder(project.out) / "notes.txt"
    theirs.write_text("mine", encoding="utf-8")
    ours = ("sheets-xx.json", "texts-xx.json", "fonts-xx.json")
    for name in ours:
        (kept_folder(project.out) / name).write_text("of a language that is no more", encoding="utf-8")
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert theirs.read_text(encoding="utf-8") == "mine"
    assert kept(project).keys().isdisjoint(ours)


def test_what_is_kept_of_another_program_is_not_used(project: Project, laid_out: list[Item]) -> None:
    for path in kept_folder(project.out).glob("sheets-*.json"):
        sheets = {name: replace(each, made_from="0" * 64) for name, each in read_kept(path).items()}
        path.write_bytes(kept_bytes(sheets))
    project.replace("directory.yaml", NUMBER, OTHER)
    project.build()
    assert len(laid_out) == 4
    assert tree(project.out) == project.from_nothing()


def test_a_changed_number_shapes_what_is_new_and_nothing_else(project: Project, shaped: list[str]) -> None:
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert any("2371" in text for text in shaped)
    assert max(map(len, shaped)) < 100, "no answer; codes, and what booklets say of themselves"
    assert tree(project.out) == project.from_nothing()


def test_what_is_kept_of_other_fonts_is_not_used(project: Project, shaped: list[str]) -> None:
    for path in (path for kind in ("texts", "fonts") for path in kept_folder(project.out).glob(f"{kind}-*.json")):
        _, _, rest = path.read_bytes().partition(b"\n")
        _, _, content = rest.partition(b"\n")
        path.write_bytes(bytes_by_program(content, "0" * 64))
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert max(map(len, shaped)) > 200, "the answers"
    assert tree(project.out) == project.from_nothing()


def test_a_build_of_everything_again_uses_nothing_that_is_kept(project: Project, shaped: list[str]) -> None:
    project.build("--force")
    assert max(map(len, shaped)) > 200, "the answers"


def test_glyphs_come_back_as_they_were_kept(tmp_path: Path) -> None:
    composite = Composite(600, (Part(7, 0, -20), Part(9, 3, 4)))
    taken = {"Sans": {(3, "a"), (3, "α"), (composite, "ा"), (12, "")}, "Bold": {(1, "é")}}
    sheets = {"flyer/en/a.pdf": KeptSheet("1", "ABCDEFG", (taken, {}), "2", "3")}
    file = tmp_path / "sheets"
    file.write_bytes(kept_bytes(sheets))
    assert read_kept(file) == sheets


# --- nothing to do ------------------------------------------------------------------------------------------------


def test_where_nothing_changed_nothing_is_composed_and_all_is_said_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it composes")

    first = project.build("--json").document  # the first in this place
    monkeypatch.setattr("handouts.build.run.compose_printable", refuse)
    assert project.build("--json").document == first
    assert (first["written"], first["kept"], first["exit_code"]) == ([], 13, 0)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("directory.yaml", NUMBER, OTHER),
        ("handout.yaml", "status: current", "status: archived"),
        ("translations/es.po", 'msgstr "Desde México"', 'msgstr "De México"'),
    ],
)
def test_a_change_and_its_undoing_are_both_seen(project: Project, name: str, old: str, new: str) -> None:
    before = tree(project.out)
    project.replace(name, old, new)
    assert project.build("--json").document["written"]
    project.replace(name, new, old)
    assert project.build("--json").document["written"]
    assert tree(project.out) == before


def test_a_file_that_was_built_without_proof_is_proved_later(project: Project) -> None:
    project.build("--force", "--no-proof")
    assert not any(entry["proofed"] for entry in manifest(project.out)["files"])
    project.build("--no-proof")
    assert project.build().code == 0
    assert all(entry["proofed"] for entry in manifest(project.out)["files"])


def test_a_sheet_that_failed_proof_is_tried_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.replace("directory.yaml", NUMBER, OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(handouts.proof.verdict, "prove_sheet", lambda *_: ("is upside down",))
        assert project.build().code == 1
        assert project.build().code == 1
    assert project.build().code == 0
    assert tree(project.out) == project.from_nothing()


def test_what_was_said_of_the_data_is_said_again(project: Project) -> None:
    po = project.data / "translations" / "es.po"
    text = po.read_text(encoding="utf-8")
    po.write_text(text.replace('msgstr "Desde México"', 'msgstr ""'), encoding="utf-8")
    first, second = project.build(), project.build()
    assert first.code == second.code == 1
    assert "Spanish is held back" in first.err
    assert second.err == first.err


def test_the_manifest_is_json_with_a_file_a_line(project: Project) -> None:
    lines = (project.out / "manifest.json").read_text(encoding="utf-8").splitlines()
    document = json.loads("\n".join(lines))
    for entry in document["files"]:
        assert sum(f'"path": "{entry["path"]}"' in line for line in lines) == 1

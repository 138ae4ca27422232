"""What a build keeps for the next one saves time, and decides nothing: whatever becomes of it, the folder is as if
built from nothing, and no byte is taken for proved that nobody has proved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import handouts.bind.booklet
import handouts.proof.tools
import handouts.proof.verdict
from handouts.bind import BoundVolume
from handouts.build.kept_by_program import bytes_by_program
from handouts.build.kept_paths import KEPT_FACTS
from handouts.build.kept_sheets import KeptSheet, kept_bytes, read_kept
from handouts.build.out_folder import kept_folder
from handouts.manifest import sha256_of
from handouts.products import loading
from handouts.products.product import Item
from handouts.proof.makeup import Makeup, OfWritten
from handouts.sources.load import Data
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


def test_data_changed_before_they_were_read_are_not_taken_for_what_was_built(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves while a build begins, and takes it back afterwards: then files are of what nobody has any more."""
    read = loading.load_data

    def saved_meanwhile(*arguments: Any, **named: Any) -> Data:
        project.replace("directory.yaml", NUMBER, OTHER)
        return read(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_data", saved_meanwhile)
        assert project.build("--force").code == 0
    project.replace("directory.yaml", OTHER, NUMBER)
    assert project.build().code == 0
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


# --- what proof has found of sheets -------------------------------------------------------------------------------


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests of the sheets that are taken apart from now on, to know what their pages are made of."""
    found: list[str] = []
    real = handouts.proof.tools.makeups_of

    def noted(pdf: bytes, of_written: OfWritten) -> tuple[Makeup, ...]:
        found.append(sha256_of(pdf))
        return real(pdf, of_written)

    monkeypatch.setattr("handouts.proof.tools.makeups_of", noted)
    return found


def flyers(project: Project) -> dict[str, str]:
    """Digests of the flyers, by their paths."""
    return {each["path"]: each["sha256"] for each in manifest(project.out)["files"] if each["format"] == "flyer"}


def facts_of(project: Project) -> dict[str, Any]:
    digest, _, content = (kept_folder(project.out) / KEPT_FACTS).read_bytes().partition(b"\n")
    assert sha256_of(content).encode() == digest
    found: dict[str, Any] = json.loads(content)
    return found


def with_facts(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    """The file of what is known, whole, saying something else."""
    document = facts_of(project)
    change(document)
    content = json.dumps(document).encode()
    (kept_folder(project.out) / KEPT_FACTS).write_bytes(sha256_of(content).encode() + b"\n" + content)


def test_only_sheets_that_changed_are_taken_apart_for_booklets(project: Project, looked_at: list[str]) -> None:
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert sorted(looked_at) == sorted(digest for path, digest in flyers(project).items() if "nogales" in path)
    assert tree(project.out) == project.from_nothing()


def test_what_is_known_is_of_the_sheets_that_are_there(project: Project) -> None:
    before = set(flyers(project).values())
    assert facts_of(project)["sheets"].keys() == before
    project.replace("directory.yaml", NUMBER, OTHER)
    project.build()
    after = set(flyers(project).values())
    assert facts_of(project)["sheets"].keys() == after != before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda document: document.update(program="0" * 64), id="another program"),
        pytest.param(lambda document: document.update(form=0), id="another form"),
        pytest.param(lambda document: document.pop("sheets"), id="nothing in it"),
        pytest.param(
            lambda document: document.update(sheets={sheet: {"made of": [["?"]]} for sheet in document["sheets"]}),
            id="in other words",
        ),
    ],
)
def test_what_another_program_knew_is_not_believed(
    project: Project, looked_at: list[str], change: Callable[[dict[str, Any]], None]
) -> None:
    with_facts(project, change)
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert set(looked_at) == set(flyers(project).values())


def test_what_is_known_of_one_sheet_says_nothing_of_another(project: Project, looked_at: list[str]) -> None:
    """It is found by the digest of the sheet's bytes: facts under another one are nobody's."""

    def moved(document: dict[str, Any]) -> None:
        document["sheets"] = {sha256_of(sheet.encode()): facts for sheet, facts in document["sheets"].items()}

    with_facts(project, moved)
    project.replace("directory.yaml", NUMBER, OTHER)
    assert project.build().code == 0
    assert set(looked_at) == set(flyers(project).values())
    assert facts_of(project)["sheets"].keys() == set(flyers(project).values())


def test_a_wrong_page_is_refused_though_all_sheets_are_known(
    project: Project, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = handouts.bind.booklet.bind_volume

    def exchanged(volumes: Sequence[BoundVolume], *arguments: object, **named: object) -> bytes:
        (volume,) = volumes
        return real([replace(volume, parts=volume.parts[::-1])], *arguments, **named)  # type: ignore[arg-type]

    project.build("--force")
    looked_at.clear()
    with monkeypatch.context() as broken:
        broken.setattr(handouts.bind.booklet, "bind_volume", exchanged)
        said = project.build("--force")
    assert said.code == 1
    assert looked_at == [], "every sheet was known"
    for name in ("booklet-en", "booklet-all", "city/booklet-nogales"):
        assert f"booklet/{name}.pdf: failed proof: the page of " in said.err
    assert not list((project.out / "booklet").rglob("*.pdf"))
    assert project.build().code == 0
    assert tree(project.out) == project.from_nothing()


def test_without_proof_nothing_is_found_and_what_was_stays(project: Project) -> None:
    before = facts_of(project)
    project.build("--force", "--no-proof")
    assert facts_of(project) == before


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

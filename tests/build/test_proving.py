"""`proof` opens the finished files again and says what is wrong with which."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.build.small import Project, run


def test_a_finished_folder_stands(finished: Project) -> None:
    said = finished.proof()
    assert said.code == 0
    assert "13 files proved, 0 of them with findings" in said.out


def test_files_and_folders_can_be_named(finished: Project) -> None:
    assert "2 files proved" in finished.proof(str(finished.out / "flyer" / "es")).out
    assert "1 file proved" in finished.proof(str(finished.out / "booklet" / "booklet-es.pdf")).out


def test_a_file_with_another_content_is_named(project: Project) -> None:
    shutil.copy(project.out / "flyer/en/nogales-en-flyer.pdf", project.out / "flyer/en/south-texas-en-flyer.pdf")
    said = project.proof()
    assert said.code == 1
    assert "flyer/en/south-texas-en-flyer.pdf: is not the file that the manifest lists" in said.err
    assert "does not find (956) 291-4169" in said.err
    booklet, flyer = "booklet/city/booklet-south-texas.pdf", "flyer/en/south-texas-en-flyer.pdf"
    assert f"{booklet}: the page of {flyer} is not the same as its flyer" in said.err
    assert "share/en/south-texas-en.png: it does not show page 1 of its sheet as it is" in said.err


def test_a_file_that_is_gone_is_named(project: Project) -> None:
    (project.out / "flyer/en/south-texas-en-flyer.pdf").unlink()
    said = project.proof()
    assert said.code == 1
    assert "flyer/en/south-texas-en-flyer.pdf: can't be read" in said.err
    assert "share/en/south-texas-en.png: shows a sheet that is no longer there" in said.err
    assert (
        "booklet/booklet-all.pdf: holds flyers that are no longer there: flyer/en/south-texas-en-flyer.pdf" in said.err
    )


def test_what_is_out_of_date_is_named(project: Project) -> None:
    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    said = project.proof()
    assert said.code == 1
    for path in ("flyer/en/nogales-en-flyer.pdf", "share/en/nogales-en.png"):
        assert f"{path}: is out of date: the data has changed since; build again" in said.err
    assert "south-texas" not in said.err


def test_what_the_manifest_says_a_picture_says_is_proved(project: Project) -> None:
    path = project.out / "manifest.json"
    listed = path.read_text(encoding="utf-8")
    assert "From Mexico: 631 316 2086" in listed
    path.write_text(listed.replace("From Mexico: 631 316 2086", "From Mexico: 631 316 2087"), encoding="utf-8")
    assert "share/en/nogales-en.png: its text alternative in the manifest is not what" in project.proof().err


def test_a_sheet_that_the_data_no_longer_holds_is_named(project: Project) -> None:
    project.cities = ("south-texas",)
    project.cut()
    assert "flyer/en/nogales-en-flyer.pdf: is a sheet that the data no longer holds" in project.proof().err


@pytest.mark.parametrize(("key", "value"), [("paper", "papyrus"), ("schema", 7)])
def test_a_manifest_of_another_program_is_refused(project: Project, key: str, value: object) -> None:
    path = project.out / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), key: value}))
    assert project.proof().code == 2


def test_what_is_no_file_of_the_folder_is_refused(finished: Project) -> None:
    for place in (finished.data / "faq.yaml", finished.out / "flyer" / "nowhere.pdf"):
        said = finished.proof(str(place))
        assert said.code == 2
        assert "only what its manifest.json lists can be proved" in said.err
    assert run("proof", "--data", str(finished.data), "--out", str(finished.data)).code == 2

"""`release`, `changes`, `verify`: one project, built once, through an update; as a person at a terminal sees it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pdfminer.high_level import extract_text

from handouts.content.edition import ALPHABET
from tests.build.small import FONTS, Project, Said, manifest, run

KINO = ("+1 520 287 2370", "+1 520 555 0142")


def command(project: Project, name: str, *options: str) -> Said:
    places = ("--data", str(project.data), "--fonts", str(FONTS), "--out", str(project.out))
    return run(name, *options, *places)


def codes(project: Project) -> dict[str, str]:
    """Of all that is printed: a picture bears the code of its sheet."""
    files = manifest(project.out)["files"]
    return {entry["path"]: entry["edition"] for entry in files if entry["kind"] != "picture"}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Built, proved and recorded; not to be changed."""
    project = Project(tmp_path_factory.mktemp("released"), cities=("nogales",))
    project.write()
    assert project.build().code == 0
    said = command(project, "release", "--on", "2026-01-02")
    assert said.code == 0, said.err
    return project


@pytest.fixture(scope="module")
def updated(released: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """After one number has changed, built again; not to be changed."""
    project = Project(tmp_path_factory.mktemp("updated") / "project", cities=released.cities)
    shutil.copytree(released.home, project.home)
    project.replace("directory.yaml", *KINO)
    said = project.build()
    assert said.code == 0, said.err
    assert "since the edition 2026-01-02-1:" in said.out
    assert "is now (520) 555-0142" in said.out
    assert "python3 generate.py release" in said.out
    return project


@pytest.fixture
def copy(released: Project, tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path / "project", cities=released.cities)
    shutil.copytree(released.home, project.home)
    yield project
    shutil.rmtree(project.home)


def test_a_release_records_every_file(released: Project) -> None:
    (path,) = (released.data / "editions").iterdir()
    assert path.name == "2026-01-02-1.json"
    document = json.loads(path.read_bytes())
    assert {each["path"]: each["code"] for each in document["sheets"]} == codes(released)
    assert document["information_of"] == "2021-04-07"
    assert "(520) 287-2370" in document["texts"].values()


def test_the_same_is_not_recorded_twice(copy: Project) -> None:
    said = command(copy, "release")
    assert said.code == 2
    assert "nothing has changed since 2026-01-02-1" in said.err


def test_what_is_not_built_is_not_recorded(copy: Project) -> None:
    copy.replace("directory.yaml", *KINO)
    said = command(copy, "release")
    assert said.code == 2
    assert "is not what the data say" in said.err
    assert len(list((copy.data / "editions").iterdir())) == 1


def test_what_is_not_proofed_is_not_recorded(copy: Project) -> None:
    copy.replace("directory.yaml", *KINO)
    copy.build("--no-proof")
    said = command(copy, "release")
    assert said.code == 2
    assert "not proofed" in said.err


def test_a_file_that_somebody_changed_is_not_recorded(copy: Project) -> None:
    path = next(copy.out.rglob("*-flyer.pdf"))
    path.write_bytes(path.read_bytes() + b"\n")
    said = command(copy, "release")
    assert said.code == 2
    assert "changed since the build" in said.err


def test_a_withdrawn_edition_is_compared_with_no_more(copy: Project) -> None:
    before = (copy.data / "editions" / "2026-01-02-1.json").read_bytes()
    said = command(copy, "release", "--withdraw", "2026-01-02-1", "--on", "2026-01-03")
    assert said.code == 0, said.err
    assert (copy.data / "editions" / "2026-01-02-1.json").read_bytes() == before
    assert "no edition is recorded yet" in command(copy, "changes").err
    said = command(copy, "verify", codes(copy)["flyer/en/nogales-en-flyer.pdf"])
    assert (said.code, "unreleased" in said.out) == (1, True)
    assert "2026-01-02-1 is withdrawn already" in command(copy, "release", "--withdraw", "2026-01-02-1").err
    assert command(copy, "release", "--on", "2026-01-02").code == 0
    assert (copy.data / "editions" / "2026-01-02-2.json").exists()


def test_a_code_of_a_withdrawn_edition_is_unknown(copy: Project) -> None:
    old = codes(copy)["flyer/en/nogales-en-flyer.pdf"]
    command(copy, "release", "--withdraw", "2026-01-02-1")
    copy.replace("directory.yaml", *KINO)
    copy.build("--no-proof")
    said = command(copy, "verify", old)
    assert said.code == 2
    assert "of the edition 2026-01-02-1, which was withdrawn" in said.out


def test_an_empty_name_withdraws_and_records_nothing(copy: Project) -> None:
    """As of a variable of a shell that is not set."""
    copy.replace("directory.yaml", *KINO)
    copy.build()
    for arguments in (("release", "--withdraw", ""), ("changes", "--since", "")):
        said = command(copy, *arguments)
        assert (said.code, 'there is no edition ""' in said.err) == (2, True), said.err
    assert [path.name for path in (copy.data / "editions").iterdir()] == ["2026-01-02-1.json"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"pages": 1', '"pages": "1"'),
        ('"edition": "', '"edition": 5, "x": "'),
        (
            "{",
            "[",
        ),
        ('"proofed": true', '"proofed": "no"'),
        ('"facts": {', '"facts": [], "x": {'),
        ('"status": "', '"status": "\\ud800'),
    ],
)
def test_a_manifest_that_somebody_has_damaged_is_none(old: str, new: str, copy: Project) -> None:
    path = copy.out / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for name in ("release", "changes"):
        said = command(copy, name)
        assert (said.code, "build first" in said.err) == (2, True), said.err


def test_editions_are_recorded_in_their_order(copy: Project) -> None:
    said = command(copy, "release", "--on", "2026-01-01")
    assert said.code == 2
    assert "2026-01-02-1 is of a later day" in said.err


def test_nothing_differs_at_first(released: Project) -> None:
    said = command(released, "changes")
    assert said.code == 0
    assert "nothing that is printed has changed since 2026-01-02-1" in said.out
    assert "OLD: the information is of April 7, 2021" in said.out


def test_a_note_and_a_comment_change_nothing(copy: Project) -> None:
    copy.replace("directory.yaml", "groups:", "# a comment\ngroups:")
    copy.replace("directory.yaml", "label: Offices in Arizona", "label: Offices in Arizona, note: asked")
    said = copy.build()
    assert said.code == 0, said.err
    assert "nothing differs from the edition" in said.out


def test_what_changed_in_words(updated: Project) -> None:
    said = command(updated, "changes")
    assert said.code == 0
    assert "  Nogales\n" in said.out
    assert "    Kino Border Initiative, From the U.S.: (520) 287-2370 is now (520) 555-0142\n" in said.out
    assert "Wrong on paper" in said.out
    assert "As they were: 0\n" in said.out


def test_what_changed_for_scripts(released: Project, updated: Project) -> None:
    document: dict[str, Any] = command(updated, "changes", "--json").document
    assert document["since"] == "2026-01-02-1"
    assert {(fact["kind"], fact["change"], fact["city"], fact["language"]) for fact in document["facts"]} == {
        ("number", "changed", "nogales", "")
    }
    assert {each["path"]: each["was"] for each in document["sheets"]} == codes(released)
    assert {each["path"]: each["now"] for each in document["sheets"]} == codes(updated)
    assert {each["harm"] for each in document["sheets"]} == {"wrong"}
    narrowed = command(updated, "changes", "--json", "--language", "Spanish").document
    assert {each["language"] for each in narrowed["sheets"]} == {"es", ""}  # and the booklets that hold one of them


def test_old_and_new_codes_are_told_apart(released: Project, updated: Project) -> None:
    old, new = (sorted(set(codes(each).values())) for each in (released, updated))
    said = command(updated, "verify", "--json", *old, *new)
    verdicts = json.loads(said.out)
    assert [each["state"] for each in verdicts] == ["replaced"] * len(old) + ["unreleased"] * len(new)
    assert said.code == 1
    assert {each["now"] for each in verdicts[: len(old)]} == set(new)
    assert all(each["facts"] and each["since"] == "2026-01-02-1" for each in verdicts[: len(old)])
    assert command(released, "verify", *old).code == 0


@pytest.mark.parametrize("built", [True, False], ids=["an older build", "nothing built"])
def test_no_sheet_is_current_that_the_data_say_otherwise(built: bool, copy: Project) -> None:
    old = codes(copy)
    copy.replace("directory.yaml", *KINO)
    if not built:
        shutil.rmtree(copy.out)
    for path in ("flyer/en/nogales-en-flyer.pdf", "booklet/booklet-en.pdf"):
        said = command(copy, "verify", old[path])
        assert said.code == 1, said.out
        assert "take it down now" in said.out
        assert "(520) 287-2370 is now (520) 555-0142" in said.out
        assert "build first" in said.out


def test_without_a_build_the_last_edition_is_current(copy: Project) -> None:
    shutil.rmtree(copy.out)
    copy.replace("directory.yaml", "groups:", "# a comment\ngroups:")
    said = command(copy, "verify", *codes_of_edition(copy))
    assert said.code == 0, said.out


def codes_of_edition(project: Project) -> set[str]:
    (path,) = (project.data / "editions").iterdir()
    return {each["code"] for each in json.loads(path.read_bytes())["sheets"]}


def test_a_slip_is_asked_and_a_likeness_is_read(released: Project) -> None:
    code = codes(released)["flyer/en/nogales-en-flyer.pdf"]
    wrong = (ALPHABET.replace(code[0], ""))[0] + code[1:]
    said = command(released, "verify", wrong)
    assert said.code == 2
    assert f"does it say {code}" in said.out or "no such code" in said.out
    assert command(released, "verify", code.lower()[:3] + " " + code[3:]).code == 0


def test_an_edition_that_there_is_not(released: Project) -> None:
    said = command(released, "changes", "--since", "2020-01-01-1")
    assert said.code == 2
    assert "there are: 2026-01-02-1" in said.err


def test_a_sheet_that_is_not_in_the_folder_is_as_current_as_the_data_say(released: Project, tmp_path: Path) -> None:
    """As in the folder of somebody who built the sheets of one language only."""
    old = codes(released)["flyer/es/nogales-es-flyer.pdf"]
    look = Project(tmp_path / "look", cities=released.cities)
    shutil.copytree(released.data, look.data)
    assert look.build("--language", "en").code == 0
    said = command(look, "verify", old)
    assert (said.code, f"{old}: current: flyer, Spanish, Nogales" in said.out) == (0, True), said.out
    look.replace("directory.yaml", *KINO)
    assert look.build("--language", "en").code == 0
    said = command(look, "verify", old)
    assert (said.code, "take it down now" in said.out) == (1, True), said.out
    assert "is now (520) 555-0142" in said.out
    assert "build first" in said.out


# --- a city with another id ------------------------------------------------------------------------------------------


def test_a_city_with_another_id_is_neither_gone_nor_new(copy: Project, tmp_path: Path) -> None:
    before = codes(copy)
    copy.replace("directory.yaml", "- id: nogales\n", "- id: ambos-nogales\n")
    copy.replace("translations/es.po", 'msgctxt "city.nogales.name"', 'msgctxt "city.ambos-nogales.name"')
    old, now = (f"flyer/en/{city}-en-flyer.pdf" for city in ("nogales", "ambos-nogales"))
    said = command(copy, "verify", before[old])
    assert "build first: then this tells what to put up" in said.out
    assert copy.build().code == 0
    said = command(copy, "changes", "--city", "nogales", "--pack", str(tmp_path / "packs"))
    assert said.code == 0, said.err
    assert "Files and codes are named after ambos-nogales now, no more after nogales: it is the same city" in said.out
    assert not [word for word in ("no longer there", "is new", "Wrong on paper", "Lack something") if word in said.out]
    assert f"  {before[old]} -> {codes(copy)[now]}  {now}\n" in said.out
    assert (tmp_path / "packs" / "pack-ambos-nogales.pdf").exists()
    said = command(copy, "verify", before[old])
    assert (said.code, "nothing on it is wrong or missing" in said.out) == (1, True)
    assert f"put up instead: {codes(copy)[now]}" in said.out
    assert command(copy, "release", "--on", "2026-01-03").code == 0
    assert "nothing that is printed has changed" in command(copy, "changes").out
    assert f"put up instead: {codes(copy)[now]}" in command(copy, "verify", before[old]).out


# --- a file of an edition is damaged ----------------------------------------------------------------------------------


@pytest.fixture(params=["cut off", "a digit changed"])
def damaged(request: pytest.FixtureRequest, copy: Project) -> Project:
    """The project with an update that is not built yet, and an edition that somebody or something has changed."""
    (path,) = (copy.data / "editions").iterdir()
    content = path.read_bytes()
    assert b"287-2370" in content
    path.write_bytes(content[:-50] if request.param == "cut off" else content.replace(b"287-2370", b"287-2371"))
    copy.replace("directory.yaml", *KINO)
    return copy


@pytest.mark.parametrize(
    "arguments",
    [
        ("changes",),
        ("changes", "--json"),
        ("changes", "--pack", "packs"),
        ("verify", "2222222"),
        ("release",),
        ("release", "--withdraw", "2026-01-02-1"),
    ],
    ids=" ".join,
)
def test_a_damaged_edition_is_named_with_cause_and_remedy(arguments: tuple[str, ...], damaged: Project) -> None:
    said = command(damaged, *arguments)
    assert said.code == 2
    assert said.out == ""
    first = said.err.splitlines()[0]
    assert "2026-01-02-1.json" in first
    assert "is no edition as release writes it: " in first
    assert "put back the file that was recorded" in first
    assert len(list((damaged.data / "editions").iterdir())) == 1


def test_a_damaged_edition_keeps_nobody_from_printing(damaged: Project) -> None:
    """The build makes every sheet; it says, and so does the gallery, that the comparison is missing."""
    said = damaged.build()
    assert said.code == 1
    assert "2026-01-02-1.json" in said.err
    assert "put back the file that was recorded" in said.err
    assert "a recorded edition is damaged" in said.out
    assert "no edition is recorded yet" not in said.out
    page = (damaged.out / "index.html").read_text(encoding="utf-8")
    assert "A recorded edition is damaged: what changed since it can&#39;t be told." in page
    assert "2026-01-02-1.json" in page
    assert "No edition has been recorded" not in page
    assert all(entry["proofed"] for entry in manifest(damaged.out)["files"])
    again = damaged.build()
    assert (again.code, "a recorded edition is damaged" in again.out, again.err) == (1, True, said.err)


def test_when_the_file_is_put_back_all_is_as_before(damaged: Project, released: Project, updated: Project) -> None:
    damaged.build()
    (path,) = (damaged.data / "editions").iterdir()
    path.write_bytes((released.data / "editions" / path.name).read_bytes())
    assert damaged.build().code == 0
    assert (damaged.out / "index.html").read_bytes() == (updated.out / "index.html").read_bytes()
    assert command(damaged, "changes").out == command(updated, "changes").out


# --- a part was printed ---------------------------------------------------------------------------------------------


def harms(project: Project, *options: str) -> dict[str, str]:
    """Of every sheet on paper, what it is worth, as `changes` says."""
    document = command(project, "changes", "--json", *options).document
    return {each["path"]: each["harm"] for each in document["sheets"]}


@pytest.fixture
def printed_in_spanish(updated: Project, tmp_path: Path) -> Iterator[Project]:
    """A number has changed; only the Spanish sheets were printed anew and recorded."""
    project = Project(tmp_path / "project", cities=updated.cities)
    shutil.copytree(updated.home, project.home)
    said = command(project, "release", "--language", "Spanish", "--on", "2026-01-05")
    assert said.code == 0, said.err
    assert "all others stay recorded as they were printed before" in said.out
    yield project
    shutil.rmtree(project.home)


def test_what_was_not_printed_stays_wrong_on_paper(printed_in_spanish: Project, updated: Project) -> None:
    before = harms(updated)
    after = harms(printed_in_spanish)
    spanish = {path for path in before if "/es/" in path or path.endswith("-es.pdf")}
    assert spanish
    assert {after[path] for path in spanish} == {"none"}
    assert {path: after[path] for path in before if path not in spanish} == {
        path: harm for path, harm in before.items() if path not in spanish
    }
    assert after["flyer/en/nogales-en-flyer.pdf"] == "wrong"


def test_codes_of_both_parts_are_told_apart(printed_in_spanish: Project, released: Project) -> None:
    old, new = codes(released), codes(printed_in_spanish)
    english, spanish = (f"flyer/{tag}/nogales-{tag}-flyer.pdf" for tag in ("en", "es"))
    assert "current" in command(printed_in_spanish, "verify", new[spanish]).out
    assert "unreleased" in command(printed_in_spanish, "verify", new[english]).out
    for path in (english, spanish):
        said = command(printed_in_spanish, "verify", old[path])
        assert "replaced" in said.out
        assert f"put up instead: {new[path]}" in said.out


def test_without_a_folder_a_part_is_current_and_the_rest_is_not(printed_in_spanish: Project, released: Project) -> None:
    new, old = codes(printed_in_spanish), codes(released)
    shutil.rmtree(printed_in_spanish.out)
    assert command(printed_in_spanish, "verify", new["flyer/es/nogales-es-flyer.pdf"]).code == 0
    assert command(printed_in_spanish, "verify", old["flyer/en/nogales-en-flyer.pdf"]).code == 1


def test_a_part_is_withdrawn_like_any_edition(printed_in_spanish: Project, updated: Project) -> None:
    said = command(printed_in_spanish, "release", "--withdraw", "2026-01-05-1", "--on", "2026-01-06")
    assert said.code == 0, said.err
    assert harms(printed_in_spanish) == harms(updated)


def test_the_rest_is_recorded_later(printed_in_spanish: Project) -> None:
    said = command(printed_in_spanish, "release", "--language", "Spanish")
    assert (said.code, "nothing has changed since 2026-01-05-1" in said.err) == (2, True)
    said = command(printed_in_spanish, "release", "--on", "2026-01-07")
    assert said.code == 0, said.err
    assert "wrong on paper now count as taken down and replaced" in said.out
    assert "release --withdraw 2026-01-07-1" in said.out
    assert set(harms(printed_in_spanish).values()) == {"none"}


def test_an_edition_is_withdrawn_whole(copy: Project) -> None:
    said = command(copy, "release", "--withdraw", "2026-01-02-1", "--city", "nogales")
    assert (said.code, "withdrawn whole" in said.err) == (2, True)


def test_a_part_of_nothing_is_refused(copy: Project) -> None:
    assert 'there is no city "oz"' in command(copy, "release", "--city", "oz").err


@pytest.fixture
def only_spanish(copy: Project) -> Project:
    """Nothing but the Spanish sheets was ever recorded as printed."""
    shutil.rmtree(copy.data / "editions")
    assert command(copy, "release", "--language", "Spanish", "--on", "2026-01-02").code == 0
    return copy


def test_what_nobody_recorded_is_called_so_and_not_new(only_spanish: Project, tmp_path: Path) -> None:
    """By `changes`, its packs, the build and the gallery alike: it may hang somewhere."""
    said = command(only_spanish, "changes", "--pack", str(tmp_path))
    unknown = {path: code for path, code in codes(only_spanish).items() if not re.search(r"[-/]es[-./]", path)}
    assert f"Never recorded as printed, in no edition (1 sheet, {len(unknown) - 1} booklets):" in said.out
    assert all(f"  {code}  {path}\n" in said.out for path, code in unknown.items())
    assert not re.search(r"\b[Nn]ew\b", said.out), said.out
    cover = " ".join(extract_text(tmp_path / "pack-nogales.pdf", page_numbers=[0]).split())
    assert "“not recorded” are in no edition: nobody recorded that they were printed before" in cover
    assert unknown["flyer/en/nogales-en-flyer.pdf"] in cover
    assert cover.count("not recorded") == len(["above the list", "in the row of the one sheet"])
    assert "new" not in cover.split()
    said = only_spanish.build()
    assert f"1 sheet and {len(unknown) - 1} booklets in no edition: never recorded as printed" in said.out
    page = (only_spanish.out / "index.html").read_text(encoding="utf-8")
    assert "1 sheet is in no edition: nobody recorded that it was printed." in page
    said = command(only_spanish, "verify", unknown["flyer/en/nogales-en-flyer.pdf"])
    assert "it stands in the output folder, and in no edition" in said.out


# --- a part is built ------------------------------------------------------------------------------------------------


def test_a_look_at_one_sheet_calls_no_other_one_gone(updated: Project, tmp_path: Path) -> None:
    look = Project(tmp_path / "look", cities=updated.cities)
    shutil.copytree(updated.data, look.data)
    said = look.build("--language", "en")
    assert said.code == 0, said.err
    assert "a part is built" in said.out
    assert "is now (520) 555-0142" in said.out
    assert "no longer there" not in said.out
    assert "generate.py release" not in said.out
    document = command(look, "changes", "--json").document
    assert {each["language"] for each in document["sheets"] if each["now"]} == {"en"}
    assert {fact["kind"] for fact in document["facts"]} == {"number"}
    assert all(each["now"] for each in document["sheets"])

"""What several machines have built, of some languages each, is one folder again: join, then build, and every byte is as
if one machine had built all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.manifest import sha256_of
from handouts.products.product import Item
from tests.build.small import Project, Said, listed, manifest, run, tree, untruths

LANGUAGES = ("en", "es", "ar")
FORMATS = ("flyer", "half", "poster")


@pytest.fixture(scope="session")
def built_apart(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Each language in a folder of its own, without proof; not to be changed."""
    project = Project(tmp_path_factory.mktemp("apart"), languages=LANGUAGES, formats=FORMATS)
    project.write()
    for tag in LANGUAGES:
        said = project.build("--language", tag, "--no-proof", out=part(project, tag))
        assert said.code == 0, said.err
    return project


@pytest.fixture
def apart(built_apart: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    copy = Project(tmp_path / "project", languages=LANGUAGES, formats=FORMATS)
    shutil.copytree(built_apart.home, copy.home)
    return copy


def part(project: Project, tag: str) -> Path:
    return project.home / f"machine {tag}"


def join(project: Project, *tags: str) -> Said:
    folders = [str(part(project, tag)) for tag in tags or LANGUAGES]
    return run("join", *folders, "--data", str(project.data), "--out", str(project.out))


def test_joined_and_built_every_byte_is_as_of_one_machine(apart: Project, laid_out: list[Item]) -> None:
    said = join(apart)
    assert (said.code, said.err) == (0, "")
    assert "3 folders in 3 languages" in said.out
    assert untruths(apart.out) == []
    assert listed(apart.out) == {path for tag in LANGUAGES for path in listed(part(apart, tag))}
    laid_out.clear()
    built = apart.build("--no-proof", "--json").document
    assert built["exit_code"] == 0
    assert set(built["written"]) == listed(apart.out) - _of_parts(apart)
    assert {path.partition("/")[0] for path in built["written"]} == {"booklet", "poster", "print"}
    # The fonts of a language are of its posters in several languages too, whose words are laid out once more.
    assert {each.product for each in laid_out} <= {"poster", "common-poster"}
    assert tree(apart.out) == apart.from_nothing("--no-proof")


def _of_parts(project: Project) -> set[str]:
    return {path for tag in LANGUAGES for path in listed(part(project, tag))}


def test_the_order_of_the_folders_does_not_matter(apart: Project) -> None:
    join(apart)
    first = tree(apart.out)
    shutil.rmtree(apart.out)
    join(apart, *reversed(LANGUAGES))
    assert tree(apart.out) == first


def test_what_stood_there_and_is_in_no_folder_leaves_and_is_named(apart: Project) -> None:
    join(apart)
    apart.build("--no-proof")
    said = join(apart, "en", "es")
    assert said.code == 0
    assert "removed: flyer/ar/nogales-ar-flyer.pdf" in said.out
    assert "in none of them: Arabic (ar)" in said.out
    assert not (apart.out / "index.html").exists(), "the gallery would show what is not there"
    assert listed(apart.out) == listed(part(apart, "en")) | listed(part(apart, "es"))
    assert untruths(apart.out) == []


def edit(project: Project, tag: str, change: Callable[[dict[str, object]], object]) -> None:
    document = manifest(part(project, tag))
    change(document)
    (part(project, tag) / "manifest.json").write_text(json.dumps(document), encoding="utf-8")


def other_data(project: Project) -> None:
    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    project.build("--language", "es", "--no-proof", out=part(project, "es"))


def another_place(project: Project) -> None:
    """An organisation of a city of which the folder holds nothing."""
    shutil.rmtree(part(project, "es"))
    project.replace("directory.yaml", "name: ProBAR", "name: ProBAR, Harlingen")
    project.build("--language", "es", "--city", "nogales", "--no-proof", out=part(project, "es"))


def other_translation(project: Project) -> None:
    """A folder of two languages, one of them as in no other folder."""
    project.replace("translations/ar.po", 'msgstr "واتساب"', 'msgstr "واتس"')
    shutil.rmtree(part(project, "es"))
    project.build("--language", "es", "--language", "ar", "--no-proof", out=part(project, "es"))


def other_sides(project: Project) -> None:
    project.build("--language", "es", "--no-proof", "--sides", "2", out=part(project, "es"))


def other_paper(project: Project) -> None:
    shutil.rmtree(part(project, "es"))
    project.build("--language", "es", "--no-proof", "--paper", "a4", out=part(project, "es"))


def other_program(project: Project) -> None:
    edit(project, "es", lambda document: document.update(made_by={**document["made_by"], "program": "0"}))  # type: ignore[dict-item]


def earlier_program(project: Project) -> None:
    edit(project, "es", lambda document: document.pop("made_by"))


def not_ended(project: Project) -> None:
    edit(project, "es", lambda document: document.update(arriving=["flyer/es/a.pdf"]))


def damaged(project: Project) -> None:
    path = part(project, "es") / "flyer" / "es" / "nogales-es-flyer.pdf"
    path.write_bytes(path.read_bytes()[:-1])


def gone(project: Project) -> None:
    (part(project, "es") / "flyer" / "es" / "nogales-es-flyer.pdf").unlink()


def leading_out(project: Project) -> None:
    """A file beside the folder, that would come to stand beside the joined one."""
    (project.home / "machine es" / ".." / "elsewhere.pdf").write_bytes(b"elsewhere")
    entry = {**manifest(part(project, "es"))["files"][0], "path": "../elsewhere.pdf", "sha256": sha256_of(b"elsewhere")}
    edit(project, "es", lambda document: document["files"].append(entry))  # type: ignore[attr-defined]


def never_built(project: Project) -> None:
    shutil.rmtree(part(project, "es"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (other_data, "other data: directory, questions, handout or languages do not say the same"),
        (another_place, "other data: directory, questions, handout or languages do not say the same"),
        (other_translation, "other data: ar:flyer is not made from the same as in"),
        (other_sides, "with --sides 2, and not with --sides auto"),
        (other_paper, "on a4 paper, and not on letter"),
        (other_program, "by another state of the program"),
        (earlier_program, "an earlier program made this folder"),
        (not_ended, "has not ended"),
        (damaged, "nogales-es-flyer.pdf: not as the manifest beside it says"),
        (gone, "nogales-es-flyer.pdf: No such file or directory"),
        (never_built, "has no manifest.json"),
        (leading_out, '"../elsewhere.pdf" is no file of such a folder'),
    ],
)
def test_what_does_not_go_together_is_refused_and_nothing_is_written(
    apart: Project, wrong: Callable[[Project], object], said: str
) -> None:
    join(apart, "en")
    before = tree(apart.out)
    wrong(apart)
    answer = join(apart)
    assert answer.code == 2
    assert said in answer.err
    assert "machine es" in answer.err, "it names the folder"
    assert "Traceback" not in answer.err
    assert tree(apart.out) == before


def test_what_decides_nothing_is_no_other_data(apart: Project) -> None:
    """Comments, spaces, and where the folder stands."""
    apart.replace("directory.yaml", "cities:\n", "# called again in May\ncities:\n")
    apart.replace("handout.yaml", "status: current", "status:   current  # until further notice")
    moved = Project(apart.home / "elsewhere", languages=LANGUAGES, formats=FORMATS)
    shutil.copytree(apart.data, moved.data)
    shutil.rmtree(part(apart, "ar"))
    moved.build("--language", "ar", "--no-proof", out=part(apart, "ar"))
    assert join(apart).code == 0


def test_a_file_that_two_folders_have_differently_is_refused(apart: Project) -> None:
    changed = part(apart, "en") / "flyer" / "en" / "nogales-en-flyer.pdf"
    shutil.copytree(part(apart, "en"), part(apart, "ht"))
    edit(apart, "ht", lambda document: document["files"][0].update(sha256="0" * 64))  # type: ignore[index]
    answer = join(apart, "en", "ht")
    assert answer.code == 2
    assert "not the same file as in" in answer.err
    assert changed.is_file()


def test_a_folder_is_not_joined_into_itself(apart: Project) -> None:
    answer = run(
        "join",
        str(part(apart, "en")),
        str(part(apart, "es")),
        "--data",
        str(apart.data),
        "--out",
        str(part(apart, "en")),
    )
    assert answer.code == 2
    assert "choose another one with --out" in answer.err

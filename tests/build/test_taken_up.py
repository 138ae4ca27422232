"""A build that was stopped is taken up again: what was finished is not made once more, and the folder is as if it had
never been stopped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import handouts.build.language_worker
from handouts.build.language_worker import make_language
from handouts.build.out_folder import kept_folder
from handouts.build.tasks import LanguageResult, LanguageTask
from handouts.build.unfinished import NOTES
from handouts.manifest import sha256_of
from handouts.products.product import Item
from tests.build.small import Project, Said, finished_files, pdfs, tree, untruths


class KilledError(Exception):
    """As by kill -9: nothing is tidied up."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that are drawn from now on."""
    found: list[str] = []

    def counted(task: LanguageTask) -> LanguageResult:
        found.append(task.language)
        return make_language(task)

    monkeypatch.setattr(handouts.build.language_worker, "make_language", counted)
    return found


def stopped(project: Project, monkeypatch: pytest.MonkeyPatch, by: type[BaseException], *options: str) -> Said:
    """A build that is stopped when it comes to the second language. A killed one leaves its staging folder."""

    def first_only(task: LanguageTask) -> LanguageResult:
        if task.language == "es":
            if by is KilledError:
                shutil.copytree(project.out / ".building", project.home / "left")
            raise by
        return make_language(task)

    with monkeypatch.context() as patched:
        patched.setattr(handouts.build.language_worker, "make_language", first_only)
        said = project.build(*options)
    assert said.code != 0
    if by is KilledError:
        shutil.move(project.home / "left", project.out / ".building")
    return said


@pytest.mark.parametrize("by", [KilledError, KeyboardInterrupt])
def test_what_was_finished_is_not_made_again(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, laid_out: list[Item], by: type[BaseException]
) -> None:
    stopped(fresh, monkeypatch, by, "--language", "en", "--language", "es")
    assert finished_files(fresh.out) == set(), "nothing is published half"
    assert untruths(fresh.out) == []
    laid_out.clear()
    said = fresh.build("--json").document
    assert said["exit_code"] == 0
    assert {each.language for each in laid_out} == {"es"}
    assert len(said["written"]) == 13
    assert tree(fresh.out) == fresh.from_nothing()
    assert not (kept_folder(fresh.out) / "stopped").exists()


@pytest.mark.parametrize("by", [KilledError, KeyboardInterrupt])
def test_what_the_data_say_otherwise_by_now_is_made_anew(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, by: type[BaseException]
) -> None:
    stopped(fresh, monkeypatch, by)
    fresh.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    assert fresh.build().code == 0
    assert tree(fresh.out) == fresh.from_nothing()


def test_what_was_stopped_twice_with_other_data_is_of_the_last(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, drawn: list[str]
) -> None:
    """What was taken over from the first is known to be of other data, however often the build is stopped."""
    assert fresh.build().code == 0
    for new, old in (("+1 520 287 2371", "+1 520 287 2370"), ("+1 520 287 2372", "+1 520 287 2371")):
        fresh.replace("directory.yaml", old, new)
        stopped(fresh, monkeypatch, KilledError)
    drawn.clear()
    assert fresh.build().code == 0
    assert tree(fresh.out) == fresh.from_nothing()


def test_a_build_that_is_stopped_again_and_again_loses_nothing(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, laid_out: list[Item]
) -> None:
    for _ in range(3):
        stopped(fresh, monkeypatch, KilledError)
    laid_out.clear()
    assert fresh.build().code == 0
    assert {each.language for each in laid_out} == {"es"}


def test_a_part_takes_up_only_what_it_was_asked_for(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(fresh, monkeypatch, KilledError)
    assert fresh.build("--language", "es").code == 0
    assert not (fresh.out / "flyer" / "en").exists()
    assert tree(fresh.out) == fresh.from_nothing("--language", "es")


def test_another_paper_takes_up_nothing(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(fresh, monkeypatch, KilledError)
    assert fresh.build("--paper", "a4").code == 0
    assert tree(fresh.out) == fresh.from_nothing("--paper", "a4")


def test_what_nobody_has_proved_is_proved(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(fresh, monkeypatch, KilledError, "--no-proof")
    assert fresh.build().code == 0
    assert tree(fresh.out) == fresh.from_nothing()


def damaged(left: Path) -> None:
    for path in left.rglob("*.pdf"):
        path.write_bytes(path.read_bytes()[:-1])


def without_notes(left: Path) -> None:
    for path in left.rglob(f"{NOTES}/*"):
        path.unlink()


def cut_notes(left: Path) -> None:
    for path in left.rglob(f"{NOTES}/*"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_notes(left: Path) -> None:
    for path in left.rglob(f"{NOTES}/*"):
        path.write_bytes(path.read_bytes().replace(b"nogales", b"nagales"))


def note_of(*values: object) -> str:
    """A note with these values, each with its right digest."""
    contents = [json.dumps(value) for value in values]
    return "".join(f"{sha256_of(content.encode())} {content}\n" for content in contents)


def notes_in_another_form(left: Path) -> None:
    """As another state of the program may have written them."""
    (first, *_) = list(left.rglob(f"{NOTES}/*"))
    head = {"paper": "letter", "inputs": {}}
    forms = [
        (head, {"path": "x"}),
        (head, [1]),
        ([1],),
        ({"paper": "letter", "inputs": [1]},),
        ({"inputs": {}},),
        (1, 2),
    ]
    for number, form in enumerate(forms):
        (first.parent / f"{number}").write_text(note_of(*form), encoding="utf-8")
        first.unlink(missing_ok=True)


@pytest.mark.parametrize("harm", [damaged, without_notes, cut_notes, other_notes, notes_in_another_form])
def test_what_is_not_as_its_note_says_is_as_good_as_none(fresh: Project, monkeypatch: pytest.MonkeyPatch, harm) -> None:  # type: ignore[no-untyped-def]
    stopped(fresh, monkeypatch, KilledError)
    harm(fresh.out / ".building")
    assert fresh.build().code == 0
    assert tree(fresh.out) == fresh.from_nothing()


def one_damaged(left: Path) -> None:
    (path,) = left.rglob("*nogales-en-flyer.pdf")
    path.write_bytes(path.read_bytes()[:-1])


def one_lost(left: Path) -> None:
    (path,) = left.rglob("*nogales-en-flyer.pdf")
    path.unlink()


def one_without_a_note(left: Path) -> None:
    for path in left.rglob(f"{NOTES}/*"):
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(line for line in lines if b"nogales-en-flyer.pdf" not in line))


@pytest.mark.parametrize("harm", [one_damaged, one_lost, one_without_a_note])
def test_what_is_missing_among_finished_files_is_not_left_as_it_was(
    fresh: Project,
    monkeypatch: pytest.MonkeyPatch,
    harm,  # type: ignore[no-untyped-def]
) -> None:
    """The sheet of the build before says something else, and no booklet stands beside to betray it."""
    assert fresh.build("--sheets-only").code == 0
    fresh.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    stopped(fresh, monkeypatch, KilledError, "--sheets-only")
    harm(fresh.out / ".building")
    assert fresh.build("--sheets-only").code == 0
    assert tree(fresh.out) == fresh.from_nothing("--sheets-only")


@pytest.mark.parametrize("part", [("--city", "south-texas"), ("--language", "en", "--city", "south-texas")])
def test_a_part_leaves_nothing_of_before_among_what_it_takes_up(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, part: tuple[str, ...]
) -> None:
    assert fresh.build("--sheets-only").code == 0
    fresh.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    stopped(fresh, monkeypatch, KilledError, "--sheets-only")
    assert fresh.build("--sheets-only", "--yes", *part).code == 0
    assert pdfs(fresh.out) == {f"flyer/{tag}/south-texas-{tag}-flyer.pdf" for tag in ("en", "es")}
    assert fresh.build("--sheets-only").code == 0
    assert tree(fresh.out) == fresh.from_nothing("--sheets-only")


def test_force_takes_up_nothing(fresh: Project, monkeypatch: pytest.MonkeyPatch, drawn: list[str]) -> None:
    stopped(fresh, monkeypatch, KilledError)
    assert fresh.build("--force").code == 0
    assert drawn == ["en", "es"]
    assert tree(fresh.out) == fresh.from_nothing()

"""The build of a part: languages by name, and what it may take away of the rest."""

from __future__ import annotations

import io
import re
import sys

import pytest

from handouts.errors import ExitCode
from tests.build.small import Project, listed, run, tree

SPANISH = "flyer/es/nogales-es-flyer.pdf"
BOOKLET = "booklet/booklet-es.pdf"
"""Out of date with its flyers, and in no booklet that a build of English needs."""


class Terminal(io.StringIO):
    """Where a person answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def changed(project: Project) -> Project:
    """Every finished sheet is out of date."""
    project.replace("directory.yaml", "+1 575 527 0500", "+1 575 527 0501")
    return project


@pytest.mark.parametrize("asked", ["es", "ES", "Spanish", "español", "Espanol"])
def test_a_language_may_be_asked_for_by_its_name(fresh: Project, asked: str) -> None:
    said = fresh.build("--language", asked, "--no-proof")
    assert said.code == ExitCode.DONE
    assert SPANISH in listed(fresh.out)
    assert not [path for path in listed(fresh.out) if path.startswith("flyer/en/")]


def test_a_review_may_name_its_language(project: Project) -> None:
    said = run("translations", "reviewed", "Spanish", "--by", "A", "--yes", "--data", str(project.data))
    assert said.code == ExitCode.DONE
    assert (project.data / "reviews" / "es.yaml").exists()


def test_what_leaves_can_not_be_read_as_what_is_left(changed: Project) -> None:
    said = changed.build("--language", "English", "--no-proof")
    assert f"removed from out/: {BOOKLET}" in said.out
    assert "left" not in said.out


@pytest.mark.parametrize("answer", ["", "n\n", "\n", "no\n"])
def test_before_finished_sheets_of_another_language_are_removed_a_person_is_asked(
    changed: Project, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    before = tree(changed.out)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    said = changed.build("--language", "en", "--no-proof")
    assert said.code == ExitCode.WRONG_INPUT
    assert "to be removed from out/: " in said.err
    assert "Go on? [y/N]" in said.err
    assert "nothing was written" in said.err
    assert "[1/" not in said.out, "before any work"
    assert tree(changed.out) == before


def test_every_file_that_leaves_is_named_in_the_question(changed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    changed.replace("translations/es.po", 'msgstr "Desde México"', 'msgstr "De México"')
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    said = changed.build("--language", "en", "--format", "flyer", "--no-proof")
    assert said.code == ExitCode.DONE
    removed = re.findall(r"(?m)^removed from out/: (.*)$", said.out)
    others = f" and {len(removed) - 1} other files" if len(removed) > 2 else " and 1 other file" if removed[1:] else ""
    assert f"to be removed from out/: {removed[0]}{others}." in said.err
    assert said.err.count("[y/N]") == 1


def test_what_only_the_work_shows_is_asked_after_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another program sheets may come out the same or not, and pictures are made anew."""
    before = tree(project.out)
    monkeypatch.setattr("handouts.build.program.program_digest", lambda _: "another")
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    said = project.build("--language", "en", "--no-proof")
    assert said.code == ExitCode.WRONG_INPUT
    assert "to be removed from out/: " in said.err
    assert said.err.count("[y/N]") == 1
    assert "[1/" in said.out
    assert tree(project.out) == before


def test_with_a_yes_they_are_removed(changed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert changed.build("--language", "en", "--no-proof").code == ExitCode.DONE
    assert BOOKLET not in listed(changed.out)


@pytest.mark.parametrize("options", [("--language", "en", "--yes"), ()])
def test_nobody_is_asked_twice_or_where_all_is_built(
    changed: Project, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    said = changed.build("--no-proof", *options)
    assert said.code == ExitCode.DONE
    assert "[y/N]" not in said.err


def test_nobody_is_asked_where_nothing_finished_leaves(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    said = project.build("--language", "en", "--force", "--no-proof")
    assert said.code == ExitCode.DONE
    assert "[y/N]" not in said.err


def test_sheets_only_are_the_sheets_of_a_whole_build_and_nothing_else(fresh: Project) -> None:
    assert fresh.build("--sheets-only").code == ExitCode.DONE
    assert listed(fresh.out) == {path for path in fresh.from_nothing() if path.startswith("flyer/") and path[-1] != "/"}
    whole = tree(fresh.home / "from-nothing")
    assert {path: content for path, content in tree(fresh.out).items() if path.startswith("flyer/")} == {
        path: content for path, content in whole.items() if path.startswith("flyer/")
    }
    assert fresh.build().code == ExitCode.DONE
    assert tree(fresh.out) == whole

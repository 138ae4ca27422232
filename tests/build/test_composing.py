"""The build of some languages composes no sheets of others but where something that stands in the folder depends on
them; and what it makes, removes and says is what it would be if all were composed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.build import run as story
from handouts.content.compose import Composition
from handouts.errors import ExitCode
from tests.build.small import Project, listed, manifest, run, tree

LANGUAGES = ("en", "es", "ht", "ar")


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Project]:
    """A project in several languages without an output folder."""
    project = Project(tmp_path / "project", cities=("nogales",), languages=LANGUAGES)
    project.write()
    yield project
    shutil.rmtree(project.home)


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The languages that each build composes from now on."""
    found: list[list[str]] = []
    real = story.compose_printable

    def counted(*arguments: object) -> Composition:
        composition = real(*arguments)  # type: ignore[arg-type]
        found.append(list(dict.fromkeys(tag for tag, _ in composition.flyers)))
        return composition

    monkeypatch.setattr(story, "compose_printable", counted)
    return found


def all_composed(project: Project, *options: str, like: Path | None = None) -> tuple[str, dict[str, bytes]]:
    """What the same build says, and leaves in a copy of a folder (an empty one), if it composes everything."""
    out = project.home / "everything" / "out"
    if like is not None:
        shutil.copytree(like, out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story, "languages_to_compose", lambda *_: frozenset(project.languages))
        said = project.build(*options, out=out)
    return said.out.replace(str(out), str(project.out)), tree(out)


def without_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    """Its digests tell what was composed."""
    return {path: content for path, content in files.items() if path != "manifest.json"}


def languages_of_inputs(project: Project) -> set[str]:
    return {key.partition(":")[0] for key in manifest(project.out)["inputs"] if ":" in key}


@pytest.mark.parametrize(("asked", "there"), [("en", ["en"]), ("ar", ["en", "ar"]), ("Arabic", ["en", "ar"])])
def test_into_an_empty_folder_it_composes_what_was_asked_for_and_the_source(
    several: Project, composed: list[list[str]], asked: str, there: list[str]
) -> None:
    assert several.build("--language", asked, "--no-proof").code == ExitCode.DONE
    assert composed == [there]
    assert languages_of_inputs(several) == set(there)


@pytest.mark.parametrize("asked", ["en", "ar"])
def test_every_file_of_it_the_gallery_too_is_as_if_all_were_composed(several: Project, asked: str) -> None:
    said = several.build("--language", asked, "--no-proof")
    assert said.code == ExitCode.DONE
    assert "Información sobre la solicitud de asilo" in (several.out / "gallery" / "es.html").read_text(
        encoding="utf-8"
    )
    words, files = all_composed(several, "--language", asked, "--no-proof")
    assert said.out == words
    assert without_manifest(tree(several.out)) == without_manifest(files)


def test_a_whole_build_composes_all(several: Project, composed: list[list[str]]) -> None:
    several.build("--no-proof")
    several.build("--city", "nogales", "--no-proof", "--force")
    several.build("--language", "en", "--reviewed-only", "--no-proof")  # which sheets there are, only they tell
    assert composed == [list(LANGUAGES)] * 3


def spanish_changes(project: Project) -> None:
    project.replace("translations/es.po", 'msgstr "Desde México"', 'msgstr "De México"')


def all_change(project: Project) -> None:
    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")


def nothing_changes(_: Project) -> None:
    """What stands there stays."""


@pytest.mark.parametrize("built", [("--language", "es"), ()], ids=["beside one language", "beside all, with booklets"])
@pytest.mark.parametrize("change", [spanish_changes, all_change, nothing_changes])
def test_what_stands_there_of_other_languages_is_judged_as_if_all_were_composed(
    several: Project, composed: list[list[str]], built: tuple[str, ...], change: Callable[[Project], object]
) -> None:
    several.build(*built, "--no-proof")
    change(several)
    before = shutil.copytree(several.out, several.home / "before")
    said = several.build("--language", "en", "--no-proof")
    assert said.code == ExitCode.DONE
    assert composed[-1] == (["en", "es"] if built else list(LANGUAGES))
    assert ("removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out) == (
        change is not nothing_changes and bool(built)
    )
    words, files = all_composed(several, "--language", "en", "--no-proof", like=before)
    assert said.out == words
    assert without_manifest(tree(several.out)) == without_manifest(files)


def test_where_posters_in_several_languages_are_made_those_are_composed(
    several: Project, composed: list[list[str]]
) -> None:
    """Their words are drawn under the fonts of one of them, whose sheets have other bytes without them."""
    several.replace("handout.yaml", "formats: [flyer]", "formats: [flyer, poster]")
    several.replace("handout.yaml", "poster_languages: [es, en, ht, ar]", "poster_languages: [es, ht]")
    several.build("--language", "ar", "--no-proof")
    several.build("--language", "es", "--no-proof", out=several.home / "spanish")
    assert composed == [["en", "ar"], ["en", "es", "ht"]]
    assert "poster/nogales-poster.pdf" not in listed(several.home / "spanish")
    whole = several.from_nothing("--no-proof")
    spanish = tree(several.home / "spanish")
    assert {path: spanish[path] for path in listed(several.home / "spanish")}.items() <= whole.items()
    several.build("--language", "es", "--language", "ht", "--no-proof")
    assert tree(several.out)["poster/nogales-poster.pdf"] == whole["poster/nogales-poster.pdf"]


def test_a_poster_that_stands_there_is_judged_by_its_languages(several: Project, composed: list[list[str]]) -> None:
    several.replace("handout.yaml", "poster_languages: [es, en, ht, ar]", "poster_languages: [es, ht]")
    several.build("--language", "es", "--language", "ht", "--format", "poster", "--no-proof")
    several.replace("translations/ht.po", 'msgstr "WhatsApp"', 'msgstr "Whats App"')
    before = shutil.copytree(several.out, several.home / "before")
    options = ("--language", "ar", "--format", "flyer", "--no-proof")
    said = several.build(*options)
    assert composed[-1] == list(LANGUAGES)
    assert "removed from out/: poster/nogales-poster.pdf" in said.out
    words, files = all_composed(several, *options, like=before)
    assert said.out == words
    assert without_manifest(tree(several.out)) == without_manifest(files)


def test_languages_that_were_not_asked_for_are_neither_held_back_nor_unnamed_where_they_are(several: Project) -> None:
    whole = several.build("--no-proof", "--json", out=several.home / "whole").document
    assert (whole["held_back"], whole["problems"]) == ({}, [])
    assert several.build("--language", "en", "--no-proof", "--json").document["held_back"] == {}
    several.replace("translations/ar.po", 'msgstr "واتساب"', 'msgstr ""')
    part = several.build("--language", "en", "--no-proof", "--json").document
    assert part["held_back"] == {"ar": ["nogales"]}
    assert ["Arabic is held back" in problem for problem in part["problems"]] == [True]
    assert part["exit_code"] == ExitCode.NEEDS_A_PERSON


def test_a_part_is_compared_with_what_is_on_paper_as_if_all_were_composed(several: Project) -> None:
    several.build()
    assert run("release", "--data", str(several.data), "--out", str(several.out), "--yes").code == ExitCode.DONE
    shutil.rmtree(several.out)
    all_change(several)
    said = several.build("--language", "ar")
    assert "a part is built, 3 of" in said.out
    assert "since the edition" in said.out
    words, files = all_composed(several, "--language", "ar")
    assert said.out == words
    differing = {path for path, content in tree(several.out).items() if files[path] != content}
    # Of former sheets in other languages the gallery knows only that they are not there.
    assert differing == {"manifest.json", "SHA256SUMS", "gallery/data.js"}


def test_what_another_build_makes_there_meanwhile_is_judged_too(
    several: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the folder and its lock."""
    real, others = story.compose_printable, [("--language", "es", "--no-proof")]

    def interrupted(*arguments: object) -> Composition:
        if others:
            several.build(*others.pop())
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(story, "compose_printable", interrupted)
    assert several.build("--language", "ar", "--no-proof").code == ExitCode.DONE
    assert {path.split("/")[1] for path in listed(several.out) if path.startswith("flyer/")} == {"es", "ar"}

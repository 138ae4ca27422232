"""After a build the output folder is what data and options say, and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import handouts.proof.pictures
import handouts.proof.verdict
from handouts.build.out_folder import OutputFolder, kept_folder
from handouts.content.edition import booklet_code
from handouts.content.flyer import Flyer
from handouts.errors import UsageError
from handouts.layout import DoesNotFit
from handouts.manifest import manifest_bytes, read_manifest
from handouts.products.table import DRAWN
from tests.build.small import Project, finished_files, listed, manifest, tree, untruths

FLYERS = {f"flyer/{tag}/{city}-{tag}-flyer.pdf" for tag in ("en", "es") for city in ("nogales", "south-texas")}
BOOKLETS = {
    *(f"booklet/booklet-{name}.pdf" for name in ("all", "en", "es")),
    *(f"booklet/city/booklet-{city}.pdf" for city in ("nogales", "south-texas")),
}
SPANISH = {path for path in FLYERS | BOOKLETS if "es" in re.split(r"[/.-]", path)}


def with_pictures(paths: set[str]) -> set[str]:
    """These files, and a picture of every flyer among them."""
    return paths | {re.sub(r"^flyer(.*)-flyer\.pdf$", r"share\1.png", path) for path in paths & FLYERS}


def holds_exactly(project: Project, paths: set[str]) -> None:
    """With the picture of every flyer, and no other."""
    assert finished_files(project.out) == listed(project.out) == with_pictures(paths)
    assert untruths(project.out) == []


def same_as_from_nothing(project: Project, *options: str) -> None:
    assert tree(project.out) == project.from_nothing(*options)


def change_a_number(project: Project) -> None:
    """Only the sheets of Nogales are out of date."""
    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")


def change_spanish(project: Project) -> None:
    """The Spanish sheets are out of date."""
    project.replace("translations/es.po", 'msgstr "Desde México"', 'msgstr "De México"')


# --- the whole ----------------------------------------------------------------------------------------------------


def test_a_build_holds_every_flyer_every_booklet_and_a_manifest(finished: Project) -> None:
    holds_exactly(finished, FLYERS | BOOKLETS)
    loose = {name for name in tree(finished.out) if "/" not in name}
    assert loose == {"index.html", "manifest.json", "SHA256SUMS"}
    assert all(entry["proofed"] for entry in manifest(finished.out)["files"])


def test_a_second_build_writes_nothing_and_says_so(project: Project) -> None:
    project.build()  # the first with the data in this place, which messages name
    before = {path: path.stat().st_mtime_ns for path in project.out.rglob("*")}
    said = project.build()
    assert said.code == 0
    assert "nothing has changed: 13 files" in said.out
    after = {path: path.stat().st_mtime_ns for path in project.out.rglob("*")}
    assert after == before


def test_the_top_of_a_drive_is_refused_with_a_clear_word(tmp_path: Path) -> None:
    """Nothing is beside it, where builds keep what the next one may know."""
    top = Path(tmp_path.anchor)
    with pytest.raises(UsageError, match=r"is the top of a drive; choose a folder on it with --out"):
        OutputFolder(top, ())
    with pytest.raises(UsageError, match="is the top of a drive"):
        kept_folder(top / "out" / "..")


def test_a_link_to_itself_is_named(finished: Project, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "out")
    said = finished.build(out=tmp_path / "out")
    assert said.code == 3
    assert "move it away" in said.err
    assert "Traceback" not in said.err


def test_force_makes_everything_again_and_the_same(project: Project) -> None:
    before, times = (
        tree(project.out),
        {path: (project.out / path).stat().st_mtime_ns for path in finished_files(project.out)},
    )
    assert "13 files written, 0 kept" in project.build("--force").out
    assert tree(project.out) == before
    assert all((project.out / path).stat().st_mtime_ns > time for path, time in times.items())


def test_only_files_with_other_content_are_written(project: Project) -> None:
    change_a_number(project)
    said = project.build("--json").document
    everything = with_pictures(FLYERS | BOOKLETS)
    assert set(said["written"]) == {path for path in everything if "nogales" in path or "city" not in path} - {
        *(path for path in everything if "south-texas" in path)
    }
    same_as_from_nothing(project)


@pytest.mark.parametrize(
    "victim",
    [
        "flyer/es/nogales-es-flyer.pdf",
        "share/es/nogales-es.png",
        "booklet/booklet-es.pdf",
        "booklet/city/booklet-nogales.pdf",
        "index.html",
        "gallery/data.js",
    ],
)
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda path: path.unlink(), id="removed"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1]), id="cut off"),
    ],
)
def test_what_was_removed_or_damaged_is_made_again(
    project: Project, finished: Project, victim: str, harm: Callable[[Path], None]
) -> None:
    harm(project.out / victim)
    assert project.build().code == 0
    assert tree(project.out) == tree(finished.out)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"schema": 1}', b'{"schema": 99}', b'{"schema": 1, "files": [7], "paper": "letter"}'],
)
def test_a_manifest_that_cannot_be_read_is_written_anew(project: Project, finished: Project, content: bytes) -> None:
    (project.out / "manifest.json").write_bytes(content)
    assert project.build().code == 0
    assert tree(project.out) == tree(finished.out)


def test_files_of_others_stay_and_pdfs_under_our_names_leave(project: Project, finished: Project) -> None:
    shutil.copy(project.out / "flyer/en/nogales-en-flyer.pdf", project.out / "flyer/en/atlantis-en-flyer.pdf")
    (project.out / "flyer/xx").mkdir()
    shutil.copy(project.out / "flyer/en/nogales-en-flyer.pdf", project.out / "flyer/xx/nogales-xx-flyer.pdf")
    (project.out / "notes.txt").write_text("mine")
    (project.out / "gallery/notes.txt").write_text("mine")
    (project.out / "gallery/former.js").write_text("of an earlier gallery")
    (project.out / "flyer/en/logo.png").write_bytes(b"mine")
    shutil.copy(project.out / "share/en/nogales-en.png", project.out / "share/en/atlantis-en.png")
    said = project.build()
    assert "removed from out/: flyer/en/atlantis-en-flyer.pdf" in said.out
    assert "removed from out/: flyer/xx/nogales-xx-flyer.pdf" in said.out
    assert "removed from out/: share/en/atlantis-en.png" in said.out
    assert "removed from out/: gallery/former.js" in said.out
    mine = dict.fromkeys(("flyer/en/logo.png", "gallery/notes.txt", "notes.txt"), b"mine")
    assert tree(project.out) == {**tree(finished.out), **mine}


def test_what_only_the_description_of_a_file_says_is_kept_up_to_date_too(project: Project) -> None:
    project.replace("handout.yaml", "publisher: Asylum", "publisher: The Asylum")
    assert "9 files written, 4 kept" in project.build().out, "pictures hold no description"
    same_as_from_nothing(project)


# --- what the data no longer says ---------------------------------------------------------------------------------


def test_a_city_that_is_removed_leaves(project: Project) -> None:
    project.cities = ("south-texas",)
    project.cut()
    said = project.build()
    for path in ("flyer/en/nogales-en-flyer.pdf", "share/es/nogales-es.png", "booklet/city/booklet-nogales.pdf"):
        assert f"removed from out/: {path}" in said.out
    same_as_from_nothing(project)


def test_a_language_that_is_removed_leaves(project: Project) -> None:
    project.languages = ("en",)
    project.cut()
    said = project.build()
    assert said.code == 0
    for path in with_pictures(SPANISH):
        assert f"removed from out/: {path}" in said.out
    same_as_from_nothing(project)


def test_a_format_that_is_removed_leaves(project: Project) -> None:
    project.formats = ("flyer", "card")
    project.cut()
    assert project.build().code == 0
    assert {path for path in finished_files(project.out) if path.startswith("card/")}
    project.formats = ("flyer",)
    project.cut()
    said = project.build()
    assert "removed from out/: card/es/nogales-es-card.pdf" in said.out
    same_as_from_nothing(project)


def test_a_language_held_back_leaves_and_is_named(project: Project) -> None:
    po = project.data / "translations" / "es.po"
    po.write_text(re.sub(r'(msgid "Near you: \{city\}"\nmsgstr )".*"', r'\1""', po.read_text(encoding="utf-8")))
    said = project.build()
    assert said.code == 1
    assert "Spanish is held back" in said.err
    holds_exactly(project, (FLYERS | BOOKLETS) - SPANISH)
    assert "removed from out/: booklet/booklet-es.pdf" in said.out
    same_as_from_nothing(project)


def test_another_paper_replaces_everything(project: Project) -> None:
    assert "13 files written, 0 kept" in project.build("--paper", "a4").out
    assert manifest(project.out)["paper"] == "a4"
    same_as_from_nothing(project, "--paper", "a4")


def test_wrong_data_leaves_the_folder_as_it_is(project: Project, finished: Project) -> None:
    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287")
    assert project.build().code == 2
    assert tree(project.out) == tree(finished.out)


# --- a part -------------------------------------------------------------------------------------------------------


def test_a_part_into_an_empty_folder_is_that_part(fresh: Project) -> None:
    assert fresh.build("--city", "nogales", "--language", "es").code == 0
    holds_exactly(fresh, {"flyer/es/nogales-es-flyer.pdf"})


def test_a_booklet_is_in_a_part_only_if_all_of_it_was_asked_for(fresh: Project, finished: Project) -> None:
    fresh.build("--language", "es")
    holds_exactly(fresh, SPANISH)
    whole = tree(finished.out)
    assert {path: (fresh.out / path).read_bytes() for path in SPANISH} == {path: whole[path] for path in SPANISH}


def test_parts_add_up_to_the_whole(fresh: Project, finished: Project) -> None:
    for city in fresh.cities:
        fresh.build("--city", city)
    assert finished_files(fresh.out) == with_pictures(FLYERS | BOOKLETS) - {
        "booklet/booklet-all.pdf",
        "booklet/booklet-en.pdf",
        "booklet/booklet-es.pdf",
    }
    fresh.build()
    assert tree(fresh.out) == tree(finished.out)


def test_a_part_that_is_in_place_changes_nothing(project: Project, finished: Project) -> None:
    assert "nothing has changed" in project.build("--city", "nogales").out
    assert tree(project.out) == tree(finished.out)


def test_a_part_brings_every_booklet_that_it_is_in_up_to_date(project: Project) -> None:
    """The Spanish flyers are out of date. The booklet of everything holds flyers that were asked for, so all are drawn;
    the Spanish booklet holds none of them, and leaves."""
    change_spanish(project)
    said = project.build("--language", "en")
    assert said.code == 0
    assert "removed from out/: booklet/booklet-es.pdf" in said.out
    holds_exactly(project, (FLYERS | BOOKLETS) - {"booklet/booklet-es.pdf"})
    whole = project.from_nothing()
    assert {path: (project.out / path).read_bytes() for path in listed(project.out)}.items() <= whole.items()


def test_what_a_part_leaves_out_of_date_leaves_the_folder_and_is_named(fresh: Project) -> None:
    fresh.build("--language", "es", "--city", "nogales")
    fresh.build("--language", "en", "--city", "south-texas")
    holds_exactly(fresh, {"flyer/es/nogales-es-flyer.pdf", "flyer/en/south-texas-en-flyer.pdf"})
    change_a_number(fresh)
    said = fresh.build("--language", "en", "--city", "south-texas")
    assert said.code == 0
    assert "removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out
    holds_exactly(fresh, {"flyer/en/south-texas-en-flyer.pdf"})


@pytest.mark.parametrize(
    "path", ["flyer/es/south-texas-es-flyer.pdf", "booklet/booklet-es.pdf", "booklet/booklet-all.pdf"]
)
def test_a_part_draws_what_is_missing_for_its_booklets(project: Project, finished: Project, path: str) -> None:
    (project.out / path).unlink()
    assert project.build("--city", "nogales").code == 0
    assert tree(project.out) == tree(finished.out)


def test_a_part_on_another_paper_is_refused(project: Project, finished: Project) -> None:
    said = project.build("--city", "nogales", "--paper", "a4")
    assert said.code == 2
    assert "one folder holds one paper size" in said.err
    assert tree(project.out) == tree(finished.out)


@pytest.mark.parametrize(
    "option", [("--city", "atlantis"), ("--language", "tlh"), ("--format", "pamphlet"), ("--paper", "a3")]
)
def test_what_there_is_not_is_refused(project: Project, finished: Project, option: tuple[str, str]) -> None:
    said = project.build(*option)
    assert said.code == 2
    assert option[1] in said.err
    assert tree(project.out) == tree(finished.out)


# --- proof --------------------------------------------------------------------------------------------------------


@pytest.fixture
def proof_fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Lets the proof of one flyer find something."""

    def let_fail(language: str, city: str) -> None:
        real = handouts.proof.verdict.prove_sheet

        def prove(pdf: bytes, flyer: object, *rest: object, **more: object) -> tuple[str, ...]:
            if (flyer.language, flyer.city) == (language, city):  # type: ignore[attr-defined]
                return ("a number is wrong",)
            return real(pdf, flyer, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(handouts.proof.verdict, "prove_sheet", prove)

    return let_fail


def without(path: str, booklet: str, project: Project) -> bool:
    """Whether a booklet says on its first page that a sheet is missing, and is a page shorter."""
    entry = next(each for each in manifest(project.out)["files"] if each["path"] == booklet)
    return entry["pages"] == 2 and len(entry["missing"]) == 1 and path not in entry["facts"]["flyers"]


def test_a_flyer_that_fails_proof_never_gets_its_name(fresh: Project, proof_fails: Callable[[str, str], None]) -> None:
    proof_fails("es", "nogales")
    said = fresh.build()
    assert said.code == 1
    assert "flyer/es/nogales-es-flyer.pdf: failed proof: a number is wrong" in said.err
    holds_exactly(fresh, (FLYERS | BOOKLETS) - {"flyer/es/nogales-es-flyer.pdf"})
    assert without("flyer/es/nogales-es-flyer.pdf", "booklet/booklet-es.pdf", fresh)
    assert without("flyer/es/nogales-es-flyer.pdf", "booklet/city/booklet-nogales.pdf", fresh)


def test_a_picture_that_fails_proof_never_gets_its_name(
    project: Project, finished: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_a_number(project)
    with monkeypatch.context() as broken:
        broken.setattr(handouts.proof.pictures, "prove_picture", lambda *_: ("a digit is wrong",))
        said = project.build()
    assert said.code == 1
    assert "share/es/nogales-es.png: failed proof: a digit is wrong" in said.err
    assert "removed from out/: share/es/nogales-es.png" in said.out
    assert (
        finished_files(project.out)
        == listed(project.out)
        == finished_files(finished.out)
        - {
            "share/en/nogales-en.png",
            "share/es/nogales-es.png",
        }
    )
    assert project.build().code == 0
    same_as_from_nothing(project)


def test_an_older_flyer_in_the_place_of_one_that_fails_leaves(
    project: Project, proof_fails: Callable[[str, str], None]
) -> None:
    change_a_number(project)
    proof_fails("es", "nogales")
    said = project.build()
    assert said.code == 1
    assert "removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out
    holds_exactly(project, (FLYERS | BOOKLETS) - {"flyer/es/nogales-es-flyer.pdf"})
    assert project.build().code == 1, "it fails again, and is named again"


def test_after_a_failed_proof_the_next_build_completes(
    fresh: Project, finished: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(handouts.proof.verdict, "prove_sheet", lambda *_, **__: ("everything is wrong",))
        assert fresh.build().code == 1
    holds_exactly_nothing = finished_files(fresh.out) == listed(fresh.out) == set()
    assert holds_exactly_nothing
    assert fresh.build().code == 0
    assert tree(fresh.out) == tree(finished.out)


def test_a_flyer_that_does_not_fit_leaves_and_is_named(project: Project) -> None:
    project.languages = ("en",)
    project.cut()
    numbers = ", ".join(f'{{number: "+1 520 287 23{last}"}}' for last in range(10, 60))
    for name in ("Kino Border Initiative", "ProBAR"):
        before = f"      - name: {name}\n"
        project.replace("directory.yaml", before, f"      - {{name: More, numbers: [{numbers}]}}\n" + before)
    said = project.build()
    assert said.code == 1
    assert "flyer/en/nogales-en-flyer.pdf: the flyer sheet does not fit" in said.err
    holds_exactly(project, set())
    assert said.out.count("removed from out/: flyer/en/") == 2


def test_a_sheet_that_was_not_asked_for_and_does_not_fit_is_no_problem(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = DRAWN["flyer"].lay_out

    def lay_out(flyer: object, *rest: object, **further: object) -> object:
        if flyer.city == "nogales":  # type: ignore[attr-defined]
            return DoesNotFit("too much", 5.0)
        return real(flyer, *rest, **further)  # type: ignore[arg-type]

    monkeypatch.setitem(DRAWN, "flyer", replace(DRAWN["flyer"], lay_out=lay_out))
    assert fresh.build("--city", "south-texas", "--language", "es").code == 0
    holds_exactly(fresh, {"flyer/es/south-texas-es-flyer.pdf"})
    said = fresh.build("--city", "nogales", "--language", "es")
    assert said.code == 1
    assert "does not fit: too much; 5 mm are missing" in said.err


def test_without_proof_the_manifest_says_so_and_the_next_build_proves(fresh: Project, finished: Project) -> None:
    said = fresh.build("--no-proof")
    assert "NOT PROOFED" in said.out
    assert not any(entry["proofed"] for entry in manifest(fresh.out)["files"])
    before = {path: (fresh.out / path).stat().st_mtime_ns for path in finished_files(fresh.out)}
    assert fresh.build().code == 0
    assert tree(fresh.out) == tree(finished.out)
    assert {path: (fresh.out / path).stat().st_mtime_ns for path in finished_files(fresh.out)} == before, (
        "same bytes stay"
    )


def test_a_part_proves_what_stands_there_unproved(fresh: Project, finished: Project) -> None:
    fresh.build("--no-proof", "--language", "es", "--city", "nogales")
    fresh.build("--language", "en", "--city", "south-texas")
    holds_exactly(fresh, {"flyer/es/nogales-es-flyer.pdf", "flyer/en/south-texas-en-flyer.pdf"})
    assert all(entry["proofed"] for entry in manifest(fresh.out)["files"])
    fresh.build()
    assert tree(fresh.out) == tree(finished.out)


def test_what_an_earlier_build_has_proved_stays_proved_without_proof(project: Project) -> None:
    change_a_number(project)
    project.build("--no-proof")
    proofed = {entry["path"] for entry in manifest(project.out)["files"] if entry["proofed"]}
    assert proofed == {
        *(path for path in with_pictures(FLYERS) if "south-texas" in path),
        "booklet/city/booklet-south-texas.pdf",
    }


def test_an_unproved_flyer_that_fails_the_next_builds_proof_leaves(
    fresh: Project, proof_fails: Callable[[str, str], None]
) -> None:
    fresh.build("--no-proof")
    proof_fails("es", "nogales")
    said = fresh.build()
    assert said.code == 1
    assert "removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out
    holds_exactly(fresh, (FLYERS | BOOKLETS) - {"flyer/es/nogales-es-flyer.pdf"})


# --- reviewed only ------------------------------------------------------------------------------------------------


def test_reviewed_only_leaves_drafts_out(project: Project, finished: Project) -> None:
    said = project.build("--reviewed-only")
    assert said.code == 0
    holds_exactly(project, (FLYERS | BOOKLETS) - SPANISH)
    assert "removed from out/: flyer/es/nogales-es-flyer.pdf" in said.out
    assert project.build().code == 0
    assert tree(project.out) == tree(finished.out)


# --- where it can't be written ------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["out", "out/flyer", "out/flyer/es", "out/booklet"])
def test_a_file_in_the_place_of_a_folder_is_named(fresh: Project, place: str) -> None:
    blocking = fresh.home / place
    blocking.parent.mkdir(parents=True, exist_ok=True)
    blocking.write_text("mine")
    said = fresh.build("--no-proof")
    assert said.code == 3
    assert str(blocking) in said.err
    assert "Traceback" not in said.err
    assert blocking.read_text() == "mine"
    assert place == "out" or untruths(fresh.out) == []


def test_a_file_that_a_viewer_holds_open_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a file that another program has open can't be replaced."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "nogales-es-flyer.pdf":
            raise PermissionError(13, "The process cannot access the file", str(target))
        real(source, target)

    change_a_number(project)
    with monkeypatch.context() as held:
        held.setattr(os, "replace", replace)
        said = project.build()
    assert said.code == 3
    assert "close it in the program that shows it" in said.err
    assert untruths(project.out) == []
    assert project.build().code == 0
    same_as_from_nothing(project)


def test_every_moment_of_publishing_is_true(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two changes of the folder nothing is listed that is not there as listed."""
    real_replace, real_unlink = os.replace, Path.unlink
    moments = []

    def replace(source: Path, target: Path) -> None:
        real_replace(source, target)
        moments.append(untruths(project.out))

    def unlink(path: Path, missing_ok: bool = False) -> None:
        real_unlink(path, missing_ok=missing_ok)
        moments.append(untruths(project.out))

    project.cities = ("nogales",)
    project.cut()
    change_a_number(project)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    assert project.build().code == 0
    assert len(moments) > 10
    assert not any(moments)


def test_the_manifest_is_as_the_interface_says(finished: Project) -> None:
    document = json.loads((finished.out / "manifest.json").read_bytes())
    assert document["schema"] == 1
    assert (document["information_of"], document["paper"]) == ("2021-04-07", "letter")
    entry = next(each for each in document["files"] if each["path"] == "flyer/es/nogales-es-flyer.pdf")
    for key in ("sha256", "kind", "language", "city", "format", "pages", "edition", "body_pt", "status", "proofed"):
        assert entry[key], key
    dialled = [number["dial"] for each in entry["facts"]["organisations"] for number in each["numbers"]]
    assert dialled[:2] == ["631 316 2086", "011 52 631 316 2086"]


def test_flyers_are_laid_out_on_the_sides_that_are_asked_for(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, else by the data; and again where another setting is asked for."""
    real, asked = DRAWN["flyer"].lay_out, []

    def lay_out(*given: object, sides: str) -> object:
        asked.append(sides)
        return real(*given, sides=sides)

    monkeypatch.setitem(DRAWN, "flyer", replace(DRAWN["flyer"], lay_out=lay_out))

    def sides_of_build(*options: str) -> set[str]:
        asked.clear()
        assert fresh.build("--city", "nogales", *options).code == 0
        return set(asked)

    assert sides_of_build() == {"auto"}
    assert sides_of_build() == set(), "in place"
    assert sides_of_build("--sides", "2") == {"2"}
    fresh.replace("handout.yaml", "sides: auto", "sides: 1")
    assert sides_of_build() == {"1"}
    assert sides_of_build("--sides", "1") == set(), "the same"
    fresh.replace("handout.yaml", "sides: 1\n", "")
    assert sides_of_build() == {"auto"}


def test_a_sheet_with_a_back_is_listed_so_and_bound_with_it(fresh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = DRAWN["flyer"].lay_out

    def lay_out(flyer: Flyer, setting: object, paper: object, qr: object, staff: str, sides: str) -> object:
        if flyer.city != "nogales":
            return real(flyer, setting, paper, qr, staff, sides=sides)
        done = real(flyer, setting, paper, qr, staff, sides="2")
        return replace(done, toner=0.13149)  # type: ignore[type-var]

    monkeypatch.setitem(DRAWN, "flyer", replace(DRAWN["flyer"], lay_out=lay_out))
    said = fresh.build("--language", "es")
    assert said.code == 0, said.err
    files = {entry["path"]: entry for entry in manifest(fresh.out)["files"]}
    two, one = (files[f"flyer/es/{city}-es-flyer.pdf"] for city in ("nogales", "south-texas"))
    assert (two["pages"], one["pages"]) == (2, 1)
    assert (two["over_toner"], "over_toner" in one) == (0.131, False)
    booklet = files["booklet/booklet-es.pdf"]
    assert booklet["pages"] == 5, "an empty one before the front"
    assert booklet["edition"] == booklet_code([two["edition"], one["edition"]])
    assert fresh.proof().code == 0
    kept = read_manifest(fresh.out)
    assert kept is not None
    assert manifest_bytes(kept) == (fresh.out / "manifest.json").read_bytes()
    with pikepdf.open(fresh.out / "flyer/es/nogales-es-flyer.pdf") as file:
        assert file.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    with pikepdf.open(fresh.out / "flyer/es/south-texas-es-flyer.pdf") as file:
        assert file.Root.ViewerPreferences.Duplex == "/Simplex"

"""No build leaves a file behind that nobody knows of: not of an older version, not of a product that is gone, not of a
build that was killed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from handouts.errors import InputError
from handouts.manifest import MANIFEST_NAME, listed_paths, sha256_of
from handouts.products.loading import load_data
from tests.build.small import Project, finished_files, listed, manifest, tree, untruths

OLD_NAMES = {
    "flyer/{language}/{city}.pdf": "flyer/{language}/{city}-{language}-flyer.pdf",
    "booklet/{language}.pdf": "booklet/booklet-{language}.pdf",
    "booklet/city/{city}.pdf": "booklet/city/booklet-{city}.pdf",
    "booklet/all.pdf": "booklet/booklet-all.pdf",
    "share/{language}-{city}.png": "share/{language}/{city}-{language}.png",
}


def rewritten(out: Path, document: dict[str, object]) -> None:
    (out / MANIFEST_NAME).write_text(json.dumps(document), encoding="utf-8")


def list_too(out: Path, path: str, content: bytes) -> None:
    """A file that stands there and is listed, of a product that this program does not have."""
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_bytes(content)
    document = manifest(out)
    document["files"].append(
        {**document["files"][0], "path": path, "sha256": sha256_of(content), "kind": "zine", "format": "zine"}
    )
    rewritten(out, document)


def test_an_output_folder_with_the_old_names_is_cleaned(project: Project, finished: Project) -> None:
    document = manifest(project.out)
    for entry in document["files"]:
        old = next(old.format(**entry) for old, new in OLD_NAMES.items() if new.format(**entry) == entry["path"])
        (project.out / old).parent.mkdir(parents=True, exist_ok=True)
        os.replace(project.out / entry["path"], project.out / old)
        entry["path"] = old
    # Half pages, two up, lay among the booklets.
    (project.out / "booklet" / "print").mkdir()
    shutil.copy(project.out / "flyer/en/nogales.pdf", project.out / "booklet/print/half-en-nogales.pdf")
    rewritten(project.out, document)
    said = project.build("--no-proof")
    assert "removed from out/: booklet/print/half-en-nogales.pdf" in said.out
    assert "removed from out/: flyer/es/nogales.pdf" in said.out
    assert finished_files(project.out) == listed(project.out) == finished_files(finished.out)
    assert not (project.out / "booklet" / "print").exists()


def test_a_product_that_is_gone_leaves_with_its_folder(project: Project, finished: Project) -> None:
    list_too(project.out, "zine/en/nogales-en-zine.pdf", b"%PDF- a zine")
    list_too(project.out, "postcard/en/nogales-en.png", b"a picture")
    (project.out / "zine" / "en" / "not-listed.pdf").write_bytes(b"%PDF- of a build that was killed")
    said = project.build()
    for path in ("zine/en/nogales-en-zine.pdf", "zine/en/not-listed.pdf", "postcard/en/nogales-en.png"):
        assert f"removed from out/: {path}" in said.out
    assert tree(project.out) == tree(finished.out)
    assert "nothing has changed" in project.build().out


def test_a_build_that_was_killed_while_it_published_leaves_no_orphan(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is in its place but the last manifest; then the language is dropped."""

    class Killed(BaseException):
        pass

    real = os.replace
    manifests = []

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == MANIFEST_NAME:
            manifests.append(target)
            if len(manifests) == 2:
                raise Killed
        real(source, target)

    project.replace("directory.yaml", "+1 520 287 2370", "+1 520 287 2371")
    with monkeypatch.context() as struck:
        struck.setattr(os, "replace", replace)
        with pytest.raises(Killed):
            project.build("--no-proof")
    assert untruths(project.out) == []
    assert set(listed_paths(project.out)) >= finished_files(project.out), "the manifest names what may stand there"
    project.languages = ("en",)
    project.cut()
    assert project.build().code == 0
    assert tree(project.out) == project.from_nothing()


def test_a_manifest_can_name_no_file_outside(project: Project, finished: Project) -> None:
    outside = project.home / "mine.pdf"
    outside.write_bytes(b"mine")
    document = manifest(project.out)
    for path in ("../mine.pdf", str(outside), "flyer/../../mine.pdf", "notes.txt", "C:/mine.pdf", "..\\mine.pdf"):
        document["files"].append({**document["files"][0], "path": path})
    rewritten(project.out, document)
    (project.out / "notes.txt").write_text("mine")
    assert project.build().code == 0
    assert outside.read_bytes() == b"mine"
    assert tree(project.out) == {**tree(finished.out), "notes.txt": b"mine"}


def test_two_files_never_share_a_name(fresh: Project) -> None:
    """`half-nogales-fa-AF.pdf` and `half-nogales-fa-af.pdf` are one file on many systems."""
    fresh.replace("directory.yaml", "id: south-texas", "id: nogales-fa")
    languages = (fresh.data / "languages.yaml").read_text(encoding="utf-8")
    block = languages[languages.index("- tag: en") :].partition("\n- tag: ")[0]
    others = "".join(
        "\n" + block.replace("tag: en", f"tag: {tag}").replace("own: English", f"own: {tag}") for tag in ("fa-AF", "af")
    )
    (fresh.data / "languages.yaml").write_text(languages.rstrip() + others + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r'with the city id "nogales.*" two files would be named print/half-nogales'):
        load_data(fresh.data)

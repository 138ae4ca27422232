"""A small copy of the data that a test may change, and builds of it: two cities, two or three languages."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from handouts.build.out_folder import KEPT_NAME
from handouts.cli import main
from handouts.manifest import sha256_of

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"
CITIES = ("nogales", "south-texas")
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


def run(*arguments: str) -> Said:
    """The command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Said(code, out.getvalue(), err.getvalue())


@dataclass(slots=True)
class Project:
    """A data folder and an output folder."""

    home: Path
    cities: tuple[str, ...] = CITIES
    languages: tuple[str, ...] = LANGUAGES
    formats: tuple[str, ...] = ("flyer",)
    _texts: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def out(self) -> Path:
        return self.home / "out"

    def write(self) -> None:
        """The shipped data, cut down to the cities, languages and formats."""
        shutil.copytree(ROOT / "data", self.data, ignore=shutil.ignore_patterns("schema"), dirs_exist_ok=True)
        for po in (self.data / "translations").glob("*.po"):
            if po.stem not in self.languages:
                po.unlink()
        self.cut()

    def cut(self) -> None:
        """Write the lists of cities, languages and formats anew."""
        self._keep(
            "directory.yaml", r"(?m)^(?=  - id: |cities:)", r"  - id: (?!general|children)([a-z-]+)\n", self.cities
        )
        self._keep("languages.yaml", r"(?m)^(?=- tag: )", r"- tag: (\S+)\n", self.languages)
        handout = (self.data / "handout.yaml").read_text(encoding="utf-8")
        listed = f"formats: [{', '.join(self.formats)}]"
        self.replace("handout.yaml", re.findall(r"(?m)^formats: .*$", handout)[0], listed)

    def _keep(self, name: str, split: str, named: str, kept: tuple[str, ...]) -> None:
        blocks = re.split(split, (ROOT / "data" / name).read_text(encoding="utf-8"))
        found = [(re.match(named, block), block) for block in blocks]
        text = "".join(block for match, block in found if match is None or match[1] in kept)
        (self.data / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text in a data file."""
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, *options: str, out: Path | None = None) -> Said:
        places = ("--data", str(self.data), "--fonts", str(FONTS), "--out", str(out or self.out))
        return run("build", *places, "--jobs", "1", *options)

    def check(self, *options: str) -> Said:
        return run("check", "--data", str(self.data), "--fonts", str(FONTS), *options)

    def proof(self, *options: str) -> Said:
        return run("proof", "--data", str(self.data), "--fonts", str(FONTS), "--out", str(self.out), *options)

    def from_nothing(self, *options: str) -> dict[str, bytes]:
        """What a build into an empty folder gives."""
        out = self.home / "from-nothing"
        shutil.rmtree(out, ignore_errors=True)
        self.build(*options, out=out)
        return tree(out)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder, with a slash at the end of a folder's name; but for what builds keep for the next one."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): b""
        if path.is_dir()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if KEPT_NAME not in path.parts
    }


def pdfs(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if ".building" not in path.parts}


def finished_files(folder: Path) -> set[str]:
    """What a build makes, besides the small files at the top."""
    pictures = (path for path in folder.rglob("*.png") if ".building" not in path.parts)
    return pdfs(folder) | {path.relative_to(folder).as_posix() for path in pictures}


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_bytes())
    return found


def listed(out: Path) -> set[str]:
    return {entry["path"] for entry in manifest(out)["files"]}


def untruths(out: Path) -> list[str]:
    """What is broken in an output folder, at any moment: a PDF or picture that no viewer opens; a manifest that is no
    JSON, or lists a file that is not there or has other content."""
    found = []
    for path in sorted(pdfs(out)):
        try:
            with contextlib.closing(pdfium.PdfDocument((out / path).read_bytes())) as document:
                if not len(document):
                    found.append(f"{path} has no pages")
        except pdfium.PdfiumError as error:
            found.append(f"{path} can't be opened: {error}")
    for path in sorted(finished_files(out) - pdfs(out)):
        try:
            with Image.open(out / path) as picture:
                picture.load()
        except OSError as error:
            found.append(f"{path} can't be opened: {error}")
    if (out / "manifest.json").exists():
        for entry in manifest(out)["files"]:
            file = out / entry["path"]
            if not file.is_file():
                found.append(f"the manifest lists {entry['path']}, which is not there")
            elif sha256_of(file.read_bytes()) != entry["sha256"]:
                found.append(f"the manifest lists {entry['path']} with other content")
    if (out / "SHA256SUMS").exists():
        for line in (out / "SHA256SUMS").read_text().splitlines():
            digest, _, path = line.partition("  ")
            if not (out / path).is_file() or sha256_of((out / path).read_bytes()) != digest:
                found.append(f"SHA256SUMS is wrong about {path}")
    return found

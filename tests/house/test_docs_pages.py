"""The pages in docs/ do what they say: their edits and commands are carried out, one after the other, on a copy of the
data, and the program says what the page shows. Where a page builds everything, one sheet is enough here."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.small import Said, run
from tests.house.modules import ROOT
from tests.house.test_docs import COMMANDS

PAGES = sorted(path for path in (ROOT / "docs").glob("*.md") if path.name != "README.md")
BLOCK = re.compile(r"(?ms)^```(\w+) ?(\S*)\n(.*?)^```$")
MOST_BYTES = 60_000
ONE_SHEET = ("build", "--city", "nogales", "--language", "English", "--format", "flyer")


@dataclass
class Reader:
    """Somebody who does what a page says. `data`: a copy; every folder that is built stands beside it."""

    home: Path
    said: Said | None = None

    def edit(self, name: str, lines: list[str]) -> None:
        """A change as a page shows it: lines that stand there one after the other, with "-" those that go, with "+"
        those that come."""
        path = self.home / name
        text = path.read_text(encoding="utf-8")
        before = "".join(line[1:] + "\n" for line in lines if line[:1] != "+")
        after = "".join(line[1:] + "\n" for line in lines if line[:1] != "-")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")

    def command(self, line: str) -> None:
        words = shlex.split(line)
        assert words[:2] == ["python3", "generate.py"], line
        arguments = [self._code() if word == "CODE" else word for word in words[2:]] or list(ONE_SHEET)
        name = " ".join(arguments[:2]) if " ".join(arguments[:2]) in COMMANDS else arguments[0]
        options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        for folder in {"--out", "--pack"} & set(arguments):
            at = arguments.index(folder) + 1
            arguments[at] = str(self.home / arguments[at])
        given = {"--data": self.home / "data", "--out": self.home / "out", "--yes": None, "--jobs": 1}
        for option, value in given.items():
            if option in options and option not in arguments:
                arguments += [option] if value is None else [option, str(value)]
        self.said = run(*arguments)
        assert self.said.code == 0, (line, self.said)

    def is_told(self, line: str) -> None:
        assert self.said is not None
        assert line in self.said.out, self.said.out

    def _code(self) -> str:
        """The code of a sheet that is there."""
        manifest = (self.home / "out" / "manifest.json").read_text(encoding="utf-8")
        found = re.search(r'"edition": "(\w{7})"', manifest)
        assert found is not None
        return found[1]


def blocks(page: Path) -> Iterator[tuple[str, str, list[str]]]:
    for kind, name, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield kind, name, text.splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    reader = Reader(tmp_path)
    done = [kind for kind, _, _ in blocks(page)]
    for kind, name, lines in blocks(page):
        if kind == "diff":
            reader.edit(name, lines)
        elif kind == "sh":
            for line in lines:
                reader.command(line)
        else:
            assert kind == "text", kind
            for line in lines:
                reader.is_told(line)
    assert "sh" in done


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_has_a_small_picture_and_the_documents_lead_to_it(page: Path) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert pictures
    for picture in pictures:
        content = (page.parent / picture).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < MOST_BYTES
    assert f"({page.name})" in (page.parent / "README.md").read_text(encoding="utf-8")
    assert "(docs/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_pages_dial_nobody() -> None:
    """Numbers that come are those that are kept for examples (555-01xx)."""
    for page in PAGES:
        for kind, _, lines in blocks(page):
            for line in lines if kind == "diff" else ():
                for number in re.findall(r"\+(?:1|52) [\d ]+", line[1:]) if line.startswith("+") else ():
                    assert " 555 01" in number, number

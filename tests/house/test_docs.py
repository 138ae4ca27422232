"""What the documents say is so: the two commands, every command and option, every link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from handouts.cli import app
from handouts.errors import ExitCode
from tests.house.modules import ROOT

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "data/*.md", "fonts/*.md", "tests/**/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_TOP = typer.main.get_command(app).commands  # type: ignore[attr-defined]
GROUPS = {name: command for name, command in _TOP.items() if hasattr(command, "commands")}
COMMANDS = {name: command for name, command in _TOP.items() if name not in GROUPS} | {
    f"{group} {name}": command for group, holder in GROUPS.items() for name, command in holder.commands.items()
}


def test_the_first_sh_block_of_the_readme_is_the_two_commands() -> None:
    first = re.search(r"(?ms)^```sh\n(.*?)^```", README)
    assert first is not None
    assert first[1].splitlines() == ["python3 generate.py", "python3 -m tests"]


def test_the_readme_begins_with_the_age_of_the_text() -> None:
    head = README[: README.index("\n## ")]
    assert "April 7, 2021" in head
    assert head.index("April 7, 2021") < head.index("![")


def test_the_readme_shows_a_flyer() -> None:
    picture = re.search(r"!\[A flyer\]\((.+?)\)", README)
    assert picture is not None
    assert (ROOT / picture[1]).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_readme(name: str) -> None:
    assert re.search(rf"(?m)^\| `{name}\b", README), f"{name} is in no table"
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    rows = [row for row in README.splitlines() if row.startswith("| `--")]
    told = {
        option
        for row in rows
        for option in re.findall(r"--[a-z\-]+", row.split("|")[1])
        if f"`{name}`" in row.split("|")[2] or row.split("|")[2].strip() == "all"
    }
    assert told == options - {"--help"}


def test_the_documents_name_no_command_that_does_not_exist() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        assert set(re.findall(r"generate\.py ([a-z]+)\b", text)) <= {name.split()[0] for name in COMMANDS}, document


def test_every_exit_code_is_in_the_readme() -> None:
    assert {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", README)} == {int(code) for code in ExitCode}


def test_every_package_that_is_asked_for_has_its_reason_in_the_readme() -> None:
    asked = set(re.findall(r"(?m)^([a-z][a-z0-9.\-]*)", (ROOT / "requirements.in").read_text(encoding="utf-8")))
    table = README[README.index("| package | for |") :].split("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in row.split("|")[1].replace(",", " ").split()}
    assert told == asked - {"cryptography"}  # not asked for: only bounded, for pdfminer.six


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    text = re.sub(r"(?s)```.*?```", "", document.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)\s#]+)", text)
    missing = [target for target in targets if "://" not in target and not (document.parent / target).exists()]
    assert missing == []


def test_the_map_of_the_house_names_every_room_and_no_other() -> None:
    """A line for each room; what lies in a folder is indented below it."""
    drawn = re.search(r"(?s)```\n(generate\.py.*?)```", CONTRIBUTING)
    assert drawn is not None
    named: set[str] = set()
    around: list[tuple[int, str]] = []
    for indent, name in re.findall(r"(?m)^( *)([a-z_]+(?:/|\.py))(?=\s)", drawn[1] + " "):
        around = [(depth, folder) for depth, folder in around if depth < len(indent)]
        named.add("".join(folder for _, folder in around) + name)
        around.append((len(indent), name))
    assert {ROOT / name for name in named if not (ROOT / name).exists()} == set()
    rooms = [path for path in (ROOT / "handouts").rglob("*") if path.is_dir() and any(path.glob("*.py"))]
    loose = [path for path in (ROOT / "handouts").glob("*.py") if path.name != "__init__.py"]
    wanted = {
        *(f"{path.relative_to(ROOT).as_posix()}/" for path in rooms),
        *(path.relative_to(ROOT).as_posix() for path in loose),
    }
    assert len(wanted) > 15
    assert wanted - named == set()
    assert {name for name in named if name.startswith("handouts/")} - {"handouts/"} == wanted

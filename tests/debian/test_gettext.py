"""The PO files in the hands of GNU gettext: they pass its checks, and its tools change no meaning."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from handouts.products.loading import load_data
from handouts.sources.ledger import Ledger, read_ledger
from handouts.sources.messages import Message
from handouts.sources.po_reader import PoFile
from handouts.sources.po_update import updated, with_header
from handouts.sources.po_writer import write_po
from handouts.sources.reviewing import record_review
from handouts.sources.text_state import State
from handouts.sources.translations import read_catalogue
from tests.sources import copies
from tests.sources.copies import ENGLISH, SHIPPED, SPANISH, copy_of_data, messages, po_of

FILES = sorted((SHIPPED / "translations").glob("*.po"))
DAY = date(2026, 12, 1)


def told(*command: str | Path) -> str:
    """What a tool says; it must end well."""
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def template(listed: Sequence[Message]) -> bytes:
    """What tools call a POT file: all messages, none translated."""
    return write_po(with_header(updated(PoFile(), listed)[0], "en", "Template", DAY))


@pytest.fixture(scope="module")
def shipped() -> tuple[Message, ...]:
    return messages(load_data(SHIPPED))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_msgfmt_finds_nothing_in_the_shipped_files(path: Path, tmp_path: Path) -> None:
    assert told("msgfmt", "--check", "--output-file", tmp_path / "out.mo", path) == ""


def test_msgfmt_is_able_to_find_a_lost_placeholder(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    message = ("words.near_you", "Near you: {city}", "Cerca: {ciudad}")
    flagged = po_of([message], {"words.near_you": "python-brace-format"})
    path.write_text(flagged, encoding="utf-8")
    result = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True)
    assert result.returncode != 0
    assert "city" in result.stderr


TOOLS = (
    ("msgcat",),
    ("msgcat", "--no-wrap", "--sort-output"),
    ("msgcat", "--width=40", "--no-location", "--sort-by-file"),
    ("msgattrib", "--no-fuzzy"),
    ("msgconv", "--to-code=UTF-8"),
    ("msguniq",),
)


@pytest.mark.parametrize("tool", TOOLS, ids=" ".join)
def test_the_shipped_files_mean_the_same_after_every_tool(
    tool: tuple[str, ...], tmp_path: Path, shipped: tuple[Message, ...]
) -> None:
    for path in FILES:
        assert_same_meaning(path, command=(*tool, path), folder=tmp_path, listed=shipped)


def test_msgmerge_with_the_same_source_changes_no_meaning(tmp_path: Path, shipped: tuple[Message, ...]) -> None:
    pot = tmp_path / "handouts.pot"
    pot.write_bytes(template(shipped))
    for path in FILES:
        command = ("msgmerge", "--quiet", "--previous", path, pot)
        assert_same_meaning(path, command=command, folder=tmp_path, listed=shipped)


def assert_same_meaning(path: Path, *, command: Sequence[str | Path], folder: Path, listed: Sequence[Message]) -> None:
    after = folder / path.name
    after.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    ledger = read_ledger(SHIPPED / "reviews" / f"{path.stem}.yaml")
    before, then = (read_catalogue(file, path.stem, listed, ledger) for file in (path, after))
    assert then.problems == ()
    for message in listed:
        assert then.text(*message.key) == before.text(*message.key)
        assert then.state(*message.key) is before.state(*message.key)


def test_what_msgmerge_marks_fuzzy_is_stale(tmp_path: Path) -> None:
    old = Message("faq.law.closed", "The border was closed in March.", True, "", "faq.yaml")
    new = Message("faq.law.closed", "The border was closed in April.", True, "", "faq.yaml")
    po, pot = tmp_path / "es.po", tmp_path / "handouts.pot"
    po.write_text(po_of([(*old.key, "Se cerró en marzo.")]), encoding="utf-8")
    pot.write_bytes(template([new]))
    told("msgmerge", "--quiet", "--previous", "--update", "--backup=off", po, pot)
    assert read_catalogue(po, "es", [new], Ledger()).state(*new.key) is State.STALE
    text = po.read_text(encoding="utf-8")
    assert '#| msgid "The border was closed in March."' in text
    assert 'msgstr "Se cerró en marzo."' in text


@pytest.mark.parametrize(
    "tool",
    [
        ("msgattrib", "--clear-fuzzy", "--clear-previous"),
        ("msgattrib", "--set-fuzzy"),
        ("msgcat", "--no-location", "--sort-output"),
        ("msgfilter", "cat"),
    ],
    ids=" ".join,
)
def test_no_tool_makes_a_draft_look_reviewed(tool: tuple[str, ...], tmp_path: Path) -> None:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH)
    path = copies.write_po(data, "es", {"words.or": ""}, {"words.from_us": "fuzzy"})
    record_review(data, "es", "María Pérez", DAY, ["words.from_mexico"])
    options = ["--input", str(path)] if tool[0] == "msgfilter" else [str(path)]
    command = [tool[0], *options, *tool[1:]]
    path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    listed = messages(data)
    catalogue = read_catalogue(path, "es", listed, read_ledger(data.folder / "reviews" / "es.yaml"))
    assert catalogue.problems == ()
    reviewed = {message.context for message in listed if catalogue.state(*message.key) is State.REVIEWED}
    assert reviewed <= {"words.from_mexico"}

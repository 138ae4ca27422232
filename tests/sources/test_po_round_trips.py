"""No tool makes a draft look reviewed or loses meaning, and what is written is read back the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po as babel_read_po
from babel.messages.pofile import write_po as babel_write_po
from hypothesis import given
from hypothesis import strategies as st

from handouts.products.loading import load_data
from handouts.sources.ledger import Ledger, read_ledger
from handouts.sources.load import Data
from handouts.sources.messages import Message
from handouts.sources.po_reader import PoEntry, PoFile, read_po
from handouts.sources.po_update import Changes, update_translations, updated
from handouts.sources.po_writer import write_po
from handouts.sources.reviewing import record_review
from handouts.sources.text_state import State
from handouts.sources.translations import read_catalogue
from tests.sources import copies
from tests.sources.copies import ENGLISH, SHIPPED, SPANISH, copy_of_data, made_up, messages

DAY = date(2026, 12, 1)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    data = copy_of_data(tmp_path, ENGLISH, SPANISH)
    copies.write_po(data, "es")
    return data


def parsed(text: str) -> PoFile:
    file, faults = read_po(text.encode("utf-8"))
    assert faults == ()
    return file


@pytest.fixture(scope="module")
def shipped() -> tuple[Message, ...]:
    """The messages of the shipped data."""
    return messages(load_data(SHIPPED))


def through_polib(content: bytes) -> bytes:
    return str(polib.pofile(content.decode("utf-8"), wrapwidth=40)).encode("utf-8")


def through_polib_without_comments(content: bytes) -> bytes:
    file = polib.pofile(content.decode("utf-8"))
    for entry in file:
        entry.comment = entry.tcomment = ""
        entry.flags, entry.previous_msgid, entry.previous_msgctxt, entry.occurrences = [], None, None, []
    return str(file).encode("utf-8")


def through_babel(content: bytes) -> bytes:
    written = io.BytesIO()
    babel_write_po(written, babel_read_po(io.BytesIO(content)), width=50, include_previous=True)
    return written.getvalue()


def through_babel_sorted(content: bytes) -> bytes:
    written = io.BytesIO()
    babel_write_po(written, babel_read_po(io.BytesIO(content)), sort_output=True, no_location=True, omit_header=True)
    return written.getvalue()


def through_a_simple_editor(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")


TOOLS = (
    through_polib,
    through_polib_without_comments,
    through_babel,
    through_babel_sorted,
    through_a_simple_editor,
)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("path", sorted((SHIPPED / "translations").glob("*.po")), ids=lambda path: path.stem)
def test_the_shipped_files_mean_the_same_after_every_tool(
    path: Path, tool: Callable[[bytes], bytes], tmp_path: Path, shipped: tuple[Message, ...]
) -> None:
    ledger = read_ledger(SHIPPED / "reviews" / path.name.replace(".po", ".yaml"))
    after = tmp_path / path.name
    after.write_bytes(tool(path.read_bytes()))
    before, then = (read_catalogue(file, path.stem, shipped, ledger) for file in (path, after))
    assert then.problems == ()
    for message in shipped:
        assert then.text(*message.key) == before.text(*message.key)
        assert then.state(*message.key) is before.state(*message.key)


@pytest.mark.parametrize("tool", TOOLS)
def test_no_tool_makes_a_draft_look_reviewed(tool: Callable[[bytes], bytes], data: Data) -> None:
    """Every state at once; a tool may lose the fuzzy mark, and then the text is a draft."""
    path = copies.write_po(data, "es", {"words.or": ""}, {"words.from_us": "fuzzy"})
    record_review(data, "es", "María Pérez", DAY, ["words.from_mexico"])
    with_fuzzy_mark_of_reviewed = path.read_text(encoding="utf-8").replace("#, fuzzy\n", "#, fuzzy, reviewed\n")
    path.write_bytes(tool(with_fuzzy_mark_of_reviewed.encode("utf-8")))
    listed = messages(data)
    catalogue = read_catalogue(path, "es", listed, read_ledger(data.folder / "reviews" / "es.yaml"))
    reviewed = [message.context for message in listed if catalogue.state(*message.key) is State.REVIEWED]
    assert reviewed == ["words.from_mexico"]
    states = {message.context: catalogue.state(*message.key) for message in listed}
    assert states["words.or"] is State.MISSING
    assert states["words.from_us"] is (State.DRAFT if tool is through_polib_without_comments else State.STALE)


@pytest.mark.parametrize("tool", [through_polib, through_a_simple_editor])
def test_an_update_undoes_how_a_tool_wraps_lines(tool: Callable[[bytes], bytes], data: Data) -> None:
    update_translations(data, DAY)
    path = data.folder / "translations" / "es.po"
    ours = path.read_bytes()
    path.write_bytes(tool(ours))
    assert path.read_bytes() != ours
    update_translations(data, DAY)
    assert path.read_bytes() == ours


# The writer


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\"\n\t\r{}'), max_size=20)
_REMARK = st.text("ab:,.~|! é", max_size=12).map(str.strip)
_NAME = st.text("abc-", min_size=1, max_size=6)
_ENTRIES = st.builds(
    PoEntry,
    context=_TEXT,
    english=_TEXT,
    text=_TEXT,
    fuzzy=st.booleans(),
    comments=st.lists(_REMARK, max_size=2).map(tuple),
    notes=st.lists(_REMARK.filter(bool), max_size=2).map(tuple),
    references=st.lists(_NAME, max_size=2).map(tuple),
    flags=st.lists(_NAME, max_size=2, unique=True).map(tuple),
    previous=st.lists(st.tuples(st.sampled_from(["msgctxt", "msgid"]), _TEXT), max_size=2).map(tuple),
)
_FILES = st.builds(
    PoFile,
    entries=st.lists(_ENTRIES, max_size=3, unique_by=lambda entry: entry.key).map(tuple),
    obsolete=st.lists(_ENTRIES, max_size=2, unique_by=lambda entry: entry.key).map(tuple),
)


def bare(entries: tuple[PoEntry, ...]) -> list[PoEntry]:
    """Entries without their lines, which are those of a file."""
    return [replace(entry, line=0, text_line=0) for entry in entries]


@given(file=_FILES)
def test_what_is_written_is_read_back(file: PoFile) -> None:
    content = write_po(file)
    back, faults = read_po(content)
    assert faults == ()
    assert bare(back.entries) == bare(file.entries)
    assert bare(back.obsolete) == bare(file.obsolete)
    assert write_po(back) == content


@given(file=_FILES.filter(lambda file: all(entry.english for entry in (*file.entries, *file.obsolete))))
def test_other_readers_find_the_same_in_what_is_written(file: PoFile) -> None:
    theirs = polib.pofile(write_po(file).decode("utf-8"))
    ours = {(entry.context, entry.english): (entry.text, entry.fuzzy) for entry in file.entries}
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.fuzzy) for e in theirs if not e.obsolete} == ours


def test_the_shipped_files_are_up_to_date(shipped: tuple[Message, ...]) -> None:
    for path in sorted((SHIPPED / "translations").glob("*.po")):
        merged, changes = updated(parsed(path.read_text(encoding="utf-8")), shipped)
        assert changes == Changes(), path.name
        assert write_po(merged) == path.read_bytes(), f"{path.name}: run the command translations update"
        assert merged.header is not None
        assert merged.header.comments != ()


def test_made_up_translations_have_no_faults(data: Data) -> None:
    listed = messages(data)
    catalogue = read_catalogue(data.folder / "translations" / "es.po", "es", listed, Ledger())
    assert [catalogue.text(*message.key) for message in listed] == [made_up(message) for message in listed]

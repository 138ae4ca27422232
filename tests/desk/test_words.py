"""The words of the desk: every one is translated, and its names in braces stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.desk.messages import messages
from handouts.interface.messages import updated
from handouts.sources.po_reader import read_po

FILES = [(folder / "es.po", texts) for folder, texts in messages().items()]


@pytest.mark.parametrize(("path", "texts"), FILES, ids=lambda value: value.parts[-3] if isinstance(value, Path) else "")
def test_a_file_has_exactly_the_messages_that_there_are(path: Path, texts: dict[str, tuple[str, ...]]) -> None:
    assert path.read_bytes().replace(b"\r\n", b"\n") == updated(path.read_bytes(), path.stem, texts), (
        "python -m handouts.desk.messages"
    )


@pytest.mark.parametrize("path", [path for path, _ in FILES], ids=lambda path: path.parts[-3])
def test_every_message_is_translated_with_its_names_in_braces(path: Path) -> None:
    file, faults = read_po(path.read_bytes())
    assert not faults
    for entry in file.entries:
        assert entry.text.strip(), entry.english
        names = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (entry.english, entry.text)]
        assert names[0] == names[1], entry.english


def test_a_text_has_one_translation_wherever_it_is_said() -> None:
    """The desk looks texts up by their English alone: of two translations one would be shown in both places."""
    known: dict[str, tuple[str, Path]] = {}
    for path, _ in FILES:
        for entry in read_po(path.read_bytes())[0].entries:
            text, first = known.setdefault(entry.english, (entry.text, path))
            assert text == entry.text, f"{entry.english}: in {first} and {path}"

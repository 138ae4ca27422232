"""The words of the interface: every one is translated, and its names in braces stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.gallery.messages import messages
from handouts.gallery.paths import LOCALE
from handouts.interface.messages import updated
from handouts.interface.words import interface_languages
from handouts.sources.po_reader import read_po

FILES = sorted(LOCALE.glob("*.po"))


def test_the_interface_speaks_english_and_spanish() -> None:
    assert [words.language for words in interface_languages(LOCALE)] == ["en", "es"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_exactly_the_messages_that_there_are(path: Path) -> None:
    assert path.read_bytes().replace(b"\r\n", b"\n") == updated(path.read_bytes(), path.stem, messages()), (
        "python -m handouts.gallery.messages"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_message_is_translated_with_its_names_in_braces(path: Path) -> None:
    file, faults = read_po(path.read_bytes())
    assert not faults
    for entry in file.entries:
        assert entry.text.strip(), entry.english
        names = [sorted(re.findall(r"\{(\w+)\}", text)) for text in (entry.english, entry.text)]
        assert names[0] == names[1], entry.english


def test_the_script_takes_its_words_from_the_files() -> None:
    spanish = next(words for words in interface_languages(LOCALE) if words.language == "es")
    assert spanish.of_script["Show {n} more of {left}"] == "Mostrar {n} más de {left}"
    assert set(spanish.of_script) < set(spanish.texts)
    assert "Every translated page says so." not in spanish.of_script, "said by a template only"
    assert {"gallery.js", "table.py", "paper.py", "view-find.html"} <= {
        name for names in messages().values() for name in names
    }

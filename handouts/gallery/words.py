"""The words of the interface for staff: English in the templates, the script and the table of products; every other
language in a PO file of locale/. A language of the interface is such a file: none is named in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.po_reader import read_po

LOCALE = Path(__file__).parent / "locale"
SCRIPT_ENDING = ".js"


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the interface. `texts`: English -> its words; `of_script`: those of them that the script says."""

    language: str
    texts: Mapping[str, str] = field(default_factory=dict)
    of_script: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, english: str, **values: object) -> str:
        """A text in this language, English where it is not translated, with its `{names}` filled in."""
        text = self.texts.get(english, english)
        return text.format(**values) if values else text


def interface_languages() -> tuple[Words, ...]:
    """English, then every language with a PO file, by tag. Raises ValueError for a file that can't be read."""
    return (Words(SOURCE_LANGUAGE), *map(_words, sorted(LOCALE.glob("*.po"))))


def _words(path: Path) -> Words:
    file, faults = read_po(path.read_bytes())
    if faults:
        raise ValueError(f"{path}: {faults[0]}")
    usable = [entry for entry in file.entries if entry.text and not entry.fuzzy]
    return Words(
        path.stem,
        {entry.english: entry.text for entry in usable},
        {entry.english: entry.text for entry in usable if any(SCRIPT_ENDING in each for each in entry.references)},
    )

"""The words of an interface for staff: English in templates, scripts and code; every other language in PO files, one in
each folder of words. A language of the interface is such a file: none is named in code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.sources.languages import SOURCE_LANGUAGE
from handouts.sources.po_reader import read_po
from handouts.wording import retold

SCRIPT_ENDING = ".js"
BASE_STYLE = Path(__file__).parent / "static" / "base.css"
"""What the pages of gallery and desk have in common."""


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

    def told(self, message: str) -> str:
        """A message of the program's in this language, where it was made by `worded` and is translated."""
        return retold(message, self.texts)


def counted(number: int, one: str, many: str) -> str:
    """ "1 sheet", or "{n} sheets" with its number; both in the page's language already."""
    return one if number == 1 else many.format(n=number)


def interface_languages(*folders: Path) -> tuple[Words, ...]:
    """English, then every language with a PO file in one of the folders, by tag. Raises ValueError for a file that
    can't be read."""
    tags = sorted({path.stem for folder in folders for path in folder.glob("*.po")})
    return (Words(SOURCE_LANGUAGE), *(_words(tag, folders) for tag in tags))


def _words(tag: str, folders: Sequence[Path]) -> Words:
    usable = []
    for path in (folder / f"{tag}.po" for folder in folders):
        if not path.exists():
            continue
        file, faults = read_po(path.read_bytes())
        if faults:
            raise ValueError(f"{path}: {faults[0]}")
        usable += [entry for entry in file.entries if entry.text and not entry.fuzzy]
    return Words(
        tag,
        {entry.english: entry.text for entry in usable},
        {entry.english: entry.text for entry in usable if any(SCRIPT_ENDING in each for each in entry.references)},
    )

"""The glossary of a language, `translations/glossary/<tag>.md`: how the legal terms are said, for whoever reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from handouts.sources.whole_file import UnreadableError, read_whole

_MAX_BYTES = 500_000
_REMARK = 3  # its column, from 0; the one before it names the source
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the table: the English term, what the translation says for it, and what is to be known of that."""

    english: str
    rendering: str
    remark: str = ""

    def is_in(self, english: str) -> bool:
        """Whether a text speaks of it: in one of the forms between strokes, what stands in brackets apart."""
        return bool(self.found_in(english))

    def found_in(self, english: str) -> tuple[tuple[int, int], ...]:
        """Where a text speaks of it: from which character to before which."""
        forms = [_IN_BRACKETS.sub("", form).strip() for form in self.english.split("/")]
        found = (re.finditer(rf"(?i)\b{re.escape(form)}s?\b", english) for form in forms if form)
        return tuple(match.span() for matches in found for match in matches)


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The terms in the columns of the file's table; none where there is no such file. It only helps people,
    so that what can't be read is passed over."""
    try:
        text = read_whole(path, _MAX_BYTES).decode("utf-8")
    except (FileNotFoundError, UnreadableError, UnicodeDecodeError):
        return ()
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line[:1] == "|"]
    kept = [row for row in rows[2:] if len(row) > 1 and all(row[:2])]  # below heading and rule
    return tuple(Term(row[0], row[1], row[_REMARK] if len(row) > _REMARK else "") for row in kept)

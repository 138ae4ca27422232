"""PO entries -> the bytes of a PO file, in one form only: to change a message changes its lines and no others.

Strings are not wrapped: tools wrap them each in their own way, and `translations update` brings the files back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.sources.po_reader import PoEntry, PoFile

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def write_po(file: PoFile) -> bytes:
    """UTF-8, LF, one empty line between entries: header, entries, obsolete ones. `read_po` gives the same back."""
    entries = [*([file.header] if file.header else []), *file.entries]
    blocks = ["\n".join(entry_lines(entry)) for entry in entries]
    blocks += ["\n".join(file.obsolete_lines)] if file.obsolete_lines else []
    blocks += ["\n".join(entry_lines(entry, obsolete=True)) for entry in file.obsolete]
    blocks += ["\n".join(file.trailing)] if file.trailing else []
    return ("\n\n".join(blocks) + "\n").encode("utf-8") if blocks else b""


def entry_lines(entry: PoEntry, *, obsolete: bool = False) -> Iterator[str]:
    """The lines of one entry, comments first."""
    yield from (f"# {comment}" if comment else "#" for comment in entry.comments)
    yield from (f"#. {note}" for note in entry.notes)
    yield from (f"#: {reference}" for reference in entry.references)
    flags = [*(["fuzzy"] if entry.fuzzy else []), *entry.flags]
    if flags:
        yield f"#, {', '.join(flags)}"
    for keyword, text in entry.previous:
        yield from _string(f"#{'~' if obsolete else ''}| ", keyword, text)
    texts = (("msgctxt", entry.context), ("msgid", entry.english), ("msgstr", entry.text))
    for keyword, given in texts:
        if given is not None:
            yield from _string("#~ " if obsolete else "", keyword, given)


def _string(before: str, keyword: str, text: str) -> Iterator[str]:
    """A line for each line of the text, as all tools have it."""
    parts = [part.translate(_ESCAPES) for part in re.findall(r"[^\n]*\n|[^\n]+", text)]
    if len(parts) > 1:
        parts.insert(0, "")
    first, *others = parts or [""]
    yield f'{before}{keyword} "{first}"'
    yield from (f'{before}"{part}"' for part in others)

"""What a build keeps of the sheets of a language, so that the next one lays out only those that have changed.

The font plan of sheets is made of what all of them take from the fonts, so whoever changes one has to know that of the
others; and booklets print their codes. Everything is kept under the digest of all that it was made from: a record that
is lost, damaged, or was made from something else is as good as none, and never wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts.build.packed_taken import GlyphTable, PackedTaken
from handouts.build.sealed import sealed, unsealed
from handouts.draw import Taken
from handouts.draw.codes import Pair, in_order
from handouts.text.glyphs import shape_of

_FORM = 1
"""Of the file: another one is not read."""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """One sheet that was laid out. `made_from`: the digest of all that it is made from; `edition`: its code; `taken`:
    what each of its pages takes from the fonts. Of its file, empty where none was drawn: `sha256`, and the `mark` of
    the font plan under which it was drawn."""

    made_from: str
    edition: str
    taken: tuple[Taken, ...]
    sha256: str = ""
    mark: str = ""


def read_kept(path: Path) -> dict[str, KeptSheet]:
    """The kept sheets of a language, by the paths of their files; none where the file can't be used."""
    try:
        document = json.loads(unsealed(path.read_bytes()))
        if document["form"] != _FORM:
            return {}
        table = GlyphTable(
            {font: [(shape_of(shape), text) for shape, text in listed] for font, listed in document["pairs"].items()}
        )
        return {
            path: KeptSheet(made_from, edition, tuple(_taken(page, table) for page in pages), sha256, mark)
            for path, (made_from, edition, pages, sha256, mark) in document["sheets"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {}


def kept_bytes(sheets: Mapping[str, KeptSheet]) -> bytes:
    """The file: JSON, sealed. Glyphs stand once; pages name them by bits. The same sheets give the same bytes."""
    everything = _everything(page for sheet in sheets.values() for page in sheet.taken)
    listed = {font: sorted(everything[font], key=in_order) for font in sorted(everything)}
    table = GlyphTable(listed)
    document = {
        "form": _FORM,
        "pairs": listed,
        "sheets": {
            path: [each.made_from, each.edition, [_bits(page, table) for page in each.taken], each.sha256, each.mark]
            for path, each in sorted(sheets.items())
        },
    }
    return sealed(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())


def _everything(pages: Iterable[Taken]) -> dict[str, set[Pair]]:
    """What they take from each font."""
    found: dict[str, set[Pair]] = {}
    packed: dict[tuple[GlyphTable, str], int] = {}
    for page in pages:
        if isinstance(page, PackedTaken):
            for font, bits in page.bits.items():
                packed[page.table, font] = packed.get((page.table, font), 0) | bits
        else:
            for font, pairs in page.items():
                found.setdefault(font, set()).update(pairs)
    for (table, font), bits in packed.items():
        found.setdefault(font, set()).update(table.at(font, bits))
    return found


def _bits(page: Taken, table: GlyphTable) -> dict[str, str]:
    """By places of this table, which holds all of it."""
    stands = isinstance(page, PackedTaken) and all(page.table.pairs[font] == table.pairs[font] for font in page)
    packed = page if isinstance(page, PackedTaken) and stands else table.packed(page)
    return {font: f"{bits:x}" for font, bits in sorted(packed.bits.items())}


def _taken(page: Mapping[str, str], table: GlyphTable) -> Taken:
    bits = {font: int(each, 16) for font, each in page.items()}
    if any(each >> len(table.pairs[font]) for font, each in bits.items()):
        raise ValueError("glyphs beyond those that are listed")
    return PackedTaken(table, bits)


def of_sheets(kept: Mapping[str, KeptSheet], made_from: Mapping[str, str]) -> dict[str, KeptSheet]:
    """Those that are still made from the same. `made_from`: the digest of today, by path."""
    return {path: each for path, each in kept.items() if made_from.get(path) == each.made_from}

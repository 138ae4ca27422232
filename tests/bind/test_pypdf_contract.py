"""The private names of pypdf that handouts/bind/ stands on, as handouts/bind/writer.py lists them.

If one of these fails after an update of pypdf: see what the release does instead, and adapt that folder. Nothing else
in the program touches pypdf.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pypdf
from pypdf.generic import DictionaryObject, EncodedStreamObject, NameObject

HANDOUTS = Path(__file__).resolve().parents[2] / "handouts"


def test_only_one_folder_imports_pypdf() -> None:
    importers = {
        path.relative_to(HANDOUTS).parts[0]
        for path in HANDOUTS.rglob("*.py")
        if re.search(r"^\s*(import|from)\s+pypdf\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importers == {"bind"}


def test_objects_are_numbered_by_their_place_in_a_list() -> None:
    writer = pypdf.PdfWriter()
    reference = writer._add_object(DictionaryObject())
    assert writer._objects[reference.idnum - 1] is reference.get_object()
    assert writer._info is not None
    assert writer._info.indirect_reference is not None


def test_a_stream_keeps_its_data_as_they_are_in_the_file() -> None:
    stream = EncodedStreamObject()
    stream._data = zlib.compress(b"q Q")
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    assert stream.get_data() == b"q Q"

"""What a screen reader is given of a page, held against trees that a person has read (`python -m tests.trees`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests import trees
from tests.sheets.finished import Finished
from tests.sheets.heard import tree_of


def test_pages_are_heard_as_the_trees_say_that_a_person_has_read(finished: Finished, tmp_path: Path) -> None:
    found = dict(trees.trees(finished, tmp_path))
    assert {path.stem for path in trees.FOLDER.iterdir()} == set(found)
    assert {name: tree for name, tree in found.items() if tree != trees.kept(name)} == {}


def test_a_booklet_is_heard_as_its_flyers_are(finished: Finished) -> None:
    booklet = tree_of(finished.language_booklets[trees.BOOKLET].pdf)
    flyers = [
        "".join(line for line in tree_of(sheet.pdf).splitlines(keepends=True)[2:] if line.startswith("  "))
        for (language, _), sheet in finished.sheets.items()
        if language == trees.BOOKLET
    ]
    assert sorted(trees.parts_of(booklet)) == sorted(flyers)


def _without_languages(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem" and "/Lang" in each:
            del each["/Lang"]


def _with_rows_turned_round(document: pikepdf.Pdf) -> None:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Table":
            each.K = pikepdf.Array(list(each.K)[::-1])


@pytest.mark.parametrize("change", [_without_languages, _with_rows_turned_round])
def test_a_tree_says_what_is_lost(finished: Finished, change: Callable[[pikepdf.Pdf], None]) -> None:
    pdf = finished.sheets["ar", trees.CITY].pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    assert tree_of(out.getvalue()) != tree_of(pdf)


def test_every_number_is_heard_once_with_its_side(finished: Finished) -> None:
    for language in trees.SCRIPTS:
        sheet = finished.sheets[language, trees.CITY]
        said = re.findall(r"to (?:tel|https://wa\.me)[^;]*; called “(.*)”\]\n +“(.*)”", tree_of(sheet.pdf))
        numbers = [text.strip() for _, text in said]
        assert sorted(numbers) == sorted(sheet.dial_strings), language
        for called, text in said:
            before, _, digits = called.rpartition(text.strip())
            assert len(before) > len(": ")
            assert digits in ("", "\u2069"), called

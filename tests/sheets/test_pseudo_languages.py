"""A language is added in three steps and no code: an entry in languages.yaml, a PO file, fonts that have its letters.

Pseudo-languages are made for this: in Latin letters, longer than English and with two accents on every vowel; and from
right to left. The emptiest and the densest city are then built by the program itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polib
import pytest

from handouts.cli import main
from tests.expected_numbers import DENSE_CITY
from tests.sources.copies import ENGLISH, copy_of_data

EMPTY_CITY = "el-paso-juarez"

_ACCENTED = str.maketrans("aeiouyAEIOUY", "ǻếḯṍǘỷǺẾḮṌǗỶ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابچدەفگھىجكلمنوپقرستۇۋخيزژ")
_KEPT = re.compile(r"(\{[a-z_]+\}|Title 42|MPP|ASAP|[0-9]+)")
"""What every translation keeps."""


def accented_and_longer(english: str, factor: float) -> str:
    """`Housing` -> `Hṍǘsḯng ḯnt`: accents stacked on the vowels, `factor` times as long."""
    accented = _translated(english, lambda part: part.translate(_ACCENTED))
    filling = "ḯntṍlếrǻblǘ " * len(english)
    return f"{accented} {filling}"[: max(len(accented), round(len(english) * factor))].strip()


def right_to_left(english: str) -> str:
    """`Housing` -> Arabic letters of the same number."""
    return _translated(english, lambda part: part.lower().translate(_ARABIC).replace("?", "؟").replace(",", "،"))


def _translated(english: str, change: Callable[[str], str]) -> str:
    return "".join(part if index % 2 else change(part) for index, part in enumerate(_KEPT.split(english)))


@dataclass(frozen=True)
class Pseudo:
    """A language that the program has never heard of: its entry, and how its sentences are made."""

    tag: str
    entry: str
    translate: Callable[[str], str]


LATIN = Pseudo(
    "cy",
    """\
- tag: cy
  names: {own: Pseudo, en: Pseudo-accented, es: seudoacentuado}
  fonts: {regular: NotoSans-Regular, bold: NotoSans-Bold, small: NotoSans-Medium}
  body_pt: {wanted: 12, floor: 11}
  leading: 1.3
""",
    partial(accented_and_longer, factor=1.15),
)
FAR_LONGER = replace(LATIN, translate=partial(accented_and_longer, factor=1.6))
RIGHT_TO_LEFT = Pseudo(
    "ug",
    """\
- tag: ug
  names: {own: ئۇيغۇرچە, en: Pseudo-mirrored, es: seudorreflejado}
  say: {en: ئاي سپىك, es: ئابلو}
  fonts: {regular: NotoSansArabic-Medium, bold: NotoSansArabic-Bold, small: NotoSansArabic-Medium}
  latin: {regular: NotoSans-Medium, bold: NotoSans-Bold, small: NotoSans-Medium, scale: 0.92}
  body_pt: {wanted: 13, floor: 12}
  leading: 1.42
  number_form: hyphens
  list_separator: "، "
""",
    right_to_left,
)


def added(folder: Path, *languages: Pseudo) -> Path:
    """The three steps, as CONTRIBUTING tells them: the entry, the file, and the fonts are there."""
    folder.mkdir()
    copy_of_data(folder, ENGLISH, *(language.entry for language in languages))
    assert main(["translations", "update", "--data", str(folder)]) == 0
    for language in languages:
        path = folder / "translations" / f"{language.tag}.po"
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr = language.translate(entry.msgid)
        file.save()
    return folder


def built(data: Path, out: Path, tag: str) -> int:
    cities = (f"--city={city}" for city in (EMPTY_CITY, DENSE_CITY))
    return main(
        [
            "build",
            f"--data={data}",
            f"--out={out}",
            f"--language={tag}",
            *cities,
            "--format=flyer",
            "--jobs=1",
            "--quiet",
        ]
    )


def proved(out: Path) -> dict[str, bool]:
    """The flyers of the manifest, each of which is in place and says that no person has reviewed it."""
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    flyers = [entry for entry in entries if entry["path"].startswith("flyer/")]
    assert all((out / entry["path"]).is_file() and entry["status"] == "draft" for entry in flyers)
    return {entry["path"]: entry["proofed"] for entry in flyers}


@pytest.mark.parametrize("language", [LATIN, RIGHT_TO_LEFT], ids=lambda language: language.tag)
def test_a_new_language_gets_its_sheets_by_data_alone(tmp_path: Path, language: Pseudo) -> None:
    data, out = added(tmp_path / "data", language), tmp_path / "out"
    assert built(data, out, language.tag) == 0
    assert proved(out) == {
        f"flyer/{language.tag}/{city}-{language.tag}-flyer.pdf": True for city in (EMPTY_CITY, DENSE_CITY)
    }


def test_a_language_that_needs_far_more_room_takes_the_back(tmp_path: Path) -> None:
    """60 % longer than English in every text: nothing is clipped, and no organisation is left out."""
    data, out = added(tmp_path / "data", FAR_LONGER), tmp_path / "out"
    assert built(data, out, FAR_LONGER.tag) == 0
    assert len(proved(out)) == 2
    assert all(proved(out).values())
    entries = {each["city"]: each for each in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}
    assert entries[DENSE_CITY]["pages"] == 2
    assert not [piece for each in entries.values() for piece in each["left_out"] if piece.startswith("organisation/")]


def test_a_pseudo_language_keeps_what_every_translation_must() -> None:
    english = "Last updated on {date}: what are Title 42 and MPP?"
    for text in (LATIN.translate(english), FAR_LONGER.translate(english), RIGHT_TO_LEFT.translate(english)):
        assert all(kept in text for kept in ("{date}", "Title 42", "MPP"))
    assert len(FAR_LONGER.translate(english)) == round(len(english) * 1.6)
    assert re.search("[a-z]", RIGHT_TO_LEFT.translate("every letter of it: jumping foxes, quick verbs")) is None

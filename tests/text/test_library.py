"""A font that can't be set or embedded is refused with its name, before anything is drawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handouts.errors import ExitCode, InputError
from handouts.text import FontLibrary
from tests.text.conftest import FONTS

SMALL = "NotoSansGurmukhi-Regular"


def refusal(folder: Path, name: str = "Odd") -> str:
    with pytest.raises(InputError) as caught:
        FontLibrary(folder).font(name)
    assert caught.value.exit_code is ExitCode.WRONG_INPUT
    (problem,) = caught.value.problems
    assert problem.file == (folder / f"{name}.ttf").as_posix()
    assert problem.instead
    return problem.what


def test_a_font_is_opened_once_and_gives_its_measures(library: FontLibrary) -> None:
    font = library.font("NotoSans-Regular")
    assert library.font("NotoSans-Regular") is font
    assert library.units_per_em("NotoSans-Regular") == 1000
    assert "ệ" in library.coverage("NotoSans-Regular")
    assert "漢" not in library.coverage("NotoSans-Regular")
    assert library.data("NotoSans-Regular") == (FONTS / "NotoSans-Regular.ttf").read_bytes()


def test_every_shipped_font_opens(library: FontLibrary) -> None:
    names = sorted(path.stem for path in FONTS.glob("*.ttf"))
    assert len(names) >= 18
    for name in names:
        assert library.coverage(name)


def test_a_missing_font(tmp_path: Path) -> None:
    assert "no such font" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a TrueType font"),
        (b"hello" * 1000, "not a TrueType font"),
        (b"OTTO" + bytes(5000), "CFF"),
        (b"ttcf" + bytes(5000), "collection"),
        (b"wOF2" + bytes(5000), "compressed"),
        (b"\x00\x01\x00\x00\xff\xff" + bytes(5000), "damaged"),
        (b"\x00\x01\x00\x00\x00\x00" + bytes(5000), "table cmap is missing"),
    ],
    ids=["empty", "text", "cff", "collection", "woff2", "nonsense", "no tables"],
)
def test_a_file_of_another_kind(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "Odd.ttf").write_bytes(data)
    assert reason in refusal(tmp_path)


def test_a_font_that_was_cut_off(tmp_path: Path) -> None:
    data = (FONTS / f"{SMALL}.ttf").read_bytes()
    (tmp_path / "Odd.ttf").write_bytes(data[: len(data) // 2])
    assert "cut off" in refusal(tmp_path)


def test_a_font_whose_characters_are_lost(tmp_path: Path) -> None:
    font = TTFont(FONTS / f"{SMALL}.ttf")
    font["cmap"].tables = []
    font.save(tmp_path / "Odd.ttf")
    assert "damaged" in refusal(tmp_path)


def test_a_folder_in_the_place_of_a_font(tmp_path: Path) -> None:
    (tmp_path / "Odd.ttf").mkdir()
    assert "can't be read" in refusal(tmp_path)


def test_a_folder_with_spaces_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "Las fuentes ñ 字体"
    folder.mkdir()
    shutil.copy(FONTS / f"{SMALL}.ttf", folder)
    assert FontLibrary(folder).coverage(SMALL)

"""The fonts folder holds what its README says, and nothing that a page could not be set or shared with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz
import yaml
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"
FILES = sorted(FONTS.glob("*.ttf"))
MARKDOWN_ROW = re.compile(
    r"^\| (?P<name>\S+\.ttf) \| (?P<package>[^|]+) \| (?P<inside>[^|]+) \| (?P<version>[^|]+) \| "
    r"`(?P<digest>[0-9a-f]{64})` \| OFL-1\.1, \[[^]]+\]\((?P<licence>[^)]+)\) \|$",
    re.MULTILINE,
)

each_font = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def readme() -> dict[str, dict[str, str]]:
    text = (FONTS / "README.md").read_text(encoding="utf-8")
    return {row["name"]: row.groupdict() for row in MARKDOWN_ROW.finditer(text)}


def recorded_digests() -> dict[str, str]:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def named_faces() -> Iterator[tuple[str, str]]:
    for language in yaml.safe_load((ROOT / "data" / "languages.yaml").read_text(encoding="utf-8")):
        for faces in (language["fonts"], language.get("latin", {})):
            for use, face in faces.items():
                if use != "scale":
                    yield language["tag"], face


def test_readme_and_checksums_name_exactly_the_files_that_are_there() -> None:
    names = {path.name for path in FILES}
    assert len(names) > 0
    assert set(readme()) == names
    assert set(recorded_digests()) == names


@each_font
def test_file_is_the_recorded_one(path: Path) -> None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest == recorded_digests()[path.name] == readme()[path.name]["digest"]


@each_font
def test_file_is_static_truetype_that_may_be_embedded(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert "glyf" in font
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0


@each_font
def test_file_has_the_version_and_the_name_that_the_readme_says(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        version = font["name"].getDebugName(5).removeprefix("Version ").split(";")[0]
        assert version == readme()[path.name]["version"]
        assert font["name"].getDebugName(6) == path.stem


@each_font
def test_file_carries_the_open_font_licence_and_its_text_lies_beside_it(path: Path) -> None:
    text = (FONTS / readme()[path.name]["licence"]).read_text(encoding="utf-8")
    assert text.startswith("Copyright ")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    with TTFont(path, lazy=True) as font:
        assert "SIL Open Font License, Version 1.1" in font["name"].getDebugName(13)


@each_font
def test_shaper_opens_the_file_and_finds_every_european_digit_of_one_width(path: Path) -> None:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    glyphs = [font.get_nominal_glyph(ord(digit)) for digit in "0123456789"]
    assert None not in glyphs
    assert len({font.get_glyph_h_advance(glyph) for glyph in glyphs}) == 1


def test_dial_strings_stand_in_columns_that_line_up() -> None:
    """All that a dial string holds besides digits, and ten digits as wide as each other after shaping."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / "NotoSans-Bold.ttf"))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str("0123456789")
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    assert {position.x_advance for position in buffer.glyph_positions} == {572}
    assert all(font.get_nominal_glyph(ord(character)) for character in "+-() \u00a0\u2011")


@pytest.mark.parametrize(("tag", "face"), sorted(set(named_faces())))
def test_every_face_of_a_language_exists(tag: str, face: str) -> None:
    assert (FONTS / f"{face}.ttf").is_file(), f"{tag}: {face}"


@pytest.mark.parametrize("heavier", ["Medium", "Bold"])
def test_nastaliq_is_the_regular_with_heavier_strokes(heavier: str) -> None:
    """Shaping must not differ: the same characters, advances, marks and joins; every drawn glyph reaches farther."""
    regular, own = (TTFont(FONTS / f"NotoNastaliqUrdu-{weight}.ttf") for weight in ("Regular", heavier))
    assert regular.getGlyphOrder() == own.getGlyphOrder()
    assert regular.getBestCmap() == own.getBestCmap()
    for table in ("GSUB", "GPOS", "GDEF"):
        assert regular.getTableData(table) == own.getTableData(table)
    for name in regular.getGlyphOrder():
        assert regular["hmtx"][name][0] == own["hmtx"][name][0]
        before, after = regular["glyf"][name], own["glyf"][name]
        if before.numberOfContours:
            grown = (
                before.xMin - after.xMin,
                after.xMax - before.xMax,
                before.yMin - after.yMin,
                after.yMax - before.yMax,
            )
            assert min(grown) > 0, name

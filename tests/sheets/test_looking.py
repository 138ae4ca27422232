"""Proof looks at pixels by short cuts, each of which says what the plain way says: Pillow's own slow filters, a
face that is read anew."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from handouts.proof.faces import Faces
from handouts.proof.ink import same_picture
from handouts.proof.pixels import has_above, has_below, is_lighter
from handouts.proof.reading import opened
from handouts.proof.second_reader import SecondReader
from tests.sheets.finished import ROOT, Finished

CONTRAST = 110


@st.composite
def _pictures(draw: st.DrawFn, count: int) -> list[Image.Image]:
    """Some of one size, in grey, most of it in one tone."""
    width, height = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    found = []
    for _ in range(count):
        pixels = bytearray([draw(st.integers(0, 255))]) * (width * height)
        for at in draw(st.lists(st.integers(0, len(pixels) - 1), max_size=6)):
            pixels[at] = draw(st.integers(0, 255))
        found.append(Image.frombytes("L", (width, height), bytes(pixels)))
    return found


@given(_pictures(1), st.integers(0, 255))
def test_lighter_and_darker_pixels_are_found_as_the_extremes_say(pictures: list[Image.Image], grey: int) -> None:
    darkest, lightest = pictures[0].getextrema()
    assert has_above(pictures[0], grey) == (lightest > grey)
    assert has_below(pictures[0], grey) == (darkest < grey)


@given(_pictures(2), st.integers(0, 255))
def test_pictures_are_compared_as_their_differences_say(pictures: list[Image.Image], by: int) -> None:
    first, second = pictures
    assert is_lighter(first, second, by) == (ImageChops.subtract(first, second).getextrema()[1] > by)


@given(_pictures(2))
def test_pictures_are_the_same_if_each_lies_within_the_other_spread_by_a_pixel(pictures: list[Image.Image]) -> None:
    found, wanted = pictures
    surplus = [
        ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3))).getextrema()[1]
        for one, other in ((found, wanted), (wanted, found))
    ]
    assert same_picture(found, wanted) == all(each <= CONTRAST for each in surplus)


def test_a_face_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    """Another build may have another folder of fonts, with another font under the same name."""
    for name, other in (("real", "NotoSans-Bold"), ("other", "NotoSans-Medium")):
        (tmp_path / name).mkdir()
        shutil.copy(ROOT / "fonts" / f"{other}.ttf", tmp_path / name / "NotoSans-Bold.ttf")
    drawn = {}
    for name in ("real", "other", "real"):
        tiles = Faces(tmp_path / name).tiles("NotoSans-Bold", 40.0)
        assert tiles is not None
        picture = tiles["8"].picture.tobytes()
        assert drawn.setdefault(name, picture) == picture
    assert drawn["real"] != drawn["other"]
    assert Faces(tmp_path / "real").tiles("NotoSans-Medium", 40.0) is None
    assert Faces(tmp_path / "real").tiles("../other/NotoSans-Bold", 40.0) is None


@pytest.mark.parametrize("where", ["over the page", "beside it"])
def test_text_under_white_is_not_seen(finished: Finished, where: str) -> None:
    with pikepdf.open(BytesIO(finished.sheets["es", "nogales"].pdf)) as document:
        page = document.pages[0]
        width = int(page.MediaBox[2])
        page.contents_add(f"q 1 g {0 if where == 'over the page' else width} 0 {width} 1000 re f Q".encode())
        out = BytesIO()
        document.save(out)
    with opened(out.getvalue(), SecondReader()) as (shown,):
        texts = [line.text for line in shown.second.lines if line.end_pt - line.x_pt >= line.size_pt]
        hidden = [text for text in texts if text.strip()] if where == "over the page" else []
        assert list(shown.unseen()) == hidden

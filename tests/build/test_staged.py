"""Files wait side by side, each under its path in one word."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from handouts.build.staged import path_of_staged, staged_file

PATHS = st.lists(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1), min_size=1).map("/".join)


@given(PATHS)
def test_the_place_tells_the_path(path: str) -> None:
    assert path_of_staged(staged_file(Path("staging"), path).name) == path


@given(PATHS)
def test_a_place_is_one_name_that_every_system_takes(path: str) -> None:
    place = staged_file(Path("staging"), path)
    assert place.parent == Path("staging")
    assert PureWindowsPath(place.name).parts == (place.name,)
    assert not set(place.name) & set('<>:"/\\|?*')


def test_paths_that_look_alike_have_places_of_their_own() -> None:
    paths = ("a/b.pdf", "a%2Fb.pdf", "a%252Fb.pdf", "a+b.pdf", "a b.pdf")
    assert len({staged_file(Path("staging"), path) for path in paths}) == len(paths)

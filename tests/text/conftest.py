"""One library and one typesetter for all tests of the text engine: fonts are the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.text import FontLibrary, Typesetter

FONTS = Path(__file__).parents[2] / "fonts"


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    return FontLibrary(FONTS)


@pytest.fixture(scope="session")
def typesetter(library: FontLibrary) -> Typesetter:
    return Typesetter(library)

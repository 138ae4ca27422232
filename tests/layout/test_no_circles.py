"""What has been set of a language is freed when the last sheet is done, without the garbage collector: that is switched
off meanwhile, and looking through all of it costs as much as some sheets."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from handouts.layout import LanguageSetting, typography_of
from handouts.paper import LETTER
from handouts.products.product import SetSheet
from handouts.products.table import DRAWN
from handouts.text import FontLibrary, KeptParagraphs, Typesetter
from tests.sheets.test_proof import Press


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("name", [name for name, product in DRAWN.items() if not product.together])
def test_nothing_holds_on_to_itself(name: str) -> None:
    press = Press()
    flyer = press.flyer("ar", "tijuana-san-diego")
    languages = press.data.languages.languages
    own = next(each for each in languages if each.tag == "ar")
    typesetter = Typesetter(FontLibrary(press.library.folder), KeptParagraphs())
    setting = LanguageSetting(typography_of(own, languages), typesetter)
    assert isinstance(DRAWN[name].set_sheet(flyer, setting, LETTER), SetSheet)
    assert typesetter.kept()
    alive = weakref.ref(typesetter)
    del typesetter, setting
    assert alive() is None

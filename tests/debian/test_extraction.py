"""Words of the finished flyers as poppler finds them, whose search and clipboard Linux's viewers use."""

from __future__ import annotations

import pytest

from benchmarks.readers import readers
from tests.expected_texts import LANGUAGES
from tests.sheets.coming_back import wrong_shares
from tests.sheets.finished import Finished


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_flyer_come_back(finished: Finished, language: str) -> None:
    (poppler,) = [each for each in readers(None) if each.name == "poppler"]
    assert wrong_shares(finished, language, poppler) == []

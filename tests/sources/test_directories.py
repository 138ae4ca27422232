"""Whole data folders, drawn and broken at random: what is good is accepted, all else is named; see tests/bad_input.py.

More of them: `python -m tests.bad_input --directories 10000`.
"""

from __future__ import annotations

import random

import pytest

from tests.bad_input import Trial
from tests.sources.directories import Drawing


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("folders") / "trial")


@pytest.mark.parametrize("number", range(40))
def test_any_folder_is_accepted_or_all_that_is_wrong_with_it_is_named(trial: Trial, number: int) -> None:
    tried = trial.folder(number)
    assert tried.faults == [], tried.done


def test_the_same_number_draws_the_same_folder_and_another_one_another() -> None:
    drawing = Drawing()
    first, again, other = (drawing.folder(random.Random(number)).files(random.Random(0)) for number in (1, 1, 2))
    assert first == again
    assert first != other

"""What is packed comes out equal, whatever its class is like, in this process and in a worker."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import pytest

from handouts.content.compose import compose_all
from handouts.content.edition import content_hash
from handouts.content.flyer import Flyer
from handouts.content.packed import Packed
from handouts.products.loading import load_data

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def flyers() -> list[Flyer]:
    """Of all shipped cities, with all that they keep once they were asked for it."""
    data = load_data(ROOT / "data")
    return list(compose_all(data, languages=("en", "es", "ar", "zh-Hans")).flyers.values())


def test_flyers_come_out_equal(flyers: list[Flyer]) -> None:
    found = list(Packed(flyers))
    assert found == flyers
    assert [each is other for each, other in zip(found, flyers, strict=True)] == [False] * len(flyers)
    assert list(map(content_hash, found)) == list(map(content_hash, flyers))
    assert [each.dial_strings() for each in found] == [each.dial_strings() for each in flyers]
    assert [each.texts() for each in found] == [each.texts() for each in flyers]


def test_a_changed_field_comes_out_as_it_was_when_it_was_packed(flyers: list[Flyer]) -> None:
    changed = replace(flyers[0])
    object.__setattr__(changed, "title", "Another title")
    (found,) = Packed([changed])
    assert (found, found.title) == (changed, "Another title")


class Colour(Enum):
    RED = "red"


class Pair(NamedTuple):
    one: int
    other: str


@dataclass(frozen=True, slots=True)
class Single:
    value: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    one: object
    other: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByName:
    one: object
    other: object


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A field that no argument sets."""

    one: int
    twice: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.one)


@dataclass(frozen=True, slots=True)
class Counted:
    """An argument that does not stay as it is."""

    one: int
    times: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", self.times + 1)


@dataclass(slots=True)
class Open:
    one: list[int]
    other: dict[str, object] = field(default_factory=dict)


VALUES = [
    *(Colour.RED, Pair(1, "a"), Single((1, 2)), Plain(1), ByName(one=1, other=Pair(2, "b"))),
    *(WorkedOut(3), Counted(1, 1), Open([1], {"a": Single(())}), None, "text", (1, 2.5, True)),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_of_any_class_come_out_equal(value: object) -> None:
    nested = Plain(value, (value, Plain(Colour.RED, [value])))
    assert list(Packed([value, nested])) == [value, nested]


def test_what_is_one_value_stays_one(flyers: list[Flyer]) -> None:
    """Sheets of a language share most of their texts."""
    words = flyers[0].words
    (found,) = Packed([Plain(words, words)])
    assert found.one is found.other


def test_a_worker_opens_them(flyers: list[Flyer]) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as workers:
        assert workers.submit(opened, Packed(flyers)).result() == list(map(content_hash, flyers))


def opened(flyers: Packed[Flyer]) -> list[str]:
    return list(map(content_hash, flyers))

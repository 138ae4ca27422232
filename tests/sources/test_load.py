"""Loading: the frozen data, and where each part of it stands."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from handouts.errors import InputError
from handouts.products.loading import load_data
from handouts.sources.load import Data
from handouts.sources.messages import PLACEHOLDERS
from handouts.sources.model import InterfaceWords
from tests.sources.shipped import DATA, problems_of


@pytest.fixture(scope="module")
def data() -> Data:
    return load_data(DATA)


def line(name: str, number: int) -> str:
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8").split("\n")[number - 1]


def test_the_shipped_data_loads(data: Data) -> None:
    assert data.folder == DATA
    assert [city.id for city in data.directory.cities] == [
        *("tijuana-san-diego", "mexicali", "nogales", "el-paso-juarez", "nuevo-laredo-laredo", "south-texas")
    ]
    assert [language.tag for language in data.languages.languages] == [
        *("en", "es", "ht", "pt", "fr", "ru", "ar", "hi", "zh-Hans", "fa", "fa-AF", "ps", "tr", "pa", "bn", "ne", "am"),
        *("ti", "vi", "uk", "uz", "ur", "ka", "so"),
    ]


def test_numbers_are_kept_as_e164(data: Data) -> None:
    assert data.directory.groups[0].organisations[2].numbers[0].number == "+15755270500"


def test_data_is_frozen(data: Data) -> None:
    handout: Any = data.handout
    whole: Any = data
    with pytest.raises(ValidationError):
        handout.title = "another"
    with pytest.raises(AttributeError):
        whole.folder = Path()


def test_a_part_knows_its_place(data: Data) -> None:
    nogales = data.directory.cities[2]
    place = data.place_of(nogales, "name")
    assert place.file == str(DATA / "directory.yaml")
    assert line("directory", place.line)[place.column - 1 :] == "Nogales"
    assert str(place.problem("is wrong", "be right")).endswith(f":{place.line}:{place.column}: is wrong; be right")


def test_equal_parts_are_told_apart(data: Data) -> None:
    lines = {
        data.place_of(organisation).line
        for city in data.directory.cities
        for organisation in city.organisations
        if organisation.name == "HIAS"
    }
    assert len(lines) == 4


def test_a_list_at_the_top_of_a_file_has_places_too(data: Data) -> None:
    place = data.place_of(data.languages.languages[1], "names", "own")
    assert line("languages", place.line)[place.column - 1 :].startswith("Español")
    assert data.place("languages", 1, "names", "own") == place


def test_the_word_or_is_found_by_its_key_in_the_file(data: Data) -> None:
    place = data.place_of(data.handout.words, "or")
    assert line("handout", place.line)[place.column - 1 :] == "or"


def test_a_stranger_has_no_place(data: Data) -> None:
    with pytest.raises(KeyError):
        data.place_of(data.handout.say.model_copy())


def test_data_goes_to_workers_with_its_places(data: Data) -> None:
    there = pickle.loads(pickle.dumps(data))
    assert there == data
    assert there.place_of(there.faq.questions[0]) == data.place_of(data.faq.questions[0])


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(data: Data, tmp_path: Path) -> None:
    for file in DATA.glob("*.yaml"):
        content = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
        (tmp_path / file.name).write_bytes(content)
    there = load_data(tmp_path)
    assert (there.handout, there.directory, there.faq, there.languages) == (
        *(data.handout, data.directory, data.faq, data.languages),
    )


def test_messages_name_the_folder_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "mine", ignore=shutil.ignore_patterns("*.po"))
    (tmp_path / "mine" / "faq.yaml").write_text("questions: 5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load_data(Path("mine"))
    assert str(Path("mine") / "faq.yaml") + ":1:12: " in str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"), [("nothing", "there is no such folder"), ("a.txt", "is a file, not a folder")]
)
def test_a_folder_that_is_none_is_one_problem(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "a.txt").touch()
    (problem,) = problems_of(tmp_path / name)
    assert problem.what == words


def test_an_empty_folder_names_every_file_that_it_lacks(tmp_path: Path) -> None:
    names = [Path(problem.file).name for problem in problems_of(tmp_path)]
    assert names == ["directory.yaml", "faq.yaml", "handout.yaml", "languages.yaml"]


def test_placeholders_belong_to_texts_that_there_are() -> None:
    words = {field.alias or name for name, field in InterfaceWords.model_fields.items()}
    assert {key.partition(".")[2] for key in PLACEHOLDERS if key.startswith("words.")} <= words

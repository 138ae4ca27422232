"""The JSON Schemas: generated from the model, and such that editors find what the loader finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from handouts.products.schema_files import main
from handouts.products.table import FORMATS
from handouts.sources.schema import schema_text, schemas
from tests.sources.shipped import DATA

NAMES = sorted(schemas(FORMATS))


class EditorLoader(yaml.SafeLoader):
    """Dates are text to an editor: JSON has none."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML looks it up on the class)
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_editor_reads(name: str, old: str = "", new: str = "") -> Any:
    text = (DATA / name).with_suffix(".yaml").read_text(encoding="utf-8")
    assert old in text
    return yaml.load(text.replace(old, new, 1), EditorLoader)


def complaints(name: str, value: Any) -> list[str]:
    validator = Draft202012Validator(schemas(FORMATS)[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_that_of_the_model(name: str) -> None:
    committed = (DATA / "schema" / name).read_text(encoding="utf-8")
    assert committed == schema_text(schemas(FORMATS)[name]), "run: python -m handouts.products.schema_files data/schema"


def test_no_schema_is_left_over() -> None:
    assert sorted(path.name for path in (DATA / "schema").iterdir()) == NAMES


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    main([str(tmp_path / "new" / "schema")])
    for name in NAMES:
        assert (tmp_path / "new" / "schema" / name).read_bytes() == (DATA / "schema" / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_by_its_own_draft(name: str) -> None:
    schema = schemas(FORMATS)[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_the_data_file_names_its_schema_in_the_first_line_and_fits_it(name: str) -> None:
    text = (DATA / name).with_suffix(".yaml").read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=schema/{name}\n")
    assert complaints(name, as_editor_reads(name)) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("directory.json", '"+1 575 527 0500"', "+15755270500"),
        ("directory.json", '"+1 575 527 0500"', '"(575) 527-0500"'),
        ("directory.json", "place: Las Cruces, New Mexico", "place:"),
        ("directory.json", "place: Las Cruces", "plaza: Las Cruces"),
        ("directory.json", "call_from: MX", "call_from: MEX"),
        ("directory.json", "id: nogales", "id: Nogales"),
        ("directory.json", "name: ProBAR", 'name: " ProBAR"'),
        ("faq.json", "print: date-band", "print: dateband"),
        ("faq.json", "priority: 6", "priority: 0"),
        ("handout.json", "last_updated: 2021-04-07", "last_updated: 2021-02-30"),
        ("handout.json", "formats: [flyer, large-print, half, card]", "formats: []"),
        ("handout.json", "  or: or\n", ""),
        ("handout.json", "[216, 340]", "[216]"),
        ("handout.json", 'page: "https:', 'page: "http:'),
        ("languages.json", "- tag: es", "- tag: no"),
        ("languages.json", "- tag: es", "- tag: ES"),
        ("languages.json", "NotoSans-Regular", "../NotoSans-Regular"),
        ("languages.json", "leading: 1.25", "leading: 125"),
    ],
)
def test_an_editor_underlines_what_the_loader_refuses(name: str, old: str, new: str) -> None:
    assert complaints(name, as_editor_reads(name, old, new))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_mapping_is_listed(name: str) -> None:
    for title, definition in json.loads(schema_text(schemas(FORMATS)[name]))["$defs"].items():
        assert definition["additionalProperties"] is False, title
        assert definition["description"], title

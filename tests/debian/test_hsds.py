"""What is exported as HSDS is valid by the standard's own schemas, which we did not write, and by Frictionless.

The schemas are CC BY-SA and no part of the project: conftest.py leaves this file out where they do not stand beside
the checkout, and says so.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from handouts.exchange.hsds_out import package_of
from handouts.sources.load import Data
from tests.debian.conftest import HSDS
from tests.debian.environments import python_with
from tests.exchange.directories import Invented, data_of, shipped

DESCRIPTOR = HSDS / "datapackage-v3.2.3.json"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders with the files of a package: the shipped directory's, and those of invented ones."""
    made: dict[str, Data] = {"shipped": shipped()} | {str(seed): data_of(Invented(seed).value()) for seed in range(6)}
    folders = {}
    for name, data in made.items():
        folders[name] = tmp_path_factory.mktemp(f"hsds-{name}")
        content = package_of(data.handout, data.directory, with_notes=name != "shipped")
        zipfile.ZipFile(io.BytesIO(content)).extractall(folders[name])
    return folders


def frictionless(*folders: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("data_packages.py")
    command = [python_with("frictionless"), script, DESCRIPTOR, *folders]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_frictionless_finds_our_packages_valid_by_the_descriptor_of_the_standard(
    packages: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(packages["shipped"], broken)
    phones = (broken / "phones.csv").read_text(encoding="utf-8")
    service = phones.splitlines()[1].split(",")[2]
    (broken / "phones.csv").write_text(phones.replace(service, "of-nobody"), encoding="utf-8")
    found = frictionless(*packages.values(), broken)
    assert found.pop(str(broken))["faults"], "a phone of no service passed: then this test says nothing"
    assert {name: each["faults"] for name, each in found.items() if each["faults"]} == {}
    ours = {path.name for path in packages["shipped"].glob("*.csv")}
    assert len(found[str(packages["shipped"])]["resources"]) == len(ours), "a file of ours is unknown to the standard"


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of rows, by the file that holds the rows: without what stands in tables of its own."""
    found = {}
    for path in sorted((HSDS / "schema").glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        properties = {key: each for key, each in schema["properties"].items() if "$ref" not in json.dumps(each)}
        found[schema.get("path") or f"{path.stem}.csv"] = {
            "type": "object",
            "required": schema.get("required", []),
            "properties": properties,
        }
    return found


def value_of(text: str, about: dict[str, Any]) -> object:
    return float(text) if about["type"] == "number" else text


def test_every_row_is_valid_by_the_json_schemas_of_the_standard(packages: dict[str, Path]) -> None:
    known = schemas()
    faults, rows = [], 0
    for folder in packages.values():
        for path in sorted(folder.glob("*.csv")):
            schema = known[path.name]
            validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
            for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
                assert set(row) <= set(schema["properties"]), path.name
                values = {key: value_of(text, schema["properties"][key]) for key, text in row.items() if text}
                faults += [f"{path.name}: {error.message}" for error in validator.iter_errors(values)]
                rows += 1
    assert faults == []
    assert rows > 300

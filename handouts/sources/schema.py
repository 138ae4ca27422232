"""The model -> JSON Schemas (draft 2020-12), with which editors check the data while it is typed.

`python -m handouts.sources.schema FOLDER` writes them; a test compares the committed files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handouts.sources.load import FILES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _WithoutNull(GenerateJsonSchema):
    """A key may be absent, but not empty: the loader refuses a key without a value."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) is None:
            del made["default"]
        return made


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> schema, for every data file."""
    return {f"{name}.json": _schema(name) for name in FILES}


def schema_text(schema: dict[str, Any]) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder, with LF line ends. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")


def _schema(name: str) -> dict[str, Any]:
    file = FILES[name]
    made = file.model.model_json_schema(by_alias=True, schema_generator=_WithoutNull)
    definitions = made.pop("$defs", {})
    if file.top:
        description = made["description"]
        made = {"title": made["title"], "description": description, **_bare(made["properties"][file.top])}
    return {"$schema": DIALECT, **made, "$defs": dict(sorted(definitions.items()))}


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in {"title", "description"}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the schemas into the folder named."""
    parser = argparse.ArgumentParser(prog="python -m handouts.sources.schema", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where to write, normally data/schema")
    write_schemas(parser.parse_args(arguments).folder)


if __name__ == "__main__":
    main()

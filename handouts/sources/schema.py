"""The model -> JSON Schemas (draft 2020-12), with which editors check the data while it is typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def schemas(formats: Sequence[str]) -> dict[str, dict[str, Any]]:
    """File name -> schema, for every data file. `formats`: the words that handout.yaml may list."""
    made = {f"{name}.json": _schema(name) for name in FILES}
    made["handout.json"]["properties"]["formats"]["items"] = {"enum": list(formats), "type": "string"}
    return made


def schema_text(schema: dict[str, Any]) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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

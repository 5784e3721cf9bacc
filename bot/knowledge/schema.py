"""JSON Schemas of the kinds of file: text editors complete and check while one types.

They are generated from the models and shipped in ``knowledge/schemas``; a test holds them equal.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.files import write_aside
from bot.knowledge.models import (
    Contact,
    Domain,
    Entry,
    OutsideSubject,
    Publisher,
    Training,
    Vocabulary,
)
from bot.texts.knowledge import SCHEMA_TITLES


def schemas() -> dict[str, str]:
    """The schemas, from the name of the kind of file to its JSON text."""
    kinds: dict[str, Any] = {
        "fiche": TypeAdapter(Entry),
        "lexique": TypeAdapter(Vocabulary),
        "domaines": TypeAdapter(list[Domain]),
        "formations": TypeAdapter(list[Training]),
        "contacts": TypeAdapter(list[Contact]),
        "hors_perimetre": TypeAdapter(list[OutsideSubject]),
        "editeurs": TypeAdapter(list[Publisher]),
    }
    generated = {
        name: adapter.json_schema(schema_generator=_AsTyped) for name, adapter in kinds.items()
    }
    return {name: _text(name, schema) for name, schema in generated.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into ``folder/schemas`` and return the files written.

    Raises:
        OSError: one cannot be written.
    """
    target = folder / "schemas"
    target.mkdir(exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = target / f"{name}.schema.json"
        with write_aside(path, private=False) as file:
            file.write(text.encode())
        written.append(path)
    return written


class _AsTyped(GenerateJsonSchema):
    """A text is counted without the line break that ends a block (« | »); a schema counts it."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        generated = super().str_schema(schema)
        if schema.get("strip_whitespace") and "maxLength" in generated:
            generated["maxLength"] += 1
        return generated


def _text(name: str, schema: dict[str, Any]) -> str:
    properties = schema.get("properties", {})
    shown = {k: v for k, v in properties.items() if not v.pop("hidden", False)}
    if shown:
        schema["properties"] = shown
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": SCHEMA_TITLES[name],
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

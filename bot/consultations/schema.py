"""JSON Schema of a consultation: text editors complete and check while one types."""

import json
from pathlib import Path

from bot.consultations.models import Consultation
from bot.files import write_aside
from bot.texts.consultations_staff import SCHEMA_TITLE


def schema() -> str:
    """The schema as text."""
    generated = Consultation.model_json_schema(by_alias=True)
    # Written as one word, « public: adherents »: the model takes both forms.
    public = generated["properties"]["public"]
    words = {"type": "string", "enum": ["adherents", "toutes"]}
    mapping = {"$ref": "#/$defs/Public"}
    generated["properties"]["public"] = {
        "anyOf": [words, mapping],
        "description": public["description"],
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **generated,
        "title": SCHEMA_TITLE,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_schema(folder: Path) -> Path:
    """Write it into ``folder/schemas``; returns the file."""
    target = folder / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    path = target / "consultation.schema.json"
    with write_aside(path, private=False) as file:
        file.write(schema().encode())
    return path

"""The plan file as a JSON Schema, so that an editor completes, explains and checks it while typing.

The schema knows each entry's keys, types and the names that a metric may use. What holds across
entries (ids, parties, scopes) `salo-plan plan check` tells. Editors of TOML read the draft of 2017,
so newer words are written in its way.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from salo_plan.plan.indicator import Indicator
from salo_plan.plan.meanings import MEANINGS
from salo_plan.plan.metrics import metric_schema
from salo_plan.plan.model import Plan

SCHEMA_FILE = "plan.schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"
# The first line of a plan file tells an editor where its schema is.
DIRECTIVE = "#:schema"


def plan_schema() -> dict[str, Any]:
    """Return the schema of a plan file, with what each key means."""
    schema = Plan.model_json_schema()
    shapes: dict[str, Any] = schema["$defs"] | {Plan.__name__: schema}
    for entry, meanings in MEANINGS.items():
        _explain(shapes[entry.__name__], entry, meanings)
    shapes[Indicator.__name__]["properties"]["metric"] |= metric_schema()
    plain: dict[str, Any] = _plain(schema)
    return {"$schema": DRAFT, **plain, "title": "Plan file (toimintasuunnitelma)"}


def schema_text() -> str:
    """Write the schema as the text of its file."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _explain(shape: dict[str, Any], entry: type[BaseModel], meanings: Mapping[str, str]) -> None:
    shape["description"] = " ".join((entry.__doc__ or "").split("\n\n")[0].split())
    for key, meaning in meanings.items():
        shape["properties"][key]["description"] = meaning


def _plain(part: Any) -> Any:
    """Leave out what TOML has not (null) and say the rest in the words of the older draft."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    held = {key: _plain(value) for key, value in part.items() if not _says_null(key, value)}
    if "prefixItems" in held:
        held["items"] = held.pop("prefixItems")[0]
    choices = held.get("anyOf", [])
    if {"type": "null"} in choices:
        choices.remove({"type": "null"})
        if len(choices) == 1:
            held |= held.pop("anyOf")[0]
    # Beside a reference the older draft reads nothing.
    if "$ref" in held and len(held) > 1:
        held["allOf"] = [{"$ref": held.pop("$ref")}]
    return held


def _says_null(key: str, value: Any) -> bool:
    return (key == "default" and value is None) or (key == "title" and isinstance(value, str))

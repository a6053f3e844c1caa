"""Write the generated documents anew: `python docs/make.py`.

A test holds each of them against the code, so that none can go stale.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from salo_plan.publishing.manifest import Manifest
from salo_plan.reports.report import Report

DOCS = Path(__file__).parent


def json_schema(shape: type, title: str) -> str:
    """Write the JSON Schema of a published file."""
    schema: dict[str, Any] = TypeAdapter(shape).json_schema(mode="serialization")
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def documents() -> dict[str, str]:
    """Return every generated document by its name under docs/."""
    return {
        "report.schema.json": json_schema(Report, "report.json"),
        "manifest.schema.json": json_schema(Manifest, "manifest.json"),
    }


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name}")

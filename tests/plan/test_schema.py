"""The plan file's JSON Schema: editors complete and check a plan file by it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from salo_plan.plan.file import packaged_plans, plan_path
from salo_plan.plan.meanings import MEANINGS
from salo_plan.plan.model import Plan
from salo_plan.plan.schema import DIRECTIVE, SCHEMA_FILE, plan_schema
from tests.workspaces import REPOSITORY

SCHEMA = plan_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
TOWN = REPOSITORY / "tests" / "towns" / "esimerkkila_2024.toml"
FILES = [*map(plan_path, packaged_plans()), TOWN]


def as_an_editor_sees_it(path: Path) -> Any:
    """A plan file with its dates as text, as editors give it to the schema."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(raw, default=str))


def faults(content: Any) -> list[str]:
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in _all(content)]


def _all(content: Any) -> list[Any]:
    return list(VALIDATOR.iter_errors(content))


def test_it_is_a_schema_of_the_draft_that_editors_of_toml_read():
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sound_plan_file_has_no_fault(path: Path):
    assert faults(as_an_editor_sees_it(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_first_line_leads_an_editor_to_the_schema(path: Path):
    directive, place = path.read_text(encoding="utf-8").splitlines()[0].split()
    assert directive == DIRECTIVE
    assert (path.parent / place).resolve() == REPOSITORY / "docs" / SCHEMA_FILE


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tagret": {}}, "'tagret' was unexpected"),
        ({"kind": "taget"}, "'taget' is not one of"),
        ({"decimals": "0"}, "'0' is not of type 'integer'"),
        ({"metric": {"share": "unemployed", "of": "under25"}}, "is not valid under any"),
        ({"metric": {"count": "typ_clients"}}, "is not valid under any"),
        ({"metric": {"function": "net_promoter"}}, "is not valid under any"),
        ({"baseline": {"month": "2022-13", "value": 1}}, "'2022-13' does not match"),
    ],
)
def test_a_misspelt_key_or_name_is_refused(change: dict[str, Any], told: str):
    content = as_an_editor_sees_it(FILES[0])
    content["goal"][0]["indicator"][0] |= change
    (fault,) = faults(content)
    assert fault.startswith("goal.0.indicator.0")
    assert told in fault


def test_a_misspelt_table_is_refused():
    (fault,) = faults(as_an_editor_sees_it(FILES[0]) | {"rule": {}})
    assert "'rule' was unexpected" in fault


def test_every_key_says_what_it_means():
    keys = {entry: set(meanings) for entry, meanings in MEANINGS.items()}
    assert keys == {entry: set(entry.model_fields) for entry in MEANINGS}
    shapes = SCHEMA["$defs"] | {"Plan": SCHEMA}
    assert set(shapes) == {entry.__name__ for entry in MEANINGS}
    assert Plan in MEANINGS

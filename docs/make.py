"""Write the generated documents anew: `python docs/make.py`.

A test holds each of them against the code, so that none can go stale.
"""

import ast
import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.values import NO, YES
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.plan.reading import read_plan
from salo_plan.plan.schema import SCHEMA_FILE, schema_text
from salo_plan.publishing.manifest import Manifest
from salo_plan.reports.public.report import PublicReport
from salo_plan.reports.report import Report

DOCS = Path(__file__).parent
TRAPS = DOCS.parent / "tests" / "traps"
_TRAP = re.compile(r"(?P<number>\d+) \((?P<source>.+?)\): (?P<failure>.+)")


def json_schema(shape: type, title: str) -> str:
    """Write the JSON Schema of a published file."""
    schema: dict[str, Any] = TypeAdapter(shape).json_schema(mode="serialization")
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def indicators_page(plan: Plan) -> str:
    """Write docs/indicators.md: every indicator as the plan file has it."""
    lines = [
        "# Indicators",
        "",
        f"Generated from the plan file of {plan.title}. A bare number in the plan has no operator;",
        'those targets are marked "assumed".',
    ]
    for goal in plan.goal:
        lines += ["", f"## {goal.number}. {goal.title}", "", f"> {goal.text}"]
        for item in goal.indicator:
            lines += ["", f"### `{item.id}` {item.name}", "", f"> {item.text}", ""]
            lines += [f"- {term}: {words}" for term, words in _indicator_facts(plan, item)]
    return "\n".join(lines) + "\n"


def _indicator_facts(plan: Plan, item: Indicator) -> list[tuple[str, str]]:
    metric = ", ".join(f"{key} = {value}" for key, value in item.metric.items())
    facts = [
        ("kind", item.kind),
        ("unit, decimals", f"{item.unit or '-'}, {item.decimals}"),
        ("scope", ", ".join(plan.scopes[item.scope].municipalities)),
        ("counted as", metric or "in words"),
        ("over the year", f"{item.over_year or '-'}{' (running)' if item.running else ''}"),
    ]
    if item.target:
        assumed = " (assumed operator)" if item.target.assumed else ""
        limit = item.target.reference or f"{item.target.limit:g}"
        facts.append(("target", f"{item.target.op} {limit}{assumed}: {item.target.words}"))
    if item.baseline:
        value = item.baseline.value
        ranges = ", ".join(f"{r.year}: {r.min:g}-{r.max:g}" for r in item.baseline.ranges)
        month = f" ({item.baseline.month})" if item.baseline.month else ""
        facts.append(("baseline", ranges or f"{value:g}{month}"))
    facts += [("series break", f"{cut.month}: {cut.why}") for cut in item.breaks]
    if item.beside:
        facts.append(("printed with it", ", ".join(item.beside)))
    facts.append(("responsible", ", ".join(plan.parties[p].name for p in item.responsible)))
    if item.footnotes:
        facts.append(("open questions", ", ".join(item.footnotes)))
    return facts


def questions_page(plan: Plan) -> str:
    """Write docs/open_questions.md: each question to the coordinator with the default in use."""
    lines = [
        "# Open questions to the coordinator",
        "",
        "Generated from the plan file. Each question is answered there by a setting; the default",
        "below is in use until somebody decides otherwise, and the reports footnote it.",
        "",
        "| question | default in use | indicators |",
        "|---|---|---|",
    ]
    for item in plan.question:
        names = ", ".join(f"`{name}`" for name in item.indicators)
        lines.append(f"| **{item.id}** {item.question} | {item.default} | {names} |")
    return "\n".join(lines) + "\n"


def dictionary_page() -> str:
    """Write docs/data_dictionary.md: every extract and column as the schemas have them."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from the schemas in `salo_plan/extracts/datasets`. File names are patterns;",
        "headers are compared without regard to case and spaces. `marks`: the cell may hold a",
        "statistics mark (`...` secret, `..` missing, `.` not applicable, `-` zero) or be empty.",
    ]
    for dataset in DATASETS:
        sheet = f", sheet `{dataset.sheet}`" if dataset.sheet else ""
        lines += [
            "",
            f"## {dataset.title} (`{dataset.id}`)",
            "",
            f"File name: `{dataset.pattern}`{sheet}",
            "",
            " ".join((dataset.schema.__doc__ or "").split()),
            "",
            "| header | name | kind | meaning |",
            "|---|---|---|---|",
        ]
        for rule in dataset.rules:
            notes = [rule.kind, *(["marks"] if rule.marks else [])]
            notes += ["optional"] if rule.optional else []
            lines.append(
                f"| {rule.header} | `{rule.name}` | {', '.join(notes)} | {rule.description} |"
            )
        allowed = [_allowed(dataset, rule) for rule in dataset.rules]
        if any(allowed):
            lines += ["", "What the cells may hold, in any case of letters:", ""]
            lines += [line for line in allowed if line]
        if dataset.dropped:
            lines += ["", f"Never kept: {', '.join(dataset.dropped)}."]
    return "\n".join(lines) + "\n"


def _allowed(dataset: Dataset, rule: ColumnRule) -> str:
    """Write the words, codes or numbers that a column may hold; "" where nothing is listed."""
    meanings = dict(rule.meanings)
    words = [f"`{word}` {meanings.get(word, '')}".strip() for word in rule.categories]
    for check in dataset.schema.to_schema().columns[rule.name].checks:
        if check.name == "in_range":
            words = ["{min_value} to {max_value}".format(**check.statistics)]
    if rule.kind == "yes_no":
        yes, no = (", ".join(f"`{word}`" for word in sorted(words)) for words in (YES, NO))
        words = [f"{yes} for yes; {no} for no"]
    return f"- `{rule.header}`: {', '.join(words)}" if words else ""


def traps_page() -> str:
    """Write docs/traps.md: each failure of other tools and the tests that hold it off here."""
    found: dict[int, tuple[str, str, list[str]]] = {}
    for path in sorted(TRAPS.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for test in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            if told := _TRAP.fullmatch(" ".join((ast.get_docstring(test) or "").split())):
                source, failure = told["source"], told["failure"]
                entry = found.setdefault(int(told["number"]), (failure, source, []))
                name = test.name.removeprefix("test_").replace("_", " ")
                entry[2].append(f"{name} (`{path.name}`)")
    lines = [
        "# Traps",
        "",
        "Generated from the tests in `tests/traps`. Failures that users of other tools for",
        "notebooks and reports have met, and what is tested here so that they cannot happen. Where",
        "stock papermill and nbconvert can be tried on the fault, the test shows that they fail.",
        "",
        "| | failure | source | tests |",
        "|---|---|---|---|",
    ]
    for number, (failure, source, tests) in sorted(found.items()):
        held = "<br>".join(tests)
        lines.append(f"| {number} | {failure} | {source} | {held} |")
    return "\n".join(lines) + "\n"


def documents() -> dict[str, str]:
    """Return every generated document by its name under docs/."""
    plan = read_plan()
    return {
        "report.schema.json": json_schema(Report, "report.json"),
        "public_report.schema.json": json_schema(PublicReport, "report.json of the public version"),
        "manifest.schema.json": json_schema(Manifest, "manifest.json"),
        SCHEMA_FILE: schema_text(),
        "indicators.md": indicators_page(plan),
        "open_questions.md": questions_page(plan),
        "data_dictionary.md": dictionary_page(),
        "traps.md": traps_page(),
    }


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name}")

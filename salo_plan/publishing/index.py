"""The index page of all issued reports, by month and audience (outputs/index.html)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from salo_plan import wording
from salo_plan.messages import say, spoken
from salo_plan.periods import Month
from salo_plan.plan.model import Audience, Plan
from salo_plan.publishing.making import DATA, PAGE
from salo_plan.reports.sentences import JUDGED
from salo_plan.reports.stylesheet import stylesheet
from salo_plan.reports.terms import year_so_far


@dataclass(frozen=True, slots=True)
class Issued:
    """One issued report as the index lists it."""

    audience: str
    title: str
    result: str
    path: str


@dataclass(frozen=True, slots=True)
class IssuedMonth:
    """All issued reports of one data month; `example` where one is made of example data."""

    name: str
    reports: tuple[Issued, ...]
    example: bool


def write_index(workspace: Path, plan: Plan) -> Path:
    """Write the index page anew from what lies in outputs/, newest month first."""
    outputs = workspace / "outputs"
    months = sorted((p for p in outputs.glob("????-??") if p.is_dir()), reverse=True)
    shown = [month for path in months if (month := _month(path, plan, outputs)).reports]
    environment = Environment(
        loader=PackageLoader("salo_plan.publishing", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("issued.html.j2").render(
        plan=plan,
        months=shown,
        example=any(month.example for month in shown),
        css=stylesheet(),
        lang=spoken(),
        say=say,
    )
    place = outputs / "index.html"
    partial = place.with_suffix(".partial")
    partial.write_text(page, encoding="utf-8", newline="\n")
    partial.replace(place)
    return place


def _month(folder: Path, plan: Plan, outputs: Path) -> IssuedMonth:
    month = Month.parse(folder.name)
    reports = []
    example = False
    for audience in plan.audience:
        page = folder / audience.id / PAGE
        if page.is_file():
            data = json.loads((page.parent / DATA).read_text(encoding="utf-8"))
            path = page.relative_to(outputs).as_posix()
            result = _result(audience, month, data)
            reports.append(Issued(audience.name, data["title"], result, path))
            example = example or data["example"]
    return IssuedMonth(wording.capital(wording.month_name(month)), tuple(reports), example)


def _result(audience: Audience, month: Month, data: dict[str, Any]) -> str:
    """Tell a report's result with the months it is of: those of one row may differ in them."""
    counts = {verdict: count for verdict, _, count in data.get("tally", ())}
    judged = sum(counts.get(verdict, 0) for verdict in JUDGED)
    if not judged:
        return str(data["result"])
    monthly = audience.period == "month"
    return say(
        "{period}: {met}/{all} indicators on target",
        period=wording.month_alone(month.number) if monthly else year_so_far(month),
        met=counts.get("met", 0),
        all=judged,
    )

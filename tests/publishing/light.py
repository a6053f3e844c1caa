"""A renderer that needs no kernel: the page is the report's own data and changes with it."""

import json
from pathlib import Path

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_one
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import Issue
from salo_plan.publishing.making import DATA, NOTEBOOK, PAGE, Order
from salo_plan.publishing.manifest import write_json
from salo_plan.publishing.running import run_owed
from salo_plan.publishing.watch import Limits
from salo_plan.reports.material import gather
from salo_plan.reports.public.report import AnyReport
from tests.workspaces import Workspace

HEAD = "month;indicator;value;numerator;denominator;state;source;received\n"


def light(order: Order, report: AnyReport, private: Path, limits: Limits) -> None:
    """Write the three files of a report without running its notebook."""
    data = report.as_json()
    write_json(private / DATA, data)
    (private / PAGE).write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
    (private / NOTEBOOK).write_text("{}", encoding="utf-8")


def figures(*rows: str, received: str = "2023-02-04") -> str:
    """Write a file of delivered figures: `2023-01;clients;2600`, the parts left out."""
    return HEAD + "".join(f"{row};;;ok;URA;{received}\n" for row in rows)


def town(folder: Path, *rows: str, name: str = "figures_kaikki.csv") -> Workspace:
    """Make a workspace whose figures were delivered ready."""
    return Workspace(folder).write(name, figures(*rows))


def issue(workspace: Workspace, audience: str, month: str, lang: str = "fi") -> Issue:
    """Issue one report with the light renderer."""
    material = gather(read_plan(), workspace.folder)
    with publishing_desk(workspace.folder) as desk:
        order = Order(workspace.folder, audience, Month.parse(month), lang)
        return issue_one(order, material, desk, make=light)


def made_by(monkeypatch, make=light) -> None:
    """Let the commands make pages by this function, in their own process."""
    monkeypatch.setitem(run_owed.__kwdefaults__, "make", make)
    monkeypatch.setattr("salo_plan.publishing.press.CAN_FORK", False)

"""A made-up report and a renderer of small files, so that publishing can be tried a thousand times.

Its number stands for the received extracts: another number, other inputs and other bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing import issue as issuing
from salo_plan.publishing import making, manifest
from salo_plan.publishing.batch import issue_one
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.issue import Issue
from salo_plan.publishing.making import DATA, NOTEBOOK, PAGE, Make, Order
from tests.reports.sample_report import REPORT

MATERIAL = SimpleNamespace(plan=read_plan())
MONTH = Month(2023, 9)
PLACE = "2023-09/steering_group"


def pages(number: int) -> dict[str, bytes]:
    """Tell which files the renderer writes for a number."""
    return {name: f"{name} {number}\n".encode() * 200 for name in (PAGE, NOTEBOOK, DATA)}


def write_pages(order: Order, report, private: Path, limits) -> None:
    """Write the small files: the light renderer."""
    for name, content in pages(int(report.sources[0]["sha256"])).items():
        (private / name).write_bytes(content)


@contextmanager
def received(number: int) -> Iterator[None]:
    """Let reports be made of the extracts with this number."""
    sources = ({"path": "data/raw/extract.csv", "sha256": str(number)},)
    report = replace(REPORT, sources=sources)
    with (
        patch.object(issuing, "build_report", lambda *_: report),
        patch.object(manifest, "code_hash", lambda: "code"),
        patch.object(making, "code_hash", lambda: "code"),
        patch.object(making, "package_versions", dict),
    ):
        yield


def issue(workspace: Path, number: int, make: Make = write_pages, lang: str = "fi") -> Issue:
    """Take the desk and issue the report of the extracts with this number."""
    with received(number), publishing_desk(workspace) as desk:
        return issue_one(Order(workspace, "steering_group", MONTH, lang), MATERIAL, desk, make=make)


def start(workspace: Path) -> tuple[str, ...]:
    """Do what every command that publishes does first; tell the folders it had to see to."""
    with publishing_desk(workspace) as desk:
        return tuple(entry.folder for entry in desk.replayed)

"""The finished pages that the browser looks at, made once a session from the example."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from filelock import FileLock
from nbformat.v4 import new_output

from salo_plan.plan.calendar import promises
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.export import export_html
from salo_plan.publishing.notebook import read_notebook
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.public.report import AnyReport
from salo_plan.reports.report import Report

from .wording import Said, said_on

PLAN = read_plan()
PROMISED = tuple((promise.audience, promise.month) for promise in promises(PLAN))
FAST = (
    *("steering_group 2023-09", "public 2023-09", "staff 2023-12"),
    *("management_group 2023-08", "city_board 2023-12"),
)


@dataclass(frozen=True)
class Made:
    """A finished page as a file, and the report that it should show."""

    report: AnyReport
    path: Path

    @cached_property
    def html(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        # A place where a long word may break is none in the text that a reader meets.
        return BeautifulSoup(self.html.replace("<wbr>", ""), "html.parser")

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every text of the page that a reader meets."""
        return said_on(self.soup)


def laid_out(report: AnyReport) -> str:
    """Make the page without a kernel: the last line of each cell of the notebook, evaluated."""
    page = Page(report) if isinstance(report, Report) else PublicPage(report)
    notebook = read_notebook(notebook_path(report.audience))
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            block: Any = eval(cell.source.strip().splitlines()[-1], {"page": page})
            shown = {"text/html": block._repr_html_()}
            cell.outputs = [new_output("execute_result", shown, execution_count=1)]
    title = f"{report.title} – {report.kicker.split(' · ')[0]}"
    return export_html(notebook, title=title, lang=report.lang)


@dataclass(frozen=True)
class Town:
    """A workspace with all that was gathered from it; its pages are made as they are asked for."""

    material: Material
    folder: Path
    seen: dict[str, Made] = field(default_factory=dict)

    def page(self, name: str) -> Made:
        """The page by its name, `steering_group 2023-09`; `... en` is the one in English."""
        if name not in self.seen:
            path = self.folder / f"{name.replace(' ', '-')}.html"
            self.seen[name] = once(path.with_suffix(".pickle"), lambda: self._made(name, path))
        return self.seen[name]

    def _made(self, name: str, path: Path) -> Made:
        audience, month, *lang = name.split()
        found = next(m for a, m in PROMISED if (a, str(m)) == (audience, month))
        report = build_report(self.material, audience, found, *lang)
        path.write_text(laid_out(report), encoding="utf-8", newline="\n")
        return Made(report, path)


def gathered(folder: Path, example: Callable[[], Path]) -> Town:
    """The example with all that is gathered from it, in a folder that the processes share."""
    return Town(once(folder / "material.pickle", lambda: gather(PLAN, example())), folder)


def once(kept: Path, make: Callable[[], Any]) -> Any:
    """Make something in the first process of pytest-xdist that wants it; the others read it."""
    with FileLock(kept.with_suffix(".lock")):
        if kept.is_file():
            return pickle.loads(kept.read_bytes())
        made = make()
        kept.write_bytes(pickle.dumps(made))
        return made


def pages(*audiences: str, but: str = "") -> list[Any]:
    """The pages of some audiences, all but one audience or all 31; the slow ones marked."""
    found = []
    for audience, month in PROMISED:
        name = f"{audience} {month}"
        if audience == but or (audiences and audience not in audiences):
            continue
        found.append(pytest.param(name, marks=[] if name in FAST else [pytest.mark.slow]))
    return sorted(found, key=lambda param: param.values[0] not in FAST)

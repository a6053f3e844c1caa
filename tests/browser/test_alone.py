"""The page is one file that needs nothing else, and the same input always makes the same bytes."""

import shutil
from pathlib import Path

from salo_plan.periods import Month
from salo_plan.publishing.checks import BUDGET_KB, USUAL_BUDGET_KB
from salo_plan.reports.opening import build_report

from ..workspaces import call
from .making import Made, Town, laid_out
from .window import Window
from .wording import picture

BUDGETS = {"steering_group": 600, "public": 150, "city_board": 250}
OUTSIDE = ("@import", "url(http", "url(//", "url('http", 'url("http')


def test_the_page_asks_for_nothing_outside_itself_and_reads_without_scripts(window: Window):
    window.violations  # noqa: B018 - opened also with scripts on
    assert window.looks[f"{1200}"]["words"] > 1000
    outside = [url for url in window.requests if not url.startswith(("file:", "data:"))]
    assert outside == []
    files = {url for url in window.requests if url.startswith("file:")}
    assert files == {window.made.path.as_uri()}


def test_the_page_has_no_script_frame_or_outside_style(page: Made):
    assert page.soup(["script", "link", "iframe", "object", "embed", "base", "form"]) == []
    assert not any(words in page.html for words in OUTSIDE)
    pictures = [picture(image) for image in page.soup("img")]
    assert not any("<script" in svg or 'href="http' in svg for svg in pictures)


def test_the_page_keeps_within_its_size(page: Made):
    audience = page.report.audience
    budget = BUDGETS.get(audience, 600)
    assert BUDGET_KB.get(audience, USUAL_BUDGET_KB) == budget
    assert len(page.html.encode()) <= 1000 * budget


def test_the_same_input_makes_the_same_bytes(page: Made, town: Town):
    again = build_report(town.material, page.report.audience, Month.parse(page.report.month))
    assert laid_out(again) == page.html


def test_the_kernel_makes_the_page_that_is_looked_at_here(town: Town, tmp_path: Path):
    workspace = tmp_path / "town"
    shutil.copytree(town.material.received.workspace, workspace)
    result = call("report", "public", "2023-09", "--workspace", workspace)
    assert result.exit_code == 0, result.output
    issued = workspace / "outputs" / "2023-09" / "public" / "report.html"
    assert issued.read_text(encoding="utf-8") == town.page("public 2023-09").html

"""What failed is never published as done (rows 7 to 10)."""

import json

import pytest
from nbclient import NotebookClient

from salo_plan.errors import DataError
from salo_plan.publishing.checks import check_page
from salo_plan.publishing.export import export_html
from salo_plan.publishing.making import NOTEBOOK, PAGE
from salo_plan.publishing.notebook import read_notebook, run_notebook
from tests.publishing import made_up
from tests.publishing.bench import Bench
from tests.publishing.drivers import PARAMETERS, write_notebook
from tests.publishing.light import made_by, town
from tests.publishing.test_checks import HTML
from tests.publishing.test_checks import REPORT as SHOWN
from tests.workspaces import call

from .conftest import SILENT, StockRun, stock_page

MAGICS = (*SILENT[1:4], "x = !ls", "from subprocess import run", "get_ipython().system('x')")


@pytest.mark.parametrize("cell", MAGICS)
def test_a_notebook_that_runs_commands_is_refused_before_a_kernel_starts(
    stock: StockRun, tmp_path, cell
):
    """7 (papermill#501, #539; nbconvert#1546): A failing `!command`, os.system or magic does not
    fail the run."""
    assert stock.exit_code == 0
    source = write_notebook(tmp_path, "1 + 1", cell)
    with pytest.raises(DataError, match="'cell-2' runs a command"):
        run_notebook(source, tmp_path / "out.ipynb", PARAMETERS)
    assert not (tmp_path / "out.ipynb").exists()


def test_a_notebook_that_leaves_half_way_is_no_report(stock: StockRun, tmp_path):
    """8 (papermill execute.py): After sys.exit(0) the later cells never run, and the half report
    looks finished."""
    assert stock.exit_code == 0
    assert stock.outputs("print('later')") == []
    source = write_notebook(tmp_path, "import sys; sys.exit(0)", "'later'")
    made = run_notebook(source, tmp_path / "out.ipynb", PARAMETERS)
    with pytest.raises(DataError, match="failed in cell 'cell-1': SystemExit"):
        export_html(made, title="Puolikas", lang="fi")


def test_a_page_without_its_end_mark_or_a_promised_section_is_not_published():
    """8 (papermill execute.py): After sys.exit(0) the later cells never run, and the half report
    looks finished."""
    assert check_page(HTML, SHOWN) == []
    half = HTML[: HTML.index('id="statistics"') - 20]
    told = check_page(half, SHOWN)
    assert "The end mark is missing: the page is not whole." in told
    assert "The section 'statistics' is missing." in told


def test_a_failing_cell_leaves_the_last_good_report_and_its_own_work_with_the_reason(tmp_path):
    """9 (papermill + nbconvert; nbconvert#626, #1662): A failed notebook still becomes a page, or
    leaves nothing to look at."""
    bench = Bench(tmp_path / "town")
    bench.issue(1)
    source = write_notebook(tmp_path, "'good'", "1 / 0", "'never'")

    def make(order, report, private, limits):
        made_up.write_pages(order, report, private, limits)
        run_notebook(source, private / NOTEBOOK, PARAMETERS, limits)

    with pytest.raises(DataError, match="failed in cell 3: ZeroDivisionError"):
        made_up.issue(bench.workspace, 2, make)
    failed = bench.workspace / "outputs" / "failed" / made_up.PLACE
    assert "ZeroDivisionError" in (failed / "reason.txt").read_text(encoding="utf-8")
    assert "never" in (failed / NOTEBOOK).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in stock_page(read_notebook(failed / NOTEBOOK))
    assert (bench.folder / PAGE).read_bytes() == made_up.pages(1)[PAGE]
    bench.issue(2)
    assert not failed.exists()


def test_an_error_that_the_notebook_lets_pass_is_no_finished_report(tmp_path):
    """10 (jupyter-scheduler#565; executors.py ArchivingExecutionManager): A failed job is shown as
    completed, since the executor swallows the cell's error."""
    source = write_notebook(tmp_path, "1 / 0")
    node = read_notebook(source)
    NotebookClient(node, kernel_name="python3", allow_errors=True).execute()
    assert len(stock_page(node)) > 200_000
    with pytest.raises(DataError, match="failed in cell 'cell-1': ZeroDivisionError"):
        export_html(node, title="Valmis", lang="fi")


def test_the_run_tells_of_the_failed_report_and_ends_with_1(tmp_path, monkeypatch):
    """10 (jupyter-scheduler#565; executors.py ArchivingExecutionManager): A failed job is shown as
    completed, since the executor swallows the cell's error."""
    workspace = town(tmp_path / "town", "2023-01;clients;2600")

    def without_end(order, report, private, limits):
        (private / PAGE).write_text("<p>half</p>")
        raise DataError("the page is not fit to publish:\n" + check_page("<p>half</p>", SHOWN)[0])

    made_by(monkeypatch, without_end)
    result = call("run", "--on", "2023-02-26", "--workspace", workspace.folder)
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [event["event"] for event in events[1:-1]] == ["failed", "failed"]
    assert "not whole" in events[1]["reason"]
    assert not (workspace.folder / "outputs" / "2023-01").exists()

"""What is asked for is what is made: months, dates and names of parameters (rows 2 to 6)."""

import ast
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.cli import _resolve_type

from salo_plan.errors import CallError
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing import notebook as notebooks
from salo_plan.publishing.notebook import check_parameters, read_notebook, run_notebook
from salo_plan.reports.opening import find_audience
from tests.publishing.drivers import PARAMETERS, write_notebook
from tests.workspaces import call

from .conftest import StockRun

YEAR = [str(Month(2023, number)) for number in range(1, 13)]


def test_a_date_is_read_as_its_month_where_stock_papermill_cannot_even_write_it(tmp_path):
    """2 (nteract/papermill#345, #807): A date given as a parameter stops the run with "not JSON
    serializable"."""
    day, source = date(2023, 6, 30), write_notebook(tmp_path)
    with pytest.raises(TypeError, match="not JSON serializable"):
        papermill.execute_notebook(
            source, tmp_path / "out.ipynb", {"month": day}, prepare_only=True, progress_bar=False
        )
    assert Month.parse(day) == Month.parse("2023-06") == Month.parse(Month(2023, 6))
    assert json.dumps(str(Month.parse(day))) == '"2023-06"'


@pytest.mark.parametrize(("typed", "guessed"), [("2023_06", 202306), ("007", 7)])
def test_a_month_is_never_guessed_into_a_number(workspace, typed, guessed):
    """3 (papermill cli.py `_resolve_type`): `-p period 2023_06` arrives as the integer 202306, and
    `007` as 7."""
    assert _resolve_type(typed) == guessed
    refused = call("report", "steering_group", typed, "--workspace", workspace)
    assert refused.exit_code == 2
    assert "YYYY-MM" in refused.stderr
    assert not list((workspace / "outputs").iterdir())


def test_a_month_with_an_underscore_reaches_a_stock_notebook_as_a_number(
    stock: StockRun, workspace
):
    """3 (papermill cli.py `_resolve_type`): `-p period 2023_06` arrives as the integer 202306, and
    nothing says so."""
    assert stock.exit_code == 0
    assert stock.outputs("print(repr(month))")[0].text == "202306\n"
    refused = call("report", "steering_group", "2023_06", "--workspace", workspace)
    assert refused.exit_code == 2
    assert "for example 2023-06" in refused.stderr


@pytest.mark.parametrize("month", YEAR)
def test_every_month_of_a_year_reaches_the_notebook_as_its_own_text(tmp_path, month):
    """4 (jupyter-scheduler#229, PR #247): Parameters are pasted as raw code, so that 2023-10
    becomes 2013 and 2023-06 is a syntax error."""
    try:
        pasted = eval(month)
    except SyntaxError:
        pasted = None
    assert pasted != month
    given = asdict(replace(PARAMETERS, month=month, workspace="C:\\uusi \"työ\" {x} '''\n"))
    papermill.execute_notebook(
        write_notebook(tmp_path),
        tmp_path / "out.ipynb",
        given,
        prepare_only=True,
        progress_bar=False,
    )
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    (injected,) = [c for c in cells if "injected-parameters" in c.metadata.get("tags", [])]
    lines = ast.parse(injected.source).body
    assert {line.targets[0].id: ast.literal_eval(line.value) for line in lines} == given


def test_a_misspelt_parameter_is_refused_before_a_kernel_starts(
    stock: StockRun, tmp_path, monkeypatch
):
    """5 (papermill#667, #818): A misspelt parameter only warns, and the report is made with the
    default period and exit code 0."""
    assert stock.exit_code == 0
    assert "unknown parameter: audiense" in stock.log
    monkeypatch.setattr(notebooks, "_execute", lambda *_, **__: pytest.fail("a kernel was started"))
    source = write_notebook(tmp_path)
    node = read_notebook(source)
    node.cells[0].source = node.cells[0].source.replace("audience", "audiense")
    nbformat.write(node, source)
    with pytest.raises(CallError, match="Did you mean 'audiense'"):
        run_notebook(source, tmp_path / "out.ipynb", PARAMETERS)
    with pytest.raises(CallError, match="'plan' was not given"):
        check_parameters(node, {"month": "", "audiense": "", "workspace": "", "lang": ""})


def test_choices_are_checked_by_the_library_whatever_the_cell_declares(tmp_path):
    """6 (papermill#906): Parameters declared as a choice (`Literal[...]`) are reported as
    unknown."""
    source = write_notebook(tmp_path)
    node = read_notebook(source)
    choice = 'audience: Literal["steering_group", "public"] = "public"'
    node.cells[0].source = node.cells[0].source.replace('audience = ""', choice)
    nbformat.write(node, source)
    assert "audience" not in papermill.inspect_notebook(str(source))
    check_parameters(node, asdict(PARAMETERS))
    with pytest.raises(CallError, match="Did you mean 'public'"):
        find_audience(read_plan(), "publik")


def test_the_notebooks_name_no_choices_in_their_cells():
    """6 (papermill#906): Parameters declared as a choice (`Literal[...]`) are reported as
    unknown."""
    for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"):
        assert "Literal" not in read_notebook(path).cells[0].source

"""Notebooks stay thin: they show a finished report, one call a cell, and keep no outputs."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
PARAMETERS = ["month", "audience", "workspace", "lang", "plan"]
EXPLORE_PARAMETERS = ["indicator", "breakdown", "month", "other_month", "workspace", "plan"]
THICK = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.Lambda,
    ast.comprehension,
)

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code(path: Path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def tagged(path: Path, tag: str):
    return [cell for cell in read(path).cells if tag in cell.metadata.get("tags", [])]


def test_the_notebook_is_valid_and_runs_on_the_usual_kernel(path):
    node = read(path)
    nbformat.validate(node)
    assert (node.nbformat, node.nbformat_minor) == (4, 5)
    assert node.metadata.kernelspec.name == "python3"


def test_cells_call_and_do_not_compute(path):
    for cell in code(path):
        assert not re.search(r"^\s*[%!]|\bos\.system\b", cell.source, re.MULTILINE), cell.source
        thick = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, THICK)]
        assert not thick, cell.source


def test_one_parameters_cell_sets_the_strings_that_the_notebook_takes(path):
    (cell,) = tagged(path, "parameters")
    given = ast.parse(cell.source).body
    assert all(isinstance(line, ast.Assign) for line in given)
    wanted = EXPLORE_PARAMETERS if path.stem == "explore" else PARAMETERS
    assert [line.targets[0].id for line in given] == wanted
    assert all(isinstance(line.value.value, str) for line in given)


def test_nothing_of_a_run_is_saved(path):
    for cell in code(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert set(read(path).metadata) <= {"kernelspec", "language_info"}


def test_cell_ids_are_names_and_do_not_change(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(ids) == len(set(ids))
    # A saved copy of Jupyter would bring random ids of hexadecimal digits.
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)


def test_a_report_brings_style_masthead_and_end_once(path):
    if path.stem == "explore":
        pytest.skip("explore.ipynb is no report")
    assert [len(tagged(path, tag)) for tag in ("style", "masthead", "end")] == [1, 1, 1]
    assert code(path)[1].source.splitlines()[-1] == "page"
    assert all(len(ast.parse(cell.source).body) == 1 for cell in code(path)[2:])

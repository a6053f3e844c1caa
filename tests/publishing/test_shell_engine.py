"""Papermill's engine `salo-plan` leaves in a notebook what a kernel leaves."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

FIRST = 'month = ""'
DRAWN = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
CELLS = {
    "a value": "6 * 7",
    "what was given": "month",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "text in two steps": "print('a')\nprint('b')",
    "text on standard error": "import sys\nprint('e', file=sys.stderr)",
    "a figure by pyplot": DRAWN,
    "a figure as a value": "fig, ax = plt.subplots()\nax.bar([1], [2])\nplt.close(fig)\nfig",
    "blocks of HTML and Markdown": (
        "from IPython.display import HTML, Markdown, display\n"
        "display(HTML('<b>x</b>'))\ndisplay(Markdown('*y*'))"
    ),
    "a display that is updated": (
        "from IPython.display import update_display\n"
        "display('first', display_id='q')\nupdate_display('second', display_id='q')"
    ),
    "a display that is cleared": (
        "from IPython.display import clear_output\nprint('a')\nclear_output(wait=True)\nprint('b')"
    ),
    "what is awaited": "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "a value that is not shown": "6 * 7;",
    "nothing": "",
    "a failing cell": "raise ValueError('no')",
    "what comes after it": "'never run'",
}


def notebook(folder: Path, *cells: str) -> Path:
    make = nbformat.v4
    first = make.new_code_cell(FIRST, id="first", metadata={"tags": ["parameters"]})
    others = [make.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = folder / "in.ipynb"
    nbformat.write(make.new_notebook(cells=[first, *others], metadata={"kernelspec": kernel}), path)
    return path


def run(source: Path, engine: str | None = "salo-plan") -> tuple[list, str]:
    """Run a notebook; give its cells and the error that papermill tells."""
    output, error = source.with_name(f"{engine}.ipynb"), ""
    given = {"month": "2023-09"}
    try:
        # In a thread of its own, since browser tests leave a running loop in this one.
        with ThreadPoolExecutor(1) as pool:
            made = papermill.execute_notebook
            pool.submit(
                made, source, output, given, engine_name=engine, progress_bar=False
            ).result()
    except PapermillExecutionError as failed:
        error = f"{failed.cell_index} {failed.ename}: {failed.evalue}"
    cells = nbformat.read(output, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"], error


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[dict, dict, tuple[str, str]]:
    """Run one notebook by both engines; give the cells by name and the two errors."""
    source = notebook(tmp_path_factory.mktemp("engines"), *CELLS.values())
    (kernel, kernel_error), (ours, our_error) = run(source, None), run(source)
    named = [dict(zip(CELLS, cells[-len(CELLS) :], strict=True)) for cells in (kernel, ours)]
    return (*named, (kernel_error, our_error))


@pytest.mark.parametrize("name", [name for name in CELLS if name != "a failing cell"])
def test_a_cell_shows_what_it_shows_in_a_kernel(both, name):
    by_kernel, by_us, _ = both
    assert by_us[name].outputs == by_kernel[name].outputs
    assert by_us[name].execution_count == by_kernel[name].execution_count


def test_the_notebook_of_the_comparison_has_figures_and_text(both):
    shown = [output for cell in both[1].values() for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in shown) == 2
    assert sum(output.output_type == "stream" for output in shown) >= 3


def test_a_failing_cell_ends_the_notebook_with_the_same_error(both):
    by_kernel, by_us, (kernel_error, our_error) = both
    assert our_error == kernel_error
    assert our_error.endswith("ValueError: no")
    told = ("ename", "evalue", "output_type")
    pair = [cells["a failing cell"].outputs[0] for cells in (by_kernel, by_us)]
    assert [pair[0][key] for key in told] == [pair[1][key] for key in told]


def test_figures_are_drawn_in_every_notebook_that_one_process_runs(tmp_path):
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        cells, error = run(notebook(folder, DRAWN))
        assert not error
        assert "image/png" in cells[-1].outputs[0].data


def test_a_notebook_leaves_environment_folder_and_path_as_they_were(tmp_path):
    before = dict(os.environ), Path.cwd(), list(sys.path)
    cell = "import os, sys\nos.environ['LEFT'] = 'x'\nos.chdir('/')\nsys.path.insert(0, '/left')"
    cells, error = run(notebook(tmp_path, cell))
    assert (cells[-1].outputs, error) == ([], "")
    assert (dict(os.environ), Path.cwd(), list(sys.path)) == before


def test_a_name_of_one_notebook_is_unknown_in_the_next(tmp_path):
    (tmp_path / "a").mkdir()
    assert run(notebook(tmp_path / "a", "left = 1"))[1] == ""
    assert "NameError" in run(notebook(tmp_path, "left"))[1]


def test_a_cell_that_may_fail_is_not_the_last(tmp_path):
    source = notebook(tmp_path, "1 / 0", "'after'")
    node = nbformat.read(source, as_version=4)
    node.cells[1].metadata["tags"] = ["raises-exception"]
    nbformat.write(node, source)
    assert run(source)[0][-1].outputs[0].data["text/plain"] == "'after'"

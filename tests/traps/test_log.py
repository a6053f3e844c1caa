"""A log holds events, one a line, and no drawing of progress (row 23)."""

import json

from tests.publishing.light import made_by, town
from tests.workspaces import call

from .conftest import OurRun, StockRun


def test_a_run_without_a_terminal_writes_one_line_of_json_an_event(
    stock: StockRun, ours: OurRun, tmp_path, monkeypatch
):
    """23 (papermill#765; default CLI): Progress bars fill the logs, and lines from the kernel are
    mixed in."""
    assert "\r" in stock.log or "%|" in stock.log
    made_by(monkeypatch)
    workspace = town(tmp_path, "2023-01;clients;2600")
    result = call("run", "--on", "2023-02-26", "--workspace", workspace.folder)
    assert result.exit_code == 0
    events = [json.loads(line)["event"] for line in result.stdout.splitlines()]
    assert events == ["started", "issued", "issued", "done"]
    for text in (result.stderr, ours.said, ours.log):
        assert "\r" not in text
        assert "%|" not in text
        assert "[IPKernelApp]" not in text

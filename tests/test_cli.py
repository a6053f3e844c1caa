import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salo_plan.cli import main

from .spec.test_contract import ROWS


def call(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--workspace", str(workspace)])


def test_indicators_lists_all_38_in_plan_order_with_the_baselines(workspace: Path):
    result = call(workspace, "indicators", "--month", "2022-11", "--json")
    assert result.exit_code == 0
    listed = json.loads(result.stdout)
    assert [entry["id"] for entry in listed] == [row[0] for row in ROWS]
    stated = {e["id"]: e["month_value"] for e in listed if e["month_value"] is not None}
    assert stated["clients"] == 2621
    assert stated["activation_long_term"] == 18.2
    assert len(stated) == 16


def test_the_newest_month_with_clients_is_the_default(workspace: Path):
    listed = json.loads(call(workspace, "indicators", "--json").stdout)
    assert {entry["month"] for entry in listed} == {"2022-11"}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["report", "steering_group", "2023-13"], 2, "2023-13"),
        (["report", "steering_gruop", "2022-11"], 2, "Did you mean 'steering_group'?"),
        (["report", "steering_group", "2023-05"], 1, "2022-11"),
        (["indicators", "--month", "2022_11"], 2, "2022-11"),
        (["indicators", "--plan", "salo_2032"], 2, "Did you mean 'salo_2023'?"),
        (["indicatrs"], 2, "Did you mean 'indicators'?"),
        (["indicators", "--mont", "2022-11"], 2, "--month"),
        (["report", "steering_group", "2022-11", "--lang", "sv"], 2, "language"),
    ],
)
def test_a_wrong_call_is_one_plain_message_and_leaves_outputs_alone(
    workspace: Path, arguments: list[str], code: int, told: str
):
    result = call(workspace, *arguments)
    assert result.exit_code == code
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert not list((workspace / "outputs").iterdir())


def test_a_workspace_that_is_not_there_is_a_wrong_call(tmp_path: Path):
    assert call(tmp_path / "nowhere", "indicators").exit_code == 2


def test_a_misspelt_key_in_a_plan_file_is_told_with_the_nearest_one(workspace: Path):
    from salo_plan.plan.file import plan_path

    text = plan_path().read_text(encoding="utf-8").replace("decimals = 1", "decimal = 1", 1)
    (workspace / "mine.toml").write_text(text, encoding="utf-8")
    result = call(
        workspace, "report", "steering_group", "2022-11", "--plan", str(workspace / "mine.toml")
    )
    assert result.exit_code == 2
    assert "decimals" in result.stderr
    assert not list((workspace / "outputs").iterdir())


def test_a_truncated_statistics_file_stops_the_report_with_one_message(workspace: Path):
    path = workspace / "data" / "raw" / "statfin" / "12r5.csv"
    path.write_bytes(path.read_bytes()[:-40])
    result = call(workspace, "report", "steering_group", "2022-11")
    assert result.exit_code == 1
    assert "12r5.csv" in result.stderr
    assert "Traceback" not in result.output
    assert not list((workspace / "outputs").iterdir())


def test_a_file_that_no_dataset_knows_is_named_and_never_passed_over(workspace: Path):
    (workspace / "data" / "raw" / "muistio.csv").write_text("a;b\n1;2\n")
    result = call(workspace, "indicators")
    assert result.exit_code == 0
    assert "muistio.csv" in result.stderr

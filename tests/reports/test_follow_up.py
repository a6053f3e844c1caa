from datetime import date
from pathlib import Path

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.sections.follow_up import follow_up, given_by

PLAN = read_plan()
STAFF, BOARD = PLAN.audience[2], PLAN.audience[4]
DECEMBER = Month(2023, 12)


def issue(workspace: Path, month: str, audience: str) -> None:
    folder = workspace / "outputs" / month / audience
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")


def test_the_plan_promises_31_reports_and_all_are_due_when_the_board_gets_its_own(tmp_path):
    table = follow_up(PLAN, tmp_path, BOARD, DECEMBER).tables[0]
    assert [row[1] for row in table.rows] == ["12", "12", "3", "3", "1", "31"]
    assert [row[2] for row in table.rows] == ["12", "12", "3", "3", "1", "31"]


def test_an_issued_report_is_given_and_so_is_this_one(tmp_path):
    issue(tmp_path, "2023-01", "steering_group")
    issue(tmp_path, "2023-05", "staff")
    section = follow_up(PLAN, tmp_path, BOARD, DECEMBER)
    assert section.title == "Seuranta: annetut raportit 3 / luvatut 31"
    assert [row[3] for row in section.tables[0].rows] == ["1", "0", "1", "0", "1", "3"]


def test_a_report_due_after_this_one_is_not_counted_although_it_is_there(tmp_path):
    issue(tmp_path, "2023-12", "city_board")
    rows = follow_up(PLAN, tmp_path, STAFF, DECEMBER).tables[0].rows
    assert rows[4] == ("Kaupunginhallitus ja kaupunkikehityslautakunta", "1", "0", "0")
    assert rows[5] == ("Yhteensä", "31", "30", "1")


def test_a_folder_without_a_manifest_and_an_unpromised_month_are_not_given(tmp_path):
    (tmp_path / "outputs" / "2023-01" / "public").mkdir(parents=True)
    issue(tmp_path, "2022-11", "steering_group")
    counts = given_by(PLAN, tmp_path, date(2024, 2, 29), own=("city_board", DECEMBER))
    assert sum(count.given for count in counts) == 1

from pathlib import Path

import pytest

from salo_plan.errors import DataError
from salo_plan.extracts.deliveries import corrects
from salo_plan.extracts.example_mark import example_files, refuse_mixing
from salo_plan.extracts.received import read_received
from salo_plan.extracts.tables import usable_tables
from salo_plan.plan.areas import NO_MUNICIPALITIES

HEAD = (
    "Kuukausi;Uusia työnhakijoita;Kontaktoitu määräajassa;Kontaktoitu myöhässä;"
    "Kontaktoimatta;Määräaika kesken\n"
)


def deliver(workspace: Path, name: str, rows: str, head: str = HEAD) -> Path:
    path = workspace / "data" / "raw" / name
    path.write_text(head + rows, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ("a_2023-02_korjattu.csv", "a_2023-02.csv", True),
        ("a_2023-02_korjattu2.csv", "a_2023-02_korjattu.csv", True),
        ("a_2023-02.csv", "a_2023-02_korjattu.csv", False),
        ("a_2023-03_korjattu.csv", "a_2023-02.csv", False),
        ("data/raw/uudet/a_2023-02_Korjattu.xlsx", "data/raw/a_2023-02.csv", True),
        ("a_2023-02_korjattu_b.csv", "a_2023-02.csv", False),
    ],
)
def test_a_correction_is_known_by_its_name(new: str, old: str, expected: bool):
    assert corrects(new, old) is expected


def test_a_declared_correction_replaces_the_month_it_gives_anew(workspace: Path):
    deliver(workspace, "kontaktit_uudet_2023-02.csv", "2023-02;100;70;10;10;10\n")
    deliver(workspace, "kontaktit_uudet_2023-02_korjattu.csv", "2023-02;101;80;10;1;10\n")
    tables = usable_tables(read_received(workspace, NO_MUNICIPALITIES))
    assert tables.frames["first_contacts"]["in_time"].tolist() == [80]
    assert tables.superseded[0].month == "2023-02"


def test_an_unchanged_file_is_read_from_the_store_and_a_changed_one_anew(workspace: Path):
    path = deliver(workspace, "kontaktit_uudet_2023-02.csv", "2023-02;100;70;10;10;10\n")
    first = read_received(workspace, NO_MUNICIPALITIES).of("first_contacts")[0]
    again = read_received(workspace, NO_MUNICIPALITIES).of("first_contacts")[0]
    assert again.frame.equals(first.frame)
    assert (again.sha256, again.faults, again.rows_read) == (first.sha256, (), 1)
    path.write_text(HEAD + "2023-02;101;80;10;1;10\n", encoding="utf-8")
    assert read_received(workspace, NO_MUNICIPALITIES).of("first_contacts")[0].frame[
        "in_time"
    ].tolist() == [80]
    stored = workspace / "data" / "processed" / "tables" / "first_contacts"
    assert len(list(stored.iterdir())) == 1


def test_parts_that_do_not_add_up_refuse_the_file_with_row_and_sum(workspace: Path):
    deliver(workspace, "kontaktit_uudet_2023-02.csv", "2023-02;100;70;10;10;9\n")
    table = read_received(workspace, NO_MUNICIPALITIES).refused[0]
    assert [(f.row, f.column, f.value) for f in table.faults] == [(2, "Uusia työnhakijoita", "100")]
    assert "99" in table.faults[0].reason


def test_the_example_among_received_files_of_one_dataset_is_refused(workspace: Path):
    made_up = deliver(workspace, "kontaktit_uudet_2023-01.csv", "2023-01;100;70;10;10;10\n")
    deliver(workspace, "kontaktit_uudet_2023-02.csv", "2023-02;100;70;10;10;10\n")
    received = read_received(workspace, NO_MUNICIPALITIES)
    table = next(t for t in received.of("first_contacts") if t.path.endswith(made_up.name))
    with pytest.raises(DataError, match=r"kontaktit_uudet_2023-02\.csv"):
        refuse_mixing(received.tables, {table.path: table.sha256})
    refuse_mixing(received.tables, {})
    assert example_files(workspace) == {}

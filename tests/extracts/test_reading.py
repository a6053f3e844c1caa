from pathlib import Path

import pytest

from salo_plan.extracts.datasets.given import GIVEN
from salo_plan.extracts.reading import read_table

HEADER = "month;indicator;value;numerator;denominator;state;source;received\n"


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: str | bytes, name: str = "figures_test.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, GIVEN, tmp_path)

    return reading


def test_a_clean_file_becomes_rows_indexed_by_their_line_in_the_file(read):
    table = read(HEADER + "2022-11;clients;2621;;;ok;URA;5.12.2022\n")
    assert not table.faults
    assert table.frame.index.tolist() == [2]
    assert table.frame.loc[2, "value"] == 2621
    assert (table.rows_read, table.rows_used) == (1, 1)


def test_every_fault_of_a_file_is_told_with_row_column_and_value(read):
    table = read(
        HEADER
        + "2022-11;clients;2621;;;ok;URA;\n"
        + "2022-13;clients;paljon;;;ok;URA;\n"
        + "2022-12;clients;2600;;;varma;URA;\n"
    )
    found = [(f.row, f.column, f.value) for f in table.faults]
    assert (3, "month", "2022-13") in found
    assert (3, "value", "paljon") in found
    assert table.rows_used == 0
    assert table.rows_rejected == 3


def test_a_value_outside_the_code_list_is_told_by_its_row(read):
    table = read(HEADER + "2022-12;clients;2600;;;varma;URA;\n")
    assert [(f.row, f.column, f.value) for f in table.faults] == [(2, "state", "varma")]


@pytest.mark.parametrize("row", ["2022-12;;2600;;;ok;URA;\n", ";clients;2600;;;ok;URA;\n"])
def test_an_empty_cell_is_told_with_what_to_do_about_it(read, row):
    (fault,) = read(HEADER + row).faults
    assert fault.reason.startswith("the cell is empty, and every row needs a value here. Fill it")


def test_the_same_indicator_and_month_twice_is_a_fault(read):
    row = "2022-12;clients;2600;;;ok;URA;\n"
    table = read(HEADER + row + row)
    assert [f.row for f in table.faults] == [3]


def test_a_missing_column_is_told_once_by_name(read):
    table = read("month;indicator;value;numerator;denominator;state\n2022-12;clients;1;;;ok\n")
    assert [f.column for f in table.faults] == ["source"]


def test_windows_encoding_and_bare_carriage_returns_are_read(read):
    text = HEADER + "2022-12;clients;2600;;;ok;käsin;\n"
    for content in (
        text.encode("cp1252"),
        text.encode("utf-8-sig"),
        text.replace("\n", "\r").encode(),
    ):
        table = read(content)
        assert table.frame["source"].tolist() == ["käsin"]


def test_an_empty_file_is_a_fault_and_not_a_crash(read):
    assert read("").refused


def test_a_secret_value_is_kept_as_secret(read):
    table = read(HEADER + "2022-12;clients;...;;;ok;URA;\n")
    assert table.frame["value_state"].tolist() == ["secret"]

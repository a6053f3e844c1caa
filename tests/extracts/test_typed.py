import pytest

from salo_plan.extracts.layout import find_layout
from salo_plan.extracts.raw import RawRow, RawSheet
from salo_plan.extracts.schema import ColumnRule
from salo_plan.extracts.typed import typed_frame
from salo_plan.extracts.values import Cell

CLIENTS = ColumnRule("clients", "Asiakkaita", "count", "Clients.", marks=True)


def typed(*cells: Cell, rule: ColumnRule = CLIENTS):
    header = RawRow(1, ("Alue", rule.header))
    rows = tuple(RawRow(number, ("Salo", cell)) for number, cell in enumerate(cells, start=2))
    layout = find_layout(RawSheet(None, (header, *rows)), {"asiakkaita"})
    return typed_frame(layout, [(rule, 1)], ",")


def test_each_row_gets_what_stands_in_it_however_often_it_is_repeated():
    frame, faults = typed("1", "...", "1", "2", "...")
    assert frame["clients"].fillna(-1).tolist() == [1, -1, 1, 2, -1]
    assert frame["clients_state"].tolist() == ["ok", "secret", "ok", "ok", "secret"]
    assert faults == []


def test_a_wrong_cell_is_told_on_every_row_it_stands_on():
    _, faults = typed("1", "monta", "2", "monta")
    assert [(fault.row, fault.value) for fault in faults] == [(3, "monta"), (5, "monta")]


def test_a_workbooks_yes_is_not_its_one():
    frame, faults = typed(1, True, 1.0)
    assert frame["clients"].isna().tolist() == [False, True, False]
    assert [fault.row for fault in faults] == [3]


@pytest.mark.parametrize("cell", ["5 %", "5€"])
def test_a_count_has_no_unit(cell: str):
    _, faults = typed(cell)
    assert [fault.reason for fault in faults] == ["a unit where a bare count belongs"]


def test_a_list_without_rows_has_its_columns_all_the_same():
    frame, faults = typed()
    assert list(frame.columns) == ["clients", "clients_state"]
    assert frame.dtypes.astype(str).tolist() == ["float64", "str"]
    assert faults == []

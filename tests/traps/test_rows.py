"""A row that does not fit is named with its place, and the file gives no figure (row 19)."""

import pandas as pd
import pandera.pandas as pa
import pytest

from tests.workspaces import told

COACHES = """\
Laskentapäivä;Tiimi;Omavalmentajia (hlö);Htv;Asiakkaita;Tavoite enintään
31.3.2023;Tiimi 1;3;2,8;379;130
31.3.2023;Tiimi 2;kuusi;5,6;677;140
32.3.2023;Tiimi 3;2;2,0;-5;140
"""
NAME = "omavalmentajat_2023-03.csv"


def test_every_faulty_row_is_told_at_once_with_line_column_value_and_reason(received):
    """19 (great_expectations#4185, #5265; pandera#1080, #1830, #484): Failing rows are not shown,
    a wrong type has no row number, and a second pass shows new faults."""
    # Today's pandera gives a wrong type its place in the frame, which is not the line of the file.
    table = pd.DataFrame({"coaches": ["3", "kuusi", "2"]})
    with pytest.raises(pa.errors.SchemaErrors) as stock:
        pa.DataFrameSchema({"coaches": pa.Column(int)}).validate(table, lazy=True)
    assert list(stock.value.failure_cases["index"]) == [1]

    entry = received.write(NAME, COACHES).entry(NAME)
    assert told(entry)[0] == (3, "Omavalmentajia (hlö)", "kuusi")
    assert (4, "Laskentapäivä", "32.3.2023") in told(entry)
    assert (4, "Asiakkaita", "-5") in told(entry)
    assert all(fault["reason"] for fault in entry["faults"])


def test_the_rows_read_are_the_rows_used_and_the_rows_rejected(received):
    """19 (great_expectations#4185, #5265; pandera#1080, #1830, #484): Failing rows are not shown,
    a wrong type has no row number, and a second pass shows new faults."""
    schema = pa.DataFrameSchema({"coaches": pa.Column(int, coerce=True)}, drop_invalid_rows=True)
    stock = schema.validate(pd.DataFrame({"coaches": ["3", "kuusi", "2"]}), lazy=True)
    assert len(stock) == 2  # And nobody is told.

    entry = received.write(NAME, COACHES).entry(NAME)
    assert entry["rows_read"] == entry["rows_used"] + entry["rows_rejected"] == 3
    assert entry["rows_used"] == 0
    entry = received.write(NAME, "".join(COACHES.splitlines(keepends=True)[:2])).entry(NAME)
    assert (entry["rows_read"], entry["rows_used"], entry["rows_rejected"]) == (1, 1, 0)

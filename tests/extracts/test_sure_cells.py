"""What is read all at once is what a cell alone would be read as."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from salo_plan.extracts.sure_cells import are_bare, as_strings, sure_days, surely_differ
from salo_plan.extracts.values import date_value

DAYS = [f"{day}.{month}.{year}" for day in (1, 9, 28, 29, 30, 31) for month in range(1, 13)
        for year in (1900, 1999, 2000, 2023, 2024, 2199)]  # fmt: skip
OTHERS = (
    *("", "0.1.2023", "32.1.2023", "1.0.2023", "1.13.2023", "1.1.1899", "1.1.2200", "1.1.23"),
    *("2023-01-01", " 1.1.2023", "1.1.2023 ", "1.1.2023\n", "٣.1.2023", "001.1.2023"),
)


def test_a_sure_day_is_the_day_that_the_cell_alone_gives():
    days, sure = sure_days(pa.array(DAYS))
    for text, day, is_sure in zip(DAYS, days.tolist(), sure, strict=True):
        try:
            expected = date_value(text)
        except ValueError:
            expected = None
        assert (day.date() if day else None) == expected
        assert is_sure == (expected is not None)


def test_what_is_no_day_or_written_otherwise_is_left_to_the_slow_way():
    days, sure = sure_days(pa.array(OTHERS))
    assert not sure.any()
    assert np.isnat(days).all()


@pytest.mark.parametrize(
    ("texts", "bare"),
    [
        (["A1", "b-2", "~!"], True),
        (["A1", ""], False),
        (["A 1"], False),
        (["Ä1"], False),
        (["A1\t"], False),
        ([], False),
        (["A1", None], False),
    ],
)
def test_bare_texts_are_their_own_values(texts: list[str], bare: bool):
    assert are_bare(pa.array(texts, pa.string())) is bare


def test_a_slice_of_texts_is_judged_by_its_own_letters():
    assert are_bare(pa.array(["Ä", "A1", "Ö"]).slice(1, 1))
    assert as_strings(pa.array(["Ä", "A1"]).slice(1)).tolist() == ["A1"]


@pytest.mark.parametrize(
    ("texts", "differ"),
    [
        (["A0000001", "A0000002"], True),
        (["A0000001", "A0000001"], False),
        (["A1", "B1"], True),
        (["1-A0000001", "2-A0000001"], False),
        (["A1", "A22"], False),
        (["", ""], False),
        ([], False),
        (["A1", None], False),
    ],
)
def test_texts_of_one_length_surely_differ_when_their_ends_do(texts: list[str], differ: bool):
    assert surely_differ(pd.Series(texts, dtype="str")) is differ

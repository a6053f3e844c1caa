from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salo_plan.errors import CallError
from salo_plan.periods import Month, Term

MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


@given(MONTHS)
def test_a_month_survives_being_written_and_read(month: Month):
    assert Month.parse(str(month)) == month


@given(MONTHS, st.integers(-200, 200))
def test_going_and_counting_months_agree(month: Month, step: int):
    assert month.plus(step).minus(month) == step


@pytest.mark.parametrize(
    ("text", "hint"),
    [("2023_06", "2023-06"), ("202306", "2023-06"), ("06/2023", "2023-06"), ("2023-13", "YYYY-MM")],
)
def test_other_spellings_are_refused_with_a_hint(text: str, hint: str):
    with pytest.raises(CallError, match=hint):
        Month.parse(text)


def test_a_date_stands_for_its_month():
    assert Month.parse(date(2023, 6, 30)) == Month(2023, 6)


def test_february_ends_as_the_calendar_says():
    assert Month(2024, 2).last_day == date(2024, 2, 29)


def test_the_year_to_date_begins_in_january():
    assert [str(m) for m in Month(2023, 3).year_to_date()] == ["2023-01", "2023-02", "2023-03"]
    assert Term(Month(2023, 1), Month(2023, 3)).year_ago == Term(Month(2022, 1), Month(2022, 3))

"""Figures delivered ready: what a row of figures*.csv becomes, and which rows are left out."""

import math

import pandas as pd
import pytest

from salo_plan.figures import Measured, Measurement, Source
from salo_plan.indicators.given import given_measurements
from salo_plan.periods import Month

from .plan_samples import indicator, plan_with
from .table_samples import GIVEN, given, rows, tables

JUNE = Month(2023, 6)
FIGURES = "data/raw/figures_kesä.csv"
STATED = "data/raw/figures_plan_2023.csv"
BLANK = math.nan
METRIC = {"given": "figures"}
SHARE = indicator(id="transfers", metric=METRIC, scope="S")
SCORE = indicator(id="nps", unit="pistettä", metric=METRIC)
EUROS = indicator(id="cost", unit="€", metric=METRIC)
PEOPLE = indicator(id="students", unit="hlö", metric=METRIC)
PLAN = plan_with(SHARE, SCORE, EUROS, PEOPLE)


def june(*parts: pd.DataFrame):
    return given_measurements(PLAN, tables(*(("figures", part) for part in parts)), JUNE)


def value_of(name: str, value: float) -> tuple[float | None, tuple[str, ...]]:
    found = june(given(FIGURES, ("2023-06", name, value)))
    return found.measurements.value(name, JUNE), found.warnings


def marked(value_state: str, state: str) -> Measured:
    row = ("2023-06", "transfers", BLANK, BLANK, BLANK, value_state, state)
    return june(rows(FIGURES, GIVEN, row)).measurements.figure("transfers", JUNE)


def test_a_row_becomes_a_figure_with_its_parts_its_scope_and_its_place_in_the_file():
    found = june(given(FIGURES, ("2023-06", "transfers", 80.0, 32.0, 40.0), first_row=5))
    source = Source(FIGURES, f"hash of {FIGURES}", "5", "delivered")
    expected = Measurement("transfers", JUNE, "S", Measured(80.0, 32.0, 40.0, "ok"), (source,))
    assert list(found.measurements) == [expected]
    assert found.warnings == ()


def test_what_the_plan_itself_states_is_told_apart_by_its_file():
    found = june(given(STATED, ("2023-06", "transfers", 80.0)))
    source = Source(STATED, f"hash of {STATED}", "2", "plan")
    expected = Measurement("transfers", JUNE, "S", Measured(80.0), (source,))
    assert list(found.measurements) == [expected]


def test_parts_that_are_not_told_are_unknown_and_a_zero_is_a_zero():
    told = given(FIGURES, ("2023-06", "transfers", 0.0, 0.0, BLANK), ("2023-06", "nps", 5.0))
    found = june(told).measurements
    assert found.figure("transfers", JUNE) == Measured(0.0, 0.0, None)
    assert found.figure("nps", JUNE) == Measured(5.0, None, None)


def test_other_months_are_left_alone():
    told = given(FIGURES, ("2023-05", "transfers", 70.0), ("2023-06", "nps", 5.0))
    assert [item.indicator for item in june(told).measurements] == ["nps"]


# --- Marks ----------------------------------------------------------------------------------------


def test_a_mark_in_the_cell_of_the_value_counts_when_the_state_says_ok():
    assert marked("secret", "ok") == Measured(None, state="secret")
    assert marked("missing", "ok") == Measured(None, state="missing")


def test_a_state_that_says_something_counts_before_the_mark():
    assert marked("missing", "not_applicable") == Measured(None, state="not_applicable")
    assert marked("ok", "secret") == Measured(None, state="secret")


def test_a_provisional_figure_keeps_its_value():
    row = ("2023-06", "students", 92.0, BLANK, BLANK, "ok", "provisional")
    found = june(rows(FIGURES, GIVEN, row)).measurements.figure("students", JUNE)
    assert found == Measured(92.0, state="provisional")


# --- Two files ------------------------------------------------------------------------------------


def test_a_delivered_row_counts_before_the_plans_own_in_whichever_order_they_are_read():
    first = given(FIGURES, ("2023-06", "transfers", 80.0))
    then = given(STATED, ("2023-06", "transfers", 75.0))
    assert june(first, then).measurements.value("transfers", JUNE) == 80
    assert june(then, first).measurements.value("transfers", JUNE) == 80


# --- What cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("transfers", 0.0), ("transfers", 0.5), ("transfers", 100.0)),
        *(("nps", -100.0), ("nps", -99.5), ("nps", 100.0)),
        *(("cost", -1500.0), ("cost", 3_390_000.0)),
        *(("students", 0.0), ("students", 101.0)),
    ],
)
def test_the_ends_of_a_scale_are_possible_and_corrections_of_euros_may_be_negative(name, value):
    assert value_of(name, value) == (value, ())


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        *(("transfers", -0.1, "-0.1"), ("transfers", 100.5, "100.5"), ("nps", -101.0, "-101")),
        *(("nps", 100.5, "100.5"), ("students", -1.0, "-1")),
    ],
)
def test_a_value_off_its_scale_is_left_out_and_its_row_told(name, value, written):
    told = f"{FIGURES}, row 2: {name} cannot be {written}; left out."
    assert value_of(name, value) == (None, (told,))


def test_rows_below_one_that_cannot_be_still_count():
    told = given(FIGURES, ("2023-06", "transfers", 180.0), ("2023-06", "nps", 5.0))
    assert [item.indicator for item in june(told).measurements] == ["nps"]


# --- Who is not known -----------------------------------------------------------------------------


def test_an_indicator_that_the_plan_does_not_have_is_told_with_its_row_and_the_nearest_one():
    told = given(FIGURES, ("2023-06", "transfer", 80.0), ("2023-06", "nps", 5.0), first_row=7)
    found = june(told)
    (warning,) = found.warnings
    assert warning.startswith(f"{FIGURES}, row 7")
    assert "'transfer'" in warning
    assert "Did you mean 'transfers'?" in warning
    assert [item.indicator for item in found.measurements] == ["nps"]


def test_all_that_is_wrong_is_told_in_the_order_of_the_rows():
    rows_of_june = (
        ("2023-06", "students", -1.0),
        ("2023-06", "zzz", 1.0),
        ("2023-06", "transfers", 180.0),
    )
    warnings = june(given(FIGURES, *rows_of_june)).warnings
    assert [warning.split("row ")[1][0] for warning in warnings] == ["2", "3", "4"]

"""Usual unrest and signals, held against abspc (NHS, Making Data Count)."""

import pandas as pd
import pytest
from abspc.spc import calculate_control_limits, detect_special_causes
from hypothesis import given
from hypothesis import strategies as st

from salo_plan.indicators.variation import BASE_MONTHS, variation
from salo_plan.periods import Month

START = Month(2022, 1)
STEADY = [50.0, 52.0, 49.0, 51.0, 50.0, 53.0, 48.0, 50.0, 52.0, 49.0, 51.0, 50.0]


def points(*values: float) -> list[tuple[Month, float]]:
    return [(START.plus(step), value) for step, value in enumerate(values)]


def by_abspc(values: list[float]) -> pd.Series:
    """The newest month as the reference judges it, with limits of the first twelve months."""
    limits = calculate_control_limits(pd.DataFrame({"value": values[:BASE_MONTHS]}), "XmR").iloc[0]
    frame = pd.DataFrame({"value": values}).assign(**limits[["mean", "ucl", "lcl"]].to_dict())
    return detect_special_causes(frame).iloc[-1]


def test_twelve_months_are_too_few_to_know_what_is_usual():
    assert variation(points(*STEADY)) is None


def test_a_month_within_the_limits_signals_nothing():
    found = variation(points(*STEADY, 54.0))
    assert found.signal == "none"
    assert (str(found.first), str(found.last)) == ("2022-01", "2022-12")


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges():
    found = variation(points(*STEADY, 54.0))
    # Sum of the twelve 605; moving ranges 2 3 2 1 3 5 2 2 3 2 1, together 26.
    assert found.mean == pytest.approx(605 / 12)
    assert found.upper == pytest.approx(605 / 12 + 3 / 1.128 * 26 / 11)
    assert found.lower == pytest.approx(605 / 12 - 3 / 1.128 * 26 / 11)


def test_a_month_beyond_a_limit_is_a_signal():
    assert variation(points(*STEADY, 57.0)).signal == "above"
    assert variation(points(*STEADY, 44.0)).signal == "below"


def test_the_eighth_month_in_a_row_on_one_side_is_a_signal_and_the_seventh_is_not():
    assert variation(points(*STEADY[:-1], 49.0, *[52.0] * 7)).signal == "none"
    assert variation(points(*STEADY[:-1], 49.0, *[52.0] * 8)).signal == "run_above"
    assert variation(points(*STEADY[:-1], 51.0, *[49.0] * 8)).signal == "run_below"


def test_later_months_do_not_move_the_limits():
    first = variation(points(*STEADY, 54.0))
    later = variation(points(*STEADY, 54.0, 60.0, 61.0, 62.0))
    assert (first.lower, first.upper) == (later.lower, later.upper)


def test_a_figure_that_only_follows_the_season_signals_nothing():
    factors = dict.fromkeys(range(1, 13), 1.0) | {1: 1.3}
    seasonal = [value * factors[n] for n, value in enumerate(STEADY, start=1)]
    january = seasonal[0]
    assert variation(points(*seasonal, january), factors).signal == "none"
    assert variation(points(*STEADY, january)).signal == "above"


@given(st.lists(st.floats(1, 1000), min_size=13, max_size=30))
def test_the_reference_finds_the_same_signals(values):
    ours, theirs = variation(points(*values)), by_abspc(values)
    beyond = ours.signal in ("above", "below")
    assert beyond == bool(theirs["rule1"])
    if not beyond:
        assert ours.signal.startswith("run") == bool(theirs["rule2"])
    assert (ours.lower, ours.upper) == pytest.approx((theirs["lcl"], theirs["ucl"]))


def test_the_newest_month_is_told_with_the_factor_of_its_own_month():
    found = variation(points(*STEADY, 54.0, 57.0))
    assert (found.value, found.seasonal) == (57.0, False)
    even = variation(points(*STEADY, 54.0, 57.0), dict.fromkeys(range(1, 13), 1.0))
    assert (even.value, even.seasonal) == (57.0, True)

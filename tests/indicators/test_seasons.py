"""Seasonal factors of the published series."""

from pathlib import Path

import pytest

from salo_plan.extracts.statfin import read_statfin
from salo_plan.indicators.seasons import seasonal_factors
from salo_plan.periods import Month

SALO = "KU734"
ROOT = Path(__file__).parents[2]
MONTHS = [Month(year, number) for year in range(2013, 2023) for number in range(1, 13)]
SHAPE = dict.fromkeys(range(1, 13), 1.0) | {7: 1.2, 10: 0.8}


def salo() -> dict[Month, float]:
    published = read_statfin(ROOT)
    assert published is not None
    return {m: f.value for m, f in published.unemployed(SALO).items() if f.value is not None}


def test_a_steady_series_with_a_season_gives_its_own_shape():
    series = {month: 1000.0 * SHAPE[month.number] for month in MONTHS}
    factors = seasonal_factors(series, 2023)
    # The two months pull the fitted line a little, the same every year.
    assert factors[7] == pytest.approx(1.2, abs=0.03)
    assert factors[10] == pytest.approx(0.8, abs=0.03)


def test_a_straight_climb_is_no_season():
    series = {month: 100.0 + place for place, month in enumerate(MONTHS)}
    assert seasonal_factors(series, 2023) == pytest.approx(dict.fromkeys(range(1, 13), 1.0))


def test_the_year_of_the_shock_is_left_out():
    series = {month: 1000.0 * SHAPE[month.number] for month in MONTHS}
    shocked = series | {
        month: 5000.0 for month in MONTHS if month.year == 2020 and month.number > 3
    }
    assert seasonal_factors(shocked, 2023) == seasonal_factors(series, 2023)


def test_nine_years_are_too_few():
    series = {month: 100.0 for month in MONTHS if month.year > 2013}
    assert seasonal_factors(series, 2023) is None


def test_nothing_of_the_year_itself_or_later_is_used():
    series = {month: 1000.0 * SHAPE[month.number] for month in MONTHS}
    later = series | {Month(2023, number): 9000.0 for number in range(1, 13)}
    assert seasonal_factors(later, 2023) == seasonal_factors(series, 2023)


def test_unemployment_in_salo_peaks_in_july_and_december():
    factors = seasonal_factors(salo(), 2023)
    # The factors of 2015-2022 without 2020, worked out elsewhere by the same method.
    known = (1.05, 1.03, 0.99, 0.95, 0.93, 1.03, 1.09, 0.96, 0.93, 0.94, 0.98, 1.12)
    assert [factors[number] for number in range(1, 13)] == pytest.approx(known, abs=0.015)


@pytest.mark.parametrize("number", [1, 6, 12])
def test_a_year_with_a_month_missing_or_zero_is_not_whole(number):
    series = {month: 1000.0 * SHAPE[month.number] for month in MONTHS}
    hole = Month(2015, number)
    assert seasonal_factors(series | {hole: 0.0}, 2023) is None
    del series[hole]
    assert seasonal_factors(series, 2023) is None


def test_a_series_of_parts_of_one_has_the_same_season():
    small = {month: 0.5 * SHAPE[month.number] for month in MONTHS}
    large = {month: 1000.0 * SHAPE[month.number] for month in MONTHS}
    assert seasonal_factors(small, 2023) == pytest.approx(seasonal_factors(large, 2023))

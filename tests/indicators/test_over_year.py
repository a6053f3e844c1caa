import pytest

from salo_plan.figures import MISSING, Measured, Measurement
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.over_year import gaps_to_even_pace, year_figure
from salo_plan.periods import Month

from .plan_samples import indicator, months


def over(rule: str, values: dict[str, object], last: str = "2023-03", **changes: object):
    item = indicator(over_year=rule, **changes)
    return year_figure(item, months("share", values), Month.parse(last).year_to_date())


def test_the_last_month_stands_for_the_year_where_the_plan_counts_a_stock():
    assert over("last", {"2023-01": 50.0, "2023-03": 55.0}).figure.value == 55.0


def test_a_mean_is_the_mean_of_the_months_with_its_sum_and_count():
    figure = over("mean", {"2023-01": 370.0, "2023-02": 380.0, "2023-03": 407.0}).figure
    assert (figure.numerator, figure.denominator) == (1157, 3)
    assert figure.value == pytest.approx(1157 / 3)


def test_a_share_over_months_comes_from_sums_not_from_the_mean_of_shares():
    values = {"2023-01": (1, 2), "2023-02": (90, 100), "2023-03": (0, 50)}
    figure = over("pooled", values).figure
    assert figure.value == pytest.approx(100 * 91 / 152)
    assert (figure.numerator, figure.denominator) == (91, 152)


def test_a_sum_adds_corrections_that_are_negative():
    values = {"2023-01": 280_000.0, "2023-02": -1_500.5, "2023-03": 290_000.0}
    assert over("sum", values, unit="€").figure.value == 568_499.5


def test_every_month_counts_the_months_that_met_the_target():
    figure = over("every_month", {"2023-01": 59.0, "2023-02": 60.0, "2023-03": 58.0}).figure
    assert (figure.value, figure.numerator, figure.denominator) == (2, 2, 3)


def test_a_missing_month_makes_the_year_provisional_and_is_never_zero():
    year = over("sum", {"2023-01": 280_000.0, "2023-03": 290_000.0}, unit="€")
    assert year.figure.value == 570_000
    assert year.figure.state == "provisional"
    assert (year.present, year.expected) == (2, 3)


def test_a_year_without_any_month_is_missing():
    year = over("mean", {})
    assert year.figure.value is None
    assert year.figure.state == "missing"


def test_shares_without_parts_cannot_be_pooled():
    assert over("pooled", {"2023-01": 50.0, "2023-02": 60.0}).figure.value is None


def test_a_sum_is_held_month_by_month_against_even_twelfths_of_the_years_limit():
    assert gaps_to_even_pace([100.0, 90.0, 130.0], limit=1200) == [0, -10, 20]


def test_a_year_without_any_month_has_none_present_of_those_expected():
    year = over("mean", {})
    assert (year.present, year.expected) == (0, 3)


def test_a_verbal_indicator_has_no_year():
    verbal = indicator(kind="verbal", over_year=None, metric={}, target=None)
    found = year_figure(verbal, months("share", {"2023-01": 5.0}), Month(2023, 3).year_to_date())
    assert (found.figure, found.present, found.expected) == (MISSING, 0, 3)


def test_a_provisional_year_keeps_its_parts_and_what_is_printed_beside():
    january = Measured(80.0, 72, 90, "ok", (("määräaika kesken", 10.0),))
    found = Measurements.of([Measurement("share", Month(2023, 1), "T", january)])
    year = year_figure(indicator(over_year="pooled"), found, Month(2023, 3).year_to_date())
    assert year.figure == Measured(80.0, 72, 90, "provisional", (("määräaika kesken", 10.0),))

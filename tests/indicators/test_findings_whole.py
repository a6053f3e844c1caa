"""What a finding tells beside its figure: what is judged, few people, the month within a year."""

import pytest

from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month

from .plan_samples import indicator, months, plan_with

MARCH = Month(2023, 3)
SCORE = {"function": "net_promoter_score", "in": "feedback"}
BASELINE = {"month": "2022-11", "value": 53, "text": "53%"}


def found(entry, values: dict, judge=None, month: Month = MARCH) -> Finding:
    extra = {} if judge is None else {"judge": judge}
    return assess(plan_with(entry), months("share", values), month, **extra)[0]


def test_without_a_word_the_month_is_judged():
    entry = indicator(over_year="mean")
    assert found(entry, {"2023-01": 70.0, "2023-03": 50.0}).judged == "month"


def test_a_stock_is_judged_by_its_newest_month_in_every_report():
    finding = found(indicator(over_year="last"), {"2023-01": 70.0, "2023-03": 50.0}, "year")
    assert (finding.judged, finding.figure.value, finding.met) == ("month", 50.0, True)


def test_a_mean_is_judged_by_the_year_in_period_reports():
    values = {"2023-01": 80.0, "2023-02": 65.0, "2023-03": 50.0, "2022-03": 48.0}
    finding = found(indicator(over_year="mean"), values, "year")
    assert (finding.judged, finding.verdict) == ("year", "missed")
    assert finding.figure.value == pytest.approx(195 / 3)
    assert finding.month_figure.value == 50.0
    assert finding.month_year_ago.difference == 2.0
    assert finding.month_year_ago.reference == 48.0


def test_the_baseline_is_told_and_whether_it_met_the_target():
    finding = found(indicator(baseline=BASELINE), {"2023-03": 50.0})
    assert (finding.baseline.reference, finding.baseline.difference) == (53.0, -3.0)
    assert finding.met_at_baseline is True
    above = found(indicator(baseline={**BASELINE, "value": 60}), {"2023-03": 50.0})
    assert above.met_at_baseline is False
    assert found(indicator(), {"2023-03": 50.0}).met_at_baseline is None


def test_months_that_met_are_counted_and_have_no_baseline():
    entry = indicator(over_year="every_month", baseline=BASELINE)
    every = {"2023-01": 50.0, "2023-02": 51.0, "2023-03": 52.0}
    finding = found(entry, every, "year")
    assert (finding.verdict, finding.counts_months) == ("met", True)
    assert finding.baseline.reference is None
    assert found(entry, every | {"2023-02": 60.0}, "year").verdict == "missed"


@pytest.mark.parametrize(
    ("entry", "people", "few"),
    [
        ({}, 29, True),
        ({}, 30, False),
        (
            {"unit": "pistettä", "metric": {"function": "net_promoter_score", "in": "feedback"}},
            29,
            True,
        ),
        ({"unit": "hlö"}, 29, False),
        ({"metric": {"function": "posting_days", "in": "events"}}, 22, False),
    ],
    ids=["a share of 29", "a share of 30", "a score of 29", "a count", "days of a month"],
)
def test_a_share_or_score_of_fewer_than_thirty_is_of_few(entry, people, few):
    figure = Measured(50.0, people / 2, people)
    measured = Measurements.of([Measurement("share", MARCH, "T", figure)])
    assert assess(plan_with(indicator(**entry)), measured, MARCH)[0].few is few


def test_a_figure_without_a_value_or_a_denominator_is_not_of_few():
    for figure in (Measured(None, 1.0, 2.0, "secret"), Measured(50.0)):
        measured = Measurements.of([Measurement("share", MARCH, "T", figure)])
        assert assess(plan_with(indicator()), measured, MARCH)[0].few is False


def near(value: float, **changes) -> Finding:
    return found(indicator(baseline=BASELINE, **changes), {"2023-03": value})


def test_worsening_is_met_worse_than_the_baseline_and_within_five_percent_of_the_limit():
    assert near(57.0).worsening
    assert not near(56.9).worsening
    assert not near(60.0).worsening
    assert not near(52.0).worsening
    assert not found(indicator(), {"2023-03": 59.0}).worsening


def test_rounding_of_the_baseline_alone_is_no_worsening():
    close = {"op": "<", "limit": 54, "words": "alle 54"}
    assert not near(53.4, target=close).worsening
    assert near(53.6, target=close).worsening


def month_in_year(*values: float, **changes) -> bool:
    """Three months of a mean whose year meets its target: is the newest month worsening?"""
    entry = indicator(**{"over_year": "mean", "baseline": BASELINE, **changes})
    series = {f"2023-{n:02d}": value for n, value in enumerate(values, start=1)}
    return found(entry, series, "year").month_worsening


def test_the_newest_month_of_a_good_year_worsens_at_or_near_the_limit():
    assert month_in_year(40.0, 40.0, 61.0)
    assert month_in_year(40.0, 40.0, 58.0)
    assert not month_in_year(40.0, 40.0, 50.0)
    assert not month_in_year(40.0, 40.0, 55.0)


def test_in_a_missed_year_no_month_is_called_worsening():
    assert not month_in_year(70.0, 70.0, 61.0)


def test_a_month_report_has_no_month_beside_its_own():
    entry = indicator(over_year="mean", baseline=BASELINE)
    assert found(entry, {"2023-03": 58.0}, "month").month_worsening is False


def test_a_month_of_a_sum_is_held_against_no_limit():
    target = {"op": "<=", "limit": 240, "words": "x", "path": True}
    assert not month_in_year(1.0, 1.0, 50.0, over_year="sum", target=target)


def test_without_a_target_or_limit_a_month_cannot_worsen():
    assert not month_in_year(40.0, 40.0, 61.0, kind="follow", target=None)


def test_the_outlook_belongs_to_the_finding():
    last_year = {f"2022-{n:02d}": 50.0 for n in range(1, 13)}
    now = {f"2023-{n:02d}": 50.0 for n in range(1, 4)}
    assert found(indicator(), last_year | now).outlook.expected == pytest.approx(50.0)
    assert found(indicator(), now).outlook is None

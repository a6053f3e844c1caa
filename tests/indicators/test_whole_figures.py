"""Each calculation gives a whole figure: value, both parts and the state together."""

import pandas as pd
import pytest

from salo_plan.figures import MISSING, Measured, Measurement
from salo_plan.indicators.calculations import calculate
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.over_year import year_figure
from salo_plan.indicators.variation import comparable_points
from salo_plan.indicators.verdicts import stated_decimals, target_holds
from salo_plan.periods import Month

from .plan_samples import indicator, months

WEEKS = {"mean": "duration_weeks", "weight": "clients"}
CASELOAD = {"ratio": "clients", "to": "coaches"}
RATE = {"share": "in_services", "of": "active_all"}


def weeks(**changes: list) -> pd.DataFrame:
    rows = {"group": ["Kaikki", "Kaikki"], "clients": [90, 10], "mean_weeks": [40.0, 60.0]}
    return pd.DataFrame(rows | changes)


def coaches(**changes: list) -> pd.DataFrame:
    return pd.DataFrame({"clients": [1000, 100], "coaches": [5, 5]} | changes)


def rates(**changes: list) -> pd.DataFrame:
    rows = {"group": ["Kaikki", "Kaikki"], "unemployed": [60, 20], "in_services": [40, 80]}
    return pd.DataFrame(rows | changes)


def test_a_count_is_its_own_numerator():
    frame = pd.DataFrame({"service": ["Työkokeilu"], "at_month_end": [64]})
    found = calculate({"count": "work_trial"}, "services", frame)
    assert found == Measured(64.0, 64.0, None, "ok")


def test_a_total_is_a_count_of_euros():
    frame = pd.DataFrame({"municipal_share_eur": [280_000.25, -1_500.0]})
    found = calculate({"total": "municipal_share"}, "labour_market_support", frame)
    assert found == Measured(278_500.25, 278_500.25, None, "ok")


def test_nothing_delivered_of_a_total_is_missing_and_not_zero():
    frame = pd.DataFrame({"municipal_share_eur": []})
    assert calculate({"total": "municipal_share"}, "labour_market_support", frame) == MISSING


def test_a_mean_has_its_weighted_sum_and_its_weights():
    assert calculate(WEEKS, "search_duration", weeks()) == Measured(42.0, 4200.0, 100.0, "ok")


def test_a_mean_over_nobody_is_not_applicable():
    found = calculate(WEEKS, "search_duration", weeks(clients=[0, 0]))
    assert found == Measured(None, 0.0, 0.0, "not_applicable")


@pytest.mark.parametrize("column", ["clients", "mean_weeks"])
def test_a_secret_cell_of_either_part_makes_a_mean_secret(column):
    found = calculate(WEEKS, "search_duration", weeks(**{f"{column}_state": ["ok", "secret"]}))
    assert found == Measured(None, state="secret")


def test_a_ratio_has_both_its_parts():
    assert calculate(CASELOAD, "coaches", coaches()) == Measured(110.0, 1100.0, 10.0, "ok")


def test_a_ratio_to_nobody_is_not_applicable():
    found = calculate(CASELOAD, "coaches", coaches(coaches=[0, 0]))
    assert found == Measured(None, 1100.0, 0.0, "not_applicable")


@pytest.mark.parametrize("column", ["clients", "coaches"])
def test_a_missing_cell_of_either_part_makes_a_ratio_missing(column):
    found = calculate(CASELOAD, "coaches", coaches(**{f"{column}_state": ["missing", "ok"]}))
    assert found == Measured(None, state="missing")


@pytest.mark.parametrize("column", ["unemployed", "in_services"])
@pytest.mark.parametrize("state", ["secret", "missing"])
def test_one_cell_of_a_share_makes_it_secret_or_missing(column, state):
    found = calculate(RATE, "activation", rates(**{f"{column}_state": ["ok", state]}))
    assert found == Measured(None, state=state)


def test_a_cell_that_is_not_applicable_makes_a_share_missing():
    found = calculate(RATE, "activation", rates(in_services_state=["ok", "not_applicable"]))
    assert found == Measured(None, state="missing")


def test_of_a_secret_and_a_missing_cell_the_secret_one_is_told():
    states = {"unemployed_state": ["missing", "ok"], "in_services_state": ["ok", "secret"]}
    assert calculate(RATE, "activation", rates(**states)) == Measured(None, state="secret")


def over(rule: str, values: dict, **changes) -> Measured:
    item = indicator(over_year=rule, **changes)
    return year_figure(item, months("share", values), Month(2023, 2).year_to_date()).figure


def test_a_sum_is_its_own_numerator():
    assert over("sum", {"2023-01": 5.0, "2023-02": 7.0}) == Measured(12.0, 12.0, None, "ok")


def test_a_share_of_nobody_in_any_month_is_not_applicable():
    values = {"2023-01": Measured(5.0, 0.0, 0.0), "2023-02": Measured(5.0, 0.0, 0.0)}
    assert pooled(values) == Measured(None, 0.0, 0.0, "not_applicable")


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_a_month_without_one_of_its_parts_leaves_the_year_unknown(part):
    lacking = {"numerator": 5.0, "denominator": 10.0} | {part: None}
    assert pooled({"2023-01": Measured(50.0, 5.0, 10.0), "2023-02": Measured(50.0, **lacking)}) == (
        MISSING
    )


def pooled(values: dict[str, Measured]) -> Measured:
    found = Measurements.of(
        Measurement("share", Month.parse(month), "T", figure) for month, figure in values.items()
    )
    return year_figure(indicator(over_year="pooled"), found, Month(2023, 2).year_to_date()).figure


def points(until: str, *breaks: str) -> list[str]:
    values = {"2022-11": 1.0, "2022-12": None, "2023-01": 3.0, "2023-02": 4.0, "2023-03": 5.0}
    entry = indicator(breaks=[{"month": month, "why": "x"} for month in breaks])
    measured = months("share", values)
    assert all(
        measured.value("share", m) == v
        for m, v in comparable_points(entry, measured, Month.parse(until))
    )
    return [str(m) for m, _ in comparable_points(entry, measured, Month.parse(until))]


def test_comparable_months_end_at_the_reports_and_skip_those_without_a_figure():
    assert points("2023-02") == ["2022-11", "2023-01", "2023-02"]


def test_a_break_counts_from_its_own_month_and_only_once_it_has_come():
    assert points("2023-02", "2023-01") == ["2023-01", "2023-02"]
    assert points("2023-02", "2023-02") == ["2023-02"]
    assert points("2023-02", "2023-03") == ["2022-11", "2023-01", "2023-02"]
    assert points("2023-03", "2023-01", "2023-03") == ["2023-03"]


def test_without_a_limit_of_its_own_no_target_holds():
    follow = indicator(kind="follow", target=None)
    grows = indicator(target={"op": ">", "reference": "year_ago", "words": "kasvaa"})
    assert not target_holds(follow, 1.0)
    assert not target_holds(grows, 1.0)


@pytest.mark.parametrize(
    ("value", "decimals"), [(53.0, 0), (36.9, 1), (3_390_000.0, 0), (60.25, 2)]
)
def test_a_stated_value_has_the_decimals_it_is_written_with(value, decimals):
    assert stated_decimals(value) == decimals

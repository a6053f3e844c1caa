"""Findings as `indicators --json` lists them: one whole entry of each kind of target."""

from salo_plan.indicators.assess import assess
from salo_plan.indicators.listing import listing
from salo_plan.periods import Month

from .plan_samples import indicator, months, plan_with


def entry(item, values: dict, month: str = "2023-03") -> dict:
    plan = plan_with(item)
    return listing(plan, assess(plan, months("share", values), Month.parse(month)))[0]


def test_a_share_with_a_limit_and_a_baseline():
    item = indicator(baseline={"month": "2022-11", "value": 53, "text": "53%"})
    values = {"2022-03": (30, 60), "2023-02": (33, 60), "2023-03": (36, 64)}
    assert entry(item, values) == {
        "id": "share",
        "goal": 1,
        "name": "Osuus",
        "kind": "target",
        "month": "2023-03",
        "value": 56.25,
        "month_value": 56.25,
        "year_value": 56.25,
        "numerator": 36,
        "denominator": 64,
        "unit": "%",
        "state": "ok",
        "scope": "T",
        "target": {"op": "<", "limit": 60.0, "assumed": False},
        "target_verdict": "met",
        "target_met": True,
        "target_in_force": True,
        "baseline": {"value": 53.0, "month": "2022-11"},
        "months": {"present": 2, "expected": 3},
        "change": {"year_ago": 6.25, "baseline": 3.25, "previous": 1.25},
        "change_verdict": "worsened",
    }


def test_a_yearly_sum_has_its_even_path():
    target = {"op": "<=", "limit": 1200, "words": "x", "path": True, "assumed": True}
    item = indicator(over_year="sum", running=True, target=target)
    found = entry(item, {"2023-01": 100.0, "2023-02": 100.0, "2023-03": 110.0})
    assert found["target"] == {"op": "<=", "limit": 1200.0, "assumed": True, "path": 300.0}
    assert (found["value"], found["month_value"], found["year_value"]) == (310.0, 110.0, 310.0)


def test_a_target_against_last_year_tells_last_years_figure():
    target = {"op": ">", "reference": "year_ago", "words": "kasvaa"}
    found = entry(indicator(target=target), {"2022-03": 40.0, "2023-03": 45.0})
    assert found["target"] == {"op": ">", "limit": 40.0, "assumed": False}


def test_without_a_target_a_baseline_or_a_unit_there_is_null():
    found = entry(indicator(kind="follow", target=None, unit=""), {"2023-03": 45.0})
    assert (found["target"], found["baseline"], found["unit"]) == (None, None, None)
    assert (found["target_verdict"], found["target_met"]) == ("no_target", None)


def test_a_baseline_of_ranges_has_neither_value_nor_month():
    ranges = [{"year": 2021, "min": 1, "max": 76, "unit": "kk"}]
    found = entry(indicator(baseline={"ranges": ranges, "text": "1-76"}), {"2023-03": 45.0})
    assert found["baseline"] == {
        "value": None,
        "month": None,
        "ranges": [{"year": 2021, "min": 1.0, "max": 76.0, "unit": "kk"}],
    }


def test_a_verbal_row_has_no_figure_that_could_apply():
    item = indicator(kind="verbal", target=None, over_year=None, metric={})
    assert entry(item, {})["state"] == "not_applicable"


def test_every_month_is_provisional_while_one_is_missing():
    item = indicator(over_year="every_month")
    whole = {"2023-01": 50.0, "2023-02": 50.0, "2023-03": 50.0}
    assert entry(item, whole)["state"] == "ok"
    assert entry(item, {**whole, "2023-02": None})["state"] == "provisional"
    assert entry(item, {"2023-01": 50.0, "2023-02": 50.0})["state"] == "missing"
    assert entry(indicator(over_year="mean"), {**whole, "2023-02": None})["state"] == "ok"

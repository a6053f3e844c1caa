import pytest

from salo_plan.indicators.assess import Finding, assess
from salo_plan.periods import Month

from .plan_samples import indicator, months, plan_with


def finding(item, values: dict[str, object], month: str, judge: str = "month") -> Finding:
    return assess(plan_with(item), months(item.id, values), Month.parse(month), judge)[0]


def more_than_last_year():
    """A number of people that grows through the year, and is to be more than last year's."""
    return indicator(
        unit="hlö",
        decimals=0,
        over_year="sum",
        better="higher",
        target={"op": ">", "reference": "year_ago", "words": "yli vuoden 2022"},
    )


def test_a_monthly_report_judges_the_month_and_a_period_report_the_year():
    item = indicator(over_year="pooled")
    values = {"2023-01": (70, 100), "2023-02": (50, 100)}
    assert finding(item, values, "2023-02").verdict == "met"
    assert finding(item, values, "2023-02", "year").figure.value == 60.0
    assert finding(item, values, "2023-02", "year").verdict == "near"


def test_a_running_indicator_is_judged_by_the_year_in_every_report():
    item = indicator(
        over_year="mean",
        running=True,
        unit="hlö",
        decimals=0,
        better="higher",
        target={"op": ">=", "limit": 400, "words": "vähintään 400"},
    )
    found = finding(item, {"2023-01": 370.0, "2023-02": 410.0}, "2023-02")
    assert found.figure.value == 390.0
    assert found.month_figure.value == 410.0
    assert found.verdict == "near"


def test_a_yearly_limit_is_compared_along_its_even_path():
    item = indicator(
        over_year="sum",
        running=True,
        unit="€",
        decimals=2,
        target={"op": "<=", "limit": 3_390_000, "path": True, "words": "enintään 3,39 M€"},
    )
    values = {f"2023-0{n}": 290_000.0 for n in range(1, 10)}
    found = finding(item, values, "2023-09")
    assert found.limit == 2_542_500
    assert found.figure.value == 2_610_000
    assert found.verdict == "near"


def test_a_target_that_grows_is_compared_with_the_same_month_last_year():
    item = more_than_last_year()
    values = {"2022-02": 100.0, "2023-02": 101.0, "2023-03": 90.0}
    assert finding(item, values, "2023-02").verdict == "met"
    assert finding(item, values, "2023-03").verdict == "no_data"


def test_every_month_is_met_over_the_year_only_if_every_month_was():
    item = indicator(
        over_year="every_month", target={"op": "<", "limit": 60, "words": "…", "near": False}
    )
    values = {"2023-01": 59.0, "2023-02": 60.5, "2023-03": 58.0}
    assert finding(item, values, "2023-03").verdict == "met"
    year = finding(item, values, "2023-03", "year")
    assert (year.verdict, year.figure.value, year.figure.denominator) == ("missed", 2, 3)


def test_the_change_is_against_the_same_month_last_year_before_the_baseline():
    item = indicator(baseline={"month": "2022-11", "value": 53, "text": "53 %"})
    found = finding(item, {"2022-02": 55.0, "2023-01": 57.0, "2023-02": 54.0}, "2023-02")
    assert found.year_ago.difference == pytest.approx(-1.0)
    assert found.baseline.difference == pytest.approx(1.0)
    assert found.previous.difference == pytest.approx(-3.0)
    assert found.change == "improved"


def test_the_baseline_stands_in_when_last_year_is_unknown():
    item = indicator(baseline={"month": "2022-11", "value": 53, "text": "53 %"})
    assert finding(item, {"2023-02": 54.6}, "2023-02").change == "worsened"


def test_rounding_of_a_stated_baseline_alone_is_no_change():
    item = indicator(baseline={"month": "2022-11", "value": 53, "text": "53 %"})
    found = finding(item, {"2022-11": (1395, 2621)}, "2022-11")
    assert found.baseline.verdict == "unchanged"


def test_a_running_count_has_no_month_before_january():
    item = indicator(over_year="sum", running=True)
    values = {"2022-12": 10.0, "2023-01": 12.0, "2022-01": 11.0}
    found = finding(item, values, "2023-01")
    assert found.previous.difference is None
    assert found.year_ago.difference == 1.0


def test_met_but_worse_than_the_baseline_and_close_to_the_limit_is_worsening():
    item = indicator(
        unit="vk",
        decimals=0,
        target={"op": "<", "limit": 46, "words": "alle 46 vk"},
        baseline={"month": "2022-11", "value": 42, "text": "42vkoa"},
    )
    assert finding(item, {"2023-05": 45.0}, "2023-05").worsening
    assert not finding(item, {"2023-05": 43.0}, "2023-05").worsening
    assert not finding(item, {"2023-05": 41.0}, "2023-05").worsening


def test_targets_are_marked_as_not_in_force_outside_their_year():
    assert not finding(indicator(), {"2022-11": 53.0}, "2022-11").in_force
    assert finding(indicator(), {"2023-01": 53.0}, "2023-01").in_force


def test_a_growing_total_is_held_against_the_same_months_of_last_year():
    item = more_than_last_year()
    closed_in_february = {"2022-01": 50.0, "2022-03": 40.0, "2023-01": 60.0, "2023-03": 35.0}
    found = finding(item, closed_in_february, "2023-03", "year")
    assert (found.limit, found.verdict) == (90.0, "met")
    new_month = closed_in_february | {"2023-02": 5.0}
    assert finding(item, new_month, "2023-03", "year").verdict == "no_data"


def test_a_single_month_is_held_against_that_month_and_not_against_the_year_so_far():
    item = more_than_last_year()
    values = {"2022-01": 50.0, "2022-02": 100.0, "2023-01": 40.0, "2023-02": 101.0}
    found = finding(item, values, "2023-02")
    assert (found.limit, found.verdict) == (100.0, "met")
    assert (found.year_ago.reference, found.previous.reference) == (100.0, 40.0)
    assert finding(item, values | {"2023-03": 90.0}, "2023-03").previous.reference == 101.0


def test_a_number_of_months_is_compared_with_no_other_year():
    item = indicator(over_year="every_month", running=True)
    found = finding(item, {"2022-01": 59.0, "2022-02": 58.0, "2023-02": 57.0}, "2023-02")
    assert found.judged == "year"
    assert found.counts_months
    assert (found.year_ago.reference, found.previous.reference) == (None, None)


def test_the_even_path_is_of_the_months_that_are_there_because_a_missing_one_is_not_0_euros():
    item = indicator(
        over_year="sum",
        running=True,
        unit="€",
        decimals=2,
        target={"op": "<=", "limit": 3_600_000, "path": True, "words": "enintään 3,6 M€"},
    )
    found = finding(item, {"2023-01": 290_000.0, "2023-03": 290_000.0}, "2023-03")
    assert (found.limit, found.verdict) == (600_000, "met")
    assert finding(item, {}, "2023-03").limit == 900_000


def test_only_a_stated_baseline_is_compared_in_the_decimals_it_is_written_with():
    found = finding(indicator(), {"2022-02": 55.0, "2023-02": 54.8}, "2023-02")
    assert found.change == "improved"


# --- A month that pulls a good year down ----------------------------------------------------------


def newest(month: float, baseline: float | None, over_year: str = "mean", limit: int = 60) -> bool:
    """Tell whether March worsens a year that met its target of at least `limit`."""
    stated = baseline and {"month": "2022-11", "value": baseline, "text": "x"}
    item = indicator(
        over_year=over_year,
        running=True,
        better="higher",
        target={"op": ">=", "limit": limit, "words": "vähintään"},
        baseline=stated,
    )
    found = finding(item, {"2023-01": 90.0, "2023-02": 90.0, "2023-03": month}, "2023-03")
    assert found.verdict == "met"
    return found.month_worsening


def test_a_month_far_below_its_limit_worsens_a_good_year_if_it_is_below_the_baseline_too():
    assert newest(30.0, baseline=55)
    assert not newest(57.0, baseline=55)


def test_a_month_that_rounds_to_the_stated_baseline_does_not_worsen_the_year():
    assert not newest(54.8, baseline=55)
    assert newest(54.4, baseline=55)


def test_a_month_worsens_no_year_without_a_baseline():
    assert not newest(30.0, baseline=None)


def test_a_month_of_a_sum_is_not_held_against_the_limit_of_the_year():
    assert not newest(30.0, baseline=55, over_year="sum", limit=200)

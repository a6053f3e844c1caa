"""The charts of an indicator and of groups: chosen by the plan's data, with what they leave out."""

from dataclasses import replace

import pytest

from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.assess import Finding, assess
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.blocks import figures_table
from salo_plan.reports.report import Row
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.reports.sections.group_charts import group_charts
from salo_plan.reports.sections.indicator_chart import indicator_chart

PLAN = read_plan()
END = Month(2023, 9)
UNKNOWN = "activation_long_term"


def measured(judge="month", without=(), first="2022-01") -> list[tuple[Finding, Row]]:
    """Every indicator of the plan with a figure for each month, apart from those left out."""
    found = []
    start = Month.parse(first)
    for place, item in enumerate(PLAN.indicators):
        if item.kind == "verbal" or item.id in without:
            continue
        for step in range(END.minus(start) + 1):
            value = float(30 + place + step % 5)
            figure = Measured(value, numerator=value, denominator=100.0)
            found.append(Measurement(item.id, start.plus(step), item.scope, figure))
    measurements = Measurements.of(found)
    findings = assess(PLAN, measurements, END, judge)
    return list(zip(findings, scoreboard_rows(PLAN, findings, measurements), strict=True))


def of_goal(pairs, number):
    return [pair for pair in pairs if pair[1].goal == number]


def chart_of(pairs, name):
    return next(indicator_chart(f, row) for f, row in pairs if row.id == name)


EVERYTHING = measured()


def test_a_family_of_shares_in_one_goal_is_a_chart():
    families = {n: [c.id for c in group_charts(of_goal(EVERYTHING, n))] for n in range(1, 8)}
    assert families == {
        1: ["groups-unemployed_share", "groups-initial_interview_visit_share"],
        3: ["groups-activation_under_25"],
        **{number: [] for number in (2, 4, 5, 6, 7)},
    }


def test_the_groups_have_the_figures_targets_and_baselines_of_their_rows():
    (chart,) = group_charts(of_goal(EVERYTHING, 3))
    own = {row.name: row for _, row in of_goal(EVERYTHING, 3)}
    assert [bar.name for bar in chart.bars] == [
        "Alle 25-vuotiaat", "Ulkomaan kansalaiset", "Pitkäaikaistyöttömät", "Kaikki",
    ]  # fmt: skip
    assert [bar.limit for bar in chart.bars] == [35, 55, 20, 40]
    assert [bar.baseline for bar in chart.bars] == [36.9, 60.4, 18.2, 42.8]
    assert chart.bars[3].value == own["Aktivointiaste, kaikki"].value
    assert chart.measure.startswith("Aktivointiaste ryhmittäin, syyskuu 2023, prosenttia.")
    assert 100 <= len(chart.alt) <= 400
    assert chart.table.rows[0][:3] == (
        "Alle 25-vuotiaat", own["Aktivointiaste, alle 25-vuotiaat"].printed, "yli 35\u00a0%",
    )  # fmt: skip


def test_a_group_without_a_figure_stays_out_and_is_told():
    (chart,) = group_charts(of_goal(measured(without=(UNKNOWN,)), 3))
    assert [bar.name for bar in chart.bars] == [
        "Alle 25-vuotiaat",
        "Ulkomaan kansalaiset",
        "Kaikki",
    ]
    assert chart.note == (
        "Luku puuttuu: Pitkäaikaistyöttömät. "
        "Laskennan kohde on muuttunut lähtötason jälkeen: Ulkomaan kansalaiset (3/2023)."
    )
    assert len(chart.table.rows) == 4


def test_the_ring_is_told_only_where_there_is_one():
    unemployed, visits = group_charts(of_goal(EVERYTHING, 1))
    assert unemployed.measure.endswith(" Pystyviiva on tavoite. Rengas on lähtötaso.")
    assert visits.measure.endswith(" Pystyviiva on tavoite.")


def test_two_indicators_are_not_a_family():
    pairs = [pair for pair in of_goal(EVERYTHING, 3) if pair[1].id.startswith("activation_")]
    assert group_charts(pairs[:2]) == ()


@pytest.mark.parametrize("name", ["monthly_event", "job_search_info_sessions"])
def test_events_of_every_month_are_columns_beside_the_months_target(name):
    for judge in ("month", "year"):
        chart = chart_of(measured(judge), name)
        assert (chart.form, chart.limit) == ("events", 1)
    assert chart_of(EVERYTHING, "clients").form == "lines"


def test_a_running_mean_stands_beside_the_month():
    chart = chart_of(EVERYTHING, "in_education")
    row = next(row for _, row in EVERYTHING if row.id == "in_education")
    assert chart.mean.month == "2023-01"
    assert chart.mean.value == row.value
    assert chart.mean_words == "ka. " + row.printed.removesuffix("\u00a0hlö")
    assert figures_table(chart).rows[-1] == ("Vuosi tähän asti", chart.mean_words)
    assert chart_of(EVERYTHING, "clients").mean is None


def test_breaks_within_the_months_shown_are_marked():
    assert chart_of(EVERYTHING, "clients").breaks == ("2023-03",)
    assert chart_of(EVERYTHING, "unemployed_share").breaks == ()


def test_a_years_sum_is_no_limit_of_its_months():
    assert chart_of(measured("year"), "ohjaamo_visitors").limit is None
    assert chart_of(EVERYTHING, "ohjaamo_visitors").limit is not None


def test_the_charts_of_months_have_the_same_thirteen_months():
    charts = [indicator_chart(f, row) for f, row in EVERYTHING]
    spans = {
        tuple(point.month for point in chart.lines[0].points)
        for chart in charts
        if chart and chart.form in ("lines", "events")
    }
    assert len(spans) == 1
    assert len(spans.pop()) == 13


def test_a_forecast_needs_the_year_before():
    name = "labour_market_support_cost"
    chart = chart_of(EVERYTHING, name)
    assert [point.month for point in chart.forecast] == ["2023-12", "2023-12"]
    assert chart.forecast_words.startswith("ennuste ")
    assert chart.note.startswith("Ennuste koko vuodesta: ")
    assert chart.note in chart.alt
    alone = chart_of(measured(first="2023-01"), name)
    assert (alone.forecast, alone.note) == ((), "")


def test_the_forecast_gap_is_the_outlook_less_the_target():
    finding, row = next(pair for pair in EVERYTHING if pair[1].id == "labour_market_support_cost")
    ends = replace(finding.outlook, low=3_380_000.0, high=3_400_000.0)
    chart = indicator_chart(replace(finding, outlook=ends), row)
    assert [point.value for point in chart.forecast] == pytest.approx([-10.0, 10.0])
    assert chart.forecast_words.replace("\u2212", "-") == "ennuste -10…+10"

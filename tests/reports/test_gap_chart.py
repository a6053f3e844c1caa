from dataclasses import replace

import pytest

from salo_plan.indicators.assess import assess
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.charts.drawing import as_img
from salo_plan.reports.report import Point
from salo_plan.reports.sections.gap_chart import gap_chart
from salo_plan.reports.sections.outcome import weakest
from tests.reports.sample_report import ROWS

PLAN = read_plan()


def chart(*months: float | None):
    """The chart of a year whose months cost so many euros; the even path is 282 500 a month."""
    end = Month(2023, len(months))
    finding = next(f for f in assess(PLAN, Measurements.of([]), end) if f.indicator.unit == "€")
    series = (Point("2022-12", 9e9), *(Point(f"2023-{n:02d}", v) for n, v in enumerate(months, 1)))
    return gap_chart(finding, replace(ROWS[0], series=series))


def test_the_gap_is_the_sum_so_far_less_the_even_path_in_thousands():
    made = chart(292_500, 282_500, 262_500)
    assert [point.value for point in made.lines[0].points] == pytest.approx([10, 10, -10])
    assert made.title == ("Työmarkkinatuen kuntaosuus on 10 tuhatta euroa alle tasaisen kertymän")
    assert made.good_side == "below"


def test_a_sum_is_not_told_past_a_missing_month():
    assert len(chart(282_500, 282_500, 282_500, None, 282_500).lines[0].points) == 3
    assert chart(282_500, None, 282_500) is None


def test_columns_are_drawn_with_their_sign_and_the_figures_in_words():
    drawn = as_img(chart(292_500, 282_500, 302_500))
    assert drawn == as_img(chart(292_500, 282_500, 302_500))
    assert "+30" in drawn


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        (("met", "near", "missed"), "missed"),
        (("met", "near", "verbal"), "near"),
        (("met", "no_data", "no_target"), "met"),
        (("verbal", "no_target"), "verbal"),
    ],
)
def test_a_goal_is_judged_by_its_weakest_judged_indicator(verdicts, worst):
    assert weakest(verdicts) == worst

"""The rows of a report of the year so far: what is of the year, and what of its newest month."""

import pytest

from salo_plan import wording
from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.assess import assess
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.reports.close_to_limit import near_named, worsening
from salo_plan.reports.report import Row
from salo_plan.reports.rows import scoreboard_rows
from tests.reports.telling import EXTRACT, PLAN, measurements, told

SEPTEMBER = Month(2023, 9)


def plain(text: str) -> str:
    return text.replace(wording.NO_BREAK_SPACE, " ")


def row(made: Measurements, name: str, judge="year") -> Row:
    rows = scoreboard_rows(PLAN, assess(PLAN, made, SEPTEMBER, judge), made)
    return next(item for item in rows if item.id == name)


def monthly(name: str, *figures: Measured) -> Measurements:
    """Give an indicator its months up to September."""
    first = SEPTEMBER.plus(1 - len(figures))
    return Measurements.of(
        Measurement(name, first.plus(place), "T", figure, sources=(EXTRACT,))
        for place, figure in enumerate(figures)
    )


def test_the_coaches_beside_a_yearly_mean_are_those_of_the_month_and_not_its_months():
    made = monthly("clients_per_coach", Measured(118.0, 2596, 22), Measured(121.0, 2783, 23))
    assert plain(row(made, "clients_per_coach").detail) == (
        "Tietoja 2/9 kuukaudelta; syyskuussa 121 as., omavalmentajia 23"
    )
    assert plain(row(made, "clients_per_coach", "month").detail) == "Omavalmentajia 23"


def test_the_shares_of_a_year_have_the_parts_of_the_year_and_then_what_is_of_the_month():
    beside = (("määräaika kesken", 27.0), ("alle 5 päivässä (suunnitelma), %", 65.0))
    made = monthly(
        "early_contact_share",
        *(Measured(90.0, 90, 100) for _ in range(8)),
        Measured(80.0, 80, 100, beside=beside),
    )
    assert plain(row(made, "early_contact_share").detail) == (
        "Viidessä työpäivässä (laki): 800 / 900; syyskuussa 80,0 %, määräaika kesken 27, "
        "alle 5 päivässä (suunnitelma) 65 %"
    )


def test_a_figure_of_the_months_end_is_marked_where_the_others_are_of_the_year():
    made = Measurements.of(
        [
            *measurements("unemployed_share", SEPTEMBER, "48,0", "51,9"),
            *measurements("job_search_weeks", SEPTEMBER, "45"),
        ]
    )
    assert row(made, "unemployed_share").detail == "Syyskuun luku"
    assert row(made, "unemployed_share", "month").detail == ""


@pytest.mark.parametrize(
    ("name", "month", "year"),
    [
        ("clients", "alle 2 900", "alle 2 900 joka kuukausi"),
        ("monthly_event", "vähintään 1 kuukaudessa", "vähintään 1 joka kuukausi"),
        ("ohjaamo_visitors", "yli vuoden 2022 saman kuukauden", "yli vuoden 2022 saman ajan"),
        ("job_search_weeks", "alle 46 vk", "alle 46 vk"),
    ],
)
def test_a_target_is_worded_for_what_is_judged(name: str, month: str, year: str):
    made = measurements(name, SEPTEMBER, "2;3", "1;1")
    assert plain(row(made, name, "month").target) == month
    assert plain(row(made, name).target) == year


def test_a_monthly_report_tells_in_how_many_months_an_every_month_target_was_met():
    made = measurements("monthly_event", SEPTEMBER, "1;2;1;1;2;1;0;1;3")
    assert row(made, "monthly_event", "month").detail == "Täyttynyt 8/9 kuukautta"
    assert plain(row(made, "monthly_event").detail) == "Syyskuussa 3 kpl"


def test_a_change_of_the_year_so_far_is_counted_from_the_same_months():
    made = measurements("in_education", SEPTEMBER, "380;" * 8 + "412", "360;" * 8 + "368")
    change = row(made, "in_education").year_ago
    assert change is not None
    assert change.since == "1–9/2022"


def test_a_mean_that_hides_its_newest_month_is_told_with_it():
    # The mean of 42 weeks is as at the baseline, and the 45 weeks of September are near the limit.
    made = measurements("job_search_weeks", SEPTEMBER, "42;" * 8 + "45", "42;" * 8 + "42")
    findings = assess(PLAN, made, SEPTEMBER, "year")
    (line,) = worsening(findings, scoreboard_rows(PLAN, findings, made))
    assert plain(line) == (
        "Työnhaun kesto on 42 viikkoa (syyskuussa 45 viikkoa): lähtötaso 42 (11/2022), "
        "vuosi sitten 42, tavoite alle 46 viikkoa."
    )


def test_what_is_near_is_named_with_its_figure_and_target():
    made = told("wage_subsidy_under_30", "2023-09", "60", "57")
    assert plain(near_named((made.finding,), (made.row,))) == (
        "Alle 30-vuotiaiden palkkatukityö 60 henkilöä (tavoite yli 60)."
    )
    assert near_named((), ()) == ""

"""Is the change real, in words."""

from salo_plan.extracts.statfin import read_statfin
from salo_plan.indicators.assess import assess
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.reports.usual_variation import usual_variation
from tests.indicators.plan_samples import indicator, months, plan_with
from tests.workspaces import REPOSITORY

STEADY = [50.0, 52.0, 49.0, 51.0, 50.0, 53.0, 48.0, 50.0, 52.0, 49.0, 51.0, 50.0]
PUBLISHED = read_statfin(REPOSITORY)


def told(*values: float, published=None, **changes) -> str:
    """The newest of some months from January 2022 on, a share."""
    start = Month(2022, 1)
    series = {str(start.plus(step)): value for step, value in enumerate(values)}
    measured, month = months("share", series), start.plus(len(values) - 1)
    plan = plan_with(indicator(**changes))
    (finding,) = assess(plan, measured, month)
    with speaking("fi"):
        return usual_variation(plan, finding, measured, published).replace("\u00a0", " ")


def test_a_month_within_the_limits():
    # Mean 605/12 = 50.4, mean moving range 26/11, limits 50.4 -+ 6.3.
    assert told(*STEADY, 55.0) == (
        "Luku mahtuu tavalliseen vaihteluun, joka on 44,1–56,7 %. Tavallinen vaihtelu on laskettu "
        "kuukausista 1/2022–12/2022, kausivaihtelu mukaan lukien."
    )


def test_a_month_beyond_a_limit():
    assert told(*STEADY, 58.0).startswith(
        "Luku on poikkeuksellinen: se on tavallista vaihtelua (44,1–56,7 %) suurempi."
    )
    assert "(44,1–56,7 %) pienempi." in told(*STEADY, 40.0)


def test_a_long_run_on_one_side_of_the_mean():
    assert told(*STEADY[:-1], 49.0, *[52.0] * 8).startswith(
        "Taso on muuttunut: luku on jo kahdeksatta kuukautta peräkkäin tavallista keskiarvoa "
        "(50,3 %) suurempi."
    )


def test_too_few_months_are_told():
    few = (
        "Vertailukelpoisia kuukausia on liian vähän ({}, tarvitaan 13), jotta tavallista vaihtelua "
        "voisi arvioida."
    )
    assert told(*STEADY) == few.format(12)


def test_only_the_months_since_a_break_compare():
    cut = [{"month": "2022-06", "why": "Laskentatapa muuttui."}]
    assert "(8, tarvitaan 13)" in told(*STEADY, 55.0, breaks=cut)


def test_the_season_of_the_published_statistic_is_taken_out():
    # January's factor in Salo is 1.05: 54 is 51 and a bit without it.
    found = told(*STEADY, 54.0, published=PUBLISHED, season="unemployed")
    assert found.startswith(
        "Ilman kausivaihtelua, joka on saatu julkaistusta tilastosta, kuukauden luku on 51,"
    )
    assert found.endswith("laskettu kuukausista 1/2022–12/2022.")


def test_a_share_is_not_said_to_reach_past_a_hundred_nor_below_zero():
    wild = [5.0, 90.0, 10.0, 95.0, 5.0, 90.0, 10.0, 95.0, 5.0, 90.0, 10.0, 95.0]
    assert "joka on 0,0–100,0 %." in told(*wild, 60.0)


def test_what_was_not_measured_has_no_variation():
    assert told(*STEADY, None) == ""

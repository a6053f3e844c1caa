"""A comparison that reaches over a change in what is counted says so, and no other does."""

from salo_plan.indicators.assess import Finding
from salo_plan.periods import Month
from salo_plan.reports.breaks import break_caution, breaks_footnote, breaks_note, ended

from .telling import PLAN, told


def held(indicator: str, month: str, before: str = "60") -> Finding:
    return told(indicator, month, "63", before).finding


def test_wage_subsidy_is_compared_over_its_reform_until_a_year_has_passed():
    assert not break_caution(held("wage_subsidy_under_30", "2023-06"))
    assert "7/2023" in break_caution(held("wage_subsidy_under_30", "2023-07"))
    assert "7/2023" in break_caution(held("wage_subsidy_under_30", "2024-06"))
    # July 2024 is held against July 2023, which is counted by the new rules too.
    assert not break_caution(held("wage_subsidy_under_30", "2024-07"))


def test_without_a_year_before_the_baseline_is_what_a_break_lies_after():
    assert "3/2023" in break_caution(held("clients", "2024-06", before=""))
    assert not break_caution(held("clients", "2023-02", before=""))


def test_a_missed_target_tells_of_the_break_where_its_change_is_told():
    missed = told("wage_subsidy_under_30", "2023-09", "50", "60")
    assert "Laskettava joukko muuttui 7/2023" in missed.happened
    assert "Laskettava joukko" not in told("typ_clients", "2023-09", "150", "147").happened


def test_the_scoreboard_names_the_rows_whose_changes_reach_over_a_break():
    findings = (
        held("clients", "2023-09"),
        held("typ_clients", "2023-09"),
        held("wage_subsidy_under_30", "2023-09"),
    )
    footnote = breaks_footnote(findings)
    assert footnote.endswith("Kokeilun asiakkaat (3/2023); Palkkatuki, alle 30-vuotiaat (7/2023).")
    assert not breaks_footnote(findings[1:2])


def test_a_chart_of_groups_names_those_whose_baseline_is_older_than_a_break():
    finding = held("activation_foreign_citizens", "2023-09", before="")
    note = breaks_note([("Ulkomaan kansalaiset", finding)])
    assert note == "Laskennan kohde on muuttunut lähtötason jälkeen: Ulkomaan kansalaiset (3/2023)."


def test_the_trial_ends_by_law_with_the_year_2024():
    assert not ended(PLAN, Month(2024, 12))
    assert "31.12.2024" in ended(PLAN, Month(2025, 1))

"""What the public version hides: small counts, and everything that would give them back."""

import csv
from pathlib import Path

import pytest

from salo_plan.figures import Measured, Measurement, Source
from salo_plan.indicators.disclosure import Earlier, hidden_counts, hidden_figures
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.people import people_counts, untold
from salo_plan.indicators.relations import (
    Count,
    Relations,
    Shown,
    Split,
    Sum,
    published_relations,
)
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan

CASE_24 = Path(__file__).parents[1] / "cases" / "24-subtraction-disclosure" / "ryhmat_2023-06.csv"
PLAN = read_plan()
JUNE = Month(2023, 6)


def count(who: str) -> Count:
    return Count(who, "2023-06")


def shown(who: str) -> Shown:
    return Shown(who, "2023-06")


def before(*figures: Shown) -> Earlier:
    return Earlier(hidden=frozenset(figures))


@pytest.fixture(scope="module")
def case_24() -> frozenset[str]:
    """Hide the table of case 24, whose totals by team, by group and of all would be published."""
    with CASE_24.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    counts, splits = {}, []
    for row in rows:
        name = f"{row['tiimi']} {row['ryhmä']}"
        clients, unemployed = int(row["asiakkaita"]), int(row["työttömiä"])
        counts |= {count(name): clients, count(f"{name} työttömiä"): unemployed}
        counts[count(f"{name} muita")] = clients - unemployed
        splits.append(Split(count(name), count(f"{name} työttömiä"), count(f"{name} muita")))
    sums = []
    for what in ("", " työttömiä"):
        teams, groups = ("Tiimi 1", "Tiimi 2"), ("A", "B", "C")
        for team in teams:
            cells = tuple(count(f"{team} {group}{what}") for group in groups)
            sums.append(Sum(count(f"{team} yhteensä{what}"), cells))
        for group in groups:
            cells = tuple(count(f"{team} {group}{what}") for team in teams)
            sums.append(Sum(count(f"kaikki {group}{what}"), cells))
        totals = tuple(count(f"{team} yhteensä{what}") for team in teams)
        sums.append(Sum(count(f"kaikki yhteensä{what}"), totals))
    behind = {
        shown(cell.who): (cell,)
        for cell in {*counts, *(s.total for s in sums)}
        if not cell.who.endswith("muita")
    }
    relations = Relations(behind, tuple(splits), tuple(sums))
    return frozenset(figure.indicator for figure in hidden_figures(relations, counts, 5))


def test_24_three_clients_and_all_sums_that_hold_them_are_hidden(case_24):
    assert "Tiimi 1 C" in case_24
    assert {"Tiimi 1 yhteensä", "kaikki C", "kaikki yhteensä"} <= case_24
    assert {"Tiimi 1 A", "Tiimi 1 B", "Tiimi 2 yhteensä", "Tiimi 2 C"}.isdisjoint(case_24)


def test_24_two_unemployed_and_all_sums_that_hold_them_are_hidden(case_24):
    assert {"Tiimi 1 C työttömiä", "Tiimi 1 yhteensä työttömiä"} <= case_24
    assert {"kaikki C työttömiä", "kaikki yhteensä työttömiä"} <= case_24


def test_24_one_client_who_is_not_unemployed_is_not_given_by_seven_and_six(case_24):
    assert "Tiimi 1 B työttömiä" in case_24
    assert "kaikki B työttömiä" in case_24


def test_24_nobody_is_not_hidden(case_24):
    assert "Tiimi 2 B työttömiä" not in case_24


@pytest.mark.parametrize(("people", "hides"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_people_are_hidden(people, hides):
    relations = Relations({shown("typ"): (count("typ"),)})
    assert (shown("typ") in hidden_figures(relations, {count("typ"): people}, 5)) is hides


@pytest.mark.parametrize(
    ("whole", "part", "hides"),
    [(41, 21, False), (41, 3, True), (41, 38, True), (41, 41, False), (41, 0, False), (3, 0, True)],
)
def test_a_share_is_hidden_when_its_part_the_rest_or_the_whole_is_small(whole, part, hides):
    names = (count("young"), count("unemployed young"), count("other young"))
    relations = Relations({shown("share"): names}, (Split(*names),))
    counts = dict(zip(names, (whole, part, whole - part), strict=True))
    assert (shown("share") in hidden_figures(relations, counts, 5)) is hides


def test_a_hidden_share_hides_a_count_of_the_same_people():
    whole, part, rest = count("clients"), count("unemployed"), count("other clients")
    behind = {shown("share"): (whole, part, rest), shown("unemployed"): (part,)}
    relations = Relations(behind | {shown("clients"): (whole,)}, (Split(whole, part, rest),))
    hidden = hidden_figures(relations, {whole: 50, part: 48, rest: 2}, 5)
    assert hidden == {shown("share"), shown("unemployed")}


def test_what_an_earlier_issue_hid_stays_hidden_when_a_correction_makes_it_larger():
    relations = Relations({shown("typ"): (count("typ"),)})
    hidden = hidden_figures(relations, {count("typ"): 8}, 5, before(shown("typ")))
    assert hidden == {shown("typ")}


def test_a_share_hidden_earlier_does_not_hide_the_whole_that_was_shown():
    whole, part, rest = count("clients"), count("unemployed"), count("other clients")
    behind = {shown("share"): (whole, part, rest), shown("clients"): (whole,)}
    relations = Relations(behind, (Split(whole, part, rest),))
    counts = {whole: 50, part: 20, rest: 30}
    assert hidden_figures(relations, counts, 5, before(shown("share"))) == {shown("share")}


def test_hiding_spreads_from_sum_to_sum_until_nothing_changes():
    a, ab, abc = count("a"), count("ab"), count("abc")
    relations = Relations({}, (), (Sum(abc, (ab, count("c"))), Sum(ab, (a, count("b")))))
    assert hidden_counts(relations, {a}) == {a, ab, abc}


def study(*people: float | None) -> Measurements:
    """Make the months of 2023 of those in education."""
    return Measurements.of(
        Measurement("in_education", Month(2023, month), "T", Measured(value, value))
        for month, value in enumerate(people, 1)
        if value is not None
    )


def hidden_of(measurements: Measurements, month: Month) -> frozenset[Shown]:
    indicators = [PLAN.indicator("in_education")]
    months = tuple(month.year_to_date())
    relations = published_relations(indicators, months)
    return hidden_figures(relations, people_counts(relations, indicators, measurements, months), 5)


def test_the_years_mean_is_hidden_from_the_month_that_is_hidden():
    hidden = hidden_of(study(10, 12, 3, 11), Month(2023, 4))
    assert hidden == {
        Shown("in_education", "2023-03"),
        Shown("in_education", "2023-03", "year"),
        Shown("in_education", "2023-04", "year"),
    }


def test_a_month_that_was_never_delivered_hides_nothing():
    assert hidden_of(study(10, None, 30), Month(2023, 3)) == frozenset()


def test_the_number_of_clients_is_the_whole_of_the_share_of_the_unemployed():
    indicators = [PLAN.indicator("clients"), PLAN.indicator("unemployed_share")]
    behind = published_relations(indicators, [JUNE]).behind
    assert behind[shown("clients")][0] == behind[shown("unemployed_share")][0]


def test_events_are_not_people():
    assert published_relations([PLAN.indicator("monthly_event")], [JUNE]).behind == {}


def test_a_score_of_four_answers_is_hidden():
    nps = PLAN.indicator("feedback_nps")
    measured = Measured(50.0, 2, 4)
    measurements = Measurements.of([Measurement(nps.id, JUNE, "T", measured)])
    relations = published_relations([nps], [JUNE])
    counts = people_counts(relations, [nps], measurements, [JUNE])
    assert hidden_figures(relations, counts, 5) == {shown(nps.id)}


# --- Groups inside groups ------------------------------------------------------------------------


def june(**figures: tuple[float, ...]) -> set[str]:
    """Hide what June's figures ask for: a count, or the part and the whole of a share."""
    measurements = Measurements.of(
        Measurement(name, JUNE, "T", Measured(*_measured(numbers)))
        for name, numbers in figures.items()
    )
    return {figure.indicator for figure in hidden(measurements, list(figures))}


def _measured(numbers: tuple[float, ...]) -> tuple[float, ...]:
    if len(numbers) == 1:
        return (numbers[0], numbers[0])
    part, whole = numbers
    return (100 * part / whole, part, whole)


def hidden(
    measurements: Measurements, names: list[str], earlier: Earlier | None = None
) -> frozenset[Shown]:
    indicators = [PLAN.indicator(name) for name in names]
    relations = published_relations(indicators, [JUNE])
    counts = people_counts(relations, indicators, measurements, [JUNE])
    return hidden_figures(relations, counts, 5, earlier or Earlier())


def test_the_share_of_the_young_is_hidden_when_those_beyond_them_are_few():
    shares = {"unemployed_share": (40, 60), "under_25_unemployed_share": (38, 52)}
    assert june(clients=(60,), **shares) == {"under_25_unemployed_share"}


def test_the_share_of_the_young_is_hidden_with_the_share_of_all():
    shares = {"unemployed_share": (5, 6), "under_25_unemployed_share": (5, 5)}
    assert june(clients=(6,), **shares) == {"unemployed_share", "under_25_unemployed_share"}


def test_the_share_of_the_young_is_shown_when_all_groups_are_large():
    shares = {"unemployed_share": (1395, 2621), "under_25_unemployed_share": (130, 250)}
    assert june(clients=(2621,), **shares) == set()


def test_those_in_education_are_hidden_when_few_are_neither_unemployed_nor_in_education():
    assert june(clients=(50,), unemployed_share=(41, 50), in_education=(7,)) == {"in_education"}


def test_those_in_education_are_hidden_with_the_share_of_the_unemployed():
    assert june(clients=(50,), unemployed_share=(2, 50), in_education=(47,)) == {
        *("unemployed_share", "in_education"),
    }


# --- What a reader remembers of earlier issues ---------------------------------------------------


def test_the_whole_is_hidden_when_a_share_shown_before_must_be_hidden_now():
    names = ["clients", "unemployed_share"]
    measurements = Measurements.of(
        [
            Measurement("clients", JUNE, "T", Measured(47.0, 47.0)),
            Measurement("unemployed_share", JUNE, "T", Measured(100 * 44 / 47, 44, 47)),
        ]
    )
    earlier = Earlier(shown=frozenset({shown("unemployed_share")}))
    assert hidden(measurements, names) == {shown("unemployed_share")}
    assert hidden(measurements, names, earlier) == {shown("unemployed_share"), shown("clients")}


def test_the_whole_of_a_share_shown_before_is_hidden_but_not_the_group_it_lies_in():
    young, jobless, working = count("young"), count("young jobless"), count("young at work")
    everyone, older = count("everyone"), count("older")
    behind = {
        shown("jobless of young"): (young, jobless, working),
        shown("young"): (young,),
        shown("everyone"): (everyone,),
    }
    splits = (Split(young, jobless, working), Split(everyone, young, older))
    earlier = Earlier(shown=frozenset({shown("jobless of young")}))
    found = hidden_figures(Relations(behind, splits), {jobless: 3, young: 50}, 5, earlier)
    assert found == {shown("jobless of young"), shown("young")}


def test_a_number_hidden_before_hides_the_sums_it_is_part_of():
    relations = Relations(
        {shown("typ"): (count("typ"),), shown("all"): (count("all"),)},
        sums=(Sum(count("all"), (count("typ"), count("others"))),),
    )
    hidden = hidden_figures(relations, {count("typ"): 8}, 5, before(shown("typ")))
    assert hidden == {shown("typ"), shown("all")}


def test_a_figure_hidden_before_that_is_published_no_more_hides_nothing():
    relations = Relations({shown("typ"): (count("typ"),)})
    assert hidden_figures(relations, {count("typ"): 8}, 5, before(shown("past"))) == set()


# --- Figures whose counts nobody knows -----------------------------------------------------------


def delivered(kind: str) -> Measurements:
    figure = Measured(37.5)
    source = Source("data/raw/figures_june.csv", "0" * 64, "2", kind)
    return Measurements.of([Measurement("unemployed_share", JUNE, "T", figure, (source,))])


def test_a_share_delivered_without_its_parts_cannot_be_told_to_be_safe():
    share = PLAN.indicator("unemployed_share")
    assert untold([share], delivered("delivered"), [JUNE]) == {shown(share.id)}


def test_what_the_plan_itself_states_is_public_already():
    assert untold([PLAN.indicator("unemployed_share")], delivered("plan"), [JUNE]) == set()


def test_where_two_sources_count_the_clients_differently_the_smaller_number_counts():
    assert june(clients=(3,), unemployed_share=(20, 50)) == {"clients", "unemployed_share"}

"""How many people each count is, and which figures nobody can tell to be safe."""

import pytest

from salo_plan.figures import Measured, Measurement, Source
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.people import people_counts, untold
from salo_plan.indicators.relations import Count, Shown, counts_behind, published_relations
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator

from .plan_samples import indicator

MAY, JUNE = Month(2023, 5), Month(2023, 6)


def people(name: str, **metric: str) -> Indicator:
    return indicator(id=name, counts="people", metric=metric)


CLIENTS = people("clients", count="everyone")
STUDENTS = people("students", count="in_education")
OF_ALL = people("of_all", share="unemployed", of="everyone")
OF_YOUNG = people("of_young", share="unemployed", of="under_25")
VISITORS = people("visitors", total="visitors", **{"in": "ohjaamo"})
SCORE = people("nps", function="net_promoter_score", **{"in": "feedback"})
EVENTS = indicator(id="events", metric={"count": "everyone"})


def of(part: float, whole: float) -> Measured:
    return Measured(100 * part / whole, part, whole)


def measured(*told: tuple[Indicator, Measured], sources: tuple[Source, ...] = ()) -> Measurements:
    return Measurements.of(
        Measurement(item.id, JUNE, "T", figure, sources) for item, figure in told
    )


def counts(*told: tuple[Indicator, Measured]) -> dict[Count, float]:
    """How many people June's figures tell, by count."""
    indicators = [item for item, _ in told]
    relations = published_relations(indicators, [JUNE])
    return people_counts(relations, indicators, measured(*told), [JUNE])


def behind(item: Indicator, month: Month = JUNE) -> tuple[Count, ...]:
    return counts_behind(item, month)


# --- What the figures tell ------------------------------------------------------------------------


def test_a_share_tells_its_whole_its_part_and_the_rest():
    assert counts((OF_ALL, of(20, 50))) == dict(zip(behind(OF_ALL), (50, 20, 30), strict=True))


def test_a_number_and_a_total_tell_themselves():
    assert counts((CLIENTS, Measured(47.0))) == {behind(CLIENTS)[0]: 47}
    assert counts((VISITORS, Measured(9.0))) == {behind(VISITORS)[0]: 9}


def test_nobody_is_a_known_number():
    assert counts((CLIENTS, Measured(0.0))) == {behind(CLIENTS)[0]: 0}
    assert counts((OF_ALL, of(0, 7))) == dict(zip(behind(OF_ALL), (7, 0, 7), strict=True))


def test_a_score_tells_how_many_answered_and_not_the_difference_it_is_made_of():
    assert counts((SCORE, Measured(50.0, 2, 4))) == {behind(SCORE)[0]: 4}


def test_what_does_not_count_people_tells_of_nobody():
    assert counts((EVENTS, Measured(3.0, 3.0))) == {}


def test_parts_that_were_not_delivered_are_left_out():
    whole, part, _ = behind(OF_ALL)
    assert counts((OF_ALL, Measured(40.0))) == {}
    assert counts((OF_ALL, Measured(40.0, None, 50))) == {whole: 50}
    assert counts((OF_ALL, Measured(40.0, 20, None))) == {part: 20}


def test_each_month_tells_of_its_own_people():
    found = Measurements.of(
        [
            Measurement("clients", MAY, "T", Measured(40.0)),
            Measurement("clients", JUNE, "T", Measured(50.0)),
        ]
    )
    relations = published_relations([CLIENTS], [MAY, JUNE])
    told = people_counts(relations, [CLIENTS], found, iter([MAY, JUNE]))
    assert told == {behind(CLIENTS, MAY)[0]: 40, behind(CLIENTS, JUNE)[0]: 50}


def test_every_month_is_looked_up_for_every_indicator():
    relations = published_relations([CLIENTS, VISITORS], [JUNE])
    found = measured((CLIENTS, Measured(40.0)), (VISITORS, Measured(50.0)))
    told = people_counts(relations, [CLIENTS, VISITORS], found, iter([JUNE]))
    assert told == {behind(CLIENTS)[0]: 40, behind(VISITORS)[0]: 50}


@pytest.mark.parametrize(("first", "then"), [(47, 50), (50, 47)])
def test_of_two_numbers_of_the_same_people_the_smaller_one_counts(first, then):
    assert counts((CLIENTS, Measured(first)), (OF_ALL, of(20, then)))[behind(CLIENTS)[0]] == 47


# --- What a reader gets by subtraction ------------------------------------------------------------


def test_those_neither_unemployed_nor_in_education_are_what_is_left_of_the_rest():
    found = counts((OF_ALL, of(41, 50)), (STUDENTS, Measured(7.0)))
    (apart,) = (
        split
        for split in published_relations([OF_ALL, STUDENTS], [JUNE]).splits
        if split.part == behind(STUDENTS)[0]
    )
    assert found[apart.rest] == 50 - 41 - 7


def test_nothing_is_subtracted_from_what_is_not_known():
    (apart,) = (
        split
        for split in published_relations([OF_ALL, STUDENTS], [JUNE]).splits
        if split.part == behind(STUDENTS)[0]
    )
    assert apart.rest not in counts((OF_ALL, Measured(82.0)), (STUDENTS, Measured(7.0)))
    assert apart.rest not in counts((OF_ALL, of(41, 50)), (STUDENTS, Measured(None)))


def test_those_beyond_the_young_are_all_less_the_young():
    found = counts((OF_ALL, of(40, 60)), (OF_YOUNG, of(30, 45)))
    (nest,) = published_relations([OF_ALL, OF_YOUNG], [JUNE]).nests
    beyond = (nest.beyond.whole, nest.beyond.part, nest.beyond.rest)
    assert [found[count] for count in beyond] == [60 - 45, 40 - 30, 20 - 15]


def test_those_beyond_the_young_are_unknown_where_a_part_of_either_share_is():
    (nest,) = published_relations([OF_ALL, OF_YOUNG], [JUNE]).nests
    beyond = (nest.beyond.whole, nest.beyond.part, nest.beyond.rest)
    wholes_only = counts((OF_ALL, of(40, 60)), (OF_YOUNG, Measured(70.0, None, 45)))
    assert [wholes_only.get(count) for count in beyond] == [60 - 45, None, None]
    parts_only = counts((OF_ALL, Measured(70.0, 40, None)), (OF_YOUNG, of(30, 45)))
    assert [parts_only.get(count) for count in beyond] == [None, 40 - 30, None]


def test_a_rest_that_a_share_tells_is_not_worked_out_from_another_whole():
    found = counts((OF_ALL, of(41, 50)), (CLIENTS, Measured(45.0)))
    assert found[behind(OF_ALL)[2]] == 9


# --- What nobody can tell to be safe --------------------------------------------------------------

DELIVERED = Source("data/raw/figures_kesä.csv", "x", "2", "delivered")
STATED = Source("data/raw/figures_plan_2023.csv", "y", "2", "plan")


def unsafe(item: Indicator, figure: Measured, *sources: Source) -> bool:
    found = untold([item], measured((item, figure), sources=sources), [JUNE])
    assert found in (frozenset(), {Shown(item.id, "2023-06")})
    return bool(found)


@pytest.mark.parametrize(("part", "whole"), [(None, None), (None, 50), (20, None)])
def test_a_share_without_one_of_its_parts_may_be_of_few(part, whole):
    assert unsafe(OF_ALL, Measured(40.0, part, whole), DELIVERED)
    assert unsafe(OF_ALL, Measured(40.0, part, whole))


def test_a_share_with_its_parts_can_be_told():
    assert not unsafe(OF_ALL, of(20, 50), DELIVERED)
    assert not unsafe(OF_ALL, of(0, 50), DELIVERED)


def test_a_score_without_the_number_of_answers_may_be_of_few():
    assert unsafe(SCORE, Measured(50.0), DELIVERED)
    assert not unsafe(SCORE, Measured(50.0, None, 40), DELIVERED)


def test_a_number_of_people_tells_itself():
    assert not unsafe(CLIENTS, Measured(3.0), DELIVERED)


def test_a_figure_that_is_not_known_gives_nothing_away():
    assert not unsafe(OF_ALL, Measured(None, state="secret"), DELIVERED)
    assert untold([OF_ALL], Measurements(), [JUNE]) == frozenset()


def test_only_what_the_plan_alone_states_is_public_already():
    assert not unsafe(OF_ALL, Measured(53.0), STATED)
    assert unsafe(OF_ALL, Measured(53.0), STATED, DELIVERED)


def test_what_does_not_count_people_needs_no_parts():
    rate = indicator(id="rate", metric={"share": "visit", "of": "initial_interview"})
    assert not unsafe(rate, Measured(60.0), DELIVERED)


def test_every_unsafe_month_and_figure_is_found_past_the_safe_ones():
    found = Measurements.of(
        [
            Measurement("of_all", MAY, "T", Measured(53.0), (STATED,)),
            Measurement("of_all", JUNE, "T", Measured(53.0), (DELIVERED,)),
            Measurement("nps", JUNE, "T", Measured(50.0), (DELIVERED,)),
        ]
    )
    months = iter([Month(2023, 4), MAY, JUNE])
    assert untold([EVENTS, OF_ALL, CLIENTS, SCORE], found, months) == {
        Shown("of_all", "2023-06"),
        Shown("nps", "2023-06"),
    }

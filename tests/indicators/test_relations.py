"""Which counts of people lie behind published figures, and how they hang together."""

from salo_plan.indicators.relations import (
    Count,
    Nest,
    Relations,
    Shown,
    Split,
    Sum,
    counts_behind,
    published_relations,
)
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator

from .plan_samples import indicator

MAY, JUNE = Month(2023, 5), Month(2023, 6)


def people(name: str, scope: str = "T", running: bool = False, **metric: str) -> Indicator:
    return indicator(id=name, scope=scope, running=running, counts="people", metric=metric)


CLIENTS = people("clients", count="everyone")
UNEMPLOYED = people("unemployed", count="unemployed")
STUDENTS = people("students", count="in_education")
OF_ALL = people("of_all", share="unemployed", of="everyone")
OF_YOUNG = people("of_young", share="unemployed", of="under_25")
RATE = people("rate", share="in_services", of="active_all", **{"in": "activation"})
YOUNG_RATE = people("young_rate", share="in_services", of="active_under_25", **{"in": "activation"})
VISITORS = people("visitors", running=True, total="visitors", **{"in": "ohjaamo"})


def of_june(*indicators: Indicator) -> Relations:
    return published_relations(indicators, [JUNE])


def behind(item: Indicator, month: Month = JUNE) -> tuple[Count, ...]:
    return counts_behind(item, month)


# --- What a figure tells --------------------------------------------------------------------------


def test_behind_a_number_of_people_is_that_number_alone():
    assert len(behind(CLIENTS)) == 1
    assert len(behind(VISITORS)) == 1


def test_the_same_people_are_the_same_count_in_every_indicator():
    assert behind(people("again", count="everyone")) == behind(CLIENTS)
    assert behind(people("again", total="visitors", **{"in": "ohjaamo"})) == behind(VISITORS)


def test_behind_a_share_are_the_whole_the_part_and_the_rest():
    assert len(set(behind(OF_ALL))) == 3
    assert behind(OF_ALL)[0] == behind(CLIENTS)[0]
    assert behind(OF_ALL)[1] == behind(UNEMPLOYED)[0]


def test_behind_a_score_are_those_who_answered():
    score = people("nps", function="net_promoter_score", **{"in": "feedback"})
    other = people("other_nps", function="net_promoter_score", **{"in": "feedback"})
    assert len(behind(score)) == 1
    assert behind(score) != behind(other)


def test_unemployed_young_people_are_not_all_the_unemployed():
    every = {*behind(OF_ALL), *behind(OF_YOUNG)}
    assert len(every) == 6


def test_people_of_another_month_place_or_dataset_are_other_people():
    salo = people("of_salo", scope="S", count="everyone")
    elsewhere = people("typ_clients", count="typ_clients", **{"in": "typ"})
    ohjaamo = people("typ_clients", count="typ_clients", **{"in": "ohjaamo"})
    told = [
        *(behind(CLIENTS, MAY), behind(CLIENTS, JUNE), behind(salo, JUNE)),
        *(behind(elsewhere, JUNE), behind(ohjaamo, JUNE)),
    ]
    assert len(set(told)) == 5
    assert [count.month for (count,) in told[:2]] == ["2023-05", "2023-06"]


# --- What is published ----------------------------------------------------------------------------


def test_every_month_of_a_figure_is_published_with_the_counts_behind_it():
    found = published_relations([CLIENTS, OF_ALL], [MAY, JUNE])
    assert found.behind == {
        Shown("clients", "2023-05"): behind(CLIENTS, MAY),
        Shown("of_all", "2023-05"): behind(OF_ALL, MAY),
        Shown("clients", "2023-06"): behind(CLIENTS, JUNE),
        Shown("of_all", "2023-06"): behind(OF_ALL, JUNE),
    }
    assert found.splits == (Split(*behind(OF_ALL, MAY)), Split(*behind(OF_ALL, JUNE)))
    assert (found.sums, found.nests) == ((), ())


def test_what_does_not_count_people_has_no_relations():
    events = indicator(metric={"count": "everyone"}, running=True)
    assert published_relations([events], [JUNE]) == Relations({})


def test_a_figure_judged_by_its_year_is_published_with_the_sum_of_its_months_from_january():
    found = published_relations([VISITORS], [Month(2022, 12), Month(2023, 1), Month(2023, 2)])
    months = [Month(2022, number) for number in range(1, 13)]
    (name,) = {count.who for month in months for count in behind(VISITORS, month)}
    sums = (
        Sum(Count(name, "2022-12", "year"), tuple(behind(VISITORS, m)[0] for m in months)),
        Sum(Count(name, "2023-01", "year"), (Count(name, "2023-01"),)),
        Sum(Count(name, "2023-02", "year"), (Count(name, "2023-01"), Count(name, "2023-02"))),
    )
    assert found.sums == sums
    years = {shown: counts for shown, counts in found.behind.items() if shown.span == "year"}
    assert years == {Shown("visitors", total.total.month, "year"): (total.total,) for total in sums}


def test_a_year_of_a_share_is_the_year_of_its_whole():
    yearly = OF_ALL.model_copy(update={"running": True})
    (total,) = published_relations([yearly], [Month(2023, 1)]).sums
    assert total.parts == behind(CLIENTS, Month(2023, 1))


# --- Groups that have nobody in common ------------------------------------------------------------


def test_those_in_education_are_a_part_of_those_who_are_not_unemployed():
    *_, other = behind(OF_ALL)
    (own,) = behind(STUDENTS)
    share, apart = of_june(STUDENTS, OF_ALL).splits
    assert share == Split(*behind(OF_ALL))
    assert (apart.whole, apart.part) == (other, own)
    assert apart.rest not in {*behind(OF_ALL), own}
    assert apart.rest.month == "2023-06"


def test_those_left_are_other_people_in_salo_than_in_the_whole_trial():
    in_salo = [
        item.model_copy(update={"id": f"{item.id}_salo", "scope": "S"})
        for item in (STUDENTS, OF_ALL)
    ]
    splits = of_june(STUDENTS, OF_ALL, *in_salo).splits
    left = {split.rest for split in splits if split.part in behind(STUDENTS) + behind(in_salo[0])}
    assert len(left) == 2


def test_those_in_education_are_no_part_of_another_groups_others():
    shares = (OF_YOUNG, RATE, people("of_salo", scope="S", share="unemployed", of="everyone"))
    assert of_june(STUDENTS, *shares).splits == tuple(Split(*behind(share)) for share in shares)


def test_those_in_education_are_no_part_of_those_who_are_not_in_education():
    studying = people("studying", share="in_education", of="everyone")
    assert of_june(STUDENTS, studying).splits == (Split(*behind(studying)),)


def test_a_share_of_those_in_education_tells_how_many_they_are_by_its_own_counts():
    unemployed = people("of_students", share="unemployed", of="in_education")
    shares = (unemployed, OF_ALL)
    assert of_june(*shares).splits == tuple(Split(*behind(share)) for share in shares)


def test_a_later_share_is_found_past_one_that_does_not_fit():
    assert len(of_june(STUDENTS, OF_YOUNG, RATE, OF_ALL).splits) == 4


# --- Groups inside groups -------------------------------------------------------------------------


def test_the_share_of_the_young_lies_in_the_share_of_all_and_others_lie_beyond_them():
    (nest,) = of_june(OF_ALL, OF_YOUNG).nests
    assert nest.inner == Split(*behind(OF_YOUNG))
    assert nest.outer == Split(*behind(OF_ALL))
    beyond = (nest.beyond.whole, nest.beyond.part, nest.beyond.rest)
    assert len({*beyond, *behind(OF_ALL), *behind(OF_YOUNG)}) == 9
    assert {count.month for count in beyond} == {"2023-06"}


def test_those_beyond_the_young_are_not_those_beyond_another_group():
    foreign = people("of_foreign", share="unemployed", of="foreign_language")
    young, other = of_june(OF_ALL, OF_YOUNG, foreign).nests
    assert young.outer == other.outer
    assert {young.beyond.whole, young.beyond.part, young.beyond.rest}.isdisjoint(
        {other.beyond.whole, other.beyond.part, other.beyond.rest}
    )


def test_activation_rates_lie_in_each_other_in_their_own_dataset():
    (nest,) = of_june(YOUNG_RATE, RATE).nests
    assert (nest.inner, nest.outer) == (Split(*behind(YOUNG_RATE)), Split(*behind(RATE)))


def test_a_share_lies_only_in_the_same_share_of_the_same_place_and_dataset():
    others = (
        people("of_salo", scope="S", share="unemployed", of="everyone"),
        people("studying", share="in_education", of="everyone"),
        RATE,
    )
    assert of_june(OF_YOUNG, *others).nests == ()


def test_a_share_does_not_lie_in_that_of_a_group_beside_it():
    foreign = people("of_foreign", share="unemployed", of="foreign_language")
    assert of_june(OF_YOUNG, foreign).nests == ()


def test_a_number_of_people_is_nested_in_no_share():
    young = people("young", count="under_25")
    assert of_june(young, OF_ALL).nests == ()


def test_each_month_is_nested_by_itself():
    nests: tuple[Nest, ...] = published_relations([OF_ALL, OF_YOUNG], [MAY, JUNE]).nests
    assert [nest.inner.whole.month for nest in nests] == ["2023-05", "2023-06"]
    assert [nest.beyond.part.month for nest in nests] == ["2023-05", "2023-06"]

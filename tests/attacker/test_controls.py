"""The attack is worth something: it recovers counts as soon as one rule of hiding is taken away."""

from collections.abc import Iterable

import pytest

from salo_plan.indicators import disclosure
from salo_plan.indicators.relations import Count, Relations
from salo_plan.periods import Month
from salo_plan.reports.public import rows as public_rows

from .attack import recovered
from .test_series import series
from .towns import LAST, Issued, Town, make, make_series

JANUARY, FEBRUARY, MARCH = (Month(2023, number) for number in (1, 2, 3))
REST = "T clients unemployed, the rest"


def found(issues: list[Issued], infers: bool = True) -> dict[str, tuple[int, int]]:
    return {one.count.who: (one.low, one.high) for one in recovered(issues, infers=infers)}


@pytest.fixture
def without_secondary_hiding(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_the_first(relations: Relations, first: Iterable[Count]) -> frozenset[Count]:
        return frozenset(first)

    monkeypatch.setattr(disclosure, "hidden_counts", only_the_first)


@pytest.fixture
def with_all_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_rows, "_verdict", lambda finding, *rest: finding.verdict)


# --- Secondary hiding -------------------------------------------------------------------------

STUDYING = (
    Town()
    .with_cells(JANUARY, "clients", older_studying=10, older_other=30)
    .with_cells(FEBRUARY, "clients", older_studying=12, older_other=30)
    .with_cells(MARCH, "clients", older_studying=2, older_other=30)
)


def test_a_years_mean_is_hidden_with_its_month():
    assert found([make(STUDYING, MARCH)]) == {}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_without_secondary_hiding_a_years_mean_gives_its_month_back():
    issue = make(STUDYING, MARCH)
    assert issue.issue.rows["in_education"]["printed"] == "ei julkaista"
    assert found([issue]) == {"T clients in_education": (1, 3)}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_without_secondary_hiding_the_mean_of_january_is_january():
    january = Town().with_cells(JANUARY, "clients", older_studying=3, older_other=30)
    assert found([make(january, JANUARY)]) == {"T clients in_education": (3, 3)}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_without_secondary_hiding_counts_are_recovered_from_random_towns():
    assert any(found(series(seed, 6), infers=False) for seed in range(1000, 1008))


# --- Groups in groups ---------------------------------------------------------------------------

ONE_OLDER = Town().with_cells(LAST, "clients", young_unemployed=5, older_other=1)
MOSTLY_STUDYING = Town().with_cells(
    LAST, "clients", older_studying=7, older_unemployed=41, older_other=2
)
NEITHER = f"{REST}, not in T clients in_education"


@pytest.mark.parametrize("town", [ONE_OLDER, MOSTLY_STUDYING])
def test_groups_in_groups_do_not_give_each_other_back(town):
    assert found([make(town, LAST)]) == {}


@pytest.mark.usefixtures("without_secondary_hiding")
def test_without_secondary_hiding_those_in_neither_group_are_left_by_subtraction():
    assert found([make(MOSTLY_STUDYING, LAST)], infers=False)[NEITHER] == (2, 2)


# --- What was hidden stays hidden --------------------------------------------------------------

THREE_OTHERS = Town().with_cells(LAST, "clients", older_unemployed=47, older_other=3)
EIGHT_OTHERS = THREE_OTHERS.with_cells(LAST, "clients", older_other=8)


def test_a_share_stays_hidden_when_a_correction_makes_the_rest_larger():
    steps = [(LAST, THREE_OTHERS), (LAST, EIGHT_OTHERS)]
    assert found(make_series(steps)) == {}


def test_when_earlier_issues_are_forgotten_the_rest_of_a_share_is_recovered():
    steps = [(LAST, THREE_OTHERS), (LAST, EIGHT_OTHERS)]
    assert found(make_series(steps, hidden=False), infers=False)[REST] == (3, 3)


def test_when_earlier_issues_are_forgotten_the_next_months_issue_gives_it_back_too():
    may = LAST.plus(-1)
    before = Town().with_cells(may, "clients", older_unemployed=47, older_other=3)
    before = before.with_cells(LAST, "clients", older_unemployed=30, older_other=30)
    after = before.with_cells(may, "clients", older_other=8)
    assert found(make_series([(may, before), (LAST, after)])) == {}
    assert found(make_series([(may, before), (LAST, after)], hidden=False))[REST] == (3, 3)


SIX_OTHERS = Town().with_cells(LAST, "clients", older_unemployed=44, older_other=6)


def test_when_it_is_forgotten_what_was_shown_the_rest_of_an_earlier_share_is_recovered():
    steps = [(LAST, SIX_OTHERS), (LAST, SIX_OTHERS.with_cells(LAST, "clients", older_other=3))]
    assert found(make_series(steps)) == {}
    assert found(make_series(steps, shown=False))[REST] == (3, 3)


# --- Verdicts ------------------------------------------------------------------------------------

THREE_OF_FIVE = Town().with_cells(LAST, "clients", older_unemployed=3, older_other=2)
GROWS_FROM_ONE = (
    THREE_OF_FIVE.with_cells(LAST, "clients", older_unemployed=0, older_other=40)
    .with_cells(LAST.year_ago, "ohjaamo", visitors=1)
    .with_cells(LAST, "ohjaamo", visitors=3)
)
VISITORS = "S ohjaamo visitors"


@pytest.mark.parametrize("town", [THREE_OF_FIVE, GROWS_FROM_ONE])
def test_a_hidden_figure_has_no_verdict(town):
    assert found([make(town, LAST)]) == {}


@pytest.mark.usefixtures("with_all_verdicts")
def test_were_it_published_near_target_would_tell_the_unemployed_of_five():
    told = found([make(THREE_OF_FIVE, LAST)])
    assert (told["T clients unemployed"], told[REST]) == ((3, 3), (2, 2))


@pytest.mark.usefixtures("with_all_verdicts")
def test_were_it_published_growth_would_tell_that_there_are_two_at_least():
    assert found([make(GROWS_FROM_ONE, LAST)]) == {VISITORS: (2, 4)}


@pytest.mark.usefixtures("with_all_verdicts")
def test_with_all_verdicts_counts_are_recovered_from_random_towns():
    assert any(found(series(seed, 1)) for seed in range(40))

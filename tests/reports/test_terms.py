import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.opening import find_audience
from salo_plan.reports.terms import (
    changes_title,
    earlier_month,
    report_term,
    report_title,
    scoreboard_caption,
    value_head,
)

PLAN = read_plan()


@pytest.mark.parametrize(
    ("audience", "month", "title"),
    [
        ("steering_group", "2023-09", "Kuukausiseuranta, syyskuu 2023"),
        ("staff", "2023-05", "Henkilöstöraportti 6/2023, tiedot tammi–toukokuu 2023"),
        ("staff", "2023-12", "Henkilöstöraportti 2/2024, tiedot tammi–joulukuu 2023"),
        ("staff", "2023-03", "Henkilöstöraportti, tammi–maaliskuu 2023"),
        ("city_board", "2023-12", "Toimintasuunnitelman toteutuma 2023"),
        ("management_group", "2023-08", "Kolmannesvuosiraportti, touko–elokuu 2023"),
    ],
)
def test_a_report_is_named_by_its_months(audience: str, month: str, title: str):
    assert report_title(PLAN, find_audience(PLAN, audience), Month.parse(month)) == title


@pytest.mark.parametrize(
    ("audience", "month", "first", "before"),
    [
        ("steering_group", "2023-09", "2023-09", "2023-08"),
        ("staff", "2023-09", "2023-01", "2023-05"),
        ("staff", "2023-05", "2023-01", "2022-05"),
        ("management_group", "2023-08", "2023-05", "2023-04"),
        ("management_group", "2023-04", "2023-01", "2022-04"),
        ("city_board", "2023-12", "2023-01", "2022-12"),
    ],
)
def test_a_report_speaks_of_its_term_and_is_held_against_the_one_before(
    audience: str, month: str, first: str, before: str
):
    found = find_audience(PLAN, audience)
    assert str(report_term(found, Month.parse(month)).first) == first
    assert str(earlier_month(found, Month.parse(month))) == before


def test_the_changes_name_what_they_are_counted_from():
    assert changes_title(find_audience(PLAN, "steering_group"), Month(2023, 9)) == (
        "Muuttui elokuusta"
    )
    staff, board = find_audience(PLAN, "staff"), find_audience(PLAN, "city_board")
    assert changes_title(staff, Month(2023, 9)) == "Muuttui edellisestä raportista (tiedot 5/2023)"
    # The plan promises the board no report before this one.
    assert changes_title(board, Month(2023, 12)) == "Muutos vuodentakaisesta (12/2022)"


@pytest.mark.parametrize(
    ("audience", "month", "head"),
    [("steering_group", "2023-09", "Viimeisin"), ("staff", "2023-09", "1–9/2023")],
)
def test_the_figures_of_a_period_stand_under_its_months(audience: str, month: str, head: str):
    assert value_head(find_audience(PLAN, audience), Month.parse(month)) == head


def test_only_figures_of_the_year_so_far_are_compared_with_the_same_time():
    monthly, yearly = (
        scoreboard_caption(find_audience(PLAN, name), Month(2023, 9))
        for name in ("steering_group", "staff")
    )
    assert "vuodentakaisesta samasta kuukaudesta" in monthly
    assert "edellisen vuoden samaan aikaan" in yearly
    assert "vuodentakaisesta samasta kuukaudesta" not in yearly

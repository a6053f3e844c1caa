import pandas as pd
import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.sections.breakdowns import ukrainian_jobseekers
from salo_plan.reports.sections.group_tables import Column, group_table, hidden_places, shown_counts

PLAN = read_plan()
MAY = Month(2023, 5)


def cube(*rows: tuple[str, str, str | None, float]) -> pd.DataFrame:
    """Rows of the client cube: municipality, employment code, citizenship, clients."""
    names = ["municipality", "employment_code", "citizenship", "clients"]
    frame = pd.DataFrame(list(rows), columns=names)
    return frame.assign(month="2023-05", clients_state="ok")


def shares(*rows: tuple[str, str, str | None, float]) -> list[tuple[str, ...]]:
    columns = (
        Column("Asiakkaita", {"count": "everyone"}, "clients", "municipality"),
        Column(
            "Työttömiä", {"share": "unemployed", "of": "everyone"}, "clients", "municipality", "%"
        ),
    )
    frame = cube(*rows)
    groups = sorted(frame["municipality"].unique())
    return list(group_table("", "Kunta", groups, columns, {"clients": frame}, below=5).rows)


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ([10, 20, 30], ("10", "20", "30")),
        ([3, 20, 30], ("alle 5", "ei näytetä", "30")),
        ([3, 4, 30], ("alle 5", "alle 5", "30")),
        ([0, 5, 30], ("0", "5", "30")),
        ([0, 4, 0], ("0", "alle 5", "0")),
        ([None, 4, 30], ("ei tietoa", "alle 5", "ei näytetä")),
    ],
)
def test_a_lone_small_count_hides_the_next_smallest_too(counts, printed):
    assert shown_counts(counts, below=5) == printed


def test_zero_is_no_cover_and_is_never_hidden():
    assert hidden_places([0, 2, 7], below=5) == {1, 2}


def test_a_share_is_of_the_groups_own_people():
    rows = shares(
        ("A", "02", "FI", 10), ("A", "01", "FI", 30), ("B", "03", "FI", 20), ("B", "08", "FI", 20)
    )
    assert rows == [("A", "40", "25\u00a0%"), ("B", "40", "50\u00a0%")]


@pytest.mark.parametrize("unemployed", [3, 37])
def test_a_share_hides_by_its_part_and_by_what_is_left_of_the_whole(unemployed):
    rows = shares(
        ("A", "02", "FI", unemployed),
        ("A", "01", "FI", 40 - unemployed),
        ("B", "02", "FI", 20),
        ("B", "01", "FI", 20),
        ("C", "02", "FI", 50),
        ("C", "01", "FI", 50),
    )
    assert [row[2] for row in rows] == ["ei näytetä", "ei näytetä", "50\u00a0%"]


def test_a_month_without_rows_is_no_data_and_not_zero():
    frame = cube()
    column = Column("Asiakkaita", {"count": "everyone"}, "clients", "municipality")
    table = group_table("", "Kunta", ["A"], [column], {"clients": frame}, below=5)
    assert table.rows == (("A", "ei tietoa"),)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("Salo", "02", "UA", 7), ("Marttila", "01", "UA", 5), ("Salo", "01", "FI", 90)), "12"),
        ((("Salo", "02", "UA", 4), ("Salo", "01", "FI", 90)), "alle 5"),
        ((("Turku", "02", "UA", 9), ("Salo", "01", "UA", 6)), "6"),
        ((("Salo", "01", "FI", 90),), "ei tietoa: maakoodia UA ei ole"),
        ((("Salo", "01", None, 90),), "ei tietoa: asiakasaineistossa ei ole kansalaisuutta"),
        ((("Salo", "01", "UA", 6), ("Salo", "01", None, 8)), "6; kansalaisuus kirjaamatta: 8"),
        ((), "ei tietoa: kuukauden asiakasaineistoa"),
    ],
)
def test_ukrainians_are_counted_in_the_whole_trial_or_it_is_said_why_not(rows, told):
    assert ukrainian_jobseekers(PLAN, cube(*rows), MAY).startswith(told)


def test_a_month_without_ukrainians_is_zero_once_the_code_is_in_use():
    earlier = cube(("Salo", "01", "UA", 6)).assign(month="2023-04")
    now = cube(("Salo", "01", "FI", 90))
    assert ukrainian_jobseekers(PLAN, pd.concat([earlier, now]), MAY) == "0"

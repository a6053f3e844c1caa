"""The usual questions: an indicator over time by group, two months compared."""

import pandas as pd
import pytest

from salo_plan.errors import CallError
from salo_plan.exploring import Exploration, open_exploration


def test_the_groups_of_a_count_add_up_to_the_figure_that_reports_print(explore: Exploration):
    whole = explore.over_time("clients").set_index("kuukausi")["arvo"]
    for by in ("municipality", "team", "age_group", "mother_tongue"):
        parts = explore.over_time("clients", by).groupby("kuukausi")["arvo"].sum()
        pd.testing.assert_series_equal(parts, whole, check_names=False)


def test_the_parts_of_a_share_add_up_and_the_share_is_made_of_them(explore: Exploration):
    parts = explore.over_time("unemployed_share", "municipality")
    own = parts[parts["kuukausi"] == "2022-11"].set_index("ryhmä")
    assert own["osoittaja"].sum() == 1395
    assert own["nimittäjä"].sum() == 2621
    assert (own["arvo"] == 100 * own["osoittaja"] / own["nimittäjä"]).all()


def test_an_indicator_of_the_town_is_broken_down_inside_its_own_scope(explore: Exploration):
    shown = explore.over_time("typ_clients", "municipality")
    assert set(shown["ryhmä"]) == {"Salo"}


@pytest.mark.parametrize(
    ("indicator", "by", "told"),
    [
        ("unemployed_shre", "", "Did you mean 'unemployed_share'?"),
        ("clients", "municipalty", "Did you mean 'municipality'?"),
        ("transfer_contact_share", "team", "no breakdown is called 'team'. Known: none."),
        ("monthly_event", "place", "no breakdown is called 'place'. Known: none."),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_those_that_are(explore, indicator, by, told):
    with pytest.raises(CallError, match=told.replace("?", r"\?")):
        explore.over_time(indicator, by)


def test_two_months_stand_side_by_side_with_the_verdict_of_the_newer(explore: Exploration):
    both = explore.compare("2023-06", "2022-06").set_index("tunnus")
    row = both.loc["clients"]
    assert row["muutos"] == row["2023-06"] - row["2022-06"]
    assert row["tilanne"] == "Tavoite saavutettu"
    assert len(both) == 38
    assert list(explore.compare().columns[3:5]) == ["2022-12", "2023-12"]


def test_a_workspace_without_extracts_is_explored_all_the_same(workspace):
    bare = open_exploration(str(workspace))
    assert bare.over_time("clients", "team").empty
    assert bare.draw("clients", "team").alt == "Kokeilun asiakkaat: Ei tietoa"
    assert bare.compare().loc[0, "2022-11"] == 2621


def test_a_picture_says_in_words_what_it_shows(explore: Exploration):
    picture = explore.draw("unemployed_share", "municipality")
    assert picture.alt == (
        "Työttömien osuus asiakkaista, 2023-12: Koski Tl 61,9\u00a0%, Marttila 59,5\u00a0% "
        "ja Salo 56,5\u00a0%"
    )
    assert f'alt="{picture.alt}"' in picture._repr_html_()

"""From received rows to figures: which rows count, which source is believed, what is told."""

import pandas as pd
import pytest

from salo_plan.extracts.tables import Refused
from salo_plan.figures import MISSING, Measured, Measurement, Source
from salo_plan.indicators.measure import (
    dataset_of,
    measure,
    measure_month,
    month_rows,
    months_received,
    together,
)
from salo_plan.indicators.measurements import Measuring
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan

from .plan_samples import indicator, plan_with
from .table_samples import GIVEN, given, rows, tables

JUNE = Month(2023, 6)
CUBE = "data/raw/ura_asiakkaat.csv"
LOG = "data/raw/tapahtumat.xlsx"
FIGURES = "data/raw/figures_kesä.csv"
STATED = "data/raw/figures_plan_2023.csv"

CLIENTS = indicator(id="clients", unit="hlö", decimals=0, metric={"count": "everyone"})
SALO_ONLY = CLIENTS.model_copy(update={"id": "clients_of_salo", "scope": "S"})
SHARE = indicator(id="unemployed_share", metric={"share": "unemployed", "of": "everyone"})
VISITORS = indicator(id="visitors", unit="kpl", metric={"total": "visitors", "in": "ohjaamo"})
EVENTS = indicator(
    id="monthly_event", unit="kpl", metric={"function": "monthly_events", "in": "events"}
)
FEEDBACK = indicator(
    id="nps", unit="pistettä", metric={"function": "net_promoter_score", "in": "feedback"}
)
TRANSFERS = indicator(id="transfers", metric={"given": "figures"})
WORDS = indicator(id="words", kind="verbal", over_year=None, metric={}, target=None)


def clients(*content: tuple, path: str = CUBE, first_row: int = 2) -> tuple[str, pd.DataFrame]:
    """Rows of the client cube: month, municipality, employment code, clients."""
    columns = ("month", "municipality", "employment_code", "clients")
    return "clients", rows(path, columns, *content, first_row=first_row)


def figures(path: str, *content: tuple) -> tuple[str, pd.DataFrame]:
    return "figures", given(path, *content)


def log(sheet: str, *days: str) -> tuple[str, pd.DataFrame]:
    content = [(day[:7], pd.Timestamp(day), "Voimala") for day in days]
    return sheet, rows(LOG, ("month", "day", "place"), *content)


def answers(*scores: float) -> tuple[str, pd.DataFrame]:
    return "feedback", rows(
        "data/raw/palaute.csv", ("month", "score"), *(("2023-06", s) for s in scores)
    )


def june(plan_item, *parts: tuple[str, pd.DataFrame], refused: tuple[Refused, ...] = ()):
    """June's figure of the only indicator of a plan, and the warnings."""
    found = measure_month(plan_with(plan_item), tables(*parts, refused=refused), JUNE)
    return found.measurements.get(plan_item.id, JUNE), found.warnings


def extract(path: str, numbers: str) -> Source:
    return Source(path, f"hash of {path}", numbers, "extract")


# --- Which months -------------------------------------------------------------------------------


def test_months_are_those_of_extracts_and_of_delivered_figures_in_order():
    received = tables(
        clients(("2023-03", "Salo", "02", 5), ("2022-11", "Salo", "02", 5)),
        figures(FIGURES, ("2023-01", "transfers", 80.0)),
    )
    found = months_received(plan_with(CLIENTS, TRANSFERS), received)
    assert found == [Month(2022, 11), Month(2023, 1), Month(2023, 3)]


def test_an_extract_that_no_indicator_of_the_plan_needs_adds_no_month():
    received = tables(clients(("2023-03", "Salo", "02", 5)))
    assert months_received(plan_with(TRANSFERS, WORDS), received) == []


def test_an_event_log_tells_of_the_quiet_months_between_its_entries_on_any_sheet():
    received = tables(log("events", "2022-11-30", "2022-12-02"), log("posts", "2023-02-01"))
    found = months_received(plan_with(EVENTS), received)
    assert [str(month) for month in found] == ["2022-11", "2022-12", "2023-01", "2023-02"]


def test_a_log_without_entries_tells_of_no_month():
    assert months_received(plan_with(EVENTS), tables()) == []


def test_a_month_is_known_from_the_name_of_a_refused_file_if_it_tells_one():
    refused = (
        Refused("clients", "data/raw/a_2023-05.csv", "x", Month(2023, 5)),
        Refused("clients", "data/raw/b.csv", "y", None),
    )
    assert months_received(plan_with(CLIENTS), tables(refused=refused)) == [Month(2023, 5)]


def test_every_month_is_measured_with_its_own_rows_and_its_own_warnings():
    received = tables(
        clients(("2023-05", "Salo", "02", 5), ("2023-06", "Salo", "02", 7)),
        figures(FIGURES, ("2023-05", "clients", 6.0), ("2023-06", "clients", 8.0)),
    )
    found = measure(plan_with(CLIENTS), received)
    assert found.measurements.value("clients", Month(2023, 5)) == 5
    assert found.measurements.value("clients", JUNE) == 7
    assert [warning.split(":")[0] for warning in found.warnings] == [
        "clients 2023-05",
        "clients 2023-06",
    ]


def test_no_months_together_are_no_measurements():
    assert together([]) == Measuring(measure(plan_with(CLIENTS), tables()).measurements, ())


# --- Which dataset an indicator is counted from ---------------------------------------------------


def test_figures_are_counted_from_the_client_cube_unless_the_plan_names_another_dataset():
    assert dataset_of(CLIENTS) == "clients"
    assert dataset_of(VISITORS) == "ohjaamo"


def test_given_and_verbal_indicators_are_counted_from_nothing():
    assert dataset_of(TRANSFERS) is None
    assert dataset_of(WORDS) is None


# --- Which rows -----------------------------------------------------------------------------------


def test_a_figure_is_of_its_own_month_and_names_the_rows_it_came_from():
    found, warnings = june(
        CLIENTS,
        clients(("2023-05", "Salo", "02", 100), ("2023-06", "Salo", "02", 30)),
        clients(("2023-06", "Marttila", "07", 5), path="data/raw/b.csv", first_row=8),
        clients(("2023-06", "Salo", "07", 7), ("2023-06", "Salo", "01", 1), path="data/raw/a.csv"),
    )
    sources = (extract("data/raw/a.csv", "2-3"), extract("data/raw/b.csv", "8"), extract(CUBE, "3"))
    assert found == Measurement("clients", JUNE, "T", Measured(43.0, 43.0), sources)
    assert warnings == ()


def test_the_whole_trial_has_three_municipalities_and_salo_is_one_of_them():
    cube = clients(
        ("2023-06", "Salo", "02", 100),
        ("2023-06", "Marttila", "02", 20),
        ("2023-06", "Koski Tl", "02", 3),
    )
    assert june(CLIENTS, cube)[0].figure.value == 123
    assert june(SALO_ONLY, cube)[0].figure.value == 100
    assert june(SALO_ONLY, cube)[0].scope == "S"


def test_those_whose_municipality_a_list_does_not_tell_belong_to_the_trial_but_not_to_salo():
    cube = clients(("2023-06", "tuntematon", "02", 9), ("2023-06", "Salo", "02", 100))
    assert june(CLIENTS, cube) == (
        Measurement("clients", JUNE, "T", Measured(109.0, 109.0), (extract(CUBE, "2-3"),)),
        (),
    )
    assert june(SALO_ONLY, cube)[0].figure.value == 100


def test_a_dataset_without_municipalities_counts_all_its_rows():
    answers_of_june = answers(10, 9, 3)
    found, _ = june(FEEDBACK, answers_of_june)
    assert found.figure == Measured(100 / 3, 1, 3)
    assert found.sources == (extract("data/raw/palaute.csv", "2-4"),)


def test_rows_of_an_indicator_that_is_not_counted_are_the_client_cubes():
    received = tables(clients(("2023-06", "Salo", "02", 1), ("2023-05", "Salo", "02", 2)))
    found = month_rows(read_plan(), TRANSFERS, received, JUNE)
    assert list(found["clients"]) == [1]


def test_a_municipality_of_no_scope_is_told_by_file_and_counted_nowhere():
    found, warnings = june(
        CLIENTS,
        clients(
            ("2023-06", "Somero", "02", 50),
            ("2023-06", "Somero", "07", 50),
            ("2023-06", "Loimaa", "02", 50),
            ("2023-06", "Salo", "02", 1),
            ("2023-05", "Turku", "02", 50),
        ),
        clients(("2023-06", "Somero", "02", 5), path="data/raw/a.csv"),
    )
    assert found.figure.value == 1
    told = "which is in no scope of the plan: they are counted nowhere. Check how the municipality"
    assert warnings == (
        f"data/raw/a.csv: 2023-06 has rows of Somero (1), {told} is written.",
        f"{CUBE}: 2023-06 has rows of Loimaa (1), {told} is written.",
        f"{CUBE}: 2023-06 has rows of Somero (2), {told} is written.",
    )


def test_every_dataset_that_is_needed_is_searched_for_other_municipalities():
    typ = indicator(id="typ", unit="hlö", metric={"count": "typ_clients", "in": "typ"})
    columns = ("month", "municipality", "clients")
    turku = rows("data/raw/typ.csv", columns, ("2023-06", "Turku", 100))
    cube = clients(("2023-06", "Somero", "02", 50))
    received = tables(cube, ("typ", turku))
    told = measure_month(plan_with(VISITORS, typ, CLIENTS), received, JUNE).warnings
    assert [warning.split(",")[0] for warning in told] == [
        f"{CUBE}: 2023-06 has rows of Somero (1)",
        "data/raw/typ.csv: 2023-06 has rows of Turku (1)",
    ]


def test_all_that_is_odd_in_a_month_is_told_together():
    cube = clients(("2023-06", "Somero", "02", 50), ("2023-06", "Salo", "02", 7))
    more = figures(FIGURES, ("2023-06", "clients", 8.0), ("2023-06", "nobody", 1.0))
    told = june(CLIENTS, cube, more)[1]
    assert [warning.split(":")[0] for warning in told] == [
        f"{FIGURES}, row 3",
        CUBE,
        "clients 2023-06",
    ]


def test_a_municipality_in_a_file_that_no_indicator_needs_is_not_warned_of():
    assert june(TRANSFERS, clients(("2023-06", "Somero", "02", 50))) == (None, ())


def test_a_month_of_rows_of_other_towns_only_is_missing_and_not_zero():
    found, _ = june(SALO_ONLY, clients(("2023-06", "Marttila", "02", 20)))
    assert found == Measurement("clients_of_salo", JUNE, "S", MISSING)


def test_a_month_that_an_extract_does_not_tell_of_has_no_figure():
    assert june(CLIENTS, clients(("2023-05", "Salo", "02", 20))) == (None, ())


def test_an_event_is_counted_from_its_own_sheet_and_the_other_sheets_are_no_source():
    found, _ = june(EVENTS, log("events", "2023-05-31", "2023-06-02"), log("posts", "2023-06-01"))
    assert found.figure == Measured(1.0, 1.0, None, "ok", (("Voimalassa, %", 100.0),))
    assert found.sources == (extract(LOG, "3"),)


def test_an_info_session_counts_from_the_number_of_people_that_the_plan_asks_for():
    sessions = indicator(
        id="sessions", unit="kpl", metric={"function": "info_sessions", "in": "events"}
    )
    held = rows(LOG, ("month", "participants"), ("2023-06", 8), ("2023-06", 7))
    found, _ = june(sessions, ("info_sessions", held))
    assert found.figure.value == 1
    assert found.sources == (extract(LOG, "2-3"),)


def test_a_quiet_month_inside_the_event_log_is_a_true_zero():
    found, _ = june(EVENTS, log("events", "2023-05-31", "2023-07-02"))
    assert (found.figure.value, found.figure.state) == (0.0, "ok")
    assert found.sources == (extract(LOG, ""),)


@pytest.mark.parametrize(("told", "warned"), [(0.0, 0), (2.0, 1)])
def test_a_quiet_month_of_the_log_is_believed_before_a_delivered_figure(told, warned):
    quiet = log("events", "2023-05-31", "2023-07-02")
    found, warnings = june(EVENTS, quiet, delivered(told, "monthly_event"))
    assert found.figure.value == 0.0
    assert len(warnings) == warned


# --- Which source is believed ---------------------------------------------------------------------


def counted(people: int) -> tuple[str, pd.DataFrame]:
    return clients(("2023-06", "Salo", "02", people))


def delivered(value: float, name: str = "clients", path: str = FIGURES) -> tuple[str, pd.DataFrame]:
    return figures(path, ("2023-06", name, value))


def test_an_extract_is_believed_before_a_delivered_figure_and_the_difference_is_told():
    found, warnings = june(CLIENTS, counted(2700), delivered(2650.0))
    assert found.figure.value == 2700
    assert found.sources == (extract(CUBE, "2"),)
    assert warnings == (
        f"clients 2023-06: {CUBE} gives 2700.0, {FIGURES} gives 2650.0; the first is used.",
    )


def test_a_delivered_figure_is_believed_before_what_the_plan_states():
    first, then = delivered(80.0, "transfers"), delivered(75.0, "transfers", STATED)
    for received in ((first, then), (then, first)):
        found, _ = june(TRANSFERS, *received)
        assert found.figure.value == 80
        assert found.sources[0].kind == "delivered"


def test_an_extract_is_believed_before_what_the_plan_states():
    found, warnings = june(CLIENTS, counted(2700), delivered(2621.0, path=STATED))
    assert found.figure.value == 2700
    assert warnings == (
        f"clients 2023-06: {CUBE} gives 2700.0, {STATED} gives 2621.0; the first is used.",
    )


def test_a_delivered_figure_stands_in_for_an_extract_without_the_figure():
    nobody = clients(("2023-06", "Somero", "02", 50))
    found, warnings = june(CLIENTS, nobody, delivered(2650.0))
    assert found.figure.value == 2650
    assert not [warning for warning in warnings if "gives" in warning]


def test_a_delivered_mark_does_not_push_out_a_counted_figure():
    found, warnings = june(CLIENTS, counted(2700), delivered(float("nan")))
    assert found.figure.value == 2700
    assert warnings == ()


@pytest.mark.parametrize("path", [FIGURES, STATED])
def test_a_mark_in_figures_tells_more_than_an_extract_without_rows(path):
    row = ("2023-06", "clients_of_salo", None, None, None, "ok", "secret")
    mark = rows(path, GIVEN, row).astype({"value": float, "numerator": float, "denominator": float})
    elsewhere = clients(("2023-06", "Marttila", "02", 20))
    found, _ = june(SALO_ONLY, elsewhere, ("figures", mark))
    assert found.figure == Measured(None, state="secret")


def test_an_extract_whose_cell_is_secret_is_not_replaced_by_a_delivered_figure():
    columns = ("month", "kind", "visitors", "visitors_state")
    secret = rows("data/raw/ohjaamo.csv", columns, ("2023-06", "Yhteensä", None, "secret"))
    found, warnings = june(VISITORS, ("ohjaamo", secret), delivered(3.0, "visitors"))
    assert found.figure == Measured(None, state="secret")
    assert warnings == ()


@pytest.mark.parametrize(("told", "differs"), [(50.04, False), (49.96, False), (50.06, True)])
def test_sources_differ_only_when_their_printed_decimals_do(told, differs):
    half = clients(("2023-06", "Salo", "02", 10), ("2023-06", "Salo", "07", 10))
    _, warnings = june(SHARE, half, delivered(told, "unemployed_share"))
    assert bool(warnings) is differs


def test_a_value_that_the_plan_rounds_to_whole_percents_differs_only_in_whole_percents():
    share = clients(("2023-06", "Salo", "02", 532), ("2023-06", "Salo", "07", 468))
    assert june(SHARE, share, delivered(53.0, "unemployed_share", STATED))[1] == ()
    assert len(june(SHARE, share, delivered(54.0, "unemployed_share", STATED))[1]) == 1
    assert len(june(SHARE, share, delivered(53.0, "unemployed_share"))[1]) == 1


def test_a_plan_that_states_more_decimals_than_are_printed_is_compared_as_printed():
    assert june(CLIENTS, counted(2700), delivered(2700.25, path=STATED))[1] == ()


# --- What was refused -----------------------------------------------------------------------------


def refused(dataset: str, path: str, month: Month | None = JUNE) -> tuple[Refused, ...]:
    return (Refused(dataset, path, "x", month),)


def without(item, name: str) -> Measurement:
    """The missing figure that tells which file was refused."""
    return Measurement(item.id, JUNE, item.scope, MISSING, (), f"Tiedosto {name} on hylätty")


CUBE_REFUSED = refused("clients", "data/raw/kesä/ura_2023-06.csv")
VISITS_REFUSED = refused("ohjaamo", "data/raw/ohjaamo_2023-06.csv")


def test_a_figure_whose_file_was_refused_is_missing_and_names_the_file():
    assert june(CLIENTS, refused=CUBE_REFUSED)[0] == without(CLIENTS, "ura_2023-06.csv")
    assert june(VISITORS, refused=VISITS_REFUSED)[0] == without(VISITORS, "ohjaamo_2023-06.csv")


def test_a_refused_client_cube_is_not_replaced_by_a_delivered_figure():
    found, _ = june(CLIENTS, delivered(2650.0), refused=CUBE_REFUSED)
    assert found == without(CLIENTS, "ura_2023-06.csv")


def test_another_refused_file_leaves_its_place_to_a_delivered_figure():
    found, _ = june(VISITORS, delivered(120.0, "visitors"), refused=VISITS_REFUSED)
    assert found.figure.value == 120


def test_a_delivered_mark_does_not_hide_that_a_file_was_refused():
    found, _ = june(VISITORS, delivered(float("nan"), "visitors"), refused=VISITS_REFUSED)
    assert found == without(VISITORS, "ohjaamo_2023-06.csv")


def test_a_good_cube_counts_beside_a_refused_one():
    found, _ = june(CLIENTS, counted(2700), refused=CUBE_REFUSED)
    assert found.figure.value == 2700


def test_a_file_refused_in_another_month_or_of_another_dataset_does_not_matter():
    earlier = refused("clients", "data/raw/ura_2023-05.csv", Month(2023, 5))
    assert june(CLIENTS, delivered(2650.0), refused=earlier)[0].figure.value == 2650
    assert june(CLIENTS, delivered(2650.0), refused=VISITS_REFUSED)[0].figure.value == 2650


def test_a_refused_file_that_tells_no_month_belongs_to_every_month():
    nameless = refused("clients", "data/raw/ura.csv", None)
    assert june(CLIENTS, delivered(2650.0), refused=nameless)[0] == without(CLIENTS, "ura.csv")


def test_a_given_indicator_has_no_file_that_could_be_refused():
    found, _ = june(TRANSFERS, delivered(80.0, "transfers"), refused=CUBE_REFUSED)
    assert found.figure.value == 80


def test_one_refused_file_takes_away_only_the_figures_that_are_counted_from_it():
    received = tables(log("events", "2023-06-01"), refused=CUBE_REFUSED)
    found = measure_month(plan_with(TRANSFERS, EVENTS, CLIENTS, SALO_ONLY), received, JUNE)
    assert {item.indicator: item.figure.value for item in found.measurements} == {
        "monthly_event": 1.0,
        "clients": None,
        "clients_of_salo": None,
    }

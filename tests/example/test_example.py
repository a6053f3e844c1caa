"""The example gives the plan's own starting levels, a whole story, and touches no other file."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from salo_plan.errors import CallError, DataError
from salo_plan.example import example_files, remove_example, write_example
from salo_plan.example.actions import OVERDUE
from salo_plan.example.files import MadeFile
from salo_plan.extracts.comments import read_comments
from salo_plan.extracts.tables import usable_tables
from salo_plan.figures import MISSING
from salo_plan.fingerprints import sha256_of
from salo_plan.indicators.assess import assess
from salo_plan.indicators.measure import dataset_of
from salo_plan.periods import Month, Term
from salo_plan.reports.comments.commentary import Background, commentary
from salo_plan.reports.rows import scoreboard_rows
from salo_plan.wording import rounded

from .conftest import Gathered, gathered, keep_months, measured

MONTHS = tuple(Term(Month(2022, 1), Month(2023, 12)))
PLAN_YEAR = MONTHS[12:]
MAY = Month(2023, 5)
BASELINES = (
    ("clients", "2022-11", 0, "2621"),
    ("unemployed", "2022-11", 0, "1395"),
    ("unemployed_share", "2022-11", 1, "53.2"),
    ("under_25_unemployed_share", "2022-11", 0, "52"),
    ("foreign_language_unemployed_share", "2022-11", 0, "38"),
    ("job_search_weeks", "2022-11", 0, "42"),
    ("clients_per_coach", "2022-12", 0, "122"),
    ("plan_backlog_share", "2022-11", 0, "22"),
    ("typ_clients", "2022-11", 0, "151"),
    ("activation_under_25", "2022-11", 1, "36.9"),
    ("activation_foreign_citizens", "2022-11", 1, "60.4"),
    ("activation_long_term", "2022-11", 1, "18.2"),
    ("activation_all", "2022-11", 1, "42.8"),
    ("work_trials", "2022-11", 0, "64"),
    ("in_education", "2022-11", 0, "379"),
    ("self_motivated_study", "2023-01", 0, "92"),
    ("wage_subsidy_under_30", "2022-11", 0, "61"),
    ("wage_subsidy_30_and_over", "2022-11", 0, "226"),
)
IDENTITY_CODE = re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b")


def raw(workspace: Path) -> Path:
    return workspace / "data" / "raw"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def values(example: Gathered, indicator: str, months=MONTHS) -> list[float]:
    found = [example.figures.value(indicator, month) for month in months]
    assert None not in found
    return [value for value in found if value is not None]


def rows(example: Gathered, dataset: str, month: Month, **wanted: str):
    frame = example.tables.frames[dataset]
    frame = frame[frame["month"] == str(month)]
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    return frame


# --- the figures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("indicator", "month", "decimals", "printed"), BASELINES)
def test_the_extracts_give_the_starting_level_of_the_plan(
    example: Gathered, indicator: str, month: str, decimals: int, printed: str
):
    found = example.figures.get(indicator, Month.parse(month))
    assert found is not None
    assert found.figure.value is not None
    assert str(rounded(found.figure.value, decimals)) == printed
    assert {source.kind for source in found.sources} == {"extract"}


def test_every_starting_level_of_the_plan_is_among_those_tested(example: Gathered):
    stated = {i.id for i in example.plan.indicators if i.baseline and i.baseline.value is not None}
    assert stated == {name for name, *_ in BASELINES}


def test_no_figure_differs_from_the_one_that_the_plan_states(example: Gathered):
    assert example.measuring.warnings == ()


def test_the_under_25_share_at_the_start_is_near_its_target(example: Gathered):
    share = example.figures.value("under_25_unemployed_share", Month(2022, 11))
    assert share is not None
    assert 51.5 <= share < 52


def test_the_visitors_of_2022_stay_within_the_range_of_the_plan(example: Gathered):
    open_months = [month for month in MONTHS[:12] if month.number != 7]
    visitors = values(example, "ohjaamo_visitors", open_months)
    assert (min(visitors), max(visitors)) == (2, 140)
    assert example.figures.figure("ohjaamo_visitors", Month(2022, 7)).state == "missing"


def test_clients_are_known_and_below_2900_in_every_month(example: Gathered):
    assert max(values(example, "clients")) < 2900


def test_every_dataset_of_the_plan_has_files_without_a_single_fault(example: Gathered):
    assert example.received.unknown == ()
    faults = {table.path: table.faults for table in example.received.tables if table.faults}
    assert faults == {}
    have = {table.dataset for table in example.received.tables if table.rows_used}
    counted = {name for item in example.plan.indicators if (name := dataset_of(item))}
    assert have == counted | {"events", "posts", "info_sessions", "actions", "figures"}


def test_every_indicator_but_the_verbal_ones_has_figures(example: Gathered):
    known = {item.indicator for item in example.figures if item.known}
    assert known == {i.id for i in example.plan.indicators if i.kind != "verbal"}


# --- the parts fit together ----------------------------------------------------------------------


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_cube_looks_like_the_trial(example: Gathered, month: Month):
    cube = rows(example, "clients", month)
    whole = cube["clients"].sum()
    parts = cube.groupby("municipality")["clients"].sum() / whole
    assert 300 <= len(cube) <= 640
    assert 0.92 < parts["Salo"] < 0.95
    assert 0.02 < parts["Marttila"] < parts["Koski Tl"] < 0.05
    assert sorted(cube["team"].unique()) == [f"Tiimi {number}" for number in range(1, 6)]
    assert set(cube["employment_code"]) <= {f"0{digit}" for digit in range(9)}
    assert {"fi", "sv", "ru", "uk", "et", "ar", "so", "en"} <= set(cube["mother_tongue"].dropna())
    assert cube["clients"].between(1, 4).any()


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_services_hold_no_more_people_than_are_left_beside_the_unemployed(
    example: Gathered, month: Month
):
    cube = rows(example, "clients", month, municipality="Salo")
    jobless = cube["employment_code"].isin(["02", "03"])
    groups = {
        "Kaikki": cube["clients"] > 0,
        "Alle 25-v.": cube["age_group"].isin(["Alle 20", "20–24"]),
        "Ulkomaalaiset": cube["citizenship"] != "FI",
    }
    activation = rows(example, "activation", month, area="Salo").set_index("group")
    for group, inside in groups.items():
        unemployed = cube.loc[inside & jobless, "clients"].sum()
        clients = cube.loc[inside, "clients"].sum()
        assert abs(activation.loc[group, "unemployed"] - unemployed) <= 4
        assert activation.loc[group, "in_services"] <= clients - unemployed
    for column in ("unemployed", "in_services"):
        assert (activation[column] <= activation.loc["Kaikki", column]).all()


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_services_add_up_to_the_people_in_services(example: Gathered, month: Month):
    services = rows(example, "services", month, area="Salo")
    everyone = rows(example, "activation", month, area="Salo", group="Kaikki")["in_services"]
    assert services["at_month_end"].sum() == everyone.item()


def test_started_and_ended_explain_the_change_of_a_service(example: Gathered):
    key = ["area", "service", "age_group"]
    services = example.tables.frames["services"]
    services = services[services["service"] != "Ratkaisut"]
    sums = services.groupby(["month", *key])[["at_month_end", "started", "ended"]].sum()
    for before, month in pairwise(MONTHS):
        then, now = sums.loc[str(before)], sums.loc[str(month)]
        then, now = then.align(now, fill_value=0)
        flow = now["started"] - now["ended"]
        assert (then["at_month_end"] + flow == now["at_month_end"]).all()


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_coaches_have_the_clients_of_the_cube(example: Gathered, month: Month):
    coaches = rows(example, "coaches", month).set_index("team")["clients"]
    cube = rows(example, "clients", month).groupby("team")["clients"].sum()
    assert coaches.to_dict() == cube.to_dict()


def test_the_municipal_share_is_exact_to_the_cent(example: Gathered):
    frame = example.tables.frames["labour_market_support"]
    part = frame["day_class"].map({"300-499": 0.5, "500-999": 0.5, "1000 tai yli": 0.7})
    assert ((frame["paid_eur"] * part - frame["municipal_share_eur"]).abs() < 1e-6).all()
    assert (frame["municipal_share_eur"] < 0).sum() == 1


def test_support_paid_in_december_is_billed_in_the_list_of_the_next_year(example: Gathered):
    found = rows(example, "labour_market_support", Month(2022, 12))
    assert set(found["file"]) == {"data/raw/kela_kuntaosuus_2023.csv"}
    assert set(found["billing_month"]) == {"2023-01"}


def test_every_action_is_about_an_entry_of_the_plan(example: Gathered):
    plan = example.plan
    known = {item.id for goal in plan.goal for item in (*goal.activity, *goal.milestone)}
    known |= {item.id for item in (*plan.indicators, *plan.other)}
    actions = example.tables.frames["actions"]
    assert len(actions) > 40
    assert set(actions["id"]) <= known
    assert set(actions["state"]) >= {"Käynnissä", "Toteutunut", "Ei aloitettu"}
    assert not actions["comment"].isna().any()


def test_no_identity_code_stands_in_any_file(example: Gathered):
    for name in example_files(example.workspace):
        if name.endswith(".csv"):
            content = (example.workspace / name).read_bytes().decode("utf-8", errors="replace")
            assert not IDENTITY_CODE.search(content)


# --- the story -----------------------------------------------------------------------------------


def verdicts(example: Gathered, indicator: str) -> list[str]:
    place = [item.id for item in example.plan.indicators].index(indicator)
    return [assess(example.plan, example.figures, month)[place].verdict for month in PLAN_YEAR]


def test_most_targets_are_met_in_most_months_of_the_plan_year(example: Gathered):
    for month in (Month(2023, 3), Month(2023, 5), Month(2023, 9), Month(2023, 11)):
        found = [f.verdict for f in assess(example.plan, example.figures, month)]
        assert found.count("met") > 27 / 2


@pytest.mark.parametrize(
    "indicator",
    ["activation_long_term", "typ_clients", "in_education", "initial_interview_visit_share"],
)
def test_these_targets_are_missed_in_a_part_of_the_year(example: Gathered, indicator: str):
    assert "missed" in verdicts(example, indicator)


def test_typ_grows_but_stays_below_its_target(example: Gathered):
    found = values(example, "typ_clients", PLAN_YEAR)
    assert 166 <= found[-1] <= 174
    assert max(found) < 180


def test_search_duration_lengthens_while_it_meets_its_limit(example: Gathered):
    found = assess(example.plan, example.figures, Month(2023, 10))
    weeks = next(item for item in found if item.indicator.id == "job_search_weeks")
    assert weeks.figure.value is not None
    assert rounded(weeks.figure.value) == 45
    assert (weeks.verdict, weeks.worsening) == ("met", True)


def test_temporary_protection_lifts_clients_in_march_2023(example: Gathered):
    before, after = values(example, "clients", (Month(2023, 2), Month(2023, 3)))
    assert after - before > 60
    tongues = [
        rows(example, "clients", month, mother_tongue="uk")["clients"].sum()
        for month in (Month(2023, 2), Month(2023, 3))
    ]
    assert tongues[1] > 3 * tongues[0]


def test_wage_subsidies_fade_after_the_reform(example: Gathered):
    for indicator in ("wage_subsidy_under_30", "wage_subsidy_30_and_over"):
        june, december = values(example, indicator, (Month(2023, 6), Month(2023, 12)))
        assert december < 0.9 * june


def test_support_runs_a_little_over_its_path(example: Gathered):
    found = verdicts(example, "labour_market_support_cost")
    assert found[-1] == "near"
    assert "missed" in found
    assert 3_390_000 < sum(values(example, "labour_market_support_cost", PLAN_YEAR)) < 3_491_700


def test_the_quiet_july_fails_the_monthly_event(example: Gathered):
    found = verdicts(example, "monthly_event")
    assert [month for month, word in zip(PLAN_YEAR, found, strict=True) if word == "missed"] == [
        Month(2023, 7)
    ]


def test_one_month_of_the_plan_year_has_few_answers(example: Gathered):
    answers = [
        example.figures.figure("feedback_nps", month).denominator or 0 for month in PLAN_YEAR
    ]
    assert sum(number < 30 for number in answers) == 1
    assert all(40 < score < 62 for score in values(example, "feedback_nps", PLAN_YEAR))


def test_seasons_are_the_real_ones(example: Gathered):
    for year in (2022, 2023):
        jobless = values(example, "unemployed", [Month(year, n) for n in range(1, 13)])
        services = [
            example.figures.figure("activation_all", Month(year, n)).numerator or 0
            for n in range(1, 13)
        ]
        assert jobless.index(max(jobless)) == 11
        assert jobless[6] > 1.12 * jobless[4]
        assert services.index(min(services)) == 6
        assert services[11] < services[10]


def test_the_development_day_is_overdue(example: Gathered):
    actions = example.tables.frames["actions"].set_index("id")
    assert actions.loc[OVERDUE, "state"] == "Käynnissä"
    assert actions.loc[OVERDUE, "due"].date().isoformat() == "2023-05-31"


def test_only_the_plans_of_october_2023_were_not_delivered(example: Gathered):
    missing = [m for m in MONTHS if example.figures.value("plan_backlog_share", m) is None]
    assert missing == [Month(2023, 10)]


def test_the_corrected_activation_of_may_2023_takes_the_place_of_the_first(example: Gathered):
    replaced = {(item.month, item.old, item.new) for item in example.tables.superseded}
    first = "data/raw/aktivointiaste_2023-05.xlsx"
    second = "data/raw/aktivointiaste_2023-05_korjattu.xlsx"
    assert replaced == {("2023-05", first, second)}
    frames = [
        table.frame.reset_index(drop=True)
        for table in example.received.tables
        if table.path in (first, second)
    ]
    assert not frames[0]["in_services"].equals(frames[1]["in_services"])


# --- a file less ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("ura_asiakkaat_2023-05.csv", "clients"),
        ("omavalmentajat_2023-05.csv", "coaches"),
        ("palvelut_2023-05.csv", "services"),
        ("typ_2023-05.csv", "typ"),
        ("tedigi_keskustelut_2023.csv", "discussions"),
        ("ohjaamo_kavijat_2023.xlsx", "ohjaamo"),
        ("tapahtumat_some_loki.xlsx", "events"),
        ("figures_example.csv", None),
    ],
)
def test_a_file_less_takes_away_just_its_own_indicators(
    one_month: Gathered, name: str, dataset: str | None
):
    kept = tuple(t for t in one_month.received.tables if not t.path.endswith(f"/{name}"))
    assert len(kept) < len(one_month.received.tables)
    tables = usable_tables(replace(one_month.received, tables=kept))
    left = measured(one_month.plan, tables, (MAY,)).measurements
    own = {i.id for i in one_month.plan.indicators if dataset_of(i) == dataset and i.metric}
    for indicator in (i.id for i in one_month.plan.indicators):
        before = one_month.figures.figure(indicator, MAY)
        assert left.figure(indicator, MAY) == (MISSING if indicator in own else before)


def test_a_file_that_is_deleted_takes_away_its_indicator(one_month: Gathered, tmp_path: Path):
    shutil.copytree(raw(one_month.workspace), raw(tmp_path))
    (raw(tmp_path) / "typ_2023-05.csv").unlink()
    left = gathered(tmp_path, (MAY,)).figures
    lost = {i.id for i in one_month.plan.indicators if not left.months(i.id)}
    had = {i.id for i in one_month.plan.indicators if one_month.figures.months(i.id)}
    assert lost & had == {"typ_clients"}


# --- seeds and bytes -----------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes(
    example: Gathered, making: Callable[[int], Iterator[MadeFile]]
):
    written = contents(raw(example.workspace))
    again = {file.name: file.content for file in making(2023)}
    assert again == {name: written[name] for name in again}


def test_writing_again_leaves_the_same_bytes(tmp_path: Path):
    first = write_example(tmp_path)
    before = contents(raw(tmp_path))
    assert write_example(tmp_path) == first
    assert contents(raw(tmp_path)) == before


def test_another_seed_keeps_the_starting_levels_and_changes_the_rest(
    example: Gathered, tmp_path: Path
):
    write_example(tmp_path, seed=7)
    months = (Month(2022, 11), Month(2022, 12), Month(2023, 1))
    keep_months(tmp_path, tuple(str(month) for month in months))
    other = gathered(tmp_path, months)
    for indicator, month, decimals, printed in BASELINES:
        value = other.figures.value(indicator, Month.parse(month))
        assert value is not None, indicator
        assert str(rounded(value, decimals)) == printed
    pinned = {(name, Month.parse(month)) for name, month, *_ in BASELINES}
    compared = [
        (item, month)
        for item in ("clients", "unemployed_share", "activation_all", "labour_market_support_cost")
        for month in months[1:]
        if (item, month) not in pinned
    ]
    assert all(other.figures.value(*key) != example.figures.value(*key) for key in compared)


def test_another_seed_takes_the_place_of_the_first(tmp_path: Path):
    write_example(tmp_path)
    first = example_files(tmp_path)
    write_example(tmp_path, seed=7)
    second = example_files(tmp_path)
    assert first.keys() == second.keys()
    assert (
        first["data/raw/ura_asiakkaat_2023-05.csv"] != second["data/raw/ura_asiakkaat_2023-05.csv"]
    )
    assert all(sha256_of(tmp_path / name) == digest for name, digest in second.items())


def test_a_seed_below_zero_is_a_wrong_call(tmp_path: Path):
    with pytest.raises(CallError, match="-1"):
        write_example(tmp_path, seed=-1)


# --- the coordinator's words ----------------------------------------------------------------------


def test_the_comments_speak_of_the_plans_subjects_and_of_figures_that_are_there(example: Gathered):
    files = read_comments(example.workspace, example.plan)
    assert [str(file.month) for file in files] == ["2022-11", "2023-05", "2023-09", "2023-12"]
    assert not any(file.faults for file in files)
    for file in files:
        findings = assess(example.plan, example.figures, file.month)
        rows = scoreboard_rows(example.plan, findings, example.figures)
        for comment in commentary((file,), Background(rows)):
            assert (comment.withheld, comment.warning) == ("", "")


# --- other people's files ------------------------------------------------------------------------


def test_the_list_names_every_file_with_its_hash(example: Gathered):
    listed = example_files(example.workspace)
    assert len(listed) == 253
    assert all(sha256_of(example.workspace / name) == digest for name, digest in listed.items())
    note = json.loads((raw(example.workspace) / "example.json").read_text(encoding="utf-8"))
    assert note["seed"] == 2023


def test_a_foreign_file_is_named_and_nothing_is_written(tmp_path: Path):
    raw(tmp_path).mkdir(parents=True)
    own = raw(tmp_path) / "typ_2023-05.csv"
    own.write_text("oma", encoding="utf-8")
    with pytest.raises(DataError, match=r"typ_2023-05\.csv"):
        write_example(tmp_path)
    assert contents(raw(tmp_path)) == {"typ_2023-05.csv": b"oma"}


def test_a_changed_file_of_the_example_counts_as_foreign(tmp_path: Path):
    write_example(tmp_path)
    changed = raw(tmp_path) / "typ_2023-05.csv"
    changed.write_text("muutettu", encoding="utf-8")
    before = contents(raw(tmp_path))
    with pytest.raises(DataError, match=r"typ_2023-05\.csv"):
        write_example(tmp_path, seed=7)
    assert contents(raw(tmp_path)) == before


def test_a_file_that_was_lost_is_written_again(tmp_path: Path):
    write_example(tmp_path)
    before = contents(raw(tmp_path))
    (raw(tmp_path) / "typ_2023-05.csv").unlink()
    write_example(tmp_path)
    assert contents(raw(tmp_path)) == before


def test_removing_takes_only_the_unchanged_files_of_the_example(tmp_path: Path):
    write_example(tmp_path)
    changed = raw(tmp_path) / "typ_2023-05.csv"
    changed.write_text("muutettu", encoding="utf-8")
    own = raw(tmp_path) / "typ_2024-01.csv"
    own.write_text("oma", encoding="utf-8")
    removed, kept = remove_example(tmp_path)
    assert len(removed) == 252
    assert kept == (changed,)
    assert contents(raw(tmp_path)) == {changed.name: b"muutettu", own.name: b"oma"}


def test_without_an_example_there_is_nothing_to_list_or_remove(tmp_path: Path):
    assert example_files(tmp_path) == {}
    assert remove_example(tmp_path) == ((), ())


def test_a_broken_list_is_told_and_touches_nothing(tmp_path: Path):
    raw(tmp_path).mkdir(parents=True)
    (raw(tmp_path) / "example.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match=r"example\.json"):
        write_example(tmp_path)
    assert contents(raw(tmp_path)) == {"example.json": b"[]"}

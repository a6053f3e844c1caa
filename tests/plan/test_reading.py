"""Strict reading: what is wrong with a plan file is told at once, with its place, in words."""

from pathlib import Path

import pytest

from salo_plan.errors import PlanError
from salo_plan.plan.file import packaged_plans, plan_path
from salo_plan.plan.metrics import KNOWN_METRICS
from salo_plan.plan.reading import read_plan


def faults(path: Path | str, **options: object) -> list[str]:
    with pytest.raises(PlanError) as raised:
        read_plan(path, **options)  # type: ignore[arg-type]
    return str(raised.value).splitlines()


# --- Finding the file ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", [None, "salo_2023", "salo_2023.toml"])
def test_the_packaged_plan_is_found_by_name_and_without_one(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_plan(name).id == "salo_2023"


def test_a_file_that_is_there_goes_before_a_packaged_plan_of_the_same_name(
    edited_plan, tmp_path, monkeypatch
):
    own = edited_plan(('town = "Salo"', 'town = "Toinen kunta"'))
    own.rename(tmp_path / "salo_2023.toml")
    monkeypatch.chdir(tmp_path)
    assert read_plan("salo_2023.toml").town == "Toinen kunta"
    assert read_plan("salo_2023").town == "Salo"


def test_a_misspelt_packaged_name_is_answered_with_the_nearest_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert faults("salo_2032") == [
        "There is no file salo_2032 here, and no packaged plan is called 'salo_2032'. "
        "Did you mean 'salo_2023'?"
    ]


def test_a_missing_path_is_answered_with_the_packaged_names(tmp_path):
    (fault,) = faults(tmp_path / "plans" / "salo_2024.toml")
    assert "salo_2024.toml" in fault
    assert fault.endswith(f"Packaged plans: {', '.join(packaged_plans())}.")


def test_a_folder_is_not_a_plan_file(tmp_path):
    assert faults(tmp_path) == [f"{tmp_path} is a folder, not a plan file."]


def test_every_packaged_plan_can_be_read():
    assert [read_plan(name).id for name in packaged_plans()] == list(packaged_plans())


# --- The file as text ---------------------------------------------------------------------------


def test_a_syntax_fault_is_told_with_line_and_column(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('id = "a"\nyear = = 2023\n', encoding="utf-8")
    assert faults(path) == ["a.toml, line 2, column 8: invalid value."]


def test_a_fault_at_the_end_of_the_file_has_a_line_and_column_too(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('id = "a"\nname = "', encoding="utf-8")
    (fault,) = faults(path)
    assert fault.startswith("a.toml, line 2, column 9: ")


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes('id = "a"\nname = "Äänekoski"\n'.encode("cp1252"))
    assert faults(path) == ["a.toml, line 2: the file is not UTF-8. Save it again as UTF-8."]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_saved_by_a_windows_editor_is_read(tmp_path, mark, ending):
    text = plan_path("salo_2023").read_text(encoding="utf-8")
    path = tmp_path / "a.toml"
    path.write_bytes(mark + text.replace("\n", ending).encode())
    assert read_plan(path) == read_plan()


# --- Faults of single entries -------------------------------------------------------------------


def test_an_unknown_key_is_told_with_its_place_and_the_nearest_known_key(edited_plan):
    path = edited_plan(("limit = 50, words", "limt = 50, words"))
    assert faults(path) == [
        "kunta_2024.toml, goal 1, indicator under_25_unemployed_share, target: "
        "unknown key 'limt'. Did you mean 'limit'?"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("year = 2023", "yaer = 2023", "kunta_2024.toml: unknown key 'yaer'. Did you mean 'year'?"),
        ("name = ", "nmae = ", "unknown key 'nmae'. Did you mean 'name'?"),
        ("near_points", "near_point", "rules: unknown key 'near_point'. Did you mean"),
        ("[[goal.indicator]]\nid", "[[goal.indicator]]\nidd", "goal 1, indicator 1: unknown key"),
        ('month = "2022-11"', 'moth = "2022-11"', "clients, baseline: unknown key 'moth'."),
        ("max = 76", "mxa = 76", "baseline, ranges 1: unknown key 'mxa'. Did you mean 'max'?"),
        ('period = "third"', "due_dya = 26", "management_group: unknown key 'due_dya'. Did you"),
        ("why = ", "whi = ", "indicator clients, breaks 1: unknown key 'whi'. Did you mean 'why'?"),
        (
            "bodies = ",
            "bodys = ",
            "audience city_board: unknown key 'bodys'. Did you mean 'bodies'",
        ),
        ("default = ", "defualt = ", "question Q1: unknown key 'defualt'. Did you mean 'default'?"),
        ("audiences = ", "audience = ", "reporting monthly_reporting: unknown key 'audience'."),
    ],
)
def test_a_misspelt_key_is_found_in_every_kind_of_entry(edited_plan, old, new, told):
    assert told in "\n".join(faults(edited_plan((old, new))))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "limit = 2900",
            'limit = "2900"',
            "clients, target, limit: must be a number, found '2900'",
        ),
        ("limit = 2900", "limit = true", "clients, target, limit: must be a number, found true"),
        ("limit = 2900", "limit = nan", "target, limit: must be a finite number, found nan"),
        ("limit = 2900, ", "", "clients, target: a target has either a limit or a reference"),
        ("decimals = 0", "decimals = 0.5", "clients, decimals: must be a whole number, found 0.5"),
        ("running = true", 'running = "yes"', "running: must be true or false, found 'yes'"),
        ('over_year = "last"', 'over_year = "lats"', "over_year: must be 'last', 'mean', 'sum'"),
        ('unit = "hlö"\n', "unit = 5\n", "clients, unit: must be text, found 5"),
        ('beside = ["vastaukset"]', 'beside = "vastaukset"', "beside: must be a list, found 'vas"),
        ('"2022-11", value', '"2022-13", value', "month: '2022-13' is not a month. Write it as"),
        (", value = 2621", "", "clients, baseline: a baseline value needs its month"),
        ('to = "Ohjausryhmälle"\n', "", "audience steering_group: the key 'to' is missing"),
        ("2024-02-28", '"helmikuu"', "due, 2023-12: must be a date, YYYY-MM-DD, found 'helmikuu'"),
        ("2023-12 = 2024-02-28", "2024-01 = 2024-02-28", "due names 2024-01, which is not one"),
        ('["2023-04", "2023-08"', '["2023-04", "2023-04"', "a month stands twice in data_months"),
        ('kind = "verbal"', 'kind = "follow"', "every indicator but a verbal one needs over_year"),
        ("[rules]", "[[rules]]", "rules: must be a table, found a list"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_wanted(edited_plan, old, new, told):
    assert told in "\n".join(faults(edited_plan((old, new))))


# --- Faults across entries ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('scope = "T"', 'scope = "TT"', "clients, scope: no scope is called 'TT'. Known: S, T."),
        (
            'parties = ["coordinator"]',
            'parties = ["cordinator"]',
            "goal 1, responsibilities goal_1_coordinator, parties: no party is called "
            "'cordinator'. Did you mean 'coordinator'?",
        ),
        ('footnotes = ["Q6"]', 'footnotes = ["Q66"]', "footnotes: no question is called 'Q66'."),
        ('audiences = ["staff"]', 'audiences = ["stuff"]', "no audience is called 'stuff'. Did"),
        (
            'indicators = ["early_contact_share"]',
            'indicators = ["early_contact"]',
            "activity contact_new_jobseekers, indicators: no indicator is called 'early_contact'.",
        ),
        (
            'id = "unemployed"',
            'id = "clients"',
            "the id 'clients' of goal 1, indicator 2 is taken by goal 1, indicator 1",
        ),
        (
            'id = "make_plans"',
            'id = "clients"',
            "the id 'clients' of goal 1, activity 7 is taken by goal 1, indicator 1",
        ),
        ("number = 2", "number = 1", "the number '1' of goal 2 is taken by goal 1"),
        ('id = "Q2"', 'id = "Q1"', "the id 'Q1' of question 2 is taken by question 1"),
        (
            'text = "pysyy alle 2900"',
            'text = "pysyy alle 2800"',
            "clients, target: 'pysyy alle 2800' is not in the indicator's text",
        ),
    ],
)
def test_a_name_that_nothing_defines_or_two_entries_share_is_told(edited_plan, old, new, told):
    assert told in "\n".join(faults(edited_plan((old, new))))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'lead = ["clients", ',
            'lead = ["client", ',
            "no [[public.figure]] words client",
        ),
        (
            '[[public.figure]]\nindicator = "typ_clients"',
            '[[public.figure]]\nindicator = "typ_client"',
            "no indicator is called 'typ_client'. Did you mean 'typ_clients'?",
        ),
        (
            '{ goal = 2, title = "Monialainen yhteistyö", indicators = ["typ_clients"] },',
            "",
            "nothing shows the figure of typ_clients",
        ),
        (
            'same = "Työttömien osuus on sama kuin vuosi sitten"',
            "",
            "more, less and same go together",
        ),
        (
            'year_last = "Vuoden',
            '# "',
            "year, year_first and year_last go together",
        ),
    ],
)
def test_a_public_version_that_does_not_fit_together_is_told(edited_plan, old, new, told):
    assert told in "\n".join(faults(edited_plan((old, new))))


def test_a_public_audience_needs_a_public_version(edited_plan):
    text = plan_path("salo_2023").read_text(encoding="utf-8")
    table = text[text.index("[public]") : text.index("# === Open questions")]
    told = "\n".join(faults(edited_plan((table, ""))))
    assert "a public audience needs the table [public]" in told


def test_a_party_that_many_entries_name_is_told_once(edited_plan):
    told = faults(edited_plan(("[parties.sskky]", "[parties.ssky]")))
    assert len(told) == 1
    assert told[0].endswith(
        "no party is called 'sskky'. Did you mean 'ssky'? So in 3 other places."
    )


def test_a_piece_of_the_plan_may_have_the_id_of_an_audience(edited_plan):
    assert read_plan(edited_plan(('id = "make_plans"', 'id = "staff"'))).id == "salo_2023"


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ('{ cuont = "everyone" }', "unknown key 'cuont'. Did you mean 'count'?"),
        ('{ count = "everybody" }', "no population is called 'everybody'."),
        ('{ share = "unemployed", of = "under25" }', "'under25'. Did you mean 'under_25'?"),
        ('{ share = "unemployed" }', "'share' needs 'of' beside it"),
        ('{ count = "everyone", of = "under_25" }', "'of' does not go with 'count'"),
        ('{ count = "everyone", total = "visitors" }', "needs exactly one of count, share, mean"),
        ('{ in = "typ" }', "found none"),
        (
            '{ count = "typ_clients", in = "tip" }',
            "no dataset is called 'tip'. Did you mean 'typ'?",
        ),
        ('{ count = "everyone", in = "typ" }', "no figure of 'typ' is called 'everyone'."),
        ('{ given = "figure" }', "no dataset is called 'figure'. Did you mean 'figures'?"),
        ("{ count = 5 }", "no population is called '5'."),
    ],
)
def test_a_metric_that_cannot_be_counted_is_told(edited_plan, metric, told):
    path = edited_plan(('metric = { count = "everyone" }', f"metric = {metric}"))
    (fault,) = faults(path)
    assert fault.startswith("kunta_2024.toml, goal 1, indicator clients, metric: ")
    assert told in fault


def test_the_names_that_metrics_may_use_are_given_by_the_caller(edited_plan):
    path = edited_plan(('metric = { count = "everyone" }', 'metric = { count = "over_50" }'))
    more = {**KNOWN_METRICS, "clients": (*KNOWN_METRICS["clients"], "over_50")}
    assert read_plan(path, known_metrics=more).indicator("clients").metric == {"count": "over_50"}


# --- All at once --------------------------------------------------------------------------------


def test_faults_of_entries_and_across_entries_are_told_together(edited_plan):
    told = faults(
        edited_plan(
            ("limit = 50, words", "limt = 50, words"),
            ("decimals = 0", 'decimals = "0"'),
            ('footnotes = ["Q5"]', 'footnotes = ["Q55"]'),
            ('in = "coaches"', 'in = "coach"'),
        )
    )
    assert [fault.partition(", indicator ")[2].partition(":")[0] for fault in told] == [
        "clients, decimals",
        "under_25_unemployed_share, target",
        "plan_backlog_share, footnotes",
        "clients_per_coach, metric",
    ]


@pytest.mark.parametrize(
    "content",
    ["", "goal = 5", "goal = [1]\naudience = [[]]", "[goal]\nindicator = 1", "[scopes]\nT = 1"],
)
def test_a_file_that_is_no_plan_is_refused_without_an_accident(tmp_path, content):
    path = tmp_path / "a.toml"
    path.write_text(content, encoding="utf-8")
    told = faults(path)
    assert all(fault.startswith("a.toml") for fault in told)
    assert "a.toml: the key 'title' is missing" in told
    assert "pydantic" not in "".join(told)

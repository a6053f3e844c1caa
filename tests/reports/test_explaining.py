"""The explanation of a figure: right parts, plain reasons, and whole texts that can be read.

The whole texts stand in tests/reports/explanations, of the example's September 2023.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.figures import MISSING, Measured, Measurement, Source
from salo_plan.indicators.assess import assess
from salo_plan.indicators.encounters import ENCOUNTERS
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.populations import FUNCTIONS, POPULATIONS
from salo_plan.reports.explaining.earlier import all_issues, earlier_part
from salo_plan.reports.explaining.explain import explain, explain_all, explained_month
from salo_plan.reports.explaining.explanation import Explanation
from salo_plan.reports.explaining.groups import FUNCTION_WORDS, WORDS
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.report import Report

from ..workspaces import Workspace, call, committed_workspace

PLAN = read_plan()
SEPTEMBER = Month(2023, 9)
TEXTS = Path(__file__).parent / "explanations"
GOLDEN = sorted(path.stem for path in TEXTS.glob("*.txt"))
FILE = Source("data/raw/made.csv", "ab" * 32, "2-9")


@pytest.fixture(scope="module")
def example(example_year: Callable[[], Path]) -> Material:
    return gather(read_plan(), example_year())


def told(indicator: str, *figures: tuple[str, Measured], reason: str = "") -> Explanation:
    """Explain September 2023 from the months that are given."""
    made = Measurements.of(
        Measurement(indicator, Month.parse(month), "T", figure, (FILE,), reason or None)
        for month, figure in figures
    )
    finding = next(f for f in assess(PLAN, made, SEPTEMBER) if f.indicator.id == indicator)
    return explain(PLAN, finding, made)


def lines_of(explanation: Explanation, name: str) -> str:
    found = {part.id: "\n".join(part.lines) for part in explanation.parts}
    return found.get(name, "").replace("\u00a0", " ")


def count(value: float) -> Measured:
    return Measured(value, value)


def share(upper: float, lower: float) -> Measured:
    return Measured(100 * upper / lower, upper, lower)


def test_every_population_and_function_has_its_words():
    assert {name: set(words) for name, words in WORDS.items()} == {
        name: set(named) for name, named in POPULATIONS.items()
    }
    functions = {name for names in FUNCTIONS.values() for name in names}
    assert set(FUNCTION_WORDS) == functions == set(ENCOUNTERS)


def test_a_comparison_is_told_with_decimals_that_can_be_followed():
    # 5 996 of 10 000 is 59,96 %, which a page with one decimal would print as 60,0 %.
    near = lines_of(told("unemployed_share", ("2023-09", share(5996, 10_000))), "target")
    assert "Vertailu: 59,96 < 60. Tila: Tavoite saavutettu." in near


def test_a_value_next_to_its_limit_is_never_told_on_the_wrong_side():
    near = lines_of(told("unemployed_share", ("2023-09", share(59_999_999, 100_000_000))), "target")
    left, right = re.search(r"Vertailu: (\S+) < (\S+)\.", near).groups()  # type: ignore[union-attr]
    assert float(left.replace(",", ".")) < float(right) == 60


def test_secret_missing_and_zero_are_three_different_things():
    secret = lines_of(told("typ_clients", ("2023-09", Measured(None, state="secret"))), "figure")
    blank = lines_of(told("typ_clients", ("2023-09", MISSING)), "figure")
    none = lines_of(told("typ_clients"), "figure")
    zero = lines_of(told("typ_clients", ("2023-09", count(0))), "figure")
    nobody = Measured(None, 0, 0, "not_applicable")
    empty = lines_of(told("unemployed_share", ("2023-09", nobody)), "figure")
    assert secret.startswith("Lukua ei ole, koska se on salainen")
    assert blank.startswith("Lukua ei ole, koska toimitetusta aineistosta puuttuu")
    assert none.startswith("Lukua ei ole, koska kuukauden aineistoa ei ole toimitettu")
    assert "Luku on todellinen nolla" in zero
    assert "joukossa ei ole ketään" in empty


def test_a_refused_file_is_the_reason_of_a_missing_figure():
    reason = "Tiedosto typ_2023-09.csv on hylätty"
    figure = lines_of(told("typ_clients", ("2023-09", MISSING), reason=reason), "figure")
    assert figure == f"Lukua ei ole. {reason}. Puuttuva ei ole nolla."


def test_a_year_says_which_months_are_missing():
    months = [(f"2023-0{number}", count(400)) for number in (1, 2, 3, 4, 5, 6, 8, 9)]
    year = lines_of(told("in_education", *months), "year")
    assert "Kuukausien summa 3 200 ÷ 8 kuukautta = 400 hlö." in year
    assert "Luku on 8/9 kuukaudelta. Puuttuu: heinäkuu." in year


def test_one_month_is_spoken_of_in_the_singular():
    year = lines_of(told("in_education", ("2023-09", count(400))), "year")
    assert "Kuukausien summa 400 ÷ 1 kuukausi = 400 hlö." in year
    pace = lines_of(told("labour_market_support_cost", ("2023-09", count(1e6))), "target")
    assert "÷ 12 × 1 kuukausi = " in pace
    with speaking("en"):
        year = lines_of(told("in_education", ("2023-09", count(400))), "year")
    assert "Sum of the months 400 ÷ 1 month = 400 people." in year


@pytest.mark.parametrize(
    ("share_of_all", "lang", "gap"),
    [
        (67.692, "fi", "Ero on 7,692 prosenttiyksikköä."),
        (61, "fi", "Ero on 1 prosenttiyksikkö."),
        (61, "en", "The gap is 1 percentage point,"),
        (67.692, "en", "The gap is 7.692 percentage points,"),
    ],
)
def test_the_gap_between_two_shares_is_in_percentage_points(share_of_all, lang, gap):
    with speaking(lang):
        explained = told("unemployed_share", ("2023-09", share(1000 * share_of_all, 100_000)))
    assert gap in lines_of(explained, "target")


def test_the_gap_between_two_scores_is_in_points():
    explained = told("feedback_nps", ("2023-09", share(30, 100)))
    assert "Ero on 20 pistettä." in lines_of(explained, "target")


def test_a_year_of_shares_adds_up_the_parts_first():
    year = lines_of(
        told("activation_all", ("2023-08", share(1, 2)), ("2023-09", share(1, 4))), "year"
    )
    # The mean of 50 % and 25 % would be 37,5 %.
    assert "2 ÷ 6 × 100 ≈ 33,333 %" in year


def test_a_comparison_over_a_break_says_so():
    both = told("wage_subsidy_under_30", ("2022-09", count(60)), ("2023-09", count(63)))
    breaks = lines_of(both, "breaks")
    assert "1.7.2023" in breaks
    assert "Vertailu aiempaan (9/2022 ja 11/2022) ylittää muutoksen" in breaks
    assert not lines_of(told("typ_clients", ("2023-09", count(163))), "breaks")


def test_the_even_pace_of_a_yearly_sum_is_worked_out():
    months = [(f"2023-0{number}", count(290_000)) for number in range(1, 10)]
    target = lines_of(told("labour_market_support_cost", *months), "target")
    assert "3 390 000 € ÷ 12 × 9 kuukautta = 2 542 500 €" in target
    assert "2 610 000 > 2 542 500" in target


def test_assumptions_name_the_direction_and_the_open_question():
    noted = lines_of(
        told("initial_interview_visit_share", ("2023-09", share(115, 185))), "assumptions"
    )
    assert "Suunnitelma ei kirjoita vertailun suuntaa. Oletus: ”vähintään”." in noted
    assert "Avoin kysymys Q3" in noted
    backlog = lines_of(told("plan_backlog_share", ("2023-09", share(3, 10))), "assumptions")
    assert "likiarvona" in backlog


def test_a_figure_that_was_printed_otherwise_before_is_told():
    made = Measurements.of([Measurement("typ_clients", SEPTEMBER, "S", count(163), (FILE,))])
    finding = next(f for f in assess(PLAN, made, SEPTEMBER) if f.indicator.id == "typ_clients")
    first, second = PLAN.audience[0], PLAN.audience[2]
    key = ("typ_clients", SEPTEMBER)
    issues = (
        (first, SEPTEMBER, {key: "161\u00a0as."}),
        (first, Month(2023, 10), {key: "163\u00a0as."}),
        (second, SEPTEMBER, {key: "161\u00a0as."}),
    )
    (part,) = earlier_part(finding, issues)
    assert [line.replace("\u00a0", " ") for line in part.lines] == [
        "161 as. (nyt 163 as.): Ohjausryhmä 9/2023, Henkilöstö 9/2023.",
        "163 as.: Ohjausryhmä 10/2023.",
    ]
    # A report does not tell of itself: only what was otherwise.
    (own,) = earlier_part(finding, issues, corrected=True)
    assert len(own.lines) == 1


@pytest.mark.parametrize("indicator", GOLDEN)
def test_a_whole_text_reads_as_it_was_read_aloud(example: Material, indicator: str):
    text = explained_month(example, indicator, SEPTEMBER)["text"]
    shown = re.sub(r"sha256 [0-9a-f]{64}", "sha256 …", text.replace("\u00a0", " "))
    assert shown == (TEXTS / f"{indicator}.txt").read_text(encoding="utf-8").rstrip("\n")


def test_every_indicator_of_every_month_can_be_explained(example: Material):
    measurements = example.measuring.measurements
    for month in (Month(2022, 1), Month(2022, 11), Month(2023, 1), Month(2023, 12), Month(2025, 2)):
        findings = assess(PLAN, measurements, month)
        for explanation in explain_all(PLAN, findings, measurements, ()):
            assert explanation.parts[0].id == "plan"
            assert "None" not in explanation.text
            assert "{" not in explanation.text


def test_the_page_and_the_command_say_the_same(example: Material):
    report = build_report(example, "steering_group", SEPTEMBER)
    assert isinstance(report, Report)
    page = Page(report).goal_sections().html
    assert page.count('<details class="how">') == len(PLAN.indicators)
    by_id = {each.id: each for each in report.explanations}
    assert list(by_id) == [indicator.id for indicator in PLAN.indicators]
    answer = explained_month(example, "typ_clients", SEPTEMBER)["text"]
    assert by_id["typ_clients"].text == answer.split("\n\nAiemmin annetuissa")[0]


def test_short_reports_and_the_public_version_have_no_explanations(example: Material):
    board = build_report(example, "city_board", Month(2023, 12))
    assert isinstance(board, Report)
    assert not board.explanations
    public = build_report(example, "public", SEPTEMBER)
    assert "explanations" not in public.as_json()


def test_the_trial_has_ended_after_2024(example: Material):
    measurements = example.measuring.measurements
    finding = assess(PLAN, measurements, Month(2025, 1))[0]
    assert "31.12.2024" in lines_of(explain(PLAN, finding, measurements), "breaks")


def test_english_is_spoken_when_asked(example: Material):
    with speaking("en"):
        text = explained_month(example, "unemployed_share", SEPTEMBER)["text"]
    assert "Part ÷ whole group: 1,332 ÷ 2,775 × 100" in text.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed_workspace(tmp_path_factory.mktemp("committed"))


def test_the_command_answers_in_the_agreed_shape(committed: Path):
    result = call("explain", "unemployed_share", "2022-11", "--json", "--workspace", committed)
    answer = json.loads(result.stdout)
    figure = ["id", "month", "value", "numerator", "denominator", "state"]
    assert list(answer) == [*figure, "formula", "sources", "text"]
    assert answer["value"] == 53
    assert [sorted(source) for source in answer["sources"]] == [["path", "rows", "sha256"]]
    assert answer["sources"][0]["path"] == "data/raw/figures_plan_2023.csv"
    assert "Luku on toimintasuunnitelman itse ilmoittama arvo." in answer["text"]
    assert str(committed) not in result.stdout


@pytest.mark.parametrize(
    ("indicator", "month", "said"),
    [
        ("unemployd_share", "2022-11", "Did you mean 'unemployed_share'?"),
        ("unemployed_share", "2022-13", "is not a month"),
        ("unemployed_share", "2022_11", "is not a month"),
    ],
)
def test_a_wrong_call_is_refused_with_the_nearest_name(
    committed: Path, indicator: str, month: str, said: str
):
    result = call("explain", indicator, month, "--workspace", committed)
    assert result.exit_code == 2
    assert said in result.stderr


def test_issued_versions_are_read_oldest_first(tmp_path: Path):
    folder = tmp_path / "outputs" / "2023-09" / "steering_group"
    for place, value in ((folder / "v1", 161.0), (folder, 163.0)):
        place.mkdir(parents=True, exist_ok=True)
        row = {"id": "typ_clients", "series": [{"month": "2023-09", "value": value}]}
        (place / "report.json").write_text(json.dumps({"rows": [row]}), encoding="utf-8")
    printed = [issue[2]["typ_clients", SEPTEMBER] for issue in all_issues(PLAN, tmp_path)]
    assert printed == ["161\u00a0as.", "163\u00a0as."]


def test_a_month_without_data_is_explained_and_is_no_fault(tmp_path: Path):
    workspace = Workspace(tmp_path)
    result = call("explain", "typ_clients", "2023-09", "--workspace", workspace.folder)
    assert result.exit_code == 0
    assert "Lukua ei ole, koska kuukauden aineistoa ei ole toimitettu." in result.stdout

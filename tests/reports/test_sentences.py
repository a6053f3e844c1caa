"""What the reports say of a finding: tables of examples read by an editor, and rules for them all.

The tables are in sentences/; every line is a finding and the sentence it should give.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from salo_plan import wording
from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.reports.amounts import amount, extent
from salo_plan.reports.opening import Material, build_report, gather
from salo_plan.reports.report import Report
from salo_plan.reports.sections.chart_words import MOST_ALT, MOST_TITLE
from tests.reports.telling import PLAN, Told, examples, goal_told, lead_told, told

TITLES, ATTENTION = examples("titles"), examples("attention")
GOALS, LEADS = examples("goals"), examples("leads")
VALUES = ("0", "1", "2", "5", "29,9", "49,96", "50", "60", "99,9", "1000", "2899", "2900", "−3")

AMOUNTS = [
    ("typ_clients", "0", "0 asiakasta", "0 asiakasta"),
    ("typ_clients", "1", "yksi asiakas", "yhden asiakkaan"),
    ("typ_clients", "2", "2 asiakasta", "2 asiakasta"),
    ("typ_clients", "1000", "1 000 asiakasta", "1 000 asiakasta"),
    ("clients", "1", "yksi henkilö", "yhden henkilön"),
    ("clients", "5", "5 henkilöä", "5 henkilöä"),
    ("job_search_weeks", "1", "yksi viikko", "yhden viikon"),
    ("job_search_weeks", "0.4", "0,4 viikkoa", "0,4 viikkoa"),
    ("unemployed_share", "1.0", "yksi prosenttiyksikkö", "yhden prosenttiyksikön"),
    ("unemployed_share", "0.6", "0,6 prosenttiyksikköä", "0,6 prosenttiyksikköä"),
    ("unemployed_share", "20", "20 prosenttiyksikköä", "20 prosenttiyksikköä"),
    ("feedback_nps", "1", "yksi piste", "yhden pisteen"),
    ("feedback_nps", "12", "12 pistettä", "12 pistettä"),
    ("monthly_event", "1", "yksi tapahtuma", "yhden tapahtuman"),
    ("monthly_event", "3", "3 tapahtumaa", "3 tapahtumaa"),
    ("job_brokering", "1", "yksi kappale", "yhden kappaleen"),
    ("labour_market_support_cost", "38000", "38 000 euroa", "38 000 euroa"),
]
OUT_OF = {
    **{0: "0:sta", 1: "1:stä", 2: "2:sta", 3: "3:sta", 4: "4:stä", 5: "5:stä", 6: "6:sta"},
    **{7: "7:stä", 8: "8:sta", 9: "9:stä", 10: "10:stä", 11: "11:stä", 12: "12:sta"},
    **{14: "14:stä", 20: "20:stä", 27: "27:stä", 38: "38:sta", 100: "100:sta", 1000: "1 000:sta"},
}
# What no sentence of a report may have; `as.` is an abbreviation.
FORBIDDEN = {
    "double spaces": re.compile(r"  "),
    "double stops": re.compile(r"\.\.|(?<!as)\.,|,\.|::|\( | \)"),
    "an ordinary space before %": re.compile(r"\d %"),
    "no space before %": re.compile(r"\d%"),
    "an ordinary space between thousands": re.compile(r"(?<![\d/:–.])\d{1,3} \d{3}(?!\d)"),
    "thousands without a space": re.compile(r"(?<![\d/.–])(?!20\d\d\b)\d{4,}"),
    "a hyphen for minus": re.compile(r"(?<![\wäö–])-\d"),
    "a decimal point": re.compile(r"\d\.\d+ ?(%|prosentti)"),
    "a message left open": re.compile(r"[{}]|None|nan"),
    "a colon without its ending": re.compile(r"\d:(?!st[aä]\b)\w"),
    "a trend": re.compile(r"trendi|kehityssuun|jatkuvasti|yhä useam", re.I),
    "a cause": re.compile(r"\b(johtu|syynä|takia|ansiosta|vaikutuks|seurauks)", re.I),
    "English": re.compile(
        r"\b(the|is|are|of|and|target|year|month|baseline|its|not|figure|with)\b", re.I
    ),
}


def plain(text: str) -> str:
    """Write no-break spaces as ordinary ones, as the tables have them."""
    return text.replace(wording.NO_BREAK_SPACE, " ")


def faults(text: str) -> list[str]:
    """Name what a sentence of a report must not have."""
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]
    if text and not (text[0].isupper() or text[0].isdigit()):
        found.append("a small first letter")
    return found


def test_there_are_at_least_150_examples_and_none_twice():
    assert sum(len(table) for table in (TITLES, ATTENTION, GOALS, LEADS)) >= 200
    for table in (TITLES, ATTENTION, GOALS, LEADS):
        assert len({line[:-1] for line in table}) == len(table)


def test_the_examples_cover_every_verdict_change_unit_and_way_to_the_year():
    findings = [told(*line[:4]).finding for line in (*TITLES, *ATTENTION)]
    indicators = [finding.indicator for finding in findings]
    assert {f.verdict for f in findings} == {"met", "near", "missed", "no_data", "no_target"}
    assert {f.change for f in findings} == {
        *("improved", "worsened", "unchanged", "rose", "fell", "unknown")
    }
    assert {i.unit for i in indicators} == {i.unit for i in PLAN.indicators if i.kind != "verbal"}
    assert {i.over_year for i in indicators} == {"last", "mean", "sum", "pooled", "every_month"}
    pairs = {(f.verdict, f.change) for f in findings}
    for verdict in ("met", "near", "missed"):
        for change in ("improved", "worsened", "unchanged"):
            assert (verdict, change) in pairs


@pytest.mark.parametrize("line", TITLES, ids=lambda line: " ".join(line[:3]))
def test_a_title_states_the_message(line):
    made = told(*line[:4])
    assert plain(made.title) == line[4]
    assert len(made.title) <= MOST_TITLE
    assert not faults(made.title)


@pytest.mark.parametrize("line", ATTENTION, ids=lambda line: " ".join(line[:3]))
def test_an_attention_line_tells_distance_change_and_what_is_closed(line):
    happened = told(*line[:4]).happened
    assert plain(happened) == line[4]
    assert not faults(happened)
    assert happened.endswith(".")


@pytest.mark.parametrize("line", GOALS, ids=lambda line: " ".join(line[:3]))
def test_a_goal_has_its_result_in_a_sentence_or_two(line):
    said = goal_told(int(line[0]), *line[1:3])
    assert plain(said) == line[3]
    assert not faults(said)


@pytest.mark.parametrize("line", LEADS, ids=lambda line: " ".join(line[:3]))
def test_a_report_begins_with_its_result(line):
    said = lead_told(*line[:2])
    assert plain(said) == line[2]
    assert not faults(said)


@pytest.mark.parametrize(("indicator", "size", "how_much", "by_how_much"), AMOUNTS)
def test_an_amount_is_inflected_by_its_number(indicator, size, how_much, by_how_much):
    item = PLAN.indicator(indicator)
    assert plain(amount(Decimal(size), item)) == how_much
    assert plain(extent(Decimal(size), item)) == by_how_much


@pytest.mark.parametrize(("number", "written"), OUT_OF.items())
def test_a_number_has_the_ending_of_its_spoken_form(number, written):
    assert plain(wording.out_of(number)) == written


def test_in_english_a_number_needs_no_ending():
    with speaking("en"):
        assert wording.out_of(12) == "12"


@pytest.mark.parametrize("indicator", [i.id for i in PLAN.indicators if i.kind != "verbal"])
def test_any_figures_of_any_indicator_give_sentences_that_keep_the_rules(indicator):
    for now in VALUES:
        for before in ("", "60"):
            for month in ("2023-01", "2023-07*"):
                made = told(indicator, month, now, before)
                _keeps_the_rules(made)


def _keeps_the_rules(made: Told) -> None:
    assert len(made.title) <= MOST_TITLE, made.title
    assert not faults(made.title), made.title
    assert not faults(made.happened), made.happened
    alt = made.alt
    assert 100 <= len(alt) <= MOST_ALT, alt
    assert alt.startswith(f"{made.title}."), "the message comes first"
    assert made.row.name in alt
    assert re.search(r"\d", alt)
    assert not faults(alt), alt


def test_an_alternative_text_has_figure_target_status_and_references():
    assert plain(told("typ_clients", "2023-09", "160;163", "147").alt) == (
        "TYPin asiakasmäärä kasvoi vuodessa, mutta jää tavoitteesta. TYPin asiakkaat: 163 "
        "asiakasta syyskuussa 2023. Tavoite vähintään 180: tavoitetta ei saavutettu. Lähtötaso "
        "11/2022 oli 151 asiakasta. Vuosi sitten 147 asiakasta. Jaksolla 9/2022–9/2023 pienin arvo "
        "on 147 asiakasta ja suurin 163 asiakasta."
    )
    assert plain(told("in_education", "2023-02", "410;392", "").alt) == (
        "Koulutuksessa olevien määrä: keskiarvo on tavoitteessa, helmikuu ei. Koulutuksessa "
        "olevat, vuoden keskiarvo: 401 henkilöä vuoden alusta, 392 henkilöä helmikuussa 2023. "
        "Tavoite vähintään 400: tavoite saavutettu. Lähtötaso 11/2022 oli 379 henkilöä. Jaksolla "
        "1/2023–2/2023 pienin arvo on 392 henkilöä ja suurin 410 henkilöä."
    )
    assert "Tavoitetta ei ole." in told("unemployed", "2023-09", "1332", "1401").alt


@pytest.fixture(scope="module")
def material(example_year: Callable[[], Path]) -> Material:
    return gather(PLAN, example_year())


@pytest.mark.parametrize(
    ("audience", "month"),
    [
        *(("steering_group", f"2023-{number:02d}") for number in (1, 7, 8, 9, 10)),
        ("staff", "2023-05"),
        ("city_board", "2023-12"),
    ],
)
def test_every_sentence_of_the_examples_reports_keeps_the_rules(material, audience, month):
    report = build_report(material, audience, Month.parse(month))
    assert isinstance(report, Report)
    charts = [chart for section in report.sections for chart in section.charts]
    goals = [s.lead for s in report.sections if s.id.startswith("tavoite-")]
    said = [report.result, report.lead, *report.worsening, *report.changes, *goals]
    said += [item.happened for item in report.attention]
    own = [chart for chart in charts if chart.id in report.figure_ids]
    said += [chart.title for chart in own]
    for text in said:
        assert not faults(text), text
    alts = [chart.alt for chart in charts]
    assert len(set(alts)) == len(alts)


def test_a_yearly_peak_is_compared_with_last_year(material):
    july, august, september = (
        build_report(material, "steering_group", Month(2023, number)) for number in (7, 8, 9)
    )
    assert isinstance(july, Report)
    assert isinstance(august, Report)
    assert isinstance(september, Report)
    assert "Siksi lukuja verrataan heinäkuuhun 2022 eikä kesäkuuhun 2023." in july.lead
    assert any("kesäkuusta on kausivaihtelua" in line for line in july.changes)
    assert any("heinäkuusta on kausivaihtelua" in line for line in august.changes)
    assert "kausivaihtelu" not in " ".join((september.lead, *september.changes))

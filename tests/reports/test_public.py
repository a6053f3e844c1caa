"""The public version: fixed figures in plain words, and nothing that tells of fewer than five."""

import json

import pytest

from salo_plan.figures import MISSING, Measured, Measurement
from salo_plan.indicators.assess import assess
from salo_plan.indicators.disclosure import NOTHING_YET, Earlier
from salo_plan.indicators.measurements import Measurements
from salo_plan.indicators.relations import Shown
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.public.content import public_report
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.public.report import PublicReport

PLAN = read_plan()
PUBLIC = next(audience for audience in PLAN.audience if audience.public)
SEPTEMBER = Month(2023, 9)
USUAL = {
    "clients": Measured(2712.0, 2712.0),
    "unemployed_share": Measured(100 * 1453 / 2712, 1453, 2712),
    "under_25_unemployed_share": Measured(100 * 128 / 250, 128, 250),
    "activation_all": Measured(41.1, 411, 1000),
    "activation_long_term": Measured(18.2, 182, 1000),
    "typ_clients": Measured(166.0, 166.0),
    "ohjaamo_visitors": Measured(118.0, 118.0),
    "feedback_nps": Measured(58.4, 35, 60),
    "in_education": Measured(407.0, 407.0),
    "wage_subsidy_under_30": Measured(61.0, 61.0),
    "wage_subsidy_30_and_over": Measured(189.0, 189.0),
    "monthly_event": Measured(2.0, 2.0),
}


def public(
    month: Month = SEPTEMBER,
    earlier: Earlier = NOTHING_YET,
    then: dict[tuple[str, str], Measured | float | None] | None = None,
    **changed: Measured,
) -> PublicReport:
    """Make the public version of a usual month; `then` sets single figures of other months."""
    figures = {**USUAL, **changed}
    months = [month.plus(-step) for step in range(13)]
    held = {(name, m): figure for name, figure in figures.items() for m in months}
    for (name, other), value in (then or {}).items():
        figure = Measured(value, value) if isinstance(value, float) else value or MISSING
        held[name, Month.parse(other)] = figure
    measurements = Measurements.of(
        Measurement(name, m, "T", figure) for (name, m), figure in held.items()
    )
    return public_report(
        PLAN, PUBLIC, assess(PLAN, measurements, month), measurements,
        lang="fi", example=False, extracted="", sources=(), earlier=earlier,
    )  # fmt: skip


def test_the_key_figures_are_always_the_same_four():
    assert public().key_figures == (
        *("clients", "unemployed_share", "under_25_unemployed_share", "activation_all"),
    )


def lead_of(report: PublicReport) -> str:
    return f"{report.result} {report.lead}".replace("\u00a0", " ")


def test_the_lead_is_three_plain_sentences_with_the_year_before():
    assert lead_of(public()) == (
        "Kuntakokeilussa oli syyskuun lopussa 2 712 asiakasta. "
        "Yli puolet heistä (53,6 %) oli työttömänä tai lomautettuna, yhtä paljon kuin vuosi "
        "sitten (53,6 %). "
        "Salossa työllistymistä tukevaan palveluun, kuten työkokeiluun tai palkkatukityöhön, "
        "osallistui 41,1 % työttömistä ja palveluissa olevista (vuosi sitten 41,1 %)."
    )


@pytest.mark.parametrize(
    ("share", "year_before", "words"),
    [
        (48.0, 51.9, "Alle puolet heistä (48,0 %) oli työttömänä tai lomautettuna, vähemmän kuin"),
        (50.04, 49.96, "Puolet heistä (50,0 %) oli työttömänä tai lomautettuna, yhtä paljon kuin"),
        (50.1, 50.0, "Yli puolet heistä (50,1 %) oli työttömänä tai lomautettuna, enemmän kuin"),
    ],
)
def test_half_and_more_are_said_of_the_numbers_as_they_are_printed(share, year_before, words):
    now, before = (Measured(value, 5000, 10_000) for value in (share, year_before))
    report = public(unemployed_share=now, then={("unemployed_share", "2022-09"): before})
    assert words in lead_of(report)


def test_the_lead_speaks_of_nobody_as_them_when_the_clients_are_not_shown():
    lead = lead_of(public(clients=MISSING))
    assert lead.startswith("Asiakkaita: ei tietoa. Asiakkaista työttömänä tai lomautettuna oli")
    assert "heistä" not in lead


def test_figures_of_salo_alone_say_so():
    report = public()
    assert report.about[0] == (
        "Kuntakokeiluun kuuluvat Salo, Marttila ja Koski Tl. Näissä luvuissa on mukana vain Salo: "
        "aktivointiaste, monialainen yhteispalvelu (TYP), Ohjaamo ja palkkatuki."
    )
    assert report.row("clients").area == ""
    assert report.row("activation_all").area == "Salo"
    assert ", Salo, " in report.charts[1].measure
    assert "Tavoite yli 40 % · Salo" in PublicPage(report).summary().html.replace("\u00a0", " ")


def test_every_sentence_on_salo_alone_names_salo_or_its_place():
    report = public()
    sentences = [row.sentence.lower() for row in report.rows if row.area]
    assert [s for s in sentences if "salo" not in s and "ohjaamo" not in s] == []


def test_a_goal_is_judged_by_the_weakest_figure_named_in_its_text():
    goals = {goal.number: goal for goal in public().goals}
    assert goals[1].verdict == "near"
    assert goals[2].text == (
        "Salon monialaisessa yhteispalvelussa (TYP) oli 166 asiakasta (tavoite vähintään 180)."
    )
    assert goals[2].verdict == "missed"


def test_every_goal_of_the_plan_has_one_row():
    assert [goal.number for goal in public().goals] == [goal.number for goal in PLAN.goal]


def test_the_title_of_a_goal_tells_no_result_that_its_verdict_could_contradict():
    assert [goal.title for goal in public().goals] == [
        *("Palveluprosessit ja työllistyminen", "Monialainen yhteistyö", "Palvelujen käyttö"),
        *("Uudet palvelut", "Koulutus", "Yhteistyö yritysten kanssa", "Tietoa palveluista"),
    ]


@pytest.mark.parametrize(
    ("month", "text"),
    [
        (Month(2023, 1), "Tavoite koskee koko vuoden keskiarvoa. Tammikuussa koulutuksessa oli "
         "407, kun tavoite on vähintään 400."),
        (SEPTEMBER, "Tavoite koskee koko vuoden keskiarvoa. Se on nyt 407, kun tavoite on "
         "vähintään 400. Syyskuussa koulutuksessa oli 407."),
        (Month(2023, 12), "Vuoden keskiarvo oli 407, kun tavoite on vähintään 400. Joulukuussa "
         "koulutuksessa oli 407."),
    ],
)  # fmt: skip
def test_a_target_of_the_year_is_told_with_the_mean_of_the_year(month, text):
    assert public(month).goals[4].text == text


def test_one_event_and_none_are_said_in_words():
    one, none = (public(monthly_event=Measured(float(n), n)) for n in (1, 0))
    assert one.row("monthly_event").sentence == "Syyskuussa järjestettiin yksi tapahtuma."
    assert none.row("monthly_event").sentence == "Syyskuussa ei järjestetty tapahtumia."


def test_a_mean_just_under_its_target_is_not_printed_as_the_target():
    report = public(in_education=Measured(399.6, 399.6))
    assert report.row("in_education").verdict == "near"
    assert "Se on nyt 399,6, kun" in report.row("in_education").sentence


def test_three_visitors_are_written_alle_5_and_have_no_value_anywhere():
    report = public(ohjaamo_visitors=Measured(3.0, 3.0))
    row = report.row("ohjaamo_visitors")
    assert (row.value, row.printed, row.state, row.verdict) == (None, "alle 5", "secret", "no_data")
    assert row.sentence == "Ohjaamon kävijöitä oli syyskuussa alle 5."


@pytest.mark.parametrize(("people", "printed"), [(0, "0"), (1, "alle 5"), (4, "alle 5"), (5, "5")])
def test_zero_and_five_are_shown(people, printed):
    report = public(typ_clients=Measured(float(people), float(people)))
    assert report.row("typ_clients").printed == printed


def test_a_hidden_month_breaks_the_line_and_is_told():
    report = public(
        then={("ohjaamo_visitors", "2023-07"): 2.0, ("ohjaamo_visitors", "2023-06"): None}
    )
    chart = report.charts[2]
    values = {point.month: point.value for point in chart.lines[0].points}
    assert values["2023-07"] is None
    assert (chart.hidden, chart.gap_words) == (("2023-07",), "alle 5")
    assert chart.note == "Alle 5 henkilöä: 7/2023. Katko: kesäkuun 2023 tieto puuttuu."
    assert "Alle 5 henkilöä: 7/2023." in chart.alt


def test_a_chart_of_which_nothing_is_shown_says_what_is_hidden_and_what_is_unknown():
    few = Measured(3.0, 3.0)
    months = {("ohjaamo_visitors", "2023-06"): None}
    (*_, visitors) = public(ohjaamo_visitors=few, then=months).charts
    assert visitors.note.endswith("Ei tietoa: 6/2023.")


def test_the_open_ring_is_explained_where_the_baseline_is_drawn():
    notes = [chart.note for chart in public().charts]
    assert notes == ["Rengas: lähtötaso marraskuussa 2022."] * 2 + [""]


def test_the_chart_of_visitors_tells_their_number():
    assert public().charts[2].title == "Ohjaamossa kävi 118 nuorta"


def test_the_table_behind_a_chart_tells_hidden_from_missing():
    html = (
        PublicPage(
            public(
                then={("ohjaamo_visitors", "2023-07"): 2.0, ("ohjaamo_visitors", "2023-06"): None}
            )
        )
        .changes()
        .html
    )
    last = html.rsplit("Ohjaamon kävijät kuukaudessa", 1)[1]
    assert ">alle 5<" in last.split("7/2023</th>")[1][:120]
    assert ">–<" in last.split("6/2023</th>")[1][:120]


def test_a_share_is_not_published_when_three_young_people_are_behind_it():
    report = public(under_25_unemployed_share=Measured(60.0, 3, 5))
    row = report.row("under_25_unemployed_share")
    assert (row.value, row.printed, row.verdict) == (None, "ei julkaista", "no_data")
    assert "lukua ei julkaista, jotta ketään ei voi tunnistaa" in row.sentence


def test_the_years_mean_is_not_published_after_a_hidden_month():
    report = public(then={("in_education", "2023-04"): 4.0})
    row = report.row("in_education")
    assert row.value == 407
    assert (row.year_value, row.year_state, row.verdict) == (None, "secret", "no_data")
    assert "keskiarvo" not in row.sentence


def test_what_an_earlier_issue_hid_stays_hidden():
    earlier = Earlier(hidden=frozenset({Shown("typ_clients", "2023-09")}))
    row = public(earlier=earlier).row("typ_clients")
    assert (row.value, row.printed) == (None, "ei julkaista")


def test_the_hidden_figures_are_listed_for_later_issues():
    report = public(typ_clients=Measured(2.0, 2.0))
    assert ("typ_clients", "2023-09", "month") in {
        (item.indicator, item.month, item.span) for item in report.hidden
    }


def test_no_unrounded_share_is_published():
    text = json.dumps(public().as_json())
    assert "53.5766" not in text
    assert public().row("unemployed_share").value == 53.6


def test_there_is_no_numerator_or_denominator_in_the_public_data():
    keys = json.dumps(public().as_json())
    assert "numerator" not in keys
    assert "denominator" not in keys
    assert "rows_read" not in keys


def test_a_verdict_against_a_hidden_month_of_last_year_is_withheld():
    report = public(then={("ohjaamo_visitors", "2022-09"): 3.0})
    assert report.row("ohjaamo_visitors").verdict == "no_data"


def test_few_answers_are_said_without_their_number():
    few = public(feedback_nps=Measured(60.0, 6, 10)).row("feedback_nps")
    assert few.sentence.endswith("Vastauksia oli vähän.")
    assert "10" not in few.sentence.replace("−100…100", "")


def test_the_page_shows_no_person_team_or_action():
    page = PublicPage(public())
    blocks = (page.masthead, page.summary, page.changes, page.goals, page.about, page.end)
    html = "".join(block().html for block in blocks).lower()
    for word in ("tiimi", "koordinaattori", "omavalmentaja", "toimenpide", "vastuu"):
        assert word not in html


def test_missing_figures_are_said_and_not_zero():
    report = public(typ_clients=MISSING)
    assert report.row("typ_clients").sentence == (
        "Monialaisen yhteispalvelun (TYP) asiakkaat: ei tietoa."
    )
    assert {goal.number: goal.verdict for goal in report.goals}[2] == "no_data"


def test_those_in_education_are_never_called_alle_5_since_they_are_part_of_all_clients():
    row = public(in_education=Measured(3.0, 3.0)).row("in_education")
    assert row.printed == "ei julkaista"


def test_a_score_of_two_answers_is_not_called_alle_5():
    row = public(feedback_nps=Measured(50.0, 1, 2)).row("feedback_nps")
    assert row.printed == "ei julkaista"
    assert "alle 5" not in row.sentence


def test_a_chart_does_not_call_small_what_was_hidden_before_and_is_larger_now():
    earlier = Earlier(hidden=frozenset({Shown("ohjaamo_visitors", "2023-07")}))
    chart = public(earlier=earlier, then={("ohjaamo_visitors", "2023-07"): 9.0}).charts[2]
    assert (chart.hidden, chart.gap_words) == (("2023-07",), "ei julkaista")
    assert chart.note == "Ei julkaista: 7/2023."


def test_near_is_told_as_a_limit_of_the_follow_up_and_the_sender_stands_in_the_footer():
    report = public()
    near = (
        "Lähellä tavoitetta: ero on enintään 2 prosenttiyksikköä tai 3 % tavoitteesta. Raja on "
        "tämän seurannan, ei toimintasuunnitelman."
    )
    assert near in " ".join(report.about).replace("\u00a0", " ")
    assert "Salon kaupunki, työllisyyspalvelut" in PublicPage(report).end().html

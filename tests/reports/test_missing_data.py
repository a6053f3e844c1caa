"""Pages of what is missing: they say plainly what is not known and why, and never a zero."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.page import Page
from salo_plan.reports.public.page import PublicPage
from salo_plan.reports.report import Report
from tests.workspaces import Workspace

PLAN = read_plan()
AUDIENCES = [audience.id for audience in PLAN.audience]
INTERNAL = [audience.id for audience in PLAN.audience if not audience.public]
HEAD = "month;indicator;value;numerator;denominator;state;source;received\n"
CLIENTS = "2023-06;clients;2600;;;ok;URA;2023-07-04\n"
JUNE, SEPTEMBER = Month(2023, 6), Month(2023, 9)


def material(folder: Path, *rows: str) -> Material:
    Workspace(folder).write("figures_kesakuu.csv", HEAD + CLIENTS + "".join(rows))
    return gather(PLAN, folder)


@pytest.fixture(scope="module")
def only_clients(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """June has the number of clients, and nothing else was ever delivered."""
    return material(tmp_path_factory.mktemp("few"))


@pytest.fixture(scope="module")
def all_secret(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Every figure of June but the number of clients was delivered as secret."""
    names = [i.id for i in PLAN.indicators if i.kind != "verbal" and i.id != "clients"]
    secret = [f"2023-06;{name};;;;secret;URA;2023-07-04\n" for name in names]
    return material(tmp_path_factory.mktemp("secret"), *secret)


def words(gathered: Material, audience: str) -> str:
    """What a reader of the whole page reads, block after block."""
    report = build_report(gathered, audience, JUNE)
    if isinstance(report, Report):
        page: Page | PublicPage = Page(report)
        blocks = [page.masthead(), page.summary(), page.attention(), page.goals()]
        blocks += [page.scoreboard(), *(page.section(s.id) for s in report.sections)]
    else:
        page = PublicPage(report)
        blocks = [page.masthead(), page.summary(), page.changes(), page.goals(), page.about()]
    text = " ".join(BeautifulSoup(block.html, "html.parser").get_text(" ") for block in blocks)
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_report_of_one_figure_is_made_for_every_audience(only_clients, audience):
    text = words(only_clients, audience)
    assert "Ei tietoa" in text
    for trace in ("None", "nan", "NaN", "0 %"):
        assert f" {trace} " not in text


@pytest.mark.parametrize("audience", INTERNAL)
def test_what_was_never_delivered_is_named_with_its_reason(only_clients, audience):
    text = words(only_clients, audience)
    assert "Tieto puuttuu 32 mittarista, joista tavoite on 26 mittarilla." in text
    assert "Aineistoa ei ole toimitettu: Työttömät ja lomautetut, Työttömien osuus" in text


@pytest.mark.parametrize("audience", INTERNAL)
def test_nothing_missed_is_not_said_alone_when_most_could_not_be_judged(only_clients, audience):
    assert "Yksikään mittari ei jäänyt tavoitteestaan. 26 mittaria ei voitu arvioida." in words(
        only_clients, audience
    )


@pytest.mark.parametrize("audience", INTERNAL)
def test_secret_is_another_thing_than_missing(all_secret, audience):
    text = words(all_secret, audience)
    assert "Luku on salattu: Työttömät ja lomautetut" in text
    assert "Aineistoa ei ole toimitettu" not in text


def test_the_public_version_says_that_it_has_no_information(only_clients):
    text = words(only_clients, "public")
    assert "Työttömien osuus asiakkaista: ei tietoa." in text
    assert "Yhdeltäkään kuukaudelta ei ole tietoa." in text


def test_a_first_month_is_compared_with_no_earlier_one(only_clients):
    text = words(only_clients, "steering_group")
    assert "Edellisen raportin kuukaudelta ei ole tietoja, joten muutosta ei voi arvioida." in text


def test_the_board_is_told_why_there_are_no_charts(only_clients):
    assert "Kuvaajaan ei ole tarpeeksi lukuja." in words(only_clients, "city_board")


def outcome(folder: Path, month: Month, *rows: str, actions: str = "") -> dict[str, str]:
    """What the board's first page says the year brought, by its heading."""
    workspace = Workspace(folder).write("figures_vuosi.csv", HEAD + "".join(rows))
    if actions:
        head = "Tunnus;Toimenpide;Vastuu;Tila;Määräaika;Päivitetty;Kommentti\n"
        workspace.write("toimenpiteet.csv", head + actions)
    report = build_report(gather(PLAN, folder), "city_board", month)
    assert isinstance(report, Report)
    section = next(section for section in report.sections if section.id == "outcome")
    return {fact.term: fact.value.replace("\u00a0", " ") for fact in section.facts}


def clients(*months: int) -> tuple[str, ...]:
    return tuple(f"2023-0{month};clients;2600;;;ok;URA;2023-10-04\n" for month in months)


def test_the_board_is_not_told_of_every_month_when_some_are_missing(tmp_path):
    told = outcome(tmp_path, SEPTEMBER, *clients(8, 9))["Onnistui"]
    assert told == (
        "Kokeilun asiakasmäärä oli tavoitteessa joka kuukausi, jolta on tieto (alle 2 900)."
    )


def test_the_board_is_told_of_every_month_when_all_are_known(tmp_path):
    told = outcome(tmp_path, SEPTEMBER, *clients(*range(1, 10)))["Onnistui"]
    assert told == "Kokeilun asiakasmäärä oli tavoitteessa joka kuukausi (alle 2 900)."


def test_activities_are_not_said_to_go_on_when_no_list_of_them_was_delivered(tmp_path):
    told = outcome(tmp_path, SEPTEMBER, *clients(9))["Vaikuttaa vuoteen 2024"]
    assert told == "Toimenpiteiden tilaa ei ole kirjattu."


def test_activities_are_counted_when_the_list_was_delivered(tmp_path):
    done = f"{PLAN.goal[0].activity[0].id};Työ;Salo;Toteutunut;;2023-09-30;\n"
    told = outcome(tmp_path, SEPTEMBER, *clients(9), actions=done)["Vaikuttaa vuoteen 2024"]
    assert "Toimenpiteistä 42/43 jatkuu." in told

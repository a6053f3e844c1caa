"""No line of code knows Salo: another town's plan and extracts make that town's reports."""

import email
import json
import re
import shutil
from email import policy
from pathlib import Path

import pytest

from salo_plan.messages import speaking
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.making import DATA, NOTEBOOK, PAGE, Order
from salo_plan.publishing.manifest import write_json
from salo_plan.publishing.running import run_owed
from salo_plan.publishing.watch import Limits
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.public.report import AnyReport
from salo_plan.reports.report import Report, Section
from salo_plan.reports.row_parts import beside
from tests.browser.making import laid_out
from tests.workspaces import REPOSITORY, Workspace, call

from .received import PLAN, town, unemployed

# The town's name in any form, its neighbours, its web site and its plan file. The package and the
# class of its style sheet are called `salo` too.
SALO = re.compile(
    r"Salo(?! ?Plan)|\bsalo(?:n|on|ssa|sta|lle|lla|lta|lai\w*)\b|salo\.fi|salo_\d{4}"
    r"|Marttila|Koski Tl|KU734|Varsinais"
)
# What the package once knew of Salo: its name but for that of commands, files and style classes,
# the places around it and in it, and the trial of which it was a part.
KNOWN_OF_SALO = re.compile(
    r"\bSalo\b(?! ?Plan)|\b[Ss]alo(?:n|on|ssa|sta|lle|lla|lta|lai\w*)\b|salo\.fi"
    r"|Marttila|Koski Tl|Lohja|Loimaa|Somero|Paimio|Kemiönsaari|Raasepori|Varsinais|Southwest"
    r"|KU734|MK02|\"734\"|[Vv]oimala|\bTKK\b|[Kk]untakokeil|\b[Kk]okeilu|[Tt]he (?:whole )?trial\b"
)
DAY = "2024-07-31"


def page_of_cells(order: Order, report: AnyReport, private: Path, limits: Limits) -> None:
    """Make the files of a report with the real cells and page, but without a kernel."""
    write_json(private / DATA, report.as_json())
    (private / PAGE).write_text(laid_out(report), encoding="utf-8")
    (private / NOTEBOOK).write_text("{}", encoding="utf-8")


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the commands have said."""
    return []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Workspace:
    """The town after a run with mail, by the commands that its coordinator gives."""
    workspace = town(tmp_path_factory.mktemp("esimerkkila"))
    own = ("--workspace", workspace.folder, "--plan", PLAN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(run_owed.__kwdefaults__, "make", page_of_cells)
        patch.setattr("salo_plan.publishing.press.CAN_FORK", False)
        for words in (
            ("check",),
            ("check", "--html", workspace.folder / "faults.html"),
            ("measure",),
            ("due", "--on", DAY),
            ("run", "--on", DAY, "--send"),
            ("indicators",),
            ("indicators", "--json"),
            ("explain", "jobless_young", "2024-06"),
            ("plan", "check"),
            ("plan", "new"),
        ):
            done = call(*words, *own)
            assert done.exit_code == 0, (words, done.output)
            said.append(done.output)
    return workspace


def test_every_promised_report_is_made_and_sent(made: Workspace):
    outputs = made.folder / "outputs"
    pages = sorted(path.parent.relative_to(outputs).as_posix() for path in outputs.rglob(PAGE))
    assert pages == [
        "2024-02/steering_group",
        "2024-04/public",
        "2024-04/steering_group",
        "2024-06/staff",
        "2024-06/steering_group",
    ]
    assert len(list((outputs / "outbox").glob("*.eml"))) == 5


def test_the_figures_are_counted_by_the_towns_own_goals_and_municipalities(made: Workspace):
    place = made.folder / "outputs" / "2024-06" / "steering_group"
    listed = json.loads((place / DATA).read_text(encoding="utf-8"))["indicators"]
    by_id = {entry["id"]: entry for entry in listed}
    assert list(by_id) == [
        "clients",
        "neighbour_students",
        "jobless_young",
        "new_companies",
        "support_share",
        "advice",
    ]
    # Fifteen months on, each of the seven kinds has 14 more clients.
    assert by_id["clients"]["value"] == 276 + 7 * 14
    assert by_id["clients"]["target_verdict"] == "missed"
    assert by_id["neighbour_students"]["month_value"] == 17 + 14
    assert by_id["new_companies"]["year_value"] == 12
    page = (place / PAGE).read_text(encoding="utf-8")
    assert "Seutulautakunnalle" in page
    assert "Esimerkkilän seudun työllisyyspalvelut" in page


def test_a_report_is_due_on_the_towns_own_days(made: Workspace):
    own = ("--workspace", made.folder, "--plan", PLAN, "--json")
    before = json.loads(call("due", "--on", "2024-10-09", *own).stdout)
    after = json.loads(call("due", "--on", "2024-10-10", *own).stdout)
    assert before == [item for item in before if item["month"] == "2024-08"]
    assert [item["due"] for item in after] == ["2024-09-10"]


def test_the_next_plan_starts_from_the_towns_own_outcomes(made: Workspace):
    text = (made.folder / "esimerkkila_2025.toml").read_text(encoding="utf-8")
    assert 'title = "Palvelusuunnitelma 2025"' in text
    assert 'data_months = ["2025-02", "2025-04"' in text
    assert "toteumasta puuttuu 6 kuukautta" in text


def texts(folder: Path) -> dict[str, str]:
    """Everything that was made, as text; messages with their parts decoded."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".html", ".json", ".toml", ".csv", ".txt", ".log"):
            found[name] = path.read_text(encoding="utf-8-sig")
        elif path.suffix == ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            parts = [p for p in message.walk() if p.get_content_maintype() == "text"]
            found[name] = "\n".join(
                [*map(str, message.values()), *(p.get_content() for p in parts)]
            )
    return found


def test_salo_is_nowhere_in_pages_data_mails_or_messages(made: Workspace, said: list[str]):
    found = texts(made.folder) | {f"message {n}": text for n, text in enumerate(said)}
    assert {Path(name).suffix for name in found} >= {".html", ".json", ".eml", ".toml"}
    named = [
        f"{name}: {text[max(0, match.start() - 50) : match.end() + 30]!r}"
        for name, text in found.items()
        for match in SALO.finditer(text)
    ]
    assert named == []


def test_the_published_figures_of_salo_are_not_shown_to_another_town(tmp_path: Path):
    workspace = town(tmp_path)
    shutil.copytree(REPOSITORY / "data/raw/statfin", workspace.raw / "statfin", dirs_exist_ok=True)
    report = report_of(workspace, "2024-04")
    assert statistics(report).lead.startswith("Ei tietoa: Tilastokeskuksen lukuja ei ole haettu")
    assert not SALO.search(json.dumps(report.as_json(), ensure_ascii=False))


def report_of(workspace: Workspace, month: str, lang: str = "fi", plan: Path = PLAN) -> Report:
    material = gather(read_plan(plan), workspace.folder)
    report = build_report(material, "steering_group", Month.parse(month), lang)
    assert isinstance(report, Report)
    return report


def statistics(report: Report) -> Section:
    return next(section for section in report.sections if section.id == "statistics")


def test_the_public_statistics_speak_of_the_towns_own_areas(made: Workspace):
    section = statistics(report_of(made, "2024-06"))
    now, before = (unemployed("KU901", Month(year, 6)) for year in (2024, 2023))
    assert section.title == "Esimerkkilän työttömyys julkisten tilastojen mukaan"
    assert plain(section.lead) == (
        "Koko Esimerkkilä, kaikki työnhakijat (ei seutupalvelun asiakkaat). Kesäkuun 2024 lopussa "
        f"Esimerkkilässä oli {now} työtöntä työnhakijaa, {before - now} vähemmän kuin vuotta "
        "aiemmin. Se on 5,1 % työvoimasta. Satumaassa osuus oli 7,5 % ja koko maassa 9,6 %."
    )
    assert "seutupalvelun mittarit" in section.paragraphs[0]
    assert section.facts[0].term == "Avoimia työpaikkoja Esimerkkilässä"


def test_the_charts_of_the_public_statistics_speak_of_the_towns_own_areas(made: Workspace):
    trend, areas, index = statistics(report_of(made, "2024-06")).charts
    assert trend.lines[0].name == "Esimerkkilä"
    assert trend.measure == "Työttömät työnhakijat Esimerkkilässä kuun lopussa, henkilöä"
    assert {line.name for line in areas.lines} == {"Esimerkkilä", "Naapuri", "Kaukala"}
    assert areas.title == "Esimerkkilän osuus on 3 kunnan vertailun pienin"
    assert [line.name for line in index.lines] == [
        *("Esimerkkilä", "Naapurikunnat", "Satumaa", "Koko maa"),
    ]
    assert plain(index.title) == "Työttömät vuodessa: Esimerkkilässä −1,9 %, koko maassa −2,0 %"
    assert "Naapurikunnat: Naapuri ja Kaukala." in index.note


def test_in_english_a_plan_speaks_in_its_own_english_words(made: Workspace):
    report = report_of(made, "2024-06", "en")
    assert statistics(report).title == "Esimerkkilä's unemployment in the public statistics"
    assert "In Fairyland the share was 7.5%" in statistics(report).lead
    assert [goal.title for goal in report.goals] == [
        *("The young of Naapuri study", "New companies are founded"),
    ]
    assert not SALO.search(json.dumps(report.as_json(), ensure_ascii=False))


def test_names_without_english_words_are_quoted_and_the_others_said(made: Workspace):
    report = report_of(made, "2024-06", "en")
    assert [row.name for row in report.rows[:3]] == [
        *("Clients of the region", "Opiskelijat Naapurissa", "Unemployment among the young"),
    ]
    assert "Opiskelijat Naapurissa" in report.finnish
    assert "Clients of the region" not in report.finnish
    # Without a phrase in English either, the Finnish one does not stand beside it.
    assert "opiskelijamäärä" not in report.rows[1].detail
    assert report.kicker == "Esimerkkilä region · Service plan 2024 · Seutulautakunnalle"
    assert "Service manager" in [row[0] for row in table_of(report, "parties")]
    assert "Kirjasto" in [row[0] for row in table_of(report, "parties")]


def table_of(report: Report, section: str) -> tuple[tuple[str, ...], ...]:
    return report.section(section).tables[0].rows


def test_the_place_of_events_is_named_in_the_plans_own_english():
    plan = read_plan(PLAN)
    assert plain(beside(plan, "Torilla, %", 80.0)) == "Torilla 80 %"
    with speaking("en"):
        assert beside(plan, "Torilla, %", 80.0) == "on Tori square 80%"


def test_an_english_text_that_translates_nothing_is_told(tmp_path: Path):
    plan = tmp_path / "plan.toml"
    text = PLAN.read_text(encoding="utf-8")
    plan.write_text(text.replace("Satumaassa = ", "Satumassa = "), encoding="utf-8")
    done = call("plan", "check", "--plan", plan)
    assert "[english]: no text of ours in the file is 'Satumassa'" in done.output


def test_kelas_shares_are_those_of_the_plans_municipalities_by_name_or_code(made: Workspace):
    place = made.folder / "outputs" / "2024-06" / "steering_group"
    listed = json.loads((place / DATA).read_text(encoding="utf-8"))["indicators"]
    share = next(entry for entry in listed if entry["id"] == "support_share")
    assert (share["month_value"], share["year_value"]) == (25_000, 6 * 25_000)
    assert share["target"]["path"] == 250_000


def test_inspect_looks_at_a_file_as_the_plan_reads_it(made: Workspace):
    file = made.raw / "kela_avoin_2024.csv"
    assert "no row is about" not in call("inspect", file, "--plan", PLAN).output
    assert "no row is about Salo" in call("inspect", file, "--lang", "en").output


def test_a_register_names_municipalities_by_the_plans_codes(tmp_path: Path):
    workspace = Workspace(tmp_path)
    workspace.write(
        "rekisteri_2024-06.csv",
        "Asiakas_id;Kotikunta;Työllisyyskoodi\n1;901;02\n2;902;08\n3;Naapuri;08\n4;734;02\n",
    )
    material = gather(read_plan(PLAN), tmp_path)
    cube = material.tables.frames["clients"]
    counts = cube.groupby("municipality")["clients"].sum().to_dict()
    assert counts == {"Esimerkkilä": 1, "Naapuri": 2, "734": 1}
    assert material.measuring.measurements.value("clients", Month(2024, 6)) == 3
    # Another plan has its own codes, so the kept counts are not used for it.
    other = gather(read_plan(), tmp_path).tables.frames["clients"]
    assert set(other["municipality"]) == {"901", "902", "Naapuri", "Salo"}


def test_a_plan_without_areas_and_names_still_makes_its_report(tmp_path: Path):
    text = PLAN.read_text(encoding="utf-8")
    plan = tmp_path / "plan.toml"
    start, end = text.index("[arrangement]"), text.index("[rules]")
    plan.write_text(text[:start] + text[end:], encoding="utf-8")
    workspace = town(tmp_path / "workspace")
    section = statistics(report_of(workspace, "2024-06", plan=plan))
    assert section.lead == "Ei tietoa: suunnitelmatiedosto ei nimeä julkisten tilastojen alueita."
    public = build_report(gather(read_plan(plan), workspace.folder), "public", Month(2024, 4))
    told = json.dumps(public.as_json(), ensure_ascii=False)
    assert "Työllisyyspalvelujen alueeseen kuuluvat Esimerkkilä ja Naapuri." in told
    done = call("fetch", "statfin", "--workspace", workspace.folder, "--plan", plan)
    assert done.exit_code == 2
    assert "plan.toml names no areas to fetch ([statistics])" in done.output


def test_the_town_is_named_in_no_line_of_the_package():
    """But for the plan file with its English words, the example and the package's own name."""
    package = REPOSITORY / "salo_plan"
    named = [
        f"{name}: {text[max(0, match.start() - 50) : match.end() + 30]!r}"
        for path in sorted(package.rglob("*"))
        if path.suffix in (".py", ".po", ".j2", ".css")
        for name in [path.relative_to(package).as_posix()]
        if not name.startswith("example/") and name != "locale/en/LC_MESSAGES/plan.po"
        for text in [path.read_text(encoding="utf-8")]
        for match in KNOWN_OF_SALO.finditer(text)
    ]
    assert named == []


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.slow
def test_a_report_of_the_town_is_made_by_a_kernel(tmp_path: Path):
    workspace = town(tmp_path)
    own = ("--workspace", workspace.folder, "--plan", PLAN)
    for audience, month in (("steering_group", "2024-04"), ("public", "2024-04")):
        done = call("report", audience, month, *own)
        assert done.exit_code == 0, done.output
    for name, text in texts(workspace.folder / "outputs").items():
        assert not SALO.search(text), name

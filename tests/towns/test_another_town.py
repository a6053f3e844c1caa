"""No line of code knows Salo: another town's plan and extracts make that town's reports."""

import email
import json
import re
import shutil
from email import policy
from pathlib import Path

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.making import DATA, NOTEBOOK, PAGE, Order
from salo_plan.publishing.manifest import write_json
from salo_plan.publishing.running import run_owed
from salo_plan.publishing.watch import Limits
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.public.report import AnyReport
from tests.browser.making import laid_out
from tests.workspaces import REPOSITORY, Workspace, call

from .received import PLAN, town

# The town's name in any form, its neighbours, its web site and its plan file. The package and the
# class of its style sheet are called `salo` too.
SALO = re.compile(
    r"Salo(?! ?Plan)|\bsalo(?:n|on|ssa|sta|lle|lla|lta|lai\w*)\b|salo\.fi|salo_\d{4}"
    r"|Marttila|Koski Tl|KU734|Varsinais"
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
    shutil.copytree(REPOSITORY / "data" / "raw" / "statfin", workspace.raw / "statfin")
    report = build_report(gather(read_plan(PLAN), tmp_path), "steering_group", Month(2024, 4))
    assert not SALO.search(json.dumps(report.as_json(), ensure_ascii=False))


def test_the_town_is_named_in_no_line_of_the_package():
    """But for the plan file, the example, the package's own name and the places listed here.

    They know the areas of the published figures, the codes of the trial's municipalities and whose
    share of labour market support Kela's open data is read for; the extracts are read before any
    plan. None of them puts a name into another town's reports.
    """
    package = REPOSITORY / "salo_plan"
    known = {
        *("extracts/statfin.py", "extracts/statfin_fetch.py", "extracts/kela_open_data.py"),
        *("extracts/datasets/register.py", "extracts/datasets/money.py", "plan/reading.py"),
        *("plan/faults.py", "reports/report.py"),
    }
    named = set()
    for path in package.rglob("*.py"):
        name = path.relative_to(package).as_posix()
        if not name.startswith("example/") and SALO.search(path.read_text(encoding="utf-8")):
            named.add(name)
    assert {name for name in named if not name.startswith("reports/statistics/")} <= known


@pytest.mark.slow
def test_a_report_of_the_town_is_made_by_a_kernel(tmp_path: Path):
    workspace = town(tmp_path)
    own = ("--workspace", workspace.folder, "--plan", PLAN)
    for audience, month in (("steering_group", "2024-04"), ("public", "2024-04")):
        done = call("report", audience, month, *own)
        assert done.exit_code == 0, done.output
    for name, text in texts(workspace.folder / "outputs").items():
        assert not SALO.search(text), name

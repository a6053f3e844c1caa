import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer
from werkzeug import Response

from salo_plan.cli import main
from salo_plan.errors import CallError, DataError
from salo_plan.extracts.pxweb_service import PxWebService
from salo_plan.extracts.statfin import read_statfin
from salo_plan.extracts.statfin_fetch import Fetched, fetch_statfin
from salo_plan.periods import Month
from salo_plan.plan.areas import Area, Region, Statistics, Town
from salo_plan.plan.reading import read_plan

from .pxweb_double import BEFORE_2026, COMMITTED, FOLDER, SINCE_2026, Double

DAY = date(2023, 11, 24)
SALO = "KU734"
AREAS = read_plan().statistics
FILES = Path("data/raw/statfin")


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def double(httpserver: HTTPServer, clock: Clock) -> Double:
    service = Double(SINCE_2026, now=lambda: clock.now)
    everything = httpserver.expect_request(re.compile(".*"))
    everything.respond_with_handler(lambda request: service.answer(request))
    return service


@pytest.fixture
def fetch(httpserver: HTTPServer, double: Double, clock: Clock) -> Callable[..., Fetched]:
    def call(workspace: Path, url: str = FOLDER, day: date = DAY, **options: int) -> Fetched:
        with PxWebService(clock.wait, lambda: clock.now) as service:
            return fetch_statfin(workspace, service, AREAS, day, httpserver.url_for(url), **options)

    return call


def content(workspace: Path) -> dict[str, bytes]:
    """Every file of the statistics folder with its content, hidden ones too."""
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for path in sorted((workspace / FILES).rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("names", [BEFORE_2026, SINCE_2026])
def test_the_committed_files_come_out_of_the_service_before_and_after_its_renaming(
    fetch: Callable[..., Fetched], double: Double, tmp_path: Path, names
):
    double.names = names
    fetched = fetch(tmp_path)
    for table in ("12r5", "12u4"):
        committed = (COMMITTED / f"{table}.csv").read_bytes().replace(b";\n", b";...\n")
        assert (tmp_path / FILES / f"{table}.csv").read_bytes() == committed
    assert [(t.table, str(t.newest), t.figures) for t in fetched.tables] == [
        ("12r5", "2023-10", 11 * 214 * 3),
        ("12u4", "2022-02", 194 * 10),
    ]
    assert [path.name for path in sorted((tmp_path / FILES).iterdir())] == [
        "12r5.csv", "12r5.json", "12u4.csv", "12u4.json",
    ]  # fmt: skip
    assert [method for method, path in double.calls if "12u4" in path][-2:] == ["GET", "POST"]


def test_the_areas_of_the_plan_are_fetched_and_named_as_it_names_them(
    httpserver: HTTPServer, double: Double, clock: Clock, tmp_path: Path
):
    areas = Statistics(
        town=Town(code="KU480", name="Kylä", inessive="Kylässä", genitive="Kylän"),
        neighbours=(Area(code="KU284", name="Koski"),),
        region=Region(code="MK02", name="Maakunta", inessive="Maakunnassa"),
    )
    with PxWebService(clock.wait, lambda: clock.now) as service:
        fetch_statfin(tmp_path, service, areas, DAY, httpserver.url_for(FOLDER))
    published = read_statfin(tmp_path)
    assert published is not None
    assert published.areas == {
        **{"KU480": "Kylä", "KU284": "Koski", "MK02": "Maakunta", "SSS": "Koko maa"},
    }


def test_what_was_fetched_is_read_as_the_committed_files_are(
    fetch: Callable[..., Fetched], tmp_path: Path
):
    fetch(tmp_path)
    published = read_statfin(tmp_path)
    assert published is not None
    assert published.unemployed(SALO)[Month(2022, 11)].value == 2095
    assert published.activation()[Month(2022, 2)].denominator == 111428 + 265591
    assert {figure.state for figure in published.vacancies("KU480").values()} == {"ok", "secret"}
    sidecar = json.loads((tmp_path / FILES / "12r5.json").read_text(encoding="utf-8"))
    committed = json.loads((COMMITTED / "12r5.json").read_text(encoding="utf-8"))
    assert sidecar.keys() == committed.keys()
    same = ("table", "first_month", "last_month", "source", "licence", "licence_url", "file")
    assert [sidecar[name] for name in same] == [committed[name] for name in same]
    assert (sidecar["rows"], sidecar["extracted"]) == (committed["rows"], "2023-11-24")
    assert sidecar["came_through"]["address"].endswith(f"{FOLDER}/12r5.px")


@pytest.mark.parametrize("url", ["", "/", "/PxWeb/api/v1/fi/StatFin", FOLDER + "/"])
def test_the_start_of_the_address_is_enough(fetch: Callable[..., Fetched], tmp_path: Path, url):
    assert len(fetch(tmp_path, url).tables) == 2


def test_new_months_are_added(fetch: Callable[..., Fetched], double: Double, workspace: Path):
    for (month, area, code), cell in list(double.tables["12r5"].items()):
        if month == "2023M10":
            double.tables["12r5"]["2023M11", area, code] = cell
    fetched = fetch(workspace)
    assert str(fetched.tables[0].newest) == "2023-11"
    published = read_statfin(workspace)
    assert published is not None
    assert published.unemployed(SALO)[Month(2023, 11)].value == 2039


def test_large_queries_are_split_by_months_and_wait_for_their_turn(
    fetch: Callable[..., Fetched], double: Double, clock: Clock, tmp_path: Path
):
    fetch(tmp_path, cells=100)
    assert max(double.asked_cells) <= 100
    assert sum(double.asked_cells) == 11 * 214 * 3 + 194 * 10
    assert len(double.times) > 80
    window = zip(double.times, double.times[40:], strict=False)
    assert all(later - first >= 60 for first, later in window)
    assert clock.waits == [60.0] * ((len(double.times) - 1) // 40)
    assert (tmp_path / FILES / "12r5.csv").read_bytes().count(b"\n") == 2355


def test_a_busy_service_is_asked_again_when_it_says(
    fetch: Callable[..., Fetched], double: Double, clock: Clock, tmp_path: Path
):
    double.faults = [
        Response("busy", 429, {"Retry-After": "7"}),
        Response("down", 503),
        Response("down", 503),
    ]
    assert len(fetch(tmp_path).tables) == 2
    assert clock.waits == [7, 10, 20]


def test_a_wait_until_a_moment_is_understood(
    fetch: Callable[..., Fetched], double: Double, clock: Clock, tmp_path: Path
):
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(seconds=90), usegmt=True)
    double.faults = [Response("", 503, {"Retry-After": moment}) for moment in (soon, past)]
    fetch(tmp_path)
    assert 60 < clock.waits[0] <= 90
    assert clock.waits[1:] == [0]


@pytest.mark.parametrize(
    ("asked", "waits", "told"),
    [
        (None, [5, 10, 20, 40], r"busy \(503\) after 5 of 5 tries"),
        ("3600", [], "after 1 of 5 tries. Try again in 3600 seconds or later"),
        ("100", [100], "after 2 of 5 tries. Try again in 100 seconds"),
    ],
)
def test_waiting_has_an_end(
    fetch: Callable[..., Fetched], double: Double, clock: Clock, workspace: Path, asked, waits, told
):
    before = content(workspace)
    headers = {"Retry-After": asked} if asked else {}
    double.faults = [Response("busy", 503, headers) for _ in range(20)]
    with pytest.raises(DataError, match=told):
        fetch(workspace)
    assert clock.waits == waits
    assert content(workspace) == before


def one_row_less(answer: dict) -> None:
    answer["data"].pop()


def a_row_twice(answer: dict) -> None:
    answer["data"].append(answer["data"][0])


def another_month(answer: dict) -> None:
    answer["data"][0]["key"][0] = "2031M01"


def a_negative_figure(answer: dict) -> None:
    answer["data"][0]["values"][0] = "-5"


@pytest.mark.parametrize(
    ("twist", "told"),
    [
        (one_row_less, "12r5: 1 of 2354 rows are missing"),
        (a_row_twice, "12r5: .* was answered twice"),
        (another_month, "12r5: 2031M01 SSS was answered, though"),
        (a_negative_figure, "greater_than_or_equal_to"),
    ],
)
def test_a_bad_answer_leaves_the_last_good_files(
    fetch: Callable[..., Fetched], double: Double, workspace: Path, twist, told
):
    before = content(workspace)
    double.twist = twist
    with pytest.raises(DataError, match=told) as caught:
        fetch(workspace)
    assert str(caught.value).endswith("No file was changed.")
    assert content(workspace) == before


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (Response("<html></html>", 200, content_type="text/html"), "a web page"),
        (Response("<html></html>", 500, content_type="text/html"), "500 INTERNAL SERVER ERROR"),
        (Response('{"title": "1', 200, content_type="application/json"), "cut or not what"),
        (Response("too many cells", 403), "403 FORBIDDEN"),
        (Response("", 301, {"Location": "/elsewhere"}), "301 MOVED PERMANENTLY"),
    ],
)
@pytest.mark.parametrize("calls_before", [0, 1])
def test_what_is_not_an_answer_leaves_the_last_good_files(
    fetch: Callable[..., Fetched], double: Double, workspace: Path, response, told, calls_before
):
    before = content(workspace)
    plain = double.answer
    seen: list[object] = []

    def answer(request):
        seen.append(request)
        return response if len(seen) == calls_before + 1 else plain(request)

    double.answer = answer
    with pytest.raises(DataError, match=told):
        fetch(workspace)
    assert content(workspace) == before


def without(*months: str) -> Callable[[Double], None]:
    def change(double: Double) -> None:
        cells = double.tables["12r5"]
        double.tables["12r5"] = {k: cell for k, cell in cells.items() if k[0] not in months}

    return change


def figure_withdrawn(double: Double) -> None:
    double.tables["12r5"]["2023M10", "KU734", "TYOTTOMATLOPUSSA"] = ".."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without("2023M10"), "12r5: the answer lacks 32 figures .* the first 2023-10 KU284"),
        (without("2006M01", "2006M02"), "lacks 61 figures"),
        (figure_withdrawn, "lacks 1 figures .* the first 2023-10 KU734 TYOTTOMATLOPUSSA"),
    ],
)
def test_a_shorter_series_is_refused_until_the_earlier_file_is_moved_away(
    fetch: Callable[..., Fetched], double: Double, workspace: Path, change, told
):
    before = content(workspace)
    change(double)
    with pytest.raises(DataError, match=told):
        fetch(workspace)
    assert content(workspace) == before
    for end in ("csv", "json"):
        (workspace / FILES / f"12r5.{end}").unlink()
    assert len(fetch(workspace).tables) == 2


def test_a_wanted_area_or_content_that_is_gone_is_named(
    fetch: Callable[..., Fetched], double: Double, workspace: Path
):
    before = content(workspace)
    cells = double.tables["12r5"]
    double.tables["12r5"] = {k: cell for k, cell in cells.items() if k[1] != "KU322"}
    with pytest.raises(DataError, match="12r5: the table does not offer the areas KU322"):
        fetch(workspace)
    double.tables["12r5"] = {k: cell for k, cell in cells.items() if k[2] != "TYOVOIMATK"}
    with pytest.raises(DataError, match="12r5: the table does not offer the contents TYOVOIMATK"):
        fetch(workspace)
    assert content(workspace) == before


def test_a_service_class_that_is_gone_is_left_out(
    fetch: Callable[..., Fetched], double: Double, workspace: Path
):
    cells = double.tables["12u4"]
    double.tables["12u4"] = {k: cell for k, cell in cells.items() if k[2] != "VUORVAPLOP"}
    assert fetch(workspace).tables[1].figures == 194 * 9
    assert b"VUORVAPLOP" not in (workspace / FILES / "12u4.csv").read_bytes()


def test_a_table_that_the_service_no_longer_has_keeps_its_earlier_file(
    fetch: Callable[..., Fetched], double: Double, workspace: Path
):
    del double.tables["12u4"]
    fetched = fetch(workspace)
    assert [table.table for table in fetched.tables] == ["12r5"]
    assert [w for w in fetched.warnings if w.startswith("12u4 is no longer")]
    assert read_statfin(workspace) is not None


def test_half_of_the_tables_is_never_written_where_nothing_was(
    fetch: Callable[..., Fetched], double: Double, tmp_path: Path
):
    del double.tables["12u4"]
    with pytest.raises(DataError, match=r"12u4 is not at .*, and there is no earlier file"):
        fetch(tmp_path)
    assert read_statfin(tmp_path) is None
    assert not content(tmp_path)


def test_an_address_without_tables_is_told(
    fetch: Callable[..., Fetched], double: Double, workspace
):
    double.tables = {}
    with pytest.raises(DataError, match=r"no table of the statistics is at http://.*/elsewhere"):
        fetch(workspace, "/elsewhere")


def test_nobody_at_the_address_is_one_message(workspace: Path):
    before = content(workspace)
    with PxWebService() as service, pytest.raises(DataError, match="no whole answer came from"):
        fetch_statfin(workspace, service, AREAS, DAY, "http://127.0.0.1:9/tables")
    assert content(workspace) == before


@pytest.mark.parametrize("url", ["pxdata.stat.fi", "ftp://localhost/", "http://", "http://a:b/"])
def test_what_is_no_address_is_a_wrong_call(workspace: Path, url: str):
    with PxWebService() as service, pytest.raises(CallError, match="is not an address"):
        fetch_statfin(workspace, service, AREAS, DAY, url)


def test_a_damaged_earlier_file_is_replaced_with_a_warning(
    fetch: Callable[..., Fetched], workspace: Path
):
    path = workspace / FILES / "12r5.csv"
    path.write_bytes(path.read_bytes()[:5000])
    fetched = fetch(workspace)
    assert "the earlier 12r5.csv was not as its sidecar says and was not used." in fetched.warnings
    assert read_statfin(workspace) is not None


def new_figures(double: Double) -> None:
    double.tables["12r5"]["2023M10", "KU734", "TYOTTOMATLOPUSSA"] = "2040"
    double.tables["12u4"]["2022M02", "SSS", "AKTASTE"] = "29.7"


@pytest.mark.parametrize("moved", range(5))
def test_a_fetch_cut_at_any_file_is_told_by_the_reader_and_finished_by_the_next_fetch(
    fetch: Callable[..., Fetched], double: Double, workspace: Path, monkeypatch, moved: int
):
    new_figures(double)
    plain, done = Path.replace, []

    def replace(path: Path, target: Path) -> Path:
        if len(done) == moved:
            raise KeyboardInterrupt
        done.append(path.name)
        return plain(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(Path, "rmdir", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            fetch(workspace)
    if moved % 2:
        with pytest.raises(DataError, match="sha256 differs"):
            read_statfin(workspace)
    else:
        assert read_statfin(workspace) is not None
    double.faults = [Response("closed", 500)]
    with pytest.raises(DataError, match="500"):
        fetch(workspace)
    published = read_statfin(workspace)
    assert published is not None
    assert published.unemployed(SALO)[Month(2023, 10)].value == 2040
    assert published.activation()[Month(2022, 2)].value == 29.7
    assert not list((workspace / FILES).glob(".fetch*/*"))


def test_a_folder_that_cannot_be_written_is_one_message(
    fetch: Callable[..., Fetched], tmp_path: Path
):
    (tmp_path / "data").write_text("a file stands where the folder should be")
    with pytest.raises(DataError, match="data/raw/statfin cannot be written"):
        fetch(tmp_path)


@pytest.mark.parametrize(("day", "stopped"), [(date(2024, 1, 31), False), (date(2024, 2, 1), True)])
def test_a_series_that_has_stopped_is_a_warning(
    fetch: Callable[..., Fetched], workspace: Path, day: date, stopped: bool
):
    told = [warning.split(" ")[0] for warning in fetch(workspace, day=day).warnings]
    assert told == (["12r5", "12u4"] if stopped else ["12u4"])


def call(workspace: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        main, ["fetch", "statfin", *arguments, "--workspace", str(workspace)], env=environment
    )
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout, result.stderr


def test_the_command_answers_as_json(double: Double, httpserver: HTTPServer, workspace: Path):
    code, out, err = call(workspace, "--json", "--url", httpserver.url_for(""))
    assert code == 0
    told = json.loads(out)
    assert told["tables"] == [
        {"path": "data/raw/statfin/12r5.csv", "newest_month": "2023-10", "figures": 7062},
        {"path": "data/raw/statfin/12u4.csv", "newest_month": "2022-02", "figures": 1940},
    ]
    assert err.splitlines() == [f"salo-plan: warning: {line}" for line in told["warnings"]]


def test_the_command_takes_the_address_from_the_environment(
    double: Double, httpserver: HTTPServer, workspace: Path
):
    code, out, err = call(workspace, SALO_PLAN_STATFIN_URL=httpserver.url_for(FOLDER))
    assert code == 0
    assert "12r5.csv  newest month 2023-10, 7062 figures" in out
    assert "12u4 has stopped: its newest month is 2022-02" in err


def test_a_failed_command_is_one_message_and_exit_1(
    double: Double, httpserver: HTTPServer, workspace: Path
):
    double.faults = [Response("<html></html>", 200, content_type="text/html")]
    code, out, err = call(workspace, "--url", httpserver.url_for(""))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "12r5.px answered a web page (text/html), not figures. No file was changed." in err


def test_a_wrong_address_is_exit_2(workspace: Path):
    code, _, err = call(workspace, "--url", "nowhere")
    assert (code, err) == (
        2,
        "salo-plan: 'nowhere' is not an address. Write it as https://host/path.\n",
    )


def test_the_other_commands_do_not_load_the_http_client():
    loaded = "import sys, salo_plan.cli; print({'httpx', 'tenacity', 'pandas'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"

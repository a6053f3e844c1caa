"""Every command speaks the language of --lang, or of the computer; what it makes knows nothing."""

import json
from pathlib import Path

import pytest

from salo_plan.cli.mailing import mail_line
from salo_plan.errors import DataError
from salo_plan.messages import retold, speaking
from salo_plan.plan.file import plan_path

from .publishing.light import made_by, town
from .speech import english_in
from .test_telling import at_terminal
from .workspaces import call

DAY = "2023-02-26"
# Words that the call itself has, and the parts of the answers that are data.
OWN = {
    "main",
    "steering",
    "group",
    "public",
    "staff",
    "clients",
    "unemployed",
    "data",
    "raw",
    "salo",
    "plan",
    "check",
    "run",
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a town with one month's figures, a file that nobody knows and one that is refused."""
    made_by(monkeypatch)
    salo = town(tmp_path / "salo", "2023-01;clients;2600", "2023-01;unemployed_share;530")
    salo.write("muistio.csv", "a;b\n1;2\n")
    return salo.write("suunnitelmat_2023-01.csv", "a;b\n1;2\n").folder


def told(*words: object) -> str:
    result = call(*(str(word) for word in words))
    return result.stdout + result.stderr


CALLS = [
    ["due", "--on", DAY],
    ["due", "--on", "26.2.2023"],
    ["measure"],
    ["report", "steering_group", "2023-05"],
    ["report", "steering_group", "2023_05"],
    ["report", "steering_gruop", "2023-01"],
    ["report", "zzzz", "2023-01"],
    ["report", "public", "2023-01", "--engine", "slow"],
    ["report", "public", "2023-01", "--workers", "-1"],
    ["run", "--on", DAY, "--quiet"],
    ["explain", "clientz", "2023-01"],
    ["indicators", "--month", "2023-13"],
    ["indicators"],
    ["verify", "outputs"],
    ["schedule", "--emit", "kron"],
    ["plan", "check"],
    ["plan", "check", "--plan", "salo_2032"],
    ["plan", "check", "--text", "ei.txt"],
    ["plan", "new", "--year", "2023"],
    ["plan", "new", "--year", "2024"],
    ["example"],
    ["example", "--seed", "-1"],
    ["example", "--remove"],
    ["indicatrs"],
]


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_finnish_computer_hears_no_english(workspace, monkeypatch, words):
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    for line in told(*words, "--workspace", workspace).replace(str(workspace), "").splitlines():
        assert not english_in(line) - OWN, line


@pytest.mark.parametrize("words", CALLS[:-1], ids=" ".join)
def test_a_language_that_is_asked_for_goes_before_the_computers(workspace, monkeypatch, words):
    elsewhere = told(*words, "--workspace", workspace)
    for place in (workspace / "data" / "processed", workspace / "salo_2024.toml"):
        if place.is_file():
            place.unlink()
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    here = told(*words, "--workspace", workspace, "--lang", "en")
    assert here == elsewhere


def test_what_was_kept_is_told_in_the_language_of_whoever_asks_next(workspace):
    english = call("due", "--on", DAY, "--workspace", workspace).stderr
    assert "row 3: unemployed_share cannot be 530; left out." in english
    finnish = call("due", "--on", DAY, "--workspace", workspace, "--lang", "fi").stderr
    assert "rivi 3: unemployed_share ei voi olla 530. Riviä ei käytetä." in finnish
    assert "huomautus: data/raw/muistio.csv: millään aineistolla ei ole" in finnish


def test_what_is_wrong_with_another_option_is_told_in_the_language_that_is_asked_for(tmp_path):
    wrong = call("due", "--workspace", tmp_path / "ei", "--lang", "fi")
    assert wrong.stderr == f"salo-plan: kansiota ”{tmp_path / 'ei'}” ei ole.\n"


def test_how_far_a_reading_is_is_told_in_finnish_too(workspace):
    seen = at_terminal("measure", "--lang", "fi", "--workspace", workspace)
    assert "\rLuetaan kansiota data/raw: 1/3 tiedostoa" in seen
    assert "\rMitataan: 0/1 kuukautta" in seen


def test_the_report_stays_finnish_whatever_the_computer_speaks(workspace, monkeypatch):
    made = call("run", "--on", DAY, "--workspace", workspace)
    assert made.exit_code == 0
    page = workspace / "outputs" / "2023-01" / "steering_group" / "report.json"
    first = page.read_bytes()
    assert json.loads(first)["lang"] == "fi"
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    again = call("report", "steering_group", "2023-01", "--workspace", workspace)
    assert "(ei muutoksia)" in again.stdout
    assert page.read_bytes() == first


def test_events_for_other_programs_are_the_same_in_every_language(workspace, monkeypatch):
    def fails(*_):
        raise DataError("not today")

    made_by(monkeypatch, fails)
    english = call("run", "--on", DAY, "--json", "--workspace", workspace).stdout
    finnish = call("run", "--on", DAY, "--json", "--workspace", workspace, "--lang", "fi").stdout
    assert english == finnish


@pytest.mark.parametrize(
    ("old", "new", "finnish"),
    [
        ("decimals = 1", "decimal = 1", "tuntematon avain ”decimal”. Tarkoititko ”decimals”?"),
        ("limit = 2900", 'limit = "2900"', "limit: pitää olla luku, mutta siinä on '2900'"),
        ('over_year = "last"', 'over_year = "lats"', "over_year: pitää olla jokin näistä: 'last',"),
        ("limit = 2900, ", "", "tavoitteella on joko raja (limit) tai vertailukohta (reference)"),
        ("due_day = 26", "due_day = 40", "due_day: pitää olla enintään 28, mutta siinä on 40"),
        ('"2022-11", value', '"2022-13", value', "”2022-13” ei ole kuukausi. Kirjoita se muodossa"),
        ('scope = "T"', 'scope = "TT"', "nimellä ”TT” ei ole laajuutta."),
        (
            'share = "unemployed"',
            'share = "unemplyed"',
            "ei ole joukkoa. Tarkoititko ”unemployed”?",
        ),
        ("[rules]", "[rules", "tämä ei ole TOML-kielen mukainen. Tarkista lainausmerkit"),
        ("[rules]", "[[rules]]", "rules: pitää olla taulu, mutta siinä on luettelo"),
    ],
)
def test_a_fault_of_the_plan_file_is_told_in_finnish(tmp_path, old, new, finnish):
    text = plan_path().read_text(encoding="utf-8")
    text = text.replace('period = "month"\n', 'period = "month"\ndue_day = 26\n', 1)
    assert old in text
    mine = tmp_path / "oma.toml"
    mine.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = call("plan", "check", "--plan", mine, "--lang", "fi")
    assert result.exit_code == 2
    assert finnish in result.stderr
    for line in result.stderr.splitlines():
        assert "oma.toml, " in line


@pytest.mark.parametrize(
    ("event", "finnish"),
    [
        (
            {"event": "doubtful", "audience": "staff", "month": "2023-05", "row": 3},
            "epävarma: staff 2023-05, rivin 3 vastaanottaja",
        ),
        (
            {"event": "delivered", "sent": 3, "refused": 1, "doubtful": 0, "unsent": 2},
            "Lähetettiin 3, hylättiin 1, lähettämättä 2.",
        ),
        ({"event": "notified"}, "Ylläpitäjälle ilmoitettiin."),
        ({"event": "issued"}, ""),
    ],
)
def test_what_became_of_the_mail_is_told_in_finnish(event, finnish):
    with speaking("fi"):
        assert retold(mail_line(event)) == finnish


@pytest.mark.parametrize(
    ("words", "finnish"),
    [
        (["indicators", "--mont", "x"], "valitsinta --mont ei ole tässä. Tarkoititko --month?"),
        (["--on", "x", "due"], "valitsinta --on ei ole tässä."),
        (["report", "public"], "kuukausi (MONTH) puuttuu."),
        (["check", "liikaa.csv"], "kutsussa on liikaa: liikaa.csv."),
        (["due", "--on"], "valitsin --on on kesken."),
        (["run", "--workers", "kaksi"], "tiedon --workers pitää olla kokonaisluku."),
        (["due", "tänään"], "kutsussa on liikaa: tänään."),
        (["indicatrs"], "nimellä ”indicatrs” ei ole komentoa. Tarkoititko ”indicators”?"),
        (["plan", "chek"], "nimellä ”chek” ei ole komentoa. Tarkoititko ”check”?"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_message_in_finnish(monkeypatch, words, finnish):
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    wrong = call(*words)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith(f"salo-plan: {finnish} Neuvo: `")
    assert wrong.stderr.endswith(" --help`.\n")


def test_a_wrong_call_is_one_message_in_english():
    wrong = call("indicators", "--mont", "x")
    assert wrong.stderr == (
        "salo-plan: there is no option --mont here. Did you mean --month? "
        "`main indicators --help` explains the call.\n"
    )

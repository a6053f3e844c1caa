"""No id, name or identity code of a person gets out of a received file, whatever command is run.

Invented canaries are planted wherever a file may hold them. What the program cannot know is left
out: a name typed as the name of a team, an event, a file or the sender of a figure, and the
coordinator's own words (toimenpiteet, kommentit).
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from .extracts.small_files import SMALL_FILES, table
from .extracts.workbook_samples import write
from .workspaces import call, committed_workspace

IDS = [f"KANARIA-{number:04d}" for number in range(1, 9)]
NAME = "Kaarina Kanarialintu"
CODES = ("010190-999X", "010190A999X")
BIRTH_DAYS = ("17.9.1967", "1967-09-17")
CANARIES = ("kanaria", "010190", *BIRTH_DAYS)
PRIVATE_COLUMNS = (
    ("Henkilötunnus", CODES[0]),
    ("Sukunimi", "Kanarialintu"),
    ("Huom", f"soita {NAME}, {CODES[1]}"),
    ("Lisätieto", IDS[0]),
)
COUNTS = tuple(name for name in SMALL_FILES if not name.startswith(("rekisteri", "uudet", "typ")))


def widened(name: str) -> str:
    """A small file with columns that tell of people beside its own."""
    small = table(name)
    for place, (header, cell) in enumerate(PRIVATE_COLUMNS):
        cells = [cell] * len(small.rows)
        small = small.with_column(min(2 * place, len(small.header)), header, cells)
    return small.text()


REGISTER = (
    "Asiakas_id;Henkilötunnus;Nimi;Syntymäpäivä;Äidinkieli;Kotikunta;Tiimi;Omavalmentaja;"
    "Työllisyyskoodi;Työnhaku_alkoi;Työttömyys_alkoi;Palvelu;Huom\n"
)
FEEDBACK = (
    "Aikaleima;Kanava;Toimipiste;Kuinka todennäköisesti suosittelisit (0–10);Avoin palaute;"
    "Vastaus_id\n"
)


def person(number: int, *cells: str) -> str:
    """One client of the register; the cells are team, code and beginning of unemployment."""
    team, code, began = cells
    return (
        f"{IDS[number]};{CODES[0]};{NAME};{BIRTH_DAYS[0]};;Salo;{team};KANARIA-V;{code};1.2.2023;"
        f"{began};palvelussa {NAME};{CODES[1]}\n"
    )


def sound_files() -> dict[str, str]:
    """Files that are used, with canaries in what is left out of them."""
    files = {name: widened(name) for name in COUNTS if not name.startswith("ura_asiakkaat")}
    files["kela_kuntaosuus_2023.csv"] = SMALL_FILES["kela_kuntaosuus_2023.csv"].replace(
        "* Luvut ovat ennakollisia.", f"* Koonnut {NAME}."
    )
    files["rekisteri_2023-03.csv"] = REGISTER + person(0, "Tiimi 1", "02", "1.2.2023")
    files["rekisteri_2023-03.csv"] += person(1, "Tiimi 2", "07", "1.1.2023")
    files["uudet_2023-04.csv"] = (
        f"Asiakas_id;Työttömyys_alkoi;Ensimmäinen_yhteydenotto;Nimi\n"
        f"{IDS[2]};3.4.2023;1.4.2023;{NAME}\n"
    )
    files["roidu_2023-03.csv"] = (
        FEEDBACK + f"1.3.2023;Laite;Voimala;9;{NAME}, {CODES[0]};{IDS[3]}\n"
    )
    files["vastaanottajat.csv"] = (
        "raportti;osoite;kieli\njulkinen;kaarina.kanarialintu@example.org;fi\n"
    )
    files["muistio.csv"] = f"Nimi;Tunnus\n{NAME};{CODES[1]}\n"
    return files


def faulty_files() -> dict[str, str]:
    """Files that are refused, with canaries in the cells that are wrong and beside them."""
    cube = SMALL_FILES["ura_asiakkaat_2023-03.csv"]
    files = {
        "ura_asiakkaat_2023-03.csv": cube.replace(";12\n", f";{IDS[0]}\n"),
        "ura_asiakkaat_2023-04.csv": cube.replace("31.3.2023", CODES[1]),
        "ura_asiakkaat_2023-05.csv": cube.replace("31.3.2023", f"Kanarialintu, {NAME}"),
        "ura_asiakkaat_2023-06.csv": cube.replace(";uk;", f";{IDS[1]};").replace(
            ";02;", f";{NAME};"
        ),
        "ura_asiakkaat_2023-07.csv": cube.replace("20–24", NAME),
        "ura_asiakkaat_2023-08.csv": cube.replace("Tiimi 1", f"{NAME} {CODES[0]}"),
        "ura_asiakkaat_2023-09.csv": f'Kunta;Tiimi;"{NAME}\n' + cube,
        "ura_asiakkaat_2023-10.csv": cube[:-5] + f"{NAME}\0",
        "roidu_2023-04.csv": FEEDBACK + f"1.4.2023;Laite;Voimala;{IDS[2]};;{IDS[3]}\n",
        "roidu_2023-05.csv": FEEDBACK + f"{IDS[2]};Laite;Voimala;11;{NAME};{IDS[3]}\n",
        "suunnitelmat_2023-03.csv": widened("suunnitelmat_2023-03.csv").replace("309", "310"),
        "palvelut_2023-03.csv": widened("palvelut_2023-03.csv").replace("Palkkatuki", NAME),
        "figures_2023-03.csv": SMALL_FILES["figures_2023-03.csv"].replace("76,92", IDS[4]),
        "figures_2023-04.csv": SMALL_FILES["figures_2023-03.csv"].replace(";ok;", f";{NAME};"),
        "kela_kuntaosuus_2023.csv": SMALL_FILES["kela_kuntaosuus_2023.csv"].replace("642", IDS[5]),
        "toimitukset.csv": f"Tiedosto;Toimitettu;Nimi\nroidu_2023-04.csv;{IDS[6]};{NAME}\n",
        "rekisteri_2023-03.csv": REGISTER
        + person(0, "Tiimi 1", "02", f"{NAME}")
        + person(0, "Tiimi 2", "07", "31.6.2023")
        + person(1, "Tiimi 2", IDS[1], "1.1.2031")
        + person(2, CODES[1], "02", ""),
        "rekisteri_2023-04_osa1.csv": REGISTER
        + person(3, "Tiimi 1", "02", "1.3.2023")
        + person(4, "Tiimi 1", "02", "1.1.2023"),
        "rekisteri_2023-04_osa2.csv": REGISTER
        + person(3, "Tiimi 2", "02", "1.3.2023")
        + person(4, "Tiimi 1", "02", "1.1.2023"),
        "rekisteri_2023-05.csv": person(5, "Tiimi 1", "02", "1.3.2023")
        + person(6, "Tiimi 1", "02", "1.3.2023"),
        "rekisteri_2023-06.csv": (REGISTER + person(5, "Tiimi 1", "02", "1.3.2023"))[:-30],
        "uudet_2023-03.csv": "Asiakas_id;Työttömyys_alkoi;Ensimmäinen_yhteydenotto\n"
        f"{IDS[0]};{NAME};{IDS[1]}\n{IDS[0]};{CODES[0]};3.3.2023\n;1.3.2023;{NAME}\n",
        "vastaanottajat.csv": "raportti;osoite;kieli\njulkinen;kaarina.kanarialintu;fi\n",
    }
    return files | {"kontaktit_uudet_2023-03.csv": f"{NAME};{CODES[0]}\n{IDS[7]};{CODES[1]}\n"}


def write_workbooks(raw: Path, faulty: bool) -> None:
    """Workbooks with hidden sheets and columns that tell of people, and wrong cells or not."""
    typ = table("typ_2023-03.csv")
    rows: list[Sequence[object]] = [(*typ.header, "Nimi"), *((*row, NAME) for row in typ.rows)]
    if faulty:
        rows.append(("31.3.2023", "Salo", NAME, IDS[0], CODES[1], "#", "Tiimi 9", NAME))
    hidden = [("Nimi", "Tunnus"), (NAME, CODES[0])]
    write(raw / "typ_2023-03.xlsx", {"Taulu": rows, f"Lista {NAME}": hidden})
    hide_second_sheet(raw / "typ_2023-03.xlsx")
    log = {
        "Tapahtumat": [
            ("Pvm", "Nimi", "Osallistujia", "Osallistujat"),
            ("3.3.2023", "Avoimet ovet"),
        ],
        "Some": [("Pvm", "Kanava", "Palvelunosto K/E", "Tekijä"), ("3.3.2023", "FB", "K", NAME)],
        "Tyonhakuinfot": [("Pvm", "Osallistujia", "Nimet"), ("3.3.2023", 9, f"{NAME} {CODES[0]}")],
        NAME: hidden,
    }
    if faulty:
        log["Some"].append((IDS[1], "FB", NAME, CODES[1]))
    write(raw / "tapahtumat_some_loki.xlsx", log)


def hide_second_sheet(path: Path) -> None:
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b'sheetId="2"', b'sheetId="2" state="hidden"')
            new.writestr(name, part)


def planted(folder: Path, files: dict[str, str], faulty: bool) -> Path:
    workspace = committed_workspace(folder)
    raw = workspace / "data" / "raw"
    for name, text in files.items():
        (raw / name).write_text(text, encoding="utf-8")
    write_workbooks(raw, faulty)
    (workspace / "vastaanottajat.csv").write_text(files["vastaanottajat.csv"], encoding="utf-8")
    return workspace


@pytest.fixture(params=[False, True], ids=["sound", "faulty"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    files = faulty_files() if request.param else sound_files()
    return planted(tmp_path, files, request.param)


def leaks(text: str) -> list[str]:
    """Return the canaries in a text, each with what stands around it."""
    lower = text.lower()
    places = [lower.find(canary) for canary in map(str.lower, CANARIES)]
    return [text[max(place - 80, 0) : place + 40] for place in places if place >= 0]


def written_texts(workspace: Path) -> Iterator[tuple[str, str]]:
    """Every file that the program wrote, as text; a compressed one is opened first."""
    raw = workspace / "data" / "raw"
    for path in sorted(workspace.rglob("*")):
        name = path.relative_to(workspace).as_posix()
        if not path.is_file() or path.is_relative_to(raw) or name == "vastaanottajat.csv":
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        if path.suffix == ".parquet":
            kept = pq.read_table(path)
            text += f"{kept.to_pylist()} {kept.schema.metadata} {kept.column_names}"
        yield name, f"{name} {text}"


def files_of(workspace: Path) -> list[Path]:
    raw = workspace / "data" / "raw"
    return [path for path in sorted(raw.iterdir()) if path.is_file()]


def test_the_canaries_are_found_where_they_were_planted(workspace: Path):
    for path in files_of(workspace):
        if path.name in ("figures_plan_2023.csv", "README.md"):
            continue
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        assert leaks(content.decode("utf-8", errors="replace")), path.name
    assert leaks(f"a {NAME}") == [f"a {NAME}"]


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--json"),
        ("check", "--html"),
        ("measure",),
        ("indicators", "--month", "2023-03"),
        ("indicators", "--month", "2023-03", "--json"),
        ("due", "--on", "2023-04-30", "--json"),
    ],
    ids=" ".join,
)
def test_no_canary_gets_into_a_message_or_a_file(
    workspace: Path,
    command: tuple[str, ...],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level("DEBUG")
    page = [workspace / "faults.html"] if "--html" in command else []
    result = call(*command, *page, "--workspace", workspace)
    assert result.exit_code in (0, 1)
    assert result.output
    assert leaks("".join((result.output, *capfd.readouterr(), caplog.text))) == []
    for name, text in written_texts(workspace):
        assert leaks(text) == [], name
    assert not page or page[0].is_file()


AUDIENCES = [
    *("steering_group", "public"),
    *(pytest.param(n, marks=pytest.mark.slow) for n in ("staff", "management_group", "city_board")),
]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_canary_gets_into_an_issued_report(tmp_path: Path, audience: str):
    workspace = planted(tmp_path, sound_files(), faulty=False)
    result = call("report", audience, "2023-03", "--workspace", workspace)
    assert result.exit_code == 0, result.output
    assert leaks(result.output) == []
    names = [name for name, text in written_texts(workspace) if leaks(text)]
    assert names == []
    assert (workspace / "outputs" / "2023-03" / audience / "report.ipynb").is_file()


def test_no_canary_stands_in_what_is_seen_of_a_single_file(workspace: Path):
    for path in files_of(workspace):
        for shape in ((), ("--json",)):
            result = call("inspect", path, *shape)
            assert leaks(result.output) == [], path.name


def test_the_sound_files_are_used_in_spite_of_their_canaries(tmp_path: Path):
    workspace = planted(tmp_path, sound_files(), faulty=False)
    result = call("check", "--workspace", workspace)
    assert "REFUSED" not in result.output
    assert result.exit_code == 0


def test_every_faulty_file_is_refused(tmp_path: Path):
    workspace = planted(tmp_path, faulty_files(), faulty=True)
    result = call("check", "--workspace", workspace)
    lines = [line for line in result.output.splitlines() if line.startswith("data/raw/")]
    assert [line for line in lines if "REFUSED" not in line and "figures_plan" not in line] == []


@pytest.mark.slow
def test_no_canary_gets_into_a_report(tmp_path: Path):
    workspace = planted(tmp_path, sound_files(), faulty=False)
    result = call("report", "steering_group", "2023-03", "--workspace", workspace)
    assert result.exit_code == 0
    assert leaks(result.output) == []
    texts = dict(written_texts(workspace))
    assert any(name.endswith("report.html") for name in texts)
    for name, text in texts.items():
        assert leaks(text) == [], name

"""Received files as DuckDB tables of text, for the second opinion.

Nothing is interpreted here: a file becomes rows of text under its own headers, with the name it
would have without ``_korjattu`` and whether it is a correction. Everything else is SQL in
``second_opinion``.
"""

import datetime
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
import pyarrow

CORRECTION = "_korjattu"
TITLE_ROWS = 12
MONTH_NAMES = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä",
    "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip


@dataclass(frozen=True)
class Dataset:
    """A kind of file: how its name begins, which headers it has and, in a log, on which sheet."""

    table: str
    name: str
    headers: tuple[str, ...]
    sheet: str | None = None


def headers(text: str) -> tuple[str, ...]:
    """Split a header line as domain.md section 7 writes it."""
    return tuple(text.split(";"))


EVENT_LOG = "tapahtumat_some_loki"
DATASETS = (
    Dataset(
        "raw_clients",
        "ura_asiakkaat_",
        headers(
            "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;Asiakkaita"
        ),
    ),
    Dataset(
        "raw_durations",
        "ura_tyonhaun_kesto_",
        headers("Kuukausi;Alue;Ryhmä;Asiakkaita;Kesto keskimäärin (vk)"),
    ),
    Dataset(
        "raw_coaches",
        "omavalmentajat_",
        headers("Laskentapäivä;Tiimi;Omavalmentajia (hlö);Asiakkaita"),
    ),
    Dataset(
        "raw_discussions",
        "tedigi_keskustelut_",
        headers("Kuukausi;Tiimi;Keskustelun tyyppi;Toteutustapa;Tila;Lukumäärä"),
    ),
    Dataset(
        "raw_first_contacts",
        "kontaktit_uudet_",
        headers("Kuukausi;Uusia työnhakijoita;Kontaktoitu määräajassa;Määräaika kesken"),
    ),
    Dataset(
        "raw_plans",
        "suunnitelmat_",
        headers("Laskentapäivä;Tiimi;Asiakkaita joilta vaaditaan;Voimassa;Vanhentunut;Puuttuu"),
    ),
    Dataset(
        "raw_activation",
        "aktivointiaste_",
        headers("Kuukausi;Alue;Ryhmä;Työttömät;Palveluissa"),
    ),
    Dataset(
        "raw_services",
        "palvelut_",
        headers("Kuukausi;Alue;Palvelu;Ikäryhmä;Kuukauden lopussa"),
    ),
    Dataset("raw_typ", "typ_", headers("Laskentapäivä;Kunta;Asiakkaita")),
    Dataset(
        "raw_support",
        "kela_kuntaosuus_",
        headers("Laskutuskuukausi;Maksukuukausi;Päiväluokka;Kunnan osuus €"),
    ),
    Dataset(
        "raw_activation_plans",
        "tmt_1000_",
        headers("Laskentapäivä;Ryhmä;Työttömiä;Aktivointisuunnitelma voimassa;Ei tarpeen"),
    ),
    Dataset(
        "raw_feedback",
        "roidu_",
        headers("Aikaleima;Kanava;Toimipiste;Kuinka todennäköisesti suosittelisit (0–10)"),
    ),
    Dataset("raw_events", EVENT_LOG, headers("Pvm;Nimi;Paikka"), "Tapahtumat"),
    Dataset("raw_posts", EVENT_LOG, headers("Pvm;Kanava;Aihe"), "Some"),
    Dataset("raw_info_sessions", EVENT_LOG, headers("Pvm;Osallistujia"), "Tyonhakuinfot"),
    Dataset(
        "raw_figures",
        "figures",
        headers("month;indicator;value;numerator;denominator;state"),
    ),
)
OHJAAMO = "ohjaamo_kavijat_"

Grid = list[list[str | None]]


def load(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Make one table of text for each kind of file, empty when no such file was received."""
    for dataset in DATASETS:
        columns = ["file", "series", "corrected", *dataset.headers]
        create(connection, dataset.table, columns)
        for path in received(raw, dataset.name):
            for names, source in rows_of(connection, path, dataset):
                insert(connection, dataset, path, names, source)
    create(connection, "raw_ohjaamo", ["file", "series", "corrected", "year", "row", "month", "n"])
    for path in received(raw, OHJAAMO):
        rows = list(ohjaamo_cells(path))
        connection.executemany("INSERT INTO raw_ohjaamo VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def create(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> None:
    """Make an empty table of text."""
    listed = ", ".join(f'"{column}" VARCHAR' for column in columns)
    connection.execute(f"CREATE TABLE {table} ({listed})")


def received(raw: Path, name: str) -> list[Path]:
    """List the csv and xlsx files below ``raw`` whose names begin so."""
    return sorted(
        path
        for path in raw.rglob("*")
        if path.name.startswith(name) and path.suffix in {".csv", ".xlsx"}
    )


def series_of(path: Path) -> str:
    """Tell the name of the file without ``_korjattu``: what a correction replaces."""
    return path.name.replace(CORRECTION, "")


def is_correction(path: Path) -> str:
    """Tell whether the file is a correction, as text."""
    return "yes" if CORRECTION in path.name else "no"


def insert(
    connection: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    path: Path,
    names: Sequence[str],
    source: str,
) -> None:
    """Add the rows of ``source`` to the table of the dataset, header by header."""
    missing = [header for header in dataset.headers if header not in names]
    if missing:
        raise ValueError(f"{path.name}: headers not found: {missing}")
    listed = ", ".join(f'"{header}"' for header in dataset.headers)
    connection.execute(
        f"INSERT INTO {dataset.table} SELECT ?, ?, ?, {listed} FROM {source}",
        [path.name, series_of(path), is_correction(path)],
    )


def rows_of(
    connection: duckdb.DuckDBPyConnection, path: Path, dataset: Dataset
) -> Iterator[tuple[list[str], str]]:
    """Give the headers of each table of the file and the SQL name of its rows."""
    if path.suffix == ".csv":
        yield from csv_rows(path, dataset)
        return
    for title, grid in sheets(path):
        if dataset.sheet not in {None, title}:
            continue
        start = header_row(grid, dataset)
        if start is None and dataset.sheet == title:
            raise ValueError(f"{path.name}, {title}: no header row")
        if start is None:
            continue
        names = unique_names(grid[start])
        body = grid[start + 1 :]
        columns = {name: [row[place] for row in body] for place, name in enumerate(names)}
        schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
        connection.register("sheet_rows", pyarrow.table(columns, schema=schema))
        yield names, "sheet_rows"
        connection.unregister("sheet_rows")


def csv_rows(path: Path, dataset: Dataset) -> Iterator[tuple[list[str], str]]:
    """Hand the file to DuckDB's own csv reader, as UTF-8 and from the header line on."""
    lines = text_of(path).split("\n")
    grid: Grid = [[cell.strip().strip('"') for cell in line.split(";")] for line in lines]
    start = header_row(grid[:TITLE_ROWS], dataset)
    if start is None:
        raise ValueError(f"{path.name}: no header line")
    names = unique_names(grid[start])
    columns = ", ".join(quoted(name) + ": 'VARCHAR'" for name in names)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="\n") as copy:
        copy.write("\n".join(lines[start:]))
        copy.flush()
        yield (
            names,
            f"""read_csv({quoted(copy.name)}, columns = {{{columns}}}, auto_detect = false,
                header = true, delim = ';', quote = '"', escape = '"', nullstr = '',
                null_padding = true, strict_mode = false, parallel = false)""",
        )


def quoted(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def text_of(path: Path) -> str:
    """Read a text file that is UTF-8, with or without a byte order mark, or cp1252."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def header_row(grid: Grid, dataset: Dataset) -> int | None:
    """Find the row that holds the headers, below the title rows."""
    for place, row in enumerate(grid):
        if set(dataset.headers) <= {clean(cell) for cell in row}:
            return place
    return None


def clean(cell: str | None) -> str:
    """Take no-break spaces and outer white space away."""
    return (cell or "").replace("\u00a0", " ").strip()


def unique_names(row: Sequence[str | None]) -> list[str]:
    """Name every column, the nameless ones by their place."""
    return [clean(cell) or f"column {place}" for place, cell in enumerate(row)]


def sheets(path: Path) -> Iterator[tuple[str, Grid]]:
    """Give the visible sheets as text; a merged cell's text is in all of its cells."""
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        grid = [[as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        for area in sheet.merged_cells.ranges:
            top = grid[area.min_row - 1][area.min_col - 1]
            if area.min_col == area.max_col:
                for row in range(area.min_row - 1, area.max_row):
                    grid[row][area.min_col - 1] = top
        yield sheet.title, grid


def as_text(value: object) -> str | None:
    """Write a cell's value as text: dates as ISO, numbers with a decimal point."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None


def ohjaamo_cells(path: Path) -> Iterator[tuple[str, str, str, str, str, str, str | None]]:
    """Give the cells of the wide Ohjaamo sheet with year, row and number of the month."""
    found = re.search(r"(20\d\d)", path.name)
    if found is None:
        raise ValueError(f"{path.name}: no year in the name")
    for _title, grid in sheets(path):
        months: dict[int, int] = {}
        for row in grid:
            if not months:
                months = month_columns(row)
                continue
            for place, month in months.items():
                yield (
                    path.name, series_of(path), is_correction(path), found[1],
                    clean(row[0]), str(month), row[place],
                )  # fmt: skip


def month_columns(row: Sequence[str | None]) -> dict[int, int]:
    """Find the columns that are named by a month, when at least two are."""
    found = {}
    for place, cell in enumerate(row):
        name = clean(cell).lower().removesuffix("kuu")
        if name in MONTH_NAMES:
            found[place] = MONTH_NAMES.index(name) + 1
    return found if len(found) > 1 else {}

"""Fetch the published figures from the statistics API into the committed form (data/raw/statfin).

Everything is fetched and read back before the first file is touched, so a fetch that fails leaves
the last good files as they were.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from salo_plan.errors import DataError
from salo_plan.extracts.pxweb import CELLS_A_CALL, Cube, Wanted, cube_of, queries
from salo_plan.extracts.pxweb_answer import Cells, unpack
from salo_plan.extracts.pxweb_service import PxWebService, checked_address
from salo_plan.extracts.statfin import WHOLE_COUNTRY
from salo_plan.extracts.statfin_file import CONTENTS, FOLDER, read_table
from salo_plan.fingerprints import sha256_of
from salo_plan.periods import Month
from salo_plan.plan.areas import Statistics
from salo_plan.told import Told

SERVICE = "https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/tyonv"
TABLE_NAMES = ("{table}.px", "statfin_tyonv_pxt_{table}.px")
"""The names a table has had in the service: since June 2026, and before."""

BY_SERVICE = (
    "TYOLLISTETTYLOP",
    "KOKEILULOP",
    "TVKOULUTUSLOP",
    "VALMENNUSLOP",
    "VUORVAPLOP",
    "KUNTTYOLOP",
    "OMAEHTLOP",
)

_COUNTRY = {WHOLE_COUNTRY: "Koko maa"}
_STOPPED_AFTER_MONTHS = 3
_CHECKED = ".fetched"


@dataclass(frozen=True, slots=True)
class FetchedTable:
    """One table that was fetched: its file, its newest month and how many figures it holds."""

    table: str
    path: Path
    newest: Month
    figures: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought, and what to know about it."""

    tables: tuple[FetchedTable, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    table: str
    wanted: Wanted
    address: str
    cube: Cube
    cells: Cells


def fetch_statfin(
    workspace: Path,
    service: PxWebService,
    areas: Statistics,
    day: date,
    url: str = SERVICE,
    cells: int = CELLS_A_CALL,
) -> Fetched:
    """Fetch every table into the workspace; DataError, and no file changed, when one is not right.

    `areas` are the plan's, of which figures are asked beside those of the whole country.
    `url` is the folder of the tables or the start of its path; `cells` bounds a call. A table that
    the service no longer has keeps its earlier file, with a warning.
    """
    folders = _folders(url)
    every = {**areas.municipalities, areas.region.code: areas.region.name, **_COUNTRY}
    wanted = {
        "12r5": Wanted(every, CONTENTS["12r5"], CONTENTS["12r5"]),
        "12u4": Wanted(_COUNTRY, (*CONTENTS["12u4"], *BY_SERVICE), CONTENTS["12u4"]),
    }
    folder = workspace / FOLDER
    try:
        _take_in(folder)
        warnings: list[str] = []
        earlier = {table: _earlier(folder, table, warnings) for table in wanted}
        answers = [_ask(service, folders, table, own, cells) for table, own in wanted.items()]
        found = [answer for answer in answers if answer is not None]
        if not found:
            raise DataError(Told("no table of the statistics is at {url}.", url=url))
        for table in wanted.keys() - {answer.table for answer in found}:
            if earlier[table] is None:
                raise DataError(
                    Told(
                        "{table} is not at {url}, and there is no earlier file.",
                        table=table,
                        url=url,
                    )
                )
            warnings.append(
                Told(
                    "{table} is no longer at {url}; its earlier file was kept.",
                    table=table,
                    url=url,
                )
            )
        tables = _write(folder, found, earlier, day)
    except DataError as error:
        raise DataError(Told("{error} No file was changed.", error=str(error))) from None
    except OSError as error:
        raise DataError(
            Told("{folder} cannot be written ({error}).", folder=FOLDER, error=error)
        ) from None
    for fetched in tables:
        if Month.parse(day).minus(fetched.newest) > _STOPPED_AFTER_MONTHS:
            warnings.append(
                Told(
                    "{table} has stopped: its newest month is {newest}, more than {months} months "
                    "before {day}.",
                    table=fetched.table,
                    newest=fetched.newest,
                    months=_STOPPED_AFTER_MONTHS,
                    day=day,
                )
            )
    return Fetched(tables, tuple(warnings))


def _folders(url: str) -> list[str]:
    """Return where the tables may lie: in the usual folder of the service, or right there."""
    base = checked_address(url)
    path = urlsplit(base).path
    usual = urlsplit(SERVICE).path
    whole = base.removesuffix(path) + usual if usual.startswith(path) else base
    return list(dict.fromkeys((whole, base)))


def _ask(
    service: PxWebService, folders: list[str], table: str, wanted: Wanted, cells: int
) -> _Answer | None:
    """Read the metadata of a table, then its figures; None when the service has no such table."""
    for address in (f"{f}/{name.format(table=table)}" for f in folders for name in TABLE_NAMES):
        metadata = service.ask(address)
        if metadata is None:
            continue
        try:
            cube = cube_of(metadata, wanted)
            figures: Cells = {}
            for query in queries(cube, cells):
                answer = service.ask(address, query.body)
                if answer is None:
                    raise DataError(Told("the figures are not where the metadata are (404)."))
                figures |= unpack(answer, query)
        except DataError as error:
            raise DataError(Told("{table}: {error}", table=table, error=str(error))) from None
        return _Answer(table, wanted, address, cube, figures)
    return None


def _earlier(folder: Path, table: str, warnings: list[str]) -> pd.DataFrame | None:
    """Read the file that stands there now; None when there is none, or none that can be read."""
    if not (folder / f"{table}.csv").exists():
        return None
    try:
        return read_table(folder, table)[0]
    except DataError:
        warnings.append(
            Told(
                "the earlier {table}.csv was not as its sidecar says and was not used.",
                table=table,
            )
        )
        return None


def _write(
    folder: Path,
    answers: Sequence[_Answer],
    earlier: dict[str, pd.DataFrame | None],
    day: date,
) -> tuple[FetchedTable, ...]:
    """Write the files aside, read them back, and only then let them take their place.

    The rename to `.fetched` decides: from then on an interrupted fetch is finished by the next
    one. Until it is, the reader refuses the half-replaced pair, for the hashes differ.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = []
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder) as aside:
        place = Path(aside) / "files"
        place.mkdir()
        for answer in answers:
            _write_pair(place, answer, day)
            frame = read_table(place, answer.table)[0]
            _refuse_loss(answer.table, earlier[answer.table], frame)
            newest = max(answer.cube.months.values())
            path = folder / f"{answer.table}.csv"
            tables.append(FetchedTable(answer.table, path, newest, len(frame)))
        place.rename(folder / _CHECKED)
    _take_in(folder)
    return tuple(tables)


def _take_in(folder: Path) -> None:
    """Move the checked files to their places; a fetch that was cut while doing so is finished."""
    checked = folder / _CHECKED
    if not checked.is_dir():
        return
    for path in sorted(checked.iterdir()):
        path.replace(folder / path.name)
    checked.rmdir()


def _write_pair(place: Path, answer: _Answer, day: date) -> None:
    cube = answer.cube
    path = place / f"{answer.table}.csv"
    lines = [";".join(("month", "area_code", "area", *cube.contents)), *_lines(answer)]
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    months = sorted(cube.months.values())
    described = {
        "table": f"StatFin tyonv {answer.table}",
        "title": cube.title,
        "contents": cube.contents,
        "first_month": str(months[0]),
        "last_month": str(months[-1]),
        "came_through": {"address": answer.address},
        "source": "Lähde: Tilastokeskus / KEHA-keskus, työnvälitystilasto",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.fi",
        "extracted": day.isoformat(),
        "file": path.name,
        "rows": len(lines) - 1,
        "sha256": sha256_of(path),
    }
    text = json.dumps(described, ensure_ascii=False, indent=2)
    path.with_suffix(".json").write_bytes(f"{text}\n".encode())


def _lines(answer: _Answer) -> Iterator[str]:
    for area in answer.cube.areas:
        for month in sorted(answer.cube.months.values()):
            cells = [answer.cells[month, area, content] for content in answer.cube.contents]
            yield ";".join((str(month), area, answer.wanted.areas[area], *cells))


def _refuse_loss(table: str, earlier: pd.DataFrame | None, now: pd.DataFrame) -> None:
    """Refuse an answer without a figure that the earlier file has: the series would be shorter."""
    if earlier is None:
        return
    lost = _figures_of(table, earlier) - _figures_of(table, now)
    if lost:
        raise DataError(
            Told(
                "{table}: the answer lacks {count} figures of the earlier file, the first {first}. "
                "To take it all the same, move {folder}/{table}.csv and {table}.json away.",
                table=table,
                count=len(lost),
                first=" ".join(min(lost)),
                folder=FOLDER,
            )
        )


def _figures_of(table: str, frame: pd.DataFrame) -> set[tuple[str, str, str]]:
    known = frame[(frame["state"] != "missing") & frame["content"].isin(CONTENTS[table])]
    return set(known[["month", "area_code", "content"]].itertuples(index=False, name=None))

"""Made-up person-level registers (rekisteri_YYYY-MM.csv) of any size, the same for the same seed.

The register is the extract that grows with the number of clients: one client a row, one file a
month. The files are written into a temporary folder and never kept.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from salo_plan.extracts.datasets.clients import EMPLOYMENT_CODES
from salo_plan.extracts.datasets.register import PersonRegister
from salo_plan.extracts.schema import column_rules
from salo_plan.periods import Month

SEED = 2023
FIRST_MONTH = Month(2020, 1)
OWN = ("Salo", "Marttila", "Koski Tl")
CLIENTS_OF_A_MUNICIPALITY = 1600
LANGUAGES = (
    "fi",
    "sv",
    *[
        "ru",
        "et",
        "ar",
        "uk",
        "en",
        "so",
        "fa",
        "ku",
        "sq",
        "vi",
        "th",
        "tr",
        "es",
        "pl",
        "zh",
        "ro",
        "bg",
        "de",
        "fr",
        "sr",
    ],
    "",
)
COUNTRIES = (
    "FI",
    *[
        "EE",
        "RU",
        "UA",
        "IQ",
        "SO",
        "AF",
        "IR",
        "SY",
        "TH",
        "VN",
        "TR",
        "IN",
        "PL",
        "CN",
        "RO",
        "BG",
        "SE",
        "GB",
        "DE",
        "US",
        "NP",
    ],
    "",
)
SERVICES = ("Palkkatuki", "Työkokeilu", "Valmennus", "Omaehtoinen opiskelu", "Uravalmennus")
EMPTY_SHARE = 0.002
EARLY_SHARE = 0.001
Texts = NDArray[np.object_]


def municipalities_of(rows: int) -> tuple[str, ...]:
    """Name the municipalities for so many clients a month: 3 of Salo, 309 at most."""
    count = min(max(rows // CLIENTS_OF_A_MUNICIPALITY, len(OWN)), 309)
    return (*OWN, *(f"Kunta {number}" for number in range(len(OWN) + 1, count + 1)))


def write_registers(folder: Path, rows: int, files: int, first: Month = FIRST_MONTH) -> list[Path]:
    """Write one register a month with `rows` clients in each file; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_register(folder, rows, first.plus(step)) for step in range(files)]


def write_register(folder: Path, rows: int, month: Month) -> Path:
    """Write the register of one month as the system exports it: semicolons, d.m.yyyy, a BOM."""
    path = folder / f"rekisteri_{month}.csv"
    chance = np.random.default_rng((SEED, month.year, month.number))
    headers = [rule.header for rule in column_rules(PersonRegister)]
    table = pa.table(dict(zip(headers, _columns(chance, rows, month), strict=True)))
    options = pacsv.WriteOptions(delimiter=";", quoting_style="none", include_header=False)
    with path.open("wb") as file:
        file.write(("\ufeff" + ";".join(headers) + "\n").encode())
        pacsv.write_csv(table, file, options)
    return path


def _columns(chance: np.random.Generator, rows: int, month: Month) -> list[pa.Array]:
    end = np.datetime64(month.last_day, "D")
    born = end - chance.integers(int(16.1 * 365.25), 64 * 365, rows)
    searched = end - chance.exponential(500, rows).astype(int).clip(0, 5000)
    began = np.minimum(searched + chance.exponential(30, rows).astype(int), end)
    early = chance.random(rows) < EARLY_SHARE
    began[early] = searched[early] - 3
    language = _picked(chance, rows, LANGUAGES, (0.82, 0.04))
    country = _picked(chance, rows, COUNTRIES, (0.4,))
    country[np.isin(language, (0, 1)) & (country != len(COUNTRIES) - 1)] = 0
    code = chance.choice(9, rows, p=(0.03, 0.12, 0.42, 0.04, 0.05, 0.08, 0.01, 0.17, 0.08))
    places = municipalities_of(rows)
    sizes = 1 / np.arange(1, len(places) + 1) ** 0.7
    place = chance.choice(len(places), rows, p=sizes / sizes.sum())
    in_service = np.where(code == 7, 1 + chance.integers(0, len(SERVICES), rows), 0)
    unemployed = np.isin(code, (2, 3))
    return [
        pa.array([f"A{number:07d}" for number in chance.permutation(2 * rows)[:rows]]),
        _days(born),
        _texts(language, LANGUAGES),
        _texts(country, COUNTRIES),
        _texts(place, places),
        _texts(chance.integers(0, 7, rows), [f"Tiimi {number}" for number in range(1, 8)]),
        _texts(
            chance.integers(0, len(places) * 5, rows), [f"V{n}" for n in range(len(places) * 5)]
        ),
        _texts(code, list(EMPLOYMENT_CODES)),
        _days(searched),
        _days(began, unemployed | early),
        _texts(in_service, ("", *SERVICES)),
    ]


def _picked(
    chance: np.random.Generator, rows: int, names: tuple[str, ...], first: tuple[float, ...]
) -> NDArray[np.int64]:
    """Pick among names: the first by their shares, the empty one seldom, the others by rank."""
    tail = 1 / np.arange(1, len(names) - len(first))
    left = 1 - sum(first) - EMPTY_SHARE
    return chance.choice(len(names), rows, p=(*first, *(tail / tail.sum() * left), EMPTY_SHARE))


def _texts(numbers: NDArray[np.int64], names: tuple[str, ...] | list[str]) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(numbers))


def _days(days: NDArray[np.datetime64], shown: NDArray[np.bool_] | None = None) -> pa.Array:
    """Write days as d.m.yyyy without leading zeros, empty where not `shown`."""
    distinct, places = np.unique(days, return_inverse=True)
    texts = [f"{day.day}.{day.month}.{day.year}" for day in distinct.tolist()]
    if shown is not None:
        places = np.where(shown, places, len(texts))
    return pa.array([*texts, ""]).take(pa.array(places))

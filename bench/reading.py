"""How long the package takes to read a large extract, against pandas doing the same by hand.

Both sides read one client cube of 250 000 rows to the same typed frame, through the same schema and
key check. They run in turn, each time in a process of its own; the frames are compared first.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

from salo_plan.extracts.datasets.clients import CLIENTS, EMPLOYMENT_CODES
from salo_plan.extracts.reading import read_table

ROWS = 250_000
ROUNDS = 3
SEED = 2023
FEW_ROWS = "ura_asiakkaat_few.csv"
MUNICIPALITIES = ("Salo", "Marttila", "Koski Tl")
AGE_GROUPS = ("Alle 20", "20–24", "25–29", "30–49", "50–59", "60–")
LANGUAGES = ("fi", "sv", "en", "et", "ru", "ar", "uk", "")
COUNTRIES = ("FI", "SE", "EE", "RU", "UA", "IQ", "NA", "")
TEXTS = ("municipality", "team", "age_group", "employment_code", "code_label")
CODES_OR_EMPTY = ("mother_tongue", "citizenship")


def write_cube(path: Path, rows: int) -> None:
    """Write a made-up client cube as the register exports it: semicolons, d.m.yyyy, with a BOM."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8-sig", newline="\r\n") as file:
        file.write(";".join(rule.header for rule in CLIENTS.rules) + "\n")
        file.writelines(f"{key};{chance.randint(1, 40)}\n" for key in islice(_keys(), rows))


def _keys() -> Iterator[str]:
    months = pd.date_range("2020-01-01", periods=60, freq="ME")
    days = [f"{day.day}.{day.month}.{day.year}" for day in months]
    teams = [f"Tiimi {number}" for number in range(1, 8)]
    groups = product(days, MUNICIPALITIES, teams, AGE_GROUPS, LANGUAGES, COUNTRIES)
    for parts in groups:
        for code, label in EMPLOYMENT_CODES.items():
            yield ";".join((*parts, code, label))


def read_by_package(path: Path) -> pd.DataFrame:
    """Read the cube as the product does."""
    table = read_table(path, CLIENTS, path.parent)
    if table.faults:
        raise SystemExit(f"the made-up cube has faults: {table.faults[:3]}")
    return table.frame


def read_by_pandas(path: Path) -> pd.DataFrame:
    """Read the cube with read_csv, then type and check its columns in a few lines."""
    raw = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    raw.columns = pd.Index([rule.name for rule in CLIENTS.rules])
    frame = pd.DataFrame({"month": pd.to_datetime(raw["month"], format="%d.%m.%Y")})
    frame["month"] = frame["month"].dt.strftime("%Y-%m").astype("str")
    for rule in CLIENTS.rules[1:-1]:
        text = raw[rule.name].str.strip()
        frame[rule.name] = text.mask(text == "") if rule.optional else text
    frame["clients"] = raw["clients"].str.replace(",", ".").astype("float64")
    frame["clients_state"] = pd.Series("ok", index=frame.index, dtype="str")
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    CLIENTS.schema.validate(frame, lazy=True)
    if frame.duplicated(list(CLIENTS.key)).any():
        raise SystemExit("the made-up cube has a key twice")
    return frame


SIDES: dict[str, Callable[[Path], pd.DataFrame]] = {
    "package": read_by_package,
    "pandas": read_by_pandas,
}


def measure(side: str, path: Path) -> None:
    """Read once and print what it took, without the imports; run in a process of its own."""
    read = SIDES[side]
    read(path.with_name(FEW_ROWS))
    wall, cpu = time.perf_counter(), time.process_time()
    read(path)
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took | {"peak_mb": peak}))


def check_equal(path: Path) -> None:
    """Stop when the two sides do not give one frame."""
    one, other = (read(path) for read in SIDES.values())
    assert_frame_equal(one, other, check_index_type=False)


def compare(rows: int, rounds: int) -> None:
    """Check that both sides give one frame, then time them in turn and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ura_asiakkaat_2020.csv"
        write_cube(path, rows)
        write_cube(path.with_name(FEW_ROWS), 100)
        _in_a_process("equal", path)
        found: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
        for _ in range(rounds):
            for side in SIDES:
                found[side].append(json.loads(_in_a_process(side, path)))
        size = path.stat().st_size / 1e6
    print(f"{rows} rows, {size:.1f} MB, medians of {rounds}")
    medians = {
        side: {name: statistics.median(one[name] for one in seen) for name in seen[0]}
        for side, seen in found.items()
    }
    for side, own in medians.items():
        wall, cpu, peak = own.values()
        print(f"{side:<8} wall {wall:6.2f} s  CPU {cpu:6.2f} s  peak {peak:5.0f} MB")
    ours, theirs = medians["package"], medians["pandas"]
    wall, cpu, peak = (ours[name] / theirs[name] for name in theirs)
    print(f"package / pandas: wall {wall:.2f}, CPU {cpu:.2f}, peak memory {peak:.2f}")


def _in_a_process(side: str, path: Path) -> str:
    # A child's peak is at least what its parent holds, so the parent reads nothing.
    call = [sys.executable, __file__, "--side", side, "--file", str(path)]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Run the comparison, or one side of it."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("--rows", type=int, default=ROWS)
    call.add_argument("--rounds", type=int, default=ROUNDS)
    call.add_argument("--side", choices=[*SIDES, "equal"], help=argparse.SUPPRESS)
    call.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = call.parse_args()
    if asked.side == "equal":
        check_equal(asked.file)
    elif asked.side:
        measure(asked.side, asked.file)
    else:
        compare(asked.rows, asked.rounds)


if __name__ == "__main__":
    main()

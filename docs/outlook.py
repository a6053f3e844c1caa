"""Measure how often the outlook's range holds, on published series, and write docs/outlook.md.

Usage: outlook.py FILE, where FILE is StatFin table 12r5 with columns alue, kuukausi,
TYOTTOMATLOPUSSA and AVPAIKATLOPUSSA (plain or gzipped CSV, every area).
Each year is judged by misses of other years: of the earlier ones alone from 2010 on.
"""

import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd

from salo_plan.indicators.outlook import COVERAGE, FEWEST_MONTHS, LAST_MISSES, REST_MISSES, foresee

PAGE = Path(__file__).with_name("outlook.md")
SERIES = {"TYOTTOMATLOPUSSA": "unemployed jobseekers", "AVPAIKATLOPUSSA": "open vacancies"}
SIZES = (0, 50, 200, 1000, 5000, math.inf)
FIRST_ON_EARLIER_YEARS = 2010
SHOCK = 2020


def cases(published: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area, year and months known: the miss of the guess in units of unrest."""
    rows: list[tuple[str, str, int, int, float, float, float]] = []
    year, number = published["kuukausi"].str[:4].astype(int), published["kuukausi"].str[5:]
    for name in SERIES:
        wide = published.assign(year=year, number=number.astype(int)).pivot_table(
            index=["alue", "year"], columns="number", values=name
        )
        whole = {key: list(row) for key, row in zip(wide.index, wide.to_numpy(), strict=True)}
        for (area, then), last_year in whole.items():
            if (now := whole.get((area, then + 1))) is not None and not any(
                math.isnan(value) for value in (*now, *last_year)
            ):
                size = sum(last_year) / 12
                rows += [(name, area, then + 1, *miss, size) for miss in _misses(now, last_year)]
    columns = ["series", "area", "year", "known", "rest", "last", "size"]
    return pd.DataFrame(rows, columns=columns)


def _misses(now: list[float], last_year: list[float]) -> Iterator[tuple[int, float, float]]:
    for known in range(FEWEST_MONTHS, 12):
        people = sum(last_year) / 12
        foreseen = foresee(now[:known], last_year, people)
        if foreseen is None or min(now) <= 0:
            continue
        rest = math.log(sum(now[known:]) / (foreseen.ratio * sum(last_year[known:])))
        last = math.log(now[-1] / (foreseen.ratio * last_year[-1]))
        yield known, abs(rest) / foreseen.unrest, abs(last) / foreseen.unrest


def judged(found: pd.DataFrame, what: str) -> pd.DataFrame:
    """Tell of each case whether the range made from the other years holds it."""
    parts = []
    for year in sorted(found["year"].unique()):
        other = found["year"] < year if year >= FIRST_ON_EARLIER_YEARS else found["year"] != year
        misses = found[other].groupby("known")[what].quantile(COVERAGE)
        part = found[found["year"] == year]
        parts.append(part.assign(held=part[what] <= part["known"].map(misses)))
    return pd.concat(parts)


def page(found: pd.DataFrame) -> str:
    """Write the tables of docs/outlook.md."""
    both = {"rest": judged(found, "rest"), "last": judged(found, "last")}
    names = {"rest": "sum or mean of the year", "last": "figure of December"}
    lines = [
        "# How often the outlook holds",
        "",
        "Written by `docs/outlook.py`; do not edit. The range of",
        f"`salo_plan/indicators/outlook.py` claims to hold in {COVERAGE:.0%} of cases.",
        f"It was tried on {found['area'].nunique()} areas and the years",
        f"{found['year'].min()}-{found['year'].max()} of StatFin table 12r5",
        "(Tilastokeskus / KEHA-keskus, työnvälitystilasto, CC BY 4.0): a case is one area, year",
        f"and number of known months ({FEWEST_MONTHS} to 11), {len(found):,} in all.",
        "Each year is judged by ranges made from other years,",
        f"from {FIRST_ON_EARLIER_YEARS} on from earlier years alone.",
        "Areas of one year share their shocks, so single years lie far from the claim in both",
        "directions: a range from ordinary years does not hold in a turn of the economy.",
        "",
        *_table("Pooled", found["year"].map(lambda _: "all"), both, names),
        *_table("Series", found["series"].map(SERIES), both, names),
        *_table("Months known", found["known"], both, names),
        *_table("Size of the area's series", _sizes(found), both, names),
        *_table("Year", found["year"], both, names),
        f"The shock of {SHOCK}, by the months that were known:",
        "",
        *_table("Months known", found.loc[found["year"] == SHOCK, "known"], both, names),
        "## Misses in use",
        "",
        "| months known | " + " | ".join(map(str, range(FEWEST_MONTHS, 12))) + " |",
        "|---" * 10 + "|",
    ]
    for what, name in names.items():
        quantiles = found.groupby("known")[what].quantile(COVERAGE)
        lines.append(f"| {name} | " + " | ".join(f"{value:.2f}" for value in quantiles) + " |")
    return "\n".join([*lines, ""])


def _sizes(found: pd.DataFrame) -> pd.Series:
    labels = [f"{low:g} to {high:g}".replace("to inf", "and over") for low, high in pairwise(SIZES)]
    return pd.cut(found["size"], list(SIZES), labels=labels)


def _table(
    head: str, keys: pd.Series, both: dict[str, pd.DataFrame], names: dict[str, str]
) -> list[str]:
    lines = [f"| {head} | cases | {' | '.join(names.values())} |", "|---|---:|---:|---:|"]
    frame = pd.DataFrame({what: part["held"] for what, part in both.items()}).loc[keys.index]
    groups = frame.groupby(keys, observed=True, sort=True)
    for key, part in groups:
        shares = " | ".join(f"{100 * part[what].mean():.1f} %" for what in names)
        lines.append(f"| {key} | {len(part):,} | {shares} |")
    return [*lines, ""]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    PAGE.write_text(page(cases(pd.read_csv(sys.argv[1]))), encoding="utf-8")
    print(PAGE.name, REST_MISSES, LAST_MISSES)

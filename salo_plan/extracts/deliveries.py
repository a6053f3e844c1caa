"""Which delivery of a month counts: a correction only when it is declared as one."""

import re
from dataclasses import dataclass

import pandas as pd

CORRECTED = re.compile(r"_korjattu(\d*)(?=\.[a-z]+$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Superseded:
    """Rows of a file that a declared correction has replaced for a month."""

    month: str
    old: str
    new: str


def in_force(parts: list[pd.DataFrame]) -> tuple[list[pd.DataFrame], list[Superseded]]:
    """Drop the months of a file that a corrected file of the same name gives anew.

    `tmt_2023-02_korjattu.csv` corrects `tmt_2023-02.csv`; `_korjattu2` corrects both.
    """
    kept: list[pd.DataFrame] = []
    dropped: list[Superseded] = []
    named = [(_path(part), part) for part in parts]
    for path, part in named:
        left = part
        for newer, other in named:
            if not corrects(newer, path):
                continue
            months = set(other["month"]) & set(left["month"])
            dropped += [Superseded(month, path, newer) for month in sorted(months)]
            left = left[~left["month"].isin(months)]
        kept.append(left)
    return kept, dropped


def corrects(new: str, old: str) -> bool:
    """Tell whether the file `new` is named as a correction of the file `old`."""
    if CORRECTED.sub("", new) != CORRECTED.sub("", old):
        return False
    return _round(new) > _round(old)


def _round(path: str) -> int:
    match = CORRECTED.search(path)
    return int(match[1] or 1) if match else 0


def _path(part: pd.DataFrame) -> str:
    return str(part["file"].iloc[0]) if len(part) else ""

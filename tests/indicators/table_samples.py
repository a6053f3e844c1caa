"""Received tables written as a test needs them, without files on disk."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.tables import FILE, Refused, Tables

MARKS = ("value_state", "state")
GIVEN = ("month", "indicator", "value", "numerator", "denominator", *MARKS)


def rows(
    path: str, columns: Iterable[str], *content: tuple[Any, ...], first_row: int = 2
) -> pd.DataFrame:
    """Rows of one file, numbered from the row below its header."""
    numbers = range(first_row, first_row + len(content))
    return pd.DataFrame(content, columns=list(columns), index=numbers).assign(**{FILE: path})


def given(path: str, *content: tuple[Any, ...], first_row: int = 2) -> pd.DataFrame:
    """Figures delivered ready: month, indicator, value and its parts where the row tells them."""
    filled = (row + (float("nan"),) * (5 - len(row)) + ("ok", "ok") for row in content)
    return rows(path, GIVEN, *filled, first_row=first_row)


def tables(
    *parts: tuple[str, pd.DataFrame], refused: tuple[Refused, ...] = (), **hashes: str
) -> Tables:
    """Tables that hold the given rows; a file's hash is its path's, unless the test names one."""
    frames = dict(_without_rows())
    for dataset in {name for name, _ in parts}:
        frames[dataset] = pd.concat([frame for name, frame in parts if name == dataset])
    paths = {str(path) for _, frame in parts for path in frame[FILE]}
    files = {
        path: Table("", path, hashes.get("sha256", f"hash of {path}"), pd.DataFrame(), (), 0)
        for path in paths
    }
    return Tables(frames, files, (), refused=refused)


@cache
def _without_rows() -> dict[str, pd.DataFrame]:
    empty = {dataset.id: dataset.with_months(dataset.empty_frame()) for dataset in DATASETS}
    return {name: frame.assign(**{FILE: ""}) for name, frame in empty.items()}

"""Cells whose value is sure from their form alone, read all at once.

What is not sure here is read cell by cell (`values`), which also says what is wrong with it.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from salo_plan.extracts.values import YEARS

_DAY_FIRST = r"^(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})$"
_END = 8
_FIRST_LETTER, _LAST_LETTER = ord("!"), ord("~")


def are_bare(texts: pa.Array) -> bool:
    """Tell whether every text is its own value: ASCII letters, digits and signs, never empty."""
    if not len(texts) or texts.null_count or pc.min(pc.binary_length(texts)).as_py() == 0:
        return False
    seen = letters_of(texts)
    return bool(seen.min() >= _FIRST_LETTER and seen.max() <= _LAST_LETTER)


def letters_of(texts: pa.Array) -> NDArray[np.uint8]:
    """Return the bytes of all texts, one text after the other."""
    wide = pa.types.is_large_string(texts.type)
    _, ends, letters = texts.buffers()
    if letters is None:
        return np.zeros(0, np.uint8)
    offsets = np.frombuffer(ends, np.int64 if wide else np.int32)
    first, last = offsets[texts.offset], offsets[texts.offset + len(texts)]
    return np.frombuffer(letters, np.uint8)[first:last]


def surely_differ(strings: "pd.Series[str]") -> bool:
    """Tell whether all texts are known to differ: those of one length by their last 8 letters.

    False says nothing.
    """
    texts = pa.array(strings.array)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not len(texts) or texts.null_count or not pa.types.is_large_string(texts.type):
        return False
    sizes = pc.min_max(pc.binary_length(texts)).as_py()
    if sizes["min"] != sizes["max"] or not sizes["min"]:
        return False
    ends = np.zeros((len(texts), _END), np.uint8)
    used = min(sizes["min"], _END)
    ends[:, :used] = letters_of(texts).reshape(len(texts), -1)[:, -used:]
    in_order = np.sort(ends.view(np.uint64).ravel())
    return bool((in_order[1:] != in_order[:-1]).all())


def as_strings(texts: pa.Array) -> "pd.Series[str]":
    """Return texts as a pandas column without making a Python text of each."""
    strings: pd.Series[str] = texts.cast(pa.large_string()).to_pandas()
    return strings.astype("str")


def sure_days(texts: pa.Array) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """Read the days written d.m.yyyy; return them and which of the texts are such a day.

    The others are NaT: empty cells, other forms, days that no calendar has.
    """
    parts = pc.extract_regex(texts, _DAY_FIRST)
    written = parts.is_valid().to_numpy(zero_copy_only=False)
    day, month, year = (_numbers(pc.struct_field(parts, place)) for place in range(3))
    likely = written & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    likely &= (year >= YEARS[0]) & (year <= YEARS[-1])
    months = np.where(likely, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(likely, day - 1, 0)
    sure = likely & (days.astype("datetime64[M]") == months)
    return np.where(sure, days, np.datetime64("NaT")).astype("datetime64[us]"), sure


def _numbers(texts: pa.Array) -> NDArray[np.int32]:
    numbers: NDArray[np.int32] = pc.fill_null(texts, "0").cast(pa.int32()).to_numpy()
    return numbers

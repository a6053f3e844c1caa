"""Parts that add up: a total spread over cells, and a rate in whole people."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from salo_plan.wording import rounded

Key = TypeVar("Key")
_FURTHEST = 6


def spread(total: int, weights: Sequence[float], random: np.random.Generator) -> list[int]:
    """Spread a total over cells by their weights; the cells are whole and add up to it.

    Each cell is its expected size rounded down or up, so small cells come and go by chance as in
    a register while large ones keep their size.
    """
    sizes = np.asarray(weights, dtype=float)
    edges = np.floor(np.cumsum(sizes) / sizes.sum() * total + random.random())
    edges[-1] = total
    return [int(cell) for cell in np.diff(edges, prepend=0)]


def spread_over(
    total: int, weights: Mapping[Key, float], random: np.random.Generator
) -> dict[Key, int]:
    """Spread a total over named cells."""
    return dict(zip(weights, spread(total, list(weights.values()), random), strict=True))


def people_for_rate(unemployed: int, rate: float) -> tuple[int, int]:
    """Find unemployed people and people in services whose activation rate prints as `rate`.

    With few people not every rate can be had: the unemployed are then a few more or fewer, as
    they are when two registers are counted on different days.
    """
    wanted = rounded(rate, 1)
    for step in range(2 * _FURTHEST + 1):
        near = unemployed + (step + 1) // 2 * (1 if step % 2 else -1)
        in_services = round(near * rate / (100 - rate))
        whole = near + in_services
        if near >= 0 and whole and rounded(100 * in_services / whole, 1) == wanted:
            return near, in_services
    return unemployed, round(unemployed * rate / (100 - rate))

"""The attack on the public version: hundreds of small towns, month after month, re-issues too.

A hidden count of 1 to 4 people is safe when it may still be anything from 1 to 4: its exact
smallest possible number is at most 1 and its largest at least 4.
"""

import numpy as np
import pytest

from .attack import Recovered, Versions, recovered
from .towns import Issued, make_series, random_steps, random_town


def attacked(seeds: range, months: int) -> tuple[list[tuple[int, Recovered]], int]:
    """Attack the series of each seed: what was recovered, and how many small counts there were."""
    found, small = [], 0
    for seed in seeds:
        issues = series(seed, months)
        found += [(seed, one) for one in recovered(issues)]
        small += len(list(Versions(issues).small()))
    return found, small


def series(seed: int, months: int) -> list[Issued]:
    rng = np.random.default_rng(seed)
    town = random_town(rng)
    return make_series(list(random_steps(rng, town, months)))


@pytest.mark.slow
def test_no_count_of_one_to_four_is_recovered_from_single_issues_and_their_re_issues():
    found, small = attacked(range(120), months=1)
    assert found == []
    assert small > 4000


def test_no_count_of_one_to_four_is_recovered_from_half_a_year_of_issues():
    found, small = attacked(range(1000, 1020), months=6)
    assert found == []
    assert small > 1000


@pytest.mark.slow
def test_no_count_of_one_to_four_is_recovered_from_thousands_of_towns():
    assert attacked(range(10_000, 12_500), months=1)[0] == []
    assert attacked(range(20_000, 20_500), months=6)[0] == []

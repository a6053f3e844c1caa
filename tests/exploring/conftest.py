from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.exploring import Exploration, open_exploration


@pytest.fixture(scope="session")
def explore(example_year: Callable[[], Path]) -> Exploration:
    return open_exploration(str(example_year()))

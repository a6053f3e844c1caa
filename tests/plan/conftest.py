"""A packaged plan with some lines changed, as a file of one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salo_plan.plan.file import plan_path

EditedPlan = Callable[..., Path]


@pytest.fixture
def edited_plan(tmp_path: Path) -> EditedPlan:
    """Write the packaged plan of 2023 with the first occurrence of each text replaced."""

    def write(*changes: tuple[str, str]) -> Path:
        text = plan_path("salo_2023").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"the plan file has no {old!r}"
            text = text.replace(old, new, 1)
        path = tmp_path / "kunta_2024.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write

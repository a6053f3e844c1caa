"""The words of a target say what its limit says, or nothing of it."""

from pathlib import Path

import pytest

from salo_plan.plan.file import plan_path
from salo_plan.plan.indicator import Target
from salo_plan.plan.reading import read_plan
from salo_plan.plan.target_words import contradicting_targets, contradictions
from tests.workspaces import call


def told(op: str, limit: float | None, words: str, **more: str) -> list[str]:
    reference = "year_ago" if limit is None else None
    entry = {"op": op, "limit": limit, "reference": reference, "words": words, **more}
    return list(contradictions(Target.model_validate(entry)))


@pytest.mark.parametrize(
    ("op", "limit", "words"),
    [
        ("<", 35, "alle 35\u00a0%"),
        ("<", 2900, "alle 2\u00a0900 joka kuukausi"),
        ("<", 46, "tavoite km. <46 vk"),
        ("<=", 3_390_000, "enintään 3,39\u00a0M€"),
        ("<=", 3_390_000, "tavoite 2023 3,39 M €"),
        (">=", 60, "käyntejä 60%"),
        (">=", 1, "kerran kuussa, vähintään 8 asiakasta"),
        ("<", 50, "alle 50% alle 25v työnhakijoista"),
        (">=", 36.5, "vähintään 36,5 %"),
        (">=", 100, "joka työpäivä"),
        (">=", 12, "tavoite vuodelle 2024"),
        (">", None, "yli vuoden 2022 saman kuukauden"),
    ],
)
def test_words_that_agree_with_the_limit_or_name_no_figure(op, limit, words):
    assert told(op, limit, words) == []


def test_another_figure_in_the_words_is_told():
    assert told("<", 35, "alle 30\u00a0%") == [
        "words 'alle 30\u00a0%' says 30, but the limit is 35",
    ]
    assert told("<=", 3_390_000, "enintään 3,4 M€") == [
        "words 'enintään 3,4 M€' says 3400000, but the limit is 3390000",
    ]


def test_words_of_the_year_and_those_of_the_plan_are_held_against_the_limit_too():
    assert told("<", 2900, "alle 2 900", year_words="alle 2 800", text="pysyy alle 2700") == [
        "year_words 'alle 2 800' says 2800, but the limit is 2900",
        "text 'pysyy alle 2700' says 2700, but the limit is 2900",
    ]


def test_another_direction_in_the_words_is_told():
    assert told("<", 35, "yli 35 %") == [
        "words 'yli 35 %' does not agree with the limit, which is < 35",
    ]


def test_plan_check_warns_of_such_words_with_their_place(tmp_path: Path):
    text = plan_path().read_text(encoding="utf-8")
    plan = tmp_path / "plan.toml"
    plan.write_text(text.replace('op = "<", limit = 46', 'op = "<", limit = 45'), encoding="utf-8")
    done = call("plan", "check", "--plan", plan)
    assert done.exit_code == 0
    assert done.stderr.replace("\u00a0", " ").splitlines() == [
        "salo-plan: warning: indicator job_search_weeks, target: words 'alle 46 vk' says 46, "
        "but the limit is 45",
        "salo-plan: warning: indicator job_search_weeks, target: text 'tavoite km. <46 vk' "
        "says 46, but the limit is 45",
    ]


def test_the_packaged_plan_says_its_limits_as_they_are():
    assert contradicting_targets(read_plan()) == ()
    assert call("plan", "check").stderr == ""

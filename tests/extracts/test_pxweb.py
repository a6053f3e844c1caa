import json
from pathlib import Path

import pytest
import yaml

from salo_plan.errors import DataError
from salo_plan.extracts.pxweb import Cube, Wanted, cube_of, queries
from salo_plan.extracts.pxweb_answer import Cells, unpack
from salo_plan.extracts.statfin_file import published_value

CASE = Path(__file__).parents[1] / "cases/26-pxweb-renamed-variable"
METADATA = (CASE / "metadata.json").read_bytes()
ANSWER = (CASE / "answer.json").read_bytes()
UNEMPLOYED = "TYOTTOMATLOPUSSA"
WANTED = Wanted(
    {"KU734": "Salo", "SSS": "Koko maa"}, (UNEMPLOYED, "AVPAIKATLOPUSSA"), (UNEMPLOYED,)
)


def cube(**changes: object) -> Cube:
    """The cube of the case; keywords change its variables, None takes one away."""
    metadata = json.loads(METADATA)
    variables = {v["code"]: v for v in metadata["variables"]}
    for code, change in changes.items():
        if change is None:
            del variables[code]
        else:
            variables.setdefault(code, {"code": code}).update(change)
    return cube_of(json.dumps(metadata | {"variables": [*variables.values()]}).encode(), WANTED)


def figures(asked: Cube, answer: bytes = ANSWER) -> Cells:
    (query,) = queries(asked)
    return unpack(answer, query)


def changed(old: str, new: str) -> bytes:
    text = json.dumps(json.loads(ANSWER))
    assert old in text
    return text.replace(old, new, 1).encode()


def offers(*values: str) -> dict[str, list[str]]:
    return {"values": [*values], "valueTexts": [*values]}


def test_case_26_holds_after_the_variables_were_renamed():
    expected = yaml.safe_load((CASE / "expected.yaml").read_text(encoding="utf-8"))
    assert expected["outcome"] == "accept"
    # must_not: KeyError
    # must_not: rows taken by position
    # must_not: '... as 0 or missing without a mark'
    got = {}
    for (month, area, content), cell in figures(cube()).items():
        assert content == UNEMPLOYED
        value, state = published_value(cell)
        got[f"{area} {month}"] = state if value is None else value
    assert got == expected["values"]


def test_the_query_names_the_variables_as_the_table_does():
    (query,) = queries(cube(age_group=offers("SSS", "15-19"), sex=offers("1", "2", "SSS")))
    assert {p["code"]: p["selection"]["values"] for p in query.body["query"]} == {
        "age_group": ["SSS"],
        "sex": ["SSS"],
        "alue_kunta": ["KU734", "SSS"],
        "timeperiod_m": ["2023M05", "2023M06"],
        "contentscode": [UNEMPLOYED],
    }
    assert {p["selection"]["filter"] for p in query.body["query"]} == {"item"}


def test_months_are_found_by_their_look_when_no_variable_is_marked_as_time():
    assert cube(timeperiod_m={"time": False}).time == "timeperiod_m"


def test_the_area_is_not_mistaken_for_another_variable_that_offers_the_total():
    assert cube(sex=offers("SSS", "1", "2")).area == "alue_kunta"


def test_a_table_of_the_whole_country_needs_no_area_variable():
    whole = Wanted({"SSS": "Koko maa"}, (UNEMPLOYED,), (UNEMPLOYED,))
    asked = cube_of(METADATA, whole)
    assert (asked.area, asked.totals) == (None, {"alue_kunta": "SSS"})
    rows = [row for row in json.loads(ANSWER)["data"] if row["key"][0] == "SSS"]
    answer = json.dumps(json.loads(ANSWER) | {"data": rows}).encode()
    cells = figures(asked, answer)
    assert {(str(month), area): cell for (month, area, _), cell in cells.items()} == {
        ("2023-05", "SSS"): "...",
        ("2023-06", "SSS"): "999999",
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"alue_kunta": offers("KU734", "KU020")}, "does not offer the areas SSS"),
        ({"alue_kunta": None}, "one variable must offer the areas asked for; found: none"),
        ({"other": offers("KU734", "SSS")}, "found: alue_kunta, other"),
        ({"contentscode": offers("TYOTON", "AVPAIKATLOPUSSA")}, f"the contents {UNEMPLOYED}"),
        ({"contentscode": offers("TYOTON")}, "the contents asked for; found: none"),
        ({"sex": offers("1", "2")}, "the variable 'sex' offers no total"),
        ({"timeperiod_m": offers("2023Q1", "2023Q2")}, "something else than months"),
        ({"timeperiod_m": offers("2023M13")}, "something else than months"),
        ({"timeperiod_m": offers()}, "something else than months"),
        ({"timeperiod_m": offers("2023M05", "2023M05*")}, "offers a month twice"),
        ({"timeperiod_m": None}, "one variable must offer the months asked for; found: none"),
        ({"timeperiod_m": {"valueTexts": ["2023M05"]}}, "has 2 values but 1 texts"),
    ],
)
def test_a_table_without_what_is_wanted_is_refused(changes: dict, told: str):
    with pytest.raises(DataError, match=told):
        cube(**changes)


def test_a_call_never_asks_for_more_cells_than_allowed():
    months = [f"{year}M{month:02d}" for year in range(2006, 2026) for month in range(1, 13)]
    asked = cube(timeperiod_m=offers(*months))
    calls = list(queries(asked, cells=45))
    assert [month for call in calls for month in call.months] == months
    assert {len(call.months) for call in calls} == {22, 240 % 22}
    assert len(list(queries(asked))) == 1
    with pytest.raises(DataError, match="one month alone is more than the 1 cells"):
        list(queries(asked, cells=1))


@pytest.mark.parametrize(
    ("cell", "value", "state"),
    [
        ("...", None, "secret"),
        ("..", None, "missing"),
        (".", None, "not_applicable"),
        ("-", 0, "ok"),
        ("*", None, "secret"),
        ("1990*", 1990, "provisional"),
        ("0", 0, "ok"),
    ],
)
def test_the_marks_stay_apart(cell: str, value: float | None, state: str):
    cells = figures(cube(), changed('"1990"', f'"{cell}"'))
    june = next(
        cell for (month, area, _), cell in cells.items() if area == "KU734" and month.number == 6
    )
    assert june == cell
    assert published_value(june) == (value, state)


def test_figures_of_a_preliminary_month_are_marked_but_marks_are_left_as_they_are():
    asked = cube(timeperiod_m={"valueTexts": ["2023M05*", "2023M06"]})
    cells = {f"{area} {month}": cell for (month, area, _), cell in figures(asked).items()}
    assert cells == {
        "KU734 2023-05": "1856*",
        "SSS 2023-05": "...",
        "KU734 2023-06": "1990",
        "SSS 2023-06": "999999",
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("}]}", "", "cut or not what a table answers"),
        ('{"key": ["SSS", "2023M06"], "values": ["999999"]}, ', "", "1 of 4 rows are missing, "
         "the first 2023M06 SSS"),
        ('["KU734", "2023M06"]', '["KU734", "2023M07"]', "2023M07 KU734 was answered, though"),
        ('["KU734", "2023M06"]', '["KU020", "2023M06"]', "2023M06 KU020 was answered, though"),
        ('["KU734", "2023M06"]', '["KU734", "2023M05"]', "2023M05 KU734 was answered twice"),
        ('["KU734", "2023M06"]', '["KU734"]', "a row has 1 keys and 1 figures, not 2 and 1"),
        ('["1990"]', '["1990", "1"]', "a row has 2 keys and 2 figures, not 2 and 1"),
        ('["1990"]', "[null]", "valid string"),
        ('"1990"', '"1 990"', "2023M06 KU734 TYOTTOMATLOPUSSA: found '1 990': not a number"),
        ('"code": "timeperiod_m"', '"code": "Kuukausi"', "timeperiod_m, alue_kunta asked for"),
        (f'"code": "{UNEMPLOYED}"', '"code": "TYOTON"', f"{UNEMPLOYED} asked for, TYOTON answered"),
        ('"data"', '"rows"', "Field required"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_exactly_what_was_asked_is_refused(old: str, new: str, told: str):
    with pytest.raises(DataError, match=told):
        figures(cube(), changed(old, new))


def test_a_part_is_never_taken_for_the_total():
    answer = json.loads(ANSWER)
    answer["columns"].insert(0, {"code": "sex", "type": "d"})
    for row in answer["data"]:
        row["key"].insert(0, "SSS")
    asked = cube(sex=offers("SSS", "1"))
    assert figures(asked, json.dumps(answer).encode()) == figures(cube())
    answer["data"][0]["key"][0] = "1"
    with pytest.raises(DataError, match="2023M06 SSS was answered for a part"):
        figures(asked, json.dumps(answer).encode())

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from salo_plan.errors import DataError
from salo_plan.extracts.statfin import WHOLE_COUNTRY, read_statfin
from salo_plan.extracts.statfin_file import PublishedFigure, published_value
from salo_plan.periods import Month

PROJECT = Path(__file__).parents[2]
FOLDER = Path("data/raw/statfin")
SALO, REGION = "KU734", "MK02"


@pytest.fixture(scope="module")
def published():
    return read_statfin(PROJECT)


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(PROJECT / FOLDER, tmp_path / FOLDER)
    return tmp_path


def change(workspace: Path, old: str, new: str, *, sidecar_too: bool = False) -> None:
    """Change the file; with its hash and row count in the sidecar when the change is declared."""
    path = workspace / FOLDER / "12r5.csv"
    content = path.read_bytes().replace(old.encode(), new.encode(), 1)
    path.write_bytes(content)
    if sidecar_too:
        sidecar = path.with_suffix(".json")
        described = json.loads(sidecar.read_text(encoding="utf-8"))
        described["sha256"] = hashlib.sha256(content).hexdigest()
        described["rows"] = content.count(b"\n") - 1
        sidecar.write_text(json.dumps(described), encoding="utf-8")


def test_the_figures_are_those_that_were_published(published):
    unemployed = published.unemployed(SALO)
    assert {str(month): unemployed[month].value for month in unemployed if month.year == 2023} == {
        "2023-01": 2219, "2023-02": 2180, "2023-03": 2134, "2023-04": 1913, "2023-05": 1856,
        "2023-06": 2086, "2023-07": 2259, "2023-08": 1958, "2023-09": 1988, "2023-10": 2039,
    }  # fmt: skip
    assert unemployed[Month(2022, 11)].value == 2095
    assert published.unemployed(REGION)[Month(2023, 9)].value == 19863
    assert published.labour_force(WHOLE_COUNTRY)[Month(2023, 9)].value == 2648166
    assert published.vacancies(SALO)[Month(2006, 1)].value == 513


def test_every_area_has_every_month_from_2006_to_october_2023(published):
    assert set(published.areas.values()) == {
        "Salo", "Marttila", "Koski Tl", "Lohja", "Loimaa", "Somero", "Paimio", "Kemiönsaari",
        "Raasepori", "Varsinais-Suomi", "Koko maa",
    }  # fmt: skip
    for area in published.areas:
        months = list(published.unemployed(area))
        assert (months[0], months[-1], len(months)) == (Month(2006, 1), Month(2023, 10), 214)


def test_the_activation_rate_comes_with_its_parts(published):
    rate = published.activation()[Month(2022, 2)]
    assert (rate.value, rate.numerator, rate.denominator) == (29.6, 111428, 111428 + 265591)
    assert len(published.activation()) == 194


def test_an_empty_cell_is_missing_and_a_zero_is_zero(published):
    vacancies = published.vacancies("KU480")
    assert {figure.state for figure in vacancies.values()} == {"ok", "missing"}
    assert all(
        (figure.value is None) == (figure.state == "missing") for figure in vacancies.values()
    )
    assert 0 in {figure.value for figure in vacancies.values()}


def test_the_frame_is_the_data_dictionary_s_and_the_sources_are_named(published):
    PublishedFigure.validate(published.frame)
    assert [(source.path, source.kind) for source in published.sources] == [
        ("data/raw/statfin/12r5.csv", "statistic"),
        ("data/raw/statfin/12u4.csv", "statistic"),
    ]
    for source in published.sources:
        assert source.sha256 == hashlib.sha256((PROJECT / source.path).read_bytes()).hexdigest()
    assert {table.source for table in published.tables} == {
        "Lähde: Tilastokeskus / KEHA-keskus, työnvälitystilasto"
    }


@pytest.mark.parametrize(
    ("cell", "value", "state"),
    [
        ("1988", 1988.0, "ok"),
        ("22.7", 22.7, "ok"),
        ("0", 0.0, "ok"),
        ("1988*", 1988.0, "provisional"),
        ("...", None, "secret"),
        ("*", None, "secret"),
        ("..", None, "missing"),
        ("", None, "missing"),
        (".", None, "not_applicable"),
        ("-", 0.0, "ok"),
    ],
)
def test_the_marks_of_the_statistics_stay_apart_from_zero(cell, value, state):
    assert published_value(cell) == (value, state)


def test_a_secret_figure_reaches_the_series_as_secret(workspace):
    change(workspace, "2006-01;KU734;Salo;2063", "2006-01;KU734;Salo;...", sidecar_too=True)
    first = read_statfin(workspace).unemployed(SALO)[Month(2006, 1)]
    assert (first.value, first.state) == (None, "secret")


def test_a_workspace_without_the_statistics_has_none(tmp_path):
    assert read_statfin(tmp_path) is None
    (tmp_path / FOLDER).mkdir(parents=True)
    assert read_statfin(tmp_path) is None


def test_a_changed_figure_is_refused(workspace):
    change(workspace, ";2063;", ";2064;")
    with pytest.raises(DataError, match="sha256 differs") as caught:
        read_statfin(workspace)
    assert caught.value.exit_code == 1


def test_a_cut_file_is_refused_with_the_rows_that_lack(workspace):
    path = workspace / FOLDER / "12r5.csv"
    path.write_bytes(path.read_bytes()[:40_000])
    with pytest.raises(DataError, match=r"the last line is cut") as caught:
        read_statfin(workspace)
    assert "2354 expected" in str(caught.value)


def test_a_file_cut_at_the_end_of_a_line_is_refused(workspace):
    path = workspace / FOLDER / "12r5.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:100]))
    with pytest.raises(DataError, match="99 rows, 2354 expected"):
        read_statfin(workspace)


def test_a_bad_number_is_told_with_file_row_column_value_and_reason(workspace):
    change(workspace, "2006-02;KU734;Salo;1987", "2006-02;KU734;Salo;1987,5", sidecar_too=True)
    with pytest.raises(DataError) as caught:
        read_statfin(workspace)
    message = str(caught.value)
    assert "data/raw/statfin/12r5.csv" in message
    assert "row 3, column TYOTTOMATLOPUSSA: found '1987,5': not a number" in message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2006-03;KU734", "2006-13;KU734", "row 4, column month: found '2006-13': not a month"),
        ("2006-03;KU734", "2006-03;Q734", "row 4, column area_code: found 'Q734': not an area"),
        ("2006-03;KU734", "2006-02;KU734", "row 4"),
        ("2006-03;KU734;Salo;", "2006-03;KU734;Salo;-5", "row 4, column value"),
    ],
)
def test_a_row_that_the_schema_refuses_is_told_by_its_row_in_the_file(workspace, old, new, told):
    change(workspace, old, new, sidecar_too=True)
    with pytest.raises(DataError) as caught:
        read_statfin(workspace)
    assert told in str(caught.value)


def test_many_faults_are_one_message(workspace):
    path = workspace / FOLDER / "12r5.csv"
    path.write_bytes(path.read_bytes().replace(b";26266;", b";x;"))
    with pytest.raises(DataError, match="and 7 more"):
        read_statfin(workspace)


def test_a_file_without_its_sidecar_or_a_sidecar_without_its_file_is_refused(workspace):
    (workspace / FOLDER / "12u4.csv").unlink()
    with pytest.raises(DataError, match=r"12u4.csv is missing"):
        read_statfin(workspace)
    (workspace / FOLDER / "12r5.json").unlink()
    with pytest.raises(DataError, match=r"12r5.json does not say: table, title"):
        read_statfin(workspace)


def test_an_unknown_area_is_told_with_the_known_ones(published):
    with pytest.raises(DataError, match="no area of the published figures is called 'KU999'"):
        published.unemployed("KU999")


def test_the_extract_in_the_project_stays_small():
    files = list((PROJECT / FOLDER).iterdir())
    assert sum(file.stat().st_size for file in files) < 300_000


def test_figures_kept_from_the_first_reading_are_the_same_and_come_from_one_file(workspace):
    first = read_statfin(workspace)
    kept = sorted(path.name for path in (workspace / "data/processed/statfin").iterdir())
    again = read_statfin(workspace)
    assert again.frame.equals(first.frame)
    assert again.frame.dtypes.equals(first.frame.dtypes)
    assert (again.tables, again.sources) == (first.tables, first.sources)
    assert [name.split(".")[0] for name in kept] == ["12r5", "12u4"]


def test_a_file_changed_after_it_was_kept_is_refused_and_its_figures_are_not_taken(workspace):
    read_statfin(workspace)
    change(workspace, ";2219;", ";2218;")
    with pytest.raises(DataError, match="sha256 differs"):
        read_statfin(workspace)


def test_a_kept_table_that_is_damaged_is_read_again(workspace):
    first = read_statfin(workspace)
    for path in (workspace / "data/processed/statfin").iterdir():
        path.write_bytes(b"PAR1 cut")
    assert read_statfin(workspace).frame.equals(first.frame)

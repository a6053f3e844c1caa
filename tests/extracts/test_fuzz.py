"""Whatever a file holds: no traceback, no hang, and no other figure without a message.

Each property is tried on few made-up inputs in the fast tests and on many in the slow ones.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salo_plan.extracts.dataset import Dataset, Table
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.datasets.money import OPEN_DATA
from salo_plan.extracts.inspection import inspect_file
from salo_plan.extracts.layout import header_key
from salo_plan.extracts.reading import read_table
from salo_plan.extracts.received import Received, datasets_of
from salo_plan.extracts.schema import ColumnRule
from salo_plan.plan.areas import NO_MUNICIPALITIES
from salo_plan.plan.reading import read_plan

from .small_files import SMALL_FILES, WITH_TOTALS, Figures, SmallTable, figures, received, table
from .workbook_samples import write

LONGEST = timedelta(seconds=5)
OTHER_FILES = ("toimenpiteet.csv", "toimitukset.csv", "vastaanottajat.csv", "kela_avoin_2023.csv")
WORKBOOKS = ("tapahtumat_some_loki.xlsx", "ohjaamo_kavijat_2023.xlsx", "typ_2023-03.xlsx")
WIDE = "ohjaamo_kavijat_2023.csv"
REGISTER = "rekisteri_2023-03.csv"
NORMAL = tuple(name for name in SMALL_FILES if name != WIDE)
# Cells that have been read wrong somewhere: marks, other scripts, edges of the calendar, huge ones.
ODD_CELLS = (
    *("", "0", "-1", "1,5", "12.5", "9" * 400, "1e309", "nan", "inf", "-", "...", "..", "*", "<5"),
    *("٣", "²", "１２", "5 %", "−5", "1\u00a0000,5", "=1+1", "TRUE", "kyllä", "\0", "\ufeff", '"'),
    *("31.2.2023", "1.1.0001", "31.12.9999", "0001-01-01T00:00+05:00", "2023-01-01T25:61Z"),
    *("9999-12-31T23:59:59-11:00", "0000-01", "2250-01", "13/2023", "99999", "1.3.23"),
    *("maaliskuu 0000", "Yhteensä", "010190-999X", "a" * 1000, "alle 9999999999", "24-26", "Salo"),
)


OF_SALO = OPEN_DATA.read_for(read_plan().municipalities)


def tries(quick: int, long: int) -> "pytest.MarkDecorator":
    """Try a property so many times in the fast tests, and so many in the slow ones."""
    slow = pytest.param(long, id="long", marks=pytest.mark.slow)
    return pytest.mark.parametrize("count", [pytest.param(quick, id="quick"), slow])


def look(count: int, *strategies: st.SearchStrategy) -> "Callable[[Callable], None]":
    """Hold a property against made-up inputs; the fast tests see the same ones every time."""

    def run(property_: Callable) -> None:
        health = [HealthCheck.too_slow, HealthCheck.data_too_large]
        chosen = settings(
            max_examples=count,
            deadline=LONGEST,
            derandomize=count < 200,
            database=None,
            suppress_health_check=health,
        )
        chosen(given(*strategies)(property_))()

    return run


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str | bytes], tuple[Table, ...]]:
    """Write a file and read it by every dataset that has files by its name."""

    def reading(name: str, content: str | bytes) -> tuple[Table, ...]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tuple(
            read_table(path, dataset, tmp_path) for dataset in datasets_of(name, NO_MUNICIPALITIES)
        )

    return reading


def outcome(name: str, content: str) -> tuple[Received, Figures]:
    """Read a file as the only one of a new workspace; return it with every figure of it."""
    folder = Path(tempfile.mkdtemp())
    try:
        found = received(folder, name, content)
        return found, figures(found)
    finally:
        shutil.rmtree(folder)


@cache
def clean_figures(name: str) -> Figures:
    found, seen = outcome(name, SMALL_FILES[name])
    assert seen
    assert not faults(found)
    return seen


def faults(found: Received) -> list[str]:
    return [str(fault) for item in found.tables for fault in item.faults]


def dataset(name: str) -> Dataset:
    return datasets_of(name, NO_MUNICIPALITIES)[0]


# Any bytes


def table_text(cells: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(cells)
    return text.getvalue().encode()


@st.composite
def odd_tables(draw: st.DrawFn, name: str) -> bytes:
    """The right header above cells that have been read wrong somewhere."""
    header = [rule.header for rule in dataset(name).rules]
    width = len(header) + draw(st.sampled_from((0, 0, 0, 1, -1)))
    rows = st.lists(st.sampled_from(ODD_CELLS), min_size=width, max_size=width)
    return table_text([header, *draw(st.lists(rows, max_size=5))])


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A good file with a few other bytes, cut off somewhere or not."""
    changed = bytearray(content)
    for place in draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        changed[place] = draw(st.integers(0, 255))
    end = draw(st.sampled_from((len(content), draw(st.integers(0, len(content))))))
    return bytes(changed[:end])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from((*SMALL_FILES, *OTHER_FILES)))
    marks = st.sampled_from(
        (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"%PDF")
    )
    kinds = [st.builds(bytes.__add__, marks, st.binary(max_size=300)), odd_tables(name)]
    if name in SMALL_FILES:
        kinds.append(damaged(SMALL_FILES[name].encode()))
    elif name.startswith("kela_avoin"):
        kinds.append(damaged(OPEN_DATA_TEXT.encode()))
    return name, draw(st.one_of(kinds))


OPEN_DATA_TEXT = """\
aikatyyppi;kuukausi_nro;vuosikuukausi;vuosi;kunta_nro;kunta_nimi;ikaryhma;sukupuoli;tyomarkkinatukipaiva_luokka;saaja_lkm;korvattu_paiva_lkm;maksettu_eur;kunta_osuus_eur
Kuukausi;1;202301;2023;734;Salo;Yhteensä;Yhteensä;300-499;10;20;100,10;50,05
Kuukausi;1;202301;2023;734;Salo;Yhteensä;Yhteensä;1000;10;20;1000,10;700,07
Kuukausi;1;202301;2023;734;Salo;Yhteensä;Yhteensä;Yhteensä;20;40;1100,20;750,12
Vuosikertymä;1;202301;2023;734;Salo;Yhteensä;Yhteensä;Yhteensä;20;40;1100,20;750,12
Kuukausi;2;202302;2023;734;Salo;Yhteensä;Yhteensä;Yhteensä;20;40;800,00;520,00
Vuosikertymä;2;202302;2023;734;Salo;Yhteensä;Yhteensä;Yhteensä;20;40;1900,20;1270,12
"""


@tries(60, 3000)
def test_whatever_bytes_lie_in_a_text_file_it_is_read_or_refused_within_five_seconds(
    count: int, tmp_path: Path, read
):
    @look(count, files())
    def is_read_or_refused(file: tuple[str, bytes]) -> None:
        name, content = file
        for found in read(name, content):
            assert found.rows_used + found.rows_rejected + found.totals_left_out == found.rows_read
        seen = inspect_file(tmp_path / name)
        assert seen.rows_used + seen.rows_rejected + seen.totals_left_out == seen.rows_read


@tries(20, 2000)
def test_whatever_bytes_lie_in_a_workbook_it_is_read_or_refused_within_five_seconds(
    count: int, tmp_path: Path, read
):
    sample = write(tmp_path / "sample.xlsx", {"Taulu": small_workbook_rows()})
    content = sample.read_bytes()
    kinds = st.one_of(st.binary(max_size=300), damaged(content), st.just(content))

    @look(count, st.sampled_from(WORKBOOKS), kinds)
    def is_read_or_refused(name: str, content: bytes) -> None:
        read(name, content)
        inspect_file(tmp_path / name)


def small_workbook_rows() -> list[Sequence[str]]:
    small = table("typ_2023-03.csv")
    return [small.header, *small.rows]


def test_every_dataset_is_among_the_files_that_are_tried():
    names = (*SMALL_FILES, *OTHER_FILES, *WORKBOOKS)
    assert {d.id for name in names for d in datasets_of(name, NO_MUNICIPALITIES)} == {
        d.id for d in DATASETS
    }


# Edits that break a type, a range, a sum, a key or a column


def wrong_cells(rule: ColumnRule) -> tuple[str, ...]:
    """Texts that no cell of the column may hold."""
    numbers = ("paljon", "1.2.3", "12,5,6", "--3", "٣", "9" * 400)
    wrong = {
        "month": ("2023-13", "13/2023", "3/14/2023", "huomenna", "0000-01", "2250-01"),
        "date": ("31.2.2023", "3/14/2023", "44986", "1.3.23", "1.1.0001", "huomenna"),
        "yes_no": ("ehkä", "2"),
        "count": (*numbers, "1,5", "5 %", "12.5"),
        "number": numbers,
        "code": ("010190-999X",),
        "text": ("010190-999X",),
    }[rule.kind]
    if rule.kind in ("code", "text") and rule.private:
        wrong = ()
    if rule.categories:
        wrong = (*wrong, "jotain muuta")
    if not rule.optional and not rule.marks:
        wrong = (*wrong, "")
    return {
        "mother_tongue": (*wrong, "suomi"),
        "citizenship": (*wrong, "Suomi"),
        "age_group": (*wrong, "nuori", "24–26"),
        "score": (*wrong, "11", "-1"),
        "clients": (*wrong, "-1") if rule.kind == "count" else wrong,
    }.get(rule.name, wrong)


def rule_of(name: str, column: int) -> ColumnRule | None:
    """Return the rule of a small file's column; None when no dataset asks for it."""
    key = header_key(table(name).header[column])
    rules = dataset(name).rules
    return next((r for r in rules if key in map(header_key, (r.header, *r.aliases))), None)


@st.composite
def broken_cells(draw: st.DrawFn) -> SmallTable:
    small = table(draw(st.sampled_from(NORMAL)))
    asked = [n for n in range(len(small.header)) if rule_of(small.name, n)]
    column = draw(st.sampled_from([n for n in asked if wrong_cells(rule_of(small.name, n))]))
    row = draw(st.integers(0, len(small.rows) - 1))
    return small.with_cell(
        row, column, draw(st.sampled_from(wrong_cells(rule_of(small.name, column))))
    )


@tries(80, 3000)
def test_a_cell_of_a_wrong_type_or_range_refuses_the_file_and_is_told_by_its_row(count: int, read):
    @look(count, broken_cells())
    def is_refused(small: SmallTable) -> None:
        (found,) = read(small.name, small.text())
        assert found.refused
        assert found.rows_used == 0
        assert any(fault.row for fault in found.faults)


SUMS = {
    "suunnitelmat_2023-03.csv": range(2, 6),
    "kontaktit_uudet_2023-03.csv": range(1, 6),
    "kela_kuntaosuus_2023.csv": range(3, 6),
}


@st.composite
def broken_sums(draw: st.DrawFn) -> SmallTable:
    small = table(draw(st.sampled_from(tuple(SUMS))))
    column = draw(st.sampled_from(SUMS[small.name]))
    row = draw(st.integers(0, len(small.rows) - 1))
    other = str(draw(st.integers(0, 10**6)))
    whole = small.rows[row][column].replace(" ", "").partition(",")[0]
    return small.with_cell(row, column, f"{other}0" if other == whole else other)


@tries(20, 1000)
def test_a_number_that_breaks_a_sum_refuses_the_file(count: int, read):
    @look(count, broken_sums())
    def is_refused(small: SmallTable) -> None:
        (found,) = read(small.name, small.text())
        assert found.refused


@st.composite
def repeated_keys(draw: st.DrawFn) -> SmallTable:
    """A row stands twice, the second time perhaps with another last number."""
    small = table(draw(st.sampled_from([name for name in NORMAL if dataset(name).key])))
    row = draw(st.sampled_from(small.rows))
    place = draw(st.integers(0, len(small.rows)))
    return replace(small, rows=(*small.rows[:place], row, *small.rows[place:]))


@tries(30, 1000)
def test_a_key_that_stands_twice_refuses_the_file(count: int, read):
    @look(count, repeated_keys())
    def is_refused(small: SmallTable) -> None:
        (found,) = read(small.name, small.text())
        assert found.refused


COLUMNS = [(name, n) for name in NORMAL for n in range(len(table(name).header))]


@pytest.mark.parametrize("renamed", [False, True], ids=["taken away", "renamed"])
def test_a_column_that_must_be_there_is_missed(renamed: bool, read):
    for name, column in COLUMNS:
        rule = rule_of(name, column)
        if rule is None or rule.optional:
            continue
        (found,) = read(name, without_column(table(name), column, renamed).text())
        assert found.refused, (name, rule.header)
        assert found.rows_used == 0


@pytest.mark.parametrize("renamed", [False, True], ids=["taken away", "renamed"])
def test_no_figure_changes_without_a_message_when_a_column_that_may_be_absent_is(renamed: bool):
    for name, column in COLUMNS:
        rule = rule_of(name, column)
        # What the absence of a register's columns means is told by its own tests.
        if name == REGISTER or rule is None or not rule.optional:
            continue
        found, seen = outcome(name, without_column(table(name), column, renamed).text())
        assert seen == clean_figures(name) or faults(found), (name, rule.header)


def without_column(small: SmallTable, column: int, renamed: bool) -> SmallTable:
    if not renamed:
        return small.with_columns([n for n in range(len(small.header)) if n != column])
    header = list(small.header)
    header[column] += " x"
    return replace(small, header=tuple(header))


def test_a_month_without_a_column_in_the_middle_of_a_wide_sheet_is_told():
    for column in (1, 2):
        for renamed in (False, True):
            found, _ = outcome(WIDE, without_column(table(WIDE), column, renamed).text())
            assert faults(found)
    found, _ = outcome(WIDE, without_column(table(WIDE), 3, renamed=True).text())
    assert faults(found) == ["row 1, column Maaliskuu x: unknown column: left out"]


def test_answers_that_belong_to_no_month_refuse_the_file():
    small = without_column(table("roidu_2023-03.csv"), 0, renamed=False)
    found, seen = outcome("roidu_maaliskuu.csv", small.text())
    assert [fault.row for fault in found.tables[0].faults] == [2, 3, 4]
    assert not seen


# Files cut off

QUICK_CUTS = (*WITH_TOTALS, "roidu_2023-03.csv", "kontaktit_uudet_2023-03.csv")
CUT_FILES = [
    pytest.param(name, marks=() if name in QUICK_CUTS else pytest.mark.slow) for name in SMALL_FILES
]


def cuts(content: bytes) -> "list[bytes]":
    return [content[:length] for length in range(len(content))]


@pytest.mark.parametrize("name", CUT_FILES)
def test_a_text_file_cut_at_any_byte_is_refused_or_warned_of_or_ends_with_a_row(name: str, read):
    content = SMALL_FILES[name].encode()
    (whole,) = read(name, content)
    for part in cuts(content):
        (found,) = read(name, part)
        at_row_end = part.endswith(b"\n") and name not in WITH_TOTALS
        told = found.refused or found.faults
        assert told or at_row_end or found.frame.equals(whole.frame), part[-40:]


def test_open_data_cut_at_any_byte_is_refused_or_warned_of_or_gives_whole_months(tmp_path: Path):
    path = tmp_path / "kela_avoin_2023.csv"
    path.write_text(OPEN_DATA_TEXT, encoding="utf-8")
    whole = shares(read_table(path, OF_SALO, tmp_path))
    assert len(whole) == 2
    for part in cuts(OPEN_DATA_TEXT.encode()):
        path.write_bytes(part)
        found = read_table(path, OF_SALO, tmp_path)
        assert found.faults or shares(found).items() <= whole.items(), part[-40:]


def shares(found: Table) -> dict[str, float]:
    return dict(zip(found.frame["month"], found.frame["municipal_share_eur"], strict=True))


@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.slow)])
def test_a_workbook_cut_at_any_byte_is_refused(step: int, tmp_path: Path, read):
    content = write(tmp_path / "sample.xlsx", {"Taulu": small_workbook_rows()}).read_bytes()
    for part in cuts(content)[::step]:
        assert all(found.refused for found in read("typ_2023-03.xlsx", part))


# What leaves every figure as it is


@st.composite
def shuffled(draw: st.DrawFn) -> SmallTable:
    small = table(draw(st.sampled_from(tuple(SMALL_FILES))))
    return small.with_columns(draw(st.permutations(range(len(small.header)))))


@tries(20, 1000)
def test_the_order_of_the_columns_leaves_every_figure_as_it_is(count: int):
    @look(count, shuffled())
    def gives_the_same_figures(small: SmallTable) -> None:
        found, seen = outcome(small.name, small.text())
        assert not faults(found)
        assert seen == clean_figures(small.name)


@st.composite
def widened(draw: st.DrawFn) -> SmallTable:
    """A small file with a column that nobody asked for, its cells empty or not."""
    small = table(draw(st.sampled_from(tuple(SMALL_FILES))))
    cells = ["", "x", "7", "1,5", "31.3.2023", 'a;"b"', "rivi\ntoinen"]
    if dataset(small.name).total_words:
        cells.append("Yhteensä")
    place = draw(st.integers(0, len(small.header)))
    header = draw(st.sampled_from(("Lisätieto", "Nro", "Huom", "Selite 2", "")))
    size = len(small.rows)
    return small.with_column(
        place, header, draw(st.lists(st.sampled_from(cells), min_size=size, max_size=size))
    )


@tries(20, 1000)
def test_a_column_nobody_asked_for_leaves_every_figure_as_it_is(count: int):
    @look(count, widened())
    def gives_the_same_figures(small: SmallTable) -> None:
        found, seen = outcome(small.name, small.text())
        assert not found.refused
        assert seen == clean_figures(small.name)


@st.composite
def reordered(draw: st.DrawFn) -> SmallTable:
    small = table(draw(st.sampled_from([name for name in NORMAL if len(table(name).rows) > 1])))
    return replace(small, rows=tuple(draw(st.permutations(small.rows))))


@tries(15, 500)
def test_the_order_of_the_rows_leaves_every_figure_as_it_is(count: int):
    @look(count, reordered())
    def gives_the_same_figures(small: SmallTable) -> None:
        found, seen = outcome(small.name, small.text())
        assert not faults(found)
        assert seen == clean_figures(small.name)


@pytest.mark.parametrize("name", SMALL_FILES)
def test_the_way_a_text_is_written_leaves_every_cell_as_it_is(name: str, read):
    text = table(name).text()
    (whole,) = read(name, text)
    spaced = table(name).text().replace(";", " ; ").replace('" ; ', '";').replace(' ; "', ';"')
    written = (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.encode("cp1252"),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        table(name).text(delimiter="\t").encode(),
        spaced.encode(),
    )
    for content in written:
        (found,) = read(name, content)
        assert not found.faults, content[:80]
        assert found.frame.equals(whole.frame)

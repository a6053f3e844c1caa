"""A plain file is read by columns, and that says the same as reading it row by row."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from salo_plan.extracts import reading
from salo_plan.extracts.dataset import Table
from salo_plan.extracts.datasets.register import REGISTER
from salo_plan.extracts.layout import TOTAL_WORDS, header_key
from salo_plan.extracts.plain_file import read_plain_file
from salo_plan.extracts.received import datasets_of
from salo_plan.plan.areas import NO_MUNICIPALITIES

from .small_files import SMALL_FILES, table

NAME = "rekisteri_2023-03.csv"
PLAIN = SMALL_FILES[NAME]
KNOWN = frozenset(header_key(rule.header) for rule in REGISTER.rules)
HEADER, FIRST, *OTHERS = PLAIN.splitlines(keepends=True)
ODD_CELLS = (
    *("", " ", "\u00a0", " fi ", "31.2.2023", "1.4.2023", "1.3.1890", "2023-03-01", "44986"),
    *("010190-999X", "a010190-999X", "Helsinki, 010190A999X", "Ä", "A\u0308", "2", "-", "..."),
    *("1.1.23", "0", "01.03.2023", "٣", "12.5", "x;y"[:1], "Yhteens", "1 000", "1.1.2023 10:15"),
)


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Read a file by columns and row by row, and hold that all that is told of it is the same."""

    def read(path: Path) -> list[Table]:
        return [
            reading.read_table(path, own, tmp_path)
            for own in datasets_of(path.name, NO_MUNICIPALITIES)
        ]

    def same(name: str, text: str) -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        fast = read(path)
        with monkeypatch.context() as patched:
            patched.setattr(reading, "read_plain_file", lambda *_: None)
            slow = read(path)
        for one, other in zip(fast, slow, strict=True):
            assert_frame_equal(one.frame, other.frame)
            assert replace(one, content=other.content) == other

    return same


def layout_of(tmp_path: Path, content: str | bytes) -> object | None:
    path = tmp_path / NAME
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_plain_file(path, KNOWN, TOTAL_WORDS)


@pytest.mark.parametrize("name", SMALL_FILES)
def test_a_small_file_says_the_same_by_columns_and_row_by_row(name, both):
    both(name, SMALL_FILES[name])


@pytest.mark.parametrize("name", ["ura_asiakkaat_2023-03.csv", NAME, "uudet_2023-03.csv"])
@pytest.mark.parametrize("cell", ODD_CELLS)
def test_an_odd_cell_is_told_alike_in_every_column(name, cell, both):
    small = table(name)
    for place in range(len(small.header)):
        both(name, small.with_cell(1, place, cell).text())


def test_faults_name_the_row_of_a_long_file_and_not_only_of_its_first_lines(both):
    people = [FIRST.replace("A0001", f"A{number:04d}") for number in range(6_000)]
    people[5_200] = people[5_200].replace(";fi;", ";FI;")
    people[5_300] = people[5_300].replace("A5300", "A0007")
    people[5_400] = people[5_400].replace("14.3.1985", "14.3.1885")
    people[5_500] = people[5_500].replace("14.3.1985", "14.3.1940")
    both(NAME, HEADER + "".join(people))


def test_a_plain_file_is_read_by_columns(tmp_path: Path):
    assert layout_of(tmp_path, PLAIN) is not None
    assert layout_of(tmp_path, "\ufeff" + PLAIN) is not None
    assert layout_of(tmp_path, PLAIN.replace("\n", "\r\n")) is not None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Asiakkaat\n" + PLAIN, id="a title row"),
        pytest.param(PLAIN + "Yhteensä;3;;;;;;;;;\n", id="a total"),
        pytest.param(PLAIN + "* huomautus;;;;;;;;;;\n", id="a lone cell at the end"),
        pytest.param(PLAIN.rstrip("\n"), id="no end of the last line"),
        pytest.param(HEADER + "\n" + FIRST, id="an empty line"),
        pytest.param(HEADER + FIRST + ";" * 10 + "\n" + FIRST, id="a row of empty cells"),
        pytest.param(PLAIN.replace("Salo", '"Salo"'), id="a quotation mark"),
        pytest.param(PLAIN.replace("Salo", "S\0lo"), id="a null byte"),
        pytest.param(PLAIN.replace("\n", "\r"), id="lines that end in old ways"),
        pytest.param(HEADER + FIRST.replace("\n", ";\n"), id="a cell too many"),
        pytest.param(HEADER + FIRST + "A2;1.1.1990\n", id="cells too few"),
        pytest.param(PLAIN.replace("Tiimi;", "Kotikunta;"), id="a header twice"),
        pytest.param(PLAIN.encode("cp1252"), id="another encoding"),
        pytest.param(PLAIN.replace("Marttila", "Märttilä").encode()[:-60] + b"\xc3\n", id="damage"),
        pytest.param(HEADER, id="no rows"),
        pytest.param("", id="nothing"),
    ],
)
def test_any_other_file_is_read_row_by_row(content: str | bytes, tmp_path: Path):
    assert layout_of(tmp_path, content) is None


def test_a_letter_that_is_broken_far_below_the_header_is_found(tmp_path: Path):
    rows = "".join(FIRST.replace("A0001", f"A{number:04d}") for number in range(500))
    content = (HEADER + rows).encode()
    broken = content[:-40].replace(b"A0450", b"A\xe4450") + content[-40:]
    assert layout_of(tmp_path, content) is not None
    assert layout_of(tmp_path, broken) is None

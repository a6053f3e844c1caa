"""That every case is tried, and that its files are as the library has them."""

import re

import pytest

from .library import CASES, case

NUMBERS = [f"{number:02d}" for number in range(1, 29)]
SOURCES = [*CASES.glob("test_*.py"), CASES.parent / "extracts" / "test_pxweb.py"]
# Disclosure and sending have tests of their own rooms.
ELSEWHERE = {"24", "27"}


def words(text: str) -> str:
    return " ".join(re.sub(r"\s*#\s*", " ", text).split())


TESTS = words(" ".join(path.read_text(encoding="utf-8") for path in SOURCES))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_case_has_its_files_and_an_outcome(number):
    lib = case(number)
    assert lib.files
    assert lib.expected["case"] == lib.folder.name
    assert lib.expected["outcome"]


@pytest.mark.parametrize("number", sorted(set(NUMBERS) - ELSEWHERE))
def test_everything_that_must_not_happen_is_quoted_where_it_is_held(number):
    for wrong in case(number).expected["must_not"]:
        assert words(wrong) in TESTS


def test_the_bytes_that_are_the_fault_are_still_there():
    assert case("02").file("rekisteri_bom.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in case("02").file("rekisteri_cp1252.csv").read_bytes()
    bare = case("02").file("rekisteri_cr.csv").read_bytes()
    assert bare.count(b"\r") == 7
    assert b"\n" not in bare
    assert case("14").file("rekisteri_2023-06_b.csv").read_bytes().endswith(b"Tiimi \xc3")
    assert case("15").file("a_tyhja.csv").read_bytes() == b""
    assert b"\0" in case("15").file("e_nollatavu.csv").read_bytes()

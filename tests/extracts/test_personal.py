import pytest

from salo_plan.extracts.personal import has_identity_code, shown_name, shown_value


@pytest.mark.parametrize(
    "text",
    ["010190-999X", "010190A999X", "010190a999x", "soita 010190–999X heti", "(010190+999X)"],
)
def test_an_identity_code_is_known_however_it_is_typed(text: str):
    assert has_identity_code(text)


@pytest.mark.parametrize("text", ["2023-06", "045 123 4567", "1010190-999X", "010190-999"])
def test_other_figures_are_no_identity_code(text: str):
    assert not has_identity_code(text)


@pytest.mark.parametrize(
    "text", ["Kaarina Kanarialintu", "KANARIALINTU KAARINA", "Kanarialintu, Kaarina", "A0001"]
)
def test_what_may_be_a_person_is_not_shown(text: str):
    assert shown_value(text, private=False) is None
    assert shown_name(text, 3) == "(3)"


@pytest.mark.parametrize("text", ["paljon", "31.6.2001", "2023M13", "5 pv", "Tiimi 12", "12.5"])
def test_a_wrong_cell_that_is_about_nobody_is_shown(text: str):
    assert shown_value(text, private=False) == text
    assert shown_value(text, private=True) is None

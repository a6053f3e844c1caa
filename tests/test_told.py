"""A text that was told remembers how, wherever it goes, and can be told again in Finnish."""

import json
import pickle

import numpy as np
import pytest

from salo_plan.errors import DataError
from salo_plan.extracts.faults import Fault
from salo_plan.messages import retold, retold_data, speaking
from salo_plan.told import Told, as_kept, from_kept

AGAIN = Told("Ask the sender for the file again.")
EMPTY = Told("the file is empty ({size} bytes). {again}", size=0, again=AGAIN)
IN_FINNISH = "tiedosto on tyhjä (0 tavua). Pyydä tiedosto lähettäjältä uudelleen."


def test_it_is_its_own_english_text():
    assert EMPTY == "the file is empty (0 bytes). Ask the sender for the file again."
    assert json.dumps(EMPTY) == f'"{EMPTY}"'
    with speaking("en"):
        assert retold(EMPTY) == EMPTY


@pytest.mark.parametrize(
    "text",
    [
        EMPTY,
        pickle.loads(pickle.dumps(EMPTY)),
        from_kept(json.loads(json.dumps(as_kept(EMPTY)))),
        str(DataError(EMPTY)),
        Fault.from_kept(json.loads(json.dumps(Fault(EMPTY).as_kept()))).reason,
    ],
    ids=["made", "pickled", "kept", "raised", "in a fault"],
)
def test_it_is_retold_in_finnish_also_after_a_journey(text):
    with speaking("fi"):
        assert retold(text) == IN_FINNISH


def test_a_plain_text_is_the_same_in_every_language():
    with speaking("fi"):
        assert retold("Asiakkaita joilta vaaditaan") == "Asiakkaita joilta vaaditaan"
        assert retold_data({"value": None, "faults": [{"row": 3, "column": "rows"}]}) == {
            "value": None,
            "faults": [{"row": 3, "column": "rows"}],
        }


def test_a_number_has_the_decimal_mark_of_the_language():
    text = Told("the total is not the sum of its classes ({sum:.2f})", sum=1234.5)
    assert text.endswith("(1234.50)")
    with speaking("fi"):
        assert retold(text).endswith("(1234,50)")


def test_numbers_of_pandas_can_be_kept():
    text = Told("{rows} of {share}", rows=np.int64(3), share=np.float64(0.5))
    assert from_kept(json.loads(json.dumps(as_kept(text)))) == "3 of 0.5"


def test_parts_are_joined_and_each_is_retold():
    place = Told.joined(", ", [Told("row {row}", row=3), Told("column {column}", column="Tiimi")])
    with speaking("fi"):
        assert retold(place) == "rivi 3, sarake Tiimi"
        assert retold(Told.joined(", ", [])) == ""


def test_words_of_a_library_are_left_out_in_finnish():
    text = Told("the file cannot be opened ({error}). Is it open in Excel?", error="Locked")
    with speaking("fi"):
        assert retold(text) == "tiedostoa ei voi avata. Onko se auki Excelissä?"


def test_a_fault_is_one_line_in_both_languages():
    reason = Told("not a number; write the number alone, such as 430")
    fault = Fault(reason, row=3, column="Voimassa", cell="D3", value="noin 430")
    assert str(fault) == f"row 3, column Voimassa, cell D3: found 'noin 430': {reason}"
    with speaking("fi"):
        finnish = "ei ole luku; kirjoita pelkkä luku, esimerkiksi 430"
        told = f"rivi 3, sarake Voimassa, solu D3: siinä lukee ”noin 430”: {finnish}"
        assert retold(str(fault)) == told
        assert retold(str(Fault(reason))) == finnish

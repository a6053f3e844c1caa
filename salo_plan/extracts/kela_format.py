"""How a file of Kela's open data is written: its header, delimiter, decimal mark and encoding."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.layout_faults import absent_name
from salo_plan.extracts.personal import shown_name
from salo_plan.told import Told

FETCH_AGAIN = Told("Fetch the file again from Kela's open data.")
_HEAD_BYTES = 1 << 16
_DECODED_BYTES = 1 << 20
_DECIMAL = {",": ".", ";": ",", "\t": ","}
# The names of 2024, then those of Kela's files of 2019.
_COLUMNS = {
    "period": ("aikatyyppi", "aikajakso"),
    "code": ("kunta_nro", "kuntanumero"),
    "municipality": ("kunta_nimi", "kunta"),
    "age_group": ("ikaryhma", "ikäryhmä"),
    "sex": ("sukupuoli",),
    "day_class": ("tyomarkkinatukipaiva_luokka", "työmarkkinatukipäivä_luokka"),
    "recipients": ("saaja_lkm", "saajat"),
    "paid": ("maksettu_eur", "maksetut_etuudet_euroa"),
    "share": ("kunta_osuus_eur", "kunnan_osuus_euroa"),
}
_YEAR_MONTH, _YEAR, _MONTH_OF_YEAR = "vuosikuukausi", "vuosi", ("kuukausi_nro", "kuukausi")


@dataclass(frozen=True, slots=True)
class Format:
    """How the file is written: its header, delimiter, decimal mark and encoding."""

    header: tuple[str, ...]
    names: dict[str, str]
    delimiter: str
    encoding: str

    @property
    def decimal(self) -> str:
        """The decimal mark that goes with the delimiter."""
        return _DECIMAL[self.delimiter]


def sniff(path: Path) -> Format:
    """Tell from the first line how the file is written: Kela's files of 2019 differ."""
    encoding = _encoding(path)
    with path.open("rb") as file:
        line = file.readline(_HEAD_BYTES)
    text = line.decode(encoding, errors="replace").strip("\r\n\ufeff")
    delimiter = max(_DECIMAL, key=text.count)
    first = next(csv.reader([text.replace("\r", " ")], delimiter=delimiter), [])
    header = tuple(name.strip() for name in first)
    names = {}
    for name, known in _COLUMNS.items():
        found = next((own for own in header if own.lower() in known), None)
        if found is None:
            shown = [shown_name(own, place).lower() for place, own in enumerate(header, start=1)]
            told = absent_name(Told("the column {name}", name=known[0]), known[0], shown)
            raise DataError(
                Told("the file is not Kela's open data of the municipal share: {told}", told=told)
            )
        names[name] = found
    lower = {own.lower(): own for own in header}
    month = next((lower[own] for own in _MONTH_OF_YEAR if own in lower), None)
    if _YEAR_MONTH in lower:
        names["year_month"] = lower[_YEAR_MONTH]
    elif _YEAR in lower and month:
        names |= {"year": lower[_YEAR], "month": month}
    else:
        raise DataError(
            Told(
                "the file says no months: the column {column} is missing. {again}",
                column=_YEAR_MONTH,
                again=FETCH_AGAIN,
            )
        )
    return Format(header, names, delimiter, encoding)


def _encoding(path: Path) -> str:
    """Tell UTF-8 from Windows-1252; DataError for a broken letter in a file that is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    plain = True
    with path.open("rb") as file:
        try:
            while block := file.read(_DECODED_BYTES):
                decoder.decode(block)
                plain = plain and block.isascii()
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if plain and error.object[: error.start].isascii():
                return "cp1252"
            raise DataError(
                Told(
                    "a letter is broken: the file is damaged or cut off. {again}", again=FETCH_AGAIN
                )
            ) from None
    return "utf8"

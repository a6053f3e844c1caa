"""From the text of one cell to a typed value, by explicit patterns only; nothing is guessed.

A number cell may hold a statistics mark instead of a number; secret, missing, not applicable and
zero stay apart. Marks as Statistics Finland writes them (domain.md section 6).
"""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from salo_plan.figures import State
from salo_plan.told import Told

Cell = str | int | float | date | datetime | bool | None

MARKS: dict[str, tuple[float | None, State]] = {
    "": (None, "missing"),
    "...": (None, "secret"),
    "*": (None, "secret"),
    "<5": (None, "secret"),
    "..": (None, "missing"),
    ".": (None, "not_applicable"),
    "-": (0.0, "ok"),
}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2})[.:](\d{2})(?::\d{2})?)?", re.ASCII
)
_ISO_DAY = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?)?",
    re.ASCII,
)
_SERIAL = re.compile(r"[1-9]\d{4}", re.ASCII)
_HOUR = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?", re.ASCII)
_HOUR_ALONE = Told(
    "a time of day without a day, as Excel keeps an hour alone or the day 0 of its calendar "
    "(0.1.1900); write the date as d.m.yyyy"
)
_NOT_A_NUMBER = Told("not a number; write the number alone, such as 430")
_NO_SUCH_DAY = Told("no such day in the calendar")
_MONTH_ADVICE = Told("write the month as 2022-11, 11/2022 or 30.11.2022")
_SHORT_YEAR = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}", re.ASCII)
HELSINKI = ZoneInfo("Europe/Helsinki")
YEARS = range(1900, 2200)
_COMPACT_MONTH = re.compile(r"\d{6}", re.ASCII)
_MONTHS = (
    "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()  # noqa: SIM905
)
_MONTH_FORMS = (
    re.compile(r"(?P<year>\d{4})[-M](?P<number>\d{2})", re.ASCII),
    re.compile(r"(?P<number>\d{1,2})/(?P<year>\d{4})", re.ASCII),
    re.compile(rf"(?P<name>{'|'.join(_MONTHS)})(?:kuu)? (?P<year>\d{{4}})", re.ASCII),
)


def text_value(cell: Cell) -> str:
    """Return the cell as text: NFC, no-break spaces as spaces, ends stripped."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFC", str(cell)).translate(_SPACES).strip()


def number_value(cell: Cell, decimal: str = ",") -> tuple[float | None, State]:
    """Read a number or a statistics mark; ValueError with the reason when it is neither.

    `decimal` is the file's decimal mark: ",", "." or "either". A percent sign and a euro sign
    are accepted after the number. Workbook numbers come through as they are.
    """
    if isinstance(cell, bool):
        raise ValueError(Told("a yes/no value where a number belongs"))
    if isinstance(cell, int | float):
        return _finite(float(cell)), "ok"
    if isinstance(cell, date):
        raise ValueError(Told("a date where a number belongs"))
    text = text_value(cell)
    if text in MARKS:
        return MARKS[text]
    bare = re.sub(r" ?[%€]$", "", text.replace("\u2212", "-").replace("\u2013", "-"))
    if decimal in (",", "either") and _COMMA.fullmatch(bare):
        return _finite(float(bare.replace(" ", "").replace(",", "."))), "ok"
    if decimal in (".", "either") and _POINT.fullmatch(bare):
        return _finite(float(bare)), "ok"
    if decimal == "," and _POINT.fullmatch(bare):
        raise ValueError(Told("a decimal point; write decimals with a comma, as in 53,2"))
    raise ValueError(_NOT_A_NUMBER)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(_NOT_A_NUMBER)
    return value


def date_value(cell: Cell) -> date:
    """Read a day written d.m.yyyy or yyyy-mm-dd; a time of another zone becomes Finnish time."""
    day = _day(cell)
    if day.year not in YEARS:
        years = {"first": YEARS[0], "last": YEARS[-1]}
        raise ValueError(Told("the year is not one of {first} to {last}", **years))
    return day


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_value(cell)
    if match := _DAY_FIRST.fullmatch(text):
        return _calendar_day(match[3], match[2], match[1])
    if match := _ISO_DAY.fullmatch(text):
        day = _calendar_day(match[1], match[2], match[3])
        # Near the calendar's ends a time cannot be moved to another zone.
        moved = match["zone"] and day.year in YEARS
        return datetime.fromisoformat(text).astimezone(HELSINKI).date() if moved else day
    raise ValueError(_not_a_date(text))


def _calendar_day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(_NO_SUCH_DAY) from None


def _not_a_date(text: str) -> str:
    """Say why a text is no date; what is nearly one is explained."""
    if _SERIAL.fullmatch(text):
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return Told(
            "looks like an Excel serial number ({day}), not a date; write it as d.m.yyyy",
            day=day_text(day),
        )
    if _HOUR.fullmatch(text):
        return _HOUR_ALONE
    if _SHORT_YEAR.fullmatch(text):
        return Told("a two-digit year; write the date as d.m.yyyy, for example 30.11.2022")
    return Told("not a date in the form d.m.yyyy or yyyy-mm-dd")


def day_text(day: date) -> str:
    """Write a day as the files do, d.m.yyyy, whatever language is spoken while they are read."""
    return f"{day.day}.{day.month}.{day.year}"


def month_value(cell: Cell) -> str:
    """Read a month in the forms the systems write: 2022-11, 2022M11, 11/2022, a name, a day."""
    text = text_value(cell).lower() if not isinstance(cell, date) else ""
    for form in _MONTH_FORMS:
        match = form.fullmatch(text.replace("m", "M") if "m" in text[4:5] else text)
        if match:
            parts = match.groupdict()
            name = parts.get("name")
            number = _MONTHS.index(name) + 1 if name else int(parts["number"])
            if not 1 <= number <= 12 or int(parts["year"]) not in YEARS:
                break
            return f"{parts['year']}-{number:02d}"
    try:
        day = date_value(cell)
    except ValueError as error:
        if _HOUR.fullmatch(text):
            raise ValueError(_HOUR_ALONE) from None
        if error.args == (_NO_SUCH_DAY,):
            told = Told("{no_day}; {advice}", no_day=_NO_SUCH_DAY, advice=_MONTH_ADVICE)
            raise ValueError(told) from None
        raise ValueError(Told("not a month; {advice}", advice=_MONTH_ADVICE)) from None
    return f"{day.year}-{day.month:02d}"


def compact_month(cell: Cell) -> str:
    """Read a month as Kela writes it, 202211."""
    text = text_value(cell)
    if not _COMPACT_MONTH.fullmatch(text):
        raise ValueError(Told("not a month of six digits, such as 202211"))
    return month_value(f"{text[:4]}-{text[4:]}")


YES = frozenset({"kyllä", "k", "x", "1", "true"})
NO = frozenset({"ei", "e", "0", "false"})


def yes_no_value(cell: Cell) -> bool:
    """Read a yes/no cell (kyllä, ei, k, e, x, 1, 0, true, false in any case)."""
    text = text_value(cell).lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(Told("neither yes nor no; write K or E"))

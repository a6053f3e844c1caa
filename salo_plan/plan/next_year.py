"""Next year's plan file out of last year's: months moved on, outcomes as baselines, marks.

The file is edited as it stands, so its comments, order and layout stay. What nobody can know yet
is left as it was; a line whose words no longer hold gets the comment `tarkista` with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import tomlkit

from salo_plan.periods import Month
from salo_plan.plan.marks import MARK, entries, mark, texts, unmark
from salo_plan.plan.schema import DIRECTIVE, SCHEMA_FILE

MONTHS_A_YEAR = 12
_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{2}\b")
_WORDS_WANTED = "toteuma; lisää uuden suunnitelman sanat (text)"
_QUOTED = ("text", "means")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How last year ended for one indicator, by its own rule.

    `value` is the level that the new year starts from; None when it is not known or, for a sum
    over the year, when no month compares with it. `lowest` and `highest` are the year's months,
    `year_value` is what the year gave, and `missing` counts the months without a figure.
    """

    month: Month
    value: float | None
    year_value: float | None
    lowest: float | None
    highest: float | None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan file to be edited: its text, and the lines to look at with their numbers."""

    id: str
    text: str

    @property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """The lines that are marked: number and text."""
        lines = enumerate(self.text.splitlines(), start=1)
        return tuple((n, line.strip()) for n, line in lines if f"# {MARK}" in line)


def draft_next_year(
    text: str, year: int, outcomes: Mapping[str, Outcome], made_up: bool = False
) -> Draft:
    """Write the plan file of `year` from the text of an earlier one.

    `outcomes` are last year's by indicator id; `made_up` says in the file that they come from
    the example's extracts.
    """
    document = tomlkit.parse(_with_moved_comments(text, year))
    old = int(document["year"])
    step = year - old
    for part, key, value in list(texts(document)):
        if _TIME.search(value):
            mark(part, key, _reason(part, key, old))
    _retitle(document, old, year)
    for audience in document.get("audience", []):
        _move_calendar(audience, step)
    for entry in entries(document, ("milestone", "other")):
        if "due" in entry:
            entry["due"] = _moved(entry["due"], step)
            mark(entry, "due", f"siirretty vuodesta {old}; onko jo tehty?")
    for indicator in entries(document, ("indicator",)):
        _start_from(indicator, outcomes.get(str(indicator["id"])), old, step)
    return Draft(str(document["id"]), _header(old, year, made_up) + tomlkit.dumps(document))


def _header(old: int, year: int, made_up: bool) -> str:
    lines = [
        f"{DIRECTIVE} ./{SCHEMA_FILE}",
        f"# The plan of {year}, drafted from that of {old}: `salo-plan plan new`. To be edited.",
        "#",
        f"# Months, due dates and titles are moved to {year}, and baselines are the outcomes of",
        f"# {old}. Goals, targets and all quotations are still those of {old}: put the new plan's",
        f"# own words and figures in their place. Look first at the lines marked '{MARK}', then",
        "# hold the file against the new plan: salo-plan plan check --plan FILE --text PLAN.txt",
    ]
    if made_up:
        lines += ["#", f"# {MARK}: lähtötasot on laskettu esimerkkiaineistosta, ne ovat keksittyjä"]
    return "\n".join(lines) + "\n\n"


def _with_moved_comments(text: str, year: int) -> str:
    """Drop the old line of the schema, and move the months that comments show as examples."""
    found = re.search(r"^year *= *(\d{4})", text, re.MULTILINE)
    step = year - int(found[1]) if found else 0
    lines = [line for line in text.splitlines() if not line.startswith(DIRECTIVE)]
    moved = (
        re.sub(r'"(\d{4}-\d\d)"', lambda month: f'"{_moved(month[1], step)}"', line)
        if line.startswith("#")
        else line
        for line in lines
    )
    return "\n".join(moved).lstrip("\n") + "\n"


def _moved(month: str, step: int) -> str:
    return str(Month.parse(str(month)).plus(MONTHS_A_YEAR * step))


def _moved_day(day: date, step: int) -> date:
    # The 29th of February has no namesake in most years.
    return day.replace(year=day.year + step, day=min(day.day, 28) if day.month == 2 else day.day)


def _reason(part: Any, key: str, old: int) -> str:
    # The glossary's texts are our own.
    if key in _QUOTED and "term" not in part:
        return f"lainaus on vuoden {old} suunnitelmasta"
    return "teksti mainitsee ajan"


def _retitle(document: Any, old: int, year: int) -> None:
    """Name the plan anew: its id, year, titles and the months in which it is in force."""
    name = str(document["id"])
    document["id"] = name.replace(str(old), str(year)) if str(old) in name else f"{name}_{year}"
    document["year"] = year
    for holder, key in ((document, "title"), (document, "kicker"), (document, "name")):
        _retell(holder, key, old, year)
    for audience in document.get("audience", []):
        _retell(audience, "title", old, year)
    for key in ("in_force_from", "in_force_to"):
        document[key] = _moved(document[key], year - old)
    if "ends" in document and str(document["ends"]) < str(document["in_force_to"]):
        mark(document, "ends", "päättyy ennen kuin tavoitteet")


def _retell(holder: Any, key: str, old: int, year: int) -> None:
    if key in holder and str(old) in str(holder[key]):
        holder[key] = str(holder[key]).replace(str(old), str(year))
        unmark(holder[key])


def _move_calendar(audience: Any, step: int) -> None:
    months = audience["data_months"]
    for place, month in enumerate(list(months)):
        months[place] = _moved(month, step)
    if "due" in audience:
        days = (f"{_moved(m, step)} = {_moved_day(d, step)}" for m, d in audience["due"].items())
        audience["due"] = tomlkit.value(f"{{ {', '.join(days)} }}")


def _start_from(indicator: Any, outcome: Outcome | None, old: int, step: int) -> None:
    """Let the indicator start from last year's outcome, or say that it is not known."""
    target = indicator.get("target")
    if isinstance(target, Mapping) and target.get("reference"):
        _move_years(target, step)
    had = indicator.get("baseline")
    if outcome is None or outcome.year_value is None:
        if had is not None:
            mark(indicator, "baseline", f"vuoden {old} toteumaa ei ole; luku on aiempi")
        return
    if had is not None:
        mark(indicator, "text", _reason(indicator, "text", old))
    if had is not None and "ranges" in had:
        _start_from_range(indicator, outcome, old)
    elif outcome.value is None:
        indicator["over_year"].comment(f"toteuma {old}: {outcome.year_value:.12g}")
        if had is not None:
            mark(indicator, "baseline", f"vuoden {old} tasoa ei ole; luku on aiempi")
    else:
        level = f'{{ month = "{outcome.month}", value = {_plain(outcome.value)} }}'
        indicator["baseline"] = tomlkit.value(level)
        if outcome.missing:
            mark(indicator, "baseline", f"toteumasta puuttuu {outcome.missing} kuukautta")
        elif had is not None:
            mark(indicator, "baseline", _WORDS_WANTED)
        else:
            indicator["baseline"].comment(f"toteuma {old}")


def _start_from_range(indicator: Any, outcome: Outcome, old: int) -> None:
    """Put last year's smallest and largest month after the newest year before it."""
    had = indicator["baseline"]
    kept = dict(had["ranges"][-1])
    own = {"year": old, "min": _plain(outcome.lowest), "max": _plain(outcome.highest)}
    rows = (
        f"    {{ year = {row['year']}, min = {row['min']}, max = {row['max']}, "
        f'unit = "{kept["unit"]}" }},\n'
        for row in (kept, own)
    )
    had.pop("text", None)
    had["ranges"] = tomlkit.value(f"[\n{''.join(rows)}]")
    lacking = f"toteumasta puuttuu {outcome.missing} kuukautta" if outcome.missing else ""
    mark(had, "ranges", lacking or _WORDS_WANTED)


def _move_years(target: Any, step: int) -> None:
    """Move the years in the words of a target that is last year's same month."""
    for key in ("words", "year_words"):
        if key in target:
            target[key] = re.sub(
                r"\b(?:19|20)\d\d\b", lambda y: str(int(y[0]) + step), str(target[key])
            )


def _plain(value: float | None) -> str:
    """Write a figure as it is stated: a whole one without decimals."""
    return f"{value or 0:.12g}"

"""The steering group's tables by group: by team, by municipality and by channel of feedback.

Team-level counts are for the inside of the services; small counts of people hide here all the same
(reports/sections/group_tables.py).
"""

from collections.abc import Mapping

import pandas as pd

from salo_plan import wording
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.encounters import score_of
from salo_plan.messages import marked, say
from salo_plan.periods import Month, Term
from salo_plan.plan.model import Plan
from salo_plan.populations import UNKNOWN, ukrainian
from salo_plan.reports.report import Fact, Section, Table
from salo_plan.reports.sections.group_tables import (
    NOT_SHOWN,
    Column,
    group_table,
    hidden_places,
    shown_counts,
)
from salo_plan.reports.sections.teams import team_table

SECTION = "breakdowns"
_DATASETS = ("clients", "search_duration", "activation", "services", "typ")
_NO_CUBE = marked("no data: the client extract of the month has not been delivered")
_NO_CITIZENSHIP = marked("no data: the client extract does not tell citizenship")
_NO_CODE = marked("no data: the extracts have not used the country code UA in any month")


def breakdowns(plan: Plan, tables: Tables, month: Month) -> Section:
    """Write the tables by group of one month, and the number of Ukrainian jobseekers."""
    found = (
        team_table(plan, tables, Term(month, month)),
        _by_municipality(plan, tables, month),
        _by_channel(plan, tables.frames["feedback"], month),
    )
    below = plan.rules.hidden_below
    lead = say(
        "Counts of 1 to {most} people are not shown, nor any share that they are a part of. Where "
        "only one group would hide, another hides with it.",
        most=below - 1,
    )
    told = ukrainian_jobseekers(plan, tables.frames["clients"], month)
    return Section(
        SECTION,
        say("By team, municipality and channel"),
        lead,
        tables=tuple(table for table in found if table.rows),
        facts=(Fact(say("Ukrainian jobseekers"), told),),
    )


def ukrainian_jobseekers(plan: Plan, cube: pd.DataFrame, month: Month) -> str:
    """Tell how many citizens of Ukraine there are, or why it cannot be told."""
    until = cube[(cube["month"] <= str(month)) & cube["municipality"].isin(_municipalities(plan))]
    rows = until[until["month"] == str(month)]
    if rows.empty:
        return say(_NO_CUBE)
    if rows["citizenship"].isna().all():
        return say(_NO_CITIZENSHIP)
    if not ukrainian(until).any():
        return say(_NO_CODE)
    own = rows[ukrainian(rows)]
    if own["clients"].isna().any():
        return say("no data: some of the counts are secret or missing")
    below = plan.rules.hidden_below
    (count,) = shown_counts([float(own["clients"].sum())], below)
    unknown = float(rows.loc[rows["citizenship"].isna(), "clients"].sum())
    if not unknown:
        return count
    (lacking,) = shown_counts([unknown], below)
    return say("{count}; citizenship not recorded: {lacking}", count=count, lacking=lacking)


def _by_municipality(plan: Plan, tables: Tables, month: Month) -> Table:
    """Write what the datasets hold by municipality; a row of its own for an unknown one."""
    frames = {name: _of_month(tables.frames[name], month) for name in _DATASETS}
    groups = [*_municipalities(plan)]
    groups = [name for name in groups if name != UNKNOWN or _has(frames, name)]
    columns = (
        Column(say("Clients"), {"count": "everyone"}, "clients", "municipality"),
        Column(
            say("Unemployed, share"),
            {"share": "unemployed", "of": "everyone"},
            "clients",
            "municipality",
            "%",
            1,
        ),
        Column(
            say("Job search, weeks"),
            {"mean": "duration_weeks", "weight": "clients"},
            "search_duration",
            "area",
        ),
        Column(
            say("Activation rate"),
            {"share": "in_services", "of": "active_all"},
            "activation",
            "area",
            "%",
            1,
        ),
        Column(say("Work trials"), {"count": "work_trial"}, "services", "area"),
        Column(say("TYP clients"), {"count": "typ_clients"}, "typ", "municipality"),
    )
    caption = say("By municipality, {month}", month=wording.month_name(month))
    below = plan.rules.hidden_below
    return group_table(caption, say("Municipality"), groups, columns, frames, below)


def _by_channel(plan: Plan, feedback: pd.DataFrame, month: Month) -> Table:
    """Write answers and NPS by channel; few answers are said to be few."""
    answers = _of_month(feedback, month)
    answers = answers[answers["score"].notna()]
    named = sorted(answers["channel"].dropna().unique())
    groups = [(str(name), answers.loc[answers["channel"] == name, "score"]) for name in named]
    unnamed = answers.loc[answers["channel"].isna(), "score"]
    if len(unnamed):
        groups.append((say("channel not recorded"), unnamed))
    rules = plan.rules
    counts = [float(len(scores)) for _, scores in groups]
    hidden = hidden_places(counts, rules.hidden_below)
    shown = shown_counts(counts, rules.hidden_below)
    rows = [
        (
            name,
            shown[place],
            say(NOT_SHOWN) if place in hidden else wording.number(score_of(scores).value),
            say("few answers") if len(scores) < rules.few_answers else wording.NOTHING,
        )
        for place, (name, scores) in enumerate(groups)
    ]
    return Table(
        say("Client feedback by channel, {month}", month=wording.month_name(month)),
        (say("Channel"), say("Answers"), say("NPS"), say("Note")),
        tuple(rows),
        (False, True, True, False),
    )


def _municipalities(plan: Plan) -> list[str]:
    """List the municipalities of the widest scope, and the unknown one that counts as its own."""
    widest = max(plan.scopes.values(), key=lambda scope: len(scope.municipalities))
    return [*widest.municipalities, UNKNOWN]


def _has(frames: Mapping[str, pd.DataFrame], municipality: str) -> bool:
    return bool((frames["clients"]["municipality"] == municipality).any())


def _of_month(frame: pd.DataFrame, month: Month) -> pd.DataFrame:
    return frame[frame["month"] == str(month)]

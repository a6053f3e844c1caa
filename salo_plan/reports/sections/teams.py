"""Tables by team (tiimeittäin): clients, unemployed, caseload, visits and plan backlog."""

import pandas as pd

from salo_plan import wording
from salo_plan.extracts.tables import Tables
from salo_plan.messages import say
from salo_plan.periods import Term
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Section, Table
from salo_plan.reports.sections.group_tables import Column, group_table

SECTION = "teams"
_STOCKS = ("clients", "coaches", "plans")
_FLOW = "discussions"


def team_section(plan: Plan, tables: Tables, term: Term) -> Section:
    """Write the staff's section: the table by team of the whole term, with caseloads."""
    table = team_table(plan, tables, term, caseloads=True)
    if not table.rows:
        return Section(SECTION, say("By team"), say("Nothing by team has been delivered."))
    lead = say(
        "The table is for the internal use of {services} only.", services=plan.arrangement.genitive
    )
    return Section(SECTION, say("By team"), lead, tables=(table,))


def team_table(plan: Plan, tables: Tables, term: Term, caseloads: bool = False) -> Table:
    """Write one row a team: stocks of the term's last month, visits over the whole term."""
    last, months = {str(term.last)}, {str(month) for month in term}
    frames = {name: _months(tables.frames[name], last) for name in _STOCKS}
    frames[_FLOW] = _months(tables.frames[_FLOW], months)
    teams = sorted({str(team) for frame in frames.values() for team in frame["team"].unique()})
    caseload = Column(
        say("Clients per coach"), {"ratio": "clients", "to": "coaches"}, "coaches", "team"
    )
    columns = (
        Column(say("Clients"), {"count": "everyone"}, "clients", "team"),
        Column(
            say("Unemployed, share"),
            {"share": "unemployed", "of": "everyone"},
            "clients",
            "team",
            "%",
            1,
        ),
        *((caseload,) if caseloads else ()),
        Column(
            say("Initial interviews held as visits"),
            {"share": "visit", "of": "initial_interview"},
            _FLOW,
            "team",
            "%",
        ),
        Column(
            say("Plan backlog"),
            {"share": "backlog", "of": "plan_required"},
            "plans",
            "team",
            "%",
            1,
        ),
    )
    caption = say(
        "By team: clients and plan backlog, {month}; visits over the whole period",
        month=wording.month_slash(term.last),
    )
    return group_table(caption, say("Team"), teams, columns, frames, plan.rules.hidden_below)


def _months(frame: pd.DataFrame, months: set[str]) -> pd.DataFrame:
    return frame[frame["month"].isin(months)]

"""The facts row under a report's title: its period, its data, and when the next one comes."""

from salo_plan import wording
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.periods import Month
from salo_plan.plan.calendar import promises
from salo_plan.plan.model import Audience, Plan
from salo_plan.reports import terms
from salo_plan.reports.report import Fact


def masthead_facts(
    plan: Plan, audience: Audience, month: Month, findings: tuple[Finding, ...], tables: Tables
) -> tuple[Fact, ...]:
    """Write the facts row: the period, what the data is like and the days of the reports."""
    own = [p for p in promises(plan) if p.audience == audience.id]
    due = next((p.due for p in own if p.month == month), None)
    coming = [p for p in own if p.month > month]
    unknown = sum(f.verdict == "no_data" for f in findings)
    term = terms.report_term(audience, month)
    facts = [
        Fact(say("Period"), wording.period_text(term.first.first_day, term.last.last_day)),
        Fact(say("Data extracted"), extracted(tables, month) or say("not recorded")),
        Fact(say("State of the data"), _data_state(unknown)),
    ]
    if due and audience.period == "year_to_date":
        shown = Month(due.year, due.month)
        facts.append(Fact(say("Presented"), wording.month_slash(shown)))
    if due:
        facts.append(Fact(say("Due date"), wording.date_text(due)))
    if coming:
        facts.append(Fact(say("Next report"), wording.date_text(coming[0].due)))
    return tuple(facts)


def extracted(tables: Tables, month: Month) -> str:
    """Tell the days on which the month's files came, as far as somebody has written them down.

    Empty where nobody has.
    """
    days = tables.delivered_on(month)
    if not days:
        return ""
    told = wording.period_text(days[0], days[-1])
    if tables.is_undated(month):
        return say("{days} (in part)", days=told)
    return told


def _data_state(unknown: int) -> str:
    if not unknown:
        return say("Checked")
    return say_count(
        "Checked, data is missing on {count} indicator",
        "Checked, data is missing on {count} indicators",
        unknown,
    )

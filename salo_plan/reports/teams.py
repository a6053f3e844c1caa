"""Tables by team (tiimeittäin) for the staff: clients, visits and plan backlog."""

import pandas as pd

from salo_plan import wording
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.calculations import calculate
from salo_plan.periods import Term
from salo_plan.reports.report import Section, Table

VISITS = {"share": "visit", "of": "initial_interview"}
BACKLOG = {"share": "backlog", "of": "plan_required"}
CLIENTS = {"count": "everyone"}
CASELOAD = {"ratio": "clients", "to": "coaches"}


def team_section(tables: Tables, term: Term) -> Section:
    """Write one row a team: stocks of the term's last month, visits over the whole term."""
    last = {str(term.last)}
    months = {str(month) for month in term}
    frames = {
        "clients": _months(tables.frames["clients"], last),
        "coaches": _months(tables.frames["coaches"], last),
        "plans": _months(tables.frames["plans"], last),
        "discussions": _months(tables.frames["discussions"], months),
    }
    teams = sorted({str(team) for frame in frames.values() for team in frame["team"].unique()})
    if not teams:
        return Section("teams", "Tiimeittäin", "Tiimeittäisiä tietoja ei ole toimitettu.")
    end = wording.month_slash(term.last.year, term.last.number)
    table = Table(
        caption=f"Asiakkaat ja suunnitelmavelka {end}, alkuhaastattelujen käynnit koko kaudelta",
        columns=(
            "Tiimi",
            "Asiakkaita",
            "Asiakkaita omavalmentajaa kohti",
            "Käyntejä alkuhaastatteluista",
            "Suunnitelmavelka",
        ),
        rows=tuple(_row(team, frames) for team in teams),
        numeric=(False, True, True, True, True),
    )
    lead = "Taulukko on vain kokeilun sisäiseen käyttöön."
    return Section("teams", "Tiimeittäin", lead, tables=(table,))


def _months(frame: pd.DataFrame, months: set[str]) -> pd.DataFrame:
    return frame[frame["month"].isin(months)]


def _row(team: str, frames: dict[str, pd.DataFrame]) -> tuple[str, ...]:
    own = {name: frame[frame["team"] == team] for name, frame in frames.items()}
    return (
        team,
        _printed(CLIENTS, "clients", own, "", 0),
        _printed(CASELOAD, "coaches", own, "", 0),
        _printed(VISITS, "discussions", own, "%", 0),
        _printed(BACKLOG, "plans", own, "%", 1),
    )


def _printed(
    metric: dict[str, str], dataset: str, own: dict[str, pd.DataFrame], unit: str, decimals: int
) -> str:
    rows = own[dataset]
    if rows.empty:
        return wording.NOTHING
    return wording.figure(calculate(metric, dataset, rows).value, unit, decimals)

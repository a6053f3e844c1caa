"""Data notes: where the figures come from, what is missing and by which rules they are judged."""

from salo_plan import wording
from salo_plan.extracts.dataset import Table as FileTable
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.received import Received
from salo_plan.extracts.tables import Tables
from salo_plan.indicators.assess import Finding
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Fact, Section, Table

NEAR_RULE = (
    "Mittari on lähellä tavoitetta, kun tavoite ei täyty ja pyöristämätön ero on enintään "
    "{points} prosenttiyksikköä tai pistettä (osuudet, NPS) tai {share} tavoitteesta (muut). "
    "Raja ei ole toimintasuunnitelmassa vaan tämän seurannan asetus."
)


def data_notes(
    plan: Plan, received: Received, tables: Tables, findings: tuple[Finding, ...]
) -> Section:
    """Write the data notes of a report."""
    rules = plan.rules
    month = findings[0].month
    facts = (
        Fact("Tavoitteet ja lähtötasot", f"{plan.title}."),
        Fact("Puuttuvat tiedot", _missing(findings)),
        Fact(
            "Lähellä tavoitetta",
            NEAR_RULE.format(
                points=wording.number(rules.near_points),
                share=wording.figure(100 * rules.near_share, "%"),
            ),
        ),
        Fact(
            "Vertailu",
            "Tilanne päätellään pyöristämättömästä arvosta. Kun pyöristetty luku näyttäisi "
            "muuta kuin vertailun tulos, lukuun tulostetaan lisää desimaaleja.",
        ),
        Fact("Laajuus", _scopes(plan)),
    )
    return Section(
        id="notes",
        title="Tietojen laatu ja rajaukset",
        lead="",
        facts=facts,
        tables=tuple(
            table for table in (_files(received, tables, month), _questions(plan)) if table.rows
        ),
    )


def footnotes(plan: Plan, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Write the footnotes of the scoreboard: assumed operators and open questions in use."""
    lines = []
    if any(f.indicator.target and f.indicator.target.assumed for f in findings):
        lines.append(
            "* Toimintasuunnitelma ei kirjoita vertailun suuntaa. Suunta on tämän seurannan oletus."
        )
    return tuple(lines)


def _missing(findings: tuple[Finding, ...]) -> str:
    names = [f.indicator.name for f in findings if _lacks_value(f)]
    if not names:
        return "Kaikista mittareista on tieto."
    judged = sum(f.verdict == "no_data" for f in findings)
    return (
        f"Tieto puuttuu {len(names)} mittarista, joista tavoite on {judged} mittarilla: "
        f"{wording.listing(names)}."
    )


def _lacks_value(finding: Finding) -> bool:
    return finding.indicator.kind != "verbal" and finding.figure.value is None


def _scopes(plan: Plan) -> str:
    names = [
        f"{scope.name} ({wording.listing(scope.municipalities)})"
        if len(scope.municipalities) > 1
        else scope.name
        for scope in plan.scopes.values()
    ]
    if len(names) == 1:
        return f"Mittarien laajuus on {names[0]}."
    return (
        f"Osa mittareista kuvaa: {names[0]}; osa: {wording.listing(names[1:])}. Laajuus on "
        "merkitty mittarin alle. Eri alueiden lukuja ei lasketa yhteen eikä verrata keskenään."
    )


def _files(received: Received, tables: Tables, month: Month) -> Table:
    """List the files that tell of the report's month, and all that were refused."""
    shown = tables.files_of(month)
    rows = tuple(
        _file_row(table) for table in received.tables if table.path in shown or table.refused
    )
    return Table(
        caption="Kuukauden tiedostot: luetut, käytetyt ja hylätyt rivit sekä hylkäyksen syy",
        columns=("Tiedosto", "Luettu", "Käytetty", "Hylätty", "Summarivejä", "Syy"),
        rows=rows,
        numeric=(False, True, True, True, True, False),
    )


def _questions(plan: Plan) -> Table:
    """List the open questions to the coordinator with the default in use."""
    return Table(
        caption="Avoimet kysymykset koordinaattorille ja käytössä olevat oletukset",
        columns=("Tunnus", "Kysymys", "Oletus"),
        rows=tuple((item.id, item.question, item.default) for item in plan.question),
        numeric=(False, False, False),
    )


def _shown_name(table: FileTable) -> str:
    """Name a file, and its sheet where one workbook holds several datasets."""
    sheet = {dataset.id: dataset.sheet for dataset in DATASETS}[table.dataset]
    name = table.path.removeprefix("data/raw/")
    return f"{name} ({sheet})" if sheet else name


def _file_row(table: FileTable) -> tuple[str, ...]:
    reasons = [str(fault) for fault in table.faults if fault.level == "error"]
    return (
        _shown_name(table),
        wording.number(table.rows_read),
        wording.number(table.rows_used),
        wording.number(table.rows_rejected),
        wording.number(table.totals_left_out),
        "; ".join(reasons[:3]) or wording.NOTHING,
    )

"""A hand-built report with every verdict, missing and secret figures, long names and markup."""

from dataclasses import replace
from typing import Any

from salo_plan.reports.report import (
    Attention,
    Change,
    Chart,
    Fact,
    GoalState,
    Line,
    Point,
    Report,
    Row,
    Section,
    Table,
)

MONTHS = tuple(f"2022-{number:02d}" for number in range(1, 13)) + tuple(
    f"2023-{number:02d}" for number in range(1, 10)
)
LONG_NAME = (
    "Voimassa olevat aktivointisuunnitelmat työmarkkinatukea vähintään tuhat päivää saaneilla "
    "asiakkailla, joiden palvelutarpeenarviointi on vanhentunut"
)
MARKUP = "Tiimi <b>Etelä</b> & \"Länsi\" <script>alert('x')</script>"
WORDS = {
    "met": "Tavoite saavutettu",
    "near": "Lähellä tavoitetta",
    "missed": "Tavoitetta ei saavutettu",
    "no_data": "Ei tietoa",
    "no_target": "Ei tavoitetta",
    "verbal": "Sanallinen arvio",
}


def series(*values: float | None) -> tuple[Point, ...]:
    """Give the newest months these values."""
    return tuple(
        Point(month, value) for month, value in zip(MONTHS[-len(values) :], values, strict=True)
    )


def row(name_: str, goal: int, verdict: Any, printed: str, target: str, **more: Any) -> Row:
    """Build a row with what most rows have."""
    usual: dict[str, Any] = {
        "name": name_.capitalize(),
        "value": None,
        "numerator": None,
        "denominator": None,
        "unit": "%",
        "state": "ok",
        "year_ago": Change("−0,6", "parani", "9/2022"),
        "baseline": Change("+0,4", "heikkeni", "11/2022"),
        "previous": None,
        "detail": "",
        "series": series(52.0, 51.5, None, 53.0, 53.6),
    }
    given = usual | more
    known = [point for point in given["series"] if point.value is not None]
    return Row(
        id=name_,
        goal=goal,
        printed=printed,
        target=target,
        verdict=verdict,
        verdict_word=WORDS[verdict],
        spark_alt=f"{given['name']}: {printed}, tavoite {target}." if len(known) > 1 else "",
        **given,
    )


ROWS = (
    row("unemployed_share", 1, "met", "53,6 %", "alle 60 %", detail="1 454 / 2 712 henkilöä"),
    row(
        "under_25_unemployed_share",
        1,
        "near",
        "51,2 %",
        "alle 50 %",
        met_at_baseline=False,
        baseline=Change("−0,8", "parani", "12/2022"),
    ),
    row("initial_interview_visit_share", 1, "missed", "55 %", "vähintään 60 %", assumed=True),
    row("unemployed", 1, "no_target", "1 454 hlö", "ei tavoitetta", unit="hlö", year_ago=None),
    row(
        "team_caseloads",
        1,
        "verbal",
        MARKUP,
        "",
        name="Tiimien asiakasmäärät",
        series=(),
        year_ago=None,
        baseline=None,
    ),
    row(
        "activation_plans_1000_days",
        2,
        "no_data",
        "ei tietoa",
        "kaikilla voimassa",
        name=LONG_NAME,
        state="missing",
        detail="Poiminta 9/2023 puuttuu.",
        year_ago=None,
        baseline=None,
        series=series(None, None, None),
    ),
    row(
        "typ_clients",
        2,
        "met",
        "alle 5",
        "vähintään 3 as.",
        name="TYPin asiakkaat",
        state="secret",
        baseline=None,
        series=series(7, 6, None),
    ),
)

ATTENTION = (
    Attention(
        id="initial_interview_visit_share",
        name="Käynnit alkuhaastatteluista",
        verdict="missed",
        verdict_word=WORDS["missed"],
        printed="55 %",
        target="tavoite vähintään 60 %",
        happened="Paras lukema tänä vuonna, tavoitteesta puuttuu 5 %-yks.",
        action="Ajanvarauksen oletukseksi käynti.",
        who="Tiimit",
        due="31.10.2023",
    ),
)

TREND = Chart(
    id="unemployed_salo",
    form="lines",
    title="Työttömien määrä on lähes ennallaan",
    measure="Työttömät työnhakijat, henkilöä",
    unit="hlö",
    decimals=0,
    lines=(
        Line("Salo", series(2219, None, 2134)),
        Line("Marttila", series(61, 62, 60)),
    ),
    alt="Työttömät Salossa ja Marttilassa: Salossa 9/2023 oli 2 134 työtöntä, 7/2023 oli 2 219.",
)
AREAS = replace(
    TREND,
    id="areas",
    form="areas",
    title="Salon luku on maakunnan keskitasoa",
    lines=tuple(
        Line(area, series(value))
        for area, value in (("Salo", 2134.0), ("Turku", 9871.0), ("Raisio", 902.0))
    ),
    alt="Kolme aluetta syyskuussa 2023: Salossa 2 134, Turussa 9 871 ja Raisiossa 902 työtöntä.",
)
SECTIONS = (
    Section(
        id="statistics",
        title="Salo julkisissa tilastoissa",
        lead="Julkiset tilastot koskevat koko Salon kaupunkia.",
        charts=(TREND, AREAS),
        tables=(
            Table(
                "Työttömät alueittain, syyskuu 2023",
                ("Alue", "Työttömät", "Osuus"),
                (("Salo", "2 134", "9,2 %"), ("Koski Tl", "alle 5", "")),
                (False, True, True),
            ),
        ),
        paragraphs=("Luvut julkaisee Tilastokeskus.",),
        facts=(Fact("Lähde", "Tilastokeskus, työnvälitystilasto"),),
    ),
    Section(
        id="notes",
        title="Aineiston tiedot",
        lead="",
        facts=(Fact("Tarkistus", "412 riviä luettu, 409 hyväksytty."),),
    ),
    Section(
        id="glossary",
        title="Käsitteet",
        lead="",
        facts=(Fact("NPS", "Suositteluluku −100…100."),),
    ),
)

REPORT = Report(
    audience="steering_group",
    month="2023-09",
    lang="fi",
    plan="salo_2023",
    kicker="Salon työllisyyden kuntakokeilu · Toimintasuunnitelma 2023 · Ohjausryhmälle",
    title="Kuukausiseuranta, syyskuu 2023",
    example=True,
    facts=(
        Fact("Kausi", "1.–30.9.2023"),
        Fact("Tiedot poimittu", "4.10.2023"),
        Fact("Seuraava raportti", "26.11.2023"),
    ),
    result="4 mittarista 2 on tavoitteessa.",
    lead="Käynnit alkuhaastatteluista jäävät yhä tavoitteesta.",
    tally=(
        ("met", WORDS["met"], 2),
        ("near", WORDS["near"], 1),
        ("missed", WORDS["missed"], 1),
        ("no_data", WORDS["no_data"], 1),
        ("no_target", WORDS["no_target"], 1),
        ("verbal", WORDS["verbal"], 1),
    ),
    tally_note="Mittareita on yhteensä 7, niistä 4 voitiin verrata tavoitteeseen.",
    attention=ATTENTION,
    worsening=("Työttömien osuus on noussut lähtötasosta 0,4 %-yks.",),
    goals=(
        GoalState(
            1,
            "Palveluprosessit tehostuvat ja työnhakijat työllistyvät",
            1,
            3,
            ("met", "near", "missed", "no_target", "verbal"),
            "1 / 3 mittaria tavoitteessa",
        ),
        GoalState(
            2,
            "Monialainen työote vahvistuu",
            1,
            1,
            ("no_data", "met"),
            "1 / 1 mittaria tavoitteessa",
        ),
        GoalState(3, "Palveluja käytetään enemmän", 0, 0, (), "Ei mittareita"),
    ),
    changes_title="Muuttui elokuusta",
    changes=("Tavoitteeseen nousi yksi mittari: TYPin asiakkaat.",),
    rows=ROWS,
    scoreboard_caption="Kaikki mittarit tavoitteittain, syyskuu 2023.",
    footnotes=("* Toimintasuunnitelmassa on vain luku; vertailun suunta on oletettu.",),
    sections=SECTIONS,
    indicators=tuple(
        {"id": entry.id, "target": {"op": "<", "limit": 60.0, "assumed": entry.assumed}}
        for entry in ROWS
    ),
    sources=(),
)

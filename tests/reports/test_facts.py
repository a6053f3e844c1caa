"""The facts row says when the data came only as far as somebody has written it down."""

from pathlib import Path

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from salo_plan.reports.public.report import PublicReport
from tests.publishing.light import figures, town

TMT = "Kuukausi;Maksut_eur\n2023-09;1000\n"
HEAD = "Tiedosto;Toimitettu\n"


def extracted(folder: Path, received: str, deliveries: str = "") -> str:
    """Tell what September's report says of the extraction of its figures and its payments."""
    workspace = town(folder).write(
        "figures_omat.csv", figures("2023-09;clients;2600", received=received)
    )
    workspace.write("tmt_2023-09.csv", TMT)
    if deliveries:
        workspace.write("toimitukset.csv", HEAD + deliveries)
    material = gather(read_plan(), workspace.folder)
    report = build_report(material, "steering_group", Month(2023, 9))
    notes = next(section for section in report.sections if section.id == "notes")
    noted = "Poimintapäivä on kirjattu vain osasta tiedostoja." in {f.value for f in notes.facts}
    told = next(fact.value for fact in report.facts if fact.term == "Tiedot poimittu")
    assert noted == told.endswith("(osin)")
    return told


@pytest.mark.parametrize(
    ("received", "deliveries", "told"),
    [
        ("", "", "ei kirjattu"),
        ("4.10.2023", "", "4.10.2023 (osin)"),
        ("", "tmt_2023-09.csv;6.10.2023", "6.10.2023 (osin)"),
        ("4.10.2023", "tmt_2023-09.csv;6.10.2023", "4.–6.10.2023"),
        ("4.10.2023", "tmt_2023-09.csv;4.10.2023", "4.10.2023"),
    ],
)
def test_a_day_of_one_file_is_not_said_of_the_others(tmp_path, received, deliveries, told):
    assert extracted(tmp_path, received, deliveries) == told


@pytest.mark.parametrize(
    ("received", "lang", "told"),
    [
        ("4.10.2023", "fi", "Tiedot poimittu: 4.10.2023."),
        ("", "fi", ""),
        ("4.10.2023", "en", "Data extracted: 4 October 2023."),
    ],
)
def test_the_public_version_tells_the_day_where_it_is_known(tmp_path, received, lang, told):
    assert public_source(tmp_path, received, lang) == told


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fi", "Tiedot poimittu: 4.10.2023 (osin)."),
        ("en", "Data extracted: 4 October 2023 (in part)."),
    ],
)
def test_the_public_version_says_that_the_day_is_known_in_part(tmp_path, lang, told):
    town(tmp_path).write("tmt_2023-09.csv", TMT)
    assert public_source(tmp_path, "4.10.2023", lang) == told


def public_source(folder: Path, received: str, lang: str) -> str:
    """Tell what September's public version says of the extraction of its figures."""
    rows = figures("2023-09;clients;2600", received=received)
    material = gather(read_plan(), town(folder).write("figures_omat.csv", rows).folder)
    report = build_report(material, "public", Month(2023, 9), lang)
    assert isinstance(report, PublicReport)
    _, _, days = report.about[-1].partition(". ")
    return days

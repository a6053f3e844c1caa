from pathlib import Path

import pytest

from salo_plan.errors import DataError
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report

GIVEN = "month;indicator;value;numerator;denominator;state;source;received\n"
CUBE = (
    "Laskentapäivä;Kunta;Tiimi;Ikäryhmä;Äidinkieli;Kansalaisuus;Työllisyyskoodi;"
    "Työllisyyskoodin selite;Asiakkaita\n"
)
CONTACTS = (
    "Kuukausi;Uusia työnhakijoita;Kontaktoitu määräajassa;Kontaktoitu myöhässä;"
    "Kontaktoimatta;Määräaika kesken\n"
)
MAY = Month(2023, 5)


def deliver(workspace: Path, name: str, text: str) -> None:
    (workspace / "data" / "raw" / name).write_text(text, encoding="utf-8")


def test_a_refused_client_cube_is_never_replaced_by_a_delivered_figure(workspace: Path):
    deliver(workspace, "figures_more.csv", GIVEN + "2023-05;clients;2700;;;ok;käsin;\n")
    assert gather(read_plan(), workspace).newest_month == MAY
    deliver(workspace, "ura_asiakkaat_2023-05.csv", CUBE + "31.5.2023;Salo;T1;20–24;fi;FI;99;x;5\n")
    material = gather(read_plan(), workspace)
    assert material.measuring.measurements.value("clients", MAY) is None
    with pytest.raises(DataError, match=r"ura_asiakkaat_2023-05\.csv"):
        build_report(material, "steering_group", MAY)


def test_a_refused_file_of_another_dataset_is_named_where_its_figure_is_missing(workspace: Path):
    deliver(workspace, "figures_more.csv", GIVEN + "2023-05;clients;2700;;;ok;käsin;\n")
    deliver(workspace, "kontaktit_uudet_2023-05.csv", CONTACTS + "2023-05;100;70;10;10;9\n")
    report = build_report(gather(read_plan(), workspace), "steering_group", MAY)
    row = next(row for row in report.rows if row.id == "early_contact_share")
    assert row.detail == "Tiedosto kontaktit_uudet_2023-05.csv on hylätty"
    assert row.state == "missing"

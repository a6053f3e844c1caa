"""A page tells why a file was refused in the page's own language."""

import pytest

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report
from tests.publishing.light import town

TMT = "Kuukausi;Maksut_eur\n2023-09;paljon\n"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fi", "rivi 2, sarake Maksut_eur: siinä lukee ”paljon”: ei ole luku"),
        ("en", "row 2, column Maksut_eur: found 'paljon': not a number"),
    ],
)
def test_the_files_of_the_month_say_it(tmp_path, lang: str, told: str):
    workspace = town(tmp_path, "2023-09;clients;2600").write("tmt_2023-09.csv", TMT)
    material = gather(read_plan(), workspace.folder)
    report = build_report(material, "steering_group", Month(2023, 9), lang)
    cells = [cell for s in report.sections for t in s.tables for row in t.rows for cell in row]
    assert any(cell.startswith(told) for cell in cells)

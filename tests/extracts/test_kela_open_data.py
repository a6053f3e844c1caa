import subprocess
import sys
from pathlib import Path

import pytest

from salo_plan.errors import DataError
from salo_plan.extracts.datasets.money import OPEN_DATA
from salo_plan.extracts.kela_open_data import OpenDataShares, read_open_data
from salo_plan.extracts.reading import read_table
from salo_plan.extracts.received import read_received
from salo_plan.extracts.tables import Tables, usable_tables
from salo_plan.plan.areas import Municipalities

HEADER = (
    "aikatyyppi,kuukausi_nro,vuosikuukausi,vuosi,kunta_nro,kunta_nimi,ikaryhma,sukupuoli,"
    "tyomarkkinatukipaiva_luokka,saaja_lkm,korvattu_paiva_lkm,maksettu_eur,kunta_osuus_eur\n"
)
SALO = Municipalities(support=("Salo",))
OF_SALO = OPEN_DATA.read_for(SALO)
INVOICES = "Laskutuskuukausi;Maksukuukausi;Päiväluokka;Saajia;Maksettu etuus €;Kunnan osuus €\n"


def row(
    period: str,
    month: int,
    day_class: str,
    paid: float | str,
    share: float | str,
    recipients: int | str = 5,
    group: str = "25-29,Mies",
    place: str = "734,Salo",
    year: int = 2023,
) -> str:
    """Write one row of the file; euros without cents are enough here."""
    when = f"{period},{month},{year}{month:02d},{year}"
    return f"{when},{place},{group},{day_class},{recipients},100,{paid},{share}\n"


def month_rows(month: int, paid: float, period: str = "Kuukausi", **more) -> str:
    """Write the three classes and their total: as much support below 1000 days as from there on."""
    return (
        row(period, month, "300-499", paid / 4, paid / 8, 3, **more)
        + row(period, month, "500-999", paid / 4, paid / 8, 3, **more)
        + row(period, month, "1000 tai yli", paid / 2, 0.35 * paid, 3, **more)
        + row(period, month, "Yhteensä", paid, 0.6 * paid, 7, **more)
    )


GOOD = (
    month_rows(1, 1000)
    + month_rows(2, 2000)
    + month_rows(1, 1000, "Vuosikertymä")
    + month_rows(2, 3000, "Vuosikertymä")
)


@pytest.fixture
def read(tmp_path: Path):
    def reading(rows: str | bytes, places=("Salo",), header: str = HEADER) -> OpenDataShares:
        path = tmp_path / "kela_avoin_2023.csv"
        path.write_bytes(header.encode() + (rows if isinstance(rows, bytes) else rows.encode()))
        return read_open_data(path, places)

    return reading


def tables_of(workspace: Path) -> Tables:
    return usable_tables(read_received(workspace, SALO))


def shares(read: OpenDataShares) -> dict[str, float]:
    return dict(zip(read.frame["month"], read.frame["municipal_share_eur"], strict=True))


# Which rows are summed


def test_a_month_comes_from_the_total_of_its_classes_and_of_month_rows_alone(read):
    found = read(GOOD + row("Vuosi", 12, "Yhteensä", 99999, 55555))
    assert shares(found) == {"2023-01": 600, "2023-02": 1200}
    assert found.frame["paid_eur"].tolist() == [1000, 2000]
    assert not found.faults


def test_persons_come_from_the_total_because_one_may_be_in_two_classes(read):
    assert read(GOOD).frame["recipients"].tolist() == [7, 7]


def test_age_groups_and_sexes_are_added_up(read):
    women = {"group": "Tieto puuttuu,Nainen"}
    found = read(month_rows(1, 1000) + month_rows(1, 500, **women))
    assert shares(found) == {"2023-01": 900}
    assert found.frame["recipients"].tolist() == [14]


def test_a_total_of_the_sexes_is_not_added_to_them(read):
    both = {"group": "25-29,Yhteensä"}
    assert shares(read(month_rows(1, 1000) + month_rows(1, 1000, **both))) == {"2023-01": 600}


def test_classes_alone_give_the_share_but_no_number_of_persons(read):
    rows = [line for line in month_rows(1, 1000).splitlines(True) if "Yhteensä" not in line]
    found = read("".join(rows))
    assert shares(found) == {"2023-01": 600}
    assert found.frame["recipients"].isna().all()
    assert found.frame["recipients_state"].tolist() == ["missing"]


def test_a_recovery_makes_a_month_negative(read):
    rows = row("Kuukausi", 1, "500-999", -80, -40) + row("Kuukausi", 1, "Yhteensä", -80, -40)
    assert shares(read(rows)) == {"2023-01": -40}


def test_only_the_municipalities_asked_for_are_read_by_name_or_code(read):
    rows = month_rows(1, 400, place="284,Koski Tl") + GOOD + month_rows(1, 100, place="073,073")
    assert set(read(rows).frame["municipality"]) == {"Salo"}
    assert set(read(rows, ("284", "Salo")).frame["municipality"]) == {"Salo", "Koski Tl"}
    assert read(rows, ("073",)).frame["municipal_share_eur"].tolist() == [60]


def test_a_month_is_known_by_the_first_row_it_is_summed_from(read):
    found = read(month_rows(1, 400, place="284,Koski Tl") + GOOD)
    assert found.frame.index.tolist() == [9, 13]
    assert found.rows_read == 20


# Control sums


def test_a_year_to_date_that_is_not_the_sum_of_its_months_is_an_error(read):
    found = read(GOOD.replace("3000,1800.0", "3000,1800.5"))
    (fault,) = found.faults
    assert fault.level == "error"
    assert "Salo 2023-02" in fault.reason
    assert "1800.50" in fault.reason
    assert "1800.00" in fault.reason
    assert found.frame.empty


def test_a_difference_of_some_cents_is_no_error(read):
    assert not read(GOOD.replace("3000,1800.0", "3000,1800.04")).faults


def test_a_month_that_is_missing_is_named(read):
    rows = GOOD + month_rows(4, 1000) + month_rows(4, 6000, "Vuosikertymä")
    (fault,) = read(rows).faults
    assert "no month rows for 2023-03" in fault.reason


def test_a_file_that_begins_in_the_middle_of_a_year_is_not_refused_for_it(read):
    rows = month_rows(11, 1000) + month_rows(11, 90_000, "Vuosikertymä")
    assert shares(read(rows)) == {"2023-11": 600}


def test_months_without_years_to_date_are_told_to_be_unchecked(read):
    (fault,) = read(month_rows(1, 1000)).faults
    assert fault.level == "warning"
    assert "Vuosikertymä" in fault.reason


@pytest.mark.parametrize(("share", "warned"), [("600.0", 0), ("605.9", 0), ("607.0", 1)])
def test_a_share_off_the_laws_two_steps_by_over_one_percent_is_a_warning(read, share, warned):
    found = read(GOOD.replace("7,100,1000,600.0", f"7,100,1000,{share}"))
    told = [fault for fault in found.faults if "half of the support" in fault.reason]
    assert len(told) == warned
    assert all(fault.level == "warning" and "600.00" in fault.reason for fault in told)


def test_the_steps_of_2025_are_not_judged_by_those_of_2023(read):
    rows = month_rows(1, 1000, year=2025).replace("600.0", "900")
    assert [fault.column for fault in read(rows).faults] == ["aikatyyppi"]


def test_a_month_with_an_empty_amount_is_left_out_and_told(read):
    found = read(month_rows(1, 1000) + row("Kuukausi", 2, "Yhteensä", 500, ""))
    assert list(shares(found)) == ["2023-01"]
    assert any("Salo 2023-02" in fault.reason for fault in found.faults)


# Forms of the file


def test_the_form_of_2019_is_read_by_its_header(read):
    header = (
        "kuntanumero;kunta;aikajakso;tyomarkkinatukipaiva_luokka;sukupuoli;ikaryhma;saajat;"
        "maksetut_etuudet_euroa;kunta_osuus_eur;vuosi;kuukausi\n"
    )
    rows = (
        "734;Salo;kuukausi;Yhteensä;Mies;25-29;7;1000,50;600,30;2019;1\n"
        "734;Salo;kuukausi;Yhteensä;Mies;25-29;NA;1000,00;600,25;2019;Helmikuu\n"
        "734;Salo;vuosikertymä;Yhteensä;Mies;25-29;7;2000,50;1200,55;2019;2\n"
    )
    found = read(rows, header=header)
    assert not found.faults
    assert shares(found) == {"2019-01": 600.30, "2019-02": 600.25}
    assert found.frame["recipients_state"].tolist() == ["ok", "missing"]


def test_windows_letters_and_a_byte_order_mark_are_read(read):
    assert shares(read(GOOD.encode("cp1252"))) == {"2023-01": 600, "2023-02": 1200}
    assert shares(read(GOOD, header="\ufeff" + HEADER)) == {"2023-01": 600, "2023-02": 1200}


def test_a_row_with_too_few_cells_is_told_by_its_number(read):
    found = read(GOOD + "Kuukausi,3,202303\n" + month_rows(3, 10))
    (fault,) = found.faults
    assert (fault.row, fault.level) == (18, "error")
    assert found.frame.empty


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [("600.0", "600,0".join('""'), "kunta_osuus_eur"), ("202301", "202313", "vuosikuukausi")],
)
def test_a_cell_that_does_not_fit_is_told_with_row_column_and_value(read, old, new, column):
    found = read(GOOD.replace(old, new, 1) if column != "vuosikuukausi" else GOOD.replace(old, new))
    assert found.faults[0].column == column
    assert found.faults[0].value == new.strip('"')
    assert found.frame.empty


def test_numbers_in_scientific_form_are_read(read):
    rows = GOOD.replace("2,2000,1200.0", "2,2e3,1.2e+03")
    assert shares(read(rows)) == {"2023-01": 600, "2023-02": 1200}


def test_another_file_or_another_town_is_refused_in_one_message(read):
    with pytest.raises(DataError, match=r"not Kela's open data .*kunta_osuus_eur"):
        read("Kuukausi,1\n", header="aikatyyppi,kunta_nro,kunta_nimi,ikaryhma,sukupuoli,"
             "tyomarkkinatukipaiva_luokka,saaja_lkm,maksettu_eur\n")  # fmt: skip
    with pytest.raises(DataError, match="no row is about Loimaa"):
        read(GOOD, ("Loimaa",))


def test_letters_broken_in_the_middle_of_the_file_are_refused(read):
    rest = month_rows(1, 10, place="073,073").encode() * 2000
    with pytest.raises(DataError, match="a letter is broken"):
        read(GOOD.encode() + rest + b"Kuukausi,1,202301,2023,992,\xc4\xc4nekoski,a,b,c,1,1,1,1\n")


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="peak memory is not told")
def test_a_million_rows_are_read_within_300_megabytes(tmp_path):
    path = tmp_path / "data.csv"
    others = month_rows(1, 10, place="073,073") * 2500
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(others for _ in range(100))
        file.write(GOOD)
    code = (
        "import re, sys\nfrom pathlib import Path\n"
        "from salo_plan.extracts.kela_open_data import read_open_data\n"
        "found = read_open_data(Path(sys.argv[1]), ['Salo'])\n"
        # The peak of getrusage is inherited from the test run that starts this process.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(found.rows_read, len(found.frame), int(peak) // 1024)"
    )
    command = [sys.executable, "-c", code, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    path.unlink()
    rows, months, peak = map(int, told.split())
    assert (rows, months) == (1_000_016, 2)
    assert peak < 300


# As a received extract


def received(workspace: Path, open_rows: str, invoices: str = "") -> Path:
    raw = workspace / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "kela_avoin_2023.csv").write_text(HEADER + open_rows, encoding="utf-8")
    if invoices:
        (raw / "kela_kuntaosuus_2023.csv").write_text(INVOICES + invoices, encoding="utf-8")
    return workspace


def test_the_table_counts_every_row_of_the_file(tmp_path):
    path = received(tmp_path, GOOD) / "data" / "raw" / "kela_avoin_2023.csv"
    table = read_table(path, OF_SALO, tmp_path)
    assert (table.rows_read, table.rows_used, table.rows_rejected) == (16, 2, 0)
    OPEN_DATA.schema.validate(table.frame)
    path.write_text(HEADER + GOOD.replace("3000,1800.0", "3000,1"), encoding="utf-8")
    table = read_table(path, OF_SALO, tmp_path)
    assert (table.rows_read, table.rows_used, table.rows_rejected) == (16, 0, 16)
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert read_table(path, OF_SALO, tmp_path).refused


def test_open_data_gives_the_months_that_no_invoice_gives(tmp_path):
    invoices = "2/2023;1/2023;Yhteensä;7;1 000,00;600,00\n"
    tables = tables_of(received(tmp_path, GOOD, invoices))
    frame = tables.frames["labour_market_support"]
    assert frame["month"].tolist() == ["2023-01", "2023-02"]
    added = frame.iloc[1]
    assert added["municipal_share_eur"] == 1200
    assert (added["billing_month"], added["day_class"]) == ("2023-03", "Yhteensä")
    assert added["file"] == "data/raw/kela_avoin_2023.csv"
    assert tables.differences == ()


def test_without_invoices_open_data_gives_every_month_of_salo_alone(tmp_path):
    rows = GOOD + month_rows(3, 900, place="480,Marttila")
    frame = tables_of(received(tmp_path, rows)).frames["labour_market_support"]
    assert frame["month"].tolist() == ["2023-01", "2023-02"]


def test_a_plan_without_a_municipality_reads_nothing_and_is_told(tmp_path):
    found = read_received(received(tmp_path, GOOD), Municipalities())
    (table,) = (t for t in found.tables if t.dataset == OPEN_DATA.id)
    assert (table.refused, table.rows_used) == (False, 0)
    assert "names no municipality" in str(table.faults[0])


def test_the_store_keeps_a_municipality_apart_from_another(tmp_path):
    workspace = received(tmp_path, GOOD + month_rows(1, 400, place="480,Marttila"))
    for place, share in (("Salo", 600), ("480", 240), ("Salo", 600)):
        own = Municipalities(support=(place,))
        (table,) = read_received(workspace, own).of(OPEN_DATA.id)
        assert table.frame["municipal_share_eur"].iloc[0] == share


def test_an_invoice_wins_over_open_data_and_the_difference_is_told(tmp_path):
    invoices = (
        "2/2023;1/2023;300-499;7;1 000,00;650,00\n5/2023;1/2023;300-499;;-80,00;-40,00\n"
        "3/2023;2/2023;Yhteensä;7;2 000,00;1 200,01\n"
    )
    tables = tables_of(received(tmp_path, GOOD, invoices))
    sums = tables.frames["labour_market_support"].groupby("month")["municipal_share_eur"].sum()
    assert sums.to_dict() == {"2023-01": 610, "2023-02": 1200.01}
    (told,) = tables.differences
    assert "2023-01" in told
    assert "610.00" in told
    assert "600.00" in told

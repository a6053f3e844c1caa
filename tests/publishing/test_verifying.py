"""`verify` makes a published report again and says what no longer holds."""

import pytest

from salo_plan.errors import CallError
from salo_plan.publishing import verifying
from salo_plan.publishing.verifying import verify

from .light import figures, issue, light, town


@pytest.fixture
def january(tmp_path):
    workspace = town(tmp_path, "2023-01;clients;2600", name="figures_2023-01.csv")
    issue(workspace, "steering_group", "2023-01")
    return workspace


def place(workspace, *more: str):
    return workspace.folder.joinpath("outputs", "2023-01", "steering_group", *more)


def test_an_untouched_report_holds(january):
    assert verify(place(january), make=light).differs == ()


def test_it_is_found_by_its_page_too(january):
    assert verify(place(january, "report.html"), make=light).holds


def test_a_later_month_that_was_received_since_does_not_disturb(january):
    january.write("figures_2023-02.csv", figures("2023-02;clients;2610"))
    assert verify(place(january), make=light).holds


def test_an_older_version_holds_beside_the_newer_one(january):
    january.write("figures_lisa.csv", figures("2023-01;typ_clients;170"))
    assert issue(january, "steering_group", "2023-01").version == 2
    assert verify(place(january), make=light).holds
    assert verify(place(january, "v1"), make=light).holds


def test_a_changed_input_is_named(january):
    january.write("figures_2023-01.csv", figures("2023-01;clients;2601"))
    assert verify(place(january), make=light).differs == (
        "input data/raw/figures_2023-01.csv: changed",
    )


def test_a_page_that_someone_has_edited_is_named(january):
    place(january, "report.html").write_text("parempi", encoding="utf-8")
    assert verify(place(january), make=light).differs == (
        "output report.html: changed after it was published",
    )


def test_another_package_version_is_named_only_when_the_bytes_differ(january, monkeypatch):
    monkeypatch.setattr(verifying, "package_versions", lambda: {"pandas": "99"})
    assert verify(place(january), make=light).holds

    def other(order, report, private, limits):
        light(order, report, private, limits)
        (private / "report.html").write_text("toinen", encoding="utf-8")

    differs = verify(place(january), make=other).differs
    assert differs[0] == "report.html: made again, it differs"
    assert any(line.startswith("package pandas: ") for line in differs)


def test_a_folder_without_a_report_is_a_wrong_call(january):
    with pytest.raises(CallError, match="no published report"):
        verify(january.folder)


def test_a_corrected_report_holds_by_the_file_that_was_corrected_too(tmp_path):
    workspace = town(tmp_path, "2023-01;clients;2600")
    workspace.write("tmt_2023-01.csv", "Kuukausi;Maksut_eur\n2023-01;1000\n")
    issue(workspace, "steering_group", "2023-01")
    workspace.write("tmt_2023-01_korjattu.csv", "Kuukausi;Maksut_eur\n2023-01;900000\n")
    assert issue(workspace, "steering_group", "2023-01").version == 2
    page = place(workspace, "report.json").read_text(encoding="utf-8")
    assert "Saatiin korjattu tiedosto: tmt_2023-01_korjattu.csv" in page
    assert verify(place(workspace), make=light).differs == ()

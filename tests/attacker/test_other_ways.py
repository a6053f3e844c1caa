"""Single ways in that were open once: groups in groups, corrections, ready figures, hashes."""

import hashlib
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from salo_plan.figures import Measured, Measurement, Source
from salo_plan.indicators.measurements import Measurements
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report

from ..workspaces import Workspace
from .attack import recovered
from .towns import LAST, Town, make, make_series

DELIVERED = Source("data/raw/figures_june.csv", "", kind="delivered")


def clients(**cells: int) -> Town:
    """June's clients by age and status."""
    return Town().with_cells(LAST, "clients", **cells)


def test_a_corrected_number_of_clients_does_not_give_the_rest_of_an_earlier_share():
    before = clients(older_unemployed=44, older_other=6)
    after = clients(older_unemployed=44, older_other=3)
    assert recovered(make_series([(LAST, before), (LAST, after)])) == []


def test_the_number_in_education_does_not_bound_the_unemployed():
    assert (
        recovered([make(clients(older_studying=47, older_unemployed=2, older_other=1), LAST)]) == []
    )


def test_clients_neither_unemployed_nor_in_education_are_not_given_by_subtraction():
    issued = make(clients(older_studying=7, older_unemployed=41, older_other=2), LAST)
    shown = [
        issued.issue.rows[name]["value"] for name in ("clients", "unemployed_share", "in_education")
    ]
    assert shown == [50, 82.0, None]
    assert recovered([issued]) == []


def test_the_share_of_the_young_does_not_give_the_rest_of_the_share_of_all():
    assert recovered([make(clients(young_unemployed=5, older_other=1), LAST)]) == []


@dataclass(frozen=True)
class Delivered(Town):
    """A town whose figures of June were delivered ready, as figures*.csv may bring them."""

    figures: tuple[Measurement, ...] = ()

    def measurements(self) -> Measurements:
        return Measurements.of(self.figures)


def given(indicator: str, *numbers: float) -> Measurement:
    return Measurement(indicator, LAST, "T", Measured(*numbers), (DELIVERED,))


def test_a_share_delivered_without_its_parts_is_hidden_where_its_part_is_small():
    town = Delivered(figures=(given("clients", 8, 8), given("unemployed_share", 37.5)))
    assert make(town, LAST).issue.rows["unemployed_share"]["value"] is None


def test_three_clients_are_hidden_although_a_share_says_they_are_fifty():
    town = Delivered(figures=(given("clients", 3, 3), given("unemployed_share", 40, 20, 50)))
    assert make(town, LAST).issue.rows["clients"]["printed"] != "3"


HEADERS = "Laskentapäivä;Kunta;Asiakkaita;Uusia;Päättyneitä;Ehdokkaita ohjattu"
FIGURES = "month;indicator;value;numerator;denominator;state;source;received"


def typ_file(*numbers: int) -> str:
    return f"{HEADERS}\n2023-06-30;Salo;{';'.join(map(str, numbers))}\n"


def test_the_hash_of_a_file_does_not_tell_the_small_count_in_it(tmp_path: Path):
    workspace = Workspace(tmp_path)
    workspace.write("typ_2023-06.csv", typ_file(3, 1, 0, 2))
    workspace.write("figures_june.csv", f"{FIGURES}\n2023-06;clients;2600;;;ok;URA;2023-07-04\n")
    report = build_report(gather(read_plan(), tmp_path), "public", Month(2023, 6))
    assert report.row("typ_clients").printed == "alle 5"
    published = str(report.as_json())
    for people, *others in product(range(1, 5), *(range(5),) * 3):
        text = typ_file(people, *others)
        assert hashlib.sha256(text.encode()).hexdigest() not in published

"""What the issued public versions have hidden and shown is read from the files themselves."""

import json
from pathlib import Path

from salo_plan.indicators.relations import Shown
from salo_plan.reports.public.earlier_issues import earlier_issues

ISSUE = {
    "month": "2023-06",
    "rows": [
        {
            "id": "in_education",
            "series": [{"month": "2023-05", "value": None}, {"month": "2023-06", "value": 12.0}],
            "year_value": 11.0,
        }
    ],
    "hidden": [{"indicator": "in_education", "month": "2023-05", "span": "month"}],
}


def issue(folder: Path, **changed: object) -> None:
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps({**ISSUE, **changed}), encoding="utf-8")


def test_no_issue_has_hidden_or_shown_anything_yet(tmp_path):
    earlier = earlier_issues(tmp_path, "public")
    assert (earlier.hidden, earlier.shown) == (frozenset(), frozenset())


def test_an_issue_tells_what_it_hid_and_what_it_showed(tmp_path):
    issue(tmp_path / "outputs" / "2023-06" / "public")
    earlier = earlier_issues(tmp_path, "public")
    assert earlier.hidden == {Shown("in_education", "2023-05")}
    assert earlier.shown == {
        Shown("in_education", "2023-06"),
        Shown("in_education", "2023-06", "year"),
    }


def test_an_older_version_counts_too_and_another_audience_does_not(tmp_path):
    place = tmp_path / "outputs" / "2023-06"
    issue(place / "public", hidden=[])
    issue(place / "public" / "v1")
    issue(place / "steering_group")
    assert earlier_issues(tmp_path, "public").hidden == {Shown("in_education", "2023-05")}
    assert earlier_issues(tmp_path, "staff").hidden == frozenset()

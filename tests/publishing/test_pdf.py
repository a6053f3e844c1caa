"""`report --pdf` prints the finished page beside it, and says plainly when it cannot."""

import json
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from salo_plan.errors import DataError
from salo_plan.publishing import pdf
from salo_plan.publishing.pdf import find_browser, write_pdf

from ..browser.window import CHROMIUM
from ..workspaces import call, committed_workspace

needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed; .ci/run installs it"
)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(pdf, "_usual_places", list)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text("<!doctype html><title>Sivu</title><p>Työttömiä 2\u00a0712", encoding="utf-8")
    return path


def stand_in(folder: Path, script: str) -> Path:
    """A program that stands in for a browser."""
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@needs_chromium
def test_the_pdf_holds_the_report_and_stays_out_of_the_manifest(tmp_path: Path):
    workspace = committed_workspace(tmp_path / "town")
    result = call(
        *("report", "steering_group", "2022-11", "--pdf", "--json", "--workspace", workspace)
    )
    assert result.exit_code == 0, result.output
    folder = workspace / "outputs" / "2022-11" / "steering_group"
    assert Path(json.loads(result.stdout)["pdf"]) == folder / "report.pdf"
    read = PdfReader(folder / "report.pdf")
    text = "".join(page.extract_text() for page in read.pages)
    assert "Kuukausiseuranta" in text
    assert "Työttömien osuus asiakkaista" in " ".join(text.split())
    assert read.metadata is not None
    assert str(read.metadata.title).startswith("Kuukausiseuranta")
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"].startswith("fi")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "report.pdf" not in json.dumps(manifest)


@needs_chromium
def test_a_page_is_printed_alone(page: Path):
    assert write_pdf(page, find_browser()) == page.with_name("report.pdf")
    text = PdfReader(page.with_name("report.pdf")).pages[0].extract_text()
    assert "2 712" in text.replace("\xa0", " ")
    assert {path.name for path in page.parent.iterdir()} == {"report.html", "report.pdf"}


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_nothing_is_made_and_the_message_says_what_to_do(tmp_path: Path):
    workspace = committed_workspace(tmp_path / "town")
    result = call("report", "steering_group", "2022-11", "--pdf", "--workspace", workspace)
    assert result.exit_code == 1
    assert result.stderr == (
        "salo-plan: a PDF needs Chromium, Chrome or Edge, and none of them was found on this "
        "computer. Install one, or leave --pdf out and print the page from a browser.\n"
    )
    assert list((workspace / "outputs").iterdir()) == []


def test_a_browser_in_its_usual_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    edge = tmp_path / "msedge.exe"
    edge.touch()
    monkeypatch.setattr(pdf, "_usual_places", lambda: [tmp_path / "chrome.exe", edge])
    assert find_browser() == edge


@posix_only
def test_a_browser_that_fails_leaves_the_earlier_pdf_as_it_was(page: Path, tmp_path: Path):
    earlier = page.with_name("report.pdf")
    earlier.write_bytes(b"earlier")
    with pytest.raises(DataError, match=r"^chromium printed no PDF \(exit code 3\)\.$"):
        write_pdf(page, stand_in(tmp_path, "exit 3"))
    with pytest.raises(DataError, match=r"^chromium printed no PDF \(exit code 0\)\.$"):
        write_pdf(page, stand_in(tmp_path, "exit 0"))
    assert earlier.read_bytes() == b"earlier"


@posix_only
def test_a_browser_that_hangs_is_ended(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(DataError, match=r"^chromium printed no PDF in 1 seconds\.$"):
        write_pdf(page, stand_in(tmp_path, "exec sleep 30"))

"""A real JupyterLab: the analyst opens a report's notebook, runs it and changes the month.

The notebooks are copies in a workspace of their own, since JupyterLab saves by itself.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report

from ..workspaces import REPOSITORY
from .making import laid_out

TOKEN = "only-for-this-test"
PATIENCE = 120_000
# All cells in the page at once, and no question about news over it.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_workspace(example_year: Callable[[], Path]) -> Path:
    folder = example_year()
    shutil.copytree(REPOSITORY / "notebooks", folder / "notebooks")
    return folder


@pytest.fixture(scope="module")
def lab(own_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start `salo-plan lab` in a home of its own and give the address of the notebook."""
    home = tmp_path_factory.mktemp("home")
    for name, values in SETTINGS.items():
        place = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(values), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = f"http://127.0.0.1:{port}"
    call = [sys.executable, "-m", "salo_plan", "lab", "--workspace", str(own_workspace), "--"]
    call += ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0"]
    call += ["--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    environment = kept | {
        "HOME": str(home),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }
    log = (home / "lab.log").open("wb")
    process = subprocess.Popen(call, cwd=home, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"{server}/api/status?token={TOKEN}", process, home / "lab.log")
        yield f"{server}/lab/tree/notebooks/steering_group.ipynb?token={TOKEN}"
    finally:
        # The server asks its kernels to end, which a killed one would leave behind.
        with urllib.request.urlopen(_asked(f"{server}/api/shutdown", "POST")):
            pass
        process.wait(30)
        log.close()


def _asked(address: str, method: str) -> urllib.request.Request:
    return urllib.request.Request(
        address, method=method, headers={"Authorization": f"token {TOKEN}"}
    )


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start: {log.read_text(errors='replace')}")


def run_all(tab: Page) -> None:
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def pictures(html: str) -> list[str]:
    """The alternative texts of a page's pictures, in their order."""
    return [str(image["alt"]) for image in BeautifulSoup(html, "html.parser").select("img")]


def shown_in(tab: Page) -> list[str]:
    found: list[str] = tab.locator(".jp-OutputArea-output img").evaluate_all(
        "images => images.map(image => image.alt)"
    )
    return found


def test_run_all_shows_the_report_and_another_month_another_one(
    browser: Browser, lab: str, own_workspace: Path
):
    tab = browser.new_page(viewport={"width": 1400, "height": 1000})
    tab.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    tab.goto(lab)
    tab.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    # The kernel is there: the notebook's toolbar says that it waits.
    tab.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    material = gather(read_plan(), own_workspace)
    before = {name: name.read_bytes() for name in (REPOSITORY / "notebooks").glob("*.ipynb")}
    outputs = sorted((own_workspace / "outputs").rglob("*"))

    run_all(tab)
    expect(tab.locator(".jp-OutputArea-output h1")).to_contain_text("marraskuu 2022")
    expect(tab.locator(".jp-OutputArea-output footer")).to_be_visible()
    page = laid_out(build_report(material, "steering_group", Month(2022, 11)))
    assert shown_in(tab) == pictures(page)
    assert tab.locator(".jp-OutputArea-output tr[data-indicator]").count() >= 38
    chart = tab.locator(".jp-OutputArea-output figure img").first
    chart.scroll_into_view_if_needed()
    assert chart.evaluate("image => image.naturalWidth") > 300

    tab.locator(".jp-CodeCell .cm-content").first.click()
    tab.keyboard.press("ControlOrMeta+A")
    given = ('month = "2023-09"', 'audience = "steering_group"', 'workspace = ""')
    tab.keyboard.insert_text("\n".join((*given, 'lang = "fi"', 'plan = ""')))
    run_all(tab)
    expect(tab.locator(".jp-OutputArea-output h1")).to_contain_text("syyskuu 2023")
    tab.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    expect(tab.locator(".jp-OutputArea-output footer")).to_be_visible()
    page = laid_out(build_report(material, "steering_group", Month(2023, 9)))
    assert shown_in(tab) == pictures(page)
    tab.keyboard.press("ControlOrMeta+S")
    saved = own_workspace / "notebooks" / "steering_group.ipynb"
    expect(tab.locator(".jp-mod-dirty")).to_have_count(0)
    assert "syyskuu 2023" in saved.read_text(encoding="utf-8")
    tab.close()
    assert {name: name.read_bytes() for name in before} == before
    assert sorted((own_workspace / "outputs").rglob("*")) == outputs

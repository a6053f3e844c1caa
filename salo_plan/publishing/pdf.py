"""The page as PDF, printed by an installed Chromium, Chrome or Edge, which are no dependency.

The PDF is made of the finished page and lies beside it as `report.pdf`. Browsers write the day and
their own version into it, so its bytes differ from run to run: the manifest and the ledger do not
hold it, and it can be made again from the page at any time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from salo_plan.errors import DataError, system_reason
from salo_plan.told import Told

PDF = "report.pdf"
SECONDS = 120

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
# The page needs nothing but itself, so the browser may reach nothing else.
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
    "--no-pdf-header-footer",
)


def find_browser() -> Path:
    """Find a browser that can print; DataError when none is installed."""
    found = (shutil.which(name) for name in _NAMES)
    if named := next((path for path in found if path), None):
        return Path(named)
    if usual := next((path for path in _usual_places() if path.is_file()), None):
        return usual
    raise DataError(
        Told(
            "a PDF needs Chromium, Chrome or Edge, and none of them was found on this computer. "
            "Install one, or leave --pdf out and print the page from a browser."
        )
    )


def write_pdf(page: Path, browser: Path) -> Path:
    """Print a finished page as `report.pdf` beside it and return its path.

    Raises DataError when the browser gives no PDF; an earlier one is then left as it was.
    """
    with tempfile.TemporaryDirectory(prefix="salo-pdf-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / PDF
        call = [
            str(browser),
            *_FLAGS,
            *(["--no-sandbox"] if _is_root() else []),
            f"--user-data-dir={folder}",
            f"--print-to-pdf={made}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(call, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise DataError(
                Told(
                    "{browser} printed no PDF in {seconds} seconds.",
                    browser=browser.name,
                    seconds=SECONDS,
                )
            ) from None
        except OSError as error:
            raise DataError(
                Told(
                    "{browser} did not start: {error}.",
                    browser=browser.name,
                    error=system_reason(error),
                )
            ) from None
        if done.returncode or not made.is_file() or not made.stat().st_size:
            raise DataError(
                Told(
                    "{browser} printed no PDF (exit code {returncode}).",
                    browser=browser.name,
                    returncode=done.returncode,
                )
            )
        beside = page.with_name(f".{PDF}")
        shutil.copyfile(made, beside)
        return beside.replace(page.with_name(PDF))


def _is_root() -> bool:
    """Tell whether Chromium's sandbox would refuse to run, as it does for root in containers."""
    return sys.platform != "win32" and os.geteuid() == 0


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        return [Path(path) for path in _MAC]
    folders = [os.environ[name] for name in _WINDOWS_FOLDERS if name in os.environ]
    return [Path(folder) / name for folder in folders for name in _WINDOWS]

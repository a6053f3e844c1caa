import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .making import Made, Town, gathered, pages
from .window import CHROMIUM, Window, flags


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, example_year: Callable[[], Path]) -> Town:
    """The example, gathered once, also when pytest-xdist runs several processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "browser"
    folder.mkdir(exist_ok=True)
    return gathered(folder, example_year)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed; .ci/run installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags())
        yield started
        started.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Callable[[Made], Window]:
    """Each page's window, opened at its first use and shared by the tests."""
    opened: dict[Path, Window] = {}

    def window(made: Made) -> Window:
        return opened.setdefault(made.path, Window(made, browser))

    return window


@pytest.fixture(scope="session", params=pages())
def page(request: pytest.FixtureRequest, town: Town) -> Made:
    """Every page in turn."""
    return town.page(request.param)


@pytest.fixture(scope="session", params=pages(but="public"))
def full_page(request: pytest.FixtureRequest, town: Town) -> Made:
    """Every page that has the scoreboard: all but the public ones."""
    return town.page(request.param)


@pytest.fixture(scope="session", params=pages("public"))
def public_page(request: pytest.FixtureRequest, town: Town) -> Made:
    return town.page(request.param)


@pytest.fixture
def window(page: Made, windows: Callable[[Made], Window]) -> Window:
    return windows(page)

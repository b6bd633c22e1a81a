"""Fixtures of all tests: the browser is the one that `manage.py test` found."""

import math
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import testcases
from playwright.sync_api import ConsoleMessage, Page, expect

from factcheck import browser
from tests.foundation.waiting import until

# Playwright's synchronous interface runs a loop of its own, inside which Django would refuse to query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PATIENCE = 30_000
"""Milliseconds that a page may take to show what a test expects of it."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def quiet_server(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a browser is over when the server has answered all of it: then its tables are emptied.

    The database is asked for first and therefore given back last; the browser has been closed by then, and with it the
    connections, each of which has a thread of the server.
    """
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        cache.clear()  # it counts sign-ins by address, and all tests come from one
    yield
    if "live_server" in request.fixturenames:
        assert until(lambda: not any("process_request" in thread.name for thread in threading.enumerate()))


@pytest.fixture(scope="session", autouse=True)
def whole_application() -> Iterator[None]:
    """Tests with a browser speak to the application that is served, in place of one that looks for uploaded files."""
    from annotations.api.at_once import saved_at_once
    from factcheck.admitted import Admitted

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(testcases, "_MediaFilesHandler", lambda django: Admitted(django, saved_at_once))
        yield


class Forgetful(dict[str, object]):
    """Remembers nothing."""

    def __setitem__(self, key: str, value: object) -> None:
        """Drops the value."""


@pytest.fixture(autouse=True)
def counted_afresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Session and person are two queries for every request of a test, not for the first one only."""
    if "live_server" in request.fixturenames:
        return
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        monkeypatch.setattr("factcheck.sessions._seen", Forgetful())


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the Chromium of the machine, quietly."""
    return {"executable_path": browser.find(), "args": browser.arguments(), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args(live_server: Any) -> dict[str, Any]:
    """Return what every browser window has in common: the same site, size, language and time zone."""
    return {
        "base_url": live_server.url,
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-GB",
        "timezone_id": "UTC",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def browser_page(page: Page) -> Iterator[Page]:
    """Yield a page; the test fails when the page threw an error, broke its policy or asked for a missing file."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.set_default_timeout(PATIENCE)
    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def quick_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: counting figures is never so slow that a page shows what was counted before."""
    monkeypatch.setattr("annotations.queries.figures.kept.SLOW", math.inf)


@pytest.fixture
def accessibility_problems() -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds on a page: one line for each rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    def problems(page: Page) -> list[str]:
        # Without preload: axe would fetch imported sheets and put them into the page, which its policy rightly blocks.
        found = Axe().run(page, options={"preload": False}).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return problems

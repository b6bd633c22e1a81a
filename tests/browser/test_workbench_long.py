"""A long article: what is out of sight is not painted, and nobody notices."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbench_page import open_workbench
from tests.factories import projects

pytestmark = pytest.mark.browser

FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def test_what_is_out_of_sight_keeps_its_height_and_is_found(browser_page: Page, live_server: Any) -> None:
    made = projects.project()
    projects.article(made, "Bridges\n\n" + "\n".join(f"Bridge {n} is safe, the minister said." for n in range(1, 500)))
    open_workbench(browser_page, projects.assignment(made), live_server.url)
    pane = browser_page.locator(".wb-scroll")
    before = pane.evaluate("(pane) => pane.scrollHeight")

    pane.evaluate("(pane) => { pane.scrollTop = pane.scrollHeight; }")
    browser_page.evaluate(FRAME)
    found = browser_page.evaluate("window.find('Bridge 250 is safe')")
    browser_page.locator(".spine a").nth(399).click()

    expect(browser_page.locator("#s400")).to_be_in_viewport()
    assert (pane.evaluate("(pane) => pane.scrollHeight"), found) == (before, True)

"""A long article: what is out of sight is neither laid out nor painted, and nobody notices."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbench_page import READY, open_workbench, sign_in
from tests.factories import projects

pytestmark = pytest.mark.browser

FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
HEIGHT = "(pane) => pane.scrollHeight"
LAID_OUT = """(pane) => {
    for (const block of pane.querySelectorAll(".turn, .turn p")) block.style.contentVisibility = "visible";
    return pane.scrollHeight;
}"""
"""The height of an article of which nothing is left out."""


def long_work() -> Any:
    """An article of 500 statements, each a paragraph of its own."""
    made = projects.project()
    projects.article(made, "Bridges\n\n" + "\n".join(f"Bridge {n} is safe, the minister said." for n in range(1, 500)))
    return projects.assignment(made)


def measured(page: Page) -> Any:
    """The pane of the text, once it is known how high everything in it is."""
    page.locator(".wb-scroll[data-measured]").wait_for()
    return page.locator(".wb-scroll")


def test_what_is_out_of_sight_has_the_height_it_will_have_and_is_found(browser_page: Page, live_server: Any) -> None:
    open_workbench(browser_page, long_work(), live_server.url)
    pane = measured(browser_page)
    before = pane.evaluate(HEIGHT)

    pane.evaluate("(pane) => { pane.scrollTop = pane.scrollHeight; }")
    browser_page.evaluate(FRAME)
    found = browser_page.evaluate("window.find('Bridge 250 is safe')")
    browser_page.locator(".spine a").nth(399).click()

    expect(browser_page.locator("#s400")).to_be_in_viewport()
    assert (pane.evaluate(HEIGHT), found, pane.evaluate(LAID_OUT)) == (before, True, before)


def test_the_statement_at_hand_stays_where_it_is_while_heights_are_found_out(
    browser_page: Page, live_server: Any
) -> None:
    work = long_work()
    sign_in(browser_page, work.annotator, live_server.url)
    browser_page.add_init_script("window.requestIdleCallback = (run) => { window.idle = run; }")
    browser_page.goto(f"/assignments/{work.pk}/?s=400")
    browser_page.locator(READY).wait_for(state="attached")
    browser_page.evaluate(FRAME)
    before = browser_page.locator("#s400").bounding_box()

    browser_page.evaluate(
        "(async () => { while (!document.querySelector('[data-measured]')) { idle(); await " + FRAME + "; } })()"
    )

    assert browser_page.locator("#s400").bounding_box() == before


def test_numbers_far_away_are_drawn_for_who_looks_at_them(browser_page: Page, live_server: Any) -> None:
    open_workbench(browser_page, long_work(), live_server.url)
    for key in "o0":
        browser_page.keyboard.press(key)
    numbers = browser_page.locator(".spine a")
    drawing = numbers.first.locator("svg")
    expect(drawing).to_be_visible()

    numbers.nth(399).evaluate("(number) => number.click()")
    expect(numbers.nth(399)).to_have_attribute("aria-current", "step")
    expect(drawing).to_be_hidden()

    numbers.nth(399).hover()
    expect(drawing).to_be_visible()

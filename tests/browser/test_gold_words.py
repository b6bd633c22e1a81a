"""The words of a gold answer in a real browser: one annotator's or one's own, by keyboard alone; looked at by axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_review import sign_in
from tests.factories import adjudications
from tests.factories.adjudications import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = ("The bridge is safe.", "The bridge has been open since Monday.")


def test_words_are_taken_or_written_by_keyboard_alone(browser_page: Page) -> None:
    statement = adjudications.worded(TEXTS)
    sign_in(browser_page, "rio", f"/projects/idlib/adjudicate/{statement.pk}/")
    keys = browser_page.keyboard
    group = browser_page.get_by_role("group", name="Claim", exact=True)
    own = group.get_by_role("textbox", name="Claim, in your words")
    group.get_by_role("radio", name="Other words").focus()
    keys.press("Tab")
    expect(own).to_be_focused()
    keys.type("It holds.")
    keys.press("Shift+Tab")
    keys.press("ArrowUp")
    expect(own).to_be_hidden()
    chosen = group.locator("label:has(:checked)").inner_text()
    keys.press("Enter")
    expect(browser_page.get_by_text("The gold answer is set.")).to_be_visible()
    taken = now(statement).newest.texts.get()
    assert (taken.text in chosen, taken.text in TEXTS, taken.method) == (True, True, "adjudicated")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_with_every_part_of_the_form_open(
    browser_page: Page, accessibility_problems: Callable[[Page], list[str]], width: int, theme: str
) -> None:
    statement = adjudications.worded(TEXTS)
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    sign_in(browser_page, "rio", f"/projects/idlib/adjudicate/{statement.pk}/")
    browser_page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert accessibility_problems(browser_page) == []
    wide = browser_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0

"""Conversations in a real browser: over the review by keyboard alone, people called with @, looked at by axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Comment, CommentThread
from tests.api import worlds
from tests.api.worlds import World
from tests.browser.test_review import sign_in
from tests.factories import people, talks
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]


@pytest.fixture
def handed_in(live_server: Any) -> World:
    """Ada's labels wait for review; she has asked about the first."""
    world = worlds.handed_in()
    talks.begun(world.statement, None, "Is the mayor the speaker?")
    return world


def test_a_question_is_answered_with_a_call_and_ended_over_the_review_by_keyboard(
    browser_page: Page, handed_in: World
) -> None:
    sign_in(browser_page, "rio", f"/projects/idlib/review/{handed_in.assignment.pk}/")
    keys, dialog = browser_page.keyboard, browser_page.locator("#talk-dialog")
    link = browser_page.locator("[data-talk-open]").first
    expect(link).to_contain_text("1")
    link.focus()
    keys.press("Enter")
    expect(dialog.get_by_text("Is the mayor the speaker?")).to_be_visible()
    expect(dialog.locator("textarea").first).to_be_focused()

    keys.type("She is, says @le")
    people_found = dialog.get_by_role("option")
    expect(people_found).to_have_text(["Lea Lead"])
    keys.press("Escape")
    expect(people_found).to_have_count(0)
    expect(dialog).to_be_visible()
    keys.type("a")
    keys.press("Enter")
    expect(dialog.locator("textarea").first).to_have_value("She is, says @Lea Lead ")
    keys.press("Tab")
    while browser_page.evaluate("document.activeElement.value") != "say":
        keys.press("Tab")
    keys.press("Enter")
    expect(dialog.get_by_text("calls Lea Lead")).to_be_visible()
    said = Comment.objects.exclude(author=people.annotator()).get()
    assert (said.body, said.mentions.get().user) == ("She is, says @Lea Lead", people.lead())

    dialog.get_by_role("button", name="Resolve").focus()
    keys.press("Enter")
    expect(dialog.get_by_text("Resolved by Rio Reviewer")).to_be_visible()
    assert CommentThread.objects.get().resolved_by == people.reviewer()
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link.locator(".count")).to_have_count(0)


def test_what_was_typed_stays_when_the_server_is_away(browser_page: Page, handed_in: World) -> None:
    sign_in(browser_page, "rio", f"/projects/idlib/adjudicate/{handed_in.statement.pk}/")
    browser_page.locator("[data-talk-open]").click()
    dialog = browser_page.locator("#talk-dialog")
    dialog.locator("textarea").first.fill("Still here")
    browser_page.route("**/comments/", lambda route: route.fulfill(status=200, body=""))

    dialog.get_by_role("button", name="Answer").click()

    expect(dialog.get_by_role("alert")).to_contain_text("The server did not answer")
    expect(dialog.locator("textarea").first).to_have_value("Still here")
    browser_page.unroute("**/comments/")
    dialog.get_by_role("button", name="Answer").click()
    expect(dialog.locator(".talk-words", has_text="Still here")).to_be_visible()
    assert Comment.objects.filter(body="Still here").count() == 1


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_on_page_and_dialog(
    browser_page: Page, handed_in: World, accessibility_problems: Problems, width: int, scheme: str
) -> None:
    story = f"/projects/idlib/statements/{handed_in.statement.pk}/"
    sign_in(browser_page, "rio", story)
    assert flaws(browser_page, [story], accessibility_problems, width, scheme) == {}

    browser_page.goto(f"/projects/idlib/review/{handed_in.assignment.pk}/")
    browser_page.locator("[data-talk-open]").first.click()
    browser_page.locator("#talk-dialog textarea").first.press_sequentially("@l")
    expect(browser_page.get_by_role("option")).to_have_count(1)
    assert accessibility_problems(browser_page) == []

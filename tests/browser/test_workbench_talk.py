"""Conversations over the workbench: read and written there by keyboard alone, fetched when they are first asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from annotations.models import Assignment, Comment, Role, Statement
from tests.browser.workbench_page import newest, open_workbench, press, saved, short_work
from tests.factories import adjudications, people, projects, talks
from tests.web.looking import WINDOWS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work() -> Assignment:
    """Ada's article; she has asked about its second statement, and Lea has told Rio something about the first."""
    made = short_work()
    first, second, *_rest = projects.statements(made)
    talks.begun(second, None, "Is the mayor the speaker?")
    talks.begun(first, people.lead(), "Between us reviewers.", people.reviewer())
    return made


def link(page: Page) -> Locator:
    """The way to the conversations about the statement at hand."""
    return page.locator(".wb-stmt [data-talk-open]")


def dialog(page: Page) -> Locator:
    """Where they are read."""
    return page.locator("#talk-dialog")


def of(statement: Statement) -> list[str]:
    """What was said about a statement."""
    return list(Comment.objects.filter(thread__statement=statement).values_list("body", flat=True))


def test_a_question_is_read_answered_and_asked_by_keyboard_and_labelling_goes_on(
    browser_page: Page, live_server: Any, work: Assignment
) -> None:
    first, second, *_rest = projects.statements(work)
    open_workbench(browser_page, work, live_server.url)
    expect(link(browser_page).locator(".count")).to_have_count(0)
    press(browser_page, "j")
    expect(link(browser_page).locator(".count")).to_have_text("1 open")

    press(browser_page, ",")
    expect(dialog(browser_page).get_by_text("Is the mayor the speaker?")).to_be_visible()
    expect(dialog(browser_page).locator("textarea").first).to_be_focused()
    browser_page.keyboard.type("She is; j and 1 are letters here.")
    press(browser_page, "Tab")
    while browser_page.evaluate("document.activeElement.value") != "say":
        press(browser_page, "Tab")
    press(browser_page, "Enter")
    expect(dialog(browser_page).get_by_text("She is; j and 1 are letters here.")).to_be_visible()
    press(browser_page, "Escape")
    expect(dialog(browser_page)).to_be_hidden()

    press(browser_page, "k ,")
    expect(dialog(browser_page).get_by_text("Nobody has said anything here that you may read.")).to_be_visible()
    browser_page.keyboard.type("Which bridge?")
    press(browser_page, "Tab")
    while browser_page.evaluate("document.activeElement.value") != "say":
        press(browser_page, "Tab")
    press(browser_page, "Enter")
    expect(dialog(browser_page).get_by_text("Which bridge?")).to_be_visible()
    press(browser_page, "Escape")
    expect(link(browser_page).locator(".count")).to_have_text("1 open")
    press(browser_page, "j k")
    expect(link(browser_page).locator(".count")).to_have_text("1 open")

    press(browser_page, "o 1")
    saved(browser_page)
    assert newest(work) == [(1, "supported", [])]
    assert of(first) == ["Between us reviewers.", "Which bridge?"]
    assert of(second) == ["Is the mayor the speaker?", "She is; j and 1 are letters here."]


def test_a_conversation_among_others_reaches_an_annotator_only_when_it_calls_them(
    browser_page: Page, live_server: Any, work: Assignment
) -> None:
    first = projects.statements(work)[0]
    adjudications.member(work.article.project, "rob", Role.REVIEWER)
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, ",")
    expect(dialog(browser_page)).to_be_visible()
    expect(dialog(browser_page).get_by_text("Between us reviewers.")).to_have_count(0)

    talks.begun(first, people.reviewer(), "Ada, whose bridge is it?", work.annotator)
    browser_page.reload()
    expect(link(browser_page).locator(".count")).to_have_text("1 open")
    press(browser_page, ",")
    expect(dialog(browser_page).get_by_text("Ada, whose bridge is it?")).to_be_visible()
    expect(dialog(browser_page).get_by_text("Between us reviewers.")).to_have_count(0)


def test_nothing_of_it_is_fetched_before_it_is_asked_for(
    browser_page: Page, live_server: Any, work: Assignment
) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].split("?")[0]))
    open_workbench(browser_page, work, live_server.url)
    before = {name for name in asked if name.startswith(("talk", "mention"))}
    press(browser_page, ",")
    expect(dialog(browser_page)).to_be_visible()
    after = {name for name in asked if name.startswith(("talk", "mention"))}
    assert ("talk.css" in before, "mention.js" in before) == (False, False)
    assert after >= {"talk.css", "talk.js", "mention.js"}


def test_without_a_network_the_page_stays_and_says_so(page: Page, live_server: Any, work: Assignment) -> None:
    open_workbench(page, work, live_server.url)
    page.context.set_offline(True)
    press(page, ",")
    expect(page.get_by_text("Comments need the network")).to_be_visible()
    page.context.set_offline(False)
    press(page, ",")
    expect(dialog(page).locator("textarea")).to_be_focused()
    press(page, "Escape")
    page.context.set_offline(True)
    press(page, ",")
    expect(dialog(page).get_by_role("alert")).to_contain_text("The server did not answer")
    page.context.set_offline(False)
    expect(page).to_have_url(f"{live_server.url}/assignments/{work.pk}/")


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_in_the_dialog_over_the_workbench(
    browser_page: Page,
    live_server: Any,
    work: Assignment,
    accessibility_problems: Callable[[Page], list[str]],
    width: int,
    scheme: Any,
) -> None:
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size({"width": width, "height": 844})
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j")
    assert accessibility_problems(browser_page) == []
    press(browser_page, ",")
    expect(dialog(browser_page).get_by_text("Is the mayor the speaker?")).to_be_visible()
    assert accessibility_problems(browser_page) == []

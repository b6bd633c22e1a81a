"""Many at once in a real browser: ticked, accepted, returned and given on by keyboard alone, and taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Assignment
from tests.browser.workbench_page import press, sign_in
from tests.factories import people
from tests.factories.bulk import done, handed_in, states
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]
INBOX = "/projects/idlib/review/"


@pytest.fixture
def works(live_server: Any) -> list[Assignment]:
    """Three articles that Ada has handed in."""
    return handed_in(3)


@pytest.fixture
def rio(browser_page: Page, works: list[Assignment], live_server: Any) -> Page:
    """The reviewer in front of the inbox."""
    sign_in(browser_page, people.reviewer(), live_server.url)
    browser_page.goto(INBOX)
    return browser_page


def tick(page: Page, *titles: str) -> None:
    """Tick the rows of these articles with the space bar."""
    for title in titles:
        page.get_by_role("checkbox", name=title).focus()
        press(page, "Space")


def push(page: Page, name: str) -> None:
    """Press a button by keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    press(page, "Enter")


def test_ticked_work_is_accepted_and_the_act_taken_back(rio: Page, works: list[Assignment]) -> None:
    tick(rio, "Town0", "Town2")
    expect(rio.locator("[data-bulk-count]")).to_have_text("2 selected")
    push(rio, "Accept")
    expect(rio.get_by_role("heading", level=1)).to_have_text("Accepted at once")
    expect(rio.locator("tbody .badge-ok")).to_have_count(2)
    assert states(works) == ["accepted", "submitted", "accepted"]
    push(rio, "Undo what is done")
    expect(rio.locator(".notice")).to_contain_text("Rio Reviewer took it back")
    assert states(works) == ["submitted"] * 3
    rio.get_by_role("link", name="Back to the list").focus()
    press(rio, "Enter")
    expect(rio.get_by_role("checkbox", name="Tick Ada")).to_have_count(3)


def test_all_of_the_page_is_returned_with_a_reason(rio: Page, works: list[Assignment]) -> None:
    rio.get_by_role("checkbox", name="Tick this page").focus()
    press(rio, "Space")
    rio.get_by_label("Reason for returning").select_option("guideline")
    rio.get_by_label("A word to the annotators").fill("See the new rules.")
    push(rio, "Return")
    expect(rio.get_by_role("heading", level=1)).to_have_text("Returned at once")
    expect(rio.get_by_text("“See the new rules.”")).to_be_visible()
    assert states(works) == ["returned"] * 3


def test_returning_without_a_reason_is_refused_in_the_list(rio: Page, works: list[Assignment]) -> None:
    tick(rio, "Town1")
    push(rio, "Return")
    expect(rio.get_by_role("alert")).to_contain_text("Reason is needed: the annotator must read why.")
    expect(rio).to_have_url(INBOX)
    assert states(works) == ["submitted"] * 3


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_the_inbox_and_what_became_of_many_fit_and_axe_finds_nothing(
    rio: Page, works: list[Assignment], accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    act = done(works[:2])
    assert flaws(rio, [INBOX, f"/projects/idlib/bulk/{act.pk}/"], accessibility_problems, width, scheme) == {}

"""Five hundred statements are reviewed by keyboard alone, and no key waits for the network."""

from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.models import Assignment, Review
from tests.browser.test_review import address, is_open, row
from tests.browser.test_review_long import LONG, read
from tests.browser.workbench_page import STORED, press, sign_in, write
from tests.factories import people

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DECIDED = {50: "a", 100: "r 2", 200: "x", 250: "a", 300: "r 2", 400: "x"}
"""The keys pressed at some statements, by number."""
WHY = "The table says otherwise."


@pytest.fixture
def work(live_server: Any) -> Assignment:
    """Ada's labels on an article of five hundred statements, handed in."""
    _article, (adas, _bens) = read(LONG)
    return adas


@pytest.fixture
def rio(browser_page: Page, work: Assignment, live_server: Any) -> Page:
    """The reviewer in front of them."""
    sign_in(browser_page, people.reviewer(), live_server.url)
    browser_page.goto(address(work))
    return browser_page


def why(page: Page, number: int) -> None:
    """Go on by Tab to the words for the annotator, and write some."""
    field = row(page, number).get_by_label("Why, for Ada")
    while not field.evaluate("(field) => field === document.activeElement"):
        page.keyboard.press("Tab")
    write(page, WHY)


def hold(_route: Route) -> None:
    """Answer like a line that says nothing yet."""


def test_five_hundred_are_walked_and_decided_by_key(rio: Page, work: Assignment) -> None:
    here = 1
    for number, keys in sorted(DECIDED.items()):
        press(rio, "j " * (number - here))
        expect(row(rio, number).locator("form.decide")).to_be_visible()
        press(rio, keys)
        if keys != "a":
            why(rio, number)
            press(rio, "Enter")
        is_open(rio, number + 1)
        here = number + 1
    press(rio, "j " * (500 - here))
    is_open(rio, 500)
    expect(rio.locator(".sync")).to_have_text("All saved", timeout=STORED)
    press(rio, "Shift+A")
    submit = rio.locator("#submit-review:not([aria-disabled])")
    submit.wait_for(timeout=STORED)
    submit.focus()
    press(rio, "Enter")
    expect(rio).to_have_url("/projects/idlib/review/", timeout=STORED)
    decided = Counter(Review.objects.filter(assignment=work).values_list("decision", flat=True))
    assert decided == {"accept": 496, "accept_with_changes": 2, "return": 2}
    numbers = Review.objects.exclude(decision="accept").order_by("annotation__statement__index")
    assert list(numbers.values_list("annotation__statement__index", "comment")) == [
        (number - 1, WHY) for number in (100, 200, 300, 400)
    ]


def test_the_next_rows_are_decided_while_no_answer_has_come(rio: Page, work: Assignment) -> None:
    expect(row(rio, 12).locator("form.decide")).to_be_attached()
    rio.route("**/review/**", hold)
    for number in range(1, 11):
        press(rio, "a")
        is_open(rio, number + 1)
        expect(row(rio, number + 1).locator("form.decide")).to_be_visible()
    assert Review.objects.count() == 0
    rio.unroute("**/review/**")  # what was held goes on
    expect(rio.locator(".sync")).to_have_text("All saved", timeout=STORED)
    assert Review.objects.filter(decision="accept").count() == 10


def test_a_key_that_comes_before_its_row_waits_for_it(rio: Page, work: Assignment) -> None:
    press(rio, "j " * 40 + "a")
    expect(row(rio, 41).locator(".decided")).to_have_text("Accepted")
    is_open(rio, 42)
    assert Review.objects.get().annotation.statement.index == 40

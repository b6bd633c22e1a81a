"""A page that is being left keeps what the server may not have had when the next page was drawn."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.models import Revision
from tests.browser.workbench_page import READY, newest, open_workbench, press, saved, short_work, word

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

API = "**/api/v1/**"
HEARD = "(user) => navigator.locks.request(`factcheck-outbox-${user}`, () => true)"
"""True once the page has dealt with the answer to what it sent; any tab may ask."""
SUPPORTED: tuple[int, str, list[str]] = (1, "supported", [])


class Held:
    """Lets the first request of its kind wait until it is let go, and every later one pass."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def __call__(self, route: Route) -> None:
        if self.routes:
            route.continue_()
        else:
            self.routes.append(route)

    def first(self, other: Page) -> Route:
        """The one that waits, when it is here: while another tab shows something, events come in."""
        for _ in range(20):
            if not self.routes:
                other.reload()
        return self.routes[0]


def test_a_label_that_is_stored_while_the_page_is_reloaded_is_on_the_next_page(page: Page, live_server: Any) -> None:
    """The server draws the next page, stores the label, and is heard by the old page: in this order."""
    work = short_work()
    open_workbench(page, work, live_server.url)
    other = page.context.new_page()
    other.goto("/")
    label, document = Held(), Held()
    page.route(API, label)
    page.route(f"{live_server.url}/assignments/{work.pk}/", document)
    press(page, "o 1")
    stored = label.first(other)
    page.evaluate("void setTimeout(() => location.reload())")
    reloading = document.first(other)
    drawn = reloading.fetch()
    stored.continue_()
    other.evaluate(HEARD, str(work.annotator_id))
    assert newest(work) == [SUPPORTED]
    with page.expect_navigation():
        reloading.fulfill(response=drawn)
    page.locator(READY).wait_for(state="attached")
    expect(page.locator("[data-figure]")).to_have_text("1")
    saved(page)
    assert newest(work) == [SUPPORTED]
    assert Revision.objects.count() == 1


def test_a_page_that_was_to_be_left_but_stays_sends_again(page: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(page, work, live_server.url)
    label = Held()
    page.route(API, label)
    with page.expect_request(API):
        press(page, "o 1")
    page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    label.routes[0].continue_()
    page.evaluate(HEARD, str(work.annotator_id))
    assert newest(work) == [SUPPORTED]
    word(page, "1 waiting")  # what the next page would find
    saved(page)  # but this one stays, and asks again
    assert Revision.objects.count() == 1

"""The page of the API in a real browser, under the site's own policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_shows_every_operation_and_tries_one_without_breaking_the_policy(browser_page: Page) -> None:
    projects.project()
    browser_page.goto("/accounts/login/?next=/api/v1/docs")
    browser_page.get_by_label("User name").fill(people.annotator().username)
    browser_page.locator("input[type=password]").fill(people.PASSWORD)
    browser_page.locator("form button[type=submit]").first.click()
    expect(browser_page.locator(".opblock")).to_have_count(27)

    operation = browser_page.locator(".opblock", has_text="/api/v1/projects/{slug}/entities").filter(has_text="POST")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_placeholder("slug").fill("idlib")
    operation.locator("textarea").fill('{"name": "The bridge"}')
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table .response-col_status").nth(1)).to_contain_text("200")
    expect(operation.locator(".live-responses-table")).to_contain_text('"name": "The bridge"')

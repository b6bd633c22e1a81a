"""The page of the API in a real browser, under the site's own policy."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from annotations.api.schema import document
from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, site: LiveServer) -> None:
    """Ada's session in the browser."""
    client = Client()
    client.force_login(people.annotator())
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])


def test_the_page_shows_every_operation_and_tries_one_without_breaking_the_policy(
    browser_page: Page, live_server: LiveServer
) -> None:
    projects.project()
    described = sum(len(methods) for methods in document()["paths"].values())
    sign_in(browser_page, live_server)
    browser_page.goto("/api/v1/docs")
    expect(browser_page.locator(".opblock-summary-control")).to_have_count(described)

    operation = browser_page.locator("#operations-entities-projects_entities_create")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_placeholder("slug").fill("idlib")
    operation.locator("textarea.body-param__text").fill('{"name": "The bridge"}')
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").nth(1)).to_contain_text("200")
    expect(answer).to_contain_text('"The bridge"')

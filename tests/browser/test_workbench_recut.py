"""Work that came back because a statement was cut anew, or the guideline changed, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Assignment
from annotations.queries.guidelines import Rule
from annotations.workflow.annotate import submit
from tests.browser.workbench_page import handed_in, newest, open_workbench, press
from tests.factories import projects, splits
from tests.factories.schemes import publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def recut() -> Assignment:
    """Ada's handed-in work, of which Lea cut the second statement in two."""
    project = projects.project()
    article = projects.article(project, splits.TEXT)
    work = projects.label_all(projects.assignment(project))
    submit(actor=work.annotator, assignment=work)
    row = splits.live(article)[1]
    splits.edit(article, "split", statement=row, at=article.text.index(", adding"))
    return Assignment.objects.get(pk=work.pk)


def test_the_new_statements_are_answered_and_handed_in(browser_page: Page, live_server: Any) -> None:
    work = recut()
    open_workbench(browser_page, work, live_server.url)
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("2")
    expect(browser_page.locator("[data-earlier]")).to_contain_text("you answered: No stance · Unverified")

    browser_page.get_by_role("button", name="Answer the same").click()
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("3")
    press(browser_page, "o 1")
    expect(browser_page.get_by_role("heading", name="All 9 statements are answered.")).to_be_visible()

    handed_in(browser_page, work)

    fresh = Annotation.objects.filter(statement__version=2).order_by("statement__start")
    assert [row.head.answers["labels"]["verification"] for row in fresh if row.head] == [["unverified"], ["supported"]]


def test_what_was_handed_in_stays_closed(browser_page: Page, live_server: Any) -> None:
    open_workbench(browser_page, recut(), live_server.url)
    press(browser_page, "k 1")
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("1")
    expect(browser_page.locator("[data-earlier]")).to_be_hidden()
    expect(browser_page.get_by_role("radio", name="Supported")).to_be_disabled()


def test_answers_to_look_at_again_are_kept_changed_and_undone_by_keys_that_are_shown(
    browser_page: Page, live_server: Any
) -> None:
    project = projects.project()
    projects.article(project)
    work = projects.submitted(project)
    publish(project, "Be fair.", Rule("verification"))
    open_workbench(browser_page, work, live_server.url)
    expect(browser_page.locator(".wb-keys kbd")).to_have_text(["K", "J", "U", "F", "C", "S", "↵"])

    press(browser_page, "Enter 2 u Enter")
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("3")
    press(browser_page, "2 Enter")
    handed_in(browser_page, work)

    assert newest(work) == [(2, "unverified", []), (3, "unverified", []), (2, "refuted", []), (2, "unverified", [])]

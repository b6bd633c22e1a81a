"""Adjudicating in a real browser: by keyboard alone, looked at by axe, wide and narrow."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Review, Statement
from tests.browser.test_review import sign_in
from tests.factories import adjudications, projects
from tests.factories.adjudications import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]
PATH = "/projects/idlib/adjudicate/"


@pytest.fixture
def contested(live_server: Any) -> list[Statement]:
    """Ada and Ben differ on the status of two statements, and on a stance in the first."""
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    stances = {"ada": "favor", "ben": "against"}
    for name, status in (("ada", "supported"), ("ben", "refuted")):
        user = adjudications.member(project, name)
        work = projects.label_all(projects.assignment(project, user))
        rows = projects.statements(work)
        body = projects.answers(status, stances=[projects.stance(project, "jane-doe", stances[name])])
        projects.label(work, rows[0], body)
        projects.label(work, rows[1], projects.answers(status))
        projects.reviewed(projects.submit(actor=user, assignment=work))
    return adjudications.project_statements(project)


def test_two_statements_decided_by_keyboard_alone(browser_page: Page, contested: list[Statement]) -> None:
    sign_in(browser_page, "rio", f"{PATH}{contested[0].pk}/")
    keys = browser_page.keyboard
    keys.press("n")
    expect(browser_page.get_by_text("Ada Annotator").first).to_be_visible()
    keys.press("1")
    expect(browser_page.locator(".side-card a[aria-current]")).to_have_count(1)
    keys.press("e")
    keys.type("The minutes say so.")
    keys.press("Tab")
    keys.press("Enter")
    expect(browser_page.get_by_text("The gold answer is set.")).to_be_visible()
    first = now(contested[0]).newest
    assert (first.is_open, first.rationale) == (False, "The minutes say so.")
    expect(browser_page).to_have_url(re.compile(str(contested[1].pk)))
    keys.press("v")
    keys.press("e")
    keys.type("Which bridge?")
    keys.press("Tab")
    keys.press("Enter")
    expect(browser_page).to_have_url(re.compile(f"{PATH}$"))
    assert now(contested[1]).newest.too_vague


def test_asking_back_by_keyboard(browser_page: Page, contested: list[Statement]) -> None:
    sign_in(browser_page, "rio", f"{PATH}{contested[0].pk}/")
    keys = browser_page.keyboard
    keys.press("b")
    keys.type("Which half is meant?")
    for _step in range(3):
        keys.press("Tab")
    keys.press("Enter")
    expect(browser_page.get_by_text("Asked back: 2 labels")).to_be_visible()
    assert set(Review.objects.filter(decision="return").values_list("comment", flat=True)) == {"Which half is meant?"}


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_three_pages(
    browser_page: Page, contested: list[Statement], accessibility_problems: Problems, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    sign_in(browser_page, "rio", PATH)
    for path in (PATH, f"{PATH}{contested[0].pk}/", f"/projects/idlib/statements/{contested[0].pk}/"):
        browser_page.goto(path)
        assert accessibility_problems(browser_page) == [], path
        wide = browser_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path

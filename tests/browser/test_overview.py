"""The overview and the lists behind its numbers in Chromium: by keyboard, looked at by axe, wide and narrow."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import AgreementReport, Project, Role
from annotations.queries.figures import kept
from annotations.workflow.figures import count_figures
from tests.browser.test_agreement import weeks
from tests.browser.workbench_page import sign_in
from tests.factories import agreement, busy, people, projects
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]
PAGE = "/projects/idlib/"


@pytest.fixture
def project(live_server: Any) -> Project:
    """A project with labels, reviews and gold, measured over four weeks."""
    made = busy.busy(1)
    weeks(agreement.measured(made))
    return made


def test_a_number_opens_its_list_without_a_mouse(browser_page: Page, project: Project, live_server: Any) -> None:
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(PAGE)
    browser_page.locator("summary", has_text="As a table").first.press("Enter")
    expect(browser_page.get_by_role("columnheader", name="Verification").first).to_be_visible()
    number = browser_page.locator(".stat", has_text="Handed in").get_by_role("link")
    count = number.inner_text()
    number.press("Enter")
    expect(browser_page.get_by_text(f"of {count} labels, filtered")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_a_large_projects_page_shows_its_figures_as_soon_as_a_worker_has_counted_them(
    browser_page: Page,
    live_server: Any,
    accessibility_problems: Problems,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    theme: str,
) -> None:
    monkeypatch.setattr(kept, "BIG", 2)
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    sign_in(browser_page, people.lead(), live_server.url)
    assert flaws(browser_page, [PAGE], accessibility_problems, width, theme) == {}
    expect(browser_page.get_by_role("heading", name="The figures are being counted")).to_be_visible()
    count_figures(project_id=made.pk, person_id=people.lead().pk, role=Role.LEAD)
    expect(browser_page.locator(".stat", has_text="Handed in")).to_contain_text("4 of 8")
    expect(browser_page.locator("[data-running]")).to_have_count(0)


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
def test_overview_and_lists_have_no_findings_of_axe_and_do_not_spill(
    browser_page: Page, project: Project, live_server: Any, accessibility_problems: Problems, width: int, theme: str
) -> None:
    sign_in(browser_page, people.lead(), live_server.url)
    row = project.articles.all()[0]
    lists = [f"{PAGE}labels/", f"{PAGE}gold/", f"{PAGE}articles/{row.pk}/split/machine/", f"{PAGE}assignments/"]
    assert AgreementReport.objects.exists()
    assert flaws(browser_page, [PAGE, *lists], accessibility_problems, width, theme) == {}

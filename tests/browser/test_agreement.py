"""Agreement in Chromium: measured while one looks on, read by keyboard, looked at by axe, wide and narrow."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import AgreementReport, Project
from annotations.queries.agreement_scope import Scope
from annotations.workflow.agreement_measure import measure_agreement
from tests.browser.workbench_page import sign_in
from tests.factories import agreement, people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]
PAGE = "/projects/idlib/agreement/"


@pytest.fixture
def project(live_server: Any) -> Project:
    """Two articles labelled by Ada and Ben, one in a batch of its own kind each."""
    return agreement.two_annotators(projects.project())


def weeks(report: AgreementReport) -> None:
    """Makes the kept figures tell of four weeks, one of them without a figure."""
    figures = report.figures or {}
    for question in figures["questions"]:
        shown = (question.get("report") or question["stance"])["figures"]
        size = (question.get("report") or question["stance"])["size"]
        low = {"value": 0.4, "low": -0.1, "high": 0.7, "reason": None, "no_interval": None}
        none = {"value": None, "low": None, "high": None, "reason": "one_label", "no_interval": "one_label"}
        question["groups"]["week"] = [
            {"key": f"2026-05-{day:02}", "size": size, "figures": dict.fromkeys(shown, figure)}
            for day, figure in ((4, low), (11, none), (18, low), (25, {**low, "value": 0.8, "low": 0.6, "high": 0.9}))
        ]
    AgreementReport.objects.filter(pk=report.pk).update(figures=figures)


def test_it_is_measured_and_a_cell_is_opened_without_a_mouse(
    browser_page: Page, project: Project, live_server: Any
) -> None:
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(PAGE)
    browser_page.get_by_role("button", name="Measure agreement").press("Enter")
    expect(browser_page.get_by_role("progressbar")).to_be_visible()
    measure_agreement(report_id=AgreementReport.objects.get().pk)
    expect(browser_page.get_by_text("Nothing changed since")).to_be_visible()
    browser_page.get_by_role("link", name="Refuted and Supported: 2").press("Enter")
    expect(browser_page.get_by_role("heading", name="“Refuted” met “Supported”")).to_be_visible()
    expect(browser_page.locator(".hits > li")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_agreement_have_no_findings_of_axe_and_do_not_spill(
    browser_page: Page, project: Project, live_server: Any, accessibility_problems: Problems, width: int, theme: Any
) -> None:
    weeks(agreement.measured(project, Scope(model=True)))
    browser_page.emulate_media(color_scheme=theme)
    browser_page.set_viewport_size({"width": width, "height": 844})
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(f"{PAGE}?model=1")
    found = accessibility_problems(browser_page)
    spilt = browser_page.evaluate("document.documentElement.scrollWidth > innerWidth")
    browser_page.goto(f"{PAGE}statements/?question=verification&row=refuted&column=supported")
    found += accessibility_problems(browser_page)
    assert (found, spilt) == ([], False)

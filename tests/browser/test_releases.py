"""Releases in Chromium: asked for by keyboard, followed without a reload, looked at by axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from annotations.exports.releasing import prepare_release
from annotations.models import Project, Release
from tests.browser.test_review import sign_in
from tests.factories import people, projects, releases
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]
PAGE = "/projects/idlib/releases/"


@pytest.fixture
def project() -> Project:
    """A project in which one article has gold."""
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    projects.reviewed(projects.submitted(made))
    return made


def test_a_lead_asks_by_keyboard_and_sees_it_published_without_a_reload(browser_page: Page, project: Project) -> None:
    sign_in(browser_page, people.lead().username, PAGE)
    browser_page.get_by_label("Version").focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_text("Writing files")).to_be_visible()
    told = browser_page.get_by_role("main").get_by_role("status")
    expect(told).to_have_text("The release is being made. You may leave this page.")

    prepare_release(release_id=Release.objects.get().pk)

    expect(told).to_have_text("The release is ready.")
    expect(browser_page.get_by_role("heading", name="Idlib 1.0.0")).to_be_visible()
    expect(browser_page.get_by_role("link", name="gold.jsonl")).to_be_visible()
    browser_page.reload()
    expect(browser_page.get_by_text("Idlib · Published")).to_be_visible()
    expect(told).to_have_count(0)


def test_whoever_watches_a_release_that_breaks_off_is_told(
    browser_page: Page, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = releases.asked(project)
    sign_in(browser_page, people.lead().username, f"{PAGE}{release.pk}/")
    told = browser_page.get_by_role("main").get_by_role("status")
    expect(told).to_contain_text("The release is being made.")

    monkeypatch.setattr("annotations.exports.releasing.readme", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        prepare_release(release_id=release.pk)

    expect(told).to_have_text("The release could not be made.")
    expect(browser_page.get_by_role("alert")).to_have_text("Making it broke off (ZeroDivisionError).")


def test_the_list_follows_a_release_and_leaves_the_focus_where_it_is(browser_page: Page, project: Project) -> None:
    release = releases.asked(project)
    sign_in(browser_page, people.lead().username, PAGE)
    told = browser_page.get_by_role("main").get_by_role("status")
    expect(told).to_have_text("A release is being made. This list follows it.")
    link = browser_page.get_by_role("link", name="1.0.0")
    link.focus()

    prepare_release(release_id=release.pk)

    expect(told).to_have_text("The release is made, or could not be: the list says which.")
    expect(browser_page.get_by_role("row", name="1.0.0")).to_contain_text("Published")
    expect(link).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_and_the_pages_fit(
    browser_page: Page, project: Project, accessibility_problems: Problems, width: int, scheme: str
) -> None:
    release = releases.published(project, notes="The first.")
    sign_in(browser_page, people.lead().username, PAGE)

    assert flaws(browser_page, [PAGE, f"{PAGE}{release.pk}/"], accessibility_problems, width, scheme) == {}

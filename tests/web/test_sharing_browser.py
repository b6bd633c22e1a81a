"""Sharing out work in a real browser: wide, dark, on a phone; by keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.models import Assignment, Batch, Membership, Project
from annotations.workflow.annotate import submit
from annotations.workflow.articles import put_in_batch
from annotations.workflow.batches import create_batch
from annotations.workflow.give import give
from annotations.workflow.known import answer_for_others
from tests.browser.workbench_page import STORED, open_workbench
from tests.factories import people, projects
from tests.web.looking import WINDOWS, Problems, flaws
from tests.web.visits import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

P = "/projects/idlib/"


def training(made: Project) -> Assignment:
    """Ada's training with every status wrong, not handed in yet."""
    batch = create_batch(actor=people.lead(), project=made, name="Begin", kind="training")
    article = projects.town(made, "Arden")
    put_in_batch(actor=people.lead(), article=article, batch=batch)
    known = projects.label_all(answer_for_others(actor=people.lead(), article=article), "supported")
    submit(actor=people.lead(), assignment=known)
    return projects.label_all(give(actor=people.lead(), article=article, annotator=people.annotator()), "refuted")


@pytest.fixture
def lea(browser_page: Page, live_server: Any) -> Page:
    """Lea's browser; Ada has finished a training, Ben has work, and one article is free."""
    made = projects.project()
    submit(actor=people.annotator(), assignment=training(made))
    for name in ("Belmont", "Corvo"):
        projects.town(made, name)
    projects.assignment(made, people.second_annotator())
    cookie = signed_in(people.lead()).cookies["session"].value
    browser_page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    return browser_page


def places() -> list[str]:
    """The pages of this test."""
    project = Project.objects.get(slug="idlib")
    member = Membership.objects.get(project=project, user=people.annotator())
    training = Assignment.objects.get(purpose="training")
    own = ["settings/", "batches/", f"batches/{Batch.objects.get().pk}/", "assignments/", f"people/{member.pk}/limits/"]
    return [*(P + page for page in own), f"/assignments/{training.pk}/training/"]


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_every_page_fits_its_window_and_axe_finds_nothing(
    lea: Page, accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    assert flaws(lea, places(), accessibility_problems, width, scheme) == {}


def test_work_changes_hands_by_keyboard_alone(lea: Page) -> None:
    lea.goto(f"{P}assignments/?holder={people.second_annotator().pk}")
    lea.get_by_label("Tick Ben Annotator, News from Belmont").focus()
    lea.keyboard.press("Space")
    lea.get_by_label("Choose somebody").focus()
    lea.keyboard.type("Rio")
    lea.keyboard.press("Tab")
    expect(lea.get_by_role("button", name="Give to them")).to_be_focused()
    lea.keyboard.press("Enter")
    expect(lea.get_by_role("heading", name="Given to Rio Reviewer at once")).to_be_visible()
    assert Assignment.objects.get(state="active").annotator == people.reviewer()


def test_the_right_answers_are_offered_once_the_training_is_handed_in(page: Page, live_server: Any) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    open_workbench(page, training(projects.project()), live_server.url)
    page.route("**/submit", hold)
    answers = page.get_by_role("link", name="See the right answers")

    with page.expect_request("**/submit"):
        page.keyboard.press("Enter")
    expect(page.locator("#thanks")).to_be_visible()
    expect(answers).to_be_hidden()
    held.pop().continue_()
    expect(answers).to_be_visible(timeout=STORED)
    answers.click()

    expect(page.get_by_role("heading", name="2 of 4 answers are right")).to_be_visible()

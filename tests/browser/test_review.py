"""Reviewing in a real browser: by keyboard alone, without a script, without a connection."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from annotations.models import Assignment, Review
from annotations.workflow.review import decide, finish_review
from annotations.workflow.rules import change_project
from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]


@pytest.fixture
def work(live_server: Any) -> Assignment:
    """Ada's labels on the seed article, handed in."""
    return projects.submitted_seed(projects.seed_project(annotators_per_article=3))


def sign_in(page: Page, name: str, url: str) -> None:
    """Sign in through the form and come to ``url``."""
    page.goto(f"/accounts/login/?next={url}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(people.PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(url)
    page.wait_for_load_state()


def address(work: Assignment) -> str:
    """The review page of an assignment."""
    return f"/projects/{work.article.project.slug}/review/{work.pk}/"


@pytest.fixture
def rio(browser_page: Page, work: Assignment) -> Page:
    """The reviewer in front of Ada's work."""
    sign_in(browser_page, "rio", address(work))
    return browser_page


def row(page: Page, number: int) -> Locator:
    """One row of the table."""
    return page.locator(f"#r-{number}")


def choose_return(page: Page, number: int) -> None:
    """Click the "Return" of a row's decision."""
    row(page, number).locator("label:has([name=decision][value=return])").click()


def is_open(page: Page, number: int) -> None:
    """Expect that this row is the open one."""
    expect(row(page, number).locator("tr").first).to_have_attribute("aria-current", "true")


def lose(route: Route) -> None:
    """Answer like a line that is down."""
    route.abort()


def test_a_whole_review_by_keyboard(rio: Page, work: Assignment) -> None:
    keys = rio.keyboard
    keys.press("a")
    expect(row(rio, 1).locator(".decided")).to_have_text("Accepted")
    is_open(rio, 2)
    for key in ("r", "3", "Tab"):
        keys.press(key)
    row(rio, 2).get_by_label("Why, for Ada").focus()
    keys.type("A quotation is no evidence for itself.")
    keys.press("Enter")
    expect(row(rio, 2).locator(".decided")).to_have_text("Replaced")
    keys.press("j")
    is_open(rio, 4)
    keys.press("x")
    keys.type("Which half is meant?")
    keys.press("Enter")
    expect(row(rio, 4).locator(".decided")).to_have_text("Returned")
    is_open(rio, 5)
    expect(rio.locator("#rv-side dd").first).to_have_text("3 of 22")
    keys.press("Shift+A")
    expect(rio.get_by_text("19 more labels accepted.").first).to_be_visible()
    rio.locator("#submit-review").focus()
    keys.press("Enter")
    expect(rio).to_have_url("/projects/idlib/review/")
    expect(rio.get_by_text("Returned to Ada Annotator, with your reasons.").first).to_be_visible()
    changed = Review.objects.exclude(decision="accept").order_by("created_at")
    assert [(one.decision, one.comment, one.proposed and one.proposed["labels"]) for one in changed] == [
        (
            "accept_with_changes",
            "A quotation is no evidence for itself.",
            {"verification": ["not_enough_evidence"]},
        ),
        ("return", "Which half is meant?", None),
    ]
    work.refresh_from_db()
    assert work.state == "returned"


def test_j_and_k_walk_and_a_decision_can_be_changed(rio: Page) -> None:
    rio.keyboard.press("a")
    is_open(rio, 2)
    rio.keyboard.press("k")
    is_open(rio, 1)
    rio.keyboard.press("x")
    rio.keyboard.type("On second thoughts.")
    rio.keyboard.press("Enter")
    expect(row(rio, 1).locator(".decided")).to_have_text("Returned")
    is_open(rio, 2)


def test_a_row_far_below_brings_its_form_along(rio: Page) -> None:
    for _step in range(14):
        rio.keyboard.press("j")
    is_open(rio, 15)
    expect(row(rio, 15).locator("form.decide")).to_be_visible()
    rio.keyboard.press("a")
    expect(row(rio, 15).locator(".decided")).to_have_text("Accepted")
    is_open(rio, 16)


def test_a_refused_decision_comes_back_in_place(page: Page, work: Assignment) -> None:
    sign_in(page, "rio", address(work))
    choose_return(page, 1)
    row(page, 1).get_by_role("button", name="Return and go on").click()
    expect(row(page, 1).get_by_role("alert")).to_contain_text("the annotator must read why")
    is_open(page, 1)


def test_without_a_connection_the_text_stays_and_the_next_try_works(page: Page, work: Assignment) -> None:
    sign_in(page, "rio", address(work))
    page.route("**/decide/**", lose)
    page.keyboard.press("x")
    page.keyboard.type("Whose words?")
    page.keyboard.press("Enter")
    expect(row(page, 1).get_by_role("alert")).to_contain_text("Not saved: the server did not answer.")
    expect(row(page, 1).get_by_label("Why, for Ada")).to_have_value("Whose words?")
    page.reload()
    expect(row(page, 1).locator("textarea[name=comment]")).to_have_value("Whose words?")
    page.unroute("**/decide/**", lose)
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    expect(row(page, 1).locator(".decided")).to_have_text("Returned")


def test_the_page_works_without_a_script(browser: Browser, work: Assignment, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "rio", address(work))
    row(page, 1).get_by_role("button", name="Accept and go on").click()
    expect(page).to_have_url(f"{address(work)}?row=2#r-2")
    choose_return(page, 2)
    row(page, 2).get_by_label("Why, for Ada").fill("Who says so?")
    row(page, 2).get_by_role("button", name="Return and go on").click()
    expect(page).to_have_url(f"{address(work)}?row=3#r-3")
    assert list(Review.objects.order_by("created_at").values_list("decision", flat=True)) == ["accept", "return"]
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_review_inbox_home_and_feedback_have_no_findings_of_axe(
    browser_page: Page, work: Assignment, accessibility_problems: Problems, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 844})
    sign_in(browser_page, "rio", address(work) + "?others=show")
    found = accessibility_problems(browser_page)
    browser_page.keyboard.press("r")
    found += accessibility_problems(browser_page)
    for url in ("/projects/idlib/review/", "/"):
        browser_page.goto(url)
        found += accessibility_problems(browser_page)
    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_members_pages_have_no_findings_of_axe(
    browser_page: Page, work: Assignment, accessibility_problems: Problems, width: int
) -> None:
    for number, label in enumerate(work.annotations.order_by("statement__start")):
        assert label.head_id is not None
        made = "return" if number == 1 else "accept"
        decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision=made, comment="Why?")
    finish_review(actor=people.reviewer(), assignment=work)
    browser_page.set_viewport_size({"width": width, "height": 844})
    sign_in(browser_page, "ada", "/")
    found = accessibility_problems(browser_page)
    browser_page.goto("/projects/idlib/outcome/")
    found += accessibility_problems(browser_page)
    assert found == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_one_answer_of_a_label_is_returned_by_keyboard(rio: Page, work: Assignment) -> None:
    rio.keyboard.press("x")
    rio.keyboard.type("Whose words are these?")
    for key in ("Escape", "1"):
        rio.keyboard.press(key)
    expect(row(rio, 1).locator("[name=about]").first).to_be_checked()
    rio.keyboard.press("Enter")
    expect(row(rio, 1).get_by_text("the rest accepted")).to_be_visible()
    stored = Review.objects.get()
    assert (stored.comment, list(stored.items.values_list("question", "part", "proposes"))) == (
        "Whose words are these?",
        [("stance", 0, False)],
    )


def test_blind_first_by_keyboard_answers_then_decides_the_same_row(page: Page, work: Assignment) -> None:
    change_project(actor=people.lead(), project=work.article.project, changes={"review_blind_first": True})
    sign_in(page, "rio", address(work))
    expect(row(page, 1).get_by_text("Shown when you have answered")).to_be_visible()
    row(page, 1).locator(".opt-stance").filter(has_text="No stance").first.click()
    for key in ("1", "Enter"):
        page.keyboard.press(key)
    expect(row(page, 1).get_by_text("Yours, before you saw it:")).to_be_visible()
    is_open(page, 1)
    page.keyboard.press("a")
    expect(row(page, 1).locator(".decided")).to_have_text("Accepted")
    is_open(page, 2)
    assert list(Review.objects.values_list("decision", "saw_label_first")) == [("accept", False)]

"""The whole life of a label on the seed article, by keyboard, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from annotations.imports import seeds
from tests.journeys import story
from tests.journeys.keys import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SLOW = 60_000
"""Milliseconds that a busy machine may take to store a whole article."""


@pytest.fixture
def keyboard(browser_page: Page) -> Keyboard:
    """A keyboard before an empty project."""
    story.opening()
    return Keyboard(browser_page)


def test_the_seed_article_from_import_to_export_by_keyboard(keyboard: Keyboard) -> None:
    lea_imports(keyboard)
    ada_labels(keyboard)
    rio_reviews(keyboard)
    ada_answers(keyboard)
    rio_accepts(keyboard)
    story.compare("raw.jsonl", lea_exports(keyboard, "raw"))
    story.compare("gold.jsonl", lea_exports(keyboard, "gold"))
    assert story.told() == story.EVENTS


def lea_imports(keyboard: Keyboard) -> None:
    """Paste, look at the split, import, pin the target, freeze."""
    page = keyboard.page
    keyboard.sign_in("lea")
    page.goto("/projects/idlib/articles/import/")
    keyboard.write("Text", seeds.article_text())
    keyboard.push("Preview")
    expect(page.get_by_text("Sergey Lavrov").first).to_be_visible()
    keyboard.push("Import this article")
    expect(page.get_by_role("button", name="Freeze")).to_be_visible()
    article = page.url
    page.goto("/projects/idlib/targets/")
    keyboard.write("Name", story.TARGET)
    keyboard.press("Enter")
    expect(page.get_by_text(f"“{story.TARGET}” is pinned.")).to_be_visible()
    page.goto(article)
    keyboard.push("Freeze")
    expect(page.get_by_text("Ready to label")).to_be_visible()


def ada_labels(keyboard: Keyboard) -> None:
    """Take the article, two keys a statement, hand it in."""
    page = keyboard.page
    keyboard.sign_in("ada")
    keyboard.push("Take the next article")
    page.locator("html[data-workbench=ready]").wait_for(state="attached")
    for side, status in story.KEYS:
        keyboard.press(f"{side} {status}")
    expect(page.locator("#end-title")).to_have_text("All 22 statements are answered.")
    keyboard.press("Enter")
    expect(page.locator("#thanks-title")).to_have_text("Handed in. Thank you.", timeout=SLOW)


def rio_reviews(keyboard: Keyboard) -> None:
    """Accept the first, replace the second, return the third, accept the rest."""
    page = keyboard.page
    keyboard.sign_in("rio")
    page.goto("/projects/idlib/review/")
    keyboard.push("Russia ready to continue work on Idlib with Turkey", role="link")
    expect(page.get_by_text("22 statements have no decision yet")).to_be_visible()
    page.wait_for_load_state()  # the keys work from here on
    keyboard.press("a")
    expect(page.get_by_text("21 statements have no decision yet")).to_be_visible()
    keyboard.press("r 6")
    keyboard.write("Why, for Ada", story.WHY_REPLACED)
    keyboard.press("Enter")
    expect(page.get_by_text("20 statements have no decision yet")).to_be_visible()
    keyboard.press("x")
    page.keyboard.insert_text(story.WHY_RETURNED)
    keyboard.press("Enter")
    expect(page.get_by_text("19 statements have no decision yet")).to_be_visible()
    keyboard.press("Shift+A")
    expect(page.get_by_text("have no decision yet")).to_have_count(0)
    keyboard.push("Submit review")
    expect(page.get_by_text("Nothing waits for review")).to_be_visible()


def ada_answers(keyboard: Keyboard) -> None:
    """Find the returned statement with its reason on the start page, keep the label, hand in again."""
    page = keyboard.page
    keyboard.sign_in("ada")
    expect(page.get_by_text(story.WHY_RETURNED)).to_be_visible()
    keyboard.push("Answer the review at statement 3", role="link")
    page.locator("html[data-workbench=ready]").wait_for(state="attached")
    expect(page.locator("#review")).to_contain_text(story.WHY_RETURNED)
    keyboard.write("Why (needed to keep yours)", story.WHY_KEPT)
    keyboard.push("Keep mine")
    expect(page.locator("#end")).to_be_visible(timeout=SLOW)
    keyboard.press("Enter")
    expect(page.locator("#thanks-title")).to_have_text("Handed in. Thank you.", timeout=SLOW)


def rio_accepts(keyboard: Keyboard) -> None:
    """See the reason, accept, finish."""
    page = keyboard.page
    keyboard.sign_in("rio")
    page.goto("/projects/idlib/review/")
    keyboard.push("Russia ready to continue work on Idlib with Turkey", role="link")
    expect(page.get_by_text(story.WHY_KEPT)).to_be_visible()
    page.wait_for_load_state()
    keyboard.press("a")
    expect(page.get_by_text("has no decision yet")).to_have_count(0)
    keyboard.push("Submit review")
    expect(page.get_by_text("Nothing waits for review")).to_be_visible()


def lea_exports(keyboard: Keyboard, view: str) -> str:
    """Choose the rows and the format, download."""
    page = keyboard.page
    keyboard.sign_in("lea")
    page.goto(f"/projects/idlib/export/?view={view}&format=jsonl")
    with page.expect_download() as download:
        keyboard.push("Download")
    return download.value.path().read_text(encoding="utf-8")

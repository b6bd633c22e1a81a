"""Driving the split editor: opening, pressing keys, reading rows; what the database holds."""

from typing import Any

from playwright.sync_api import Page, expect

from annotations.imports import seeds
from annotations.imports.formats.seed_gold import read_article, read_segmentation
from annotations.models import Article, User
from annotations.workflow.ingest import import_article
from tests.browser.workbench_page import READY, sign_in
from tests.factories import people, projects

STORED = 60_000
"""Milliseconds a busy machine may take to store an edit."""


def seed_article() -> Article:
    """The seed article with its hand-checked split, not frozen."""
    gold, text = seeds.gold(), seeds.article_text()
    return import_article(
        actor=people.lead(),
        project=projects.project(),
        draft=read_article(gold, text),
        segmentation=read_segmentation(gold, text),
    )


def address(article: Article, at: int | str = "") -> str:
    return f"/projects/{article.project.slug}/articles/{article.pk}/split/" + (f"?at={at}" if at != "" else "")


def open_split(page: Page, article: Article, site: str, at: int | str = "", user: User | None = None) -> None:
    """Open the editor as a lead, with the segment that begins at ``at`` in hand, and wait until the keys work."""
    sign_in(page, user or people.lead(), site)
    page.goto(address(article, at))
    ready(page)


def ready(page: Page) -> None:
    page.locator(READY).wait_for(state="attached")


def press(page: Page, keys: str) -> None:
    """Press single keys one after another; names of keys are separated by blanks."""
    for key in keys.split():
        page.keyboard.press(" " if key == "Space" else key)


def saved(page: Page) -> None:
    """Wait until the page says that the server has everything."""
    expect(page.locator("[data-sync]")).to_have_text("All saved", timeout=STORED)


def in_hand(page: Page) -> str:
    """The words of the row in hand."""
    return page.locator(".se-block[aria-current] .read").inner_text()


def heard(page: Page, words: str) -> None:
    """Wait until a screen reader was told so."""
    expect(page.locator("[data-announce]")).to_have_text(words)


def drawn(page: Page) -> list[Any]:
    """Every row as it is seen: its place, number, marks, sides."""
    found: list[Any] = page.evaluate(
        """() => [...document.querySelectorAll('.se-block')].map((row) => [
          row.dataset.start, row.dataset.role, row.dataset.bracket ?? '', 'opens' in row.dataset, 'off' in row.dataset,
          'doubted' in row.dataset, row.querySelector('.se-no').textContent.trim(),
          row.querySelector('.read').innerHTML, row.querySelector('.se-side').textContent.replace(/\\s+/g, ''),
        ])"""
    )
    return found

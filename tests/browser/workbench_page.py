"""Driving the workbench: signing in, opening, pressing keys, waiting for the answer; what the database holds."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Assignment, User
from tests.factories import projects

READY = "html[data-workbench=ready]"
STORED = 60_000
"""Milliseconds a busy machine may take to store a whole article, one label after the other."""


def sign_in(page: Page, user: User, site: str) -> None:
    """Put a signed-in session into the browser."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def open_workbench(page: Page, work: Assignment, site: str) -> None:
    """Open the workbench as the assignment's annotator and wait until the keys work."""
    sign_in(page, work.annotator, site)
    page.goto(f"/assignments/{work.pk}/")
    page.locator(READY).wait_for(state="attached")


def press(page: Page, keys: str) -> None:
    """Press single keys one after another; names of keys are separated by spaces."""
    for key in keys.split():
        page.keyboard.press(" " if key == "Space" else key)


def word(page: Page, text: str) -> None:
    """Wait until the state of saving reads so."""
    expect(page.locator("[data-sync]")).to_have_text(text, timeout=STORED)


def saved(page: Page) -> None:
    """Wait until the page says that the server has everything."""
    word(page, "All saved")


def write(page: Page, words: str) -> None:
    """Put words where the caret is, all at once."""
    page.keyboard.insert_text(words)


def seed_work(protocol: str) -> Assignment:
    """The seed article in a project with that protocol, taken by Ada."""
    return projects.assignment(projects.seed_project(protocol=protocol))


def short_work() -> Assignment:
    made = projects.project()
    projects.article(made)
    return projects.assignment(made)


def newest(work: Assignment) -> list[Any]:
    """Of each answered statement: its number of versions, status and polarities."""
    rows = Annotation.objects.filter(assignment=work).select_related("head").order_by("statement__start")
    heads = [(row.seq, row.head) for row in rows if row.head]
    return [
        (seq, head.answers["labels"].get("verification", [""])[0], [one["polarity"] for one in head.answers["stances"]])
        for seq, head in heads
    ]


def bodies(work: Assignment) -> list[Any]:
    """The newest answers on each answered statement, in order of the text."""
    rows = Annotation.objects.filter(assignment=work, head__isnull=False).select_related("head")
    return [row.head.answers for row in rows.order_by("statement__start") if row.head]


def handed_in(page: Page, work: Assignment) -> None:
    """Hand the article in and wait until the server has it."""
    page.keyboard.press("Enter")
    expect(page.locator("#thanks")).to_be_visible(timeout=STORED)
    saved(page)
    work.refresh_from_db()
    assert work.state == "submitted"

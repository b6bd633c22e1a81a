"""The demonstration as it is found on the first morning: every page opens, none is wider than its window."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from annotations.imports import demo
from annotations.models import Article, Assignment, AssignmentState, Entity, Membership, Statement, User
from annotations.web.urls import PAGES
from tests.browser.workbench_page import sign_in
from tests.factories.routes import NOBODY, addresses

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FILES = (".csv", "export/file")
NOT_HIS = [("workbench", 404, 0), ("training", 404, 0), ("agreement-statements", 404, 0)]
"""Somebody else's work, and statements of no cell of the confusion matrix."""


def ids() -> dict[str, object]:
    """Something of each kind for the addresses of pages."""
    article = Article.objects.get(title__startswith="Russia ready")
    statement = Statement.objects.get(article=article, exact__contains="far from what Turkey wants")
    return {
        "article": article.pk,
        "statement": statement.pk,
        "assignment": Assignment.objects.filter(state=AssignmentState.SUBMITTED).earliest("created_at").pk,
        "entity": Entity.objects.get(key="lavrov").pk,
        "member": Membership.objects.get(user__username="noor").pk,
    }


def test_every_page_opens_none_is_wider_than_a_phone_and_what_is_hidden_is_not_seen(
    browser_page: Page, live_server: Any
) -> None:
    demo.play(datetime(2026, 3, 29, tzinfo=UTC))
    sign_in(browser_page, User.objects.get(username="tomas"), live_server.url)
    browser_page.set_viewport_size({"width": 390, "height": 800})
    found = addresses(ids())
    opened, bad, seen = 0, [], []
    for page in PAGES:
        address = live_server.url + found[page.route]
        if page.route.endswith(FILES) or page.key == "invitation" or NOBODY in address:
            continue
        status = browser_page.request.get(address).status
        wide = wider(browser_page, address) if status == 200 else 0
        opened += status == 200
        seen += [(page.key, html) for html in seen_though_hidden(browser_page)]
        if status not in (200, 405) or wide > 0:
            bad.append((page.key, status, wide))
    assert bad == NOT_HIS
    assert seen == []
    assert opened > 30


def wider(page: Page, address: str) -> int:
    """By how many pixels a page is wider than its window."""
    page.goto(address)
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def seen_though_hidden(page: Page) -> list[str]:
    """The beginnings of what has the attribute ``hidden`` and is shown all the same: a class may give it a display."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[hidden]')].filter((node) => node.getClientRects().length)"
        ".map((node) => node.outerHTML.slice(0, 120))"
    )
    return found

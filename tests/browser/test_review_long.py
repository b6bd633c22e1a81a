"""Review and adjudication of an article of five hundred statements, and of one that is read from right to left."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, Route, expect

from annotations.models import Article, Assignment, Project
from annotations.workflow.annotate import submit
from annotations.workflow.saving import Save, Saved, save_revisions
from tests.browser.test_review import Problems, address, is_open, row
from tests.browser.workbench_page import sign_in
from tests.factories import people, projects
from tests.web.looking import WINDOWS, flaws
from tests.web.visits import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LONG = "Bridges\n\n" + "\n".join(f"Bridge {n} is safe, the minister said." for n in range(1, 500))
ARABIC = "الجسر مفتوح\n\nقالت العمدة ليلى: «الجسر آمن». شكك المهندسون في ذلك. انهار الجسر القديم عام 2019.\n"
BYTES = 150_000
QUEUE = "/projects/idlib/adjudicate/"


def labelled(project: Project, statuses: Sequence[str]) -> list[Assignment]:
    """The next article, labelled throughout by Ada with the one status and by Ben with the other; handed in."""
    works = []
    for person, status in zip((people.annotator(), people.second_annotator()), statuses, strict=True):
        work = projects.assignment(project, person)
        saves = [Save(uuid4(), work.pk, one.pk, 0, projects.answers(status)) for one in projects.statements(work)]
        assert all(isinstance(one, Saved) for one in save_revisions(actor=person, saves=saves))
        works.append(submit(actor=person, assignment=work))
    return works


def read(text: str, slug: str = "idlib", **facts: Any) -> tuple[Article, list[Assignment]]:
    """An article that Ada and Ben see differently, statement by statement."""
    project = projects.project(slug)
    article = projects.article(project, text, **facts)
    return article, labelled(project, ("supported", "refuted"))


def cost(path: str) -> tuple[int, int]:
    """Queries and compressed bytes of a page that Rio looks at again."""
    rio = signed_in(people.reviewer())
    rio.get(path)
    with CaptureQueriesContext(connection) as queries:
        page = rio.get(path, headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    return len(queries), len(page.content)


def test_a_long_review_takes_few_bytes_and_the_queries_of_a_short_one(live_server: Any) -> None:
    _article, (short, _other) = read(projects.SHORT_TEXT, "short")
    _article, (long, _other) = read(LONG)
    (few, _bytes), (many, size) = cost(address(short)), cost(address(long))
    assert (many, size <= BYTES) == (few, True)


def test_a_long_review_is_walked_and_decided_by_keyboard_and_nothing_jumps(
    browser_page: Page, live_server: Any
) -> None:
    _article, (work, _other) = read(LONG)
    sign_in(browser_page, people.reviewer(), live_server.url)
    browser_page.goto(f"{address(work)}?row=400#r-400")
    is_open(browser_page, 400)
    expect(row(browser_page, 400)).to_be_in_viewport()
    on_its_way: list[Route] = []
    browser_page.route("**/decide/**", on_its_way.append)
    browser_page.keyboard.press("a")
    is_open(browser_page, 401)
    place = row(browser_page, 401).bounding_box()
    on_its_way[0].continue_()
    expect(row(browser_page, 400).locator(".decided")).to_have_text("Accepted")
    expect(browser_page.locator("#rv-side dd").first).to_have_text("1 of 500")
    assert row(browser_page, 401).bounding_box() == place
    for number in range(402, 412):
        browser_page.keyboard.press("j")
        is_open(browser_page, number)
        expect(row(browser_page, number).locator("form.decide")).to_be_visible()
        expect(row(browser_page, number)).to_be_in_viewport()


def test_a_long_article_is_accepted_from_the_inbox_and_its_first_contested_statement_decided(
    browser_page: Page, live_server: Any
) -> None:
    _article, works = read(LONG)
    sign_in(browser_page, people.reviewer(), live_server.url)
    browser_page.goto("/projects/idlib/review/")
    browser_page.get_by_role("checkbox", name="Tick this page").press("Space")
    browser_page.get_by_role("button", name="Accept", exact=True).press("Enter")
    expect(browser_page.get_by_role("heading", name="Accepted at once")).to_be_visible()
    for work in works:
        work.refresh_from_db()
    assert {work.state for work in works} == {"accepted"}

    browser_page.goto(QUEUE)
    browser_page.locator("main tbody a.title").first.press("Enter")
    browser_page.wait_for_load_state()
    browser_page.keyboard.press("1")
    expect(browser_page.locator(".side-card a[aria-current]")).to_have_count(1)
    assert cost(urlsplit(browser_page.url).path)[1] <= BYTES


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_text_from_right_to_left_stands_so_on_every_page_and_axe_finds_nothing(
    browser_page: Page, live_server: Any, accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    article, works = read(ARABIC, language="ar")
    sign_in(browser_page, people.reviewer(), live_server.url)
    pages = ["/projects/idlib/review/", address(works[0])]
    assert flaws(browser_page, pages, accessibility_problems, width, scheme) == {}
    shown = browser_page.locator("#r-2 .read")
    assert shown.evaluate("(text) => getComputedStyle(text).direction") == "rtl"

    for work in works:
        projects.reviewed(work)
    statement = article.statements.filter(is_statement=True).earliest("start")
    pages = [QUEUE, f"{QUEUE}{statement.pk}/"]
    assert flaws(browser_page, pages, accessibility_problems, width, scheme) == {}
    shown = browser_page.locator(".context")
    assert shown.evaluate("(text) => getComputedStyle(text).direction") == "rtl"

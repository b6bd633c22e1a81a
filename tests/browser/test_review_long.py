"""Review and adjudication of an article of five hundred statements, and of one that is read from right to left."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from annotations.models import Article, Assignment, Project
from annotations.workflow.annotate import submit
from annotations.workflow.saving import Save, Saved, save_revisions
from tests.browser.test_review import Problems, address
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

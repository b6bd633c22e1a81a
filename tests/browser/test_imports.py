"""Imports in Chromium: what people bring along, and what becomes of it while they look on."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Dialog, Page, expect

from annotations.imports.check import check
from annotations.models import Article, Import, ImportState
from annotations.workflow.import_store import store_import
from tests.browser.workbench_page import sign_in
from tests.conftest import PATIENCE
from tests.factories import people, projects
from tests.foundation.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "/projects/idlib/imports/new/"
HOSTILE = """<!doctype html><html lang="en"><head><title>Flood</title><script>document.title = "taken"</script>
<meta property="article:published_time" content="2026-05-02"></head><body><article><h1>Flood in Arden</h1>
<p>The river rose on Monday night and took two bridges, the mayor said after the council had met.</p>
<p onclick="alert(1)">Nobody was hurt. <img src="x" onerror="alert(2)">The water is falling, and the road to the
harbour is open again for lorries.</p><script>alert(3)</script></article></body></html>"""


@pytest.fixture
def worker(live_server: Any) -> Iterator[None]:
    """Does what a job worker does, on a thread: looks at what waits and stores what is asked for."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.05):
            for key, state in Import.objects.values_list("pk", "state"):
                if state == ImportState.WAITING:
                    check(key)
                elif state == ImportState.QUEUED:
                    store_import(import_id=key)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


def bring(page: Page, *files: Path) -> None:
    """Choose files and have them looked at."""
    page.goto(NEW)
    page.set_input_files("[name=chosen]", [str(file) for file in files])
    page.get_by_role("button", name="Look at them first").click()
    expect(page.get_by_text("Looked at, nothing stored yet")).to_be_visible()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("worker")
def test_five_thousand_lines_of_which_three_are_bad(browser_page: Page, live_server: Any, tmp_path: Path) -> None:
    projects.project()
    lines = [json.dumps({"text": f"It rained on day {number}."}) for number in range(5000)]
    lines[99], lines[2500], lines[4998] = '{"text": ', '{"text": 7}', '{"title": "no text"}'
    sign_in(browser_page, people.lead(), live_server.url)
    bring(browser_page, written(tmp_path, "news.jsonl", "\n".join(lines)))
    browser_page.get_by_role("link", name="3 Has errors").click()
    expect(browser_page.locator(".import-rows > li")).to_have_count(3)
    expect(browser_page.locator(".import-problem.error")).to_contain_text(["line 100", "line 2501", "line 4999"])
    assert Article.objects.count() == 0
    browser_page.get_by_label("Leave records with errors out").check()
    browser_page.get_by_role("button", name="Store what is good").click()
    expect(browser_page.get_by_text("4997 articles are stored.")).to_be_visible(timeout=120_000)


@pytest.mark.usefixtures("worker")
def test_a_broken_table_names_its_lines_and_stores_nothing(
    browser_page: Page, live_server: Any, tmp_path: Path
) -> None:
    projects.project()
    table = 'text,title\n"It rained. Nobody spoke.",Rain\nonly one cell\n"never closed,Storm\nIt poured.,Flood\n'
    sign_in(browser_page, people.lead(), live_server.url)
    bring(browser_page, written(tmp_path, "news.csv", table))
    expect(browser_page.locator(".import-problem.error")).to_contain_text(["line 3", "line 4"])
    browser_page.get_by_role("button", name="Store what is good").click()
    expect(browser_page.get_by_text("0 articles are stored.")).to_be_visible()
    expect(browser_page.get_by_text("has records with errors; nothing of it is stored")).to_be_visible()
    assert Article.objects.count() == 0


@pytest.mark.usefixtures("worker")
def test_a_file_of_twenty_megabytes_and_one_beyond(page: Page, live_server: Any, tmp_path: Path) -> None:
    page.set_default_timeout(PATIENCE)
    projects.project()
    line = json.dumps({"text": "It rained.", "note": "x" * 990_000}) + "\n"
    sign_in(page, people.lead(), live_server.url)
    bring(page, written(tmp_path, "large.jsonl", line * 20))
    expect(page.locator(".import-rows > li")).not_to_have_count(0)
    page.goto(NEW)
    page.set_input_files("[name=chosen]", str(written(tmp_path, "larger.jsonl", line * 22)))
    page.get_by_role("button", name="Look at them first").click()
    expect(page.locator("body")).to_contain_text("20 MB")
    assert Import.objects.count() == 1


@pytest.mark.usefixtures("worker")
def test_a_text_that_is_here_already_leads_to_its_article(browser_page: Page, live_server: Any, tmp_path: Path) -> None:
    projects.article(projects.project())
    sign_in(browser_page, people.lead(), live_server.url)
    bring(browser_page, written(tmp_path, "again.txt", projects.SHORT_TEXT))
    expect(browser_page.locator(".import-rows")).to_contain_text("Already here")
    browser_page.locator(".import-rows").get_by_role("link", name="Mayor opens bridge", exact=True).click()
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("Mayor opens bridge")


@pytest.mark.usefixtures("worker")
def test_a_hostile_page_is_text_and_nothing_else(browser_page: Page, live_server: Any, tmp_path: Path) -> None:
    projects.project()
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    browser_page.on("dialog", note)
    sign_in(browser_page, people.lead(), live_server.url)
    bring(browser_page, written(tmp_path, "flood.html", HOSTILE))
    browser_page.get_by_role("link", name="Split of Flood").click()
    expect(browser_page.locator(".preview-lines")).to_contain_text("Nobody was hurt.")
    browser_page.get_by_role("button", name="Store what is good").click()
    expect(browser_page.get_by_text("1 article is stored.")).to_be_visible()
    article = Article.objects.get()
    assert ("alert" in article.text, article.language, str(article.published_at)) == (False, "en", "2026-05-02")
    assert dialogs == []


def test_without_a_worker_the_page_says_so(browser_page: Page, live_server: Any, tmp_path: Path) -> None:
    projects.project()
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(NEW)
    browser_page.set_input_files("[name=chosen]", str(written(tmp_path, "a.txt", "It rained.")))
    browser_page.get_by_role("button", name="Look at them first").click()
    expect(browser_page.get_by_text("No job worker is running")).to_be_visible()
    browser_page.get_by_role("button", name="Cancel the import").press("Enter")
    expect(browser_page.get_by_text("What was stored before that stays.")).to_be_visible()
    assert until(lambda: Import.objects.get().state == ImportState.CANCELLED)


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(
    browser_page: Page,
    live_server: Any,
    tmp_path: Path,
    accessibility_problems: Callable[[Page], list[str]],
    width: int,
) -> None:
    projects.project()
    browser_page.set_viewport_size({"width": width, "height": 844})
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(NEW)
    assert accessibility_problems(browser_page) == []
    bring(browser_page, written(tmp_path, "news.jsonl", '{"text": "It rained."}\n{"text": 7}\n'))
    browser_page.get_by_role("link", name="Split of It rained.").click()
    assert accessibility_problems(browser_page) == []
    browser_page.goto("/projects/idlib/imports/")
    assert accessibility_problems(browser_page) == []
